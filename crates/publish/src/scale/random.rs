//! Numbers that look random and are always the same.

/// SplitMix64 (Steele, Lea, Flood 2014): small, and good enough to draw names and borders.
pub(super) struct Random {
    state: u64,
}

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `most`; 0 where `most` is 0.
    pub(super) fn below(&mut self, most: usize) -> usize {
        if most == 0 {
            0
        } else {
            (self.next() % most as u64) as usize
        }
    }

    /// A number from -1 to 1.
    pub(super) fn around_zero(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}
