//! Labels that do not cover each other.

/// The room that a label takes, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Room {
    /// Around a middle.
    pub fn around((x, y): (f64, f64), width: f64, height: f64) -> Room {
        Room {
            left: x - width / 2.0,
            top: y - height / 2.0,
            width,
            height,
        }
    }

    /// Whether there are less than so many pixels between the two.
    fn is_near(&self, other: &Room, pixels: f64) -> bool {
        self.left < other.left + other.width + pixels
            && other.left < self.left + self.width + pixels
            && self.top < other.top + other.height + pixels
            && other.top < self.top + self.height + pixels
    }
}

/// The labels that were placed. Who comes first has the room.
#[derive(Debug, Default)]
pub struct Labels<'a> {
    placed: Vec<Room>,
    once: Vec<(&'a str, Room)>,
}

impl<'a> Labels<'a> {
    /// Takes the room, if it is free.
    pub fn place(&mut self, room: Room) -> bool {
        let free = !self.placed.iter().any(|other| room.is_near(other, 0.0));
        if free {
            self.placed.push(room);
        }
        free
    }

    /// Takes the room whatever stands there: nothing comes over it from here on.
    pub fn keep_free(&mut self, room: Room) {
        self.placed.push(room);
    }

    /// Takes the room, if it is free, and if the same name does not stand within so many pixels: a
    /// street has a label for each of its parts.
    pub fn place_once(&mut self, name: &'a str, room: Room, apart: f64) -> bool {
        let same = |(other, its): &(&str, Room)| *other == name && room.is_near(its, apart);
        if self.once.iter().any(same) || !self.place(room) {
            return false;
        }
        self.once.push((name, room));
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn room(left: f64, top: f64) -> Room {
        Room {
            left,
            top,
            width: 10.0,
            height: 4.0,
        }
    }

    #[test]
    fn who_comes_first_has_the_room() {
        let mut labels = Labels::default();
        let placed = [(0.0, 0.0), (5.0, 2.0), (10.0, 0.0), (0.0, 4.0)];
        let placed = placed.map(|(left, top)| labels.place(room(left, top)));
        assert_eq!(placed, [true, false, true, true]);
    }

    #[test]
    fn a_name_stands_once_nearby_and_nothing_covers_what_is_kept_free() {
        let mut labels = Labels::default();
        labels.keep_free(Room::around((105.0, 2.0), 10.0, 4.0));
        let mut place = |name, left| labels.place_once(name, room(left, 0.0), 50.0);
        assert!(place("Абай", 0.0));
        assert!(!place("Абай", 30.0));
        assert!(place("Мира", 30.0));
        assert!(!place("Абай", 100.0));
        assert!(place("Абай", 115.0));
    }

    proptest! {
        #[test]
        fn no_two_placed_cover_each_other(spots in prop::collection::vec((0.0..200.0_f64, 0.0..200.0_f64), 0..60)) {
            let mut labels = Labels::default();
            let rooms = spots.into_iter().map(|(x, y)| room(x, y));
            let placed: Vec<Room> = rooms.filter(|room| labels.place_once("x", *room, 0.0)).collect();
            for (at, one) in placed.iter().enumerate() {
                for other in placed.iter().take(at) {
                    let across = (one.left - other.left).abs() >= 10.0;
                    prop_assert!(across || (one.top - other.top).abs() >= 4.0);
                }
            }
        }
    }
}
