//! Before anything is written: whom to call, where complaints go, who reads; and a draft from before.

use std::sync::Arc;

use leptos::prelude::*;
use senim_model::feedback::Feedback;

use super::draft::Draft;
use super::room::{Room, begun};
use super::steps::Step;
use super::subject;
use crate::app::Portal;
use crate::i18n::{b, feedback as words};
use crate::page::Page;
use crate::ui::{live, live_option, live_text, press};

/// What the publisher's page says, too.
pub(super) fn before(feedback: &Feedback) -> AnyView {
    let portal = Portal::get();
    let index = untrack(|| portal.index());
    let html = index.map(|index| words::before(&portal.texts(), &index, feedback));
    view! { <div inner_html=html.unwrap_or_default() /> }.into_any()
}

/// The way to what became of a message.
pub(super) fn to_status() -> AnyView {
    let portal = Portal::get();
    let href = portal.href(&Page::FeedbackStatus);
    view! { <p><a href=href>{portal.texts().t(b::FEEDBACK_STATUS)}</a></p> }.into_any()
}

#[component]
pub(super) fn Start(room: Room, title: String) -> impl IntoView {
    let texts = room.portal.texts();
    let feedback: Arc<Feedback> = room.feedback.get_value();
    let unsent = move || room.draft.with(begun);
    let drafts = live(move || {
        let drafts = unsent();
        let several = drafts.len() > 1;
        let drafts = drafts.into_iter();
        let drafts = drafts.map(|draft| view! { <Unsent room draft several /> }.into_any());
        drafts.collect::<Vec<_>>().into_any()
    });
    let start = {
        let label = texts.t(b::FEEDBACK_START);
        live_option(move || {
            let start = move || begin(room);
            unsent().is_empty().then(|| {
                view! {
                    <p><button type="button" class="call" on:click=press(start)>{label.clone()}</button></p>
                }
                .into_any()
            })
        })
    };
    let about = live_option(move || {
        let (about, subject) = room.brought.get()?;
        let brought = Draft {
            about: Some(about),
            subject,
            ..Draft::default()
        };
        Some(subject::about(room, &brought))
    });
    view! {
        <h1 id="question" tabindex="-1">{title}</h1>
        <p class="lead">{texts.t(b::FEEDBACK_LEAD)}</p>
        {drafts}
        {before(&feedback)}
        {about}
        {start}
        <p class="small quiet">{texts.t(b::FEEDBACK_DRAFT_KEPT)}</p>
        {to_status()}
    }
}

/// A message of the page's region begins, about what a link has brought.
fn begin(room: Room) {
    let region = room.region.get_value();
    let brought = room.brought.get_untracked();
    room.write(|draft| {
        draft.region = Some(region);
        if let Some((about, subject)) = brought {
            (draft.about, draft.subject) = (Some(about), subject);
        }
    });
    room.brought.set(None);
    let step = room.draft.with_untracked(|draft| Step::Text.allowed(draft));
    room.go(step);
}

/// So many characters tell messages apart.
const BEGINNING: usize = 60;

/// A message that was begun before. Of several, each shows how it begins.
#[component]
fn Unsent(room: Room, draft: Draft, several: bool) -> impl IntoView {
    let portal = room.portal;
    let texts = portal.texts();
    let draft = StoredValue::new(draft);
    let go_on = move || {
        let draft = draft.get_value();
        let step = Step::Send.allowed(&draft);
        match draft.region {
            // Of another region: its own page goes on with it.
            Some(region) if region != room.region.get_value() => {
                let form = portal.href(&Page::Feedback(Some(region)));
                let href = format!("{form}{}", step.hash());
                let _ = crate::browser::window().location().set_href(&href);
            }
            _ => {
                room.take(draft);
                room.go(step);
            }
        }
    };
    let anew = move || {
        room.take(draft.get_value());
        room.wipe();
        begin(room);
    };
    let begins = several.then(|| {
        let text = draft.with_value(|draft| draft.text.clone());
        let begins: String = text.trim().chars().take(BEGINNING).collect();
        view! { <p class="said">{begins} "…"</p> }.into_any()
    });
    let about = live(move || draft.with_value(|draft| subject::about(room, draft)));
    let region = move || {
        let id = draft.with_value(|draft| draft.region.clone())?;
        let index = portal.index()?;
        let region = index
            .directory
            .regions
            .iter()
            .find(|region| region.id == id)?;
        Some(region.name.show(portal.texts().lang).to_owned())
    };
    let region = live_text(move || region().unwrap_or_default());
    view! {
        <section class="notice unsent">
            <h2>{texts.t(b::FEEDBACK_DRAFT)}</h2>
            <p>{region}</p>
            {about}
            {begins}
            <p class="actions">
                <button type="button" class="button" on:click=press(go_on)>{texts.t(b::FEEDBACK_DRAFT_GO_ON)}</button>
                <button type="button" class="button" on:click=press(anew)>{texts.t(b::FEEDBACK_DRAFT_ANEW)}</button>
            </p>
        </section>
    }
}
