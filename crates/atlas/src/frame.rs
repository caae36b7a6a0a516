//! Boxes on the square: what holds spots, what is in view.

use crate::spot::Spot;

/// A box with sides along the square's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Its north-west corner.
    pub min: Spot,
    /// Its south-east corner.
    pub max: Spot,
}

impl Frame {
    /// The smallest one around spots. `None` where there are none.
    pub fn around(spots: impl IntoIterator<Item = Spot>) -> Option<Frame> {
        let mut spots = spots.into_iter();
        let first = spots.next()?;
        let start = Frame {
            min: first,
            max: first,
        };
        Some(spots.fold(start, |frame, spot| Frame {
            min: Spot {
                x: frame.min.x.min(spot.x),
                y: frame.min.y.min(spot.y),
            },
            max: Spot {
                x: frame.max.x.max(spot.x),
                y: frame.max.y.max(spot.y),
            },
        }))
    }

    /// The smallest one around this and another.
    pub fn and(self, other: Frame) -> Frame {
        let corners = [self.min, self.max, other.min, other.max];
        Frame::around(corners).unwrap_or(self)
    }

    /// As much room again on every side.
    pub fn around_it(&self) -> Frame {
        let (x, y) = (self.width(), self.height());
        Frame {
            min: Spot {
                x: self.min.x - x,
                y: self.min.y - y,
            },
            max: Spot {
                x: self.max.x + x,
                y: self.max.y + y,
            },
        }
    }

    /// Whether they share a spot.
    pub fn meets(&self, other: &Frame) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    /// Whether a spot is in it.
    pub fn holds(&self, spot: Spot) -> bool {
        self.meets(&Frame {
            min: spot,
            max: spot,
        })
    }

    /// Its middle.
    pub fn middle(&self) -> Spot {
        Spot {
            x: (self.min.x + self.max.x) / 2.0,
            y: (self.min.y + self.max.y) / 2.0,
        }
    }

    /// From west to east.
    pub fn width(&self) -> f64 {
        self.max.x - self.min.x
    }

    /// From north to south.
    pub fn height(&self) -> f64 {
        self.max.y - self.min.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(x: f64, y: f64, side: f64) -> Frame {
        let (min, max) = (
            Spot { x, y },
            Spot {
                x: x + side,
                y: y + side,
            },
        );
        Frame { min, max }
    }

    #[test]
    fn frames_meet_where_they_share_a_spot() {
        let one = frame(0.0, 0.0, 1.0);
        assert!(one.meets(&frame(1.0, 1.0, 1.0)));
        assert!(!one.meets(&frame(1.1, 0.0, 1.0)));
        assert!(one.holds(Spot { x: 0.5, y: 1.0 }));
        assert_eq!(one.and(frame(2.0, 0.5, 1.0)).max, Spot { x: 3.0, y: 1.5 });
        assert_eq!(one.middle(), Spot { x: 0.5, y: 0.5 });
        assert_eq!(Frame::around([]), None);
    }
}
