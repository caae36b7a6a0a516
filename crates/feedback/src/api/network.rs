//! Which network a request comes from, as far as it can be believed.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The address at the other end of the connection. It is kept for as long as the request takes.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<IpNet>);

/// The header that a proxy adds the address to that it was asked from, at the end.
const FORWARDED: &str = "x-forwarded-for";

impl TrustedProxies {
    /// Of these networks.
    pub fn new(networks: Vec<IpNet>) -> TrustedProxies {
        TrustedProxies(networks)
    }

    /// It is the address of one of them.
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Who asks: the last address of the chain that is not a trusted proxy's. What stands before
    /// it was written by whoever that is, and is not believed.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines: Vec<&str> = headers
            .get_all(FORWARDED)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .collect();
        let chain = lines.iter().flat_map(|line| line.split(',')).rev();
        for hop in chain {
            if !self.trust(client) {
                break;
            }
            match hop.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }
}

/// The network of an address: a /24, or a /56, which is what one household or office has.
pub fn network(address: IpAddr) -> [u8; 16] {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            std::net::Ipv4Addr::new(a, b, c, 0)
                .to_ipv6_mapped()
                .octets()
        }
        IpAddr::V6(address) => {
            let kept = u128::from(address) & (u128::MAX << (128 - 56));
            Ipv6Addr::from(kept).octets()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let networks = ["127.0.0.0/8", "10.0.0.0/8", "fd00::/8"];
        let proxies = TrustedProxies::new(networks.map(|text| text.parse().unwrap()).to_vec());
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED, line.parse().unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn the_last_hop_that_is_no_proxy_is_who_asks() {
        for (peer, forwarded, expected) in [
            ("203.0.113.7", &[][..], "203.0.113.7"),
            // Not from a proxy: whatever it says is not believed.
            ("203.0.113.7", &["198.51.100.1"], "203.0.113.7"),
            ("127.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", &["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            (
                "127.0.0.1",
                &["1.1.1.1, 198.51.100.1, 10.0.0.3"],
                "198.51.100.1",
            ),
            ("127.0.0.1", &["1.1.1.1", "198.51.100.1"], "198.51.100.1"),
            ("::ffff:127.0.0.1", &["2001:db8::1"], "2001:db8::1"),
            ("fd00::1", &["::ffff:198.51.100.1"], "198.51.100.1"),
            // What cannot be read ends the chain at the proxy that passed it on.
            ("127.0.0.1", &["198.51.100.1, unknown"], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.1:4711, 10.0.0.3"], "10.0.0.3"),
            ("127.0.0.1", &[""], "127.0.0.1"),
        ] {
            assert_eq!(client(peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn neighbours_share_a_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("198.51.100.1"), of("198.51.100.254"));
        assert_eq!(of("198.51.100.1"), of("::ffff:198.51.100.9"));
        assert_ne!(of("198.51.100.1"), of("198.51.101.1"));
        assert_eq!(of("2001:db8:0:ff01::1"), of("2001:db8:0:ffff::2"));
        assert_ne!(of("2001:db8:0:100::1"), of("2001:db8:0:200::1"));
    }
}
