//! Texts that name nothing but a place: "Темиртау", "Майкудук", "район Казыбек би".

use senim_model::directory::{DistrictIx, LocalityIx, RegionPack};
use senim_model::text::Text;

use crate::fold::fold;
use crate::forms::bits;
use crate::order;
use crate::spelling::{Spelling, Standing, Typed};

/// A place that is larger than a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The region of the pack.
    Region,
    /// A district of the region or of a city.
    District(DistrictIx),
    /// A city, town or village.
    Locality(LocalityIx),
}

/// A place that explains the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMatch {
    /// The place.
    pub place: Place,
    /// Position in the locality's aliases, where one of them matched best.
    pub alias: Option<u16>,
    /// Its name was typed to the end: there is more here than a beginning.
    pub whole: bool,
    /// What it is was typed too: "район", "город".
    pub kind_typed: bool,
    /// How far off: lower is better, and comparable with [`crate::Match::score`].
    pub score: u32,
}

impl PlaceMatch {
    /// Whether no street is meant.
    pub(crate) fn is_sure(&self) -> bool {
        self.whole && self.kind_typed
    }
}

/// So many places are offered.
const MOST: usize = 5;

/// What a named place scores, as a street does whose locality is named.
const NAMED: u32 = 6;

/// "область" was typed, and this is a town.
const OTHER_LEVEL: u32 = 4;

/// Words that say what kind of place a name means, as [`fold`] leaves them.
const LEVELS: [&[&str]; 3] = [
    &["oblast", "oblasti", "oblisi", "obl", "region"],
    &["raion", "raione", "audan", "audani", "rn", "district"],
    &[
        "gorod", "g", "s", "kala", "kalasi", "selo", "aul", "auil", "auili", "poselok", "pos",
        "kent", "kenti", "city",
    ],
];

const SEPARATORS: [char; 3] = [' ', '.', ','];

/// Where localities stand in [`LEVELS`].
const LOCALITY: usize = 2;

/// The names of a region's places.
#[derive(Debug)]
pub(crate) struct Places {
    names: Vec<(Place, Option<u16>, Spelling)>,
}

/// What a text says of places alone.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Places that explain all of it, best first.
    pub(crate) places: Vec<PlaceMatch>,
    /// A district or region is named as such.
    pub(crate) wide: bool,
    /// The word before "область": of two places of that name it means the region.
    pub(crate) of_region: Option<String>,
}

impl Told {
    /// Whether one of them can be nothing else: "город Темиртау" is no street.
    pub(crate) fn is_sure(&self) -> bool {
        self.places.iter().any(PlaceMatch::is_sure)
    }

    /// The cost of the best place that was typed to the end.
    pub(crate) fn whole(&self) -> Option<u32> {
        let whole = self.places.iter().filter(|found| found.whole);
        whole.map(|found| found.score.saturating_sub(NAMED)).min()
    }

    /// Puts the best first, and leaves out what a better one rules out.
    fn rank(&mut self) {
        let sure = self.is_sure();
        let city = self.places.iter().filter(|found| is_locality(found.place));
        let city = city.filter(|found| found.whole).map(|found| found.score);
        let city = city.min().unwrap_or(u32::MAX);
        let nearest = self.whole().map_or(u32::MAX, |cost| cost + NAMED);
        let stays = |found: &PlaceMatch| match found.place {
            _ if sure => found.is_sure(),
            Place::Locality(_) => true,
            Place::District(_) => found.score <= nearest,
            // "Қарағанды" alone is the city.
            Place::Region => found.score <= nearest && found.score < city,
        };
        let keys = self.places.iter().zip(0u64..);
        let keys = keys.map(|(found, at)| u64::from(found.score) << 32 | at);
        let best_first = order::numbers(keys.collect()).into_iter();
        let best_first = best_first.filter_map(|key| self.places.get((key & 0xFFFF_FFFF) as usize));
        let ranked = best_first.filter(|found| stays(found)).take(MOST).cloned();
        self.places = ranked.collect();
    }
}

impl Places {
    pub(crate) fn new(pack: &RegionPack) -> Places {
        let mut names = Vec::new();
        let mut add = |place: Place, name: &Text, aliases: &[String]| {
            for text in [&name.kk, &name.ru, &name.en] {
                names.extend(Spelling::new(text).map(|name| (place, None, name)));
            }
            for (at, text) in (0..).zip(aliases) {
                names.extend(Spelling::new(text).map(|name| (place, Some(at), name)));
            }
        };
        for (at, locality) in (0..).zip(&pack.localities) {
            add(Place::Locality(at), &locality.name, &locality.aliases);
        }
        for (at, district) in (0..).zip(&pack.districts) {
            add(Place::District(at), &district.name, &[]);
        }
        add(Place::Region, &pack.region.name, &[]);
        Places { names }
    }

    /// The places that a text names, where it says nothing else.
    pub(crate) fn told(&self, pack: &RegionPack, text: &str) -> Told {
        self.told_by(pack, text, Typed::read(text))
    }

    /// The same where a type of street was typed too, and no street yet: "Темиртау мкр".
    pub(crate) fn told_beside_type(&self, pack: &RegionPack, text: &str) -> Told {
        let mut typed = Typed::read(text);
        typed.kind = None;
        self.told_by(pack, text, typed)
    }

    fn told_by(&self, pack: &RegionPack, text: &str, typed: Typed) -> Told {
        let standing = self.standing(&typed);
        let all = bits(typed.words.len());
        let level = level(text);
        let mut told = Told {
            of_region: of_region(text),
            wide: level.is_some_and(|level| level < LOCALITY),
            ..Told::default()
        };
        for (place, alias, found) in &standing {
            let beside = beside(pack, *place, &standing);
            if (found.bits | beside) & all != all || is_doubled(pack, *place, level, &standing) {
                continue;
            }
            let other = level.is_some_and(|level| level != level_of(*place));
            told.places.push(PlaceMatch {
                place: *place,
                alias: *alias,
                whole: found.whole,
                kind_typed: level.is_some() && !other,
                score: NAMED
                    + found.cost
                    + (all & !found.bits).count_ones()
                    + if other { OTHER_LEVEL } else { 0 },
            });
        }
        told.rank();
        told
    }

    /// The best standing of each place in a text.
    fn standing(&self, typed: &Typed) -> Vec<(Place, Option<u16>, Standing)> {
        let mut best: Vec<(Place, Option<u16>, Standing)> = Vec::new();
        for (place, alias, name) in &self.names {
            let Some(found) = name.standing(typed).filter(|_| name.kind == typed.kind) else {
                continue;
            };
            let key = |found: &Standing| (!found.whole, found.cost);
            match best.last_mut().filter(|(known, _, _)| known == place) {
                Some(known) if key(&found) < key(&known.2) => *known = (*place, *alias, found),
                Some(_) => {}
                None => best.push((*place, *alias, found)),
            }
        }
        best
    }
}

/// Which words are explained by places that this one lies in.
fn beside(pack: &RegionPack, place: Place, standing: &[(Place, Option<u16>, Standing)]) -> u16 {
    let district = |at: LocalityIx| pack.localities.get(usize::from(at))?.district;
    let holds = |other: &Place| match (place, other) {
        (Place::Region, _) => false,
        (_, Place::Region) => true,
        (Place::Locality(at), Place::District(other)) => district(at) == Some(*other),
        // A city that has districts of its own lies in none.
        (Place::District(_), Place::Locality(at)) => district(*at).is_none(),
        _ => false,
    };
    let holding = standing
        .iter()
        .filter(|(other, _, found)| found.whole && holds(other));
    holding.fold(0, |bits, (_, _, found)| bits | found.bits)
}

/// A region or district that has one locality, and is named as it is: the locality says as much.
fn is_doubled(
    pack: &RegionPack,
    place: Place,
    level: Option<usize>,
    standing: &[(Place, Option<u16>, Standing)],
) -> bool {
    let mut within = (0..)
        .zip(&pack.localities)
        .filter(|(_, locality)| match place {
            Place::Region => true,
            Place::District(at) => locality.district == Some(at),
            Place::Locality(_) => false,
        });
    let (Some((only, _)), None) = (within.next(), within.next()) else {
        return false;
    };
    let named = |other: &Place| standing.iter().find(|(place, _, _)| place == other);
    let same = named(&place).map(|found| found.2.bits)
        == named(&Place::Locality(only)).map(|found| found.2.bits);
    same && level != Some(level_of(place))
}

fn level_of(place: Place) -> usize {
    match place {
        Place::Region => 0,
        Place::District(_) => 1,
        Place::Locality(_) => LOCALITY,
    }
}

fn is_locality(place: Place) -> bool {
    matches!(place, Place::Locality(_))
}

/// What kind of place a text says that it means.
fn level(text: &str) -> Option<usize> {
    let mut levels = text.split(SEPARATORS).map(fold).filter_map(|word| {
        let mut known = LEVELS.iter();
        known.position(|level| level.contains(&word.as_str()))
    });
    // "г. Караганда, район Казыбек би" means the district.
    levels.next_back()
}

/// The word that stands before "область".
fn of_region(text: &str) -> Option<String> {
    let [regions, ..] = LEVELS;
    let mut before = None;
    for word in text.split(SEPARATORS).map(fold) {
        if regions.contains(&word.as_str()) {
            return before;
        }
        before = Some(word);
    }
    None
}
