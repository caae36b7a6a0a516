//! From a coordinate to areas.
//!
//! Borders are straight in longitude and latitude, as RFC 7946 has it, and areas that cross the
//! 180th meridian are cut there. Whether an area holds a point is decided by the even-odd rule
//! with half-open edges, so that a point on a shared border is in exactly one of two neighbours.

use senim_model::directory::Point;
use senim_model::nation::{Nation, RegionIx};
use senim_model::shapes::Shapes;

use crate::globe::{EARTH, metres_to_edge, narrowing, wrapped};
use crate::order;

/// Outlines of regions are simplified to about 300 metres: so near, a region has to be looked into.
const NEAR_REGION: f64 = 2_000.0;

/// Which area a place belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Located {
    /// In this one, by its position in [`Shapes::ids`], and near no other.
    In(usize),
    /// In or near each of these, with the metres to its border. The first holds the place, if any
    /// does, and stands at 0; the others follow, nearest first.
    Border(Vec<(usize, f64)>),
    /// In none and near at most one.
    Outside {
        /// The nearest.
        nearest: usize,
        /// Metres to its border.
        metres: f64,
    },
    /// There are no areas, or the place is none.
    Nowhere,
}

/// One area or region, in degrees.
#[derive(Debug)]
pub(crate) struct Outline {
    rings: Vec<Vec<(f64, f64)>>,
    south: f64,
    north: f64,
    /// It touches the 180th meridian from both sides, where it has no border then.
    both_sides: bool,
}

/// An index of areas by position.
#[derive(Debug)]
pub struct AreaFinder {
    outlines: Vec<Outline>,
}

impl AreaFinder {
    /// Builds the index.
    pub fn new(shapes: &Shapes) -> AreaFinder {
        let outline = |polygons: &Vec<_>| {
            let rings: Vec<Vec<Point>> = polygons
                .iter()
                .flatten()
                .map(|ring: &Vec<i32>| shapes.ring(ring))
                .collect();
            Outline::new(&rings)
        };
        AreaFinder {
            outlines: shapes.polygons.iter().map(outline).collect(),
        }
    }

    /// Finds the areas of a place in degrees. Closer than `border_metres` to another area, both
    /// are given.
    pub fn locate(&self, lon: f64, lat: f64, border_metres: f64) -> Located {
        let Some(place) = normal(lon, lat) else {
            return Located::Nowhere;
        };
        let mut near: Vec<(usize, f64)> = Vec::new();
        for (at, outline) in self.outlines.iter().enumerate() {
            if outline.holds(place) {
                near.push((at, 0.0));
            } else if let Some(metres) = outline.metres_to_border(place, border_metres) {
                near.push((at, metres));
            }
        }
        let near = nearest_first(&near);
        match near.as_slice() {
            [(at, metres)] if *metres == 0.0 => Located::In(*at),
            [(nearest, metres)] => Located::Outside {
                nearest: *nearest,
                metres: *metres,
            },
            [] => nearest(&self.outlines, place).map_or(Located::Nowhere, |(nearest, metres)| {
                Located::Outside { nearest, metres }
            }),
            _ => Located::Border(near),
        }
    }
}

/// Regions that hold a place in degrees or lie near it, nearest first; where there is none, the
/// nearest.
pub fn regions_near(nation: &Nation, lon: f64, lat: f64) -> Vec<RegionIx> {
    let Some(place) = normal(lon, lat) else {
        return Vec::new();
    };
    let outlines: Vec<Outline> = nation
        .regions
        .iter()
        .map(|region| Outline::new(&region.outline))
        .collect();
    let mut near: Vec<(usize, f64)> = Vec::new();
    for (at, outline) in outlines.iter().enumerate() {
        if outline.holds(place) {
            near.push((at, 0.0));
        } else if let Some(metres) = outline.metres_to_border(place, NEAR_REGION) {
            near.push((at, metres));
        }
    }
    if near.is_empty() {
        near.extend(nearest(&outlines, place));
    }
    let near = nearest_first(&near).into_iter();
    near.filter_map(|(at, _)| RegionIx::try_from(at).ok())
        .collect()
}

fn nearest(outlines: &[Outline], place: (f64, f64)) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, outline) in outlines.iter().enumerate() {
        let limit = best.map_or(f64::INFINITY, |(_, metres)| metres);
        if let Some(metres) = outline.metres_to_border(place, limit)
            && metres < limit
        {
            best = Some((at, metres));
        }
    }
    best
}

/// Sorted by distance, to the millimetre, then by position.
fn nearest_first(near: &[(usize, f64)]) -> Vec<(usize, f64)> {
    let key = |(place, (_, metres)): (u64, &(usize, f64))| ((metres * 1000.0) as u64) << 20 | place;
    let keys = order::numbers((0..).zip(near).map(key).collect());
    let at = |key: u64| near.get((key & 0xF_FFFF) as usize).copied();
    keys.into_iter().filter_map(at).collect()
}

/// A place with its longitude from -180 up to but not including 180; `None` for what is no place.
pub(crate) fn normal(lon: f64, lat: f64) -> Option<(f64, f64)> {
    let valid = lon.is_finite() && lat.is_finite() && lat.abs() <= 90.0 && lon.abs() <= 540.0;
    valid.then(|| (wrapped(wrapped(lon)), lat))
}

impl Outline {
    pub(crate) fn new(rings: &[Vec<Point>]) -> Outline {
        let rings: Vec<Vec<(f64, f64)>> = rings
            .iter()
            .map(|ring| ring.iter().map(|point| point.degrees()).collect())
            .collect();
        let lats = || rings.iter().flatten().map(|(_, lat)| *lat);
        let touches = |side: f64| rings.iter().flatten().any(|(lon, _)| *lon == side);
        Outline {
            south: lats().fold(f64::INFINITY, f64::min),
            north: lats().fold(f64::NEG_INFINITY, f64::max),
            both_sides: touches(180.0) && touches(-180.0),
            rings,
        }
    }

    fn edges(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + '_ {
        self.rings.iter().flat_map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(one, two)| (*one, *two))
        })
    }

    /// The even-odd rule: a ray to the east crosses the border an odd number of times. Each edge
    /// is taken from south to north, so that two neighbours compute the very same crossing.
    fn holds(&self, (lon, lat): (f64, f64)) -> bool {
        if lat < self.south || lat > self.north {
            return false;
        }
        // At the pole itself all longitudes are one place, and no ray leads to the east of it.
        let lat = if lat == 90.0 { lat - 1e-9 } else { lat };
        let mut inside = false;
        for (one, two) in self.edges() {
            if (one.1 > lat) == (two.1 > lat) {
                continue;
            }
            let (low, high) = if one.1 < two.1 {
                (one, two)
            } else {
                (two, one)
            };
            let crossing = low.0 + (lat - low.1) / (high.1 - low.1) * (high.0 - low.0);
            if lon < crossing {
                inside = !inside;
            }
        }
        inside
    }

    /// Metres to the border; `None` beyond `limit`.
    pub(crate) fn metres_to_border(&self, place: (f64, f64), limit: f64) -> Option<f64> {
        // Latitude alone already keeps most outlines, and most edges, too far away.
        let reach = |metres: f64| metres / (EARTH * 1f64.to_radians());
        if place.1 < self.south - reach(limit) || place.1 > self.north + reach(limit) {
            return None;
        }
        // Two places `d` radians of longitude apart, neither nearer to a pole than `lat`, are at
        // least 2 R cos(lat) d / π metres apart: asin x ≥ x, and sin x ≥ 2x / π up to π / 2.
        let farthest = self.south.abs().max(self.north.abs()).max(place.1.abs());
        let narrow = narrowing(farthest).max(1e-9);
        let mut best = limit;
        let mut found = None;
        for (one, two) in self.edges() {
            let up = reach(best);
            let aside = up * std::f64::consts::FRAC_PI_2 / narrow;
            let (x1, x2) = (wrapped(one.0 - place.0), wrapped(two.0 - place.0));
            let east = x1.min(x2) > aside && x1.max(x2) < 180.0 - aside;
            let west = x1.max(x2) < -aside && x1.min(x2) > aside - 180.0;
            let short = (one.0 - two.0).abs() < 180.0;
            let apart = one.1.min(two.1) > place.1 + up || one.1.max(two.1) < place.1 - up;
            if apart || (short && (east || west)) || self.is_seam(one, two) {
                continue;
            }
            let metres = metres_to_edge(place, one, two);
            if metres <= best {
                best = metres;
                found = Some(metres);
            }
        }
        found
    }

    /// Where the globe was cut open there is no border: at the 180th meridian of an area that goes
    /// on beyond it, and at a pole.
    fn is_seam(&self, one: (f64, f64), two: (f64, f64)) -> bool {
        let meridian = one.0 == two.0 && one.0.abs() == 180.0;
        let pole = one.1 == two.1 && one.1.abs() == 90.0;
        pole || (meridian && self.both_sides)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use senim_model::id::Id;

    use super::*;

    /// Shapes whose arcs are not shared.
    fn shapes(areas: &[&[&[(f64, f64)]]]) -> Shapes {
        let mut shapes = Shapes::default();
        for (at, rings) in areas.iter().enumerate() {
            shapes.ids.push(Id::parse(&format!("a{at}")).unwrap());
            let mut polygon = Vec::new();
            for ring in *rings {
                let mut arc: Vec<Point> = ring
                    .iter()
                    .map(|(lon, lat)| Point::from_degrees(*lon, *lat))
                    .collect();
                arc.extend(arc.first().copied());
                polygon.push(vec![shapes.arcs.len() as i32]);
                shapes.arcs.push(arc);
            }
            shapes
                .polygons
                .push(polygon.into_iter().map(|ring| vec![ring]).collect());
        }
        shapes
    }

    const WEST: &[(f64, f64)] = &[(70.0, 50.0), (70.1, 50.0), (70.1, 50.1), (70.0, 50.1)];
    const EAST: &[(f64, f64)] = &[(70.1, 50.0), (70.2, 50.0), (70.2, 50.1), (70.1, 50.1)];

    #[test]
    fn inside_near_a_border_and_outside() {
        let finder = AreaFinder::new(&shapes(&[&[WEST], &[EAST]]));
        assert_eq!(finder.locate(70.05, 50.05, 30.0), Located::In(0));
        // 0.0003 degrees of longitude are 21 metres at this latitude.
        match finder.locate(70.0997, 50.05, 30.0) {
            Located::Border(near) => {
                assert_eq!(near[0], (0, 0.0));
                assert!(near[1].0 == 1 && (near[1].1 - 21.4).abs() < 0.3, "{near:?}");
            }
            other => panic!("{other:?}"),
        }
        match finder.locate(70.3, 50.05, 30.0) {
            Located::Outside { nearest: 1, metres } => {
                assert!((metres - 7140.0).abs() < 30.0, "{metres}")
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(finder.locate(f64::NAN, 50.0, 30.0), Located::Nowhere);
        assert_eq!(
            AreaFinder::new(&Shapes::default()).locate(70.0, 50.0, 30.0),
            Located::Nowhere
        );
    }

    #[test]
    fn a_hole_belongs_to_what_fills_it() {
        let hole: &[(f64, f64)] = &[
            (70.04, 50.04),
            (70.06, 50.04),
            (70.06, 50.06),
            (70.04, 50.06),
        ];
        let finder = AreaFinder::new(&shapes(&[&[WEST, hole], &[hole]]));
        assert_eq!(finder.locate(70.05, 50.05, 30.0), Located::In(1));
        assert_eq!(finder.locate(70.02, 50.05, 30.0), Located::In(0));
    }

    #[test]
    fn the_180th_meridian_is_no_border_within_an_area() {
        let west: &[(f64, f64)] = &[(179.0, 65.0), (180.0, 65.0), (180.0, 66.0), (179.0, 66.0)];
        let east: &[(f64, f64)] = &[
            (-180.0, 65.0),
            (-179.0, 65.0),
            (-179.0, 66.0),
            (-180.0, 66.0),
        ];
        let finder = AreaFinder::new(&shapes(&[&[west, east]]));
        for lon in [179.9999, 180.0, -180.0, -179.9999, 539.5] {
            assert_eq!(finder.locate(lon, 65.5, 30.0), Located::In(0), "{lon}");
        }
        let two = AreaFinder::new(&shapes(&[&[west], &[east]]));
        match two.locate(179.9999, 65.5, 30.0) {
            Located::Border(near) => assert!(near[1].0 == 1 && near[1].1 < 6.0, "{near:?}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_cap_holds_its_pole() {
        let north: &[(f64, f64)] = &[(-180.0, 80.0), (180.0, 80.0), (180.0, 90.0), (-180.0, 90.0)];
        let south: &[(f64, f64)] = &[
            (-180.0, -90.0),
            (180.0, -90.0),
            (180.0, -80.0),
            (-180.0, -80.0),
        ];
        let finder = AreaFinder::new(&shapes(&[&[north], &[south]]));
        assert_eq!(finder.locate(12.0, 90.0, 30.0), Located::In(0));
        assert_eq!(finder.locate(-180.0, 89.0, 30.0), Located::In(0));
        assert_eq!(finder.locate(77.0, -90.0, 30.0), Located::In(1));
        match finder.locate(100.0, 79.0, 30.0) {
            Located::Outside { nearest: 0, metres } => {
                assert!((metres - 111_195.0).abs() < 10.0, "{metres}")
            }
            other => panic!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn exactly_one_cell_of_a_tiling_holds_a_place(lon in 0.0..4.0f64, lat in 0.0..4.0f64, snap in any::<bool>()) {
            let corner = |x: i32, y: i32| {
                // Inner corners lie off the grid; equal for all cells that share them.
                let off = if (1..4).contains(&x) && (1..4).contains(&y) { f64::from((x * 7 + y * 3) % 5) / 20.0 } else { 0.0 };
                (f64::from(x) + off, f64::from(y) - off / 2.0)
            };
            let cells: Vec<Vec<(f64, f64)>> = (0..4)
                .flat_map(|x| (0..4).map(move |y| vec![corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)]))
                .collect();
            let outlines: Vec<Outline> = cells
                .iter()
                .map(|ring| Outline::new(&[ring.iter().map(|(lon, lat)| Point::from_degrees(*lon, *lat)).collect()]))
                .collect();
            // Half of the places are put on corners.
            let (lon, lat) = if snap { corner(lon as i32, lat as i32) } else { (lon, lat) };
            let holding = outlines.iter().filter(|outline| outline.holds((lon, lat))).count();
            prop_assert_eq!(holding, 1);
        }

        #[test]
        fn no_number_panics(lon in any::<f64>(), lat in any::<f64>(), border in any::<f64>()) {
            let finder = AreaFinder::new(&shapes(&[&[WEST], &[EAST]]));
            let _ = finder.locate(lon, lat, border);
        }
    }
}
