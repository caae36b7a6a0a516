//! A part of the page: a heading, a chart, its words, and the same as a table.

use std::fmt::Write as _;

use senim_charts::Point;
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::take;

/// A table: what a chart shows, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns: what a reader sees, and what stands in a file. Where one is empty, the column is
    /// not there.
    pub columns: Vec<(String, &'static str)>,
    /// Rows of cells: what a reader sees, and what stands in a file.
    pub rows: Vec<Vec<(String, String)>>,
}

/// A part of the page.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is called in addresses and files.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// What is shown, in a line: where, when, which calls, by which clock. It goes into files.
    pub shown: String,
    /// What its marks mean; may be empty.
    pub note: String,
    /// The chart as SVG; empty where there is no room for one, or nothing to draw.
    pub svg: String,
    /// What keys lead to in the chart.
    pub points: Vec<Point>,
    /// The same as a table.
    pub table: Table,
}

impl Block {
    /// The part as HTML. Where a script runs, it can be taken away.
    pub(crate) fn html(&self, texts: &Texts, live: bool) -> String {
        let take = match live {
            true => take::buttons(texts, self),
            false => String::new(),
        };
        self.with(texts, live, &take)
    }

    /// The part as HTML, with nothing to take away.
    pub(crate) fn alone(&self, texts: &Texts, live: bool) -> String {
        self.with(texts, live, "")
    }

    fn with(&self, texts: &Texts, live: bool, take: &str) -> String {
        let Block { id, svg, .. } = self;
        let note = match self.note.as_str() {
            "" => String::new(),
            note => format!("<p class=\"quiet\">{}</p>", text(note)),
        };
        let open = if svg.is_empty() { " open" } else { "" };
        // Hundreds of rows are written once somebody asks for them.
        let waits = live && !svg.is_empty();
        let table = if waits { String::new() } else { self.rows() };
        let said = match waits {
            true => "<p class=\"chart-said\" aria-hidden=\"true\">\u{a0}</p>",
            false => "",
        };
        format!(
            "<section class=\"measured\" id=\"{id}\"><h2>{}</h2>{note}\
             <div class=\"chart-place\" data-chart=\"{id}\">{svg}</div>{said}\
             <details{open}><summary>{}</summary><div data-rows=\"{id}\">{table}</div></details>\
             {take}</section>",
            text(&self.title),
            text(&texts.t(f::RESPONSE_TABLE)),
        )
    }

    /// How many calls it is made of; of lines, and of places side by side, for each of them.
    pub fn counted(&self, texts: &Texts) -> String {
        let at = |name: &str| {
            self.table
                .columns
                .iter()
                .position(|(_, column)| *column == name)
        };
        let number = |cell: Option<&(String, String)>| -> u64 {
            cell.and_then(|(_, raw)| raw.parse().ok()).unwrap_or(0)
        };
        let calls = |row: &Vec<(String, String)>| match at("calls") {
            Some(at) => number(row.get(at)),
            // A table of hours has nothing but calls.
            None => row.iter().skip(1).map(|cell| number(Some(cell))).sum(),
        };
        let place = at("place").filter(|_| at("period").is_some() || self.id == "compared");
        let mut sums: Vec<(&str, u64)> = Vec::new();
        for row in &self.table.rows {
            let name = place.and_then(|at| row.get(at));
            let name = name.map_or("", |(name, _)| name.as_str());
            match sums.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += calls(row),
                None => sums.push((name, calls(row))),
            }
        }
        let alone = sums.len() == 1;
        let said = sums.into_iter().map(|(name, sum)| {
            let calls = texts.count(f::RESPONSE_CALLS_N, sum);
            match alone {
                true => calls,
                false => format!("{name}: {calls}"),
            }
        });
        let said: Vec<String> = said.collect();
        said.join(" / ")
    }

    /// The table as HTML.
    pub fn rows(&self) -> String {
        self.table.html(&self.title)
    }
}

impl Table {
    /// Adds a row.
    pub(crate) fn push(&mut self, row: Vec<(String, String)>) {
        self.rows.push(row);
    }

    fn html(&self, label: &str) -> String {
        let mut out = format!(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
            text(label)
        );
        for (shown, _) in self.columns.iter().filter(|(shown, _)| !shown.is_empty()) {
            let _ = write!(out, "<th scope=\"col\">{}</th>", text(shown));
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            out.push_str("<tr>");
            let cells = row.iter().zip(&self.columns);
            let seen = cells.filter(|(_, (column, _))| !column.is_empty());
            for (at, ((shown, _), _)) in seen.enumerate() {
                let _ = match at {
                    0 => write!(out, "<th scope=\"row\">{}</th>", text(shown)),
                    _ => write!(out, "<td>{}</td>", text(shown)),
                };
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
        out
    }
}
