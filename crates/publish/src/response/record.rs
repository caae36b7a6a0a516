//! What the record publishes of response times.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use senim_measure::{Cell, Every, Period, Scope, State, Wide};
use senim_model::id::Id;
use senim_model::index::PublishedFile;
use senim_model::response::{Excluded, Month, People, Response, Sum};
use senim_model::text::Text;

use super::before;
use super::breakdowns::breakdowns;
use super::cells::{Limits, cells};
use super::counts::Counts;
use super::excluded::{self, Key as ExcludedKey, Reason};
use super::outline::outline;
use super::region::Region;
use super::revision::Before;
use super::{Calls, facts, packs};
use crate::Error;
use crate::check::Directory;
use crate::coverage::Cell as Covered;
use crate::in_order::{in_order, processors};
use crate::release::table::Table;
use crate::release::{File, published};

/// The dataset of calls in `coverage.csv`. Whoever owes it is a region.
pub(crate) const DATASET: &str = "calls";

/// The tables and packs.
pub(crate) struct Tables {
    /// The facts.
    pub(crate) facts: Vec<File>,
    /// The packs, the country's among them.
    pub(crate) packs: Vec<File>,
    /// What the index says of the country's pack, where there is one.
    pub(crate) country: Option<PublishedFile>,
}

/// Makes tables and packs of what was counted, and of what the release before says of months that
/// did not come again.
pub(crate) fn tables(
    directory: &Directory,
    calls: &Calls,
    before: Option<Before<'_>>,
    covered: &[Covered],
    today: NaiveDate,
) -> Result<Tables, Error> {
    let settings = &directory.settings.response;
    let limits = Limits {
        min_cell: settings.min_cell.into(),
        min_change: settings.min_change.into(),
        open: Period::of(Every::Month, today),
    };
    let earlier = match before {
        Some(before) => Some(Earlier::read(before)?),
        None => None,
    };
    let told = match &earlier {
        Some(earlier) => excluded::before(&earlier.excluded)?,
        None => BTreeMap::new(),
    };
    let maker = Maker {
        directory,
        limits,
        earlier: earlier.as_ref(),
        covered,
        excluded: excluded::rows(&calls.excluded, limits, &told),
    };
    let sample = directory.settings.sample;
    let mut made = Made {
        rows: Vec::new(),
        regions: Vec::new(),
        packs: Vec::new(),
        sums: Vec::new(),
        left_out: 0,
    };
    let mut failed = None;
    let each = |(region, counts): &(Region, Counts)| maker.make(region, counts);
    // The packs of the directory are made meanwhile, on a processor of their own.
    let threads = processors().saturating_sub(1).max(1);
    in_order(threads, &calls.regions, &each, &mut |_, region| {
        if let Err(error) = region.map(|region| made.add(region)) {
            failed.get_or_insert(error);
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let few = BTreeMap::from([((None, None, Reason::Few), made.left_out)]);
    let mut rows = maker.excluded.clone();
    rows.extend(excluded::rows(&few, limits, &told));
    rows.sort();
    let of_none = excluded_of(&rows, None);
    let country = packs::country(&made.regions, &made.packs, made.sums, of_none)?;
    let mut facts = vec![facts::cells(sample, made.rows)?];
    facts.extend(facts::files(&made.regions, &rows, sample)?);
    let mut packs = made.packs;
    packs.extend(country);
    Ok(Tables {
        facts,
        country: packs.last().map(published),
        packs,
    })
}

/// What came of one region.
struct OfRegion {
    response: Response,
    pack: File,
    /// Its rows of `response.csv`.
    rows: Vec<u8>,
    sums: Vec<Sum>,
    left_out: u64,
}

/// What came of all regions that have something to publish.
struct Made {
    /// Of `response.csv`, region by region.
    rows: Vec<Vec<u8>>,
    /// Without their cells.
    regions: Vec<Response>,
    packs: Vec<File>,
    sums: Vec<Vec<Sum>>,
    left_out: u64,
}

impl Made {
    fn add(&mut self, mut region: OfRegion) {
        self.left_out += region.left_out;
        if !region.response.cells.is_empty() {
            // The rows, the pack and the sums tell of them; those of a whole country take room.
            region.response.cells = Vec::new();
            self.rows.push(region.rows);
            self.regions.push(region.response);
            self.packs.push(region.pack);
            self.sums.push(region.sums);
        }
    }
}

/// Tables of the release before.
struct Earlier<'a> {
    before: Before<'a>,
    cells: [Table; 2],
    breakdowns: Table,
    excluded: Table,
}

impl Earlier<'_> {
    fn read(before: Before<'_>) -> Result<Earlier<'_>, Error> {
        let table = |name| Table::read(before.folder, name);
        Ok(Earlier {
            before,
            cells: [table("response.csv")?, table("response_places.csv")?],
            breakdowns: table("response_breakdowns.csv")?,
            excluded: table("response_excluded.csv")?,
        })
    }
}

/// What a region's figures are made of.
struct Maker<'a> {
    directory: &'a Directory,
    limits: Limits,
    earlier: Option<&'a Earlier<'a>>,
    covered: &'a [Covered],
    excluded: Vec<(ExcludedKey, u64)>,
}

impl Maker<'_> {
    /// What a region publishes, with its pack and its rows.
    fn make(&self, region: &Region, counts: &Counts) -> Result<OfRegion, Error> {
        let (response, left_out) = self.region(region, counts)?;
        Ok(OfRegion {
            pack: packs::file(&packs::name(&response.region), &response)?,
            rows: facts::cell_rows(&response, self.directory.settings.sample)?,
            sums: packs::add_up(&response),
            response,
            left_out,
        })
    }

    /// What a region publishes, and how many of its calls fit in no cell.
    fn region(&self, region: &Region, counts: &Counts) -> Result<(Response, u64), Error> {
        let settings = &self.directory.settings.response;
        let mut territory = region.territory.clone();
        let (old_cells, old_rows) = match self.earlier {
            Some(earlier) => (
                before::cells(
                    &earlier.cells,
                    &region.id,
                    &mut territory,
                    &settings.priority,
                )?,
                before::breakdowns(
                    &earlier.breakdowns,
                    &region.id,
                    [&settings.category, &settings.channel],
                )?,
            ),
            None => Default::default(),
        };
        let found = cells(region, counts, self.limits, &old_cells);
        let breakdowns = breakdowns(counts, &found, self.limits, &old_rows);
        let name = self
            .directory
            .regions
            .get(&region.id)
            .map(|region| region.name.clone());
        let mut response = Response {
            region: region.id.clone(),
            name: name.unwrap_or_default(),
            min_cell: settings.min_cell,
            priorities: settings.priority.clone(),
            categories: settings.category.clone(),
            channels: settings.channel.clone(),
            definitions: region.definitions.clone(),
            targets: settings.targets(),
            months: months(&region.id, &found.cells, self.covered, self.limits.open),
            people: self.people(region),
            outline: outline(&region.shapes, &territory),
            districts: territory.districts,
            areas: territory.areas,
            cells: found.cells,
            breakdowns,
            excluded: excluded_of(&self.excluded, Some(&region.id)),
            revision: None,
            wide: Wide::default(),
        };
        if let Some(earlier) = self.earlier {
            response.revision = earlier.before.revision(&response, &old_cells)?;
        }
        Ok((response, found.left_out.values().sum()))
    }

    /// How many people live in the region and its parts.
    fn people(&self, region: &Region) -> Vec<People> {
        let rows = self.directory.population.iter();
        let people = |row: &crate::check::SourcePopulation| {
            let scope = match (&row.area, &row.district) {
                (Some(area), _) => Scope::area(region.territory.area_at(area)?),
                (None, Some(district)) => Scope::district(region.territory.district_at(district)?),
                (None, None) => {
                    (row.region.as_ref() == Some(&region.id)).then_some(Scope::REGION)?
                }
            };
            Some(People {
                scope,
                people: row.people,
                on: row.date.to_string(),
            })
        };
        rows.filter_map(people).collect()
    }
}

/// Calls that are told of a region, or of none.
fn excluded_of(rows: &[(ExcludedKey, u64)], region: Option<&Id>) -> Vec<Excluded> {
    let rows = rows.iter();
    let mine = rows.filter(|((of, _, _), _)| of.as_ref() == region);
    mine.map(|((_, year, reason), calls)| Excluded {
        year: *year,
        reason: reason.code().to_owned(),
        calls: *calls,
    })
    .collect()
}

/// What came, month by month, from the first that has cells or was due to the last that is over.
fn months(region: &Id, cells: &[Cell], covered: &[Covered], open: Period) -> Vec<Month> {
    let mut months: BTreeMap<Period, Month> = BTreeMap::new();
    let month = |month, state, reason: &Text| Month {
        month,
        state,
        reason: reason.clone(),
    };
    for of in cells.iter().flat_map(Cell::months) {
        months.insert(of, month(of, State::Reported, &Text::default()));
    }
    let mine = covered
        .iter()
        .filter(|row| row.dataset == DATASET && row.supplier == region.as_str());
    let is_over = |row: &&Covered| row.period.every() == Every::Month && row.period < open;
    for row in mine.filter(is_over) {
        let is_there = months.contains_key(&row.period);
        if !is_there {
            months.insert(row.period, month(row.period, row.state, &row.reason));
        }
    }
    let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else {
        return Vec::new();
    };
    let (first, last) = (*first, *last);
    let all = std::iter::successors(Some(first), |month| Some(month.next()));
    all.take_while(|month| *month <= last)
        .map(|of| {
            months
                .remove(&of)
                .unwrap_or_else(|| month(of, State::Missing, &Text::default()))
        })
        .collect()
}
