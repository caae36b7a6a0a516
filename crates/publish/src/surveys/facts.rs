//! The tables of surveys, as they are published.

use senim_model::id::Id;
use senim_model::index::Term;
use senim_model::surveys::{Part, Surveys};

use crate::Error;
use crate::release::File;
use crate::release::sheet::{Sheet, names, optional, yes};

/// All tables. Of sample data, rows of waves that are quoted are real, and do not say otherwise.
pub(super) fn files(data: &Surveys, sample: bool) -> Result<Vec<File>, Error> {
    Ok(vec![
        waves(data, sample)?,
        questions(data, sample)?,
        answers(data, sample)?,
        terms(data, sample)?,
        results(data, sample)?,
        differences(data, sample)?,
    ])
}

/// Hundredths as a number: 61.6, 76, -2.5.
fn number(hundredths: impl Into<i32>) -> String {
    (f64::from(hundredths.into()) / 100.0).to_string()
}

fn region(data: &Surveys, at: Option<u16>) -> Option<&Id> {
    let term = data.regions.get(usize::from(at?))?;
    Some(&term.id)
}

/// The region and the group of a part.
fn part(data: &Surveys, part: Part) -> [String; 2] {
    match part {
        Part::All => Default::default(),
        Part::Region(at) => [optional(region(data, Some(at))), String::new()],
        Part::Group(split, group) => {
            let split = data.splits.get(usize::from(split));
            let group = split.and_then(|split| split.groups.get(usize::from(group)));
            [String::new(), optional(group.map(|group| &group.id))]
        }
    }
}

fn waves(data: &Surveys, sample: bool) -> Result<File, Error> {
    let columns = [
        "id",
        "region",
        "place_kk",
        "place_ru",
        "place_en",
        "name_kk",
        "name_ru",
        "name_en",
        "pollster_kk",
        "pollster_ru",
        "pollster_en",
        "commissioned_by_kk",
        "commissioned_by_ru",
        "commissioned_by_en",
        "mode_kk",
        "mode_ru",
        "mode_en",
        "frame_kk",
        "frame_ru",
        "frame_en",
        "field_from",
        "field_to",
        "published_on",
        "response_rate",
        "weighting_kk",
        "weighting_ru",
        "weighting_en",
        "source_kk",
        "source_ru",
        "source_en",
        "url",
        "note_kk",
        "note_ru",
        "note_en",
        "quoted",
    ];
    let mut sheet = Sheet::new("survey_waves.csv", &columns, sample)?;
    for wave in &data.waves {
        let mut row = vec![wave.id.to_string(), optional(region(data, wave.region))];
        for of in [
            &wave.place,
            &wave.name,
            &wave.pollster,
            &wave.commissioned_by,
            &wave.mode,
            &wave.frame,
        ] {
            row.extend(names(of));
        }
        row.extend([
            wave.field_from.clone(),
            wave.field_to.clone(),
            wave.published_on.clone(),
            optional(wave.response_rate.map(number)),
        ]);
        row.extend(names(&wave.weighting));
        row.extend(names(&wave.source));
        row.push(wave.url.clone());
        row.extend(names(&wave.note));
        row.push(yes(wave.quoted));
        sheet.row_of(row, wave.sample)?;
    }
    sheet.finish()
}

fn questions(data: &Surveys, sample: bool) -> Result<File, Error> {
    let columns = [
        "id", "theme", "scale", "asked_in", "verbatim", "several", "text_kk", "text_ru", "text_en",
        "base_kk", "base_ru", "base_en",
    ];
    let mut sheet = Sheet::new("survey_questions.csv", &columns, sample)?;
    for (question, at) in data.questions.iter().zip(0..) {
        let theme = data.themes.get(usize::from(question.theme));
        let mut row = vec![
            question.id.to_string(),
            optional(theme.map(|theme| &theme.id)),
            optional(data.scale_of(question).map(|scale| &scale.id)),
            question.asked_in.code().to_owned(),
            yes(question.verbatim),
            yes(question.several),
        ];
        row.extend(names(&question.text));
        row.extend(names(&question.base));
        let mut asked = data.outcomes.iter().filter(|of| of.question == at);
        let invented = asked.all(|of| data.of(of).is_none_or(|(_, wave)| wave.sample));
        sheet.row_of(row, invented)?;
    }
    sheet.finish()
}

fn answers(data: &Surveys, sample: bool) -> Result<File, Error> {
    let columns = ["scale", "id", "name_kk", "name_ru", "name_en", "direction"];
    let mut sheet = Sheet::new("survey_answers.csv", &columns, sample)?;
    for scale in &data.scales {
        for answer in &scale.answers {
            let mut row = vec![scale.id.to_string(), answer.id.to_string()];
            row.extend(names(&answer.name));
            row.push(answer.direction.code().to_owned());
            sheet.row_of(row, false)?;
        }
    }
    sheet.finish()
}

fn terms(data: &Surveys, sample: bool) -> Result<File, Error> {
    let columns = ["list", "id", "split", "name_kk", "name_ru", "name_en"];
    let mut sheet = Sheet::new("survey_terms.csv", &columns, sample)?;
    let mut row = |list: &str, term: &Term, split: Option<&Id>| {
        let mut row = vec![list.to_owned(), term.id.to_string(), optional(split)];
        row.extend(names(&term.name));
        sheet.row_of(row, false)
    };
    for theme in &data.themes {
        row("theme", theme, None)?;
    }
    for split in &data.splits {
        row("split", &split.term, None)?;
        for group in &split.groups {
            row("group", group, Some(&split.term.id))?;
        }
    }
    sheet.finish()
}

fn results(data: &Surveys, sample: bool) -> Result<File, Error> {
    let columns = [
        "wave",
        "question",
        "region",
        "group",
        "answer",
        "percent",
        "about",
        "low",
        "high",
        "n",
        "state",
        "estimated",
    ];
    let mut sheet = Sheet::new("survey_results.csv", &columns, sample)?;
    for outcome in &data.outcomes {
        let Some((question, wave)) = data.of(outcome) else {
            continue;
        };
        let [region, group] = part(data, outcome.part);
        let start = [wave.id.to_string(), question.id.to_string(), region, group];
        let mut row = |cells: [String; 8]| {
            let row = start.iter().cloned().chain(cells).collect();
            sheet.row_of(row, wave.sample)
        };
        if outcome.shares.is_empty() {
            row(["", "", "", "", "", "", "suppressed", ""].map(String::from))?;
        }
        for share in &outcome.shares {
            let answers = data.scale_of(question).map(|scale| &scale.answers);
            let answer = answers.and_then(|answers| answers.get(usize::from(share.answer)));
            row([
                optional(answer.map(|answer| &answer.id)),
                number(share.percent),
                yes(share.about),
                optional(share.interval.map(|(low, _)| number(low))),
                optional(share.interval.map(|(_, high)| number(high))),
                optional(outcome.n),
                "reported".into(),
                yes(outcome.estimated),
            ])?;
        }
    }
    sheet.finish()
}

fn differences(data: &Surveys, sample: bool) -> Result<File, Error> {
    let columns = [
        "question",
        "answer",
        "wave",
        "region",
        "group",
        "with_wave",
        "with_region",
        "with_group",
        "difference",
        "low",
        "high",
        "estimated",
    ];
    let mut sheet = Sheet::new("survey_differences.csv", &columns, sample)?;
    for of in &data.differences {
        let question = data.questions.get(usize::from(of.question));
        let answers = question.and_then(|question| data.scale_of(question));
        let answer = answers.and_then(|scale| scale.answers.get(usize::from(of.answer)));
        let wave = |at: u16| data.waves.get(usize::from(at));
        let (first, second) = (wave(of.first.0), wave(of.second.0));
        let mut row = vec![
            optional(question.map(|question| &question.id)),
            optional(answer.map(|answer| &answer.id)),
            optional(second.map(|wave| &wave.id)),
        ];
        row.extend(part(data, of.second.1));
        row.push(optional(first.map(|wave| &wave.id)));
        row.extend(part(data, of.first.1));
        row.extend([
            number(of.value),
            number(of.interval.0),
            number(of.interval.1),
            yes(of.estimated),
        ]);
        sheet.row_of(row, first.is_none_or(|wave| wave.sample))?;
    }
    sheet.finish()
}
