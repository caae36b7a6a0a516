//! One way to read a text against one street: whether they fit, and what it costs.

use senim_model::directory::{Street, StreetIx};

use crate::answer::area_and_doubt;
use crate::edit;
use crate::fold::stem;
use crate::forms::{Form, bits};
use crate::found::{Fits, Match, Name};
use crate::places::Told;
use crate::query::{Reading, Word};
use crate::tokens::Kind;

/// What matches cost, in the units of [`crate::vocabulary`].
pub(crate) mod cost {
    pub(crate) const BASE: u32 = 10;
    /// The locality was named: this much is taken off.
    pub(crate) const LOCALITY: u32 = 4;
    pub(crate) const MISSING_WORD: u32 = 3;
    pub(crate) const MISSING_NUMBER: u32 = 15;
    pub(crate) const UNEXPLAINED: u32 = 12;
    pub(crate) const CONTEXT: u32 = 1;
    pub(crate) const OTHER_KIND: u32 = 4;
    pub(crate) const NO_KIND: u32 = 1;
    pub(crate) const BARE_NUMBER: u32 = 6;
    pub(crate) const ALIAS: u32 = 1;
    pub(crate) const NO_SUCH_HOUSE: u32 = 6;
    pub(crate) const OTHER_LAYOUT: u32 = 3;
    /// A number beside a type word is taken for the house.
    pub(crate) const AGAINST_ORDER: u32 = 5;
    /// Beyond this, other ways to read the text are tried.
    pub(crate) const DOUBTFUL: u32 = 18;
    /// Beyond this, no match.
    pub(crate) const HOPELESS: u32 = 36;
}

/// At most this many words of a text may stay unexplained.
const MOST_UNEXPLAINED: u32 = 1;

/// One way to read a text, and what is known of it before any street is compared.
pub(crate) struct Look<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) kinds: &'a [Kind],
    /// What this way to read costs.
    pub(crate) extra: u32,
    pub(crate) told: &'a Told,
    /// The words, as bits: all, those that name each locality, those of regions and districts.
    pub(crate) all: u16,
    pub(crate) localities: Vec<u16>,
    pub(crate) any_locality: u16,
    pub(crate) context: u16,
}

/// What the words of a reading found in a form.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) explained: u16,
    pub(crate) used: u16,
    pub(crate) cost: u32,
}

impl Look<'_> {
    /// Whether the words that match a street rather mean a place: "Караганда" is not the highway to
    /// Karaganda, nor is what stands beside "мкр" or another street.
    pub(crate) fn is_place(&self, form: &Form, tally: &Tally) -> bool {
        let highway = form.kind == Some(Kind::Highway) && !self.kinds.contains(&Kind::Highway);
        let farther = self.told.whole().is_some_and(|place| {
            tally.explained != self.all || tally.cost > place || (highway && tally.cost == place)
        });
        let localities_alone = tally.explained & !self.any_locality == 0;
        let beside = self.all & !tally.explained & !self.any_locality;
        farther || (highway && localities_alone && (beside != 0 || !self.kinds.is_empty()))
    }

    /// The match of a street, where not too much of the text stays without a meaning.
    pub(crate) fn found(
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
pub(crate) fn explained_by(words: &[Word], names: &[String]) -> u16 {
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
pub(crate) fn form_cost(form: &Form, tally: &Tally, kinds: &[Kind]) -> u32 {
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
