//! Files of calls that are text with delimiters, whatever their encoding.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::plain::{self, Rest};
use super::rows::{Cells, Table};
use crate::problem::{Place, Problems};
use crate::source::part::Wanted;
use crate::source::{clean, delimited, inside};

/// How much of a file its encoding and delimiter are judged by, in bytes.
const SAMPLE: u64 = 64 << 10;

/// So many bytes are looked at at once.
pub(super) const AT_ONCE: usize = 256 << 10;

const NOT_UTF_8: &str =
    "is not UTF-8; declare its encoding in senim.toml, like encoding = \"windows-1251\"";

/// How to begin to read a text.
type Open<'o> = &'o dyn Fn() -> io::Result<Box<dyn Read>>;

/// A text as UTF-8, and how its rows are cut.
struct Text {
    bytes: Box<dyn Read>,
    delimiter: u8,
    /// Lines end with CR and LF.
    has_returns: bool,
}

/// Reads a file row by row; `None` where the reading ended early, which is a problem.
pub(super) fn file(folder: &Path, table: &mut Table<'_, '_>) -> Option<()> {
    let name = table.wanted.file;
    if !inside(folder, name, table.problems)?.is_file() {
        table.problems.error(Place::file(name), "is no file");
        return None;
    }
    let path = folder.join(name);
    each(&|| Ok(Box::new(File::open(&path)?)), AT_ONCE, table)
}

/// Reads what a file may hold, looking at so many bytes at once.
pub(super) fn of_bytes(bytes: &[u8], at_once: usize, table: &mut Table<'_, '_>) -> Option<()> {
    let open = || Ok(Box::new(Cursor::new(bytes.to_vec())) as Box<dyn Read>);
    each(&open, at_once, table)
}

fn each(open: Open<'_>, at_once: usize, table: &mut Table<'_, '_>) -> Option<()> {
    let text = decoded(open, table.wanted, table.problems)?;
    rows(text, at_once, table)?;
    table.end();
    Some(())
}

fn rows(text: Text, at_once: usize, table: &mut Table<'_, '_>) -> Option<()> {
    let Text {
        bytes,
        delimiter,
        has_returns,
    } = text;
    let is_joined = delimiter == b',';
    let mut stopped = false;
    let rest = plain::each(bytes, delimiter, at_once, &mut |number, line| {
        let read = table.row(number, Cells::Line { line, is_joined });
        stopped = read.is_none();
        read
    });
    match rest {
        Ok(Some(rest)) => quoted(rest, delimiter, has_returns, table),
        Ok(None) => (!stopped).then_some(()),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            table
                .problems
                .error(Place::file(table.wanted.file), message);
            None
        }
    }
}

/// Reads what has quotation marks, or what else plain text has not.
fn quoted(rest: Rest, delimiter: u8, has_returns: bool, table: &mut Table<'_, '_>) -> Option<()> {
    // At the beginning of what it reads, though not of the file, the reader would take a letter for
    // the mark of an encoding.
    let blank: &[u8] = if rest.line > 1 { b"\n" } else { b"" };
    // So that the last line ends as the others do.
    let end: &[u8] = if has_returns { b"\r\n" } else { b"\n" };
    let watch = Watch::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(AT_ONCE)
        .from_reader(Watched {
            bytes: blank.chain(rest.bytes).chain(end),
            watch: &watch,
        });
    let mut record = csv::StringRecord::new();
    let mut last = rest.line - 1;
    loop {
        let is_there = reader.read_record(&mut record);
        let is_open = watch.is_over.get();
        let breaks = memchr::memchr_iter(b'\n', record.as_slice().as_bytes()).count();
        // Of CR and LF, the reader leaves the LF to the next record.
        let breaks = breaks + blank.len() + usize::from(!has_returns && !is_open);
        let line = rest.line + reader.position().line() as usize - 1;
        let number = line.saturating_sub(breaks).max(last + 1);
        let (number, message) = match is_there {
            Ok(true) if is_open => (number, delimited::NEVER_CLOSED.to_owned()),
            Ok(true) => {
                watch.unended.set(0);
                record_row(&record, number, table)?;
                last = number;
                continue;
            }
            Ok(false) => return Some(()),
            Err(error) => match error.kind() {
                csv::ErrorKind::Utf8 { .. } => (number, NOT_UTF_8.to_owned()),
                _ => (last + 1, format!("cannot be read: {error}")),
            },
        };
        let place = Place::row(table.wanted.file, number);
        table.problems.error(place, message);
        return None;
    }
}

/// Takes a row, or tells what no row may hold; `None` where nothing more is to be read.
fn record_row(record: &csv::StringRecord, number: usize, table: &mut Table<'_, '_>) -> Option<()> {
    let mut bytes = record.as_slice().bytes();
    match bytes.find(|byte| plain::is_control(*byte)) {
        Some(control) => {
            let place = Place::row(table.wanted.file, number);
            table.problems.error(place, clean::held(control.into()));
            // Nothing after a header that is none makes sense.
            table.has_header().then_some(())
        }
        None => table.row(number, Cells::Record(record)),
    }
}

/// How far a row goes on.
#[derive(Default)]
struct Watch {
    /// Bytes that were read since the last row ended.
    unended: Cell<usize>,
    /// Somebody read to the end of the text. As each of its lines is ended, only the cell of an open
    /// quotation mark is read so far.
    is_over: Cell<bool>,
}

/// A text that is watched, so that no row of it is held that is too long to be one.
struct Watched<'w, R> {
    bytes: R,
    watch: &'w Watch,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Watch { unended, is_over } = self.watch;
        if unended.get() > delimited::MOST_ROW {
            return Err(io::Error::other(format!(
                "a row has more than {} bytes: is a quotation mark opened and never closed, or is it no \
                 table at all?",
                delimited::MOST_ROW
            )));
        }
        let read = self.bytes.read(into)?;
        unended.set(unended.get() + read);
        is_over.set(read == 0);
        Ok(read)
    }
}

/// Opens a text, whatever its encoding, as UTF-8.
fn decoded(open: Open<'_>, wanted: &Wanted<'_>, problems: &Problems) -> Option<Text> {
    let place = Place::file(wanted.file);
    let unreadable = |error: io::Error| problems.error(place, format!("cannot be read: {error}"));
    let declared = wanted.mapping.encoding.as_deref();
    let encoding = declared.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    if let (Some(name), None) = (declared, encoding) {
        problems.error(
            place,
            format!("has the encoding “{name}”, which is unknown"),
        );
        return None;
    }
    let decoded = || -> io::Result<_> {
        let bytes = BufReader::with_capacity(1 << 20, open()?);
        Ok(DecodeReaderBytesBuilder::new()
            .encoding(encoding)
            .build(bytes))
    };
    let mut start = Vec::new();
    let read = decoded().and_then(|text| text.take(SAMPLE).read_to_end(&mut start));
    read.map_err(unreadable).ok()?;
    let mut sample = String::new();
    for chunk in start.utf8_chunks() {
        // The sample may end inside of a letter.
        if chunk.invalid().len() > 3
            || (!chunk.invalid().is_empty() && start.len() < SAMPLE as usize)
        {
            problems.error(place, NOT_UTF_8);
            return None;
        }
        sample.push_str(chunk.valid());
    }
    let (_, separator, _) = delimited::separator_line(&sample);
    let first = sample.split_inclusive('\n').next().unwrap_or_default();
    let marked = marked(open).map_err(unreadable).ok()?;
    // Most files are UTF-8 as they are.
    let bytes = match marked || encoding.is_some() {
        true => decoded().map(|text| Box::new(text) as Box<dyn Read>),
        false => open(),
    };
    Some(Text {
        bytes: bytes.map_err(unreadable).ok()?,
        delimiter: separator.unwrap_or_else(|| delimited::delimiter(&sample)),
        has_returns: first.ends_with("\r\n"),
    })
}

/// Whether a text begins with the mark of a Unicode encoding.
fn marked(open: Open<'_>) -> io::Result<bool> {
    let mut start = Vec::new();
    open()?.take(3).read_to_end(&mut start)?;
    Ok(encoding_rs::Encoding::for_bom(&start).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rows::Row;
    use super::*;
    use crate::source::mapping::{Mapping, Reading};
    use crate::source::personal::Rules;
    use crate::source::shape::CALLS;

    /// Rows as they were read, each with its number, and what was said of them.
    fn read(bytes: &[u8], at_once: usize, encoding: Option<&str>) -> Vec<(usize, String)> {
        let wanted = Wanted {
            shape: CALLS,
            file: "calls.csv",
            supplier: None,
            reading: &Reading::default(),
            mapping: &Mapping {
                encoding: encoding.map(str::to_owned),
                ..Mapping::default()
            },
            personal: &Rules::default(),
        };
        let problems = Problems::default();
        let mut rows = Vec::new();
        let mut note = |row: &Row<'_>| {
            let cells: Vec<String> = (0..12).map(|at| row.get(at).into_owned()).collect();
            rows.push((row.number, format!("{cells:?} {:?}", row.mark(0, 0))));
        };
        let _ = of_bytes(
            bytes,
            at_once,
            &mut Table::new(&wanted, &problems, &mut note),
        );
        let said = problems.into_report().problems;
        let said = said.into_iter();
        rows.extend(said.map(|said| (said.row.unwrap_or(0), said.message)));
        rows
    }

    /// A table of three columns: texts of what makes reading hard, and plain ones.
    fn table() -> impl Strategy<Value = String> {
        let hard = "[a1 ,;\t\"\r\n\u{feff}қЖ]{0,20}";
        let plain = "[a-z0-9 :қЖ-]{0,8}(,[a-z0-9 :қЖ-]{0,8}){0,4}";
        let line = prop_oneof![8 => plain, 1 => hard];
        let marks = prop_oneof![4 => Just(""), 1 => Just("\u{feff}"), 1 => Just("sep=,\n")];
        let lines = (prop::collection::vec(line, 0..12), any::<[bool; 3]>());
        (marks, lines).prop_map(|(mark, (lines, [semicolons, returns, is_ended]))| {
            let lines = [vec!["received,area,priority".to_owned()], lines].concat();
            let mut text = lines.join("\n");
            if is_ended {
                text.push('\n');
            }
            if semicolons {
                text = text.replace(',', ";");
            }
            if returns {
                text = text.replace('\n', "\r\n");
            }
            format!("{mark}{text}")
        })
    }

    /// Whether two readings are the same; of rows by their numbers too, where all lines end alike.
    fn are_same(bytes: &[u8], at_once: usize, encoding: Option<&str>) -> bool {
        // Looking at nothing at once, the general reader reads all.
        let [mut plain, mut general] = [at_once, 0].map(|at_once| read(bytes, at_once, encoding));
        let count = |part: &[u8]| bytes.windows(part.len()).filter(|at| *at == part).count();
        let [returns, breaks, both] = [count(b"\r"), count(b"\n"), count(b"\r\n")];
        if returns != both || (both != 0 && both != breaks) {
            let rows = plain.iter_mut().chain(&mut general);
            rows.for_each(|(number, _)| *number = 0);
        }
        plain == general
    }

    proptest! {
        #[test]
        fn plain_lines_are_read_as_the_general_reader_reads_them(
            text in table(),
            at_once in 1usize..200,
        ) {
            prop_assert!(are_same(text.as_bytes(), at_once, None));
        }

        #[test]
        fn whatever_the_encoding(text in table(), at_once in 1usize..200) {
            // Letters that are not in it become others.
            let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&text);
            prop_assert!(are_same(&bytes, at_once, Some("windows-1251")));
        }

        #[test]
        fn bytes_that_are_no_text_end_both(
            text in table(),
            wrong in prop::collection::vec(any::<u8>(), 1..4),
            at_once in 1usize..200,
        ) {
            // The sample that the encoding is judged by ends before them.
            let long = "2026-11-22 13:05,a,b\n".repeat(1 + SAMPLE as usize / 20);
            let bytes = [text.as_bytes(), long.as_bytes(), &wrong, text.as_bytes()].concat();
            prop_assert!(are_same(&bytes, at_once, None));
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_told_where_it_opens() {
        let text = "received,area,priority\n\n2026,x,\"open\n2026,y,\n2026,z,";
        for end in ["", "\n", "\n\n"] {
            for text in [
                format!("{text}{end}"),
                format!("{text}{end}").replace('\n', "\r\n"),
            ] {
                for at_once in 0..80 {
                    let said = read(text.as_bytes(), at_once, None);
                    let expected = [(3, delimited::NEVER_CLOSED.to_owned())];
                    assert_eq!(said, expected, "{text:?} {at_once}");
                }
            }
        }
    }

    #[test]
    fn no_row_is_held_that_is_too_long_to_be_one() {
        let line = "2026,x,\n";
        let lines = line.repeat(2 * delimited::MOST_ROW / line.len());
        for (start, row) in [
            ("received,area,priority\n", 2),
            ("received,area,priority\n\"1\",x,\n", 3),
        ] {
            let said = read(format!("{start}\"{lines}").as_bytes(), AT_ONCE, None);
            let (at, said) = said.last().unwrap();
            assert_eq!(*at, row);
            assert!(
                said.contains("cannot be read: a row has more than"),
                "{said}"
            );
        }
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let text = "received,area\n\n1,x\n2,\"y\ny\"\n\n3,z\n4,w";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            for at_once in [0, 10, 1_000] {
                let rows = read(text.as_bytes(), at_once, None);
                let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
                assert_eq!(numbers, [3, 4, 7, 8], "{at_once}");
            }
        }
    }
}
