//! Reading the index. The browser reads the JSON, and this takes its values out: what serde would
//! make of it weighs ten times as much, and every visitor downloads it.

use senim_model::feedback::Feedback;
use senim_model::index::{
    DirectoryRelease, Emergency, FORMAT, FindSettings, Index, Link, PublishedFile, RecordRelease,
    RegionFiles, Releases, Term, Tiles, Vocabulary,
};

use crate::json::Value;

/// Reads an index. `None` where it is damaged, or of another format.
pub(super) fn parse(json: &str) -> Option<Index> {
    let index = Value::parse(json)?;
    if index.at("format").number()? != FORMAT {
        return None;
    }
    let find = index.at("find");
    let vocabulary = index.at("vocabulary");
    Some(Index {
        format: FORMAT,
        sequence: index.at("sequence").number()?,
        time: index.at("time").string()?,
        sample: index.at("sample").bool()?,
        title: index.at("title").text(),
        publisher: index.at("publisher").text(),
        notice: index.at("notice").text(),
        emergency: index.at("emergency").list(emergency)?,
        complaints: index.at("complaints").list(link)?,
        corrections: index.at("corrections").string()?,
        tiles: tiles(&index.at("tiles")),
        find: FindSettings {
            border_metres: find.at("border_metres").number()?,
            stale_after_days: find.at("stale_after_days").number()?,
            detour_percent: find.at("detour_percent").number()?,
        },
        vocabulary: Vocabulary {
            ranks: vocabulary.at("ranks").list(term)?,
            place_kinds: vocabulary.at("place_kinds").list(term)?,
            services: vocabulary.at("services").list(term)?,
        },
        directory: directory(&index.at("directory"))?,
        record: record(&index.at("record"))?,
        releases: file(&index.at("releases"))?,
    })
}

/// Reads a list of releases.
pub(super) fn parse_releases(json: &str) -> Option<Releases> {
    let list = Value::parse(json)?;
    Some(Releases {
        record: list.at("record").list(record)?,
    })
}

/// Reads what senders of messages have to know.
pub(super) fn parse_feedback(json: &str) -> Option<Feedback> {
    let feedback = Value::parse(json)?;
    Some(Feedback {
        keep_days: feedback.at("keep_days").number()?,
        readers: feedback.at("readers").text(),
        themes: feedback.at("themes").list(term)?,
        help: feedback.at("help").list(emergency)?,
    })
}

/// What `fetch` takes as the hash of a file, out of the `datapackage.json` that describes it.
pub(super) fn integrity_of(package: &str, path: &str) -> Option<String> {
    let package = Value::parse(package)?;
    let files = package
        .at("resources")
        .list(|file| Some((file.at("path").string()?, file.at("hash").string()?)))?;
    let (_, hash) = files.into_iter().find(|(known, _)| known == path)?;
    let hex = hash.strip_prefix("sha256:")?;
    let pairs = hex.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| {
        let pair = core::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok().map(char::from)
    });
    let bytes: String = bytes.collect::<Option<_>>()?;
    Some(format!(
        "sha256-{}",
        crate::browser::window().btoa(&bytes).ok()?
    ))
}

/// The paths of all files that a `datapackage.json` describes.
pub(super) fn described(package: &str) -> Option<Vec<String>> {
    let package = Value::parse(package)?;
    package
        .at("resources")
        .list(|file| file.at("path").string())
}

/// Why the first file whose path begins so was withdrawn, out of the `datapackage.json` of its
/// release; `None` where none was.
pub(super) fn withdrawn(package: &str, path: &str) -> Option<String> {
    let gone = Value::parse(package)?
        .at("withdrawn")
        .list(|gone| Some((gone.at("path").string()?, gone.at("reason").string()?)))?;
    let mut gone = gone.into_iter();
    Some(gone.find(|(known, _)| known.starts_with(path))?.1)
}

fn directory(value: &Value) -> Option<DirectoryRelease> {
    Some(DirectoryRelease {
        id: value.at("id").string()?,
        time: value.at("time").string()?,
        path: value.at("path").string()?,
        package: file(&value.at("package"))?,
        nation: file(&value.at("nation"))?,
        regions: value.at("regions").list(region)?,
        feedback: file(&value.at("feedback")),
    })
}

fn record(value: &Value) -> Option<RecordRelease> {
    Some(RecordRelease {
        id: value.at("id").string()?,
        time: value.at("time").string()?,
        path: value.at("path").string()?,
        package: file(&value.at("package"))?,
        // Nothing, where there is nothing.
        response: file(&value.at("response")),
        surveys: file(&value.at("surveys")),
    })
}

fn region(value: &Value) -> Option<RegionFiles> {
    Some(RegionFiles {
        id: value.at("id").id()?,
        name: value.at("name").text(),
        directory: file(&value.at("directory"))?,
        shapes: file(&value.at("shapes"))?,
        streets: file(&value.at("streets")),
        context: file(&value.at("context")),
    })
}

fn file(value: &Value) -> Option<PublishedFile> {
    Some(PublishedFile {
        path: value.at("path").string()?,
        bytes: u64::from(value.at("bytes").number()?),
        integrity: value.at("integrity").string()?,
    })
}

fn emergency(value: &Value) -> Option<Emergency> {
    Some(Emergency {
        number: value.at("number").string()?,
        name: value.at("name").text(),
    })
}

fn link(value: &Value) -> Option<Link> {
    Some(Link {
        name: value.at("name").text(),
        url: value.at("url").string()?,
    })
}

/// Nothing, where there is nothing.
fn tiles(value: &Value) -> Option<Tiles> {
    Some(Tiles {
        url: value.at("url").string()?,
        attribution: value.at("attribution").text(),
        max_zoom: value.at("max_zoom").number()?,
    })
}

fn term(value: &Value) -> Option<Term> {
    Some(Term {
        id: value.at("id").id()?,
        name: value.at("name").text(),
    })
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::parse;

    wasm_bindgen_test_configure!(run_in_browser);

    const INDEX: &str = include_str!("../../crates/publish/tests/snapshots/index.json");

    #[wasm_bindgen_test]
    fn it_is_read_as_serde_reads_it() {
        assert_eq!(parse(INDEX), serde_json::from_str(INDEX).ok());
        assert!(parse(INDEX).is_some());
    }

    #[wasm_bindgen_test]
    fn what_is_damaged_or_of_another_format_is_refused() {
        assert_eq!(parse(&INDEX[..INDEX.len() / 2]), None);
        assert_eq!(parse("<!doctype html>"), None);
        assert_eq!(parse("null"), None);
        assert_eq!(
            parse(&INDEX.replace("\"format\": 1", "\"format\": 2")),
            None
        );
        assert_eq!(parse(&INDEX.replace("\"regions\"", "\"places\"")), None);
    }
}
