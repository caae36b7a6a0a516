//! From rings as they are written to an outline on the published grid.

use std::collections::BTreeMap;

use senim_model::directory::Point;
use senim_model::id::Id;

use super::faults::{Fault, MOST_PAIRS, TANGLED, faults};
use super::feature::{Feature, RawRing, Shape};
use super::grid::{self, GridPolygon, GridRing, inside, twice_area};
use super::nearby::{Box2, Boxes};
use super::repair::mend;
use super::{Outline, Request, Ring};
use crate::picture::Marked;
use crate::problem::Place;

/// How much finer the grid is on which a fault has to show to be one of the file and not of the
/// rounding.
const FINER: f64 = 10.0;

/// The outline of a feature; where it has a fault that stays, the ground that it covers
/// nevertheless, or nothing.
pub(super) fn outline(
    feature: Feature,
    file: &str,
    request: &Request<'_>,
) -> Result<Outline, Outline> {
    let Feature { number, id, shape } = feature;
    let place = Place::file(file);
    let error = |message: &str| {
        let message = format!("feature {number}: {id}: {message}");
        request.problems.error(place, message);
    };
    let warning = |message: &str| request.problems.warning(place, message);
    let none = |message: String| {
        error(&message);
        Outline::new()
    };
    let shape = shape.map_err(none)?;
    let reading = Reading::of(&shape, Point::PER_DEGREE).map_err(none)?;
    if let Some(at) = reading.null_island {
        warning(&format!(
            "feature {number}: {id}: has a position at {}, which often stands for an unknown one",
            grid::point(at)
        ));
    }
    let mut polygons = reading.polygons;
    let mut found = faults(&polygons);
    let sound = found.is_empty() && reading.mendable.is_empty();
    let rounded = !sound && is_sound(&shape);
    let mending = rounded || request.repair && found.iter().all(|fault| fault.mendable);
    if !rounded {
        let tell = |message: &str| {
            if mending {
                warning(&format!("repaired: feature {number}: {id}: {message}"));
            } else {
                error(message);
            }
        };
        for message in &reading.mendable {
            tell(message);
        }
        for fault in &found {
            let picture = picture(&id, &polygons, fault, request);
            tell(&format!("{}{picture}", fault.message));
        }
    }
    let had_no_fault = found.is_empty();
    if !had_no_fault {
        polygons = mend(&polygons);
        found = faults(&polygons);
    }
    if mending && !had_no_fault {
        for fault in &found {
            error(&format!("cannot be repaired: {}", fault.message));
        }
    }
    if polygons.is_empty() {
        return Err(none("has no polygon that encloses anything".into()));
    }
    let outline = polygons.into_iter().map(closed).collect();
    if found.is_empty() && (mending || sound) {
        Ok(outline)
    } else {
        Err(outline)
    }
}

/// Whether a shape is without a fault before it is rounded to the published grid.
fn is_sound(shape: &Shape) -> bool {
    Reading::of(shape, Point::PER_DEGREE * FINER)
        .is_ok_and(|fine| fine.mendable.is_empty() && faults(&fine.polygons).is_empty())
}

fn picture(id: &Id, polygons: &[GridPolygon], fault: &Fault, request: &Request<'_>) -> String {
    let marked = Marked {
        kind: "crossing",
        areas: &[(id.as_str(), polygons)],
        piece: &[],
        at: fault.at,
        width: 0.0,
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
struct Reading {
    polygons: Vec<GridPolygon>,
    mendable: Vec<String>,
    null_island: Option<Point>,
    per_degree: f64,
}

impl Reading {
    /// Reads rings on a grid with so many units in a degree; otherwise why they cannot be read.
    fn of(shape: &Shape, per_degree: f64) -> Result<Reading, String> {
        let mut reading = Reading {
            polygons: Vec::new(),
            mendable: Vec::new(),
            null_island: None,
            per_degree,
        };
        match shape {
            Shape::Polygons(polygons) => {
                for rings in polygons {
                    let polygon = reading.polygon(rings)?;
                    reading.polygons.extend(polygon);
                }
            }
            Shape::Rings(rings) => {
                let mut found = Vec::new();
                for ring in rings {
                    found.extend(reading.ring(ring)?);
                }
                reading.polygons = nest(&found)?;
            }
        }
        Ok(reading)
    }

    /// A polygon; `None` where its outer ring is none.
    fn polygon(&mut self, rings: &[RawRing]) -> Result<Option<GridPolygon>, String> {
        let mut found = Vec::with_capacity(rings.len());
        for (at, ring) in rings.iter().enumerate() {
            let ring = self.ring(ring)?;
            if at == 0 && ring.is_none() {
                return Ok(None);
            }
            found.extend(ring);
        }
        if found.is_empty() {
            self.mendable.push("a polygon has no ring".into());
        }
        Ok((!found.is_empty()).then_some(found))
    }

    /// A ring on the grid, where neighbours that became equal are one; `None` where it encloses
    /// nothing.
    fn ring(&mut self, raw: &RawRing) -> Result<Option<GridRing>, String> {
        let mut ring = GridRing::with_capacity(raw.len());
        for (lon, lat) in raw {
            on_globe(*lon, *lat)?;
            let point = Point {
                lon: (lon * self.per_degree).round() as i32,
                lat: (lat * self.per_degree).round() as i32,
            };
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
        not_around_the_globe(raw)?;
        if let Some(message) = encloses_nothing(&ring) {
            let start = raw.first();
            let at = start.map_or_else(String::new, |(lon, lat)| format!(" at {lon}, {lat}"));
            self.mendable.push(format!("a ring{at} {message}"));
            return Ok(None);
        }
        Ok(Some(ring))
    }
}

/// Why a ring encloses nothing, if it does not.
fn encloses_nothing(ring: &[Point]) -> Option<String> {
    let mut distinct: Vec<(i32, i32)> = ring.iter().map(|point| (point.lon, point.lat)).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let count = distinct.len();
    if count < 3 {
        return Some(format!(
            "has {count} different positions of five decimals, expected at least 3"
        ));
    }
    let mut corners = ring.iter().copied();
    let (first, second) = (corners.next()?, corners.next()?);
    let line = corners.all(|corner| grid::side(first, second, corner) == 0);
    line.then(|| format!("has {count} positions on one line, which enclose nothing"))
}

/// An edge over more than half of the globe is one that goes the other way round, unless it
/// follows a parallel all around a pole.
fn not_around_the_globe(raw: &RawRing) -> Result<(), String> {
    let mut edges = raw.iter().zip(raw.iter().skip(1));
    let around = edges.find(|(a, b)| {
        let wide = (a.0 - b.0).abs();
        wide > 180.0 && wide < 360.0
    });
    match around {
        None => Ok(()),
        Some((a, b)) => Err(format!(
            "goes from {}, {} to {}, {}, around half of the globe; what crosses the 180th meridian \
             is cut there in two (RFC 7946, 3.1.9)",
            a.0, a.1, b.0, b.1
        )),
    }
}

fn on_globe(lon: f64, lat: f64) -> Result<(), String> {
    let words = |degrees: f64| {
        if degrees.abs() < 1e9 {
            degrees.to_string()
        } else {
            format!("{degrees:e}")
        }
    };
    let place = format!("{}, {} lies outside of the globe", words(lon), words(lat));
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
fn nest(rings: &[GridRing]) -> Result<Vec<GridPolygon>, String> {
    let boxes: Vec<Box2> = rings.iter().map(|ring| Box2::around(ring.iter())).collect();
    let near = Boxes::new(boxes.iter().copied());
    let mut steps = 0;
    let mut holders: Vec<Vec<usize>> = Vec::with_capacity(rings.len());
    for (at, (ring, own)) in rings.iter().zip(&boxes).enumerate() {
        let mut holding = Vec::new();
        for other in near.meeting(*own).filter(|other| *other != at) {
            let Some(outer) = rings.get(other) else {
                continue;
            };
            steps += outer.len();
            if steps > MOST_PAIRS {
                return Err(TANGLED.into());
            }
            if inside(outer, ring) {
                holding.push(other);
            }
        }
        holders.push(holding);
    }
    let area = |at: &&usize| rings.get(**at).map_or(0, |ring| twice_area(ring).abs());
    let mut polygons: BTreeMap<usize, GridPolygon> = BTreeMap::new();
    for ((at, ring), holding) in rings.iter().enumerate().zip(&holders) {
        if holding.len() % 2 == 0 {
            polygons.insert(at, vec![ring.clone()]);
        }
    }
    for (ring, holding) in rings.iter().zip(&holders) {
        let outer = holding.iter().min_by_key(area);
        let outer = outer.filter(|_| holding.len() % 2 == 1);
        if let Some(polygon) = outer.and_then(|outer| polygons.get_mut(outer)) {
            polygon.push(ring.clone());
        }
    }
    Ok(polygons.into_values().collect())
}
