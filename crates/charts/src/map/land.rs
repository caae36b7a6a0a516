//! What a place looks like on a map, in pixels.

use crate::room::order;
use crate::xml::Pen;

/// How many heights are tried for a name.
const TRIES: u32 = 16;

/// Rings in pixels.
pub(super) struct Land {
    rings: Vec<Vec<(f64, f64)>>,
}

/// Left, upper, right and lower side.
type Sides = (f64, f64, f64, f64);

/// Brings all places into a width and a height, as large as they fit; their own width and height
/// then. What is not finite is left out.
pub(super) fn fit<'a>(
    parts: impl Iterator<Item = &'a [Vec<(f64, f64)>]>,
    (room, most): (f64, f64),
) -> (Vec<Land>, (f64, f64)) {
    let finite = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
    let mut lands: Vec<Land> = parts
        .map(|rings| {
            let kept = |ring: &Vec<(f64, f64)>| ring.iter().copied().filter(finite).collect();
            Land {
                rings: rings.iter().map(kept).collect(),
            }
        })
        .collect();
    let all = sides(lands.iter().flat_map(|land| &land.rings));
    let (left, top, right, bottom) = all.unwrap_or_default();
    // A pixel for the line around.
    let scale = ((room - 2.0) / (right - left)).min((most - 2.0) / (bottom - top));
    let scale = if scale.is_finite() { scale } else { 0.0 };
    for (x, y) in lands
        .iter_mut()
        .flat_map(|land| land.rings.iter_mut().flatten())
    {
        (*x, *y) = ((*x - left) * scale + 1.0, (*y - top) * scale + 1.0);
    }
    let size = ((right - left) * scale + 2.0, (bottom - top) * scale + 2.0);
    (lands, size)
}

fn sides<'a>(rings: impl Iterator<Item = &'a Vec<(f64, f64)>>) -> Option<Sides> {
    rings.flatten().fold(None, |all: Option<Sides>, (x, y)| {
        let (left, top, right, bottom) = all.unwrap_or((*x, *y, *x, *y));
        Some((left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)))
    })
}

impl Land {
    /// A path through all rings; its attributes may follow.
    pub(super) fn path<'a>(&self, pen: &'a mut Pen, class: &str) -> &'a mut Pen {
        pen.tag("path", class).raw(" d=\"");
        for ring in &self.rings {
            pen.path("M", ring.iter().copied());
            pen.raw("Z");
        }
        pen.raw("\"")
    }

    /// A point that stands for it.
    pub(super) fn middle(&self) -> (f64, f64) {
        let (left, top, right, bottom) = sides(self.rings.iter()).unwrap_or_default();
        match self.span(0.0) {
            Some((left, right, y)) => ((left + right) / 2.0, y),
            None => ((left + right) / 2.0, (top + bottom) / 2.0),
        }
    }

    /// The widest room inside that is so many pixels high on both sides of its middle: from where to
    /// where, and at which height.
    pub(super) fn span(&self, half: f64) -> Option<(f64, f64, f64)> {
        let (_, top, _, bottom) = sides(self.rings.iter())?;
        let mut best: Option<(f64, f64, f64)> = None;
        for at in 1..TRIES {
            // From the middle on, to both sides: of what is as wide, the middle is taken.
            let away = f64::from(at / 2) * if at % 2 == 0 { 1.0 } else { -1.0 };
            let y = (top + bottom) / 2.0 + (bottom - top) * away / f64::from(TRIES);
            let Some((left, right)) = self.clear(y, half) else {
                continue;
            };
            if best.is_none_or(|(other, end, _)| right - left > end - other + 1.0) {
                best = Some((left, right, y));
            }
        }
        best
    }

    /// What is inside at a height, and above and below it.
    fn clear(&self, y: f64, half: f64) -> Option<(f64, f64)> {
        let here = self.inside(y);
        let widest = here.into_iter().fold((0.0, 0.0), |best: (f64, f64), span| {
            if span.1 - span.0 > best.1 - best.0 {
                span
            } else {
                best
            }
        });
        let middle = (widest.0 + widest.1) / 2.0;
        let mut room = widest;
        for at in [y - half, y + half] {
            let spans = self.inside(at);
            let around = spans
                .into_iter()
                .find(|(left, right)| *left <= middle && middle <= *right);
            let (left, right) = around?;
            // The name stays in the middle of what is there.
            let side = (middle - left.max(room.0)).min(right.min(room.1) - middle);
            room = (middle - side, middle + side);
        }
        (room.1 > room.0).then_some(room)
    }

    /// From where to where a line across lies inside.
    fn inside(&self, y: f64) -> Vec<(f64, f64)> {
        let mut crossed = Vec::new();
        for ring in &self.rings {
            let next = ring.iter().cycle().skip(1);
            for ((x1, y1), (x2, y2)) in ring.iter().zip(next) {
                if (*y1 <= y) != (*y2 <= y) {
                    crossed.push(x1 + (x2 - x1) * (y - y1) / (y2 - y1));
                }
            }
        }
        let sorted: Vec<f64> = order(&crossed)
            .into_iter()
            .filter_map(|at| crossed.get(at).copied())
            .collect();
        let pairs = sorted.chunks_exact(2);
        pairs
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_where_the_place_is_wide_enough() {
        // An L: wide below, a narrow arm above.
        let ring = vec![
            (0.0, 0.0),
            (10.0, 0.0),
            (10.0, 60.0),
            (100.0, 60.0),
            (100.0, 100.0),
            (0.0, 100.0),
        ];
        let rings = [vec![ring]];
        let (lands, size) = fit(rings.iter().map(Vec::as_slice), (102.0, 500.0));
        assert_eq!(size, (102.0, 102.0));
        let (left, right, y) = lands[0].span(10.0).unwrap();
        assert!(right - left > 99.0 && y > 71.0, "{left} {right} {y}");
        assert!(lands[0].middle().1 > 60.0);
        assert_eq!(lands[0].span(60.0), None);
    }

    #[test]
    fn places_without_a_size_are_nowhere() {
        let rings = [vec![vec![(f64::NAN, 1.0), (3.0, 3.0)]], vec![]];
        let (lands, size) = fit(rings.iter().map(Vec::as_slice), (300.0, 300.0));
        assert_eq!(size, (2.0, 2.0));
        assert_eq!(lands[1].middle(), (0.0, 0.0));
        assert_eq!(lands[0].span(1.0), None);
    }
}
