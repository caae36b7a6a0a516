//! What people said: the surveys of the country, or of a region. What the page says is written by
//! `senim-surveys`; this fetches and listens.

use std::sync::Arc;

use leptos::prelude::*;
use senim_figures::{Account, beside};
use senim_model::id::Id;
use senim_model::index::RecordRelease;
use senim_model::surveys::Surveys;
use senim_surveys::{Choice, form, page, place_of, top};
use web_sys::Event;

use crate::app::Portal;
use crate::browser::{self, focus};
use crate::figures::around::{address, context, others, publisher, width};
use crate::figures::{
    Room, events, fault_notice, gone, inside, kept, release_of, results, said, served_until, write,
};
use crate::i18n::{f, m, s};
use crate::page::Page;
use crate::snapshot::Fault;
use crate::ui::{Arriving, Loading, arriving, live};

/// What came of a release: it, and its surveys where it has some; nothing where there is none.
type Came = Option<(RecordRelease, Option<Arc<Surveys>>)>;

/// The surveys of the country, or of a region.
#[component]
pub(crate) fn SurveysPage(region: Option<Id>, served: Option<String>) -> impl IntoView {
    let room = Room::open(false);
    let release = Memo::new(move |_| room.query.with(|query| Choice::parse(query).release));
    live(move || {
        let came = fetched(release.get());
        let (region, served) = (region.clone(), served.clone());
        live(move || {
            let came = came.get();
            let fault = came.as_ref().map(|came| came.as_ref().err().copied());
            if let Some(written) = served_until(served.as_deref(), fault) {
                return written;
            }
            // Before anything has come, the page may have no column yet.
            room.width.set(width());
            match came {
                None => view! { <Loading /> }.into_any(),
                Some(Err(fault)) => fault_notice(fault),
                Some(Ok(came)) => shown(region.clone(), room, came),
            }
        })
        .into_any()
    })
}

fn fetched(release: Option<String>) -> Arriving<Result<Came, Fault>> {
    let portal = Portal::get();
    arriving(async move {
        let Some(record) = release_of(portal, release).await? else {
            return Ok(None);
        };
        let Some(file) = record.surveys.clone() else {
            return Ok(Some((record, None)));
        };
        let data = portal
            .snapshot()
            .of_record(&record, &file, "surveys")
            .await?;
        Ok(Some((record, Some(Arc::new(data)))))
    })
}

/// The page: its heading, and what came.
fn shown(region: Option<Id>, room: Room, came: Came) -> AnyView {
    let portal = Portal::get();
    let texts = portal.texts();
    let index = portal.index();
    let rows = index.iter().flat_map(|index| &index.directory.regions);
    let names: Vec<(Id, String)> = rows
        .map(|row| (row.id.clone(), row.name.show(texts.lang).to_owned()))
        .collect();
    let own = region
        .as_ref()
        .and_then(|id| names.iter().find(|(known, _)| known == id));
    let own = own.map(|(_, name)| name.as_str());
    let links: Vec<(String, String)> = match &region {
        Some(_) => vec![(portal.href(&Page::Surveys(None)), String::new())],
        None => names
            .iter()
            .map(|(id, name)| (portal.href(&Page::Surveys(Some(id.clone()))), name.clone()))
            .collect(),
    };
    if let Some(name) = own {
        let title = texts.with(s::SURVEYS_TITLE_REGION, &[("region", name)]);
        browser::set_title(&title, &texts.t(m::BRAND));
    }
    let head = top(&texts, own, &links);
    let place = portal.href(&region.clone().map_or(Page::Find, Page::Region));
    let head = beside(&texts, &place, Account::Surveys) + &head;
    let content = match came {
        None => {
            let choice = room.query.with_untracked(|query| Choice::parse(query));
            let now = Choice {
                release: None,
                ..choice
            };
            gone(
                room,
                &Page::Surveys(region),
                &now.query(),
                &texts.t(f::RESPONSE_GONE),
            )
        }
        Some((_, None)) => notice(texts.t(s::SURVEYS_NOTHING)),
        Some((record, Some(data))) => figures(region, room, record, data),
    };
    view! {
        <div inner_html=head />
        {content}
    }
    .into_any()
}

fn notice(words: String) -> AnyView {
    view! { <p class="notice nothing">{words}</p> }.into_any()
}

/// What can be chosen, and the figures of it.
fn figures(region: Option<Id>, room: Room, record: RecordRelease, data: Arc<Surveys>) -> AnyView {
    let texts = Portal::get().texts();
    let place = region.as_ref().and_then(|region| place_of(&data, region));
    if region.is_some() && place.is_none() {
        return notice(texts.t(s::SURVEYS_NOTHING_REGION));
    }
    let write = {
        let release = record.id.clone();
        let chosen = move || {
            let mut choice = room.query.with(|query| Choice::parse(query));
            choice.release.get_or_insert_with(|| release.clone());
            choice.query()
        };
        write(region.clone(), "surveys", chosen)
    };
    let here = Page::Surveys(region);
    let (address, others) = (address(&here), others(&here));
    let fields = {
        let (texts, data) = (texts.clone(), Arc::clone(&data));
        live(move || {
            room.turned.track();
            let choice = room.query.with_untracked(|query| Choice::parse(query));
            let html = form(&texts, &data, place, &choice);
            view! { <div inner_html=html on:change=move |event| chosen(room, &event) /> }.into_any()
        })
    };
    let shown = live(move || {
        let choice = room.query.with(|query| Choice::parse(query));
        let publisher = publisher(&texts);
        let context = context(&record, &publisher, (&address, &others), room.width.get());
        let written = page(&texts, &data, place, &choice, &context);
        results(room, |_, _| {}, inside(&kept(room, written)))
    });
    view! {
        {fields}
        {shown}
        {said(room)}
        {write}
    }
    .into_any()
}

/// Something was chosen. Another theme or question has other waves and answers, so the fields are
/// written anew, and the focus stays where it was.
fn chosen(room: Room, event: &Event) {
    let before = room.query.with_untracked(|query| Choice::parse(query));
    let field = events::target(event).map(|field| field.id());
    let field = field.unwrap_or_default();
    let mut choice = Choice::parse(&events::fields().join("&"));
    match field.as_str() {
        "choose-theme" => {
            choice = Choice {
                theme: choice.theme,
                ..Choice::default()
            };
        }
        "choose-question" => (choice.wave, choice.answer, choice.with) = (None, None, None),
        "choose-wave" => choice.with = None,
        _ => {}
    }
    choice.release = before.release;
    room.go(&choice.query());
    room.turned.update(|turned| *turned += 1);
    request_animation_frame(move || focus(&field));
}
