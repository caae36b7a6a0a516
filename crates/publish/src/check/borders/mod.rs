//! Outlines and areas belong together, and the areas of a region neither overlap nor leave gaps.

mod gaps;
mod measure;
mod overlaps;
mod slivers;

use std::collections::BTreeMap;

use senim_model::directory::Point;
use senim_model::id::Id;

use self::measure::{Least, Size};
use super::SourceArea;
use super::suppliers::{Held, Sources};
use crate::picture::{Marked, Pictures};
use crate::problem::{Place, Problems, Severity, suggestion};
use crate::source::geometry::grid::{self, GridPolygon, GridRing};
use crate::source::geometry::{self, Box2, Found, Outline, Outlines};

/// The most overlaps, and the most gaps, of one region that are named.
const MOST_REPORTED: usize = 500;

/// Compares the outlines of all whose rows count with the areas and with each other. `None` where
/// a map file is beyond reading or there is none.
pub(super) fn outlines(
    sources: &Sources<'_>,
    held: &Held,
    areas: Option<&BTreeMap<Id, SourceArea>>,
    problems: &Problems,
) -> Option<BTreeMap<Id, Outline>> {
    let mut files = Vec::new();
    for map in sources.maps(held) {
        match &map.found {
            Found::Outlines(outlines) => files.push(File {
                supplier: map.supplier.as_ref(),
                stands_in: map.stands_in,
                outlines,
            }),
            // What is wrong with it has been said.
            Found::Broken => return None,
            Found::Missing => {}
        }
    }
    if files.is_empty() {
        sources.outlines.missing(problems);
    }
    let areas = areas.filter(|_| !files.is_empty())?;
    let grounds = grounds(&files, problems);
    every_area_has_an_outline(areas, &files, &grounds, problems);
    every_outline_has_an_area(areas, &grounds, (sources, held), problems);
    let least = Least::new(&sources.outlines);
    for region in regions(areas, &grounds) {
        let Some(first) = region.cells.first() else {
            continue;
        };
        let report = Report {
            file: first.file,
            pictures: &sources.pictures,
            problems,
        };
        let compared = overlaps::check(&region.cells, least, &report);
        if compared && region.complete {
            gaps::check(&region.cells, least, &report);
        }
    }
    let sound = |(id, ground): (&&Id, &Ground<'_>)| {
        let sound = !ground.faulty && areas.contains_key(*id);
        sound.then(|| ((*id).clone(), ground.outline.clone()))
    };
    Some(grounds.iter().filter_map(sound).collect())
}

/// A map file.
struct File<'a> {
    /// Whose it is; nobody's in the source folder itself.
    supplier: Option<&'a Id>,
    /// It was published before, and stands in for a supplier who is held back.
    stands_in: bool,
    outlines: &'a Outlines,
}

impl<'a> File<'a> {
    fn name(&self) -> &'a str {
        &self.outlines.file
    }
}

/// The ground of an area.
struct Ground<'a> {
    file: &'a File<'a>,
    outline: &'a Outline,
    /// Its outline has a fault, which has been said.
    faulty: bool,
}

/// The ground of each area. One that stands in two files is a problem, unless one of them is what
/// was published.
fn grounds<'a>(files: &'a [File<'a>], problems: &Problems) -> BTreeMap<&'a Id, Ground<'a>> {
    let mut grounds: BTreeMap<&Id, Ground<'_>> = BTreeMap::new();
    for file in files {
        let ground = |outline, faulty| Ground {
            file,
            outline,
            faulty,
        };
        let sound = file.outlines.areas.iter();
        let sound = sound.map(|(id, outline)| (id, ground(outline, false)));
        let faulty = file.outlines.faulty.iter();
        let faulty = faulty.map(|(id, outline)| (id, ground(outline, true)));
        for (id, ground) in sound.chain(faulty) {
            let Some(other) = grounds.get(id).map(|other| other.file) else {
                grounds.insert(id, ground);
                continue;
            };
            if other.name() != file.name() && !file.stands_in {
                let (one, two) = (other.name(), file.name());
                for file in blamed(&[other, file]) {
                    let message = format!("{id} has an outline in {one} and in {two}");
                    problems.error(Place::file(file.name()), message);
                }
            }
        }
    }
    grounds
}

/// The files that a fault between areas of several files is reported in: those of suppliers, as
/// then nobody else waits. What was published cannot be mended.
fn blamed<'a>(files: &[&'a File<'a>]) -> Vec<&'a File<'a>> {
    let fresh = || files.iter().filter(|file| !file.stands_in);
    let suppliers = fresh().filter(|file| file.supplier.is_some());
    let mut blamed: Vec<&File<'_>> = suppliers.copied().collect();
    if blamed.is_empty() {
        blamed = fresh().copied().collect();
    }
    blamed.dedup_by_key(|file| file.name());
    blamed
}

fn every_area_has_an_outline(
    areas: &BTreeMap<Id, SourceArea>,
    files: &[File<'_>],
    grounds: &BTreeMap<&Id, Ground<'_>>,
    problems: &Problems,
) {
    for (id, area) in areas.iter().filter(|(id, _)| !grounds.contains_key(id)) {
        let own = |file: &&File<'_>| file.supplier == area.origin.supplier.as_ref();
        let file = files.iter().find(own).or(files.first());
        let file = file.map_or(geometry::FILE, File::name);
        let place = area.origin.place().column("id");
        problems.error(place, format!("{id} has no outline in {file}"));
    }
}

fn every_outline_has_an_area(
    areas: &BTreeMap<Id, SourceArea>,
    grounds: &BTreeMap<&Id, Ground<'_>>,
    (sources, held): (&Sources<'_>, &Held),
    problems: &Problems,
) {
    for (id, ground) in grounds.iter().filter(|(id, _)| !areas.contains_key(**id)) {
        let hint = suggestion(id.as_str(), areas.keys().map(Id::as_str));
        let message = format!("the outline {id} belongs to no area of areas.csv.");
        let place = Place::file(ground.file.name());
        if sources.may_be_held(id, held) {
            let message =
                format!("the outline {id} belongs to no area, as a supplier is held back");
            problems.warning(place, message);
        } else {
            problems.error_with_hint(place, message, hint);
        }
    }
}

/// An area on the grid.
struct Cell<'a> {
    id: &'a Id,
    file: &'a File<'a>,
    polygons: Vec<GridPolygon>,
    around: Box2,
}

/// The areas of a region that have an outline.
struct Region<'a> {
    cells: Vec<Cell<'a>>,
    /// Whether all of them have one: where one is missing, its own ground would be a gap.
    complete: bool,
}

fn regions<'a>(
    areas: &'a BTreeMap<Id, SourceArea>,
    grounds: &BTreeMap<&'a Id, Ground<'a>>,
) -> Vec<Region<'a>> {
    let mut regions: BTreeMap<&Id, Region<'a>> = BTreeMap::new();
    for (id, area) in areas {
        let region = regions.entry(&area.region).or_insert_with(|| Region {
            cells: Vec::new(),
            complete: true,
        });
        match grounds.get(id).filter(|ground| !ground.outline.is_empty()) {
            Some(ground) => region.cells.push(cell(id, ground)),
            None => region.complete = false,
        }
    }
    regions.into_values().collect()
}

fn cell<'a>(id: &'a Id, ground: &Ground<'a>) -> Cell<'a> {
    let ring = |ring: &geometry::Ring| -> GridRing {
        let point = |(lon, lat): &(f64, f64)| Point::from_degrees(*lon, *lat);
        // The last position repeats the first one.
        ring.iter().skip(1).map(point).collect()
    };
    let polygon = |polygon: &Vec<geometry::Ring>| polygon.iter().map(ring).collect();
    let polygons: Vec<GridPolygon> = ground.outline.iter().map(polygon).collect();
    Cell {
        id,
        file: ground.file,
        around: Box2::around(polygons.iter().flatten().flatten()),
        polygons,
    }
}

/// Where what is found is reported.
struct Report<'a> {
    /// A file of the region, for what is about all of it.
    file: &'a File<'a>,
    pictures: &'a Pictures<'a>,
    problems: &'a Problems,
}

impl Report<'_> {
    fn add(
        &self,
        severity: Severity,
        (kind, text): (&'static str, String),
        cells: &[&Cell<'_>],
        piece: &GridPolygon,
        size: &Size,
    ) {
        let areas: Vec<(&str, &[GridPolygon])> = cells
            .iter()
            .map(|cell| (cell.id.as_str(), cell.polygons.as_slice()))
            .collect();
        let text = format!("{text} at {}", grid::place(size.at.0, size.at.1));
        let picture = self.pictures.draw(
            &Marked {
                kind,
                areas: &areas,
                piece: std::slice::from_ref(piece),
                at: size.at,
                width: size.width,
                text: &text,
            },
            self.problems,
        );
        let files: Vec<&File<'_>> = cells.iter().map(|cell| cell.file).collect();
        let message = format!("{text}{picture}");
        let blamed = blamed(&files);
        if severity == Severity::Error && !blamed.is_empty() {
            for file in blamed {
                self.problems.error(Place::file(file.name()), &*message);
            }
        } else {
            // What is between areas that were published is published already.
            let file = files.first().unwrap_or(&self.file);
            self.problems.warning(Place::file(file.name()), message);
        }
    }
}
