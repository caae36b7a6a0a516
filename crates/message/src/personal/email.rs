//! E-mail addresses, and what somebody is called in a messenger.

use senim_model::letters::is_letter;

use super::words::is_part;
use super::{Found, Kind};

pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let (before, after) = (
            text.get(..at).unwrap_or_default(),
            text.get(at + 1..).unwrap_or_default(),
        );
        let of_name = |char: char| is_part(char) || matches!(char, '.' | '_' | '%' | '+' | '-');
        let of_domain = |char: char| is_part(char) || matches!(char, '.' | '-');
        let name = before.trim_end_matches(of_name).len();
        let domain = after.trim_start_matches(of_domain).len();
        let domain = after.get(..after.len() - domain).unwrap_or_default();
        let domain = domain.trim_end_matches(['.', '-']);
        let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_address = name < at && ending.chars().count() >= 2 && ending.chars().all(is_letter);
        if is_address {
            found.push(Found {
                range: name..at + 1 + domain.len(),
                kind: Kind::Email,
            });
        }
    }
    found
}

/// The fewest letters and digits that a messenger takes for a name.
const SHORTEST: usize = 4;

/// `@aigul_k`, `t.me/aigul_k`.
pub(super) fn handles(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let low = text.to_ascii_lowercase();
    for (at, mark) in low.match_indices('@').chain(low.match_indices("t.me/")) {
        let before = text.get(..at).and_then(|before| before.chars().last());
        let after = text.get(at + mark.len()..).unwrap_or_default();
        let of_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.');
        let rest = after.trim_start_matches(of_name).len();
        let name = after.get(..after.len() - rest).unwrap_or_default();
        let name = name.trim_end_matches('.');
        let begins = name.starts_with(|char: char| char.is_ascii_alphabetic());
        if begins && name.len() >= SHORTEST && !before.is_some_and(is_part) {
            found.push(Found {
                range: at..at + mark.len() + name.len(),
                kind: Kind::Name,
            });
        }
    }
    found
}
