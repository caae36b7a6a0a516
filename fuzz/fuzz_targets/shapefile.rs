//! No Shapefile and no table makes their readers panic, hang or ask for more memory than there are
//! bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senim_publish::source::geometry::from_shapefile;

fuzz_target!(|files: (&[u8], &[u8])| {
    let (shp, dbf) = files;
    let (areas, _) = from_shapefile(shp, dbf, false);
    let (mended, _) = from_shapefile(shp, dbf, true);
    assert!(mended.len() >= areas.len());
});
