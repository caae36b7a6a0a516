//! How many problems are how far. Numbers of one kind always add up to all.

use chrono::NaiveDate;

use crate::problem::{Answer, Problem, Status};

/// No share is told of fewer problems than this: one problem more or less would turn it.
pub const MIN_SHARE: u64 = 30;

/// Numbers of problems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub all: u64,
    /// By status, in the order of [`Status::ALL`].
    pub by_status: [u64; 6],
    /// Those of the done ones that were done after their last day.
    pub done_late: u64,
    /// Overdue ones, which are open ones too.
    pub overdue: u64,
    /// Confirmed by residents: yes, partly, no; and those of which nobody was asked.
    pub confirmed: [u64; 4],
}

impl Tally {
    /// Counts problems, as of a day.
    pub fn of<'a>(problems: impl Iterator<Item = &'a Problem>, on: NaiveDate) -> Tally {
        let mut tally = Tally::default();
        for problem in problems {
            tally.all += 1;
            tally.done_late += u64::from(problem.is_done_late());
            tally.overdue += u64::from(problem.is_overdue(on));
            let status = Status::ALL.iter().position(|at| *at == problem.status);
            let said = problem.asked.as_ref().map(|asked| asked.answer);
            let said = Answer::ALL.iter().position(|at| Some(*at) == said);
            add(&mut tally.by_status, status);
            add(&mut tally.confirmed, Some(said.unwrap_or(3)));
        }
        tally
    }

    /// How many have a status.
    pub fn status(&self, status: Status) -> u64 {
        let at = Status::ALL.iter().position(|known| *known == status);
        at.and_then(|at| self.by_status.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// The share of those done out of all; `None` of so few that it would say little.
    pub fn share_done(&self) -> Option<f64> {
        let enough = self.all >= MIN_SHARE;
        enough.then(|| self.status(Status::Done) as f64 / self.all as f64)
    }
}

fn add(numbers: &mut [u64], at: Option<usize>) {
    if let Some(number) = at.and_then(|at| numbers.get_mut(at)) {
        *number += 1;
    }
}
