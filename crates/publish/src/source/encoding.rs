//! From bytes to text. UTF-8 is what is hoped for, UTF-16 says so itself, and windows-1251 is what
//! older programs in Cyrillic offices still write. Anything else has to be declared, as no reader
//! can tell the many one-byte encodings apart.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::problem::{Place, Problems};

/// The text of a file; `None` where it cannot be known, which is then a problem.
pub(crate) fn decode(
    bytes: Vec<u8>,
    declared: Option<&str>,
    file: &str,
    problems: &Problems,
) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return whole(rest, encoding, file, problems);
    }
    if let Some(label) = declared {
        let Some(encoding) = Encoding::for_label(label.trim().as_bytes()) else {
            let message = format!(
                "its encoding is declared as “{label}”, which is unknown; expected one like \
                 utf-8, windows-1251 or iso-8859-1"
            );
            problems.error(Place::file(file), message);
            return None;
        };
        return whole(&bytes, encoding, file, problems);
    }
    if let Some(encoding) = wide_without_mark(&bytes) {
        let message = format!(
            "seems to be {} without the mark at its beginning; save the table as “CSV UTF-8”",
            encoding.name()
        );
        problems.error(Place::file(file), message);
        return None;
    }
    // The usual case takes no second copy of a large file.
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let first_bad = error.utf8_error().valid_up_to();
            other_than_utf8(error.as_bytes(), first_bad, file, problems)
        }
    }
}

/// Decodes all of it, or says where that fails.
fn whole(
    bytes: &[u8],
    encoding: &'static Encoding,
    file: &str,
    problems: &Problems,
) -> Option<String> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(error) => {
                let row = row_at(bytes, error.valid_up_to());
                problems.error(Place::row(file, row), "holds bytes that are not UTF-8");
                None
            }
        };
    }
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let before = text.split('\u{fffd}').next().unwrap_or_default();
        let row = row_at(before.as_bytes(), before.len());
        problems.error(
            Place::row(file, row),
            format!("holds bytes that are not {}", encoding.name()),
        );
        return None;
    }
    Some(text.into_owned())
}

fn other_than_utf8(
    bytes: &[u8],
    first_bad: usize,
    file: &str,
    problems: &Problems,
) -> Option<String> {
    let place = Place::row(file, row_at(bytes, first_bad));
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|char| !char.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        problems.error(place, "holds bytes that are not UTF-8, though the rest is");
        return None;
    }
    let (text, damaged) = WINDOWS_1251.decode_without_bom_handling(bytes);
    if !damaged && is_cyrillic(&text) {
        problems.warning(
            Place::file(file),
            "is not UTF-8; it was read as windows-1251. See that its letters are right, and save \
             it as “CSV UTF-8” next time",
        );
        return Some(text.into_owned());
    }
    problems.error(
        place,
        "is neither UTF-8 nor windows-1251; save the table as “CSV UTF-8”, or declare its \
         encoding in senim.toml, like encoding = \"iso-8859-1\"",
    );
    None
}

/// Whether a text reads like Cyrillic: its words are of one alphabet each. Western text that was
/// taken for windows-1251 has Cyrillic letters inside of Latin words.
fn is_cyrillic(text: &str) -> bool {
    let (mut cyrillic, mut mixed) = (0usize, 0usize);
    for word in text.split(|char: char| !char.is_alphabetic()) {
        let foreign = !word.is_ascii();
        match (foreign, word.chars().any(|char| char.is_ascii())) {
            (true, true) => mixed += 1,
            (true, false) => cyrillic += 1,
            _ => {}
        }
    }
    cyrillic > 0 && mixed * 10 <= cyrillic
}

/// UTF-16 that lacks its mark has a zero in nearly every other byte of its digits and commas.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let zeros = |odd: usize| {
        let of_parity = sample.iter().skip(odd).step_by(2);
        of_parity.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = |zeros: usize| zeros > 1 && zeros * 8 > sample.len();
    match (many(even), many(odd)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The line in which a byte stands.
fn row_at(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>) -> (Option<String>, String) {
        let problems = Problems::default();
        let text = decode(bytes.to_vec(), declared, "t.csv", &problems);
        let found = problems.into_report().problems;
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        (text, found.join("\n"))
    }

    #[test]
    fn what_offices_save_is_read() {
        let text = "id,name_ru\n1,Қарағанды Ёлка\n";
        let utf8 = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(bytes).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            utf8,
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes, None), (Some(text.into()), String::new()));
        }
    }

    #[test]
    fn windows_1251_is_read_and_said() {
        let (bytes, _, _) = WINDOWS_1251.encode("id;name_ru\r\n1;улица «Садовая» №5\r\n");
        let (text, said) = read(&bytes, None);
        assert!(text.unwrap().contains("«Садовая» №5"));
        assert!(said.contains("windows-1251"), "{said}");
    }

    #[test]
    fn what_cannot_be_known_is_refused_with_its_row() {
        let latin = b"id;name\n1;Gl\xf3ria\n2;S\xe3o Gon\xe7alo\n";
        let (text, said) = read(latin, None);
        assert_eq!(text, None);
        assert!(
            said.starts_with("error: t.csv, row 2: is neither"),
            "{said}"
        );
        let (text, said) = read(latin, Some("ISO-8859-1"));
        assert!(text.unwrap().contains("São Gonçalo") && said.is_empty());
        let (_, said) = read(latin, Some("latin-95"));
        assert!(said.contains("“latin-95”, which is unknown"), "{said}");
        let (_, said) = read("id\nАбай\nАб".as_bytes().split_last().unwrap().1, None);
        assert!(
            said.contains("row 3: holds bytes that are not UTF-8"),
            "{said}"
        );
        let wide: Vec<u8> = "id,name\n1,a"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let (_, said) = read(&wide, None);
        assert!(said.contains("UTF-16LE without the mark"), "{said}");
    }
}
