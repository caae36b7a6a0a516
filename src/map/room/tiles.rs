//! A more detailed map from a host that the publisher has chosen. It is named, and asked only on
//! press; where it does not answer, the map does without.

use js_sys::Reflect;
use leaflet::{Layer, TileLayer, TileLayerOptions};
use leptos::prelude::*;
use senim_model::index::Tiles;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::sheet::Sheet;
use crate::app::Portal;
use crate::i18n::r;
use crate::ui::{live, press};

/// Whether the tiles are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nobody was asked.
    Off,
    /// They are asked for.
    On,
    /// The host does not answer.
    Failed,
}

/// The press that asks for tiles, what it means, and the way back.
#[component]
pub(super) fn TilesSwitch(
    tiles: Tiles,
    sheet: impl Fn() -> Option<Rc<Sheet>> + Copy + Send + 'static,
) -> impl IntoView {
    let texts = Portal::get().texts();
    let state = RwSignal::new(State::Off);
    let layer = StoredValue::new_local(None::<Loaded>);
    on_cleanup(move || {
        layer.try_update_value(Option::take);
    });
    let host = tiles
        .origin()
        .split("://")
        .nth(1)
        .unwrap_or_default()
        .to_owned();
    let attribution = tiles.attribution.show(texts.lang).to_owned();
    live(move || {
        let said = |message| texts.with(message, &[("host", &host)]);
        let off = move || {
            layer.update_value(|layer| *layer = None);
            state.set(State::Off);
        };
        match state.get() {
            State::On => view! {
                <p class="small quiet">
                    {attribution.clone()} " "
                    <button type="button" class="link" on:click=press(off)>
                        {texts.t(r::MAP_TILES_OFF)}
                    </button>
                </p>
            }
            .into_any(),
            shown => {
                let tiles = tiles.clone();
                let on = press(move || {
                    state.set(State::On);
                    if let Some(sheet) = sheet() {
                        let failed = move || {
                            layer.update_value(|layer| *layer = None);
                            state.set(State::Failed);
                        };
                        layer.set_value(Some(Loaded::new(sheet, &tiles, failed)));
                    }
                });
                let failed = (shown == State::Failed).then(|| {
                    view! { <span role="status">{said(r::MAP_TILES_FAILED)}</span> }.into_any()
                });
                view! {
                    <p class="small quiet">
                        <button type="button" class="link" on:click=on>{said(r::MAP_TILES)}</button>
                        " " {said(r::MAP_TILES_NOTE)} " " {failed}
                    </p>
                }
                .into_any()
            }
        }
    })
}

/// Tiles on a map; they go when dropped.
struct Loaded {
    sheet: Rc<Sheet>,
    layer: TileLayer,
    _error: Closure<dyn FnMut()>,
}

/// Errors in a row after which a host is not asked any more.
const MOST_ERRORS: u32 = 4;

impl Loaded {
    fn new(sheet: Rc<Sheet>, tiles: &Tiles, failed: impl Fn() + Clone + 'static) -> Loaded {
        let options = TileLayerOptions::new();
        options.set_max_zoom(22.0);
        let nearest = JsValue::from(tiles.max_zoom);
        let _ = Reflect::set(&options, &"maxNativeZoom".into(), &nearest);
        let layer = TileLayer::new_options(&tiles.url, &options);
        let mut errors = 0;
        let error = Closure::<dyn FnMut()>::new(move || {
            errors += 1;
            if errors == MOST_ERRORS {
                // Not within the event of the layer that is to go.
                let failed = failed.clone();
                request_animation_frame(failed);
            }
        });
        layer
            .unchecked_ref::<leaflet::Evented>()
            .on("tileerror", error.as_ref());
        sheet.add_tiles(layer.unchecked_ref::<Layer>());
        Loaded {
            sheet,
            layer,
            _error: error,
        }
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        let layer: &Layer = self.layer.unchecked_ref();
        layer.unchecked_ref::<leaflet::Evented>().off_all();
        self.sheet.remove_tiles(layer);
    }
}
