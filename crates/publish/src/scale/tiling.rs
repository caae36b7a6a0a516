//! Borders: cells of a grid whose corners are shifted and whose sides wiggle, the same for both
//! neighbours.

use crate::source::geometry::Ring;

use super::random::Random;

/// Size of a cell in degrees of latitude.
const CELL: f64 = 0.012;

type Position = (f64, f64);

/// The rings of `count` cells around a middle; each side has `pieces` pieces.
pub(super) fn cells(
    middle: Position,
    count: usize,
    pieces: usize,
    random: &mut Random,
) -> Vec<Ring> {
    let columns = (count as f64).sqrt().ceil().max(1.0) as usize;
    let rows = count.div_ceil(columns);
    let corner = |row: usize, column: usize, random: &mut Random| {
        let east =
            (column as f64 - columns as f64 / 2.0 + random.around_zero() * 0.25) * CELL * 1.55;
        let north = (row as f64 - rows as f64 / 2.0 + random.around_zero() * 0.25) * CELL;
        (middle.0 + east, middle.1 + north)
    };
    let corners: Vec<Vec<Position>> = (0..=rows)
        .map(|row| {
            (0..=columns)
                .map(|column| corner(row, column, random))
                .collect()
        })
        .collect();
    let at = |row: usize, column: usize| -> Position {
        corners
            .get(row)
            .and_then(|row| row.get(column))
            .copied()
            .unwrap_or(middle)
    };
    let mut sides = |down: usize, right: usize| -> Vec<Vec<Vec<Position>>> {
        (0..=rows)
            .map(|row| {
                (0..=columns)
                    .map(|column| {
                        wiggle(
                            at(row, column),
                            at(row + down, column + right),
                            pieces,
                            random,
                        )
                    })
                    .collect()
            })
            .collect()
    };
    let (eastward, northward) = (sides(0, 1), sides(1, 0));
    let side = |sides: &[Vec<Vec<Position>>], row: usize, column: usize| -> Vec<Position> {
        sides
            .get(row)
            .and_then(|row| row.get(column))
            .cloned()
            .unwrap_or_default()
    };
    (0..count)
        .map(|cell| {
            let (row, column) = (cell / columns, cell % columns);
            let mut ring = side(&eastward, row, column);
            ring.extend(side(&northward, row, column + 1));
            ring.extend(backwards(
                &eastward,
                row + 1,
                column,
                at(row + 1, column + 1),
                &side,
            ));
            ring.extend(backwards(
                &northward,
                row,
                column,
                at(row + 1, column),
                &side,
            ));
            ring.extend(ring.first().copied());
            ring
        })
        .collect()
}

/// A position in a cell for the street after so many others: on a spiral around its middle, each a
/// golden angle on from the one before (Vogel 1979).
pub(super) fn spread(ring: &Ring, before: usize) -> Position {
    let count = ring.len().max(1) as f64;
    let east = ring.iter().map(|position| position.0).sum::<f64>() / count;
    let north = ring.iter().map(|position| position.1).sum::<f64>() / count;
    let turn = before as f64 * 2.399_963;
    let out = 0.2 * CELL * (before as f64 / SPREAD).sqrt().min(1.0);
    (east + 1.55 * out * turn.cos(), north + out * turn.sin())
}

/// So many streets of a cell stand apart.
const SPREAD: f64 = 40.0;

/// A side from its end to its start: it begins at the corner and leaves the start to the next side.
fn backwards(
    sides: &[Vec<Vec<Position>>],
    row: usize,
    column: usize,
    end: Position,
    side: &impl Fn(&[Vec<Vec<Position>>], usize, usize) -> Vec<Position>,
) -> Vec<Position> {
    let mut side = side(sides, row, column);
    side.push(end);
    side.reverse();
    side.pop();
    side
}

/// A side from one corner up to but not including the other.
fn wiggle(from: Position, to: Position, pieces: usize, random: &mut Random) -> Vec<Position> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let mut off = 0.0;
    (0..pieces)
        .map(|piece| {
            let share = piece as f64 / pieces as f64;
            // What wanders returns to the line at both ends.
            off = if piece == 0 {
                0.0
            } else {
                off * 0.9 + random.around_zero() * 0.012
            };
            let off = off * (share * (1.0 - share) * 4.0);
            (
                from.0 + dx * share - dy * off,
                from.1 + dy * share + dx * off,
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_of_a_cell_lie_in_it_and_apart() {
        let cells = cells((70.0, 50.0), 60, 38, &mut Random::new(7));
        for (cell, ring) in cells.iter().enumerate() {
            let places: Vec<_> = (0..40).map(|before| spread(ring, before)).collect();
            for (at, place) in places.iter().enumerate() {
                assert!(holds(ring, *place), "{cell} {at}");
                assert!(places.iter().skip(at + 1).all(|other| other != place));
            }
        }
    }

    /// Whether a ring holds a position, by counting the sides to the east of it.
    fn holds(ring: &Ring, (x, y): Position) -> bool {
        let sides = ring.iter().zip(ring.iter().skip(1));
        let crossed = sides.filter(|((x1, y1), (x2, y2))| {
            (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        });
        crossed.count() % 2 == 1
    }
}
