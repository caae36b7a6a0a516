//! Licences: an SPDX identifier becomes a name and an address.

use serde_json::{Value, json};

/// The usual ones; every other one is found at SPDX.
const KNOWN: [(&str, &str, &str); 6] = [
    (
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "Creative Commons Zero 1.0",
    ),
    (
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Creative Commons Attribution 4.0",
    ),
    (
        "CC-BY-SA-4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "Creative Commons Attribution Share-Alike 4.0",
    ),
    (
        "ODbL-1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "Open Data Commons Open Database License 1.0",
    ),
    (
        "ODC-By-1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
        "Open Data Commons Attribution License 1.0",
    ),
    (
        "PDDL-1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        "Open Data Commons Public Domain Dedication and Licence 1.0",
    ),
];

/// A licence as a package names it.
pub(super) fn describe(id: &str) -> Value {
    let known = KNOWN.iter().find(|(known, ..)| *known == id);
    match known {
        Some((name, path, title)) => json!({ "name": name, "path": path, "title": title }),
        None => json!({
            "name": id,
            "path": format!("https://spdx.org/licenses/{id}.html"),
            "title": id,
        }),
    }
}
