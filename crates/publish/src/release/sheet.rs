//! Tables as they are published.

use super::File;
use crate::Error;

/// A table being written. Every row of sample data says so in its last column, so that a copy of
/// the file says it too.
pub(crate) struct Sheet {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
    sample: bool,
}

impl Sheet {
    pub(crate) fn new(name: &'static str, columns: &[&str], sample: bool) -> Result<Sheet, Error> {
        let mut sheet = Sheet::rows(name, sample);
        let header: Vec<&str> = columns
            .iter()
            .copied()
            .chain(sample.then_some("sample"))
            .collect();
        sheet.record(&header)?;
        Ok(sheet)
    }

    /// A part of a table: rows without the header.
    pub(crate) fn rows(name: &'static str, sample: bool) -> Sheet {
        Sheet {
            name,
            writer: csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new()),
            sample,
        }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) -> Result<(), Error> {
        let mut cells = cells;
        if self.sample {
            cells.push("yes".into());
        }
        self.record(&cells)
    }

    fn record(&mut self, cells: &[impl AsRef<[u8]>]) -> Result<(), Error> {
        self.writer
            .write_record(cells)
            .map_err(|error| Error::Encode(error.to_string()))
    }

    pub(crate) fn finish(self) -> Result<File, Error> {
        let bytes = self
            .writer
            .into_inner()
            .map_err(|error| Error::Encode(error.to_string()))?;
        Ok(File {
            path: self.name.to_owned(),
            bytes,
        })
    }
}
