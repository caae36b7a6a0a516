//! What may be joined by a line, and what may stand side by side.

use crate::Period;

/// What a figure is, besides its place and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind<'a> {
    /// The clock: from when to when, and how finely it is read.
    pub clock: &'a str,
    /// Since when calls are recorded as they are here.
    pub since: Option<Period>,
    /// Which of the place's borders: how often they had changed.
    pub border: usize,
}

/// Why two figures cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// They are measured by different clocks.
    Clock,
    /// Calls were recorded otherwise.
    Definition,
    /// The place had other borders.
    Border,
}

/// Why two figures cannot be compared; nothing where they can.
pub fn obstacles(one: &Kind<'_>, other: &Kind<'_>) -> Vec<Obstacle> {
    let differ = [
        (one.clock != other.clock, Obstacle::Clock),
        (one.since != other.since, Obstacle::Definition),
        (one.border != other.border, Obstacle::Border),
    ];
    let found = differ.iter().filter(|(differs, _)| *differs);
    found.map(|(_, obstacle)| *obstacle).collect()
}

/// Numbers the segments of a series: two points are joined where they have the same number, which
/// is where they follow each other without a gap and can be compared. A point that has no figure is
/// in no segment.
pub fn segments(points: &[(Period, Option<Kind<'_>>)]) -> Vec<Option<usize>> {
    let mut segment = 0;
    let mut last: Option<&(Period, Option<Kind<'_>>)> = None;
    let mut segments = Vec::with_capacity(points.len());
    for point in points {
        let joined = match (last, &point.1) {
            (Some((period, Some(before))), Some(kind)) => {
                period.next() == point.0 && obstacles(before, kind).is_empty()
            }
            _ => false,
        };
        segment += usize::from(!joined);
        segments.push(point.1.is_some().then_some(segment));
        last = Some(point);
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind<'a>(clock: &'a str, since: Option<&str>, border: usize) -> Option<Kind<'a>> {
        Some(Kind {
            clock,
            since: since.and_then(Period::parse),
            border,
        })
    }

    #[test]
    fn lines_join_only_what_can_be_compared() {
        let points = [
            ("2025-01", kind("a", None, 0)),
            ("2025-02", kind("a", None, 0)),
            ("2025-03", None),
            ("2025-04", kind("a", None, 0)),
            // May is not there at all.
            ("2025-06", kind("a", None, 0)),
            ("2025-07", kind("b", None, 0)),
            ("2025-08", kind("b", Some("2025-08"), 0)),
            ("2025-09", kind("b", Some("2025-08"), 1)),
            ("2025-10", kind("b", Some("2025-08"), 1)),
        ];
        let points: Vec<(Period, Option<Kind<'_>>)> = points
            .into_iter()
            .map(|(month, kind)| (Period::parse(month).unwrap(), kind))
            .collect();
        let segments: Vec<usize> = segments(&points)
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect();
        assert_eq!(segments, [1, 1, 0, 3, 4, 5, 6, 7, 7]);
    }

    #[test]
    fn every_obstacle_is_named() {
        let one = kind("a", None, 0).unwrap();
        let other = kind("b", Some("2025-08"), 1).unwrap();
        let all = [Obstacle::Clock, Obstacle::Definition, Obstacle::Border];
        assert_eq!(obstacles(&one, &other), all);
        assert_eq!(obstacles(&one, &one), []);
    }
}
