//! The card of an area as HTML: what the portal and the plain page show alike.

use std::fmt::Write as _;

use senim_model::directory::{AreaIx, ContactKind, Inspector, Place, PlaceIx, Point, RegionPack};
use senim_model::hours::Hours;
use senim_model::phone::Phone;

use crate::format::decimal;
use crate::html::{name, tel, text};
use crate::{Message, Texts, date, distance, house_list, labels, m, next_dates, reception_lines};

/// Rows of the list of facts of an inspector, without the list itself. `passing` is what holds at
/// this moment only: the value of the next reception, as HTML. Without it, its row waits for a
/// script. `dates` stand below the hours where weeks differ.
pub fn facts(
    texts: &Texts,
    pack: &RegionPack,
    inspector: &Inspector,
    passing: Option<&str>,
    dates: &[String],
) -> String {
    let mut facts = Facts {
        texts,
        out: String::new(),
    };
    if let Some(hours) = pack.hours_at(inspector.hours) {
        facts.hours(hours, passing, dates);
    }
    let place = inspector
        .place
        .and_then(|at| pack.places.get(usize::from(at)));
    if let Some(place) = place {
        facts.row(m::CARD_PLACE, &place_of(texts, place));
    }
    facts.contacts(&inspector.contacts);
    let languages = inspector.languages.iter();
    let languages: Vec<String> = languages.map(|code| labels::spoken(texts, code)).collect();
    if !languages.is_empty() {
        facts.row(m::CARD_LANGUAGES, &text(&languages.join(", ")));
    }
    if let Some(day) = inspector.assigned_since.and_then(|day| day.date()) {
        facts.row(m::CARD_SINCE, &text(&date(texts, day)));
    }
    facts.out
}

/// The first dates after a minute where weeks differ, below a line that says so; else nothing.
pub fn irregular_dates(
    texts: &Texts,
    pack: &RegionPack,
    hours: &Hours,
    after: i64,
    says_so: String,
) -> Vec<String> {
    if !hours.irregular {
        return Vec::new();
    }
    let dates = next_dates(texts, hours, pack.base_minute, &pack.offsets, after);
    match dates.is_empty() {
        true => dates,
        false => std::iter::once(says_so).chain(dates).collect(),
    }
}

/// Nobody is appointed: whom to ask instead. The point is one that another inspector of the same
/// district receives people at, the telephone the duty desk that they share.
pub fn vacant(texts: &Texts, pack: &RegionPack, area: AreaIx) -> String {
    let mut facts = Facts {
        texts,
        out: String::new(),
    };
    let neighbour = pack.stand_in(area);
    if let Some(neighbour) = neighbour {
        facts.contacts(&neighbour.shared_contacts());
    }
    let place = neighbour
        .and_then(|neighbour| neighbour.place)
        .and_then(|at| pack.places.get(usize::from(at)))
        .map(|place| format!("<p>{}</p>", place_of(texts, place)));
    let whom = match neighbour {
        Some(_) => format!("<h3>{}</h3>", text(&texts.t(m::CARD_VACANT_CALL))),
        None => String::new(),
    };
    format!(
        "<p class=\"notice\"><strong>{}</strong>. {}</p>{whom}{}<dl class=\"facts\">{}</dl>",
        text(&texts.t(m::CARD_VACANT)),
        text(&texts.t(m::CARD_VACANT_NOTE)),
        place.unwrap_or_default(),
        facts.out,
    )
}

/// The nearest places of help with their ways on foot; nothing where there is none. `nearest` has
/// metres in a straight line; `from` says from where.
pub fn nearest(
    texts: &Texts,
    pack: &RegionPack,
    nearest: &[(PlaceIx, u32)],
    from: Message,
    detour_percent: u32,
) -> String {
    let mut rows = String::new();
    for (place, metres) in nearest {
        let Some(place) = pack.places.get(usize::from(*place)) else {
            continue;
        };
        let way = way_on_foot(texts, *metres, detour_percent);
        let _ = write!(
            rows,
            "<li><a class=\"row\" href=\"{}/{}/place/{}/\"><span>{}</span><span class=\"quiet\">{}</span></a></li>",
            texts.lang.code(),
            pack.region.id,
            place.id,
            name(texts, &place.name),
            text(&way),
        );
    }
    if rows.is_empty() {
        return rows;
    }
    let detour = decimal(texts, detour_percent);
    format!(
        "<section class=\"nearest\"><h2>{}</h2><ul class=\"rows\">{rows}</ul>\
         <p class=\"small quiet\">{}</p></section>",
        text(&texts.t(m::CARD_NEAREST)),
        text(&texts.with(from, &[("detour", &detour)])),
    )
}

/// "850 m on foot, about 11 min", for metres in a straight line.
pub fn way_on_foot(texts: &Texts, metres: u32, detour_percent: u32) -> String {
    let way = u64::from(metres) * u64::from(detour_percent) / 100;
    let minutes = way.div_ceil(METRES_IN_A_MINUTE).max(1);
    let values = [
        // At most some hundred kilometres.
        ("distance", distance(texts, way as f64)),
        ("minutes", minutes.to_string()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    texts.with(m::CARD_NEAREST_ROW, &values)
}

/// Five kilometres in an hour: what walking takes on the flat.
const METRES_IN_A_MINUTE: u64 = 83;

/// Which streets and houses an area serves. The locality is named where there are several.
pub fn streets(texts: &Texts, pack: &RegionPack, area: AreaIx) -> String {
    let localities = pack.streets_of(area);
    let several = localities.len() > 1;
    let mut out = format!(
        "<section class=\"streets\"><h2>{}</h2>",
        text(&texts.t(m::CARD_STREETS))
    );
    for (locality, streets) in localities {
        let locality = pack.localities.get(usize::from(locality));
        if let Some(locality) = locality.filter(|_| several) {
            let _ = write!(out, "<h3>{}</h3>", name(texts, &locality.name));
        }
        let _ = write!(
            out,
            "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
            text(&texts.t(m::STREETS_STREET)),
            text(&texts.t(m::STREETS_HOUSES)),
        );
        for (street, houses) in streets {
            let (street, lang) = street.name.pick(texts.lang);
            let (street, lang) = (text(street), lang.code());
            let houses = text(&house_list(texts, houses));
            let _ = write!(
                out,
                "<tr><td lang=\"{lang}\">{street}</td><td>{houses}</td></tr>"
            );
        }
        out.push_str("</tbody></table>");
    }
    out.push_str("</section>");
    out
}

/// A place of help in a line or two, with the way there. Devices without an application for such
/// links have the coordinates at least.
fn place_of(texts: &Texts, place: &Place) -> String {
    let mut out = name(texts, &place.name);
    let address = name(texts, &place.address);
    if !address.is_empty() {
        let _ = write!(out, ", {address}");
    }
    if let Some(at) = place.at {
        let _ = write!(
            out,
            "<span class=\"line way\">{} <span class=\"small quiet coordinates\">{}</span></span>",
            geo_link(texts, at, &texts.t(m::CARD_WAY), ""),
            coordinates(at),
        );
    }
    out
}

/// A link to a position in the device's own map application. `attributes` begin with a space.
pub(crate) fn geo_link(texts: &Texts, at: Point, label: &str, attributes: &str) -> String {
    let at = coordinates(at);
    format!(
        "<a href=\"geo:{at}?q={at}\" title=\"{}\"{attributes}>{}</a>",
        text(&texts.t(m::CARD_WAY_NOTE)),
        text(label),
    )
}

/// Latitude and longitude in degrees.
pub fn coordinates(at: Point) -> String {
    format!("{},{}", degrees(at.lat), degrees(at.lon))
}

/// Degrees with five decimals, from units of 0.00001 degrees. Whole numbers alone: what formats
/// fractions would be another 10 KB of what a visitor downloads.
fn degrees(units: i32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    format!("{sign}{}.{:05}", units / 100_000, units % 100_000)
}

/// Rows of a list of facts.
pub(crate) struct Facts<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) out: String,
}

impl Facts<'_> {
    pub(crate) fn row(&mut self, label: Message, value: &str) {
        let label = text(&self.texts.t(label));
        let _ = write!(self.out, "<dt>{label}</dt><dd>{value}</dd>");
    }

    /// What holds at this moment only (`passing`) stays off paper.
    fn hours(&mut self, hours: &Hours, passing: Option<&str>, dates: &[String]) {
        if hours.around_clock() {
            let always = text(&self.texts.t(m::CARD_AROUND_CLOCK));
            return self.row(m::CARD_HOURS, &format!("<strong>{always}</strong>"));
        }
        let (class, next) = match passing {
            Some(next) => ("passing", next),
            None => ("passing waiting", "…"),
        };
        let label = text(&self.texts.t(m::CARD_NEXT));
        let _ = write!(
            self.out,
            "<dt class=\"{class}\">{label}</dt><dd class=\"{class}\">{next}</dd>"
        );
        let lines = reception_lines(self.texts, hours);
        let lines: String = lines
            .iter()
            .chain(dates)
            .map(|line| format!("<span class=\"line\">{}</span>", text(line)))
            .collect();
        if !lines.is_empty() {
            let note = text(&self.texts.t(m::CARD_HOLIDAYS));
            let note = format!("{lines}<span class=\"line small quiet\">{note}</span>");
            self.row(m::CARD_HOURS, &note);
        }
    }

    /// Telephones, each with what it is for. A messenger is not called: its number is there to be
    /// looked up.
    fn contacts(&mut self, contacts: &[(ContactKind, Phone)]) {
        for (at, (kind, phone)) in contacts.iter().enumerate() {
            let number = match kind {
                ContactKind::Messenger => text(&phone.spaced()),
                _ => tel(phone, ""),
            };
            self.row(labels::contact(*kind, at == 0), &number);
        }
    }
}
