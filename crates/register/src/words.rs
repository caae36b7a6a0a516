//! What pages and feeds call things.

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::text::Text;
use senim_texts::html::{name, text};
use senim_texts::{Message, Texts, date, number, w};

use crate::problem::{Answer, Asked, EvidenceKind, Kind, Place, Problem, Register, Status};

/// What surrounds a page or a feed.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Words.
    pub texts: &'a Texts,
    /// All that is published of problems.
    pub register: &'a Register,
    /// Who publishes.
    pub publisher: &'a str,
    /// The day of the release: what is overdue is so on that day.
    pub day: NaiveDate,
    /// The identifier of the release, which addresses name.
    pub release: &'a str,
    /// The folder of the release's tables, as a page names it.
    pub folder: &'a str,
}

impl Around<'_> {
    /// A text as HTML.
    pub(crate) fn t(&self, message: Message) -> String {
        text(&self.texts.t(message))
    }

    /// A day in words.
    pub(crate) fn date(&self, day: NaiveDate) -> String {
        date(self.texts, day)
    }

    /// A number of things.
    pub(crate) fn number(&self, n: u64) -> String {
        number(self.texts, n)
    }

    /// What an agency is called, as HTML.
    pub(crate) fn agency(&self, id: &Id) -> String {
        named(self.texts, &self.register.agencies, id)
    }

    /// Who is responsible for a problem, as HTML; `None` where it was refused, and nobody has to be.
    pub(crate) fn responsible(&self, problem: &Problem) -> Option<String> {
        match &problem.agency {
            Some(agency) => Some(self.agency(agency)),
            None if problem.status == Status::Refused => None,
            None => Some(self.t(w::PROBLEMS_AGENCY_NONE)),
        }
    }

    /// What a theme is called, as HTML.
    pub(crate) fn theme(&self, id: &Id) -> String {
        named(self.texts, &self.register.themes, id)
    }

    /// Where a problem is, in words.
    pub(crate) fn place(&self, place: &Place) -> String {
        let region = place.region.name.show(self.texts.lang).to_owned();
        self.inside(place, Some(region))
    }

    /// The same for who knows the region already.
    pub(crate) fn place_in_region(&self, place: &Place) -> String {
        match (&place.district, &place.area) {
            (None, None) => self.place(place),
            _ => self.inside(place, None),
        }
    }

    fn inside(&self, place: &Place, region: Option<String>) -> String {
        let area = place.area.as_ref().map(|(_, number)| {
            let values = [("number", number.as_str())];
            self.texts.with(w::PROBLEMS_AREA, &values)
        });
        let district = place.district.as_ref();
        let district = district.map(|district| district.name.show(self.texts.lang).to_owned());
        let parts: Vec<String> = [region, district, area].into_iter().flatten().collect();
        parts.join(", ")
    }

    /// The path of a problem's page, from the top of the site.
    pub(crate) fn address(&self, problem: &Problem) -> String {
        format!(
            "{}{}/",
            self.folder_of(&problem.place.region.id),
            problem.id
        )
    }

    /// The path of a region's page.
    pub(crate) fn folder_of(&self, region: &Id) -> String {
        format!("{}/{region}/problems/", self.texts.lang.code())
    }

    /// What residents said, in words.
    pub(crate) fn said(&self, asked: Option<&Asked>) -> String {
        let Some(asked) = asked else {
            return self.texts.t(w::PROBLEMS_CONFIRMED_NOT_ASKED);
        };
        let answer = self.texts.t(answer(asked.answer));
        let n = match asked.solved {
            Some(solved) => {
                let (solved, n) = (self.number(solved.into()), self.number(asked.n.into()));
                let values = [("solved", &*solved), ("n", &*n)];
                self.texts.with(w::PROBLEMS_SOLVED, &values)
            }
            None => self.texts.count(w::PROBLEMS_PEOPLE, asked.n.into()),
        };
        format!("{answer} ({n})")
    }

    /// How far a problem is, with a word where it is overdue or was postponed, as HTML.
    pub(crate) fn badges(&self, problem: &Problem) -> String {
        let badge = |is: bool, class: &str, words| match is {
            true => format!(" <span class=\"{class}\">{}</span>", self.t(words)),
            false => String::new(),
        };
        let late = problem.is_overdue(self.day);
        let how_far = match problem.is_done_late() {
            true => w::PROBLEMS_STATUS_DONE_LATE,
            false => status(problem.status),
        };
        let signs = [
            badge(true, "badge", how_far),
            badge(late, "badge warn", w::PROBLEMS_OVERDUE),
            badge(problem.is_postponed(), "badge", w::PROBLEMS_EVENT_POSTPONED),
        ];
        signs.concat().trim_start().to_owned()
    }
}

/// The name of a term as HTML; what is not in the list any more shows its identifier.
fn named(texts: &Texts, terms: &[Term], id: &Id) -> String {
    let term = terms.iter().find(|term| term.id == *id);
    match term.filter(|term| !term.name.is_empty()) {
        Some(term) => name(texts, &term.name),
        None => text(id.as_str()),
    }
}

/// A paragraph of a published text; nothing where there is none.
pub(crate) fn paragraph(texts: &Texts, of: &Text) -> String {
    match of.is_empty() {
        true => String::new(),
        false => format!("<p>{}</p>", name(texts, of)),
    }
}

pub(crate) fn status(status: Status) -> Message {
    match status {
        Status::Found => w::PROBLEMS_STATUS_FOUND,
        Status::Recommended => w::PROBLEMS_STATUS_RECOMMENDED,
        Status::Decided => w::PROBLEMS_STATUS_DECIDED,
        Status::InProgress => w::PROBLEMS_STATUS_IN_PROGRESS,
        Status::Done => w::PROBLEMS_STATUS_DONE,
        Status::Refused => w::PROBLEMS_STATUS_REFUSED,
    }
}

pub(crate) fn event(kind: Kind) -> Message {
    match kind {
        Kind::Found => w::PROBLEMS_EVENT_FOUND,
        Kind::Recommended => w::PROBLEMS_EVENT_RECOMMENDED,
        Kind::Decided => w::PROBLEMS_EVENT_DECIDED,
        Kind::InProgress => w::PROBLEMS_EVENT_IN_PROGRESS,
        Kind::Postponed => w::PROBLEMS_EVENT_POSTPONED,
        Kind::Note => w::PROBLEMS_EVENT_NOTE,
        Kind::Done => w::PROBLEMS_EVENT_DONE,
        Kind::Asked => w::PROBLEMS_EVENT_ASKED,
        Kind::Reopened => w::PROBLEMS_EVENT_REOPENED,
        Kind::Refused => w::PROBLEMS_EVENT_REFUSED,
    }
}

pub(crate) fn answer(answer: Answer) -> Message {
    match answer {
        Answer::Yes => w::PROBLEMS_CONFIRMED_YES,
        Answer::Partly => w::PROBLEMS_CONFIRMED_PARTLY,
        Answer::No => w::PROBLEMS_CONFIRMED_NO,
    }
}

pub(crate) fn evidence(kind: EvidenceKind) -> Message {
    match kind {
        EvidenceKind::Figure => w::PROBLEMS_EVIDENCE_FIGURE,
        EvidenceKind::Theme => w::PROBLEMS_EVIDENCE_THEME,
        EvidenceKind::Survey => w::PROBLEMS_EVIDENCE_SURVEY,
        EvidenceKind::Page => w::PROBLEMS_EVIDENCE_PAGE,
        EvidenceKind::Document => w::PROBLEMS_EVIDENCE_DOCUMENT,
    }
}
