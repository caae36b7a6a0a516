//! Whether a place is open.

use senim_model::directory::{Place, RegionPack};

/// Whether a place is open at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Round the clock.
    Always,
    /// Until this UTC minute.
    Until(i64),
    /// Not before this UTC minute.
    From(i64),
    /// Nothing is known of this moment.
    Unknown,
}

impl Open {
    /// As of a UTC minute.
    pub fn of(pack: &RegionPack, place: &Place, now: i64) -> Open {
        let Some(hours) = pack.hours_at(place.hours) else {
            return Open::Unknown;
        };
        if hours.around_clock() {
            return Open::Always;
        }
        match hours.next(pack.base_minute, now) {
            Some(span) if span.from <= now => Open::Until(span.to),
            Some(span) => Open::From(span.from),
            None => Open::Unknown,
        }
    }

    /// Whether it is open.
    pub fn is_open(self) -> bool {
        matches!(self, Open::Always | Open::Until(_))
    }
}
