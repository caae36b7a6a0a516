//! From a house of a street to its area.

use senim_model::directory::{AreaIx, Street, StreetIx};
use senim_model::house::House;

/// Which area an address belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// This one: the house decides, or the street lies in one area.
    Area(AreaIx),
    /// One of these: the street crosses several, and the house is missing or in no list.
    Choose(Vec<AreaIx>),
    /// More than [`crate::offer::SHOWN_EACH`] localities have a street of this name that fits as
    /// well: these streets, best first.
    Localities(Vec<StreetIx>),
}

/// Which area a house of a street belongs to.
pub fn area_of(street: &Street, house: Option<&House>) -> Answer {
    area_and_doubt(street, house).0
}

/// Which area a house of a street belongs to, and whether no list knows it.
pub(crate) fn area_and_doubt(street: &Street, house: Option<&House>) -> (Answer, bool) {
    let everywhere = || one_or_several(street.parts.iter().map(|part| part.area));
    let Some(house) = house else {
        return (everywhere(), false);
    };
    let surest = street
        .parts
        .iter()
        .filter_map(|part| part.houses.hit(house))
        .max();
    if surest.is_none() {
        return (everywhere(), true);
    }
    let sure = street
        .parts
        .iter()
        .filter(|part| part.houses.hit(house) == surest);
    (one_or_several(sure.map(|part| part.area)), false)
}

fn one_or_several(found: impl Iterator<Item = AreaIx>) -> Answer {
    let mut areas: Vec<AreaIx> = Vec::new();
    for area in found {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    match areas.as_slice() {
        [one] => Answer::Area(*one),
        _ => Answer::Choose(areas),
    }
}
