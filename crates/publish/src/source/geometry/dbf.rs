//! The table of a Shapefile (dBASE III), read as text: identifiers keep their zeros, and a column
//! that nobody asks for cannot spoil one that is needed. Nothing is believed about sizes before it
//! is compared with the bytes that are there.
//!
//! The layout is that of "Xbase File Format Description" (Bachmann 1999).

use encoding_rs::Encoding;

use crate::source::table::shorten;

/// A table.
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    encoding: &'static Encoding,
    /// Bytes before the first record.
    header: usize,
    /// Bytes of a record.
    record: usize,
    /// How many records there are.
    pub(super) records: usize,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// Of numbers, not of text.
    number: bool,
    start: usize,
    length: usize,
}

/// A cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Of a column of text.
    Text(String),
    /// Of a column of numbers, as it is written.
    Number(String),
}

impl<'a> Table<'a> {
    /// Reads the header. `encoding` is the content of a `.cpg` file.
    pub(super) fn read(bytes: &'a [u8], encoding: Option<&str>) -> Result<Table<'a>, String> {
        let cut = || "is cut off within its header".to_owned();
        let start = bytes.first_chunk::<32>().ok_or_else(cut)?;
        let [version, _, _, _, r0, r1, r2, r3, h0, h1, l0, l1, ..] = *start;
        // The low bits are the version; 3 is dBASE III, what every Shapefile has.
        if version & 7 != 3 {
            return Err(format!(
                "is no dBASE table: its first byte is {version}, expected 3"
            ));
        }
        let records = u32::from_le_bytes([r0, r1, r2, r3]) as usize;
        let header = usize::from(u16::from_le_bytes([h0, h1]));
        let record = usize::from(u16::from_le_bytes([l0, l1]));
        let expected = records
            .checked_mul(record)
            .and_then(|size| size.checked_add(header));
        if record == 0 || expected.is_none_or(|expected| expected > bytes.len()) {
            return Err(format!(
                "is cut off: {records} rows of {record} bytes do not fit into its {} bytes",
                bytes.len()
            ));
        }
        let language = start.get(29).copied().unwrap_or_default();
        let encoding = self::encoding(encoding, language)?;
        let mut table = Table {
            bytes,
            encoding,
            header,
            record,
            records,
            columns: Vec::new(),
        };
        table.read_columns().ok_or_else(cut)?;
        Ok(table)
    }

    fn read_columns(&mut self) -> Option<()> {
        let mut start = 1;
        let mut descriptors = self.bytes.get(32..self.header)?;
        while let Some((descriptor, rest)) = descriptors.split_first_chunk::<32>() {
            if descriptor.first() == Some(&0x0D) {
                break;
            }
            let name = descriptor.get(..11)?.split(|byte| *byte == 0).next()?;
            let length = usize::from(*descriptor.get(16)?);
            self.columns.push(Column {
                name: self.encoding.decode(name).0.trim().to_owned(),
                number: matches!(descriptor.get(11)?, b'N' | b'F'),
                start,
                length,
            });
            start += length;
            descriptors = rest;
        }
        Some(())
    }

    /// The number of a column; names are compared without regard to case, as dBASE does.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        // A name has at most ten bytes; programs cut what is longer.
        let short: String = name.chars().take(10).collect();
        let is = |column: &Column, name: &str| column.name.eq_ignore_ascii_case(name);
        let exact = self.columns.iter().position(|column| is(column, name));
        exact.or_else(|| self.columns.iter().position(|column| is(column, &short)))
    }

    /// The names of all columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// A cell; `None` where the row is deleted.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<Cell> {
        let start = self.header + row.checked_mul(self.record)?;
        let record = self.bytes.get(start..)?.get(..self.record)?;
        if record.first() == Some(&b'*') {
            return None;
        }
        let column = self.columns.get(column)?;
        let cell = record.get(column.start..)?.get(..column.length)?;
        let text = self.encoding.decode(cell).0;
        let text = text.trim_matches(|char: char| char.is_whitespace() || char == '\0');
        let text = text.to_owned();
        Some(if column.number {
            Cell::Number(text)
        } else {
            Cell::Text(text)
        })
    }
}

/// The encoding that a `.cpg` file names, or else the language byte of the table.
fn encoding(named: Option<&str>, language: u8) -> Result<&'static Encoding, String> {
    let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
        return Ok(match language {
            0xC9 => encoding_rs::WINDOWS_1251,
            0x26 | 0x65 => encoding_rs::IBM866,
            0x03 | 0x57 => encoding_rs::WINDOWS_1252,
            _ => encoding_rs::UTF_8,
        });
    };
    let label = named.to_ascii_lowercase().replace(' ', "");
    let digits = label.trim_start_matches(|char: char| !char.is_ascii_digit());
    let label = match digits {
        "65001" => "utf-8".to_owned(),
        "866" => "ibm866".to_owned(),
        "88591" => "iso-8859-1".to_owned(),
        _ if digits.len() == 4 && digits.starts_with("125") => format!("windows-{digits}"),
        _ => label,
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        format!(
            "its .cpg file names the encoding “{}”, expected one like UTF-8 or 1251",
            shorten(named)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_have_many_names() {
        for (named, expected) in [
            ("UTF-8", encoding_rs::UTF_8),
            ("65001", encoding_rs::UTF_8),
            ("ANSI 1251", encoding_rs::WINDOWS_1251),
            ("1251", encoding_rs::WINDOWS_1251),
            ("windows-1251\r\n", encoding_rs::WINDOWS_1251),
            ("OEM 866", encoding_rs::IBM866),
        ] {
            assert_eq!(encoding(Some(named), 0), Ok(expected), "{named}");
        }
        assert_eq!(encoding(None, 0xC9), Ok(encoding_rs::WINDOWS_1251));
        assert!(encoding(Some("KZ-1048"), 0).is_err());
    }
}
