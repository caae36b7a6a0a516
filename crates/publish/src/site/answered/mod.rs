//! "Did they answer?": what became of everybody's messages, below the form of a region and below the
//! choice of one. It is written here alone; the portal takes it from the page as it was served.

mod answers;
mod charts;
mod figure;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use senim_measure::{Every, Period, State};
use senim_model::feedback::Feedback;
use senim_model::id::Id;
use senim_model::index::Index;
use senim_model::text::Text;
use senim_texts::figure::period;
use senim_texts::html::text;
use senim_texts::{Message, Texts, f, w};

use super::frame::day;
use crate::Error;
use crate::messages::{ANSWERS, CELLS, Cell, DATASET, Published, SAID, SAID_THEMES, THEMES};
use crate::release::table::Table;
use figure::Figure;

/// So many quarters are drawn, and stand in tables; the files have all.
const SHOWN: usize = 8;

/// What is published of messages now.
pub(super) struct Answered {
    published: Published,
    /// What came and what did not, by region and quarter.
    states: BTreeMap<(String, Period), State>,
    /// The folder of the tables, as a page names it.
    folder: String,
    /// Names of districts.
    districts: BTreeMap<Id, Text>,
    /// Names of themes, as they are now.
    themes: BTreeMap<Id, Text>,
}

/// A quarter of a region: what is known of it, or why nothing is.
struct Quarter<'a> {
    quarter: Period,
    cells: Vec<&'a Cell>,
    /// All its messages together.
    whole: Result<Figure, State>,
    /// Those of which senders said something, where they are enough.
    senders: Option<Figure>,
}

impl Answered {
    /// Reads the tables of the newest release; `None` where messages are not counted.
    pub(super) fn read(
        index: &Index,
        data: &Path,
        feedback: &Feedback,
    ) -> Result<Option<Answered>, Error> {
        let folder = data.join(&index.record.path);
        if !folder.join(CELLS).is_file() {
            return Ok(None);
        }
        let rows = Table::read(&folder, "coverage.csv")?.all(|row| {
            let key = (
                row.text("supplier").to_owned(),
                Period::parse(row.text("period"))?,
            );
            let state = State::from_code(row.text("state"))?;
            Some((row.text("dataset") == DATASET, key, state))
        })?;
        let mine = rows
            .into_iter()
            .filter(|(is_mine, (_, period), _)| *is_mine && period.every() == Every::Quarter);
        let directory = data.join(&index.directory.path);
        let districts = Table::read(&directory, "districts.csv")?.all(|row| {
            let name = |lang: &str| row.text(&format!("name_{lang}")).to_owned();
            let name = Text {
                kk: name("kk"),
                ru: name("ru"),
                en: name("en"),
            };
            Some((Id::parse(row.text("id")).ok()?, name))
        })?;
        Ok(Some(Answered {
            published: Published::read(&folder)?,
            states: mine.map(|(_, key, state)| (key, state)).collect(),
            folder: format!("data/{}", index.record.path),
            districts: districts.into_iter().collect(),
            themes: feedback
                .themes
                .iter()
                .map(|theme| (theme.id.clone(), theme.name.clone()))
                .collect(),
        }))
    }

    /// What became of the messages of a region.
    pub(super) fn region(&self, index: &Index, texts: &Texts, region: &Id) -> String {
        let quarters = self.quarters(index, region);
        let of = |cell: &&Cell| cell.key.region.as_ref() == Some(region);
        let years = self.published.office.cells.iter().filter(of);
        let years: Vec<&Cell> = years
            .filter(|cell| cell.key.period.every() == Every::Year)
            .collect();
        let answers = answers::list(self, texts, region);
        let figures =
            match quarters.iter().any(|quarter| quarter.whole.is_ok()) || !years.is_empty() {
                true => [
                    headline(texts, &quarters),
                    charts::both(texts, &quarters),
                    tables::places(self, texts, &quarters, &years),
                    tables::themes(self, texts, region),
                    tables::senders(self, texts, region),
                    tables::senders_by_theme(self, texts, region),
                ]
                .concat(),
                false => notice(texts, w::ANSWERED_NONE),
            };
        self.section(index, texts, &[figures, answers].concat())
    }

    /// What became of the messages of all regions, region beside region.
    pub(super) fn country(&self, index: &Index, texts: &Texts) -> String {
        let regions = index.directory.regions.iter();
        let regions: Vec<(&Text, Vec<Quarter<'_>>)> = regions
            .map(|region| (&region.name, self.quarters(index, &region.id)))
            .collect();
        let is_known = |(_, quarters): &(&Text, Vec<Quarter<'_>>)| {
            quarters.iter().any(|quarter| quarter.whole.is_ok())
        };
        let content = match regions.iter().any(is_known) {
            true => tables::regions(self, texts, &regions),
            false => notice(texts, w::ANSWERED_NONE),
        };
        self.section(index, texts, &content)
    }

    /// The last quarters of a region that are over, oldest first.
    fn quarters(&self, index: &Index, region: &Id) -> Vec<Quarter<'_>> {
        let of_region = |cell: &&Cell| cell.key.region.as_ref() == Some(region);
        let cells: Vec<&Cell> = self
            .published
            .office
            .cells
            .iter()
            .filter(of_region)
            .collect();
        let due = self.states.keys().filter(|(of, _)| of == region.as_str());
        let due = due
            .map(|(_, quarter)| *quarter)
            .filter(|quarter| is_over(index, *quarter));
        let counted = cells.iter().flat_map(|cell| cell.quarters.iter().copied());
        let known: BTreeSet<Period> = due.chain(counted).collect();
        let skipped = known.len().saturating_sub(SHOWN);
        let quarter = |quarter: Period| {
            let here = cells.iter().filter(|cell| cell.key.period == quarter);
            let here: Vec<&Cell> = here.copied().collect();
            let said = self.published.senders.cells.iter();
            let said = said.filter(of_region);
            let said: Vec<&Cell> = said.filter(|cell| cell.key.period == quarter).collect();
            let state = self.states.get(&(region.to_string(), quarter)).copied();
            // What came and stands in no cell of the quarter is too few.
            let state = match state {
                None | Some(State::Reported) => State::Suppressed,
                Some(other) => other,
            };
            Quarter {
                quarter,
                whole: together(&here).ok_or(state),
                senders: together(&said),
                cells: here,
            }
        };
        known.into_iter().skip(skipped).map(quarter).collect()
    }

    fn section(&self, index: &Index, texts: &Texts, content: &str) -> String {
        format!(
            "<section class=\"answered\" id=\"answered\"><h2>{}</h2><p>{}</p>{content}{}</section>",
            text(&texts.t(w::ANSWERED_TITLE)),
            text(&texts.t(w::ANSWERED_LEAD)),
            self.method(index, texts),
        )
    }

    /// How the figures come about, and the files that they can be computed from.
    fn method(&self, index: &Index, texts: &Texts) -> String {
        let min = least(&self.published.office.cells.iter().collect::<Vec<_>>());
        let release = day(texts, &index.record.time);
        let said = [
            texts.t(w::ANSWERED_METHOD_COUNTED),
            texts.with(w::ANSWERED_METHOD_MIN, &[("min", &min.to_string())]),
            texts.t(w::ANSWERED_METHOD_SAID),
            texts.t(w::ANSWERED_METHOD_INTERVAL),
            texts.with(
                f::RESPONSE_METHOD_SOURCE,
                &[
                    ("publisher", index.publisher.show(texts.lang)),
                    ("release", &release),
                ],
            ),
        ];
        let said: String = said
            .iter()
            .map(|said| format!("<p>{}</p>", text(said)))
            .collect();
        let files = [
            (CELLS, w::ANSWERED_FILE_COUNTS),
            (THEMES, w::ANSWERED_FILE_THEMES),
            (SAID, w::ANSWERED_FILE_SAID),
            (SAID_THEMES, w::ANSWERED_FILE_SAID_THEMES),
            (ANSWERS, w::ANSWERED_FILE_ANSWERS),
        ];
        let files: String = files
            .map(|(file, name)| {
                let name = text(&texts.t(name));
                format!(
                    "<li><a href=\"{}{file}\" download>{name}</a></li>",
                    text(&self.folder)
                )
            })
            .concat();
        format!(
            "<section class=\"method\"><h3>{}</h3>{said}<h3>{}</h3><ul class=\"links\">{files}</ul></section>",
            text(&texts.t(f::RESPONSE_METHOD)),
            text(&texts.t(w::ANSWERED_FILES)),
        )
    }

    /// What a district is called; what it was called is not known any more once it is gone.
    fn district(&self, texts: &Texts, id: &Id) -> String {
        name_of(texts, self.districts.get(id), id)
    }

    /// What a theme is called.
    fn theme(&self, texts: &Texts, id: Option<&Id>) -> String {
        match id {
            Some(id) => name_of(texts, self.themes.get(id), id),
            None => texts.t(w::ANSWERED_THEME_NONE),
        }
    }
}

fn name_of(texts: &Texts, name: Option<&Text>, id: &Id) -> String {
    let shown = name
        .map(|name| name.show(texts.lang))
        .filter(|name| !name.is_empty());
    shown.map_or_else(|| id.to_string(), str::to_owned)
}

/// What is known of cells together.
fn together(cells: &[&Cell]) -> Option<Figure> {
    Figure::of(cells.iter().map(|cell| &cell.counts), least(cells))
}

/// The least number of a cell under which any of these was published: nothing smaller is shown.
fn least(cells: &[&Cell]) -> u64 {
    let least = cells.iter().map(|cell| cell.min_cell).max();
    least.unwrap_or_default()
}

/// Whether a quarter was over on the day of the release.
fn is_over(index: &Index, quarter: Period) -> bool {
    let released = chrono::DateTime::parse_from_rfc3339(&index.record.time);
    released.is_ok_and(|time| quarter.last_day() < time.date_naive())
}

fn notice(texts: &Texts, message: Message) -> String {
    format!("<p class=\"notice\">{}</p>", text(&texts.t(message)))
}

/// The words of a state.
fn state_words(texts: &Texts, state: State) -> String {
    texts.t(match state {
        State::Reported => w::STATE_REPORTED,
        State::Zero => w::STATE_ZERO,
        State::Missing => w::STATE_MISSING,
        State::Late => w::STATE_LATE,
        State::Suppressed => w::STATE_SUPPRESSED,
        State::NotApplicable => w::STATE_NOT_APPLICABLE,
    })
}

/// The last quarter that something is known of, in large figures.
fn headline(texts: &Texts, quarters: &[Quarter<'_>]) -> String {
    let mut known = quarters.iter().rev();
    let Some((of, figure)) = known.find_map(|of| Some((of, of.whole.as_ref().ok()?))) else {
        return String::new();
    };
    let rows: String = figure::shown(texts, figure, of.senders.as_ref())
        .into_iter()
        .map(|(label, shown, base)| {
            format!(
                "<div><dt>{}</dt><dd><span class=\"big\">{}</span><br><small>{}</small></dd></div>",
                text(&label),
                text(&shown),
                text(&base)
            )
        })
        .collect();
    format!(
        "<div class=\"headline\"><h3>{}</h3><dl>{rows}</dl></div>",
        text(&period(texts, of.quarter))
    )
}
