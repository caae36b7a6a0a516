//! Letters of the Latin and Cyrillic scripts. The standard library knows every script there is, and
//! its tables cost a visitor some 10 KB; addresses here need these two.

/// The lower-case form of a letter; anything else stays.
pub fn lower(char: char) -> char {
    let code = u32::from(char);
    let lower = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        0x130 => 0x69,
        0x178 => 0xFF,
        0x4C0 => 0x4CF,
        _ if is_pair(code) && is_upper_of_pair(code) => code + 1,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(char)
}

/// The upper-case form of a letter; anything else stays.
pub fn upper(char: char) -> char {
    let code = u32::from(char);
    let upper = match code {
        0x61..=0x7A | 0xE0..=0xF6 | 0xF8..=0xFE | 0x430..=0x44F => code - 32,
        0x450..=0x45F => code - 80,
        0xFF => 0x178,
        0x4CF => 0x4C0,
        // Dotless ı is written I; it is no half of a pair.
        0x131 => 0x49,
        _ if is_pair(code) && !is_upper_of_pair(code) => code - 1,
        _ => code,
    };
    char::from_u32(upper).unwrap_or(char)
}

/// Blocks in which a capital stands right before its small letter.
fn is_pair(code: u32) -> bool {
    matches!(code, 0x100..=0x12F | 0x132..=0x137 | 0x139..=0x148 | 0x14A..=0x177 | 0x179..=0x17E
        | 0x460..=0x481 | 0x48A..=0x4BF | 0x4C1..=0x4CE | 0x4D0..=0x52F)
}

/// In some of these blocks capitals are odd, in the others even.
fn is_upper_of_pair(code: u32) -> bool {
    let odd_capitals = matches!(code, 0x139..=0x148 | 0x179..=0x17E | 0x4C1..=0x4CE);
    (code % 2 == 1) == odd_capitals
}

/// Whether this is a letter of the Latin, Greek or Cyrillic script.
pub fn is_letter(char: char) -> bool {
    let code = u32::from(char);
    char.is_ascii_alphabetic()
        || matches!(code, 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x386..=0x3FF | 0x400..=0x481 | 0x48A..=0x52F)
}

/// Text in lower case.
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_library_agrees_on_latin_and_cyrillic() {
        for code in (0x20..=0x17E).chain(0x400..=0x52F) {
            let char = char::from_u32(code).unwrap();
            if char != 'İ' {
                assert_eq!(
                    vec![lower(char)],
                    char.to_lowercase().collect::<Vec<_>>(),
                    "{char}"
                );
            }
            // ß, ŉ and ſ have capitals outside of these blocks; no address needs them.
            let plain = !['ß', 'ŉ', 'µ'].contains(&char);
            if plain {
                assert_eq!(
                    vec![upper(char)],
                    char.to_uppercase().collect::<Vec<_>>(),
                    "{char}"
                );
            }
            let letter = char.is_alphabetic() && !['ª', 'µ', 'º'].contains(&char);
            assert_eq!(is_letter(char), letter, "{char}");
        }
    }
}
