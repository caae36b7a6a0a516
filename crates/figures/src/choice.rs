//! What a visitor has chosen, as it stands in the address after the question mark.

use percent_encoding::percent_decode_str;
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
    /// Regions that are drawn over time, on the country's page; at most one more than
    /// [`MOST_OTHERS`], none of them twice.
    pub regions: Vec<Id>,
    /// Which chart an embedded page shows: its identifier.
    pub chart: Option<String>,
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
    /// Reads what stands after the question mark, with or without it, be it written in `%XX` or not. What
    /// makes no sense is left out, and noted; what is another program's, as the marks that networks put on
    /// links, is left out alone.
    pub fn parse(query: &str) -> Choice {
        let mut choice = Choice::default();
        let pairs = query.trim_start_matches('?').split('&');
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(value).decode_utf8();
            let taken = value.ok().and_then(|value| choice.take(key, &value));
            choice.nonsense |= taken.is_none();
        }
        choice
    }

    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        if value.is_empty() {
            return Some(());
        }
        match key {
            "place" => self.place = Place::parse(value)?,
            "with" => list(&mut self.with, value, MOST_OTHERS, Place::parse)?,
            "regions" => {
                let id = |id: &str| Id::parse(id).ok();
                list(&mut self.regions, value, MOST_OTHERS + 1, id)?;
            }
            "chart" => {
                let sound =
                    |byte: u8| byte.is_ascii_lowercase() || matches!(byte, b'0'..=b'9' | b'-');
                let is_id = value.len() <= 20 && value.bytes().all(sound);
                self.chart = Some(is_id.then(|| value.to_owned())?);
            }
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
            _ => {}
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
        if !self.regions.is_empty() {
            let regions: Vec<&str> = self.regions.iter().map(Id::as_str).collect();
            parts.push(format!("regions={}", regions.join(",")));
        }
        if let Some(release) = &self.release {
            parts.push(format!("release={release}"));
        }
        if let Some(chart) = &self.chart {
            parts.push(format!("chart={chart}"));
        }
        parts.join("&")
    }
}

/// Adds what a value names, one or several with commas, each once. `None` where something in it makes
/// no sense, or where there are more than so many.
fn list<T: PartialEq>(
    known: &mut Vec<T>,
    value: &str,
    most: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<()> {
    for part in value.split(',').filter(|part| !part.is_empty()) {
        let found = parse(part)?;
        if known.contains(&found) {
            continue;
        }
        if known.len() == most {
            return None;
        }
        known.push(found);
    }
    Some(())
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
            "priority=urgent&regions=astana,karaganda",
            "release=2026-11-24T12-00-00Z&chart=trend-2",
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
            "chart=<b>",
            "regions=a b",
        ] {
            let choice = Choice::parse(query);
            assert!(choice.nonsense && choice.query().is_empty(), "{query}");
        }
    }

    #[test]
    fn a_link_is_the_same_however_it_was_passed_on() {
        for (query, same) in [
            ("with=d.esil%2Cd.nura", "with=d.esil,d.nura"),
            ("place=d%2Eesil&fbclid=x&utm_source=y", "place=d.esil"),
            ("regions=a%2cb", "regions=a,b"),
        ] {
            let choice = Choice::parse(query);
            assert_eq!((choice.query().as_str(), choice.nonsense), (same, false));
        }
        for query in ["place=%", "with=d.esil%FF", "release=%3Cb%3E"] {
            assert!(Choice::parse(query).nonsense, "{query}");
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
