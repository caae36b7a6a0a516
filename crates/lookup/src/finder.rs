//! From typed text to streets, and from a house to its area.

use senim_model::directory::{LocalityIx, RegionPack, Street, StreetIx};

use crate::answer::area_and_doubt;
use crate::edit;
use crate::fold::{fold, stem};
use crate::forms::{Form, add_forms, bits, by_name, postings, words_of};
use crate::found::{Fits, Found, Match, Name};
use crate::layout::switched;
use crate::offer::{Best, ranks};
use crate::places::{Places, Told};
use crate::query::{Query, Reading, Word};
use crate::tokens::Kind;
use crate::vocabulary::Vocabulary;

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
    /// Beyond this, no match.
    pub(super) const HOPELESS: u32 = 36;
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
    places: Places,
}

/// One way to read a text, and what is known of it before any street is compared.
struct Look<'a> {
    reading: &'a Reading,
    kinds: &'a [Kind],
    /// What this way to read costs.
    extra: u32,
    told: &'a Told,
    /// The words, as bits: all, those that name each locality, those of regions and districts.
    all: u16,
    localities: Vec<u16>,
    any_locality: u16,
    context: u16,
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
            let official = [(&known.kk, Name::Kk), (&known.ru, Name::Ru)];
            let aliases = (0..).zip(&known.aliases);
            let aliases = aliases.map(|(ix, text)| (text, Name::Alias(ix)));
            for (text, of) in official.into_iter().chain(aliases) {
                add_forms(at, text, of, &mut forms, &mut form_words);
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
            places: Places::new(pack),
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
        let mut told = self.places.told(pack, typed);
        if told.is_sure() {
            return Found {
                places: told.places,
                matches: Vec::new(),
            };
        }
        let mut best = Best::default();
        self.look(pack, &Query::read(typed), 0, &told, &mut best);
        if told.places.is_empty()
            && best.is_above(cost::DOUBTFUL)
            && let Some(switched) = switched(typed)
        {
            told = self.places.told(pack, &switched);
            let query = Query::read(&switched);
            self.look(pack, &query, cost::OTHER_LAYOUT, &told, &mut best);
        }
        if told.whole().is_none() && best.is_above(cost::DOUBTFUL) {
            let joined = joined(Query::read(typed));
            self.look(pack, &joined, cost::OTHER_LAYOUT, &told, &mut best);
        }
        Found {
            places: told.places,
            matches: best.offers(pack, &self.ranks, prefer, limit),
        }
    }

    fn look(&self, pack: &RegionPack, query: &Query, extra: u32, told: &Told, best: &mut Best) {
        for reading in &query.readings {
            let words = || reading.words.iter().map(|word| Some(&word.text));
            let of_region = words().position(|word| word == told.of_region.as_ref());
            let of_region = of_region.map_or(0, |at| 1u16.checked_shl(at as u32).unwrap_or(0));
            let localities: Vec<u16> = self
                .localities
                .iter()
                .map(|names| explained_by(&reading.words, names) & !of_region)
                .collect();
            let order = u32::from(reading.against_order) * cost::AGAINST_ORDER;
            let look = Look {
                reading,
                kinds: &query.kinds,
                extra: extra + order,
                told,
                all: bits(reading.words.len()),
                any_locality: localities.iter().fold(0, |all, bits| all | bits),
                localities,
                context: explained_by(&reading.words, &self.context),
            };
            self.read(pack, &look, best);
        }
    }

    fn read(&self, pack: &RegionPack, look: &Look<'_>, best: &mut Best) {
        let tallies = self.tally(&look.reading.words);
        for (form, tally) in self.forms.iter().zip(&tallies) {
            if tally.explained == 0 || look.is_place(form, tally) {
                continue;
            }
            let cost = look.extra + tally.cost + form_cost(form, tally, look.kinds);
            for ix in self.streets.get(form.name as usize).into_iter().flatten() {
                if let Some(street) = pack.streets.get(*ix as usize)
                    && let Some(found) = look.found(form, tally, cost, (*ix, street))
                {
                    best.offer(found);
                }
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

impl Look<'_> {
    /// Whether the words that match a street rather mean a place: "Караганда" is not the highway to
    /// Karaganda, nor is what comes before "мкр".
    fn is_place(&self, form: &Form, tally: &Tally) -> bool {
        let highway = form.kind == Some(Kind::Highway) && !self.kinds.contains(&Kind::Highway);
        let other_kind = highway && !self.kinds.is_empty();
        let farther = self.told.whole().is_some_and(|place| {
            tally.explained != self.all || tally.cost > place || (highway && tally.cost == place)
        });
        farther || (other_kind && tally.explained & !self.any_locality == 0)
    }

    /// The match of a street, where not too much of the text stays without a meaning.
    fn found(
        &self,
        form: &Form,
        tally: &Tally,
        cost: u32,
        (ix, street): (StreetIx, &Street),
    ) -> Option<Match> {
        let left = self.all & !tally.explained;
        let locality = self.localities.get(usize::from(street.locality));
        let locality = left & locality.copied().unwrap_or(0);
        let mut context = left & self.context & !locality;
        if locality == 0 && !self.told.wide {
            // "Караганда" is the city, where no region was said, and this street is not in it.
            context &= !self.any_locality;
        }
        let unexplained = (left & !locality & !context).count_ones();
        // Nothing but a number that is explained, and a word that is not, or by a district: no match
        // at all. Nor does its number alone mean a name that has words.
        let elsewhere = context != 0 && locality == 0 && self.kinds.is_empty();
        let bare = form.numbers == bits(form.words as usize);
        let number_alone =
            tally.used & !form.numbers == 0 && (unexplained > 0 || elsewhere || !bare);
        if unexplained > MOST_UNEXPLAINED || number_alone {
            return None;
        }
        let (answer, doubt) = area_and_doubt(street, self.reading.house.as_ref());
        let named = u32::from(locality != 0) * cost::LOCALITY;
        let score = cost::BASE - named
            + cost
            + unexplained * cost::UNEXPLAINED
            + context.count_ones() * cost::CONTEXT
            + u32::from(doubt) * cost::NO_SUCH_HOUSE;
        (score <= cost::HOPELESS).then_some(Match {
            street: ix,
            house: self.reading.house,
            via: form.of,
            fits: Fits::default(),
            score,
            unexplained: unexplained as u8,
            located: locality | context != 0,
            answer,
        })
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
    let alias = match form.of {
        Name::Alias(_) => cost::ALIAS,
        Name::Kk | Name::Ru => 0,
    };
    numbers * cost::MISSING_NUMBER + words * cost::MISSING_WORD + kind + alias
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
