//! What the release before says of response times.

use senim_measure::{Cell, Histogram, Key, Months, Period, Scope};
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::response::{Breakdown, Trait};

use super::facts;
use super::territory::Territory;
use crate::Error;
use crate::release::table::{Table, id};

/// The cells of a region. Areas that are no more are added to its territory.
pub(super) fn cells(
    tables: &[Table; 2],
    region: &Id,
    territory: &mut Territory,
    priorities: &[Term],
) -> Result<Vec<Cell>, Error> {
    let [response, places] = tables;
    let areas = places.of_region(region, |row| {
        let area = row.may("area", id)?;
        Some((
            area,
            row.may("district", id)?,
            row.text("number").to_owned(),
        ))
    })?;
    for (area, district, number) in areas {
        if let Some(area) = area {
            territory.keep(&area, &number, district.as_ref());
        }
    }
    let territory = &*territory;
    let rows = response.of_region(region, |row| {
        let scope = Scope {
            area: row.may("area", |text| territory.area_at(&id(text)?))?,
            district: row.may("district", |text| territory.district_at(&id(text)?))?,
        };
        let mut months = Months::default();
        for month in row.text("months").split('|') {
            months.add(Period::parse(month)?);
        }
        let key = Key {
            scope,
            period: Period::parse(row.text("period"))?,
            priority: at(priorities, row.text("priority"))?,
            since: row.may("since", Period::parse)?,
        };
        let histogram = Histogram::parse(row.text("histogram"), row.number("unknown")?)?;
        Some((key, months, histogram))
    })?;
    let mut cells: Vec<Cell> = Vec::new();
    for (key, months, histogram) in rows {
        // Rows of one cell follow each other, a row for each clock.
        match cells.last_mut().filter(|cell| cell.key == key) {
            Some(cell) => cell.histograms.push(histogram),
            None => cells.push(Cell {
                key,
                months,
                histograms: vec![histogram],
            }),
        }
    }
    Ok(cells)
}

/// Calls of a region by what they have in common.
pub(super) fn breakdowns(
    table: &Table,
    region: &Id,
    [categories, channels]: [&[Term]; 2],
) -> Result<Vec<Breakdown>, Error> {
    table.of_region(region, |row| {
        let rest = row.text("rest") == "yes";
        let value = row.text("value");
        let place = |terms: &[Term]| if rest { Some(0) } else { at(terms, value) };
        let has = match row.text("trait") {
            "category" => Trait::Category(place(categories)?),
            "channel" => Trait::Channel(place(channels)?),
            "hour" if rest => Trait::Hour(0, 0),
            "hour" => facts::hour(value)?,
            _ => return None,
        };
        Some(Breakdown {
            quarter: Period::parse(row.text("quarter"))?,
            since: row.may("since", Period::parse)?,
            has,
            rest,
            calls: row.number("calls")?,
            histogram: Histogram::parse(row.text("histogram"), row.number("unknown")?)?,
        })
    })
}

fn at(terms: &[Term], id: &str) -> Option<u8> {
    let found = terms.iter().position(|term| term.id.as_str() == id);
    found.and_then(|at| u8::try_from(at).ok())
}
