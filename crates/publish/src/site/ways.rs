//! Ways from plain pages to the rooms of figures.

use senim_model::id::Id;
use senim_texts::html::text;
use senim_texts::{Texts, w};

/// To how soon the police come, what people say, what was promised, and what was done, in a region or in the country.
pub(super) fn ways(texts: &Texts, region: Option<&Id>) -> String {
    let place = place(texts, region);
    let rooms = [
        ("response", w::WAYS_RESPONSE),
        ("surveys", w::WAYS_SURVEYS),
        ("reform", w::WAYS_REFORM),
        ("problems", w::WAYS_PROBLEMS),
    ];
    let way = |(folder, name)| {
        let name = text(&texts.t(name));
        format!("<p><a href=\"{place}{folder}/\">{name}</a></p>")
    };
    rooms.map(way).concat()
}

/// The address of a region, or of the country.
pub(super) fn place(texts: &Texts, region: Option<&Id>) -> String {
    let lang = texts.lang.code();
    match region {
        Some(region) => format!("{lang}/{region}/"),
        None => format!("{lang}/"),
    }
}
