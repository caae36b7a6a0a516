//! All that has to be known of a figure.

use std::fmt::Write as _;

use senim_model::surveys::{Outcome, Question, Wave};
use senim_model::text::{Lang, Text};
use senim_texts::figure::percent;
use senim_texts::html::{name, text};
use senim_texts::{Message, Texts, s};

use crate::view::View;
use crate::words::{
    answers, differ, field, interval, origin, people, place, share, share_of, time, when,
};

/// The words of a question: as it was asked, and translated where it was asked in another language;
/// where only what it was about is known, that in the language of the page.
pub(crate) fn question(texts: &Texts, asked: &Question) -> String {
    if !asked.verbatim {
        return format!(
            "<p class=\"told\">{}</p><p class=\"quiet small\">{}</p>",
            name(texts, &asked.text),
            text(&texts.t(s::SURVEYS_REPORTED))
        );
    }
    let (own, lang) = (asked.asked_in, texts.lang);
    let language = match own {
        Lang::Kk => s::SURVEYS_ASKED_IN_KK,
        Lang::Ru => s::SURVEYS_ASKED_IN_RU,
        Lang::En => s::SURVEYS_ASKED_IN_EN,
    };
    let mut html = format!(
        "<blockquote class=\"asked\"><p lang=\"{}\">{}</p></blockquote><p class=\"quiet small\">{}",
        own.code(),
        text(asked.text.get(own)),
        text(&texts.t(language)),
    );
    let translated = asked.text.get(lang);
    if own != lang && !translated.is_empty() {
        let label = text(&texts.t(s::SURVEYS_TRANSLATION));
        let _ = write!(html, "<br>{label}: {}", text(translated));
    }
    html.push_str("</p>");
    html
}

/// Who asked whom, when and how, as rows of a list.
pub(crate) fn facts(view: &View<'_>, outcome: &Outcome) -> String {
    let (texts, data) = (view.texts, view.data);
    let Some((asked, wave)) = data.of(outcome) else {
        return String::new();
    };
    let mut rows = String::new();
    let unknown = || {
        format!(
            "<span class=\"quiet\">{}</span>",
            text(&texts.t(s::SURVEYS_UNKNOWN))
        )
    };
    let mut row = |head: Message, html: String| {
        let html = if html.is_empty() { unknown() } else { html };
        let _ = write!(
            rows,
            "<div><dt>{}</dt><dd>{html}</dd></div>",
            text(&texts.t(head))
        );
    };
    let shown = |name: &Text| text(name.show(texts.lang));
    row(s::SURVEYS_HEAD_WHEN, text(&field(texts, wave)));
    if !wave.published_on.is_empty() {
        row(
            s::SURVEYS_HEAD_PUBLISHED,
            text(&when(texts, &wave.published_on)),
        );
    }
    row(
        s::SURVEYS_HEAD_PLACE,
        text(&place(texts, data, wave, outcome.part)),
    );
    row(s::SURVEYS_HEAD_POLLSTER, shown(&wave.pollster));
    row(s::SURVEYS_HEAD_COMMISSIONED, shown(&wave.commissioned_by));
    row(s::SURVEYS_HEAD_MODE, shown(&wave.mode));
    row(s::SURVEYS_HEAD_FRAME, shown(&wave.frame));
    if !asked.base.is_empty() {
        row(s::SURVEYS_HEAD_BASE, shown(&asked.base));
    }
    row(
        s::SURVEYS_HEAD_RATE,
        wave.response_rate
            .map(|rate| text(&percent(texts, f64::from(rate) / 10_000.0, true)))
            .unwrap_or_default(),
    );
    row(s::SURVEYS_HEAD_WEIGHTING, shown(&wave.weighting));
    let offered: Vec<String> = answers(data, outcome)
        .iter()
        .map(|answer| answer.name.show(texts.lang).to_owned())
        .collect();
    row(s::SURVEYS_HEAD_SCALE, text(&offered.join(" · ")));
    row(s::SURVEYS_HEAD_SOURCE, source(texts, wave));
    let notes = [shown(&wave.note), estimated(texts, outcome)];
    let notes = notes.iter().filter(|note| !note.is_empty());
    let notes: String = notes
        .map(|note| format!("<p class=\"quiet small\">{note}</p>"))
        .collect();
    format!("<dl class=\"facts\">{rows}</dl>{notes}")
}

fn estimated(texts: &Texts, outcome: &Outcome) -> String {
    match outcome.estimated {
        true => text(&texts.t(s::SURVEYS_ESTIMATED)),
        false => String::new(),
    }
}

fn source(texts: &Texts, wave: &Wave) -> String {
    let name = match wave.source.is_empty() {
        true => wave.url.as_str(),
        false => wave.source.show(texts.lang),
    };
    match wave.url.as_str() {
        "" => text(name),
        url => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{}</a>",
            text(url),
            text(name)
        ),
    }
}

/// Whether a wave is invented, or quoted.
pub(crate) fn mark(texts: &Texts, wave: &Wave) -> String {
    let class = if wave.sample { "sample" } else { "quoted" };
    match origin(texts, wave) {
        neither if neither.is_empty() => neither,
        words => format!("<p class=\"mark {class}\">{}</p>", text(&words)),
    }
}

/// The share of an answer, large, with what it is of.
pub(crate) fn number(view: &View<'_>, outcome: &Outcome, answer: u16) -> String {
    let texts = view.texts;
    let words = crate::words::answer(texts, view.data, outcome, answer);
    let Some(found) = share_of(outcome, answer) else {
        return format!("<p>{}</p>", text(&texts.t(s::SURVEYS_FEW)));
    };
    let of = view.data.of(outcome).map(|(_, wave)| {
        let place = place(texts, view.data, wave, outcome.part);
        format!("{place} · {}", time(texts, wave))
    });
    format!(
        "<p><span class=\"big\">{}</span> {}</p><p class=\"quiet small\">{}<br>{}<br>{}</p>",
        text(&share(texts, outcome, found)),
        text(&words),
        text(&of.unwrap_or_default()),
        text(&interval(texts, outcome, found)),
        text(&people(texts, outcome.n)),
    )
}

/// What makes a figure differ from the one that is shown.
pub(crate) fn differs(view: &View<'_>, outcome: &Outcome) -> String {
    let what = crate::compared(view.data, outcome, view.asked.outcome);
    if what.is_empty() {
        return String::new();
    }
    format!(
        "<p class=\"differs\"><strong>{}:</strong> {}</p>",
        text(&view.texts.t(s::SURVEYS_HEAD_DIFFERS)),
        text(&differ(view.texts, &what))
    )
}
