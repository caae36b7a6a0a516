//! Checks the message catalogues and turns their keys into constants, so that a key without a
//! language, or a use of a key that does not exist, fails the build.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a build that meets a wrong catalogue has to stop"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The languages and the plural forms that each needs (CLDR).
const LANGUAGES: [(&str, &[&str]); 3] = [
    ("kk", &["one", "other"]),
    ("ru", &["one", "few", "many", "other"]),
    ("en", &["one", "other"]),
];

type Catalogue = BTreeMap<String, String>;

/// Each key without its plural form, whether it is a plural, and its placeholders.
type Shape = BTreeMap<String, (bool, BTreeSet<String>)>;

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |name: &str, text: String| {
        std::fs::write(Path::new(&out).join(name), text).expect("OUT_DIR can be written to");
    };
    // What every browser downloads, what those in the other rooms, at the figures, at surveys and at the
    // form download too, and what only the publisher writes.
    let folders = [
        "catalogues",
        "rooms",
        "figures",
        "surveys",
        "feedback",
        "written",
        "reform",
    ];
    let all = folders.map(read);
    let downloaded = all.iter().take(5).flatten();
    println!("cargo::rustc-env=CATALOGUE_VERSION={}", version(downloaded));
    no_key_twice(&all);
    for (name, catalogues) in folders.into_iter().zip(all) {
        let constants = constants(&same_in_all(name, &catalogues));
        write(&format!("{name}.rs"), constants);
    }
}

/// A key means one text, whichever folder it stands in: a reader has several of them at once.
fn no_key_twice(folders: &[[Catalogue; 3]; 7]) {
    let [first, ..] = LANGUAGES.map(|(lang, _)| lang);
    let mut known = BTreeSet::new();
    for [catalogue, ..] in folders {
        for key in catalogue.keys() {
            assert!(known.insert(key), "{first}: {key} stands in two folders");
        }
    }
}

/// The catalogues of a folder.
fn read(folder: &str) -> [Catalogue; 3] {
    LANGUAGES.map(|(lang, forms)| {
        let path = format!("{folder}/{lang}.json");
        println!("cargo::rerun-if-changed={path}");
        let text = std::fs::read_to_string(&path).expect("a catalogue for each language");
        let catalogue: Catalogue = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{path} is no flat JSON of texts: {error}"));
        check_plurals(&path, &catalogue, forms);
        catalogue
    })
}

/// The keys, which have to be the same in all languages.
fn same_in_all(folder: &str, catalogues: &[Catalogue; 3]) -> Shape {
    let [first, others @ ..] = catalogues.each_ref().map(shape);
    for ((lang, _), shape) in LANGUAGES.iter().skip(1).zip(&others) {
        compare(&format!("{folder}/{lang}.json"), shape, &first);
    }
    first
}

/// Changes when any text changes, so that a browser never meets a catalogue of another build
/// (FNV-1a, 64 bits).
fn version<'a>(catalogues: impl Iterator<Item = &'a Catalogue>) -> String {
    let texts = catalogues.flatten();
    let bytes = texts.flat_map(|(key, text)| key.bytes().chain(text.bytes()));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// `areas` and `few` of `areas_few`.
fn plural(key: &str) -> Option<(&str, &str)> {
    let (base, form) = key.rsplit_once('_')?;
    ["one", "few", "many", "other"]
        .contains(&form)
        .then_some((base, form))
}

fn check_plurals(path: &str, catalogue: &Catalogue, forms: &[&str]) {
    for key in catalogue.keys() {
        if let Some((base, _)) = plural(key) {
            for form in forms {
                let wanted = format!("{base}_{form}");
                assert!(catalogue.contains_key(&wanted), "{path} lacks {wanted}");
            }
        }
    }
}

fn shape(catalogue: &Catalogue) -> Shape {
    let mut shape = BTreeMap::new();
    for (key, text) in catalogue {
        let (base, is_plural) = match plural(key) {
            Some((base, _)) => (base, true),
            None => (key.as_str(), false),
        };
        let entry: &mut (bool, BTreeSet<String>) = shape
            .entry(base.to_owned())
            .or_insert_with(|| (is_plural, BTreeSet::new()));
        entry.1.extend(placeholders(text));
    }
    shape
}

fn placeholders(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn compare(path: &str, shape: &Shape, first: &Shape) {
    for (key, expected) in first {
        let found = shape
            .get(key)
            .unwrap_or_else(|| panic!("{path} lacks {key}"));
        assert_eq!(found, expected, "{path}, {key}: plural and placeholders");
    }
    for key in shape.keys() {
        assert!(
            first.contains_key(key),
            "{path} has {key}, and kk.json lacks it"
        );
    }
}

fn constants(shape: &Shape) -> String {
    let mut out = String::new();
    for (key, (is_plural, placeholders)) in shape {
        let name = key.replace(['.', '-'], "_").to_uppercase();
        let kind = if *is_plural { "Counted" } else { "Message" };
        let with = placeholders.iter().cloned().collect::<Vec<_>>().join(", ");
        let note = if with.is_empty() {
            format!("The text `{key}`.")
        } else {
            format!("The text `{key}`, with {with}.")
        };
        writeln!(
            out,
            "/// {note}\npub const {name}: {kind} = {kind}({key:?});"
        )
        .expect("a String can be written to");
    }
    out
}
