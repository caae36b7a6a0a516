//! Amounts, times, targets and standings in words.

use chrono::NaiveDate;
use senim_texts::figure::{hundredths, period};
use senim_texts::html::{name, text};
use senim_texts::{Message, Texts, b, date, f, p};

use super::amount::{Amount, Unit};
use super::indicator::{Better, Bound, Indicator, Source, Target, Value};
use super::standing::{By, Standing};
use super::when::When;

/// "91", "80 %", "8,5 мин", "5 дней".
pub(crate) fn amount(texts: &Texts, unit: Unit, amount: Amount) -> String {
    let n = hundredths(texts, amount.hundredths());
    match unit {
        Unit::Count => n,
        Unit::Percent => texts.with(f::PERCENT, &[("n", &n)]),
        Unit::Minutes => texts.with(f::DURATION_MINUTES, &[("n", &n)]),
        Unit::Days => texts.count(b::FEEDBACK_DAYS, amount.hundredths() / 100),
    }
}

/// The same of a value, which may be "about" so much.
pub(crate) fn amount_of(texts: &Texts, unit: Unit, value: &Value) -> String {
    let shown = amount(texts, unit, value.amount);
    match value.about {
        true => texts.with(p::REFORM_ABOUT, &[("amount", &shown)]),
        false => shown,
    }
}

/// "80 % or more"; "100 %", as there is no more, and so for nothing at all.
pub(crate) fn target(texts: &Texts, unit: Unit, target: Target) -> String {
    let most = (unit == Unit::Percent).then(|| Amount::of(100));
    let (message, end) = match target.bound {
        Bound::AtLeast => (p::REFORM_AT_LEAST, most),
        Bound::AtMost => (p::REFORM_AT_MOST, Some(Amount::of(0))),
    };
    let shown = amount(texts, unit, target.amount);
    match end == Some(target.amount) {
        true => shown,
        false => texts.with(message, &[("amount", &shown)]),
    }
}

/// A day, or a period.
pub(crate) fn when(texts: &Texts, when: When) -> String {
    match when {
        When::Day(day) => date(texts, day),
        When::Period(of) => period(texts, of),
    }
}

/// A day; empty where there is none.
pub(crate) fn day(texts: &Texts, day: Option<NaiveDate>) -> String {
    day.map(|day| date(texts, day)).unwrap_or_default()
}

/// What is better.
pub(crate) fn better(texts: &Texts, better: Better) -> String {
    texts.t(match better {
        Better::Up => p::REFORM_BETTER_UP,
        Better::Down => p::REFORM_BETTER_DOWN,
        Better::Neither => p::REFORM_BETTER_NONE,
    })
}

/// What a standing is called, and why it is so.
fn messages(standing: Standing) -> (Message, Message) {
    match standing {
        Standing::Missed => (p::REFORM_STANDING_MISSED, p::REFORM_WHY_MISSED),
        Standing::Untold => (p::REFORM_STANDING_UNTOLD, p::REFORM_WHY_UNTOLD),
        Standing::Lost => (p::REFORM_STANDING_LOST, p::REFORM_WHY_LOST),
        Standing::Due => (p::REFORM_STANDING_DUE, p::REFORM_WHY_DUE),
        Standing::Undated => (p::REFORM_STANDING_UNDATED, p::REFORM_WHY_UNDATED),
        Standing::Reached { by: By::Date } => (p::REFORM_STANDING_REACHED, p::REFORM_WHY_REACHED),
        Standing::Reached { by: By::Unsure } => (p::REFORM_STANDING_UNSURE, p::REFORM_WHY_UNSURE),
        Standing::Reached { by: By::Later } => (p::REFORM_STANDING_LATE, p::REFORM_WHY_LATE),
        Standing::NoTarget => (p::REFORM_STANDING_NO_TARGET, p::REFORM_WHY_NO_TARGET),
        Standing::NoFigure => (p::REFORM_STANDING_NO_FIGURE, p::REFORM_WHY_NO_FIGURE),
    }
}

/// What a standing is called.
pub(crate) fn standing(texts: &Texts, standing: Standing) -> String {
    texts.t(messages(standing).0)
}

/// Why a promise stands so.
pub(crate) fn why(texts: &Texts, of: &Indicator, standing: Standing) -> String {
    let due = day(texts, of.promise.due);
    texts.with(messages(standing).1, &[("due", &due)])
}

/// Where something was published, as a link where it has an address.
pub(crate) fn source(texts: &Texts, source: &Source) -> String {
    let shown = match source.name.is_empty() {
        true => text(&source.url),
        false => name(texts, &source.name),
    };
    // What a press follows is an address of the web and nothing else, whoever wrote the table.
    let is_address = ["https://", "http://"]
        .iter()
        .any(|start| source.url.starts_with(start));
    match is_address {
        true => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{shown}</a>",
            text(&source.url)
        ),
        false => shown,
    }
}
