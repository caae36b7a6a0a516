//! Whether and how the sender is answered: by default, not at all.

use leptos::prelude::*;
use senim_message::HowAnswered;

use super::field::{choice, line};
use super::room::Room;
use crate::i18n::{Message, b};

#[component]
pub(super) fn AnswerQuestion(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let before = room.draft.get_untracked();
    let radio = |answer: HowAnswered, hint: Option<Message>| {
        choice(
            ("answer", answer.code()),
            (texts.t(said(answer)), hint.map(|hint| texts.t(hint))),
            before.answer == answer,
            move || room.choose(|draft| draft.answer = answer),
        )
    };
    let contact = line(
        room,
        ("contact", "text"),
        (
            texts.t(b::FEEDBACK_ANSWER_LABEL),
            texts.t(b::FEEDBACK_ANSWER_LABEL_HINT),
        ),
        before.contact.clone(),
        move |value| room.write(|draft| draft.contact = value),
    );
    let other = move || {
        room.draft
            .with(|draft| draft.answer != HowAnswered::Contact)
    };
    view! {
        {radio(HowAnswered::None, None)}
        {radio(HowAnswered::Code, Some(b::FEEDBACK_ANSWER_CODE_HINT))}
        {radio(HowAnswered::Contact, None)}
        <div class="more" hidden=other>{contact}</div>
    }
}

/// The words for a choice.
pub(super) fn said(answer: HowAnswered) -> Message {
    match answer {
        HowAnswered::None => b::FEEDBACK_ANSWER_NONE,
        HowAnswered::Code => b::FEEDBACK_ANSWER_CODE,
        HowAnswered::Contact => b::FEEDBACK_ANSWER_CONTACT,
    }
}
