//! E-mail addresses.

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
