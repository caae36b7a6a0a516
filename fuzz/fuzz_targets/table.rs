//! No bytes make the reader of a table panic: CSV of any encoding, workbooks, GeoJSON properties.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senim_publish::source::rows;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, body)) = bytes.split_first() else {
        return;
    };
    let ending = match kind % 4 {
        0 => "xlsx",
        1 => "geojson",
        _ => "csv",
    };
    let (_, problems) = rows(body, ending);
    problems.into_report().to_json();
});
