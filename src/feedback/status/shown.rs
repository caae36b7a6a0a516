//! What became of a message, in words; and what its sender may say of it.

use leptos::prelude::*;
use senim_message::{Confirm, Confirmed, Outcome, Stage, Status};

use super::super::field::choice;
use super::super::post::post;
use super::{Asked, Room, answer, heard};
use crate::browser;
use crate::i18n::{Message, Texts, b, date};
use crate::ui::{arriving, live_text, press};

/// A day of the endpoint, in words.
fn day(texts: &Texts, day: &str) -> String {
    match day.parse::<chrono::NaiveDate>() {
        Ok(day) => date(texts, day),
        Err(_) => day.to_owned(),
    }
}

#[component]
pub(super) fn Shown(room: Room, status: Status) -> impl IntoView {
    let texts = room.portal.texts();
    let row = |label: Message, value: String| {
        view! { <dt>{texts.t(label)}</dt><dd>{value}</dd> }.into_any()
    };
    let theme = status
        .theme
        .clone()
        .map(|theme| view! { <Theme room theme /> }.into_any());
    let answered = status.answered.as_ref();
    let answered = answered.map(|on| row(b::FEEDBACK_STATUS_ANSWERED, day(&texts, on)));
    let outcome = status
        .outcome
        .map(|outcome| row(b::FEEDBACK_STATUS_OUTCOME, texts.t(closed(outcome))));
    let confirmed = status
        .confirmed
        .map(|confirmed| row(b::FEEDBACK_CONFIRM_SAID, texts.t(confirmation(confirmed))));
    let answer = status.answer.clone().map(|answer| {
        view! {
            <h3>{texts.t(b::FEEDBACK_STATUS_ANSWER)}</h3>
            <p class="said">{answer}</p>
        }
        .into_any()
    });
    let confirm = status
        .may_confirm
        .then(|| view! { <ConfirmQuestion room /> }.into_any());
    let reopen = status.may_reopen_until.clone().map(|until| {
        let until = day(&texts, &until);
        let open = press(move || tell(room, None, true));
        view! {
            <h3>{texts.t(b::FEEDBACK_REOPEN)}</h3>
            <p>{texts.with(b::FEEDBACK_REOPEN_HINT, &[("date", &until)])}</p>
            <p><button type="button" class="button" on:click=open>{texts.t(b::FEEDBACK_REOPEN)}</button></p>
        }
        .into_any()
    });
    let said = {
        let texts = texts.clone();
        live_text(move || {
            room.said
                .get()
                .map(|said| texts.t(said))
                .unwrap_or_default()
        })
    };
    view! {
        <section class="card receipt" aria-labelledby="came">
            <h2 id="came" tabindex="-1">{texts.t(stage(status.stage))}</h2>
            <dl class="facts">
                {row(b::FEEDBACK_STATUS_RECEIVED, day(&texts, &status.received))}
                {theme}
                {answered}
                {outcome}
                {confirmed}
            </dl>
            {answer}
            {confirm}
            {reopen}
            <p role="status" class="small">{said}</p>
        </section>
    }
}

/// What the publisher calls a theme; its identifier, until that is known.
#[component]
fn Theme(room: Room, theme: String) -> impl IntoView {
    let texts = room.portal.texts();
    let portal = room.portal;
    let settings = arriving(async move {
        let index = portal.wait_index().await.ok()?;
        portal.snapshot().feedback(&index).await?.ok()
    });
    let label = texts.t(b::FEEDBACK_STATUS_THEME);
    let named = live_text(move || {
        let name = settings.get().flatten().and_then(|settings| {
            let term = settings
                .themes
                .iter()
                .find(|term| term.id.as_str() == theme)?;
            Some(term.name.show(texts.lang).to_owned())
        });
        name.unwrap_or_else(|| theme.clone())
    });
    view! { <dt>{label}</dt><dd>{named}</dd> }
}

/// Whether it is solved; said once, so a slip of the finger shall not say it.
#[component]
fn ConfirmQuestion(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let chosen: RwSignal<Option<Confirmed>> = RwSignal::new(None);
    let choices: Vec<AnyView> = Confirmed::ALL
        .into_iter()
        .map(|confirmed| {
            let label = (texts.t(confirmation(confirmed)), None);
            let name = ("confirm", confirmed.code());
            choice(name, label, false, move || chosen.set(Some(confirmed)))
        })
        .collect();
    let say = press(move || tell(room, chosen.get_untracked(), false));
    view! {
        <fieldset aria-describedby="confirm-once">
            <legend><h3>{texts.t(b::FEEDBACK_CONFIRM)}</h3></legend>
            <p id="confirm-once">{texts.t(b::FEEDBACK_CONFIRM_ONCE)}</p>
            {choices}
            <p class="actions" hidden=move || chosen.get().is_none()>
                <button type="button" class="button" on:click=say>{texts.t(b::FEEDBACK_CONFIRM_SEND)}</button>
            </p>
        </fieldset>
    }
}

/// Says whether it is solved, or opens it again.
fn tell(room: Room, confirmed: Option<Confirmed>, reopen: bool) {
    let url = format!("{}api/feedback/confirm", room.portal.base());
    let confirm = Confirm {
        code: room.code.get_untracked(),
        confirmed,
        reopen,
    };
    browser::spawn(async move {
        let mut told = post(&url, &confirm.json(), None).await;
        // It may have arrived before, and the reply have been lost: what holds now is shown.
        if told.as_ref().is_some_and(|told| told.status == 409) {
            told = answer(room).await;
        }
        let said = match heard(told) {
            Asked::Came(status) => {
                let said = outcome(&status, confirmed, reopen);
                room.asked.try_set(Asked::Came(status));
                request_animation_frame(|| browser::focus("came"));
                said
            }
            Asked::Sorry(why, _) => why,
            Asked::Not | Asked::Now => return,
        };
        room.said.try_set(Some(said));
    });
}

/// What is said of what holds now.
fn outcome(status: &Status, confirmed: Option<Confirmed>, reopen: bool) -> Message {
    if reopen && status.stage == Stage::Reopened {
        b::FEEDBACK_STAGE_REOPENED
    } else if confirmed.is_some() && status.confirmed == confirmed {
        b::FEEDBACK_CONFIRM_THANKS
    } else {
        b::FEEDBACK_CONFIRM_LATE
    }
}

fn stage(stage: Stage) -> Message {
    match stage {
        Stage::Received => b::FEEDBACK_STAGE_RECEIVED,
        Stage::Answered => b::FEEDBACK_STAGE_ANSWERED,
        Stage::Closed => b::FEEDBACK_STAGE_CLOSED,
        Stage::Reopened => b::FEEDBACK_STAGE_REOPENED,
    }
}

fn closed(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Done => b::FEEDBACK_OUTCOME_DONE,
        Outcome::Partly => b::FEEDBACK_OUTCOME_PARTLY,
        Outcome::Elsewhere => b::FEEDBACK_OUTCOME_ELSEWHERE,
        Outcome::Impossible => b::FEEDBACK_OUTCOME_IMPOSSIBLE,
    }
}

fn confirmation(confirmed: Confirmed) -> Message {
    match confirmed {
        Confirmed::Solved => b::FEEDBACK_CONFIRM_SOLVED,
        Confirmed::Partly => b::FEEDBACK_CONFIRM_PARTLY,
        Confirmed::Not => b::FEEDBACK_CONFIRM_NOT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrived_before_is_no_refusal() {
        let status = Status {
            received: "2026-11-26".into(),
            stage: Stage::Closed,
            theme: None,
            answer: None,
            answered: None,
            outcome: None,
            confirmed: Some(Confirmed::Partly),
            may_confirm: false,
            may_reopen_until: None,
        };
        let said = |confirmed| outcome(&status, Some(confirmed), false);
        assert_eq!(said(Confirmed::Partly), b::FEEDBACK_CONFIRM_THANKS);
        assert_eq!(said(Confirmed::Solved), b::FEEDBACK_CONFIRM_LATE);
        assert_eq!(outcome(&status, None, true), b::FEEDBACK_CONFIRM_LATE);
        let open = Status {
            stage: Stage::Reopened,
            ..status
        };
        assert_eq!(outcome(&open, None, true), b::FEEDBACK_STAGE_REOPENED);
    }
}
