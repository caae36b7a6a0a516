//! Where the names of streets stand on a map. Only a map needs them, and only from near.

use serde::{Deserialize, Serialize};

use crate::directory::Point;
use crate::text::Lang;

/// The names of a region's streets with their places. It stands for itself: a region's pack of
/// another release may lie on the same device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreetLabels {
    /// Distinct names, Kazakh and Russian; one of the two may be empty.
    pub names: Vec<(String, String)>,
    /// For each name where it stands: the middles of streets, or of their parts. As names recur in
    /// many settlements, there may be many.
    #[serde(with = "crate::pack::deltas")]
    pub at: Vec<Vec<Point>>,
}

impl StreetLabels {
    /// Each name in a reader's language with one of its places.
    pub fn shown(&self, lang: Lang) -> impl Iterator<Item = (&str, Point)> {
        let pairs = self.names.iter().zip(&self.at);
        pairs.flat_map(move |((kk, ru), at)| {
            let (first, second) = if lang == Lang::Kk { (kk, ru) } else { (ru, kk) };
            let name = if first.is_empty() { second } else { first };
            at.iter().map(move |at| (name.as_str(), *at))
        })
    }

    /// Whether every name has its places.
    pub fn check(&self) -> bool {
        self.names.len() == self.at.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_in_the_readers_language_else_in_the_other() {
        let name = |kk: &str, ru: &str| (kk.to_owned(), ru.to_owned());
        let at = |lon| Point { lon, lat: 1 };
        let labels = StreetLabels {
            names: vec![
                name("Абай даңғылы", "проспект Абая"),
                name("", "улица Мира"),
            ],
            at: vec![vec![at(1), at(2)], vec![at(3)]],
        };
        let shown = |lang| -> Vec<(&str, i32)> {
            let shown = labels.shown(lang);
            shown.map(|(name, at)| (name, at.lon)).collect()
        };
        let kk = [("Абай даңғылы", 1), ("Абай даңғылы", 2), ("улица Мира", 3)];
        assert_eq!(shown(Lang::Kk), kk);
        assert_eq!(shown(Lang::Ru).first(), Some(&("проспект Абая", 1)));
        assert_eq!(shown(Lang::En), shown(Lang::Ru));
        assert!(labels.check());
    }
}
