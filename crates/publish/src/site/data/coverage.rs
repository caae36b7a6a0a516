//! What came and what did not: six states, told apart by shape as well as by colour.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use senim_model::text::Text;
use senim_texts::{Message, Texts, w};

use super::rows;
use crate::Error;
use senim_texts::html::text;

/// Periods that are shown, the newest last.
const SHOWN: usize = 12;

/// A state: its identifier, its shape, and what it is called.
const STATES: [(&str, &str, Message); 6] = [
    ("reported", "●", w::STATE_REPORTED),
    ("zero", "0", w::STATE_ZERO),
    ("missing", "✕", w::STATE_MISSING),
    ("late", "◔", w::STATE_LATE),
    ("suppressed", "▦", w::STATE_SUPPRESSED),
    ("not_applicable", "–", w::STATE_NOT_APPLICABLE),
];

/// The coverage of the newest release of the record.
pub(super) struct Coverage {
    /// By dataset and supplier, then by period: the state, and a reason where one is given.
    cells: BTreeMap<(String, String), BTreeMap<String, (String, Text)>>,
}

impl Coverage {
    /// Reads `coverage.csv` of a release's folder.
    pub(super) fn read(folder: &Path) -> Result<Coverage, Error> {
        let mut cells: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for row in rows(&folder.join("coverage.csv"))? {
            let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
            // A release of before said it once for all languages.
            let said = |name: &str| row.get(name).or_else(|| row.get("reason")).cloned();
            let [kk, ru, en] =
                ["reason_kk", "reason_ru", "reason_en"].map(|name| said(name).unwrap_or_default());
            let reason = Text { kk, ru, en };
            cells
                .entry((cell("dataset"), cell("supplier")))
                .or_default()
                .insert(cell("period"), (cell("state"), reason));
        }
        Ok(Coverage { cells })
    }

    /// The matrix, what its shapes mean, and the reasons.
    pub(super) fn table(&self, texts: &Texts) -> String {
        if self.cells.is_empty() {
            return format!("<p>{}</p>", text(&texts.t(w::DATA_COVERAGE_NONE)));
        }
        let periods: BTreeSet<&String> = self.cells.values().flat_map(BTreeMap::keys).collect();
        let skipped = periods.len().saturating_sub(SHOWN);
        let periods: Vec<&String> = periods.into_iter().skip(skipped).collect();
        let heads: String = periods
            .iter()
            .map(|period| format!("<th scope=\"col\">{}</th>", text(period)))
            .collect();
        let body: String = self
            .cells
            .iter()
            .map(|((dataset, supplier), states)| {
                let cells: String = periods
                    .iter()
                    .map(|period| cell(texts, states.get(*period)))
                    .collect();
                format!(
                    "<tr><th scope=\"row\">{}</th><td>{}</td>{cells}</tr>",
                    text(&dataset_name(texts, dataset)),
                    text(&supplier_name(texts, supplier))
                )
            })
            .collect();
        format!(
            "<p>{}</p><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"coverage\">\
             <thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>\
             {}{}",
            text(&texts.t(w::DATA_COVERAGE_LEAD)),
            text(&texts.t(w::DATA_COVERAGE)),
            text(&texts.t(w::DATA_COVERAGE_DATASET)),
            text(&texts.t(w::DATA_COVERAGE_SUPPLIER)),
            legend(texts),
            self.reasons(texts, &periods),
        )
    }

    fn reasons(&self, texts: &Texts, periods: &[&String]) -> String {
        let cells = self.cells.values().flatten();
        let given = cells.map(|(period, (_, reason))| (period, reason.show(texts.lang)));
        let given = given.filter(|(period, reason)| periods.contains(period) && !reason.is_empty());
        let lines: BTreeSet<String> = given
            .map(|(period, reason)| format!("<li>{}: {}</li>", text(period), text(reason)))
            .collect();
        match lines.is_empty() {
            true => String::new(),
            false => format!(
                "<ul class=\"small\">{}</ul>",
                lines.into_iter().collect::<String>()
            ),
        }
    }
}

fn dataset_name(texts: &Texts, dataset: &str) -> String {
    match dataset {
        "directory" => texts.t(w::DATA_DIRECTORY),
        "record" => texts.t(w::DATA_RECORD),
        other => other.to_owned(),
    }
}

/// The whole of a dataset is no supplier of its own.
fn supplier_name(texts: &Texts, supplier: &str) -> String {
    match supplier {
        "all" => texts.t(w::DATA_COVERAGE_ALL),
        other => other.to_owned(),
    }
}

fn cell(texts: &Texts, state: Option<&(String, Text)>) -> String {
    let known = STATES
        .iter()
        .find(|(id, ..)| state.is_some_and(|(state, _)| state == id));
    match known {
        None => "<td></td>".into(),
        Some((id, shape, name)) => format!(
            "<td class=\"state {id}\"><span aria-hidden=\"true\">{shape}</span><span class=\"unseen\">{}</span></td>",
            text(&texts.t(*name))
        ),
    }
}

fn legend(texts: &Texts) -> String {
    let items: String = STATES
        .iter()
        .map(|(id, shape, name)| {
            let name = text(&texts.t(*name));
            format!(
                "<li><span class=\"state {id}\" aria-hidden=\"true\">{shape}</span> {name}</li>"
            )
        })
        .collect();
    format!("<ul class=\"legend\">{items}</ul>")
}
