//! A problem of the register, as it is published.

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::text::Text;

/// All that is published of problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// Who can be responsible, by identifier.
    pub agencies: Vec<Term>,
    /// What problems are about, in the publisher's order.
    pub themes: Vec<Term>,
    /// Problems, by identifier.
    pub problems: Vec<Problem>,
}

/// A problem. Its identifier is permanent, as its page's address is.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Identifier.
    pub id: Id,
    /// Where it is.
    pub place: Place,
    /// What it is about.
    pub theme: Id,
    /// What it is called.
    pub name: Text,
    /// What the problem is.
    pub what: Text,
    /// What the group recommends.
    pub recommendation: Text,
    /// What was decided.
    pub decision: Text,
    /// When it was decided.
    pub decided_on: Option<NaiveDate>,
    /// The document of the decision.
    pub document: Text,
    /// Where the document can be read; may be empty.
    pub document_url: String,
    /// Who is responsible.
    pub agency: Option<Id>,
    /// The last day on which it is in time.
    pub due: Option<NaiveDate>,
    /// What `due` was before it was postponed, where that is known.
    pub first_due: Option<NaiveDate>,
    /// How far it is.
    pub status: Status,
    /// What shows whether it is better now.
    pub indicator: Option<Indicator>,
    /// What residents said of it; `None` where they were not asked.
    pub asked: Option<Asked>,
    /// What happened, in the order of time.
    pub events: Vec<Event>,
    /// What it is known by.
    pub evidence: Vec<Evidence>,
}

impl Problem {
    /// Whether its time was over on a day, and nothing had ended it.
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        let is_open = !matches!(self.status, Status::Done | Status::Refused);
        is_open && self.due.is_some_and(|due| due < on)
    }

    /// Whether it is due later than it was.
    pub fn is_postponed(&self) -> bool {
        let mut events = self.events.iter();
        self.first_due.is_some() || events.any(|event| event.kind == Kind::Postponed)
    }

    /// The day on which it was due when it was decided; `None` where that is not known.
    pub fn decided_due(&self) -> Option<NaiveDate> {
        match self.is_postponed() {
            true => self.first_due,
            false => self.due,
        }
    }

    /// When it became overdue, until a day: after a due day on which nothing had ended it or put it off,
    /// and when it was open again after its due day. The oldest first, one for each day.
    pub fn missed(&self, on: NaiveDate) -> Vec<Missed> {
        let until = |day: NaiveDate| self.events.iter().filter(move |event| event.date <= day);
        let is_open = |day: NaiveDate| {
            let last = until(day)
                .filter_map(|event| event.kind.status())
                .next_back();
            !matches!(last, Some(Status::Done | Status::Refused))
        };
        let put_off = |day| until(day).any(|event| event.kind == Kind::Postponed);
        let due_on = |day| self.first_due.filter(|_| !put_off(day)).or(self.due);
        let first = self.first_due.filter(|due| !put_off(*due));
        let passed = first.into_iter().chain(self.due);
        let passed = passed.filter(|due| is_open(*due)).filter_map(|due| {
            let since = due.succ_opt()?;
            Some(Missed { due, since })
        });
        let again = self.events.iter().filter_map(|event| {
            let due = due_on(event.date)?;
            let is_late = event.kind == Kind::Reopened && due < event.date;
            is_late.then_some(Missed {
                due,
                since: event.date,
            })
        });
        let mut missed: Vec<Missed> = passed.chain(again).collect();
        missed.retain(|missed| missed.since <= on);
        missed.sort_by_key(|missed| (missed.since, missed.due));
        missed.dedup_by_key(|missed| missed.since);
        missed
    }

    /// The day on which it was done; `None` where it is not.
    pub fn done_on(&self) -> Option<NaiveDate> {
        let last = self.events.iter().rev();
        let mut done = last.filter(|event| event.kind == Kind::Done);
        done.next()
            .filter(|_| self.status == Status::Done)
            .map(|event| event.date)
    }

    /// Whether it is done, and was so after its last day.
    pub fn is_done_late(&self) -> bool {
        let days = self.done_on().zip(self.due);
        days.is_some_and(|(done, due)| done > due)
    }
}

/// That a problem became overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The last day on which it would have been in time.
    pub due: NaiveDate,
    /// The first day on which it was late.
    pub since: NaiveDate,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The region.
    pub region: Term,
    /// The district, where it is in one.
    pub district: Option<Term>,
    /// The service area and its number, where it is in one.
    pub area: Option<(Id, String)>,
}

macro_rules! codes {
    ($name:ident: $($variant:ident $code:literal,)+) => {
        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As it stands in tables and addresses.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// What a code stands for.
            pub fn from_code(code: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }
    };
}

/// How far a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is known.
    Found,
    /// The group said what is to be done.
    Recommended,
    /// It was decided who does what until when.
    Decided,
    /// Somebody is at it.
    InProgress,
    /// It was done.
    Done,
    /// It was decided not to do it.
    Refused,
}

codes! { Status:
    Found "found",
    Recommended "recommended",
    Decided "decided",
    InProgress "in_progress",
    Done "done",
    Refused "refused",
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was found.
    Found,
    /// The group recommended what to do.
    Recommended,
    /// It was decided.
    Decided,
    /// Work began.
    InProgress,
    /// It is due later than it was.
    Postponed,
    /// Something worth knowing that changes no status.
    Note,
    /// It was done.
    Done,
    /// Residents were asked.
    Asked,
    /// It was done, and is not any more.
    Reopened,
    /// It was decided not to do it.
    Refused,
}

codes! { Kind:
    Found "found",
    Recommended "recommended",
    Decided "decided",
    InProgress "in_progress",
    Postponed "postponed",
    Note "note",
    Done "done",
    Asked "asked",
    Reopened "reopened",
    Refused "refused",
}

impl Kind {
    /// The status that a problem has after it; `None` where it changes none.
    pub fn status(self) -> Option<Status> {
        match self {
            Kind::Found => Some(Status::Found),
            Kind::Recommended => Some(Status::Recommended),
            Kind::Decided => Some(Status::Decided),
            Kind::InProgress | Kind::Reopened => Some(Status::InProgress),
            Kind::Done => Some(Status::Done),
            Kind::Refused => Some(Status::Refused),
            Kind::Postponed | Kind::Note | Kind::Asked => None,
        }
    }
}

/// Something that happened on a day. A problem has at most one of a kind on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: NaiveDate,
    /// What.
    pub kind: Kind,
    /// In words.
    pub text: Text,
}

/// A number before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// What is counted, with its unit.
    pub name: Text,
    /// Before.
    pub before: Value,
    /// After, where it is known.
    pub after: Option<Value>,
}

/// A number of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// The number, not below zero.
    pub number: f64,
    /// The day.
    pub on: NaiveDate,
}

/// What residents said when they were asked whether it is solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What they said.
    pub answer: Answer,
    /// How many were asked and answered.
    pub n: u32,
    /// How many of them said that it is solved, where that is known.
    pub solved: Option<u32>,
    /// How they were asked.
    pub how: Text,
    /// When.
    pub on: NaiveDate,
}

/// Whether residents confirm that it is solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// They do.
    Yes,
    /// In part.
    Partly,
    /// They do not.
    No,
}

codes! { Answer:
    Yes "yes",
    Partly "partly",
    No "no",
}

/// Something that a problem is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// A path of this portal without its language, or a URL.
    pub to: String,
    /// What it is called.
    pub label: Text,
}

/// What evidence can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceKind {
    /// Response times.
    Figure,
    /// What messages to the police are about.
    Theme,
    /// A survey.
    Survey,
    /// Another page of this portal.
    Page,
    /// What lies elsewhere.
    Document,
}

codes! { EvidenceKind:
    Figure "figure",
    Theme "theme",
    Survey "survey",
    Page "page",
    Document "document",
}
