//! Which places are shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use senim_atlas::Choice;
use senim_model::id::Id;

use super::pins::sign;
use super::scene::kinds;
use super::state::MapState;
use crate::app::Portal;
use crate::i18n::{Message, labels, r};
use crate::snapshot::OpenRegion;
use crate::ui::{live_option, live_text, press};

/// The filters: kinds, open now, round the clock, services, languages, borders. Only what some
/// place of the region has is offered.
#[component]
pub(super) fn Filters(state: MapState, region: Arc<OpenRegion>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let index = untrack(|| portal.index());
    let places = &region.pack.places;
    let own: BTreeSet<&Id> = places.iter().map(|place| &place.kind).collect();
    let kinds = kinds(index.as_deref()).into_iter().enumerate();
    let kinds: Vec<AnyView> = kinds
        .filter(|(_, (id, _))| own.contains(id))
        .map(|(at, (id, name))| {
            let label = format!("{} {}", sign(at), name.show(texts.lang));
            let (is_on, toggled) = (id.clone(), id);
            chip(
                state,
                label,
                move |choice| choice.kinds.contains(&is_on),
                move |choice| choice.toggle_kind(&toggled),
            )
        })
        .collect();
    let services = index.iter().flat_map(|index| &index.vocabulary.services);
    let services = {
        let own: BTreeSet<&Id> = places.iter().flat_map(|place| &place.services).collect();
        services
            .filter(|term| own.contains(&term.id))
            .map(|term| (term.id.to_string(), term.name.show(texts.lang).to_owned()))
            .collect::<Vec<_>>()
    };
    let languages: BTreeSet<&String> = places.iter().flat_map(|place| &place.languages).collect();
    let languages = languages.into_iter();
    let languages = languages.map(|code| (code.clone(), labels::spoken(&texts, code)));
    let clear = {
        let texts = texts.clone();
        live_option(move || {
            let narrows = state.choice.with(Choice::narrows);
            let clear = move || {
                state.choice.update(|choice| *choice = choice.of_all());
            };
            narrows.then(|| {
                view! {
                    <button type="button" class="link" on:click=press(clear)>
                        {texts.t(r::MAP_FILTER_CLEAR)}
                    </button>
                }
                .into_any()
            })
        })
    };
    let districts = (region.pack.districts.len() > 1).then(|| {
        chip(
            state,
            texts.t(r::MAP_FILTER_DISTRICTS),
            |choice| !choice.no_districts,
            |choice| choice.no_districts = !choice.no_districts,
        )
    });
    view! {
        <div class="filter-group" role="group" aria-label=texts.t(r::MAP_FILTERS)>
            {kinds}
            {chip(state, texts.t(r::MAP_FILTER_OPEN), |choice| choice.open, |choice| choice.open = !choice.open)}
            {chip(state, texts.t(r::MAP_FILTER_ALWAYS), |choice| choice.always, |choice| choice.always = !choice.always)}
            {select(
                state,
                (r::MAP_FILTER_SERVICE, r::MAP_FILTER_ANY),
                services,
                |choice| choice.service.as_ref().map(ToString::to_string),
                |choice, value| choice.service = Id::parse(&value).ok(),
            )}
            {select(
                state,
                (r::MAP_FILTER_LANGUAGE, r::MAP_FILTER_ANY_LANGUAGE),
                languages.collect(),
                |choice| choice.language.clone(),
                |choice, value| choice.language = Some(value).filter(|value| !value.is_empty()),
            )}
            {chip(state, texts.t(r::MAP_FILTER_AREAS), |choice| !choice.no_areas, |choice| choice.no_areas = !choice.no_areas)}
            {districts}
            {clear}
        </div>
    }
}

/// A filter that is on or off.
fn chip(
    state: MapState,
    label: String,
    is_on: impl Fn(&Choice) -> bool + Send + 'static,
    toggle: impl Fn(&mut Choice) + 'static,
) -> AnyView {
    let pressed = live_text(move || state.choice.with(&is_on).to_string());
    let toggle = press(move || {
        state.group.set(Vec::new());
        state.choice.update(&toggle);
    });
    view! {
        <button type="button" class="chip" aria-pressed=pressed on:click=toggle>{label}</button>
    }
    .into_any()
}

/// A filter of which one value can be chosen; nothing where there is no choice.
fn select(
    state: MapState,
    (label, any): (Message, Message),
    values: Vec<(String, String)>,
    chosen: impl Fn(&Choice) -> Option<String> + Send + Sync + Copy + 'static,
    choose: impl Fn(&mut Choice, String) + Copy + 'static,
) -> Option<AnyView> {
    let texts = Portal::get().texts();
    if values.len() < 2 {
        return None;
    }
    let options: Vec<AnyView> = values
        .into_iter()
        .map(|(value, name)| {
            let own = value.clone();
            let selected = move || state.choice.with(chosen).as_ref() == Some(&own);
            view! { <option value=value selected=selected>{name}</option> }.into_any()
        })
        .collect();
    let changed = move |event| {
        let value = event_target_value(&event);
        state.group.set(Vec::new());
        state.choice.update(|choice| choose(choice, value));
    };
    Some(
        view! {
            <label class="select">
                <span>{texts.t(label)}</span>
                <select on:change=changed>
                    <option value="" selected=move || state.choice.with(chosen).is_none()>
                        {texts.t(any)}
                    </option>
                    {options}
                </select>
            </label>
        }
        .into_any(),
    )
}
