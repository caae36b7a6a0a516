//! Ground that two areas claim.

use super::measure::{Least, Size};
use super::{Cell, MOST_REPORTED, Report, blamed};
use crate::problem::{Place, Severity};
use crate::source::geometry::grid::GridPolygon;
use crate::source::geometry::overlay::intersection;
use crate::source::geometry::{Boxes, tangled};

/// The most overlaps of the same two areas that are named one by one: two borders that were drawn
/// apart cross hundreds of times.
const MOST_OF_PAIR: usize = 3;

/// Reports each overlap of two areas. Whether all of them could be compared.
pub(super) fn check(cells: &[Cell<'_>], least: Least, report: &Report<'_>) -> bool {
    let boxes = Boxes::new(cells.iter().map(|cell| cell.around));
    let mut reported = 0;
    for (at, one) in cells.iter().enumerate() {
        let near = boxes.meeting(one.around).filter(|other| *other > at);
        let mut near: Vec<usize> = near.collect();
        near.sort_unstable();
        for two in near.into_iter().filter_map(|other| cells.get(other)) {
            if reported >= MOST_REPORTED {
                let message = format!(
                    "has {MOST_REPORTED} overlaps and more; the others, and gaps, are not listed"
                );
                for file in blamed(&[one.file, two.file]) {
                    report.problems.error(Place::file(file.name()), &*message);
                }
                return false;
            }
            if tangled(&one.polygons, &two.polygons) {
                let message = format!("{} and {} are too tangled to be compared", one.id, two.id);
                for file in blamed(&[one.file, two.file]) {
                    report.problems.error(Place::file(file.name()), &*message);
                }
                return false;
            }
            let pieces = intersection(&one.polygons, &two.polygons);
            reported += report_pair((one, two), pieces, least, report);
        }
    }
    true
}

/// Reports the overlaps of two areas, the largest first; how many problems there were.
fn report_pair(
    (one, two): (&Cell<'_>, &Cell<'_>),
    pieces: Vec<GridPolygon>,
    least: Least,
    report: &Report<'_>,
) -> usize {
    let sized = |piece: GridPolygon| least.size(&piece).map(|size| (size, piece));
    let mut pieces: Vec<(Size, GridPolygon)> = pieces.into_iter().filter_map(sized).collect();
    pieces.sort_by(|(one, _), (two, _)| two.square.total_cmp(&one.square));
    let add = |what: String, piece: &GridPolygon, size: &Size| {
        let text = format!("{} and {} overlap{what}", one.id, two.id);
        report.add(Severity::Error, ("overlap", text), &[one, two], piece, size);
    };
    for (size, piece) in pieces.iter().take(MOST_OF_PAIR) {
        add(format!(": {}", size.words()), piece, size);
    }
    let rest = pieces.get(MOST_OF_PAIR..).unwrap_or_default();
    if let Some((size, piece)) = rest.first() {
        let square: f64 = rest.iter().map(|(size, _)| size.square).sum();
        let what = format!(
            " in {} more places, {square:.0} m² together, the largest",
            rest.len()
        );
        add(what, piece, size);
    }
    pieces.len().min(MOST_OF_PAIR + 1)
}
