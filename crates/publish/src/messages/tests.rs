//! Whatever is counted: nothing published is small, no sum makes something small, and releases differ
//! by many messages or by none.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use senim_measure::{Every, Period};
use senim_model::id::Id;

use super::cells::Limits;
use super::facts::{Published, Tables};
use super::record::published;
use super::*;

const MIN_CELL: u64 = 30;
const MIN_CHANGE: u64 = 5;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn limits(today: &str) -> Limits {
    Limits {
        min_cell: MIN_CELL,
        min_change: MIN_CHANGE,
        today: today.parse::<NaiveDate>().unwrap(),
    }
}

/// Messages of a place, a quarter and a theme: how many came, and how many of these were answered,
/// closed, confirmed, in parts of four.
fn row(
    region: &str,
    district: Option<u8>,
    quarter: u32,
    theme: Option<u8>,
    n: u64,
    parts: [u64; 3],
) -> SourceMessages {
    let answered = n * parts[0].min(4) / 4;
    let closed = answered * parts[1].min(4) / 4;
    let confirmed = closed * parts[2].min(4) / 4;
    let mut counts = Counts {
        received: n,
        answered,
        closed: [closed, 0, 0, 0],
        confirmed: [confirmed / 2, confirmed - confirmed / 2, 0],
        ..Counts::default()
    };
    if answered > 0 {
        counts.days.add_many(3, answered as u32);
    }
    SourceMessages {
        of: Group {
            region: id(region),
            quarter: Period::parse(&format!("{}-Q{}", 2025 + quarter / 4, quarter % 4 + 1))
                .unwrap(),
            district: district.map(|at| id(&format!("{region}-{at}"))),
        },
        theme: theme.map(|at| id(&format!("theme-{at}"))),
        counts,
    }
}

fn source() -> impl Strategy<Value = Vec<SourceMessages>> {
    let parts = [0u64..5, 0u64..5, 0u64..5];
    let one = (
        0u8..3,
        prop::option::of(0u8..3),
        0u32..8,
        prop::option::of(0u8..3),
        1u64..40,
        parts,
    );
    let one = one.prop_map(|(region, district, quarter, theme, n, parts)| {
        row(
            ["a", "b", "c"][usize::from(region)],
            district,
            quarter,
            theme,
            n,
            parts,
        )
    });
    prop::collection::vec(one, 0..60)
}

fn make(rows: &[SourceMessages], before: &Published, today: &str) -> Published {
    let messages = Messages {
        rows: rows.to_vec(),
        answers: Vec::new(),
    };
    published(&messages, before, limits(today))
}

fn received<'a>(counts: impl Iterator<Item = &'a Counts>) -> u64 {
    counts.map(|counts| counts.received).sum()
}

/// Everything that is told of messages.
fn told(published: &Published) -> Vec<&Counts> {
    let sides = [&published.office, &published.senders];
    let cells = sides.into_iter().flat_map(|side| &side.cells);
    let themes = sides.into_iter().flat_map(|side| &side.themes);
    let cells = cells.map(|cell| &cell.counts);
    cells.chain(themes.map(|row| &row.counts)).collect()
}

#[test]
fn small_quarters_wait_for_their_year_and_small_districts_stand_together() {
    let all = [4, 4, 4];
    let rows = [
        row("a", Some(0), 0, None, 50, all),
        row("a", Some(1), 0, None, 40, all),
        row("a", Some(2), 0, None, 3, all),
        row("a", Some(0), 1, None, 12, all),
        row("a", Some(0), 3, None, 18, all),
        row("b", Some(0), 2, None, 20, all),
        row("c", None, 3, None, 29, all),
        row("c", None, 5, None, 29, all),
    ];
    let shown = |today| {
        let cells = make(&rows, &Published::default(), today).office.cells;
        let text = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
        cells
            .into_iter()
            .map(|Cell { key, counts, .. }| {
                format!(
                    "{} {} {} {}",
                    text(key.region),
                    key.period,
                    text(key.district),
                    counts.received
                )
            })
            .collect::<Vec<_>>()
    };
    // The district of three takes the smallest other one with it.
    assert_eq!(shown("2025-12-31"), ["a 2025-Q1  43", "a 2025-Q1 a-0 50"]);
    assert_eq!(
        shown("2026-12-31"),
        [
            " 2025  49",
            "a 2025-Q1  43",
            "a 2025-Q1 a-0 50",
            "a 2025  30"
        ]
    );
}

#[test]
fn a_table_that_came_without_its_old_quarters_takes_nothing_back() {
    let old = row("a", Some(0), 0, Some(1), 50, [4, 4, 4]);
    let before = make(
        std::slice::from_ref(&old),
        &Published::default(),
        "2025-06-01",
    );
    let new = row("a", Some(0), 1, Some(1), 40, [4, 4, 4]);
    let after = make(std::slice::from_ref(&new), &before, "2025-08-01").office;
    assert_eq!((after.cells.len(), after.themes.len()), (2, 2));
    assert_eq!(after.cells[0], before.office.cells[0]);
    assert_eq!(after.themes[0], before.office.themes[0]);
    let both = make(&[old, new], &before, "2025-08-01").office;
    assert_eq!((both.cells.len(), both.themes.len()), (2, 2));
}

/// Nothing is small, of a quarter all is told or nothing, and what is in no cell is small.
fn is_sound(
    tables: &Tables,
    rows: &[SourceMessages],
    size: impl Fn(&Counts) -> u64,
    limits: Limits,
) -> Result<(), TestCaseError> {
    let mut quarters: BTreeMap<(&Id, Period), u64> = BTreeMap::new();
    for row in rows {
        let sum = quarters.entry((&row.of.region, row.of.quarter));
        *sum.or_default() += size(&row.counts);
    }
    let mut left: BTreeMap<Period, u64> = BTreeMap::new();
    for ((region, quarter), all) in quarters {
        let is_of = |key: &Key| key.region.as_ref() == Some(region) && key.period == quarter;
        let cells = tables.cells.iter().filter(|cell| is_of(&cell.key));
        let cells: Vec<&Counts> = cells.map(|cell| &cell.counts).collect();
        let here = received(cells.iter().copied());
        let is_enough = all >= MIN_CELL && limits.are_past(quarter);
        prop_assert_eq!(here, if is_enough { all } else { 0 });
        *left.entry(quarter.within(Every::Year)).or_default() += all - here;
        // Both tables tell of the same messages, so their difference tells of none.
        let themes = tables.themes.iter();
        let themes = themes.filter(|row| row.region == *region && row.quarter == quarter);
        let themes = Counts::sum(themes.map(|row| &row.counts));
        prop_assert_eq!(themes, Counts::sum(cells.into_iter()));
    }
    let over = left.into_iter().filter(|(year, _)| limits.are_past(*year));
    for (year, left) in over {
        let wide = tables.cells.iter().filter(|cell| cell.key.period == year);
        let wide = received(wide.map(|cell| &cell.counts));
        prop_assert!(left - wide < MIN_CELL, "{} of {}", left, wide);
    }
    Ok(())
}

proptest! {
    #[test]
    fn nothing_is_small_and_no_sum_tells_of_few(rows in source(), late in any::<bool>()) {
        let today = if late { "2027-01-01" } else { "2026-08-15" };
        let made = make(&rows, &Published::default(), today);
        for counts in told(&made) {
            prop_assert!(counts.received >= MIN_CELL);
        }
        let limits = limits(today);
        is_sound(&made.office, &rows, |counts| counts.received, limits)?;
        is_sound(&made.senders, &rows, |counts| counts.confirmed.iter().sum(), limits)?;
    }

    #[test]
    fn releases_differ_by_many_messages_or_by_none(
        rows in source(),
        later in prop::collection::vec((any::<prop::sample::Index>(), [0u64..5, 0u64..5, 0u64..5], prop::option::of(0u8..3)), 0..9),
        next in any::<bool>(),
    ) {
        let first = make(&rows, &Published::default(), "2026-08-15");
        let mut rows = rows;
        for (at, parts, theme) in later {
            if rows.is_empty() {
                break;
            }
            let at = at.index(rows.len());
            let row = &mut rows[at];
            let quarter = row.of.quarter;
            let at = (quarter.first_day().format("%Y").to_string().parse::<u32>().unwrap() - 2025) * 4
                + quarter.month0() / 3;
            let district = row.of.district.as_ref().map(|id| id.as_str()[2..].parse().unwrap());
            let region = row.of.region.to_string();
            *row = self::row(&region, district, at, theme, row.counts.received, parts);
        }
        let second = make(&rows, &first, if next { "2026-10-02" } else { "2026-08-15" });
        for (first, second) in [(&first.office, &second.office), (&first.senders, &second.senders)] {
            for old in &first.cells {
                // Where a source says that there are none any more, a whole cell goes.
                if let Some(new) = second.cells.iter().find(|new| new.key == old.key) {
                    prop_assert!(!old.counts.differs_little(&new.counts, MIN_CHANGE));
                }
            }
            for old in &first.themes {
                let key = |row: &Row| (row.region.clone(), row.quarter, row.theme.clone());
                if let Some(new) = second.themes.iter().find(|new| key(new) == key(old)) {
                    prop_assert!(!old.counts.differs_little(&new.counts, MIN_CHANGE));
                }
            }
        }
        for counts in told(&second) {
            prop_assert!(counts.received >= MIN_CELL);
        }
        // The same source says the same again.
        let again = make(&rows, &second, if next { "2026-10-02" } else { "2026-08-15" });
        for (again, second) in [(again.office, second.office), (again.senders, second.senders)] {
            prop_assert_eq!(again.cells, second.cells);
            prop_assert_eq!(again.themes, second.themes);
        }
    }
}
