//! What a program imports from its script has a name that ends with sixteen random digits, in
//! both files: some 3 KB that no compression makes smaller. Numbers of the same length tell them
//! apart as well.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

const DIGITS: usize = 16;

/// Digits, and the number that stands for them.
type Numbers = BTreeMap<[u8; DIGITS], String>;

/// Numbers the imports of all programs in a folder.
pub(crate) fn number(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let program = entry?.path();
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        if let Some(name) = name.strip_suffix("_bg.wasm") {
            let script = program.with_file_name(format!("{name}.js"));
            let read = |file: &Path| std::fs::read(file).context(file.display().to_string());
            let numbers = numbers(&read(&script)?);
            for file in [&script, &program] {
                std::fs::write(file, numbered(&read(file)?, &numbers))?;
            }
        }
    }
    Ok(())
}

/// Numbers for the digits of all names in a script.
fn numbers(script: &[u8]) -> Numbers {
    let mut numbers = Numbers::new();
    for digits in (0..script.len()).filter_map(|at| digits(script, at)) {
        let next = numbers.len();
        let number = numbers.entry(digits);
        number.or_insert_with(|| format!("{next:0DIGITS$}"));
    }
    numbers
}

/// A script, or its program, with numbers in its names.
fn numbered(file: &[u8], numbers: &Numbers) -> Vec<u8> {
    let mut numbered = Vec::with_capacity(file.len());
    while let Some(byte) = file.get(numbered.len()) {
        let number = digits(file, numbered.len()).and_then(|digits| numbers.get(&digits));
        match number {
            Some(number) => numbered.extend_from_slice(number.as_bytes()),
            None => numbered.push(*byte),
        }
    }
    numbered
}

/// The digits that begin here, after the underscore of a name.
fn digits(file: &[u8], at: usize) -> Option<[u8; DIGITS]> {
    if file.get(at.checked_sub(1)?) != Some(&b'_') {
        return None;
    }
    let digits = file.get(at..)?.first_chunk()?;
    let hexadecimal = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    digits.iter().all(hexadecimal).then_some(*digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_and_its_program_keep_the_same_names_apart() {
        let script =
            b"a:{__wbg_get_e6325ad374eff861:f,__wbg_get_670a05555db5f713:g,deadbeefdeadbeef:1}";
        let program =
            b"\x24__wbg_get_670a05555db5f713\0\x24__wbg_get_e6325ad374eff861 _0123456789abcdef";
        let numbers = numbers(script);
        assert_eq!(
            numbered(script, &numbers),
            b"a:{__wbg_get_0000000000000000:f,__wbg_get_0000000000000001:g,deadbeefdeadbeef:1}"
        );
        assert_eq!(
            numbered(program, &numbers),
            b"\x24__wbg_get_0000000000000001\0\x24__wbg_get_0000000000000000 _0123456789abcdef"
        );
    }

    #[test]
    fn a_name_cut_off_stays_as_it_is() {
        let file = b"_0123456789abcde";
        assert_eq!(numbered(file, &numbers(file)), file);
    }
}
