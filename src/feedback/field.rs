//! Fields as the questions have them.

use std::sync::Arc;

use leptos::prelude::*;

use super::room::Room;
use crate::ui::{live_option, live_text};

/// Values with what they are called.
pub(super) type Options = Vec<(String, String)>;

/// One of several choices: a radio button with its label and, below it, a hint.
pub(super) fn choice(
    (name, value): (&'static str, &'static str),
    (label, hint): (String, Option<String>),
    checked: bool,
    chosen: impl Fn() + 'static,
) -> AnyView {
    let id = format!("{name}-{value}");
    let hint_id = format!("{id}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    let hint = hint.map(|hint| view! { <small id=hint_id>{hint}</small> }.into_any());
    let chosen: Box<dyn Fn()> = Box::new(chosen);
    view! {
        <div class="choice">
            <input
                type="radio"
                id=id.clone()
                name=name
                value=value
                checked=checked
                aria-describedby=described
                on:change=move |_| chosen()
            />
            <label for=id>{label}</label>
            {hint}
        </div>
    }
    .into_any()
}

/// A field to choose from a list.
pub(super) fn select(
    id: &'static str,
    label: String,
    options: Options,
    value: &str,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(code, name)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{name}</option> }.into_any()
        })
        .collect();
    let chosen: Box<dyn Fn(String)> = Box::new(chosen);
    view! {
        <label class="field" for=id>{label}</label>
        <select id=id on:change=move |event| chosen(event_target_value(&event))>{options}</select>
    }
    .into_any()
}

/// A field for one line.
pub(super) fn line(
    room: Room,
    (id, kind): (&'static str, &'static str),
    (label, hint): (String, String),
    value: String,
    typed: impl Fn(String) + 'static,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let typed: Box<dyn Fn(String)> = Box::new(typed);
    view! {
        <label class="field" for=id>{label}</label>
        <p class="hint" id=hint_id>{hint}</p>
        {wrong(room, id)}
        <input
            type="text"
            inputmode=kind
            id=id
            autocomplete="off"
            spellcheck="false"
            aria-describedby=described(room, id)
            aria-invalid=invalid(room, id)
            prop:value=value
            on:input=move |event| typed(event_target_value(&event))
        />
    }
    .into_any()
}

/// A view that is made anew for each key. Another would get the elements of the one before, with
/// what was checked and chosen in them.
pub(super) fn fresh(
    key: impl Fn() -> String + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let view = Arc::new(view);
    let children = move |_| untrack(&*view);
    view! { <For each=move || [key()] key=String::clone children /> }.into_any()
}

/// What is wrong with a field, above it.
pub(super) fn wrong(room: Room, id: &'static str) -> impl IntoView {
    let texts = room.portal.texts();
    live_option(move || {
        let wrong = room
            .wrong
            .get()
            .into_iter()
            .find(|wrong| wrong.field == id)?;
        let say = texts.with(wrong.say, &[("n", &wrong.most.to_string())]);
        Some(view! { <p class="wrong" id=format!("{id}-wrong")>{say}</p> }.into_any())
    })
}

/// What a field is described by: its hint, and what is wrong with it.
pub(super) fn described(room: Room, id: &'static str) -> impl FnMut() -> String + Send {
    live_text(move || match is_wrong(room, id) {
        true => format!("{id}-wrong {id}-hint"),
        false => format!("{id}-hint"),
    })
}

/// Whether something is wrong with a field, as ARIA has it.
pub(super) fn invalid(room: Room, id: &'static str) -> impl Fn() -> Option<&'static str> + Send {
    move || is_wrong(room, id).then_some("true")
}

fn is_wrong(room: Room, id: &'static str) -> bool {
    room.wrong
        .with(|all| all.iter().any(|wrong| wrong.field == id))
}
