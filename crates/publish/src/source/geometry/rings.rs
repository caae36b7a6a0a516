//! From rings as they are written to an outline on the published grid.

use senim_model::directory::Point;

use super::faults::{Fault, faults};
use super::feature::{Feature, RawRing, Shape};
use super::grid::{self, GridPolygon, GridRing, inside, twice_area};
use super::nearby::Box2;
use super::repair::mend;
use super::{Outline, Request, Ring};
use crate::picture::Marked;
use crate::problem::Place;

/// The outline of a feature; `None` where it has a fault that stays.
pub(super) fn outline(feature: Feature, file: &str, request: &Request<'_>) -> Option<Outline> {
    let Feature { number, id, shape } = feature;
    let place = Place::file(file);
    let error = |message: &str| {
        request
            .problems
            .error(place, format!("feature {number}: {id}: {message}"));
    };
    let repaired = |message: &str| {
        let message = format!("repaired: feature {number}: {id}: {message}");
        request.problems.warning(place, message);
    };
    let mut reading = Reading::default();
    let shape = shape.map_err(|message| error(&message)).ok()?;
    let mut polygons = reading.polygons(shape);
    if let Some(message) = &reading.fatal {
        error(message);
        return None;
    }
    if let Some(at) = reading.null_island {
        let message = format!(
            "feature {number}: {id}: has a position at {}, which often stands for an unknown one",
            grid::point(at)
        );
        request.problems.warning(place, message);
    }
    for message in &reading.mendable {
        if request.repair {
            repaired(message);
        } else {
            error(message);
        }
    }
    if polygons.is_empty() {
        error("has no polygon");
        return None;
    }
    let found = faults(&polygons);
    let mend_it = request.repair && !found.is_empty() && found.iter().all(|fault| fault.mendable);
    for fault in &found {
        let picture = picture(&id, &polygons, fault, request);
        if mend_it {
            repaired(&format!("{}{picture}", fault.message));
        } else {
            error(&format!("{}{picture}", fault.message));
        }
    }
    if mend_it {
        polygons = mend(&polygons);
        for fault in faults(&polygons) {
            error(&format!("cannot be repaired: {}", fault.message));
        }
        if polygons.is_empty() {
            error("cannot be repaired: nothing is left of it");
        }
    }
    let usable = (found.is_empty() || mend_it) && (reading.mendable.is_empty() || request.repair);
    usable.then(|| polygons.into_iter().map(closed).collect())
}

fn picture(
    id: &senim_model::id::Id,
    polygons: &[GridPolygon],
    fault: &Fault,
    request: &Request<'_>,
) -> String {
    let marked = Marked {
        kind: "crossing",
        areas: &[(id.as_str(), polygons)],
        piece: &[],
        at: fault.at,
        text: &fault.message,
    };
    request.pictures.draw(&marked, request.problems)
}

/// A polygon with closed rings in degrees: the outer one counterclockwise, holes clockwise, as
/// RFC 7946 wants them. Shapefiles have them the other way round, so no direction is a fault.
fn closed(polygon: GridPolygon) -> Vec<Ring> {
    let close = |(at, mut ring): (usize, GridRing)| {
        if (twice_area(&ring) > 0) != (at == 0) {
            ring.reverse();
        }
        let first = ring.first().copied();
        ring.extend(first);
        ring.into_iter().map(Point::degrees).collect()
    };
    polygon.into_iter().enumerate().map(close).collect()
}

/// What reading rings found out.
#[derive(Default)]
struct Reading {
    fatal: Option<String>,
    mendable: Vec<String>,
    null_island: Option<Point>,
}

impl Reading {
    fn polygons(&mut self, shape: Shape) -> Vec<GridPolygon> {
        match shape {
            Shape::Polygons(polygons) => polygons
                .into_iter()
                .filter_map(|rings| self.polygon(rings))
                .collect(),
            Shape::Rings(rings) => {
                let rings = rings
                    .into_iter()
                    .filter_map(|ring| self.ring(&ring))
                    .collect();
                nest(rings)
            }
        }
    }

    /// A polygon; `None` where its outer ring is none.
    fn polygon(&mut self, rings: Vec<RawRing>) -> Option<GridPolygon> {
        if rings.is_empty() {
            self.mendable.push("a polygon has no ring".into());
            return None;
        }
        let mut rings = rings.into_iter();
        let outer = rings.next().and_then(|ring| self.ring(&ring));
        let holes: Vec<GridRing> = rings.filter_map(|ring| self.ring(&ring)).collect();
        outer.map(|outer| std::iter::once(outer).chain(holes).collect())
    }

    /// A ring on the grid, where neighbours that became equal are one; `None` where too few are
    /// left.
    fn ring(&mut self, raw: &RawRing) -> Option<GridRing> {
        let mut ring = GridRing::with_capacity(raw.len());
        for (lon, lat) in raw {
            if let Err(message) = on_globe(*lon, *lat) {
                self.fatal.get_or_insert(message);
                return None;
            }
            let point = Point::from_degrees(*lon, *lat);
            if point == Point::default() {
                self.null_island.get_or_insert(point);
            }
            if ring.last() != Some(&point) {
                ring.push(point);
            }
        }
        match (ring.first().copied(), ring.last().copied()) {
            (Some(first), Some(last)) if first == last => {
                ring.pop();
            }
            (Some(first), Some(last)) => self.mendable.push(format!(
                "a ring begins at {} and ends at {}; it has to close",
                grid::point(first),
                grid::point(last)
            )),
            _ => {}
        }
        let mut distinct: Vec<(i32, i32)> =
            ring.iter().map(|point| (point.lon, point.lat)).collect();
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() < 3 || twice_area(&ring) == 0 && distinct.len() == 3 {
            let at = raw
                .first()
                .map_or_else(String::new, |(lon, lat)| format!(" at {lon}, {lat}"));
            self.mendable.push(format!(
                "a ring{at} encloses nothing: it has {} different positions of five decimals, \
                 expected at least 3 that do not lie on a line",
                distinct.len()
            ));
            return None;
        }
        Some(ring)
    }
}

fn on_globe(lon: f64, lat: f64) -> Result<(), String> {
    let place = format!("{lon}, {lat} lies outside of the globe");
    if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        Ok(())
    } else if lon.abs() <= 90.0 && lat.abs() <= 180.0 {
        Err(format!(
            "{place}; are longitude and latitude in this order?"
        ))
    } else if lon.abs() <= 540.0 && lat.abs() <= 90.0 {
        Err(format!(
            "{place}; longitudes go from -180 to 180, and what crosses the 180th meridian is cut there"
        ))
    } else {
        Err(format!(
            "{place}; are these the metres of another coordinate system?"
        ))
    }
}

/// Rings by their depth: one in an even number of others is an outer ring, one in an odd number a
/// hole of the smallest that it lies in.
fn nest(rings: Vec<GridRing>) -> Vec<GridPolygon> {
    let boxes: Vec<Box2> = rings.iter().map(|ring| Box2::around(ring.iter())).collect();
    let holding = |at: usize| -> Vec<usize> {
        let (Some(ring), Some(own)) = (rings.get(at), boxes.get(at)) else {
            return Vec::new();
        };
        let others = rings.iter().zip(&boxes).enumerate();
        others
            .filter(|(other, (outer, around))| {
                *other != at && around.meets(own) && inside(outer, ring)
            })
            .map(|(other, _)| other)
            .collect()
    };
    let holders: Vec<Vec<usize>> = (0..rings.len()).map(holding).collect();
    let area = |at: &usize| rings.get(*at).map_or(0, |ring| twice_area(ring).abs());
    let mut polygons: Vec<(usize, GridPolygon)> = Vec::new();
    for ((at, ring), holders) in rings.iter().enumerate().zip(&holders) {
        if holders.len() % 2 == 0 {
            polygons.push((at, vec![ring.clone()]));
        }
    }
    for (ring, holders) in rings.iter().zip(&holders) {
        let outer = holders
            .iter()
            .min_by_key(|at| area(at))
            .filter(|_| holders.len() % 2 == 1);
        let polygon = polygons.iter_mut().find(|(at, _)| Some(at) == outer);
        if let Some((_, polygon)) = polygon {
            polygon.push(ring.clone());
        }
    }
    polygons.into_iter().map(|(_, polygon)| polygon).collect()
}
