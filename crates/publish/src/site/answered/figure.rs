//! What is known of some messages, and how it is written.

use senim_measure::Estimate;
use senim_measure::quantile::quantile;
use senim_measure::share::share;
use senim_texts::figure::percent;
use senim_texts::{Message, Texts, b, f, number, w};

use crate::messages::Counts;

/// What the office did with some messages. Nothing is shown of fewer than `least`.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// What became of them.
    pub(super) counts: Counts,
    least: u64,
}

impl Figure {
    /// What is known of cells together; `None` of none.
    pub(super) fn of<'a>(counts: impl Iterator<Item = &'a Counts>, least: u64) -> Option<Figure> {
        let counts = Counts::sum(counts);
        let is_enough = counts.received >= least.max(1);
        is_enough.then_some(Figure { counts, least })
    }

    /// The share of messages with an answer.
    pub(super) fn answered(&self) -> Option<Estimate> {
        share(self.counts.answered, self.counts.received)
    }

    /// The median of days to the first answer.
    pub(super) fn median(&self) -> Option<Estimate> {
        let is_enough = self.counts.answered >= self.least;
        quantile(&self.counts.days, 0.5).filter(|_| is_enough)
    }

    /// The shares of those who said solved, partly, not, out of all who said anything.
    pub(super) fn said(&self) -> Option<[Estimate; 3]> {
        let [solved, partly, not] = self.counts.confirmed;
        let of = |part| share(part, self.counts.received);
        Some([of(solved)?, of(partly)?, of(not)?])
    }
}

/// What an estimate is counted in.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    /// A share, from 0 to 1.
    Share,
    /// Days.
    Days,
}

impl Unit {
    /// "83 %"; "within 4 days", "the same day".
    pub(super) fn value(self, texts: &Texts, value: f64) -> String {
        match (self, whole(value)) {
            (Unit::Share, _) => percent(texts, value, false),
            (Unit::Days, 0) => texts.t(w::ANSWERED_SAME_DAY),
            (Unit::Days, days) => texts.count(w::ANSWERED_WITHIN_DAYS, days),
        }
    }

    /// Both ends of an interval: "78 %" and "88 %"; "3" and "5 days". The second alone, where the
    /// first is shown as the same.
    pub(super) fn ends(self, texts: &Texts, of: Estimate) -> (Option<String>, String) {
        match self {
            Unit::Share => {
                let [low, high] = [of.low, of.high].map(|end| percent(texts, end, false));
                (Some(low).filter(|low| *low != high), high)
            }
            Unit::Days => {
                let (low, high) = (whole(of.low), whole(of.high));
                let low = (low != high).then(|| number(texts, low));
                (low, texts.count(b::FEEDBACK_DAYS, high))
            }
        }
    }
}

/// The last bin has no end: it is over two hundred years.
fn whole(days: f64) -> u64 {
    days.round().clamp(0.0, 100_000.0) as u64
}

/// A figure in large type: label, value, and what it is based on.
pub(super) type Shown = (String, String, String);

/// The figures of a quarter: of all messages, and of those of which senders said something.
pub(super) fn shown(texts: &Texts, office: &Figure, senders: Option<&Figure>) -> [Shown; 3] {
    let all = texts.count(w::ANSWERED_MESSAGES, office.counts.received);
    let answers = texts.count(w::ANSWERED_REPLIES, office.counts.answered);
    let solved = senders.and_then(|senders| Some((senders.said()?, senders.counts.received)));
    // How many senders there were, if few, is not told either.
    let (solved, said) = match solved {
        Some(([solved, ..], said)) => (Some(solved), texts.count(w::ANSWERED_SENDERS, said)),
        None => (None, String::new()),
    };
    let write = |label: Message, unit: Unit, estimate: Option<Estimate>, base: String| {
        let label = texts.t(label);
        let Some(found) = estimate else {
            return (label, texts.t(w::ANSWERED_FEW), base);
        };
        let interval = match unit.ends(texts, found) {
            (Some(low), high) => {
                texts.with(f::RESPONSE_INTERVAL, &[("low", &low), ("high", &high)])
            }
            (None, value) => texts.with(w::ANSWERED_INTERVAL_ONE, &[("value", &value)]),
        };
        (
            label,
            unit.value(texts, found.value),
            format!("{base}; {interval}"),
        )
    };
    [
        write(w::ANSWERED_SHARE, Unit::Share, office.answered(), all),
        write(w::ANSWERED_MEDIAN, Unit::Days, office.median(), answers),
        write(w::ANSWERED_SOLVED, Unit::Share, solved, said),
    ]
}

#[cfg(test)]
mod tests {
    use senim_model::text::Lang;

    use super::*;

    #[test]
    fn an_interval_has_two_ends_where_they_are_shown_differently() {
        let ends = |unit: Unit, low: f64, high: f64| {
            let of = Estimate {
                value: low,
                low,
                high,
            };
            unit.ends(&Texts::built_in(Lang::Kk), of)
        };
        let two = |low: &str, high: &str| (Some(low.to_owned()), high.to_owned());
        assert_eq!(ends(Unit::Days, 3.0, 5.0), two("3", "5 күн"));
        assert_eq!(ends(Unit::Days, 4.0, 4.0), (None, "4 күн".to_owned()));
        assert_eq!(ends(Unit::Days, 3.9, 4.2), (None, "4 күн".to_owned()));
        let (low, high) = ends(Unit::Share, 0.7801, 0.7799);
        assert_eq!((low, high.contains("78")), (None, true));
    }
}
