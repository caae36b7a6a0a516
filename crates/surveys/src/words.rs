//! Shares, times and names in words.

use senim_measure::Period;
use senim_model::surveys::{Answer, Outcome, Part, Question, Share, Surveys, Wave};
use senim_texts::figure::{days, months, percent, percent_in_tenths, period, tenth, with_tenth};
use senim_texts::{Message, Texts, date, day_of, f, s};

use crate::guard::Differs;

/// The share of an answer as it is said: "about" so much where its source says no more.
pub(crate) fn share(texts: &Texts, outcome: &Outcome, found: &Share) -> String {
    let shown = fine(texts, outcome, found.percent);
    match found.about {
        true => texts.with(s::SURVEYS_ROUGHLY, &[("share", &shown)]),
        false => shown,
    }
}

/// Hundredths of a per cent with a tenth, where the figure that they are of has any.
pub(crate) fn fine(texts: &Texts, outcome: &Outcome, hundredths: u16) -> String {
    let is_whole = |hundredths: u16| hundredths.is_multiple_of(100);
    let ends = |(low, high)| is_whole(low) && is_whole(high);
    let mut shares = outcome.shares.iter();
    let whole = shares.all(|share| is_whole(share.percent) && share.interval.is_none_or(ends));
    let shown = f64::from(hundredths) / 10_000.0;
    match whole {
        true => percent(texts, shown, false),
        false => percent_in_tenths(texts, shown),
    }
}

fn sign(hundredths: i16) -> &'static str {
    match hundredths {
        1.. => "+",
        0 => "",
        _ => "−",
    }
}

/// The end of an interval of a difference, with its sign and its tenth, be it zero.
pub(crate) fn signed(texts: &Texts, hundredths: i16) -> String {
    let size = f64::from(hundredths.unsigned_abs()) / 100.0;
    format!("{}{}", sign(hundredths), with_tenth(texts, size))
}

/// A difference of shares that are only about so much, with no tenth that nobody knows.
pub(crate) fn rough_points(texts: &Texts, hundredths: i16) -> String {
    let size = f64::from(hundredths.unsigned_abs()) / 100.0;
    let n = format!("{}{}", sign(hundredths), tenth(texts, size));
    let points = texts.with(s::SURVEYS_POINTS, &[("n", &n)]);
    texts.with(s::SURVEYS_ROUGHLY, &[("share", &points)])
}

/// A difference of shares.
pub(crate) fn points(texts: &Texts, hundredths: i16) -> String {
    texts.with(s::SURVEYS_POINTS, &[("n", &signed(texts, hundredths))])
}

/// The interval of a share, or that there is none.
pub(crate) fn interval(texts: &Texts, outcome: &Outcome, found: &Share) -> String {
    match found.interval {
        Some((low, high)) => {
            let [low, high] = [low, high].map(|end| fine(texts, outcome, end));
            let values = [("low", &*low), ("high", &high)];
            texts.with(s::SURVEYS_INTERVAL, &values)
        }
        None => texts.t(s::SURVEYS_INTERVAL_NONE),
    }
}

/// How many people answered, or that it was not published.
pub(crate) fn people(texts: &Texts, n: Option<u32>) -> String {
    match n {
        Some(n) => texts.count(s::SURVEYS_N, n.into()),
        None => texts.t(s::SURVEYS_N_NONE),
    }
}

/// A day or a month.
pub(crate) fn when(texts: &Texts, text: &str) -> String {
    let month = Period::parse(text).map(|month| period(texts, month));
    let day = || day_of(text).map(|day| date(texts, day));
    month.or_else(day).unwrap_or_default()
}

/// From when to when a wave was asked; empty where that is not known.
pub(crate) fn field(texts: &Texts, wave: &Wave) -> String {
    let (from, to) = (&*wave.field_from, &*wave.field_to);
    if let (Some(from), Some(to)) = (day_of(from), day_of(to)) {
        return days(texts, from, to);
    }
    if let (Some(from), Some(to)) = (Period::parse(from), Period::parse(to)) {
        return months(texts, from, to);
    }
    let (from, to) = (when(texts, from), when(texts, to));
    match to.is_empty() {
        true => from,
        false => texts.with(f::RESPONSE_SPAN, &[("from", &from), ("to", &to)]),
    }
}

/// When a wave was asked; when it was published, where that is not known.
pub(crate) fn time(texts: &Texts, wave: &Wave) -> String {
    match field(texts, wave) {
        unknown if unknown.is_empty() => when(texts, &wave.published_on),
        known => known,
    }
}

/// The words of a question: as a quotation only where they are those that were asked.
pub(crate) fn asked(texts: &Texts, question: &Question) -> String {
    let words = question.text.show(texts.lang);
    match question.verbatim {
        true => texts.with(s::SURVEYS_QUOTE, &[("words", words)]),
        false => words.to_owned(),
    }
}

/// Whether figures of a wave are invented, or quoted; empty where neither.
pub(crate) fn origin(texts: &Texts, wave: &Wave) -> String {
    match (wave.sample, wave.quoted) {
        (true, _) => texts.t(s::SURVEYS_SAMPLE),
        (_, true) => texts.t(s::SURVEYS_QUOTED),
        _ => String::new(),
    }
}

/// Whom a figure is about: a region, the country, or what the wave says of itself.
pub(crate) fn place(texts: &Texts, data: &Surveys, wave: &Wave, part: Part) -> String {
    let name = |at| {
        let region = data.regions.get(usize::from(at))?;
        Some(region.name.show(texts.lang).to_owned())
    };
    let whom = wave.place.show(texts.lang);
    match part {
        Part::Region(at) if !whom.is_empty() => {
            let region = name(at).unwrap_or_default();
            let values = [("region", &*region), ("place", whom)];
            texts.with(s::SURVEYS_PLACE_PART, &values)
        }
        Part::Region(at) => name(at).unwrap_or_default(),
        _ if !whom.is_empty() => whom.to_owned(),
        _ => wave
            .region
            .and_then(name)
            .unwrap_or_else(|| texts.t(s::SURVEYS_COUNTRY)),
    }
}

/// What a wave is called, with the region where a figure is of a part of it.
pub(crate) fn wave_of(texts: &Texts, data: &Surveys, wave: &Wave, part: Part) -> String {
    let name = wave.name.show(texts.lang);
    let region = match part {
        Part::Region(at) => data.regions.get(usize::from(at)),
        _ => None,
    };
    match region {
        Some(region) => format!("{name} · {}", region.name.show(texts.lang)),
        None => name.to_owned(),
    }
}

/// The answers that can be given to the question of a figure.
pub(crate) fn answers<'a>(data: &'a Surveys, outcome: &Outcome) -> &'a [Answer] {
    let scale = data
        .of(outcome)
        .and_then(|(question, _)| data.scale_of(question));
    scale.map_or(&[], |scale| &scale.answers)
}

/// The words of an answer.
pub(crate) fn answer(texts: &Texts, data: &Surveys, outcome: &Outcome, at: u16) -> String {
    let answer = answers(data, outcome).get(usize::from(at));
    answer
        .map(|answer| answer.name.show(texts.lang).to_owned())
        .unwrap_or_default()
}

/// The share of an answer in a figure.
pub(crate) fn share_of(outcome: &Outcome, answer: u16) -> Option<&Share> {
    outcome.shares.iter().find(|share| share.answer == answer)
}

/// What differs, in a list.
pub(crate) fn differ(texts: &Texts, what: &[Differs]) -> String {
    let words: Vec<String> = what.iter().map(|what| texts.t(message(*what))).collect();
    words.join(", ")
}

fn message(what: Differs) -> Message {
    match what {
        Differs::Wording => s::SURVEYS_DIFFERS_WORDING,
        Differs::Scale => s::SURVEYS_DIFFERS_SCALE,
        Differs::Base => s::SURVEYS_DIFFERS_BASE,
        Differs::Place => s::SURVEYS_DIFFERS_PLACE,
        Differs::Frame => s::SURVEYS_DIFFERS_FRAME,
        Differs::Mode => s::SURVEYS_DIFFERS_MODE,
        Differs::Pollster => s::SURVEYS_DIFFERS_POLLSTER,
        Differs::Dates => s::SURVEYS_DIFFERS_DATES,
    }
}
