//! From typed text to streets.

use senim_model::directory::{LocalityIx, RegionPack, StreetIx};

use crate::fold::fold;
use crate::forms::{Form, add_forms, bits, by_name, postings, words_of};
use crate::found::{Found, Name};
use crate::layout::switched;
use crate::look::{Look, Tally, cost, explained_by, form_cost};
use crate::offer::{Best, ranks};
use crate::places::{Places, Told};
use crate::query::{Query, Reading, Word};
use crate::vocabulary::Vocabulary;

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
        let matches = best.offers(pack, &self.ranks, prefer, limit);
        if matches.is_empty() && told.places.is_empty() {
            told = self.places.told_beside_type(pack, typed);
        }
        Found {
            places: told.places,
            matches,
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
