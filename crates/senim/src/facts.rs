//! Tables that are published or in a source folder, as far as commands read them.

use std::path::Path;

use anyhow::Result;

/// Some columns of a table, row by row; empty where the table lacks one.
pub(crate) fn columns<const N: usize>(path: &Path, names: [&str; N]) -> Result<Vec<[String; N]>> {
    let mut table = csv::Reader::from_path(path)?;
    let headings = table.headers()?.clone();
    let at = names.map(|name| headings.iter().position(|heading| heading == name));
    let mut rows = Vec::new();
    for row in table.records() {
        let row = row?;
        rows.push(at.map(|at| at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()));
    }
    Ok(rows)
}
