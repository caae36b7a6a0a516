//! No GeoJSON makes the reader of outlines panic or hang; what it mends needs no mending again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senim_publish::source::geometry::from_geojson;

fuzz_target!(|bytes: &[u8]| {
    let (areas, problems) = from_geojson(bytes, false);
    assert!(!areas.is_empty() || problems.into_report().errors() > 0);
    let (mended, _) = from_geojson(bytes, true);
    assert!(mended.len() >= areas.len());
    for (id, outline) in mended {
        // Tuples in brackets are positions in JSON.
        let coordinates = format!("{outline:?}").replace('(', "[").replace(')', "]");
        let feature = format!(
            r#"{{"type":"Feature","id":"{id}","geometry":{{"type":"MultiPolygon","coordinates":{coordinates}}}}}"#
        );
        let (again, problems) = from_geojson(feature.as_bytes(), false);
        assert_eq!(problems.into_report().errors(), 0);
        assert_eq!(again.into_values().next(), Some(outline));
    }
});
