//! The register of problems goes in as tables and comes out as tables, pages and feeds; every fault is
//! told with its file, row and column; what was published stays.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{Source, publish_at, rows, today};
use senim_publish::archive;
use senim_publish::check::{self, Directory, Request};
use senim_publish::problem::{Problems, Report};
use senim_publish::release;

const FIRST: &str = "2026-11-23T12:00:00Z";
const SECOND: &str = "2026-11-24T12:00:00Z";

/// Checks a folder against what is published.
fn check(source: &Path, data: &Path) -> (Option<Directory>, Report) {
    let (facts, record) = (check::current_facts(data), check::current_record(data));
    let problems = Problems::default();
    let request = Request {
        published: facts.as_deref(),
        record: record.as_deref(),
        ..Request::new(source, today())
    };
    let directory = check::directory(&request, &problems);
    (directory, problems.into_report())
}

fn table(record: &Path, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    rows(&fs::read(record.join(name)).unwrap())
}

#[test]
fn the_sample_has_every_status_every_answer_and_two_that_are_overdue() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    let record = publish_at(source.path(), data.path(), SECOND);
    let problems = table(&record, "problems.csv");
    let values = |column: &str| -> BTreeSet<String> {
        problems.iter().map(|row| row[column].clone()).collect()
    };
    let all = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let statuses = [
        "found",
        "recommended",
        "decided",
        "in_progress",
        "done",
        "refused",
    ];
    assert_eq!(values("status"), all(&statuses));
    assert_eq!(
        values("confirmed"),
        all(&["yes", "partly", "no", "not_asked"])
    );
    let overdue = problems.iter().filter(|row| {
        let is_open = row["status"] != "done" && row["status"] != "refused";
        is_open && !row["due"].is_empty() && row["due"].as_str() < "2026-11-24"
    });
    assert_eq!(overdue.count(), 2);
    assert!(problems.iter().all(|row| row["sample"] == "yes"));
    let told: BTreeSet<String> = table(&record, "problem_events.csv")
        .iter()
        .map(|row| row["problem"].clone())
        .collect();
    assert_eq!(told, values("id"));
}

#[test]
fn what_is_wrong_with_the_register_is_told_at_once() {
    let source = Source::sample();
    source.put(
        "agencies.csv",
        "id,name_en\nlight,Light\nroads,Roads\nlight,Again\nempty,\n",
    );
    source.put(
        "problems.csv",
        "id,region,district,area,theme,name_en,problem_en,decision_en,decided_on,url,agency,due,first_due,status,\
         indicator_en,before,before_on,after,after_on,confirmed,confirmed_n,confirmed_yes,confirmed_how_en,confirmed_on\n\
         early,astana,esil,,road,Early,It is.,Do it.,2026-03-12,,roads,2026-03-01,,decided,,,,,,,,,,\n\
         nobody,astana,esil,,road,Nobody,It is.,Do it.,2026-03-12,,rodas,2026-05-01,,decided,,,,,,,,,,\n\
         nowhere,astana,temirtau,AST-999,raod,Nowhere,It is.,,,,,,,found,,,,,,,,,,\n\
         other,astana,esil,AST-001,road,Other,It is.,,,,,,,found,,,,,,,,,,\n\
         undone,astana,,,road,Undone,It is.,Do it.,2026-03-12,,roads,2026-05-01,,done,,,,,,,,,,\n\
         behind,astana,,,road,Behind,It is.,,,,,,,found,,,,,,,,,,\n\
         ahead,astana,,,road,Ahead,It is.,Do it.,2026-03-12,,roads,,,in_progress,,,,,,,,,,\n\
         silent,astana,,,road,Silent,It is.,,,,,,,found,,,,,,,,,,\n\
         asked,astana,,,road,Asked,It is.,,,,,,,found,,,,,,yes,,,,\n\
         unasked,astana,,,road,Unasked,It is.,,,,,,,found,,,,,,,12,,,\n\
         maybe,astana,,,road,Maybe,It is.,,,,,,,found,,,,,,perhaps,0,,By telephone,2027-01-01\n\
         backwards,astana,,,road,Backwards,It is.,,,,,,,found,Lamps,9,2026-03-01,1,2026-02-01,,,,,\n\
         half,astana,,,road,Half,It is.,,,,,,,found,,,,-1,2026-02-01,,,,,\n\
         bare,astana,,,road,,,Do it.,,ftp://x,,,,lost,Lamps,,,,,,,,,\n\
         moved,astana,,,road,Moved,It is.,Do it.,2026-03-12,,roads,2026-05-01,2026-05-01,decided,,,,,,,,,,\n\
         quiet,astana,,,road,Quiet,It is.,Do it.,2026-03-12,,roads,2026-09-01,2026-02-01,decided,,,,,,,,,,\n\
         endless,astana,,,road,Endless,It is.,Do it.,2026-03-12,,roads,,2026-05-01,decided,,,,,,,,,,\n\
         again,astana,,,road,Again,It is.,Do it.,2026-03-12,,roads,2026-09-01,,decided,,,,,,,,,,\n\
         many,astana,,,road,Many,It is.,,,,,,,found,,,,,,yes,12,13,At the door,2026-04-01\n\
         crowd,astana,,,road,Crowd,It is.,,,,,,,found,,,,,,yes,12,most,At the door,2026-04-01\n\
         mute,astana,,,road,Mute,It is.,,,,,,,found,,,,,,,,3,,\n\
         early,astana,,,road,Twice,It is.,,,,,,,found,,,,,,,,,,\n",
    );
    source.put(
        "problem_events.csv",
        "problem,date,kind\n\
         early,2026-03-12,decided\n\
         nobody,2026-03-12,decided\n\
         other,2026-03-12,found\n\
         undone,2026-04-01,in_progress\n\
         behind,2026-04-01,found\n\
         behind,2026-05-01,recommended\n\
         ahead,2026-04-01,decided\n\
         asked,2026-04-01,found\n\
         asked,2026-04-01,found\n\
         maybe,2027-04-01,found\n\
         half,,found\n\
         half,2026-02-01,vanished\n\
         nothing,2026-04-01,found\n\
         moved,2026-03-12,decided\n\
         moved,2026-04-12,postponed\n\
         quiet,2026-03-12,decided\n\
         endless,2026-03-12,decided\n\
         endless,2026-04-12,postponed\n\
         again,2026-03-12,decided\n\
         again,2026-04-12,postponed\n\
         many,2026-03-12,found\n\
         crowd,2026-03-12,found\n\
         mute,2026-03-12,found\n",
    );
    source.put(
        "problem_evidence.csv",
        "problem,kind,to,label_en\n\
         early,figure,astana/response/,Fine\n\
         early,figure,astana/response/?priority=urgent,Fine\n\
         early,page,astana/problems/nobody/,Fine\n\
         early,document,https://example.org/a.pdf,Fine\n\
         early,theme,astana/feedback/#answered,Fine\n\
         early,figure,astana/responses/,No such page\n\
         early,figure,kk/astana/response/,With its language\n\
         early,figure,astana/surveys/,Another room\n\
         early,survey,astana/surveys/?theme=sfaety,No such theme\n\
         early,figure,astana/response/?prio=urgent,No such choice\n\
         early,survey,https://example.org/,Elsewhere\n\
         early,page,astana/area/KRG-001/,Elsewhere\n\
         early,page,almaty/map/,No such region\n\
         early,page,astana/place/AST-P99/,No such place\n\
         early,page,astana/problems/no/,No such problem\n\
         early,page,https://example.org/,Elsewhere\n\
         early,document,astana/map/,A page of the portal\n\
         early,rumour,astana/response/,No such kind\n\
         early,document,,Nothing\n\
         nothing,page,data/,\n",
    );
    let report = source.check().1.to_string();
    let tables = ["agencies", "problems", "problem_e"];
    let lines = report
        .lines()
        .filter(|line| !line.ends_with("another language stands in"));
    let ours = lines.filter(|line| {
        let mut tables = tables.iter();
        tables.any(|table| {
            line.split_once(": ")
                .is_some_and(|(_, said)| said.starts_with(table))
        })
    });
    insta::assert_snapshot!(ours.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_register_that_contradicts_itself_is_told() {
    let source = Source::sample();
    source.edit("problems.csv", |text| {
        let edits = [
            ("2026-06-20,yes,14,14,", "2026-06-20,yes,14,2,"),
            ("2026-10-31,yes,40,36,", "2026-10-31,no,40,36,"),
            (",partly,31,,", ",partly,31,31,"),
            (",partly,18,,", ",partly,18,0,"),
            (",2026-07-02,Ведомствоаралық", ",2026-07-09,Ведомствоаралық"),
            (
                "in the yard on three evenings.,2026-06-20",
                "in the yard on three evenings.,2026-05-20",
            ),
            ("group,,,,refused", "group,ast-roads,2026-12-01,,refused"),
        ];
        edits.iter().fold(text, |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    });
    source.edit("problem_events.csv", |text| {
        text.replace(
            "KRG-2026-03,2026-08-13,recommended",
            "KRG-2026-03,2026-07-01,recommended",
        ) + "KRG-2026-04,2026-09-01,asked,,,\n"
    });
    let report = source.check().1.to_string();
    for said in [
        "confirmed_yes: 2 of 14 say that it is solved, and confirmed is yes: expected half of them or more",
        "confirmed_yes: 36 of 40 say that it is solved, and confirmed is no: expected half of them or fewer",
        "confirmed_yes: 31 of 31 say that it is solved, and confirmed is partly: expected fewer than all",
        "confirmed_yes: 0 of 18 say that it is solved, and confirmed is partly: expected some of them",
        "decided_on: 2026-07-09 is not 2026-07-02, the day of its event decided",
        "confirmed_on: 2026-05-20 is before 2026-05-28, when it was done",
        "confirmed_on: is the day of no event asked of it",
        "confirmed: says that nobody was asked, though problem_events has asked of it",
        "id: problem_events has it recommended on 2026-07-01, before it was found, on 2026-07-09",
        "agency: is there, though it was refused",
        "due: is there, though it was refused",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
}

#[test]
fn a_problem_that_was_published_stays_where_it_was() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    publish_at(source.path(), data.path(), FIRST);
    assert_eq!(check(source.path(), data.path()).1.errors(), 0);
    let without = |id: &str, table: &str| {
        source.edit(table, |text| {
            let kept = text.lines().filter(|line| !line.starts_with(id));
            kept.collect::<Vec<_>>().join("\n") + "\n"
        });
    };
    for table in ["problems.csv", "problem_events.csv", "problem_evidence.csv"] {
        without("AST-2026-06", table);
    }
    source.edit("problems.csv", |text| {
        text.replace("KRG-2026-03,karaganda,", "KRG-2026-03,astana,")
    });
    let report = check(source.path(), data.path()).1.to_string();
    for said in [
        "column id: AST-2026-06 was published and is gone",
        "column region: KRG-2026-03 was published in the region karaganda",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
    // Without the whole register, each of them is missed.
    without_register(&source);
    let report = check(source.path(), data.path()).1;
    assert_eq!(report.errors(), 15, "{report}");
}

fn without_register(source: &Source) {
    for table in ["problems", "problem_events", "problem_evidence", "agencies"] {
        source.remove(&format!("{table}.csv"));
    }
}

#[test]
fn what_was_withdrawn_need_not_come_again() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    let record = publish_at(source.path(), data.path(), FIRST);
    let release = record.strip_prefix(data.path()).unwrap();
    archive::withdraw(&archive::Withdrawal {
        data: data.path(),
        release: release.to_str().unwrap(),
        file: "problems.csv",
        reason: "it named somebody",
        time: SECOND.parse().unwrap(),
        key: None,
    })
    .unwrap();
    without_register(&source);
    let report = check(source.path(), data.path()).1;
    assert_eq!(report.errors(), 0, "{report}");
}

#[test]
fn problems_of_a_supplier_who_is_held_back_stand_in() {
    let source = Source::split();
    for table in ["problems", "problem_events", "problem_evidence", "agencies"] {
        let name = format!("{table}.csv");
        let text = source.text(&name);
        let (header, lines) = text.split_once('\n').unwrap();
        let is_theirs = |line: &&str| line.to_lowercase().starts_with("krg");
        let (theirs, ours): (Vec<&str>, Vec<&str>) = lines.lines().partition(is_theirs);
        source.put(&name, format!("{header}\n{}\n", ours.join("\n")));
        let theirs = format!("{header}\n{}\n", theirs.join("\n"));
        source.put(&format!("suppliers/karaganda/{name}"), theirs);
    }
    let data = tempfile::tempdir().unwrap();
    let first = publish_at(source.path(), data.path(), FIRST);
    let events = table(&first, "problem_events.csv");
    assert!(events.iter().any(|row| row["supplier"] == "karaganda"));
    source.edit("suppliers/karaganda/problems.csv", |text| {
        text.replace("KRG-2026-01,karaganda,", "KRG-2026-01,nowhere,")
    });
    source.edit("problems.csv", |text| {
        text.replace("in the park", "in the big park")
    });
    let (directory, report) = check(source.path(), data.path());
    assert_eq!((report.errors(), report.held()), (0, 2), "{report}");
    let request = release::Request::new(source.path(), data.path(), SECOND.parse().unwrap());
    release::publish(&directory.unwrap(), &request).unwrap();
    let second = data.path().join(common::index(data.path()).record.path);
    assert_ne!(first, second);
    for name in [
        "problems.csv",
        "problem_events.csv",
        "problem_evidence.csv",
        "agencies.csv",
    ] {
        let theirs = |record: &Path| -> Vec<_> {
            let rows = table(record, name).into_iter();
            rows.filter(|row| row["supplier"] == "karaganda").collect()
        };
        assert!(!theirs(&first).is_empty(), "{name}");
        assert_eq!(theirs(&first), theirs(&second), "{name}");
    }
}
