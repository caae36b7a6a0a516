//! No bytes make a pack panic, and what opens can be searched and located in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senim_lookup::position::{AreaFinder, regions_near};
use senim_lookup::{Finder, NationFinder};
use senim_model::directory::RegionPack;
use senim_model::nation::Nation;
use senim_model::pack;
use senim_model::shapes::Shapes;

fuzz_target!(|bytes: &[u8]| {
    let _ = pack::split::<RegionPack>(bytes);
    let Some((kind, body)) = bytes.split_first() else {
        return;
    };
    match kind % 3 {
        0 => {
            if let Ok(region) = pack::decode::<RegionPack>(body) {
                Finder::new(&region).search(&region, "абая 10", &[], 7);
            }
        }
        1 => {
            if let Ok(shapes) = pack::decode::<Shapes>(body) {
                AreaFinder::new(&shapes).locate(73.1, 49.8, 30.0);
            }
        }
        _ => {
            if let Ok(nation) = pack::decode::<Nation>(body) {
                NationFinder::new(&nation).regions("абая 10");
                regions_near(&nation, 73.1, 49.8);
            }
        }
    }
});
