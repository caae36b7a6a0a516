//! Large source folders of invented data, always the same: for the budgets and for our own figures.
//!
//! A region grows from the small sample: all its localities, areas and streets, and around them
//! invented towns and villages whose streets bear the names that streets bear. A nation is such a
//! region and nineteen that are invented throughout.

mod calls;
mod names;
mod places;
mod random;
mod streets;
mod tiling;
mod write;

use std::path::Path;

pub use calls::{Plan as CallsPlan, calls};

use crate::Error;
use crate::check::{self, Directory, Request};
use crate::problem::Problems;
use crate::source::geometry::Ring;
use names::Names;
use random::Random;
use streets::{invented_streets, known_streets};

/// How many of each there are in a region.
const LOCALITIES: usize = 25;
const STREETS: usize = 6_000;
const AREAS: usize = 325;

/// How many of each there are in a region of the nation.
const NATION_ROWS: usize = 6_000;
const NATION_PLACES: usize = 1_000;

/// The regions of the nation: so many to a row, so many rows, and degrees from one to the next.
const REGIONS: (usize, usize) = (5, 4);
const APART: (f64, f64) = (5.0, 3.0);

/// Vertices of an area: four sides of a cell, each cut into this many pieces.
const PIECES: usize = 38;

/// Degrees from one locality of a region to the next.
const LOCALITIES_APART: (f64, f64) = (0.5, 0.4);

/// Where the large region begins, and the nation: near Karaganda, and in the south-west.
const REGION_AT: (f64, f64) = (72.587, 49.803);
const NATION_AT: (f64, f64) = (53.0, 42.5);

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
    id: String,
    name: [String; 3],
    /// What the identifiers of its areas begin with.
    code: String,
    /// What those of its inspectors and places begin with.
    prefix: String,
    places: Vec<places::Place>,
    localities: Vec<Locality>,
    areas: Vec<Area>,
    streets: Vec<Street>,
}

/// Writes a source folder of one region of 25 localities, 6,000 streets and 325 areas.
///
/// # Errors
/// The small sample cannot be used, or the folder cannot be written.
pub fn region(sample: &Path, to: &Path) -> Result<(), Error> {
    let small = small(sample)?;
    let mut random = Random::new(20_261_124);
    let mut names = Names::default();
    let mut region = Region::empty("karaganda", "KRG", "");
    region.name = ["Үлкен өңір", "Большой регион", "Large region"].map(str::to_owned);
    region.localities = localities_of_sample(&small);
    invented_localities(&mut region, "9", REGION_AT, &mut names, &mut random);
    areas(&mut region, &mut random);
    known_streets(&small, &mut region);
    invented_streets(&mut region, &mut names, &mut random, |region| {
        region.streets.len() >= STREETS
    });
    region.places = places::one_each(&region);
    write::folder(&[region], sample, to)
}

/// Writes a source folder of 20 regions, each of 25 localities, 325 areas, 1,000 places of help and
/// 6,000 rows of addresses, with so many calls in all, in two years.
///
/// # Errors
/// The small sample cannot be used, or the folder cannot be written.
pub fn nation(sample: &Path, to: &Path, calls: usize) -> Result<(), Error> {
    let small = small(sample)?;
    let regions: Vec<Region> = (0..REGIONS.0 * REGIONS.1)
        .map(|at| nation_region(at, &small))
        .collect();
    write::folder(&regions, sample, to)?;
    if calls > 0 {
        for (region, seed) in regions.iter().zip(0..) {
            calls::of_region(region, calls / regions.len(), seed, to)?;
        }
    }
    Ok(())
}

/// One region of the nation. The first has the places and streets of the small sample.
fn nation_region(at: usize, small: &Directory) -> Region {
    let number = at + 1;
    let mut random = Random::new(20_261_126 + at as u64);
    let mut names = Names::default();
    let mut region = Region::empty(
        &format!("region-{number:02}"),
        &format!("R{number:02}"),
        &format!("R{number:02}-"),
    );
    region.name = [
        format!("{number}-өңір"),
        format!("Регион {number}"),
        format!("Region {number}"),
    ];
    if at == 0 {
        region.localities = localities_of_sample(small);
    }
    let corner = (
        NATION_AT.0 + (at % REGIONS.0) as f64 * APART.0,
        NATION_AT.1 + (at / REGIONS.0) as f64 * APART.1,
    );
    let code = format!("9{number:02}");
    invented_localities(&mut region, &code, corner, &mut names, &mut random);
    areas(&mut region, &mut random);
    known_streets(small, &mut region);
    invented_streets(&mut region, &mut names, &mut random, |region| {
        let rows = region.streets.iter().map(|street| street.rows.len());
        rows.sum::<usize>() >= NATION_ROWS
    });
    region.places = places::many(&region, NATION_PLACES, &mut random);
    region
}

impl Region {
    fn empty(id: &str, code: &str, prefix: &str) -> Region {
        Region {
            id: id.to_owned(),
            name: Default::default(),
            code: code.to_owned(),
            prefix: prefix.to_owned(),
            places: Vec::new(),
            localities: Vec::new(),
            areas: Vec::new(),
            streets: Vec::new(),
        }
    }
}

/// The small sample, which has to be without errors.
fn small(sample: &Path) -> Result<Directory, Error> {
    let problems = Problems::default();
    // A year of four digits, as tables have them: some dates are compared as text.
    let far_future = chrono::NaiveDate::from_ymd_opt(2999, 12, 31).unwrap_or_default();
    let small = check::directory(&Request::new(sample, far_future), &problems);
    let report = problems.into_report();
    small
        .filter(|_| report.errors() == 0)
        .ok_or_else(|| Error::Published {
            path: sample.to_owned(),
            message: format!("is no sample without errors:\n{report}"),
        })
}

fn localities_of_sample(small: &Directory) -> Vec<Locality> {
    small
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
        .collect()
}

/// Adds invented localities up to the number of a region, and gives all of them their places:
/// five rows of five. Their identifiers begin with `code`.
fn invented_localities(
    region: &mut Region,
    code: &str,
    corner: (f64, f64),
    names: &mut Names,
    random: &mut Random,
) {
    while region.localities.len() < LOCALITIES {
        let at = region.localities.len();
        let (kk, ru) = names.place(random);
        region.localities.push(Locality {
            id: format!("{code}{at:0width$}", width = 9 - code.len()),
            kind: match at {
                0..3 => "city",
                3..12 => "town",
                _ => "village",
            },
            kk,
            ru,
            aliases: String::new(),
            at: (0.0, 0.0),
        });
    }
    for (at, locality) in region.localities.iter_mut().enumerate() {
        let (row, column) = ((at / 5) as f64, (at % 5) as f64);
        locality.at = (
            corner.0 + column * LOCALITIES_APART.0,
            corner.1 + row * LOCALITIES_APART.1,
        );
    }
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
                id: format!("{}-{:03}", region.code, region.areas.len() + 1),
                locality: at,
                ring,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample")
    }

    #[test]
    fn a_region_of_the_nation_is_as_large_as_it_says_and_always_the_same() {
        let small = small(&sample()).unwrap();
        let region = nation_region(6, &small);
        let rows: usize = region.streets.iter().map(|street| street.rows.len()).sum();
        assert_eq!(region.localities.len(), LOCALITIES);
        assert_eq!(region.areas.len(), AREAS);
        assert_eq!(region.places.len(), NATION_PLACES);
        assert!((NATION_ROWS..NATION_ROWS + 3).contains(&rows), "{rows}");
        let again = nation_region(6, &small);
        let rings = |region: &Region| -> Vec<Ring> {
            region.areas.iter().map(|area| area.ring.clone()).collect()
        };
        assert_eq!(rings(&region), rings(&again));
    }

    #[test]
    fn no_two_regions_of_the_nation_lie_in_one_place() {
        let small = small(&sample()).unwrap();
        let west = |region: &Region| region.localities.first().map(|first| first.at.0);
        let (first, second) = (nation_region(0, &small), nation_region(1, &small));
        assert!(west(&first) < west(&second));
        assert_ne!(
            first.areas.first().map(|area| &area.id),
            second.areas.first().map(|area| &area.id)
        );
    }
}
