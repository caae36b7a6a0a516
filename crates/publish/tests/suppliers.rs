//! Several suppliers: their rows become one directory, and a fault of one holds up nobody else.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{Source, shown};
use senim_model::id::Id;
use senim_publish::check::State;
use senim_publish::problem::Severity;

/// What was published of the supplier, with the column that says whose a row is.
fn published(source: &Source) -> Source {
    let release = Source::empty();
    for table in ["areas", "inspectors", "places", "addresses"] {
        let text = source.text(&format!("suppliers/karaganda/{table}.csv"));
        let mut lines = text.lines();
        let header = format!("{},supplier", lines.next().unwrap());
        let rows = lines.map(|row| format!("{row},karaganda"));
        let all: Vec<String> = std::iter::once(header).chain(rows).collect();
        release.put(&format!("{table}.csv"), all.join("\r\n"));
    }
    let map = source.text("suppliers/karaganda/areas.geojson");
    release.put("areas.geojson", map);
    release
}

#[test]
fn rows_of_all_are_one_directory() {
    let (whole, _) = Source::sample().check();
    let (directory, report) = Source::split().check();
    let (whole, directory) = (whole.unwrap(), directory.unwrap());
    assert_eq!(shown(&report), Vec::<String>::new());
    assert_eq!(
        directory.areas.keys().collect::<Vec<_>>(),
        whole.areas.keys().collect::<Vec<_>>()
    );
    assert_eq!(directory.addresses.len(), whole.addresses.len());
    assert_eq!(directory.outlines, whole.outlines);
    let karaganda = Id::parse("karaganda").unwrap();
    assert_eq!(directory.suppliers[0].id, karaganda);
    assert_eq!(directory.suppliers[0].state, State::Fresh);
    for (id, area) in &directory.areas {
        let theirs = id.as_str().starts_with("KRG");
        assert_eq!(area.origin.supplier, theirs.then(|| karaganda.clone()));
    }
}

#[test]
fn a_fault_holds_one_back_and_its_last_rows_stay() {
    let source = Source::split();
    let release = published(&source);
    source.edit("suppliers/karaganda/inspectors.csv", |text| {
        text.replacen("captain", "captian", 1)
            .replacen("+7 000", "8 000", 1)
    });
    let (directory, report) = source.check_since(Some(release.path()));
    assert_eq!(report.errors(), 0, "{report}");
    assert_eq!(report.held(), 2, "{report}");
    let held: Vec<_> = report
        .problems
        .iter()
        .filter(|of| of.severity == Severity::Held)
        .collect();
    assert!(
        held.iter()
            .all(|of| of.file == "suppliers/karaganda/inspectors.csv")
    );
    let directory = directory.unwrap();
    assert_eq!(directory.suppliers[0].state, State::Late);
    let (whole, _) = Source::sample().check();
    let whole = whole.unwrap();
    assert_eq!(directory.inspectors.len(), whole.inspectors.len());
    assert_eq!(directory.outlines, whole.outlines);
}

#[test]
fn who_never_published_and_has_faults_is_missing() {
    for (name, bytes) in [
        ("areas.csv", b"no table at all".to_vec()),
        ("areas.xlsx", b"no workbook at all".to_vec()),
        ("areas.geojson", b"{".to_vec()),
        ("senim.toml", b"title = 1".to_vec()),
    ] {
        let source = Source::split();
        if name == "areas.xlsx" {
            source.remove("suppliers/karaganda/areas.csv");
        }
        source.put(&format!("suppliers/karaganda/{name}"), bytes);
        let (directory, report) = source.check();
        assert_eq!(report.errors(), 0, "{name}: {report}");
        let directory = directory.unwrap();
        assert_eq!(directory.suppliers[0].state, State::Missing, "{name}");
        assert!(
            !directory
                .areas
                .keys()
                .any(|id| id.as_str().starts_with("KRG"))
        );
    }
}

#[test]
fn a_fault_of_one_is_not_laid_at_anothers_door() {
    let source = Source::split();
    // Another supplier whose one inspector serves an area of the first one.
    let inspectors = source.text("suppliers/karaganda/inspectors.csv");
    let (header, rows) = inspectors.split_once('\n').unwrap();
    let (first, rest) = rows.split_once('\n').unwrap();
    source.put(
        "suppliers/karaganda/inspectors.csv",
        format!("{header}\n{rest}"),
    );
    source.put(
        "suppliers/temirtau/inspectors.csv",
        format!("{header}\n{first}\n"),
    );
    let (directory, report) = source.check();
    assert_eq!((report.errors(), report.held()), (0, 0), "{report}");
    assert_eq!(directory.unwrap().suppliers.len(), 2);
    // A bad telephone there holds only that one back; its area lies in the other's table.
    source.edit("suppliers/temirtau/inspectors.csv", |text| {
        text.replacen("+7", "7", 1)
    });
    let (_, report) = source.check();
    let files: Vec<_> = report
        .problems
        .iter()
        .filter(|of| of.severity != Severity::Warning)
        .map(|of| (of.file.as_str(), of.severity))
        .collect();
    assert!(
        files.contains(&("suppliers/temirtau/inspectors.csv", Severity::Held)),
        "{files:?}"
    );
}

#[test]
fn a_supplier_reads_its_own_files_its_own_way() {
    let source = Source::split();
    source.edit("suppliers/karaganda/areas.csv", |text| {
        text.replacen("number", "Рет саны", 1)
    });
    source.put(
        "suppliers/karaganda/senim.toml",
        "[columns.areas]\nnumber = [\"рет саны\"]\n",
    );
    let (directory, report) = source.check();
    assert_eq!(shown(&report), Vec::<String>::new());
    assert_eq!(directory.unwrap().suppliers[0].state, State::Fresh);
}

#[test]
fn what_was_published_is_not_forgotten() {
    let source = Source::sample();
    let release = Source::sample();
    release.remove("senim.toml");
    release.edit("inspectors.csv", |text| {
        text.replacen("2026-11-09", "2026-11-20", 1)
    });
    release.edit("places.csv", |text| {
        text.replace(
            "AST-P02,district-point,astana",
            "AST-P02,district-point,karaganda",
        )
    });
    release.edit("districts.csv", |text| {
        text.replace(
            "Сарыарқа ауданы,район Сарыарка,Saryarqa District",
            "Есіл,Ишим,Ishim",
        ) + "gone,astana,,Жоқ,Нет,None\n"
    });
    let said = shown(&source.check_since(Some(release.path())).1);
    let expected = [
        "warning: districts.csv, column id: gone was published and is gone; addresses of pages that name it break",
        "warning: districts.csv, row 2, column id: saryarqa was published as “Есіл” and is now “Сарыарқа ауданы”; an identifier never changes its meaning",
        "warning: inspectors.csv, row 2, column verified_on: is 2026-11-09, older than 2026-11-20, which is published already; is the file an old one?",
        "warning: places.csv, row 3, column region: AST-P02 was published in the region karaganda and is now in astana",
    ];
    assert_eq!(said, expected);
}
