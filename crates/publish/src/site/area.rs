//! The plain page of a service area: its whole card, for readers without a script and for paper.

use std::fmt::Write as _;

use senim_model::directory::{AreaIx, ContactKind, Inspector, Place, RegionPack, Served};
use senim_model::index::{Index, term};
use senim_model::phone::Phone;
use senim_texts::{Message, Texts, date, house_list, labels, m};

use super::frame::release_day;
use super::html::{name, text};
use super::reception;
use super::shell::Page;

/// The page of an area.
pub(super) fn page(index: &Index, pack: &RegionPack, ix: AreaIx, texts: &Texts) -> Page {
    let Some(area) = pack.areas.get(usize::from(ix)) else {
        return empty(texts);
    };
    let number = texts.with(m::CARD_AREA, &[("number", &area.number)]);
    let inspector = area
        .served
        .inspector()
        .and_then(|at| pack.inspectors.get(usize::from(at)));
    let who = inspector.map_or_else(
        || texts.t(m::CARD_VACANT),
        |inspector| inspector.name.show(texts.lang).to_owned(),
    );
    let card = match inspector {
        Some(inspector) => served(index, pack, inspector, area.served, texts),
        None => vacant(pack, ix, texts),
    };
    let day = release_day(index, texts);
    let source = texts.with(m::CARD_SOURCE, &[("id", area.id.as_str()), ("date", &day)]);
    let place = labels::whereabouts(texts, pack, area);
    let main = format!(
        "<p class=\"back\"><a href=\"{}/{}/\">{}</a></p>\
         <div class=\"answer\"><article class=\"card\"><h1 class=\"card-area\">{}</h1><p class=\"quiet\">{}</p>{card}\
         <p class=\"small quiet\">{}</p>{}</article>{}</div>{}",
        texts.lang.code(),
        pack.region.id,
        name(&pack.region.name, texts.lang),
        text(&number),
        text(&place),
        text(&source),
        actions(texts),
        minimap(texts),
        streets(pack, ix, texts),
    );
    Page {
        path: format!("{}/area/{}/", pack.region.id, area.id),
        section: None,
        title: format!("{number}, {place}"),
        description: format!("{number}: {who}"),
        main,
    }
}

/// What the portal will put below the card and beside it: its place is kept meanwhile.
fn actions(texts: &Texts) -> String {
    let button = |label: Message| {
        let label = text(&texts.t(label));
        format!("<button type=\"button\" class=\"button\" disabled>{label}</button>")
    };
    let (share, print) = (button(m::CARD_SHARE), button(m::CARD_PRINT));
    format!("<p class=\"actions waiting\">{share}{print}</p>")
}

fn minimap(texts: &Texts) -> String {
    let loading = text(&texts.t(m::CARD_MAP_LOADING));
    format!("<figure class=\"minimap waiting\"><p class=\"quiet\">{loading}</p></figure>")
}

fn empty(texts: &Texts) -> Page {
    Page {
        path: String::new(),
        section: None,
        title: texts.t(m::MISSING_AREA),
        description: String::new(),
        main: String::new(),
    }
}

fn served(
    index: &Index,
    pack: &RegionPack,
    inspector: &Inspector,
    served: Served,
    texts: &Texts,
) -> String {
    let rank = inspector
        .rank
        .as_ref()
        .and_then(|rank| term(&index.vocabulary.ranks, rank));
    let role = text(&texts.t(m::CARD_ROLE));
    let role = rank.map_or(role.clone(), |rank| {
        format!("{} · {role}", name(rank, texts.lang))
    });
    let mut out = format!(
        "<div class=\"person\"><div class=\"figure-box\">\
         <span class=\"figure\" aria-hidden=\"true\">{}</span></div>\
         <div><p class=\"person-name\">{}</p><p class=\"quiet\">{role}</p></div></div>",
        text(&initials(inspector.name.show(texts.lang))),
        name(&inspector.name, texts.lang)
    );
    if matches!(served, Served::Acting(_)) {
        let _ = write!(
            out,
            "<p class=\"notice\"><strong>{}</strong>. {}</p>",
            text(&texts.t(m::CARD_ACTING)),
            text(&texts.t(m::CARD_ACTING_NOTE))
        );
    }
    if let Some((_, phone)) = inspector.contacts.first() {
        let _ = write!(
            out,
            "<p class=\"calls\">{}</p>",
            tel(phone, " class=\"call\"")
        );
    }
    let _ = write!(
        out,
        "<p class=\"verified\">{}</p>",
        text(&verified(inspector, texts))
    );
    let mut facts = Facts {
        texts,
        out: String::new(),
    };
    let hours = inspector
        .hours
        .and_then(|at| pack.hours.get(usize::from(at)));
    if let Some(hours) = hours {
        if !hours.around_clock() {
            let next = text(&texts.t(m::CARD_NEXT));
            let _ = write!(
                facts.out,
                "<dt class=\"passing waiting\">{next}</dt><dd class=\"passing waiting\">…</dd>"
            );
        }
        facts.row(m::CARD_HOURS, &reception::html(index, pack, hours, texts));
    }
    if let Some(place) = inspector
        .place
        .and_then(|at| pack.places.get(usize::from(at)))
    {
        facts.row(m::CARD_PLACE, &place_of(place, texts));
    }
    facts.contacts(&inspector.contacts);
    let languages: Vec<String> = inspector
        .languages
        .iter()
        .map(|code| labels::spoken(texts, code))
        .collect();
    if !languages.is_empty() {
        facts.row(m::CARD_LANGUAGES, &text(&languages.join(", ")));
    }
    if let Some(day) = inspector.assigned_since.and_then(|day| day.date()) {
        facts.row(m::CARD_SINCE, &text(&date(texts, day)));
    }
    let _ = write!(out, "<dl class=\"facts\">{}</dl>", facts.out);
    out
}

/// When the contacts were last checked.
fn verified(inspector: &Inspector, texts: &Texts) -> String {
    let day = inspector.verified_on.and_then(|day| day.date());
    day.map_or_else(
        || texts.t(m::CARD_UNVERIFIED),
        |day| texts.with(m::CARD_VERIFIED_ON, &[("date", &date(texts, day))]),
    )
}

/// What stands in the place of a photo.
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    words
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}

/// Nobody is appointed: the duty desk that neighbours of the district have, as the portal shows it.
fn vacant(pack: &RegionPack, ix: AreaIx, texts: &Texts) -> String {
    let mut facts = Facts {
        texts,
        out: String::new(),
    };
    let mut place = String::new();
    if let Some(neighbour) = pack.stand_in(ix) {
        facts.contacts(&neighbour.shared_contacts());
        if let Some(found) = neighbour
            .place
            .and_then(|at| pack.places.get(usize::from(at)))
        {
            place = format!("<p>{}</p>", place_of(found, texts));
        }
    }
    format!(
        "<p class=\"notice\"><strong>{}</strong>. {}</p><h3>{}</h3>{place}<dl class=\"facts\">{}</dl>",
        text(&texts.t(m::CARD_VACANT)),
        text(&texts.t(m::CARD_VACANT_NOTE)),
        text(&texts.t(m::CARD_VACANT_CALL)),
        facts.out,
    )
}

/// A place of help in a line or two, with the way there.
fn place_of(place: &Place, texts: &Texts) -> String {
    let shown = name(&place.name, texts.lang);
    let address = name(&place.address, texts.lang);
    let comma = if address.is_empty() { "" } else { ", " };
    let way = place.at.map(|at| {
        let (lon, lat) = at.degrees();
        let at = format!("{lat:.5},{lon:.5}");
        format!(
            "<span class=\"line way\"><a href=\"geo:{at}?q={at}\" title=\"{}\">{}</a> \
             <span class=\"small quiet coordinates\">{at}</span></span>",
            text(&texts.t(m::CARD_WAY_NOTE)),
            text(&texts.t(m::CARD_WAY)),
        )
    });
    format!("{shown}{comma}{address}{}", way.unwrap_or_default())
}

fn tel(phone: &Phone, attributes: &str) -> String {
    format!(
        "<a href=\"tel:{}\"{attributes}>{}</a>",
        phone.e164(),
        text(&phone.spaced())
    )
}

/// Rows of a list of facts.
struct Facts<'a> {
    texts: &'a Texts,
    out: String,
}

impl Facts<'_> {
    fn row(&mut self, label: Message, value: &str) {
        let label = text(&self.texts.t(label));
        let _ = write!(self.out, "<dt>{label}</dt><dd>{value}</dd>");
    }

    fn contacts(&mut self, contacts: &[(ContactKind, Phone)]) {
        for (at, (kind, phone)) in contacts.iter().enumerate() {
            self.row(labels::contact(*kind, at == 0), &tel(phone, ""));
        }
    }
}

fn streets(pack: &RegionPack, ix: AreaIx, texts: &Texts) -> String {
    let localities = pack.streets_of(ix);
    let several = localities.len() > 1;
    let head = format!(
        "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>",
        text(&texts.t(m::STREETS_STREET)),
        text(&texts.t(m::STREETS_HOUSES)),
    );
    let tables: String = localities
        .into_iter()
        .map(|(locality, streets)| {
            let locality = pack.localities.get(usize::from(locality));
            let name = locality.filter(|_| several).map(|locality| {
                let name = name(&locality.name, texts.lang);
                format!("<h3>{name}</h3>")
            });
            let rows: String = streets
                .into_iter()
                .map(|(street, houses)| {
                    let street = text(street.name.show(texts.lang));
                    let houses = text(&house_list(texts, houses));
                    format!("<tr><td>{street}</td><td>{houses}</td></tr>")
                })
                .collect();
            let name = name.unwrap_or_default();
            format!("{name}<table>{head}<tbody>{rows}</tbody></table>")
        })
        .collect();
    let title = text(&texts.t(m::CARD_STREETS));
    format!("<section class=\"streets\"><h2>{title}</h2>{tables}</section>")
}
