//! From rings as they are written to rings on a grid.

use std::collections::BTreeMap;

use senim_model::directory::Point;

use super::faults::{MOST_FAULTS, MOST_PAIRS, TANGLED};
use super::feature::{RawRing, Shape};
use super::grid::{self, GridPolygon, GridRing, inside, twice_area};
use super::nearby::{Box2, Boxes};

/// What reading rings found out.
pub(super) struct Reading {
    /// On the grid, without the rings that enclose nothing.
    pub(super) polygons: Vec<GridPolygon>,
    /// What is wrong and can be mended.
    pub(super) mendable: Vec<String>,
    /// A position at 0, 0.
    pub(super) null_island: Option<Point>,
    per_degree: f64,
}

impl Reading {
    /// Reads rings on a grid with so many units in a degree; otherwise why they cannot be read.
    pub(super) fn of(shape: &Shape, per_degree: f64) -> Result<Reading, String> {
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

    /// Notes what can be mended; of a feature of rubbish, some of it.
    fn mend(&mut self, message: String) {
        if self.mendable.len() < MOST_FAULTS {
            self.mendable.push(message);
        }
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
            self.mend("a polygon has no ring".into());
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
            (Some(first), Some(last)) => self.mend(format!(
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
            self.mend(format!("a ring{at} {message}"));
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
    } else if lon.abs() < 1000.0 && lat.abs() < 1000.0 {
        Err(format!(
            "{place}; longitudes go from -180 to 180, latitudes from -90 to 90"
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
