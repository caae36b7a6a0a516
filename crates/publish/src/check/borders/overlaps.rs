//! Ground that two areas claim.

use super::measure::Least;
use super::{Cell, Report};
use crate::problem::Severity;
use crate::source::geometry::Boxes;
use crate::source::geometry::overlay::intersection;

/// Reports each overlap of two areas.
pub(super) fn check(cells: &[Cell<'_>], least: Least, report: &Report<'_>) {
    let boxes = Boxes::new(cells.iter().map(|cell| cell.around));
    for (at, one) in cells.iter().enumerate() {
        let mut near: Vec<usize> = boxes
            .meeting(one.around)
            .filter(|other| *other > at)
            .collect();
        near.sort_unstable();
        for two in near.into_iter().filter_map(|other| cells.get(other)) {
            for piece in intersection(&one.polygons, &two.polygons) {
                let Some(size) = least.size(&piece) else {
                    continue;
                };
                let text = format!("{} and {} overlap: {}", one.id, two.id, size.words());
                report.add(
                    Severity::Error,
                    ("overlap", text),
                    &[one, two],
                    &piece,
                    &size,
                );
            }
        }
    }
}
