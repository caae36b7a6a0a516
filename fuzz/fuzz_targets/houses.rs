//! No text makes a house or a house list panic, and a list that was read is written as it was meant.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senim_model::house::{House, HouseList};

fuzz_target!(|text: &str| {
    let house = House::parse(text);
    if let Ok(list) = HouseList::parse(text) {
        list.clashes(&list);
        if let Some(house) = house {
            list.hit(&house);
        }
    }
});
