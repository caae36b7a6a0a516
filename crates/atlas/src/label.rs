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

/// The labels that were placed. Who comes first has the room.
#[derive(Debug, Default)]
pub struct Labels {
    placed: Vec<Room>,
}

impl Labels {
    /// Takes the room, if it is free.
    pub fn place(&mut self, room: Room) -> bool {
        let free = self.placed.iter().all(|other| {
            room.left >= other.left + other.width
                || other.left >= room.left + room.width
                || room.top >= other.top + other.height
                || other.top >= room.top + room.height
        });
        if free {
            self.placed.push(room);
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_first_has_the_room() {
        let room = |left, top| Room {
            left,
            top,
            width: 10.0,
            height: 4.0,
        };
        let mut labels = Labels::default();
        let placed = [(0.0, 0.0), (5.0, 2.0), (10.0, 0.0), (0.0, 4.0)];
        let placed = placed.map(|(left, top)| labels.place(room(left, top)));
        assert_eq!(placed, [true, false, true, true]);
    }
}
