//! What can be done with a data folder once something is published in it: check it, compare
//! releases, go back, take a file out, make packs anew.

mod diff;
mod repack;
mod rollback;
mod verify;
mod withdraw;

pub use diff::{diff, release_folder};
pub use repack::{Repack, repack};
pub use rollback::{Rollback, rollback};
pub use verify::{Signed, Verified, is_signed, verify};
pub use withdraw::{Withdrawal, withdraw};
