//! The page of a region.

use std::fmt::Write as _;

use senim_measure::{Period, Scope, State};
use senim_model::response::Response;
use senim_texts::figure::{clock, duration, exact_duration, percent, period, tenth};
use senim_texts::html::text;
use senim_texts::{Texts, date, day_of, f, number};

use crate::asked::Asked;
use crate::block::Block;
use crate::choice::Choice;
use crate::figure::{Figure, rate, target_of};
use crate::views::{self, View, escaped_name, place_name, span};

/// What surrounds a page.
pub struct Context<'a> {
    /// A script runs: parts can be taken away.
    pub live: bool,
    /// The width of charts in pixels; none are drawn where it is none.
    pub width: Option<f64>,
    /// Who publishes.
    pub publisher: &'a str,
    /// The time of the release, RFC 3339.
    pub released: &'a str,
    /// The identifier of the release.
    pub release: &'a str,
    /// The address of the page without what is chosen.
    pub address: &'a str,
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// HTML.
    pub html: String,
    /// Its parts, to be taken away.
    pub blocks: Vec<Block>,
    /// The link that shows the same for ever.
    pub link: String,
    /// What is shown, in one line: for a file.
    pub subtitle: String,
}

/// The figures of a region for a choice.
pub fn region(texts: &Texts, data: &Response, choice: &Choice, context: &Context<'_>) -> Written {
    let Some(asked) = Asked::of(choice, data) else {
        let html = format!(
            "<p class=\"notice\">{}</p>",
            text(&texts.t(f::RESPONSE_NOTHING_REGION))
        );
        return Written {
            html,
            ..Written::default()
        };
    };
    let view = View {
        texts,
        data,
        asked: &asked,
        width: context.width,
    };
    let pinned = asked.choice(data, Some(context.release.to_owned()));
    let link = format!("{}?{}", context.address, pinned.query());
    let what = what(&view);
    let figure = Figure::of(data, asked.selection(asked.scope), asked.clock);
    let mut html = String::new();
    html.push_str(&pinned_notice(texts, choice, context));
    html.push_str(&notices(&view, context, &figure));
    html.push_str(&headline(&view, asked.scope, &figure));
    if let Some(with) = asked.with {
        html.push_str(&compared(&view, with));
    }
    let mut blocks = vec![views::trend_block(&view)];
    if let Ok(figure) = &figure {
        blocks.push(views::distribution(&view, figure));
    }
    blocks.extend(views::places(&view));
    if asked.scope == Scope::REGION {
        blocks.extend(views::breakdown(&view, false));
        blocks.extend(views::breakdown(&view, true));
        blocks.extend(views::hours(&view));
    }
    for block in &blocks {
        html.push_str(&block.html(texts, context.live));
    }
    html.push_str(&method(&view, context));
    html.push_str(&take(&view, context, &what, &link));
    Written {
        html,
        blocks,
        link,
        subtitle: what,
    }
}

/// Where, when, which calls, by which clock.
fn what(view: &View<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let place = place_name(texts, data, asked.scope);
    let priority = match asked
        .priority
        .and_then(|at| data.priorities.get(usize::from(at)))
    {
        Some(term) => term.name.show(texts.lang).to_owned(),
        None => texts.t(f::RESPONSE_PRIORITY_ALL),
    };
    let timed = asked
        .clock_in(data, asked.to)
        .map(|found| clock(texts, found));
    let span = span(texts, asked.from, asked.to);
    [place, span, priority, timed.unwrap_or_default()].join(" · ")
}

fn pinned_notice(texts: &Texts, choice: &Choice, context: &Context<'_>) -> String {
    if choice.release.is_none() {
        return String::new();
    }
    let release = release_day(texts, context.released);
    let now = Choice {
        release: None,
        ..choice.clone()
    };
    format!(
        "<p class=\"notice\">{} <a href=\"{}?{}\" data-choice>{}</a></p>",
        text(&texts.with(f::RESPONSE_PINNED, &[("release", &release)])),
        text(context.address),
        now.query(),
        text(&texts.t(f::RESPONSE_PINNED_NOW)),
    )
}

pub(crate) fn release_day(texts: &Texts, time: &str) -> String {
    day_of(time).map(|day| date(texts, day)).unwrap_or_default()
}

/// What a reader has to know of the figures before reading them.
fn notices(view: &View<'_>, context: &Context<'_>, figure: &Result<Figure, u64>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut said: Vec<String> = Vec::new();
    if asked.unknown {
        said.push(texts.t(f::RESPONSE_UNKNOWN_PLACE));
    }
    if let Some(since) = asked.definition {
        let definition = data.definition(Some(since));
        let note = definition.map(|found| found.note.show(texts.lang).to_owned());
        let values = [
            ("month", &*period(texts, since)),
            ("note", &note.unwrap_or_default()),
        ];
        said.push(texts.with(f::RESPONSE_CLIP_DEFINITION, &values));
    }
    if let Some(since) = asked.border {
        said.push(texts.with(f::RESPONSE_CLIP_BORDER, &[("month", &period(texts, since))]));
    }
    for (states, message) in [
        ([State::Missing, State::Suppressed], f::RESPONSE_GAP_MISSING),
        ([State::Late, State::Late], f::RESPONSE_GAP_LATE),
    ] {
        let absent = data.months.iter().filter(|month| {
            let asked_for = asked.from <= month.month && month.month <= asked.to;
            asked_for && states.contains(&month.state)
        });
        let (months, reasons): (Vec<String>, Vec<&str>) = absent
            .map(|month| (period(texts, month.month), month.reason.as_str()))
            .unzip();
        if !months.is_empty() {
            let list = texts.with(message, &[("months", &months.join(", "))]);
            said.push(format!("{list} {}", reasons.join(" ")));
        }
    }
    let mut html: String = said
        .iter()
        .map(|said| format!("<p class=\"notice\">{}</p>", text(said.trim())))
        .collect();
    let cut = match figure {
        Ok(figure) => figure.cut,
        Err(cut) => *cut,
    };
    if cut > 0 {
        html.push_str(&cut_notice(view, context, cut));
    }
    html
}

/// That calls are published with others only, and the nearest choice that holds them all.
fn cut_notice(view: &View<'_>, context: &Context<'_>, cut: u64) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let district = asked
        .scope
        .area
        .and_then(|at| data.areas.get(usize::from(at))?.district);
    let cells = crate::asked::cells_of(data, Scope::REGION, asked.to, asked.clock);
    let whole = cells.and_then(|(cells, _)| asked.selection(asked.scope).whole(district, cells));
    let offer = whole.filter(|_| context.live).map(|whole| {
        // Whole quarters and years may reach beyond what is known.
        let months = data.months.iter().map(|month| month.month);
        let (first, last) = (months.clone().min(), months.max());
        let wider = Asked {
            scope: whole.scope,
            from: first.map_or(whole.from, |first| whole.from.max(first)),
            to: last.map_or(whole.to, |last| whole.to.min(last)),
            with: None,
            ..(*asked).clone()
        };
        let values = [
            ("place", &*place_name(texts, data, whole.scope)),
            ("span", &span(texts, wider.from, wider.to)),
        ];
        format!(
            " <a href=\"{}?{}\" data-choice>{}</a>",
            text(context.address),
            wider.choice(data, None).query(),
            text(&texts.with(f::RESPONSE_WHOLE, &values))
        )
    });
    format!(
        "<p class=\"notice\">{}{}</p>",
        text(&texts.count(f::RESPONSE_CUT, cut)),
        offer.unwrap_or_default()
    )
}

/// The numbers that stand first.
fn headline(view: &View<'_>, scope: Scope, figure: &Result<Figure, u64>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let lead = format!(
        "<p class=\"quiet\">{}</p>",
        text(&what(&View {
            asked: &Asked {
                scope,
                ..(*asked).clone()
            },
            ..*view
        }))
    );
    let heading = format!("<h2>{}</h2>{lead}", escaped_name(texts, data, scope));
    let Ok(figure) = figure else {
        let few = texts.with(f::RESPONSE_NONE_FEW, &[("min", &data.min_cell.to_string())]);
        return format!(
            "<section class=\"headline\">{heading}<p>{} {}</p></section>",
            text(&texts.t(f::RESPONSE_NONE)),
            text(&few)
        );
    };
    let mut items = String::new();
    let mut item = |name: String, value: String, notes: &[String]| {
        let notes: String = notes
            .iter()
            .map(|note| format!("<dd class=\"quiet small\">{}</dd>", text(note)))
            .collect();
        let _ = write!(
            items,
            "<div><dt>{}</dt><dd class=\"big\">{}</dd>{notes}</div>",
            text(&name),
            text(&value)
        );
    };
    let time = |value: f64| duration(texts, value);
    if let Some(found) = figure.median {
        let notes = [
            texts.t(f::RESPONSE_MEDIAN_WHAT),
            interval(texts, found.low, found.high, &time),
        ];
        item(texts.t(f::RESPONSE_MEDIAN), time(found.value), &notes);
    }
    if let Some(found) = figure.p90 {
        let notes = [
            texts.t(f::RESPONSE_P90_WHAT),
            interval(texts, found.low, found.high, &time),
        ];
        item(texts.t(f::RESPONSE_P90), time(found.value), &notes);
    }
    let target = target_of(&data.targets, asked.priority, asked.clock);
    if let (Some(found), Some(target)) = (figure.within, target) {
        let whole = |value: f64| percent(texts, value, figure.calls() >= 1_000);
        let target = exact_duration(texts, target.seconds);
        let notes = [
            texts.with(f::RESPONSE_WITHIN_WHAT, &[("target", &target)]),
            interval(texts, found.low, found.high, &whole),
        ];
        item(texts.t(f::RESPONSE_WITHIN), whole(found.value), &notes);
    }
    let mut notes = Vec::new();
    if let Some(found) = figure.unknown() {
        notes.push(texts.with(
            f::RESPONSE_UNKNOWN,
            &[("share", &percent(texts, found.value, true))],
        ));
    }
    if let Some((found, people, on)) = (scope == asked.scope)
        .then(|| rate(data, asked, figure))
        .flatten()
    {
        notes.push(texts.with(f::RESPONSE_RATE, &[("rate", &tenth(texts, found.value))]));
        let values = [
            ("people", &*number(texts, people.into())),
            ("date", &release_day(texts, &on)),
        ];
        notes.push(texts.with(f::RESPONSE_RATE_OF, &values));
    }
    item(
        texts.t(f::RESPONSE_CALLS),
        number(texts, figure.calls()),
        &notes,
    );
    format!("<section class=\"headline\">{heading}<dl>{items}</dl></section>")
}

fn interval(texts: &Texts, low: f64, high: f64, shown: &impl Fn(f64) -> String) -> String {
    match high.is_finite() {
        true => texts.with(
            f::RESPONSE_INTERVAL,
            &[("low", &shown(low)), ("high", &shown(high))],
        ),
        false => texts.with(f::RESPONSE_INTERVAL_OPEN, &[("low", &shown(low))]),
    }
}

/// The place that is compared, or why it is not.
fn compared(view: &View<'_>, with: Scope) -> String {
    let asked = view.asked;
    let borders = crate::asked::borders_of(view.data, with);
    let moved = borders
        .iter()
        .any(|since| asked.from < *since && *since <= asked.to);
    let figure = Figure::of(view.data, asked.selection(with), asked.clock);
    let mut html = headline(view, with, &figure);
    if moved {
        let since: Vec<Period> = borders.iter().rev().take(1).copied().collect();
        let month = since
            .first()
            .map(|since| period(view.texts, *since))
            .unwrap_or_default();
        let said = view
            .texts
            .with(f::RESPONSE_CLIP_BORDER, &[("month", &month)]);
        html = format!(
            "<p class=\"notice\">{}: {}</p>",
            escaped_name(view.texts, view.data, with),
            text(&said)
        );
    }
    html
}

/// How the figures come about.
fn method(view: &View<'_>, context: &Context<'_>) -> String {
    let View {
        texts, data, asked, ..
    } = view;
    let mut said = Vec::new();
    if let Some(found) = asked.clock_in(data, asked.to) {
        said.push(texts.with(f::RESPONSE_METHOD_CLOCK, &[("clock", &clock(texts, found))]));
    }
    said.push(texts.t(f::RESPONSE_METHOD_ERROR));
    said.push(texts.t(f::RESPONSE_METHOD_INTERVAL));
    said.push(texts.t(f::RESPONSE_METHOD_UNKNOWN));
    said.push(texts.with(
        f::RESPONSE_METHOD_MIN,
        &[("min", &data.min_cell.to_string())],
    ));
    let excluded: u64 = data.excluded.iter().map(|row| row.calls).sum();
    if excluded > 0 {
        let rows: Vec<String> = data
            .excluded
            .iter()
            .map(|row| excluded_row(texts, row))
            .collect();
        let head = texts.count(f::RESPONSE_METHOD_EXCLUDED, excluded);
        said.push(format!("{head} {}.", rows.join("; ")));
    }
    let release = release_day(texts, context.released);
    let values = [("publisher", context.publisher), ("release", &release)];
    said.push(texts.with(f::RESPONSE_METHOD_SOURCE, &values));
    let paragraphs: String = said
        .iter()
        .map(|said| format!("<p>{}</p>", text(said)))
        .collect();
    format!(
        "<section class=\"method\"><h2>{}</h2>{paragraphs}</section>",
        text(&texts.t(f::RESPONSE_METHOD))
    )
}

fn excluded_row(texts: &Texts, row: &senim_model::response::Excluded) -> String {
    let reason = match row.reason.as_str() {
        "no_time" => f::EXCLUDED_NO_TIME,
        "future" => f::EXCLUDED_FUTURE,
        "reversed" => f::EXCLUDED_REVERSED,
        "no_area" => f::EXCLUDED_NO_AREA,
        "no_priority" => f::EXCLUDED_NO_PRIORITY,
        _ => f::EXCLUDED_TWICE,
    };
    format!(
        "{}: {}, {}",
        period(texts, row.year),
        texts.t(reason),
        number(texts, row.calls)
    )
}

/// The link that stays, and how to cite.
fn take(view: &View<'_>, context: &Context<'_>, what: &str, link: &str) -> String {
    if !context.live {
        return String::new();
    }
    let texts = view.texts;
    let release = release_day(texts, context.released);
    let citation = texts.with(
        f::RESPONSE_CITATION,
        &[
            ("publisher", context.publisher),
            ("title", &texts.t(f::RESPONSE_TITLE)),
            ("place", what),
            ("release", &release),
            ("link", link),
        ],
    );
    let copy = |what: &str| {
        let copy = text(&texts.t(f::RESPONSE_TAKE_COPY));
        format!("<button type=\"button\" class=\"plain\" data-copy=\"{what}\">{copy}</button>")
    };
    format!(
        "<section class=\"taken\"><h2>{}</h2><p class=\"quiet\">{}</p>\
         <p><a href=\"{}\" id=\"permanent\">{}</a> {}</p>\
         <h3>{}</h3><p id=\"citation\" class=\"citation\">{}</p><p>{}</p>\
         <h3>BibTeX</h3><pre id=\"bibtex\" class=\"citation\">{}</pre><p>{}</p></section>",
        text(&texts.t(f::RESPONSE_TAKE)),
        text(&texts.t(f::RESPONSE_TAKE_LINK_WHAT)),
        text(link),
        text(&texts.t(f::RESPONSE_TAKE_LINK)),
        copy("permanent"),
        text(&texts.t(f::RESPONSE_TAKE_CITATION)),
        text(&citation),
        copy("citation"),
        text(&bibtex(texts, context, what, link)),
        copy("bibtex"),
    )
}

/// The same for those who write in LaTeX. Braces keep their letters as they are.
fn bibtex(texts: &Texts, context: &Context<'_>, what: &str, link: &str) -> String {
    let year = context.released.get(..4).unwrap_or_default();
    let key: String = context
        .release
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let plain = |text: &str| text.replace(['{', '}', '\\'], "");
    format!(
        "@misc{{senim{key},\n  author = {{{{{}}}}},\n  title = {{{{{}: {}}}}},\n  year = {{{year}}},\n  \
         url = {{{}}}\n}}",
        plain(context.publisher),
        plain(&texts.t(f::RESPONSE_TITLE)),
        plain(what),
        plain(link),
    )
}
