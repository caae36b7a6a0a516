//! Large source folders of invented data, always the same: for the budgets and for our own figures.
//!
//! A region grows from the small sample: all its localities, areas and streets, and around them
//! invented towns and villages whose streets bear the names that streets bear.

mod names;
mod random;
mod tiling;
mod write;

use std::path::Path;

use senim_model::id::Id;

use crate::Error;
use crate::check::{self, Directory, Request};
use crate::problem::Problems;
use crate::source::geometry::Ring;
use names::Names;
use random::Random;

/// How many of each there are in a region.
const LOCALITIES: usize = 25;
const STREETS: usize = 6_000;
const AREAS: usize = 325;

/// Vertices of an area: four sides of a cell, each cut into this many pieces.
const PIECES: usize = 38;

/// The identifier of the region that everything lies in.
const REGION: &str = "karaganda";

/// A street of the large region: its rows of house list and area.
struct Street {
    locality: usize,
    kk: String,
    ru: String,
    aliases: String,
    rows: Vec<(String, usize)>,
}

/// A locality of the large region.
struct Locality {
    id: String,
    kind: &'static str,
    kk: String,
    ru: String,
    aliases: String,
    at: (f64, f64),
}

/// An area of the large region.
struct Area {
    id: String,
    locality: usize,
    ring: Ring,
}

/// A large region.
struct Region {
    localities: Vec<Locality>,
    areas: Vec<Area>,
    streets: Vec<Street>,
}

/// Writes a source folder of one region of 25 localities, 6,000 streets and 325 areas.
///
/// # Errors
/// The small sample cannot be used, or the folder cannot be written.
pub fn region(sample: &Path, to: &Path) -> Result<(), Error> {
    let problems = Problems::default();
    let far_future = chrono::NaiveDate::MAX;
    let small = check::directory(&Request::new(sample, far_future), &problems);
    let report = problems.into_report();
    let small = small
        .filter(|_| report.errors() == 0)
        .ok_or_else(|| Error::Published {
            path: sample.to_owned(),
            message: format!("is no sample without errors:\n{report}"),
        })?;
    let mut random = Random::new(20_261_124);
    let mut names = Names::default();
    let mut region = Region {
        localities: localities(&small, &mut names, &mut random),
        areas: Vec::new(),
        streets: Vec::new(),
    };
    areas(&mut region, &mut random);
    known_streets(&small, &mut region);
    invented_streets(&mut region, &mut names, &mut random);
    write::folder(&region, sample, to)
}

/// Those of the sample, then invented ones around them.
fn localities(small: &Directory, names: &mut Names, random: &mut Random) -> Vec<Locality> {
    let mut localities: Vec<Locality> = small
        .localities
        .iter()
        .map(|(id, row)| Locality {
            id: id.to_string(),
            kind: match row.kind {
                senim_model::directory::LocalityKind::City => "city",
                senim_model::directory::LocalityKind::Town => "town",
                senim_model::directory::LocalityKind::Village => "village",
            },
            kk: row.name.kk.clone(),
            ru: row.name.ru.clone(),
            aliases: row.aliases.join("|"),
            at: (0.0, 0.0),
        })
        .collect();
    while localities.len() < LOCALITIES {
        let (kk, ru) = names.place(random);
        localities.push(Locality {
            id: format!("9{:08}", localities.len()),
            kind: if localities.len() < 12 {
                "town"
            } else {
                "village"
            },
            kk,
            ru,
            aliases: String::new(),
            at: (0.0, 0.0),
        });
    }
    // Five rows of five, half a degree apart, around the middle of the Karaganda region.
    for (at, locality) in localities.iter_mut().enumerate() {
        let (row, column) = ((at / 5) as f64, (at % 5) as f64);
        locality.at = (73.087 + (column - 1.0) * 0.5, 49.803 + row * 0.4);
    }
    localities
}

/// Areas by locality: cities have many, villages one or two; each locality is tiled.
fn areas(region: &mut Region, random: &mut Random) {
    let weights: Vec<usize> = (0..region.localities.len())
        .map(|at| match at {
            0..3 => 60,
            3..12 => 12,
            _ => 3,
        })
        .collect();
    let total: usize = weights.iter().sum();
    let mut left = AREAS;
    for (at, weight) in weights.iter().enumerate() {
        let rest = weights.len() - at - 1;
        let count = if rest == 0 {
            left
        } else {
            (AREAS * weight / total).clamp(1, left - rest)
        };
        left -= count;
        let Some(middle) = region.localities.get(at).map(|locality| locality.at) else {
            continue;
        };
        for ring in tiling::cells(middle, count, PIECES, random) {
            region.areas.push(Area {
                id: format!("KRG-{:03}", region.areas.len() + 1),
                locality: at,
                ring,
            });
        }
    }
}

/// The areas of a locality, as positions.
fn areas_of(region: &Region, locality: usize) -> Vec<usize> {
    let areas = region.areas.iter().enumerate();
    areas
        .filter(|(_, area)| area.locality == locality)
        .map(|(at, _)| at)
        .collect()
}

/// The streets of the sample, with areas of the same locality in place of theirs: two houses are
/// in one area here where they are there.
fn known_streets(small: &Directory, region: &mut Region) {
    let own_areas: Vec<&Id> = small.areas.keys().collect();
    for address in &small.addresses {
        let Some(locality) = region
            .localities
            .iter()
            .position(|locality| locality.id == address.locality.as_str())
        else {
            continue;
        };
        let choices = areas_of(region, locality);
        let own = own_areas
            .iter()
            .position(|id| **id == address.area)
            .unwrap_or(0);
        let Some(area) = choices.get(own % choices.len().max(1)).copied() else {
            continue;
        };
        let same = region.streets.iter_mut().find(|street| {
            street.locality == locality
                && street.kk == address.street_kk
                && street.ru == address.street_ru
        });
        let row = (address.houses_text.clone(), area);
        match same {
            Some(street) => street.rows.push(row),
            None => region.streets.push(Street {
                locality,
                kk: address.street_kk.clone(),
                ru: address.street_ru.clone(),
                aliases: address.aliases.join("|"),
                rows: vec![row],
            }),
        }
    }
}

/// Invented streets: cities have more, and villages the names that every village has.
fn invented_streets(region: &mut Region, names: &mut Names, random: &mut Random) {
    let mut taken: std::collections::BTreeSet<(usize, String)> = region
        .streets
        .iter()
        .map(|street| (street.locality, street.kk.clone()))
        .collect();
    while region.streets.len() < STREETS {
        let locality = match random.below(10) {
            0..6 => random.below(3),
            6..9 => 3 + random.below(9),
            _ => 12 + random.below(LOCALITIES - 12),
        };
        let choices = areas_of(region, locality);
        let (kk, ru) = names.street(random, locality < 3);
        if !taken.insert((locality, kk.clone())) {
            continue;
        }
        let parts = match random.below(10) {
            0..7 => 1,
            7..9 => 2,
            _ => 3,
        };
        let first = random.below(choices.len().max(1));
        let rows = (0..parts.min(choices.len()))
            .filter_map(|part| {
                let area = *choices.get((first + part) % choices.len())?;
                Some((houses(part, parts.min(choices.len()), random), area))
            })
            .collect();
        region.streets.push(Street {
            locality,
            kk,
            ru,
            aliases: String::new(),
            rows,
        });
    }
}

/// The houses of one of several parts: stretches of forty numbers, the last one open.
fn houses(part: usize, parts: usize, random: &mut Random) -> String {
    if parts == 1 {
        return String::new();
    }
    let from = part * 40 + 1;
    let odd = if random.below(2) == 0 {
        "тақ"
    } else {
        "нечётные"
    };
    let even = if random.below(2) == 0 {
        "жұп"
    } else {
        "чётные"
    };
    if part + 1 == parts {
        format!("{from}- {odd}; {}- {even}", from + 1)
    } else {
        format!(
            "{from}-{} {odd}; {}-{} {even}",
            from + 38,
            from + 1,
            from + 39
        )
    }
}
