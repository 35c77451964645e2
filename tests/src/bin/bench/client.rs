//! A small HTTP/1.1 client: one connection, kept alive, one request at a time.

use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A reply, as far as a measurement needs it.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers as they came, in small letters.
    pub head: String,
    /// The body as it came, compressed or not.
    pub body: Vec<u8>,
}

/// A connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(addr: SocketAddr) -> Self {
        let stream = TcpStream::connect(addr).await.expect("the server listens");
        stream.set_nodelay(true).expect("an option");
        Self { stream, buffer: Vec::with_capacity(64 * 1024) }
    }

    /// Sends a request and reads the whole reply.
    pub async fn send(&mut self, request: &[u8]) -> Reply {
        self.write(request).await;
        self.read().await
    }

    /// Sends bytes of a request.
    pub async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("sent");
    }

    /// Reads the whole reply to what was sent.
    pub async fn read(&mut self) -> Reply {
        let end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at;
            }
            self.fill().await;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_lowercase();
        self.buffer.drain(..end + 4);
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
        let body = match length {
            Some(length) => self.take(length).await,
            None if head.contains("transfer-encoding: chunked") => self.chunks().await,
            None => Vec::new(),
        };
        Reply { status, head, body }
    }

    /// Waits for the next event of a stream, and takes all that are there.
    #[cfg(feature = "load")]
    pub async fn heard(&mut self) {
        while find(&self.buffer, b"data:").is_none() {
            self.fill().await;
        }
        self.buffer.clear();
    }

    async fn fill(&mut self) {
        let read = self.stream.read_buf(&mut self.buffer).await.expect("a reply");
        assert!(read > 0, "the server closed the connection");
    }

    async fn take(&mut self, length: usize) -> Vec<u8> {
        while self.buffer.len() < length {
            self.fill().await;
        }
        self.buffer.drain(..length).collect()
    }

    async fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(at) = find(&self.buffer, b"\r\n") {
                    break at;
                }
                self.fill().await;
            };
            let line: Vec<u8> = self.buffer.drain(..end + 2).collect();
            let text = String::from_utf8_lossy(&line);
            let length = usize::from_str_radix(text.trim(), 16).expect("a length of a chunk");
            body.extend(self.take(length).await);
            self.take(2).await;
            if length == 0 {
                return body;
            }
        }
    }
}

fn find(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).position(|window| window == what)
}

/// A request for a page, with more header lines.
pub fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").into_bytes()
}

/// A form posted by a script.
pub fn post(operation: &str, headers: &str, form: &str) -> Vec<u8> {
    format!(
        "POST /api/{operation} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\naccept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n{headers}\r\n{form}",
        form.len()
    )
    .into_bytes()
}
