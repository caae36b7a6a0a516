//! Ground that no area claims although areas lie all around it, or on both sides of it. Open
//! country between towns is no gap.

use senim_model::directory::Point;

use super::measure::Least;
use super::{Cell, MOST_REPORTED, Report, slivers};
use crate::problem::{Place, Severity};
use crate::source::geometry::grid::{GridPolygon, edges};
use crate::source::geometry::overlay::{Fill, difference, union};
use crate::source::geometry::{Box2, Boxes};

/// How far a border may lie from a corner of a gap and still be its side, in units of the grid.
const BESIDE: f64 = 1.5;

/// Reports each gap.
pub(super) fn check(cells: &[Cell<'_>], least: Least, report: &Report<'_>) {
    let rings = cells.iter().flat_map(|cell| cell.polygons.iter().flatten());
    let covered = union(rings, Fill::NonZero);
    let outer = covered.iter().filter_map(|polygon| polygon.first());
    let filled = union(outer, Fill::NonZero);
    let holes = difference(&filled, &covered);
    let slivers = slivers::between(cells, &filled);
    let boxes = Boxes::new(cells.iter().map(|cell| cell.around));
    let all = holes.into_iter().chain(slivers);
    let mut sized = all.filter_map(|piece| least.size(&piece).map(|size| (size, piece)));
    for (size, piece) in sized.by_ref().take(MOST_REPORTED) {
        let beside = beside(&piece, cells, &boxes);
        let text = format!("a gap{}: {}", names(&beside), size.words());
        let shown = beside.get(..2).unwrap_or(&beside);
        report.add(Severity::Warning, ("gap", text), shown, &piece, &size);
    }
    let rest = sized.count();
    if rest > 0 {
        let message = format!("has {rest} more gaps, which are not listed");
        report
            .problems
            .warning(Place::file(report.file.name()), message);
    }
}

fn names(beside: &[&Cell<'_>]) -> String {
    match beside {
        [] => String::new(),
        [one] => format!(" beside {}", one.id),
        [one, two] => format!(" between {} and {}", one.id, two.id),
        [one, two, rest @ ..] => {
            format!(" between {}, {} and {} more", one.id, two.id, rest.len())
        }
    }
}

/// The areas beside a piece, those with the longest common border (in corners) first.
fn beside<'c, 'a>(piece: &GridPolygon, cells: &'c [Cell<'a>], boxes: &Boxes) -> Vec<&'c Cell<'a>> {
    let near = boxes.meeting(Box2::around(piece.iter().flatten()).grown(BESIDE, BESIDE));
    let mut found: Vec<(usize, usize)> = near
        .filter_map(|at| {
            let cell = cells.get(at)?;
            let corners = piece.iter().flatten();
            let common = corners.filter(|corner| touches(cell, **corner)).count();
            // An area that only touches a gap's corner is not beside it.
            (common > 1).then_some((usize::MAX - common, at))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .filter_map(|(_, at)| cells.get(at))
        .collect()
}

fn touches(cell: &Cell<'_>, corner: Point) -> bool {
    let around = Box2::around(std::iter::once(&corner)).grown(BESIDE, BESIDE);
    let near = |(a, b): &(Point, Point)| {
        Box2::around([*a, *b].iter()).meets(&around) && distance(corner, *a, *b) <= BESIDE
    };
    let rings = cell.polygons.iter().flatten();
    around.meets(&cell.around) && rings.flat_map(|ring| edges(ring)).any(|edge| near(&edge))
}

/// From a point to an edge, in units of the grid.
fn distance(point: Point, a: Point, b: Point) -> f64 {
    let from = |from: Point, to: Point| {
        (
            f64::from(to.lon) - f64::from(from.lon),
            f64::from(to.lat) - f64::from(from.lat),
        )
    };
    let ((dx, dy), (x, y)) = (from(a, b), from(a, point));
    let length = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    let share = ((x * dx + y * dy) / length).clamp(0.0, 1.0);
    (x - dx * share).hypot(y - dy * share)
}
