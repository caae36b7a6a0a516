//! Text with delimiters as most programs write it: no quotation marks, so that a line is a row and
//! all there is to do is to cut it.

use std::io::{self, Cursor, Read};

use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

/// A line and its cells.
pub(super) struct Line<'l> {
    pub(super) text: &'l str,
    pub(super) cells: &'l [&'l str],
}

/// What is left of a text where it is not plain any more.
pub(super) struct Rest {
    /// The number of its first line, from 1.
    pub(super) line: usize,
    pub(super) bytes: Box<dyn Read>,
}

/// Hands out the lines of a text with their numbers, until nothing is wanted any more. What is not
/// plain, or not UTF-8, is left, with at most so many bytes before it.
pub(super) fn each(
    mut bytes: Box<dyn Read>,
    delimiter: u8,
    at_once: usize,
    row: &mut dyn FnMut(usize, &Line<'_>) -> Option<()>,
) -> io::Result<Option<Rest>> {
    let mut buffer = Vec::new();
    let mut line = 1;
    loop {
        let room = at_once.saturating_sub(buffer.len()) as u64;
        let is_last = bytes.by_ref().take(room).read_to_end(&mut buffer)? < room as usize;
        let end = match is_last {
            true => buffer.len(),
            false => memrchr(b'\n', &buffer).map_or(0, |at| at + 1),
        };
        let lines = buffer.get(..end).and_then(plain);
        let Some(lines) = lines.filter(|lines| is_last || !lines.is_empty()) else {
            let bytes = Box::new(Cursor::new(buffer).chain(bytes));
            return Ok(Some(Rest { line, bytes }));
        };
        if cut(lines, delimiter, &mut line, row).is_none() || is_last {
            return Ok(None);
        }
        buffer.drain(..end);
    }
}

/// Lines that are plain.
fn plain(bytes: &[u8]) -> Option<&str> {
    let ends_line = |at: usize| bytes.get(at + 1) == Some(&b'\n');
    // Without a way out, so that many bytes are looked at in one step.
    let has_control = bytes
        .iter()
        .fold(false, |found, byte| found | is_control(*byte));
    let is_plain =
        !has_control && memchr(b'"', bytes).is_none() && memchr_iter(b'\r', bytes).all(ends_line);
    let lines = is_plain
        .then(|| std::str::from_utf8(bytes).ok())
        .flatten()?;
    (!lines.starts_with('\u{feff}')).then_some(lines)
}

/// Whether a byte is a control character that no table has.
pub(super) fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7F
}

fn cut(
    lines: &str,
    delimiter: u8,
    number: &mut usize,
    row: &mut dyn FnMut(usize, &Line<'_>) -> Option<()>,
) -> Option<()> {
    let bytes = lines.as_bytes();
    let unended = (bytes.last() != Some(&b'\n')).then_some(bytes.len());
    let mut cells = Vec::new();
    let (mut line_from, mut cell_from) = (0, 0);
    for at in memchr2_iter(delimiter, b'\n', bytes).chain(unended) {
        let is_end = bytes.get(at) != Some(&delimiter);
        let returned = is_end && at > 0 && bytes.get(at - 1) == Some(&b'\r');
        let end = at - usize::from(returned);
        cells.push(lines.get(cell_from..end)?);
        cell_from = at + 1;
        if is_end {
            let text = lines.get(line_from..end)?;
            if !text.is_empty() {
                let cells = &cells;
                row(*number, &Line { text, cells })?;
            }
            cells.clear();
            *number += 1;
            line_from = cell_from;
        }
    }
    Some(())
}
