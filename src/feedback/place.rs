//! Where it happened: as exact as the sender wants it, and by default not at all.

use leptos::prelude::*;
use senim_message::SubjectKind;
use senim_model::directory::RegionPack;
use senim_model::id::Id;

use super::draft::{Draft, Told};
use super::field::{choice, fresh, line, select, wrong};
use super::room::Room;
use super::spot::{ByDevice, ByMap};
use super::subject::{area_named, areas, unknown};
use crate::i18n::{Message, Texts, b};
use crate::ui::live_option;

#[component]
pub(super) fn PlaceQuestion(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let before = room.draft.get_untracked();
    let radio = |told: Told, value: &'static str, label: Message| {
        choice(
            ("where", value),
            (texts.t(label), None),
            before.told == told,
            move || {
                room.choose(|draft| {
                    came_from(draft, told);
                    draft.told = told;
                });
            },
        )
    };
    let address = line(
        room,
        ("address", "text"),
        (
            texts.t(b::FEEDBACK_WHERE_LABEL),
            texts.t(b::FEEDBACK_WHERE_LABEL_HINT),
        ),
        before.address.clone(),
        move |value| room.write(|draft| draft.address = value),
    );
    let not = move |told: Told| move || room.draft.with(|draft| draft.told != told);
    view! {
        <p class="hint">{texts.t(b::FEEDBACK_WHERE_HINT)}</p>
        {radio(Told::Not, "none", b::FEEDBACK_WHERE_NONE)}
        {radio(Told::Area, "area", b::FEEDBACK_WHERE_AREA)}
        <div class="more" hidden=not(Told::Area)><ByArea room /></div>
        {radio(Told::Words, "words", b::FEEDBACK_WHERE_ADDRESS)}
        <div class="more" hidden=not(Told::Words)>{address}</div>
        {radio(Told::Map, "map", b::FEEDBACK_WHERE_MAP)}
        <div class="more" hidden=not(Told::Map)><ByMap room /></div>
        {radio(Told::Here, "here", b::FEEDBACK_WHERE_HERE)}
        <div class="more" hidden=not(Told::Here)><ByDevice room /></div>
    }
}

/// Who writes of an inspector likely means that inspector's area.
fn came_from(draft: &mut Draft, told: Told) {
    let of_inspector = draft.about == Some(SubjectKind::Inspector);
    if told == Told::Area && of_inspector && draft.area.is_empty() && draft.district.is_empty() {
        draft.area = draft.subject.clone();
    }
}

/// A district, and in it an area.
#[component]
fn ByArea(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let district = move || room.draft.with(|draft| draft.district.clone());
    let districts = {
        let texts = texts.clone();
        live_option(move || {
            let pack = room.opened()?;
            let value = room.draft.with_untracked(|draft| draft.district.clone());
            let label = texts.t(b::FEEDBACK_WHERE_DISTRICT);
            let options = districts(&texts, &pack);
            Some(select("district", label, options, &value, move |value| {
                room.write(|draft| {
                    draft.area.clear();
                    draft.district = value;
                });
            }))
        })
    };
    let areas = move || {
        let Some(pack) = room.opened() else {
            return ().into_any();
        };
        let value = room.draft.with(|draft| draft.area.clone());
        let options = areas(&texts, &pack, &district());
        let label = texts.t(b::FEEDBACK_WHERE_SERVICE_AREA);
        select("area", label, options, &value, move |value| {
            room.write(|draft| draft.area = value);
        })
    };
    // The region's data may come while the question is shown.
    let key = move || {
        let is_told = room.draft.with(|draft| draft.told == Told::Area);
        format!(
            "{} {is_told} {}",
            district(),
            room.pack.with(Option::is_some)
        )
    };
    view! { {wrong(room, "district")} {districts} {fresh(key, areas)} }
}

fn districts(texts: &Texts, pack: &RegionPack) -> super::field::Options {
    let districts = pack.districts.iter();
    let named = districts.map(|district| {
        let name = district.name.show(texts.lang).to_owned();
        (district.id.to_string(), name)
    });
    unknown(texts).chain(named).collect()
}

/// What an area is called, as far as the region has come.
pub(super) fn named(texts: &Texts, room: Room, id: &Id) -> String {
    let pack = room.opened();
    let name = pack.and_then(|pack| {
        let area = pack.areas.get(usize::from(pack.area_at(id)?))?;
        Some(area_named(texts, &pack, area))
    });
    name.unwrap_or_else(|| id.to_string())
}
