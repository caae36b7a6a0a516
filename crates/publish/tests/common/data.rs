//! Files that nobody here wrote and that are not in the repository; `docs/real-data.md` says which they
//! are and where they come from.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file or folder of the real data, or a word on the terminal that this test is skipped.
pub(crate) fn data(name: &str) -> Option<PathBuf> {
    // A worktree lies one folder deeper than the project itself.
    let beside = ["../../../shared/data", "../../../../shared/data"];
    let path = |beside| {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(beside)
            .join(name)
    };
    let found = beside.into_iter().map(path).find(|path| path.exists());
    if found.is_none() {
        // Unlike what is printed, this is seen though the test passes.
        let said = format!("SKIPPED: there is no ../shared/data/{name}; see docs/real-data.md\n");
        std::io::stderr().write_all(said.as_bytes()).unwrap();
    }
    found
}
