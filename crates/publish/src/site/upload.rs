//! In which order a site is uploaded: a visitor who comes in between must find whatever the pages
//! and the index that are already there lead to.

use std::path::Path;

use super::files;
use crate::Error;

/// The files of a site, the index last. Data come first, then what pages load, then pages.
///
/// # Errors
/// The folder cannot be read or is no site.
pub fn upload_order(site: &Path) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    files::walk(site, &mut |path| {
        let inside = path.strip_prefix(site).unwrap_or(path);
        paths.push(inside.to_string_lossy().replace('\\', "/"));
        Ok(())
    })?;
    paths.sort_by_cached_key(|path| (rank(path), path.clone()));
    if paths.last().is_none_or(|last| last != INDEX) {
        return Err(super::wrong(
            &site.join(INDEX),
            "is missing; this is no site",
        ));
    }
    Ok(paths)
}

const INDEX: &str = "data/index.json";

fn rank(path: &str) -> u8 {
    let plain = path.trim_end_matches(".br").trim_end_matches(".gz");
    match path {
        INDEX => 4,
        _ if plain == INDEX => 3,
        _ if path.starts_with("data/") => 0,
        _ if plain.ends_with(".html") || plain.ends_with(".xml") => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_led_to_comes_before_what_leads_to_it() {
        let site = tempfile::tempdir().unwrap();
        assert!(upload_order(site.path()).is_err());
        let order = [
            "data/directory/1/areas.csv",
            "data/signatures/1.sig",
            "app-0123456789abcdef.js",
            "kk/index.html",
            "kk/index.html.br",
            "data/index.json.br",
            "data/index.json.gz",
            "data/index.json",
        ];
        for path in order {
            files::write(&site.path().join(path), b"").unwrap();
        }
        assert_eq!(upload_order(site.path()).unwrap(), order);
    }
}
