//! An indicator before and after: two bars, and the same as a table. Nothing listens to keys on a
//! page without a script, so bars are no tab stops.

use senim_charts::bars::BarRow;
use senim_charts::{Bars, Chart as _, Frame, Reading};
use senim_texts::figure::tenth;
use senim_texts::html::{name, text};
use senim_texts::{Message, w};

use crate::problem::{Indicator, Value};
use crate::words::Around;

/// The width of the chart in pixels: that of a phone's column.
const WIDTH: f64 = 328.0;

/// The chart and the table of an indicator.
pub(crate) fn before_and_after(around: &Around<'_>, indicator: &Indicator) -> String {
    let values = [
        (w::PROBLEMS_BEFORE, Some(indicator.before)),
        (w::PROBLEMS_AFTER, indicator.after),
    ];
    let bars = Bars {
        rows: values
            .map(|(label, value)| bar(around, label, value))
            .to_vec(),
    };
    let title = indicator.name.show(around.texts.lang);
    let drawn = bars.draw(&Frame {
        id: "indicator".to_owned(),
        width: WIDTH,
        title: title.to_owned(),
        summary: String::new(),
    });
    let still = drawn.still();
    let rows: String = values
        .map(|(label, value)| row(around, label, value))
        .concat();
    format!(
        "<figure><figcaption><p>{}</p></figcaption>{still}</figure>\
         <table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\
         <tbody>{rows}</tbody></table>",
        name(around.texts, &indicator.name),
        around.t(w::PROBLEMS_HEAD_TIME),
        around.t(w::PROBLEMS_HEAD_DATE),
        around.t(w::PROBLEMS_HEAD_VALUE),
    )
}

fn bar(around: &Around<'_>, label: Message, value: Option<Value>) -> BarRow {
    let label = around.texts.t(label);
    let Some(value) = value else {
        let unknown = around.texts.t(w::PROBLEMS_UNKNOWN);
        return BarRow {
            said: format!("{label}: {unknown}"),
            reading: Reading::Missing(unknown),
            shown: String::new(),
            name: label,
        };
    };
    let (shown, on) = (tenth(around.texts, value.number), around.date(value.on));
    BarRow {
        said: format!("{label}, {on}: {shown}"),
        reading: Reading::Known {
            value: value.number,
            interval: None,
        },
        shown,
        name: label,
    }
}

fn row(around: &Around<'_>, label: Message, value: Option<Value>) -> String {
    let cells = match value {
        Some(value) => format!(
            "<td>{}</td><td>{}</td>",
            text(&around.date(value.on)),
            text(&tenth(around.texts, value.number))
        ),
        None => format!("<td></td><td>{}</td>", around.t(w::PROBLEMS_UNKNOWN)),
    };
    format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", around.t(label))
}
