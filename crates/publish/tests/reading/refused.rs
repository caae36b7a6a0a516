//! What is no table is refused with a word: bombs, links that lead out, lost letters, nests of brackets.

use std::io::Write as _;

use crate::common::Source;
use crate::common::data::data;

/// An archive that says little of itself and inflates to a lot.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..130 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn hostile_files_are_refused_with_a_word() {
    for (name, bytes, expected) in [
        ("areas.xlsx", bomb(), "inflates to more than"),
        (
            "areas.xlsx",
            b"PK\x03\x04 not really".to_vec(),
            "is no workbook",
        ),
        ("areas.xlsx", Vec::new(), "is no workbook"),
        ("areas.csv", vec![b'x'; 2_000_000], "has no line breaks"),
        ("areas.csv", vec![0; 5_000], "NUL"),
        ("areas.csv", Vec::new(), "is empty; its first row"),
        (
            "areas.csv",
            b"id,region,localities\nA-1,a\0b,c\n".to_vec(),
            "row 2, column region: holds a NUL",
        ),
        (
            "areas.csv",
            b"id,region,localities\nA-1,\x1b[31m,c\n".to_vec(),
            "control character U+001B",
        ),
        (
            "areas.csv",
            "id,region,localities\nA-1,К\u{fffd}Р,c\n".into(),
            "a letter was lost",
        ),
    ] {
        let source = Source::sample();
        source.remove("areas.csv");
        source.put(name, bytes);
        let (_, report) = source.check();
        assert!(report.errors() > 0);
        assert!(
            report.to_string().contains(expected),
            "{expected}: {report}"
        );
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let outside = Source::sample();
    for link in ["areas.csv", "suppliers", "suppliers/karaganda"] {
        let source = Source::sample();
        let path = source.path().join(link);
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(outside.path().join("areas.csv"), &path).unwrap();
        let said = source.problems();
        assert!(said[0].contains(&format!("{link}: is a link")), "{said:?}");
    }
    let source = Source::sample();
    source.edit("senim.toml", |text| {
        format!("{text}\n[tables.areas]\nfile = \"../areas.csv\"\n")
    });
    let said = source.problems().join("\n");
    assert!(
        said.contains("is no path inside of the source folder"),
        "{said}"
    );
}

#[test]
fn map_files_of_all_kinds_are_read_as_tables_or_refused() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for text in [
        deep.clone(),
        format!("{{\"features\":[{{\"geometry\":{deep}}}]}}"),
        format!("{{\"features\":[{{\"properties\":{{\"id\":{deep}}}}}]}}"),
        "{\"features\":[null]}".into(),
        "{\"features\":{}}".into(),
    ] {
        let (_, problems) = senim_publish::source::rows(text.as_bytes(), "geojson");
        assert!(problems.into_report().errors() > 0);
    }
    let Some(folder) = data("edge/geojson") else {
        return;
    };
    let mut open = vec![folder];
    let mut read = 0;
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(path).unwrap();
                senim_publish::source::rows(&bytes, "geojson")
                    .1
                    .into_report();
                read += 1;
            }
        }
    }
    assert!(read > 0);
}
