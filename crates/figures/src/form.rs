//! What a visitor can choose.

use std::fmt::Write as _;

use senim_measure::{Period, Scope};
use senim_model::response::{Response, definition_in};
use senim_texts::figure::{clock, period};
use senim_texts::html::text;
use senim_texts::{Message, Texts, f};

use crate::asked::{Asked, place_of};
use crate::choice::{Choice, MOST_OTHERS};
use crate::views::{escaped_name, place_name};

/// The fields of a choice, with what is chosen. Their names and values are those of the address.
pub fn form(texts: &Texts, data: &Response, choice: &Choice) -> String {
    // No field says what is over on the day of a release.
    let Some(asked) = Asked::of(choice, data, "") else {
        return String::new();
    };
    let place = field(
        texts,
        "place",
        f::RESPONSE_WHERE,
        &places(texts, data, Some(asked.scope), &[]),
    );
    let with = compared(texts, data, &asked);
    let priority = field(
        texts,
        "priority",
        f::RESPONSE_PRIORITY,
        &priorities(texts, data, &asked),
    );
    let clocks = field(
        texts,
        "clock",
        f::RESPONSE_CLOCK,
        &clocks(texts, data, &asked),
    );
    let from = field(
        texts,
        "from",
        f::RESPONSE_FROM,
        &months(texts, data, asked.from),
    );
    let to = field(texts, "to", f::RESPONSE_TO, &months(texts, data, asked.to));
    let release = match &choice.release {
        Some(release) => format!(
            "<input type=\"hidden\" name=\"release\" value=\"{}\">",
            text(release)
        ),
        None => String::new(),
    };
    format!(
        "<form class=\"choose\" method=\"get\"><fieldset><legend class=\"unseen\">{}</legend>\
         {place}{with}{priority}{clocks}{from}{to}{release}</fieldset></form>",
        text(&texts.t(f::RESPONSE_CHOOSE)),
    )
}

/// A field of a form, by its name in the address.
pub fn field(texts: &Texts, name: &str, label: Message, options: &str) -> String {
    named(texts, (name, name), label, options)
}

/// A field whose name in the page differs from the one in the address.
fn named(texts: &Texts, (id, name): (&str, &str), label: Message, options: &str) -> String {
    format!(
        "<label><span>{}</span><select name=\"{name}\" id=\"choose-{id}\">{options}</select></label>",
        text(&texts.t(label))
    )
}

/// An option of a field.
pub fn option(value: &str, name: &str, chosen: bool) -> String {
    let selected = if chosen { " selected" } else { "" };
    format!(
        "<option value=\"{}\"{selected}>{}</option>",
        text(value),
        text(name)
    )
}

/// The places to compare with, each with a button that takes it away, and one field more as long as
/// there may be more.
fn compared(texts: &Texts, data: &Response, asked: &Asked) -> String {
    let chosen: Vec<Scope> = asked.places().collect();
    let more = (asked.with.len() < MOST_OTHERS).then_some(None);
    let fields = asked.with.iter().copied().map(Some).chain(more);
    let field = |(at, with): (usize, Option<Scope>)| {
        let name = match at {
            0 => "with".to_owned(),
            at => format!("with-{at}"),
        };
        let label = match at {
            0 => f::RESPONSE_COMPARE,
            _ => f::RESPONSE_COMPARE_MORE,
        };
        let options = option("", &texts.t(f::RESPONSE_COMPARE_NONE), false)
            + &places(texts, data, with, &chosen);
        let remove = with.map(|with| {
            let word = text(&texts.t(f::RESPONSE_COMPARE_REMOVE));
            let place = escaped_name(texts, data, with);
            format!(
                "<button type=\"button\" class=\"plain\" data-remove=\"choose-{name}\" \
                 aria-label=\"{word}: {place}\">{word}</button>"
            )
        });
        format!(
            "<div>{}{}</div>",
            named(texts, (&name, "with"), label, &options),
            remove.unwrap_or_default()
        )
    };
    (0..).zip(fields).map(field).collect()
}

/// The places of a region; those that are chosen elsewhere cannot be chosen once more.
fn places(texts: &Texts, data: &Response, chosen: Option<Scope>, elsewhere: &[Scope]) -> String {
    let of = |scope: Scope, name: &str| {
        let is_chosen = chosen == Some(scope);
        let place = place_of(scope, data).code();
        match !is_chosen && elsewhere.contains(&scope) {
            true => format!(
                "<option value=\"{}\" disabled>{}</option>",
                text(&place),
                text(name)
            ),
            false => option(&place, name, is_chosen),
        }
    };
    let mut out = of(Scope::REGION, &texts.t(f::RESPONSE_WHOLE_REGION));
    let mut group = |label: &str, scopes: Vec<Scope>| {
        let options = scopes.into_iter();
        let options: String = options
            .map(|scope| of(scope, &place_name(texts, data, scope)))
            .collect();
        let _ = write!(
            out,
            "<optgroup label=\"{}\">{options}</optgroup>",
            text(label)
        );
    };
    let districts = 0..data.districts.len() as u16;
    group(
        &texts.t(f::RESPONSE_DISTRICTS),
        districts.clone().map(Scope::district).collect(),
    );
    // Areas of different towns have the same numbers.
    let areas = texts.t(f::RESPONSE_AREAS);
    for district in districts.map(Some).chain([None]) {
        let here = data.areas.iter().zip(0..);
        let here = here.filter(|(area, _)| area.district == district);
        let here: Vec<Scope> = here.map(|(_, at)| Scope::area(at)).collect();
        let name = district.map(|at| place_name(texts, data, Scope::district(at)));
        match name {
            _ if here.is_empty() => {}
            Some(name) => group(&format!("{areas}: {name}"), here),
            None => group(&areas, here),
        }
    }
    out
}

fn priorities(texts: &Texts, data: &Response, asked: &Asked) -> String {
    let terms = data.priorities.iter().zip(0..);
    let mut out: String = terms
        .map(|(term, at)| {
            option(
                term.id.as_str(),
                term.name.show(texts.lang),
                asked.priority == Some(at),
            )
        })
        .collect();
    if data.priorities.len() > 1 {
        out += &option(
            "all",
            &texts.t(f::RESPONSE_PRIORITY_ALL),
            asked.priority.is_none(),
        );
    }
    out
}

fn clocks(texts: &Texts, data: &Response, asked: &Asked) -> String {
    let clocks =
        definition_in(&data.definitions, asked.to).map(|definition| definition.clocks.as_slice());
    let clocks = clocks.unwrap_or_default().iter();
    clocks
        .map(|of| {
            let value = format!("{}-{}", of.from.code(), of.to.code());
            option(&value, &clock(texts, *of), (of.from, of.to) == asked.clock)
        })
        .collect()
}

fn months(texts: &Texts, data: &Response, chosen: Period) -> String {
    let months = data.months.iter().rev();
    months
        .map(|month| {
            let value = month.month.to_string();
            option(&value, &period(texts, month.month), month.month == chosen)
        })
        .collect()
}
