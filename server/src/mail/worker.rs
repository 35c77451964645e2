//! The worker that sends what is in the outbox, a few messages at a time. Each goes at least once: a worker that stops
//! between a mail server's yes and the note of it sends it again, under the same Message-ID.

use super::{
    MailError,
    message::{self, Letter},
    service,
    smtp::{Smtp, SmtpError},
    store::{self, DueMail},
};
use crate::{
    auth::link::LinkKey,
    clock::Ambient,
    db::{Db, DbError},
};
use app::{competition::rules::message::LINK_MARK, ids::LinkId};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::{sync::Arc, time::Duration};
use tokio::{task::JoinHandle, time};

/// Messages of one round.
const BATCH: i64 = 20;
const EVERY: Duration = Duration::from_secs(5);

/// What a worker needs.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    ambient: Ambient,
    links: LinkKey,
    origin: Arc<str>,
    smtp: Smtp,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Worker {
    /// A worker for a mail server.
    ///
    /// # Errors
    /// [`SmtpError::Tls`].
    pub fn new(db: Db, ambient: Ambient, links: LinkKey, origin: Arc<str>, smtp: Smtp) -> Result<Self, SmtpError> {
        let transport = smtp.transport()?;
        Ok(Self { db, ambient, links, origin, smtp, transport })
    }

    /// Begins; the handle ends it, at any moment without loss.
    pub fn start(self) -> JoinHandle<()> {
        tokio::spawn(async move {
            let mut tick = time::interval(EVERY);
            tick.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
            loop {
                tick.tick().await;
                if let Err(error) = self.round().await {
                    tracing::error!(%error, "sending mail");
                }
            }
        })
    }

    /// Tries what is due, once; gives how many messages were tried.
    ///
    /// # Errors
    /// The database's.
    pub async fn round(&self) -> Result<usize, DbError> {
        let due = store::due(&mut self.db.read().await?, self.ambient.now(), BATCH).await?;
        let mut tried = 0;
        for mail in due {
            if !service::take(&self.db, &mail).await? {
                continue;
            }
            tried += 1;
            let result = self.send(&mail).await;
            if let Err(error) = result {
                // Neither address nor text: a log is read by others than the message.
                tracing::warn!(id = %mail.id, %error, "a message was not sent");
            }
            service::settle(&self.db, mail.id, mail.attempts + 1, result).await?;
        }
        Ok(tried)
    }

    async fn send(&self, mail: &DueMail) -> Result<(), MailError> {
        let body = self.body(mail)?;
        let to = message::mailbox(&mail.to_name, &mail.to_address)?;
        let letter = Letter { id: mail.id, at: mail.created_at, to, subject: &mail.subject, body: &body };
        let message = message::message(self.smtp.from(), letter)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let code = error.status().map(|code| code.to_string().parse().unwrap_or_default());
                Err(match code {
                    Some(code) if error.is_permanent() => MailError::Refused(code),
                    Some(code) => MailError::Later(code),
                    None => MailError::Unreachable,
                })
            }
        }
    }

    /// The text with its one-time link, which only now is made whole.
    fn body(&self, mail: &DueMail) -> Result<String, MailError> {
        let (Some(link), Some(purpose)) = (mail.link_id, &mail.purpose) else { return Ok(mail.body.clone()) };
        if !mail.link_open {
            return Err(MailError::LinkOver);
        }
        let path = self.links.path(LinkId::from(link), purpose).ok_or(MailError::LinkOver)?;
        Ok(mail.body.replace(LINK_MARK, &format!("{}/{}{path}", self.origin, mail.locale)))
    }
}
