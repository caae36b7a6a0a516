//! What a search gives back.

use senim_model::directory::{StreetIx, StreetName};
use senim_model::house::House;
use senim_model::text::Lang;

use crate::answer::Answer;
use crate::places::PlaceMatch;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Localities, districts or the region, where the text names nothing else; best first.
    pub places: Vec<PlaceMatch>,
    /// Streets, best first.
    pub matches: Vec<Match>,
}

/// A street that the text may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The street.
    pub street: StreetIx,
    /// The house that was read in the text.
    pub house: Option<House>,
    /// Which of its names matched best; the Kazakh one before the Russian where both do.
    pub via: Name,
    /// Whether the official names fit about as well.
    pub fits: Fits,
    /// How far off: lower is better, and comparable between packs.
    pub score: u32,
    /// How many words of the text it leaves without a meaning.
    pub unexplained: u8,
    /// The text names the locality, district or region that it is in.
    pub located: bool,
    /// Whose it is.
    pub answer: Answer,
}

/// One of the names of a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// The Kazakh one.
    Kk,
    /// The Russian one.
    Ru,
    /// Position in the aliases.
    Alias(u16),
}

/// In which of the official names the typed words can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fits {
    /// In the Kazakh one.
    pub kk: bool,
    /// In the Russian one.
    pub ru: bool,
}

impl Match {
    /// The name that was typed, where the one that is shown in a language does not hold it: on a
    /// Russian page "бейбітшілік" finds "улица Мира", and this is "Бейбітшілік көшесі".
    pub fn typed_name<'a>(&self, name: &'a StreetName, lang: Lang) -> Option<&'a str> {
        let shown = name.show(lang);
        let fits = (self.fits.kk && shown == name.kk) || (self.fits.ru && shown == name.ru);
        let typed = match self.via {
            Name::Kk => &name.kk,
            Name::Ru => &name.ru,
            Name::Alias(at) => name.aliases.get(usize::from(at))?,
        };
        (!fits && typed != shown).then_some(typed)
    }
}

impl Found {
    /// Whether the first street can be taken without asking: see [`clear_first`]. A text that may
    /// mean a place as well leaves it open.
    pub fn clear_first(&self) -> bool {
        self.places.is_empty() && clear_first(self.matches.iter())
    }
}

/// Whether the first of some matches beats all others, those of other regions too, in whatever
/// order these stand. Streets of one name in several localities score the same, unless the
/// locality was named; and one that asks for the locality is not clear.
pub fn clear_first<'a>(matches: impl Iterator<Item = &'a Match>) -> bool {
    let mut matches = matches;
    let Some(first) = matches.next() else {
        return false;
    };
    let alone = !matches!(first.answer, Answer::Localities(_));
    alone && matches.all(|other| other.score > first.score)
}

/// How many words without a meaning a match may leave among these: a locality that is named, and
/// has such a street, rules out the same street elsewhere.
pub(crate) fn most_unexplained<'a>(matches: impl Iterator<Item = &'a Match>) -> u8 {
    let located = matches.filter(|found| found.located);
    located
        .map(|found| found.unexplained)
        .min()
        .unwrap_or(u8::MAX)
}

/// A street of another region may score this much worse than a place that was named: it has that
/// very name, or one word more.
const BESIDE_PLACE: u32 = 7;

/// Sees what several regions found for one text together: a place that is named in one of them, or
/// a locality, rules out streets of the others that would leave its name without a meaning.
pub fn settle(regions: &mut [Found]) {
    let most = most_unexplained(regions.iter().flat_map(|found| &found.matches));
    let farthest = regions
        .iter()
        .flat_map(|found| &found.places)
        .filter(|place| place.whole)
        .map(|place| match place.is_sure() {
            true => 0,
            false => place.score + BESIDE_PLACE,
        })
        .min();
    for found in regions {
        let here = found.places.iter().any(|place| place.whole);
        let farthest = farthest.filter(|_| !here).unwrap_or(u32::MAX);
        found
            .matches
            .retain(|found| found.unexplained <= most && found.score <= farthest);
    }
}
