//! What somebody is called: after a rank or an office, after "my name is", and with a father's name.

use super::words::{Word, begins, is_name, is_one, past_initials};
use super::{Found, Kind};

/// Who is named: the beginnings of words, so that case endings do not matter.
const OFFICES: [&str; 15] = [
    "инспектор",
    "участков",
    "учаскелік",
    "полицейск",
    "лейтенант",
    "капитан",
    "майор",
    "сержант",
    "подполковник",
    "inspector",
    "officer",
    "lieutenant",
    "captain",
    "major",
    "sergeant",
];

/// What may stand between an office and a name.
const BETWEEN: [&str; 5] = ["полиц", "police", "district", "господин", "товарищ"];

/// What a name is given with.
const CALLED: [[&str; 2]; 5] = [
    ["меня", "зовут"],
    ["менің", "атым"],
    ["менің", "есімім"],
    ["name", "is"],
    ["аты-жөнім", ":"],
];

/// The same, where more than names follows: "по имени и отчеству".
const CALLED_BY: [[&str; 2]; 2] = [["по", "имени"], ["по", "фамилии"]];

/// A given name, a father's name and a family name.
const MOST: usize = 3;

/// How the name of a father ends, and so many letters at most that its case adds.
const FATHERS: [(&str, usize); 6] = [
    ("вич", 2),
    ("вн", 2),
    ("ұлы", 3),
    ("қызы", 3),
    ("улы", 3),
    ("кызы", 3),
];

/// After whose name they stand in Kazakh: `Нұрлан инспектор`. `инспекторы` is one of a place, and
/// many are nobody.
const NAMED_BEFORE: [&str; 2] = ["инспектор", "учаскелік"];
const NOT_NAMED_BEFORE: [&str; 2] = ["инспекторы", "инспекторлар"];

/// How words end before an office that are no name: cases of Kazakh, and adjectives.
const NO_NAME: &str = "да де та те дан ден тан тен нан нен ның нің дың дің тың тің ға ге қа ке \
    ый ий ой лы лі ды ді ты ті";

/// Letters of Kazakh that Russian lacks.
const KAZAKH: [char; 9] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];

/// What begins sentences in Kazakh before an office.
const NO_NAME_BEFORE: &str = "егер егерде қашан неге бірақ содан сонда сосын басқа жаңа жас жақсы \
    жаман аға кіші бас ауыл аудан қала полиция менің сенің оның кім қай ертең ешқандай ешбір осындай \
    сәрсенбі дүйсенбі сейсенбі бейсенбі жұма сенбі жексенбі рахмет біреу сондай мұндай бір екі үш";

/// How family names end, and words in capitals that end so and are none.
const FAMILIES: &str = "ов ев ёв ова ева ёва ову еву ёву овым евым овой евой ұлы қызы вич вна";
const NO_FAMILIES: &str = "готов готова здоров здорова снова слова голова домов дворов районов \
    городов часов вызов зов нов нова";

/// What is called after somebody: before the name, and after it.
const CALLED_AFTER: [[&str; 6]; 2] = [
    ["ул", "улиц", "проспект", "пр", "им", "шоссе"],
    ["көше", "даңғыл", "атындағы", "мектеп", "алаң", "ауыл"],
];

pub(super) fn find(words: &[Word]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let name = after_office(words, at)
            .or_else(|| after_called(words, at))
            .or_else(|| before_office(words, at))
            .or_else(|| with_fathers(words, at));
        let Some((from, to)) = name else { continue };
        let ends = words.get(from).zip(words.get(to - 1));
        found.extend(ends.map(|(first, last)| Found {
            range: first.range.start..last.range.end,
            kind: Kind::Name,
        }));
    }
    found
}

fn after_office(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let office = |word: &Word| begins(word, &OFFICES) || begins(word, &BETWEEN);
    if !begins(words.get(at)?, &OFFICES) || words.get(at + 1).is_some_and(office) {
        // The last of several offices is asked.
        let next = words.get(at + 1)?;
        if !begins(next, &BETWEEN) {
            return None;
        }
        return names(words, at + 2, false);
    }
    names(words, at + 1, false)
}

fn after_called(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let (one, other) = (words.get(at)?, words.get(at + 1)?);
    let are = |known: &[[&str; 2]]| {
        let mut known = known.iter();
        known.any(|[first, second]| one.is(first) && other.is(second))
    };
    let whatever = are(&CALLED);
    if !whatever && !are(&CALLED_BY) {
        return None;
    }
    let from = at
        + 2
        + usize::from(
            words
                .get(at + 2)
                .is_some_and(|word| is_one(word, &[":", "-", "–"])),
        );
    names(words, from, whatever)
}

/// Names from a word on: where they begin, and the word after their end. `whatever` takes the first
/// one in small letters, too.
fn names(words: &[Word], from: usize, whatever: bool) -> Option<(usize, usize)> {
    let is_capital = |word: &Word| word.is_word() && word.capital && !word.shouted;
    let is_initial = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| word.capital && word.low.chars().count() == 1)
            && words.get(at + 1).is_some_and(|dot| dot.is("."))
    };
    let (mut at, mut full) = (from, 0);
    for _ in 0..MOST {
        let Some(word) = words.get(at) else { break };
        if is_initial(at) {
            at += 2;
        } else if is_capital(word) || (whatever && full == 0 && word.is_word()) {
            at += 1;
            full += 1;
        } else {
            break;
        }
    }
    if full == 0 {
        return in_capitals(words, from);
    }
    Some((from, at))
}

/// `ИВАНОВ`, `СЕРІК АХМЕТОВ`: in capitals every word looks like a name, so the family name has to.
fn in_capitals(words: &[Word], from: usize) -> Option<(usize, usize)> {
    let is_family = |at: usize| {
        words.get(at).is_some_and(|word| {
            let is_none = NO_FAMILIES.split(' ').any(|known| word.low == known);
            word.shouted && !is_none && ends(word, FAMILIES)
        })
    };
    if is_family(from) {
        return Some((from, past_initials(words, from + 1)));
    }
    let given = words.get(from)?;
    let fits = given.is_word() && given.shouted && given.low.chars().count() > 2;
    (fits && is_family(from + 1)).then_some((from, past_initials(words, from + 2)))
}

/// `Нұрлан инспектор`, `Серік Ахметов деген инспектор`. Without `деген` it is looked for in Kazakh
/// alone: in Russian what stands there is where, when, or what the inspector did.
fn before_office(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let is = |word: &Word| {
        let is_none = NO_NAME_BEFORE.split(' ').any(|known| word.low == known);
        let is_office = begins(word, &OFFICES) || begins(word, &BETWEEN);
        is_name(word) && !is_none && !is_office && !ends(word, NO_NAME)
    };
    let to = (at..at + MOST)
        .take_while(|at| words.get(*at).is_some_and(is))
        .last()?
        + 1;
    let next = words.get(to)?;
    let called = next.is("деген");
    let office = if called { words.get(to + 1)? } else { next };
    let fits = begins(office, &NAMED_BEFORE) && !begins(office, &NOT_NAMED_BEFORE);
    let kazakh = || words.iter().any(|word| word.low.contains(KAZAKH));
    (fits && (called || kazakh())).then_some((at, to))
}

/// Whether a word ends with one of a list.
fn ends(word: &Word, of: &str) -> bool {
    of.split(' ').any(|end| word.low.ends_with(end))
}

/// `Петров Пётр Петрович`, `Айбек Серікұлы`: one name or two before a father's, or one after it.
fn with_fathers(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let name = |at: usize| words.get(at).is_some_and(is_name);
    let mut more = (at + 1..at + MOST).take_while(|to| name(at) && name(*to));
    let to = more.find(|to| words.get(*to).is_some_and(is_fathers))?;
    let to = if to + 1 < at + MOST && name(to + 1) {
        to + 2
    } else {
        to + 1
    };
    let [before, after] = CALLED_AFTER;
    let dot = |at: usize| words.get(at).is_some_and(|word| word.is("."));
    let kind = match at.checked_sub(1) {
        Some(one) if dot(one) => one.checked_sub(1),
        one => one,
    };
    let is = |at: usize, of: &[&str]| words.get(at).is_some_and(|word| begins(word, of));
    let called = kind.is_some_and(|kind| is(kind, &before)) || is(to, &after);
    (!called).then_some((at, to))
}

fn is_fathers(word: &Word) -> bool {
    let ends = word.low.char_indices().skip(2);
    let mut ends = ends.filter_map(|(at, _)| word.low.get(at..));
    ends.any(|end| {
        let fathers = |(known, most): &(&str, usize)| {
            let case = end.strip_prefix(known);
            case.is_some_and(|case| case.chars().count() <= *most)
        };
        FATHERS.iter().any(fathers)
    })
}
