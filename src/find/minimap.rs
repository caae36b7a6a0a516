//! The area and its neighbours as plain SVG: no map script, no tiles.

use leptos::html::Div;
use leptos::prelude::*;
use senim_lookup::globe::narrowing;
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::shapes::Shapes;

use super::answer::Chosen;
use crate::app::Portal;
use crate::browser;
use crate::i18n::{Message, m};
use crate::snapshot::OpenShapes;
use crate::ui::live;

/// Units of the picture's side: whole numbers of them are fine enough.
const SIDE: f64 = 2000.0;

/// Free space around the area, as a share of its size.
const MARGIN: f64 = 0.18;

/// The part of the globe that the picture shows: plate carrée, narrowed by the cosine of the
/// latitude, which no eye tells from a proper projection at the size of a service area.
struct Frame {
    left: f64,
    top: f64,
    per_lon: f64,
    per_lat: f64,
    bounds: [f64; 4],
}

impl Frame {
    fn around(points: impl Iterator<Item = Point>) -> Option<Frame> {
        let mut bounds: Option<[f64; 4]> = None;
        for point in points {
            let (lon, lat) = point.degrees();
            let [west, south, east, north] = bounds.unwrap_or([lon, lat, lon, lat]);
            bounds = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
        }
        let [west, south, east, north] = bounds?;
        let narrow = narrowing((south + north) / 2.0).max(0.01);
        let size = ((east - west) * narrow).max(north - south).max(1e-4) * (1.0 + 2.0 * MARGIN);
        let per_lat = SIDE / size;
        let per_lon = per_lat * narrow;
        let left = (west + east) / 2.0 - SIDE / 2.0 / per_lon;
        let top = (south + north) / 2.0 + SIDE / 2.0 / per_lat;
        Some(Frame {
            left,
            top,
            per_lon,
            per_lat,
            bounds: [left, top - SIDE / per_lat, left + SIDE / per_lon, top],
        })
    }

    fn place(&self, point: Point) -> (i32, i32) {
        let (lon, lat) = point.degrees();
        let whole = |units: f64| units.round() as i32;
        (
            whole((lon - self.left) * self.per_lon),
            whole((self.top - lat) * self.per_lat),
        )
    }

    fn sees(&self, ring: &[Point]) -> bool {
        let [west, south, east, north] = self.bounds;
        let (mut w, mut s, mut e, mut n) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for point in ring {
            let (lon, lat) = point.degrees();
            (w, s, e, n) = (w.min(lon), s.min(lat), e.max(lon), n.max(lat));
        }
        w <= east && e >= west && s <= north && n >= south
    }

    fn path(&self, rings: &[Vec<Point>]) -> String {
        let mut path = String::new();
        for ring in rings.iter().filter(|ring| self.sees(ring)) {
            for (at, point) in ring.iter().enumerate() {
                let (x, y) = self.place(*point);
                path.push_str(if at == 0 { "M" } else { "L" });
                path.push_str(&format!("{x} {y}"));
            }
            path.push('Z');
        }
        path
    }
}

fn rings(shapes: &Shapes, at: usize) -> Vec<Vec<Point>> {
    let polygons = shapes.polygons.get(at).into_iter().flatten().flatten();
    polygons.map(|ring| shapes.ring(ring)).collect()
}

/// The outline of an area among its neighbours. Its place is reserved while data arrives, which is
/// fetched once that place is in sight: a visitor who is content with the words pays for no map.
#[component]
pub(crate) fn MiniMap(chosen: Chosen) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let region = chosen.region.pack.region.id.clone();
    let shapes = RwSignal::new_local(None);
    let holder = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(holder) = holder.get() {
            let region = region.clone();
            browser::when_seen(&holder, move || portal.fetch_shapes(shapes, region));
        }
    });
    let label = texts.t(m::CARD_MAP);
    let content = live(move || {
        let note = |message: Message| view! { <p class="quiet">{texts.t(message)}</p> }.into_any();
        match shapes.get() {
            None => note(m::CARD_MAP_LOADING),
            Some(Some(Ok(shapes))) => {
                drawing(&shapes, &chosen, &label).unwrap_or_else(|| note(m::CARD_MAP_MISSING))
            }
            Some(_) => note(m::CARD_MAP_MISSING),
        }
    });
    view! { <figure class="minimap"><div node_ref=holder>{content}</div></figure> }
}

fn drawing(open: &OpenShapes, chosen: &Chosen, label: &str) -> Option<AnyView> {
    let texts = Portal::get().texts();
    let pack = &chosen.region.pack;
    let area = pack.areas.get(usize::from(chosen.area))?;
    let shapes = &open.shapes;
    let at = position(shapes, &area.id)?;
    let own = rings(shapes, at);
    let frame = Frame::around(own.iter().flatten().copied().chain(chosen.at))?;
    let neighbours = (0..shapes.ids.len())
        .filter(|other| *other != at)
        .map(|other| frame.path(&rings(shapes, other)))
        .filter(|path| !path.is_empty())
        .map(|path| view! { <path class="neighbour" d=path /> }.into_any())
        .collect_view();
    let place = area
        .served
        .inspector()
        .and_then(|at| pack.inspectors.get(usize::from(at)))
        .and_then(|inspector| inspector.place)
        .and_then(|at| pack.places.get(usize::from(at)))
        .and_then(|place| place.at)
        .map(|at| frame.place(at))
        .filter(|(x, y)| (0..=SIDE as i32).contains(x) && (0..=SIDE as i32).contains(y));
    let you = chosen.at.map(|at| frame.place(at));
    let legend = [
        place.map(|_| ("place", texts.t(m::CARD_MAP_PLACE))),
        you.map(|_| ("you", texts.t(m::CARD_MAP_YOU))),
    ]
    .into_iter()
    .flatten()
    .map(|(class, text)| view! { <span class=format!("key {class}")>{text}</span> }.into_any())
    .collect_view();
    Some(
        view! {
            <svg viewBox="0 0 2000 2000" role="img" aria-label=label.to_owned()>
                {neighbours}
                <path class="own" d=frame.path(&own) />
                {place.map(|(x, y)| view! { <rect class="place" x=x - 35 y=y - 35 width="70" height="70" rx="15" /> })}
                {you.map(|(x, y)| view! { <circle class="you" cx=x cy=y r="40" /> })}
            </svg>
            <figcaption>{label.to_owned()} " " {legend}</figcaption>
        }
        .into_any(),
    )
}

fn position(shapes: &Shapes, id: &Id) -> Option<usize> {
    shapes.ids.iter().position(|found| found == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_stands_in_the_middle_with_room_around_it() {
        let corners = [(73.0, 49.0), (73.2, 49.1)].map(|(lon, lat)| Point::from_degrees(lon, lat));
        let frame = Frame::around(corners.into_iter()).unwrap();
        let (x, y) = frame.place(Point::from_degrees(73.1, 49.05));
        assert_eq!((x, y), (1000, 1000));
        let (left, _) = frame.place(corners[0]);
        assert!((200..300).contains(&left), "{left}");
    }

    #[test]
    fn a_ring_elsewhere_is_not_drawn() {
        let frame = Frame::around([Point::from_degrees(73.0, 49.0)].into_iter()).unwrap();
        let far = vec![vec![Point::from_degrees(10.0, 10.0); 3]];
        assert_eq!(frame.path(&far), "");
    }
}
