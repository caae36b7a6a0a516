//! Settings, and descriptions of suppliers: TOML, whose names are published as cells of tables are.

use senim_model::text::Lang;
use serde::de::DeserializeOwned;
use toml::Value;

use super::clean;
use crate::problem::{Place, Problems};

/// Reads TOML, in UTF-8 with or without a mark.
pub(crate) fn parse<T: DeserializeOwned>(
    bytes: Vec<u8>,
    place: Place<'_>,
    problems: &Problems,
) -> Option<T> {
    let text = String::from_utf8(bytes)
        .map_err(|_| problems.error(place, "is not UTF-8"))
        .ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let read = toml::from_str(text)
        .map_err(|error| {
            let row = error
                .span()
                .map(|span| text.get(..span.start).unwrap_or("").matches('\n').count() + 1);
            problems.error(Place { row, ..place }, error.message().to_owned());
        })
        .ok()?;
    if let Ok(all) = toml::from_str(text) {
        check_names(&all, "", place, problems);
    }
    Some(read)
}

/// Says what names may not hold: whatever has a text for a language is one.
fn check_names(value: &Value, path: &str, place: Place<'_>, problems: &Problems) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let is_name = Lang::ALL.iter().any(|lang| lang.code() == key);
                let path = match path {
                    "" => key.clone(),
                    path => format!("{path}.{key}"),
                };
                match value {
                    Value::String(text) if is_name => {
                        if let Some(fault) = clean::fault(text) {
                            problems.error(place.column(&path), fault);
                        }
                    }
                    value => check_names(value, &path, place, problems),
                }
            }
        }
        Value::Array(values) => {
            for value in values {
                check_names(value, path, place, problems);
            }
        }
        _ => {}
    }
}
