//! `[response]` of `senim.toml`: how calls are told apart and measured.

use senim_measure::{Period, bins};
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::response::{Clock, Definition, Moment, Target};
use senim_model::text::Text;
use serde::Deserialize;

use crate::problem::{Place, Problems, suggestion};
use crate::source::settings::FILE;

/// `[response]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ResponseSettings {
    /// A cell has at least so many calls.
    pub(super) min_cell: u32,
    /// Between releases a cell changes by at least so many calls, or not at all.
    pub(super) min_change: u32,
    /// From when to when is measured, until a change says otherwise.
    pub(super) clocks: Vec<Clock>,
    /// Priorities, the most urgent first.
    pub(super) priority: Vec<Term>,
    /// What calls are about.
    pub(super) category: Vec<Term>,
    /// How calls come.
    pub(super) channel: Vec<Term>,
    /// How fast calls are to be answered.
    target: Vec<TargetRule>,
    /// What changed in how calls are recorded.
    change: Vec<Change>,
}

impl Default for ResponseSettings {
    fn default() -> Self {
        ResponseSettings {
            min_cell: 30,
            min_change: 5,
            clocks: Vec::new(),
            priority: Vec::new(),
            category: Vec::new(),
            channel: Vec::new(),
            target: Vec::new(),
            change: Vec::new(),
        }
    }
}

/// `[[response.target]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetRule {
    /// Of calls of this priority.
    priority: Id,
    /// Where the clock starts.
    from: Moment,
    /// Where it stops.
    to: Moment,
    /// At most so many seconds.
    seconds: u32,
}

/// `[[response.change]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// The first month.
    since: Period,
    /// Where; everywhere, if no region is named.
    #[serde(default)]
    regions: Vec<Id>,
    /// From when to when is measured from then on; as before, if it says nothing.
    clocks: Option<Vec<Clock>>,
    /// What changed.
    note: Text,
}

/// The fewest calls of a cell that can be set.
const FEWEST: u32 = 10;

impl ResponseSettings {
    /// The fewest calls, or messages, of a cell, and by how many it changes at least.
    pub(crate) fn limits(&self) -> (u64, u64) {
        (self.min_cell.into(), self.min_change.into())
    }

    /// Says what does not make sense. `regions` are those that are known.
    pub(super) fn check<'a>(&self, regions: impl Iterator<Item = &'a Id>, problems: &Problems) {
        let error = |column: &str, message: String| {
            problems.error(Place::file(FILE).column(column), message);
        };
        if self.min_cell < FEWEST {
            let message = format!("is {}, expected at least {FEWEST}", self.min_cell);
            error("response.min_cell", message);
        }
        if !(1..=self.min_cell).contains(&self.min_change) {
            let message = format!("is {}, expected 1 to min_cell", self.min_change);
            error("response.min_change", message);
        }
        for (name, terms) in [
            ("response.priority", &self.priority),
            ("response.category", &self.category),
            ("response.channel", &self.channel),
        ] {
            if terms.len() > usize::from(u8::MAX) {
                error(name, format!("names {}, expected at most 255", terms.len()));
            }
            for (at, term) in terms.iter().enumerate() {
                if terms.iter().take(at).any(|other| other.id == term.id) {
                    error(name, format!("names {} twice", term.id));
                }
            }
        }
        for clock in self.all_clocks() {
            if clock.from >= clock.to || !(1..=3_600).contains(&clock.resolution_seconds) {
                error(
                    "response.clocks",
                    format!("“{clock}” runs backwards or has no step from 1 to 3600 s"),
                );
            }
        }
        self.check_targets(&error);
        self.check_changes(regions, problems);
    }

    fn check_targets(&self, error: &impl Fn(&str, String)) {
        for target in &self.target {
            let TargetRule {
                priority,
                from,
                to,
                seconds,
            } = target;
            if self.place_of(priority).is_none() {
                error(
                    "response.target",
                    format!("names the priority {priority}, which is not there"),
                );
            }
            if !self
                .all_clocks()
                .any(|clock| clock.from == *from && clock.to == *to)
            {
                let clock = format!("{}-{}", from.code(), to.code());
                error(
                    "response.target",
                    format!("is for the clock {clock}, which is not measured"),
                );
            }
            if !bins::is_bound(*seconds) || *seconds == 0 {
                let near = bins::upper(bins::of(*seconds)).unwrap_or(86_400);
                let message = format!(
                    "is {seconds} seconds, which cannot be told exactly; expected whole or half \
                     minutes to ten, whole minutes to thirty, then fives; {near} is near"
                );
                error("response.target", message);
            }
        }
    }

    fn check_changes<'a>(&self, regions: impl Iterator<Item = &'a Id>, problems: &Problems) {
        let known: Vec<&str> = regions.map(Id::as_str).collect();
        let place = Place::file(FILE).column("response.change");
        for change in &self.change {
            for region in &change.regions {
                if !known.contains(&region.as_str()) {
                    let hint = suggestion(region.as_str(), known.iter().copied());
                    let message = format!("names the region “{region}”, which is not there.");
                    problems.error_with_hint(place, message, hint);
                }
            }
            if change.note.is_empty() {
                let message = format!("of {} has no note; it says what changed", change.since);
                problems.error(place, message);
            }
            if change.clocks.as_ref().is_some_and(Vec::is_empty) {
                problems.error(place, format!("of {} has no clocks", change.since));
            }
        }
    }

    /// Whether anything is measured.
    pub(super) fn is_used(&self) -> bool {
        !self.clocks.is_empty() && !self.priority.is_empty()
    }

    /// The position of a priority.
    pub(super) fn place_of(&self, priority: &Id) -> Option<u8> {
        let found = self.priority.iter().position(|term| term.id == *priority);
        found.and_then(|at| u8::try_from(at).ok())
    }

    fn all_clocks(&self) -> impl Iterator<Item = &Clock> {
        let changed = self
            .change
            .iter()
            .filter_map(|change| change.clocks.as_ref());
        self.clocks.iter().chain(changed.flatten())
    }

    /// How fast calls are to be answered.
    pub(super) fn targets(&self) -> Vec<Target> {
        let target = |rule: &TargetRule| {
            Some(Target {
                priority: self.place_of(&rule.priority)?,
                from: rule.from,
                to: rule.to,
                seconds: rule.seconds,
            })
        };
        self.target.iter().filter_map(target).collect()
    }

    /// How calls are recorded in a region, the oldest first.
    pub(super) fn definitions(&self, region: &Id) -> Vec<Definition> {
        let mut changes: Vec<&Change> = self
            .change
            .iter()
            .filter(|change| change.regions.is_empty() || change.regions.contains(region))
            .collect();
        changes.sort_by_key(|change| change.since);
        let mut definitions = vec![Definition {
            since: None,
            clocks: self.clocks.clone(),
            note: Text::default(),
        }];
        for change in changes {
            let before = definitions.last().map(|last| last.clocks.clone());
            let clocks = change.clocks.clone().or(before).unwrap_or_default();
            definitions.push(Definition {
                since: Some(change.since),
                clocks,
                note: change.note.clone(),
            });
        }
        definitions
    }
}
