//! Which vertices of a border can be seen at a zoom.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::spot::Spot;

/// A vertex that may go, by the area of the triangle with its neighbours.
#[derive(Clone, Copy, PartialEq)]
struct Candidate {
    area: f64,
    at: usize,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    /// The heap gives the greatest first: here that with the least area.
    fn cmp(&self, other: &Candidate) -> Ordering {
        let area = other.area.total_cmp(&self.area);
        area.then_with(|| other.at.cmp(&self.at))
    }
}

/// For each vertex of an arc, how long what it adds is: the root of the effective area of
/// Visvalingam and Whyatt (1993), on the square. The ends stay whatever happens: they are infinite.
/// A vertex whose value in pixels is below one adds nothing to be seen. Neighbours share arcs, so
/// they go on sharing their border at any detail.
pub fn weights(arc: &[Spot]) -> Vec<f32> {
    let last = arc.len().saturating_sub(1);
    let mut weights = vec![f32::INFINITY; arc.len()];
    let mut before: Vec<usize> = (0..arc.len()).map(|at| at.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=arc.len()).collect();
    let mut areas = vec![f64::INFINITY; arc.len()];
    let area = |before: usize, at: usize, after: usize| match (
        arc.get(before),
        arc.get(at),
        arc.get(after),
    ) {
        (Some(one), Some(two), Some(three)) => {
            let cross = (two.x - one.x) * (three.y - one.y) - (three.x - one.x) * (two.y - one.y);
            cross.abs() / 2.0
        }
        _ => f64::INFINITY,
    };
    let mut heap = BinaryHeap::with_capacity(arc.len());
    for at in 1..last {
        let found = area(at - 1, at, at + 1);
        set(&mut areas, at, found);
        heap.push(Candidate { area: found, at });
    }
    let mut least = 0.0_f64;
    while let Some(Candidate { area: found, at }) = heap.pop() {
        // What has changed since it was put in stands in the heap anew.
        if areas.get(at) != Some(&found) {
            continue;
        }
        // No vertex goes before one that it hangs on.
        least = least.max(found);
        set(&mut weights, at, least.sqrt() as f32);
        set(&mut areas, at, f64::NEG_INFINITY);
        let (Some(&left), Some(&right)) = (before.get(at), after.get(at)) else {
            continue;
        };
        set(&mut after, left, right);
        set(&mut before, right, left);
        for side in [left, right] {
            if side == 0 || side >= last {
                continue;
            }
            let (Some(&left), Some(&right)) = (before.get(side), after.get(side)) else {
                continue;
            };
            let found = area(left, side, right);
            set(&mut areas, side, found);
            heap.push(Candidate {
                area: found,
                at: side,
            });
        }
    }
    weights
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arc(points: &[(f64, f64)]) -> Vec<Spot> {
        points.iter().map(|&(x, y)| Spot { x, y }).collect()
    }

    #[test]
    fn what_lies_on_a_line_goes_first_and_a_corner_last() {
        let weights = weights(&arc(&[
            (0.0, 0.0),
            (1.0, 0.0),
            (2.0, 0.0),
            (2.0, 1.0),
            (2.1, 1.5),
            (2.0, 2.0),
        ]));
        assert!(weights[0].is_infinite() && weights[5].is_infinite());
        assert_eq!(weights[1], 0.0);
        assert!(weights[2] > weights[4] && weights[2] > weights[3]);
    }

    proptest! {
        #[test]
        fn every_vertex_has_a_weight_and_the_ends_stay(points in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 0..60)) {
            let weights = weights(&arc(&points));
            prop_assert_eq!(weights.len(), points.len());
            prop_assert!(weights.iter().all(|weight| *weight >= 0.0));
            prop_assert!(weights.first().is_none_or(|weight| weight.is_infinite()));
            prop_assert!(weights.last().is_none_or(|weight| weight.is_infinite()));
            let inner = weights.len().saturating_sub(2);
            prop_assert_eq!(weights.iter().filter(|weight| weight.is_finite()).count(), inner);
        }

        #[test]
        fn an_arc_and_the_same_backwards_keep_the_same(points in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 3..40)) {
            let forwards = weights(&arc(&points));
            let mut backwards: Vec<(f64, f64)> = points.clone();
            backwards.reverse();
            let mut backwards = weights(&arc(&backwards));
            backwards.reverse();
            prop_assert_eq!(forwards, backwards);
        }
    }

    #[test]
    fn no_numbers_make_it_panic_or_hang() {
        let odd = [f64::NAN, f64::INFINITY, 1e308, -1e308, 0.0, f64::NAN, 1.0];
        let spots: Vec<Spot> = odd.iter().map(|&x| Spot { x, y: -x }).collect();
        assert_eq!(weights(&spots).len(), odd.len());
        let same = vec![Spot { x: 0.5, y: 0.5 }; 10_000];
        assert_eq!(weights(&same).len(), 10_000);
    }
}
