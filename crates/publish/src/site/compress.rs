//! Compressed copies beside files, for servers that send them ready.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::files;
use crate::Error;

/// Smaller files gain nothing.
const LEAST_BYTES: usize = 1024;

/// What compresses; packs are compressed inside, pictures too.
const ENDINGS: [&str; 10] = [
    "html", "js", "css", "wasm", "json", "svg", "csv", "geojson", "md", "xml",
];

/// Brotli's quality for what everybody downloads, and for single pages.
const BEST: i32 = 11;
const GOOD: i32 = 9;

/// Writes `.br` and `.gz` beside every file of a site that gains by it.
pub(super) fn all(site: &Path) -> Result<(), Error> {
    let mut paths: Vec<PathBuf> = Vec::new();
    files::walk(site, &mut |path| {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if ENDINGS.contains(&ending.as_ref()) {
            paths.push(path.to_owned());
        }
        Ok(())
    })?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = paths.len().div_ceil(workers).max(1);
    std::thread::scope(|scope| {
        let running: Vec<_> = paths
            .chunks(share)
            .map(|paths| scope.spawn(|| paths.iter().try_for_each(|path| one(path))))
            .collect();
        running.into_iter().try_for_each(|worker| {
            let ended = worker.join();
            ended.unwrap_or_else(|_| Err(Error::Encode("a worker ended early".into())))
        })
    })
}

fn one(path: &Path) -> Result<(), Error> {
    let bytes = files::read(path)?;
    if bytes.len() < LEAST_BYTES {
        return Ok(());
    }
    let page = path.extension().is_some_and(|ending| ending == "html");
    let params = brotli::enc::BrotliEncoderParams {
        quality: if page { GOOD } else { BEST },
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut small, &params)
        .map_err(|error| Error::io(path, error))?;
    files::write(&beside(path, "br"), &small)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let small = encoder.write_all(&bytes).and_then(|()| encoder.finish());
    files::write(
        &beside(path, "gz"),
        &small.map_err(|error| Error::io(path, error))?,
    )
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
