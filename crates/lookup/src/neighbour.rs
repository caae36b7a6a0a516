//! Which neighbouring region is near.

use senim_model::id::Id;
use senim_model::nation::{Nation, RegionIx};

use crate::position::{Outline, normal};

/// The nearest other region whose border is less than so many metres from a place in degrees.
pub fn neighbour_within(
    nation: &Nation,
    own: &Id,
    (lon, lat): (f64, f64),
    metres: f64,
) -> Option<RegionIx> {
    let place = normal(lon, lat)?;
    let mut best = (None, metres);
    for (at, region) in (0..).zip(&nation.regions) {
        if region.id == *own {
            continue;
        }
        let found = Outline::new(&region.outline).metres_to_border(place, best.1);
        if let Some(metres) = found.filter(|metres| *metres < best.1) {
            best = (Some(at), metres);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use senim_model::directory::Point;
    use senim_model::nation::NationRegion;

    use super::*;

    const WEST: &[(f64, f64)] = &[(70.0, 50.0), (70.1, 50.0), (70.1, 50.1), (70.0, 50.1)];
    const EAST: &[(f64, f64)] = &[(70.1, 50.0), (70.2, 50.0), (70.2, 50.1), (70.1, 50.1)];

    #[test]
    fn a_neighbour_counts_only_where_its_border_is_near() {
        let region = |id: &str, ring: &[(f64, f64)]| NationRegion {
            id: Id::parse(id).unwrap(),
            name: senim_model::text::Text::default(),
            outline: vec![
                ring.iter()
                    .map(|(lon, lat)| Point::from_degrees(*lon, *lat))
                    .collect(),
            ],
            street_hashes: Vec::new(),
            places: Vec::new(),
        };
        let nation = Nation {
            regions: vec![region("west", WEST), region("east", EAST)],
            ..Nation::default()
        };
        let west = Id::parse("west").unwrap();
        // 0.05 degrees of longitude are 3,570 metres at this latitude.
        let near = |metres| neighbour_within(&nation, &west, (70.05, 50.05), metres);
        assert_eq!(near(3_000.0), None);
        assert_eq!(near(4_000.0), Some(1));
        assert_eq!(
            neighbour_within(&nation, &west, (f64::NAN, 50.0), 4_000.0),
            None
        );
    }
}
