//! Which region to look into, before anything of a region is loaded.

use senim_model::nation::{Nation, RegionIx};

use crate::fold::{fold, stem};
use crate::layout::switched;
use crate::query::{Query, name};

/// Bits of a hash. Regions have some thousands of words, so that about one foreign word in fifty
/// seems to be there: a region looked into in vain, no more.
const BITS: u32 = 18;

/// The hashes of the words of a street's name, types left out (FNV-1a over the stem). Published
/// packs hold them: where what they are made of changes, the version of packs has to.
pub fn word_hashes(text: &str) -> Vec<u32> {
    name(text).0.iter().map(|word| hash(stem(word))).collect()
}

fn hash(word: &str) -> u32 {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> BITS) ^ (hash & ((1 << BITS) - 1))
}

/// An index of all regions.
#[derive(Debug)]
pub struct NationFinder {
    /// Sorted hashes of each region.
    streets: Vec<Vec<u32>>,
    /// Stems of the words of each locality's names, and its region.
    localities: Vec<(String, RegionIx)>,
}

impl NationFinder {
    /// Builds the index.
    pub fn new(nation: &Nation) -> NationFinder {
        let streets = nation
            .regions
            .iter()
            .map(|region| {
                let mut hash = 0u32;
                let sums = region.street_hashes.iter().map(|difference| {
                    hash = hash.saturating_add(*difference);
                    hash
                });
                sums.collect()
            })
            .collect();
        let localities = nation
            .localities
            .iter()
            .flat_map(|locality| {
                let texts = [&locality.name.kk, &locality.name.ru, &locality.name.en];
                let words = texts
                    .into_iter()
                    .chain(&locality.aliases)
                    .map(|text| fold(text));
                let stems = words
                    .filter(|word| !word.is_empty())
                    .map(|word| stem(&word).to_owned());
                stems
                    .map(|stem| (stem, locality.region))
                    .collect::<Vec<_>>()
            })
            .collect();
        NationFinder {
            streets,
            localities,
        }
    }

    /// Regions in which a text may be found: those of the locality that it names, else those whose
    /// streets have most of its words. Empty where nothing is known.
    pub fn regions(&self, typed: &str) -> Vec<RegionIx> {
        let found = self.look(typed);
        if found.is_empty() {
            switched(typed)
                .map(|text| self.look(&text))
                .unwrap_or_default()
        } else {
            found
        }
    }

    fn look(&self, typed: &str) -> Vec<RegionIx> {
        let query = Query::read(typed);
        let words: Vec<&str> = query
            .readings
            .iter()
            .flat_map(|reading| &reading.words)
            .map(|word| stem(&word.text))
            .collect();
        let mut found: Vec<RegionIx> = Vec::new();
        for (stem, region) in &self.localities {
            if words.contains(&stem.as_str()) && !found.contains(region) {
                found.push(*region);
            }
        }
        // A word that stands in several readings counts as often for every region.
        let score = |streets: &Vec<u32>| {
            let words = words.iter().filter(|word| !word.starts_with('#'));
            words
                .filter(|word| streets.binary_search(&hash(word)).is_ok())
                .count()
        };
        let scores: Vec<usize> = self.streets.iter().map(score).collect();
        let most = scores.iter().copied().max().unwrap_or(0);
        // A street may be named after a city: where all of the text is known elsewhere, look there too.
        let least = if found.is_empty() {
            1
        } else {
            2 * query.readings.len()
        };
        for (region, score) in (0..).zip(scores) {
            if score == most && score >= least && !found.contains(&region) {
                found.push(region);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use senim_model::directory::LocalityKind;
    use senim_model::id::Id;
    use senim_model::nation::{NationLocality, NationRegion};
    use senim_model::text::Text;

    use super::*;

    #[test]
    fn hashes_are_those_that_published_packs_of_this_version_hold() {
        assert_eq!(senim_model::pack::VERSION, 1);
        let hashes =
            ["проспект Бухар-Жырау", "Сарыарқа даңғылы", "5-й микрорайон"].map(word_hashes);
        assert_eq!(hashes, [vec![109_195, 54_967], vec![69_466], vec![33_623]]);
    }

    fn region(id: &str, streets: &[&str]) -> NationRegion {
        let hashes: BTreeSet<u32> = streets.iter().flat_map(|name| word_hashes(name)).collect();
        let mut before = 0;
        NationRegion {
            id: Id::parse(id).unwrap(),
            name: Text::default(),
            outline: Vec::new(),
            street_hashes: hashes
                .into_iter()
                .map(|hash| hash - std::mem::replace(&mut before, hash))
                .collect(),
        }
    }

    fn finder() -> NationFinder {
        let locality = |id: &str, region, ru: &str| NationLocality {
            id: Id::parse(id).unwrap(),
            region,
            kind: LocalityKind::City,
            name: Text {
                ru: ru.into(),
                ..Text::default()
            },
            aliases: Vec::new(),
            at: None,
        };
        NationFinder::new(&Nation {
            regions: vec![
                region("astana", &["улица Абая", "улица Сыганак"]),
                region("karaganda", &["улица Абая", "проспект Бухар-Жырау"]),
            ],
            localities: vec![locality("1", 0, "Астана"), locality("2", 1, "Темиртау")],
        })
    }

    #[test]
    fn a_locality_or_a_street_names_the_region() {
        let finder = finder();
        for (typed, expected) in [
            ("абая 10 темиртау", &[1][..]),
            ("абая 10", &[0, 1]),
            ("сығанақ 5", &[0]),
            (",e[fh ;shfe 52", &[1]),
            ("зззз", &[]),
            ("", &[]),
        ] {
            assert_eq!(finder.regions(typed), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = finder().regions(&text);
        }
    }
}
