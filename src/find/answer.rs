//! What a search can end in: an answer, a question that the answer needs, or neither.

use std::sync::Arc;

use senim_lookup::{Match, Place, PlaceMatch};
use senim_model::directory::{AreaIx, LocalityIx, Point, Street, StreetIx};
use senim_model::house::House;
use senim_model::text::Text;

use crate::i18n::Message;
use crate::snapshot::{Fault, OpenRegion};

/// What was found. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Outcome {
    /// Nothing was asked yet.
    Nothing,
    /// The device is being asked, or data loaded.
    Waiting(Message),
    /// One area.
    Card(Chosen),
    /// The street crosses several areas.
    Houses(Arc<OpenRegion>, StreetIx),
    /// Many localities have such a street.
    Localities(Arc<OpenRegion>, Vec<StreetIx>, Option<House>),
    /// A place was named, and no street in it.
    Place(Arc<OpenRegion>, Place),
    /// The place lies near a border: areas with the distance to their border in metres; the
    /// first one holds the place where it is 0.
    Border {
        /// The region.
        region: Arc<OpenRegion>,
        /// Candidates, nearest first.
        areas: Vec<(AreaIx, f64)>,
        /// Where.
        at: Point,
    },
    /// There is no answer, and why.
    Sorry(Message),
    /// Data could not be had.
    Failed(Fault),
}

/// An area, and how it was found.
#[derive(Clone)]
pub(crate) struct Chosen {
    /// The region.
    pub(crate) region: Arc<OpenRegion>,
    /// The area.
    pub(crate) area: AreaIx,
    /// The address that led here.
    pub(crate) address: Option<(StreetIx, Option<House>)>,
    /// The place that led here.
    pub(crate) at: Option<Point>,
    /// The place lies outside of every area, this far from this one, in metres.
    pub(crate) outside: Option<f64>,
    /// The place is known to so many metres only, which is too vague for a sure answer.
    pub(crate) vague: Option<f64>,
}

impl Chosen {
    /// An area by itself.
    pub(crate) fn area(region: Arc<OpenRegion>, area: AreaIx) -> Chosen {
        Chosen {
            region,
            area,
            address: None,
            at: None,
            outside: None,
            vague: None,
        }
    }

    /// The locality of the address, else those that the area serves.
    pub(crate) fn localities(&self) -> Vec<LocalityIx> {
        let pack = &self.region.pack;
        match self.address.and_then(|(at, _)| street(&self.region, at)) {
            Some(street) => vec![street.locality],
            None => {
                let area = pack.areas.get(usize::from(self.area));
                area.map(|area| area.localities.clone()).unwrap_or_default()
            }
        }
    }
}

/// What one of the open regions has of what was typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Position in [`super::FindState::regions`].
    pub(crate) region: usize,
    /// What it is.
    pub(crate) what: What,
}

/// A street, or a place by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A street.
    Street(Match),
    /// A locality, a district or the region.
    Place(PlaceMatch),
}

impl Hit {
    /// How far off: lower is better.
    pub(crate) fn score(&self) -> u32 {
        match &self.what {
            What::Street(found) => found.score,
            What::Place(found) => found.score,
        }
    }

    /// The street, if it is one.
    pub(crate) fn street(&self) -> Option<&Match> {
        match &self.what {
            What::Street(found) => Some(found),
            What::Place(_) => None,
        }
    }
}

/// The name of a place of a region.
pub(crate) fn place_name(region: &OpenRegion, place: Place) -> Option<&Text> {
    let pack = &region.pack;
    match place {
        Place::Region => Some(&pack.region.name),
        Place::District(at) => pack.districts.get(usize::from(at)).map(|found| &found.name),
        Place::Locality(at) => pack
            .localities
            .get(usize::from(at))
            .map(|found| &found.name),
    }
}

/// A street of a region.
pub(crate) fn street(region: &OpenRegion, at: StreetIx) -> Option<&Street> {
    region.pack.streets.get(at as usize)
}
