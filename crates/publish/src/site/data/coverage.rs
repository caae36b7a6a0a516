//! What came and what did not: six states, told apart by shape as well as by colour.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use senim_measure::{Every, Period};
use senim_model::index::Index;
use senim_model::text::Text;
use senim_texts::figure::{period, short_period, year};
use senim_texts::{Message, Texts, w};

use super::rows;
use crate::Error;
use crate::coverage::WHOLE;
use senim_texts::html::text;

/// Periods that are shown at most.
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
    /// What is known of each.
    cells: BTreeMap<Source, States>,
    /// What suppliers are called that are regions.
    regions: BTreeMap<String, Text>,
}

/// A dataset, and who brings it.
type Source = (String, String);

/// By period, a state, and a reason where one is given.
type States = BTreeMap<Period, (String, Text)>;

impl Coverage {
    /// Reads `coverage.csv` of a release's folder.
    pub(super) fn read(folder: &Path, index: &Index) -> Result<Coverage, Error> {
        let mut cells: BTreeMap<Source, States> = BTreeMap::new();
        for row in rows(&folder.join("coverage.csv"))? {
            let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
            // A release of before said it once for all languages.
            let said = |name: &str| row.get(name).or_else(|| row.get("reason")).cloned();
            let [kk, ru, en] =
                ["reason_kk", "reason_ru", "reason_en"].map(|name| said(name).unwrap_or_default());
            let reason = Text { kk, ru, en };
            let Some(period) = Period::parse(&cell("period")) else {
                continue;
            };
            cells
                .entry((cell("dataset"), cell("supplier")))
                .or_default()
                .insert(period, (cell("state"), reason));
        }
        let regions = index.directory.regions.iter();
        let regions = regions.map(|region| (region.id.to_string(), region.name.clone()));
        Ok(Coverage {
            cells,
            regions: regions.collect(),
        })
    }

    /// A matrix for what comes each month, one for each quarter and so on; what shapes mean, and the
    /// reasons.
    pub(super) fn tables(&self, texts: &Texts) -> String {
        let matrices: Vec<Matrix<'_>> = [
            (Every::Month, w::DATA_COVERAGE_MONTH),
            (Every::Quarter, w::DATA_COVERAGE_QUARTER),
            (Every::Year, w::DATA_COVERAGE_YEAR),
        ]
        .into_iter()
        .filter_map(|(every, title)| Matrix::of(self, every, title))
        .collect();
        if matrices.is_empty() {
            return format!("<p>{}</p>", text(&texts.t(w::DATA_COVERAGE_NONE)));
        }
        let tables = matrices.iter().map(|matrix| matrix.table(texts));
        let reasons = matrices.iter().map(|matrix| matrix.reasons(texts));
        let reasons: String = reasons.collect();
        format!(
            "<p>{}</p>{}{}{}",
            text(&texts.t(w::DATA_COVERAGE_LEAD)),
            tables.collect::<String>(),
            legend(texts),
            match reasons.is_empty() {
                true => reasons,
                false => format!("<ul class=\"small\">{reasons}</ul>"),
            },
        )
    }

    /// The whole of a dataset is no supplier of its own; one that is no region has but its identifier.
    fn supplier(&self, texts: &Texts, supplier: &str) -> String {
        match self.regions.get(supplier) {
            Some(name) => name.show(texts.lang).to_owned(),
            None if supplier == WHOLE => texts.t(w::DATA_COVERAGE_ALL),
            None => supplier.to_owned(),
        }
    }
}

/// What comes in one rhythm.
struct Matrix<'a> {
    coverage: &'a Coverage,
    title: Message,
    /// The newest first.
    periods: Vec<Period>,
    /// Those with a state in these periods.
    rows: Vec<(&'a Source, &'a States)>,
}

impl<'a> Matrix<'a> {
    /// `None` where nothing comes so.
    fn of(coverage: &'a Coverage, every: Every, title: Message) -> Option<Matrix<'a>> {
        let all = coverage.cells.values().flat_map(BTreeMap::keys);
        let periods: BTreeSet<Period> = all.filter(|of| of.every() == every).copied().collect();
        let periods: Vec<Period> = periods.into_iter().rev().take(SHOWN).collect();
        let rows = coverage.cells.iter();
        let rows: Vec<_> = rows
            .filter(|(_, states)| periods.iter().any(|of| states.contains_key(of)))
            .collect();
        (!rows.is_empty()).then_some(Matrix {
            coverage,
            title,
            periods,
            rows,
        })
    }

    fn table(&self, texts: &Texts) -> String {
        let title = text(&texts.t(self.title));
        let heads: String = self.periods.iter().map(|of| head(texts, *of)).collect();
        let row = |((dataset, supplier), states): &(&Source, &States)| {
            let periods = self.periods.iter();
            let cells: String = periods.map(|of| cell(texts, states.get(of))).collect();
            format!(
                "<tr><th scope=\"row\">{} <span class=\"line quiet\">{}</span></th>{cells}</tr>",
                text(&dataset_name(texts, dataset)),
                text(&self.coverage.supplier(texts, supplier)),
            )
        };
        let body: String = self.rows.iter().map(row).collect();
        format!(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}: {title}\">\
             <table class=\"coverage\"><caption>{title}</caption><thead><tr><th scope=\"col\">{} \
             <span class=\"line quiet\">{}</span></th>{heads}</tr></thead><tbody>{body}</tbody></table></div>",
            text(&texts.t(w::DATA_COVERAGE)),
            text(&texts.t(w::DATA_COVERAGE_DATASET)),
            text(&texts.t(w::DATA_COVERAGE_SUPPLIER)),
        )
    }

    /// Why, for each state that has a reason, as items of a list.
    fn reasons(&self, texts: &Texts) -> String {
        let mut out = String::new();
        for ((dataset, supplier), states) in &self.rows {
            for of in &self.periods {
                let reason = states.get(of).map(|(_, reason)| reason.show(texts.lang));
                let Some(reason) = reason.filter(|reason| !reason.is_empty()) else {
                    continue;
                };
                let mut names = vec![dataset_name(texts, dataset)];
                if supplier != WHOLE {
                    names.push(self.coverage.supplier(texts, supplier));
                }
                names.push(period(texts, *of));
                let about = text(&names.join(" · "));
                out.push_str(&format!("<li>{about}: {}</li>", text(reason)));
            }
        }
        out
    }
}

/// "окт", and below it "2026".
fn head(texts: &Texts, of: Period) -> String {
    let year = match of.every() {
        Every::Year => String::new(),
        _ => format!(" <span class=\"line quiet\">{}</span>", year(of)),
    };
    format!(
        "<th scope=\"col\">{}{year}</th>",
        text(&short_period(texts, of))
    )
}

/// A dataset that this page knows nothing of has but its identifier.
fn dataset_name(texts: &Texts, dataset: &str) -> String {
    match dataset {
        "directory" => texts.t(w::DATA_DIRECTORY),
        "calls" => texts.t(w::DATA_COVERAGE_CALLS),
        "feedback" => texts.t(w::DATA_COVERAGE_FEEDBACK),
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

#[cfg(test)]
mod tests {
    use senim_model::text::Lang;

    use super::*;

    fn coverage(cells: &[(&str, &str, &str, &str)]) -> Coverage {
        let mut coverage = Coverage {
            cells: BTreeMap::new(),
            regions: BTreeMap::new(),
        };
        let name = |kk: &str, ru: &str, en: &str| Text {
            kk: kk.into(),
            ru: ru.into(),
            en: en.into(),
        };
        let abai = name("Абай облысы", "Абайская область", "Abai Region");
        coverage.regions.insert("abai".into(), abai);
        for (dataset, supplier, period, why) in cells {
            let source = ((*dataset).to_owned(), (*supplier).to_owned());
            let states = coverage.cells.entry(source).or_default();
            let state = ("missing".to_owned(), name(why, why, why));
            states.insert(Period::parse(period).unwrap(), state);
        }
        coverage
    }

    /// The words of a page, with a bar wherever a tag stands.
    fn words(html: &str) -> String {
        let parts = html.split('<').filter_map(|part| part.split_once('>'));
        let words: Vec<&str> = parts
            .map(|(_, words)| words.trim())
            .filter(|words| !words.is_empty())
            .collect();
        words.join("|")
    }

    #[test]
    fn a_reader_finds_names_and_not_codes_the_newest_first() {
        let coverage = coverage(&[
            ("calls", "abai", "2025-12", ""),
            ("calls", "abai", "2026-01", "lost"),
            ("directory", "all", "2026-01", "closed"),
            ("feedback", "abai", "2025-Q4", ""),
            ("feedback", "abai", "2026-Q1", ""),
        ]);
        let html = coverage.tables(&Texts::built_in(Lang::Ru));
        let tables: Vec<String> = html
            .split("<table class=\"coverage\">")
            .skip(1)
            .map(|table| {
                table
                    .split("</table>")
                    .next()
                    .map(words)
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(
            tables,
            [
                "Каждый месяц|Данные|Кто передаёт|янв|2026|дек|2025|\
                 Вызовы|Абайская область|✕|нет данных|✕|нет данных|Справочник|все|✕|нет данных",
                "Каждый квартал|Данные|Кто передаёт|I кв.|2026|IV кв.|2025|\
                 Сообщения|Абайская область|✕|нет данных|✕|нет данных",
            ]
        );
        assert!(html.contains("<li>Вызовы · Абайская область · январь 2026: lost</li>"));
        assert!(html.contains("<li>Справочник · январь 2026: closed</li>"));
        for code in ["2026-01", "2025-Q4", "calls", "feedback", "abai"] {
            assert!(!html.contains(code), "{code}");
        }
    }

    #[test]
    fn only_the_last_periods_are_shown_and_nothing_stands_for_no_coverage() {
        let months: Vec<String> = (1..=9)
            .flat_map(|month| [format!("2025-0{month}"), format!("2026-0{month}")])
            .collect();
        let cells: Vec<_> = months
            .iter()
            .map(|month| ("calls", "abai", month.as_str(), ""))
            .collect();
        let html = coverage(&cells).tables(&Texts::built_in(Lang::En));
        assert_eq!(html.matches("<th scope=\"col\">").count(), 1 + SHOWN);
        let none = coverage(&[]).tables(&Texts::built_in(Lang::En));
        assert!(!none.contains("<table"));
    }
}
