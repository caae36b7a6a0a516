//! The plain page of a region: its areas by district and settlement, as the portal lists them.

use senim_model::directory::{Area, AreaIx, LocalityIx, RegionPack, Served};
use senim_texts::{Texts, labels, m, w};

use super::shell::{Page, Program, Section};
use senim_texts::html::{name, text};

/// All areas of a region.
pub(super) fn page(pack: &RegionPack, texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let districts = pack.by_district();
    let open = if districts.len() == 1 { " open" } else { "" };
    let groups: String = districts
        .into_iter()
        .map(|(district, localities)| {
            let district = district.and_then(|at| pack.districts.get(usize::from(at)));
            let heading = match district {
                Some(district) => name(texts, &district.name),
                None => text(&texts.t(w::LIST_OTHER)),
            };
            let count = localities.iter().map(|(_, areas)| areas.len() as u64).sum();
            let count = text(&texts.count(m::AREAS, count));
            let localities: String = localities
                .iter()
                .map(|(locality, areas)| locality_of(pack, texts, *locality, areas))
                .collect();
            format!(
                "<details{open}><summary><h2>{heading}</h2><span class=\"quiet\">{count}</span>\
                 </summary>{localities}</details>"
            )
        })
        .collect();
    Page {
        program: Program::Find,
        path: format!("{}/", pack.region.id),
        section: Some(Section::List),
        title: pack.region.name.show(texts.lang).to_owned(),
        description: texts.t(w::LIST_REGION_LEAD),
        main: format!(
            "<p class=\"back\"><a href=\"{lang}/list/\">{}</a></p>\
             <h1>{}</h1><p class=\"lead\">{}</p>{groups}{}",
            text(&texts.t(w::LIST_BACK)),
            name(texts, &pack.region.name),
            text(&texts.t(w::LIST_REGION_LEAD)),
            super::ways::ways(texts, Some(&pack.region.id)),
        ),
    }
}

fn locality_of(
    pack: &RegionPack,
    texts: &Texts,
    locality_at: LocalityIx,
    areas: &[AreaIx],
) -> String {
    let locality = pack.localities.get(usize::from(locality_at));
    let heading = locality.map(|locality| name(texts, &locality.name));
    let areas = areas
        .iter()
        .filter_map(|at| Some((*at, pack.areas.get(usize::from(*at))?)));
    let rows: String = areas
        .map(|(at, area)| {
            let streets = labels::streets_in_short(texts, pack, Some(locality_at), at);
            format!(
                "<li><a class=\"row\" href=\"{}/{}/area/{}/\"><span>{}</span>\
                 <span class=\"quiet\">{}</span>\
                 <span class=\"streets-in-short small quiet\">{}</span></a></li>",
                texts.lang.code(),
                pack.region.id,
                area.id,
                text(&texts.with(m::CARD_AREA, &[("number", &area.number)])),
                who(pack, texts, area),
                text(&streets),
            )
        })
        .collect();
    format!(
        "<section><h3>{}</h3><ul class=\"rows\">{rows}</ul></section>",
        heading.unwrap_or_default()
    )
}

fn who(pack: &RegionPack, texts: &Texts, area: &Area) -> String {
    let inspector = area.served.inspector();
    let inspector = inspector.and_then(|at| pack.inspectors.get(usize::from(at)));
    match (inspector, area.served) {
        (Some(inspector), Served::Acting(_)) => {
            let acting = text(&texts.t(m::CARD_ACTING));
            format!("{} · {acting}", name(texts, &inspector.name))
        }
        (Some(inspector), _) => name(texts, &inspector.name),
        (None, _) => text(&texts.t(m::LIST_VACANT)),
    }
}
