//! What became of a message: its sender asks with the code alone.

mod shown;

use leptos::ev;
use leptos::prelude::*;
use senim_message::{Code, Confirmed, NotACode, Outcome, Stage, Status};

use super::form::exit;
use super::post::{Answer, post};
use super::sent;
use crate::app::Portal;
use crate::browser::{self, window};
use crate::i18n::{Message, b, m};
use crate::json::Value;
use crate::router;
use crate::ui::{live, live_option, live_text};
use shown::Shown;

/// What came of asking.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// Nothing was asked yet.
    Not,
    /// It is being asked.
    Now,
    /// It did not go well; a message, and the number in it.
    Sorry(Message, usize),
    /// It is there.
    Came(Status),
}

#[derive(Clone, Copy)]
struct Room {
    portal: Portal,
    /// The code, as it is sent.
    code: RwSignal<String>,
    asked: RwSignal<Asked>,
    /// What came of confirming.
    said: RwSignal<Option<Message>>,
}

#[component]
pub(super) fn StatusPage() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let room = Room {
        portal,
        code: RwSignal::new(String::new()),
        asked: RwSignal::new(Asked::Not),
        said: RwSignal::new(None),
    };
    let typed = RwSignal::new(String::new());
    let read = move |code: Option<String>| {
        if let Some(code) = code {
            typed.set(Code::typed(&code).map_or_else(|_| code.clone(), |code| code.grouped()));
            ask(room, &code);
        }
    };
    let changed = window_event_listener(ev::hashchange, move |_| read(in_address()));
    // The press that led here may have been that after sending.
    read(in_address().or_else(sent::code));
    on_cleanup(move || changed.remove());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        ask(room, &typed.get_untracked());
    };
    let wrong = {
        let texts = texts.clone();
        live_option(move || match room.asked.get() {
            Asked::Sorry(message, n) => {
                let say = texts.with(message, &[("n", &n.to_string())]);
                Some(view! { <p class="wrong" id="code-wrong" role="alert">{say}</p> }.into_any())
            }
            _ => None,
        })
    };
    let is_wrong = move || room.asked.with(|asked| matches!(asked, Asked::Sorry(..)));
    let described = live_text(move || match is_wrong() {
        true => "code-wrong code-hint".to_owned(),
        false => "code-hint".to_owned(),
    });
    let shown = {
        let texts = texts.clone();
        live(move || match room.asked.get() {
            Asked::Now => {
                view! { <p class="quiet" role="status">{texts.t(m::NOTICE_LOADING)}</p> }.into_any()
            }
            Asked::Came(status) => view! { <Shown room status /> }.into_any(),
            Asked::Not | Asked::Sorry(..) => ().into_any(),
        })
    };
    view! {
        <div class="feedback">
            {exit(portal, move || {
                typed.set(String::new());
                room.asked.set(Asked::Not);
            })}
            <h1>{texts.t(b::FEEDBACK_STATUS)}</h1>
            <p class="lead">{texts.t(b::FEEDBACK_STATUS_LEAD)}</p>
            <form novalidate=true autocomplete="off" on:submit=submit>
                <label class="field" for="code">{texts.t(b::FEEDBACK_SENT_CODE)}</label>
                <p class="hint" id="code-hint">{texts.t(b::FEEDBACK_STATUS_HINT)}</p>
                {wrong}
                <input
                    type="text"
                    inputmode="numeric"
                    id="code"
                    class="code"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=live_text(move || typed.get())
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <p><button type="submit" class="call">{texts.t(b::FEEDBACK_STATUS_SHOW)}</button></p>
            </form>
            {shown}
        </div>
    }
}

/// The code that the address has after `#`. Who looks into the browser's history later shall not find
/// it there.
fn in_address() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let code = hash.trim_start_matches('#');
    if code.is_empty() {
        return None;
    }
    router::keep_choices("", false);
    Some(code.to_owned())
}

/// What is wrong with a code that was typed.
fn not_a_code(typed: &str, wrong: NotACode) -> Asked {
    match wrong {
        NotACode::Length(0) if typed.trim().is_empty() => Asked::Sorry(b::FEEDBACK_STATUS_EMPTY, 0),
        NotACode::Length(n) => Asked::Sorry(b::FEEDBACK_STATUS_LENGTH, n),
        NotACode::Letter => Asked::Sorry(b::FEEDBACK_STATUS_LETTER, 0),
        NotACode::Check => Asked::Sorry(b::FEEDBACK_STATUS_CHECK, 0),
    }
}

/// Asks for what became of a message.
fn ask(room: Room, typed: &str) {
    room.said.set(None);
    let code = match Code::typed(typed) {
        Ok(code) => code.plain(),
        Err(wrong) => {
            room.asked.set(not_a_code(typed, wrong));
            request_animation_frame(|| browser::focus("code"));
            return;
        }
    };
    room.code.set(code);
    room.asked.set(Asked::Now);
    browser::spawn(async move {
        let asked = heard(answer(room).await);
        let came = matches!(asked, Asked::Came(_));
        room.asked.try_set(asked);
        request_animation_frame(move || browser::focus(if came { "came" } else { "code" }));
    });
}

/// What the endpoint says of the message.
async fn answer(room: Room) -> Option<Answer> {
    let code = room.code.try_get_untracked()?;
    let url = format!("{}api/feedback/status", room.portal.base());
    post(&url, &format!("{{\"code\":\"{code}\"}}"), None).await
}

fn heard(answer: Option<Answer>) -> Asked {
    let Some(answer) = answer else {
        return Asked::Sorry(b::FEEDBACK_STATUS_NETWORK, 0);
    };
    let status = answer.body.as_ref().and_then(read);
    match (answer.status, status) {
        (200, Some(status)) => Asked::Came(status),
        (404, _) => Asked::Sorry(b::FEEDBACK_STATUS_UNKNOWN, 0),
        (422, _) => Asked::Sorry(b::FEEDBACK_STATUS_CHECK, 0),
        _ => Asked::Sorry(b::FEEDBACK_STATUS_BUSY, 0),
    }
}

fn read(body: &Value) -> Option<Status> {
    let code = |key: &str| body.at(key).string();
    let outcome = code("outcome");
    let confirmed = code("confirmed");
    let stage = code("stage")?;
    Some(Status {
        received: code("received")?,
        stage: Stage::ALL.into_iter().find(|known| known.code() == stage)?,
        theme: code("theme"),
        answer: code("answer"),
        answered: code("answered"),
        outcome: Outcome::ALL
            .into_iter()
            .find(|known| Some(known.code()) == outcome.as_deref()),
        confirmed: Confirmed::ALL
            .into_iter()
            .find(|known| Some(known.code()) == confirmed.as_deref()),
        may_confirm: body.at("may_confirm").bool()?,
        may_reopen_until: code("may_reopen_until"),
    })
}
