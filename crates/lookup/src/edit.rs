//! Typing errors: how many letters two words are apart, up to two.

/// Inserted, deleted, replaced and neighbouring swapped letters between two words (optimal string
/// alignment: Damerau 1964, restricted to swaps of neighbours). `None` where there are more than
/// `most`, which is at most 2 for words of ordinary length.
pub fn distance(one: &[u8], two: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(two.len()) > most {
        return None;
    }
    let width = two.len() + 1;
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..width).collect();
    let mut previous = None;
    for (row, &a) in one.iter().enumerate() {
        let mut line = Vec::with_capacity(width);
        line.push(row + 1);
        let mut left = row + 1;
        let mut b_before = None;
        for (column, &b) in two.iter().enumerate() {
            let diagonal = last.get(column).copied().unwrap_or(most + 1);
            let above = last.get(column + 1).copied().unwrap_or(most + 1);
            let mut cost = (diagonal + usize::from(a != b))
                .min(above + 1)
                .min(left + 1);
            if column > 0 && previous == Some(b) && b_before == Some(a) {
                let swapped = before_last.get(column - 1).copied().unwrap_or(most + 1);
                cost = cost.min(swapped + 1);
            }
            line.push(cost);
            left = cost;
            b_before = Some(b);
        }
        if line.iter().all(|cost| *cost > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, line);
        previous = Some(a);
    }
    last.last().copied().filter(|cost| *cost <= most)
}

/// One bit per letter that occurs: words that are `n` letters apart differ in at most `2n` bits.
pub fn letters(word: &[u8]) -> u64 {
    word.iter().fold(0, |bits, byte| bits | 1 << (byte & 63))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_four_errors_count_one_each() {
        for (one, two, expected) in [
            ("jirau", "jirau", Some(0)),
            ("jirau", "jrau", Some(1)),
            ("jirau", "jiraux", Some(1)),
            ("jirau", "jirao", Some(1)),
            ("jirau", "jriau", Some(1)),
            ("kenesari", "kensaru", Some(2)),
            ("kenesari", "almati", None),
        ] {
            assert_eq!(
                distance(one.as_bytes(), two.as_bytes(), 2),
                expected,
                "{one} {two}"
            );
        }
    }

    proptest! {
        #[test]
        fn it_is_symmetric_and_letters_bound_it(one in "[a-e]{0,8}", two in "[a-e]{0,8}") {
            let (one, two) = (one.as_bytes(), two.as_bytes());
            let apart = distance(one, two, 2);
            prop_assert_eq!(apart, distance(two, one, 2));
            if let Some(apart) = apart {
                prop_assert!((letters(one) ^ letters(two)).count_ones() as usize <= 2 * apart);
            }
        }
    }
}
