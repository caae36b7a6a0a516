//! A place of help as HTML: what its own page shows, whoever writes it.

use senim_model::directory::{Place, Point, RegionPack, Served};
use senim_model::hours::Hours;
use senim_model::index::{Index, term};
use senim_model::letters::lowered;
use senim_model::text::Text;

use crate::card::{Facts, coordinates, geo_link};
use crate::html::{name, tel, text};
use crate::{LocalTime, Message, Texts, date, labels, m, r, reception_lines, weekday_and_date};

/// Where the portal puts in whether a place is open at the moment.
pub const OPEN_NOW: &str = "<!--open-now-->";

/// Days whose hours differ are named so long ahead.
const AHEAD: i64 = 60;

/// The settlement and the address of a place.
pub fn whereabouts(texts: &Texts, pack: &RegionPack, place: &Place) -> String {
    let locality = place
        .locality
        .and_then(|at| pack.localities.get(usize::from(at)));
    let locality = locality.map(|locality| locality.name.show(texts.lang));
    let address = Some(place.address.show(texts.lang)).filter(|address| !address.is_empty());
    let parts: Vec<&str> = locality.into_iter().chain(address).collect();
    parts.join(", ")
}

/// What kind of place it is, where its name does not say so, and where it lies: the line below its name
/// in a list.
pub fn kind_and_whereabouts(
    texts: &Texts,
    index: Option<&Index>,
    pack: &RegionPack,
    place: &Place,
) -> String {
    let kind = index.and_then(|index| term(&index.vocabulary.place_kinds, &place.kind));
    below_name(texts, kind, &place.name, whereabouts(texts, pack, place))
}

fn below_name(texts: &Texts, kind: Option<&Text>, called: &Text, whereabouts: String) -> String {
    let called = lowered(called.show(texts.lang));
    let kind = kind.map(|kind| kind.show(texts.lang));
    match kind.filter(|kind| !called.contains(&lowered(kind))) {
        Some(kind) => format!("{kind} · {whereabouts}"),
        None => whereabouts,
    }
}

/// The way on foot to a place of this name, in the device's own map application.
pub fn way(texts: &Texts, name: &str, at: Point) -> String {
    app_link(texts, at, r::PLACE_WAY, name)
}

/// A link that says `label`, and to who does not see what it belongs to, `name` too.
fn app_link(texts: &Texts, at: Point, label: Message, name: &str) -> String {
    let label = texts.t(label);
    let spoken = texts.with(r::MAP_CONTROL, &[("action", &label), ("name", name)]);
    let spoken = format!(" aria-label=\"{}\"", text(&spoken));
    geo_link(texts, at, &label, &spoken)
}

/// The list of facts of a place. `from_minute` is the UTC minute from which days that differ are
/// named.
pub fn facts(
    texts: &Texts,
    index: &Index,
    pack: &RegionPack,
    place: &Place,
    from_minute: i64,
) -> String {
    let mut facts = Facts {
        texts,
        out: String::new(),
    };
    let vocabulary = &index.vocabulary;
    if let Some(kind) = term(&vocabulary.place_kinds, &place.kind) {
        facts.row(r::PLACE_KIND, &name(texts, kind));
    }
    let place_words = whereabouts(texts, pack, place);
    if !place_words.is_empty() {
        facts.row(r::PLACE_ADDRESS, &text(&place_words));
    }
    if let Some(hours) = pack.hours_at(place.hours) {
        facts.opening(hours);
        facts.exceptions(pack, hours, from_minute);
    }
    if let Some(phone) = &place.phone {
        facts.row(r::PLACE_PHONE, &tel(phone, ""));
    }
    if let Some(at) = place.at {
        facts.way(at, place.name.show(texts.lang));
    } else {
        facts.row(r::PLACE_WAY, &text(&texts.t(r::PLACE_NO_POSITION)));
    }
    let services = place.services.iter();
    let services = services.filter_map(|service| term(&vocabulary.services, service));
    facts.list(
        r::PLACE_SERVICES,
        services.map(|service| name(texts, service)),
    );
    let languages = place.languages.iter();
    let languages: Vec<String> = languages.map(|code| labels::spoken(texts, code)).collect();
    if !languages.is_empty() {
        facts.row(r::PLACE_LANGUAGES, &text(&languages.join(", ")));
    }
    facts.inspectors(pack, place);
    if let Some(day) = place.opened_on.and_then(|day| day.date()) {
        facts.row(r::PLACE_OPENED_ON, &text(&date(texts, day)));
    }
    format!("<dl class=\"facts\">{}</dl>", facts.out)
}

impl Facts<'_> {
    fn list(&mut self, label: Message, items: impl Iterator<Item = String>) {
        let items: String = items
            .map(|item| format!("<span class=\"line\">{item}</span>"))
            .collect();
        if !items.is_empty() {
            self.row(label, &items);
        }
    }

    fn opening(&mut self, hours: &Hours) {
        let lines = match hours.around_clock() {
            true => vec![self.texts.t(m::CARD_AROUND_CLOCK)],
            false => reception_lines(self.texts, hours),
        };
        let items = lines.iter().map(|line| text(line));
        self.list(r::PLACE_HOURS, items);
    }

    /// Days of the next weeks on which other hours hold than in every week: holidays, say.
    fn exceptions(&mut self, pack: &RegionPack, hours: &Hours, from_minute: i64) {
        let days = exceptions(pack, hours, from_minute);
        let items: Vec<String> = days
            .into_iter()
            .map(|(day, times)| {
                let day = weekday_and_date(self.texts, day);
                let words = match times.is_empty() {
                    true => self.texts.with(r::PLACE_EXCEPTION_CLOSED, &[("day", &day)]),
                    false => {
                        let values = [("day", day.as_str()), ("times", &times)];
                        self.texts.with(r::PLACE_EXCEPTION_OPEN, &values)
                    }
                };
                text(&words)
            })
            .collect();
        self.list(r::PLACE_EXCEPTIONS, items.into_iter());
    }

    fn way(&mut self, at: Point, name: &str) {
        let position = coordinates(at);
        // Coordinates in the path of a public map are what its "share" link has.
        let browser = format!(
            "https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&route=;{position}"
        );
        let value = format!(
            "<span class=\"line\">{}</span><span class=\"line\"><a href=\"{}\" rel=\"noreferrer external\">{}</a> \
             <span class=\"small quiet\">openstreetmap.org</span></span>\
             <span class=\"line small quiet\">{position}</span>",
            app_link(self.texts, at, r::PLACE_WAY_APP, name),
            text(&browser),
            text(&self.texts.t(r::PLACE_WAY_BROWSER)),
        );
        self.row(r::PLACE_WAY, &value);
    }

    /// Who receives people here, each with the area and the way to its page.
    fn inspectors(&mut self, pack: &RegionPack, place: &Place) {
        let at = pack.places.iter().position(|known| known.id == place.id);
        let Some(at) = at.and_then(|at| u16::try_from(at).ok()) else {
            return;
        };
        let lang = self.texts.lang.code();
        let areas = pack.areas.iter().filter_map(|area| {
            let (Served::By(inspector) | Served::Acting(inspector)) = area.served else {
                return None;
            };
            let inspector = pack.inspectors.get(usize::from(inspector))?;
            (inspector.place == Some(at)).then_some((area, inspector))
        });
        let items: Vec<String> = areas
            .map(|(area, inspector)| {
                let number = self.texts.with(m::CARD_AREA, &[("number", &area.number)]);
                format!(
                    "<a href=\"{lang}/{}/area/{}/\">{}</a> <span class=\"quiet\">{}</span>",
                    pack.region.id,
                    area.id,
                    name(self.texts, &inspector.name),
                    text(&number),
                )
            })
            .collect();
        self.list(r::PLACE_INSPECTORS, items.into_iter());
    }
}

/// Days from a minute on whose hours are not those of the week, with their times; empty where it is
/// closed. Where weeks differ anyway, no day is an exception.
fn exceptions(
    pack: &RegionPack,
    hours: &Hours,
    from_minute: i64,
) -> Vec<(chrono::NaiveDate, String)> {
    if hours.irregular || !hours.parts.is_empty() || hours.around_clock() {
        return Vec::new();
    }
    let local = |minute| LocalTime::at(minute, &pack.offsets);
    let Some(first) = local(from_minute).map(|time| time.date) else {
        return Vec::new();
    };
    let spans: Vec<(LocalTime, LocalTime)> = hours
        .spans(pack.base_minute)
        .filter_map(|span| Some((local(span.from)?, local(span.to)?)))
        .collect();
    let last = spans.last().map(|(from, _)| from.date);
    let days = first.iter_days().take(AHEAD as usize);
    let days = days.take_while(|day| last.is_some_and(|last| *day <= last));
    days.filter_map(|day| {
        use chrono::Datelike as _;
        let weekday = u8::try_from(day.weekday().num_days_from_monday()).ok()?;
        let usual = hours.week.iter().filter(|span| span.weekday == weekday);
        let usual: Vec<(u32, u32)> = usual
            .map(|span| (u32::from(span.from), u32::from(span.to) % 1440))
            .collect();
        let own = spans.iter().filter(|(from, _)| from.date == day);
        let found: Vec<(u32, u32)> = own
            .clone()
            .map(|(from, to)| (from.minute, to.minute % 1440))
            .collect();
        let times: Vec<String> = own
            .map(|(from, to)| format!("{}–{}", from.clock(), to.clock()))
            .collect();
        (usual != found).then(|| (day, times.join(", ")))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use senim_model::directory::Region;
    use senim_model::hours::{Span, WeekSpan};
    use senim_model::id::Id;
    use senim_model::text::Lang;

    use super::*;

    /// Midnight of Monday, 7 December 2026, in UTC.
    const MONDAY: i64 = 29_943_360;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn pack(hours: Hours) -> RegionPack {
        RegionPack {
            region: Region {
                id: id("r"),
                name: Text::default(),
                time_zone: "Asia/Almaty".into(),
            },
            base_minute: MONDAY - 1440,
            offsets: vec![(0, 300)],
            districts: Vec::new(),
            localities: Vec::new(),
            areas: Vec::new(),
            inspectors: Vec::new(),
            places: Vec::new(),
            hours: vec![hours],
            streets: Vec::new(),
        }
    }

    /// Open from 9 to 18 on each of these days, counted from the Monday.
    fn hours(days: &[i64]) -> Hours {
        let from = |day: i64| MONDAY + day * 1440 + 4 * 60;
        let spans: Vec<Span> = days
            .iter()
            .map(|day| Span {
                from: from(*day),
                to: from(*day) + 9 * 60,
            })
            .collect();
        let week = |weekday| WeekSpan {
            weekday,
            from: 9 * 60,
            to: 18 * 60,
        };
        Hours {
            week: (0..5).map(week).collect(),
            spans: Hours::pack_spans(MONDAY - 1440, &spans),
            ..Hours::default()
        }
    }

    #[test]
    fn a_holiday_is_named_and_an_ordinary_week_is_not() {
        let ordinary = hours(&[0, 1, 2, 3, 4, 7, 8, 9, 10, 11]);
        assert!(exceptions(&pack(ordinary.clone()), &ordinary, MONDAY).is_empty());
        // No Wednesday, and a Saturday instead.
        let moved = hours(&[0, 1, 3, 4, 5, 7]);
        let found = exceptions(&pack(moved.clone()), &moved, MONDAY);
        let shown: Vec<String> = found
            .iter()
            .map(|(day, times)| format!("{day} {times}"))
            .collect();
        assert_eq!(shown, ["2026-12-09 ", "2026-12-12 09:00–18:00"]);
    }

    #[test]
    fn the_ways_name_the_place_and_nothing_of_it_is_markup() {
        let texts = Texts::built_in(Lang::Ru);
        let link = way(
            &texts,
            "<b>№ 1</b>",
            Point {
                lon: -7_140_000,
                lat: 5_112_345,
            },
        );
        assert!(link.contains("geo:51.12345,-71.40000?q="), "{link}");
        assert!(link.contains("Как пройти: &lt;b&gt;№ 1"), "{link}");
    }

    #[test]
    fn a_list_says_the_kind_of_a_place_once() {
        let texts = Texts::built_in(Lang::Ru);
        let text = |ru: &str| Text {
            ru: ru.into(),
            ..Text::default()
        };
        let said = |called: &str| {
            below_name(
                &texts,
                Some(&text("пост полиции")),
                &text(called),
                "улица Абая, 1".into(),
            )
        };
        assert_eq!(said("Пост полиции № 1"), "улица Абая, 1");
        assert_eq!(said("У вокзала"), "пост полиции · улица Абая, 1");
    }
}
