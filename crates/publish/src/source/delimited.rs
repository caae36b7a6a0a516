//! Text with delimiters: which one it is, and the rows.

use super::grid::Grid;
use crate::problem::{Place, Problems};

/// The longest row that is believed, in bytes.
pub(crate) const MOST_ROW: usize = 1_000_000;

pub(crate) const NEVER_CLOSED: &str =
    "a quotation mark is opened and never closed, so all that follows is one cell";

/// How much of a file the delimiter is judged by.
const SAMPLE_BYTES: usize = 64 << 10;
const SAMPLE_ROWS: usize = 50;

/// The rows of a text; `None` where they are beyond reading, which is then a problem.
pub(crate) fn read(text: &str, file: &str, problems: &Problems) -> Option<Grid> {
    let (text, declared, skipped) = separator_line(text);
    let delimiter = declared.unwrap_or_else(|| delimiter(text));
    let mut reader = reader(text, delimiter);
    let mut grid = Grid::default();
    let mut record = csv::StringRecord::new();
    let mut lines = Lines::new(text);
    loop {
        let number = lines.next + skipped;
        let wrong = |message: String| problems.error(Place::row(file, number), message);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                wrong(format!("cannot be read: {error}"));
                return None;
            }
        }
        let number = lines.advance(&record, reader.position()) + skipped;
        if let Some(message) = too_long(record.as_slice()) {
            problems.error(Place::row(file, number), message);
            return None;
        }
        let cells = record.iter().map(str::to_owned).collect();
        if let Err(message) = grid.push(number, cells) {
            problems.error(Place::row(file, number), message);
            return None;
        }
    }
    if let Some(last) = grid.rows.last()
        && last.cells.iter().any(|cell| cell.contains('\n'))
        && is_open(text, delimiter)
    {
        problems.error(Place::row(file, last.number), NEVER_CLOSED);
        return None;
    }
    Some(grid)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Whether a text ends inside of a quotation mark: one more, on a line of its own, is then no row.
fn is_open(text: &str, delimiter: u8) -> bool {
    let rows = |text: &str| reader(text, delimiter).into_records().count();
    rows(text) == rows(&format!("{text}\n\""))
}

/// What is wrong with a row that is too long to be one; its cells stand side by side.
fn too_long(cells: &str) -> Option<String> {
    let bytes = cells.len();
    let why = match cells.contains('\n') {
        true => "is a quotation mark opened and never closed?",
        false => "it has no line breaks; is it a table at all?",
    };
    (bytes > MOST_ROW).then(|| format!("has {bytes} bytes, more than {MOST_ROW}: {why}"))
}

/// Excel's own first line "sep=;" names the delimiter, and is no row of the table.
pub(crate) fn separator_line(text: &str) -> (&str, Option<u8>, usize) {
    let first = text.lines().next().unwrap_or_default();
    let named = first.trim_matches('"').strip_prefix("sep=");
    match named.map(str::as_bytes) {
        Some([delimiter]) => {
            let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
            (rest, Some(*delimiter), 1)
        }
        _ => (text, None, 0),
    }
}

/// Comma, semicolon or tab: whichever cuts the first rows into most cells of the same number.
/// Quotation marks are respected.
pub(crate) fn delimiter(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let score = |delimiter: u8| {
        let mut reader = reader(sample, delimiter);
        let widths: Vec<usize> = reader
            .records()
            .take(SAMPLE_ROWS)
            .map_while(Result::ok)
            .map(|record| record.len())
            .collect();
        let header = widths.first().copied().unwrap_or(0);
        if header < 2 {
            return (0, 0);
        }
        let same = widths.iter().filter(|width| **width == header).count();
        (same * 100 / widths.len(), header)
    };
    // On a tie the last one wins, so the comma stands last.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|delimiter| score(*delimiter))
        .unwrap_or(b',')
}

/// Counts rows as a spreadsheet does: blank lines count, line breaks inside of cells do not.
struct Lines<'a> {
    text: &'a [u8],
    next: usize,
    inside: usize,
    counted: bool,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        Lines {
            text: text.as_bytes(),
            next: 1,
            inside: 0,
            counted: text.contains('\n'),
        }
    }

    /// The number of the row that was just read.
    fn advance(&mut self, record: &csv::StringRecord, position: &csv::Position) -> usize {
        let breaks = record.as_slice().bytes().filter(|byte| *byte == b'\n');
        self.inside += breaks.count();
        let read = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let ended = self.text.get(read.wrapping_sub(1)) == Some(&b'\n');
        let line = usize::try_from(position.line()).unwrap_or(usize::MAX);
        let number = match self.counted {
            true => {
                let number = line.saturating_sub(self.inside + usize::from(ended));
                // A cell that never closes may end in a line break of its own.
                number.max(self.next)
            }
            // Lines that end in a carriage return alone are not counted by the reader.
            false => self.next,
        };
        self.next = number + 1;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let problems = Problems::default();
        let grid = read(text, "t.csv", &problems);
        let said = problems.into_report();
        let rows = grid.map(|grid| grid.rows).unwrap_or_default();
        let shown = rows
            .iter()
            .map(|row| format!("{} {}", row.number, row.cells.join("¦").replace('\n', "⏎")));
        let said = said.problems.iter().map(ToString::to_string);
        shown.chain(said).collect()
    }

    #[test]
    fn delimiters_are_found_and_quotes_respected() {
        let expected = ["1 id¦name, full", "2 1¦a;b"];
        for text in [
            "id,\"name, full\"\n1,a;b\n",
            "id;name, full\n1;\"a;b\"\n",
            "id\tname, full\n1\ta;b",
            "sep=;\r\nid;name, full\r\n1;\"a;b\"\r\n",
        ] {
            let shift = usize::from(text.starts_with("sep="));
            let expected: Vec<String> = expected
                .iter()
                .map(|row| {
                    let (number, cells) = row.split_once(' ').unwrap();
                    format!("{} {cells}", number.parse::<usize>().unwrap() + shift)
                })
                .collect();
            assert_eq!(rows(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let expected = ["1 a¦b", "3 1¦x⏎y", "4 2¦z", "6 3¦w"];
        let unix = "a,b\n\n1,\"x\ny\"\n2,z\n,\n3,w\n";
        assert_eq!(rows(unix), expected);
        assert_eq!(rows(unix.trim_end()), expected);
        let windows = unix.replace('\n', "\r\n");
        assert_eq!(rows(&windows).len(), 4);
        assert!(rows(&windows)[3].starts_with("6 3"));
        assert_eq!(rows("a,b\r1,2\r"), ["1 a¦b", "2 1¦2"]);
    }

    #[test]
    fn what_has_no_end_is_refused() {
        let said = rows(&"x".repeat(MOST_ROW + 1));
        assert!(said[0].contains("has no line breaks"), "{said:?}");
        let said = rows("a,b\n1,\"open\n2,x\n3,y\n");
        assert!(said[0].contains("row 2: a quotation mark"), "{said:?}");
        let inches = rows("a,b\n1,5\" pipe\n2,\"x\ny\"\n");
        assert_eq!(inches, ["1 a¦b", "2 1¦5\" pipe", "3 2¦x⏎y"]);
        let said = rows(&",x".repeat(2_000));
        assert!(said[0].contains("more than 1000"), "{said:?}");
    }
}
