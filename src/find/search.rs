//! The search field: an editable combobox with a list (ARIA Authoring Practices, "combobox with
//! list autocomplete, manual selection"). The focus stays in the field; the arrows move a mark.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use senim_lookup::{Answer, Match, Name, Place, PlaceMatch, clear_first};

use super::answer::{Hit, Outcome, What, place_name, street};
use super::state::FindState;
use senim_model::text::Lang;

use crate::app::Portal;
use crate::browser;
use crate::i18n::{Texts, m};
use crate::snapshot::OpenRegion;
use crate::ui::{FaultNotice, live, live_option, live_text, press};

const LIST: &str = "find-list";
const FIELD: &str = "find-field";

fn option_id(at: usize) -> String {
    format!("find-option-{at}")
}

/// The field, its list, and what a screen reader is told of both.
#[component]
pub(crate) fn SearchField() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let find = portal.find;
    let hits = Memo::new(move |_| find.hits());
    let open = RwSignal::new(false);
    let marked = RwSignal::new(None::<usize>);
    let shown = move || open.get() && !find.is_waiting() && hits.with(|hits| !hits.is_empty());

    let choose = move |at: usize| {
        if let Some(hit) = hits.with_untracked(|hits| hits.get(at).cloned()) {
            open.set(false);
            marked.set(None);
            find.choose(&hit);
        }
    };
    let on_input = move |event: ev::Event| {
        if find.typed.with_untracked(String::is_empty) {
            make_room();
        }
        find.ask();
        find.typed.set(event_target_value(&event));
        marked.set(None);
        open.set(true);
        find.outcome.set(Outcome::Nothing);
        crate::browser::spawn(find.look_for(portal, find.typed.get_untracked()));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = hits.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                event.prevent_default();
                let down = event.key() == "ArrowDown";
                let was_open = open.get_untracked();
                open.set(true);
                if was_open || !event.alt_key() {
                    marked.update(|marked| *marked = step(*marked, count, down));
                }
            }
            "Enter" if count > 0 && !untrack(move || find.is_waiting()) => {
                event.prevent_default();
                match marked.get_untracked() {
                    Some(at) => choose(at),
                    // Of several that fit as well, the visitor says which.
                    None if hits.with_untracked(|hits| is_doubtful(hits)) => {
                        open.set(true);
                        marked.set(Some(0));
                    }
                    None => choose(0),
                }
            }
            "Escape" => {
                if open.get_untracked() && count > 0 {
                    open.set(false);
                    marked.set(None);
                } else {
                    find.typed.set(String::new());
                    find.outcome.set(Outcome::Nothing);
                }
            }
            _ => {}
        }
    };
    let status = {
        let texts = texts.clone();
        Memo::new(move |_| status(&texts, find, hits, open.get()))
    };
    let said = after_a_while(status);
    let status = live_text(move || status.get());
    let options = {
        let texts = texts.clone();
        live(move || {
            let texts = texts.clone();
            hits.get()
                .into_iter()
                .enumerate()
                .map(|(at, hit)| {
                    let label = OptionLabel::of(&texts, find, &hit);
                    view! {
                        <li
                            id=option_id(at)
                            role="option"
                            aria-selected=live_text(move || (marked.get() == Some(at)).to_string())
                            on:pointerdown=|event| event.prevent_default()
                            on:click=press(move || choose(at))
                        >
                            <span class="option-what" lang=label.lang.code()>{label.what}</span>
                            <span class="option-where">{label.place}</span>
                        </li>
                    }
                    .into_any()
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <div class="search" role="search">
            <label class="unseen" for=FIELD>{texts.t(m::FIND_FIELD)}</label>
            <input
                id=FIELD
                type="text"
                inputmode="text"
                enterkeyhint="search"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=live_text(move || shown().to_string())
                aria-controls=LIST
                aria-activedescendant=move || marked.get().filter(|_| shown()).map(option_id)
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="300"
                placeholder=texts.t(m::FIND_PLACEHOLDER)
                prop:value=find.typed
                on:input=on_input
                on:keydown=on_key
                on:focus=move |_| open.set(matches!(find.outcome.get_untracked(), Outcome::Nothing))
                on:blur=move |_| open.set(false)
            />
            <ul
                id=LIST
                class="options"
                role="listbox"
                aria-label=texts.t(m::FIND_RESULTS)
                hidden=move || !shown()
            >
                {options}
            </ul>
            <p class="status" aria-hidden="true">{status}</p>
            <p class="unseen" role="status">{live_text(move || said.get())}</p>
        </div>
        <WhichRegion />
        {live_option(move || {
            let fault = find.fault.get()?;
            let retry = move |()| {
                find.fault.set(None);
                portal.retry();
                crate::browser::spawn(find.look_for(portal, find.typed.get_untracked()));
            };
            Some(view! { <FaultNotice fault retry /> }.into_any())
        })}
    }
}

/// How long after the last letter a screen reader hears what was found, in milliseconds.
const PAUSE: u64 = 700;

/// What a text says once it has been so for a while: read out at every letter it would be noise.
fn after_a_while(text: Memo<String>) -> RwSignal<String> {
    let said = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let text = text.get();
        if let Some(before) = waiting.get_value() {
            before.clear();
        }
        let say = move || said.set(text);
        waiting.set_value(set_timeout_with_handle(say, Duration::from_millis(PAUSE)).ok());
    });
    said
}

/// On a phone the keyboard leaves little room: the field goes to the top of the window.
fn make_room() {
    let width = browser::window().inner_width().ok();
    let narrow = width
        .and_then(|width| width.as_f64())
        .is_some_and(|width| width < 768.0);
    if let Some(field) = browser::document().get_element_by_id(FIELD)
        && narrow
    {
        field.scroll_into_view_with_bool(true);
    }
}

/// Whether what was typed may mean something else than the first hit.
fn is_doubtful(hits: &[Hit]) -> bool {
    let streets = || hits.iter().filter_map(Hit::street);
    hits.len() > 1 && (streets().count() < hits.len() || !clear_first(streets()))
}

/// The next mark, round and round, with "none" between the last and the first.
fn step(marked: Option<usize>, count: usize, down: bool) -> Option<usize> {
    match (marked, down) {
        (None, true) => Some(0),
        (None, false) => count.checked_sub(1),
        (Some(at), true) => Some(at + 1).filter(|next| *next < count),
        (Some(at), false) => at.checked_sub(1),
    }
}

/// One quiet line below the field: what is being done, how many were found, or that none was.
fn status(texts: &Texts, find: FindState, hits: Memo<Vec<Hit>>, open: bool) -> String {
    let nothing_asked = matches!(find.outcome.get(), Outcome::Nothing);
    let letters = find.typed.with(|typed| typed.trim().chars().count());
    if letters == 0 || !nothing_asked {
        return String::new();
    }
    if find.is_waiting() {
        return texts.t(m::FIND_LOADING);
    }
    let count = hits.with(Vec::len);
    if count > 0 {
        return if open {
            texts.count(m::FIND_STATUS, count as u64)
        } else {
            String::new()
        };
    }
    if letters < 3 {
        texts.t(m::FIND_TYPING)
    } else if find.ask_region.with(Vec::is_empty) && find.fault.get().is_none() {
        texts.t(m::FIND_NOTHING)
    } else {
        String::new()
    }
}

/// What stands in an option.
struct OptionLabel {
    what: String,
    place: String,
    /// The language of `what`.
    lang: Lang,
}

impl OptionLabel {
    fn of(texts: &Texts, find: FindState, hit: &Hit) -> OptionLabel {
        let region = find
            .regions
            .with_untracked(|regions| regions.get(hit.region).cloned());
        let label = region.and_then(|region| match &hit.what {
            What::Street(found) => OptionLabel::street(texts, &region, found),
            What::Place(found) => OptionLabel::place(texts, &region, found),
        });
        label.unwrap_or(OptionLabel {
            what: String::new(),
            place: String::new(),
            lang: texts.lang,
        })
    }

    /// "Темиртау · все участки", with the other name where that was typed.
    fn place(texts: &Texts, region: &OpenRegion, found: &PlaceMatch) -> Option<OptionLabel> {
        let what = place_name(region, found.place)?.show(texts.lang).to_owned();
        let mut place = texts.t(m::FIND_OPTION_PLACE);
        if let (Place::Locality(at), Some(alias)) = (found.place, found.alias) {
            let locality = region.pack.localities.get(usize::from(at));
            let alias = locality.and_then(|locality| locality.aliases.get(usize::from(alias)));
            place = also(&place, alias.map(String::as_str));
        }
        let lang = texts.lang;
        Some(OptionLabel { what, place, lang })
    }

    fn street(texts: &Texts, region: &OpenRegion, found: &Match) -> Option<OptionLabel> {
        let street = street(region, found.street)?;
        let (shown, lang) = street.name.pick(texts.lang);
        let mut what = shown.to_owned();
        if let Some(house) = found.house {
            what = format!("{what},\u{a0}{house}");
        }
        let locality = region.pack.localities.get(usize::from(street.locality));
        let locality = locality.map_or("", |locality| locality.name.show(texts.lang));
        let (place, answer) = match &found.answer {
            Answer::Area(area) => {
                let area = region.pack.areas.get(usize::from(*area));
                let number = area.map_or("", |area| area.number.as_str());
                (
                    locality.to_owned(),
                    Some(texts.with(m::FIND_OPTION_AREA, &[("number", number)])),
                )
            }
            Answer::Choose(_) => (locality.to_owned(), Some(texts.t(m::FIND_OPTION_SEVERAL))),
            Answer::Localities(streets) => {
                let count = streets.len() as u64;
                (texts.count(m::FIND_OPTION_LOCALITIES, count), None)
            }
        };
        let typed = found.typed_name(&street.name, texts.lang);
        let typed = typed.map(|name| match found.via {
            Name::Alias(_) => texts.with(m::FIND_OPTION_FORMERLY, &[("name", name)]),
            Name::Kk | Name::Ru => name.to_owned(),
        });
        let place = also(&also(&place, answer.as_deref()), typed.as_deref());
        Some(OptionLabel { what, place, lang })
    }
}

/// A text and what is added to it.
fn also(text: &str, more: Option<&str>) -> String {
    match more {
        Some(more) => format!("{text} · {more}"),
        None => text.to_owned(),
    }
}

/// What is typed exists in many regions: the visitor says which.
#[component]
fn WhichRegion() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let find = portal.find;
    live_option(move || {
        let ids = find.ask_region.get();
        let index = portal.index()?;
        if ids.is_empty() {
            return None;
        }
        let buttons = index
            .directory
            .regions
            .iter()
            .filter(|region| ids.contains(&region.id))
            .map(|region| {
                let id = region.id.clone();
                let pick = press(move || {
                    let id = id.clone();
                    find.ask_region.set(Vec::new());
                    browser::focus(FIELD);
                    crate::browser::spawn(async move {
                        find.open(portal, &id).await;
                    });
                });
                view! {
                    <button type="button" class="chip" on:click=pick>
                        {region.name.show(texts.lang).to_owned()}
                    </button>
                }
                .into_any()
            })
            .collect_view();
        Some(
            view! {
                <div class="question" role="group" aria-label=texts.t(m::FIND_WHICH_REGION)>
                    <p>{texts.t(m::FIND_WHICH_REGION)}</p>
                    <div class="ways">{buttons}</div>
                </div>
            }
            .into_any(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_goes_round_with_a_stop_at_the_field() {
        assert_eq!(step(None, 2, true), Some(0));
        assert_eq!(step(Some(0), 2, true), Some(1));
        assert_eq!(step(Some(1), 2, true), None);
        assert_eq!(step(None, 2, false), Some(1));
        assert_eq!(step(Some(0), 2, false), None);
    }
}
