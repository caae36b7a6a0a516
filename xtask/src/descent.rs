//! Who started whom among the processes of this machine. A child that is ended leaves its own
//! children behind (cargo its compilers, a browser's driver its browser), so they are ended too.

use std::path::Path;

/// All processes that descend from this one; none where the system does not tell.
pub(crate) fn descendants(of: u32) -> Vec<u32> {
    below(&table(Path::new("/proc")), of)
}

/// Each process with the one that started it.
fn table(proc: &Path) -> Vec<(u32, u32)> {
    let Ok(entries) = proc.read_dir() else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let process = entry.file_name().to_str()?.parse().ok()?;
            let status = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            Some((process, parent(&status)?))
        })
        .collect()
}

/// The parent in a line of `/proc/N/stat`. The name before it is in brackets and may hold
/// spaces and brackets itself, so the line is read from the last bracket on.
fn parent(status: &str) -> Option<u32> {
    let (_, rest) = status.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

fn below(table: &[(u32, u32)], of: u32) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let mut open = vec![of];
    while let Some(next) = open.pop() {
        for (process, parent) in table {
            if *parent == next && *process != of && !found.contains(process) {
                found.push(*process);
                open.push(*process);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_spaces_and_brackets() {
        assert_eq!(parent("42 (a (b) c) S 7 42 42 0"), Some(7));
        assert_eq!(parent("nothing of the kind"), None);
    }

    #[test]
    fn children_of_children_are_found_and_others_are_not() {
        let table = [(2, 1), (3, 2), (4, 3), (5, 1), (1, 1)];
        let mut found = below(&table, 2);
        found.sort_unstable();
        assert_eq!(found, [3, 4]);
        assert_eq!(below(&table, 5), []);
    }
}
