//! What the steps of the form share.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use senim_message::{Message, SubjectKind};
use senim_model::directory::RegionPack;
use senim_model::feedback::Feedback;
use senim_model::id::Id;

use super::draft::Draft;
use super::kept;
use super::known::{Known, known};
use super::problems::{self, Problem};
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
    /// The draft as this window has last kept or read it.
    pub(super) kept: StoredValue<String>,
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
    /// The problems of the region, as far as they are needed and have come.
    pub(super) problems: RwSignal<Vec<Problem>>,
    /// They were asked for.
    pub(super) asked: StoredValue<bool>,
    /// What the first page is called.
    pub(super) title: StoredValue<String>,
    /// Who reads messages, and what is said of them.
    pub(super) feedback: StoredValue<Arc<Feedback>>,
    /// The region of the page.
    pub(super) region: StoredValue<Id>,
    /// A subject that a link brought while another message was begun.
    pub(super) brought: RwSignal<Option<(SubjectKind, String)>>,
}

impl Room {
    /// Changes the draft, and keeps it beside those of other windows.
    pub(super) fn write(self, change: impl FnOnce(&mut Draft)) {
        let on_device = memory::get(memory::DRAFT).unwrap_or_default();
        let mut before = self.kept.get_value();
        self.draft.update(|draft| {
            change(draft);
            let all = kept::changed(&on_device, &before, draft, new_key);
            memory::put(memory::DRAFT, &all);
            before = draft.kept();
        });
        self.kept.set_value(before);
    }

    /// Goes on with a draft that the device keeps.
    pub(super) fn take(self, draft: Draft) {
        self.kept.set_value(draft.kept());
        self.draft.set(draft);
    }

    /// Changes the draft by a choice. What was wrong with the choice before is wrong no more.
    pub(super) fn choose(self, change: impl FnOnce(&mut Draft)) {
        self.wrong.set(Vec::new());
        self.write(change);
    }

    /// Nothing is left of the draft.
    pub(super) fn wipe(self) {
        forget(&self.draft.with_untracked(|draft| draft.key.clone()));
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
        untrack(|| {
            let pack = self.opened();
            let known = |draft: &Draft| draft.message(lang, pack.as_deref(), self.known(draft));
            self.draft.with(known)
        })
    }

    /// What a draft is about, as it is published, if that has come.
    pub(super) fn known(self, draft: &Draft) -> Option<Known> {
        let about = draft.about?;
        let of_other = |region: &Id| self.region.with_value(|own| own != region);
        if draft.region.as_ref().is_some_and(of_other) {
            return None;
        }
        if about == SubjectKind::Problem && !self.asked.get_value() {
            self.asked.set_value(true);
            problems::ask(self);
        }
        let (texts, pack) = (self.portal.texts(), self.opened()?);
        let subject = (about, draft.subject.as_str());
        self.problems
            .with(|problems| known(&texts, subject, &pack, problems))
    }

    /// The region's data, if it has come.
    pub(super) fn opened(self) -> Option<Arc<RegionPack>> {
        self.pack.get()?.and_then(Result::ok)
    }
}

/// The drafts in which something is written: those that the device keeps, and this window's own.
pub(super) fn begun(own: &Draft) -> Vec<Draft> {
    let mut drafts = kept::all(&memory::get(memory::DRAFT).unwrap_or_default());
    drafts.retain(|draft| draft.key != own.key);
    drafts.push(own.clone());
    drafts.retain(Draft::is_begun);
    drafts
}

/// Nothing of the draft of this key stays on the device.
pub(super) fn forget(key: &str) {
    let mut drafts = kept::all(&memory::get(memory::DRAFT).unwrap_or_default());
    drafts.retain(|draft| draft.key != key);
    match drafts.is_empty() {
        true => memory::forget(memory::DRAFT),
        false => memory::put(memory::DRAFT, &kept::together(drafts.iter())),
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
