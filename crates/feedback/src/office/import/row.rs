//! What one row decides.

use std::collections::BTreeSet;

use senim_message::Outcome;

use super::Problem;
use super::sheet::Sheet;
use crate::office::words::folded;
use crate::office::{Themes, unfit};
use crate::store::{Change, Entry};

/// A row being read.
pub(super) struct Row<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: u32,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Row<'_> {
    fn problem(&mut self, key: &str, message: impl Into<String>) {
        let column = self
            .sheet
            .columns
            .get(key)
            .map(|(_, heading)| heading.clone());
        self.problems.push(Problem {
            row: Some(self.row + 1),
            column: column.unwrap_or_default(),
            message: message.into(),
        });
    }

    pub(super) fn change(
        &mut self,
        entries: &[Entry],
        themes: &Themes,
        seen: &mut BTreeSet<i64>,
    ) -> Option<Change> {
        let keys = self.sheet.columns.keys();
        if keys
            .into_iter()
            .all(|key| self.sheet.text(self.row, key).trim().is_empty())
        {
            return None;
        }
        let number = self.number("number")?;
        let revision = self.number("revision")?;
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
            return None;
        }
        let theme = self.theme(themes);
        let outcome = self.outcome();
        let (answer, summary) = (self.written("answer"), self.written("summary"));
        let new =
            |new: Option<String>, old: &Option<String>| new.filter(|new| Some(new) != old.as_ref());
        let as_it_is = |outcome: &Outcome| {
            entry.stage == "closed" && entry.outcome.as_deref() == Some(outcome.code())
        };
        let mut change = Change {
            number,
            theme: new(theme, &entry.theme),
            answer: new(answer, &entry.answer),
            summary: new(summary, &entry.summary),
            outcome: outcome.filter(|outcome| !as_it_is(outcome)),
            seen: None,
        };
        let nothing = Change {
            number,
            ..Change::default()
        };
        if change != nothing {
            change.seen = Some(revision);
        }
        Some(change)
    }

    fn number(&mut self, key: &str) -> Option<i64> {
        let text = self.sheet.text(self.row, key);
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.problem(key, format!("“{}” is no number", short(&text)));
        }
        number
    }

    fn theme(&mut self, themes: &Themes) -> Option<String> {
        let typed = self.typed("theme")?;
        let meant = folded(&typed);
        let found = themes.iter().find(|(id, name)| {
            let mut known = [id.as_str(), &name.kk, &name.ru, &name.en].into_iter();
            known.any(|known| folded(known) == meant)
        });
        if found.is_none() {
            let known: Vec<&str> = themes.keys().map(String::as_str).collect();
            let known = known.join(", ");
            self.problem(
                "theme",
                format!("“{}” does not exist; themes are {known}", short(&typed)),
            );
        }
        found.map(|(id, _)| id.clone())
    }

    fn outcome(&mut self) -> Option<Outcome> {
        let typed = self.typed("outcome")?;
        let codes = Outcome::ALL.map(Outcome::code);
        let meant = self.sheet.words.meant(&typed, "outcome:", codes);
        if meant.is_none() {
            let known = codes.join(", ");
            self.problem(
                "outcome",
                format!("“{}” does not exist; outcomes are {known}", short(&typed)),
            );
        }
        Outcome::ALL
            .into_iter()
            .find(|outcome| Some(outcome.code()) == meant)
    }

    fn written(&mut self, key: &str) -> Option<String> {
        let typed = self.typed(key)?;
        if let Some(why) = unfit(&typed) {
            self.problem(key, why);
            return None;
        }
        Some(typed)
    }

    /// What somebody typed into a cell; an empty one changes nothing.
    fn typed(&mut self, key: &str) -> Option<String> {
        if self.sheet.is_formula(self.row, key) {
            self.problem(key, "is a formula; write text");
            return None;
        }
        let text = self.sheet.text(self.row, key).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// So much of a text as a report has room for.
fn short(text: &str) -> String {
    match text.chars().count() {
        0..=40 => text.to_owned(),
        _ => text.chars().take(39).chain(['…']).collect(),
    }
}
