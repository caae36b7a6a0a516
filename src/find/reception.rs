//! When people are received: the next time, computed now, and what holds regularly.

use leptos::prelude::*;
use senim_model::hours::{Hours, Span};

use crate::app::Portal;
use crate::browser::now_minute;
use crate::i18n::{LocalTime, Texts, m, moment, next_dates, reception_lines};

/// Rows of a list of facts: the next reception, and what holds regularly. What holds today only
/// (`passing`) stays off paper.
#[component]
pub(crate) fn Reception(hours: Hours, base_minute: i64, offsets: Vec<(i64, i16)>) -> impl IntoView {
    let texts = Portal::get().texts();
    if hours.around_clock() {
        return view! {
            <dt>{texts.t(m::CARD_HOURS)}</dt>
            <dd><strong>{texts.t(m::CARD_AROUND_CLOCK)}</strong></dd>
        }
        .into_any();
    }
    let now = now_minute();
    let next = next_reception(&texts, hours.next(base_minute, now), now, &offsets);
    let dates = if hours.irregular {
        next_dates(&texts, &hours, base_minute, &offsets, now)
    } else {
        Vec::new()
    };
    let regular = reception_lines(&texts, &hours);
    let known = !regular.is_empty() || !dates.is_empty();
    let varies = (!dates.is_empty())
        .then(|| view! { <span class="line">{texts.t(m::HOURS_VARIES)}</span> }.into_any());
    let usual = known.then(|| {
        view! {
            <dt>{texts.t(m::CARD_HOURS)}</dt>
            <dd>
                {lines(regular)} {varies} {lines(dates)}
                <span class="line small quiet">{texts.t(m::CARD_HOLIDAYS)}</span>
            </dd>
        }
        .into_any()
    });
    view! {
        <dt class="passing">{texts.t(m::CARD_NEXT)}</dt>
        <dd class="passing">{next}</dd>
        {usual}
    }
    .into_any()
}

fn lines(lines: Vec<String>) -> AnyView {
    lines
        .into_iter()
        .map(|line| view! { <span class="line">{line}</span> }.into_any())
        .collect_view()
        .into_any()
}

fn next_reception(texts: &Texts, next: Option<Span>, now: i64, offsets: &[(i64, i16)]) -> AnyView {
    let local = |minute| LocalTime::at(minute, offsets);
    let times = next.and_then(|span| Some((span, local(span.from)?, local(span.to)?, local(now)?)));
    let Some((span, from, to, today)) = times else {
        return texts.t(m::CARD_NEXT_NONE).into_any();
    };
    if span.from <= now {
        let text = texts.with(m::CARD_NEXT_NOW, &[("to", &to.clock())]);
        return view! { <span class="badge">{text}</span> }.into_any();
    }
    let day = moment(texts, from.date, today.date);
    let values = [
        ("day", day.as_str()),
        ("from", &from.clock()),
        ("to", &to.clock()),
    ];
    let text = texts.with(m::CARD_NEXT_AT, &values);
    let days = u64::try_from((from.date - today.date).num_days()).unwrap_or(0);
    // Today and tomorrow are said in words already.
    let badge = (days > 1).then(|| {
        view! { " " <span class="badge">{texts.count(m::CARD_NEXT_IN_DAYS, days)}</span> }
            .into_any()
    });
    view! { <strong>{text}</strong> {badge} }.into_any()
}
