//! What changed since the release before.

use std::path::Path;

use senim_model::changes::{self, Kind};
use senim_model::text::Text;
use senim_texts::{Texts, w};

use super::rows;
use crate::Error;
use senim_texts::html::text;

/// Changes that are shown; the rest stands in the file.
const SHOWN: usize = 50;

/// A row of `changes.csv`, and why.
pub(super) struct Change {
    what: changes::Change,
    reason: Text,
}

/// Reads `changes.csv` of a release's folder.
pub(super) fn read(folder: &Path) -> Result<Vec<Change>, Error> {
    let path = folder.join("changes.csv");
    let change = |row: std::collections::BTreeMap<String, String>| {
        let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
        // Older releases have one reason for all languages.
        let said = |name: &str| row.get(name).or_else(|| row.get("reason")).cloned();
        let [kk, ru, en] =
            ["reason_kk", "reason_ru", "reason_en"].map(|name| said(name).unwrap_or_default());
        let kind = cell("kind");
        let unknown = || format!("has “{kind}”, expected added, removed or changed");
        let what = changes::Change {
            table: cell("table"),
            key: cell("key"),
            column: cell("column"),
            before: cell("before"),
            after: cell("after"),
            kind: Kind::parse(&kind).ok_or_else(|| crate::data::wrong(&path, unknown()))?,
        };
        let reason = Text { kk, ru, en };
        Ok(Change { what, reason })
    };
    rows(&path)?.into_iter().map(change).collect()
}

/// How many there are, and the first of them.
pub(super) fn shown(texts: &Texts, release: &str, changes: &[Change]) -> String {
    let title = text(&texts.t(w::DATA_CHANGES));
    if changes.is_empty() {
        let none = text(&texts.t(w::DATA_CHANGES_NONE));
        return format!("<h3>{title}</h3><p>{none}</p>");
    }
    let count = texts.count(w::DATA_CHANGES_COUNT, changes.len() as u64);
    let body: String = changes
        .iter()
        .take(SHOWN)
        .map(|change| row(texts, change))
        .collect();
    let more = (changes.len() > SHOWN).then(|| {
        let words = text(&texts.t(w::DATA_CHANGES_MORE));
        let file = format!("data/{}changes.csv", text(release));
        format!("<p><a href=\"{file}\" rel=\"external\" download>{words}</a></p>")
    });
    let heads = [
        w::DATA_CHANGES_KEY,
        w::DATA_CHANGES_BEFORE,
        w::DATA_CHANGES_AFTER,
        w::DATA_CHANGES_REASON,
    ];
    let heads = heads.map(|head| format!("<th scope=\"col\">{}</th>", text(&texts.t(head))));
    format!(
        "<h3>{title}</h3><details><summary>{}</summary><table><thead><tr>{}</tr></thead>\
         <tbody>{body}</tbody></table>{}</details>",
        text(&count),
        heads.concat(),
        more.unwrap_or_default(),
    )
}

fn row(
    texts: &Texts,
    Change {
        what: change,
        reason,
    }: &Change,
) -> String {
    let kind = texts.t(match change.kind {
        Kind::Added => w::DATA_CHANGES_ADDED,
        Kind::Removed => w::DATA_CHANGES_REMOVED,
        Kind::Changed => w::DATA_CHANGES_CHANGED,
    });
    let what = [&change.table, &change.key, &change.column];
    let what: Vec<&str> = what
        .map(String::as_str)
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    // Nothing, or nothing that may be told: a former telephone of a person, say.
    let value = |value: &str| match value {
        "" => "–".to_owned(),
        value => text(value),
    };
    format!(
        "<tr><td>{} <span class=\"badge\">{}</span></td><td>{}</td><td>{}</td><td>{}</td></tr>",
        text(&what.join(" · ")),
        text(&kind),
        value(&change.before),
        value(&change.after),
        text(reason.show(texts.lang)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_known_or_the_table_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let read = |kind: &str| {
            let table = format!("table,key,column,before,after,kind\nareas,A-1,,,,{kind}\n");
            std::fs::write(folder.path().join("changes.csv"), table).unwrap();
            read(folder.path())
        };
        assert_eq!(read("removed").unwrap()[0].what.kind, Kind::Removed);
        let said = read("moved").err().unwrap().to_string();
        assert!(said.contains("has “moved”, expected added"), "{said}");
    }
}
