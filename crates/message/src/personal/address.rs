//! Where somebody lives: a street with a house, a flat. A street alone is no personal data.

use super::words::{Word, begins, is_name, is_one, past_initials};
use super::{Found, Kind};

/// What stands before the name of a street, in short.
const BEFORE_SHORT: [&str; 12] = [
    "ул",
    "пр",
    "пр-т",
    "пр-кт",
    "просп",
    "пер",
    "мкр",
    "мкрн",
    "мкр-н",
    "м-н",
    "б-р",
    "бул",
];

/// The same in full. Such words also stand in sentences, so the name has to look like one.
const BEFORE: [&str; 7] = [
    "улиц",
    "проспект",
    "переул",
    "микрорайон",
    "бульвар",
    "шоссе",
    "проезд",
];

/// What stands after the name.
const AFTER: [&str; 12] = [
    "көше",
    "к-сі",
    "даңғыл",
    "ықшамаудан",
    "шағынаудан",
    "тұйығ",
    "мкр",
    "микрорайон",
    "street",
    "avenue",
    "road",
    "проспект",
];
const AFTER_SHORT: [&str; 4] = ["st", "ave", "rd", "мкр"];

/// With a district after it, a small one, which has houses and not streets.
const SMALL: [&str; 2] = ["ықшам", "шағын"];

const HOUSE: [&str; 7] = ["д", "дом", "дома", "доме", "үй", "house", "корпус"];
const FLAT: [&str; 7] = [
    "квартир",
    "пәтер",
    "apt",
    "apartment",
    "flat",
    "подъезд",
    "кіреберіс",
];

/// A house after its number, or a number after it, where no kind of street is named. Of other cases
/// no street is told: "жители дома 10".
const HOUSE_ALONE: [&str; 4] = ["дом", "д", "үй", "house"];
const HOUSE_AFTER: [&str; 2] = ["дом", "доме"];

/// What is written small in names of streets.
const EPITHETS: &str = "жырау батыр би хан ақын ата ана баба сұлтан сал шешен тархан";

/// How words end that are no name before a house: cases of Kazakh, adjectives of Russian.
const NO_STREET: &str = "да де та те дан ден тан тен нан нен ның нің дың дің ға ге ый ий ой";

/// Who goes from house to house, and what has houses.
const NO_STREET_BEGINS: &str = "инспектор участков учаскелік полиц тұрғын жител дом үй ауыл қала";

/// What is counted is no house.
const COUNTED: [&str; 38] = [
    "лет",
    "год",
    "жыл",
    "күн",
    "этаж",
    "қабат",
    "дней",
    "метр",
    "январ",
    "феврал",
    "март",
    "апрел",
    "май",
    "мая",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
    "минут",
    "час",
    "раз",
    "человек",
    "адам",
];

pub(super) fn find(words: &[Word]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let part = after_its_kind(words, from)
            .or_else(|| after_house(words, from).map(|end| (from, end)))
            .or_else(|| before_its_kind(words, from))
            .or_else(|| without_its_kind(words, from).map(|end| (from, end)))
            .or_else(|| flat(words, from).map(|end| (from, end)));
        let Some((start, end)) = part else {
            from += 1;
            continue;
        };
        let end = further(words, end);
        let range = |one: &Word, last: &Word| one.range.start..last.range.end;
        let ends = words.get(start).zip(words.get(end - 1));
        found.extend(ends.map(|(one, last)| Found {
            range: range(one, last),
            kind: Kind::Address,
        }));
        from = end.max(from + 1);
    }
    found
}

/// `ул. Абая 10`: where it begins, and the word after its end.
fn after_its_kind(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let kind = words.get(at)?;
    let short = is_one(kind, &BEFORE_SHORT);
    if !short && !begins(kind, &BEFORE) {
        return None;
    }
    let name = past_initials(words, skip(words, at + 1, "."));
    let first = words.get(name)?;
    if !(first.is_word() || first.is_number()) {
        return None;
    }
    // A name has a word or four; the house comes after it.
    let after = (name + 1..name + 5).take_while(|at| {
        let before = words.get(at - 1);
        before.is_some_and(|word| word.is_word() || word.is_number())
    });
    let end = after.filter_map(|at| house(words, at)).next()?;
    let said = words
        .get(name..end)?
        .iter()
        .any(|word| is_one(word, &HOUSE));
    (short || said || first.capital || first.is_number()).then_some((at, end))
}

/// `Абай көшесі 10-үй`, `5 мкр 42`, `10 Abay street`.
fn before_its_kind(words: &[Word], from: usize) -> Option<(usize, usize)> {
    let first = words.get(from)?;
    let named = first.capital || first.is_number();
    if !named || is_one(first, &BEFORE_SHORT) || begins(first, &BEFORE) {
        return None;
    }
    let is_small = |at: usize| words.get(at).is_some_and(|word| is_one(word, &SMALL));
    let own = |at: usize| words.get(at).is_some_and(Word::is_word);
    // `Степной 2 ықшам ауданы`: the number belongs to the name.
    let belongs = |at: usize| own(at) || (is_name(first) && is_small(at + 1));
    let kinds = (from + 1..from + 4).take_while(|at| belongs(*at));
    let (kind, after) = kinds
        .filter_map(|at| Some((at, past_kind(words, at)?)))
        .next()?;
    // The number of a microdistrict is its name; else a number before the name is the house.
    let numbered = kind == from + 1 && first.is_number();
    match house(words, after) {
        Some(end) => Some((from, end)),
        None if first.is_number() && !numbered => Some((from, after)),
        None => None,
    }
}

/// The word after a kind of street that stands after its name.
fn past_kind(words: &[Word], at: usize) -> Option<usize> {
    let kind = words.get(at)?;
    if is_one(kind, &SMALL) && begins(words.get(at + 1)?, &["аудан"]) {
        return Some(at + 2);
    }
    (begins(kind, &AFTER) || is_one(kind, &AFTER_SHORT)).then_some(at + 1)
}

/// The word after `дом 12 по улице Гоголя`.
fn after_house(words: &[Word], at: usize) -> Option<usize> {
    is_one(words.get(at)?, &HOUSE).then_some(())?;
    let number = skip(words, skip(words, at + 1, "."), "№");
    let joins = is_house(words.get(number)?) && is_one(words.get(number + 1)?, &["по", "на"]);
    let kind = words.get(number + 2).filter(|_| joins)?;
    let short = is_one(kind, &BEFORE_SHORT);
    let named = short || begins(kind, &BEFORE);
    let name = past_initials(words, skip(words, number + 3, "."));
    let first = words.get(name).filter(|_| named)?;
    let goes_on = |at: &usize| {
        let word = words.get(*at);
        word.is_some_and(|word| is_name(word) || EPITHETS.split(' ').any(|known| word.low == known))
    };
    let end = name + 1 + (name + 1..name + 3).take_while(goes_on).count();
    let fits = first.capital || first.is_number() || (short && first.is_word());
    fits.then_some(end)
}

/// The word after `Бұқар жырау 52 үйде`, `Абая дом 10`, `Абая 10 кв 5`: a name alone is a street
/// where a house is named too.
fn without_its_kind(words: &[Word], from: usize) -> Option<usize> {
    let is_street = |word: &Word| {
        let ends = NO_STREET.split(' ').any(|end| word.low.ends_with(end));
        let kinds = [&BEFORE[..], &AFTER, &COUNTED];
        let begins_none = NO_STREET_BEGINS
            .split(' ')
            .any(|start| word.low.starts_with(start));
        let begins = kinds.iter().any(|kind| begins(word, kind));
        is_name(word) && word.low.chars().count() > 2 && !ends && !begins && !begins_none
    };
    if !words.get(from).is_some_and(is_street) {
        return None;
    }
    let goes_on = |at: &usize| {
        let word = words.get(*at);
        word.is_some_and(|word| {
            is_street(word) || EPITHETS.split(' ').any(|known| word.low == known)
        })
    };
    let end = from + 1 + (from + 1..from + 3).take_while(goes_on).count();
    // A comma after the first word of a sentence is mostly that of a greeting, unless a house and a
    // flat come after it.
    let before = from.checked_sub(1).and_then(|at| words.get(at));
    let opens = before.is_none_or(|word| is_one(word, &[".", "!", "?", "\n"]));
    let comma = skip(words, end, ",");
    let both = words.get(comma).is_some_and(is_house)
        && flat(words, skip(words, comma + 1, ",")).is_some();
    let at = if opens && !both { end } else { comma };
    let word = words.get(at)?;
    if is_one(word, &HOUSE_ALONE) {
        let number = skip(words, skip(words, at + 1, "."), "№");
        let counted = words
            .get(number + 1)
            .is_some_and(|next| begins(next, &COUNTED));
        return (words.get(number).is_some_and(is_house) && !counted).then_some(number + 1);
    }
    if !is_house(word) {
        return None;
    }
    if word.low.contains("үй") {
        return Some(at + 1);
    }
    let next = words.get(at + 1)?;
    if next.low.starts_with("үй") || is_one(next, &HOUSE_AFTER) {
        return Some(at + 2);
    }
    flat(words, skip(words, at + 1, ","))
}

/// The word after a house: `10`, `, дом 10/2`, `10-үй`, `52 үйде`.
fn house(words: &[Word], at: usize) -> Option<usize> {
    let at = skip(words, at, ",");
    let said = words.get(at).is_some_and(|word| is_one(word, &HOUSE));
    let number = if said { skip(words, at + 1, ".") } else { at };
    let number = if said {
        skip(words, number, "№")
    } else {
        number
    };
    let word = words.get(number)?;
    if !is_house(word) {
        return None;
    }
    let Some(next) = words.get(number + 1) else {
        return Some(number + 1);
    };
    if next.low.starts_with("үй") || (!said && is_one(next, &HOUSE_AFTER)) {
        return Some(number + 2);
    }
    (said || !begins(next, &COUNTED)).then_some(number + 1)
}

/// One to four digits, and what belongs to them.
fn is_house(word: &Word) -> bool {
    let rest = word
        .low
        .trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = word.low.len() - rest.len();
    let rest = rest.strip_prefix(['/', '-']).unwrap_or(rest);
    let plain = rest.chars().all(|char| char.is_ascii_digit()) && rest.len() <= 4;
    (1..=4).contains(&digits) && (plain || rest.chars().count() == 1 || rest.starts_with("үй"))
}

/// The word after a flat: `кв. 5`, `5-пәтер`.
fn flat(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let (number, what) = word.low.split_once('-').unwrap_or((&word.low, ""));
    if word.is_number() && number.len() <= 4 {
        let here = FLAT.iter().any(|flat| what.starts_with(flat));
        let next = words
            .get(at + 1)
            .is_some_and(|next| next.low.starts_with("пәтер"));
        return match (here, next) {
            (true, _) => Some(at + 1),
            (_, true) => Some(at + 2),
            _ => None,
        };
    }
    let is_flat = word.is("кв") || begins(word, &FLAT);
    if !is_flat {
        return None;
    }
    let number = skip(words, skip(words, at + 1, "."), "№");
    let number_is = words.get(number).is_some_and(is_house);
    number_is.then_some(number + 1)
}

/// Past what belongs to an address that ends before a word: its flat, its entrance.
fn further(words: &[Word], mut end: usize) -> usize {
    let next = |end: usize| {
        let at = skip(words, end, ",");
        flat(words, at)
            .or_else(|| flat_after(words, at))
            .or_else(|| last_number(words, end, at))
    };
    while let Some(next) = next(end) {
        end = next;
    }
    end
}

/// The word after `33 квартира`, which alone is a number of flats.
fn flat_after(words: &[Word], at: usize) -> Option<usize> {
    let what = words.get(at + 1)?;
    let is_flat = is_one(what, &["квартира", "квартире", "кв"]);
    (words.get(at).is_some_and(is_house) && is_flat).then_some(at + 2)
}

/// The word after a number that ends what is said: `, 7`.
fn last_number(words: &[Word], end: usize, at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let ends = |at: usize| {
        let next = words.get(at);
        next.is_none_or(|next| !next.is_word() && !next.is_number())
    };
    let fits = at > end && is_house(word) && word.low.len() <= 3;
    // After a mark, more digits are those of a time or of a row of numbers.
    let more = words.get(at + 2).is_some_and(Word::is_number);
    (fits && ends(at + 1) && !more).then_some(at + 1)
}

/// Past a mark, where it stands.
fn skip(words: &[Word], at: usize, mark: &str) -> usize {
    at + usize::from(words.get(at).is_some_and(|word| word.is(mark)))
}
