//! Messages, plurals, dates and numbers in Kazakh, Russian and English: for the portal and for the
//! plain pages that the publisher writes. Nothing else formats.
//!
//! A catalogue is a folder with one flat JSON file per language (i18next form, which translators'
//! tools open). A page downloads the catalogues of its program in one language; those that only the
//! publisher writes are downloaded by nobody. `build.rs` turns the keys of each catalogue into the
//! constants of a module: [`m`], [`r`], [`f`], [`s`], [`b`], [`w`], [`p`].

pub mod card;
pub mod feedback;
pub mod figure;
mod format;
mod hours;
pub mod html;
pub mod labels;
pub mod place;
mod plural;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use format::{
    LocalTime, date, day_of, distance, house_list, moment, number, size, weekday_and_date,
};
pub use hours::{next_dates, reception_lines};
use plural::Form;
use senim_model::text::Lang;

/// Changes when any text does: a catalogue is asked for under it.
pub const VERSION: &str = env!("CATALOGUE_VERSION");

/// The key of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(&'static str);

/// The key of a text that depends on a number, `{n}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted(&'static str);

/// All keys.
pub mod m {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
}

/// All keys of what is said in the rooms beside "who is my inspector?".
pub mod r {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/rooms.rs"));
}

/// All keys of what is said about figures.
pub mod f {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/figures.rs"));
}

/// All keys of what is said about surveys.
pub mod s {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/surveys.rs"));
}

/// All keys of what is said around messages to the police.
pub mod b {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/feedback.rs"));
}

/// All keys of what only the publisher writes; no browser downloads their texts.
pub mod w {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/written.rs"));
}

/// All keys of what is said about the promises of the reform; only the publisher writes them.
pub mod p {
    use super::{Counted, Message};
    include!(concat!(env!("OUT_DIR"), "/reform.rs"));
}

/// The texts of one language. Cheap to clone.
#[derive(Clone)]
pub struct Texts {
    /// The language.
    pub lang: Lang,
    /// Some hundreds in a browser, a thousand at the publisher's: going through them is quick
    /// enough for both, and smaller than any map.
    entries: Arc<Vec<(String, String)>>,
}

impl Texts {
    /// The texts of a catalogue: each key with its text.
    pub fn new(lang: Lang, entries: Vec<(String, String)>) -> Texts {
        Texts {
            lang,
            entries: Arc::new(entries),
        }
    }

    /// The texts as they were when this was compiled, those of [`w`] too, for what the publisher
    /// writes. The portal fetches its catalogues instead.
    pub fn built_in(lang: Lang) -> Texts {
        let files = match lang {
            Lang::Kk => [
                include_str!("../catalogues/kk.json"),
                include_str!("../rooms/kk.json"),
                include_str!("../figures/kk.json"),
                include_str!("../surveys/kk.json"),
                include_str!("../feedback/kk.json"),
                include_str!("../written/kk.json"),
                include_str!("../reform/kk.json"),
            ],
            Lang::Ru => [
                include_str!("../catalogues/ru.json"),
                include_str!("../rooms/ru.json"),
                include_str!("../figures/ru.json"),
                include_str!("../surveys/ru.json"),
                include_str!("../feedback/ru.json"),
                include_str!("../written/ru.json"),
                include_str!("../reform/ru.json"),
            ],
            Lang::En => [
                include_str!("../catalogues/en.json"),
                include_str!("../rooms/en.json"),
                include_str!("../figures/en.json"),
                include_str!("../surveys/en.json"),
                include_str!("../feedback/en.json"),
                include_str!("../written/en.json"),
                include_str!("../reform/en.json"),
            ],
        };
        // `build.rs` has read these very files.
        let entries = files.iter().filter_map(|json| entries(json)).flatten();
        Texts::new(lang, entries.collect())
    }

    /// No texts at all: what stands in before the first catalogue has come.
    pub fn none(lang: Lang) -> Texts {
        Texts {
            lang,
            entries: Arc::default(),
        }
    }

    fn get(&self, key: &str) -> &str {
        // A key that is missing at run time comes from a catalogue of another release: showing
        // nothing is better than showing a key.
        let entry = self.entries.iter().find(|(known, _)| known == key);
        entry.map_or("", |(_, text)| text)
    }

    /// The text of a key.
    pub fn t(&self, message: Message) -> String {
        self.get(message.0).to_owned()
    }

    /// The text of a key with its placeholders filled in.
    pub fn with(&self, message: Message, values: &[(&str, &str)]) -> String {
        fill(self.get(message.0), values)
    }

    /// The text of a key for a number, which stands for `{n}`.
    pub fn count(&self, message: Counted, n: u64) -> String {
        let form = Form::of(self.lang, n);
        let key = format!("{}_{}", message.0, form.suffix());
        fill(self.get(&key), &[("n", &number(self, n))])
    }

    /// The text of a numbered key, such as a month.
    fn numbered(&self, prefix: &str, n: u32) -> &str {
        self.get(&format!("{prefix}.{n}"))
    }
}

/// The entries of a flat JSON of texts. A browser reads JSON itself.
fn entries(json: &str) -> Option<BTreeMap<String, String>> {
    serde_json::from_str(json).ok()
}

/// Puts values for `{name}`; what is put is never searched again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(
            fill("a {x} b {y}", &[("x", "{y}"), ("y", "1")]),
            "a {y} b 1"
        );
        assert_eq!(fill("an open { brace", &[]), "an open { brace");
    }

    #[test]
    fn russian_plurals_agree_with_their_number() {
        let texts = Texts::built_in(Lang::Ru);
        let shown = |n| texts.count(m::AREAS, n);
        assert_eq!(shown(1), "1 участок");
        assert_eq!(shown(3), "3 участка");
        assert_eq!(shown(11), "11 участков");
        assert_eq!(shown(1021), "1\u{a0}021 участок");
    }

    #[test]
    fn a_percent_sign_stays_on_the_line_of_its_number() {
        for lang in Lang::ALL {
            for (_, text) in Texts::built_in(lang).entries.iter() {
                assert!(!text.contains(" %"), "{text}");
            }
        }
    }

    #[test]
    fn catalogues_attach_no_kazakh_case_ending_to_a_placeholder() {
        for (_, text) in Texts::built_in(Lang::Kk).entries.iter() {
            for (_, after) in text.match_indices('}').map(|(at, _)| text.split_at(at + 1)) {
                let next = after.chars().next();
                assert!(
                    !next.is_some_and(|char| char.is_alphabetic()) && !after.starts_with("-"),
                    "{text}"
                );
            }
        }
    }
}
