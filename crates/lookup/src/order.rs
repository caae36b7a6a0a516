//! Sorting, by two kinds of key alone: each further kind would be compiled anew, at some 5 KB of
//! what a visitor downloads.

/// Sorts numbers. Several keys fit into one: the first in the high bits.
pub(crate) fn numbers(mut keys: Vec<u64>) -> Vec<u64> {
    keys.sort_unstable();
    keys
}

/// Sorts texts with what hangs on them.
pub(crate) fn texts(mut entries: Vec<(String, u32)>) -> Vec<(String, u32)> {
    entries.sort_unstable();
    entries
}
