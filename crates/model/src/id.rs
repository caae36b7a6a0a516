//! Identifiers that are safe in page addresses and file names.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An identifier: 1 to 40 of `A–Z a–z 0–9 -`, beginning with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(String);

/// Why a text is no identifier.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("an identifier has 1 to 40 of A–Z, a–z, 0–9 and -, and begins with a letter or digit")]
pub struct NotAnId;

impl Id {
    /// Reads an identifier.
    ///
    /// # Errors
    /// [`NotAnId`] where the text has another form.
    pub fn parse(text: &str) -> Result<Id, NotAnId> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let first_ok = text.bytes().next().is_some_and(|byte| byte != b'-');
        if first_ok && text.len() <= 40 && text.bytes().all(allowed) {
            Ok(Id(text.to_owned()))
        } else {
            Err(NotAnId)
        }
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        Id::parse(&text)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        id.0
    }
}

impl core::fmt::Display for Id {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_stand_safely_in_addresses() {
        for good in ["KRG-017", "a", "350000000", "astana"] {
            assert!(Id::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a b", "a/b", "..", "КРГ-017", &"a".repeat(41)] {
            assert!(Id::parse(bad).is_err(), "{bad}");
        }
    }
}
