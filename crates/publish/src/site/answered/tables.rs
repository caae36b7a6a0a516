//! The figures as tables: by quarter and district, by theme, by region; and what senders said.

use senim_measure::{Estimate, Every, State};
use senim_model::id::Id;
use senim_model::text::Text;
use senim_texts::figure::period;
use senim_texts::html::text;
use senim_texts::{Message, Texts, f, number, w};

use super::charts::SAID;
use super::figure::{Figure, Unit};
use super::{Answered, Quarter, least, state_words};
use crate::messages::{Cell, Row as ThemeRow};

/// A row: when, of what, and what is known of it or why nothing is.
struct Row {
    when: String,
    of: String,
    known: Result<Figure, String>,
}

/// What a table tells of each row.
#[derive(Clone, Copy)]
enum Side {
    Office,
    Senders,
}

/// The quarters of a region, newest first, each with its districts; years of small quarters below.
pub(super) fn places(
    all: &Answered,
    texts: &Texts,
    quarters: &[Quarter<'_>],
    years: &[&Cell],
) -> String {
    let mut rows = Vec::new();
    for quarter in quarters.iter().rev() {
        rows.push(Row {
            when: period(texts, quarter.quarter),
            of: texts.t(w::ANSWERED_WHOLE),
            known: of_quarter(texts, Some(quarter)),
        });
        // One cell alone is the whole.
        if quarter.cells.len() > 1 {
            rows.extend(in_order(quarter.cells.clone()).map(|cell| of_cell(all, texts, cell)));
        }
    }
    rows.extend(years.iter().rev().map(|cell| of_cell(all, texts, cell)));
    let heads = [w::ANSWERED_PLACES, f::RESPONSE_HEAD_PLACE];
    table(texts, heads, Side::Office, rows)
}

/// What senders said, by quarter and district.
pub(super) fn senders(all: &Answered, texts: &Texts, region: &Id) -> String {
    let mine = all.published.senders.cells.iter();
    let mine = mine.filter(|cell| cell.key.region.as_ref() == Some(region));
    let mut cells: Vec<&Cell> = mine.collect();
    cells.sort_by_key(|cell| {
        let is_year = cell.key.period.every() == Every::Year;
        (is_year, std::cmp::Reverse(cell.key.period))
    });
    let quarters = cells.chunk_by(|one, two| one.key.period == two.key.period);
    let shown = quarters
        .take(super::SHOWN)
        .flat_map(|cells| in_order(cells.to_vec()));
    let rows: Vec<Row> = shown.map(|cell| of_cell(all, texts, cell)).collect();
    let heads = [w::ANSWERED_SENDERS_PLACES, f::RESPONSE_HEAD_PLACE];
    table(texts, heads, Side::Senders, rows)
}

/// Places are not ranked: they stand in the order of their identifiers, the rest last.
fn in_order(mut cells: Vec<&Cell>) -> impl Iterator<Item = &Cell> {
    cells.sort_by_key(|cell| (cell.key.district.is_none(), cell.key.district.clone()));
    cells.into_iter()
}

/// A cell; one of a year says which quarters are in it.
fn of_cell(all: &Answered, texts: &Texts, cell: &Cell) -> Row {
    let of = match (&cell.key.district, &cell.key.region) {
        (Some(district), _) => all.district(texts, district),
        (None, None) => texts.t(w::ANSWERED_COUNTRY),
        (None, Some(_)) if cell.key.period.every() == Every::Year => {
            let quarters = cell.quarters.iter().map(|quarter| period(texts, *quarter));
            let quarters: Vec<String> = quarters.collect();
            texts.with(w::ANSWERED_TOGETHER, &[("quarters", &quarters.join(", "))])
        }
        (None, Some(_)) => texts.t(w::ANSWERED_REST_DISTRICTS),
    };
    let known = Figure::of(std::iter::once(&cell.counts), cell.min_cell);
    Row {
        when: period(texts, cell.key.period),
        of,
        known: known.ok_or_else(|| state_words(texts, State::Suppressed)),
    }
}

/// The last quarter that is told of by theme.
pub(super) fn themes(all: &Answered, texts: &Texts, region: &Id) -> String {
    let rows = by_theme(all, texts, &all.published.office.themes, region);
    let heads = [w::ANSWERED_THEMES, w::ANSWERED_HEAD_THEME];
    table(texts, heads, Side::Office, rows)
}

/// What senders said by theme, in the last quarter that is told of.
pub(super) fn senders_by_theme(all: &Answered, texts: &Texts, region: &Id) -> String {
    let rows = by_theme(all, texts, &all.published.senders.themes, region);
    let heads = [w::ANSWERED_SENDERS_THEMES, w::ANSWERED_HEAD_THEME];
    table(texts, heads, Side::Senders, rows)
}

fn by_theme(all: &Answered, texts: &Texts, rows: &[ThemeRow], region: &Id) -> Vec<Row> {
    let mine = || rows.iter().filter(|row| row.region == *region);
    let Some(last) = mine().map(|row| row.quarter).max() else {
        return Vec::new();
    };
    let cells: Vec<&Cell> = all.published.office.cells.iter().collect();
    let least = least(&cells);
    let row = |row: &ThemeRow| Row {
        when: period(texts, last),
        of: match &row.theme {
            Some(theme) => all.theme(texts, Some(theme)),
            None => texts.t(w::ANSWERED_REST),
        },
        known: Figure::of(std::iter::once(&row.counts), least)
            .ok_or_else(|| state_words(texts, State::Suppressed)),
    };
    mine().filter(|row| row.quarter == last).map(row).collect()
}

/// Regions side by side in the last quarter that any has, in the order of the directory; and what of
/// small regions stands together.
pub(super) fn regions(
    all: &Answered,
    texts: &Texts,
    regions: &[(&Text, Vec<Quarter<'_>>)],
) -> String {
    let known = regions.iter().flat_map(|(_, quarters)| quarters);
    let known = known.filter(|quarter| quarter.whole.is_ok());
    let Some(last) = known.map(|quarter| quarter.quarter).max() else {
        return String::new();
    };
    let row = |(called, quarters): &(&Text, Vec<Quarter<'_>>)| {
        let quarter = quarters.iter().find(|quarter| quarter.quarter == last);
        Row {
            when: period(texts, last),
            of: called.show(texts.lang).to_owned(),
            known: of_quarter(texts, quarter),
        }
    };
    let mut rows: Vec<Row> = regions.iter().map(row).collect();
    let together = all.published.office.cells.iter();
    let together = together.filter(|cell| cell.key.region.is_none()).rev();
    rows.extend(together.map(|cell| of_cell(all, texts, cell)));
    let heads = [w::ANSWERED_REGIONS, f::RESPONSE_HEAD_PLACE];
    table(texts, heads, Side::Office, rows)
}

fn of_quarter(texts: &Texts, quarter: Option<&Quarter<'_>>) -> Result<Figure, String> {
    let state = match quarter.map(|quarter| &quarter.whole) {
        Some(Ok(figure)) => return Ok(figure.clone()),
        Some(Err(state)) => *state,
        None => State::Missing,
    };
    Err(state_words(texts, state))
}

/// A table under its title, period by period; nothing where there are no rows. On a phone its cells are
/// laid out anew, which takes from some browsers what they are: so roles are said.
fn table(texts: &Texts, [title, of]: [Message; 2], side: Side, rows: Vec<Row>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let title = text(&texts.t(title));
    let measures: Vec<Message> = match side {
        Side::Office => vec![
            w::ANSWERED_HEAD_RECEIVED,
            w::ANSWERED_SHARE,
            w::ANSWERED_MEDIAN,
        ],
        Side::Senders => [&[w::ANSWERED_HEAD_SAID], SAID.as_slice()].concat(),
    };
    let heads = std::iter::once(of).chain(measures.iter().copied());
    let heads: String = heads
        .map(|head| {
            let head = text(&texts.t(head));
            format!("<th scope=\"col\" role=\"columnheader\">{head}</th>")
        })
        .collect();
    let periods = rows.chunk_by(|one, two| one.when == two.when);
    let bodies: String = periods
        .map(|rows| {
            let when = rows.first().map_or("", |row| &row.when);
            let all = measures.len() + 1;
            let head = format!(
                "<th scope=\"rowgroup\" role=\"rowheader\" colspan=\"{all}\">{}</th>",
                text(when)
            );
            let rows = rows.iter().map(|row| row.html(texts, side, measures.len()));
            let rows: String = rows.collect();
            format!("<tbody role=\"rowgroup\"><tr role=\"row\">{head}</tr>{rows}</tbody>")
        })
        .collect();
    format!(
        "<section class=\"measured\"><h3>{title}</h3>\
         <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\
         <table role=\"table\" class=\"of-{}\"><thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>{bodies}</table></div></section>",
        measures.len()
    )
}

impl Row {
    fn html(&self, texts: &Texts, side: Side, columns: usize) -> String {
        let cells = match &self.known {
            Err(why) => format!(
                "<td role=\"cell\" colspan=\"{columns}\" class=\"quiet\">{}</td>",
                text(why)
            ),
            Ok(figure) => {
                let cells = cells(texts, figure, side).into_iter();
                cells
                    .map(|cell| format!("<td role=\"cell\">{cell}</td>"))
                    .collect()
            }
        };
        let of = text(&self.of);
        format!("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{of}</th>{cells}</tr>")
    }
}

fn cells(texts: &Texts, figure: &Figure, side: Side) -> Vec<String> {
    let share = |estimate| with_interval(texts, Unit::Share, estimate);
    let mut cells = vec![text(&number(texts, figure.counts.received))];
    match side {
        Side::Office => {
            cells.push(share(figure.answered()));
            cells.push(with_interval(texts, Unit::Days, figure.median()));
        }
        Side::Senders => {
            let shares = figure.said().into_iter().flatten();
            cells.extend(shares.map(|found| share(Some(found))));
        }
    }
    cells
}

/// A value, and the ends of its interval.
fn with_interval(texts: &Texts, unit: Unit, estimate: Option<Estimate>) -> String {
    let Some(found) = estimate else {
        let few = text(&texts.t(w::ANSWERED_FEW));
        return format!("<span class=\"quiet\">{few}</span>");
    };
    let value = text(&unit.value(texts, found.value));
    match unit.ends(texts, found) {
        (Some(low), high) => {
            let ends = text(&format!("{low} – {high}"));
            format!("{value} <small>{ends}</small>")
        }
        (None, only) => format!("{value} <small>{}</small>", text(&only)),
    }
}
