//! The WebAssembly target by rustup, where its server answers. In closed networks it does not,
//! and rustup would wait for minutes: so it is asked for one small file first.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::mpsc;
use std::time::Duration;

use super::wasm::TARGET;
use super::{on_path, say};
use crate::run::Run;

/// The server that rustup downloads from, and how long it may take to answer.
const HOST: &str = "static.rust-lang.org";
const ANSWER: Duration = Duration::from_secs(4);

/// A small file that every such server has.
const SMALL_FILE: &str = "dist/channel-rust-stable.toml.sha256";

/// Adds the target to the toolchain in use; says whether it is there now.
pub(super) fn add_target() -> bool {
    if on_path("rustup").is_none() {
        return false;
    }
    if !server_answers() {
        say("rustup's server does not answer; taking Debian's route to WebAssembly");
        return false;
    }
    say("the WebAssembly target, by rustup");
    let added = Run::new("rustup", ["target", "add", TARGET])
        // A server may take a connection and then say nothing; rustup waits three minutes.
        .env("RUSTUP_DOWNLOAD_TIMEOUT", "60")
        .patience(300)
        .go();
    if let Err(error) = &added {
        say(&format!(
            "{error:#}; taking Debian's route to WebAssembly instead"
        ));
    }
    added.is_ok() && super::wasm::default_has_target()
}

/// Whether the server gives the small file. curl knows the proxies and certificates that rustup
/// will use; without it, a server that takes a connection is believed.
fn server_answers() -> bool {
    let other = std::env::var("RUSTUP_DIST_SERVER").ok();
    if on_path("curl").is_some() {
        let server = other.unwrap_or_else(|| format!("https://{HOST}"));
        let file = format!("{}/{SMALL_FILE}", server.trim_end_matches('/'));
        let limit = ANSWER.as_secs().to_string();
        let asked = Run::new("curl", ["-fsSL", "--max-time", &limit, &file]);
        return asked.quietly().is_some_and(|text| !text.is_empty());
    }
    other.is_some() || takes_a_connection(HOST, 443, ANSWER)
}

/// Looking a name up can hang too, so all of it happens on a thread that nobody waits for.
fn takes_a_connection(host: &'static str, port: u16, limit: Duration) -> bool {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let addresses = (host, port).to_socket_addrs().into_iter().flatten();
        let answers = addresses
            .take(2)
            .any(|address| TcpStream::connect_timeout(&address, limit / 2).is_ok());
        // Nobody may be listening any more.
        let _ = sender.send(answers);
    });
    receiver.recv_timeout(limit).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_does_not_answer_is_not_waited_for() {
        let start = std::time::Instant::now();
        let limit = Duration::from_millis(200);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(takes_a_connection("127.0.0.1", port, limit));
        drop(listener);
        assert!(!takes_a_connection("127.0.0.1", port, limit));
        assert!(!takes_a_connection("nowhere.invalid", 443, limit));
        assert!(start.elapsed() < Duration::from_secs(3));
    }
}
