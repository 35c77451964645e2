//! A mail server on this machine that takes what it is sent, or refuses, or hangs up, as the test wishes.

use std::sync::{Arc, Mutex, PoisonError};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What the server does with messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes them.
    Takes,
    /// Says "later" to every receiver.
    Later,
    /// Refuses every receiver for good.
    Refuses,
    /// Takes the text and hangs up before it says so.
    HangsUp,
}

/// A message that was taken.
#[derive(Clone, Debug)]
pub struct Received {
    /// The receiver, as the envelope says.
    pub to: String,
    /// Headers and text, as they came.
    pub text: String,
}

struct Shared {
    mood: Mood,
    received: Vec<Received>,
}

/// The server; it ends when it goes out of scope.
pub struct SmtpServer {
    /// Where it listens.
    pub port: u16,
    shared: Arc<Mutex<Shared>>,
    task: JoinHandle<()>,
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl SmtpServer {
    /// Starts one on a port of its own.
    pub async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Mutex::new(Shared { mood, received: Vec::new() }));
        let all = shared.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away ends its own session only.
                tokio::spawn(session(stream, all.clone()));
            }
        });
        Self { port, shared, task }
    }

    /// Changes what it does.
    pub fn set(&self, mood: Mood) {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).mood = mood;
    }

    /// What came so far, also what was not acknowledged.
    pub fn received(&self) -> Vec<Received> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).received.clone()
    }
}

async fn session(stream: TcpStream, shared: Arc<Mutex<Shared>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut to = String::new();
    writer.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let mood = shared.lock().unwrap_or_else(PoisonError::into_inner).mood;
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-test\r\n250 8BITMIME\r\n",
            "MAIL" => "250 ok\r\n",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match mood {
                    Mood::Later => "451 a secret of the server's\r\n",
                    Mood::Refuses => "550 a secret of the server's\r\n",
                    Mood::Takes | Mood::HangsUp => "250 ok\r\n",
                }
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    // A dot at the beginning of a line comes doubled.
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push('\n');
                }
                let received = Received { to: to.clone(), text };
                shared.lock().unwrap_or_else(PoisonError::into_inner).received.push(received);
                if mood == Mood::HangsUp {
                    return Ok(());
                }
                "250 taken\r\n"
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            "RSET" | "NOOP" => "250 ok\r\n",
            _ => "502 what?\r\n",
        };
        writer.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}
