//! The page of a place: what can be chosen, how many problems are how far, all of them, and the
//! record of agencies. Without a script the whole list stands; what a script shows waits, hidden.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_texts::html::{name, text};
use senim_texts::{Message, f, w};

use crate::agencies::record;
use crate::feed::feed_file;
use crate::order::by_name;
use crate::page::{cited, method};
use crate::problem::{Problem, Status};
use crate::tally::Tally;
use crate::words::{Around, status};

/// The page of a region, or of the country.
pub struct List<'a> {
    /// Words and the release.
    pub around: Around<'a>,
    /// The region; the whole country without one.
    pub region: Option<&'a Term>,
    /// The districts of the region, or the regions of the country.
    pub parts: &'a [Term],
}

impl List<'_> {
    /// What the page is called.
    pub fn title(&self) -> String {
        let texts = self.around.texts;
        match self.region {
            Some(region) => {
                let values = [("region", region.name.show(texts.lang))];
                texts.with(w::PROBLEMS_TITLE_REGION, &values)
            }
            None => texts.t(w::PROBLEMS_TITLE),
        }
    }

    /// The folder of the page.
    fn folder(&self) -> String {
        match self.region {
            Some(region) => self.around.folder_of(&region.id),
            None => format!("{}/problems/", self.around.texts.lang.code()),
        }
    }

    /// The part of the place that a problem is in.
    fn part<'p>(&self, problem: &'p Problem) -> Option<&'p Id> {
        match self.region {
            Some(_) => problem.place.district.as_ref().map(|district| &district.id),
            None => Some(&problem.place.region.id),
        }
    }

    fn problems(&self) -> Vec<&Problem> {
        let all = self.around.register.problems.iter();
        let here = |problem: &&Problem| {
            self.region
                .is_none_or(|region| problem.place.region.id == region.id)
        };
        let mut problems: Vec<&Problem> = all.filter(here).collect();
        problems.sort_by_key(|problem| urgency(problem, self.around.day));
        problems
    }
}

/// What is overdue comes first, then what is open by when it is due, then what has ended.
fn urgency(problem: &Problem, on: NaiveDate) -> (u8, NaiveDate, Id) {
    let rank = match problem.status {
        _ if problem.is_overdue(on) => 0,
        Status::Done => 2,
        Status::Refused => 3,
        _ => 1,
    };
    (
        rank,
        problem.due.unwrap_or(NaiveDate::MAX),
        problem.id.clone(),
    )
}

/// The page as HTML.
pub fn list(list: &List<'_>) -> String {
    let around = &list.around;
    let problems = list.problems();
    let content = match problems.is_empty() {
        true => format!("<p class=\"notice\">{}</p>", around.t(nothing(list))),
        false => [
            form(list, &problems),
            tally(around, &problems),
            rows(list, &problems),
            record(around, &problems),
        ]
        .concat(),
    };
    format!(
        "<div class=\"register\">{}<h1>{}</h1><p class=\"lead\">{}</p>{}{content}{}{}{}</div>",
        back(list),
        text(&list.title()),
        around.t(w::PROBLEMS_LEAD),
        regions(list),
        follow(list),
        method(around),
        cited(
            around,
            &around.texts.t(w::PROBLEMS_TITLE),
            &place_words(list),
            &list.folder()
        ),
    )
}

fn nothing(list: &List<'_>) -> Message {
    match list.region {
        Some(_) => w::PROBLEMS_NOTHING_REGION,
        None => w::PROBLEMS_NOTHING,
    }
}

fn place_words(list: &List<'_>) -> String {
    let texts = list.around.texts;
    match list.region {
        Some(region) => region.name.show(texts.lang).to_owned(),
        None => texts.t(w::PROBLEMS_COUNTRY),
    }
}

fn back(list: &List<'_>) -> String {
    match list.region {
        Some(_) => format!(
            "<p class=\"back\"><a href=\"{}/problems/\">{}</a></p>",
            list.around.texts.lang.code(),
            list.around.t(w::PROBLEMS_BACK)
        ),
        None => String::new(),
    }
}

/// The ways from the country to its regions.
fn regions(list: &List<'_>) -> String {
    if list.region.is_some() {
        return String::new();
    }
    let row = |region: &Term| {
        let href = list.around.folder_of(&region.id);
        let name = name(list.around.texts, &region.name);
        format!("<li><a class=\"row\" href=\"{href}\">{name}</a></li>")
    };
    format!(
        "<nav aria-label=\"{}\"><ul class=\"rows\">{}</ul></nav>",
        list.around.t(w::PROBLEMS_REGIONS),
        list.parts.iter().map(row).collect::<String>()
    )
}

/// The fields of a choice. Their names and values are those of the address, and of what each problem
/// of the list says of itself.
fn form(list: &List<'_>, problems: &[&Problem]) -> String {
    let around = &list.around;
    let used: BTreeSet<&Id> = problems
        .iter()
        .filter_map(|problem| list.part(problem))
        .collect();
    let parts = list.parts.iter().filter(|part| used.contains(&part.id));
    let parts = parts.map(|part| (part.id.to_string(), name_of(around, part)));
    let has = |agency: &&Term| {
        let mut problems = problems.iter();
        problems.any(|problem| problem.agency.as_ref() == Some(&agency.id))
    };
    let agencies = around.register.agencies.iter().filter(has);
    let agencies = by_name(around.texts.lang, agencies)
        .into_iter()
        .map(|agency| (agency.id.to_string(), name_of(around, agency)));
    let has = |wanted: &&Status| problems.iter().any(|problem| problem.status == **wanted);
    let statuses = Status::ALL.iter().filter(has);
    let statuses = statuses.map(|of| (of.code().to_owned(), around.texts.t(status(*of))));
    let overdue = [
        ("yes", w::PROBLEMS_OVERDUE_YES),
        ("no", w::PROBLEMS_OVERDUE_NO),
    ];
    let overdue = overdue.map(|(value, words)| (value.to_owned(), around.texts.t(words)));
    format!(
        "<form class=\"choose\" method=\"get\" action=\"{}\" data-live hidden>\
         <fieldset><legend class=\"unseen\">{}</legend>{}{}{}{}</fieldset>\
         <button type=\"button\" class=\"plain\" data-clear hidden>{}</button></form>",
        list.folder(),
        around.t(f::RESPONSE_CHOOSE),
        field(around, "place", w::PROBLEMS_PLACE, parts),
        field(around, "agency", w::PROBLEMS_HEAD_AGENCY, agencies),
        field(around, "status", w::PROBLEMS_STATUS, statuses),
        field(around, "overdue", w::PROBLEMS_DUE, overdue.into_iter()),
        around.t(w::PROBLEMS_CLEAR),
    )
}

fn name_of(around: &Around<'_>, term: &Term) -> String {
    term.name.show(around.texts.lang).to_owned()
}

fn field(
    around: &Around<'_>,
    key: &str,
    label: Message,
    options: impl Iterator<Item = (String, String)>,
) -> String {
    let options = options.map(|(value, words)| {
        format!(
            "<option value=\"{}\">{}</option>",
            text(&value),
            text(&words)
        )
    });
    format!(
        "<label><span>{}</span><select name=\"{key}\" id=\"choose-{key}\">\
         <option value=\"\">{}</option>{}</select></label>",
        around.t(label),
        around.t(w::PROBLEMS_ANY),
        options.collect::<String>()
    )
}

/// How many problems are how far. Each number says what it counts, so that it can be told anew of
/// those that are chosen.
fn tally(around: &Around<'_>, problems: &[&Problem]) -> String {
    let tally = Tally::of(problems.iter().copied(), around.day);
    let all = tally.all.to_string();
    let shown = around
        .texts
        .with(w::PROBLEMS_SHOWN, &[("n", &all), ("all", &all)]);
    let statuses = Status::ALL.iter().zip(tally.by_status);
    let statuses = statuses.map(|(of, n)| ("status", of.code(), status(*of), n));
    let [yes, partly, no, not_asked] = tally.confirmed;
    let said = [
        ("confirmed", "yes", w::PROBLEMS_CONFIRMED_YES, yes),
        ("confirmed", "partly", w::PROBLEMS_CONFIRMED_PARTLY, partly),
        ("confirmed", "no", w::PROBLEMS_CONFIRMED_NO, no),
        (
            "confirmed",
            "not_asked",
            w::PROBLEMS_CONFIRMED_NOT_ASKED,
            not_asked,
        ),
    ];
    let overdue = ("overdue", "yes", w::PROBLEMS_OVERDUE_OF, tally.overdue);
    let cell = |(key, value, label, n): (&str, &str, Message, u64)| {
        format!(
            "<div><dt>{}</dt><dd data-tally=\"{key}={value}\">{n}</dd></div>",
            around.t(label)
        )
    };
    let as_of = around
        .texts
        .with(w::PROBLEMS_AS_OF, &[("date", &around.date(around.day))]);
    format!(
        "<section class=\"headline tally\"><h2>{}</h2>\
         <p id=\"shown\" role=\"status\" data-all=\"{all}\" data-words=\"{}\">{}</p>\
         <h3>{}</h3><dl>{}</dl><dl>{}</dl><h3>{}</h3><dl>{}</dl>\
         <p class=\"quiet small\">{}</p></section>",
        around.t(w::PROBLEMS_TALLY),
        around.t(w::PROBLEMS_SHOWN),
        text(&shown),
        around.t(w::PROBLEMS_STATUS),
        statuses.map(cell).collect::<String>(),
        cell(overdue),
        around.t(w::PROBLEMS_CONFIRMED),
        said.map(cell).concat(),
        text(&as_of),
    )
}

fn rows(list: &List<'_>, problems: &[&Problem]) -> String {
    let around = &list.around;
    let items: String = problems.iter().map(|problem| item(list, problem)).collect();
    format!(
        "<section><h2>{}</h2><p class=\"notice\" id=\"none\" hidden>{}</p>\
         <ul class=\"problems\" id=\"problems\">{items}</ul></section>",
        around.t(w::PROBLEMS_LIST),
        around.t(w::PROBLEMS_NONE_CHOSEN),
    )
}

fn item(list: &List<'_>, problem: &Problem) -> String {
    let around = &list.around;
    let texts = around.texts;
    let due = problem.due.map(|due| {
        let values = [("date", &*around.date(due))];
        text(&texts.with(w::PROBLEMS_DUE_ON, &values))
    });
    let place = match list.region {
        Some(_) => around.place_in_region(&problem.place),
        None => around.place(&problem.place),
    };
    let facts = [
        Some(text(&place)),
        Some(around.theme(&problem.theme)),
        around.responsible(problem),
        due,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let said = problem
        .asked
        .as_ref()
        .map_or("not_asked", |asked| asked.answer.code());
    let residents = format!(
        "{}: {}",
        texts.t(w::PROBLEMS_CONFIRMED),
        around.said(problem.asked.as_ref())
    );
    format!(
        "<li data-place=\"{}\" data-agency=\"{}\" data-status=\"{}\" data-overdue=\"{}\" data-confirmed=\"{said}\">\
         <h3><a href=\"{}\">{}</a></h3><p>{}</p><p class=\"small quiet\">{}</p><p class=\"small\">{}</p></li>",
        list.part(problem).map_or("", Id::as_str),
        problem.agency.as_ref().map_or("", Id::as_str),
        problem.status.code(),
        if problem.is_overdue(around.day) {
            "yes"
        } else {
            "no"
        },
        around.address(problem),
        name(texts, &problem.name),
        around.badges(problem),
        facts.join(" · "),
        text(&residents),
    )
}

/// The feeds of the place and of its parts.
fn follow(list: &List<'_>) -> String {
    let around = &list.around;
    let folder = list.folder();
    let link = |href: String, words: &str| {
        format!(
            "<li><a href=\"{href}\" type=\"application/atom+xml\">{}</a></li>",
            text(words)
        )
    };
    let own = link(format!("{folder}{}", feed_file(None)), &place_words(list));
    let parts = list.parts.iter().map(|part| {
        let href = match list.region {
            Some(_) => format!("{folder}{}", feed_file(Some(&part.id))),
            None => format!("{}{}", around.folder_of(&part.id), feed_file(None)),
        };
        link(href, part.name.show(around.texts.lang))
    });
    format!(
        "<section class=\"follow\" id=\"follow\"><h2>{}</h2><p>{}</p><ul>{own}{}</ul></section>",
        around.t(w::PROBLEMS_FOLLOW),
        around.t(w::PROBLEMS_FOLLOW_WHAT),
        parts.collect::<String>()
    )
}
