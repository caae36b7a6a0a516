//! What the values of the directory are called, for the portal and for the plain pages alike.

use senim_model::directory::{Area, AreaIx, ContactKind, LocalityIx, RegionPack};

use crate::{Message, Texts, m};

/// What a telephone is for. The duty desk is for when nobody answers, unless it is the first
/// number that there is.
pub fn contact(kind: ContactKind, is_first: bool) -> Message {
    match kind {
        ContactKind::Mobile => m::CONTACT_MOBILE,
        ContactKind::Office => m::CONTACT_OFFICE,
        ContactKind::Messenger => m::CONTACT_MESSENGER,
        ContactKind::Duty if is_first => m::CONTACT_DUTY_FIRST,
        ContactKind::Duty => m::CONTACT_DUTY,
        ContactKind::Superior => m::CONTACT_SUPERIOR,
    }
}

/// Where an area lies: its settlements, and the district that it is in.
pub fn whereabouts(texts: &Texts, pack: &RegionPack, area: &Area) -> String {
    let localities = area.localities.iter();
    let localities = localities.filter_map(|at| pack.localities.get(usize::from(*at)));
    let district = area
        .district
        .and_then(|at| pack.districts.get(usize::from(at)));
    let names = localities
        .map(|locality| &locality.name)
        .chain(district.map(|district| &district.name));
    let names: Vec<&str> = names.map(|name| name.show(texts.lang)).collect();
    names.join(", ")
}

/// Where a page that does not know its own address says that it lies; the portal knows, and puts
/// the true one in its place.
pub const EXAMPLE_SITE: &str = "https://example.org/";

/// How many streets stand for all of an area.
const SHORT: usize = 5;

/// The first streets of an area, in one locality or all: enough to know one's own area by.
pub fn streets_in_short(
    texts: &Texts,
    pack: &RegionPack,
    locality: Option<LocalityIx>,
    area: AreaIx,
) -> String {
    let streets = pack.streets_of(area).into_iter();
    let here = streets.filter(|(at, _)| locality.is_none_or(|locality| locality == *at));
    let mut names: Vec<&str> = here
        .flat_map(|(_, streets)| streets)
        .map(|(street, _)| street.name.show(texts.lang))
        .collect();
    let more = names.len() > SHORT;
    names.truncate(SHORT);
    let list = names.join(", ");
    if more { format!("{list}…") } else { list }
}

/// What stands in the place of a photo: the first letters of the first two words of a name.
pub fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    words
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}

/// A language that somebody speaks, by its code; a code that we do not know stays as it is.
pub fn spoken(texts: &Texts, code: &str) -> String {
    match code {
        "kk" => texts.t(m::LANGUAGE_SPOKEN_KK),
        "ru" => texts.t(m::LANGUAGE_SPOKEN_RU),
        "en" => texts.t(m::LANGUAGE_SPOKEN_EN),
        other => other.to_owned(),
    }
}
