//! What is said of a figure: whose it is, of whom, how exact, and in whose words; in files too.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;

use common::{data, figure, term, text, written, written_of};
use senim_model::surveys::{Part, Share, Surveys};
use senim_model::text::Text;

/// The second wave as a real one that somebody else has published.
fn quoted() -> Surveys {
    let mut data = data();
    data.differences.clear();
    let wave = &mut data.waves[1];
    (wave.sample, wave.quoted) = (false, true);
    wave.pollster = text("Bureau");
    wave.source = text("Paper, 5 Oct.");
    data.questions[0].verbatim = false;
    data.questions[0].text.en = "Trust in the police".into();
    data.outcomes[3].n = None;
    data
}

fn citation(html: &str) -> &str {
    let (_, after) = html
        .split_once("id=\"citation\" class=\"citation\">")
        .unwrap();
    after.split_once("</p>").unwrap().0
}

#[test]
fn a_citation_says_whose_figure_it_is_and_what_it_is() {
    assert_eq!(
        citation(&written(&quoted(), "wave=autumn").html).replace('\u{a0}', " "),
        "Bureau. Surveys: Trust in the police: 27.3% fully · karaganda · autumn · May 2026 · how many \
         people answered was not published · quoted from a publication: Paper, 5 Oct. Release of \
         24 November 2026, https://example.kz/en/karaganda/surveys/?theme=trust&amp;question=q&amp;\
         wave=autumn&amp;answer=fully&amp;with=spring&amp;release=2026-11-24T12-00-00Z"
    );
    let mut unnamed = quoted();
    unnamed.waves[1].pollster = Text::default();
    let said = written(&unnamed, "wave=autumn").html;
    assert!(
        citation(&said).starts_with("Paper, 5 Oct. Surveys: "),
        "{said}"
    );
    let own = written(&data(), "wave=autumn").html;
    let said = "Publisher. Surveys: “Доверяете?”: 27.3% fully · karaganda · autumn · May 2026 · 500 \
                people answered · Centre · sample data, invented. Release of";
    assert!(citation(&own).starts_with(said), "{own}");
}

#[test]
fn only_words_that_were_asked_stand_as_a_quotation_in_their_language() {
    let asked = written(&data(), "").html;
    assert!(asked.contains("<blockquote") && asked.contains("asked in Russian"));
    let told = written(&quoted(), "").html;
    assert!(
        !told.contains("<blockquote") && !told.contains("asked in"),
        "{told}"
    );
    assert!(told.contains("<p class=\"told\">Trust in the police</p>"));
    assert!(told.contains("The exact words were not published"));
}

#[test]
fn each_row_of_a_file_says_whether_it_is_invented_and_where_it_comes_from() {
    let written = written(&quoted(), "wave=spring");
    let mut kinds = BTreeSet::new();
    for block in &written.blocks {
        let file = senim_figures::csv(&block.table, &[]);
        let names: Vec<&str> = file.lines().next().unwrap().split(',').collect();
        let once: BTreeSet<&&str> = names.iter().collect();
        assert_eq!(once.len(), names.len(), "{names:?}");
        for row in &block.table.rows {
            assert_eq!(row.len(), block.table.columns.len(), "{row:?}");
            let columns = &block.table.columns;
            let cell = |name| {
                let at = columns.iter().position(|(_, of)| *of == name);
                row[at.unwrap()].1.as_str()
            };
            assert_eq!(cell("place"), "karaganda");
            let (kind, source) = (cell("kind"), cell("source"));
            let wanted = if kind == "quoted" {
                "Paper, 5 Oct."
            } else {
                "<b>Source</b>"
            };
            assert_eq!(source, wanted);
            kinds.insert(kind.to_owned());
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["quoted", "sample"]);
}

#[test]
fn what_was_said_as_about_so_much_is_so_wherever_it_is_said() {
    let mut data = data();
    data.differences.clear();
    for (outcome, percent) in data.outcomes.iter_mut().zip([6_300, 6_200, 0, 6_000]) {
        for share in &mut outcome.shares {
            (share.percent, share.about, share.interval) = (percent, true, None);
        }
    }
    data.outcomes[3].shares[0].about = false;
    let written = written(&data, "wave=spring");
    assert!(!written.html.contains(">63%"), "{}", written.html);
    assert!(written.html.contains("about 63%"));
    for block in &written.blocks {
        let at = |name| block.table.columns.iter().position(|(_, of)| *of == name);
        for row in &block.table.rows {
            let share = &row[at("percent").unwrap()];
            let about = row[at("about").unwrap()].1 == "yes";
            assert_eq!(share.0.contains("about"), about, "{row:?}");
            assert_eq!(share.1.starts_with('6') && share.1 != "60", about);
        }
    }
    let change = written_of(&data, Some(0), "").html;
    assert!(change.contains("about −3\u{a0}points"), "{change}");
}

#[test]
fn shares_of_one_figure_have_as_many_decimals() {
    let mut data = data();
    data.outcomes[3].shares[0] = Share {
        answer: 0,
        percent: 2_800,
        about: false,
        interval: Some((2_410, 3_200)),
    };
    let html = written(&data, "").html;
    assert!(
        html.contains("28.0%") && html.contains("24.1% – 32.0%"),
        "{html}"
    );
}

#[test]
fn a_wave_of_two_cities_is_called_so_and_not_the_country() {
    let mut data = data();
    data.differences.clear();
    data.regions.push(term("astana"));
    data.waves[1].region = None;
    data.waves[1].place = text("Astana and Karaganda");
    data.outcomes.truncate(4);
    data.outcomes.push(figure(1, Part::Region(0), Some(2_800)));
    data.outcomes.push(figure(1, Part::Region(1), Some(2_900)));
    let whole = written_of(&data, None, "wave=autumn");
    assert!(!whole.html.contains("whole country"), "{}", whole.html);
    assert!(whole.html.contains("Astana and Karaganda"));
    let places = whole.blocks.iter().find(|block| block.id == "places");
    let places = places.unwrap();
    let note = "The answer “fully”, Astana and Karaganda.";
    assert!(places.note.starts_with(note), "{places:?}");
    assert!(places.shown.contains("Astana and Karaganda"), "{places:?}");
    let said = "karaganda, a part of the poll “Astana and Karaganda”";
    assert_eq!(places.table.rows[0][0].0, said);
    let part = written_of(&data, Some(0), "wave=autumn");
    assert!(part.html.contains(said), "{}", part.html);
    // The name of the wave alone would give its figure to both cities.
    for id in ["answers", "trend"] {
        let block = part.blocks.iter().find(|block| block.id == id).unwrap();
        let row = block.table.rows.iter().find(|row| row[0].1 == "autumn");
        assert_eq!(row.unwrap()[0].0, "autumn · karaganda");
        assert!(block.svg.contains("autumn · karaganda"), "{}", block.svg);
    }
}

#[test]
fn a_row_of_a_file_has_its_own_time_mode_and_frame_and_nothing_of_another_wave() {
    let mut data = quoted();
    data.waves[1].mode = text("by telephone");
    data.waves[1].frame = text("owners of telephones");
    let written = written(&data, "wave=autumn");
    for id in ["answers", "trend"] {
        let block = written.blocks.iter().find(|block| block.id == id).unwrap();
        let at = |name| block.table.columns.iter().position(|(_, of)| *of == name);
        let cells = ["wave", "when", "mode", "frame"].map(|name| at(name).unwrap());
        let of = |row: &Vec<(String, String)>| cells.map(|at| row[at].1.replace('\u{a0}', " "));
        let rows: BTreeSet<[String; 4]> = block.table.rows.iter().map(of).collect();
        let wanted = [
            ["autumn", "May 2026", "by telephone", "owners of telephones"],
            ["spring", "May 2025", "at home", "adults"],
        ];
        assert_eq!(rows.into_iter().collect::<Vec<_>>(), wanted);
        for other in ["autumn", "2026", "500", "answered"] {
            assert!(!block.shown.contains(other), "{}", block.shown);
        }
        assert!(block.shown.contains("karaganda"), "{}", block.shown);
    }
}
