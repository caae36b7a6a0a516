//! What a visitor can choose.

use std::fmt::Write as _;

use senim_measure::{Period, Scope};
use senim_model::response::{Response, definition_in};
use senim_texts::figure::{clock, period};
use senim_texts::html::text;
use senim_texts::{Message, Texts, f};

use crate::asked::{Asked, place_of};
use crate::choice::{Choice, Place};
use crate::views::place_name;

/// The fields of a choice, with what is chosen. Their names and values are those of the address.
pub fn form(texts: &Texts, data: &Response, choice: &Choice) -> String {
    let Some(asked) = Asked::of(choice, data) else {
        return String::new();
    };
    let place = field(
        texts,
        "place",
        f::RESPONSE_WHERE,
        &places(texts, data, asked.scope, f::RESPONSE_WHOLE_REGION, "region"),
    );
    let with = match asked.with {
        Some(with) => places(texts, data, with, f::RESPONSE_COMPARE_NONE, ""),
        None => places(
            texts,
            data,
            Scope {
                district: Some(u16::MAX),
                area: None,
            },
            f::RESPONSE_COMPARE_NONE,
            "",
        ),
    };
    let with = field(texts, "with", f::RESPONSE_COMPARE, &with);
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

fn field(texts: &Texts, name: &str, label: Message, options: &str) -> String {
    format!(
        "<label><span>{}</span><select name=\"{name}\" id=\"choose-{name}\">{options}</select></label>",
        text(&texts.t(label))
    )
}

fn option(value: &str, name: &str, chosen: bool) -> String {
    let selected = if chosen { " selected" } else { "" };
    format!(
        "<option value=\"{}\"{selected}>{}</option>",
        text(value),
        text(name)
    )
}

fn places(texts: &Texts, data: &Response, chosen: Scope, first: Message, value: &str) -> String {
    let own = |place: &Place| place_of(chosen, data) == *place;
    let none = value.is_empty();
    let region = option(
        "region",
        &texts.t(f::RESPONSE_WHOLE_REGION),
        own(&Place::Region) && chosen == Scope::REGION,
    );
    let mut out = match none {
        true => option("", &texts.t(first), false) + &region,
        false => region,
    };
    let mut group = |label: &str, scopes: Vec<Scope>| {
        let options: String = scopes
            .into_iter()
            .map(|scope| {
                let place = place_of(scope, data);
                option(
                    &place.code(),
                    &place_name(texts, data, scope),
                    scope == chosen,
                )
            })
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
