//! No bytes make a reader panic, and all that is wrong with them is said in printable words.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::io::Write as _;

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
        assert!(rows.len() <= 2 * bytes.len() + 1);
        let unprintable = |char: char| char.is_control() && char != '\n';
        assert!(!report.to_string().contains(unprintable));
        report.to_json();
    }
}

/// A workbook whose sheet, strings and styles are of such pieces.
fn nearly_a_workbook(sheet: &[&str], strings: &[&str], styles: &[&str]) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let files = [
        (
            "xl/workbook.xml",
            format!(
                "<workbook {MAIN} xmlns:r=\"{REL}\"><sheets>\
                 <sheet name=\"areas\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" \
                 Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet {MAIN}>{}</sheetData></worksheet>",
                sheet.concat()
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst {MAIN}>{}</sst>", strings.concat()),
        ),
        (
            "xl/styles.xml",
            format!("<styleSheet {MAIN}>{}</styleSheet>", styles.concat()),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SHEET: [&str; 24] = [
    "<sheetData>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<dimension ref=\"Z9:A1\"/>",
    "<row r=\"1\">",
    "<row r=\"4294967295\">",
    "<row>",
    "</row>",
    "<c r=\"A1\" t=\"s\"><v>0</v></c>",
    "<c r=\"B1\" t=\"s\"><v>99</v></c>",
    "<c r=\"A1\" t=\"s\"><v>-1</v></c>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<c r=\"ZZZZZZZZZ99999999999\"><v>1</v></c>",
    "<c r=\"1A\"><v>1</v></c>",
    "<c r=\"A0\"><v>1</v></c>",
    "<c r=\"\" t=\"b\"><v>1</v></c>",
    "<c r=\"C1\" s=\"1\"><v>45000.5</v></c>",
    "<c r=\"C1\" s=\"9\"><v>1e308</v></c>",
    "<c r=\"C2\" s=\"1\"><v>-45000</v></c>",
    "<c r=\"D1\" t=\"e\"><v>#N/A</v></c>",
    "<c r=\"D1\" t=\"d\"><v>2026-99-99</v></c>",
    "<c r=\"D1\" t=\"inlineStr\"><is><t>region</t></is></c>",
    "<c r=\"E1\"><f>1+1</f><v>nan</v></c>",
    "<c",
    "&#0;",
];

const STRINGS: [&str; 6] = [
    "<si><t>id</t></si>",
    "<si/>",
    "<si><r><t>a</t></r>",
    "</si>",
    "<t>",
    "&amp",
];

const STYLES: [&str; 7] = [
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy\"/></numFmts>",
    "<numFmt numFmtId=\"x\" formatCode=\"[\"/>",
    "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>",
    "<cellXfs>",
    "<xf numFmtId=\"14\"/>",
    "<xf/>",
    "<numFmts",
];

proptest! {
    #[test]
    fn no_xml_in_a_workbook_panics(
        sheet in prop::collection::vec(prop::sample::select(&SHEET[..]), 0..20),
        strings in prop::collection::vec(prop::sample::select(&STRINGS[..]), 0..4),
        styles in prop::collection::vec(prop::sample::select(&STYLES[..]), 0..4),
    ) {
        let sheet = [vec!["<sheetData>"], sheet].concat();
        check(&nearly_a_workbook(&sheet, &strings, &styles));
    }

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
