//! Before it is sent: exactly what, to whom, for how long; and personal data in it.

use js_sys::JSON;
use leptos::prelude::*;
use senim_message::HowAnswered;
use senim_message::personal::{self, Found, Kind};
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::text::Lang;
use wasm_bindgen::JsValue;

use super::answer;
use super::draft::{Draft, Told};
use super::place::named;
use super::room::Room;
use super::steps::Step;
use super::subject::Label;
use crate::i18n::{Message, Texts, b, card, m};
use crate::ui::{live, live_option, live_text, press};

#[component]
pub(super) fn Check(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let feedback = room.feedback.get_value();
    let readers = feedback.readers.show(texts.lang).to_owned();
    let days = texts.count(b::FEEDBACK_DAYS, feedback.keep_days.into());
    let whom = texts.with(b::FEEDBACK_CHECK_WHOM_TEXT, &[("readers", &readers)]);
    let keep = texts.with(b::FEEDBACK_CHECK_KEEP, &[("days", &days)]);
    let data = live_text(move || {
        // What changes it: the draft, and what is published of its subject.
        room.draft.track();
        room.pack.track();
        room.problems.track();
        pretty(
            &room
                .message()
                .map(|message| message.json())
                .unwrap_or_default(),
        )
    });
    view! {
        <p class="hint">{texts.t(b::FEEDBACK_CHECK_SENT)}</p>
        <Personal room />
        {rows(room, &texts)}
        <h2>{texts.t(b::FEEDBACK_CHECK_WHOM)}</h2>
        <p>{whom}</p>
        <p>{keep}</p>
        <details>
            <summary>{texts.t(b::FEEDBACK_CHECK_DATA)}</summary>
            <pre class="data" tabindex="0">{data}</pre>
        </details>
    }
}

/// JSON as people can read it.
fn pretty(json: &str) -> String {
    let shown = JSON::parse(json).and_then(|value| {
        JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(2))
    });
    shown
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// All that is sent, with a way to change each of it.
fn rows(room: Room, texts: &Texts) -> AnyView {
    let about = {
        let (label, texts) = (Label::of(room), texts.clone());
        live_text(move || label.text(&texts))
    };
    let place = {
        let texts = texts.clone();
        live(move || match room.draft.with(|draft| draft.told) {
            Told::Words => marked(room, Field::Place),
            _ => room
                .draft
                .with(|draft| whereabouts(&texts, room, draft))
                .into_any(),
        })
    };
    let answered = {
        let texts = texts.clone();
        live_text(move || room.draft.with(|draft| answered(&texts, draft)))
    };
    let language = match texts.lang {
        Lang::Kk => m::LANGUAGE_NAME_KK,
        Lang::Ru => m::LANGUAGE_NAME_RU,
        Lang::En => m::LANGUAGE_NAME_EN,
    };
    let has_place = room.draft.with_untracked(Draft::has_place);
    let place =
        has_place.then(|| row(room, b::FEEDBACK_CHECK_WHERE, Step::Place, place.into_any()));
    view! {
        <dl class="facts sent-facts">
            {row(room, b::FEEDBACK_CHECK_ABOUT, Step::About, about.into_any())}
            {row(room, b::FEEDBACK_TEXT_LABEL, Step::Text, marked(room, Field::Text))}
            {place}
            {row(room, b::FEEDBACK_CHECK_ANSWER, Step::Answer, answered.into_any())}
            <dt>{texts.t(b::FEEDBACK_CHECK_LANGUAGE)}</dt>
            <dd>{texts.t(language)}</dd>
        </dl>
    }
    .into_any()
}

fn row(room: Room, label: Message, step: Step, value: AnyView) -> AnyView {
    let texts = room.portal.texts();
    let label = texts.t(label);
    let change = press(move || room.go(step));
    view! {
        <dt>{label.clone()}</dt>
        <dd>
            <div class="said">{value}</div>
            <button type="button" class="link small" on:click=change>
                {texts.t(b::FEEDBACK_CHANGE)} <span class="unseen">": "{label}</span>
            </button>
        </dd>
    }
    .into_any()
}

/// What is written in words of one's own.
#[derive(Clone, Copy)]
enum Field {
    Text,
    /// Where it is, where that is written in words.
    Place,
}

impl Field {
    fn written(self, draft: &mut Draft) -> &mut String {
        match self {
            Field::Text => &mut draft.text,
            Field::Place => &mut draft.address,
        }
    }

    /// What is sent of it.
    fn read(self, draft: &Draft) -> &str {
        match (self, draft.told) {
            (Field::Text, _) => &draft.text,
            (Field::Place, Told::Words) => &draft.address,
            (Field::Place, _) => "",
        }
    }

    /// What in it looks like personal data; an address does not where one is asked for.
    fn found(self, text: &str) -> Vec<Found> {
        let mut found = personal::find(text);
        found.retain(|one| !matches!((self, one.kind), (Field::Place, Kind::Address)));
        found
    }
}

/// A text with what was found in it marked.
fn marked(room: Room, field: Field) -> AnyView {
    live(move || {
        let text = room.draft.with(|draft| field.read(draft).trim().to_owned());
        let mut parts: Vec<AnyView> = Vec::new();
        let mut from = 0;
        for Found { range, .. } in field.found(&text) {
            let part =
                |range: core::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
            parts.push(part(from..range.start).into_any());
            parts.push(view! { <mark>{part(range.clone())}</mark> }.into_any());
            from = range.end;
        }
        parts.push(text.get(from..).unwrap_or_default().to_owned().into_any());
        parts.into_any()
    })
    .into_any()
}

fn whereabouts(texts: &Texts, room: Room, draft: &Draft) -> String {
    match draft.told {
        Told::Not => texts.t(b::FEEDBACK_WHERE_NONE),
        Told::Words => draft.address.clone(),
        Told::Area => match Id::parse(&draft.area) {
            Ok(area) => named(texts, room, &area),
            Err(_) => district(texts, room, &draft.district),
        },
        Told::Map | Told::Here => {
            let Some(spot) = draft.spot(draft.told) else {
                return String::new();
            };
            let area = named(texts, room, &spot.area);
            let [lon, lat] = spot.point;
            let point = card::coordinates(Point::from_degrees(lon, lat));
            let exact = texts.with(b::FEEDBACK_CHECK_WHERE_POINT, &[("point", &point)]);
            match spot.exact {
                true => format!("{area}; {exact}"),
                false => area,
            }
        }
    }
}

fn district(texts: &Texts, room: Room, id: &str) -> String {
    let pack = room.opened();
    let name = pack.and_then(|pack| {
        let district = pack
            .districts
            .iter()
            .find(|district| district.id.as_str() == id)?;
        Some(district.name.show(texts.lang).to_owned())
    });
    name.unwrap_or_else(|| id.to_owned())
}

fn answered(texts: &Texts, draft: &Draft) -> String {
    let said = texts.t(answer::said(draft.answer));
    match draft.answer {
        HowAnswered::Contact => format!("{said}: {}", draft.contact.trim()),
        _ => said,
    }
}

/// What looks like personal data, each with a press that takes it out.
#[component]
fn Personal(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let notice = {
        let texts = texts.clone();
        live_option(move || {
            let all = [Field::Text, Field::Place].map(|field| {
                let text = room.draft.with(|draft| field.read(draft).to_owned());
                let found = field.found(&text);
                (field, text, found)
            });
            let rows: Vec<AnyView> = all
                .iter()
                .flat_map(|(field, text, found)| found.iter().map(move |one| (*field, text, one)))
                .map(|(field, text, one)| {
                    let what = text.get(one.range.clone()).unwrap_or_default();
                    let label = texts.with(b::FEEDBACK_PERSONAL_REMOVE, &[("what", what)]);
                    let one = vec![one.clone()];
                    let take = press(move || remove(room, &[(field, &one)]));
                    view! {
                        <li><button type="button" class="button" on:click=take>{label}</button></li>
                    }
                    .into_any()
                })
                .collect();
            if rows.is_empty() {
                return None;
            }
            let count = texts.count(b::FEEDBACK_PERSONAL, rows.len() as u64);
            let all = (rows.len() > 1).then(|| {
                let take = press(move || {
                    let all = all.iter();
                    let all: Vec<(Field, &[Found])> =
                        all.map(|(field, _, found)| (*field, &**found)).collect();
                    remove(room, &all);
                });
                view! {
                    <p><button type="button" class="call" on:click=take>{texts.t(b::FEEDBACK_PERSONAL_REMOVE_ALL)}</button></p>
                }
                .into_any()
            });
            Some(
                view! {
                    <section class="notice personal" aria-labelledby="personal">
                        <h2 id="personal" tabindex="-1">{count}</h2>
                        <p>{texts.t(b::FEEDBACK_PERSONAL_WHY)}</p>
                        <ul>{rows}</ul>
                        {all}
                    </section>
                }
                .into_any(),
            )
        })
    };
    view! {
        {notice}
        <p role="status" class="small">{live_text(move || room.said.get())}</p>
    }
}

/// Puts marks in the place of what was found.
fn remove(room: Room, found: &[(Field, &[Found])]) {
    let texts = room.portal.texts();
    room.write(|draft| {
        for (field, found) in found {
            let written = field.written(draft);
            *written = personal::replace(written, found, |kind| texts.t(mark(kind)));
        }
    });
    room.said.set(texts.t(b::FEEDBACK_PERSONAL_REMOVED));
    // The button that was pressed is gone; the focus stays where the next one is.
    request_animation_frame(|| {
        let next = if crate::browser::has("#personal") {
            "personal"
        } else {
            "question"
        };
        crate::browser::focus(next);
    });
}

fn mark(kind: Kind) -> Message {
    match kind {
        Kind::Phone => b::FEEDBACK_MARK_PHONE,
        Kind::Email => b::FEEDBACK_MARK_EMAIL,
        Kind::Identity => b::FEEDBACK_MARK_IDENTITY,
        Kind::Card => b::FEEDBACK_MARK_CARD,
        Kind::Plate => b::FEEDBACK_MARK_PLATE,
        Kind::Address => b::FEEDBACK_MARK_ADDRESS,
        Kind::Name => b::FEEDBACK_MARK_NAME,
    }
}
