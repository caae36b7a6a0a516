//! How often one network may ask, and how much at once. What is remembered of it is a keyed hash, in memory, for a day
//! at most; the key is random and changes each day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hmac::Mac as _;
use tokio::time::Instant;

use super::network::network;
use super::{Endpoint, Peer, Problem};
use crate::secret::{keyed, random};

/// One network may ask so often at once: a whole town may come through one address of its
/// mobile network on the day on which something happened.
const BURST: f64 = 600.0;

/// And then so often a second, over any longer time.
const PER_SECOND: f64 = 2.0;

/// So many requests of one network may be read and answered at once. A slow sender takes up to half
/// a minute for a body; those of one network leave room for everybody else.
const AT_ONCE: u32 = 64;

/// When one network has too many requests open, it may come again after so many seconds.
const LATER: u64 = 5;

/// So many networks are remembered: 6 MB. When more come, all are forgotten, which is generous;
/// the length of the queue protects the store.
const NETWORKS: usize = 100_000;

/// After so long, the key changes.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How often networks have asked.
#[derive(Debug)]
pub(super) struct Rates(Mutex<Remembered>);

struct Remembered {
    key: [u8; 32],
    since: Instant,
    networks: HashMap<u64, Bucket>,
}

impl std::fmt::Debug for Remembered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} networks", self.networks.len())
    }
}

/// What one network has left.
struct Bucket {
    left: f64,
    at: Instant,
    /// Requests that are being read or answered.
    open: u32,
}

/// A request of a network, for as long as it is read and answered.
#[derive(Debug)]
struct Open<'a> {
    rates: &'a Rates,
    network: u64,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // Of what is forgotten meanwhile, there is nothing to take away from.
        if let Some(bucket) = self.rates.remembered().networks.get_mut(&self.network) {
            bucket.open = bucket.open.saturating_sub(1);
        }
    }
}

impl Rates {
    pub(super) fn new() -> std::io::Result<Rates> {
        Ok(Rates(Mutex::new(Remembered {
            key: random()?,
            since: Instant::now(),
            networks: HashMap::new(),
        })))
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one from what a network has left.
    ///
    /// # Errors
    /// Nothing is left, or too much is open; in so many seconds it may be tried again.
    fn take(&self, network: [u8; 16]) -> Result<Open<'_>, u64> {
        // The clock of the machine may jump; this one does not.
        let now = Instant::now();
        let mut remembered = self.remembered();
        remembered.renew(now);
        let hash = remembered.hash(network);
        if remembered.networks.len() >= NETWORKS && !remembered.networks.contains_key(&hash) {
            remembered.networks.clear();
        }
        let bucket = remembered.networks.entry(hash).or_insert(Bucket {
            left: BURST,
            at: now,
            open: 0,
        });
        let gained = now.duration_since(bucket.at).as_secs_f64() * PER_SECOND;
        bucket.left = (bucket.left + gained).min(BURST);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(((1.0 - bucket.left) / PER_SECOND).ceil() as u64);
        }
        if bucket.open >= AT_ONCE {
            return Err(LATER);
        }
        bucket.left -= 1.0;
        bucket.open += 1;
        Ok(Open {
            rates: self,
            network: hash,
        })
    }
}

impl Remembered {
    fn renew(&mut self, now: Instant) {
        if now.duration_since(self.since) >= DAY {
            // Without new random bytes the old key stays, and what was remembered goes all the same.
            self.key = random().unwrap_or(self.key);
            self.since = now;
            self.networks.clear();
        }
    }

    fn hash(&self, network: [u8; 16]) -> u64 {
        let mut mac = keyed(&self.key);
        mac.update(&network);
        let hash = mac.finalize().into_bytes();
        hash.iter()
            .take(8)
            .fold(0, |hash, byte| hash << 8 | u64::from(*byte))
    }
}

/// Lets a request through, or says when to come again.
pub(super) async fn limit(
    State(endpoint): State<Arc<Endpoint>>,
    request: Request,
    next: Next,
) -> Response {
    // A request without an address comes from a test, or from a socket that has none.
    let peer = request.extensions().get::<Peer>().copied();
    let client = peer.map(|Peer(peer)| endpoint.proxies.client(peer, request.headers()));
    let open = client.map(|client| endpoint.rates.take(network(client)));
    let _open = match open.transpose() {
        Ok(open) => open,
        Err(seconds) => {
            return Problem::new(StatusCode::TOO_MANY_REQUESTS)
                .because("too many requests came from this network")
                .later(seconds)
                .into_response();
        }
    };
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_network_has_a_burst_and_then_a_pace() {
        let rates = Rates::new().unwrap();
        let taken = (0..1_000).filter(|_| rates.take([1; 16]).is_ok()).count();
        assert_eq!(taken, 600);
        assert_eq!(rates.take([1; 16]).err(), Some(1));
        assert!(rates.take([2; 16]).is_ok());
        tokio::time::advance(Duration::from_secs(10)).await;
        let taken = (0..1_000).filter(|_| rates.take([1; 16]).is_ok()).count();
        assert_eq!(taken, 20);
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_day_nothing_is_remembered() {
        let rates = Rates::new().unwrap();
        let hash = |rates: &Rates| rates.0.lock().unwrap().hash([1; 16]);
        let before = hash(&rates);
        let _ = rates.take([1; 16]);
        tokio::time::advance(DAY).await;
        let _ = rates.take([2; 16]);
        assert_ne!(hash(&rates), before);
        assert_eq!(rates.0.lock().unwrap().networks.len(), 1);
    }

    #[tokio::test]
    async fn a_network_may_have_so_many_open_at_once() {
        let rates = Rates::new().unwrap();
        let open: Vec<_> = (0..70).filter_map(|_| rates.take([1; 16]).ok()).collect();
        assert_eq!(open.len(), 64);
        assert_eq!(rates.take([1; 16]).err(), Some(5));
        assert!(rates.take([2; 16]).is_ok());
        drop(open);
        assert!(rates.take([1; 16]).is_ok());
    }

    #[tokio::test]
    async fn memory_has_an_end() {
        let rates = Rates::new().unwrap();
        for network in 0..NETWORKS as u128 + 10 {
            assert!(rates.take(network.to_be_bytes()).is_ok());
        }
        assert!(rates.0.lock().unwrap().networks.len() <= NETWORKS);
    }
}
