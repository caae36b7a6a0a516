//! Tables as they were published, read again.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use senim_model::id::Id;
use senim_model::text::{Lang, Text};

use crate::Error;

/// Rows of a published table by the names of its columns.
pub(crate) struct Table {
    rows: Vec<BTreeMap<String, String>>,
    path: std::path::PathBuf,
}

impl Table {
    /// Reads a table of a release; empty where it is not there or was withdrawn.
    pub(crate) fn read(folder: &Path, name: &str) -> Result<Table, Error> {
        let path = folder.join(name);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Error::io(&path, error)),
        };
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let rows: Result<Vec<_>, csv::Error> = reader.deserialize().collect();
        let rows = rows.map_err(|error| Error::Published {
            path: path.clone(),
            message: error.to_string(),
        })?;
        Ok(Table { rows, path })
    }

    /// What each row makes; a row that makes nothing is damaged.
    pub(crate) fn all<T>(&self, make: impl Fn(&Values<'_>) -> Option<T>) -> Result<Vec<T>, Error> {
        self.some(|_| true, make)
    }

    /// What each row of a region makes; a row that makes nothing is damaged.
    pub(crate) fn of_region<T>(
        &self,
        region: &Id,
        make: impl Fn(&Values<'_>) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        self.some(|row| row.text("region") == region.as_str(), make)
    }

    fn some<T>(
        &self,
        which: impl Fn(&Values<'_>) -> bool,
        make: impl Fn(&Values<'_>) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        let rows = self.rows.iter().enumerate();
        let rows = rows.map(|(at, row)| (at, Values(row)));
        rows.filter(|(_, row)| which(row))
            .map(|(at, row)| make(&row).ok_or_else(|| self.damaged(at)))
            .collect()
    }

    fn damaged(&self, at: usize) -> Error {
        Error::Published {
            path: self.path.clone(),
            message: format!("row {} makes no sense with the settings of today", at + 2),
        }
    }
}

/// A row.
pub(crate) struct Values<'a>(&'a BTreeMap<String, String>);

impl Values<'_> {
    /// A value; empty where there is no such column.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// A value that may be empty; `None` where it is something else.
    pub(crate) fn may<T>(
        &self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.text(column) {
            "" => Some(None),
            text => parse(text).map(Some),
        }
    }

    /// A text in Kazakh, Russian and English: `name` for `name_kk`, `name_ru`, `name_en`.
    pub(crate) fn names(&self, base: &str) -> Text {
        let mut names = Text::default();
        for lang in Lang::ALL {
            names.put(lang, self.text(&format!("{base}_{}", lang.code())));
        }
        names
    }

    /// Whether something is marked as so.
    pub(crate) fn yes(&self, column: &str) -> bool {
        self.text(column) == "yes"
    }

    /// A number; `None` where it is something else.
    pub(crate) fn number<T: FromStr>(&self, column: &str) -> Option<T> {
        self.text(column).parse().ok()
    }
}

/// An identifier; `None` where it is something else.
pub(crate) fn id(text: &str) -> Option<Id> {
    Id::parse(text).ok()
}
