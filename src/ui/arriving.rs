//! Values that arrive later. Smaller than Leptos's own resources, which cost this portal some
//! 30 KB of what a visitor downloads; it needs of them only "not yet" and "ask again".

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser;

/// A value that is being fetched: `None` until it is there. Cheap to copy.
pub(crate) type Arriving<T> = RwSignal<Option<T>, LocalStorage>;

/// Starts fetching a value.
pub(crate) fn arriving<T: Clone + 'static>(
    fetch: impl Future<Output = T> + 'static,
) -> Arriving<T> {
    let value = RwSignal::new_local(None);
    fetch_into(value, fetch);
    value
}

/// Fetches a value anew; the old one stays until the new one is there.
pub(crate) fn fetch_into<T: Clone + 'static>(
    value: Arriving<T>,
    fetch: impl Future<Output = T> + 'static,
) {
    browser::spawn(async move {
        let arrived = fetch.await;
        // The page that asked may have gone meanwhile.
        value.try_set(Some(arrived));
    });
}

/// Something opened, or `None` inside where there is no such thing.
pub(crate) type Opened<T> = Arriving<Option<Result<Arc<T>, crate::snapshot::Fault>>>;
