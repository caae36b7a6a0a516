//! Pages of surveys, for any address: what cannot be compared is never joined nor subtracted, what is
//! not published is no number, and nothing that was published becomes markup.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use proptest::prelude::*;
use senim_figures::{Context, Written};
use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::surveys::{
    Answer, Difference, Direction, Outcome, Part, Question, Scale, Share, Split, Surveys, Wave,
};
use senim_model::text::{Lang, Text};
use senim_surveys::{Choice, form, page};
use senim_texts::Texts;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn text(text: &str) -> Text {
    Text {
        kk: text.into(),
        ru: text.into(),
        en: text.into(),
    }
}

fn term(name: &str) -> Term {
    Term {
        id: id(name),
        name: text(name),
    }
}

fn wave(name: &str, from: &str) -> Wave {
    Wave {
        id: id(name),
        region: Some(0),
        place: Text::default(),
        name: text(name),
        pollster: text("Centre"),
        commissioned_by: Text::default(),
        mode: text("at home"),
        frame: text("adults"),
        field_from: from.into(),
        field_to: from.into(),
        published_on: String::new(),
        response_rate: None,
        weighting: Text::default(),
        source: text("<b>Source</b>"),
        url: "https://example.kz/?a=1&b=\"2\"".into(),
        note: Text::default(),
        quoted: false,
        sample: true,
    }
}

fn figure(wave: u16, part: Part, percent: Option<u16>) -> Outcome {
    let share = |percent| Share {
        answer: 0,
        percent,
        about: false,
        interval: Some((percent - 400, percent + 400)),
    };
    Outcome {
        wave,
        question: 0,
        part,
        n: percent.map(|_| 500),
        estimated: true,
        shares: percent.into_iter().map(share).collect(),
    }
}

/// Two waves that can be compared, a region, a group that is too small.
fn data() -> Surveys {
    let answer = |name: &str, direction| Answer {
        id: id(name),
        name: text(name),
        direction,
    };
    Surveys {
        min_base: 50,
        themes: vec![term("trust")],
        splits: vec![Split {
            term: term("sex"),
            groups: vec![term("women"), term("men")],
        }],
        regions: vec![term("karaganda")],
        scales: vec![Scale {
            id: id("two"),
            answers: vec![
                answer("fully", Direction::Good),
                answer("not", Direction::Bad),
            ],
        }],
        questions: vec![Question {
            id: id("q"),
            theme: 0,
            scale: 0,
            asked_in: Lang::Ru,
            verbatim: true,
            several: false,
            text: text("Доверяете?"),
            base: Text::default(),
        }],
        waves: vec![wave("spring", "2025-05"), wave("autumn", "2026-05")],
        outcomes: vec![
            figure(0, Part::All, Some(2_500)),
            figure(0, Part::Group(0, 0), Some(2_600)),
            figure(0, Part::Group(0, 1), None),
            figure(1, Part::All, Some(2_730)),
            figure(1, Part::Group(0, 0), Some(2_700)),
            figure(1, Part::Group(0, 1), None),
        ],
        differences: vec![Difference {
            question: 0,
            answer: 0,
            first: (0, Part::All),
            second: (1, Part::All),
            value: 230,
            interval: (-410, 810),
            estimated: true,
        }],
    }
}

fn written(data: &Surveys, query: &str) -> Written {
    written_of(data, Some(0), query)
}

fn written_of(data: &Surveys, place: Option<u16>, query: &str) -> Written {
    assert!(data.check());
    let texts = Texts::built_in(Lang::En);
    let context = Context {
        live: true,
        width: Some(720.0),
        publisher: "Publisher",
        released: "2026-11-24T12:00:00Z",
        release: "2026-11-24T12-00-00Z",
        address: "https://example.kz/en/karaganda/surveys/",
        others: &[],
    };
    page(&texts, data, place, &Choice::parse(query), &context)
}

/// How many lines join waves. Each has two halves, as a name may stand between them.
fn lines(written: &Written) -> usize {
    let trend = written.blocks.iter().find(|block| block.id == "trend");
    trend.unwrap().svg.matches("chart-line").count() / 2
}

#[test]
fn a_change_that_chance_explains_is_called_none() {
    let html = written(&data(), "").html;
    assert!(html.contains("No clear change"), "{html}");
    assert!(html.contains("+2.3 points"), "{html}");
    let mut clear = data();
    clear.differences[0].interval = (10, 810);
    assert!(written(&clear, "").html.contains("A clear rise"));
}

#[test]
fn only_what_can_be_compared_is_joined_and_subtracted() {
    assert_eq!(lines(&written(&data(), "")), 1);
    type Change = (&'static str, fn(&mut Surveys));
    let changes: [Change; 4] = [
        ("the words of the question", |data| {
            let mut other = data.questions[0].clone();
            (other.id, other.text) = (id("q2"), text("Верите?"));
            data.questions.push(other);
            data.outcomes
                .iter_mut()
                .skip(3)
                .for_each(|of| of.question = 1);
        }),
        ("the answers that were offered", |data| {
            let mut scale = data.scales[0].clone();
            scale.id = id("three");
            scale.answers.push(scale.answers[0].clone());
            data.scales.push(scale);
            let mut other = data.questions[0].clone();
            (other.id, other.scale) = (id("q2"), 1);
            data.questions.push(other);
            data.outcomes
                .iter_mut()
                .skip(3)
                .for_each(|of| of.question = 1);
        }),
        ("out of whom people were drawn", |data| {
            data.waves[1].frame = text("owners of telephones")
        }),
        ("who asked", |data| data.waves[1].pollster = text("Bureau")),
    ];
    for (what, change) in changes {
        let mut other = data();
        change(&mut other);
        other.differences.clear();
        let written = written(&other, "");
        assert_eq!(lines(&written), 0, "{what}");
        let said =
            format!("“spring” and “autumn” cannot be compared. Different or not known: {what}.");
        assert!(written.html.contains(&said), "{what}: {}", written.html);
        assert!(!written.html.contains("points"), "{what}");
    }
}

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
    let mut kinds = std::collections::BTreeSet::new();
    for block in &written.blocks {
        let file = senim_figures::csv(&block.table, &[]);
        let names: Vec<&str> = file.lines().next().unwrap().split(',').collect();
        let once: std::collections::BTreeSet<&&str> = names.iter().collect();
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
    assert!(change.contains("about −3 points"), "{change}");
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
    let note = "Astana and Karaganda: fully.";
    assert!(places.unwrap().note.starts_with(note), "{places:?}");
    for block in &whole.blocks {
        assert!(block.shown.contains("Astana and Karaganda"), "{block:?}");
    }
    let part = written_of(&data, Some(0), "wave=autumn").html;
    let said = "karaganda, a part of the poll “Astana and Karaganda”";
    assert!(part.contains(said), "{part}");
}

#[test]
fn a_wave_is_compared_with_whole_waves_and_each_is_offered_once() {
    let mut data = data();
    data.differences.clear();
    data.waves[1].frame = text("owners of telephones");
    let offered = form(
        &Texts::built_in(Lang::En),
        &data,
        Some(0),
        &Choice::default(),
    );
    let (_, with) = offered.split_once("choose-with").unwrap();
    assert_eq!(with.matches("<option").count(), 1, "{with}");
    // The groups of the wave before were asked the same as everybody.
    let change = written(&data, "").html;
    assert!(!change.contains("who was asked the question"), "{change}");
    assert!(change.contains("out of whom people were drawn"), "{change}");
}

#[test]
fn without_an_interval_nobody_says_whether_it_changed() {
    let mut data = data();
    data.differences.clear();
    data.outcomes
        .iter_mut()
        .flat_map(|of| &mut of.shares)
        .for_each(|share| share.interval = None);
    let html = written(&data, "").html;
    assert!(
        html.contains("nobody can say whether this is a change"),
        "{html}"
    );
    assert!(html.contains("no interval was published"), "{html}");
}

#[test]
fn what_is_not_published_says_why_and_has_no_number() {
    let written = written(&data(), "");
    let groups = written
        .blocks
        .iter()
        .find(|block| block.id == "groups")
        .unwrap();
    let men = groups
        .table
        .rows
        .iter()
        .find(|row| row[0].0.contains("men") && !row[0].0.contains("women"));
    let men = men.unwrap();
    assert!(
        men.iter()
            .any(|(shown, _)| shown == "not published: too few people answered")
    );
    assert!(men.iter().any(|(_, raw)| raw == "suppressed"));
    assert!(men.iter().all(|(_, raw)| raw.parse::<f64>().is_err()));
}

#[test]
fn a_link_shows_the_same_again() {
    let first = written(&data(), "wave=spring");
    let (_, query) = first.link.split_once('?').unwrap();
    let again = written(&data(), query);
    assert_eq!(again.link, first.link);
    assert!(again.html.contains("These are figures of the release"));
    assert_eq!(again.blocks[0].table, first.blocks[0].table);
}

proptest! {
    #[test]
    fn no_address_breaks_a_page_and_no_text_becomes_markup(query in "[a-z=&.<>\"]{0,60}", place in any::<Option<u16>>()) {
        let data = data();
        let texts = Texts::built_in(Lang::Kk);
        let choice = Choice::parse(&query);
        for live in [true, false] {
            let context = Context {
                live,
                width: live.then_some(320.0),
                publisher: "<i>",
                released: "",
                release: "",
                address: "",
                others: &[],
            };
            let html = page(&texts, &data, place, &choice, &context).html;
            prop_assert!(!html.contains("<b>Source") && !html.contains("<i>"));
        }
        form(&texts, &data, place, &choice);
    }
}
