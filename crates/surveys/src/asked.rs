//! What a choice means in the data of a place.

use senim_model::id::Id;
use senim_model::surveys::{Answer, Outcome, Part, Question, Surveys, Wave};

use crate::choice::Choice;
use crate::guard::compared;
use crate::view::{Place, figures, own};

/// What is shown.
pub(crate) struct Asked<'a> {
    /// What is measured: a position.
    pub(crate) theme: u16,
    /// The figure, with its question and wave.
    pub(crate) outcome: &'a Outcome,
    pub(crate) question: &'a Question,
    pub(crate) wave: &'a Wave,
    /// The answer: a position in the scale.
    pub(crate) answer: u16,
    /// What it is compared with.
    pub(crate) with: Option<&'a Outcome>,
}

/// Themes with figures of a place, those with figures of its own first.
pub(crate) fn themes(data: &Surveys, place: Place) -> Vec<u16> {
    let all = || data.themes.iter().zip(0..).map(|(_, at)| at);
    let has_own = |theme: &u16| !own(data, place, &figures(data, place, *theme)).is_empty();
    let has_some = |theme: &u16| !figures(data, place, *theme).is_empty();
    let others = all().filter(|theme| !has_own(theme) && has_some(theme));
    all().filter(has_own).chain(others).collect()
}

impl<'a> Asked<'a> {
    /// What is shown for a choice; `None` where there is nothing on any theme.
    pub(crate) fn of(choice: &Choice, data: &'a Surveys, place: Place) -> Option<Asked<'a>> {
        let themes = themes(data, place);
        let named = |theme: &&u16| {
            let term = data.themes.get(usize::from(**theme));
            term.is_some_and(|term| Some(&term.id) == choice.theme.as_ref())
        };
        let theme = *themes.iter().find(named).or(themes.first())?;
        let all = figures(data, place, theme);
        let outcome = chosen(choice, data, place, &all)?;
        let (question, wave) = data.of(outcome)?;
        let answers = &data.scale_of(question)?.answers;
        let named = |answer: &Answer| Some(&answer.id) == choice.answer.as_ref();
        let answer = answers.iter().position(named);
        Some(Asked {
            theme,
            outcome,
            question,
            wave,
            answer: answer.and_then(|at| u16::try_from(at).ok()).unwrap_or(0),
            with: with(choice, data, outcome),
        })
    }

    /// The same choice, with everything that was left to the data.
    pub(crate) fn choice(&self, data: &Surveys, release: Option<String>) -> Choice {
        let answer = data
            .scale_of(self.question)
            .and_then(|scale| scale.answers.get(usize::from(self.answer)));
        let with = self.with.and_then(|with| data.of(with));
        Choice {
            theme: data
                .themes
                .get(usize::from(self.theme))
                .map(|term| term.id.clone()),
            question: Some(self.question.id.clone()),
            wave: Some(self.wave.id.clone()),
            answer: answer.map(|answer| answer.id.clone()),
            with: with.map(|(_, wave)| wave.id.clone()),
            release,
        }
    }
}

/// The figure that is shown: what was asked for, or the newest of the place.
fn chosen<'a>(
    choice: &Choice,
    data: &Surveys,
    place: Place,
    all: &[&'a Outcome],
) -> Option<&'a Outcome> {
    let is = |outcome: &&&Outcome, question: Option<&Id>, wave: Option<&Id>| {
        data.of(outcome).is_some_and(|(asked, at)| {
            question.is_none_or(|id| asked.id == *id) && wave.is_none_or(|id| at.id == *id)
        })
    };
    let own = own(data, place, all);
    let (question, wave) = (choice.question.as_ref(), choice.wave.as_ref());
    // What is not there as a whole is looked for with less.
    let wishes = [
        (question, wave),
        (question, None),
        (None, wave),
        (None, None),
    ];
    // Those who asked there and nowhere else come first.
    let of_wave = |outcome: &&&Outcome| outcome.part == Part::All;
    let there: Vec<&Outcome> = own.iter().filter(of_wave).copied().collect();
    let places = [there.as_slice(), own.as_slice(), all];
    let found = wishes.into_iter().find_map(|(question, wave)| {
        places.into_iter().find_map(|figures| {
            let mut newest = figures.iter().rev();
            newest.find(|outcome| is(outcome, question, wave))
        })
    });
    found.copied()
}

/// The earlier figure of the same question that is compared: the chosen one, or the last that can be,
/// or else the last.
fn with<'a>(choice: &Choice, data: &'a Surveys, outcome: &Outcome) -> Option<&'a Outcome> {
    let earlier = earlier(data, outcome);
    let named = |other: &&&Outcome| {
        let of = data.of(other);
        of.is_some_and(|(_, wave)| Some(&wave.id) == choice.with.as_ref())
    };
    let fits = |other: &&&Outcome| compared(data, other, outcome).is_empty();
    let newest = || earlier.iter().rev();
    let found = earlier.iter().find(named);
    let found = found
        .or_else(|| newest().find(fits))
        .or_else(|| newest().next());
    found.copied()
}

/// Earlier figures of the same question at the same place: of everybody there, as a group of theirs
/// is somebody else.
pub(crate) fn earlier<'a>(data: &'a Surveys, outcome: &Outcome) -> Vec<&'a Outcome> {
    let all = data.outcomes.iter().filter(|other| {
        other.question == outcome.question
            && !matches!(other.part, Part::Group(..))
            && crate::guard::place(data, other) == crate::guard::place(data, outcome)
            && other.wave < outcome.wave
    });
    all.collect()
}
