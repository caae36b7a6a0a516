//! What a keyboard reaches and a screen reader hears.

/// One value of a chart, in the words of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What is read out.
    pub said: String,
    /// The row it stands in: a line of a trend, a weekday, a place.
    pub row: usize,
    /// Its place in the row.
    pub column: usize,
}

/// Where a key leads from a point, if anywhere: `key` is the name that the browser gives it.
///
/// Left and right lead along the row, up and down to the nearest in the row that comes next, Home
/// and End to the ends of the row, or of the chart where the row has no other point. The page does
/// the rest:
///
/// 1. A key pressed on an element with `data-point="i"` asks `step(&points, i, key)`, with the
///    points of what was drawn; nothing where it answers nothing.
/// 2. The answer `j` is the element with `data-point="j"` in the same `<svg>`: it gets
///    `tabindex="0"`, the one before `tabindex="-1"`, then it gets the focus, and the key does
///    nothing else (`prevent_default`).
/// 3. A press or a tap on an element with `data-point` does the same as step 2.
/// 4. What has the focus or lies under the pointer shows its `aria-label` in a line below the
///    chart that has room reserved and is `aria-hidden`: the element has just said it.
pub fn step(points: &[Point], from: usize, key: &str) -> Option<usize> {
    let here = points.get(from)?;
    let numbered = || points.iter().enumerate();
    let in_row = |row: usize| numbered().filter(move |(_, point)| point.row == row);
    let nearest = |row: usize| {
        let away = |column: usize| column.abs_diff(here.column);
        in_row(row).min_by_key(|(_, point)| away(point.column))
    };
    let is_alone = in_row(here.row).nth(1).is_none();
    let reached = || numbered().filter(|(_, point)| is_alone || point.row == here.row);
    let place = |(_, point): &(usize, &Point)| (point.row, point.column);
    let found = match key {
        "ArrowRight" => in_row(here.row)
            .filter(|(_, point)| point.column > here.column)
            .min_by_key(|(_, point)| point.column),
        "ArrowLeft" => in_row(here.row)
            .filter(|(_, point)| point.column < here.column)
            .max_by_key(|(_, point)| point.column),
        "ArrowDown" => numbered()
            .map(|(_, point)| point.row)
            .filter(|row| *row > here.row)
            .min()
            .and_then(nearest),
        "ArrowUp" => numbered()
            .map(|(_, point)| point.row)
            .filter(|row| *row < here.row)
            .max()
            .and_then(nearest),
        "Home" => reached().min_by_key(place),
        "End" => reached().max_by_key(place),
        _ => None,
    };
    found.map(|(at, _)| at).filter(|at| *at != from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_through_rows() {
        let at = |row, column| Point {
            said: String::new(),
            row,
            column,
        };
        // a b c in one row, d below b and c, e two rows further.
        let points = [at(0, 0), at(0, 1), at(0, 4), at(1, 2), at(3, 0)];
        for (from, key, to) in [
            (0, "ArrowRight", Some(1)),
            (1, "ArrowRight", Some(2)),
            (2, "ArrowRight", None),
            (2, "ArrowLeft", Some(1)),
            (0, "ArrowDown", Some(3)),
            (3, "ArrowDown", Some(4)),
            (3, "ArrowUp", Some(1)),
            (4, "ArrowUp", Some(3)),
            (1, "Home", Some(0)),
            (0, "End", Some(2)),
            (0, "Home", None),
            (3, "Home", Some(0)),
            (3, "End", Some(4)),
            (4, "End", None),
            (0, "Enter", None),
            (9, "Home", None),
        ] {
            assert_eq!(step(&points, from, key), to, "{key} from {from}");
        }
    }
}
