//! A workbook is a zip archive, and a small one can inflate to more than any memory holds. What the
//! archive says of its own sizes may be a lie, so everything is inflated once, and counted.

use std::io::{Cursor, Read};

/// The most bytes that all parts of a workbook may inflate to.
pub(crate) const MOST_INFLATED: u64 = 128 << 20;

/// The most parts of a workbook.
const MOST_PARTS: usize = 5_000;

/// Says why an archive is not to be opened.
///
/// # Errors
/// That it is no archive, or a bomb.
pub(crate) fn check(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("is no workbook: {error}"))?;
    if archive.len() > MOST_PARTS {
        return Err(format!(
            "has {} parts, more than the {MOST_PARTS} of any workbook",
            archive.len()
        ));
    }
    let mut left = MOST_INFLATED;
    for at in 0..archive.len() {
        let part = archive
            .by_index(at)
            .map_err(|error| format!("is a damaged workbook: {error}"))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| format!("is a damaged workbook: {error}"))?;
        left = left.checked_sub(read).ok_or_else(|| {
            format!(
                "inflates to more than {MOST_INFLATED} bytes; it was not opened. Save the sheet \
                 as “CSV UTF-8”"
            )
        })?;
    }
    Ok(())
}
