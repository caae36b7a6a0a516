//! Sums of cells.

use crate::{Cell, Every, Histogram, Period, Scope};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where.
    pub scope: Scope,
    /// The first month.
    pub from: Period,
    /// The last month.
    pub to: Period,
    /// The priority; all where it is none.
    pub priority: Option<u8>,
}

/// What is known of a selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// The durations by each clock.
    pub histograms: Vec<Histogram>,
    /// The calls in them.
    pub calls: u64,
    /// The calls of cells that may hold some of the selection and hold others too: they are not in
    /// the figures, as nobody can tell how many of them belong here.
    pub cut: u64,
}

impl Selection {
    /// Whether a month is in it.
    fn has(&self, month: Period) -> bool {
        self.from <= month && month <= self.to
    }

    /// Adds up the cells that lie in the selection. They are to be of one definition, so that their
    /// clocks are the same.
    pub fn sum<'a>(&self, cells: impl Iterator<Item = &'a Cell> + Clone) -> Selected {
        let mut selected = Selected::default();
        for cell in cells.clone() {
            let counts = self
                .priority
                .is_none_or(|wanted| cell.key.priority == wanted);
            if !counts || !cell.months().any(|month| self.has(month)) {
                continue;
            }
            let is_inside = self.scope.holds(cell.key.scope);
            if is_inside && cell.months().all(|month| self.has(month)) {
                selected.add(cell);
            } else if is_inside || self.may_be_in(cell, cells.clone()) {
                selected.cut += cell.calls();
            }
        }
        selected
    }

    /// Whether a cell of a wider place may hold calls of the selection: of an area only for months in
    /// which the area has no cell of its own.
    fn may_be_in<'a>(&self, wide: &Cell, cells: impl Iterator<Item = &'a Cell> + Clone) -> bool {
        if wide.key.scope.area.is_some() {
            return false;
        }
        let Some(area) = self.scope.area else {
            // A cell of the region may hold calls of any district, one of a district of no other.
            return wide.key.scope == Scope::REGION;
        };
        let own = |cell: &&Cell, month| {
            let is_of = cell.key.scope.area == Some(area);
            is_of && cell.key.priority == wide.key.priority && cell.months().any(|of| of == month)
        };
        let covered = |month| cells.clone().any(|cell| own(&cell, month));
        let mut open = wide.months().filter(|month| self.has(*month));
        let is_open = open.any(|month| !covered(month));
        // The area's district at that time is known from its own cells only.
        let elsewhere = wide.key.scope.district.is_some_and(|district| {
            let mut own = cells.filter(|cell| cell.key.scope.area == Some(area));
            let mut known = false;
            let is_here = own.any(|cell| {
                known = true;
                cell.key.scope.district == Some(district)
            });
            known && !is_here
        });
        is_open && !elsewhere
    }

    /// The same for whole quarters or years.
    pub fn widened(&self, every: Every) -> Selection {
        let first = self.from.within(every).months().next();
        let last = self.to.within(every).months().next_back();
        Selection {
            from: first.unwrap_or(self.from),
            to: last.unwrap_or(self.to),
            ..*self
        }
    }

    /// The nearest selection that cuts no cell: whole quarters, whole years, then wider places.
    pub fn whole<'a>(
        &self,
        district: Option<u16>,
        cells: impl Iterator<Item = &'a Cell> + Clone,
    ) -> Option<Selection> {
        let places = [
            Some(self.scope),
            self.scope.area.and(district).map(Scope::district),
            Some(Scope::REGION),
        ];
        let every = [Every::Month, Every::Quarter, Every::Year];
        let candidates = places
            .into_iter()
            .flatten()
            .flat_map(|scope| every.map(|every| Selection { scope, ..*self }.widened(every)));
        let mut candidates = candidates.filter(|candidate| candidate != self);
        candidates.find(|candidate| {
            let selected = candidate.sum(cells.clone());
            selected.cut == 0 && selected.calls > 0
        })
    }
}

impl Selected {
    fn add(&mut self, cell: &Cell) {
        self.calls += cell.calls();
        for (at, histogram) in cell.histograms.iter().enumerate() {
            match self.histograms.get_mut(at) {
                Some(sum) => sum.merge(histogram),
                None => self.histograms.push(histogram.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::histogram::tests::of;
    use crate::{Key, Months};

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn cell(scope: Scope, when: &str, months: &[&str], calls: usize) -> Cell {
        let mut mask = Months::default();
        months.iter().for_each(|month| mask.add(period(month)));
        Cell {
            key: Key {
                scope,
                period: period(when),
                priority: 0,
                since: None,
            },
            months: mask,
            histograms: vec![of(&vec![Some(300); calls])],
        }
    }

    fn in_district(area: u16) -> Scope {
        Scope {
            district: Some(7),
            area: Some(area),
        }
    }

    fn select(scope: Scope, from: &str, to: &str) -> Selection {
        Selection {
            scope,
            from: period(from),
            to: period(to),
            priority: None,
        }
    }

    fn cells() -> Vec<Cell> {
        vec![
            cell(in_district(1), "2025-01", &["2025-01"], 40),
            cell(in_district(1), "2025-Q1", &["2025-02", "2025-03"], 50),
            cell(in_district(2), "2025-01", &["2025-01"], 60),
            cell(Scope::district(7), "2025-Q1", &["2025-02", "2025-03"], 35),
            cell(Scope::REGION, "2025-Q1", &["2025-03"], 33),
        ]
    }

    #[test]
    fn a_cell_counts_where_all_of_it_lies_in_the_selection() {
        let cells = cells();
        for (scope, from, to, calls, cut) in [
            (Scope::area(1), "2025-01", "2025-01", 40, 0),
            (Scope::area(1), "2025-02", "2025-02", 0, 50),
            (Scope::area(1), "2025-01", "2025-03", 90, 0),
            // Of area 2, February and March may be in the cell of its district, or of the region.
            (Scope::area(2), "2025-01", "2025-03", 60, 68),
            (Scope::district(7), "2025-01", "2025-03", 185, 33),
            (Scope::REGION, "2025-01", "2025-03", 218, 0),
            (Scope::REGION, "2025-01", "2025-01", 100, 0),
        ] {
            let found = select(scope, from, to).sum(cells.iter());
            assert_eq!(
                (found.calls, found.cut),
                (calls, cut),
                "{scope:?} {from} {to}"
            );
        }
    }

    #[test]
    fn the_nearest_whole_selection_is_offered() {
        let cells = cells();
        let whole = |scope, month| select(scope, month, month).whole(Some(7), cells.iter());
        assert_eq!(
            whole(Scope::area(1), "2025-02"),
            Some(select(Scope::area(1), "2025-01", "2025-03"))
        );
        assert_eq!(
            whole(Scope::area(2), "2025-02"),
            Some(select(Scope::REGION, "2025-01", "2025-03"))
        );
    }
}
