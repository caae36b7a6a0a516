//! `coverage.csv`: what came and what did not.

use std::path::Path;

use senim_model::text::Text;

use super::Material;
use crate::Error;
use crate::check::{Directory, State as Supply};
use crate::coverage::{Cell, Delivery, Period, State, WHOLE, matrix, same};
use crate::messages::{self, Messages};
use crate::release::File;
use crate::release::sheet::Sheet;
use crate::response::{Calls, DATASET};

const FILE: &str = "coverage.csv";

/// What came and what did not, with what is known from the release before.
pub(super) fn cells(material: &Material<'_>) -> Result<Vec<Cell>, Error> {
    let settings = &material.directory.settings;
    let earlier = match material.before {
        Some(before) => read(&before.folder.join(FILE))?,
        None => Vec::new(),
    };
    let deliveries = deliveries(material.directory);
    Ok(matrix(&settings.due, &deliveries, &earlier, material.today))
}

/// The table.
pub(super) fn table(cells: &[Cell], sample: bool) -> Result<File, Error> {
    let columns = [
        "dataset",
        "supplier",
        "period",
        "state",
        "due_on",
        "reason_kk",
        "reason_ru",
        "reason_en",
    ];
    let mut sheet = Sheet::new(FILE, &columns, sample)?;
    for cell in cells {
        sheet.row(vec![
            cell.dataset.clone(),
            cell.supplier.clone(),
            cell.period.to_string(),
            cell.state.code().to_owned(),
            cell.due_on.map(|day| day.to_string()).unwrap_or_default(),
            cell.reason.kk.clone(),
            cell.reason.ru.clone(),
            cell.reason.en.clone(),
        ])?;
    }
    sheet.finish()
}

/// What came: the directory as a whole, which is in order, as one with errors is not published; and
/// the rows of each supplier, of which nothing is usable where it is held back; and the calls and
/// messages of each region, period by period.
fn deliveries(directory: &Directory) -> Vec<Delivery> {
    let delivery = |supplier: &str, rows, ok| Delivery {
        dataset: "directory".into(),
        supplier: supplier.into(),
        period: None,
        rows,
        ok,
    };
    let rows = directory.areas.len() + directory.places.len();
    let whole = delivery(WHOLE, rows, true);
    let suppliers = directory.suppliers.iter().map(|supplier| {
        let rows = directory
            .origins()
            .filter(|origin| origin.supplier.as_ref() == Some(&supplier.id));
        delivery(
            supplier.id.as_str(),
            rows.count(),
            supplier.state == Supply::Fresh,
        )
    });
    let delivered = directory.calls.iter().flat_map(Calls::delivered);
    let counted = |dataset: &str, ((region, period), rows): ((&str, Period), u64)| Delivery {
        dataset: dataset.into(),
        supplier: region.into(),
        period: Some(period),
        rows: usize::try_from(rows).unwrap_or(usize::MAX),
        ok: true,
    };
    let calls = delivered.map(|came| counted(DATASET, came));
    let messages = directory.messages.iter().flat_map(Messages::delivered);
    let messages = messages.map(|came| counted(messages::DATASET, came));
    std::iter::once(whole)
        .chain(suppliers)
        .chain(calls)
        .chain(messages)
        .collect()
}

/// The states of the release before. A file that was withdrawn says nothing.
fn read(path: &Path) -> Result<Vec<Cell>, Error> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(path, error)),
    };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().cloned().unwrap_or_default();
    let cells = reader.records().map(|record| {
        let record = record.ok()?;
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name)?;
            record.get(at)
        };
        Some(Cell {
            dataset: cell("dataset")?.to_owned(),
            supplier: cell("supplier")?.to_owned(),
            period: Period::parse(cell("period")?)?,
            state: State::from_code(cell("state")?)?,
            due_on: cell("due_on")?.parse().ok(),
            // Earlier releases said it once for all languages.
            reason: match cell("reason") {
                Some(once) => same(once),
                None => Text {
                    kk: cell("reason_kk")?.to_owned(),
                    ru: cell("reason_ru")?.to_owned(),
                    en: cell("reason_en")?.to_owned(),
                },
            },
        })
    });
    let cells: Option<Vec<Cell>> = cells.collect();
    cells.ok_or_else(|| Error::Published {
        path: path.to_owned(),
        message: "is no table of coverage".into(),
    })
}
