//! The reform: promises and values go in as tables, are checked with every fault at once, come out as
//! tables, and stand on pages of their own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::{Source, publish_at, rows};
use senim_model::text::Lang;
use senim_publish::site;
use tempfile::TempDir;

const TIME: &str = "2026-11-24T12:00:00Z";

const HEADER: &str = "id,region,name_en,unit,good_direction,definition_en,promise_en,target,target_date,promised_on,source_en,url,quoted";

#[test]
fn what_is_wrong_with_promises_and_values_is_told_at_once() {
    let source = Source::sample();
    source.put(
        "indicators.csv",
        format!(
            "{HEADER}\n\
             fine,,Fine,count,up,posts,Ten posts,10,2026-12-31,2025-01-01,Plan,,\n\
             fine,,Twice,count,up,posts,,,,,,,\n\
             share,,Share,percent,up,share,All,160,2026-12-31,2025-01-01,Plan,,\n\
             half,,Half a post,count,up,posts,Half,0.5,2026-12-31,2025-01-01,Plan,,\n\
             early,,Early,days,down,days,Soon,5,2024-12-31,2025-01-01,Plan,,\n\
             later,,Later,days,down,days,Soon,5,2027-12-31,2027-01-01,Plan,,\n\
             neither,,Neither,minutes,none,minutes,Some,5,2026-12-31,2025-01-01,Plan,,\n\
             words,,Words,minuts,upward,,,5,,,,ftp://plan,\n\
             quoted,atlantis,Quoted,count,up,posts,Many,,,2025-01-01,News,,yes\n\
             own,astana,Own,count,up,posts,,,,,,,\n"
        ),
    );
    source.put(
        "indicator_values.csv",
        "indicator,region,date,value,new_definition,source_en,url,quoted,note_en\n\
         fine,,2026-Q3,7,,Report,,,\n\
         fine,,2026-Q3,8,,Report,,,\n\
         fine,karaganda,2026-Q3,2,,Report,,,\n\
         fine,,,7,,Report,,,\n\
         fine,,yesterday,7,,Report,,,\n\
         fine,,2026-11-25,7,,Report,,,\n\
         fine,,2026,7,,Report,,,\n\
         fine,,2026-09,,,Report,,,\n\
         fine,,2026-10,7.5,,Report,,,\n\
         fine,,2026-08,-7,,Report,,,\n\
         fine,,2026-07,7,yes,,,,\n\
         fine,atlantis,2026-06,7,,Report,,yes,\n\
         fien,,2026-05,7,,Report,,,\n\
         own,karaganda,2026-05,7,,Report,,,\n\
         own,astana,2026-05,7,,Report,,,\n\
         own,,2026-05,7,,Report,,,\n",
    );
    let (_, report) = source.check();
    let report = report.to_string();
    let ours = report
        .lines()
        .filter(|line| line.contains("error: indicator"));
    insta::assert_snapshot!(ours.collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_published_is_what_was_handed_in() {
    let source = Source::sample();
    let data = tempfile::tempdir().unwrap();
    let record = publish_at(source.path(), data.path(), TIME);
    for table in ["indicators.csv", "indicator_values.csv"] {
        let ours = rows(source.text(table).as_bytes());
        let published = rows(&fs::read(record.join(table)).unwrap());
        assert_eq!(ours.len(), published.len(), "{table}");
        for row in &ours {
            let same = |other: &&BTreeMap<String, String>| {
                row.iter().all(|(column, cell)| other[column] == *cell)
            };
            let found = published.iter().find(same);
            let found = found.unwrap_or_else(|| panic!("{table}: {row:?}"));
            // Rows that are quoted are real, all others are invented.
            assert_eq!(found["sample"] == "yes", row["quoted"].is_empty());
            assert!(
                row["quoted"].is_empty()
                    || row["url"].starts_with("https://egemen.kz/article/313477-")
            );
        }
    }
}

/// A portal as Trunk builds it, as far as pages need it.
fn portal(folder: &Path) {
    for name in ["index", "rooms", "figures", "feedback"] {
        let page =
            "<html><head><meta charset=\"utf-8\"><title>x</title></head><body></body></html>";
        fs::write(folder.join(format!("{name}.html")), page).unwrap();
    }
}

/// The site of the sample.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let [portal_folder, data, to] = ["portal", "data", "site"].map(|name| folder.path().join(name));
    fs::create_dir_all(&portal_folder).unwrap();
    portal(&portal_folder);
    publish_at(Source::sample().path(), &data, TIME);
    site::write(&site::Options {
        portal: portal_folder,
        data,
        to: to.clone(),
        base: "/".into(),
        public_key: None,
    })
    .unwrap();
    (folder, to)
});

fn main_of(site: &Path, page: &str) -> String {
    let html = fs::read_to_string(site.join(page).join("index.html")).unwrap();
    let (_, main) = html.split_once("<main").unwrap();
    main.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn a_page_says_where_each_promise_stands_and_its_counts_add_up() {
    let (_, site) = &*SITE;
    for lang in Lang::ALL {
        let main = main_of(site, &format!("{}/reform", lang.code()));
        let groups = [
            "missed",
            "untold",
            "lost",
            "due",
            "undated",
            "reached",
            "no-target",
            "no-figure",
        ];
        let mut sum = 0;
        for group in groups {
            let row = format!("<span class=\"standing {group}\">");
            let (_, after) = main
                .split_once(&row)
                .unwrap_or_else(|| panic!("{lang:?} {group}"));
            let count = after.split_once("<strong>").unwrap().1;
            sum += count.split_once('<').unwrap().0.parse::<usize>().unwrap();
        }
        assert_eq!(sum, main.matches("class=\"measured indicator\"").count());
        assert_eq!(sum, 13);
    }
    let main = main_of(site, "en/reform");
    let of = |id: &str| {
        let (_, after) = main.split_once(&format!("id=\"indicator-{id}\"")).unwrap();
        after.split_once("</section>").unwrap().0.to_owned()
    };
    // Real, and said to be; what was invented never is.
    let real = of("sos-buttons");
    assert!(real.contains("about 40") && real.contains("taken from a publication"));
    assert!(real.contains("href=\"https://egemen.kz/article/313477-"));
    assert!(
        !real.contains("sample data") && real.contains("How much there should be was not said")
    );
    let missed = of("arrival-median");
    assert!(missed.contains("8.25\u{a0}min") && missed.contains("8\u{a0}min or less"));
    assert!(missed.contains("sample data, invented"));
    assert!(missed.contains("The way of counting changed after the promise."));
    // A line has two halves for each of six joins: none crosses the new definition.
    assert_eq!(missed.matches("chart-line").count(), 12);
    assert!(of("first-answer").contains("5 days or less"));
    for words in ["tabindex=\"0\" role=\"img\"", "per cent done"] {
        assert!(!main.contains(words), "{words}");
    }
}

#[test]
fn an_indicator_with_a_fault_is_told_once_and_its_values_are_not() {
    let source = Source::sample();
    source.edit("indicators.csv", |text| {
        text.replacen(",days,down,", ",hours,down,", 1)
    });
    let report = source.check().1;
    assert_eq!(report.errors(), 1, "{report}");
}

#[test]
fn a_region_has_its_own_promises_and_is_not_judged_by_the_country() {
    let (_, site) = &*SITE;
    let main = main_of(site, "ru/karaganda/reform");
    assert!(main.contains("Новые модульные посты") && main.contains("Не выполнено в срок"));
    assert!(main.contains("Данные не опубликованы") && !main.contains("Женщины среди участковых"));
    let (own, country) = main.split_once("Показатели страны здесь").unwrap();
    assert!(own.contains("id=\"indicator-karaganda-posts\""));
    assert!(
        country.contains("id=\"indicator-arrival-median\"") && country.contains("9,1\u{a0}мин")
    );
    assert!(country.contains("Цель назначена для всей страны (8\u{a0}мин или меньше)"));
    assert!(!country.contains("class=\"standing missed\""));
    for page in [
        "ru/karaganda",
        "ru/karaganda/response",
        "ru/karaganda/surveys",
    ] {
        let html = main_of(site, page);
        assert!(html.contains("href=\"ru/karaganda/reform/\""), "{page}");
    }
    assert!(main_of(site, "kk/about").contains("href=\"kk/reform/\""));
}

#[test]
fn pages_of_surveys_and_of_the_reform_lead_to_a_message_about_them() {
    let (_, site) = &*SITE;
    for (lang, words) in [
        ("kk", "Осы көрсеткіштер туралы жазу"),
        ("ru", "Написать об этих числах"),
        ("en", "Write about these figures"),
    ] {
        for region in ["", "karaganda/"] {
            for figures in ["surveys", "reform"] {
                let main = main_of(site, &format!("{lang}/{region}{figures}"));
                let form =
                    format!("{lang}/{region}feedback/#about=figure&amp;id={region}{figures}/");
                let link = main.split_once(&format!("<a class=\"button\" href=\"{form}"));
                let (link, _) = link
                    .unwrap_or_else(|| panic!("{form}"))
                    .1
                    .split_once("</a>")
                    .unwrap();
                assert!(link.ends_with(words), "{form}");
                // Of the reform no script writes a newer page: what its sender saw is named here.
                assert_eq!(link.starts_with("?release="), figures == "reform", "{form}");
            }
        }
    }
}
