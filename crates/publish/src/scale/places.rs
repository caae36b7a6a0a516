//! Places of help of large regions.

use super::Region;
use super::random::Random;

/// A place of help.
pub(super) struct Place {
    pub(super) kind: &'static str,
    pub(super) locality: usize,
    /// Kazakh, Russian, English.
    pub(super) name: [String; 3],
    /// Longitude, latitude.
    pub(super) at: (f64, f64),
    pub(super) hours: &'static str,
    /// Empty where there is none.
    pub(super) phone: String,
    /// Separated by `|`.
    pub(super) services: &'static str,
}

/// A kind: how many of a hundred places are of it, its names, the hours and services of some.
struct Kind {
    id: &'static str,
    share: usize,
    kk: &'static str,
    ru: &'static str,
    en: &'static str,
    hours: [&'static str; 2],
    services: [&'static str; 2],
}

/// The kinds of the small sample.
const KINDS: [Kind; 3] = [
    Kind {
        id: "district-point",
        share: 60,
        kk: "учаскелік полиция пункті",
        ru: "Участковый пункт полиции",
        en: "District police point",
        hours: ["Mo-Fr 09:00-18:00", "Mo-Fr 09:00-20:00; Sa 10:00-14:00"],
        services: ["reception|waiting-room", "reception|waiting-room|step-free"],
    },
    Kind {
        id: "modular-post",
        share: 25,
        kk: "модульдік полиция бекеті",
        ru: "Модульный пост полиции",
        en: "Modular police post",
        hours: ["24/7", "Mo-Su 08:00-23:00"],
        services: ["reception|step-free|video-call", "reception|first-aid"],
    },
    Kind {
        id: "sos-button",
        share: 15,
        kk: "SOS батырмасы",
        ru: "Кнопка SOS",
        en: "SOS button",
        hours: ["24/7", "24/7"],
        services: ["sos-call|video-call", "sos-call"],
    },
];

/// A district point in the middle of each locality.
pub(super) fn one_each(region: &Region) -> Vec<Place> {
    let [point, ..] = &KINDS;
    let localities = region.localities.iter().enumerate();
    localities
        .map(|(at, row)| place(point, at, at, row.at, 0, ""))
        .collect()
}

/// So many places: one in the middle of each locality, the others somewhere on the border of an
/// area, each area in its turn.
pub(super) fn many(region: &Region, count: usize, random: &mut Random) -> Vec<Place> {
    let mut places = one_each(region);
    while places.len() < count {
        let at = places.len();
        let Some(area) = region.areas.get(at % region.areas.len().max(1)) else {
            break;
        };
        let vertex = area.ring.get(random.below(area.ring.len()));
        let mut share = random.below(100);
        let kind = KINDS.iter().find(|kind| {
            let here = share < kind.share;
            share = share.saturating_sub(kind.share);
            here
        });
        let (Some(vertex), Some(kind)) = (vertex, kind) else {
            break;
        };
        let which = random.below(2);
        places.push(place(
            kind,
            at,
            area.locality,
            *vertex,
            which,
            kind.services.get(which).copied().unwrap_or_default(),
        ));
    }
    places
}

fn place(
    kind: &Kind,
    at: usize,
    locality: usize,
    position: (f64, f64),
    which: usize,
    services: &'static str,
) -> Place {
    let number = at + 1;
    Place {
        kind: kind.id,
        locality,
        name: [
            format!("№ {number} {}", kind.kk),
            format!("{} № {number}", kind.ru),
            format!("{} No. {number}", kind.en),
        ],
        at: position,
        hours: kind.hours.get(which).copied().unwrap_or_default(),
        // A button has no telephone.
        phone: if kind.id == "sos-button" {
            String::new()
        } else {
            format!("+7 000 3{:02} 00 {:02}", at / 100, at % 100)
        },
        services,
    }
}
