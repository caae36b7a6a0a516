//! Values over time: a chart, and the same as a table, to be taken away.

use senim_charts::dots::DotRow;
use senim_charts::{Chart as _, Dots, Frame, Measure, Reading, Target};
use senim_figures::{Table, csv};
use senim_texts::html::{name, text};
use senim_texts::{Message, Texts, f, p};

use super::amount::{Amount, Unit};
use super::indicator::{Indicator, Value};
use super::standing::lines;
use super::words::{amount, amount_of, source, target, when};

/// The width of a chart in pixels: that of a card on a phone.
const WIDTH: f64 = 288.0;

/// A chart and a table of values, the oldest first. `target` is drawn where it is held against them;
/// `id` is unique on the page.
pub(crate) fn history(
    texts: &Texts,
    of: &Indicator,
    values: &[&Value],
    (id, has_target): (&str, bool),
) -> String {
    let lines = lines(values);
    let said: String = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.first().filter(|value| value.new_definition))
        .map(|value| {
            let (when, note) = (when(texts, value.when), value.note.show(texts.lang));
            let said = texts.with(p::REFORM_HISTORY_BREAK, &[("when", &when), ("note", note)]);
            format!("<li>{}</li>", text(&said))
        })
        .collect();
    let said = match said.is_empty() {
        true => said,
        false => format!("<ul class=\"guards quiet small\">{said}</ul>"),
    };
    let chart = match values.len() {
        0 | 1 => String::new(),
        _ => format!(
            "<div><p class=\"quiet small\">{}</p><div class=\"chart-place\">{}</div>{said}{}</div>",
            text(&texts.t(p::REFORM_HISTORY_WHAT)),
            chart(texts, of, &lines, (id, has_target)),
            pictures(texts, of),
        ),
    };
    format!(
        "<h4>{}</h4><div class=\"history\">{chart}{}</div>",
        text(&texts.t(p::REFORM_HISTORY)),
        rows(texts, of, values),
    )
}

/// The chart: a row for each time, joined where times can be compared. Nothing listens to keys on a
/// page that the publisher wrote, so its points are no tab stops; the table below has the same.
fn chart(
    texts: &Texts,
    of: &Indicator,
    lines: &[Vec<&Value>],
    (id, has_target): (&str, bool),
) -> String {
    let mut rows = Vec::new();
    let mut joined = Vec::new();
    for line in lines {
        for (value, place) in line.iter().zip(0..) {
            if place > 0 {
                joined.push(rows.len());
            }
            rows.push(row(texts, of.unit, value));
        }
    }
    let unit = of.unit;
    let tick = |value: f64| amount_at(texts, unit, value);
    let goal = of.promise.target.filter(|_| has_target);
    let dots = Dots {
        rows,
        target: goal.map(|goal| Target {
            value: plain(goal.amount),
            label: target(texts, unit, goal),
        }),
        measure: Measure::Number,
        tick: &tick,
        joined: &joined,
    };
    let frame = Frame {
        id: id.to_owned(),
        width: WIDTH,
        title: of.name.show(texts.lang).to_owned(),
        summary: String::new(),
    };
    dots.draw(&frame).still()
}

fn row(texts: &Texts, unit: Unit, value: &Value) -> DotRow {
    let name = when(texts, value.when);
    let shown = amount_of(texts, unit, value);
    DotRow {
        reading: Reading::Known {
            value: plain(value.amount),
            interval: None,
        },
        said: format!("{name}: {shown}"),
        shown,
        name,
    }
}

fn plain(amount: Amount) -> f64 {
    amount.hundredths() as f64 / 100.0
}

/// A value of the axis.
fn amount_at(texts: &Texts, unit: Unit, value: f64) -> String {
    // A tick of days may fall between two of them.
    let shown = Amount::parse(&format!("{value:.2}")).filter(|at| unit.holds(*at));
    shown.map(|at| amount(texts, unit, at)).unwrap_or_default()
}

/// The table: the newest first, each value with its source and note.
fn rows(texts: &Texts, of: &Indicator, values: &[&Value]) -> String {
    let head = |message| format!("<th scope=\"col\">{}</th>", text(&texts.t(message)));
    let small = |html: String| match html.is_empty() {
        true => html,
        false => format!("<small>{html}</small>"),
    };
    let rows: String = values
        .iter()
        .rev()
        .map(|value| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}{}{}</td></tr>",
                text(&when(texts, value.when)),
                text(&amount_of(texts, of.unit, value)),
                small(name(texts, &value.note)),
                small(source(texts, &value.source)),
            )
        })
        .collect();
    format!(
        "<table><thead><tr>{}{}</tr></thead><tbody>{rows}</tbody></table>",
        head(p::REFORM_HEAD_WHEN),
        head(p::REFORM_HEAD_VALUE),
    )
}

/// The chart as SVG and PNG, where a script runs.
fn pictures(texts: &Texts, of: &Indicator) -> String {
    let button = |what: &str, message| {
        format!(
            "<button type=\"button\" class=\"plain\" data-{what}=\"{}\" {}</button>",
            anchor(of),
            label(texts, of, message)
        )
    };
    format!(
        "<p class=\"take small scripted\">{}{}</p>",
        button("svg", f::RESPONSE_TAKE_SVG),
        button("png", f::RESPONSE_TAKE_PNG)
    )
}

/// All values as a file that any browser saves, without a script too.
pub(crate) fn file(texts: &Texts, of: &Indicator, values: &[&Value]) -> String {
    format!(
        "<a download=\"senim-{}.csv\" href=\"data:text/csv;charset=utf-8,{}\" {}</a>",
        of.id,
        escaped(&as_csv(texts, of, values)),
        label(texts, of, f::RESPONSE_TAKE_CSV),
    )
}

/// The end of a tag with its words; who does not see the page hears of which indicator it is.
fn label(texts: &Texts, of: &Indicator, message: Message) -> String {
    let words = text(&texts.t(message));
    let called = text(of.name.show(texts.lang));
    format!("aria-label=\"{words}: {called}\">{words}")
}

/// Where an indicator stands on its page.
pub(crate) fn anchor(of: &Indicator) -> String {
    format!("indicator-{}", of.id)
}

fn as_csv(texts: &Texts, of: &Indicator, values: &[&Value]) -> String {
    let columns = [
        "indicator",
        "region",
        "date",
        "value",
        "unit",
        "about",
        "new_definition",
        "source",
        "url",
    ];
    let mut table = Table {
        columns: columns.map(|name| (String::new(), name)).to_vec(),
        rows: Vec::new(),
    };
    let yes = |is: bool| if is { "yes" } else { "" };
    for value in values {
        let region = value.region.as_ref().or(of.region.as_ref());
        let cells = [
            of.id.to_string(),
            region.map(ToString::to_string).unwrap_or_default(),
            value.when.to_string(),
            value.amount.to_string(),
            of.unit.code().into(),
            yes(value.about).into(),
            yes(value.new_definition).into(),
            value.source.name.show(texts.lang).into(),
            value.source.url.clone(),
        ];
        table.push(cells.map(|cell| (String::new(), cell)).to_vec());
    }
    csv(&table, &[])
}

/// Bytes as they stand in an address (RFC 3986).
fn escaped(content: &str) -> String {
    let mut out = String::new();
    for byte in content.bytes() {
        match byte.is_ascii_alphanumeric() || b"-._~,/:".contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
