//! Everything that a map draws: borders with their detail, and names with their places.

use std::cell::Cell;

use senim_model::context::{Context, ContextKind};
use senim_model::directory::Point;
use senim_model::shapes::{ArcRef, Shapes, arc_at};

use crate::detail::weights;
use crate::frame::Frame;
use crate::spot::{Spot, pixels};

/// What a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Land, where there is more than this country.
    Land,
    /// A region.
    Region,
    /// A service area.
    Area,
    /// A lake or reservoir.
    Water,
    /// A river or canal.
    River,
    /// A railway.
    Rail,
    /// A main road.
    Road,
    /// Borders between districts.
    Districts,
}

impl Kind {
    /// It is made of lines, not of rings.
    pub fn is_line(self) -> bool {
        matches!(
            self,
            Kind::River | Kind::Rail | Kind::Road | Kind::Districts
        )
    }
}

/// A shape: rings of arcs, and its name.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What it is.
    pub kind: Kind,
    /// Its name; may be empty.
    pub name: String,
    /// How many pixels its name takes, once that was measured.
    pub name_width: Cell<Option<f64>>,
    /// The smallest box around it.
    pub frame: Frame,
    /// Where its name stands.
    pub middle: Spot,
    /// Its position in what it was made of.
    pub position: usize,
    rings: Vec<Vec<ArcRef>>,
}

/// A place with a name.
#[derive(Clone, Debug)]
pub struct Named {
    /// Where.
    pub at: Spot,
    /// The name.
    pub name: String,
    /// Not below this zoom.
    pub from_zoom: f64,
    /// How many pixels the name takes, once that was measured.
    pub width: Cell<Option<f64>>,
}

#[derive(Clone, Debug)]
struct Line {
    spots: Vec<Spot>,
    weights: Vec<f32>,
}

/// Everything that a map draws.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    lines: Vec<Line>,
    /// In the order in which they are drawn.
    pub shapes: Vec<Shape>,
    /// In the order in which they get room.
    pub names: Vec<Named>,
    /// Names of districts: from the zoom at which each is wide enough.
    pub districts: Vec<Named>,
    /// Names of streets, which get what room is left.
    pub streets: Vec<Named>,
}

impl Scene {
    /// Adds land, which has no names.
    pub fn land(&mut self, land: &Shapes) {
        self.shapes_of(Kind::Land, land, |_| String::new());
    }

    /// Adds the areas of a region, each with its name.
    pub fn areas(&mut self, shapes: &Shapes, name: impl Fn(usize) -> String) {
        self.shapes_of(Kind::Area, shapes, name);
    }

    fn shapes_of(&mut self, kind: Kind, shapes: &Shapes, name: impl Fn(usize) -> String) {
        let first = self.lines.len();
        for arc in &shapes.arcs {
            self.line(arc);
        }
        // More arcs than numbers cannot be in any memory.
        let first = ArcRef::try_from(first).unwrap_or(ArcRef::MAX);
        let moved = |arc: &ArcRef| match *arc < 0 {
            true => arc.saturating_sub(first),
            false => arc.saturating_add(first),
        };
        for (at, polygons) in shapes.polygons.iter().enumerate() {
            let rings = polygons.iter().flatten();
            let rings = rings.map(|ring| ring.iter().map(moved).collect()).collect();
            self.shape(kind, at, name(at), rings);
        }
    }

    /// Adds the borders between the districts of areas that were added last, and their names where
    /// there is room. `district` is that of an area, `names` are those of districts.
    pub fn districts(
        &mut self,
        shapes: &Shapes,
        district: impl Fn(usize) -> Option<u16>,
        names: Vec<String>,
    ) {
        let first = self.lines.len().saturating_sub(shapes.arcs.len());
        let mut sides: Vec<Option<Option<u16>>> = vec![None; shapes.arcs.len()];
        let mut borders = Vec::new();
        let mut frames: Vec<Option<Frame>> = vec![None; names.len()];
        let areas = self.shapes.iter().rev().take(shapes.polygons.len());
        for area in areas.filter(|shape| shape.kind == Kind::Area) {
            let own = district(area.position);
            let frame = own.and_then(|own| frames.get_mut(usize::from(own)));
            if let Some(frame) = frame {
                *frame = Some(frame.map_or(area.frame, |frame| frame.and(area.frame)));
            }
            for arc in area.rings.iter().flatten() {
                match sides.get_mut(arc_at(*arc).wrapping_sub(first)) {
                    Some(Some(other)) if *other != own => borders.push(*arc),
                    Some(side) => *side = Some(own),
                    None => {}
                }
            }
        }
        let rings = borders.into_iter().map(|arc| vec![arc]).collect();
        self.shape(Kind::Districts, 0, String::new(), rings);
        let named = names.into_iter().zip(frames);
        self.districts = named
            .filter_map(|(name, frame)| {
                let frame = frame?;
                Some(Named {
                    at: frame.middle(),
                    name,
                    from_zoom: (DISTRICT_ROOM / (256.0 * frame.width())).log2(),
                    width: Cell::new(None),
                })
            })
            .collect();
    }

    /// Adds water, railways and main roads, which have no names.
    pub fn context(&mut self, context: &Context) {
        for (kind, is_polygon, lines) in context.each() {
            let kind = match kind {
                ContextKind::Water if is_polygon => Kind::Water,
                ContextKind::Water => Kind::River,
                ContextKind::Rail => Kind::Rail,
                ContextKind::Road => Kind::Road,
            };
            self.outline(kind, String::new(), lines);
        }
    }

    /// Adds what is given by rings, their first point not repeated at the end, or by lines.
    pub fn outline(&mut self, kind: Kind, name: String, rings: &[Vec<Point>]) {
        let mut refs = Vec::new();
        for ring in rings {
            let Ok(at) = ArcRef::try_from(self.lines.len()) else {
                return;
            };
            let first = ring.first().filter(|_| !kind.is_line());
            let closed: Vec<Point> = ring.iter().chain(first).copied().collect();
            self.line(&closed);
            refs.push(vec![at]);
        }
        self.shape(kind, 0, name, refs);
    }

    fn line(&mut self, points: &[Point]) {
        let spots: Vec<Spot> = points.iter().copied().map(Spot::of).collect();
        self.lines.push(Line {
            weights: weights(&spots),
            spots,
        });
    }

    fn shape(&mut self, kind: Kind, position: usize, name: String, rings: Vec<Vec<ArcRef>>) {
        let largest = rings
            .iter()
            .filter_map(|ring| Frame::around(self.spots(ring)))
            .max_by(|one, two| {
                let size = |frame: &Frame| frame.width() * frame.height();
                size(one).total_cmp(&size(two))
            });
        let all = rings.iter().flat_map(|ring| self.spots(ring));
        if let (Some(frame), Some(largest)) = (Frame::around(all), largest) {
            self.shapes.push(Shape {
                kind,
                name,
                name_width: Cell::new(None),
                frame,
                middle: largest.middle(),
                position,
                rings,
            });
        }
    }

    fn spots<'a>(&'a self, ring: &'a [ArcRef]) -> impl Iterator<Item = Spot> + 'a {
        let lines = ring.iter().filter_map(|arc| self.lines.get(arc_at(*arc)));
        lines.flat_map(|line| line.spots.iter().copied())
    }

    /// Walks along the rings of a shape, as far as they can be seen at a zoom: pixels from the
    /// shape's north-west corner, and whether a ring begins.
    pub fn trace(&self, shape: &Shape, zoom: f64, mut step: impl FnMut(f64, f64, bool)) {
        let scale = pixels(zoom);
        let least = (LEAST / scale) as f32;
        for ring in &shape.rings {
            let mut begins = true;
            for arc in ring {
                let Some(line) = self.lines.get(arc_at(*arc)) else {
                    continue;
                };
                let mut visit = |(spot, weight): (&Spot, &f32)| {
                    if *weight >= least {
                        let (x, y) = (spot.x - shape.frame.min.x, spot.y - shape.frame.min.y);
                        step(x * scale, y * scale, begins);
                        begins = false;
                    }
                };
                let vertices = line.spots.iter().zip(&line.weights);
                match *arc < 0 {
                    true => vertices.rev().for_each(&mut visit),
                    false => vertices.for_each(&mut visit),
                }
            }
        }
    }

    /// The smallest box around all shapes of a kind.
    pub fn frame(&self, kind: Kind) -> Option<Frame> {
        let frames = self.shapes.iter().filter(|shape| shape.kind == kind);
        frames.map(|shape| shape.frame).reduce(Frame::and)
    }
}

/// How wide a district is on the screen where its name begins to be shown, in pixels.
const DISTRICT_ROOM: f64 = 110.0;

/// What a vertex has to add to be drawn, in pixels.
const LEAST: f64 = 0.7;

#[cfg(test)]
mod tests {
    use senim_model::id::Id;

    use super::*;

    fn point(lon: i32, lat: i32) -> Point {
        Point { lon, lat }
    }

    /// Two squares that share a side.
    fn two() -> Shapes {
        let ids = ["A", "B"].map(|id| Id::parse(id).unwrap()).to_vec();
        let arcs = vec![
            vec![
                point(1000, 0),
                point(1000, 500),
                point(1001, 700),
                point(1000, 1000),
            ],
            vec![
                point(1000, 1000),
                point(0, 1000),
                point(0, 0),
                point(1000, 0),
            ],
            vec![
                point(1000, 0),
                point(2000, 0),
                point(2000, 1000),
                point(1000, 1000),
            ],
        ];
        Shapes {
            ids,
            polygons: vec![vec![vec![vec![0, 1]]], vec![vec![vec![2, -1]]]],
            arcs,
        }
    }

    fn traced(scene: &Scene, at: usize, zoom: f64) -> (usize, usize) {
        let (mut steps, mut begins) = (0, 0);
        scene.trace(&scene.shapes[at], zoom, |x, y, start| {
            assert!(x >= -1e-6 && y >= -1e-6);
            steps += 1;
            begins += usize::from(start);
        });
        (steps, begins)
    }

    #[test]
    fn neighbours_share_their_border_at_any_detail() {
        let mut scene = Scene::default();
        scene.outline(
            Kind::Region,
            "R".into(),
            &[vec![point(0, 0), point(3000, 0), point(3000, 3000)]],
        );
        scene.areas(&two(), |at| format!("{at}"));
        assert_eq!(scene.shapes.len(), 3);
        let at_any = |shape, zoom| traced(&scene, shape, zoom);
        assert_eq!(at_any(1, 22.0), (8, 1));
        assert_eq!(at_any(2, 22.0), (8, 1));
        // What is a metre off the line cannot be seen from afar; the four corners can.
        assert_eq!(at_any(1, 10.0).0, at_any(2, 10.0).0);
        assert!(at_any(1, 10.0).0 < 8);
        assert_eq!(scene.shapes[2].name, "1");
        let areas = scene.frame(Kind::Area).unwrap();
        assert_eq!(areas.min.x, Spot::of(point(0, 0)).x);
        assert_eq!(areas.max.x, Spot::of(point(2000, 0)).x);
    }

    #[test]
    fn districts_part_where_areas_of_two_of_them_meet() {
        let names = || vec!["West".to_owned(), "East".to_owned()];
        let mut scene = Scene::default();
        scene.areas(&two(), |_| String::new());
        scene.districts(&two(), |at| Some(at as u16), names());
        assert_eq!(scene.shapes[2].kind, Kind::Districts);
        assert_eq!(traced(&scene, 2, 22.0), (4, 1));
        let named: Vec<&str> = scene
            .districts
            .iter()
            .map(|name| name.name.as_str())
            .collect();
        assert_eq!(named, ["West", "East"]);
        assert!(scene.districts[0].at.x < scene.districts[1].at.x);
        let mut one = Scene::default();
        one.areas(&two(), |_| String::new());
        one.districts(&two(), |_| Some(0), names());
        assert_eq!((one.shapes.len(), one.districts.len()), (2, 1));
    }

    #[test]
    fn a_lake_is_a_ring_and_a_river_a_line() {
        let line = vec![point(0, 0), point(1000, 0), point(1000, 1000)];
        let context = Context {
            pieces: vec![
                (ContextKind::Water, 1),
                (ContextKind::Water, 0),
                (ContextKind::Rail, 0),
            ],
            lines: vec![line; 3],
            ..Context::default()
        };
        let mut scene = Scene::default();
        scene.context(&context);
        let kinds: Vec<Kind> = scene.shapes.iter().map(|shape| shape.kind).collect();
        assert_eq!(kinds, [Kind::Water, Kind::River, Kind::Rail]);
        assert_eq!([0, 1].map(|at| traced(&scene, at, 22.0)), [(4, 1), (3, 1)]);
    }

    #[test]
    fn what_has_no_points_is_no_shape() {
        let mut scene = Scene::default();
        scene.outline(Kind::Land, String::new(), &[]);
        scene.outline(Kind::Land, String::new(), &[vec![]]);
        assert!(scene.shapes.is_empty());
        assert_eq!(scene.frame(Kind::Land), None);
    }
}
