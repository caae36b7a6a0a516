//! Sums of cells.

use crate::{Cell, Every, Histogram, Months, Period, Scope};

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
    /// How long its calls took.
    pub histogram: Histogram,
    /// The calls of cells that may hold some of the selection and hold others too: they are not in
    /// the figures, as nobody can tell how many of them belong here.
    pub cut: u64,
}

impl Selection {
    /// Its months in a year.
    fn months(&self, year: i32) -> Months {
        Months::between(self.from.first_month(), self.to.first_month(), year)
    }

    /// Adds up the cells that lie in the selection, by one of their clocks. They are to be of one
    /// definition, so that their clocks are the same.
    pub fn sum<'a>(&self, cells: impl Iterator<Item = &'a Cell> + Clone, clock: usize) -> Selected {
        let mut inside = Vec::new();
        let mut cut = 0;
        for cell in cells.clone() {
            let counts = self
                .priority
                .is_none_or(|wanted| cell.key.priority == wanted);
            let asked = self.months(cell.year());
            if !counts || !cell.months.any_in(asked) {
                continue;
            }
            let is_inside = self.scope.holds(cell.key.scope);
            if is_inside && cell.months.all_in(asked) {
                inside.extend(cell.histograms.get(clock));
            } else if is_inside || self.may_be_in(cell, cells.clone()) {
                cut += cell.calls();
            }
        }
        let histogram = Histogram::sum(inside.into_iter());
        Selected { histogram, cut }
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
        let year = wide.year();
        let mut covered = 0;
        let (mut known, mut is_here) = (false, false);
        for own in cells.filter(|cell| cell.key.scope.area == Some(area)) {
            known = true;
            is_here |= own.key.scope.district == wide.key.scope.district;
            if own.key.priority == wide.key.priority && own.year() == year {
                covered |= own.months.0;
            }
        }
        // The area's district at that time is known from its own cells only.
        let elsewhere = wide.key.scope.district.is_some() && known && !is_here;
        let open = wide.months.0 & self.months(year).0 & !covered;
        open != 0 && !elsewhere
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

    /// The nearest selection that cuts no cell, of months between a first and a last: its ends go to
    /// those of quarters and years, each by itself; then to wider places. What is known of each is told
    /// by `sum`. Where all of them cut some, one that holds more calls than it cuts, if this does not.
    pub fn whole(
        &self,
        district: Option<u16>,
        (first, last): (Period, Period),
        sum: impl Fn(&Selection) -> Selected,
    ) -> Option<Selection> {
        let places = [
            Some(self.scope),
            self.scope.area.and(district).map(Scope::district),
            Some(Scope::REGION),
        ];
        use Every::{Month, Quarter, Year};
        let times = [
            (Month, Month),
            (Month, Quarter),
            (Quarter, Month),
            (Quarter, Quarter),
            (Month, Year),
            (Year, Month),
            (Quarter, Year),
            (Year, Quarter),
            (Year, Year),
        ];
        let is_more = |found: &Selected| found.histogram.calls() > found.cut;
        let mut is_known = is_more(&sum(self));
        let (mut found, mut tried) = (None, vec![*self]);
        for scope in places.into_iter().flatten() {
            for (from, to) in times {
                let candidate = Selection {
                    scope,
                    from: self.widened(from).from.max(first),
                    to: self.widened(to).to.min(last),
                    ..*self
                };
                if tried.contains(&candidate) || candidate.to < candidate.from {
                    continue;
                }
                tried.push(candidate);
                let selected = sum(&candidate);
                if !is_more(&selected) {
                    continue;
                }
                if selected.cut == 0 {
                    return Some(candidate);
                }
                if !is_known {
                    (is_known, found) = (true, Some(candidate));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;
    use crate::histogram::tests::of;

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
            let found = select(scope, from, to).sum(cells.iter(), 0);
            assert_eq!(
                (found.histogram.calls(), found.cut),
                (calls, cut),
                "{scope:?} {from} {to}"
            );
        }
    }

    #[test]
    fn the_nearest_whole_selection_is_offered() {
        let cells = cells();
        let sum = |selection: &Selection| selection.sum(cells.iter(), 0);
        let known = |last| (period("2025-01"), period(last));
        let whole =
            |scope, month, last| select(scope, month, month).whole(Some(7), known(last), sum);
        assert_eq!(
            whole(Scope::area(1), "2025-02", "2025-12"),
            Some(select(Scope::area(1), "2025-02", "2025-03"))
        );
        assert_eq!(
            whole(Scope::area(2), "2025-02", "2025-12"),
            Some(select(Scope::REGION, "2025-02", "2025-03"))
        );
        // No further than is known: some stay cut, but more are in.
        assert_eq!(
            whole(Scope::area(1), "2025-02", "2025-02"),
            Some(select(Scope::district(7), "2025-01", "2025-02"))
        );
        assert_eq!(
            whole(Scope::REGION, "2025-02", "2025-03"),
            Some(select(Scope::REGION, "2025-02", "2025-03"))
        );
    }

    #[test]
    fn each_end_of_a_selection_is_widened_by_itself() {
        let mut cells = cells();
        cells.push(cell(in_district(1), "2024", &["2024-02", "2024-11"], 50));
        let sum = |selection: &Selection| selection.sum(cells.iter(), 0);
        // All of 2025 is not known.
        let known = (period("2024-01"), period("2025-04"));
        assert_eq!(
            select(Scope::area(1), "2024-05", "2025-03").whole(Some(7), known, sum),
            Some(select(Scope::area(1), "2024-01", "2025-03"))
        );
    }
}
