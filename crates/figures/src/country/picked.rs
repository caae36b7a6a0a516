//! What a visitor has picked on the country's page.

use std::fmt::Write as _;

use senim_model::response::{Country, Moment, RegionSums};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::choice::{Choice, MOST_OTHERS};
use crate::form::{field, option};

/// The clock of the overview.
pub(super) const CLOCK: (Moment, Moment) = (Moment::Received, Moment::Arrived);

/// So many regions are drawn over time.
const MOST: usize = MOST_OTHERS + 1;

/// What is picked, as it is in the data.
pub(super) struct Picked<'a> {
    /// Regions on the chart, in the order of the data.
    pub(super) regions: Vec<&'a RegionSums>,
    /// The priority; all where it is none.
    pub(super) priority: Option<u8>,
    /// Some of the choice is not in the data, and the usual stands in.
    pub(super) unknown: bool,
}

impl Picked<'_> {
    /// What a choice means: where no region is chosen, the first of them all; where no priority is,
    /// the most urgent.
    pub(super) fn of<'a>(choice: &Choice, data: &'a Country) -> Picked<'a> {
        let all = data.regions.iter();
        let chosen: Vec<&RegionSums> = all
            .clone()
            .filter(|region| choice.regions.contains(&region.id))
            .collect();
        let mut unknown = choice.nonsense || chosen.len() < choice.regions.len();
        let regions = match chosen.is_empty() {
            true => all.take(MOST).collect(),
            false => chosen,
        };
        let priority = choice.priority.as_ref().map(|priority| {
            let wanted = priority.as_ref()?;
            let found = data.priorities.iter().position(|term| term.id == *wanted);
            unknown |= found.is_none();
            Some(found.unwrap_or(0) as u8)
        });
        Picked {
            regions,
            priority: priority.unwrap_or(Some(0)),
            unknown,
        }
    }

    /// Which calls, in words.
    pub(super) fn calls(&self, texts: &Texts, data: &Country) -> String {
        let of = self.priority.map(|at| data.priorities.get(usize::from(at)));
        match of {
            Some(term) => term
                .map(|term| term.name.show(texts.lang).to_owned())
                .unwrap_or_default(),
            None => texts.t(f::RESPONSE_PRIORITY_ALL),
        }
    }

    /// The choice that asks for just this.
    pub(super) fn choice(&self, data: &Country, release: Option<String>) -> Choice {
        let priority = self
            .priority
            .and_then(|at| data.priorities.get(usize::from(at)));
        Choice {
            regions: self
                .regions
                .iter()
                .map(|region| region.id.clone())
                .collect(),
            priority: Some(priority.map(|term| term.id.clone())),
            release,
            ..Choice::default()
        }
    }

    /// The fields of the choice. Once so many regions are chosen, no more can be.
    pub(super) fn form(&self, texts: &Texts, data: &Country) -> String {
        let is_full = self.regions.len() >= MOST;
        let mut boxes = String::new();
        for region in &data.regions {
            let chosen = self.regions.iter().any(|picked| picked.id == region.id);
            let state = match (chosen, is_full) {
                (true, _) => " checked",
                (false, true) => " disabled",
                (false, false) => "",
            };
            let id = text(region.id.as_str());
            let _ = write!(
                boxes,
                "<label class=\"check\"><input type=\"checkbox\" name=\"regions\" id=\"choose-{id}\" \
                 value=\"{id}\"{state}><span>{}</span></label>",
                senim_texts::html::name(texts, &region.name)
            );
        }
        let terms = data.priorities.iter().zip(0..);
        let mut options: String = terms
            .map(|(term, at)| {
                let name = term.name.show(texts.lang);
                option(term.id.as_str(), name, self.priority == Some(at))
            })
            .collect();
        options += &option(
            "all",
            &texts.t(f::RESPONSE_PRIORITY_ALL),
            self.priority.is_none(),
        );
        format!(
            "<form class=\"choose\" method=\"get\"><fieldset>{}</fieldset>\
             <fieldset class=\"checks\"><legend>{}</legend>{boxes}</fieldset></form>",
            field(texts, "priority", f::RESPONSE_PRIORITY, &options),
            text(&texts.t(f::RESPONSE_CHOOSE_REGIONS)),
        )
    }
}
