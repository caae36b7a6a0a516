//! `feedback.csv` and `feedback_answers.csv`: what became of messages, as the endpoint's store counts
//! it.

use std::collections::{BTreeMap, BTreeSet};

use senim_measure::{Every, Period};
use senim_message::personal::{self, Kind};
use senim_message::{Confirmed, Outcome};
use senim_model::id::Id;

use super::cells::Reader;
use super::{SourceDistrict, SourceRegion};
use crate::messages::{Counts, Group, Messages, SourceAnswer, SourceMessages};
use crate::problem::{Place, Problems};
use crate::source::settings::Settings;
use crate::source::shape::{FEEDBACK, FEEDBACK_ANSWERS};
use crate::source::table::{Row, shorten};

/// The longest summary or answer, in letters: what officers' commands let through.
const MOST_LETTERS: usize = 4_000;

/// What the tables refer to.
struct Known<'a> {
    reader: &'a Reader<'a>,
    regions: Option<&'a BTreeMap<Id, SourceRegion>>,
    districts: &'a BTreeMap<Id, SourceDistrict>,
    themes: Vec<Id>,
}

/// Both tables; `None` where neither is there.
pub(super) fn messages(
    reader: &Reader<'_>,
    settings: Option<&Settings>,
    regions: Option<&BTreeMap<Id, SourceRegion>>,
    districts: &BTreeMap<Id, SourceDistrict>,
) -> Option<Messages> {
    let (counts, answers) = (reader.optional(FEEDBACK), reader.optional(FEEDBACK_ANSWERS));
    if counts.is_none() && answers.is_none() {
        return None;
    }
    let feedback = settings.and_then(|settings| settings.feedback.as_ref());
    if settings.is_some() && feedback.is_none() {
        let message = "is there, and senim.toml has no [feedback] with its themes";
        let file = format!("{}.csv", FEEDBACK.table);
        reader.problems.error(Place::file(&file), message);
        return None;
    }
    let known = Known {
        reader,
        regions,
        districts,
        themes: feedback
            .map(|found| found.themes().cloned().collect())
            .unwrap_or_default(),
    };
    let mut seen = BTreeSet::new();
    let rows = counts.iter().flat_map(|table| table.rows());
    let rows = rows
        .filter_map(|row| known.counted(row, &mut seen))
        .collect();
    let answers = answers.iter().flat_map(|table| table.rows());
    let answers = answers.filter_map(|row| known.answered(row)).collect();
    Some(Messages { rows, answers })
}

impl Known<'_> {
    fn problems(&self) -> &Problems {
        self.reader.problems
    }

    /// Where and when messages came.
    fn group(&self, row: Row<'_>) -> Option<Group> {
        let region = self.reader.refers(row, "region", self.regions);
        let district = self.reader.may_refer(row, "district", Some(self.districts));
        if let (Some(region), Some(district)) = (&region, &district)
            && let Some(found) = self.districts.get(district)
        {
            self.reader
                .same_region(row, "district", (district, &found.region), region);
        }
        let place = row.place().column("quarter");
        let text = row.get("quarter");
        let quarter = Period::parse(text).filter(|period| period.every() == Every::Quarter);
        match quarter {
            None => {
                let message = format!(
                    "“{}” is no quarter, expected one like 2026-Q4",
                    shorten(text)
                );
                self.problems().error(place, message);
            }
            Some(quarter) if quarter.first_day() > self.reader.sources.today => {
                self.problems()
                    .error(place, format!("{quarter} is in the future"));
            }
            Some(_) => {}
        }
        Some(Group {
            region: region?,
            quarter: quarter?,
            district,
        })
    }

    /// What messages are about, where an officer has said it.
    fn theme(&self, row: Row<'_>) -> Option<Id> {
        let text = row.get("theme");
        if text.is_empty() {
            return None;
        }
        self.reader.term(row, "theme", text, self.themes.iter())
    }

    fn counted(
        &self,
        row: Row<'_>,
        seen: &mut BTreeSet<(Group, Option<Id>)>,
    ) -> Option<SourceMessages> {
        let theme = self.theme(row);
        let counts = self.counts(row);
        let of = self.group(row)?;
        let told_theme = row.get("theme").is_empty() == theme.is_none();
        if told_theme && !seen.insert((of.clone(), theme.clone())) {
            let message = "tells of the same region, district, quarter and theme as a row before";
            self.problems().error(row.place(), message);
        }
        Some(SourceMessages {
            of,
            theme,
            counts: counts?,
        })
    }

    fn counts(&self, row: Row<'_>) -> Option<Counts> {
        let number = |column: &str| self.number(row, column);
        let [done, partly, elsewhere, impossible] =
            Outcome::ALL.map(|outcome| number(&format!("closed_{}", outcome.code())));
        let [solved, in_part, not] =
            Confirmed::ALL.map(|said| number(&format!("confirmed_{}", said.code())));
        let (received, answered) = (number("received"), number("answered"));
        let (reopened, days) = (number("reopened"), self.days(row));
        let (days, in_days) = days?;
        let counts = Counts {
            received: received?,
            answered: answered?,
            days,
            closed: [done?, partly?, elsewhere?, impossible?],
            reopened: reopened?,
            confirmed: [solved?, in_part?, not?],
        };
        self.adds_up(row, &counts, in_days);
        Some(counts)
    }

    /// Says which numbers cannot all be true.
    fn adds_up(&self, row: Row<'_>, counts: &Counts, in_days: u64) {
        let over = counts.closed.iter().sum::<u64>() + counts.reopened;
        let said: u64 = counts.confirmed.iter().sum();
        let (received, answered) = (counts.received, counts.answered);
        let checks = [
            (
                "answered",
                answered > received,
                format!("{answered} are answered, and {received} were received"),
            ),
            (
                "days",
                in_days != answered,
                format!("tells of {in_days} answers, and {answered} messages are answered"),
            ),
            (
                "closed_done",
                over > answered,
                format!("{over} are closed or open again, and {answered} are answered"),
            ),
            (
                "confirmed_solved",
                said > over,
                format!(
                    "of {said} messages senders say how they ended, and {over} are closed or open again"
                ),
            ),
        ];
        for (column, is_wrong, message) in checks {
            if is_wrong {
                self.problems().error(row.place().column(column), message);
            }
        }
    }

    /// A number of messages; nothing stands for none.
    fn number(&self, row: Row<'_>, column: &str) -> Option<u64> {
        let text = row.get(column);
        let number = match text {
            "" => Some(0),
            text => text.parse::<u32>().ok(),
        };
        if number.is_none() {
            let message = format!("“{}” is no number of messages", shorten(text));
            self.problems().error(row.place().column(column), message);
        }
        number.map(u64::from)
    }

    /// `3:12|5:1`: twelve were answered after three days, one after five. With how many that are.
    fn days(&self, row: Row<'_>) -> Option<(senim_measure::Histogram, u64)> {
        let mut days = senim_measure::Histogram::default();
        let mut answers = 0;
        let parts = row.list("days");
        for part in parts {
            let pair = part.split_once(':');
            let pair = pair.and_then(|(after, count)| {
                Some((
                    after.trim().parse::<u32>().ok()?,
                    count.trim().parse::<u32>().ok()?,
                ))
            });
            let Some((after, count)) = pair else {
                let message = format!(
                    "“{}” is not days and answers, expected like 3:12|5:1",
                    shorten(part)
                );
                self.problems().error(row.place().column("days"), message);
                return None;
            };
            days.add_many(after, count);
            answers += u64::from(count);
        }
        Some((days, answers))
    }

    fn answered(&self, row: Row<'_>) -> Option<SourceAnswer> {
        let theme = self.theme(row);
        let outcome = self.code(
            row,
            "outcome",
            Outcome::from_code,
            &Outcome::ALL.map(Outcome::code),
        );
        let confirmed = self.code(
            row,
            "confirmed",
            Confirmed::from_code,
            &Confirmed::ALL.map(Confirmed::code),
        );
        let (summary, answer) = (self.words(row, "summary"), self.words(row, "answer"));
        if row.get("summary").is_empty() {
            self.problems()
                .error(row.place().column("summary"), "is empty");
        }
        Some(SourceAnswer {
            of: self.group(row)?,
            theme,
            summary,
            answer,
            outcome,
            confirmed,
        })
    }

    fn code<T>(
        &self,
        row: Row<'_>,
        column: &str,
        read: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Option<T> {
        let text = row.get(column);
        if text.is_empty() {
            return None;
        }
        let found = read(text);
        if found.is_none() {
            let known = known.join(", ");
            let message = format!(
                "“{}” is unknown, expected {known} or nothing",
                shorten(text)
            );
            self.problems().error(row.place().column(column), message);
        }
        found
    }

    /// A text for everybody. What looks like personal data in it is worth a look: an officer may have
    /// named a service's own telephone.
    fn words(&self, row: Row<'_>, column: &str) -> String {
        let (text, place) = (row.get(column), row.place().column(column));
        if text.chars().count() > MOST_LETTERS {
            self.problems()
                .error(place, format!("is longer than {MOST_LETTERS} letters"));
        }
        let kinds: BTreeSet<&str> = personal::find(text)
            .iter()
            .map(|found| called(found.kind))
            .collect();
        if !kinds.is_empty() {
            let kinds: Vec<&str> = kinds.into_iter().collect();
            let message = format!(
                "seems to hold {}; it will be published",
                kinds.join(" and ")
            );
            self.problems().warning(place, message);
        }
        text.to_owned()
    }
}

fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Phone => "a telephone number",
        Kind::Email => "an e-mail address",
        Kind::Identity => "an identification number",
        Kind::Card => "the number of a bank card or an account",
        Kind::Plate => "the plate of a vehicle",
        Kind::Address => "a home address",
        Kind::Name => "a name",
    }
}
