//! Photos: small pictures of known kinds, by plain file names.

use std::path::{Path, PathBuf};

use crate::problem::{Place, Problems};

/// The folder of photos in a source folder and in a release.
pub(crate) const FOLDER: &str = "photos";

/// The largest photo, in bytes.
const MOST_BYTES: u64 = 200_000;

/// How files of the known kinds begin.
const MAGIC: [(&[u8], &[&str]); 3] = [
    (b"\xff\xd8\xff", &["jpg", "jpeg"]),
    (b"\x89PNG\r\n\x1a\n", &["png"]),
    (b"RIFF", &["webp"]),
];

/// Where a photo lies.
pub(crate) fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(FOLDER).join(name)
}

/// The address of a photo inside a release.
pub(crate) fn published(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| format!("{FOLDER}/{name}"))
}

/// Checks that a photo is one.
pub(crate) fn check(folder: &Path, name: &str, place: Place<'_>, problems: &Problems) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if !name.bytes().all(plain) || name.starts_with('.') {
        problems.error(
            place,
            "is no plain file name of A–Z, a–z, 0–9, dots, hyphens and underscores",
        );
        return;
    }
    let path = path(folder, name);
    let meta = match std::fs::symlink_metadata(&path) {
        Ok(meta) if meta.is_file() => meta,
        _ => {
            problems.error(place, format!("there is no file {FOLDER}/{name}"));
            return;
        }
    };
    if meta.len() > MOST_BYTES {
        problems.error(
            place,
            format!(
                "{FOLDER}/{name} has {} bytes, more than {MOST_BYTES}",
                meta.len()
            ),
        );
        return;
    }
    let bytes = std::fs::read(&path).unwrap_or_default();
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let known = MAGIC
        .iter()
        .any(|(magic, endings)| bytes.starts_with(magic) && endings.contains(&ending.as_str()));
    if !known {
        problems.error(
            place,
            format!("{FOLDER}/{name} is no JPEG, PNG or WebP picture as its ending says"),
        );
    }
}
