//! What a sender has to know before writing, as HTML: the form and the plain page show it alike.

use std::fmt::Write as _;

use senim_model::feedback::Feedback;
use senim_model::index::{Emergency, Index};

use crate::html::{name, text};
use crate::{Message, Texts, b};

/// Whom to call in danger, who listens, where formal complaints go, who reads messages and for how
/// long they are kept: in this order.
pub fn before(texts: &Texts, index: &Index, feedback: &Feedback) -> String {
    let mut out = section(
        texts,
        "urgent",
        (b::FEEDBACK_DANGER, Some(b::FEEDBACK_DANGER_WHY)),
        &numbers(texts, &index.emergency),
    );
    if !feedback.help.is_empty() {
        let numbers = numbers(texts, &feedback.help);
        out.push_str(&section(texts, "", (b::FEEDBACK_HELP, None), &numbers));
    }
    let complaints = index.complaints.iter().map(|link| {
        format!(
            "<li><a class=\"row\" href=\"{}\" rel=\"noreferrer\"><span>{}</span></a></li>",
            text(&link.url),
            name(texts, &link.name)
        )
    });
    let complaints: String = complaints.collect();
    let formal = (b::FEEDBACK_FORMAL, Some(b::FEEDBACK_FORMAL_WHY));
    let list = format!("<ul class=\"rows\">{complaints}</ul>");
    out.push_str(&section(texts, "", formal, &list));
    let _ = write!(
        out,
        "<dl class=\"facts\"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>",
        text(&texts.t(b::FEEDBACK_READERS)),
        name(texts, &feedback.readers),
        text(&texts.t(b::FEEDBACK_KEEP)),
        text(&texts.count(b::FEEDBACK_DAYS, feedback.keep_days.into())),
    );
    out
}

fn section(
    texts: &Texts,
    class: &str,
    (title, why): (Message, Option<Message>),
    content: &str,
) -> String {
    let why = why.map(|why| format!("<p>{}</p>", text(&texts.t(why))));
    format!(
        "<section class=\"first {class}\"><h2>{}</h2>{}{content}</section>",
        text(&texts.t(title)),
        why.unwrap_or_default(),
    )
}

/// Numbers to press, each with who answers.
fn numbers(texts: &Texts, numbers: &[Emergency]) -> String {
    let rows = numbers.iter().map(|line| {
        let number = text(&line.number);
        format!(
            "<li><a class=\"row\" href=\"tel:{number}\"><span>{}</span><strong>{number}</strong></a></li>",
            name(texts, &line.name)
        )
    });
    format!("<ul class=\"rows\">{}</ul>", rows.collect::<String>())
}
