//! Coordinates straight into numbers, without a tree in between.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::source::table::shorten;

/// Longitude and latitude. A height and what else may follow is left out.
pub(in crate::source::geometry) struct Position(pub(in crate::source::geometry) (f64, f64));

/// A number, and nothing that could be taken for one.
struct Degrees(f64);

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Degrees, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Degrees;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of degrees")
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Degrees, E> {
                Ok(Degrees(value))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Degrees, E> {
                Ok(Degrees(value as f64))
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Degrees, E> {
                Ok(Degrees(value as f64))
            }
        }
        from.deserialize_any(Number)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Position, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position like [71.43, 51.13]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Position, A::Error> {
                let few = |count: usize| {
                    let message =
                        format!("a position has {count} numbers, expected longitude and latitude");
                    A::Error::custom(message)
                };
                let Degrees(lon) = list.next_element()?.ok_or_else(|| few(0))?;
                let Degrees(lat) = list.next_element()?.ok_or_else(|| few(1))?;
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Position((lon, lat)))
            }
        }
        from.deserialize_any(Numbers)
    }
}

/// Reads coordinates; otherwise what was found, what was expected, and where.
pub(in crate::source::geometry) fn read_as<'a, T: Deserialize<'a>>(
    raw: &'a RawValue,
) -> Result<T, String> {
    serde_json::from_str(raw.get()).map_err(|error| {
        let text = error.to_string();
        let words = text.split(" at line ").next().unwrap_or_default();
        let words = words
            .replace("invalid type: ", "found ")
            .replace("found sequence", "found a list")
            .replace("found map", "found an object")
            .replace("found string", "found the text")
            .replace("found integer", "found the number")
            .replace("found floating point", "found the number")
            .replace("expected a sequence", "expected a list");
        let lines = raw.get().split_inclusive('\n');
        let before: usize = lines
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let start = (before + error.column()).saturating_sub(20);
        let near = raw.get().get(start..).unwrap_or(raw.get());
        let near: String = near.chars().take(40).collect();
        format!("its coordinates: {words}, near “{}”", shorten(&near))
    })
}
