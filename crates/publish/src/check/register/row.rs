//! A row of `problems.csv`.

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::text::Text;
use senim_register::{Answer, Asked, Indicator, Place, Problem, Register, Status, Value};

use super::{Known, MOST_TEXT};
use crate::source::table::{Row, shorten};
use crate::source::values;

/// What stands for residents who were not asked; so does an empty cell.
const NOT_ASKED: &str = "not_asked";

impl Known<'_> {
    /// The problem of a row, without its events and evidence.
    pub(super) fn problem(&self, row: Row<'_>, register: &Register) -> Option<Problem> {
        let reader = self.reader;
        let long = |base: &str| reader.long_text(row, base, MOST_TEXT);
        let id = reader.id(row);
        let place = self.place(row);
        let themes = register.themes.iter().map(|theme| &theme.id);
        let theme = reader.term(row, "theme", row.get("theme"), themes);
        let agencies: Vec<&Id> = register.agencies.iter().map(|agency| &agency.id).collect();
        let agency = match row.get("agency") {
            "" => None,
            _ => reader.known(row, "agency", "agencies", &agencies),
        };
        let status = self.code(row, "status", Status::ALL, Status::code);
        let name = reader.name(row);
        let what = long("problem");
        if what.is_empty() {
            self.error(
                row,
                "problem_kk",
                "is empty in every language: what the problem is",
            );
        }
        let (recommendation, decision) = (long("recommendation"), long("decision"));
        let (decided_on, due) = (reader.past(row, "decided_on"), reader.date(row, "due"));
        self.decided(row, status, &decision);
        if let (Some(decided), Some(due)) = (decided_on, due)
            && due < decided
        {
            self.error(
                row,
                "due",
                format!("{due} is before {decided}, when it was decided"),
            );
        }
        let first_due = self.first_due(row, decided_on, due);
        let url = row.get("url");
        if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
            let message = format!("“{}” does not begin with https:// or http://", shorten(url));
            self.error(row, "url", message);
        }
        let (indicator, asked) = (self.indicator(row), self.asked(row));
        Some(Problem {
            id: id?,
            place: place?,
            theme: theme?,
            name,
            what,
            recommendation,
            decision,
            decided_on,
            document: reader.text(row, "document"),
            document_url: url.to_owned(),
            agency,
            due,
            first_due,
            status: status?,
            indicator,
            asked,
            events: Vec::new(),
            evidence: Vec::new(),
        })
    }

    /// Where it is: names stand in for what another table says of them.
    fn place(&self, row: Row<'_>) -> Option<Place> {
        let reader = self.reader;
        let region = reader.refers(row, "region", self.regions);
        let district = reader.may_refer(row, "district", Some(self.districts));
        let area = reader.may_have_area(row, self.areas);
        let its_district = district.as_ref().and_then(|id| self.districts.get(id));
        let its_area = area.as_ref().and_then(|id| self.areas?.get(id));
        if let (Some(region), Some(district), Some(found)) = (&region, &district, its_district) {
            reader.same_region(row, "district", (district, &found.region), region);
        }
        if let (Some(region), Some(area), Some(found)) = (&region, &area, its_area) {
            reader.same_region(row, "area", (area, &found.region), region);
            if let (Some(own), Some(its)) = (&district, &found.district)
                && own != its
            {
                let message = format!("{area} lies in the district {its}, expected one in {own}");
                self.error(row, "area", message);
            }
        }
        let district = district.or_else(|| its_area.and_then(|area| area.district.clone()));
        let term = |id: Id| Term {
            id,
            name: Text::default(),
        };
        Some(Place {
            region: term(region?),
            district: district.map(term),
            area: area.map(|area| (area, String::new())),
        })
    }

    /// What was decided is told with its day, and what is to be done with who does it.
    fn decided(&self, row: Row<'_>, status: Option<Status>, decision: &Text) {
        let is_empty = |column: &str| row.get(column).is_empty();
        let is_decided = !matches!(status, None | Some(Status::Found | Status::Recommended));
        if is_decided || !is_empty("decided_on") || !decision.is_empty() {
            if decision.is_empty() {
                self.error(
                    row,
                    "decision_kk",
                    "is empty in every language: what was decided",
                );
            }
            if is_empty("decided_on") {
                self.error(row, "decided_on", "is empty: when it was decided");
            }
        }
        if is_decided && status != Some(Status::Refused) {
            if is_empty("agency") {
                self.error(row, "agency", "is empty: who is responsible");
            }
            if is_empty("due") {
                let place = row.place().column("due");
                let message = "is empty; until when it is to be done";
                self.reader.problems.warning(place, message);
            }
        }
    }

    /// What was due at first, where it is due later now.
    fn first_due(
        &self,
        row: Row<'_>,
        decided: Option<NaiveDate>,
        due: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let first = self.reader.date(row, "first_due")?;
        match (decided, due) {
            (_, None) if row.get("due").is_empty() => {
                self.error(row, "due", "is empty, though first_due is not");
            }
            (_, Some(due)) if due <= first => {
                let message = format!("{first} is not before {due}, the due date it was moved to");
                self.error(row, "first_due", message);
            }
            (Some(decided), _) if first < decided => {
                let message = format!("{first} is before {decided}, when it was decided");
                self.error(row, "first_due", message);
            }
            _ => {}
        }
        Some(first)
    }

    fn indicator(&self, row: Row<'_>) -> Option<Indicator> {
        let name = self.reader.text(row, "indicator");
        let before = self.value(row, "before", "before_on");
        let after = self.value(row, "after", "after_on");
        let is_given = |column: &str| !row.get(column).is_empty();
        if is_given("before") || is_given("after") {
            if name.is_empty() {
                let message = "is empty in every language: what is counted";
                self.error(row, "indicator_kk", message);
            }
            if !is_given("before") {
                self.error(row, "before", "is empty, though after is not");
            }
        } else if !name.is_empty() {
            self.error(row, "before", "is empty, though the indicator has a name");
        }
        if let (Some(before), Some(after)) = (before, after)
            && after.on < before.on
        {
            let message = format!(
                "{} is before {}, the day of the value before",
                after.on, before.on
            );
            self.error(row, "after_on", message);
        }
        Some(Indicator {
            name,
            before: before?,
            after,
        })
    }

    /// A number with its day.
    fn value(&self, row: Row<'_>, column: &str, on: &str) -> Option<Value> {
        let day = self.reader.past(row, on);
        let cell = row.get(column);
        if cell.is_empty() {
            if !row.get(on).is_empty() {
                self.error(row, column, format!("is empty, though {on} is not"));
            }
            return None;
        }
        let number = values::number(cell).filter(|number| *number >= 0.0);
        if number.is_none() {
            let message = format!("“{}” is no number of zero or more", shorten(cell));
            self.error(row, column, message);
        }
        if row.get(on).is_empty() {
            self.error(
                row,
                on,
                format!("is empty: the day of the value {}", shorten(cell)),
            );
        }
        Some(Value {
            number: number?,
            on: day?,
        })
    }

    /// What residents said: with how many they were, how they were asked, and when.
    fn asked(&self, row: Row<'_>) -> Option<Asked> {
        let how = self.reader.text(row, "confirmed_how");
        let on = self.reader.past(row, "confirmed_on");
        let n = self.people(row, "confirmed_n", 1);
        let solved = self.people(row, "confirmed_yes", 0);
        if matches!(row.get("confirmed"), "" | NOT_ASKED) {
            let given = [
                ("confirmed_n", !row.get("confirmed_n").is_empty()),
                ("confirmed_yes", !row.get("confirmed_yes").is_empty()),
                ("confirmed_how_kk", !how.is_empty()),
                ("confirmed_on", !row.get("confirmed_on").is_empty()),
            ];
            for (column, _) in given.into_iter().filter(|(_, given)| *given) {
                self.error(
                    row,
                    column,
                    "is there, though confirmed says that nobody was asked",
                );
            }
            return None;
        }
        let cell = row.get("confirmed");
        let answer = Answer::from_code(cell);
        if answer.is_none() {
            let message = format!(
                "“{}” is unknown, expected yes, partly, no or not_asked",
                shorten(cell)
            );
            self.error(row, "confirmed", message);
        }
        let missing = [
            (
                "confirmed_n",
                row.get("confirmed_n").is_empty(),
                "how many answered",
            ),
            (
                "confirmed_how_kk",
                how.is_empty(),
                "how residents were asked",
            ),
            (
                "confirmed_on",
                row.get("confirmed_on").is_empty(),
                "when residents were asked",
            ),
        ];
        for (column, _, what) in missing.into_iter().filter(|(_, missing, _)| *missing) {
            self.error(
                row,
                column,
                format!("is empty, though confirmed is {}: {what}", shorten(cell)),
            );
        }
        if let (Some(n), Some(solved)) = (n, solved)
            && let Some(message) = unlike(answer, solved, n)
        {
            self.error(row, "confirmed_yes", message);
        }
        Some(Asked {
            answer: answer?,
            n: n?,
            solved,
            how,
            on: on?,
        })
    }

    /// So many people, at least `least`.
    fn people(&self, row: Row<'_>, column: &str, least: u32) -> Option<u32> {
        let cell = row.get(column);
        let n = cell.parse().ok().filter(|n| *n >= least);
        if n.is_none() && !cell.is_empty() {
            let message = format!("“{}” is no number of people", shorten(cell));
            self.error(row, column, message);
        }
        n
    }
}

/// What is wrong with how many of those asked say that it is solved, beside what they are said to say.
fn unlike(answer: Option<Answer>, solved: u32, n: u32) -> Option<String> {
    let twice = solved.saturating_mul(2);
    if solved > n {
        return Some(format!("{solved} is more than the {n} who answered"));
    }
    let answer = answer?;
    let expected = match answer {
        Answer::Yes if twice < n => "half of them or more",
        Answer::No if twice > n => "half of them or fewer",
        Answer::Partly if solved == n => "fewer than all",
        Answer::Partly if solved == 0 => "some of them, or an empty cell where all said “partly”",
        _ => return None,
    };
    Some(format!(
        "{solved} of {n} say that it is solved, and confirmed is {}: expected {expected}",
        answer.code()
    ))
}
