//! Which places a visitor has chosen to see: what stands in the query of the page's address.

use senim_model::directory::{Place, RegionPack};
use senim_model::hours::Hours;
use senim_model::id::Id;

use crate::open::Open;

/// What is chosen. A default one lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Kinds of place; all where none is named.
    pub kinds: Vec<Id>,
    /// Only what is open at the moment.
    pub open: bool,
    /// Only what is open round the clock.
    pub always: bool,
    /// Only where this service is.
    pub service: Option<Id>,
    /// Only where this language is spoken, BCP 47.
    pub language: Option<String>,
    /// The borders of service areas are not drawn.
    pub no_areas: bool,
    /// The borders of districts are not drawn.
    pub no_districts: bool,
}

impl Choice {
    /// Reads a query, with or without its question mark. What makes no sense is passed over.
    pub fn parse(query: &str) -> Choice {
        let mut choice = Choice::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "kind" => {
                    let ids = value.split(',').filter_map(|id| Id::parse(id).ok());
                    choice.kinds = ids.collect();
                    choice.kinds.sort();
                    choice.kinds.dedup();
                }
                "open" => choice.open = value == "now",
                "hours" => choice.always = value == "always",
                "service" => choice.service = Id::parse(value).ok(),
                "language" => {
                    let is_code = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                    let fits = !value.is_empty() && value.len() <= 35 && value.bytes().all(is_code);
                    choice.language = fits.then(|| value.to_owned());
                }
                "areas" => choice.no_areas = value == "no",
                "districts" => choice.no_districts = value == "no",
                _ => {}
            }
        }
        choice
    }

    /// The query, with its question mark; empty where nothing is chosen.
    pub fn query(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if !self.kinds.is_empty() {
            let kinds: Vec<&str> = self.kinds.iter().map(Id::as_str).collect();
            parts.push(format!("kind={}", kinds.join(",")));
        }
        let mut flag = |set: bool, text: &str| {
            if set {
                parts.push(text.to_owned());
            }
        };
        flag(self.open, "open=now");
        flag(self.always, "hours=always");
        flag(self.no_areas, "areas=no");
        flag(self.no_districts, "districts=no");
        if let Some(service) = &self.service {
            parts.push(format!("service={service}"));
        }
        if let Some(language) = &self.language {
            parts.push(format!("language={language}"));
        }
        match parts.is_empty() {
            true => String::new(),
            false => format!("?{}", parts.join("&")),
        }
    }

    /// Whether some places may be left out.
    pub fn narrows(&self) -> bool {
        *self != self.of_all()
    }

    /// The same layers, and all places.
    pub fn of_all(&self) -> Choice {
        Choice {
            no_areas: self.no_areas,
            no_districts: self.no_districts,
            ..Choice::default()
        }
    }

    /// Chooses a kind, or no longer.
    pub fn toggle_kind(&mut self, kind: &Id) {
        match self.kinds.iter().position(|chosen| chosen == kind) {
            Some(at) => {
                self.kinds.remove(at);
            }
            None => {
                self.kinds.push(kind.clone());
                self.kinds.sort();
            }
        }
    }

    /// Whether a place is among what is chosen, as of a UTC minute.
    pub fn takes(&self, pack: &RegionPack, place: &Place, now: i64) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&place.kind))
            && (!self.open || Open::of(pack, place, now).is_open())
            && (!self.always || pack.hours_at(place.hours).is_some_and(Hours::around_clock))
            && self
                .service
                .as_ref()
                .is_none_or(|service| place.services.contains(service))
            && self
                .language
                .as_ref()
                .is_none_or(|language| place.languages.contains(language))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id() -> impl Strategy<Value = Id> {
        "[a-z][a-z0-9-]{0,10}".prop_map(|text| Id::parse(&text).unwrap())
    }

    fn choice() -> impl Strategy<Value = Choice> {
        (
            prop::collection::btree_set(id(), 0..4),
            any::<[bool; 4]>(),
            prop::option::of(id()),
            prop::option::of("[a-z]{2}(-[A-Z]{2})?"),
        )
            .prop_map(
                |(kinds, [open, always, no_areas, no_districts], service, language)| Choice {
                    kinds: kinds.into_iter().collect(),
                    open,
                    always,
                    service,
                    language,
                    no_areas,
                    no_districts,
                },
            )
    }

    proptest! {
        #[test]
        fn a_query_means_what_it_was_made_of(choice in choice()) {
            prop_assert_eq!(Choice::parse(&choice.query()), choice);
        }

        #[test]
        fn any_text_is_some_choice(text in ".{0,200}") {
            let choice = Choice::parse(&text);
            prop_assert_eq!(Choice::parse(&choice.query()), choice);
        }
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let choice =
            Choice::parse("?kind=%3Cb%3E,sos-button&open=yes&language=<b>&service=&x=1&areas=no");
        assert_eq!(choice.query(), "?kind=sos-button&areas=no");
        assert!(choice.narrows());
        assert!(!Choice::parse("areas=no").narrows());
    }

    #[test]
    fn a_kind_is_chosen_and_no_longer() {
        let mut choice = Choice::default();
        let kind = Id::parse("modular-post").unwrap();
        choice.toggle_kind(&kind);
        assert_eq!(choice.query(), "?kind=modular-post");
        choice.toggle_kind(&kind);
        assert_eq!(choice, Choice::default());
    }
}
