//! One internal page with every chart in several states, beside what each must keep to.
//!
//! `cargo run -p senim-charts --example gallery > gallery.html`; `tests/charts.test.mjs` visits it.

#![allow(clippy::indexing_slicing, reason = "samples are fixed")]

mod maps;
mod samples;
mod shares;
mod times;
mod trends;
mod words;

use std::io::Write as _;

use samples::Sample;
use senim_charts::{Frame, save};

/// The widths of a phone's column and of a desk's, in CSS pixels.
const WIDTHS: [(&str, f64); 2] = [("narrow", 328.0), ("wide", 720.0)];

fn main() -> std::io::Result<()> {
    std::io::stdout().lock().write_all(page().as_bytes())
}

fn page() -> String {
    let mut body = String::new();
    for (at, sample) in samples::all().iter().enumerate() {
        body.push_str(&figure(at, sample));
    }
    body.push_str(&saved());
    let sheets = [
        include_str!("../../../../style/tokens.css"),
        include_str!("../../../../style/base.css"),
        &format!(
            "@layer ui {{ {} }}",
            include_str!("../../../../style/charts.css")
        ),
        include_str!("gallery.css"),
    ];
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Charts</title>\
         <style>{}</style><main><h1>Charts</h1>{body}</main>",
        sheets.concat(),
    )
}

fn figure(at: usize, sample: &Sample) -> String {
    let drawn = WIDTHS.map(|(name, width)| {
        let frame = Frame {
            id: format!("{name}-{at}"),
            width,
            title: sample.title.into(),
            summary: sample.summary.into(),
        };
        let drawn = sample.chart.draw(&frame);
        format!("<div class=\"{name}\">{}</div>", drawn.svg)
    });
    let criteria: Vec<String> = sample
        .criteria
        .iter()
        .map(|criterion| format!("<li>{criterion}</li>"))
        .collect();
    format!(
        "<section id=\"{}\" lang=\"{}\"><h2>{}</h2>{}<ul lang=\"en\">{}</ul></section>",
        sample.id,
        sample.lang,
        sample.title,
        drawn.concat(),
        criteria.concat(),
    )
}

/// A chart as a file, as it stands.
fn saved() -> String {
    let all = samples::all();
    let Some(sample) = all.first() else {
        return String::new();
    };
    let drawn = WIDTHS.map(|(name, width)| {
        let frame = Frame {
            id: format!("saved-{name}"),
            width,
            title: sample.title.into(),
            summary: sample.summary.into(),
        };
        let file = save::file(&sample.chart.draw(&frame), &samples::sheet(sample.title));
        // As an image nothing of the page's style reaches it.
        let address: String = file.bytes().map(|byte| format!("%{byte:02x}")).collect();
        format!(
            "<div class=\"{name}\"><img alt=\"{}\" src=\"data:image/svg+xml,{address}\"></div>",
            sample.title
        )
    });
    format!(
        "<section id=\"saved\"><h2>A saved file</h2>{}<ul><li>{}</li></ul></section>",
        drawn.concat(),
        "Its styles, its subtitle, its source and its link are inside; the ground is light."
    )
}
