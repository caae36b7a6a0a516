//! The tables of a release, read again.

use std::path::Path;

use senim_model::id::Id;
use senim_reform::{Amount, Better, Indicator, Promise, Reform, Source, Target, Unit, Value, When};

use super::{INDICATORS, VALUES};
use crate::Error;
use crate::release::table::{Table, Values, id};

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

fn source(row: &Values<'_>) -> Source {
    Source {
        name: row.names("source"),
        url: row.text("url").to_owned(),
    }
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
        name: row.names("name"),
        unit: Unit::from_code(row.text("unit"))?,
        better,
        definition: row.names("definition"),
        promise: Promise {
            text: row.names("promise"),
            target,
            due: row.may("target_date", day)?,
            said: row.may("promised_on", day)?,
            source: source(row),
        },
        quoted: row.yes("quoted"),
        values: Vec::new(),
    })
}

fn value(row: &Values<'_>) -> Option<(Id, Value)> {
    let value = Value {
        region: row.may("region", id)?,
        when: When::parse(row.text("date"))?,
        amount: Amount::parse(row.text("value"))?,
        about: row.yes("about"),
        new_definition: row.yes("new_definition"),
        note: row.names("note"),
        source: source(row),
        quoted: row.yes("quoted"),
    };
    Some((id(row.text("indicator"))?, value))
}
