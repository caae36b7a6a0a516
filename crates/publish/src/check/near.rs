//! Whether places and streets lie where they are said to be: near the areas of their region.

use std::collections::BTreeMap;

use senim_model::directory::Point;
use senim_model::id::Id;

use super::Directory;
use crate::problem::{Place, Problems};
use crate::source::geometry::context;

/// Metres of a degree of latitude.
const METRES: f64 = 111_320.0;

/// West, south, east, north.
#[derive(Clone, Copy)]
struct Frame([f64; 4]);

impl Frame {
    const NOTHING: Frame = Frame([f64::MAX, f64::MAX, f64::MIN, f64::MIN]);

    fn with(self, (lon, lat): (f64, f64)) -> Frame {
        let Frame([west, south, east, north]) = self;
        Frame([west.min(lon), south.min(lat), east.max(lon), north.max(lat)])
    }

    fn meets(self, other: Frame, metres: f64) -> bool {
        let Frame([west, south, east, north]) = other;
        // The position of the other one that is nearest to the middle of this one.
        let middle = |from: f64, to: f64| from + (to - from) / 2.0;
        let Frame([w, s, e, n]) = self;
        let lon = middle(w, e).max(west).min(east);
        let lat = middle(s, n).max(south).min(north);
        self.holds((lon, lat), metres)
    }

    fn holds(self, (lon, lat): (f64, f64), metres: f64) -> bool {
        let Frame([west, south, east, north]) = self;
        let high = metres / METRES;
        // Near a pole a degree of longitude is nothing; a tenth of its length there is enough.
        let wide = high / lat.to_radians().cos().max(0.1);
        (west - wide..=east + wide).contains(&lon) && (south - high..=north + high).contains(&lat)
    }
}

/// Places, streets, and localities that an area serves, lie near the areas of their region.
pub(super) fn check(directory: &Directory, problems: &Problems) {
    let metres = f64::from(directory.settings.region_tolerance_metres());
    let frames = frames(directory);
    let wrong = |region: &Id, at: Option<Point>| -> Option<(String, Option<String>)> {
        let frame = frames.get(region)?;
        let (lon, lat) = at?.degrees();
        if frame.holds((lon, lat), metres) {
            return None;
        }
        let message = format!(
            "{lat}, {lon} lies more than {metres} m outside of the areas of the region {region}."
        );
        let swapped = frame.holds((lat, lon), metres);
        let hint = swapped.then(|| format!("Did you mean lat {lon}, lon {lat}?"));
        Some((message, hint))
    };
    for place in directory.places.values() {
        if let Some((message, hint)) = wrong(&place.region, place.at) {
            problems.error_with_hint(column(place.origin.place()), message, hint);
        }
    }
    for address in &directory.addresses {
        if let Some(area) = directory.areas.get(&address.area)
            && let Some((message, hint)) = wrong(&area.region, address.at)
        {
            problems.error_with_hint(column(address.origin.place()), message, hint);
        }
    }
    let served = directory.areas.values().flat_map(|area| &area.localities);
    for id in served {
        if let Some(locality) = directory.localities.get(id)
            && let Some((message, hint)) = wrong(&locality.region, locality.at)
        {
            problems.warning_with_hint(column(locality.origin.place()), message, hint);
        }
    }
}

/// What lies near no region is shown on no map.
pub(super) fn context(directory: &Directory, problems: &Problems) {
    let frames = frames(directory);
    let metres = f64::from(directory.settings.region_tolerance_metres());
    let mut lost: Vec<usize> = Vec::new();
    for piece in &directory.context {
        let positions = || piece.lines.iter().flatten().copied();
        let around = positions().fold(Frame::NOTHING, Frame::with);
        let seen = frames.values().any(|frame| frame.meets(around, metres));
        if !seen && !lost.contains(&piece.feature) {
            lost.push(piece.feature);
        }
    }
    if let Some(first) = lost.first() {
        let message = format!(
            "{} of its features lie far from every region and are shown nowhere; the first is \
             feature {first}",
            lost.len()
        );
        problems.warning(Place::file(context::FILE), message);
    }
}

fn column(place: Place<'_>) -> Place<'_> {
    place.column("lat")
}

/// What the areas of each region lie in.
fn frames(directory: &Directory) -> BTreeMap<&Id, Frame> {
    let mut frames: BTreeMap<&Id, Frame> = BTreeMap::new();
    for (id, outline) in &directory.outlines {
        if let Some(area) = directory.areas.get(id) {
            let frame = frames.entry(&area.region).or_insert(Frame::NOTHING);
            let positions = outline.iter().flatten().flatten();
            *frame = positions.fold(*frame, |frame, position| frame.with(*position));
        }
    }
    frames
}
