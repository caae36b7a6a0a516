//! The rooms that hold the police to account, one beside the other.

use senim_texts::html::text;
use senim_texts::{Texts, f, s};

/// A room that has a page for the country and for each region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// Response times.
    Response,
    /// What people say.
    Surveys,
    /// What was promised.
    Reform,
    /// What was found, decided and done.
    Problems,
}

/// The way from a room to the others of the same place, whose address ends with a slash.
pub fn beside(texts: &Texts, place: &str, here: Account) -> String {
    let rooms = [
        (Account::Response, "response", f::RESPONSE_TITLE),
        (Account::Surveys, "surveys", s::SURVEYS_TITLE),
        (Account::Reform, "reform", f::BESIDE_REFORM),
        (Account::Problems, "problems", f::BESIDE_PROBLEMS),
    ];
    let links: String = rooms
        .into_iter()
        .map(|(room, folder, name)| {
            let current = if room == here {
                " aria-current=\"page\""
            } else {
                ""
            };
            let (place, name) = (text(place), text(&texts.t(name)));
            format!("<a href=\"{place}{folder}/\"{current}>{name}</a>")
        })
        .collect();
    let label = text(&texts.t(f::BESIDE_LABEL));
    format!("<nav class=\"accounts\" aria-label=\"{label}\">{links}</nav>")
}
