//! One question at a time.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use senim_model::feedback::Feedback;
use senim_model::id::Id;
use senim_model::text::Text;

use super::answer::AnswerQuestion;
use super::answered::{self, Answered};
use super::check::Check;
use super::draft::Draft;
use super::field::fresh;
use super::kept;
use super::place::PlaceQuestion;
use super::room::Room;
use super::send::{Send, Sending};
use super::sent::{self, Sent};
use super::start::Start;
use super::steps::{Step, brought};
use super::subject::About;
use super::text::TextQuestion;
use crate::app::Portal;
use crate::browser::{self, memory, window};
use crate::i18n::{Message, b, m};
use crate::router;
use crate::ui::{arriving, live_option, live_text, press};

/// The form of a region.
#[component]
pub(super) fn Form(
    region: Id,
    name: Text,
    feedback: Arc<Feedback>,
    answered: Answered,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let title = texts.with(
        b::FEEDBACK_TITLE_REGION,
        &[("region", name.show(texts.lang))],
    );
    // Of several, the visitor says which.
    let kept = memory::get(memory::DRAFT).unwrap_or_default();
    let draft = match <[Draft; 1]>::try_from(kept::all(&kept)) {
        Ok([draft]) => draft,
        Err(_) => Draft::default(),
    };
    let pack = {
        let region = region.clone();
        arriving(async move {
            let index = portal.wait_index().await.ok()?;
            let opened = portal.snapshot().region_alone(&index, &region).await?;
            Some(opened.map(|(pack, _)| Arc::new(pack)))
        })
    };
    let room = Room {
        portal,
        kept: StoredValue::new(draft.kept()),
        draft: RwSignal::new(draft),
        step: RwSignal::new(Step::Start),
        wrong: RwSignal::new(Vec::new()),
        sending: RwSignal::new(Sending::Not),
        said: RwSignal::new(String::new()),
        pack,
        problems: RwSignal::new(Vec::new()),
        asked: StoredValue::new(false),
        title: StoredValue::new(title.clone()),
        feedback: StoredValue::new(feedback),
        region: StoredValue::new(region),
        brought: RwSignal::new(None),
    };
    follow_address(room);
    let back = window_event_listener(ev::popstate, move |_| follow_address(room));
    on_cleanup(move || back.remove());
    let step = room.step;
    view! {
        <div class="feedback">
            {exit(portal, move || {
                room.wipe();
                room.step.set(Step::Start);
            })}
            {fresh(move || step.get().hash(), move || {
                let step = step.get();
                entitle(room, step);
                match step {
                    Step::Start => view! {
                        <Start room title=title.clone() />
                        {answered::view(answered)}
                    }
                    .into_any(),
                    Step::Send => view! { <Send room /> }.into_any(),
                    Step::Sent => view! { <Sent room /> }.into_any(),
                    _ => view! { <Question room step /> }.into_any(),
                }
            })}
        </div>
    }
}

/// Gives the window the title of a step.
pub(super) fn entitle(room: Room, step: Step) {
    let texts = room.portal.texts();
    let title = match step {
        Step::Start => room.title.get_value(),
        step => texts.t(said(step).0),
    };
    browser::set_title(&title, &texts.t(m::BRAND));
}

/// Shows the step that the address names, or takes the subject that a link has brought.
fn follow_address(room: Room) {
    let hash = window().location().hash().unwrap_or_default();
    let decode = |text: &str| {
        js_sys::decode_uri_component(text)
            .ok()
            .and_then(|text| text.as_string())
    };
    if let Some(subject) = brought(&hash, decode) {
        room.brought.set(Some(subject));
        router::keep_choices("", false);
        room.step.set(Step::Start);
        return;
    }
    if sent::code().is_some() {
        return room.step.set(Step::Sent);
    }
    let wanted = Step::of(&hash);
    let mine = room
        .draft
        .with_untracked(|draft| draft.region == Some(room.region.get_value()));
    let allowed = match mine {
        true => room.draft.with_untracked(|draft| wanted.allowed(draft)),
        false => Step::Start,
    };
    if allowed != wanted {
        router::keep_choices(&allowed.hash(), false);
    }
    if room.step.get_untracked() != allowed {
        room.show(allowed);
    }
}

/// The quick way out: what is written goes, and an empty page comes in the place of this one. Empty,
/// as any other would be asked of a server, and the portal's own would tell where somebody has been.
pub(super) fn exit(portal: Portal, clear: impl Fn() + 'static) -> AnyView {
    let texts = portal.texts();
    let leave = press(move || {
        memory::forget(memory::DRAFT);
        sent::forget();
        // The browser may show this page once more as it was left.
        clear();
        let _ = window().location().replace("about:blank");
    });
    view! {
        <div class="exit">
            <button type="button" class="button" aria-describedby="exit-hint" on:click=leave>
                {texts.t(b::FEEDBACK_EXIT)}
            </button>
            <small id="exit-hint" class="quiet">{texts.t(b::FEEDBACK_EXIT_HINT)}</small>
        </div>
    }
    .into_any()
}

/// A question with the ways back and on.
#[component]
fn Question(room: Room, step: Step) -> impl IntoView {
    let texts = room.portal.texts();
    let progress = {
        let texts = texts.clone();
        live_text(move || {
            let questions = room.draft.with(Step::questions);
            let at = questions.iter().position(|known| *known == step);
            let values = [
                ("n", at.map_or(0, |at| at + 1).to_string()),
                ("of", questions.len().to_string()),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            texts.with(b::FEEDBACK_STEP, &values)
        })
    };
    let back = press(move || room.go(room.draft.with_untracked(|draft| step.before(draft))));
    let on = move |event: ev::SubmitEvent| {
        event.prevent_default();
        go_on(room, step);
    };
    let (title, label) = said(step);
    let heading = view! { <h1 id="question" tabindex="-1">{texts.t(title)}</h1> }.into_any();
    let content = match step {
        Step::About => view! { <About room /> }.into_any(),
        Step::Text => view! { <TextQuestion room /> }.into_any(),
        Step::Place => view! { <PlaceQuestion room /> }.into_any(),
        Step::Answer => view! { <AnswerQuestion room /> }.into_any(),
        _ => view! { <Check room /> }.into_any(),
    };
    let grouped = matches!(step, Step::About | Step::Place | Step::Answer);
    let content = match grouped {
        // The heading names the choices.
        true => view! {
            <fieldset><legend>{heading}</legend>{content}</fieldset>
        }
        .into_any(),
        false => view! { {heading} {content} }.into_any(),
    };
    let wipe = press(move || {
        room.wipe();
        room.replace(Step::Start);
        room.said.set(room.portal.texts().t(b::FEEDBACK_WIPED));
    });
    view! {
        <form novalidate=true autocomplete="off" on:submit=on>
            <p class="back"><button type="button" class="link" on:click=back>{texts.t(b::FEEDBACK_BACK)}</button></p>
            <p class="quiet small">{progress}</p>
            {summary(room)}
            {content}
            <p class="actions">
                <button type="submit" class="call">{texts.t(label)}</button>
                <button type="button" class="link" on:click=wipe>{texts.t(b::FEEDBACK_WIPE)}</button>
            </p>
        </form>
    }
}

/// The heading of a step, and what leads on from it.
fn said(step: Step) -> (Message, Message) {
    let title = match step {
        Step::About => b::FEEDBACK_ABOUT,
        Step::Text => b::FEEDBACK_TEXT,
        Step::Place => b::FEEDBACK_WHERE,
        Step::Answer => b::FEEDBACK_ANSWER,
        Step::Send => b::FEEDBACK_SEND,
        Step::Sent => b::FEEDBACK_SENT,
        Step::Check | Step::Start => b::FEEDBACK_CHECK,
    };
    match step {
        Step::Check => (title, b::FEEDBACK_CHECK_SEND),
        _ => (title, b::FEEDBACK_NEXT),
    }
}

/// Goes on to the next question, unless something is wrong with the answer to this one.
fn go_on(room: Room, step: Step) {
    let wrong = room.draft.with_untracked(|draft| match step {
        // A message is sent whole: all its answers are looked at once more.
        Step::Check => {
            let questions = Step::questions(draft).into_iter();
            questions.flat_map(|step| step.wrong(draft)).collect()
        }
        step => step.wrong(draft),
    });
    if !wrong.is_empty() {
        room.wrong.set(wrong);
        request_animation_frame(|| browser::focus("wrong"));
        return;
    }
    if step == Step::Check {
        let body = room.message().map(|message| message.json());
        room.write(|draft| draft.body = body.unwrap_or_default());
    }
    let next = room.draft.with_untracked(|draft| step.next(draft));
    room.go(next);
}

/// All that is wrong, each with a way to its field; it takes the focus.
fn summary(room: Room) -> AnyView {
    let texts = room.portal.texts();
    live_option(move || {
        let all = room.wrong.get();
        if all.is_empty() {
            return None;
        }
        let rows: Vec<AnyView> = all
            .into_iter()
            .map(|wrong| {
                let say = texts.with(wrong.say, &[("n", &wrong.most.to_string())]);
                let to = move |event: ev::MouseEvent| {
                    event.prevent_default();
                    event.stop_propagation();
                    browser::focus(wrong.field);
                };
                let href = format!("#{}", wrong.field);
                view! { <li><a href=href rel="external" on:click=to>{say}</a></li> }.into_any()
            })
            .collect();
        Some(
            view! {
                <div class="summary" id="wrong" role="alert" tabindex="-1" aria-labelledby="wrong-title">
                    <h2 id="wrong-title">{texts.t(b::FEEDBACK_ERROR)}</h2>
                    <ul>{rows}</ul>
                </div>
            }
            .into_any(),
        )
    })
    .into_any()
}
