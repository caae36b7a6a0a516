//! The program of figures: response times, surveys, the reform, the register of problems. What their
//! pages say is written by `senim-figures`, `senim-surveys` and the publisher; here is what they need of
//! a browser.

pub(crate) mod around;
pub(crate) mod events;
pub(crate) mod pinned;
mod png;
pub(crate) mod take;

use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use senim_figures::Written;
use senim_message::Limit;
use senim_model::id::Id;
use senim_model::index::RecordRelease;
use senim_texts::html::text;
use web_sys::Event;

use around::width;

use crate::app::{Portal, Rooms};
use crate::browser::window;
use crate::find::FindState;
use crate::i18n::{Message, f, m, s};
use crate::missing::MissingPage;
use crate::page::Page;
use crate::reform;
use crate::register::RegisterPage;
use crate::response::ResponsePage;
use crate::router;
use crate::snapshot::Fault;
use crate::surveys::SurveysPage;
use crate::ui::{FaultNotice, live_text};

/// Response times, surveys, the reform, the register of problems.
pub(crate) enum FigureRooms {}

impl Rooms for FigureRooms {
    fn has(page: &Page) -> bool {
        matches!(
            page,
            Page::Response(_)
                | Page::Embed(_)
                | Page::Surveys(_)
                | Page::Reform(_)
                | Page::Problems(_)
                | Page::Problem(..)
        )
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Response(region) => {
                view! { <ResponsePage region served embedded=false /> }.into_any()
            }
            Page::Embed(region) => {
                view! { <ResponsePage region served embedded=true /> }.into_any()
            }
            Page::Surveys(region) => view! { <SurveysPage region served /> }.into_any(),
            Page::Problems(_) | Page::Problem(..) => {
                view! { <RegisterPage page served /> }.into_any()
            }
            Page::Reform(_) => reform::view(page, served),
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        match page {
            Page::Response(None) | Page::Embed(None) => Some(f::RESPONSE_TITLE),
            Page::Surveys(None) => Some(s::SURVEYS_TITLE),
            Page::Missing => Some(m::MISSING_TITLE),
            // A region names itself when it has come.
            _ => None,
        }
    }

    const CATALOGUES: &[&str] = &["", "figures/", "surveys/"];

    fn step(_: FindState) {}
}

/// What the parts of a page share.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    /// What stands in the address after the question mark.
    pub(crate) query: RwSignal<String>,
    /// The same, as far as charts and tables follow it: the answer is there a frame before them.
    pub(crate) followed: RwSignal<String>,
    /// How often the fields have to be written anew: the visitor went back, or followed a link.
    pub(crate) turned: RwSignal<u32>,
    /// The width that charts have, in pixels.
    pub(crate) width: RwSignal<f64>,
    /// What the headline says of the choice that was made last, for a screen reader.
    said: RwSignal<String>,
    /// One chart stands in a page of somebody else's.
    pub(crate) embedded: bool,
    /// What was written last.
    written: StoredValue<Rc<Written>, LocalStorage>,
}

/// What is chosen, as it stands in the address from the question mark on.
pub(crate) fn search() -> String {
    window().location().search().unwrap_or_default()
}

impl Room {
    /// A page, and what it hears of: steps back, another width, printing.
    pub(crate) fn open(embedded: bool) -> Room {
        let room = Room {
            query: RwSignal::new(search()),
            followed: RwSignal::new(search()),
            turned: RwSignal::new(0),
            width: RwSignal::new(width()),
            said: RwSignal::new(String::new()),
            embedded,
            written: StoredValue::new_local(Rc::new(Written::default())),
        };
        Effect::new(move |_| room.query.with(|query| router::keep_in_languages(query)));
        let back = window_event_listener(ev::popstate, move |_| {
            room.show(search());
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
        room
    }

    /// Goes on to another choice, as a step that "back" takes away.
    pub(crate) fn go(self, query: &str) {
        let query = match query {
            "" => String::new(),
            query => format!("?{query}"),
        };
        router::keep_choices(&query, true);
        self.show(query);
    }

    /// Shows the answer to another choice at once, and what follows it after the next frame.
    fn show(self, query: String) {
        self.query.set(query);
        request_animation_frame(move || {
            let follow = move || {
                // The page may be left by now.
                if let Some(query) = self.query.try_get_untracked() {
                    self.followed.set(query);
                    self.said.set(events::headline());
                }
            };
            set_timeout(follow, Duration::ZERO);
        });
    }
}

/// The release that is asked for, or the current one; `None` where there is no such release.
pub(crate) async fn release_of(
    portal: Portal,
    release: Option<String>,
) -> Result<Option<RecordRelease>, Fault> {
    let index = portal.wait_index().await?;
    Ok(match release {
        None => Some(index.record.clone()),
        Some(id) if id == index.record.id => Some(index.record.clone()),
        Some(id) => {
            let releases = portal.snapshot().releases(&index).await;
            let releases = releases.ok_or(Fault::Network)?.record;
            releases.into_iter().find(|record| record.id == id)
        }
    })
}

/// What the publisher wrote can be read until the figures are there, and where they do not come.
/// `came` is nothing before that, then whether there is a fault.
pub(crate) fn served_until(served: Option<&str>, came: Option<Option<Fault>>) -> Option<AnyView> {
    let html = served?.to_owned();
    let written = view! { <div inner_html=html /> };
    match came {
        None => Some(written.into_any()),
        Some(Some(fault)) => {
            let notice = fault_notice(fault);
            Some(view! { {notice} {written} }.into_any())
        }
        Some(None) => None,
    }
}

/// What is asked for of a release is not there, in words: the way to the same choice, `now`, among what
/// is published today.
pub(crate) fn gone(room: Room, page: &Page, now: &str, said: &str) -> AnyView {
    let portal = Portal::get();
    let texts = portal.texts();
    let html = format!(
        "<p class=\"notice nothing\">{} <a href=\"{}?{now}\" data-choice>{}</a></p>",
        text(said),
        text(&portal.href(page)),
        text(&texts.t(f::RESPONSE_PINNED_NOW)),
    );
    results(room, |_, _| {}, inside(&html))
}

/// Figures did not come: why, and another try.
pub(crate) fn fault_notice(fault: Fault) -> AnyView {
    let portal = Portal::get();
    view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
}

/// Keeps what was written, to be taken away. Its HTML.
pub(crate) fn kept(room: Room, written: Written) -> String {
    let html = written.html.clone();
    room.written.set_value(Rc::new(written));
    html
}

/// HTML in its place.
pub(crate) fn inside(html: &str) -> AnyView {
    view! { <div inner_html=html.to_owned() /> }.into_any()
}

/// The line that tells a screen reader what came of a choice.
pub(crate) fn said(room: Room) -> AnyView {
    view! { <p class="unseen" role="status">{live_text(move || room.said.get())}</p> }.into_any()
}

/// What was written, with what answers presses and keys in it, and choices made inside.
pub(crate) fn results(room: Room, picked: fn(Room, &Event), inside: AnyView) -> AnyView {
    view! {
        <div
            class="figures"
            on:click=move |event| events::pressed(room, &event)
            on:change=move |event| picked(room, &event)
            on:keydown=move |event| events::key(room, &event)
            on:focusin=|event| events::read(&event)
            on:pointerover=|event| events::read(&event)
        >
            {inside}
        </div>
    }
    .into_any()
}

/// The way to a message about the figures of a page, where messages are taken. `chosen` is what its
/// address has after the question mark, the release with it: whoever reads the message sees what its
/// sender saw, whatever is published since.
pub(crate) fn write(
    region: Option<Id>,
    page: &'static str,
    chosen: impl Fn() -> String + Send + 'static,
) -> Option<AnyView> {
    let portal = Portal::get();
    if !portal.takes_messages {
        return None;
    }
    let folder = region.as_ref().map(|region| format!("{region}/"));
    let page = format!("{}{page}/", folder.unwrap_or_default());
    let form = portal.href(&Page::Feedback(region));
    let href = live_text(move || {
        let whole = Some(format!("{page}?{}", chosen()));
        // Of a longer choice the page is named alone.
        let whole = whole.filter(|id| id.len() <= Limit::ID);
        let id = js_sys::encode_uri_component(whole.as_ref().unwrap_or(&page));
        format!("{form}#about=figure&id={id}")
    });
    let label = portal.texts().t(f::RESPONSE_WRITE);
    let link = view! { <p class="actions"><a class="button" href=href>{label}</a></p> };
    Some(link.into_any())
}
