//! Large source folders of invented data, always the same.
use crate::Error;
use std::path::Path;
/// x
pub fn region(_: &Path, _: &Path) -> Result<(), Error> {
    Ok(())
}
