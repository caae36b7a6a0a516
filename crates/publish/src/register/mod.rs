//! The register of problems: its tables are checked (`check/register`), published as they are
//! ([`facts`]), and read again for the site. It has no pack: the publisher writes its pages whole.

mod facts;
mod settings;

use senim_model::id::Id;
use senim_register::Register;

pub(crate) use facts::{Names, PROBLEMS, read, tables};
pub(crate) use settings::RegisterSettings;

/// What the tables of a source say, and whose rows they are.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// What is published.
    pub(crate) register: Register,
    /// Whose each agency is.
    pub(crate) agency_suppliers: Vec<Option<Id>>,
    /// Whose each problem is, with its events and evidence.
    pub(crate) problem_suppliers: Vec<Option<Id>>,
}
