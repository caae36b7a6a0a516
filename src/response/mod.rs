//! How long calls took: the country, and a region by what a visitor chooses. What the page says is
//! written by `senim-figures`; this fetches, listens, and hands out.

mod around;
mod events;
mod png;
mod take;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use senim_figures::{
    Choice, Context, Written, answer, country, embedded_country, embedded_region, form, parts,
};
use senim_message::Limit;
use senim_model::id::Id;
use senim_model::index::RecordRelease;
use senim_model::response::{Country, Response};
use senim_model::text::Lang;
use web_sys::Event;

use around::{address, context, others, publisher, width};

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
        matches!(page, Page::Response(_) | Page::Embed(_))
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Response(region) => {
                view! { <ResponsePage region served embedded=false /> }.into_any()
            }
            Page::Embed(region) => {
                view! { <ResponsePage region served embedded=true /> }.into_any()
            }
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        match page {
            Page::Response(None) | Page::Embed(None) => Some(f::RESPONSE_TITLE),
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
    /// The same, as far as charts and tables follow it: the answer is there a frame before them.
    followed: RwSignal<String>,
    /// How often the fields have to be written anew: the visitor went back, or followed a link.
    turned: RwSignal<u32>,
    /// The width that charts have, in pixels.
    width: RwSignal<f64>,
    /// One chart stands in a page of somebody else's.
    embedded: bool,
    /// What was written last.
    written: StoredValue<Rc<Written>, LocalStorage>,
}

impl Room {
    /// Shows the answer to another choice at once, and what follows it after the next frame.
    fn go(self, query: String) {
        self.query.set(query);
        request_animation_frame(move || {
            let follow = move || {
                // The page may be left by now.
                if let Some(query) = self.query.try_get_untracked() {
                    self.followed.set(query);
                }
            };
            set_timeout(follow, Duration::ZERO);
        });
    }
}

fn search() -> String {
    window().location().search().unwrap_or_default()
}

#[component]
fn ResponsePage(region: Option<Id>, served: Option<String>, embedded: bool) -> impl IntoView {
    let room = Room {
        query: RwSignal::new(search()),
        followed: RwSignal::new(search()),
        turned: RwSignal::new(0),
        width: RwSignal::new(width()),
        embedded,
        written: StoredValue::new_local(Rc::new(Written::default())),
    };
    let back = window_event_listener(ev::popstate, move |_| {
        room.go(search());
        room.turned.update(|turned| *turned += 1);
    });
    let sized = window_event_listener(ev::resize, move |_| {
        let now = width();
        if (room.width.get_untracked() - now).abs() > 8.0 {
            room.width.set(now);
        }
    });
    let prints = window_event_listener(ev::Custom::<Event>::new("beforeprint"), move |_| {
        events::open_tables(room);
    });
    let printed = window_event_listener(ev::Custom::<Event>::new("afterprint"), |_| {
        events::close_tables();
    });
    on_cleanup(move || {
        back.remove();
        sized.remove();
        prints.remove();
        printed.remove();
    });
    let release = Memo::new(move |_| room.query.with(|query| Choice::parse(query).release));
    live(move || {
        let came = fetched(region.clone(), release.get());
        view! { <Figures region=region.clone() served=served.clone() room came /> }.into_any()
    })
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
            results(room, inside(&kept(room, written)))
        })
    };
    if room.embedded {
        return results.into_any();
    }
    view! {
        <h1>{texts.t(f::RESPONSE_TITLE)}</h1>
        <p class="lead">{texts.t(f::RESPONSE_LEAD)}</p>
        <p>{texts.t(f::RESPONSE_LEAD_COUNTRY)}</p>
        {results}
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
    let write = portal.takes_messages.then(|| {
        let form = portal.href(&Page::Feedback(Some(data.region.clone())));
        let page = format!("{}/response/", data.region);
        let href = live_text(move || {
            let query = room.query.get();
            let whole = Some(format!("{page}{query}")).filter(|id| id.len() <= Limit::ID);
            // Of a longer choice the page is named alone.
            let id = js_sys::encode_uri_component(&whole.unwrap_or_else(|| page.clone()));
            format!("{form}#about=figure&id={id}")
        });
        view! { <p class="actions"><a class="button" href=href>{texts.t(f::RESPONSE_WRITE)}</a></p> }
            .into_any()
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
            results(room, inside(&kept(room, written)))
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
        <p class="back">
            <a href=portal.href(&Page::Response(None))>{texts.t(f::RESPONSE_BACK)}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{texts.t(f::RESPONSE_LEAD)}</p>
        {fields}
        <div class="results" aria-busy=is_behind>
            {results(room, view! { {answer} {parts} }.into_any())}
        </div>
        {write}
    }
    .into_any()
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

/// Keeps what was written, to be taken away. Its HTML.
fn kept(room: Room, written: Written) -> String {
    let html = written.html.clone();
    room.written.set_value(Rc::new(written));
    html
}

fn inside(html: &str) -> AnyView {
    view! { <div inner_html=html.to_owned() /> }.into_any()
}

/// What was written, with what answers presses and keys in it.
fn results(room: Room, inside: AnyView) -> AnyView {
    view! {
        <div
            class="figures"
            on:click=move |event| events::pressed(room, &event)
            on:change=move |event| events::picked(room, &event)
            on:keydown=move |event| events::key(room, &event)
            on:focusin=|event| events::read(&event)
            on:pointerover=|event| events::read(&event)
        >
            {inside}
        </div>
    }
    .into_any()
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
    room.go(query);
}
