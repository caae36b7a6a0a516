//! The figures of the portal, apart from its page, so that they can be timed in a browser.

use std::fmt::Write as _;

use senim_figures::{Choice, Context, answer, parts};
use senim_model::pack;
use senim_model::response::Response;
use senim_model::text::Lang;
use senim_texts::Texts;
use wasm_bindgen::prelude::wasm_bindgen;

/// What a region publishes, opened and added up as the portal does it.
#[wasm_bindgen]
pub struct Figures {
    data: Response,
    texts: Texts,
}

#[wasm_bindgen]
impl Figures {
    /// Opens the body of a region's pack, after its gzip stream was opened. Nothing where it is
    /// damaged.
    pub fn open(body: &[u8]) -> Option<Figures> {
        let data: Response = pack::decode(body).ok()?;
        Some(Figures {
            data: data.add_up(),
            texts: Texts::built_in(Lang::Ru),
        })
    }

    /// The answer to a choice, as the page has it.
    pub fn answer(&self, query: &str) -> String {
        answer(&self.texts, &self.data, &Choice::parse(query), &CONTEXT)
    }

    /// What follows it: charts, tables, the method.
    pub fn parts(&self, query: &str) -> String {
        parts(&self.texts, &self.data, &Choice::parse(query), &CONTEXT).html
    }

    /// Choices of every kind of place, a line each.
    pub fn choices(&self) -> String {
        let areas = self.data.areas.iter().take(20);
        let areas = areas.map(|area| format!("place=a.{}", area.id));
        let districts = self.data.districts.iter();
        let districts = districts.map(|district| format!("place=d.{}", district.id));
        let places: Vec<String> = std::iter::once(String::new())
            .chain(districts)
            .chain(areas)
            .collect();
        let priorities = self.data.priorities.iter().map(|term| term.id.to_string());
        let priorities: Vec<String> = priorities.chain(["all".into()]).collect();
        let mut out = String::new();
        for place in &places {
            for priority in &priorities {
                for months in ["", "&from=2025-04&to=2025-06", "&from=2026-02&to=2026-02"] {
                    let _ = writeln!(out, "{place}&priority={priority}{months}");
                }
            }
        }
        out
    }
}

const CONTEXT: Context<'static> = Context {
    live: true,
    width: Some(328.0),
    publisher: "senim.example",
    released: "2026-11-24T12:00:00Z",
    release: "2026-11-24T12-00-00Z",
    address: "https://senim.example/ru/region-01/response/",
    others: &[],
};
