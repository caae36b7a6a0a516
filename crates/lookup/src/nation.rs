//! Which region to look into, before anything of a region is loaded.

use senim_model::nation::{Nation, RegionIx};

use crate::fold::stem;
use crate::layout::switched;
use crate::order;
use crate::query::{Query, name};
use crate::spelling::{Spelling, Standing, Typed};
use crate::tokens::Kind;

/// Bits of a hash. Regions have some thousands of words, so that about one foreign word in fifty
/// seems to be there: a region looked into in vain, no more.
const BITS: u32 = 18;

/// Words of fewer letters are not worth looking for, unless a name is as short.
const LETTERS: usize = 3;

/// What is known of the regions in which a text may be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Regions {
    /// Nothing that could be looked for was typed yet.
    NothingTyped,
    /// Any region may have it: the text names no locality, and its words, unfinished or misspelt,
    /// are no street's. Here are those in which the name of a place begins with its last words.
    Unknown(Vec<RegionIx>),
    /// These, likeliest first; all explain as many words. A hash may be shared: where nothing is
    /// found in them, the others may have it still.
    Fit(Vec<RegionIx>),
}

/// The hashes of the words of a street's name, types left out (FNV-1a over the stem). A number says
/// nothing alone; where a name is nothing else, as in "5-й микрорайон", it is hashed with its type.
/// Published packs hold them: where what they are made of changes, the version of packs has to.
pub fn word_hashes(text: &str) -> Vec<u32> {
    let (words, kind) = name(text);
    let is_number = |word: &String| word.starts_with('#');
    if let Some(kind) = kind
        && words.iter().all(is_number)
    {
        return words.iter().map(|word| numbered(word, kind)).collect();
    }
    let words = words.iter().filter(|word| !is_number(word));
    words.map(|word| hash(stem(word))).collect()
}

/// The hash of a number with the type of what it names.
fn numbered(number: &str, kind: Kind) -> u32 {
    let kind = match kind {
        Kind::Street => 's',
        Kind::Avenue => 'a',
        Kind::Microdistrict => 'm',
        Kind::Lane => 'l',
        Kind::Boulevard => 'b',
        Kind::Highway => 'h',
        Kind::Square => 'q',
        Kind::Quarter => 'k',
        Kind::Passage => 'p',
    };
    hash(&format!("{number}{kind}"))
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
    /// Names of regions and localities, and the region of each.
    places: Vec<(Spelling, RegionIx)>,
}

/// What a region explains of a text.
#[derive(Clone, Copy, Default)]
struct Explained {
    /// Words that name the region or its localities, as bits.
    places: u16,
    /// Words of its streets' names.
    streets: u16,
    /// How far off the nearest name of a place is.
    cost: u32,
    /// The text ends with the beginning of a place's name.
    begun: bool,
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
        let mut places = Vec::new();
        let mut add = |text: &String, region| {
            places.extend(Spelling::new(text).map(|name| (name, region)));
        };
        for (at, region) in (0..).zip(&nation.regions) {
            for text in [&region.name.kk, &region.name.ru, &region.name.en] {
                add(text, at);
            }
        }
        for locality in &nation.localities {
            let names = [&locality.name.kk, &locality.name.ru, &locality.name.en];
            for text in names.into_iter().chain(&locality.aliases) {
                add(text, locality.region);
            }
        }
        NationFinder { streets, places }
    }

    /// Regions in which a text may be found: those that explain most of its words, by their own
    /// name, by those of their localities, or by words of their streets.
    pub fn regions(&self, typed: &str) -> Regions {
        match self.look(typed) {
            Regions::Fit(regions) => Regions::Fit(regions),
            unknown => match switched(typed).map(|text| self.look(&text)) {
                Some(Regions::Fit(regions)) => Regions::Fit(regions),
                _ => unknown,
            },
        }
    }

    fn look(&self, text: &str) -> Regions {
        let typed = Typed::read(text);
        let query = Query::read(text);
        let hashes = hashes(&typed, &query);
        let mut regions = vec![Explained::default(); self.streets.len()];
        for (region, known) in regions.iter_mut().zip(&self.streets) {
            for (bit, hash) in &hashes {
                if known.binary_search(hash).is_ok() {
                    region.streets |= bit;
                }
            }
        }
        for (name, at) in &self.places {
            if let Some(region) = regions.get_mut(usize::from(*at))
                && let Some(found) = name.standing(&typed)
            {
                region.add(&found);
            }
        }
        let telling = |word: &String| !word.starts_with('#') && word.len() >= LETTERS;
        let fitting = likeliest(&regions);
        if !fitting.is_empty() {
            Regions::Fit(fitting)
        } else if typed.words.iter().any(telling) || !query.named.is_empty() {
            let begun = (0..).zip(&regions).filter(|(_, region)| region.begun);
            Regions::Unknown(begun.map(|(at, _)| at).collect())
        } else {
            Regions::NothingTyped
        }
    }
}

impl Explained {
    fn add(&mut self, found: &Standing) {
        if !found.whole {
            self.begun = true;
            return;
        }
        self.cost = match self.places {
            0 => found.cost,
            _ => self.cost.min(found.cost),
        };
        self.places |= found.bits;
    }
}

/// The hashes of a text's words, each with the word's bit.
fn hashes(typed: &Typed, query: &Query) -> Vec<(u16, u32)> {
    let mut hashes = Vec::new();
    for (word, at) in typed.words.iter().zip(0u32..) {
        let bit = 1u16.checked_shl(at).unwrap_or(0);
        if !word.starts_with('#') {
            hashes.push((bit, hash(stem(word))));
        } else if query.named.contains(word) {
            let kinds = query.kinds.iter();
            hashes.extend(kinds.map(|kind| (bit, numbered(word, *kind))));
        }
    }
    hashes
}

/// The regions that explain most words, those that a place names first; none where none is.
fn likeliest(regions: &[Explained]) -> Vec<RegionIx> {
    let words = |region: &Explained| (region.places | region.streets).count_ones();
    let most = regions.iter().map(words).max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let key = |(region, at): (&Explained, u64)| {
        let unplaced = 16 - u64::from(region.places.count_ones());
        unplaced << 48 | u64::from(region.cost.min(0xFF)) << 32 | at
    };
    let fitting = regions.iter().zip(0u64..);
    let fitting = fitting.filter(|(region, _)| words(region) == most);
    let keys = order::numbers(fitting.map(key).collect());
    keys.into_iter()
        .map(|key| (key & 0xFFFF) as RegionIx)
        .collect()
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
        assert_eq!(senim_model::pack::VERSION, 3);
        let hashes =
            ["проспект Бухар-Жырау", "Сарыарқа даңғылы", "5-й микрорайон"].map(word_hashes);
        assert_eq!(hashes, [vec![109_195, 54_967], vec![69_466], vec![99_696]]);
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
            places: Vec::new(),
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
                region(
                    "karaganda",
                    &[
                        "улица Абая",
                        "проспект Бухар-Жырау",
                        "5-й микрорайон",
                        "13-й микрорайон",
                        "улица Астана",
                    ],
                ),
            ],
            localities: vec![locality("1", 0, "Астана"), locality("2", 1, "Темиртау")],
        })
    }

    #[test]
    fn a_locality_or_a_street_names_the_region() {
        let finder = finder();
        let fit = |regions: &[RegionIx]| Regions::Fit(regions.to_vec());
        let unknown = |regions: &[RegionIx]| Regions::Unknown(regions.to_vec());
        for (typed, expected) in [
            ("абая 10 темиртау", fit(&[1])),
            ("абая 10", fit(&[0, 1])),
            ("сығанақ 5", fit(&[0])),
            (",e[fh ;shfe 52", fit(&[1])),
            ("5 мкр 42", fit(&[1])),
            ("42, 5-й микрорайон", fit(&[1])),
            ("13 мкр", fit(&[1])),
            ("мкр 13 5", fit(&[1])),
            ("5 ул 42", unknown(&[])),
            ("темертау 5 мкр 42", fit(&[1])),
            ("темертау гогля 3", fit(&[1])),
            ("темиртау", fit(&[1])),
            ("Астана", fit(&[0, 1])),
            ("гогля 39", unknown(&[])),
            ("ерубае", unknown(&[])),
            ("теми", unknown(&[1])),
            ("зззззз", Regions::NothingTyped),
            ("10", Regions::NothingTyped),
            ("аб", Regions::NothingTyped),
            ("", Regions::NothingTyped),
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
