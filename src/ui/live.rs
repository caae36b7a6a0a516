//! Parts of the page that change, and what answers a press. Each closure has a type of its own,
//! and for each type the view would be compiled anew, at some kilobyte of what a visitor
//! downloads: so they go behind one type each.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A view that is built anew whenever what it reads has changed.
pub(crate) type Live = Box<dyn FnMut() -> AnyView + Send>;

/// A text that is written anew whenever what it reads has changed.
pub(crate) type LiveText = Box<dyn FnMut() -> String + Send>;

/// What answers a press.
pub(crate) type Press = Box<dyn FnMut(MouseEvent)>;

/// A view that changes.
pub(crate) fn live(view: impl FnMut() -> AnyView + Send + 'static) -> Live {
    Box::new(view)
}

/// A view that changes, and may be absent.
pub(crate) fn live_option(mut view: impl FnMut() -> Option<AnyView> + Send + 'static) -> Live {
    Box::new(move || view().into_any())
}

/// A text that changes.
pub(crate) fn live_text(text: impl FnMut() -> String + Send + 'static) -> LiveText {
    Box::new(text)
}

/// What answers a press.
pub(crate) fn press(action: impl FnMut() + 'static) -> Press {
    let mut action = action;
    Box::new(move |_| action())
}
