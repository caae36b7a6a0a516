//! When people are received next, as of this moment.

use senim_model::directory::RegionPack;
use senim_model::hours::Hours;

use crate::i18n::{LocalTime, Texts, html, m, moment};

/// The next reception as HTML, in words and with the days that it is away.
pub(crate) fn next_reception(texts: &Texts, pack: &RegionPack, hours: &Hours, now: i64) -> String {
    let local = |minute| LocalTime::at(minute, &pack.offsets);
    let next = hours.next(pack.base_minute, now);
    let times = next.and_then(|span| Some((span, local(span.from)?, local(span.to)?, local(now)?)));
    let Some((span, from, to, today)) = times else {
        return html::text(&texts.t(m::CARD_NEXT_NONE));
    };
    if span.from <= now {
        let words = texts.with(m::CARD_NEXT_NOW, &[("to", &to.clock())]);
        return format!("<span class=\"badge\">{}</span>", html::text(&words));
    }
    let day = moment(texts, from.date, today.date);
    let values = [
        ("day", day.as_str()),
        ("from", &from.clock()),
        ("to", &to.clock()),
    ];
    let words = html::text(&texts.with(m::CARD_NEXT_AT, &values));
    let days = u64::try_from((from.date - today.date).num_days()).unwrap_or(0);
    // Today and tomorrow are said in words already.
    let badge = (days > 1).then(|| {
        let away = html::text(&texts.count(m::CARD_NEXT_IN_DAYS, days));
        format!(" <span class=\"badge\">{away}</span>")
    });
    format!("<strong>{words}</strong>{}", badge.unwrap_or_default())
}
