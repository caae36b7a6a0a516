//! From typed text to streets, and from a house to its area.

use senim_model::directory::{AreaIx, LocalityIx, RegionPack, Street, StreetIx};
use senim_model::house::House;

use crate::edit;
use crate::fold::{fold, stem};
use crate::forms::{Form, add_forms, bits, by_name, postings, words_of};
use crate::layout::switched;
use crate::offer::{Best, ranks};
use crate::query::{Query, Reading, Word};
use crate::tokens::Kind;
use crate::vocabulary::Vocabulary;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Matches, best first.
    pub matches: Vec<Match>,
}

/// A street that the text may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The street.
    pub street: StreetIx,
    /// The house that was read in the text.
    pub house: Option<House>,
    /// Position in the name's aliases, where one of them matched best.
    pub via_alias: Option<u16>,
    /// How far off: lower is better, and comparable between packs.
    pub score: u32,
    /// Whose it is.
    pub answer: Answer,
}

/// Which area an address belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// This one: the house decides, or the street lies in one area.
    Area(AreaIx),
    /// One of these: the street crosses several, and the house is missing or in no list.
    Choose(Vec<AreaIx>),
    /// More than [`crate::offer::SHOWN_EACH`] localities have a street of this name that fits as well: these
    /// streets, best first.
    Localities(Vec<StreetIx>),
}

/// What matches cost, in the units of [`crate::vocabulary`].
mod cost {
    pub(super) const BASE: u32 = 10;
    /// The locality was named: this much is taken off.
    pub(super) const LOCALITY: u32 = 4;
    pub(super) const MISSING_WORD: u32 = 3;
    pub(super) const MISSING_NUMBER: u32 = 15;
    pub(super) const UNEXPLAINED: u32 = 12;
    pub(super) const CONTEXT: u32 = 1;
    pub(super) const OTHER_KIND: u32 = 4;
    pub(super) const NO_KIND: u32 = 1;
    pub(super) const BARE_NUMBER: u32 = 6;
    pub(super) const ALIAS: u32 = 1;
    pub(super) const NO_SUCH_HOUSE: u32 = 6;
    pub(super) const OTHER_LAYOUT: u32 = 3;
    /// A number beside a type word is taken for the house.
    pub(super) const AGAINST_ORDER: u32 = 5;
    /// Beyond this, other ways to read the text are tried.
    pub(super) const DOUBTFUL: u32 = 18;
}

/// At most this many words of a text may stay unexplained.
const MOST_UNEXPLAINED: u32 = 1;

/// An index of one region's addresses.
#[derive(Debug)]
pub struct Finder {
    vocabulary: Vocabulary,
    forms: Vec<Form>,
    /// Per word, from where in `postings` its forms stand; one more entry at the end.
    starts: Vec<u32>,
    /// A form, and the position of the word in it.
    postings: Vec<(u32, u8)>,
    /// Streets of each distinct name.
    streets: Vec<Vec<StreetIx>>,
    /// Folded words of each locality's names.
    localities: Vec<Vec<String>>,
    /// The rank of each locality by its number of streets: most people live in the largest.
    ranks: Vec<u64>,
    /// Folded words of regions and districts, which may stand in an address and decide nothing.
    context: Vec<String>,
}

/// What the words of a reading found in a form.
#[derive(Clone, Copy, Default)]
struct Tally {
    explained: u16,
    used: u16,
    cost: u32,
}

impl Finder {
    /// Builds the index of a region.
    pub fn new(pack: &RegionPack) -> Finder {
        let (names, streets) = by_name(&pack.streets);
        let mut forms = Vec::new();
        let mut form_words: Vec<Vec<String>> = Vec::new();
        for (at, known) in (0..).zip(names) {
            let official = [&known.kk, &known.ru].map(|text| (text, None));
            let aliases = (0..).zip(&known.aliases).map(|(ix, text)| (text, Some(ix)));
            for (text, alias) in official.into_iter().chain(aliases) {
                add_forms(at, text, alias, &mut forms, &mut form_words);
            }
        }
        let vocabulary = Vocabulary::new(form_words.iter().flatten());
        let (starts, postings) = postings(&vocabulary, &form_words);
        let names =
            |text: &senim_model::text::Text| words_of([&text.kk, &text.ru, &text.en].into_iter());
        let region = std::iter::once(&pack.region.name);
        Finder {
            vocabulary,
            forms,
            starts,
            postings,
            streets,
            localities: pack
                .localities
                .iter()
                .map(|locality| {
                    let mut words = names(&locality.name);
                    words.extend(words_of(locality.aliases.iter()));
                    words
                })
                .collect(),
            ranks: ranks(pack),
            context: region
                .chain(pack.districts.iter().map(|district| &district.name))
                .flat_map(names)
                .collect(),
        }
    }

    /// Finds what a text may mean, best first. Localities in `prefer`, nearest or last used first,
    /// win ties.
    pub fn search(
        &self,
        pack: &RegionPack,
        typed: &str,
        prefer: &[LocalityIx],
        limit: usize,
    ) -> Found {
        let mut best = Best::default();
        self.look(pack, &Query::read(typed), 0, &mut best);
        if best.is_above(cost::DOUBTFUL)
            && let Some(switched) = switched(typed)
        {
            self.look(pack, &Query::read(&switched), cost::OTHER_LAYOUT, &mut best);
        }
        if best.is_above(cost::DOUBTFUL) {
            let joined = joined(Query::read(typed));
            self.look(pack, &joined, cost::OTHER_LAYOUT, &mut best);
        }
        Found {
            matches: best.offers(pack, &self.ranks, prefer, limit),
        }
    }

    fn look(&self, pack: &RegionPack, query: &Query, extra: u32, best: &mut Best) {
        for reading in &query.readings {
            self.read(pack, reading, &query.kinds, extra, best);
        }
    }

    fn read(
        &self,
        pack: &RegionPack,
        reading: &Reading,
        kinds: &[Kind],
        extra: u32,
        best: &mut Best,
    ) {
        let order = if reading.against_order {
            cost::AGAINST_ORDER
        } else {
            0
        };
        let extra = extra + order;
        let tallies = self.tally(&reading.words);
        let all = bits(reading.words.len());
        let localities: Vec<u16> = self
            .localities
            .iter()
            .map(|names| explained_by(&reading.words, names))
            .collect();
        let context = explained_by(&reading.words, &self.context);
        for (form, tally) in self.forms.iter().zip(&tallies) {
            if tally.explained == 0 {
                continue;
            }
            let left = all & !tally.explained;
            let cost = extra + tally.cost + form_cost(form, tally, kinds);
            for ix in self.streets.get(form.name as usize).into_iter().flatten() {
                let Some(street) = pack.streets.get(*ix as usize) else {
                    continue;
                };
                let locality = localities
                    .get(usize::from(street.locality))
                    .copied()
                    .unwrap_or(0);
                let unexplained = (left & !locality & !context).count_ones();
                // A word that is not explained, and nothing but a number that is: no match at all.
                let number_alone = unexplained > 0 && tally.used & !form.numbers == 0;
                if unexplained > MOST_UNEXPLAINED || number_alone {
                    continue;
                }
                let named = if left & locality != 0 {
                    cost::LOCALITY
                } else {
                    0
                };
                let (answer, house_cost) = answer(street, reading.house.as_ref());
                let score = cost::BASE - named
                    + cost
                    + unexplained * cost::UNEXPLAINED
                    + (left & context & !locality).count_ones() * cost::CONTEXT
                    + house_cost;
                let found = Match {
                    street: *ix,
                    house: reading.house,
                    via_alias: form.alias,
                    score,
                    answer,
                };
                best.offer(found);
            }
        }
    }

    /// For each form, which words it explains, by which of its own, at what cost.
    fn tally(&self, words: &[Word]) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.forms.len()];
        for (at, word) in words.iter().enumerate() {
            let bit = 1u16.checked_shl(at as u32).unwrap_or(0);
            for (ix, cost) in self.vocabulary.matches(&word.text, word.letters, word.last) {
                for (form, position) in self.postings_of(ix) {
                    let own = 1u16.checked_shl(u32::from(*position)).unwrap_or(0);
                    if let Some(tally) = tallies.get_mut(*form as usize)
                        && tally.explained & bit == 0
                        && tally.used & own == 0
                    {
                        tally.explained |= bit;
                        tally.used |= own;
                        tally.cost += cost;
                    }
                }
            }
        }
        tallies
    }

    fn postings_of(&self, word: u32) -> &[(u32, u8)] {
        let at = word as usize;
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range
            .and_then(|(from, to)| self.postings.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }
}

/// Which words stand among names of a locality or region, as bits.
fn explained_by(words: &[Word], names: &[String]) -> u16 {
    words.iter().enumerate().fold(0, |bits, (at, word)| {
        let same = names.iter().any(|name| {
            *name == word.text
                || (word.letters >= 4 && stem(name) == stem(&word.text))
                || (word.letters >= 5
                    && edit::distance(name.as_bytes(), word.text.as_bytes(), 1).is_some())
                || (word.last && word.letters >= 3 && name.starts_with(&word.text))
        });
        if same && !word.text.starts_with('#') {
            bits | 1 << at
        } else {
            bits
        }
    })
}

/// What it costs that a name has more words than were typed, is of another type, or is an alias.
fn form_cost(form: &Form, tally: &Tally, kinds: &[Kind]) -> u32 {
    let missing = bits(form.words as usize) & !tally.used;
    let numbers = (missing & form.numbers).count_ones();
    let words = (missing & !form.numbers).count_ones();
    let bare = form.numbers == bits(form.words as usize);
    let kind = match form.kind {
        _ if kinds.is_empty() && bare => cost::BARE_NUMBER,
        _ if kinds.is_empty() => 0,
        Some(kind) if kinds.contains(&kind) => 0,
        Some(_) if bare => cost::MISSING_NUMBER,
        Some(_) => cost::OTHER_KIND,
        None => cost::NO_KIND,
    };
    let alias = if form.alias.is_some() { cost::ALIAS } else { 0 };
    numbers * cost::MISSING_NUMBER + words * cost::MISSING_WORD + kind + alias
}

/// Which area a house of a street belongs to.
pub fn area_of(street: &Street, house: Option<&House>) -> Answer {
    answer(street, house).0
}

/// Which area a house of a street belongs to, and what it costs that no list knows it.
fn answer(street: &Street, house: Option<&House>) -> (Answer, u32) {
    let everywhere = || one_or_several(street.parts.iter().map(|part| part.area));
    let Some(house) = house else {
        return (everywhere(), 0);
    };
    let surest = street
        .parts
        .iter()
        .filter_map(|part| part.houses.hit(house))
        .max();
    if surest.is_none() {
        return (everywhere(), cost::NO_SUCH_HOUSE);
    }
    let sure = street
        .parts
        .iter()
        .filter(|part| part.houses.hit(house) == surest);
    (one_or_several(sure.map(|part| part.area)), 0)
}

fn one_or_several(found: impl Iterator<Item = AreaIx>) -> Answer {
    let mut areas: Vec<AreaIx> = Vec::new();
    for area in found {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    match areas.as_slice() {
        [one] => Answer::Area(*one),
        _ => Answer::Choose(areas),
    }
}

/// The same readings with each two neighbouring words written as one: "нур жол" for "Нұржол".
fn joined(query: Query) -> Query {
    let mut readings = Vec::new();
    for reading in query.readings {
        for at in 0..reading.words.len().saturating_sub(1) {
            let mut words = reading.words.clone();
            let second = words.remove(at + 1);
            if let Some(first) = words.get_mut(at)
                && !first.text.starts_with('#')
                && !second.text.starts_with('#')
            {
                first.text = fold(&format!("{}{}", first.text, second.text));
                first.letters += second.letters;
                first.last = second.last;
                readings.push(Reading { words, ..reading });
            }
        }
    }
    Query { readings, ..query }
}
