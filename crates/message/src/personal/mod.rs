//! Personal data in a text, found before it is sent. The sender decides what of it stays.
//!
//! Each rule is narrow, as in a text about a street most numbers are of houses, days and money. What
//! the numbers of a country look like stands in a module of its own.

mod address;
mod document;
mod email;
mod kazakhstan;
mod name;
mod number;
#[cfg(test)]
mod tests;
mod words;

use core::ops::Range;

pub use kazakhstan::is_personal_number;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands in the text, bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of personal data that are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A number that identifies a person or an organisation.
    Identity,
    /// The number of a bank card or of an account.
    Card,
    /// The plate of a vehicle.
    Plate,
    /// Where somebody lives: a street with a house, or a flat.
    Address,
    /// What somebody is called, by others or in a messenger.
    Name,
}

/// All personal data in a text, in the order in which it stands there; no two overlap.
pub fn find(text: &str) -> Vec<Found> {
    let words = words::words(text);
    let mut found = email::find(text);
    // Where two rules see the same, the narrower one, which comes first, is believed.
    for more in [
        kazakhstan::accounts(text, &words),
        document::find(&words),
        email::handles(text),
        number::find(text),
        kazakhstan::plates(text, &words),
        address::find(&words),
        name::find(&words),
    ] {
        for candidate in more {
            if !found.iter().any(|known| overlap(known, &candidate)) {
                found.push(candidate);
            }
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

fn overlap(one: &Found, other: &Found) -> bool {
    one.range.start < other.range.end && other.range.start < one.range.end
}

/// The text with a mark in the place of what was found in it.
pub fn replace(text: &str, found: &[Found], mark: impl Fn(Kind) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for Found { range, kind } in found {
        let Some(before) = text.get(from..range.start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&mark(*kind));
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
