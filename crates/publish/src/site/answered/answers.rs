//! What officers wrote for everybody, by theme.

use senim_message::{Confirmed, Outcome};
use senim_model::id::Id;
use senim_model::text::Lang;
use senim_texts::figure::period;
use senim_texts::html::text;
use senim_texts::{Texts, b, w};

use super::Answered;
use crate::messages::Answer;

/// The answers of a region.
pub(super) fn list(all: &Answered, texts: &Texts, region: &Id) -> String {
    let mine: Vec<&Answer> = all
        .published
        .answers
        .iter()
        .filter(|answer| answer.region == *region)
        .collect();
    if mine.is_empty() {
        return String::new();
    }
    let themes: String = mine
        .chunk_by(|one, two| one.theme == two.theme)
        .map(|answers| {
            let theme = answers.first().and_then(|answer| answer.theme.as_ref());
            let items: String = answers.iter().map(|answer| item(all, texts, answer)).collect();
            let count = texts.count(w::ANSWERED_REPLIES, answers.len() as u64);
            format!(
                "<details><summary><h4>{}</h4><span class=\"quiet\">{}</span></summary><ul>{items}</ul></details>",
                text(&all.theme(texts, theme)),
                text(&count),
            )
        })
        .collect();
    format!(
        "<section class=\"answers\"><h3>{}</h3><p>{}</p>{themes}</section>",
        text(&texts.t(w::ANSWERED_ANSWERS)),
        text(&texts.t(w::ANSWERED_ANSWERS_LEAD)),
    )
}

fn item(all: &Answered, texts: &Texts, answer: &Answer) -> String {
    let outcome = match answer.outcome {
        Some(Outcome::Done) => b::FEEDBACK_OUTCOME_DONE,
        Some(Outcome::Partly) => b::FEEDBACK_OUTCOME_PARTLY,
        Some(Outcome::Elsewhere) => b::FEEDBACK_OUTCOME_ELSEWHERE,
        Some(Outcome::Impossible) => b::FEEDBACK_OUTCOME_IMPOSSIBLE,
        None => w::ANSWERED_OPEN,
    };
    let said = answer.confirmed.map(|said| {
        let said = texts.t(match said {
            Confirmed::Solved => w::ANSWERED_SAID_SOLVED,
            Confirmed::Partly => w::ANSWERED_SAID_PARTLY,
            Confirmed::Not => w::ANSWERED_SAID_NOT,
        });
        texts.with(w::ANSWERED_SENDER, &[("said", &said)])
    });
    let place = answer
        .district
        .as_ref()
        .map(|district| all.district(texts, district));
    let when = answer.period.map(|when| period(texts, when));
    let facts = [Some(texts.t(outcome)), said, place, when];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!(
        "<li><p{}><strong>{}</strong></p><p{}>{}</p><p class=\"small quiet\">{}</p></li>",
        marked(texts.lang, &answer.summary),
        text(&answer.summary),
        marked(texts.lang, &answer.answer),
        text(&answer.answer),
        text(&facts.join(" · ")),
    )
}

/// The attribute of words in another language than the page's.
fn marked(page: Lang, words: &str) -> String {
    match lang_of(words) {
        Some(lang) if lang != page => format!(" lang=\"{}\"", lang.code()),
        _ => String::new(),
    }
}

/// One letter in so many, at least, is one that Kazakh alone has; in Russian with a Kazakh name it is
/// fewer.
const OF_KAZAKH: usize = 16;

/// The language of words that an officer wrote, by their letters: officers write in the language of
/// the sender, and say nowhere which it is. None where there is no letter.
fn lang_of(words: &str) -> Option<Lang> {
    let letters = words.chars().filter(|char| char.is_alphabetic());
    let letters: Vec<char> = letters.flat_map(char::to_lowercase).collect();
    let count = |is: fn(char) -> bool| letters.iter().filter(|letter| is(**letter)).count();
    let cyrillic = count(|letter| ('\u{400}'..='\u{52f}').contains(&letter));
    let kazakh = count(|letter| "әғқңөұүһі".contains(letter));
    let latin = count(|letter| letter.is_ascii());
    if letters.is_empty() {
        None
    } else if latin > cyrillic {
        Some(Lang::En)
    } else if kazakh * OF_KAZAKH > cyrillic {
        Some(Lang::Kk)
    } else {
        Some(Lang::Ru)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_with_their_language_where_it_is_another() {
        for (words, expected) in [
            ("Лампу заменили в пятницу", Some(Lang::Ru)),
            ("Шам жұма күні ауыстырылды", Some(Lang::Kk)),
            ("Жарық қосылды", Some(Lang::Kk)),
            (
                "На улице Әлихан Бөкейхан повесили новые фонари и камеру",
                Some(Lang::Ru),
            ),
            ("The lamp was replaced; see eGov", Some(Lang::En)),
            (
                "Жалобу приняли через eGov, ответят в пятницу",
                Some(Lang::Ru),
            ),
            ("102", None),
        ] {
            assert_eq!(lang_of(words), expected, "{words}");
        }
        assert_eq!(marked(Lang::En, "Жарық қосылды"), " lang=\"kk\"");
        assert_eq!(marked(Lang::Kk, "Жарық қосылды"), "");
    }
}
