//! What comes to a map later, and only if it is wanted.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use senim_atlas::Spot;
use senim_atlas::scene::Named;
use senim_model::id::Id;

use super::names::STREETS_FROM;
use super::sheet::Sheet;
use crate::app::Portal;
use crate::browser;

/// The names of streets, once the map is near enough to show them: those of the whole region at
/// once, so that what is asked for does not tell where somebody looks. Where they do not come, the
/// map does without, and asks when it has moved again.
pub(super) fn street_names(
    portal: Portal,
    region: Id,
    sheet: impl Fn() -> Option<Rc<Sheet>> + Copy + 'static,
) -> impl Fn(f64) {
    let lang = portal.texts().lang;
    let asked = Rc::new(Cell::new(false));
    move |zoom| {
        if zoom < STREETS_FROM || asked.replace(true) {
            return;
        }
        let (asked, region) = (Rc::clone(&asked), region.clone());
        browser::spawn(async move {
            let Some(index) = untrack(|| portal.index()) else {
                asked.set(false);
                return;
            };
            let labels = portal.snapshot().street_labels(&index, &region).await;
            // The map may have gone meanwhile.
            let (Some(labels), Some(sheet)) = (labels, sheet()) else {
                asked.set(false);
                return;
            };
            let names = labels.shown(lang).map(|(name, at)| Named {
                at: Spot::of(at),
                name: name.to_owned(),
                from_zoom: STREETS_FROM,
                width: Cell::new(None),
            });
            sheet.with_streets(names.collect());
        });
    }
}
