//! The plain pages of the map room: all regions, and all places of help of one, for readers without
//! a script and as what stands there until the map has come.

use std::collections::BTreeMap;

use senim_model::directory::{LocalityIx, Place, RegionPack};
use senim_model::index::Index;
use senim_texts::{Texts, m, place, r};

use super::shell::{Page, Program, Section};
use senim_texts::html::{name, tel, text};

/// All regions, each with how many places it has.
pub(super) fn nation(regions: &[RegionPack], texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let rows: String = regions
        .iter()
        .map(|pack| {
            let count = texts.count(r::PLACES, pack.places.len() as u64);
            format!(
                "<li><a class=\"row\" href=\"{lang}/{}/map/\"><span>{}</span>\
                 <span class=\"quiet\">{}</span></a></li>",
                pack.region.id,
                name(texts, &pack.region.name),
                text(&count),
            )
        })
        .collect();
    let title = texts.t(r::MAP_TITLE);
    Page {
        program: Program::Rooms,
        path: "map/".into(),
        section: Some(Section::Map),
        description: texts.t(r::MAP_LEAD),
        main: format!(
            "<h1>{}</h1><p class=\"lead\">{}</p><div class=\"map waiting\"><p class=\"quiet\">{}</p></div>\
             <h2>{}</h2><ul class=\"rows\">{rows}</ul>",
            text(&title),
            text(&texts.t(r::MAP_LEAD)),
            text(&texts.t(m::CARD_MAP_LOADING)),
            text(&texts.t(r::MAP_REGIONS)),
        ),
        title,
    }
}

/// All places of a region by settlement.
pub(super) fn region(index: &Index, pack: &RegionPack, texts: &Texts) -> Page {
    let mut settlements: BTreeMap<Option<LocalityIx>, Vec<&Place>> = BTreeMap::new();
    for place in &pack.places {
        settlements.entry(place.locality).or_default().push(place);
    }
    let groups: String = settlements
        .into_iter()
        .map(|(locality, places)| {
            let locality = locality.and_then(|at| pack.localities.get(usize::from(at)));
            let heading = locality.map_or(&pack.region.name, |locality| &locality.name);
            let heading = name(texts, heading);
            let rows: String = places
                .into_iter()
                .map(|place| row(index, pack, place, texts))
                .collect();
            format!("<section><h2>{heading}</h2><ul class=\"places\">{rows}</ul></section>")
        })
        .collect();
    let none = match pack.places.is_empty() {
        true => format!("<p class=\"notice\">{}</p>", text(&texts.t(r::MAP_NONE))),
        false => String::new(),
    };
    let shown = pack.region.name.show(texts.lang);
    let title = texts.with(r::MAP_TITLE_REGION, &[("region", shown)]);
    Page {
        program: Program::Rooms,
        path: format!("{}/map/", pack.region.id),
        section: Some(Section::Map),
        description: texts.t(r::MAP_LEAD),
        main: format!(
            "<p class=\"back\"><a href=\"{}/map/\">{}</a></p><h1>{}</h1>{none}{groups}",
            texts.lang.code(),
            text(&texts.t(r::MAP_BACK)),
            text(&title),
        ),
        title,
    }
}

fn row(index: &Index, pack: &RegionPack, place: &Place, texts: &Texts) -> String {
    let phone = place.phone.as_ref().map(|phone| tel(phone, ""));
    let way = place
        .at
        .map(|at| place::way(texts, place.name.show(texts.lang), at));
    format!(
        "<li><h3><a href=\"{}/{}/place/{}/\">{}</a></h3><p class=\"quiet\">{}</p>\
         <p class=\"links-row\">{} {}</p></li>",
        texts.lang.code(),
        pack.region.id,
        place.id,
        name(texts, &place.name),
        text(&place::kind_and_whereabouts(
            texts,
            Some(index),
            pack,
            place
        )),
        phone.unwrap_or_default(),
        way.unwrap_or_default(),
    )
}
