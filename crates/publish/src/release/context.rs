//! The pack of water, railways and main roads in and around a region.

use senim_model::context::Context;
use senim_model::directory::Point;
use senim_model::shapes::Shapes;

use crate::check::Directory;
use crate::source::geometry::Ring;
use crate::source::geometry::context::Piece;
use crate::topology::{simplify, simplify_line, twice_area};

/// How far a simplified line may lie off, in units of [`Point`]: about ten metres.
const TOLERANCE: f64 = 10.0;

/// How far around a region's areas lines are shown, in units of [`Point`].
const AROUND: i32 = 20_000;

/// West, south, east, north.
type Frame = [i32; 4];

/// What lies in and around a region with these areas. `None` where nothing does.
pub(super) fn context(directory: &Directory, shapes: &Shapes) -> Option<Context> {
    let source = directory.settings.context.as_ref()?;
    let frame = frame(shapes)?;
    let mut context = Context {
        attribution: source.attribution.clone(),
        ..Context::default()
    };
    for piece in &directory.context {
        if piece.is_polygon {
            let rings: Vec<Vec<Point>> = polygon(piece, frame);
            if let Ok(count @ 1..) = u32::try_from(rings.len()) {
                context.pieces.push((piece.kind, count));
                context.lines.extend(rings);
            }
            continue;
        }
        for line in piece
            .lines
            .iter()
            .flat_map(|line| inside(&points(line), frame))
        {
            context.pieces.push((piece.kind, 0));
            context.lines.push(simplify_line(&line, TOLERANCE));
        }
    }
    (!context.pieces.is_empty()).then_some(context)
}

fn frame(shapes: &Shapes) -> Option<Frame> {
    let all = || shapes.arcs.iter().flatten();
    Some([
        all().map(|point| point.lon).min()?.saturating_sub(AROUND),
        all().map(|point| point.lat).min()?.saturating_sub(AROUND),
        all().map(|point| point.lon).max()?.saturating_add(AROUND),
        all().map(|point| point.lat).max()?.saturating_add(AROUND),
    ])
}

fn points(line: &Ring) -> Vec<Point> {
    let points = line
        .iter()
        .map(|(lon, lat)| Point::from_degrees(*lon, *lat));
    let mut points: Vec<Point> = points.collect();
    points.dedup();
    points
}

/// The rings of a polygon that meets the frame, whole: a lake is not cut. Its islands run the other
/// way, so that whoever fills them by winding leaves them out.
fn polygon(piece: &Piece, frame: Frame) -> Vec<Vec<Point>> {
    let rings = piece.lines.iter().map(points).enumerate();
    let mut rings = rings.filter_map(|(at, mut ring)| {
        ring.pop();
        if (twice_area(&ring) > 0) != (at == 0) {
            ring.reverse();
        }
        simplify(&ring, TOLERANCE)
    });
    let outer = rings.next().filter(|outer| meets(outer, frame));
    let Some(outer) = outer else {
        return Vec::new();
    };
    std::iter::once(outer).chain(rings).collect()
}

/// The parts of a line whose steps meet the frame.
fn inside(line: &[Point], frame: Frame) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut goes_on = false;
    for (from, to) in line.iter().zip(line.iter().skip(1)) {
        let seen = meets(&[*from, *to], frame);
        match parts.last_mut().filter(|_| goes_on && seen) {
            Some(part) => part.push(*to),
            None if seen => parts.push(vec![*from, *to]),
            None => {}
        }
        goes_on = seen;
    }
    parts
}

/// Whether the box around points meets the frame.
fn meets(points: &[Point], [west, south, east, north]: Frame) -> bool {
    let lons = || points.iter().map(|point| point.lon);
    let lats = || points.iter().map(|point| point.lat);
    lons().min().is_some_and(|least| least <= east)
        && lons().max().is_some_and(|most| most >= west)
        && lats().min().is_some_and(|least| least <= north)
        && lats().max().is_some_and(|most| most >= south)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<Point> {
        points
            .iter()
            .map(|&(lon, lat)| Point { lon, lat })
            .collect()
    }

    #[test]
    fn a_line_is_cut_to_its_steps_that_are_seen() {
        let frame = [0, 0, 100, 100];
        let far = line(&[(-300, 50), (-200, 50), (50, 50), (200, 50), (300, 50)]);
        assert_eq!(
            inside(&far, frame),
            [line(&[(-200, 50), (50, 50), (200, 50)])]
        );
        let twice = line(&[(50, 50), (500, 50), (500, 500), (50, 500), (50, 50)]);
        let parts = inside(&twice, frame);
        assert_eq!(
            parts,
            [line(&[(50, 50), (500, 50)]), line(&[(50, 500), (50, 50)])]
        );
        assert!(inside(&line(&[(200, 0), (300, 0)]), frame).is_empty());
    }
}
