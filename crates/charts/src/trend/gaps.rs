//! Months without a value.

use crate::reading::Absence;

use super::Value;

/// Neighbouring months that are absent for the same reason.
#[derive(Debug, PartialEq)]
pub(super) struct Gap<'a> {
    /// From this month.
    pub(super) from: usize,
    /// Up to this month, not with it.
    pub(super) to: usize,
    pub(super) absence: Absence,
    pub(super) words: &'a str,
}

/// What is absent, in order.
pub(super) fn gaps(values: &[Value]) -> Vec<Gap<'_>> {
    let mut gaps: Vec<Gap<'_>> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let Some((absence, words)) = value.reading.absent() else {
            continue;
        };
        match gaps.last_mut() {
            Some(last) if (last.to, last.absence, last.words) == (at, absence, words) => {
                last.to = at + 1;
            }
            _ => gaps.push(Gap {
                from: at,
                to: at + 1,
                absence,
                words,
            }),
        }
    }
    gaps
}

/// A known month: which, its value, its band.
pub(super) type Known = (usize, f64, Option<(f64, f64)>);

/// The runs of months that a line joins: known, neighbours, of one segment.
pub(super) fn runs(values: &[Value]) -> Vec<Vec<Known>> {
    let mut runs: Vec<Vec<Known>> = Vec::new();
    let mut before = None;
    for (at, value) in values.iter().enumerate() {
        let Some((known, band)) = value.reading.known() else {
            before = None;
            continue;
        };
        let joined = before == Some(value.segment);
        before = Some(value.segment);
        match runs.last_mut().filter(|_| joined) {
            Some(run) => run.push((at, known, band)),
            None => runs.push(vec![(at, known, band)]),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Reading;

    fn values() -> Vec<Value> {
        let known = |value| Reading::Known {
            value,
            interval: None,
        };
        let readings = [
            (known(1.0), 0),
            (known(2.0), 0),
            (known(3.0), 1),
            (Reading::Missing("m".into()), 1),
            (Reading::Missing("m".into()), 2),
            (Reading::NotPublished("n".into()), 2),
            (known(4.0), 1),
            (known(f64::NAN), 1),
        ];
        readings
            .map(|(reading, segment)| Value {
                reading,
                segment,
                partial: false,
                said: String::new(),
            })
            .to_vec()
    }

    #[test]
    fn neither_a_gap_nor_another_segment_is_joined() {
        let values = values();
        let runs: Vec<Vec<usize>> = runs(&values)
            .iter()
            .map(|run| run.iter().map(|(at, ..)| *at).collect())
            .collect();
        assert_eq!(runs, [vec![0, 1], vec![2], vec![6]]);
    }

    #[test]
    fn neighbours_absent_for_one_reason_are_one_gap() {
        let values = values();
        let gaps: Vec<(usize, usize, Absence, &str)> = gaps(&values)
            .iter()
            .map(|gap| (gap.from, gap.to, gap.absence, gap.words))
            .collect();
        assert_eq!(
            gaps,
            [
                (3, 5, Absence::Missing, "m"),
                (5, 6, Absence::NotPublished, "n"),
                (7, 8, Absence::Missing, ""),
            ]
        );
    }
}
