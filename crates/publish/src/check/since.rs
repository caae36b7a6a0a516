//! What changed since the last release and should not have: identifiers keep their meaning, what
//! was published does not vanish unnoticed, and nothing goes back in time. All of these are
//! warnings, as each may be right once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::text::{Lang, Text};

use super::{Directory, RowOrigin};
use crate::problem::{Place, Problems};
use crate::source::table::Row;
use crate::source::tables::{Found, Tables};

/// Names less alike than this are no two spellings of one name.
const ALIKE: f64 = 0.4;

/// What of a row is compared.
struct Now<'a> {
    origin: &'a RowOrigin,
    name: Option<&'a Text>,
    region: Option<&'a Id>,
    verified_on: Option<NaiveDate>,
}

impl<'a> Now<'a> {
    /// A row that nobody verifies.
    fn new(origin: &'a RowOrigin, name: Option<&'a Text>, region: Option<&'a Id>) -> Now<'a> {
        Now {
            origin,
            name,
            region,
            verified_on: None,
        }
    }
}

/// Compares a directory with the tables of the last release.
pub(super) fn check(directory: &Directory, published: &Tables, problems: &Problems) {
    let regions = directory.regions.iter();
    let regions = regions.map(|(id, row)| (id, Now::new(&row.origin, Some(&row.name), None)));
    compare("regions", regions.collect(), published, problems);
    let districts = directory.districts.iter().map(|(id, row)| {
        let now = Now::new(&row.origin, Some(&row.name), Some(&row.region));
        (id, now)
    });
    compare("districts", districts.collect(), published, problems);
    let localities = directory.localities.iter().map(|(id, row)| {
        let now = Now::new(&row.origin, Some(&row.name), Some(&row.region));
        (id, now)
    });
    compare("localities", localities.collect(), published, problems);
    let areas = directory.areas.iter().map(|(id, row)| {
        let region = Some(&row.region);
        (
            id,
            Now {
                origin: &row.origin,
                name: None,
                region,
                verified_on: None,
            },
        )
    });
    compare("areas", areas.collect(), published, problems);
    let places = directory.places.iter().map(|(id, row)| {
        let (region, verified_on) = (Some(&row.region), row.verified_on);
        (
            id,
            Now {
                origin: &row.origin,
                name: Some(&row.name),
                region,
                verified_on,
            },
        )
    });
    compare("places", places.collect(), published, problems);
    let inspectors = directory.inspectors.iter().map(|(id, row)| {
        let verified_on = row.verified_on;
        (
            id,
            Now {
                origin: &row.origin,
                name: Some(&row.name),
                region: None,
                verified_on,
            },
        )
    });
    compare("inspectors", inspectors.collect(), published, problems);
}

fn compare(table: &str, now: BTreeMap<&Id, Now<'_>>, published: &Tables, problems: &Problems) {
    let Found::Table(before) = published.table(table, |_| true) else {
        return;
    };
    for row in before.rows() {
        let Ok(id) = Id::parse(row.get("id")) else {
            continue;
        };
        match now.get(&id) {
            Some(now) => same(row, &id, now, problems),
            // Inspectors come and go.
            None if table == "inspectors" => {}
            None => {
                let file = format!("{table}.csv");
                problems.warning(
                    Place::file(&file).column("id"),
                    format!(
                        "{id} was published and is gone; addresses of pages that name it break"
                    ),
                );
            }
        }
    }
}

fn same(before: Row<'_>, id: &Id, now: &Now<'_>, problems: &Problems) {
    let place = now.origin.place();
    let names = Lang::ALL.map(|lang| before.get(&format!("name_{}", lang.code())));
    if let Some(name) = now.name {
        let pairs = Lang::ALL
            .into_iter()
            .zip(names)
            .map(|(lang, was)| (name.get(lang), was));
        let pairs: Vec<_> = pairs
            .filter(|(is, was)| !is.is_empty() && !was.is_empty())
            .collect();
        let other = |(is, was): &(&str, &str)| strsim::normalized_levenshtein(is, was) < ALIKE;
        if let Some((is, was)) = pairs.first()
            && pairs.iter().all(other)
        {
            problems.warning(
                place.column("id"),
                format!(
                    "{id} was published as “{was}” and is now “{is}”; an identifier never changes \
                     its meaning"
                ),
            );
        }
    }
    let was = before.get("region");
    if let Some(region) = now.region
        && !was.is_empty()
        && region.as_str() != was
    {
        problems.warning(
            place.column("region"),
            format!("{id} was published in the region {was} and is now in {region}"),
        );
    }
    let was = NaiveDate::parse_from_str(before.get("verified_on"), "%Y-%m-%d").ok();
    if let (Some(is), Some(was)) = (now.verified_on, was)
        && is < was
    {
        problems.warning(
            place.column("verified_on"),
            format!(
                "is {is}, older than {was}, which is published already; is the file an old one?"
            ),
        );
    }
}
