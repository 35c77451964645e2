//! The settings of a mail server.

use super::message::mailbox;
use lettre::{
    AsyncSmtpTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use std::time::Duration;
use url::Url;

/// A mail server that does not answer is given up after so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A secret: never shown, whatever is printed (trust.md G-03).
#[derive(Clone)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A secret without the line end that files have.
    pub fn new(text: &str) -> Self {
        Self(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct Smtp {
    host: String,
    port: u16,
    user: Option<String>,
    password: Option<Secret>,
    tls_from_the_start: bool,
    from: Mailbox,
}

/// Why settings are of no use; each says what to do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SmtpError {
    /// Not an address of a mail server.
    #[error("--smtp: write smtp://user@host:port or smtps://user@host:port")]
    Url,
    /// A password where others can see it.
    #[error("--smtp: no password in the address; use --smtp-password-file or PEACEAPP_SMTP_PASSWORD")]
    PasswordInUrl,
    /// A user without a password.
    #[error("--smtp names a user; set --smtp-password-file or PEACEAPP_SMTP_PASSWORD too")]
    NoPassword,
    /// No sender.
    #[error("--mail-from: write the address that messages come from, such as office@example.org")]
    From,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up for this host")]
    Tls,
}

impl Smtp {
    /// Reads the settings. `smtps` speaks TLS from the start; `smtp` turns to it by STARTTLS and sends nothing without,
    /// unless the server is on this machine.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub fn new(url: &str, password: Option<Secret>, from: &str) -> Result<Self, SmtpError> {
        let url = Url::parse(url).map_err(|_| SmtpError::Url)?;
        let tls_from_the_start = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(SmtpError::Url),
        };
        if url.password().is_some() {
            return Err(SmtpError::PasswordInUrl);
        }
        let plain = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        let host = url.host_str().filter(|host| plain && !host.is_empty()).ok_or(SmtpError::Url)?.to_owned();
        let user = match url.username() {
            "" => None,
            // A user's name is often an address, whose @ stands as %40 here.
            name => Some(
                form_urlencoded::parse(format!("u={}", name.replace('+', "%2B")).as_bytes())
                    .next()
                    .map(|(_, value)| value.into_owned())
                    .unwrap_or_default(),
            ),
        };
        if user.is_some() && password.is_none() {
            return Err(SmtpError::NoPassword);
        }
        let (name, address) = match from.trim().strip_suffix('>').and_then(|from| from.split_once('<')) {
            Some((name, address)) => (name.trim(), address.trim()),
            None => ("PEACEapp", from.trim()),
        };
        let from = mailbox(name, address).map_err(|_| SmtpError::From)?;
        let port = url.port().unwrap_or(if tls_from_the_start { 465 } else { 587 });
        Ok(Self { host, port, user, password, tls_from_the_start, from })
    }

    /// Who messages come from.
    pub const fn from(&self) -> &Mailbox {
        &self.from
    }

    fn on_this_machine(&self) -> bool {
        self.host == "localhost" || self.host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
    }

    /// What sends.
    ///
    /// # Errors
    /// [`SmtpError::Tls`].
    pub fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, SmtpError> {
        let tls = if self.on_this_machine() && !self.tls_from_the_start {
            Tls::None
        } else {
            let parameters = TlsParameters::new(self.host.clone()).map_err(|_| SmtpError::Tls)?;
            if self.tls_from_the_start { Tls::Wrapper(parameters) } else { Tls::Required(parameters) }
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let (Some(user), Some(password)) = (&self.user, &self.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.0.clone()));
        }
        Ok(builder.build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_are_of_no_use_say_so() {
        let new =
            |url: &str, password: Option<&str>, from: &str| Smtp::new(url, password.map(Secret::new), from).map(drop);
        let from = "office@peace.example";
        assert_eq!(new("smtp://mail.example:25", None, from), Ok(()));
        assert_eq!(new("smtps://office%40peace.example@mail.example", Some("x"), "Peace <a@b.example>"), Ok(()));
        for bad in
            ["mail.example", "https://mail.example", "smtp://", "smtp://mail.example/path", "smtp://mail.example?x"]
        {
            assert_eq!(new(bad, None, from), Err(SmtpError::Url), "{bad}");
        }
        assert_eq!(new("smtp://u:secret@mail.example", None, from), Err(SmtpError::PasswordInUrl));
        assert_eq!(new("smtp://u@mail.example", None, from), Err(SmtpError::NoPassword));
        for bad in ["", "office", "a@b.example\r\nBcc: c@d.example", "A\nB <a@b.example>"] {
            assert_eq!(new("smtp://mail.example", None, bad), Err(SmtpError::From), "{bad}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let smtp =
            Smtp::new("smtps://u@mail.example", Some(Secret::new("hunter2\n")), "a@b.example").expect("settings");
        let shown = format!("{smtp:?}");
        assert!(!shown.contains("hunter2") && shown.contains("Secret"), "{shown}");
        assert_eq!(smtp.user.as_deref(), Some("u"));
        assert_eq!(smtp.password.map(|secret| secret.0).as_deref(), Some("hunter2"));
    }
}
