//! Connections: so many, of one network and in all, not too slow ones, and an end that lets them finish.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use senim_feedback::api::{Peer, TrustedProxies};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

use super::places::Places;

/// So many connections are open at a time; others wait to be accepted.
const AT_ONCE: usize = 1_024;

/// A quarter of them may be of one network: enough for forty browsers at once behind one address.
const OF_ONE_NETWORK: usize = AT_ONCE / 4;

/// So many bytes the head of a request may have, and so much of one connection is in memory.
const BUFFER: usize = 16 * 1024;

/// So long the head of a request may take, and so long a connection may be idle.
const HEAD: Duration = Duration::from_secs(15);

/// So long a visitor may take nothing of what is sent to them.
const STALLED: Duration = Duration::from_secs(60);

/// So long open requests may take after the process was told to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// After the system had no room for a connection, so long until the next is tried.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves connections until `stop` is done, and then those that are open to their end.
pub(super) async fn until(
    listener: TcpListener,
    app: Router,
    proxies: TrustedProxies,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    let places = Places::new(OF_ONE_NETWORK, proxies);
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let room = Arc::clone(&room).acquire_owned().await.ok()?;
            Some((room, listener.accept().await))
        };
        let (room, accepted) = tokio::select! {
            accepted = accepted => match accepted {
                Some(accepted) => accepted,
                None => break,
            },
            () = &mut stop => break,
        };
        while connections.try_join_next().is_some() {}
        let Ok((stream, peer)) = accepted else {
            // Too many open files, say; those who are connected go on.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Some(place) = places.take(peer.ip()) else {
            continue;
        };
        // What is sent is small, and answers are waited for.
        let _ = stream.set_nodelay(true);
        let served = graceful.watch(connection(stream, peer, app.clone()));
        connections.spawn(async move {
            // Whoever hangs up or is too slow has nobody to be told.
            let _ = served.await;
            drop((room, place));
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    connections.shutdown().await;
}

/// One connection.
fn connection<S>(
    stream: S,
    peer: SocketAddr,
    app: Router,
) -> impl GracefulConnection<Error = hyper::Error>
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STALLED));
    let peer: IpAddr = peer.ip();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        app.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::time::Instant;

    use super::*;

    /// What a client that sends so much and then nothing gets, and after how many seconds.
    async fn told(sent: &str) -> (String, u64) {
        let (mut client, server) = duplex(64 * 1024);
        let app = Router::new().route("/", get(|| async { "hello" }));
        let peer = SocketAddr::from(([127, 0, 0, 1], 1));
        tokio::spawn(connection(server, peer, app));
        let start = Instant::now();
        client.write_all(sent.as_bytes()).await.unwrap();
        let mut text = String::new();
        client.read_to_string(&mut text).await.unwrap();
        (text, start.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_does_not_end_is_not_waited_for() {
        assert_eq!(told("").await.1, 15);
        assert_eq!(told("GET / HTTP/1.1\r\nhost: x\r\n").await.1, 15);
    }

    /// What is not ended yet is in memory, for each connection.
    #[tokio::test(start_paused = true)]
    async fn a_head_that_grows_on_is_refused() {
        let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}", "y".repeat(20_000));
        let (text, seconds) = told(&head).await;
        assert!(text.starts_with("HTTP/1.1 431 "), "{text}");
        assert_eq!(seconds, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_connection_ends() {
        let (text, seconds) = told("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert!(
            text.starts_with("HTTP/1.1 200 OK") && text.ends_with("hello"),
            "{text}"
        );
        assert_eq!(seconds, 15);
    }

    /// More than the pipe holds, and nobody takes it.
    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_is_left() {
        let (mut client, server) = duplex(1024);
        let app = Router::new().route("/", get(|| async { "x".repeat(100_000) }));
        let peer = SocketAddr::from(([127, 0, 0, 1], 1));
        let served = tokio::spawn(connection(server, peer, app));
        client
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        let start = Instant::now();
        assert!(served.await.unwrap().is_err());
        assert_eq!(start.elapsed().as_secs(), 60);
    }
}
