//! What offices have is read: every encoding and delimiter, workbooks, headers in three languages.
//! Each test puts such a file in place of one of the sample and expects the same directory.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

#[path = "../common/mod.rs"]
mod common;
mod refused;

use common::Source;
use common::data::data;
use encoding_rs::WINDOWS_1251;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use senim_publish::check::Directory;

/// Everything of a directory but where it stood.
fn content(directory: &Directory) -> String {
    let inspectors = directory.inspectors.iter().map(|(id, row)| {
        format!(
            "{id} {:?} {:?} {:?} {:?} {:?}",
            row.areas, row.name, row.contacts, row.verified_on, row.hours
        )
    });
    let areas = directory
        .areas
        .iter()
        .map(|(id, row)| format!("{id} {} {:?}", row.number, row.localities));
    inspectors.chain(areas).collect::<Vec<_>>().join("\n")
}

fn same_as_sample(source: &Source) -> Vec<String> {
    let (expected, _) = Source::sample().check();
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    let directory = directory.unwrap();
    assert_eq!(content(&directory), content(&expected.unwrap()));
    common::shown(&report)
}

#[test]
fn csv_of_every_kind_says_the_same() {
    let sample = Source::sample().text("inspectors.csv");
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    };
    for bytes in [
        format!("\u{feff}{sample}").into_bytes(),
        wide(&sample, u16::to_le_bytes),
        wide(&sample, u16::to_be_bytes),
        sample.replace('\n', "\r\n").into_bytes(),
        format!("sep=,\r\n{sample}").into_bytes(),
    ] {
        let source = Source::sample();
        source.put("inspectors.csv", bytes);
        assert_eq!(same_as_sample(&source), Vec::<String>::new());
    }
}

#[test]
fn windows_1251_is_read_with_a_warning() {
    let source = Source::sample();
    source.edit("senim.toml", |text| {
        text.replace("[\"kk\", \"ru\", \"en\"]", "[\"ru\"]")
    });
    source.put(
        "holidays.csv",
        WINDOWS_1251
            .encode("дата;название\r\n01.01.2026;Новый год\r\n")
            .0,
    );
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    assert_eq!(directory.unwrap().holidays[0].name.ru, "Новый год");
    assert!(
        report
            .to_string()
            .contains("holidays.csv: is not UTF-8; it was read as windows-1251")
    );
}

#[test]
fn headers_may_be_kazakh_or_russian_or_declared() {
    let source = Source::sample();
    let old = "id,areas,acting_for,name_kk,name_ru,name_en,rank,phone_mobile,phone_office";
    let new = "Код инспектора,УЧАСКЕ,Врио,Аты-жөні,Ф.И.О.,name_en,Звание,Ұялы телефон,Раб. тел.";
    source.edit("inspectors.csv", |text| text.replace(old, new));
    source.edit("areas.csv", |text| text.replacen("number", "Порядковый", 1));
    source.edit("senim.toml", |text| {
        format!("{text}\n[columns.areas]\nnumber = [\"порядковый\"]\n")
    });
    assert_eq!(same_as_sample(&source), Vec::<String>::new());
    // A problem names the column as the office does.
    source.edit("inspectors.csv", |text| {
        text.replace("+7 000 010 01 01,+7 000 030", "12,+7 000 030")
    });
    let said = source.problems();
    assert!(
        said[0].contains("row 2, column Ұялы телефон: “12”"),
        "{said:?}"
    );
}

#[test]
fn an_unknown_column_is_a_warning_with_a_suggestion() {
    let source = Source::sample();
    source.edit("areas.csv", |text| text.replacen("number", "nomber", 1));
    let said = source.problems();
    let expected = "warning: areas.csv, row 1, column nomber: is unknown and is left out. \
                    Did you mean number?";
    assert_eq!(said, [expected]);
}

#[test]
fn telephones_and_dates_are_read_as_the_settings_say() {
    let source = Source::sample();
    source.edit("senim.toml", |text| {
        let phones = "[phones]\ncountry_code = \"7\"\ntrunk_prefix = \"8\"\ndigits = 10";
        format!("{text}\n{phones}\n[dates.inspectors]\nverified_on = [\"%d/%m/%Y\"]\n")
    });
    source.edit("inspectors.csv", |text| {
        text.replace("+7 000 010 01 01,+7", "8 (000) 010-01-01,+7")
            .replace("2026-11-09", "09/11/2026")
            .replace("2026-10-27", "46322")
    });
    assert_eq!(same_as_sample(&source), Vec::<String>::new());
}

/// The inspectors and areas of the sample in one workbook, dates as dates, numbers as numbers.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    for table in ["inspectors", "areas"] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table).unwrap();
        let text = Source::sample().text(&format!("{table}.csv"));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        for (row, record) in reader.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let (row, column) = (row as u32 + 1, column as u16 + 1);
                if let Ok(day) = ExcelDateTime::parse_from_str(cell)
                    && cell.len() == 10
                    && cell.contains('-')
                {
                    sheet.write_with_format(row, column, &day, &date).unwrap();
                } else if let Ok(number) = cell.parse::<f64>()
                    && !cell.starts_with('+')
                {
                    sheet.write(row, column, number).unwrap();
                } else {
                    sheet.write(row, column, cell).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_with_sheets_named_as_tables_says_the_same() {
    let source = Source::sample();
    source.remove("inspectors.csv");
    source.remove("areas.csv");
    source.put("Directory.XLSX", workbook());
    assert_eq!(same_as_sample(&source), Vec::<String>::new());
    // Only one file may hold a table.
    source.put("areas.csv", Source::sample().text("areas.csv"));
    let said = source.problems();
    assert!(
        said[0].contains("Directory.XLSX: holds the table areas, and so does areas.csv"),
        "{said:?}"
    );
}

#[test]
fn a_problem_in_a_workbook_names_its_sheet() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Лист 1").unwrap();
    for (column, (header, cell)) in [("date", "наурыз"), ("name_ru", "Наурыз")]
        .iter()
        .enumerate()
    {
        sheet.write(0, column as u16, *header).unwrap();
        sheet.write(1, column as u16, *cell).unwrap();
    }
    let source = Source::sample();
    source.remove("holidays.csv");
    source.put("holidays.xlsx", workbook.save_to_buffer().unwrap());
    let said = source.problems();
    let expected = "error: holidays.xlsx, sheet Лист 1, row 2, column date: “наурыз” is no date";
    assert!(said[0].starts_with(expected), "{said:?}");
}

#[test]
fn what_excel_made_a_date_of_is_noticed() {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("d-mmm");
    let sheet = workbook.add_worksheet();
    let text = Source::sample().text("addresses.csv");
    for (row, line) in text.lines().take(2).enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            let (row, column) = (row as u32, column as u16);
            if row == 1 && column == 4 {
                let day = ExcelDateTime::from_ymd(2026, 3, 12).unwrap();
                sheet.write_with_format(row, column, &day, &date).unwrap();
            } else {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    let source = Source::sample();
    source.remove("addresses.csv");
    source.put("addresses.xlsx", workbook.save_to_buffer().unwrap());
    let said = source.problems().join("\n");
    assert!(
        said.contains("column houses: is the date 2026-03-12 in the workbook"),
        "{said}"
    );
}

#[test]
fn awkward_csv_files_are_read_sensibly() {
    for (name, expected) in [
        ("comma_in_quotes", "John¦Doe¦120 any st.¦Anytown, WW¦08123"),
        ("empty", "1¦¦ / 2¦3¦4"),
        ("empty_crlf", "1¦¦ / 2¦3¦4"),
        ("escaped_quotes", "1¦ha \"ha\" ha / 3¦4"),
        (
            "json",
            "1¦{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}",
        ),
        ("newlines", "1¦2¦3 / Once upon a time¦5¦6 / 7¦8¦9"),
        ("newlines_crlf", "1¦2¦3 / Once upon a time¦5¦6 / 7¦8¦9"),
        ("quotes_and_newlines", "1¦ha \"ha\" ha / 3¦4"),
        ("simple", "1¦2¦3"),
        ("simple_crlf", "1¦2¦3"),
        ("utf8", "1¦2¦3 / 4¦5¦ʤ"),
    ] {
        let Some(path) = data(&format!("edge/csv-spectrum/{name}.csv")) else {
            return;
        };
        let bytes = std::fs::read(path).unwrap();
        let rows = senim_publish::source::rows(&bytes, "csv").0;
        let rows: Vec<String> = rows
            .iter()
            .skip(1)
            .map(|cells| {
                let cells = cells
                    .iter()
                    .map(|cell| cell.split_whitespace().collect::<Vec<_>>());
                cells
                    .map(|words| words.join(" "))
                    .collect::<Vec<_>>()
                    .join("¦")
            })
            .collect();
        assert_eq!(rows.join(" / "), expected, "{name}");
    }
}

#[test]
fn a_title_above_the_header_is_stepped_over_where_the_settings_say_so() {
    let source = Source::sample();
    source.edit("areas.csv", |text| {
        format!("Список участков,,,,,\n\n{text}")
    });
    source.edit("senim.toml", |text| {
        format!("{text}\n[tables.areas]\nheader = 3\n")
    });
    assert_eq!(same_as_sample(&source), Vec::<String>::new());
}

#[test]
fn a_detailed_map_is_squares_or_one_file_of_pictures() {
    let said = |url: &str| -> Vec<String> {
        let source = Source::sample();
        source.edit("senim.toml", |text| {
            format!("{text}\n[tiles]\nurl = \"{url}\"\nattribution = {{ ru = \"Карта\" }}\nmax_zoom = 16\n")
        });
        source.problems()
    };
    assert_eq!(said("https://tiles.example/{z}/{x}/{y}.png"), [""; 0]);
    assert_eq!(said("https://tiles.example/map.pmtiles"), [""; 0]);
    let refused = |url: &str, why: &str| {
        let said = said(url);
        assert!(said.len() == 1 && said[0].contains(why), "{said:?}");
    };
    refused(
        "https://tiles.example/{z}/{x}/{y}.mvt",
        "has vectors, and the map shows pictures only",
    );
    refused(
        "https://tiles.example/map.mbtiles",
        "or https://tiles.example/map.pmtiles",
    );
    refused("http://tiles.example/map.pmtiles", "is no address like");
}
