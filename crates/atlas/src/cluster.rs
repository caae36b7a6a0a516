//! Pins that would cover each other become one.

use std::collections::HashMap;

use crate::frame::Frame;
use crate::spot::{Spot, pixels};

/// Places that stand for each other at a zoom.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The mean of its members.
    pub at: Spot,
    /// Positions in the list that was clustered, in its order; never empty.
    pub members: Vec<usize>,
    /// The smallest box around the members.
    pub frame: Frame,
}

type Cell = (i64, i64);

/// Clusters spots at a zoom: each spot that is not taken yet takes all others not taken within
/// `radius` pixels. Each spot is in one cluster; the same spots give the same clusters. Takes time
/// in proportion to the number of spots: a cell as large as the radius holds few that take others.
pub fn clusters(spots: &[Spot], zoom: f64, radius: f64) -> Vec<Cluster> {
    let scale = pixels(zoom) / radius.max(1.0);
    let cell = |spot: &Spot| -> Cell {
        // Casts cut what is out of range, and NaN becomes zero.
        (
            (spot.x * scale).floor() as i64,
            (spot.y * scale).floor() as i64,
        )
    };
    let mut cells: HashMap<Cell, Vec<usize>> = HashMap::new();
    for (at, spot) in spots.iter().enumerate() {
        cells.entry(cell(spot)).or_default().push(at);
    }
    let mut taken = vec![false; spots.len()];
    let mut found = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        if taken.get(at).copied().unwrap_or(true) {
            continue;
        }
        let mut members = Vec::new();
        for near in around(cell(spot)) {
            let Some(here) = cells.get_mut(&near) else {
                continue;
            };
            here.retain(|other| {
                let close = spots.get(*other).is_some_and(|other| {
                    let (x, y) = ((other.x - spot.x) * scale, (other.y - spot.y) * scale);
                    x * x + y * y <= 1.0
                });
                if close || *other == at {
                    members.push(*other);
                }
                !close && *other != at
            });
        }
        members.sort_unstable();
        for member in &members {
            if let Some(taken) = taken.get_mut(*member) {
                *taken = true;
            }
        }
        found.extend(of(spots, members));
    }
    found
}

fn around((x, y): Cell) -> impl Iterator<Item = Cell> {
    let shifts = [-1, 0, 1];
    let rows = shifts.into_iter().map(move |row| y.saturating_add(row));
    rows.flat_map(move |y| {
        shifts
            .into_iter()
            .map(move |column| (x.saturating_add(column), y))
    })
}

fn of(spots: &[Spot], members: Vec<usize>) -> Option<Cluster> {
    let own = || members.iter().filter_map(|at| spots.get(*at).copied());
    let frame = Frame::around(own())?;
    let count = members.len() as f64;
    let at = Spot {
        x: own().map(|spot| spot.x).sum::<f64>() / count,
        y: own().map(|spot| spot.y).sum::<f64>() / count,
    };
    Some(Cluster { at, members, frame })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spots() -> impl Strategy<Value = Vec<Spot>> {
        let near = (0.70..0.7001_f64, 0.33..0.3301_f64);
        let far = (0.0..1.0_f64, 0.0..1.0_f64);
        prop::collection::vec(prop_oneof![3 => near, 1 => far], 0..200)
            .prop_map(|spots| spots.into_iter().map(|(x, y)| Spot { x, y }).collect())
    }

    proptest! {
        #[test]
        fn each_spot_is_in_one_cluster_and_close_to_its_others(spots in spots(), zoom in 0.0..19.0_f64) {
            let found = clusters(&spots, zoom, 50.0);
            let mut members: Vec<usize> = found.iter().flat_map(|found| found.members.clone()).collect();
            members.sort_unstable();
            prop_assert_eq!(members, (0..spots.len()).collect::<Vec<_>>());
            for cluster in &found {
                let most = 100.0 / pixels(zoom) + 1e-12;
                prop_assert!(cluster.frame.width() <= most && cluster.frame.height() <= most);
                prop_assert!(cluster.members.iter().all(|at| cluster.frame.holds(spots[*at])));
            }
        }

        #[test]
        fn far_out_there_is_one_and_close_by_each_is_alone(spots in spots()) {
            prop_assume!(!spots.is_empty());
            prop_assert_eq!(clusters(&spots, 0.0, 1_000.0).len(), 1);
            let mut distinct: Vec<_> = spots.iter().map(|spot| (spot.x.to_bits(), spot.y.to_bits())).collect();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(clusters(&spots, 45.0, 50.0).len(), distinct.len());
        }
    }

    #[test]
    fn a_thousand_in_one_spot_are_one_and_no_number_makes_it_panic() {
        let here = Spot { x: 0.7, y: 0.3 };
        assert_eq!(clusters(&[here; 1_000], 22.0, 50.0).len(), 1);
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e308].map(|x| Spot { x, y: x });
        let members: usize = clusters(&odd, 10.0, 50.0)
            .iter()
            .map(|found| found.members.len())
            .sum();
        assert_eq!(members, odd.len());
    }
}
