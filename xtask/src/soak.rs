//! Long proofs, run by hand: hostile bytes and text for every reader of what others control.

use anyhow::Result;
use clap::ValueEnum;

use crate::run::Run;
use crate::setup::fuzzer;

/// A reader; the folder `fuzz/` has a target of the same name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Reader {
    /// Packs, as the browser opens them
    Pack,
    /// Addresses, as visitors type them
    Address,
    /// House lists, as publishers write them
    Houses,
    /// Outlines of areas in GeoJSON
    Outlines,
    /// Outlines of areas in Shapefiles and their tables
    Shapefile,
    /// Tables, as offices save them
    Table,
}

/// Fuzzes all readers, or some, for so many minutes each. What is found stays in
/// `fuzz/artifacts`, what was learnt in `fuzz/corpus`.
pub(crate) fn run(only: &[Reader], minutes: u64) -> Result<()> {
    let path = fuzzer()?;
    let seconds = format!("-max_total_time={}", minutes * 60);
    for reader in Reader::value_variants() {
        if !only.is_empty() && !only.contains(reader) {
            continue;
        }
        let Some(target) = reader.to_possible_value() else {
            continue;
        };
        // The code is safe Rust, so what can go wrong is a panic, and no sanitizer is needed.
        Run::new("cargo", ["fuzz", "run", "--sanitizer", "none"])
            .args(&[target.get_name(), "--", &seconds, "-timeout=10"])
            .env("PATH", &path)
            .env("RUSTC_BOOTSTRAP", "1")
            .patience(minutes * 60 + 15 * 60)
            .go()?;
    }
    Ok(())
}
