//! The tables of response times, as they are published.

use senim_measure::{Period, Scope};
use senim_model::index::Term;
use senim_model::response::{Breakdown, Response, Trait};

use super::excluded::Key as ExcludedKey;
use crate::Error;
use crate::release::File;
use crate::release::sheet::{Sheet, optional, yes};

/// Days of the week as they stand in tables.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `mon-13`, as it stands in tables.
pub(super) fn hour(text: &str) -> Option<Trait> {
    let (day, hour) = text.split_once('-')?;
    let day = DAYS.iter().position(|name| *name == day)?;
    let hour = hour.parse().ok().filter(|hour| *hour < 24)?;
    Some(Trait::Hour(day as u8, hour))
}

/// All tables but the cells.
pub(super) fn files(
    regions: &[Response],
    excluded: &[(ExcludedKey, u64)],
    sample: bool,
) -> Result<Vec<File>, Error> {
    Ok(vec![
        breakdowns(regions, sample)?,
        places(regions, sample)?,
        terms(regions, sample)?,
        definitions(regions, sample)?,
        targets(regions, sample)?,
        self::excluded(excluded, sample)?,
    ])
}

fn list(periods: impl Iterator<Item = Period>) -> String {
    let periods: Vec<String> = periods.map(|period| period.to_string()).collect();
    periods.join("|")
}

/// District and area of a scope.
fn scope(region: &Response, scope: Scope) -> [String; 2] {
    let district = scope
        .district
        .and_then(|at| region.districts.get(usize::from(at)));
    let area = scope.area.and_then(|at| region.areas.get(usize::from(at)));
    [
        optional(district.map(|district| &district.id)),
        optional(area.map(|area| &area.id)),
    ]
}

fn id(terms: &[Term], at: u8) -> String {
    optional(terms.get(usize::from(at)).map(|term| &term.id))
}

const CELLS: &str = "response.csv";

/// The table of all cells, of the rows of regions.
pub(super) fn cells(sample: bool, regions: Vec<Vec<u8>>) -> Result<File, Error> {
    let columns = [
        "region",
        "district",
        "area",
        "period",
        "months",
        "priority",
        "since",
        "clock",
        "calls",
        "unknown",
        "histogram",
    ];
    let mut file = Sheet::new(CELLS, &columns, sample)?.finish()?;
    // A nation's rows take room twice if it grows step by step.
    file.bytes.reserve_exact(regions.iter().map(Vec::len).sum());
    for rows in regions {
        file.bytes.extend(rows);
    }
    Ok(file)
}

/// The rows of a region's cells.
pub(super) fn cell_rows(region: &Response, sample: bool) -> Result<Vec<u8>, Error> {
    let mut sheet = Sheet::rows(CELLS, sample);
    for cell in &region.cells {
        let definition = region.definition(cell.key.since);
        let clocks = definition
            .map(|found| found.clocks.as_slice())
            .unwrap_or_default();
        let [district, area] = scope(region, cell.key.scope);
        for (clock, histogram) in clocks.iter().zip(&cell.histograms) {
            sheet.row(vec![
                region.region.to_string(),
                district.clone(),
                area.clone(),
                cell.key.period.to_string(),
                list(cell.months()),
                id(&region.priorities, cell.key.priority),
                optional(cell.key.since),
                clock.to_string(),
                histogram.calls().to_string(),
                histogram.unknown().to_string(),
                histogram.to_string(),
            ])?;
        }
    }
    Ok(sheet.finish()?.bytes)
}

fn breakdowns(regions: &[Response], sample: bool) -> Result<File, Error> {
    let columns = [
        "region",
        "quarter",
        "since",
        "trait",
        "value",
        "rest",
        "calls",
        "unknown",
        "histogram",
    ];
    let mut sheet = Sheet::new("response_breakdowns.csv", &columns, sample)?;
    for region in regions {
        for row in &region.breakdowns {
            let (of, value) = has(region, row);
            sheet.row(vec![
                region.region.to_string(),
                row.quarter.to_string(),
                optional(row.since),
                of.to_owned(),
                value,
                yes(row.rest),
                row.calls.to_string(),
                row.histogram.unknown().to_string(),
                row.histogram.to_string(),
            ])?;
        }
    }
    sheet.finish()
}

fn has(region: &Response, row: &Breakdown) -> (&'static str, String) {
    let (of, value) = match row.has {
        Trait::Category(at) => ("category", id(&region.categories, at)),
        Trait::Channel(at) => ("channel", id(&region.channels, at)),
        Trait::Hour(day, hour) => {
            let day = DAYS.get(usize::from(day)).copied().unwrap_or_default();
            ("hour", format!("{day}-{hour:02}"))
        }
    };
    (of, if row.rest { String::new() } else { value })
}

fn places(regions: &[Response], sample: bool) -> Result<File, Error> {
    let columns = [
        "region",
        "district",
        "area",
        "number",
        "name_kk",
        "name_ru",
        "name_en",
        "until",
        "borders",
        "people",
        "people_on",
    ];
    let mut sheet = Sheet::new("response_places.csv", &columns, sample)?;
    for region in regions {
        let people = |scope: Scope| {
            let row = region.people.iter().find(|row| row.scope == scope);
            [
                optional(row.map(|row| row.people)),
                optional(row.map(|row| row.on.clone())),
            ]
        };
        let mut row = |[district, area]: [String; 2],
                       number: &str,
                       name: Option<&senim_model::text::Text>,
                       until: Option<Period>,
                       borders: &[Period],
                       at: Scope| {
            let [kk, ru, en] = name
                .map(|name| [name.kk.clone(), name.ru.clone(), name.en.clone()])
                .unwrap_or_default();
            let [people, on] = people(at);
            sheet.row(vec![
                region.region.to_string(),
                district,
                area,
                number.to_owned(),
                kk,
                ru,
                en,
                optional(until),
                list(borders.iter().copied()),
                people,
                on,
            ])
        };
        row(
            Default::default(),
            "",
            Some(&region.name),
            None,
            &[],
            Scope::REGION,
        )?;
        for (district, at) in region.districts.iter().zip(0..) {
            let ids = [district.id.to_string(), String::new()];
            row(
                ids,
                "",
                Some(&district.name),
                None,
                &district.borders,
                Scope::district(at),
            )?;
        }
        for (area, at) in region.areas.iter().zip(0..) {
            let district = Scope {
                district: area.district,
                area: None,
            };
            let [district, _] = scope(region, district);
            let ids = [district, area.id.to_string()];
            row(
                ids,
                &area.number,
                None,
                area.until,
                &area.borders,
                Scope::area(at),
            )?;
        }
    }
    sheet.finish()
}

fn terms(regions: &[Response], sample: bool) -> Result<File, Error> {
    let columns = ["list", "id", "name_kk", "name_ru", "name_en"];
    let mut sheet = Sheet::new("response_terms.csv", &columns, sample)?;
    // They are the same for all regions.
    let lists = regions.first().map(|region| {
        [
            ("priority", &region.priorities),
            ("category", &region.categories),
            ("channel", &region.channels),
        ]
    });
    for (list, terms) in lists.into_iter().flatten() {
        for term in terms {
            let name = &term.name;
            sheet.row(vec![
                list.to_owned(),
                term.id.to_string(),
                name.kk.clone(),
                name.ru.clone(),
                name.en.clone(),
            ])?;
        }
    }
    sheet.finish()
}

fn definitions(regions: &[Response], sample: bool) -> Result<File, Error> {
    let columns = ["region", "since", "clocks", "note_kk", "note_ru", "note_en"];
    let mut sheet = Sheet::new("response_definitions.csv", &columns, sample)?;
    for region in regions {
        for definition in &region.definitions {
            let clocks: Vec<String> = definition.clocks.iter().map(ToString::to_string).collect();
            let note = &definition.note;
            sheet.row(vec![
                region.region.to_string(),
                optional(definition.since),
                clocks.join("|"),
                note.kk.clone(),
                note.ru.clone(),
                note.en.clone(),
            ])?;
        }
    }
    sheet.finish()
}

fn targets(regions: &[Response], sample: bool) -> Result<File, Error> {
    let mut sheet = Sheet::new(
        "response_targets.csv",
        &["priority", "from", "to", "seconds"],
        sample,
    )?;
    let targets = regions.first();
    for (region, target) in targets
        .iter()
        .flat_map(|region| region.targets.iter().map(move |target| (region, target)))
    {
        sheet.row(vec![
            id(&region.priorities, target.priority),
            target.from.code().to_owned(),
            target.to.code().to_owned(),
            target.seconds.to_string(),
        ])?;
    }
    sheet.finish()
}

fn excluded(rows: &[(ExcludedKey, u64)], sample: bool) -> Result<File, Error> {
    let columns = ["region", "year", "reason", "calls"];
    let mut sheet = Sheet::new("response_excluded.csv", &columns, sample)?;
    for ((region, year, reason), calls) in rows {
        sheet.row(vec![
            optional(region.as_ref()),
            optional(*year),
            reason.code().to_owned(),
            calls.to_string(),
        ])?;
    }
    sheet.finish()
}
