//! What a message is about, as it is published: what it is called, and its district. What is not found
//! there is neither shown nor sent; a link may bring anything.

use senim_message::SubjectKind;
use senim_model::directory::{AreaIx, DistrictIx, PlaceIx, RegionPack};
use senim_model::id::Id;

use super::problems::Problem;
use super::subject::area_named;
use crate::i18n::{Message, Texts, b, m};

/// Something that is published.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    /// What it is called.
    pub(super) name: String,
    /// The district that it is of, where that is known.
    pub(super) district: Option<Id>,
}

/// Pages of figures, and what a message about one is called.
const FIGURES: [(&str, Message); 3] = [
    ("response/", b::FEEDBACK_ABOUT_RESPONSE),
    ("surveys/", b::FEEDBACK_ABOUT_SURVEYS),
    ("reform/", b::FEEDBACK_ABOUT_REFORM),
];

/// Finds what is named `id` among what is published of a region.
pub(super) fn known(
    texts: &Texts,
    (about, id): (SubjectKind, &str),
    pack: &RegionPack,
    problems: &[Problem],
) -> Option<Known> {
    match about {
        SubjectKind::Inspector => area(texts, id, pack),
        SubjectKind::Place => place(texts, id, pack),
        SubjectKind::Figure => figure(texts, id, pack),
        SubjectKind::Problem => {
            let problem = problems.iter().find(|problem| problem.id == id)?;
            Some(Known {
                name: problem.name.clone(),
                district: Id::parse(&problem.district).ok(),
            })
        }
        SubjectKind::Neighbourhood | SubjectKind::Portal => None,
    }
}

fn area(texts: &Texts, id: &str, pack: &RegionPack) -> Option<Known> {
    let at = pack.area_at(&Id::parse(id).ok()?)?;
    let area = pack.areas.get(usize::from(at))?;
    Some(Known {
        name: area_named(texts, pack, area),
        district: district_of(pack, at),
    })
}

/// The district that an area lies in.
pub(super) fn district_of(pack: &RegionPack, area: AreaIx) -> Option<Id> {
    district(pack, pack.areas.get(usize::from(area))?.district?)
}

fn district(pack: &RegionPack, at: DistrictIx) -> Option<Id> {
    let district = pack.districts.get(usize::from(at))?;
    Some(district.id.clone())
}

fn place(texts: &Texts, id: &str, pack: &RegionPack) -> Option<Known> {
    let at = pack.place_at(&Id::parse(id).ok()?)?;
    let place = pack.places.get(usize::from(at))?;
    let locality = place
        .locality
        .and_then(|at| pack.localities.get(usize::from(at)));
    let of = locality.and_then(|locality| locality.district);
    let of = of.or_else(|| where_received(pack, at));
    Some(Known {
        name: place.name.show(texts.lang).to_owned(),
        district: of.and_then(|at| district(pack, at)),
    })
}

/// The district whose inspectors receive people at a place of a city that has several; none where
/// they are of more than one.
fn where_received(pack: &RegionPack, place: PlaceIx) -> Option<DistrictIx> {
    let here = pack.areas.iter().filter(|area| {
        let inspector = area.served.inspector();
        let inspector = inspector.and_then(|at| pack.inspectors.get(usize::from(at)));
        inspector.is_some_and(|inspector| inspector.place == Some(place))
    });
    let mut districts = here.map(|area| area.district);
    let first = districts.next()??;
    districts.all(|other| other == Some(first)).then_some(first)
}

/// A page of figures, by its address without a language: `karaganda/response/?place=d.abai&release=…`.
fn figure(texts: &Texts, page: &str, pack: &RegionPack) -> Option<Known> {
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let region = pack.region.id.as_str();
    let own = path
        .strip_prefix(region)
        .and_then(|rest| rest.strip_prefix('/'));
    let mut pages = FIGURES.iter();
    let (_, called) = pages.find(|(name, _)| own.unwrap_or(path) == *name)?;
    let plain = |char: char| char.is_ascii_alphanumeric() || "=&.,_-%".contains(char);
    if !query.chars().all(plain) {
        return None;
    }
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let place = pairs.find(|(key, _)| *key == "place");
    let of = match place.and_then(|(_, place)| place.split_once('.')) {
        None => Known {
            name: match own {
                Some(_) => pack.region.name.show(texts.lang).to_owned(),
                None => texts.t(b::FEEDBACK_ABOUT_COUNTRY),
            },
            district: None,
        },
        Some(("d", id)) => {
            let mut districts = pack.districts.iter();
            let district = districts.find(|district| district.id.as_str() == id)?;
            Known {
                name: district.name.show(texts.lang).to_owned(),
                district: Some(district.id.clone()),
            }
        }
        Some((_, id)) => {
            let area = area(texts, id, pack)?;
            let at = pack.area_at(&Id::parse(id).ok()?)?;
            let number = &pack.areas.get(usize::from(at))?.number;
            Known {
                name: texts.with(m::CARD_AREA, &[("number", number)]),
                ..area
            }
        }
    };
    Some(Known {
        name: texts.with(*called, &[("place", &of.name)]),
        ..of
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use senim_model::directory::{
        Area, District, Inspector, Locality, LocalityKind, Place, Region, Served,
    };
    use senim_model::text::{Lang, Text};

    fn id(id: &str) -> Id {
        Id::parse(id).unwrap()
    }

    fn text(ru: &str) -> Text {
        let mut text = Text::default();
        text.put(Lang::Ru, ru);
        text
    }

    /// Two districts; a city with an area and a place in the first, a village with a place in the second.
    pub(in crate::feedback) fn pack() -> RegionPack {
        let district = |name: &str| District {
            id: id(name),
            name: text(name),
        };
        let locality = |kind, district| Locality {
            id: id("L"),
            kind,
            district,
            name: text("L"),
            aliases: Vec::new(),
        };
        let place = |name: &str, locality| Place {
            id: id(name),
            kind: id("sos"),
            name: text(name),
            locality: Some(locality),
            address: Text::default(),
            at: None,
            hours: None,
            phone: None,
            services: Vec::new(),
            languages: Vec::new(),
            opened_on: None,
            photo: None,
            verified_on: None,
        };
        RegionPack {
            region: Region {
                id: id("karaganda"),
                name: text("Область"),
                time_zone: "Asia/Almaty".into(),
            },
            base_minute: 0,
            offsets: vec![(0, 300)],
            districts: vec![district("d1"), district("d2")],
            localities: vec![
                locality(LocalityKind::City, None),
                locality(LocalityKind::Village, Some(1)),
            ],
            areas: vec![Area {
                id: id("KRG-012"),
                number: "12".into(),
                district: Some(0),
                localities: vec![0],
                served: Served::By(0),
                nearest: Vec::new(),
            }],
            inspectors: vec![Inspector {
                id: id("I1"),
                name: text("Инспектор"),
                rank: None,
                contacts: Vec::new(),
                languages: Vec::new(),
                place: Some(0),
                hours: None,
                assigned_since: None,
                verified_on: None,
                photo: None,
            }],
            places: vec![place("P1", 0), place("P2", 1), place("P3", 0)],
            hours: Vec::new(),
            streets: Vec::new(),
        }
    }

    #[test]
    fn what_is_published_is_named_with_its_district() {
        let (texts, pack) = (Texts::none(Lang::Ru), pack());
        let problems = [Problem {
            id: "KRG-2026-01".into(),
            name: "Во дворе не горят фонари".into(),
            district: "d2".into(),
        }];
        let district = |about, subject: &str| {
            let known = known(&texts, (about, subject), &pack, &problems);
            known.map(|known| known.district.map(|id| id.to_string()).unwrap_or_default())
        };
        for (about, subject, expected) in [
            (SubjectKind::Inspector, "KRG-012", Some("d1")),
            (SubjectKind::Inspector, "NOPE", None),
            // A place of a city is of the district whose inspectors sit there.
            (SubjectKind::Place, "P1", Some("d1")),
            (SubjectKind::Place, "P2", Some("d2")),
            (SubjectKind::Place, "P3", Some("")),
            (SubjectKind::Place, "ZZZ", None),
            (SubjectKind::Problem, "KRG-2026-01", Some("d2")),
            (SubjectKind::Problem, "KRG-2026-99", None),
            (SubjectKind::Figure, "karaganda/response/", Some("")),
            (
                SubjectKind::Figure,
                "karaganda/response/?place=d.d2&release=2026-09-a",
                Some("d2"),
            ),
            (
                SubjectKind::Figure,
                "karaganda/response/?place=a.KRG-012",
                Some("d1"),
            ),
            (SubjectKind::Figure, "karaganda/response/?place=d.NO", None),
            (
                SubjectKind::Figure,
                "karaganda/surveys/?theme=trust",
                Some(""),
            ),
            (SubjectKind::Figure, "karaganda/reform/", Some("")),
            (SubjectKind::Figure, "surveys/", Some("")),
            (SubjectKind::Figure, "astana/response/", None),
            (SubjectKind::Figure, "https://evil.example/", None),
            (SubjectKind::Figure, "karaganda/response/?<b>", None),
            (SubjectKind::Figure, "", None),
            (SubjectKind::Neighbourhood, "KRG-012", None),
            (SubjectKind::Portal, "x", None),
        ] {
            assert_eq!(district(about, subject).as_deref(), expected, "{subject}");
        }
        let named = known(
            &texts,
            (SubjectKind::Problem, "KRG-2026-01"),
            &pack,
            &problems,
        );
        assert_eq!(named.unwrap().name, "Во дворе не горят фонари");
    }
}
