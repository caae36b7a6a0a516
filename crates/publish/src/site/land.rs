//! The land under the map: countries from the public-domain data of Natural Earth, cut to what lies
//! around the published regions, so that no map of anybody else's has to be asked.

use senim_atlas::detail::weights;
use senim_atlas::{Frame, Spot};
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::nation::Nation;
use senim_model::shapes::{ArcRef, Shapes, arc_at};
use serde::Deserialize;

/// How far around the published regions land is drawn with its detail, in degrees, and how far at
/// all: as far as the map can be moved away.
const AROUND: (f64, f64) = (12.0, 12.0);
const BEYOND: (f64, f64) = (60.0, 35.0);

/// What a vertex adds at least, as a part of the world's width: three kilometres nearby, and
/// thirty beyond.
const LEAST: (f32, f32) = (7e-5, 7e-4);

/// `countries-50m.json` of the npm package world-atlas: TopoJSON.
#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<(i64, i64)>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Country>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Geometry {
    Polygon(Vec<Vec<ArcRef>>),
    MultiPolygon(Vec<Vec<Vec<ArcRef>>>),
}

#[derive(Deserialize)]
struct Country {
    #[serde(flatten)]
    geometry: Geometry,
}

/// The countries around a nation. `None` where there are no regions.
///
/// # Errors
/// What is wrong with the TopoJSON.
pub(super) fn around(
    nation: &Nation,
    topojson: &[u8],
) -> Result<Option<Shapes>, serde_json::Error> {
    let topology: Topology = serde_json::from_slice(topojson)?;
    let (Some(window), Some(beyond)) = (window(nation, AROUND), window(nation, BEYOND)) else {
        return Ok(None);
    };
    let arcs: Vec<Vec<Point>> = topology
        .arcs
        .iter()
        .map(|arc| topology.transform.points(arc, window.middle()))
        .collect();
    let sees = |arc: &ArcRef| {
        let points = arcs.get(arc_at(*arc)).into_iter().flatten();
        Frame::around(points.copied().map(Spot::of)).is_some_and(|frame| frame.meets(&beyond))
    };
    let mut land = Shapes::default();
    let mut kept: Vec<Option<ArcRef>> = vec![None; arcs.len()];
    for country in topology.objects.countries.geometries {
        let polygons = match country.geometry {
            Geometry::Polygon(rings) => vec![rings],
            Geometry::MultiPolygon(polygons) => polygons,
        };
        // Islands far away stay away.
        let near = polygons
            .into_iter()
            .filter(|rings| rings.iter().flatten().any(sees));
        let mut renumbered = Vec::new();
        for rings in near {
            let rings = rings.iter().map(|ring| {
                let ring = ring
                    .iter()
                    .filter_map(|arc| keep(*arc, &arcs, &window, &mut kept, &mut land));
                ring.collect()
            });
            renumbered.push(rings.collect());
        }
        // What has no name to be told by is told by its number.
        if !renumbered.is_empty()
            && let Ok(id) = Id::parse(&format!("land-{}", land.ids.len()))
        {
            land.ids.push(id);
            land.polygons.push(renumbered);
        }
    }
    Ok(Some(land))
}

/// Gives an arc its place in what is kept, once.
fn keep(
    arc: ArcRef,
    arcs: &[Vec<Point>],
    window: &Frame,
    kept: &mut [Option<ArcRef>],
    land: &mut Shapes,
) -> Option<ArcRef> {
    let at = arc_at(arc);
    let entry = kept.get_mut(at)?;
    let number = match *entry {
        Some(number) => number,
        None => {
            let number = ArcRef::try_from(land.arcs.len()).ok()?;
            land.arcs.push(thinned(arcs.get(at)?, window));
            *entry = Some(number);
            number
        }
    };
    Some(if arc < 0 { !number } else { number })
}

/// An arc without the vertices that nobody would see.
fn thinned(arc: &[Point], window: &Frame) -> Vec<Point> {
    let spots: Vec<Spot> = arc.iter().copied().map(Spot::of).collect();
    let vertices = arc.iter().zip(&spots).zip(weights(&spots));
    let seen = vertices.filter(|((_, spot), weight)| {
        let least = if window.holds(**spot) {
            LEAST.0
        } else {
            LEAST.1
        };
        *weight >= least
    });
    seen.map(|((point, _), _)| *point).collect()
}

fn window(nation: &Nation, (east, north): (f64, f64)) -> Option<Frame> {
    let points = nation
        .regions
        .iter()
        .flat_map(|region| &region.outline)
        .flatten();
    let corners = points.flat_map(|point| {
        let (lon, lat) = point.degrees();
        [
            Point::from_degrees(lon - east, lat - north),
            Point::from_degrees(lon + east, lat + north),
        ]
    });
    Frame::around(corners.map(Spot::of))
}

/// Points in a turn of the globe.
const TURN: i32 = 36_000_000;

impl Transform {
    /// Differences on a grid become positions. Rings may cross the 180th meridian, as Russia's do:
    /// so an arc goes on beyond it, and lies on the side that is nearer to a middle.
    fn points(&self, arc: &[(i64, i64)], middle: Spot) -> Vec<Point> {
        let (mut x, mut y) = (0i64, 0i64);
        let mut before: Option<i32> = None;
        let step = |(dx, dy): &(i64, i64)| {
            (x, y) = (x.saturating_add(*dx), y.saturating_add(*dy));
            // Grids have some ten thousand steps.
            let (x, y) = (x as f64, y as f64);
            let lon = x * self.scale.0 + self.translate.0;
            let mut point = Point::from_degrees(lon, y * self.scale.1 + self.translate.1);
            if let Some(before) = before {
                point.lon = near(point.lon, before);
            }
            before = Some(point.lon);
            point
        };
        let mut points: Vec<Point> = arc.iter().map(step).collect();
        let own = points.get(points.len() / 2).map(|point| point.lon);
        let shift = own.map_or(0, |own| near(own, middle.point().lon) - own);
        for point in &mut points {
            point.lon += shift;
        }
        points
    }
}

/// The same longitude, at most half a turn away from another.
fn near(lon: i32, other: i32) -> i32 {
    let turns = (f64::from(other - lon) / f64::from(TURN)).round();
    // A turn or none.
    lon + turns as i32 * TURN
}

#[cfg(test)]
mod tests {
    use senim_model::nation::NationRegion;
    use senim_model::text::Text;

    use super::*;

    fn nation(lon: f64, lat: f64) -> Nation {
        let corner = |x: f64, y: f64| Point::from_degrees(lon + x, lat + y);
        Nation {
            regions: vec![NationRegion {
                id: Id::parse("r").unwrap(),
                name: Text::default(),
                outline: vec![vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(0.0, 1.0)]],
                street_hashes: Vec::new(),
                places: Vec::new(),
            }],
            localities: Vec::new(),
        }
    }

    /// Two neighbours that share a border, and an island far away.
    const WORLD: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},
        "objects":{"countries":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0,1]],"id":"1","properties":{"name":"A"}},
            {"type":"MultiPolygon","arcs":[[[2,-1]],[[3]]]}]}},
        "arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]],
            [[100,70],[1,0],[0,1],[-1,-1]]]}"#;

    #[test]
    fn neighbours_share_their_border_and_what_is_far_stays_away() {
        let land = around(&nation(5.0, 5.0), WORLD.as_bytes())
            .unwrap()
            .unwrap();
        assert!(land.check());
        assert_eq!(
            land.polygons,
            vec![vec![vec![vec![0, 1]]], vec![vec![vec![2, -1]]]]
        );
        assert_eq!(land.arcs.len(), 3);
        assert_eq!(land.ring(&[0, 1]).len(), 4);
    }

    #[test]
    fn without_regions_there_is_no_window_and_nonsense_is_refused() {
        assert!(
            around(&Nation::default(), WORLD.as_bytes())
                .unwrap()
                .is_none()
        );
        assert!(around(&nation(0.0, 0.0), b"{}").is_err());
    }
}
