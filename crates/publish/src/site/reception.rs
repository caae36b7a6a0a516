//! Reception hours on a plain page, which does not know what day it is read on.

use chrono::DateTime;
use senim_model::directory::RegionPack;
use senim_model::hours::Hours;
use senim_model::index::Index;
use senim_texts::{Texts, date, m, next_dates, reception_lines, w};

use super::html::text;

/// What holds regularly; where weeks differ, the first dates after the release too.
pub(super) fn html(index: &Index, pack: &RegionPack, hours: &Hours, texts: &Texts) -> String {
    if hours.around_clock() {
        let always = text(&texts.t(m::CARD_AROUND_CLOCK));
        return format!("<strong>{always}</strong>");
    }
    let mut lines = reception_lines(texts, hours);
    if hours.irregular
        && let Ok(made) = DateTime::parse_from_rfc3339(&index.directory.time)
    {
        let day = date(texts, made.date_naive());
        lines.push(texts.with(w::HOURS_VARIES_AS_OF, &[("date", &day)]));
        let after = made.timestamp().div_euclid(60);
        let dates = next_dates(texts, hours, pack.base_minute, &pack.offsets, after);
        lines.extend(dates);
    }
    let lines: String = lines
        .iter()
        .map(|line| format!("<span class=\"line\">{}</span>", text(line)))
        .collect();
    let note = text(&texts.t(m::CARD_HOLIDAYS));
    format!("{lines}<span class=\"line small quiet\">{note}</span>")
}
