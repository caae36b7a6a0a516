//! The plain page of a service area: its whole card, for readers without a script and for paper.

use std::fmt::Write as _;

use chrono::DateTime;
use senim_model::directory::{Area, AreaIx, Inspector, RegionPack, Served};
use senim_model::index::{Index, term};
use senim_texts::{Message, Texts, card, date, labels, m, w};

use super::feedback::write_link;
use super::frame::{release_day, verified};
use super::shell::{Page, Program};
use senim_texts::html::{name, tel, text};

/// The page of an area; `problems` are the ways to those of it, as HTML.
pub(super) fn page(
    index: &Index,
    pack: &RegionPack,
    ix: AreaIx,
    texts: &Texts,
    problems: &str,
) -> Page {
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
    let inside = match inspector {
        Some(inspector) => served(index, pack, inspector, area.served, texts),
        None => card::vacant(texts, pack, ix),
    };
    let nearest = card::nearest(
        texts,
        pack,
        &area.nearest,
        m::CARD_NEAREST_FROM_AREA,
        index.find.detour_percent,
    );
    let day = release_day(index, texts);
    let source = texts.with(m::CARD_SOURCE, &[("id", area.id.as_str()), ("date", &day)]);
    let place = labels::whereabouts(texts, pack, area);
    let main = format!(
        "<p class=\"back\"><a href=\"{}/{}/\">{}</a></p>\
         <div class=\"answer\"><article class=\"card\"><h1 class=\"card-area\">{}</h1><p class=\"quiet\">{}</p>{inside}{nearest}\
         <p class=\"small quiet\">{}</p>{}</article>{}</div>{}{problems}",
        texts.lang.code(),
        pack.region.id,
        name(texts, &pack.region.name),
        text(&number),
        text(&place),
        text(&source),
        actions(index, pack, area, texts),
        minimap(texts),
        card::streets(texts, pack, ix),
    );
    Page {
        program: Program::Find,
        path: format!("{}/area/{}/", pack.region.id, area.id),
        section: None,
        title: format!("{number}, {place}"),
        description: format!("{number}: {who}"),
        main,
    }
}

/// What the portal will put below the card: its place is kept meanwhile. Writing needs nothing of
/// this page.
fn actions(index: &Index, pack: &RegionPack, area: &Area, texts: &Texts) -> String {
    let button = |label: Message| {
        let label = text(&texts.t(label));
        format!("<button type=\"button\" class=\"button waiting\" disabled>{label}</button>")
    };
    let (share, print) = (button(m::CARD_SHARE), button(m::CARD_PRINT));
    let about = ("inspector", area.id.as_str());
    let write = write_link(index, texts, Some(&pack.region.id), about, m::CARD_WRITE);
    format!("<p class=\"actions\">{write}{share}{print}</p>")
}

fn minimap(texts: &Texts) -> String {
    let loading = text(&texts.t(m::CARD_MAP_LOADING));
    format!("<figure class=\"minimap waiting\"><p class=\"quiet\">{loading}</p></figure>")
}

fn empty(texts: &Texts) -> Page {
    Page {
        program: Program::Find,
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
        format!("{} · {role}", name(texts, rank))
    });
    let mut out = format!(
        "<div class=\"person\"><div class=\"figure-box\">\
         <span class=\"figure\" aria-hidden=\"true\">{}</span></div>\
         <div><p class=\"person-name\">{}</p><p class=\"quiet\">{role}</p></div></div>",
        text(&labels::initials(inspector.name.show(texts.lang))),
        name(texts, &inspector.name)
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
        text(&verified(inspector.verified_on, texts))
    );
    let dates = dates(index, pack, inspector, texts);
    let facts = card::facts(texts, pack, inspector, None, &dates);
    let _ = write!(out, "<dl class=\"facts\">{facts}</dl>");
    out
}

/// Where weeks differ, the first dates after the release: this page does not know what day it is
/// read on.
fn dates(index: &Index, pack: &RegionPack, inspector: &Inspector, texts: &Texts) -> Vec<String> {
    let hours = pack.hours_at(inspector.hours);
    let made = DateTime::parse_from_rfc3339(&index.directory.time);
    let (Some(hours), Ok(made)) = (hours, made) else {
        return Vec::new();
    };
    let day = date(texts, made.date_naive());
    let says_so = texts.with(w::HOURS_VARIES_AS_OF, &[("date", &day)]);
    let after = made.timestamp().div_euclid(60);
    card::irregular_dates(texts, pack, hours, after, says_so)
}
