//! Tables as they are published.

use senim_model::text::{Lang, Text};

use super::File;
use crate::Error;

/// A value; empty where there is none.
pub(crate) fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A mark of what is so; empty where it is not.
pub(crate) fn yes(is: bool) -> String {
    if is { "yes".into() } else { String::new() }
}

/// A text in Kazakh, Russian and English.
pub(crate) fn names(of: &Text) -> [String; 3] {
    Lang::ALL.map(|lang| of.get(lang).to_owned())
}

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
        self.row_of(cells, true)
    }

    /// A row that is invented, or real in the midst of sample data.
    pub(crate) fn row_of(&mut self, mut cells: Vec<String>, invented: bool) -> Result<(), Error> {
        if self.sample {
            cells.push(yes(invented));
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
