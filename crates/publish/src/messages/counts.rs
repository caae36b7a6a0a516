//! What became of some messages.

use senim_measure::Histogram;

/// What became of some messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// So many came.
    pub(crate) received: u64,
    /// So many of them were answered.
    pub(crate) answered: u64,
    /// Days from receipt to the first answer; a day stands where a histogram of calls has a second.
    pub(crate) days: Histogram,
    /// So many are closed, in the order of [`senim_message::Outcome::ALL`].
    pub(crate) closed: [u64; 4],
    /// So many were closed, and are open again.
    pub(crate) reopened: u64,
    /// What senders said of the outcome, in the order of [`senim_message::Confirmed::ALL`].
    pub(crate) confirmed: [u64; 3],
}

impl Counts {
    /// Counts other messages too.
    pub(crate) fn add(&mut self, other: &Counts) {
        self.received += other.received;
        self.answered += other.answered;
        self.days.merge(&other.days);
        self.reopened += other.reopened;
        let closed = self.closed.iter_mut().zip(other.closed);
        let confirmed = self.confirmed.iter_mut().zip(other.confirmed);
        closed.chain(confirmed).for_each(|(sum, more)| *sum += more);
    }

    /// What the office did, without what senders said of it.
    pub(super) fn by_office(&self) -> Counts {
        Counts {
            confirmed: [0; 3],
            ..self.clone()
        }
    }

    /// Those messages alone of which senders said something, and what.
    pub(super) fn by_senders(&self) -> Counts {
        Counts {
            received: self.confirmed.iter().sum(),
            confirmed: self.confirmed,
            ..Counts::default()
        }
    }

    /// Whether it differs by fewer than `min_change` messages in how far they have come, in days, or
    /// in what senders said: the difference of two releases would tell of those few.
    pub(super) fn differs_little(&self, other: &Counts, min_change: u64) -> bool {
        let differences = [
            moved(&self.states(), &other.states()),
            self.days.difference(&other.days),
            moved(&self.confirmed, &other.confirmed),
        ];
        let mut differences = differences.into_iter();
        differences.any(|messages| messages > 0 && messages < min_change)
    }

    /// How far messages have come, each in one place.
    fn states(&self) -> [u64; 7] {
        let [done, partly, elsewhere, impossible] = self.closed;
        let over = done + partly + elsewhere + impossible + self.reopened;
        [
            self.received.saturating_sub(self.answered),
            self.answered.saturating_sub(over),
            done,
            partly,
            elsewhere,
            impossible,
            self.reopened,
        ]
    }

    /// All of many together.
    pub(crate) fn sum<'a>(all: impl Iterator<Item = &'a Counts>) -> Counts {
        let mut sum = Counts::default();
        all.for_each(|counts| sum.add(counts));
        sum
    }
}

/// How many of one distribution at least are elsewhere in another one.
fn moved(one: &[u64], two: &[u64]) -> u64 {
    let pairs = || one.iter().zip(two);
    let more: u64 = pairs().map(|(one, two)| one.saturating_sub(*two)).sum();
    let less: u64 = pairs().map(|(one, two)| two.saturating_sub(*one)).sum();
    more.max(less)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(answered: u64, confirmed: [u64; 3]) -> Counts {
        let mut counts = Counts {
            received: 60,
            answered,
            confirmed,
            ..Counts::default()
        };
        counts.days.add_many(2, answered as u32);
        counts
    }

    #[test]
    fn few_messages_that_became_something_else_are_noticed_wherever_they_are() {
        let before = counts(40, [30, 0, 0]);
        assert!(before.differs_little(&counts(41, [30, 0, 0]), 5));
        assert!(before.differs_little(&counts(40, [30, 4, 0]), 5));
        // Nine were answered, and one sender said something.
        assert!(before.differs_little(&counts(49, [30, 1, 0]), 5));
        assert!(!before.differs_little(&counts(45, [30, 0, 5]), 5));
        assert!(!before.differs_little(&before, 5));
    }
}
