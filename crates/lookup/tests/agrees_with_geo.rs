//! Whether an area holds a place: the same answer as the crate `geo` gives, on 100,000 random
//! places over the sample and as many over Kazakhstan, save for places within a metre of a border.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::panic,
    reason = "a helper of tests fails loudly"
)]

#[path = "../../publish/tests/common/data.rs"]
mod data;

use std::path::{Path, PathBuf};

use data::data;
use geo::{Contains as _, Coord, LineString, MultiPolygon, Polygon};
use senim_lookup::position::{AreaFinder, Located};
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::shapes::Shapes;
use serde_json::Value;

type Ring = Vec<(f64, f64)>;

/// The polygons of every feature, on the grid that packs have.
fn features(path: &Path) -> Vec<Vec<Vec<Ring>>> {
    let value: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let ring = |ring: &Value| -> Ring {
        let position = |position: &Value| {
            let point =
                Point::from_degrees(position[0].as_f64().unwrap(), position[1].as_f64().unwrap());
            point.degrees()
        };
        ring.as_array().unwrap().iter().map(position).collect()
    };
    let polygon =
        |polygon: &Value| -> Vec<Ring> { polygon.as_array().unwrap().iter().map(ring).collect() };
    value["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| {
            let geometry = &feature["geometry"];
            match geometry["type"].as_str().unwrap() {
                "Polygon" => vec![polygon(&geometry["coordinates"])],
                "MultiPolygon" => geometry["coordinates"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(polygon)
                    .collect(),
                other => panic!("{other}"),
            }
        })
        .collect()
}

fn shapes(features: &[Vec<Vec<Ring>>]) -> Shapes {
    let mut shapes = Shapes::default();
    for (at, polygons) in features.iter().enumerate() {
        shapes.ids.push(Id::parse(&format!("f{at}")).unwrap());
        let mut refs = Vec::new();
        for polygon in polygons {
            let mut rings = Vec::new();
            for ring in polygon {
                rings.push(vec![shapes.arcs.len() as i32]);
                shapes.arcs.push(
                    ring.iter()
                        .map(|(lon, lat)| Point::from_degrees(*lon, *lat))
                        .collect(),
                );
            }
            refs.push(rings);
        }
        shapes.polygons.push(refs);
    }
    shapes
}

fn geometries(features: &[Vec<Vec<Ring>>]) -> Vec<MultiPolygon> {
    let line =
        |ring: &Ring| LineString::new(ring.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect());
    features
        .iter()
        .map(|polygons| {
            let polygons = polygons.iter().map(|rings| {
                let holes = rings[1..].iter().map(line).collect();
                Polygon::new(line(&rings[0]), holes)
            });
            MultiPolygon::new(polygons.collect())
        })
        .collect()
}

/// Numbers from 0 to 1, always the same (a linear congruential generator; Knuth's MMIX constants).
fn random(state: &mut u64) -> f64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 11) as f64 / (1u64 << 53) as f64
}

fn check(path: &Path, places: usize) {
    let features = features(path);
    let finder = AreaFinder::new(&shapes(&features));
    let geometries = geometries(&features);
    let boxes: Vec<[f64; 4]> = features
        .iter()
        .map(|polygons| {
            let points = || polygons.iter().flatten().flatten();
            let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
            let most =
                |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
            [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)]
        })
        .collect();
    let of = |at: usize, pick: fn(f64, f64) -> f64, start: f64| {
        boxes.iter().map(|b| b[at]).fold(start, pick)
    };
    let (west, south) = (
        of(0, f64::min, f64::INFINITY),
        of(1, f64::min, f64::INFINITY),
    );
    let (east, north) = (
        of(2, f64::max, f64::NEG_INFINITY),
        of(3, f64::max, f64::NEG_INFINITY),
    );
    let mut state = 7;
    let mut near_border = 0;
    for _ in 0..places {
        let lon = west + (east - west) * random(&mut state);
        let lat = south + (north - south) * random(&mut state);
        let expected: Vec<usize> = (0..features.len())
            .filter(|at| {
                let [w, s, e, n] = boxes[*at];
                (w..=e).contains(&lon)
                    && (s..=n).contains(&lat)
                    && geometries[*at].contains(&Coord { x: lon, y: lat })
            })
            .collect();
        let found: Vec<usize> = match finder.locate(lon, lat, 1.0) {
            Located::In(at) => vec![at],
            Located::Outside { metres, .. } if metres > 1.0 => Vec::new(),
            Located::Nowhere => Vec::new(),
            Located::Border(areas) if areas.iter().all(|(_, metres)| *metres == 0.0) => {
                areas.into_iter().map(|(at, _)| at).collect()
            }
            _ => {
                near_border += 1;
                continue;
            }
        };
        assert_eq!(found, expected, "{lon}, {lat} in {}", path.display());
    }
    println!(
        "{}: {places} places agree, {near_border} within a metre of a border",
        path.display()
    );
    assert!(near_border < places / 100);
}

#[test]
fn over_the_sample() {
    check(
        &PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../sample/areas.geojson"
        )),
        100_000,
    );
}

#[test]
fn over_the_regions_and_districts_of_kazakhstan() {
    for (name, places) in [
        ("kaz_adm1_2024.geojson", 40_000),
        ("astana_districts.geojson", 40_000),
        ("kaz_adm2_2024.geojson", 20_000),
    ] {
        if let Some(path) = data(&format!("kz/{name}")) {
            check(&path, places);
        }
    }
}
