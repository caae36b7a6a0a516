//! A more detailed map from a host that the publisher has chosen. It is named, and asked only on
//! press; where it does not answer, the map does without.

use js_sys::{Array, Function, Promise, Reflect};
use leaflet::{Layer, TileLayer, TileLayerOptions};
use leptos::prelude::*;
use senim_model::index::Tiles;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use wasm_bindgen_futures::JsFuture;

use super::sheet::Sheet;
use crate::app::Portal;
use crate::browser;
use crate::i18n::r;
use crate::map::load;
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
    let portal = Portal::get();
    let texts = portal.texts();
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
                let take = move |made: Option<Layer>| {
                    let failed = move || {
                        layer.update_value(|layer| *layer = None);
                        state.set(State::Failed);
                    };
                    match (made, sheet()) {
                        (Some(made), Some(sheet)) => {
                            layer.set_value(Some(Loaded::new(sheet, made, failed)));
                        }
                        _ => failed(),
                    }
                };
                let on = press(move || {
                    state.set(State::On);
                    if !tiles.is_one_file() {
                        take(Some(squares(&tiles)));
                        return;
                    }
                    let tiles = tiles.clone();
                    browser::spawn(async move {
                        let made = one_file(&portal.base(), &tiles).await;
                        // It may have been switched off meanwhile, or the page left.
                        if state.try_get_untracked() == Some(State::On) {
                            take(made);
                        }
                    });
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

fn options(tiles: &Tiles) -> TileLayerOptions {
    let options = TileLayerOptions::new();
    options.set_max_zoom(22.0);
    let nearest = JsValue::from(tiles.max_zoom);
    let _ = Reflect::set(&options, &"maxNativeZoom".into(), &nearest);
    options
}

/// Pictures, square by square.
fn squares(tiles: &Tiles) -> Layer {
    TileLayer::new_options(&tiles.url, &options(tiles)).unchecked_into()
}

/// Pictures out of one file (PMTiles), by a library that comes only now. `None` where the host does
/// not answer, or has something else there.
async fn one_file(base: &str, tiles: &Tiles) -> Option<Layer> {
    let of = |object: &JsValue, name: &str| -> Option<Function> {
        Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
    };
    let library = load::library(&format!("{base}pmtiles/pmtiles.js"), "pmtiles").await?;
    let address = Array::of1(&JsValue::from_str(&tiles.url));
    let file = Reflect::construct(&of(&library, "PMTiles")?, &address).ok()?;
    let asked: Promise = of(&file, "getHeader")?.call0(&file).ok()?.dyn_into().ok()?;
    let header = JsFuture::from(asked).await.ok()?;
    let kind = Reflect::get(&header, &"tileType".into()).ok()?.as_f64()?;
    if !PICTURES.contains(&kind) {
        return None;
    }
    let layer = of(&library, "leafletRasterLayer")?;
    let layer = layer
        .call2(&JsValue::UNDEFINED, &file, &options(tiles))
        .ok()?;
    Some(layer.unchecked_into())
}

/// PNG, JPEG, WebP and AVIF, as PMTiles counts what tiles are.
const PICTURES: core::ops::RangeInclusive<f64> = 2.0..=5.0;

/// Tiles on a map; they go when dropped.
struct Loaded {
    sheet: Rc<Sheet>,
    layer: Layer,
    _error: Closure<dyn FnMut()>,
}

/// Errors in a row after which a host is not asked any more.
const MOST_ERRORS: u32 = 4;

impl Loaded {
    fn new(sheet: Rc<Sheet>, layer: Layer, failed: impl Fn() + Clone + 'static) -> Loaded {
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
        sheet.add_tiles(&layer);
        Loaded {
            sheet,
            layer,
            _error: error,
        }
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        self.layer.unchecked_ref::<leaflet::Evented>().off_all();
        self.sheet.remove_tiles(&self.layer);
    }
}
