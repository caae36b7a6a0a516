//! No bytes make the reader of calls panic, and every row is either counted or left out.
#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use senim_publish::check::{Request, directory};
use senim_publish::problem::Problems;
use senim_publish::source::calls;

type Account = Box<dyn Fn(&[u8]) -> [u64; 3] + Send + Sync>;

/// In the regions, areas and words of the sample.
fn account() -> &'static Account {
    static ACCOUNT: OnceLock<Account> = OnceLock::new();
    ACCOUNT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample");
        let today = "2026-11-26".parse().unwrap();
        let found = directory(&Request::new(&folder, today), &Problems::default());
        Box::new(calls(&found.unwrap()))
    })
}

fuzz_target!(|bytes: &[u8]| {
    let [counted, rows, left_out] = account()(bytes);
    assert_eq!(counted + left_out, rows);
});
