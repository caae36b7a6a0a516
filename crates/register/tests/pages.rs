//! Pages of the register, for any words: nothing that was published becomes markup, numbers add up,
//! and no share is told of few.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use common::{any_problem, around, day, event, id, problem, register, term};
use proptest::prelude::*;
use senim_model::text::Lang;
use senim_register::{
    Answer, Asked, Evidence, EvidenceKind, Kind, List, MIN_SHARE, Register, Status, Tally, list,
    of_area, page,
};
use senim_texts::Texts;

/// Every tag of a page is one that this crate writes, and attributes hold no quotes or brackets.
fn is_sound(html: &str) {
    let open = "article section div p h1 h2 h3 dl dt dd ul ol li a span small strong time br nav form \
                fieldset legend label select option button table thead tbody tr th td figure figcaption";
    let charts = "svg title g rect text path line circle desc defs pattern";
    let known: Vec<&str> = open
        .split_whitespace()
        .chain(charts.split_whitespace())
        .collect();
    for part in html.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap();
        let name = tag.trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap();
        assert!(known.contains(&name), "<{tag}>");
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
    }
    for attribute in html.split("href=\"").skip(1) {
        let to = attribute.split('"').next().unwrap();
        let known = ["http://", "https://", "data/", "kk/", "ru/", "en/"];
        assert!(known.iter().any(|start| to.starts_with(start)), "{to}");
    }
}

fn page_of(texts: &Texts, register: &Register, region: Option<&str>) -> String {
    let region = region.map(term);
    list(&List {
        around: around(texts, register),
        region: region.as_ref(),
        parts: &[term("esil"), term("nura")],
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_word_becomes_markup(
        problems in proptest::collection::vec(any_problem(), 0..4),
        lang in proptest::sample::select(&Lang::ALL[..]),
    ) {
        let (texts, register) = (Texts::built_in(lang), register(problems));
        is_sound(&page_of(&texts, &register, None));
        is_sound(&page_of(&texts, &register, Some("a")));
        for problem in &register.problems {
            is_sound(&page(&around(&texts, &register), problem, true));
        }
    }

    #[test]
    fn numbers_add_up(problems in proptest::collection::vec(any_problem(), 0..40), on in 0..40_000i32) {
        let on = day("1990-01-01") + chrono::TimeDelta::days(on.into());
        let tally = Tally::of(problems.iter(), on);
        prop_assert_eq!(tally.all, problems.len() as u64);
        prop_assert_eq!(tally.by_status.iter().sum::<u64>(), tally.all);
        prop_assert_eq!(tally.confirmed.iter().sum::<u64>(), tally.all);
        let ended = tally.status(Status::Done) + tally.status(Status::Refused);
        prop_assert!(tally.overdue <= tally.all - ended);
    }
}

#[test]
fn what_is_overdue_is_so_after_its_last_day_and_until_it_ends() {
    let mut due = problem("P-1", Status::Decided);
    due.due = Some(day("2026-11-24"));
    assert!(!due.is_overdue(day("2026-11-24")));
    assert!(due.is_overdue(day("2026-11-25")));
    for ended in [Status::Done, Status::Refused] {
        due.status = ended;
        assert!(!due.is_overdue(day("2027-01-01")));
    }
}

#[test]
fn agencies_stand_by_name_and_no_share_is_told_of_few() {
    let texts = Texts::built_in(Lang::En);
    let mut problems: Vec<_> = (0..MIN_SHARE)
        .map(|n| {
            let mut done = problem(&format!("P-{n}"), Status::Done);
            done.agency = Some(id("police"));
            done
        })
        .collect();
    problems[0].status = Status::Decided;
    problems[0].due = Some(day("2026-01-01"));
    let mut other = problem("Q-1", Status::Done);
    other.agency = Some(id("akimat"));
    problems.push(other);
    let record_of = |register: &Register| {
        let html = page_of(&texts, register, Some("astana"));
        let (_, record) = html.split_once("id=\"record\"").unwrap();
        record.split("</section>").next().unwrap().to_owned()
    };
    let record = record_of(&register(problems.clone()));
    assert!(record.find("akimat").unwrap() < record.find("police").unwrap());
    assert!(
        record.contains("<td>30</td><td>29 (97%)</td><td>0</td><td>1</td>"),
        "{record}"
    );
    assert!(
        record.contains("<td>1</td><td>1</td><td>0</td><td>0</td>"),
        "{record}"
    );
    problems.remove(1);
    let record = record_of(&register(problems));
    assert!(
        record.contains("<td>29</td><td>28</td><td>0</td><td>1</td>"),
        "{record}"
    );
}

#[test]
fn a_page_says_what_was_done_and_whether_residents_confirm_it() {
    let texts = Texts::built_in(Lang::Kk);
    let mut done = problem("AST-1", Status::Done);
    done.due = Some(day("2026-05-31"));
    done.events.push(event("2026-06-02", Kind::Done));
    done.asked = Some(Asked {
        answer: Answer::Partly,
        n: 14,
        solved: None,
        how: done.what.clone(),
        on: day("2026-06-20"),
    });
    done.evidence = vec![
        Evidence {
            kind: EvidenceKind::Survey,
            to: "astana/surveys/?theme=safety".into(),
            label: done.what.clone(),
        },
        Evidence {
            kind: EvidenceKind::Document,
            to: "javascript:alert(1)".into(),
            label: done.what.clone(),
        },
    ];
    let register = register(vec![done]);
    let html = page(&around(&texts, &register), &register.problems[0], true);
    for said in [
        "ішінара (14 адамнан сұралды)",
        "мерзімінен кеш орындалды: 2026 жылғы 2\u{a0}маусым",
        "href=\"kk/astana/surveys/?theme=safety\"",
        "href=\"kk/astana/area/AST-001/\"",
        "href=\"kk/javascript:alert(1)\"",
        "href=\"kk/astana/problems/feed-esil.xml\"",
    ] {
        assert!(html.contains(said), "{said}\n{html}");
    }
    let html = page(&around(&texts, &register), &register.problems[0], false);
    assert!(!html.contains("/area/"));
}

#[test]
fn what_was_done_late_says_so_in_the_list_and_in_the_record_of_its_agency() {
    let texts = Texts::built_in(Lang::Ru);
    let done = |name: &str, on: &str| {
        let mut done = problem(name, Status::Done);
        done.due = Some(day("2026-05-15"));
        done.agency = Some(id("akimat"));
        done.events.push(event(on, Kind::Done));
        done
    };
    let all = register(vec![done("P-1", "2026-05-15"), done("P-2", "2026-07-30")]);
    let html = page_of(&texts, &all, Some("astana"));
    assert_eq!(html.matches(">сделано позже срока</span>").count(), 1);
    assert_eq!(html.matches(">сделано</span>").count(), 1);
    let (_, record) = html.split_once("id=\"record\"").unwrap();
    assert!(record.contains("из них позже срока"), "{record}");
    let row = "akimat</th><td>2</td><td>2</td><td>1</td><td>0</td>";
    assert!(record.contains(row), "{record}");
}

#[test]
fn nobody_is_awaited_for_what_was_refused() {
    let texts = Texts::built_in(Lang::Ru);
    let all = register(vec![
        problem("P-1", Status::Refused),
        problem("P-2", Status::Found),
    ]);
    let list = page_of(&texts, &all, Some("astana"));
    let (before, record) = list.split_once("id=\"record\"").unwrap();
    assert_eq!(before.matches("пока не назначен").count(), 1);
    for row in ["ответственный пока не назначен", "отказано"] {
        let row = format!("{row}</th><td>1</td>");
        assert!(record.contains(&row), "{row}\n{record}");
    }
    assert!(record.contains(">Проблем<") && !record.contains("Поручено"));
    let html = page(&around(&texts, &all), &all.problems[0], true);
    assert!(!html.contains("пока не назначен") && !html.contains("Кто отвечает"));
}

#[test]
fn an_area_leads_to_its_own_problems() {
    let texts = Texts::built_in(Lang::Kk);
    let mut all = register(vec![
        problem("P-1", Status::Decided),
        problem("P-2", Status::Found),
        problem("P-3", Status::Found),
    ]);
    all.problems[1].place.area = Some((id("AST-002"), "2".into()));
    all.problems[2].place.area = None;
    let of = |region: &str, area: &str| of_area(&around(&texts, &all), &id(region), &id(area));
    let html = of("astana", "AST-001");
    is_sound(&html);
    assert!(html.contains("Осы учаскенің мәселелері"), "{html}");
    assert!(html.contains("href=\"kk/astana/problems/P-1/\""), "{html}");
    assert_eq!(html.matches("<li>").count(), 1, "{html}");
    assert_eq!(of("karaganda", "AST-001") + &of("astana", "AST-003"), "");
}

#[test]
fn overdue_ones_come_first_and_each_says_what_can_be_chosen() {
    let texts = Texts::built_in(Lang::En);
    let mut late = problem("Z-LATE", Status::Decided);
    late.due = Some(day("2026-10-01"));
    late.agency = Some(id("akimat"));
    let problems = vec![
        problem("A-DONE", Status::Done),
        problem("B-FOUND", Status::Found),
        late,
    ];
    let html = page_of(&texts, &register(problems), Some("astana"));
    let at = |name: &str| html.find(&format!("problems/{name}/")).unwrap();
    assert!(at("Z-LATE") < at("B-FOUND") && at("B-FOUND") < at("A-DONE"));
    let attributes = "data-place=\"esil\" data-agency=\"akimat\" data-status=\"decided\" \
                      data-overdue=\"yes\" data-confirmed=\"not_asked\"";
    assert!(html.contains(attributes), "{html}");
    // Without a script there is nothing to choose and nothing to copy.
    assert_eq!(html.matches(" data-live hidden>").count(), 2);
}

#[test]
fn how_many_confirm_stands_beside_how_many_were_asked() {
    let mut done = problem("P-1", Status::Done);
    done.asked = Some(Asked {
        answer: Answer::Yes,
        n: 40,
        solved: Some(36),
        how: done.what.clone(),
        on: day("2026-06-20"),
    });
    let mut all = register(vec![done]);
    let shown = |register: &Register, lang| {
        let texts = Texts::built_in(lang);
        page(&around(&texts, register), &register.problems[0], true)
    };
    assert!(shown(&all, Lang::Ru).contains("да, решено (подтвердили 36 из 40)"));
    assert!(shown(&all, Lang::Kk).contains("иә, шешілді (40 адамның ішінен 36 адам растады)"));
    all.problems[0].asked.as_mut().unwrap().solved = None;
    assert!(shown(&all, Lang::Ru).contains("да, решено (опрошено 40 человек)"));
}

#[test]
fn a_postponed_problem_shows_its_first_due_day_and_the_list_a_sign() {
    let texts = Texts::built_in(Lang::Ru);
    let mut later = problem("P-1", Status::InProgress);
    later.first_due = Some(day("2026-07-01"));
    later.due = Some(day("2027-02-01"));
    let register = register(vec![later, problem("P-2", Status::Found)]);
    let html = page(&around(&texts, &register), &register.problems[0], true);
    let due = "1\u{a0}февраля 2027\u{a0}г.<br><small>первый срок: 1\u{a0}июля 2026\u{a0}г.</small>";
    assert!(html.contains(due), "{html}");
    let list = page_of(&texts, &register, Some("astana"));
    assert_eq!(list.matches("срок перенесён").count(), 1);
}

#[test]
fn a_citation_names_the_release() {
    let texts = Texts::built_in(Lang::En);
    let register = register(vec![problem("P-1", Status::Found)]);
    let cited = |html: &str, path: &str| {
        let link = format!(
            "<span id=\"cited-address\">https://example.org/{path}?release=2026-11-24T12-00-00Z</span>"
        );
        assert!(html.contains(&link), "{link}\n{html}");
    };
    cited(&page_of(&texts, &register, None), "en/problems/");
    let html = page(&around(&texts, &register), &register.problems[0], true);
    cited(&html, "en/astana/problems/P-1/");
}

#[test]
fn agencies_stand_by_the_alphabet_of_the_language_in_the_table_and_among_choices() {
    let texts = Texts::built_in(Lang::Kk);
    let mut all = register(vec![
        problem("P-1", Status::Found),
        problem("P-2", Status::Found),
        problem("P-3", Status::Found),
    ]);
    let named = |id: &str, kk: &str| {
        let mut agency = term(id);
        agency.name.kk = kk.into();
        agency
    };
    all.agencies = vec![
        named("police", "Полиция басқармасы"),
        named("social", "Әлеуметтік қорғау басқармасы"),
        named("akimat", "Білім бөлімі"),
    ];
    for (problem, agency) in all.problems.iter_mut().zip(["police", "social", "akimat"]) {
        problem.agency = Some(id(agency));
    }
    let html = page_of(&texts, &all, Some("astana"));
    let (form, rest) = html.split_once("</form>").unwrap();
    let (_, record) = rest.split_once("id=\"record\"").unwrap();
    for part in [form, record] {
        let at = |name: &str| part.find(name).unwrap();
        assert!(
            at("Әлеуметтік") < at("Білім") && at("Білім") < at("Полиция"),
            "{part}"
        );
    }
    assert!(record.contains("жоғарыда не таңдалса да"));
}
