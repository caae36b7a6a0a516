//! How long calls took: the country, and a region by what a visitor chooses. What the page says is
//! written by `senim-figures`; this fetches, listens, and hands out.

mod events;
mod take;

use std::rc::Rc;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use senim_figures::{Choice, Context, Written, country, form, region as region_page};
use senim_model::id::Id;
use senim_model::index::RecordRelease;
use senim_model::response::{Country, Response};

use crate::app::{Portal, Rooms};
use crate::browser::{self, window};
use crate::find::FindState;
use crate::i18n::{Message, Texts, f, m};
use crate::missing::MissingPage;
use crate::page::Page;
use crate::router;
use crate::snapshot::Fault;
use crate::ui::{Arriving, FaultNotice, Loading, arriving, live, live_text};

/// Response times.
pub(crate) enum FigureRooms {}

impl Rooms for FigureRooms {
    fn has(page: &Page) -> bool {
        matches!(page, Page::Response(_))
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Response(region) => view! { <ResponsePage region served /> }.into_any(),
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        match page {
            Page::Response(None) => Some(f::RESPONSE_TITLE),
            Page::Missing => Some(m::MISSING_TITLE),
            // A region names itself when it has come.
            _ => None,
        }
    }

    const CATALOGUES: &[&str] = &["", "figures/"];

    fn step(_: FindState) {}
}

/// What came of a release.
#[derive(Clone)]
enum Came {
    /// The release, and what all regions publish.
    Country(RecordRelease, Arc<Country>),
    /// The release, and what the region publishes.
    Region(RecordRelease, Arc<Response>),
    /// The release has no response times, or none of the region.
    Nothing,
    /// There is no such release.
    Gone,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Room {
    /// What stands in the address after the question mark.
    query: RwSignal<String>,
    /// How often the fields have to be written anew: the visitor went back, or followed a link.
    turned: RwSignal<u32>,
    /// The width that charts have, in pixels.
    width: RwSignal<f64>,
    /// What was written last.
    written: StoredValue<Rc<Written>, LocalStorage>,
}

fn search() -> String {
    window().location().search().unwrap_or_default()
}

#[component]
fn ResponsePage(region: Option<Id>, served: Option<String>) -> impl IntoView {
    let room = Room {
        query: RwSignal::new(search()),
        turned: RwSignal::new(0),
        width: RwSignal::new(width()),
        written: StoredValue::new_local(Rc::new(Written::default())),
    };
    let back = window_event_listener(ev::popstate, move |_| {
        room.query.set(search());
        room.turned.update(|turned| *turned += 1);
    });
    let sized = window_event_listener(ev::resize, move |_| {
        let now = width();
        if (room.width.get_untracked() - now).abs() > 8.0 {
            room.width.set(now);
        }
    });
    on_cleanup(move || {
        back.remove();
        sized.remove();
    });
    let release = Memo::new(move |_| room.query.with(|query| Choice::parse(query).release));
    live(move || {
        let came = fetched(region.clone(), release.get());
        view! { <Figures region=region.clone() served=served.clone() room came /> }.into_any()
    })
}

/// The width of the page's column.
fn width() -> f64 {
    let main = browser::document().get_element_by_id("main");
    let main = main.map_or(360, |main| main.client_width());
    // The sides of the column, as the style has them.
    f64::from((main - 34).clamp(288, 1_000))
}

fn fetched(region: Option<Id>, release: Option<String>) -> Arriving<Result<Came, Fault>> {
    let portal = Portal::get();
    arriving(async move {
        let index = portal.wait_index().await?;
        let snapshot = portal.snapshot();
        let record = match release {
            None => Some(index.record.clone()),
            Some(id) if id == index.record.id => Some(index.record.clone()),
            Some(id) => {
                let releases = snapshot.releases(&index).await.ok_or(Fault::Network)?;
                releases.record.into_iter().find(|record| record.id == id)
            }
        };
        let Some(record) = record else {
            return Ok(Came::Gone);
        };
        let Some(file) = record.response.clone() else {
            return Ok(Came::Nothing);
        };
        let country: Country = snapshot.of_record(&record, &file, "country").await?;
        let Some(region) = region else {
            return Ok(Came::Country(record, Arc::new(country)));
        };
        let Some(row) = country.regions.iter().find(|row| row.id == region) else {
            return Ok(Came::Nothing);
        };
        let response = snapshot
            .of_record(&record, &row.file, region.as_str())
            .await?;
        Ok(Came::Region(record, Arc::new(response)))
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
        // What the publisher wrote can be read until the figures are there, and where they do not
        // come.
        let written = served
            .clone()
            .map(|html| view! { <div inner_html=html /> }.into_any());
        match (&came, written) {
            (None, Some(written)) => return written,
            (Some(Err(fault)), Some(written)) => {
                let notice = fault_notice(*fault);
                return view! { {notice} {written} }.into_any();
            }
            _ => {}
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
        Some(Ok(Came::Gone)) => none(texts, region.is_some(), f::RESPONSE_GONE),
        Some(Ok(Came::Nothing)) => {
            let message = match region {
                Some(_) => f::RESPONSE_NOTHING_REGION,
                None => f::RESPONSE_NOTHING,
            };
            none(texts, region.is_some(), message)
        }
        Some(Ok(Came::Country(record, data))) => {
            view! { <CountryFigures record data room /> }.into_any()
        }
        Some(Ok(Came::Region(record, data))) => {
            view! { <RegionFigures record data room /> }.into_any()
        }
    }
}

/// Figures did not come: why, and another try.
fn fault_notice(fault: Fault) -> AnyView {
    let portal = Portal::get();
    view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
}

/// There is nothing to show: why, and a way on.
fn none(texts: &Texts, of_region: bool, message: Message) -> AnyView {
    let portal = Portal::get();
    let (page, label) = match of_region {
        true => (Page::Response(None), f::RESPONSE_BACK),
        false => (Page::Data, f::RESPONSE_TAKE_FILES),
    };
    view! {
        <h1>{texts.t(f::RESPONSE_TITLE)}</h1>
        <p class="notice nothing">{texts.t(message)}</p>
        <p><a href=portal.href(&page)>{texts.t(label)}</a></p>
    }
    .into_any()
}

#[component]
fn CountryFigures(record: RecordRelease, data: Arc<Country>, room: Room) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let address = address(&Page::Response(None));
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
            let context = context(&record, &publisher, &address, room.width.get());
            results(room, country(&texts, &data, &context, &href))
        })
    };
    view! {
        <h1>{texts.t(f::RESPONSE_TITLE)}</h1>
        <p class="lead">{texts.t(f::RESPONSE_LEAD)}</p>
        <p>{texts.t(f::RESPONSE_LEAD_COUNTRY)}</p>
        {results}
    }
}

#[component]
fn RegionFigures(record: RecordRelease, data: Arc<Response>, room: Room) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let name = data.name.show(texts.lang).to_owned();
    let title = texts.with(f::RESPONSE_TITLE_REGION, &[("region", &name)]);
    browser::set_title(&title, &texts.t(m::BRAND));
    let address = address(&Page::Response(Some(data.region.clone())));
    let fields = {
        let (texts, data) = (texts.clone(), Arc::clone(&data));
        live(move || {
            room.turned.track();
            let choice = room.query.with_untracked(|query| Choice::parse(query));
            let html = form(&texts, &data, &choice);
            let data = Arc::clone(&data);
            let chosen = move |_| events::chosen(room, &data);
            view! { <div inner_html=html on:change=chosen /> }.into_any()
        })
    };
    let write = portal.takes_messages.then(|| {
        let form = portal.href(&Page::Feedback(Some(data.region.clone())));
        let page = format!("{}/response/", data.region);
        let href = live_text(move || {
            let query = room.query.get();
            let id = js_sys::encode_uri_component(&format!("{page}{query}"));
            format!("{form}#about=figure&id={id}")
        });
        view! { <p class="actions"><a class="button" href=href>{texts.t(f::RESPONSE_WRITE)}</a></p> }
            .into_any()
    });
    let shown = {
        let texts = texts.clone();
        live(move || {
            let choice = room.query.with(|query| Choice::parse(query));
            let publisher = publisher(&texts);
            let context = context(&record, &publisher, &address, room.width.get());
            results(room, region_page(&texts, &data, &choice, &context))
        })
    };
    view! {
        <p class="back">
            <a href=portal.href(&Page::Response(None))>{texts.t(f::RESPONSE_BACK)}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{texts.t(f::RESPONSE_LEAD)}</p>
        {fields}
        {shown}
        {write}
    }
}

/// What was written, with what answers presses and keys in it.
fn results(room: Room, written: Written) -> AnyView {
    let html = written.html.clone();
    room.written.set_value(Rc::new(written));
    view! {
        <div
            class="figures"
            inner_html=html
            on:click=move |event| events::pressed(room, &event)
            on:keydown=move |event| events::key(room, &event)
            on:focusin=|event| events::read(&event)
            on:pointerover=|event| events::read(&event)
        />
    }
    .into_any()
}

fn publisher(texts: &Texts) -> String {
    let index = Portal::get().index();
    index
        .map(|index| index.publisher.show(texts.lang).to_owned())
        .unwrap_or_default()
}

fn context<'a>(
    record: &'a RecordRelease,
    publisher: &'a str,
    address: &'a str,
    width: f64,
) -> Context<'a> {
    Context {
        live: true,
        width: Some(width),
        publisher,
        released: &record.time,
        release: &record.id,
        address,
    }
}

/// The whole address of a page.
fn address(page: &Page) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{}", Portal::get().href(page))
}

/// Goes on to another choice, as a step that "back" takes away.
fn choose(room: Room, choice: &Choice) {
    let query = choice.query();
    let query = if query.is_empty() {
        query
    } else {
        format!("?{query}")
    };
    router::keep_choices(&query, true);
    room.query.set(query);
}
