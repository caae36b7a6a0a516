//! The map of a region: it waits for what it draws, and follows what is chosen.

use std::rc::Rc;
use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use senim_atlas::{Frame, Spot};
use senim_lookup::position::Located;
use senim_model::directory::PlaceIx;
use senim_model::index::Index;

use super::layers;
use super::list::bring_into_view;
use super::picture;
use super::scene::{Around, face, kinds, scene};
use super::searched::frame_of;
use super::sheet::{self, Sheet};
use super::state::{MapState, Row};
use super::tiles::TilesSwitch;
use crate::app::Portal;
use crate::browser;
use crate::i18n::{Texts, date, m, r};
use crate::map::load;
use crate::snapshot::{OpenRegion, OpenShapes};
use crate::ui::{Loading, arriving, live, press, release_day};

/// The map itself: it waits for the borders, the names of settlements, and Leaflet. Without the
/// names it is drawn all the same; without Leaflet the list stands alone.
#[component]
pub(super) fn TheMap(
    state: MapState,
    region: Arc<OpenRegion>,
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let shapes = portal.open_shapes(region.pack.region.id.clone());
    let id = region.pack.region.id.clone();
    let around = arriving(async move {
        let snapshot = portal.snapshot();
        let (mut nation, mut context) = (None, None);
        if let Ok(index) = portal.wait_index().await {
            nation = snapshot.nation(&index).await.ok();
            context = snapshot.context(&index, &id).await.map(Arc::new);
        }
        let land = snapshot.land().await.map(Arc::new);
        Around {
            nation,
            land,
            context,
        }
    });
    let script = arriving(async move { load::leaflet(&portal.base()).await });
    live(move || match (script.get(), shapes.get(), around.get()) {
        (Some(Ok(())), Some(Some(Ok(shapes))), Some(around)) => {
            let region = Arc::clone(&region);
            let index = untrack(|| portal.index());
            view! { <Drawn state region rows shapes around index /> }.into_any()
        }
        (None, ..) | (_, None, _) | (.., None) => {
            view! { <div class="map waiting"><Loading /></div> }.into_any()
        }
        _ => view! { <p class="notice" role="status">{texts.t(r::MAP_NO_SCRIPT)}</p> }.into_any(),
    })
}

#[component]
fn Drawn(
    state: MapState,
    region: Arc<OpenRegion>,
    rows: Memo<Vec<Row>>,
    shapes: Arc<OpenShapes>,
    around: Around,
    index: Option<Arc<Index>>,
) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let holder = NodeRef::<Div>::new();
    let map = StoredValue::new_local(None::<Rc<Sheet>>);
    let sheet = move || map.try_with_value(Clone::clone).flatten();
    // Which place each spot of the map is.
    let spots = StoredValue::new(Vec::<PlaceIx>::new());
    let label = texts.t(r::MAP_SHEET);
    let words = [texts.t(r::MAP_PICTURE), texts.t(r::MAP_PRINT)];
    let name = region.pack.region.name.show(texts.lang);
    let title = texts.with(r::MAP_TITLE_REGION, &[("region", name)]);
    let credit = around
        .context
        .as_ref()
        .map(|context| context.attribution.show(texts.lang));
    let credit = credit.map(str::to_owned);
    let mut source = source(&texts, index.as_deref());
    if let Some(credit) = &credit {
        source = format!("{source} · {credit}");
    }
    let ready = RwSignal::new(false);
    {
        let (region, shapes) = (Arc::clone(&region), Arc::clone(&shapes));
        let kinds = kinds(index.as_deref());
        Effect::new(move |_| {
            let Some(element) = holder.get() else { return };
            let id = region.pack.region.id.clone();
            let name_streets = layers::street_names(portal, id, sheet);
            let told = sheet::Told {
                scene: scene(&texts, &region.pack, &shapes, &around),
                words: [texts.t(m::MAP_ZOOM_IN), texts.t(m::MAP_ZOOM_OUT)],
                face: face(
                    state,
                    Arc::clone(&region),
                    texts.clone(),
                    kinds.clone(),
                    spots,
                ),
                press: Box::new(move |members| {
                    let places = members
                        .iter()
                        .filter_map(|at| spots.with_value(|spots| spots.get(*at).copied()));
                    choose(state, places.collect());
                }),
                ground: {
                    let (region, shapes) = (Arc::clone(&region), Arc::clone(&shapes));
                    Box::new(move |spot| choose_area(state, &region, &shapes, spot))
                },
                rest: Box::new(move |middle, zoom| {
                    name_streets(zoom);
                    let same = state
                        .view
                        .with_untracked(|view| *view == Some((middle, zoom)));
                    if !same {
                        state.view.set(Some((middle, zoom)));
                    }
                }),
            };
            map.set_value(Sheet::new(&element, told).map(Rc::new));
            ready.set(true);
        });
    }
    on_cleanup(move || {
        map.try_update_value(Option::take);
    });
    follow(state, region, rows, shapes, spots, ready, sheet);
    let tiles = index.as_ref().and_then(|index| index.tiles.clone());
    let tiles = tiles.map(|tiles| view! { <TilesSwitch tiles sheet /> }.into_any());
    let save = press(move || {
        if let Some(sheet) = sheet() {
            // Where the browser refuses, there is no file.
            let _ = picture::save(&sheet.in_view(), &title, &source);
        }
    });
    let print = press(|| {
        // A browser without a printer does nothing.
        let _ = browser::window().print();
    });
    view! {
        <div class="map atlas-sheet" node_ref=holder role="application" aria-label=label>
            {credit.map(|credit| view! { <p class="map-credit">{credit}</p> }.into_any())}
        </div>
        {tiles}
        <p class="actions">
            <button type="button" class="button" on:click=save>{words[0].clone()}</button>
            " "
            <button type="button" class="button" on:click=print>{words[1].clone()}</button>
        </p>
    }
}

/// The map follows what is chosen.
fn follow(
    state: MapState,
    region: Arc<OpenRegion>,
    rows: Memo<Vec<Row>>,
    shapes: Arc<OpenShapes>,
    spots: StoredValue<Vec<PlaceIx>>,
    ready: RwSignal<bool>,
    sheet: impl Fn() -> Option<Rc<Sheet>> + Copy + 'static,
) {
    let whole = {
        let places = region.pack.places.iter().filter_map(|place| place.at);
        let places = Frame::around(places.map(Spot::of));
        let all: Vec<u16> = (0..).zip(&region.pack.areas).map(|(at, _)| at).collect();
        frame_of(&region.pack, &shapes, &all).or(places)
    };
    // Where the view is, before any spot is shown on it: what the address says, else all.
    Effect::new({
        let (region, shapes) = (Arc::clone(&region), Arc::clone(&shapes));
        move |before: Option<Option<u16>>| {
            if !ready.get() {
                return None;
            }
            let area = state.area.get();
            let Some(sheet) = sheet() else { return area };
            let id = area.and_then(|at| region.pack.areas.get(usize::from(at)));
            let marked = id.and_then(|area| shapes.shapes.area_at(&area.id));
            sheet.mark(marked);
            // A view from which nothing of the region is seen is of no use.
            let asked = state.view.get().filter(|(middle, _)| {
                before.is_some() || whole.is_none_or(|whole| whole.around_it().holds(*middle))
            });
            let now = sheet.view();
            let changed = before.flatten() != area || before.is_none();
            match (asked, area) {
                (_, Some(area)) if changed && (asked.is_none() || !state.is_settled()) => {
                    if let Some(frame) = frame_of(&region.pack, &shapes, &[area]) {
                        sheet.fit(frame, 15.0);
                    }
                }
                (Some((middle, zoom)), _) if now != Some((middle, zoom)) => {
                    sheet.go_to(middle, zoom)
                }
                (None, _) => {
                    if let Some(whole) = whole {
                        sheet.fit(whole, 16.0);
                    }
                }
                _ => {}
            }
            area
        }
    });
    Effect::new({
        let region = Arc::clone(&region);
        move |_| {
            if !ready.get() {
                return;
            }
            let rows = rows.get();
            let placed = rows.iter().filter_map(|row| {
                let place = region.pack.places.get(usize::from(row.place))?;
                Some((row.place, Spot::of(place.at?)))
            });
            // The order of the pack, whatever that of the list is: the same pins stay.
            let mut placed: Vec<(PlaceIx, Spot)> = placed.collect();
            placed.sort_by_key(|(place, _)| *place);
            spots.set_value(placed.iter().map(|(place, _)| *place).collect());
            if let Some(sheet) = sheet() {
                sheet.show(placed.into_iter().map(|(_, spot)| spot).collect());
            }
        }
    });
    Effect::new(move |_| {
        let chosen = state.place.get();
        let (true, Some(sheet)) = (ready.get(), sheet()) else {
            return;
        };
        let place = chosen.and_then(|at| region.pack.places.get(usize::from(at)));
        if let Some(at) = place.and_then(|place| place.at)
            && !state.is_settled()
        {
            sheet.single_out(Spot::of(at));
        }
        sheet.refresh();
    });
    Effect::new(move |_| {
        if let (true, Some(frame), Some(sheet)) = (ready.get(), state.aim.get(), sheet()) {
            sheet.fit(frame, 15.0);
        }
    });
    Effect::new(move |_| {
        let shown = state
            .choice
            .with(|choice| (!choice.no_areas, !choice.no_districts));
        if ready.get()
            && let Some(sheet) = sheet()
        {
            sheet.with_borders(shown);
        }
    });
}

/// One place becomes the chosen one; several in one spot are shown in the list alone.
fn choose(state: MapState, places: Vec<PlaceIx>) {
    match places.as_slice() {
        [place] => {
            state.place.set(Some(*place));
            let place = *place;
            request_animation_frame(move || bring_into_view(place));
        }
        _ => {
            state.place.set(None);
            state.group.set(places);
            request_animation_frame(|| browser::focus("list"));
        }
    }
}

fn choose_area(state: MapState, region: &OpenRegion, shapes: &OpenShapes, spot: Spot) {
    let (lon, lat) = spot.point().degrees();
    let found = match shapes.finder.locate(lon, lat, 0.0) {
        Located::In(at) => shapes.shapes.ids.get(at),
        _ => None,
    };
    let area = found.and_then(|id| region.pack.area_at(id));
    if untrack(|| state.area.get()) != area {
        state.area.set(area);
    }
}

/// Who published what is shown, and as of when.
fn source(texts: &Texts, index: Option<&Index>) -> String {
    let Some(index) = index else {
        return String::new();
    };
    let day = release_day(index).map(|day| date(texts, day));
    let values = [
        ("publisher", index.publisher.show(texts.lang)),
        ("date", &day.unwrap_or_default()),
    ];
    let site = browser::window().location().host().unwrap_or_default();
    let source = texts.with(m::FOOTER_SOURCE, &values);
    let notice = if index.sample {
        texts.t(m::SAMPLE_STRIP)
    } else {
        String::new()
    };
    let parts = [source, site, notice];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}
