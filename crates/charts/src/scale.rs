//! From values to pixels, and which values are worth a tick.

use crate::room::order;

/// What values measure: it decides which ticks are round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Counts, shares, rates: ticks at 1, 2 and 5 times powers of ten.
    Number,
    /// Seconds: ticks at times that people use.
    Seconds,
}

/// Steps between ticks on a linear axis of seconds.
const STEPS: [f64; 20] = [
    1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0,
    10_800.0, 21_600.0, 43_200.0, 86_400.0, 172_800.0, 604_800.0,
];

/// Times on a logarithmic axis of seconds, those that say most first.
const TIMES: [f64; 20] = [
    60.0, 600.0, 3600.0, 10.0, 86_400.0, 1.0, 300.0, 1800.0, 30.0, 120.0, 1200.0, 7200.0, 18_000.0,
    36_000.0, 43_200.0, 604_800.0, 5.0, 20.0, 2.0, 172_800.0,
];

/// A straight scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Linear {
    /// Values `from..to` at pixels `start..end`; either may descend. Where values span nothing or
    /// are not finite, they become `0..1`.
    pub fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Linear {
        let sound = (to - from).is_finite() && to != from;
        let (from, to) = if sound { (from, to) } else { (0.0, 1.0) };
        Linear {
            from,
            to,
            start,
            end,
        }
    }

    /// The pixel of a value, never outside the axis.
    pub fn at(&self, value: f64) -> f64 {
        let part = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        let part = if part.is_nan() { 0.0 } else { part };
        self.start + part * (self.end - self.start)
    }

    /// Round values inside, ascending, at most `most` of them.
    pub fn ticks(&self, measure: Measure, most: usize) -> Vec<f64> {
        let (from, to) = (self.from.min(self.to), self.from.max(self.to));
        ticks(from, to, measure, most)
    }
}

/// The smallest round step that is not smaller than this one.
fn round_step(least: f64, measure: Measure) -> f64 {
    if measure == Measure::Seconds
        && let Some(step) = STEPS.iter().find(|step| **step >= least)
    {
        return *step;
    }
    let mut power = 1.0;
    while power * 10.0 <= least {
        power *= 10.0;
    }
    while power > least && power > f64::MIN_POSITIVE {
        power /= 10.0;
    }
    let steps = [1.0, 2.0, 5.0].map(|times| times * power);
    let step = steps.into_iter().find(|step| *step >= least);
    step.unwrap_or(power * 10.0)
}

fn ticks(from: f64, to: f64, measure: Measure, most: usize) -> Vec<f64> {
    let span = to - from;
    if most == 0 || !span.is_finite() || span <= 0.0 {
        return Vec::new();
    }
    let mut step = round_step(span / most as f64, measure);
    // Both ends may be round: then there is one tick more than steps.
    if (to / step).floor() - (from / step).ceil() >= most as f64 {
        step = round_step(step * 1.01, measure);
    }
    let first = (from / step).ceil();
    let mut ticks: Vec<f64> = Vec::new();
    for at in 0..most {
        let times = first + at as f64;
        // 3 / 10 is nearer to 0.3 than 3 × 0.1.
        let parts = (1.0 / step).round();
        let tick = match step < 1.0 && parts.is_finite() {
            true => times / parts,
            false => times * step,
        };
        let rises = ticks.last().is_none_or(|last| tick > *last);
        if !(from..=to).contains(&tick) || !rises {
            break;
        }
        // Not −0.
        ticks.push(tick + 0.0);
    }
    ticks
}

/// The end of an axis from 0 (or a lower `from`) that holds a value: the next round tick, so that
/// nothing touches the frame. 1 where there is nothing to hold.
pub fn round_end(highest: f64, measure: Measure, most: usize) -> f64 {
    if !highest.is_finite() || highest <= 0.0 {
        return 1.0;
    }
    let step = round_step(highest / most.max(1) as f64, measure);
    let end = (highest / step).ceil() * step;
    if end.is_finite() { end } else { highest }
}

/// A logarithmic scale of seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogTime {
    from: f64,
    to: f64,
    ratio: f64,
    start: f64,
    end: f64,
}

impl LogTime {
    /// Seconds `from..to` at pixels `start..end`. At least half a second, and at least to the
    /// double.
    pub fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> LogTime {
        let from = if from.is_finite() { from.max(0.5) } else { 1.0 };
        let to = if to.is_finite() { to } else { from };
        let to = to.max(from * 2.0);
        LogTime {
            from,
            to,
            ratio: (to / from).ln(),
            start,
            end,
        }
    }

    /// The pixel of a duration in seconds, never outside the axis.
    pub fn at(&self, seconds: f64) -> f64 {
        let part = ((seconds.max(self.from) / self.from).ln() / self.ratio).clamp(0.0, 1.0);
        self.start + part * (self.end - self.start)
    }

    /// Times inside whose labels have room beside each other, ascending. `width` is what the label
    /// of a time takes, in pixels, with its gap.
    pub fn ticks(&self, width: &dyn Fn(f64) -> f64) -> Vec<f64> {
        let mut chosen: Vec<(f64, f64, f64)> = Vec::new();
        for time in TIMES {
            if !(self.from..=self.to).contains(&time) {
                continue;
            }
            let (at, half) = (self.at(time), width(time) / 2.0);
            let room =
                |(_, left, right): &(f64, f64, f64)| at + half <= *left || *right <= at - half;
            if chosen.iter().all(room) {
                chosen.push((time, at - half, at + half));
            }
        }
        let times: Vec<f64> = chosen.into_iter().map(|(time, _, _)| time).collect();
        let in_order = order(&times).into_iter();
        in_order.filter_map(|at| times.get(at).copied()).collect()
    }
}

/// Equal bands side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    start: f64,
    step: f64,
}

impl Bands {
    /// So many bands over pixels `start..end`.
    pub fn new(count: usize, (start, end): (f64, f64)) -> Bands {
        Bands {
            start,
            step: (end - start) / count.max(1) as f64,
        }
    }

    /// Where a band begins, in pixels. That of the band after the last is the end.
    pub fn left(&self, at: usize) -> f64 {
        self.start + self.step * at as f64
    }

    /// The middle of a band, in pixels.
    pub fn middle(&self, at: usize) -> f64 {
        self.left(at) + self.step / 2.0
    }

    /// The width of a band, in pixels.
    pub fn step(&self) -> f64 {
        self.step
    }

    /// Every how many months one is named, where a name takes `width` pixels with its gap: 1, 2,
    /// 3, 6 or 12, counted from January.
    pub fn months_apart(&self, width: f64) -> u8 {
        let fits = |apart: &u8| f64::from(*apart) * self.step >= width;
        [1, 2, 3, 6].into_iter().find(fits).unwrap_or(12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        let linear = |from, to| Linear::new((from, to), (0.0, 300.0));
        let number = |from, to, most| linear(from, to).ticks(Measure::Number, most);
        assert_eq!(number(0.0, 100.0, 6), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(number(-3.0, 8.0, 4), [0.0, 5.0]);
        assert_eq!(number(0.0, 0.3, 4), [0.0, 0.1, 0.2, 0.3]);
        let time = |to, most| linear(0.0, to).ticks(Measure::Seconds, most);
        assert_eq!(time(1500.0, 6), [0.0, 300.0, 600.0, 900.0, 1200.0, 1500.0]);
        assert_eq!(time(90.0, 5), [0.0, 30.0, 60.0, 90.0]);
        assert_eq!(round_end(0.0, Measure::Number, 5), 1.0);
        assert_eq!(round_end(1340.0, Measure::Seconds, 5), 1500.0);
    }

    #[test]
    fn times_are_those_that_people_use() {
        let scale = LogTime::new((10.0, 7200.0), (0.0, 600.0));
        let ticks = scale.ticks(&|_| 50.0);
        assert_eq!(
            ticks,
            [
                10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0
            ]
        );
        let scale = LogTime::new((10.0, 7200.0), (0.0, 250.0));
        assert_eq!(scale.ticks(&|_| 50.0), [10.0, 60.0, 600.0, 3600.0]);
    }

    #[test]
    fn months_thin_out() {
        let bands = |width| Bands::new(24, (0.0, width));
        assert_eq!(bands(720.0).months_apart(30.0), 1);
        assert_eq!(bands(250.0).months_apart(30.0), 3);
        assert_eq!(bands(24.0).months_apart(30.0), 12);
    }

    proptest! {
        #[test]
        fn linear_rises_and_its_ticks_are_inside_and_few(
            from in prop::num::f64::ANY,
            to in prop::num::f64::ANY,
            most in 0..12usize,
            value in prop::num::f64::ANY,
            more in 0.0..1e6f64,
        ) {
            let scale = Linear::new((from, to), (20.0, 320.0));
            prop_assert!((20.0..=320.0).contains(&scale.at(value)));
            if from < to {
                prop_assert!(scale.at(value + more) >= scale.at(value) || value.is_nan());
            }
            for measure in [Measure::Number, Measure::Seconds] {
                let ticks = scale.ticks(measure, most);
                prop_assert!(ticks.len() <= most);
                prop_assert!(ticks.windows(2).all(|two| two[0] < two[1]));
                prop_assert!(ticks.iter().all(|tick| (20.0..=320.0).contains(&scale.at(*tick))));
                prop_assert!(round_end(to, measure, most) > 0.0);
            }
        }

        #[test]
        fn of_ticks_there_are_some(to in 1e-3..1e9f64, most in 3..9usize) {
            let scale = Linear::new((0.0, to), (0.0, 100.0));
            prop_assert!(scale.ticks(Measure::Number, most).len() >= 2);
            prop_assert!(round_end(to, Measure::Number, most) >= to);
        }

        #[test]
        fn log_rises_and_its_labels_have_room(
            from in prop::num::f64::ANY,
            to in prop::num::f64::ANY,
            seconds in 0.0..1e6f64,
            more in 0.0..1e6f64,
            width in 1.0..120.0f64,
        ) {
            let scale = LogTime::new((from, to), (0.0, 300.0));
            prop_assert!(scale.at(seconds) <= scale.at(seconds + more));
            prop_assert!((0.0..=300.0).contains(&scale.at(seconds)));
            let ticks = scale.ticks(&|_| width);
            prop_assert!(ticks.windows(2).all(|two| scale.at(two[1]) - scale.at(two[0]) >= width));
        }

        #[test]
        fn bands_are_side_by_side(count in 0..400usize, end in 0.0..2000.0f64, at in 0..400usize) {
            let bands = Bands::new(count, (0.0, end));
            prop_assert!((bands.left(at) + bands.step() - bands.left(at + 1)).abs() < 1e-6);
            prop_assert!((bands.left(count.max(1)) - end).abs() < 1e-6);
            let apart = bands.months_apart(30.0);
            prop_assert!(apart == 12 || f64::from(apart) * bands.step() >= 30.0);
        }
    }
}
