//! Rows of a file of calls, one after the other: such files are too large to be held.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::seen;
use crate::problem::{Place, Problems};
use crate::source::grid::Grid;
use crate::source::part::{Layout, Wanted, layout};
use crate::source::workbook::Workbook;
use crate::source::{delimited, inside, read_file};

/// How much of a file its encoding and delimiter are judged by, in bytes.
const SAMPLE: u64 = 64 << 10;

/// A row of a table of calls.
pub(super) struct Row<'r> {
    /// As a spreadsheet shows it.
    pub(super) number: usize,
    cells: Cells<'r>,
    layout: &'r Layout<'r>,
}

enum Cells<'r> {
    Text(&'r csv::StringRecord),
    Sheet(&'r [String]),
}

impl Cells<'_> {
    fn get(&self, at: usize) -> &str {
        let cell = match self {
            Cells::Text(record) => record.get(at),
            Cells::Sheet(cells) => cells.get(at).map(String::as_str),
        };
        let cell = cell.unwrap_or_default();
        let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_graphic());
        let bytes = cell.as_bytes();
        // Most cells have no space at their ends, which is seen at once.
        match is_edge(bytes.first()) || is_edge(bytes.last()) {
            true => cell.trim(),
            false => cell,
        }
    }
}

impl Row<'_> {
    /// The value of a column, by its position in the table; empty where the file lacks it.
    pub(super) fn get(&self, column: usize) -> Cow<'_, str> {
        self.layout.value(column, |at| self.cells.get(at))
    }

    /// What tells the row of a call that was received then from others: all that is in it.
    pub(super) fn fingerprint(&self, received: i64) -> u64 {
        match self.cells {
            Cells::Text(record) => {
                let ends = (0..record.len()).filter_map(|at| record.range(at));
                seen::row(received, record.as_slice(), ends.map(|cell| cell.end))
            }
            Cells::Sheet(cells) => {
                let ends = cells.iter().scan(0, |end, cell| {
                    *end += cell.len();
                    Some(*end)
                });
                seen::row(received, &cells.concat(), ends)
            }
        }
    }

    fn counts(&self) -> bool {
        self.layout.keeps(|at| self.cells.get(at))
    }
}

/// Reads a file row by row. Whatever keeps it from being read is a problem, and ends the reading.
pub(super) fn each(
    folder: &Path,
    wanted: &Wanted<'_>,
    problems: &Problems,
    row: &mut dyn FnMut(&Row<'_>),
) {
    if wanted.file.to_lowercase().ends_with(".xlsx") {
        let bytes = read_file(folder, wanted.file, problems);
        let workbook = bytes.and_then(|bytes| Workbook::open(bytes, wanted.file, problems));
        let grid = workbook.and_then(|mut workbook| {
            let sheets = workbook.sheets();
            let sheet = wanted.mapping.sheet.as_ref().or(sheets.first())?;
            workbook.read(sheet, wanted.file, problems)
        });
        if let Some(grid) = grid {
            sheet_rows(&grid, wanted, problems, row);
        }
    } else {
        // Nothing where the reading ended early, which is a problem then.
        let _ = text_rows(folder, wanted, problems, row);
    }
}

fn sheet_rows(
    grid: &Grid,
    wanted: &Wanted<'_>,
    problems: &Problems,
    each: &mut dyn FnMut(&Row<'_>),
) {
    let place = Place {
        sheet: grid.sheet.as_deref(),
        ..Place::file(wanted.file)
    };
    let is_header = |number: usize| wanted.mapping.header.is_none_or(|at| at == number);
    let start = grid.rows.iter().position(|line| is_header(line.number));
    let Some((header, lines)) = start.and_then(|at| grid.rows.get(at..)?.split_first()) else {
        problems.error(place, "is empty; its first row has to name the columns");
        return;
    };
    let names = header.cells.iter().map(String::as_str);
    let Some(layout) = layout(names, wanted, place, problems) else {
        return;
    };
    for line in lines {
        let row = Row {
            number: line.number,
            cells: Cells::Sheet(&line.cells),
            layout: &layout,
        };
        if row.counts() {
            each(&row);
        }
    }
}

fn text_rows(
    folder: &Path,
    wanted: &Wanted<'_>,
    problems: &Problems,
    each: &mut dyn FnMut(&Row<'_>),
) -> Option<()> {
    let place = Place::file(wanted.file);
    let mut reader = open(folder, wanted, problems)?;
    let mut record = csv::StringRecord::new();
    let (header, layout) = loop {
        let is_there = next(&mut reader, &mut record, wanted.file, problems)?;
        if !is_there {
            problems.error(place, "is empty; its first row has to name the columns");
            return None;
        }
        let number = record.position().map_or(0, csv::Position::line) as usize;
        let is_separator =
            number == 1 && record.get(0).is_some_and(|cell| cell.starts_with("sep="));
        if !is_separator && wanted.mapping.header.is_none_or(|at| at == number) {
            let place = Place {
                row: Some(number),
                ..place
            };
            break (number, layout(record.iter(), wanted, place, problems)?);
        }
    };
    let mut behind = None;
    loop {
        let is_there = next(&mut reader, &mut record, wanted.file, problems)?;
        if !is_there {
            return Some(());
        }
        let line = record.position().map_or(0, csv::Position::line) as usize;
        // Where lines end with CR and LF, the reader counts the LF to the next record.
        let behind = *behind.get_or_insert(usize::from(line == header));
        let row = Row {
            number: line + behind,
            cells: Cells::Text(&record),
            layout: &layout,
        };
        if row.counts() {
            each(&row);
        }
    }
}

/// Reads the next record. Whether there was one; `None` where it cannot be read, which is a problem.
fn next(
    reader: &mut csv::Reader<Box<dyn std::io::Read>>,
    record: &mut csv::StringRecord,
    file: &str,
    problems: &Problems,
) -> Option<bool> {
    let read = reader.read_record(record);
    let wrong = |error: csv::Error| {
        let place = Place::row(file, reader.position().line() as usize);
        problems.error(place, format!("cannot be read: {error}"));
    };
    read.map_err(wrong).ok()
}

/// Opens a text with delimiters, whatever its encoding, as UTF-8.
fn open(
    folder: &Path,
    wanted: &Wanted<'_>,
    problems: &Problems,
) -> Option<csv::Reader<Box<dyn std::io::Read>>> {
    let place = Place::file(wanted.file);
    if !inside(folder, wanted.file, problems)?.is_file() {
        problems.error(place, "is no file");
        return None;
    }
    let unreadable =
        |error: std::io::Error| problems.error(place, format!("cannot be read: {error}"));
    let path = folder.join(wanted.file);
    let declared = wanted.mapping.encoding.as_deref();
    let encoding = declared.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    if let (Some(name), None) = (declared, encoding) {
        problems.error(
            place,
            format!("has the encoding “{name}”, which is unknown"),
        );
        return None;
    }
    let decoded = || -> Result<_, std::io::Error> {
        let file = BufReader::with_capacity(1 << 20, File::open(&path)?);
        Ok(DecodeReaderBytesBuilder::new()
            .encoding(encoding)
            .build(file))
    };
    let mut sample = String::new();
    let mut start = Vec::new();
    let read = decoded().and_then(|text| text.take(SAMPLE).read_to_end(&mut start));
    read.map_err(unreadable).ok()?;
    for chunk in start.utf8_chunks() {
        // The sample may end inside of a letter.
        if chunk.invalid().len() > 3
            || (!chunk.invalid().is_empty() && start.len() < SAMPLE as usize)
        {
            problems.error(
                place,
                "is not UTF-8; declare its encoding in senim.toml, like encoding = \"windows-1251\"",
            );
            return None;
        }
        sample.push_str(chunk.valid());
    }
    let (_, separator, _) = delimited::separator_line(&sample);
    let delimiter = separator.unwrap_or_else(|| delimited::delimiter(&sample));
    let marked = marked(&path).map_err(unreadable).ok()?;
    // Most files are UTF-8 as they are.
    let text: Box<dyn std::io::Read> = match marked || encoding.is_some() {
        true => Box::new(decoded().map_err(unreadable).ok()?),
        false => Box::new(File::open(&path).map_err(unreadable).ok()?),
    };
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 18)
        .from_reader(text);
    Some(reader)
}

/// Whether a file begins with the mark of a Unicode encoding.
fn marked(path: &Path) -> Result<bool, std::io::Error> {
    let mut start = Vec::new();
    File::open(path)?.take(3).read_to_end(&mut start)?;
    Ok(encoding_rs::Encoding::for_bom(&start).is_some())
}
