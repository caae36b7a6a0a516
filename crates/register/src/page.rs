//! The page of a problem: how far it is, then each step from what was found to what residents say.

use senim_model::text::Text;
use senim_texts::html::{name, text};
use senim_texts::labels::EXAMPLE_SITE;
use senim_texts::{Message, f, w};

use crate::chart::before_and_after;
use crate::feed::feed_file;
use crate::problem::{Asked, Event, Evidence, Problem};
use crate::words::{Around, event, evidence, paragraph};

/// The page as HTML; `area_page` tells whether the area has a page of its own.
pub fn page(around: &Around<'_>, problem: &Problem, area_page: bool) -> String {
    let texts = around.texts;
    let sections = [
        section(around, w::PROBLEMS_WHAT, &what(around, problem)),
        section(
            around,
            w::PROBLEMS_RECOMMENDATION,
            &paragraph(texts, &problem.recommendation),
        ),
        section(around, w::PROBLEMS_DECISION, &decision(around, problem)),
        section(around, w::PROBLEMS_INDICATOR, &indicator(around, problem)),
        section(
            around,
            w::PROBLEMS_CONFIRMED,
            &confirmed(around, problem.asked.as_ref()),
        ),
        section(
            around,
            w::PROBLEMS_TIMELINE,
            &timeline(around, &problem.events),
        ),
    ];
    let region = around.folder_of(&problem.place.region.id);
    format!(
        "<article class=\"register problem\"><p class=\"back\"><a href=\"{region}\">{}</a></p>\
         <h1>{}</h1><p>{}</p>{}{}{}{}{}</article>",
        text(&title_of_region(around, problem)),
        name(texts, &problem.name),
        around.badges(problem),
        facts(around, problem, area_page),
        sections.concat(),
        follow(around, problem),
        method(around),
        cited(
            around,
            &title_of_region(around, problem),
            problem.name.show(texts.lang),
            &around.address(problem)
        ),
    )
}

fn title_of_region(around: &Around<'_>, problem: &Problem) -> String {
    let values = [("region", problem.place.region.name.show(around.texts.lang))];
    around.texts.with(w::PROBLEMS_TITLE_REGION, &values)
}

/// A heading and what it is of; nothing where there is nothing.
fn section(around: &Around<'_>, heading: Message, html: &str) -> String {
    match html.is_empty() {
        true => String::new(),
        false => format!("<section><h2>{}</h2>{html}</section>", around.t(heading)),
    }
}

/// Where, who, until when, and what residents say.
fn facts(around: &Around<'_>, problem: &Problem, area_page: bool) -> String {
    let place = text(&around.place(&problem.place));
    let place = match &problem.place.area {
        Some((area, _)) if area_page => format!(
            "<a href=\"{}/{}/area/{area}/\">{place}</a>",
            around.texts.lang.code(),
            problem.place.region.id
        ),
        _ => place,
    };
    let agency = around.responsible(problem);
    let rows = [
        (w::PROBLEMS_PLACE, Some(place)),
        (w::PROBLEMS_THEME, Some(around.theme(&problem.theme))),
        (w::PROBLEMS_HEAD_AGENCY, agency),
        (w::PROBLEMS_DUE, Some(due(around, problem))),
        (
            w::PROBLEMS_CONFIRMED,
            Some(text(&around.said(problem.asked.as_ref()))),
        ),
        (w::PROBLEMS_ID, Some(text(problem.id.as_str()))),
    ];
    let rows = rows.map(|(head, value)| {
        let row = |value| format!("<div><dt>{}</dt><dd>{value}</dd></div>", around.t(head));
        value.map(row).unwrap_or_default()
    });
    let as_of = around
        .texts
        .with(w::PROBLEMS_AS_OF, &[("date", &around.date(around.day))]);
    format!(
        "<div class=\"headline\"><dl>{}</dl><p class=\"quiet small\">{}</p></div>",
        rows.concat(),
        text(&as_of)
    )
}

fn due(around: &Around<'_>, problem: &Problem) -> String {
    let Some(due) = problem.due else {
        return around.t(w::PROBLEMS_DUE_NONE);
    };
    let small = |words, day| {
        let values = [("date", &*around.date(day))];
        let said = around.texts.with(words, &values);
        format!("<br><small>{}</small>", text(&said))
    };
    let first = problem.first_due;
    let first = first.map_or_else(String::new, |first| small(w::PROBLEMS_DUE_FIRST, first));
    let done = problem.done_on();
    let done = done.map_or_else(String::new, |done| {
        let words = match problem.is_done_late() {
            true => w::PROBLEMS_DONE_LATE,
            false => w::PROBLEMS_DONE_ON,
        };
        small(words, done)
    });
    format!("{}{first}{done}", text(&around.date(due)))
}

fn what(around: &Around<'_>, problem: &Problem) -> String {
    let items: String = problem.evidence.iter().map(|of| link(around, of)).collect();
    let items = match items.is_empty() {
        true => items,
        false => format!(
            "<h3>{}</h3><ul class=\"evidence\">{items}</ul>",
            around.t(w::PROBLEMS_EVIDENCE)
        ),
    };
    paragraph(around.texts, &problem.what) + &items
}

/// Where evidence leads: to a page of this portal, or elsewhere.
fn link(around: &Around<'_>, of: &Evidence) -> String {
    let kind = around.t(evidence(of.kind));
    let label = match of.label.is_empty() {
        true => text(&of.to),
        false => name(around.texts, &of.label),
    };
    format!(
        "<li><span class=\"quiet\">{kind}:</span> {}</li>",
        anchor(around, &of.to, &label)
    )
}

/// A link; `label` is HTML. What does not begin like the address of another site is a page of this one.
fn anchor(around: &Around<'_>, to: &str, label: &str) -> String {
    match to.starts_with("https://") || to.starts_with("http://") {
        true => format!("<a href=\"{}\" rel=\"noreferrer\">{label}</a>", text(to)),
        false => format!(
            "<a href=\"{}/{}\">{label}</a>",
            around.texts.lang.code(),
            text(to.trim_start_matches('/'))
        ),
    }
}

fn decision(around: &Around<'_>, problem: &Problem) -> String {
    let words = paragraph(around.texts, &problem.decision);
    let day = problem.decided_on.map(|day| text(&around.date(day)));
    let document = match (problem.document.is_empty(), problem.document_url.as_str()) {
        (true, "") => None,
        (true, url) => Some(anchor(around, url, &text(url))),
        (false, "") => Some(name(around.texts, &problem.document)),
        (false, url) => Some(anchor(around, url, &name(around.texts, &problem.document))),
    };
    let facts: Vec<String> = day.into_iter().chain(document).collect();
    match facts.is_empty() {
        true => words,
        false => format!("{words}<p class=\"small quiet\">{}</p>", facts.join(" · ")),
    }
}

fn indicator(around: &Around<'_>, problem: &Problem) -> String {
    let indicator = problem.indicator.as_ref();
    indicator
        .map(|indicator| before_and_after(around, indicator))
        .unwrap_or_default()
}

fn confirmed(around: &Around<'_>, asked: Option<&Asked>) -> String {
    let said = format!(
        "<p class=\"said\"><strong>{}</strong></p>",
        text(&around.said(asked))
    );
    let Some(asked) = asked else {
        return format!("{said}<p>{}</p>", around.t(w::PROBLEMS_NOT_ASKED_WHAT));
    };
    let how = around
        .texts
        .with(w::PROBLEMS_ASKED_ON, &[("date", &around.date(asked.on))]);
    format!(
        "{said}{}<p class=\"small quiet\">{}</p>",
        paragraph(around.texts, &asked.how),
        text(&how)
    )
}

fn timeline(around: &Around<'_>, events: &[Event]) -> String {
    let item = |of: &Event| {
        let words = match &of.text {
            empty if *empty == Text::default() => String::new(),
            words => format!("<br>{}", name(around.texts, words)),
        };
        format!(
            "<li><time datetime=\"{}\">{}</time> <strong>{}</strong>{words}</li>",
            of.date,
            text(&around.date(of.date)),
            around.t(event(of.kind))
        )
    };
    match events.is_empty() {
        true => String::new(),
        false => format!(
            "<ol class=\"timeline\" id=\"timeline\">{}</ol>",
            events.iter().map(item).collect::<String>()
        ),
    }
}

/// The feeds that tell of the problem: its district's, and its region's.
fn follow(around: &Around<'_>, problem: &Problem) -> String {
    let folder = around.folder_of(&problem.place.region.id);
    let lang = around.texts.lang;
    let district = problem.place.district.iter();
    let links: String = district
        .map(|district| (feed_file(Some(&district.id)), &district.name))
        .chain([(feed_file(None), &problem.place.region.name)])
        .map(|(file, name)| {
            format!(
                "<li><a href=\"{folder}{file}\" type=\"application/atom+xml\">{}</a></li>",
                text(name.show(lang))
            )
        })
        .collect();
    format!(
        "<section class=\"follow\"><h2>{}</h2><p>{}</p><ul>{links}</ul></section>",
        around.t(w::PROBLEMS_FOLLOW),
        around.t(w::PROBLEMS_FOLLOW_WHAT)
    )
}

/// What words mean, whose they are, and the files that all of it can be computed from.
pub(crate) fn method(around: &Around<'_>) -> String {
    let texts = around.texts;
    let day = around.date(around.day);
    let said = [
        texts.with(w::PROBLEMS_METHOD_OVERDUE, &[("date", &day)]),
        texts.t(w::PROBLEMS_METHOD_CONFIRMED),
        texts.t(w::PROBLEMS_METHOD_PERMANENT),
        texts.with(
            f::RESPONSE_METHOD_SOURCE,
            &[("publisher", around.publisher), ("release", &day)],
        ),
    ];
    let said = said.map(|said| format!("<p>{}</p>", text(&said))).concat();
    let files = [
        ("problems.csv", w::PROBLEMS_FILE_PROBLEMS),
        ("problem_events.csv", w::PROBLEMS_FILE_EVENTS),
        ("problem_evidence.csv", w::PROBLEMS_FILE_EVIDENCE),
        ("agencies.csv", w::PROBLEMS_FILE_AGENCIES),
    ];
    let files = files.map(|(file, words)| {
        let folder = text(around.folder);
        format!(
            "<li><a href=\"{folder}{file}\" download>{}</a></li>",
            around.t(words)
        )
    });
    format!(
        "<section class=\"method\"><h2>{}</h2>{said}<h3>{}</h3><ul class=\"links\">{}</ul></section>",
        around.t(w::PROBLEMS_METHOD),
        around.t(w::ANSWERED_FILES),
        files.concat()
    )
}

/// How to cite: the address names the release. A page does not know its own address; the portal puts
/// it in with what is chosen, and shows this then.
pub(crate) fn cited(around: &Around<'_>, title: &str, what: &str, path: &str) -> String {
    let link = format!("{EXAMPLE_SITE}{path}?release={}", around.release);
    let day = around.date(around.day);
    let citation = around.texts.with(
        f::RESPONSE_CITATION,
        &[
            ("publisher", around.publisher),
            ("title", title),
            ("place", what),
            ("release", &day),
            ("link", &link),
        ],
    );
    let link = text(&link);
    let address = format!("<span id=\"cited-address\">{link}</span>");
    let citation = text(&citation).replace(&link, &address);
    format!(
        "<section class=\"taken\" data-live hidden><h2>{}</h2>\
         <p id=\"citation\" class=\"citation\">{}</p>\
         <p><button type=\"button\" class=\"plain\" data-copy=\"citation\">{}</button></p></section>",
        around.t(f::RESPONSE_TAKE_CITATION),
        citation,
        around.t(f::RESPONSE_TAKE_COPY)
    )
}
