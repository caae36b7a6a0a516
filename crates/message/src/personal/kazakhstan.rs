//! What numbers look like in Kazakhstan.

use super::words::Word;
use super::{Found, Kind};

/// Weights of the first eleven digits, and those that follow where the first give ten.
const WEIGHTS: [[u32; 11]; 2] = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
];

/// Whether twelve digits are an individual identification number (ИИН, ЖСН): six digits of the date
/// of birth, one of century and sex, four of a serial number, one to check the others.
///
/// Source: Law No. 223-III of 12 January 2007 "On national registers of identification numbers", and
/// the "Rules for forming an identification number" approved by the Government's resolution No. 406
/// of 22 May 2007.
pub fn is_personal_number(digits: &[u8]) -> bool {
    let [_, _, m1, m2, d1, d2, century, ..] = digits else {
        return false;
    };
    let is_birth = is_month(*m1, *m2) && (1..=31).contains(&(d1 * 10 + d2)) && *century <= 6;
    is_birth && is_checked(digits)
}

/// The same, or the number of an organisation (БИН, БСН): year and month of its registration, 4 to 6
/// for its kind, 0 to 4 for what part of it, and a serial number.
pub(super) fn is_identity(digits: &[u8]) -> bool {
    let [_, _, m1, m2, kind, part, ..] = digits else {
        return false;
    };
    let is_organisation = is_month(*m1, *m2) && (4..=6).contains(kind) && *part <= 4;
    is_personal_number(digits) || (is_organisation && is_checked(digits))
}

fn is_month(tens: u8, ones: u8) -> bool {
    (1..=12).contains(&(tens * 10 + ones))
}

fn is_checked(digits: &[u8]) -> bool {
    let mut sums = WEIGHTS.iter().map(|weights| {
        let products = weights.iter().zip(digits);
        products
            .map(|(weight, digit)| weight * u32::from(*digit))
            .sum::<u32>()
            % 11
    });
    let check = sums.find(|check| *check != 10);
    digits.len() == 12 && digits.last().map(|last| u32::from(*last)) == check
}

/// Whether digits are a mobile telephone of Kazakhstan with the country's code: these are written in
/// all sorts of groups.
pub(super) fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && matches!(digits, [7 | 8, 7, 0 | 4 | 5 | 6 | 7, ..])
}

/// Whether digits in groups of these sizes are a telephone of the country, or of its neighbour with
/// the same code: 8 or 7 and ten digits, or the ten alone of an operator or a town of Kazakhstan.
pub(super) fn is_phone(digits: &[u8], sizes: &[usize]) -> bool {
    match *digits {
        [7 | 8, code, ..] if digits.len() == 11 => {
            let grouped = match *sizes {
                [11] => true,
                [1, second, ..] => matches!(second, 3..=5 | 10),
                [first, ..] => matches!(first, 4 | 5),
                [] => false,
            };
            let odd = is_mobile(digits) && sizes.iter().all(|size| *size <= 4);
            odd || (grouped && matches!(code, 3 | 4 | 7 | 8 | 9))
        }
        [7, code, ..] if digits.len() == 10 => {
            let grouped = matches!(*sizes, [10] | [3, ..] | [4, ..]);
            grouped && matches!(code, 0 | 1 | 2 | 4 | 7)
        }
        _ => false,
    }
}

/// Accounts of banks: `KZ`, two digits, three of the bank, and thirteen letters or digits, together or in
/// groups.
///
/// Source: ISO 13616, IBAN registry, entry of Kazakhstan: `KZ2!n3!n13!c`.
pub(super) fn accounts(text: &str, words: &[Word]) -> Vec<Found> {
    let begins = |word: &Word| {
        let number = word.low.strip_prefix("kz").map(str::as_bytes);
        number.is_some_and(|number| matches!(number, [b'0'..=b'9', b'0'..=b'9', ..]))
    };
    let of = |at: usize| {
        let mut whole = String::new();
        for word in words.get(at..)? {
            let start = words.get(at)?.range.start;
            whole.push_str(text.get(word.range.clone())?);
            if whole.len() < 20 {
                continue;
            }
            let bank = whole.get(4..7)?.bytes().all(|byte| byte.is_ascii_digit());
            let is_account = bank && whole.len() == 20 && whole.is_ascii();
            let part = text.get(start..word.range.end)?;
            let joined = part
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || char == ' ');
            return (is_account && joined).then_some(start..word.range.end);
        }
        None
    };
    let starts = (0..words.len()).filter(|at| words.get(*at).is_some_and(begins));
    let found = starts.filter_map(of).map(|range| Found {
        range,
        kind: Kind::Card,
    });
    found.collect()
}

/// Plates of vehicles: `777 ABC 02` with the region's number, and the older `A 123 BCD`. People write
/// them with Cyrillic letters that look the same, too.
pub(super) fn plates(text: &str, words: &[Word]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let parts = |many: usize| {
            let parts = words.get(at..at + many)?;
            let range = parts.first()?.range.start..parts.last()?.range.end;
            // Parts of a plate stand a space from each other, and on one line.
            let part = text.get(range.clone())?;
            (part.matches(' ').count() + 1 == many && !part.contains('\n')).then_some((range, part))
        };
        let glued = text.get(word.range.clone()).unwrap_or_default();
        let plate = if is_plate(glued) {
            Some(word.range.clone())
        } else {
            let apart = [3, 2].into_iter().filter_map(parts);
            let mut apart = apart.filter(|(_, part)| is_upper(part));
            apart
                .find(|(_, part)| is_plate(&part.replace(' ', "")))
                .map(|(range, _)| range)
        };
        found.extend(plate.map(|range| Found {
            range,
            kind: Kind::Plate,
        }));
    }
    found
}

/// Apart, small letters are words of a sentence.
fn is_upper(part: &str) -> bool {
    part.chars().all(|char| !char.is_ascii_lowercase())
}

fn is_plate(text: &str) -> bool {
    let mut form = String::new();
    for char in text.chars() {
        form.push(match char {
            '0'..='9' => '9',
            'a'..='z' | 'A'..='Z' => 'A',
            'А' | 'В' | 'Е' | 'К' | 'М' | 'Н' | 'О' | 'Р' | 'С' | 'Т' | 'У' | 'Х' => {
                'A'
            }
            _ => return false,
        });
    }
    match form.as_str() {
        "999AA99" | "999AAA99" => {
            let region = text.get(text.len().saturating_sub(2)..);
            let region = region.and_then(|region| region.parse::<u8>().ok());
            region.is_some_and(|region| (1..=20).contains(&region))
        }
        // Only in Latin letters: three small words of a shouted text would look the same.
        "A999AAA" | "A999AA" => text.is_ascii(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_by_their_last_digit() {
        let digits = |text: &str| -> Vec<u8> { text.bytes().map(|byte| byte - b'0').collect() };
        let valid = |text: &str| is_personal_number(&digits(text));
        // Invented numbers; the second one needs the second weights.
        assert!(valid("850101300005") && valid("850101300603"));
        assert!(!valid("850101300006") && !valid("850101300600"));
        // No such month; the number of an organisation.
        assert!(!valid("851301300005") && !valid("990140000385"));
        assert!(is_identity(&digits("990140000384")));
        assert!(!is_identity(&digits("990140000385")) && !is_identity(&digits("9901")));
    }
}
