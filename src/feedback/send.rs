//! Sending until it is acknowledged: the same key and the same body each time, so it arrives once.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use senim_message::Code;

use super::post::{Answer, post};
use super::room::{Room, new_key};
use super::sent;
use super::steps::Step;
use crate::browser::{self, window};
use crate::i18n::{Message, Texts, b, m};
use crate::ui::{live, live_text, press};

/// How far the sending has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    /// It has not begun, or it is over.
    Not,
    /// It is on its way.
    Now,
    /// It will be tried again after so many seconds, or before.
    Waiting(Why, u32),
    /// It will not be taken as it is.
    Refused(Refusal),
}

/// Why it has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The device has no connection.
    Offline,
    /// The server did not answer, or not well.
    Again,
    /// Too many are sending.
    Busy,
}

/// Why a message is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// These fields are wrong.
    Fields(Vec<String>),
    /// An earlier version of it has arrived.
    Changed,
    /// Nobody takes messages here.
    Absent,
    /// The server says no, and not why.
    Other,
}

/// The first wait and the longest, in seconds; each is twice the one before.
const WAITS: (u32, u32) = (2, 60);
/// Who is too busy is believed for an hour at most, in seconds.
const LONGEST: u32 = 3_600;
/// Where a busy server says nothing, in seconds.
const BUSY: u32 = 30;

/// What came of an attempt.
fn outcome(answer: Option<Answer>, online: bool, tries: u32) -> Result<String, Sending> {
    let (first, longest) = WAITS;
    let wait = first.saturating_mul(1 << tries.min(8)).min(longest);
    let Some(answer) = answer else {
        let why = if online { Why::Again } else { Why::Offline };
        return Err(Sending::Waiting(why, wait));
    };
    let refused = |refusal| Err(Sending::Refused(refusal));
    match answer.status {
        200 | 201 => {
            let code = answer.body.and_then(|body| body.at("code").string());
            match code.and_then(|code| Code::parse(&code).ok()) {
                Some(code) => Ok(code.grouped()),
                // Something between here and there has answered.
                None => Err(Sending::Waiting(Why::Again, wait)),
            }
        }
        409 => refused(Refusal::Changed),
        404 | 405 | 501 => refused(Refusal::Absent),
        429 | 503 => {
            let seconds = answer.retry_after.unwrap_or(BUSY).clamp(1, LONGEST);
            // Who cannot answer for a while does not say that many are sending.
            let why = if answer.status == 429 {
                Why::Busy
            } else {
                Why::Again
            };
            Err(Sending::Waiting(why, seconds))
        }
        400 | 413 | 415 | 422 => refused(Refusal::Fields(fields(&answer))),
        408 | 425 | 500.. => Err(Sending::Waiting(Why::Again, wait)),
        _ => refused(Refusal::Other),
    }
}

/// The fields that an answer names.
fn fields(answer: &Answer) -> Vec<String> {
    let body = answer.body.as_ref();
    let faults = body.and_then(|body| body.at("faults").list(|fault| fault.at("field").string()));
    faults.unwrap_or_default()
}

#[component]
pub(super) fn Send(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let tries = StoredValue::new(0);
    let attempt = Attempt { room, timer, tries };
    attempt.go();
    let online = window_event_listener(ev::online, move |_| attempt.now());
    on_cleanup(move || {
        online.remove();
        if let Some(Some(timer)) = timer.try_get_value() {
            timer.clear();
        }
    });
    let stop = move || {
        room.write(|draft| draft.body.clear());
        room.sending.set(Sending::Not);
        room.replace(Step::Check);
    };
    let back = texts.t(b::FEEDBACK_SEND_STOP);
    let title = {
        let texts = texts.clone();
        live_text(move || {
            let refused = room
                .sending
                .with(|sending| matches!(sending, Sending::Refused(_)));
            texts.t(if refused {
                b::FEEDBACK_REFUSED
            } else {
                b::FEEDBACK_SEND
            })
        })
    };
    let body = live(move || {
        let sending = room.sending.get();
        let again = || button(&texts, b::FEEDBACK_SEND_NOW, move || attempt.now());
        let buttons = match &sending {
            // The button stays while it is tried again: the focus may be on it.
            Sending::Now if tries.get_value() > 0 => again(),
            Sending::Waiting(..) => again(),
            Sending::Not | Sending::Now => ().into_any(),
            Sending::Refused(Refusal::Changed) => {
                button(&texts, b::FEEDBACK_REFUSED_AS_NEW, move || {
                    room.write(|draft| draft.key = new_key());
                    attempt.now();
                    request_animation_frame(|| browser::focus("question"));
                })
            }
            Sending::Refused(_) => ().into_any(),
        };
        let once = matches!(sending, Sending::Waiting(..))
            .then(|| view! { <p class="quiet">{texts.t(b::FEEDBACK_SEND_ONCE)}</p> }.into_any());
        let class = if sending == Sending::Now {
            "quiet"
        } else {
            "notice"
        };
        view! {
            <p class=class>{said(&texts, &sending)}</p>
            {once}
            <p class="actions">{buttons}</p>
        }
        .into_any()
    });
    view! {
        <h1 id="question" tabindex="-1">{title}</h1>
        <div role="status">{body}</div>
        <p><button type="button" class="link" on:click=press(stop)>{back}</button></p>
    }
}

fn button(texts: &Texts, label: Message, pressed: impl FnMut() + 'static) -> AnyView {
    view! {
        <button type="button" class="call" on:click=press(pressed)>{texts.t(label)}</button>
    }
    .into_any()
}

fn said(texts: &Texts, sending: &Sending) -> String {
    match sending {
        Sending::Not | Sending::Now => texts.t(b::FEEDBACK_SEND_SENDING),
        Sending::Waiting(Why::Offline, _) => texts.t(b::FEEDBACK_SEND_OFFLINE),
        Sending::Waiting(why, seconds) => {
            let seconds = texts.count(b::FEEDBACK_SECONDS, (*seconds).into());
            let message = match why {
                Why::Busy => b::FEEDBACK_SEND_BUSY,
                _ => b::FEEDBACK_SEND_AGAIN,
            };
            texts.with(message, &[("seconds", &seconds)])
        }
        Sending::Refused(Refusal::Fields(fields)) if !fields.is_empty() => {
            let fields: Vec<String> = fields.iter().map(|field| called(texts, field)).collect();
            texts.with(
                b::FEEDBACK_REFUSED_FIELDS,
                &[("fields", &fields.join(", "))],
            )
        }
        Sending::Refused(Refusal::Changed) => texts.t(b::FEEDBACK_REFUSED_CHANGED),
        Sending::Refused(Refusal::Absent) => texts.t(b::FEEDBACK_REFUSED_ABSENT),
        Sending::Refused(_) => texts.t(b::FEEDBACK_REFUSED_WHY),
    }
}

/// A field of the body, as the form calls it.
fn called(texts: &Texts, field: &str) -> String {
    let message = match field.split('.').next().unwrap_or_default() {
        "text" => b::FEEDBACK_TEXT_LABEL,
        "subject" => b::FEEDBACK_CHECK_ABOUT,
        "place" => b::FEEDBACK_CHECK_WHERE,
        "answer" | "contact" => b::FEEDBACK_CHECK_ANSWER,
        "lang" => b::FEEDBACK_CHECK_LANGUAGE,
        _ => return field.to_owned(),
    };
    texts.t(message)
}

/// What tries, and tries again.
#[derive(Clone, Copy)]
struct Attempt {
    room: Room,
    timer: StoredValue<Option<TimeoutHandle>>,
    tries: StoredValue<u32>,
}

impl Attempt {
    /// Tries now, unless it is just being tried or the sender has gone back.
    fn now(self) {
        let waits = self.room.sending.try_get_untracked();
        let going = matches!(waits, None | Some(Sending::Now | Sending::Not));
        if !going {
            self.go();
        }
    }

    fn go(self) {
        if let Some(Some(timer)) = self.timer.try_get_value() {
            timer.clear();
        }
        let room = self.room;
        let Some((key, body)) = room
            .draft
            .try_with_untracked(|draft| (draft.key.clone(), draft.body.clone()))
        else {
            return;
        };
        room.sending.set(Sending::Now);
        let url = format!("{}api/feedback", room.portal.base());
        browser::spawn(async move {
            let answer = post(&url, &body, Some(&key)).await;
            self.heard(&key, answer);
        });
    }

    fn heard(self, key: &str, answer: Option<Answer>) {
        let tries = self.tries.try_get_value().unwrap_or_default();
        let online = window().navigator().on_line();
        match outcome(answer, online, tries) {
            // Whatever the sender does meanwhile: it has arrived.
            Ok(code) => sent::arrived(self.room, key, code),
            Err(sending) => {
                // The page may have gone, or the sender gone back.
                let still = self.room.sending.try_get_untracked() == Some(Sending::Now);
                if !still {
                    return;
                }
                if let Sending::Waiting(_, seconds) = sending {
                    let wait = Duration::from_secs(seconds.into());
                    let timer = set_timeout_with_handle(move || self.now(), wait);
                    self.tries.try_set_value(tries + 1);
                    self.timer.try_set_value(timer.ok());
                } else {
                    // The heading says what came of it, and buttons go.
                    let texts = self.room.portal.texts();
                    browser::set_title(&texts.t(b::FEEDBACK_REFUSED), &texts.t(m::BRAND));
                    request_animation_frame(|| browser::focus("question"));
                }
                self.room.sending.set(sending);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, retry_after: Option<u32>) -> Option<Answer> {
        Some(Answer {
            status,
            retry_after,
            body: None,
        })
    }

    #[test]
    fn what_can_pass_is_tried_again_and_longer_each_time() {
        let waits = |answer, online, tries| match outcome(answer, online, tries) {
            Err(Sending::Waiting(why, seconds)) => (why, seconds),
            other => panic!("{other:?}"),
        };
        assert_eq!(waits(None, false, 0), (Why::Offline, 2));
        assert_eq!(waits(None, true, 1), (Why::Again, 4));
        assert_eq!(waits(answered(500, None), true, 3), (Why::Again, 16));
        assert_eq!(waits(answered(408, None), true, 99), (Why::Again, 60));
        // A page of a hotel's network instead of a code.
        assert_eq!(waits(answered(200, None), true, 0), (Why::Again, 2));
        assert_eq!(waits(answered(429, Some(7)), true, 0), (Why::Busy, 7));
        assert_eq!(waits(answered(503, None), true, 0), (Why::Again, 30));
        assert_eq!(
            waits(answered(503, Some(999_999)), true, 0),
            (Why::Again, 3_600)
        );
    }

    #[test]
    fn what_cannot_pass_is_not_tried_again() {
        let refused = |status| match outcome(answered(status, None), true, 0) {
            Err(Sending::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(409), Refusal::Changed);
        assert_eq!(refused(404), Refusal::Absent);
        assert_eq!(refused(422), Refusal::Fields(Vec::new()));
        assert_eq!(refused(403), Refusal::Other);
    }
}
