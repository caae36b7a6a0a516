//! How long calls took: the country, and a region by what a visitor chooses. What the page says is
//! written by `senim-figures`; this fetches, listens, and hands out.

mod events;

use std::sync::Arc;

use leptos::prelude::*;
use senim_figures::{
    Account, Choice, Context, answer, beside, country, embedded_country, embedded_region, form,
    parts,
};
use senim_model::id::Id;
use senim_model::index::RecordRelease;
use senim_model::response::{Country, Response};
use senim_model::text::Lang;

use crate::app::Portal;
use crate::browser;
use crate::figures::around::{address, context, others, publisher, width};
use crate::figures::{
    Room, fault_notice, gone, inside, kept, release_of, results, said, served_until, write,
};
use crate::i18n::{Texts, f, m};
use crate::page::Page;
use crate::snapshot::Fault;
use crate::ui::{Arriving, Loading, arriving, live};

use events::picked;

/// What came of a release.
#[derive(Clone)]
enum Came {
    /// The release, and what all regions publish.
    Country(RecordRelease, Arc<Country>),
    /// The release, and what the region publishes.
    Region(RecordRelease, Arc<Response>),
    /// The release has no response times, or none of the region.
    Nothing,
    /// They were withdrawn from the release, and why.
    Withdrawn(String),
    /// There is no such release.
    Gone,
}

/// How long calls took: in the country, or a region.
#[component]
pub(crate) fn ResponsePage(
    region: Option<Id>,
    served: Option<String>,
    embedded: bool,
) -> impl IntoView {
    let room = Room::open(embedded);
    let release = Memo::new(move |_| room.query.with(|query| Choice::parse(query).release));
    live(move || {
        let came = fetched(region.clone(), release.get());
        view! { <Figures region=region.clone() served=served.clone() room came /> }.into_any()
    })
}

fn fetched(region: Option<Id>, release: Option<String>) -> Arriving<Result<Came, Fault>> {
    let portal = Portal::get();
    arriving(async move {
        let snapshot = portal.snapshot();
        let Some(record) = release_of(portal, release).await? else {
            return Ok(Came::Gone);
        };
        let Some(file) = record.response.clone() else {
            let reason = snapshot.withdrawn(&record, "response").await;
            return Ok(reason.map_or(Came::Nothing, Came::Withdrawn));
        };
        let country: Country = snapshot.of_record(&record, &file, "country").await?;
        let Some(region) = region else {
            return Ok(Came::Country(record, Arc::new(country)));
        };
        let Some(row) = country.regions.iter().find(|row| row.id == region) else {
            return Ok(Came::Nothing);
        };
        let response: Response = snapshot
            .of_record(&record, &row.file, region.as_str())
            .await?;
        Ok(Came::Region(record, Arc::new(response.add_up())))
    })
}

#[component]
fn Figures(
    region: Option<Id>,
    served: Option<String>,
    room: Room,
    came: Arriving<Result<Came, Fault>>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    live(move || {
        let came = came.get();
        let fault = came.as_ref().map(|came| came.as_ref().err().copied());
        if let Some(written) = served_until(served.as_deref(), fault) {
            return written;
        }
        // Before anything has come, the page may have no column yet.
        room.width.set(width());
        shown(&texts, region.as_ref(), room, came)
    })
}

fn shown(
    texts: &Texts,
    region: Option<&Id>,
    room: Room,
    came: Option<Result<Came, Fault>>,
) -> AnyView {
    match came {
        None => view! { <Loading /> }.into_any(),
        Some(Err(fault)) => fault_notice(fault),
        Some(Ok(Came::Gone)) => none(texts, region, room, &texts.t(f::RESPONSE_GONE)),
        Some(Ok(Came::Withdrawn(reason))) => {
            let said = texts.with(f::RESPONSE_WITHDRAWN, &[("reason", &reason)]);
            none(texts, region, room, &said)
        }
        Some(Ok(Came::Nothing)) => {
            let message = match region {
                Some(_) => f::RESPONSE_NOTHING_REGION,
                None => f::RESPONSE_NOTHING,
            };
            none(texts, region, room, &texts.t(message))
        }
        Some(Ok(Came::Country(record, data))) => {
            view! { <CountryFigures record data room /> }.into_any()
        }
        Some(Ok(Came::Region(record, data))) => {
            view! { <RegionFigures record data room /> }.into_any()
        }
    }
}

/// The head of a page without figures.
fn head(texts: &Texts) -> AnyView {
    let place = Portal::get().href(&Page::Find);
    view! {
        <div inner_html=beside(texts, &place, Account::Response) />
        <h1>{texts.t(f::RESPONSE_TITLE)}</h1>
    }
    .into_any()
}

/// There is nothing to show: why, and a way on; from a release that was asked for, to what is published
/// today.
fn none(texts: &Texts, region: Option<&Id>, room: Room, said: &str) -> AnyView {
    let portal = Portal::get();
    let head = (!room.embedded).then(|| head(texts));
    let choice = room.query.with_untracked(|query| Choice::parse(query));
    if choice.release.is_some() {
        let now = Choice {
            release: None,
            ..choice
        };
        // A chart in a page of somebody else's stays there.
        let page = match room.embedded {
            true => Page::Embed(region.cloned()),
            false => Page::Response(region.cloned()),
        };
        let notice = gone(room, &page, &now.query(), said);
        return view! { {head} {notice} }.into_any();
    }
    let (page, label) = match region {
        Some(_) => (Page::Response(None), f::RESPONSE_BACK),
        None => (Page::Data, f::RESPONSE_TAKE_FILES),
    };
    let window = room.embedded.then_some("_blank");
    view! {
        {head}
        <p class="notice nothing">{said.to_owned()}</p>
        <p><a href=portal.href(&page) target=window>{texts.t(label)}</a></p>
    }
    .into_any()
}

#[component]
fn CountryFigures(record: RecordRelease, data: Arc<Country>, room: Room) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let write = (!room.embedded).then(|| {
        let release = record.id.clone();
        write(None, "response", move || pinned(room, &release))
    });
    let page = Page::Response(None);
    let (address, others) = (address(&page), others(&page));
    let href = move |id: &str| {
        Id::parse(id).map_or_else(
            |_| String::new(),
            |id| portal.href(&Page::Response(Some(id))),
        )
    };
    let results = {
        let texts = texts.clone();
        live(move || {
            let publisher = publisher(&texts);
            let choice = room.query.with(|query| Choice::parse(query));
            let context = context(&record, &publisher, (&address, &others), room.width.get());
            let written = match room.embedded {
                true => embedded_country(&texts, &data, &choice, &context),
                false => country(&texts, &data, &choice, &context, &href),
            };
            results(room, picked, inside(&kept(room, written)))
        })
    };
    if room.embedded {
        return results.into_any();
    }
    view! {
        <div inner_html=beside(&texts, &portal.href(&Page::Find), Account::Response) />
        <h1>{texts.t(f::RESPONSE_TITLE)}</h1>
        <p class="lead">{texts.t(f::RESPONSE_LEAD)}</p>
        <p>{texts.t(f::RESPONSE_LEAD_COUNTRY)}</p>
        {results}
        {said(room)}
        {write}
    }
    .into_any()
}

#[component]
fn RegionFigures(record: RecordRelease, data: Arc<Response>, room: Room) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let name = data.name.show(texts.lang).to_owned();
    let title = texts.with(f::RESPONSE_TITLE_REGION, &[("region", &name)]);
    browser::set_title(&title, &texts.t(m::BRAND));
    let page = Page::Response(Some(data.region.clone()));
    let (address, others) = (address(&page), others(&page));
    let place = portal.href(&Page::Region(data.region.clone()));
    let fields = (!room.embedded).then(|| {
        let (texts, data) = (texts.clone(), Arc::clone(&data));
        live(move || {
            room.turned.track();
            let choice = room.query.with_untracked(|query| Choice::parse(query));
            let html = form(&texts, &data, &choice);
            let data = Arc::clone(&data);
            let also = Arc::clone(&data);
            let chosen = move |_| events::chosen(room, &data);
            let pressed = move |event| events::removed(room, &also, &event);
            view! { <div inner_html=html on:change=chosen on:click=pressed /> }.into_any()
        })
    });
    let write = (!room.embedded).then(|| {
        let release = record.id.clone();
        let region = Some(data.region.clone());
        write(region, "response", move || pinned(room, &release))
    });
    let writer = Arc::new(Writer {
        texts: texts.clone(),
        record,
        data,
        addresses: (address, others),
    });
    if room.embedded {
        let shown = live(move || {
            let choice = room.query.with(|query| Choice::parse(query));
            let written = writer.write(room, &choice, embedded_region);
            results(room, picked, inside(&kept(room, written)))
        });
        return shown.into_any();
    }
    let first = Arc::clone(&writer);
    let answer = live(move || {
        let choice = room.query.with(|query| Choice::parse(query));
        inside(&first.write(room, &choice, answer))
    });
    let parts = live(move || {
        let choice = room.followed.with(|query| Choice::parse(query));
        inside(&kept(room, writer.write(room, &choice, parts)))
    });
    let is_behind = move || (room.query.get() != room.followed.get()).to_string();
    view! {
        <div inner_html=beside(&texts, &place, Account::Response) />
        <p class="back">
            <a href=portal.href(&Page::Response(None))>{texts.t(f::RESPONSE_BACK)}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{texts.t(f::RESPONSE_LEAD)}</p>
        {fields}
        <div class="results" aria-busy=is_behind>
            {results(room, picked, view! { {answer} {parts} }.into_any())}
        </div>
        {said(room)}
        {write}
    }
    .into_any()
}

/// What is chosen, with the release.
fn pinned(room: Room, release: &str) -> String {
    let mut choice = room.query.with(|query| Choice::parse(query));
    choice.release.get_or_insert_with(|| release.to_owned());
    choice.query()
}

/// What a region's page is written from.
struct Writer {
    texts: Texts,
    record: RecordRelease,
    data: Arc<Response>,
    /// Of the page, in this language and in the others.
    addresses: (String, Vec<(Lang, String)>),
}

impl Writer {
    /// Writes something of the page.
    fn write<T>(
        &self,
        room: Room,
        choice: &Choice,
        write: impl Fn(&Texts, &Response, &Choice, &Context<'_>) -> T,
    ) -> T {
        let publisher = publisher(&self.texts);
        let (address, others) = &self.addresses;
        let context = context(
            &self.record,
            &publisher,
            (address, others),
            room.width.get(),
        );
        write(&self.texts, &self.data, choice, &context)
    }
}
