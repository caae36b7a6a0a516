//! Areas beside each other, and rings that fold over themselves: what holds for all of them.

use std::fs;

use geo::Validation as _;
use geo::{Area as _, LineString, Polygon};
use proptest::prelude::*;
use senim_publish::problem::Report;
use senim_publish::source::geometry::{Outline, from_geojson};
use serde_json::json;

use super::folder::{check, folder};

/// Columns and rows of a tiling.
const SIDE: usize = 4;

type Ring = Vec<(f64, f64)>;

/// Cells whose corners are shifted, with a corner in the middle of each side. Shifts are in units
/// of the grid: there are 200 from corner to corner.
fn tiling(shifts: &[(i32, i32)]) -> Vec<Ring> {
    let place = |x: usize, y: usize| {
        let (dx, dy) = shifts[(x * (SIDE * 2 + 1) + y) % shifts.len()];
        let at = |start: f64, step: usize, shift: i32| {
            start + (step as f64 * 100.0 + f64::from(shift)) / 1e5
        };
        (at(71.0, x, dx), at(51.0, y, dy))
    };
    let mut cells = Vec::new();
    for column in 0..SIDE {
        for row in 0..SIDE {
            let (x, y) = (column * 2, row * 2);
            let around = [
                (0, 0),
                (1, 0),
                (2, 0),
                (2, 1),
                (2, 2),
                (1, 2),
                (0, 2),
                (0, 1),
                (0, 0),
            ];
            cells.push(
                around
                    .iter()
                    .map(|(dx, dy)| place(x + dx, y + dy))
                    .collect(),
            );
        }
    }
    cells
}

fn check_cells(cells: &[Ring], outlines: &str) -> Report {
    let ids: Vec<String> = (0..cells.len()).map(|at| format!("A-{at}")).collect();
    let folder = folder(outlines, &ids);
    let feature = |(id, ring): (&String, &Ring)| {
        json!({"type": "Feature", "properties": {"id": id},
            "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features: Vec<_> = ids.iter().zip(cells).map(feature).collect();
    let map = json!({"type": "FeatureCollection", "features": features});
    fs::write(folder.path().join("areas.geojson"), map.to_string()).unwrap();
    check(folder.path(), false, None)
}

fn shifts() -> impl Strategy<Value = Vec<(i32, i32)>> {
    prop::collection::vec((-30..=30i32, -30..=30i32), (SIDE * 2 + 1).pow(2))
}

/// The map of one area's outline or ring.
fn map(coordinates: serde_json::Value, kind: &str) -> Vec<u8> {
    let geometry = json!({"type": kind, "coordinates": coordinates});
    json!({"type": "Feature", "properties": {"id": "A"}, "geometry": geometry})
        .to_string()
        .into_bytes()
}

/// The only outline of a file.
fn only(bytes: &[u8], repair: bool) -> (Option<Outline>, Report) {
    let (areas, problems) = from_geojson(bytes, repair);
    (areas.into_values().next(), problems.into_report())
}

/// Whether a place is inside by the even-odd rule.
fn holds(rings: &[Ring], (x, y): (f64, f64)) -> bool {
    let edges = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().skip(1)));
    let crossed = edges
        .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
    crossed.count() % 2 == 1
}

/// Units of the grid from a place to the nearest edge.
fn distance(rings: &[Ring], (x, y): (f64, f64)) -> f64 {
    let edges = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().skip(1)));
    let each = edges.map(|(a, b)| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
        let share = (((x - a.0) * dx + (y - a.1) * dy) / length).clamp(0.0, 1.0);
        (a.0 + dx * share - x).hypot(a.1 + dy * share - y) * 1e5
    });
    each.fold(f64::INFINITY, f64::min)
}

/// A closed ring of few corners on a coarse grid, so that they often meet.
fn knot() -> impl Strategy<Value = Ring> {
    let corner = (0..8i32, 0..8i32);
    let at = |(x, y): (i32, i32)| (71.0 + f64::from(x) / 1e3, 51.0 + f64::from(y) / 1e3);
    prop::collection::vec(corner, 3..12).prop_map(move |corners| {
        let mut ring: Ring = corners.into_iter().map(at).collect();
        ring.push(ring[0]);
        ring
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_tiling_has_no_overlap_and_no_gap(shifts in shifts()) {
        let report = check_cells(&tiling(&shifts), "");
        prop_assert!(report.problems.is_empty(), "{report}");
    }

    /// The middle of the side between the second and the third cell, moved in one of them.
    #[test]
    fn a_shifted_corner_is_one_overlap_or_one_gap(shifts in shifts(), by in 20..60i32, into in any::<bool>()) {
        let mut cells = tiling(&shifts);
        let by = f64::from(if into { by } else { -by }) / 1e5;
        cells[1][5].1 += by;
        let report = check_cells(&cells, "");
        let [problem] = report.problems.as_slice() else {
            panic!("{report}");
        };
        let expected = if into { "A-1 and A-2 overlap" } else { "a gap between A-1 and A-2" };
        let other = if into { expected } else { "a gap between A-2 and A-1" };
        let message = &problem.message;
        prop_assert!(message.starts_with(expected) || message.starts_with(other), "{report}");
        // What is too narrow or too small is not reported.
        prop_assert!(check_cells(&cells, "tolerance_metres = 200").problems.is_empty());
        prop_assert!(check_cells(&cells, "least_square_metres = 20000").problems.is_empty());
    }

    /// The same side is open at its end where it meets the outside.
    #[test]
    fn a_gap_that_is_open_at_its_end_is_found(shifts in shifts(), by in 8..16i32) {
        let mut cells = tiling(&shifts);
        // The corner of the first cell on the western edge, away from the second cell.
        cells[0][6].1 -= f64::from(by) / 1e5;
        let report = check_cells(&cells, "");
        let [problem] = report.problems.as_slice() else {
            panic!("{report}");
        };
        prop_assert!(problem.message.starts_with("a gap between A-"), "{report}");
    }

    #[test]
    fn faults_are_those_of_another_library(ring in knot()) {
        let mut corners: Vec<(f64, f64)> = ring
            .iter()
            .map(|(x, y)| ((x * 1e5).round(), (y * 1e5).round()))
            .collect();
        corners.dedup();
        let polygon = Polygon::new(LineString::from(corners), Vec::new());
        // A ring on a line is valid to it.
        let valid = polygon.is_valid() && polygon.unsigned_area() > 0.0;
        let (outline, report) = only(&map(json!([ring]), "Polygon"), false);
        prop_assert_eq!(outline.is_some(), valid, "{}", report);
    }

    #[test]
    fn mending_once_is_enough_and_keeps_the_ground(ring in knot(), places in prop::collection::vec((0.0..8.0f64, 0.0..8.0f64), 20)) {
        let (mended, _) = only(&map(json!([ring]), "Polygon"), true);
        let Some(mended) = mended else {
            return Ok(());
        };
        let (again, report) = only(&map(json!(mended), "MultiPolygon"), true);
        prop_assert!(report.problems.is_empty(), "{report}");
        prop_assert_eq!(again.as_ref(), Some(&mended));
        let rings: Vec<Ring> = mended.into_iter().flatten().collect();
        for (x, y) in places {
            let place = (71.0 + x / 1e3, 51.0 + y / 1e3);
            if distance(std::slice::from_ref(&ring), place) > 3.0 {
                prop_assert_eq!(holds(&rings, place), holds(std::slice::from_ref(&ring), place));
            }
        }
    }
}
