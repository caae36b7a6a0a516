//! Where the facts of the current releases lie.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

/// The folder of the directory's facts in a data folder; `None` where nothing is published.
pub fn current_facts(data: &Path) -> Option<PathBuf> {
    current(data, "directory")
}

/// The folder of the record's facts in a data folder; `None` where nothing is published.
pub fn current_record(data: &Path) -> Option<PathBuf> {
    current(data, "record")
}

fn current(data: &Path, dataset: &str) -> Option<PathBuf> {
    let index: Value =
        serde_json::from_slice(&std::fs::read(data.join("index.json")).ok()?).ok()?;
    let path = Path::new(index.get(dataset)?.get("path")?.as_str()?);
    let inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let folder = data.join(path);
    (inside && folder.is_dir()).then_some(folder)
}
