//! What a visitor has chosen, as it stands in the address after the question mark.

use senim_measure::{Every, Period};
use senim_model::id::Id;
use senim_model::response::Moment;

/// A place inside of a region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    #[default]
    Region,
    /// A district.
    District(Id),
    /// A service area.
    Area(Id),
}

/// So many places are compared with the first.
pub const MOST_OTHERS: usize = 4;

/// What to show. What is not chosen is left to the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Where.
    pub place: Place,
    /// What to compare it with, at most [`MOST_OTHERS`], none of them twice.
    pub with: Vec<Place>,
    /// The first month.
    pub from: Option<Period>,
    /// The last month.
    pub to: Option<Period>,
    /// The priority; `Some(None)` is all of them.
    pub priority: Option<Option<Id>>,
    /// From when to when.
    pub clock: Option<(Moment, Moment)>,
    /// The release of the record, where it is not the current one.
    pub release: Option<String>,
    /// Something in the address made no sense.
    pub nonsense: bool,
}

impl Place {
    /// From what stands in an address: `d.esil`, `a.AST-001`, `region`.
    pub fn parse(text: &str) -> Option<Place> {
        match text.split_once('.') {
            None => (text == "region").then_some(Place::Region),
            Some(("d", id)) => Id::parse(id).ok().map(Place::District),
            Some(("a", id)) => Id::parse(id).ok().map(Place::Area),
            Some(_) => None,
        }
    }

    /// As it stands in an address.
    pub fn code(&self) -> String {
        match self {
            Place::Region => "region".into(),
            Place::District(id) => format!("d.{id}"),
            Place::Area(id) => format!("a.{id}"),
        }
    }
}

impl Choice {
    /// Reads what stands after the question mark, with or without it. What makes no sense is left
    /// out, and noted.
    pub fn parse(query: &str) -> Choice {
        let mut choice = Choice::default();
        let pairs = query.trim_start_matches('?').split('&');
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if choice.take(key, value).is_none() {
                choice.nonsense = true;
            }
        }
        choice
    }

    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        if value.is_empty() {
            return Some(());
        }
        match key {
            "place" => self.place = Place::parse(value)?,
            "with" => self.add(value)?,
            "from" => self.from = Some(month(value)?),
            "to" => self.to = Some(month(value)?),
            "priority" if value == "all" => self.priority = Some(None),
            "priority" => self.priority = Some(Some(Id::parse(value).ok()?)),
            "clock" => {
                let (from, to) = value.split_once('-')?;
                self.clock = Some((Moment::from_code(from)?, Moment::from_code(to)?));
            }
            "release" => {
                let sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                let is_id = value.len() <= 40 && value.bytes().all(sound);
                self.release = Some(is_id.then(|| value.to_owned())?);
            }
            _ => return None,
        }
        Some(())
    }

    /// Adds places to compare with: one, or a list with commas.
    fn add(&mut self, list: &str) -> Option<()> {
        for place in list.split(',').filter(|place| !place.is_empty()) {
            let place = Place::parse(place)?;
            if self.with.contains(&place) {
                continue;
            }
            if self.with.len() == MOST_OTHERS {
                return None;
            }
            self.with.push(place);
        }
        Some(())
    }

    /// What stands after the question mark, without it. Nothing in it needs to be encoded.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        if self.place != Place::Region {
            parts.push(format!("place={}", self.place.code()));
        }
        if !self.with.is_empty() {
            let with: Vec<String> = self.with.iter().map(Place::code).collect();
            parts.push(format!("with={}", with.join(",")));
        }
        if let Some(from) = self.from {
            parts.push(format!("from={from}"));
        }
        if let Some(to) = self.to {
            parts.push(format!("to={to}"));
        }
        match &self.priority {
            Some(Some(id)) => parts.push(format!("priority={id}")),
            Some(None) => parts.push("priority=all".into()),
            None => {}
        }
        if let Some((from, to)) = self.clock {
            parts.push(format!("clock={}-{}", from.code(), to.code()));
        }
        if let Some(release) = &self.release {
            parts.push(format!("release={release}"));
        }
        parts.join("&")
    }
}

fn month(text: &str) -> Option<Period> {
    Period::parse(text).filter(|period| period.every() == Every::Month)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_choice_is_read_as_it_is_written() {
        for query in [
            "",
            "place=d.esil",
            "place=a.AST-001&with=region&from=2025-01&to=2025-12&priority=urgent&clock=received-arrived&release=2026-11-24T12-00-00Z",
            "priority=all",
            "with=d.esil,a.AST-001,region,d.saryarqa",
        ] {
            let choice = Choice::parse(query);
            assert_eq!((choice.query().as_str(), choice.nonsense), (query, false));
        }
        for query in [
            "place=x.esil",
            "from=2025-Q1",
            "to=13",
            "clock=a-b",
            "release=<b>",
            "utm=1",
        ] {
            let choice = Choice::parse(query);
            assert!(choice.nonsense && choice.query().is_empty(), "{query}");
        }
    }

    #[test]
    fn places_to_compare_with_are_a_list_or_repeated_and_no_more_than_four() {
        let esil = "with=d.esil,d.almaty";
        for query in [
            "with=d.esil&with=d.almaty",
            "with=d.esil,,d.almaty&with=",
            "with=d.esil&with=d.esil,d.almaty",
        ] {
            let choice = Choice::parse(query);
            assert_eq!((choice.query().as_str(), choice.nonsense), (esil, false));
        }
        let many = Choice::parse("with=a.1,a.2,a.3,a.4,a.5");
        assert_eq!((many.with.len(), many.nonsense), (4, true));
    }

    proptest! {
        #[test]
        fn no_address_breaks_anything(query in ".{0,200}") {
            let once = Choice::parse(&query).query();
            prop_assert_eq!(Choice::parse(&once).query(), once);
        }
    }
}
