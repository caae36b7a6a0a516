//! What the steps of the form share.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use senim_message::{Message, SubjectKind};
use senim_model::directory::RegionPack;
use senim_model::feedback::Feedback;
use senim_model::id::Id;

use super::draft::Draft;
use super::send::Sending;
use super::steps::{Step, Wrong};
use crate::app::Portal;
use crate::browser::{self, memory, window};
use crate::router;
use crate::snapshot::Fault;
use crate::ui::Arriving;

/// A region's data, or none where it is not there.
pub(super) type Region = Arriving<Option<Result<Arc<RegionPack>, Fault>>>;

/// What the steps share. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// The portal.
    pub(super) portal: Portal,
    /// What is written.
    pub(super) draft: RwSignal<Draft>,
    /// The step that is shown.
    pub(super) step: RwSignal<Step>,
    /// What was wrong when the visitor wanted to go on.
    pub(super) wrong: RwSignal<Vec<Wrong>>,
    /// How far the sending has come.
    pub(super) sending: RwSignal<Sending>,
    /// What is read out: something was removed, or wiped.
    pub(super) said: RwSignal<String>,
    /// Districts, areas and places to choose from.
    pub(super) pack: Region,
    /// Who reads messages, and what is said of them.
    pub(super) feedback: StoredValue<Arc<Feedback>>,
    /// The region of the page.
    pub(super) region: StoredValue<Id>,
    /// A subject that a link brought while another message was begun.
    pub(super) brought: RwSignal<Option<(SubjectKind, String)>>,
}

impl Room {
    /// Changes the draft, and keeps it.
    pub(super) fn write(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(|draft| {
            change(draft);
            if draft.key.is_empty() {
                draft.key = new_key();
            }
        });
        memory::put(memory::DRAFT, &self.draft.with_untracked(Draft::kept));
    }

    /// Changes the draft by a choice. What was wrong with the choice before is wrong no more.
    pub(super) fn choose(self, change: impl FnOnce(&mut Draft)) {
        self.wrong.set(Vec::new());
        self.write(change);
    }

    /// Nothing is left of the draft.
    pub(super) fn wipe(self) {
        memory::forget(memory::DRAFT);
        self.draft.set(Draft::default());
        self.wrong.set(Vec::new());
        self.sending.set(Sending::Not);
    }

    /// Goes to a step, which "back" takes away.
    pub(super) fn go(self, step: Step) {
        router::keep_choices(&step.hash(), true);
        self.show(step);
    }

    /// Shows a step in the place of this one.
    pub(super) fn replace(self, step: Step) {
        router::keep_choices(&step.hash(), false);
        self.show(step);
    }

    /// Shows a step, whose heading takes the focus.
    pub(super) fn show(self, step: Step) {
        self.wrong.set(Vec::new());
        self.said.set(String::new());
        self.step.set(step);
        window().scroll_to_with_x_and_y(0.0, 0.0);
        request_animation_frame(|| browser::focus("question"));
    }

    /// What is sent; `None` before it is said what it is about.
    pub(super) fn message(self) -> Option<Message> {
        let lang = self.portal.texts().lang;
        let pack = untrack(|| self.opened());
        self.draft
            .with_untracked(|draft| draft.message(lang, pack.as_deref()))
    }

    /// The region's data, if it has come.
    pub(super) fn opened(self) -> Option<Arc<RegionPack>> {
        self.pack.get()?.and_then(Result::ok)
    }
}

/// 128 bits that nobody can guess, in hexadecimal digits; empty where the browser has none to give.
pub(super) fn new_key() -> String {
    let bytes = Uint8Array::new_with_length(16);
    let filled = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_array_buffer_view(&bytes));
    match filled {
        Ok(_) => bytes
            .to_vec()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        Err(_) => String::new(),
    }
}
