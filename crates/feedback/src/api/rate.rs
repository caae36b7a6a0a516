//! How often one network may ask. What is remembered of it is a keyed hash, in memory, for a day
//! at most; the key is random and changes each day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
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

/// So many networks are remembered: 4 MB. When more come, all are forgotten, which is generous;
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
}

impl Rates {
    pub(super) fn new() -> std::io::Result<Rates> {
        Ok(Rates(Mutex::new(Remembered {
            key: random()?,
            since: Instant::now(),
            networks: HashMap::new(),
        })))
    }

    /// Takes one from what a network has left.
    ///
    /// # Errors
    /// Nothing is left; in so many seconds there is.
    fn take(&self, network: [u8; 16]) -> Result<(), u64> {
        // The clock of the machine may jump; this one does not.
        let now = Instant::now();
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.renew(now);
        let hash = remembered.hash(network);
        if remembered.networks.len() >= NETWORKS && !remembered.networks.contains_key(&hash) {
            remembered.networks.clear();
        }
        let bucket = remembered.networks.entry(hash).or_insert(Bucket {
            left: BURST,
            at: now,
        });
        let gained = now.duration_since(bucket.at).as_secs_f64() * PER_SECOND;
        bucket.left = (bucket.left + gained).min(BURST);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(((1.0 - bucket.left) / PER_SECOND).ceil() as u64);
        }
        bucket.left -= 1.0;
        Ok(())
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
    if let Some(Peer(peer)) = peer {
        let client = endpoint.proxies.client(peer, request.headers());
        if let Err(seconds) = endpoint.rates.take(network(client)) {
            return Problem::new(StatusCode::TOO_MANY_REQUESTS)
                .because("too many requests came from this network")
                .later(seconds)
                .into_response();
        }
    }
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
        assert_eq!(rates.take([1; 16]), Err(1));
        assert_eq!(rates.take([2; 16]), Ok(()));
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
    async fn memory_has_an_end() {
        let rates = Rates::new().unwrap();
        for network in 0..NETWORKS as u128 + 10 {
            assert_eq!(rates.take(network.to_be_bytes()), Ok(()));
        }
        assert!(rates.0.lock().unwrap().networks.len() <= NETWORKS);
    }
}
