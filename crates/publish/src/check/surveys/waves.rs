//! Waves: who was asked, when, how, by whom.

use chrono::NaiveDate;
use senim_model::surveys::{Surveys, WHOLE, Wave, is_when};

use super::{MOST_TEXT, Reader, Regions, position};
use crate::source::table::{Row, Table, shorten};
use crate::source::values;

/// Waves, the oldest first.
pub(super) fn waves(
    reader: &Reader<'_>,
    table: &Table<'_>,
    regions: Regions<'_>,
    data: &mut Surveys,
) {
    let mut waves: Vec<Wave> = Vec::new();
    for row in table.rows() {
        let Some(wave) = wave(reader, row, regions, data) else {
            continue;
        };
        match waves.iter().any(|other| other.id == wave.id) {
            true => reader.problems.error(
                row.place().column("id"),
                format!("{} stands twice", wave.id),
            ),
            false => waves.push(wave),
        }
    }
    waves.sort_by(|one, two| (one.when(), &one.id).cmp(&(two.when(), &two.id)));
    data.waves = waves;
}

fn wave(reader: &Reader<'_>, row: Row<'_>, regions: Regions<'_>, data: &Surveys) -> Option<Wave> {
    let id = reader.id(row);
    let region = reader.may_refer(row, "region", regions);
    let known = data.regions.iter().map(|term| &term.id);
    let region = region.and_then(|region| position(&region, known));
    let long = |base: &str| reader.long_text(row, base, MOST_TEXT);
    let quoted = reader.yes(row, "quoted");
    let wave = Wave {
        id: id?,
        region,
        place: long("place"),
        name: reader.name(row),
        pollster: long("pollster"),
        commissioned_by: long("commissioned_by"),
        mode: long("mode"),
        frame: long("frame"),
        field_from: when(reader, row, "field_from"),
        field_to: when(reader, row, "field_to"),
        published_on: when(reader, row, "published_on"),
        response_rate: percent(reader, row, "response_rate"),
        weighting: long("weighting"),
        source: long("source"),
        url: reader.web_address(row, "url"),
        note: long("note"),
        quoted,
        sample: !quoted
            && reader
                .sources
                .settings
                .is_some_and(|settings| settings.sample),
    };
    dates(reader, row, &wave);
    origin(reader, row, &wave);
    Some(wave)
}

/// A day or a month, as it is published; empty where there is none.
fn when(reader: &Reader<'_>, row: Row<'_>, column: &str) -> String {
    let text = row.get(column);
    if text.is_empty() || (text.len() == 7 && is_when(text)) {
        return text.to_owned();
    }
    match values::date(text, row.patterns(column)) {
        Some(day) => day.to_string(),
        None => {
            let message = format!(
                "“{}” is neither a date nor a month, expected one like 2026-10-05 or 2026-10",
                shorten(text)
            );
            reader.problems.error(row.place().column(column), message);
            String::new()
        }
    }
}

/// A share in hundredths of a per cent.
pub(super) fn percent(reader: &Reader<'_>, row: Row<'_>, column: &str) -> Option<u16> {
    let text = row.get(column);
    if text.is_empty() {
        return None;
    }
    let number = values::number(text).map(|number| (number * 100.0).round());
    let found = number.filter(|number| (0.0..=f64::from(WHOLE)).contains(number));
    if found.is_none() {
        let message = format!("“{}” is no per cent, expected 0 to 100", shorten(text));
        reader.problems.error(row.place().column(column), message);
    }
    found.map(|number| number as u16)
}

/// The first day of what [`when`] has read.
fn first_day(date: &str) -> Option<NaiveDate> {
    let day = match date.len() {
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    day.parse().ok()
}

fn dates(reader: &Reader<'_>, row: Row<'_>, wave: &Wave) {
    let error = |column: &str, message: String| {
        reader.problems.error(row.place().column(column), message);
    };
    let was_given = |column: &str| !row.get(column).is_empty();
    if !was_given("field_from") {
        if was_given("field_to") {
            error("field_from", "is empty, though field_to is not".into());
        } else if !wave.quoted {
            let message = "is empty; a wave needs the dates of its field work";
            error("field_from", message.into());
        } else if !was_given("published_on") {
            let message = "is empty, and so is published_on; a figure without any date is none";
            error("field_from", message.into());
        }
    } else if !was_given("field_to") {
        error("field_to", "is empty; when the field work ended".into());
    }
    // A month holds all of its days.
    let (from, to) = (&wave.field_from, &wave.field_to);
    let length = from.len().min(to.len());
    if to.get(..length) < from.get(..length) {
        error("field_to", format!("{to} is before {from}"));
    }
    let published = &wave.published_on;
    let length = published.len().min(to.len());
    if published.get(..length) < to.get(..length) {
        let message = format!("{published} is before {to}, when the field work ended");
        error("published_on", message);
    }
    for (column, date) in [
        ("field_from", from),
        ("field_to", to),
        ("published_on", published),
    ] {
        if first_day(date).is_some_and(|first| first > reader.sources.today) {
            error(column, format!("{date} is in the future"));
        }
    }
}

/// Whether an address names a site and nothing in it.
fn is_front_page(url: &str) -> bool {
    let after = url.split_once("://").map(|(_, after)| after);
    let named = |after: &str| {
        after
            .split_once(['/', '?', '#'])
            .is_some_and(|(_, in_it)| !in_it.is_empty())
    };
    after.is_some_and(|after| !named(after))
}

/// A figure travels with who asked whom and how.
fn origin(reader: &Reader<'_>, row: Row<'_>, wave: &Wave) {
    let place = |column| row.place().column(column);
    if is_front_page(&wave.url) {
        let message = format!(
            "{} is a front page; give the exact address of the publication, or none",
            shorten(&wave.url)
        );
        reader.problems.error(place("url"), message);
    }
    if wave.quoted {
        if wave.source.is_empty() {
            let message = "is empty; a quoted figure says where it was published";
            reader.problems.error(place("source_kk"), message);
        }
    } else {
        for (column, text, what) in [
            ("pollster_kk", &wave.pollster, "who asked"),
            ("mode_kk", &wave.mode, "how people were asked"),
            ("frame_kk", &wave.frame, "out of whom people were drawn"),
        ] {
            if text.is_empty() {
                let message = format!("is empty in every language: {what}");
                reader.problems.error(place(column), message);
            }
        }
        if wave.weighting.is_empty() {
            let message = "is empty; how answers were weighted, or that they were not";
            reader.problems.warning(place("weighting_kk"), message);
        }
    }
}
