//! What became of figures that were published already.

use senim_measure::{Cell, Period};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// What differs from the release before, as far as the figures of one region go. What differs
/// because months came, or because a quarter is over, is no revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The time of the release before: RFC 3339.
    pub since: String,
    /// Why this release was made, in the publisher's words; may be empty.
    #[serde(serialize_with = "write_lines", deserialize_with = "read_lines")]
    pub reason: Text,
    /// The first month that was not over then.
    pub open: Period,
    /// Months that came since.
    pub came: Vec<Period>,
    /// Cells as they were that are others now, or are no more; sorted by key. Their histograms are
    /// left out where there are too many of them.
    pub before: Vec<Cell>,
    /// Cells that are new though their months were known: positions, in order.
    pub added: Vec<u32>,
}

/// A text as one string, as packs had it before it was told in three languages: a line for each of
/// kk, ru and en, or one where they are the same.
fn write_lines<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    match text.kk == text.ru && text.ru == text.en {
        true => serializer.serialize_str(&text.kk),
        false => serializer.serialize_str(&[&*text.kk, &text.ru, &text.en].join("\n")),
    }
}

/// What [`write_lines`] wrote. A text of one line is the same in all languages.
fn read_lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    let text = String::deserialize(deserializer)?;
    let mut lines = text.split('\n').map(str::to_owned);
    Ok(match (lines.next(), lines.next(), lines.next()) {
        (Some(kk), Some(ru), Some(en)) => Text { kk, ru, en },
        _ => Text {
            kk: text.clone(),
            ru: text.clone(),
            en: text,
        },
    })
}

impl Revision {
    /// Whether it fits a region of so many cells.
    pub fn check(&self, cells: usize) -> bool {
        let is_cell = |at: &u32| usize::try_from(*at).is_ok_and(|at| at < cells);
        self.before.is_sorted_by_key(|cell| cell.key) && self.added.iter().all(is_cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As packs had it before.
    #[derive(Serialize)]
    struct Old<'a> {
        since: &'a str,
        reason: &'a str,
        open: Period,
        came: Vec<Period>,
        before: Vec<Cell>,
        added: Vec<u32>,
    }

    fn revision(reason: Text) -> Revision {
        Revision {
            since: "2026-11-24T12:00:00Z".into(),
            reason,
            open: Period::parse("2026-11").unwrap(),
            came: Vec::new(),
            before: Vec::new(),
            added: Vec::new(),
        }
    }

    #[test]
    fn a_reason_of_an_older_pack_holds_in_all_languages() {
        for reason in ["", "Late calls"] {
            let old = Old {
                since: "2026-11-24T12:00:00Z",
                reason,
                open: Period::parse("2026-11").unwrap(),
                came: Vec::new(),
                before: Vec::new(),
                added: Vec::new(),
            };
            let bytes = postcard::to_allocvec(&old).unwrap();
            let same = Text {
                kk: reason.into(),
                ru: reason.into(),
                en: reason.into(),
            };
            assert_eq!(
                postcard::from_bytes::<Revision>(&bytes).unwrap(),
                revision(same.clone())
            );
            assert_eq!(postcard::to_allocvec(&revision(same)).unwrap(), bytes);
        }
    }

    proptest! {
        #[test]
        fn a_reason_is_read_as_it_is_written(kk in "[^\n]{0,9}", ru in "[^\n]{0,9}", en in "[^\n]{0,9}") {
            let revision = revision(Text { kk, ru, en });
            let bytes = postcard::to_allocvec(&revision).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Revision>(&bytes).unwrap(), revision);
        }
    }
}
