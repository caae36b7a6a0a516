//! A feature as it is written in a map file, whichever kind of file that is.

use senim_model::id::Id;

use crate::source::table::shorten;

/// A ring as it is written: longitude, latitude, not yet believed.
pub(super) type RawRing = Vec<(f64, f64)>;

/// The rings of a feature.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Polygons, each an outer ring and its holes (GeoJSON).
    Polygons(Vec<Vec<RawRing>>),
    /// Rings that say nothing about which is a hole of which (Shapefile).
    Rings(Vec<RawRing>),
}

/// A feature.
#[derive(Clone, Debug)]
pub(super) struct Feature {
    /// Which one of the file; the first is 1.
    pub(super) number: usize,
    /// The area that it outlines.
    pub(super) id: Id,
    /// Its rings, or why they cannot be read.
    pub(super) shape: Result<Shape, String>,
}

/// Where the identifiers of features stand.
#[derive(Clone, Debug)]
pub(super) struct Ids {
    /// The property or column.
    pub(super) property: String,
    /// What stands before the value in `areas.csv`.
    pub(super) prefix: String,
}

impl Ids {
    /// The identifier that a text stands for. Map files know nothing of what an identifier may
    /// hold, so spaces and the separators `_ . /` become hyphens.
    pub(super) fn of_text(&self, text: &str) -> Result<Id, String> {
        let separator = |char: char| char.is_whitespace() || "_./".contains(char);
        let plain = text.trim().replace(separator, "-");
        Id::parse(&format!("{}{plain}", self.prefix))
            .map_err(|error| format!("“{}”: {error}", shorten(text)))
    }

    /// The identifier that a number stands for: 7 and 7.0 are both `7`.
    pub(super) fn of_number(&self, number: &str) -> Result<Id, String> {
        let number = number.trim();
        if number.parse::<i64>().is_ok() {
            return self.of_text(number);
        }
        match number.parse::<f64>() {
            Ok(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
                self.of_text(&format!("{value:.0}"))
            }
            _ => Err(format!("the number {} is no identifier", shorten(number))),
        }
    }

    /// What to say where the property is not there.
    pub(super) fn missing<'a>(&self, others: impl Iterator<Item = &'a str>) -> String {
        let others: Vec<String> = others.take(12).map(shorten).collect();
        let has = if others.is_empty() {
            "it has none".to_owned()
        } else {
            format!("it has {}", others.join(", "))
        };
        format!(
            "has no “{}” among its properties, {has}; [outlines] id in senim.toml names the one \
             that identifies areas",
            self.property
        )
    }
}
