//! One indicator: what was promised, where it stands, how it came there.

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_texts::html::{name, text};
use senim_texts::{Message, Texts, p};

use super::history::{anchor, file, history};
use super::indicator::{Indicator, Value};
use super::page::Around;
use super::standing::Standing;
use super::words::{amount_of, better, day, source, target, when, why};

/// An indicator with why its promise stands as the group that it is in says.
pub(crate) fn promised(around: &Around<'_>, of: &Indicator, day: NaiveDate) -> String {
    let texts = around.texts;
    let values = of.own();
    let found = Standing::of(&of.promise, &values, day);
    let stands = format!(
        "<p class=\"standing {}\">{}</p>",
        found.code(),
        text(&why(texts, of, found)),
    );
    let places = places(around, of);
    article(around, of, &values, (&stands, true, &places))
}

/// An indicator of the country, with the values of a region, of which nothing was promised.
pub(crate) fn in_region(around: &Around<'_>, of: &Indicator, region: &Id) -> String {
    let texts = around.texts;
    let values = of.of(Some(region));
    let stands = match of.promise.target {
        Some(goal) => {
            let goal = target(texts, of.unit, goal);
            texts.with(p::REFORM_WHY_COUNTRY, &[("target", &goal)])
        }
        None => texts.t(p::REFORM_WHY_NO_TARGET),
    };
    let stands = format!("<p class=\"standing\">{}</p>", text(&stands));
    article(around, of, &values, (&stands, false, ""))
}

fn article(
    around: &Around<'_>,
    of: &Indicator,
    values: &[&Value],
    (stands, has_target, places): (&str, bool, &str),
) -> String {
    let texts = around.texts;
    let id = anchor(of);
    let newest = values.last().copied();
    let history = match values.is_empty() {
        true => String::new(),
        false => history(texts, of, values, (&id, has_target)),
    };
    let take = match values.is_empty() {
        true => String::new(),
        false => file(texts, of, values),
    };
    format!(
        "<section class=\"measured indicator\" id=\"{id}\" data-shown=\"{}\"><h3>{}</h3>{}{}{stands}{}{}\
         <details class=\"about\"><summary aria-label=\"{}: {}\">{}</summary>{}{history}{places}</details>\
         <p class=\"take small\"><a href=\"{}?release={}#{id}\" target=\"_self\" aria-label=\"{}: {}\">{}</a>{take}</p></section>",
        text(&shown(around, of, newest)),
        name(texts, &of.name),
        mark(around, of, newest),
        newest.map_or_else(String::new, |newest| figure(texts, of, newest)),
        words(texts, of),
        changed(texts, of, newest),
        text(&texts.t(p::REFORM_MORE)),
        text(of.name.show(texts.lang)),
        text(&texts.t(p::REFORM_MORE)),
        facts(texts, of, newest),
        text(around.path),
        text(around.release),
        text(&texts.t(p::REFORM_LINK)),
        text(of.name.show(texts.lang)),
        text(&texts.t(p::REFORM_LINK)),
    )
}

/// What a picture that is taken away says of itself: the place, and the newest value.
fn shown(around: &Around<'_>, of: &Indicator, newest: Option<&Value>) -> String {
    let place = around
        .place
        .map_or_else(|| around.texts.t(p::REFORM_BACK), str::to_owned);
    match newest {
        Some(newest) => format!("{place} · {}", value(around.texts, of, newest)),
        None => place,
    }
}

/// "91, 20 May 2022".
fn value(texts: &Texts, of: &Indicator, value: &Value) -> String {
    let (amount, when) = (amount_of(texts, of.unit, value), when(texts, value.when));
    texts.with(p::REFORM_VALUE, &[("amount", &amount), ("when", &when)])
}

/// What is invented, and what is quoted.
fn mark(around: &Around<'_>, of: &Indicator, newest: Option<&Value>) -> String {
    let figure = newest.map_or(of.quoted, |newest| newest.quoted);
    let (class, words) = match (of.quoted, figure, around.sample) {
        (true, true, _) => ("quoted", p::REFORM_QUOTED),
        (true, false, true) => ("sample", p::REFORM_SAMPLE_VALUE),
        (_, _, true) => ("sample", p::REFORM_SAMPLE),
        _ => return String::new(),
    };
    format!(
        "<p class=\"mark {class}\">{}</p>",
        text(&around.texts.t(words))
    )
}

/// The newest value, large, and below it of when it is, with what else has to be known: "10" beside
/// "31 March" would be read as one.
fn figure(texts: &Texts, of: &Indicator, newest: &Value) -> String {
    let note = match newest.note.is_empty() {
        true => String::new(),
        false => format!(
            "<span class=\"line quiet small\">{}</span>",
            name(texts, &newest.note)
        ),
    };
    format!(
        "<p class=\"now\"><span class=\"big\">{}</span> <span class=\"line quiet\">{}</span>{note}</p>",
        text(&amount_of(texts, of.unit, newest)),
        text(&when(texts, newest.when)),
    )
}

/// What was promised, in words.
fn words(texts: &Texts, of: &Indicator) -> String {
    match of.promise.text.is_empty() {
        true => String::new(),
        false => format!(
            "<blockquote class=\"promise\"><p>{}</p></blockquote>",
            name(texts, &of.promise.text)
        ),
    }
}

/// Whether something else is counted than when the promise was made.
fn changed(texts: &Texts, of: &Indicator, newest: Option<&Value>) -> String {
    let said = of.promise.target.and(of.promise.said);
    let since = said.zip(newest.map(|newest| newest.region.as_ref()));
    let is_changed = since.is_some_and(|(said, region)| {
        let values = of.of(region);
        let mut later = values.iter().skip(1);
        later.any(|value| value.new_definition && value.when.last_day() > said)
    });
    match is_changed {
        true => format!(
            "<p class=\"quiet\">{}</p>",
            text(&texts.t(p::REFORM_CHANGED))
        ),
        false => String::new(),
    }
}

/// The target, its date, who said so: as rows of a list.
fn facts(texts: &Texts, of: &Indicator, newest: Option<&Value>) -> String {
    let promise = &of.promise;
    let row = |head: Message, html: String| match html.is_empty() {
        true => html,
        false => format!(
            "<div><dt>{}</dt><dd>{html}</dd></div>",
            text(&texts.t(head))
        ),
    };
    let or = |known: String, none: Message| match known.is_empty() {
        true => format!("<span class=\"quiet\">{}</span>", text(&texts.t(none))),
        false => text(&known),
    };
    let goal = promise.target.map(|goal| target(texts, of.unit, goal));
    let rows = [
        row(
            p::REFORM_HEAD_TARGET,
            or(goal.unwrap_or_default(), p::REFORM_NOT_SET_TARGET),
        ),
        row(
            p::REFORM_HEAD_DUE,
            or(day(texts, promise.due), p::REFORM_NOT_SET),
        ),
        row(p::REFORM_HEAD_SAID, text(&day(texts, promise.said))),
        row(
            p::REFORM_HEAD_PROMISE_SOURCE,
            match promise.text.is_empty() {
                true => String::new(),
                false => source(texts, &promise.source),
            },
        ),
        row(
            p::REFORM_HEAD_NEWEST,
            text(
                &newest
                    .map(|newest| value(texts, of, newest))
                    .unwrap_or_default(),
            ),
        ),
        row(
            p::REFORM_HEAD_SOURCE,
            newest
                .map(|newest| source(texts, &newest.source))
                .unwrap_or_default(),
        ),
        row(p::REFORM_HEAD_DEFINITION, name(texts, &of.definition)),
        row(p::REFORM_HEAD_BETTER, text(&better(texts, of.better))),
    ];
    format!("<dl class=\"facts\">{}</dl>", rows.concat())
}

/// The newest value of each region that has one, in the order of regions.
fn places(around: &Around<'_>, of: &Indicator) -> String {
    let texts = around.texts;
    let rows: String = around
        .regions
        .iter()
        .filter_map(|(id, name)| {
            let values = of.of(Some(id));
            let newest = values.last()?;
            Some(format!(
                "<tr><th scope=\"row\"><a href=\"{}/{id}/reform/#{}\">{}</a></th><td>{}</td><td>{}</td></tr>",
                texts.lang.code(),
                anchor(of),
                text(name),
                text(&amount_of(texts, of.unit, newest)),
                text(&when(texts, newest.when)),
            ))
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let title = text(&texts.t(p::REFORM_PLACES));
    let head = |message| format!("<th scope=\"col\">{}</th>", text(&texts.t(message)));
    format!(
        "<h4>{title}</h4><p class=\"quiet small\">{}</p>\
         <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}: {title}\">\
         <table><thead><tr>{}{}{}</tr></thead><tbody>{rows}</tbody></table></div>",
        text(&texts.t(p::REFORM_PLACES_WHAT)),
        text(of.name.show(texts.lang)),
        head(p::REFORM_HEAD_REGION),
        head(p::REFORM_HEAD_VALUE),
        head(p::REFORM_HEAD_WHEN),
    )
}
