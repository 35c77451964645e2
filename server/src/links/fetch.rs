//! One question to one address, with everything bounded.

use super::{is_public, resolve::Resolver};
use app::{entries::model::LinkOutcome, text};
use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::{
    Request, Response, StatusCode,
    body::Incoming,
    client::conn::http1,
    header::{ACCEPT, CONNECTION, CONTENT_TYPE, HOST, LOCATION, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::AbortHandle,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use url::{Host, Url};

/// The most that is read of a reply.
pub const LIMIT_BYTES: usize = 64 * 1024;
/// The most steps from one address to the next.
pub const REDIRECTS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest address and kind of contents that are stored.
const WORD_CHARACTERS: usize = 2000;

/// What an address may cost and where it may lead.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long all steps together may take.
    pub patience: Duration,
    /// Places that are asked although they are not public: the servers of tests. Empty in the program.
    pub also: Vec<SocketAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { patience: PATIENCE, also: Vec::new() }
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// In a word.
    pub outcome: LinkOutcome,
    /// The status, if there was one.
    pub status: Option<u16>,
    /// Where it led; empty where it did not lead elsewhere.
    pub final_address: String,
    /// What kind of thing is there.
    pub media_type: String,
}

impl Reply {
    const fn without_status(outcome: LinkOutcome) -> Self {
        Self { outcome, status: None, final_address: String::new(), media_type: String::new() }
    }
}

/// Asks addresses.
#[derive(Clone)]
pub struct Fetcher {
    resolver: Arc<dyn Resolver>,
    limits: Limits,
    tls: TlsConnector,
}

/// Ends the task of a connection with the question it is for.
struct Driven(AbortHandle);

impl Drop for Driven {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Fetcher {
    /// One that resolves names with this resolver.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(resolver: Arc<dyn Resolver>, limits: Limits) -> Result<Self, tokio_rustls::rustls::Error> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { resolver, limits, tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Asks an address, and where it leads, at most [`REDIRECTS`] steps.
    pub async fn ask(&self, address: &str) -> Reply {
        let unreachable = || Reply::without_status(LinkOutcome::Unreachable);
        tokio::time::timeout(self.limits.patience, self.follow(address)).await.unwrap_or_else(|_| unreachable())
    }

    async fn follow(&self, address: &str) -> Reply {
        let Some(mut url) = text::web_address(address) else { return Reply::without_status(LinkOutcome::Refused) };
        let mut led = false;
        for _ in 0..=REDIRECTS {
            let mut reply = match self.step(&url).await {
                Ok(Step::Reply(reply)) => reply,
                Ok(Step::Elsewhere(next)) => {
                    (url, led) = (next, true);
                    continue;
                }
                Err(outcome) => Reply::without_status(outcome),
            };
            if led {
                reply.final_address = url.as_str().chars().take(WORD_CHARACTERS).collect();
            }
            return reply;
        }
        // It leads on and on.
        let final_address = url.as_str().chars().take(WORD_CHARACTERS).collect();
        Reply { final_address, ..Reply::without_status(LinkOutcome::Failing) }
    }

    /// One step: looked at anew, connected to what was looked at, asked.
    async fn step(&self, url: &Url) -> Result<Step, LinkOutcome> {
        let places = self.places(url).await?;
        let stream = connect(&places).await?;
        let response = if url.scheme() == "https" {
            let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
            let name = ServerName::try_from(host).map_err(|_| LinkOutcome::Unreachable)?;
            let stream = self.tls.connect(name, stream).await.map_err(|_| LinkOutcome::Unreachable)?;
            question(url, stream).await
        } else {
            question(url, stream).await
        };
        let (response, _driven) = response.ok_or(LinkOutcome::Unreachable)?;
        if let Some(next) = elsewhere(url, &response) {
            return next.map(Step::Elsewhere);
        }
        let status = response.status();
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().chars().take(100).collect();
        // That the head came is enough of an answer: the rest may break off, or take too long.
        let body = drain(response.into_body());
        drop(tokio::time::timeout(self.limits.patience / 4, body).await);
        Ok(Step::Reply(Reply {
            outcome: outcome(status),
            status: Some(status.as_u16()),
            final_address: String::new(),
            media_type,
        }))
    }

    /// Where an address leads: nowhere, unless all of it is public.
    async fn places(&self, url: &Url) -> Result<Vec<SocketAddr>, LinkOutcome> {
        let port = url.port_or_known_default().ok_or(LinkOutcome::Refused)?;
        let addresses: Vec<IpAddr> = match url.host().ok_or(LinkOutcome::Refused)? {
            // `http://2130706433/` and the like are numbers by now.
            Host::Ipv4(address) => vec![address.into()],
            Host::Ipv6(address) => vec![address.into()],
            Host::Domain(name) => self.resolver.resolve(name).await.map_err(|_| LinkOutcome::Unreachable)?,
        };
        let places: Vec<SocketAddr> = addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect();
        let allowed = |place: &SocketAddr| {
            self.limits.also.contains(place) || (matches!(port, 80 | 443) && is_public(place.ip()))
        };
        match places.as_slice() {
            [] => Err(LinkOutcome::Unreachable),
            all if all.iter().all(allowed) => Ok(places),
            _ => Err(LinkOutcome::Refused),
        }
    }
}

enum Step {
    Reply(Reply),
    Elsewhere(Url),
}

/// The first of these places that takes a connection. None is looked up again.
async fn connect(places: &[SocketAddr]) -> Result<TcpStream, LinkOutcome> {
    for place in places {
        if let Ok(stream) = TcpStream::connect(place).await {
            return Ok(stream);
        }
    }
    Err(LinkOutcome::Unreachable)
}

/// Sends the question, with nothing in it that says who asks for whom: no cookies, no referrer.
async fn question<S>(url: &Url, stream: S) -> Option<(Response<Incoming>, Driven)>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = http1::Builder::new();
    builder.max_buf_size(LIMIT_BYTES);
    let (mut sender, connection) = builder.handshake::<_, Empty<Bytes>>(TokioIo::new(stream)).await.ok()?;
    let driven = Driven(tokio::spawn(async move { drop(connection.await) }).abort_handle());
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str()?),
        None => url.host_str()?.to_owned(),
    };
    let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let request = Request::get(path)
        .header(HOST, host)
        .header(USER_AGENT, "PEACEapp-link-check")
        .header(ACCEPT, "*/*")
        .header(CONNECTION, "close")
        .body(Empty::new())
        .ok()?;
    let response = sender.send_request(request).await.ok()?;
    Some((response, driven))
}

/// Where a reply sends the reader; what is no address of the web is not followed.
fn elsewhere(from: &Url, response: &Response<Incoming>) -> Option<Result<Url, LinkOutcome>> {
    let status = response.status();
    let sends = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| sends)?;
    let next = location.to_str().ok().and_then(|location| from.join(location).ok());
    Some(next.and_then(|next| text::web_address(next.as_str())).ok_or(LinkOutcome::Refused))
}

/// Reads what there is, up to the limit; gives how much it was.
async fn drain(mut body: Incoming) -> usize {
    let mut read = 0;
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, Bytes::len);
        if read >= LIMIT_BYTES {
            break;
        }
    }
    read
}

fn outcome(status: StatusCode) -> LinkOutcome {
    match status.as_u16() {
        200..=399 => LinkOutcome::Answers,
        401 | 403 | 407 => LinkOutcome::Locked,
        404 | 410 => LinkOutcome::Gone,
        _ => LinkOutcome::Failing,
    }
}
