//! Places for connections: so many in all, and of one network a part of them, so that no single host
//! takes them all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use senim_feedback::api::{TrustedProxies, network};

/// Places, and who has them. A proxy speaks for everybody, and has as many as it asks for.
#[derive(Debug)]
pub(super) struct Places {
    of_one: usize,
    proxies: TrustedProxies,
    taken: Mutex<HashMap<[u8; 16], usize>>,
}

/// A place of a network, given back when it is dropped; none of a proxy.
#[derive(Debug)]
pub(super) struct Place(Option<([u8; 16], Arc<Places>)>);

impl Places {
    /// So many for one network.
    pub(super) fn new(of_one: usize, proxies: TrustedProxies) -> Arc<Places> {
        Arc::new(Places {
            of_one,
            proxies,
            taken: Mutex::default(),
        })
    }

    /// A place for an address; none where its network has all that it may.
    pub(super) fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        if self.proxies.trust(peer) {
            return Some(Place(None));
        }
        let network = network(peer);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(network).or_default();
        if *count >= self.of_one {
            return None;
        }
        *count += 1;
        Some(Place(Some((network, Arc::clone(self)))))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((network, places)) = self.0.take() else {
            return;
        };
        let mut taken = places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_leaves_places_for_others() {
        let proxies = TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap()]);
        let places = Places::new(3, proxies);
        let take = |address: &str| places.take(address.parse().unwrap());
        let first = [
            take("198.51.100.1"),
            take("198.51.100.2"),
            take("::ffff:198.51.100.3"),
        ];
        assert!(first.iter().all(Option::is_some));
        assert!(take("198.51.100.4").is_none());
        assert!(take("198.51.101.4").is_some());
        let many: Vec<_> = (0..10).map(|_| take("10.1.2.3")).collect();
        assert!(many.iter().all(Option::is_some));
        drop(first);
        assert!(take("198.51.100.4").is_some());
        assert!(places.taken.lock().unwrap().is_empty());
    }
}
