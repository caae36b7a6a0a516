//! No bytes make a reader panic, and all that is wrong with them is said in printable words.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use proptest::prelude::*;
use senim_publish::source::rows;

/// Bytes that are nearly a table: quotes, delimiters, marks, letters of several alphabets.
fn nearly_a_table() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&'static [u8]> = vec![
        b"id",
        b"name_ru",
        b",",
        b";",
        b"\t",
        b"\"",
        b"\n",
        b"\r\n",
        b"\0",
        b"=1+1",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"sep=;",
        "Қ".as_bytes(),
        "Ќ".as_bytes(),
        b"\xc0",
        b"850101300005",
        b"a@b.cd",
        b"{\"features\":[",
        b"{\"properties\":{\"id\":1}},",
        b"]}",
        b"PK\x03\x04",
        b"2026-11-22",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) {
    for ending in ["csv", "xlsx", "geojson"] {
        let (rows, problems) = rows(bytes, ending);
        let report = problems.into_report();
        assert!(rows.len() <= bytes.len() + 1);
        let unprintable = |char: char| char.is_control() && char != '\n';
        assert!(!report.to_string().contains(unprintable));
        report.to_json();
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn nothing_that_is_nearly_a_table_panics(bytes in nearly_a_table()) {
        check(&bytes);
    }

    #[test]
    fn no_damage_to_a_workbook_panics(at in 0usize..6_000, byte in any::<u8>(), cut in 0usize..6_000) {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "id").unwrap();
        sheet.write(1, 3, 710_000_000).unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        if let Some(damaged) = bytes.get_mut(at) {
            *damaged = byte;
        }
        if cut % 3 == 0 {
            bytes.truncate(cut);
        }
        check(&bytes);
    }
}
