//! How the files of a source folder are to be read. It is told apart from all else in `senim.toml`, so
//! that a fault elsewhere in it leaves the tables readable.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::geometry::OutlineSettings;
use super::mapping::{Mapping, Reading};
use super::personal::{Pattern, Rules};
use super::read_file;
use super::settings::{Check, FILE};
use super::values::Phones;
use crate::problem::Problems;

/// What the settings say of reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Intake {
    /// Files, columns and dates of tables.
    pub(crate) reading: Reading,
    /// Which personal data is looked for.
    pub(crate) personal: Rules,
    /// `[outlines]`.
    pub(crate) outlines: OutlineSettings,
    /// How telephone numbers become international.
    pub(crate) phones: Option<Phones>,
}

/// The parts of `senim.toml` that say it.
const PARTS: [&str; 7] = [
    "tables", "columns", "dates", "personal", "check", "outlines", "phones",
];

/// The same parts, as they are read.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Parts {
    tables: BTreeMap<String, Mapping>,
    columns: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    dates: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    personal: Vec<Pattern>,
    check: Check,
    outlines: OutlineSettings,
    phones: Option<Phones>,
}

/// How to read the files of a folder whose settings have a fault, which was told before; `None` where
/// the fault is just in what says it.
pub(crate) fn of_faulty(folder: &Path) -> Option<Intake> {
    let Some(bytes) = read_file(folder, FILE, &Problems::default()) else {
        return Some(Intake::default());
    };
    let text = String::from_utf8(bytes).ok()?;
    let parts: Parts = toml::from_str(&parts(&text)).ok()?;
    Some(Intake {
        reading: Reading {
            tables: parts.tables,
            columns: parts.columns,
            dates: parts.dates,
        },
        personal: Rules {
            patterns: parts.personal,
            email_domains: parts.check.email_domains,
            is_done: false,
        },
        outlines: parts.outlines,
        phones: parts.phones,
    })
}

/// The lines of these parts: from each header to the next.
fn parts(text: &str) -> String {
    let mut is_one = false;
    let lines = text.lines().filter(|line| {
        if let Some(header) = line.strip_prefix('[') {
            let name = header.trim_start_matches('[').trim_start();
            let end = name.find(['.', ']', ' ']).unwrap_or(name.len());
            is_one = name.get(..end).is_some_and(|name| PARTS.contains(&name));
        }
        is_one
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_elsewhere_leaves_what_says_how_to_read() {
        let text = "format = \n[tables.areas]\nfile = \"a.csv\"\n[tablets]\nx =\n[[rank]]\nid =\n\
                    [[personal]]\nname = \"x\"\n[ check ]\ny = 1";
        let expected =
            "[tables.areas]\nfile = \"a.csv\"\n[[personal]]\nname = \"x\"\n[ check ]\ny = 1";
        assert_eq!(parts(text), expected);
    }
}
