//! What a reader has to know of the figures before reading them.

use senim_measure::selection::Selection;
use senim_measure::{Period, Scope, State};
use senim_texts::f;
use senim_texts::figure::period;
use senim_texts::html::text;

use crate::asked::{Asked, borders_of, last_of, open_quarter};
use crate::figure::Figure;
use crate::page::Context;
use crate::revised;
use crate::selected::selected;
use crate::views::{View, place_name, span};

/// What a reader has to know of the figures before reading them.
pub(crate) fn notices(
    view: &View<'_>,
    context: &Context<'_>,
    figure: &Result<Figure, u64>,
) -> String {
    let said = fuller(view, context, figure);
    let fuller = match said.is_empty() {
        true => said,
        false => notice(&said),
    };
    of_months(view, context) + &revised::notice(view) + &fuller
}

fn notice(html: &str) -> String {
    format!("<p class=\"notice\">{html}</p>")
}

/// What a reader has to know of the months: how the choice was met, and which of them did not come.
pub(crate) fn of_months(view: &View<'_>, context: &Context<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut said: Vec<String> = Vec::new();
    if asked.unknown {
        said.push(text(&texts.t(f::RESPONSE_UNKNOWN_PLACE)));
    }
    said.extend(asked.ended.map(|last| ended(view, context, last)));
    let before = earlier(view, context);
    if let Some(since) = asked.definition {
        let definition = data.definition(Some(since));
        let note = definition.map(|found| found.note.show(texts.lang).to_owned());
        let values = [
            ("month", &*period(texts, since)),
            ("note", &note.unwrap_or_default()),
        ];
        let clipped = texts.with(f::RESPONSE_CLIP_DEFINITION, &values);
        said.push(text(clipped.trim()) + &before);
    }
    if let Some(since) = asked.border {
        let clipped = texts.with(f::RESPONSE_CLIP_BORDER, &[("month", &period(texts, since))]);
        let before = asked.definition.is_none().then_some(before);
        said.push(text(&clipped) + &before.unwrap_or_default());
    }
    if let Some(quarter) = asked.open {
        let quarter = period(texts, quarter);
        said.push(text(
            &texts.with(f::RESPONSE_OPEN, &[("quarter", &quarter)]),
        ));
    }
    for (state, message) in [
        (State::Missing, f::RESPONSE_GAP_MISSING),
        (State::Late, f::RESPONSE_GAP_LATE),
    ] {
        let absent = asked.months(data).filter(|month| month.state == state);
        let (months, reasons): (Vec<String>, Vec<&str>) = absent
            .map(|month| (period(texts, month.month), month.reason.show(texts.lang)))
            .unzip();
        if !months.is_empty() {
            let list = texts.with(message, &[("months", &months.join(", "))]);
            said.push(text(format!("{list} {}", reasons.join(" ")).trim()));
        }
    }
    said.iter().map(|said| notice(said)).collect()
}

/// A link to the same of another place and other months, with its words; nothing where nothing can be
/// chosen.
fn link(
    view: &View<'_>,
    context: &Context<'_>,
    (scope, from, to): (Scope, Period, Period),
    words: &str,
) -> String {
    if !context.live {
        return String::new();
    }
    let other = Asked {
        scope,
        from,
        to,
        with: Vec::new(),
        ..view.asked.clone()
    };
    format!(
        " <a href=\"{}?{}\" data-choice>{}</a>",
        text(context.address),
        other.choice(view.data, None).query(),
        text(words)
    )
}

/// That an area is no more, and the way to its district.
fn ended(view: &View<'_>, context: &Context<'_>, last: Period) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let values = [
        ("place", &*place_name(texts, data, asked.scope)),
        ("month", &*period(texts, last)),
    ];
    let said = text(&texts.with(f::RESPONSE_ENDED, &values));
    let wider = district_of(view).map_or(Scope::REGION, Scope::district);
    let (from, to) = asked.wanted;
    let words = format!(
        "{}, {}",
        place_name(texts, data, wider),
        span(texts, from, to)
    );
    said + &link(view, context, (wider, from, to), &words)
}

/// The way to the part of the choice that cannot be compared with the figures, where there is one.
fn earlier(view: &View<'_>, context: &Context<'_>) -> String {
    let View { texts, asked, .. } = view;
    let (from, to) = (asked.wanted.0, asked.from.previous());
    if to < from {
        return String::new();
    }
    let why = match asked.definition {
        Some(_) => f::RESPONSE_CHANGE,
        None => f::RESPONSE_CHANGE_BORDER,
    };
    let words = format!("{}: {}", span(texts, from, to), texts.t(why));
    link(view, context, (asked.scope, from, to), &words)
}

fn district_of(view: &View<'_>) -> Option<u16> {
    let areas = &view.data.areas;
    areas.get(usize::from(view.asked.scope.area?))?.district
}

/// That calls are published with others only, and the nearest choice that holds them all, as HTML;
/// empty where there is nothing to say.
pub(crate) fn fuller(
    view: &View<'_>,
    context: &Context<'_>,
    figure: &Result<Figure, u64>,
) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let cut = match figure {
        Ok(figure) => figure.cut,
        Err(cut) => *cut,
    };
    if cut == 0 && figure.is_ok() {
        return String::new();
    }
    let sum = |selection: &Selection| {
        selected(data, selection, asked.to, asked.clock).unwrap_or_default()
    };
    let known = known(view, context);
    let whole = known.and_then(|known| {
        let district = district_of(view);
        asked.selection(asked.scope).whole(district, known, sum)
    });
    let offer = whole.map(|whole| {
        let values = [
            ("place", &*place_name(texts, data, whole.scope)),
            ("span", &span(texts, whole.from, whole.to)),
        ];
        let words = texts.with(f::RESPONSE_WHOLE, &values);
        link(view, context, (whole.scope, whole.from, whole.to), &words)
    });
    let said = (cut > 0).then(|| text(&texts.count(f::RESPONSE_CUT, cut)));
    let all = said.unwrap_or_default() + &offer.unwrap_or_default();
    all.trim_start().to_owned()
}

/// The first month and the last that can be put into one figure with those that are asked for.
fn known(view: &View<'_>, context: &Context<'_>) -> Option<(Period, Period)> {
    let View { data, asked, .. } = view;
    let definitions = data.definitions.iter().filter_map(|found| found.since);
    let borders = borders_of(data, asked.scope).iter().copied();
    let (mut first, mut last) = (data.months.first()?.month, data.months.last()?.month);
    for since in definitions.chain(borders) {
        match since <= asked.to {
            true => first = first.max(since),
            false => last = last.min(since.previous()),
        }
    }
    last = last_of(data, asked.scope).map_or(last, |end| last.min(end));
    // A quarter that is not over is not whole: it is not gone into.
    let open = open_quarter(data, context.released);
    let open = open.and_then(|open| open.months().next());
    let before = open.filter(|open| asked.to < *open);
    Some((first, before.map_or(last, |open| last.min(open.previous()))))
}
