//! Long work says how far it is.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Region after region is packed.
    Pack {
        /// So many are done.
        done: usize,
        /// Of so many.
        of: usize,
    },
    /// What changed is looked for.
    Compare,
    /// File after file is written.
    Write {
        /// So many are done.
        done: usize,
        /// Of so many.
        of: usize,
    },
    /// File after file is checked.
    Verify {
        /// So many are done.
        done: usize,
        /// Of so many.
        of: usize,
    },
}

/// Who is told.
pub type Progress<'a> = &'a dyn Fn(Step);

/// Tells nobody.
pub fn quiet(_: Step) {}
