//! Pointing at a place on a map. The map script is loaded when this panel is opened, not before.

use leptos::prelude::*;
use senim_model::id::Id;

use super::position::locate;
use crate::app::Portal;
use crate::i18n::m;
use crate::map::AreaMap;
use crate::ui::{Loading, live, live_option};

/// The panel: which region, the map, and a press that takes its middle.
#[component]
pub(crate) fn PointPanel() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let find = portal.find;
    let region = RwSignal::new(find.remembered.get_untracked());
    let pick = move |event| region.set(Id::parse(&event_target_value(&event)).ok());
    let options = {
        let texts = texts.clone();
        live_option(move || {
            let index = portal.index()?;
            let chosen = region.get();
            let options = index.directory.regions.iter().map(|found| {
                let selected = chosen.as_ref() == Some(&found.id);
                view! {
                    <option value=found.id.to_string() selected=selected>
                        {found.name.show(texts.lang).to_owned()}
                    </option>
                }
                .into_any()
            });
            Some(options.collect_view().into_any())
        })
    };
    // Without a remembered region the first one opens: a map to start from beats an empty frame.
    let shown = move || {
        region.get().or_else(|| {
            portal
                .index()?
                .directory
                .regions
                .first()
                .map(|found| found.id.clone())
        })
    };
    view! {
        <section class="panel" aria-labelledby="point-title">
            <h2 id="point-title">{texts.t(m::POINT_TITLE)}</h2>
            <p class="quiet">{texts.t(m::POINT_HINT)}</p>
            <p>
                <label>
                    {texts.t(m::POINT_REGION)} " "
                    <select on:change=pick>{options}</select>
                </label>
            </p>
            {live(move || match shown() {
                None => view! { <Loading /> }.into_any(),
                Some(region) => {
                    let take = Callback::new(move |(lon, lat, vague)| {
                        crate::browser::spawn(locate(portal, lon, lat, vague));
                    });
                    view! { <AreaMap region take /> }.into_any()
                }
            })}
        </section>
    }
}
