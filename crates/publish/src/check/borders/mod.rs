//! Outlines and areas belong together, and the areas of a region neither overlap nor leave gaps.

mod gaps;
mod measure;
mod overlaps;
mod slivers;

use std::collections::BTreeMap;

use senim_model::directory::Point;
use senim_model::id::Id;

use self::measure::{Least, Size};
use super::{Request, SourceArea};
use crate::picture::{Marked, Pictures};
use crate::problem::{Place, Problems, Severity, suggestion};
use crate::source::geometry::grid::{self, GridPolygon, GridRing};
use crate::source::geometry::{self, Box2, Outline, OutlineSettings, Outlines};
use crate::source::settings::Settings;

/// The most overlaps, and the most gaps, of one region that are named.
const MOST_REPORTED: usize = 500;

/// Reads the outlines and compares them with the areas and with each other.
pub(super) fn outlines(
    request: &Request<'_>,
    settings: Option<&Settings>,
    areas: Option<&BTreeMap<Id, SourceArea>>,
    problems: &Problems,
) -> Option<BTreeMap<Id, Outline>> {
    let pictures = Pictures::new(request.pictures, request.folder, problems);
    let default = OutlineSettings::default();
    let settings = settings.map_or(&default, |settings| &settings.outlines);
    let outlines = geometry::read(&geometry::Request {
        folder: request.folder,
        settings,
        repair: request.repair,
        pictures: &pictures,
        problems,
    })?;
    if let Some(areas) = areas {
        every_area_has_an_outline(areas, &outlines, problems);
        let report = Report {
            file: &outlines.file,
            pictures: &pictures,
            problems,
        };
        for region in regions(areas, &outlines) {
            let compared = overlaps::check(&region.cells, Least::new(settings), &report);
            if compared && region.complete {
                gaps::check(&region.cells, Least::new(settings), &report);
            }
        }
    }
    Some(outlines.areas)
}

fn every_area_has_an_outline(
    areas: &BTreeMap<Id, SourceArea>,
    outlines: &Outlines,
    problems: &Problems,
) {
    for (id, area) in areas {
        // What is wrong with a faulty outline has been said.
        if !outlines.areas.contains_key(id) && !outlines.faulty.contains_key(id) {
            let place = Place::row("areas.csv", area.row).column("id");
            problems.error(place, format!("{id} has no outline in {}", outlines.file));
        }
    }
    let found = outlines.areas.keys().chain(outlines.faulty.keys());
    for id in found.filter(|id| !areas.contains_key(*id)) {
        let hint = suggestion(id.as_str(), areas.keys().map(Id::as_str));
        let message = format!("the outline {id} belongs to no area of areas.csv.");
        problems.error_with_hint(Place::file(&outlines.file), message, hint);
    }
}

/// An area on the grid.
struct Cell<'a> {
    id: &'a Id,
    polygons: Vec<GridPolygon>,
    around: Box2,
}

/// The areas of a region that have an outline.
struct Region<'a> {
    cells: Vec<Cell<'a>>,
    /// Whether all of them have one: where one is missing, its own ground would be a gap.
    complete: bool,
}

fn regions<'a>(areas: &'a BTreeMap<Id, SourceArea>, outlines: &Outlines) -> Vec<Region<'a>> {
    let mut regions: BTreeMap<&Id, Region<'a>> = BTreeMap::new();
    for (id, area) in areas {
        let region = regions.entry(&area.region).or_insert_with(|| Region {
            cells: Vec::new(),
            complete: true,
        });
        let faulty = || outlines.faulty.get(id).filter(|ground| !ground.is_empty());
        match outlines.areas.get(id).or_else(faulty) {
            Some(outline) => region.cells.push(cell(id, outline)),
            None => region.complete = false,
        }
    }
    regions.into_values().collect()
}

fn cell<'a>(id: &'a Id, outline: &Outline) -> Cell<'a> {
    let ring = |ring: &geometry::Ring| -> GridRing {
        let point = |(lon, lat): &(f64, f64)| Point::from_degrees(*lon, *lat);
        // The last position repeats the first one.
        ring.iter().skip(1).map(point).collect()
    };
    let polygon = |polygon: &Vec<geometry::Ring>| polygon.iter().map(ring).collect();
    let polygons: Vec<GridPolygon> = outline.iter().map(polygon).collect();
    Cell {
        id,
        around: Box2::around(polygons.iter().flatten().flatten()),
        polygons,
    }
}

/// Where what is found is reported.
struct Report<'a> {
    file: &'a str,
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
        let place = Place::file(self.file);
        let message = format!("{text}{picture}");
        match severity {
            Severity::Error => self.problems.error(place, message),
            Severity::Warning => self.problems.warning(place, message),
        }
    }
}
