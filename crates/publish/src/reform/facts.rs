//! The tables, as they are published.

use senim_reform::{Reform, Source, Value};

use crate::Error;
use crate::release::File;
use crate::release::sheet::{Sheet, names, optional, yes};

/// Promises.
pub(crate) const INDICATORS: &str = "indicators.csv";
/// Where they stand.
pub(crate) const VALUES: &str = "indicator_values.csv";

/// Both tables. Of sample data, rows that are quoted are real.
pub(crate) fn tables(reform: &Reform, sample: bool) -> Result<[File; 2], Error> {
    Ok([indicators(reform, sample)?, values(reform, sample)?])
}

fn origin(source: &Source, quoted: bool) -> [String; 5] {
    let [kk, ru, en] = names(&source.name);
    [kk, ru, en, source.url.clone(), yes(quoted)]
}

fn indicators(reform: &Reform, sample: bool) -> Result<File, Error> {
    let columns = [
        "id",
        "region",
        "name_kk",
        "name_ru",
        "name_en",
        "unit",
        "good_direction",
        "definition_kk",
        "definition_ru",
        "definition_en",
        "promise_kk",
        "promise_ru",
        "promise_en",
        "target",
        "target_date",
        "promised_on",
        "source_kk",
        "source_ru",
        "source_en",
        "url",
        "quoted",
    ];
    let mut sheet = Sheet::new(INDICATORS, &columns, sample)?;
    for of in &reform.indicators {
        let promise = &of.promise;
        let mut row = vec![of.id.to_string(), optional(of.region.as_ref())];
        row.extend(names(&of.name));
        row.extend([of.unit.code().into(), of.better.code().into()]);
        row.extend(names(&of.definition));
        row.extend(names(&promise.text));
        row.extend([
            optional(promise.target.map(|target| target.amount)),
            optional(promise.due),
            optional(promise.said),
        ]);
        row.extend(origin(&promise.source, of.quoted));
        sheet.row_of(row, !of.quoted)?;
    }
    sheet.finish()
}

fn values(reform: &Reform, sample: bool) -> Result<File, Error> {
    let columns = [
        "indicator",
        "region",
        "date",
        "value",
        "about",
        "new_definition",
        "source_kk",
        "source_ru",
        "source_en",
        "url",
        "quoted",
        "note_kk",
        "note_ru",
        "note_en",
    ];
    let mut sheet = Sheet::new(VALUES, &columns, sample)?;
    for of in &reform.indicators {
        for value in &of.values {
            let Value { amount, when, .. } = value;
            let mut row = vec![
                of.id.to_string(),
                optional(value.region.as_ref()),
                when.to_string(),
                amount.to_string(),
                yes(value.about),
                yes(value.new_definition),
            ];
            row.extend(origin(&value.source, value.quoted));
            row.extend(names(&value.note));
            sheet.row_of(row, !value.quoted)?;
        }
    }
    sheet.finish()
}
