//! Messages to the police: the form, and what became of a message.
//!
//! What is written stays on the device until its sender sends it; `post` is the one place that
//! sends anything.

mod answer;
mod answered;
mod check;
mod draft;
mod field;
mod form;
mod kept;
mod known;
mod place;
mod post;
mod problems;
mod room;
mod send;
mod sent;
mod spot;
mod start;
mod status;
mod steps;
mod subject;
mod text;

use std::sync::Arc;

use leptos::prelude::*;
use senim_model::feedback::Feedback;
use senim_model::id::Id;

use crate::app::{Portal, Rooms};
use crate::browser;
use crate::find::FindState;
use crate::i18n::{Message, b, html, m};
use crate::missing::MissingPage;
use crate::page::Page;
use crate::ui::{FaultNotice, Loading, arriving, live};
use answered::Answered;
use form::Form;
use status::StatusPage;

/// Messages to the police.
pub(crate) enum FeedbackRooms {}

impl Rooms for FeedbackRooms {
    fn has(page: &Page) -> bool {
        matches!(page, Page::Feedback(_) | Page::FeedbackStatus)
    }

    fn view(page: Page, served: Option<String>) -> AnyView {
        match page {
            Page::Feedback(region) => view! { <FeedbackPage region served /> }.into_any(),
            Page::FeedbackStatus => view! { <StatusPage /> }.into_any(),
            _ => view! { <MissingPage /> }.into_any(),
        }
    }

    fn title(page: &Page) -> Option<Message> {
        match page {
            Page::Feedback(None) => Some(b::FEEDBACK_TITLE),
            Page::FeedbackStatus => Some(b::FEEDBACK_STATUS),
            Page::Missing => Some(m::MISSING_TITLE),
            // A region names itself when it has come.
            _ => None,
        }
    }

    const CATALOGUES: &[&str] = &["", "feedback/"];

    fn step(_: FindState) {}
}

/// The form of a region, or the question for one. Until what senders have to know has come, the page
/// stays as it was served.
#[component]
fn FeedbackPage(region: Option<Id>, served: Option<String>) -> impl IntoView {
    let portal = Portal::get();
    let answered = answered::answered(&Page::Feedback(region.clone()), served.clone());
    let settings = arriving(async move {
        let index = match portal.wait_index().await {
            Ok(index) => index,
            Err(fault) => return Some(Err(fault)),
        };
        let feedback = portal.snapshot().feedback(&index).await?;
        Some(feedback.map(|feedback| (index, Arc::new(feedback))))
    });
    live(move || match settings.get() {
        None => match served.clone() {
            Some(html) => view! { <div inner_html=html /> }.into_any(),
            None => view! { <Loading /> }.into_any(),
        },
        Some(None) => view! { <MissingPage /> }.into_any(),
        Some(Some(Err(fault))) => {
            let served = served.clone();
            view! {
                <FaultNotice fault retry=move |()| portal.retry() />
                {served.map(|html| view! { <div inner_html=html /> }.into_any())}
            }
            .into_any()
        }
        Some(Some(Ok((index, feedback)))) => match &region {
            None => view! { <Regions feedback answered /> }.into_any(),
            Some(id) => {
                let known = index
                    .directory
                    .regions
                    .iter()
                    .find(|region| region.id == *id);
                match known {
                    Some(region) => {
                        let name = region.name.clone();
                        view! { <Form region=id.clone() name feedback answered /> }.into_any()
                    }
                    None => view! { <MissingPage /> }.into_any(),
                }
            }
        },
    })
}

/// Which region is written to. A subject that came after `#` goes on with the visitor.
#[component]
fn Regions(feedback: Arc<Feedback>, answered: Answered) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let index = untrack(|| portal.index())?;
    let subject = browser::window().location().hash().unwrap_or_default();
    let rows = index.directory.regions.iter().map(|region| {
        let form = portal.href(&Page::Feedback(Some(region.id.clone())));
        let name = html::name(&texts, &region.name);
        view! {
            <li><a class="row" href=format!("{form}{subject}")><span inner_html=name></span></a></li>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    Some(view! {
        <div class="feedback">
            {form::exit(portal, || {})}
            <h1>{texts.t(b::FEEDBACK_TITLE)}</h1>
            <p class="lead">{texts.t(b::FEEDBACK_LEAD)}</p>
            {start::before(&feedback)}
            <h2>{texts.t(b::FEEDBACK_REGION)}</h2>
            <ul class="rows">{rows}</ul>
            {start::to_status()}
            {answered::view(answered)}
        </div>
    })
}
