//! What parts of a page are made of.

use senim_model::surveys::{Outcome, Part, Surveys, Wave};
use senim_texts::Texts;

use crate::asked::Asked;

/// Of which place a page is: a position among the regions, or the country.
pub type Place = Option<u16>;

/// What a part is made of.
pub(crate) struct View<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) data: &'a Surveys,
    pub(crate) place: Place,
    pub(crate) asked: &'a Asked<'a>,
    /// The width of charts in pixels; no charts where it is none.
    pub(crate) width: Option<f64>,
}

/// Whether a figure is of the place itself: of a wave there, or of the place in a wave of the country.
pub(crate) fn is_of(place: Place, wave: &Wave, part: Part) -> bool {
    match (place, wave.region, part) {
        (None, None, Part::All) => true,
        (Some(place), Some(region), Part::All) => place == region,
        (Some(place), None, Part::Region(region)) => place == region,
        _ => false,
    }
}

/// The figures on a theme that a page has: those of the place, and what is beside them: for a region
/// those of the country, for the country those of regions. The oldest first.
pub(crate) fn figures(data: &Surveys, place: Place, theme: u16) -> Vec<&Outcome> {
    let all = data.outcomes.iter().filter(|outcome| {
        let Some((question, wave)) = data.of(outcome) else {
            return false;
        };
        let beside = match place {
            None => outcome.part == Part::All,
            Some(_) => wave.region.is_none() && outcome.part == Part::All,
        };
        question.theme == theme && (beside || is_of(place, wave, outcome.part))
    });
    all.collect()
}

/// The figures of the place itself.
pub(crate) fn own<'a>(data: &Surveys, place: Place, figures: &[&'a Outcome]) -> Vec<&'a Outcome> {
    let own = figures.iter().copied().filter(|outcome| {
        data.of(outcome)
            .is_some_and(|(_, wave)| is_of(place, wave, outcome.part))
    });
    own.collect()
}
