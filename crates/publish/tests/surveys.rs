//! Surveys go in as tables and as responses; figures with intervals come out, no small one among them,
//! and every fault is told with its file, row and column.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::Source;
use senim_model::index::Index;
use senim_publish::release;

type Row = BTreeMap<String, String>;

fn publish(source: &Source, to: &Path) {
    let (directory, report) = source.check();
    assert_eq!(report.errors(), 0, "{report}");
    let time = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = release::Request::new(source.path(), to, time);
    release::publish(&directory.unwrap(), &request).unwrap();
}

fn table(data: &Path, name: &str) -> Vec<Row> {
    let index: Index = serde_json::from_slice(&fs::read(data.join("index.json")).unwrap()).unwrap();
    let path = data.join(index.record.path).join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_figure_holds_its_interval_and_no_small_one_is_published() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    publish(&source, data.path());
    let rows = table(data.path(), "survey_results.csv");
    let estimated = rows.iter().filter(|row| row["estimated"] == "yes");
    assert!(estimated.count() > 50);
    let number = |row: &Row, column: &str| row[column].parse::<f64>().ok();
    for row in &rows {
        let suppressed = row["state"] == "suppressed";
        assert_eq!(suppressed, row["percent"].is_empty(), "{row:?}");
        assert!(!suppressed || row["n"].is_empty(), "{row:?}");
        assert!(number(row, "n").is_none_or(|n| n >= 50.0), "{row:?}");
        if let (Some(low), Some(high)) = (number(row, "low"), number(row, "high")) {
            let percent = number(row, "percent").unwrap();
            assert!((low..=high).contains(&percent), "{row:?}");
        }
    }
    // Those over 65 are too few, so another group of the split is left out with them.
    let of_trust = |row: &&Row| row["wave"] == "karaganda-2026" && row["question"] == "trust-own";
    let hidden = rows.iter().filter(of_trust);
    let hidden = hidden.filter(|row| row["state"] == "suppressed");
    let hidden: Vec<&str> = hidden.map(|row| row["group"].as_str()).collect();
    assert_eq!(hidden.len(), 2, "{hidden:?}");
    assert!(hidden.contains(&"age-65"));
    for row in table(data.path(), "survey_differences.csv") {
        for group in ["group", "with_group"] {
            assert!(!hidden.contains(&row[group].as_str()), "{row:?}");
        }
    }
}

#[test]
fn real_figures_are_never_called_sample_data_and_invented_ones_always_are() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    publish(&source, data.path());
    for row in table(data.path(), "survey_waves.csv") {
        assert_eq!(row["sample"] == "yes", row["quoted"].is_empty(), "{row:?}");
        let exact = row["url"].trim_start_matches("https://").split_once('/');
        let exact = exact.is_some_and(|(_, page)| !page.is_empty());
        assert!(exact || row["url"].is_empty(), "{row:?}");
    }
    let rows = table(data.path(), "survey_results.csv");
    let fully = |wave: &str| {
        let mut rows = rows.iter();
        let found = rows.find(|row| row["wave"] == wave && row["answer"] == "fully");
        found.unwrap()["percent"].clone()
    };
    let waves = ["bns-2024-spring", "bns-2024-autumn", "police-2020"];
    assert_eq!(waves.map(fully), ["61.6", "64.3", "33.8"]);
}

#[test]
fn differences_are_only_of_what_can_be_compared() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    publish(&source, data.path());
    let rows = table(data.path(), "survey_differences.csv");
    let of_waves = || rows.iter().filter(|row| row["wave"] != row["with_wave"]);
    let waves: BTreeSet<(&str, &str)> = of_waves()
        .map(|row| (row["with_wave"].as_str(), row["wave"].as_str()))
        .collect();
    // The Bureau's waves can be compared, but no interval was published with them.
    let expected = BTreeSet::from([("karaganda-2025", "karaganda-2026")]);
    assert_eq!(waves, expected);
    let trust = of_waves().find(|row| {
        row["question"] == "trust-own" && row["answer"] == "fully" && row["group"].is_empty()
    });
    let number = |column: &str| trust.unwrap()[column].parse::<f64>().unwrap();
    assert!(number("low") < 0.0 && number("high") > 0.0);
}

#[test]
fn what_is_wrong_with_tables_of_surveys_is_told_at_once() {
    let source = Source::sample();
    source.put(
        "survey_waves.csv",
        "id,name_en,field_from,field_to,published_on,pollster_en,mode_en,frame_en,source_en,url,quoted\n\
         a,No dates,,,,Centre,phone,adults,,,\n\
         b,Backwards,2026-05-10,2026-05-01,,Centre,phone,adults,,,\n\
         c,Tomorrow,2027-01,2027-02,,Centre,phone,adults,,,\n\
         d,Nobody,2026-05,2026-05,,,,,,,\n\
         e,Quoted,,,2026-05,,,,,,yes\n\
         h,Front,,,2026-05,,,,Paper,https://paper.kz/,yes\n\
         i,Exact,,,2026-05,,,,Paper,https://paper.kz/?p=1,yes\n\
         f,Fine,2026-05,2026-05,,Centre,phone,adults,,,\n",
    );
    source.put(
        "survey_questions.csv",
        "id,theme,scale,asked_in,text_en,text_ru\n\
         q,trust,yes-no,ru,Trust?,Доверяете?\n\
         w,trsut,yes-no,ru,Trust?,\n\
         x,trust,unknown,de,Trust?,Доверяете?\n",
    );
    source.put(
        "survey_answers.csv",
        "scale,id,name_en,direction\nyes-no,yes,yes,good\nother,no,no,worse\nyes-no,yes,again,good\nyes-no,not,not,bad\n",
    );
    source.put(
        "survey_results.csv",
        "wave,question,group,answer,percent,low,high,n\n\
         f,q,,yes,70,71,80,100\n\
         f,q,women,yes,60,55,65,100\n\
         f,q,women,not,30,25,35,90\n\
         f,q,men,yes,60,55,65,\n\
         f,q,men,not,40,,45,\n\
         g,q,,yes,60,,,100\n\
         f,p,,yes,60,,,100\n\
         f,q,children,yes,60,,,100\n\
         f,q,age-65,perhaps,160,,,100\n\
         f,q,age-18-29,yes,60,,,100\n\
         f,q,age-18-29,yes,40,,,100\n\
         f,q,age-30-44,yes,55,,,100\n\
         f,q,age-30-44,not,41,,,\n\
         f,q,age-45-64,yes,55,,,\n\
         f,q,age-45-64,not,45,,,\n",
    );
    fs::remove_file(source.path().join("survey_responses.csv")).unwrap();
    let (_, report) = source.check();
    let report = report.to_string();
    let ours = report
        .lines()
        .filter(|line| line.contains("error: survey_"));
    insta::assert_snapshot!(ours.collect::<Vec<_>>().join("\n"));
}

/// What is said of the sample with lines added to a table.
fn with(table: &str, lines: &str) -> String {
    let source = Source::sample();
    let file = format!("{table}.csv");
    let text = source.text(&file);
    source.put(&file, format!("{}\n{lines}\n", text.trim_end()));
    source.check().1.to_string()
}

#[test]
fn what_is_only_about_so_much_has_no_interval_and_adds_up_to_nothing() {
    let row = |about, low, high| format!("deputy-2025,trust-2021,,,fully,70,{about},{low},{high},");
    let report = with("survey_results", &row("yes", "65", "75"));
    let said = "column about: is yes beside an interval";
    assert!(report.contains(said), "{report}");
    let other = "deputy-2025,trust-2021,,,partly,38,,,,";
    for (about, is_fine) in [("yes", true), ("", false)] {
        let rows = format!("{}\n{other}", row(about, "", ""));
        let report = with("survey_results", &rows);
        assert_eq!(!report.contains("add up to 108"), is_fine, "{report}");
    }
}

#[test]
fn a_number_that_is_none_is_told_once() {
    let report = edited("survey_results.csv", ",33.8,,,,1200\n", ",33.8,,,,0\n");
    let said: Vec<_> = errors(&report)
        .into_iter()
        .filter(|line| line.contains("column n:"))
        .collect();
    let is_zero = |line: &&str| line.contains("“0” is no number of people, expected");
    assert!(!said.is_empty() && said.iter().all(is_zero), "{said:#?}");
    let rows = "karaganda-2026,kazybek-bi,x,1,zzz,women,age-30-44,fully,,,";
    let report = with("survey_responses", rows);
    let said = errors(&report);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(
        said[0].contains("“zzz” is no number of clusters"),
        "{said:?}"
    );
    let rows = "karaganda-2026,kazybek-bi,x,1,,women,age-30-44,fully,,,";
    let report = with("survey_responses", rows);
    assert!(
        report.contains("column population: is empty, and rows before"),
        "{report}"
    );
    assert!(!report.contains("has 0 clusters"), "{report}");
}

#[test]
fn what_is_wrong_with_responses_is_told_with_its_row() {
    let rows = "karaganda-2026,kazybek-bi,x,heavy,180,girls,age-30-44,fuly,,,\n\
                karaganda-2027,kazybek-bi,x,1,180,women,age-30-44,fully,,,\n";
    let report = with("survey_responses", rows.trim_end());
    for said in [
        "row 990, column weight: “heavy” is no number of people",
        "row 990, column sex: “girls” is not known.",
        "row 990, column trust-own: “fuly” is not known.",
        "row 991, column wave: “karaganda-2027” is not known.",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
    let rows = "karaganda-2026,kazybek-bi,x,0,180,women,age-30-44,fully,,,\n\
                karaganda-2025,temirtau,x,1,5,women,age-30-44,fully,,,";
    let report = with("survey_responses", rows);
    for said in [
        "row 990, column weight: is 0, expected a weight over 0",
        "row 991, column population: says that the stratum has 5 clusters",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
    let twice = with(
        "survey_results",
        "karaganda-2026,trust-own,,,fully,27.3,,,,494",
    );
    let said = "of which survey_results has the same figure";
    assert!(twice.contains(said), "{twice}");
}

/// The sample with a text of a table replaced by another, checked.
fn edited(file: &str, from: &str, to: &str) -> String {
    let source = Source::sample();
    source.edit(file, |text| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    source.check().1.to_string()
}

fn errors(report: &str) -> Vec<&str> {
    let lines = report.lines();
    lines.filter(|line| line.starts_with("error: ")).collect()
}

#[test]
fn a_fault_is_told_once_and_not_again_where_its_row_is_named() {
    for (file, from, to) in [
        ("survey_answers.csv", ",good\n", ",up\n"),
        (
            "survey_questions.csv",
            "trust-own,trust,",
            "trust-own,trsut,",
        ),
    ] {
        let source = Source::sample();
        source.edit(file, |text| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        let report = source.check().1.to_string();
        assert_eq!(errors(&report).len(), 1, "{report}");
    }
}

#[test]
fn surveys_that_contradict_themselves_are_told() {
    let file = "survey_results.csv";
    let row = "two-cities-2026,trust-own,karaganda,,fully,28.0,,23.7,32.8,514";
    let report = edited(
        file,
        row,
        "two-cities-2026,trust-own,karaganda,,fully,28.0,,23.7,32.8,1514",
    );
    let said = "column n: is 1514, more than the 1104 of everybody in this wave";
    assert!(report.contains(said), "{report}");
    let row = "two-cities-2026,trust-own,,,fully,30.1,,27.0,33.4,1104";
    let report = edited(
        file,
        row,
        "two-cities-2026,trust-own,,,fully,25.1,,22.0,28.4,1104",
    );
    let said = "fully is 31.9, 28 in its parts, all above the 25.1 of everybody";
    assert!(report.contains(said), "{report}");
    // What the whole lies between is no contradiction.
    assert!(!edited(file, "two-cities", "two-cities").contains("of everybody"));
    let report = edited(
        "survey_waves.csv",
        "2026-09-27,2026-10-15",
        "2026-09-27,2026-09-15",
    );
    let said = "published_on: 2026-09-15 is before 2026-09-27, when the field work ended";
    assert!(report.contains(said), "{report}");
}

#[test]
fn every_fault_of_a_figure_is_told_at_once() {
    let file = "survey_results.csv";
    let report = edited(file, "fully,31.5,,27.3,36.0,612", "fully,90,,27.3,36.0,612");
    for said in ["90 does not lie in its interval", "add up to 158.5"] {
        assert!(report.contains(said), "{said}\n{report}");
    }
    let report = edited(file, "rather,37.9,,33.5,42.5", "rather,37.9,,42.5,33.5");
    assert!(
        report.contains("column low: 42.5 is above high, 33.5"),
        "{report}"
    );
    assert!(!report.contains("does not lie"), "{report}");
    let report = edited("survey_questions.csv", "base_kk", "text_uz");
    assert!(
        report.contains("text_uz: is unknown and is left out. Languages are kk, ru, en."),
        "{report}"
    );
}

#[test]
fn a_wave_in_two_files_of_responses_is_told_with_both() {
    let source = Source::sample();
    let text = source.text("survey_responses.csv");
    let mut lines = text.lines();
    let rows = [lines.next().unwrap(), lines.next().unwrap()];
    source.put("survey_responses-b.csv", rows.join("\n") + "\n");
    let report = source.check().1.to_string();
    let wave = rows[1].split(',').next().unwrap();
    let said = format!(
        "survey_responses.csv, column wave: {wave} is in survey_responses-b.csv too; responses of one \
         wave stand in one file"
    );
    assert!(report.contains(&said), "{report}");
    assert!(!report.contains("has the same figure"), "{report}");
}
