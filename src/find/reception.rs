//! When people are received: the next time, computed now, and the ordinary week.

use leptos::prelude::*;
use senim_model::hours::{Hours, Span};

use crate::app::Portal;
use crate::browser::now_minute;
use crate::i18n::{LocalTime, Texts, m, moment, week};

/// Rows of a list of facts: the next reception, the ordinary week.
#[component]
pub(crate) fn Reception(hours: Hours, base_minute: i64, offsets: Vec<(i64, i16)>) -> impl IntoView {
    let texts = Portal::get().texts();
    let now = now_minute();
    let next = hours.next(base_minute, now);
    let around_clock =
        hours.week.len() == 7 && hours.week.iter().all(|span| span.to - span.from >= 1440);
    let next = if around_clock {
        view! { <strong>{texts.t(m::CARD_AROUND_CLOCK)}</strong> }.into_any()
    } else {
        next_reception(&texts, next, now, &offsets)
    };
    let ordinary = (!around_clock && !hours.week.is_empty()).then(|| {
        let lines = week(&texts, &hours.week)
            .into_iter()
            .map(|line| view! { <span class="line">{line}</span> }.into_any())
            .collect_view();
        view! {
            <dt>{texts.t(m::CARD_HOURS)}</dt>
            <dd>{lines} <span class="line small quiet">{texts.t(m::CARD_HOLIDAYS)}</span></dd>
        }
        .into_any()
    });
    view! {
        <dt>{texts.t(m::CARD_NEXT)}</dt>
        <dd>{next}</dd>
        {ordinary}
    }
}

fn next_reception(texts: &Texts, next: Option<Span>, now: i64, offsets: &[(i64, i16)]) -> AnyView {
    let local = |minute| LocalTime::at(minute, offsets);
    let times = next.and_then(|span| Some((span, local(span.from)?, local(span.to)?, local(now)?)));
    let Some((span, from, to, today)) = times else {
        return texts.t(m::CARD_NEXT_NONE).into_any();
    };
    if span.from <= now {
        let text = texts.with(m::CARD_NEXT_NOW, &[("to", &to.clock())]);
        return view! {
            <strong>{text}</strong> " "
            <span class="badge">{texts.t(m::CARD_NEXT_ON_DUTY)}</span>
        }
        .into_any();
    }
    let day = moment(texts, from.date, today.date);
    let values = [
        ("day", day.as_str()),
        ("from", &from.clock()),
        ("to", &to.clock()),
    ];
    let text = texts.with(m::CARD_NEXT_AT, &values);
    let days = u64::try_from((from.date - today.date).num_days()).unwrap_or(0);
    let badge = (days > 0).then(|| {
        view! { " " <span class="badge">{texts.count(m::CARD_NEXT_IN_DAYS, days)}</span> }
            .into_any()
    });
    view! { <strong>{text}</strong> {badge} }.into_any()
}
