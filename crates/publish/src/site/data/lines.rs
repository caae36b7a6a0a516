//! Lines that are ready to be copied: for a shell, pandas and R, and for checking what they fetch.
//! The portal puts its own address in place of [`senim_texts::labels::EXAMPLE_SITE`].

use senim_texts::{Texts, w};

use senim_texts::html::text;

const SHELL: &str = r#"base=https://example.org/data/
release=$base$(curl -fsS "${base}index.json" | jq -r .directory.path)
curl -fsSO "${release}datapackage.json"
jq -r '.resources[].path' datapackage.json | while read -r file; do
    curl -fsS --create-dirs -o "$file" "$release$file"
done
jq -r '.resources[] | (.hash | ltrimstr("sha256:")) + "  " + .path' datapackage.json | sha256sum -c"#;

const PANDAS: &str = r#"import json, urllib.request, pandas as pd
base = "https://example.org/data/"
release = base + json.load(urllib.request.urlopen(base + "index.json"))["directory"]["path"]
areas = pd.read_csv(release + "areas.csv", dtype=str, keep_default_na=False)"#;

const R: &str = r#"base <- "https://example.org/data/"
release <- paste0(base, jsonlite::fromJSON(paste0(base, "index.json"))$directory$path)
areas <- read.csv(paste0(release, "areas.csv"), colClasses = "character", na.strings = "", encoding = "UTF-8")"#;

const OPENSSL: &str = r#"curl -fsSO "${base}index.json"
curl -fsS "${base}signatures/SEQUENCE.sig" | head -n 1 | base64 -d > index.json.sig
openssl pkeyutl -verify -pubin -inkey senim.pub -rawin -in index.json -sigfile index.json.sig"#;

/// The blocks, each with what it is for.
pub(super) fn blocks(texts: &Texts, sequence: u32, signed: bool) -> String {
    let openssl = OPENSSL.replace("SEQUENCE", &sequence.to_string());
    let mut blocks = vec![("curl", SHELL), ("Python (pandas)", PANDAS), ("R", R)];
    if signed {
        blocks.push(("OpenSSL", &openssl));
    }
    let blocks: String = blocks
        .into_iter()
        .map(|(name, lines)| {
            let name = text(name);
            format!(
                "<h3>{name}</h3><pre tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><code>{}</code></pre>",
                text(lines)
            )
        })
        .collect();
    format!("<p>{}</p>{blocks}", text(&texts.t(w::DATA_LINES_LEAD)))
}

#[cfg(test)]
mod tests {
    use senim_texts::labels::EXAMPLE_SITE;

    use super::*;

    #[test]
    fn every_block_names_the_place_that_the_portal_replaces() {
        for lines in [SHELL, PANDAS, R] {
            assert!(lines.contains(EXAMPLE_SITE), "{lines}");
        }
    }
}
