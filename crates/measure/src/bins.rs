//! The bins of every histogram: whole seconds, exact up to 20 s, then at most a tenth wide.
//!
//! They are the same for every place, month and release, so histograms always add up, and their
//! bounds are times that people set targets at: every half minute up to ten, every minute up to
//! thirty, every five minutes up to two hours are bounds. So whether a call kept a target is known
//! exactly, and no target has to be foreseen.

/// Bounds go on by `step` up to `to`: seconds.
const STEPS: [(u32, u32); 11] = [
    (20, 1),
    (60, 2),
    (120, 5),
    (300, 10),
    (600, 30),
    (1_800, 60),
    (3_600, 150),
    (7_200, 300),
    (14_400, 600),
    (43_200, 1_200),
    (86_400, 3_600),
];

/// So many bins there are: one for zero, one for what is over a day, and those between.
pub const COUNT: usize = 174;

/// The last bin: more than a day.
const OVERFLOW: u8 = 173;

/// The bin of a duration in seconds.
pub fn of(seconds: u32) -> u8 {
    let mut from = 0;
    let mut before = 0;
    for (to, step) in STEPS {
        if seconds <= to {
            // At most COUNT, see the tests.
            return (before + (seconds - from).div_ceil(step)) as u8;
        }
        before += (to - from) / step;
        from = to;
    }
    OVERFLOW
}

/// The longest duration of a bin, in seconds; none of the last, nor of what is no bin.
pub fn upper(bin: u8) -> Option<u32> {
    let bin = u32::from(bin);
    let mut from = 0;
    let mut before = 0;
    for (to, step) in STEPS {
        let steps = (to - from) / step;
        if bin <= before + steps {
            return Some(from + (bin - before) * step);
        }
        before += steps;
        from = to;
    }
    None
}

/// The shortest duration of a bin, in seconds.
pub fn lower(bin: u8) -> u32 {
    let before = bin.checked_sub(1).and_then(upper);
    match (bin, before) {
        (0, _) => 0,
        (_, Some(before)) => before + 1,
        (_, None) => upper(OVERFLOW - 1).map_or(0, |last| last + 1),
    }
}

/// What stands for the durations of a bin: the geometric mean of the shortest and the longest, which
/// is less than 5 % from each. Of the last bin, which has no end, the shortest.
pub fn middle(bin: u8) -> f64 {
    let low = f64::from(lower(bin));
    upper(bin).map_or(low, |high| (low * f64::from(high)).sqrt())
}

/// Whether a duration in seconds ends a bin, so that it can be a target.
pub fn is_bound(seconds: u32) -> bool {
    upper(of(seconds)) == Some(seconds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bins_follow_each_other_without_gaps() {
        let bins: Vec<u8> = (0..COUNT as u8).collect();
        for pair in bins.windows(2) {
            let [one, next] = pair else { unreachable!() };
            assert_eq!(upper(*one).unwrap() + 1, lower(*next));
        }
        assert_eq!(upper(OVERFLOW), None);
        assert_eq!(OVERFLOW as usize + 1, COUNT);
        assert_eq!((of(0), of(20), of(21), of(22)), (0, 20, 21, 21));
        assert_eq!(of(86_401), OVERFLOW);
    }

    #[test]
    fn what_people_set_targets_at_is_a_bound() {
        let half_minutes = (1..=20).map(|at| at * 30);
        let minutes = (1..=30).map(|at| at * 60);
        let fives = (1..=24).map(|at| at * 300);
        for seconds in half_minutes.chain(minutes).chain(fives).chain([86_400]) {
            assert!(is_bound(seconds), "{seconds}");
        }
        assert!(!is_bound(615) && !is_bound(86_401));
    }

    proptest! {
        #[test]
        fn a_duration_lies_in_its_bin_and_near_its_middle(seconds in 0u32..200_000) {
            let bin = of(seconds);
            prop_assert!(lower(bin) <= seconds);
            prop_assert!(upper(bin).is_none_or(|upper| seconds <= upper));
            if seconds <= 86_400 {
                let error = (middle(bin) - f64::from(seconds)).abs();
                prop_assert!(error <= f64::from(seconds) * 0.05, "{seconds}: {error}");
            }
        }
    }
}
