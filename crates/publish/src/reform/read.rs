//! The tables of a release, read again.

use std::path::Path;

use senim_accounts::reform::{
    Amount, Better, Indicator, Promise, Reform, Source, Target, Unit, Value, When,
};
use senim_model::id::Id;
use senim_model::text::Text;

use super::{INDICATORS, VALUES};
use crate::Error;
use crate::release::table::{Table, Values};

/// What a release says of the reform; nothing where it has no such table, or it was withdrawn.
pub(crate) fn read(folder: &Path) -> Result<Reform, Error> {
    let mut indicators = Table::read(folder, INDICATORS)?.all(indicator)?;
    let values = Table::read(folder, VALUES)?.all(value)?;
    for (id, value) in values {
        // Where the promises were withdrawn, figures stand for nothing.
        if let Some(of) = indicators.iter_mut().find(|of| of.id == id) {
            of.values.push(value);
        }
    }
    Ok(Reform { indicators })
}

fn words(row: &Values<'_>, base: &str) -> Text {
    let word = |lang: &str| row.text(&format!("{base}_{lang}")).to_owned();
    Text {
        kk: word("kk"),
        ru: word("ru"),
        en: word("en"),
    }
}

fn source(row: &Values<'_>) -> Source {
    Source {
        name: words(row, "source"),
        url: row.text("url").to_owned(),
    }
}

fn id(text: &str) -> Option<Id> {
    Id::parse(text).ok()
}

fn yes(row: &Values<'_>, column: &str) -> bool {
    row.text(column) == "yes"
}

fn indicator(row: &Values<'_>) -> Option<Indicator> {
    let better = Better::from_code(row.text("good_direction"))?;
    let target = match row.may("target", Amount::parse)? {
        Some(amount) => Some(Target {
            amount,
            bound: better.bound()?,
        }),
        None => None,
    };
    let day = |text: &str| text.parse().ok();
    Some(Indicator {
        id: id(row.text("id"))?,
        region: row.may("region", id)?,
        name: words(row, "name"),
        unit: Unit::from_code(row.text("unit"))?,
        better,
        definition: words(row, "definition"),
        promise: Promise {
            text: words(row, "promise"),
            target,
            due: row.may("target_date", day)?,
            said: row.may("promised_on", day)?,
            source: source(row),
        },
        quoted: yes(row, "quoted"),
        values: Vec::new(),
    })
}

fn value(row: &Values<'_>) -> Option<(Id, Value)> {
    let value = Value {
        region: row.may("region", id)?,
        when: When::parse(row.text("date"))?,
        amount: Amount::parse(row.text("value"))?,
        about: yes(row, "about"),
        new_definition: yes(row, "new_definition"),
        note: words(row, "note"),
        source: source(row),
        quoted: yes(row, "quoted"),
    };
    Some((id(row.text("indicator"))?, value))
}
