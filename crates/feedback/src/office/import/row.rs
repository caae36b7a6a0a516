//! What one row decides: every cell is read, whatever is wrong with the others.

use std::collections::BTreeSet;

use senim_message::Outcome;
use senim_model::text::Lang;

use super::Problem;
use super::cells::Cell;
use super::sheet::Sheet;
use crate::office::columns::Shown;
use crate::office::words::folded;
use crate::office::{themes, unfit};
use crate::store::{Change, Entry, Unfit};

/// A row being read.
pub(super) struct Row<'a> {
    pub(super) sheet: &'a Sheet,
    /// What messages are called in the language of the headings.
    pub(super) shown: Shown<'a>,
    pub(super) row: u32,
    pub(super) problems: &'a mut Vec<Problem>,
}

/// What a message is recognised by, besides its number.
const RECOGNISED: [&str; 3] = ["text", "region", "received"];

/// How workbooks spell what XML cannot hold, as in `_x000D_`. Where a sender has written that, some
/// programs give back what it means, so that the text tells nothing.
const ESCAPED: &str = "_x";

/// A cell says something that cannot be; it was told.
struct Wrong;

/// What a cell says, if anything.
type Said<T> = Result<Option<T>, Wrong>;

impl Row<'_> {
    fn problem(&mut self, key: &'static str, message: impl Into<String>) {
        self.problems.push(Problem {
            row: Some(self.row + 1),
            column: self.sheet.called(key),
            message: message.into(),
        });
    }

    pub(super) fn change(&mut self, entries: &[Entry], seen: &mut BTreeSet<i64>) -> Option<Change> {
        let mut keys = self.sheet.columns.keys();
        if keys.all(|key| self.sheet.cell(self.row, key).is_none()) {
            return None;
        }
        let entry = self.entry(entries, seen);
        let revision = self.number("revision");
        let old_theme = entry.and_then(|entry| entry.theme.as_deref());
        let (theme, outcome) = (self.theme(old_theme), self.outcome());
        let (answer, summary) = (self.written("answer"), self.written("summary"));
        let entry = entry?;
        let is_wrong = theme.is_err() || outcome.is_err() || answer.is_err() || summary.is_err();
        let as_it_is = |outcome: &Outcome| {
            entry.stage == "closed" && entry.outcome.as_deref() == Some(outcome.code())
        };
        // A cell with a fault is one with words in it.
        let answers = !matches!(answer, Ok(None));
        let outcome = outcome.map(|outcome| outcome.filter(|outcome| !as_it_is(outcome)));
        let closes = !matches!(outcome, Ok(None));
        let new = |said: Said<String>, old: &Option<String>| {
            let said = said.unwrap_or_default();
            said.filter(|said| Some(said) != old.as_ref())
        };
        let nothing = Change {
            number: entry.number,
            ..Change::default()
        };
        let change = Change {
            theme: new(theme, &entry.theme),
            answer: new(answer, &entry.answer),
            summary: new(summary, &entry.summary),
            outcome: outcome.unwrap_or_default(),
            ..nothing.clone()
        };
        if !is_wrong && change == nothing {
            return Some(change);
        }
        for why in entry.unfit(revision, closes, answers) {
            self.problem(column_of(why), why.to_string());
        }
        Some(Change {
            seen: Some(revision?),
            ..change
        })
    }

    /// The message that the row is about.
    fn entry<'e>(&mut self, entries: &'e [Entry], seen: &mut BTreeSet<i64>) -> Option<&'e Entry> {
        let number = self.number("number")?;
        let found = entries.binary_search_by_key(&number, |entry| entry.number);
        let Some(entry) = found.ok().and_then(|at| entries.get(at)) else {
            self.problem("number", format!("there is no message {number}"));
            return None;
        };
        if !seen.insert(number) {
            self.problem(
                "number",
                format!("message {number} stands in another row too"),
            );
        }
        self.recognise(entry);
        Some(entry)
    }

    /// Tells where the number was moved away from what it is the number of, as by sorting one
    /// column: the answer would go to somebody else. A cell that is empty says nothing, and a
    /// message whose text is deleted cannot be recognised, nor changed.
    fn recognise(&mut self, entry: &Entry) {
        let differs = |key: &&'static str| {
            let Some(Cell::Text(text)) = self.sheet.cell(self.row, key) else {
                return false;
            };
            let named = Lang::ALL.map(|lang| Shown { lang, ..self.shown }.cell(entry, key));
            let mut expected = named.iter().chain([&entry.region]);
            let text = letters(text);
            !named.iter().any(|text| text.contains(ESCAPED))
                && expected.all(|expected| letters(expected) != text)
        };
        if let Some(key) = RECOGNISED
            .into_iter()
            .find(differs)
            .filter(|_| !entry.purged)
        {
            let expected = self.shown.cell(entry, key);
            let expected = short(&expected.split_whitespace().collect::<Vec<_>>().join(" "));
            let number = entry.number;
            self.problem(
                key,
                format!(
                    "this row is not message {number}, which has “{expected}” here; numbers and \
                     messages were moved apart: export again, and fill in that file"
                ),
            );
        }
    }

    fn number(&mut self, key: &'static str) -> Option<i64> {
        let typed = self.typed(key).ok()?.unwrap_or_default();
        let number = typed.parse().ok();
        if number.is_none() {
            self.problem(key, format!("“{}” is no number", short(&typed)));
        }
        number
    }

    /// A theme of the list, or the one that the message has, which may be on the list no more.
    fn theme(&mut self, old: Option<&str>) -> Said<String> {
        let Some(typed) = self.typed("theme")? else {
            return Ok(None);
        };
        let known = self.shown.themes;
        let as_it_is = old.filter(|old| folded(old) == folded(&typed));
        if let Some(id) = themes::meant(known, &typed).or(as_it_is) {
            return Ok(Some(id.to_owned()));
        }
        let lang = self.sheet.lang;
        let called = known.keys().map(|id| themes::called(known, id, lang));
        let called: Vec<String> = called.collect();
        self.unknown("theme", &typed, ("themes", &called))
    }

    fn outcome(&mut self) -> Said<Outcome> {
        let Some(typed) = self.typed("outcome")? else {
            return Ok(None);
        };
        let codes = Outcome::ALL.map(Outcome::code);
        if let Some(meant) = self.sheet.words.meant(&typed, "outcome:", codes) {
            return Ok(Outcome::from_code(meant));
        }
        let called = codes.map(|code| self.sheet.word(&format!("outcome:{code}")));
        self.unknown("outcome", &typed, ("outcomes", &called))
    }

    fn unknown<T>(
        &mut self,
        key: &'static str,
        typed: &str,
        (what, known): (&str, &[String]),
    ) -> Said<T> {
        let (typed, known) = (short(typed), known.join(", "));
        self.problem(key, format!("“{typed}” does not exist; {what} are {known}"));
        Err(Wrong)
    }

    fn written(&mut self, key: &'static str) -> Said<String> {
        let typed = self.typed(key)?;
        if let Some(why) = typed.as_deref().and_then(unfit) {
            self.problem(key, why);
            return Err(Wrong);
        }
        Ok(typed)
    }

    /// What somebody typed into a cell; an empty one changes nothing.
    fn typed(&mut self, key: &'static str) -> Said<String> {
        match self.sheet.cell(self.row, key) {
            None => Ok(None),
            Some(Cell::Text(text)) => Ok(Some(text.trim().to_owned())),
            Some(Cell::Other(what)) => {
                self.problem(key, format!("is {what}; write text"));
                Err(Wrong)
            }
        }
    }
}

/// The column that a fault is about.
pub(super) fn column_of(why: Unfit) -> &'static str {
    match why {
        Unfit::NoMessage | Unfit::Purged => "number",
        Unfit::Changed => "revision",
        Unfit::NoAnswer => "answer",
    }
}

/// What no spreadsheet changes of a text: its letters and digits.
fn letters(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.filter(|letter| letter.is_alphanumeric()).collect()
}

/// So much of a text as a report has room for.
pub(super) fn short(text: &str) -> String {
    match text.chars().count() {
        0..=40 => text.to_owned(),
        _ => text.chars().take(39).chain(['…']).collect(),
    }
}
