//! Which labels have room.

/// The room that something takes, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Room {
    fn meets(&self, other: &Room) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// What was placed. Who comes first has the room.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    placed: Vec<Room>,
}

impl Rooms {
    /// Whether nothing that was placed is met.
    pub(crate) fn free(&self, room: &Room) -> bool {
        !self.placed.iter().any(|placed| placed.meets(room))
    }

    /// Takes the room, free or not.
    pub(crate) fn take(&mut self, room: Room) {
        self.placed.push(room);
    }

    /// Takes the room, if it is free.
    pub(crate) fn place(&mut self, room: Room) -> bool {
        let free = self.free(&room);
        if free {
            self.take(room);
        }
        free
    }
}

/// The order of values from the least on, equal ones as they came. Not `sort_by`, of which each
/// use would add some kilobytes to what a reader downloads; here are a few dozen values at most.
pub(crate) fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let larger = |other: &usize| values.get(*other).is_some_and(|other| other > value);
        let place = order.iter().position(larger).unwrap_or(order.len());
        order.insert(place, at);
    }
    order
}

/// Moves labels of given heights as little as needed, so that none covers another and, where all
/// fit, none leaves `top..bottom`. Takes and gives their middles, in any order.
pub(crate) fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let middles: Vec<f64> = wanted.iter().map(|(middle, _)| *middle).collect();
    let mut tops: Vec<(usize, f64, f64)> = Vec::new();
    let mut free = top;
    for at in order(&middles) {
        let (middle, height) = wanted.get(at).copied().unwrap_or_default();
        let start = (middle - height / 2.0).max(free);
        free = start + height;
        tops.push((at, start, height));
    }
    let mut limit = bottom;
    for (_, start, height) in tops.iter_mut().rev() {
        *start = start.min(limit - *height);
        limit = *start;
    }
    // All together may be higher than the room: then the first stays inside.
    let lowest = (top - limit).max(0.0);
    let mut middles = vec![0.0; wanted.len()];
    for (at, start, height) in tops {
        if let Some(middle) = middles.get_mut(at) {
            *middle = start + lowest + height / 2.0;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_keep_their_order() {
        assert_eq!(order(&[3.0, 1.0, f64::NAN, 3.0, 2.0]), [1, 4, 0, 2, 3]);
    }

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let wanted = [(50.0, 16.0), (50.0, 16.0), (98.0, 16.0)];
        assert_eq!(spread(&wanted, 0.0, 100.0), [50.0, 66.0, 92.0]);
        assert_eq!(spread(&[], 0.0, 100.0), Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn none_covers_another(wanted in prop::collection::vec((0.0..300.0f64, 10.0..30.0f64), 0..8)) {
            let middles = spread(&wanted, 0.0, 300.0);
            let mut rooms: Vec<(f64, f64)> = middles
                .iter()
                .zip(&wanted)
                .map(|(middle, (_, height))| (middle - height / 2.0, middle + height / 2.0))
                .collect();
            rooms.sort_by(|one, other| one.0.total_cmp(&other.0));
            prop_assert!(rooms.windows(2).all(|two| two[0].1 <= two[1].0 + 1e-9));
            prop_assert!(rooms.iter().all(|room| room.0 >= -1e-9 && room.1 <= 300.0 + 1e-9));
        }
    }
}
