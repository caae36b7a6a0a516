//! Sums for wide places, so that a choice of a region or a district is answered from hundreds of
//! cells and not from tens of thousands.

use std::collections::BTreeMap;

use crate::{Cell, Histogram, Key, Months, Scope};

/// The cells of a region, added up for it as a whole and for each of its districts. A
/// [`Selection`](crate::selection::Selection) of one of them has the same sum here as over all cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wide {
    region: Vec<Cell>,
    districts: Vec<Vec<Cell>>,
    /// Cells of the region itself, which may hold calls of any district.
    above: Vec<Cell>,
}

/// What cells need to have in common to be added up.
type Same = (Key, u16);

impl Wide {
    /// Adds up the cells of a region that has so many districts.
    pub fn of(cells: &[Cell], districts: usize) -> Wide {
        let mut region: BTreeMap<Same, Sum<'_>> = BTreeMap::new();
        let mut parts: Vec<BTreeMap<Same, Sum<'_>>> = vec![BTreeMap::new(); districts];
        let mut above = Vec::new();
        for cell in cells {
            let widened = |scope| (Key { scope, ..cell.key }, cell.months.0);
            region.entry(widened(Scope::REGION)).or_default().push(cell);
            match cell.key.scope.district {
                Some(at) => {
                    if let Some(part) = parts.get_mut(usize::from(at)) {
                        part.entry(widened(Scope::district(at)))
                            .or_default()
                            .push(cell);
                    }
                }
                None if cell.key.scope == Scope::REGION => above.push(cell.clone()),
                None => {}
            }
        }
        Wide {
            region: added_up(region),
            districts: parts.into_iter().map(added_up).collect(),
            above,
        }
    }

    /// The cells that a selection of a place is to be told from; `None` of an area.
    pub fn cells(&self, scope: Scope) -> Option<impl Iterator<Item = &Cell> + Clone> {
        let (own, above): (&[Cell], &[Cell]) = match (scope.area, scope.district) {
            (Some(_), _) => return None,
            (None, None) => (&self.region, &[]),
            (None, Some(at)) => (self.districts.get(usize::from(at))?, &self.above),
        };
        Some(own.iter().chain(above))
    }
}

/// Cells that stand for one in a wide place.
type Sum<'a> = Vec<&'a Cell>;

fn added_up(sums: BTreeMap<Same, Sum<'_>>) -> Vec<Cell> {
    let sum = |((key, months), cells): (Same, Sum<'_>)| {
        let clocks = cells.iter().map(|cell| cell.histograms.len()).max();
        let of = |clock: usize| {
            let histograms = cells.iter().filter_map(|cell| cell.histograms.get(clock));
            Histogram::sum(histograms)
        };
        Cell {
            key,
            months: Months(months),
            histograms: (0..clocks.unwrap_or(0)).map(of).collect(),
        }
    };
    sums.into_iter().map(sum).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::histogram::tests::of;
    use crate::selection::Selection;
    use crate::{Every, Period};

    fn month(number: u32) -> Period {
        Period::parse(&format!("{}-{:02}", 2024 + number / 12, number % 12 + 1)).unwrap()
    }

    fn cell() -> impl Strategy<Value = Cell> {
        let scope = (0u16..3, 0u16..9, 0u8..3).prop_map(|(district, area, width)| Scope {
            district: (width < 2).then_some(district),
            area: (width < 1).then_some(area),
        });
        let when = (0u32..18, 0u8..3, 1u16..8);
        let durations = prop::collection::vec(prop::option::of(0u32..3_000), 1..9);
        (scope, when, 0u8..2, durations).prop_map(
            |(scope, (number, every, some), priority, durations)| {
                let every = [Every::Month, Every::Quarter, Every::Year][usize::from(every)];
                let period = month(number).within(every);
                let mut months = Months::default();
                let all: Vec<Period> = period.months().collect();
                let kept = all
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| all.len() == 1 || some & (1 << (at % 3)) != 0);
                kept.for_each(|(_, month)| months.add(*month));
                Cell {
                    key: Key {
                        scope,
                        period,
                        priority,
                        since: None,
                    },
                    months,
                    histograms: vec![of(&durations), of(&durations[..1])],
                }
            },
        )
    }

    proptest! {
        #[test]
        fn a_wide_choice_has_the_same_sum(
            cells in prop::collection::vec(cell(), 0..60),
            district in prop::option::of(0u16..3),
            (from, to) in (0u32..18, 0u32..18),
            priority in prop::option::of(0u8..2),
        ) {
            let wide = Wide::of(&cells, 3);
            let scope = district.map_or(Scope::REGION, Scope::district);
            let selection = Selection { scope, from: month(from.min(to)), to: month(from.max(to)), priority };
            for clock in 0..2 {
                prop_assert_eq!(
                    selection.sum(wide.cells(scope).unwrap(), clock),
                    selection.sum(cells.iter(), clock)
                );
            }
            prop_assert!(wide.cells(Scope::area(1)).is_none());
        }
    }
}
