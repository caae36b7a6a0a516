//! Kazakhstan's individual identification number (ИИН, ЖСН): six digits of the date of birth, one of
//! century and sex, four of a serial number, one to check the others.
//!
//! Source: Law No. 223-III of 12 January 2007 "On national registers of identification numbers", and
//! the "Rules for forming an identification number" approved by the Government's resolution No. 406
//! of 22 May 2007. Numbers of organisations (БИН) have 4 to 6 in place of the day's first digit, and
//! are not meant here.

use super::Known;

pub(super) const IIN: Known = Known {
    name: "an individual identification number (ИИН)",
    digits: 12,
    is_valid,
};

/// Weights of the first eleven digits, and those that follow where the first give ten.
const WEIGHTS: [[u32; 11]; 2] = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
];

fn is_valid(digits: &[u8]) -> bool {
    let [_, _, m1, m2, d1, d2, century, .., last] = digits else {
        return false;
    };
    let (month, day) = (m1 * 10 + m2, d1 * 10 + d2);
    let is_birth = (1..=12).contains(&month) && (1..=31).contains(&day) && *century <= 6;
    let check = WEIGHTS.iter().map(|weights| {
        let sum: u32 = weights
            .iter()
            .zip(digits)
            .map(|(w, d)| w * u32::from(*d))
            .sum();
        sum % 11
    });
    let check = check.into_iter().find(|check| *check != 10);
    is_birth && check == Some(u32::from(*last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_by_their_last_digit() {
        let valid = |text: &str| {
            let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
            is_valid(&digits)
        };
        // Invented numbers; the second one needs the second weights.
        assert!(valid("850101300005") && valid("850101300603"));
        assert!(!valid("850101300006") && !valid("850101300600"));
        // No such month; the number of an organisation.
        assert!(!valid("851301300005") && !valid("990140000385"));
    }
}
