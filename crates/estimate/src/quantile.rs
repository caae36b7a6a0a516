//! Student's t.

use statrs::distribution::{Continuous as _, ContinuousCDF as _, StudentsT};

/// The value that Student's t stays below with probability 0.975; none without degrees of freedom.
/// What `statrs` finds is good to three digits where there are very many degrees; steps of Newton's
/// make it exact.
pub fn student(freedom: usize) -> Option<f64> {
    if freedom == 0 {
        return None;
    }
    let t = StudentsT::new(0.0, 1.0, freedom as f64).ok()?;
    let step = |at: f64| at - (t.cdf(at) - 0.975) / t.pdf(at);
    let found = step(step(step(t.inverse_cdf(0.975))));
    found.is_finite().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r() {
        // qt(0.975, c(1, 2, 5, 14, 39, 197, 2000, 100000, 1e6))
        for (freedom, known) in [
            (1, 12.706_204_736_174_69),
            (2, 4.302_652_729_749_462),
            (5, 2.570_581_835_636_314),
            (14, 2.144_786_687_917_804),
            (39, 2.022_690_920_036_76),
            (197, 1.972_079_033_778_501),
            (2_000, 1.961_150_826_099_437),
            (100_000, 1.959_987_707_534_609),
            (1_000_000, 1.959_966_356_814_107),
        ] {
            let found = student(freedom).unwrap();
            assert!(
                (found / known - 1.0).abs() < 1e-10,
                "{freedom}: {found} {known}"
            );
        }
        assert_eq!(student(0), None);
    }
}
