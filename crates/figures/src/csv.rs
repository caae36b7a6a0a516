//! A table as a file.

use crate::block::Table;

/// A table as CSV (RFC 4180, UTF-8 with its mark, so that a spreadsheet reads it): the columns, the
/// rows, and beside each row where it comes from. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
pub fn csv(table: &Table, source: &[(&str, &str)]) -> String {
    let mut out = String::from("\u{feff}");
    let names = table.columns.iter().map(|(_, name)| *name);
    let names = names.filter(|name| !name.is_empty());
    line(&mut out, names.chain(source.iter().map(|(name, _)| *name)));
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns);
        let kept = cells.filter(|(_, (_, name))| !name.is_empty());
        let cells = kept.map(|((_, raw), _)| raw.as_str());
        line(
            &mut out,
            cells.chain(source.iter().map(|(_, value)| *value)),
        );
    }
    out
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let apostrophe = if formula { "'" } else { "" };
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(apostrophe);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(apostrophe);
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let table = Table {
            columns: vec![("Place".into(), "place"), ("n".into(), "calls")],
            rows: vec![
                vec![
                    ("x".into(), "a \"b\", c".into()),
                    ("1 000".into(), "1000".into()),
                ],
                vec![("y".into(), "=1+1".into()), (String::new(), String::new())],
            ],
        };
        assert_eq!(
            csv(&table, &[("link", "https://x")]),
            "\u{feff}place,calls,link\r\n\"a \"\"b\"\", c\",1000,https://x\r\n'=1+1,,https://x\r\n"
        );
    }
}
