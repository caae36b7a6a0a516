//! A point as the place: where the device is, or one on a map. It names the area around it, and is
//! sent itself only where its sender wants that.

use leptos::prelude::*;
use senim_lookup::position::{AreaFinder, Located};
use senim_model::id::Id;

use super::draft::{Draft, Spot, Told};
use super::field::wrong;
use super::place::named;
use super::room::Room;
use crate::browser;
use crate::find::ask_device;
use crate::i18n::{Message, b, distance, m};
use crate::map::{Begin, PlaceMap};
use crate::ui::{live, live_text, press};

/// What stands in the place of an answer until there is one.
type Said = RwSignal<Option<Message>>;

/// The area around the device, which is asked on press alone.
#[component]
pub(super) fn ByDevice(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let said: Said = RwSignal::new(None);
    let ask = press(move || {
        said.set(Some(b::FEEDBACK_WHERE_ASKING));
        let failed = move |why: Message| {
            let denied = why == m::POSITION_DENIED;
            said.set(Some(match denied {
                true => b::FEEDBACK_WHERE_DENIED,
                false => b::FEEDBACK_WHERE_UNAVAILABLE,
            }));
        };
        let found = move |lon: f64, lat: f64, metres: f64| {
            browser::spawn(async move {
                let area = area_of_device(room, [lon, lat]).await;
                take(room, Told::Here, said, area, ([lon, lat], metres));
            });
        };
        ask_device(found, failed);
    });
    view! {
        {wrong(room, "ask")}
        <p>
            <button type="button" id="ask" class="button" on:click=ask>
                {texts.t(b::FEEDBACK_WHERE_ASK)}
            </button>
        </p>
        {found(room, Told::Here, said)}
    }
}

async fn area_of_device(room: Room, point: [f64; 2]) -> Result<Id, Message> {
    let nowhere = b::FEEDBACK_WHERE_OUTSIDE;
    let index = room.portal.wait_index().await.map_err(|_| nowhere)?;
    let region = room.region.get_value();
    let shapes = room.portal.snapshot().shapes(&index, &region).await;
    match shapes {
        Some(Ok(open)) => area_at(&open.finder, &open.shapes.ids, point, 0.0),
        _ => Err(nowhere),
    }
}

/// A place on the map, which is loaded on press alone.
#[component]
pub(super) fn ByMap(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let said: Said = RwSignal::new(None);
    let is_open = RwSignal::new(false);
    let toggle = press(move || is_open.update(|open| *open = !*open));
    // In a part of the page that is hidden a map has no size, so it goes with its choice.
    let is_shown = Memo::new(move |_| {
        let told = room.draft.with(|draft| draft.told);
        is_open.get() && told == Told::Map
    });
    let map = {
        let texts = texts.clone();
        live(move || match is_shown.get() {
            true => view! {
                <p class="hint">{texts.t(b::FEEDBACK_WHERE_MAP_HINT)}</p>
                {map(room, said)}
            }
            .into_any(),
            false => ().into_any(),
        })
    };
    view! {
        {wrong(room, "open-map")}
        <p>
            <button
                type="button"
                id="open-map"
                class="button"
                aria-expanded=live_text(move || is_open.get().to_string())
                on:click=toggle
            >
                {texts.t(b::FEEDBACK_WHERE_MAP_OPEN)}
            </button>
        </p>
        {map}
        {found(room, Told::Map, said)}
    }
}

fn map(room: Room, said: Said) -> AnyView {
    let region = room.region.get_value();
    let begin = room.draft.with_untracked(|draft| Begin {
        area: draft.likely_area(),
        at: draft.pointed.as_ref().map(|spot| spot.point),
    });
    let taken = {
        let region = region.clone();
        Callback::new(move |(lon, lat, metres): (f64, f64, f64)| {
            // The map shows the areas, so they are there.
            let Some(open) = room.portal.snapshot().opened_shapes(&region) else {
                return true;
            };
            let area = area_at(&open.finder, &open.shapes.ids, [lon, lat], metres);
            let is_exact = area != Err(b::FEEDBACK_WHERE_MAP_NEARER);
            take(room, Told::Map, said, area, ([lon, lat], metres));
            is_exact
        })
    };
    view! { <PlaceMap region begin take=taken /> }.into_any()
}

/// Takes a point with the area around it, or says why there is none.
fn take(
    room: Room,
    told: Told,
    said: Said,
    area: Result<Id, Message>,
    (point, metres): ([f64; 2], f64),
) {
    said.set(area.as_ref().err().copied());
    room.write(|draft| {
        let exact = draft.spot(told).is_some_and(|spot| spot.exact);
        *draft.spot_mut(told) = area.ok().map(|area| Spot {
            area,
            point,
            metres,
            exact,
        });
    });
}

/// The area of a point, which is known to so many metres.
fn area_at(
    finder: &AreaFinder,
    ids: &[Id],
    [lon, lat]: [f64; 2],
    metres: f64,
) -> Result<Id, Message> {
    match finder.locate(lon, lat, metres) {
        Located::In(at) => ids.get(at).cloned().ok_or(b::FEEDBACK_WHERE_OUTSIDE),
        Located::Border(near) => {
            // Areas that overlap hold it both, however near one looks; the first is as good.
            let is_vague = near.iter().any(|(_, metres)| *metres > 0.0);
            let first = near.first().filter(|_| !is_vague);
            let first = first.and_then(|(at, _)| ids.get(*at).cloned());
            first.ok_or(b::FEEDBACK_WHERE_MAP_NEARER)
        }
        Located::Outside { metres: off, .. } if off < metres => Err(b::FEEDBACK_WHERE_MAP_NEARER),
        Located::Outside { .. } | Located::Nowhere => Err(b::FEEDBACK_WHERE_OUTSIDE),
    }
}

/// The area that was found, what of it is sent, and a tick for the point itself.
fn found(room: Room, told: Told, said: Said) -> AnyView {
    let texts = room.portal.texts();
    let status = {
        let texts = texts.clone();
        live_text(move || {
            let spot = room.draft.with(|draft| draft.spot(told).cloned());
            match (said.get(), spot) {
                (Some(message), _) => texts.t(message),
                (None, Some(spot)) => {
                    let area = named(&texts, room, &spot.area);
                    let sent = match spot.exact {
                        true => b::FEEDBACK_WHERE_FOUND_EXACT,
                        false => b::FEEDBACK_WHERE_FOUND,
                    };
                    texts.with(sent, &[("area", &area)])
                }
                (None, None) => String::new(),
            }
        })
    };
    let metres = Memo::new(move |_| {
        room.draft
            .with(|draft| draft.spot(told).map(|spot| spot.metres))
    });
    let exact = live(move || {
        let Some(metres) = metres.get() else {
            return ().into_any();
        };
        let so_far = distance(&texts, metres);
        let label = texts.with(b::FEEDBACK_WHERE_EXACT, &[("distance", &so_far)]);
        let is_exact = |draft: &Draft| draft.spot(told).is_some_and(|spot| spot.exact);
        let checked = room.draft.with_untracked(is_exact);
        let toggle = move |event| {
            room.write(|draft| {
                if let Some(spot) = draft.spot_mut(told) {
                    spot.exact = event_target_checked(&event);
                }
            });
        };
        let id = match told {
            Told::Map => "exact-of-map",
            _ => "exact",
        };
        view! {
            <div class="choice">
                <input type="checkbox" id=id checked=checked on:change=toggle />
                <label for=id>{label}</label>
            </div>
        }
        .into_any()
    });
    view! {
        <p role="status">{status}</p>
        {exact}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use senim_model::directory::Point;
    use senim_model::shapes::Shapes;

    /// Two squares side by side, of 0.1 degrees, which share the meridian 73.1.
    fn squares() -> Shapes {
        let square = |west: f64| {
            let corners = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)];
            let point = |(east, north): (f64, f64)| Point::from_degrees(west + east, 49.0 + north);
            corners.map(point).to_vec()
        };
        Shapes {
            ids: ["WEST", "EAST"].map(|id| Id::parse(id).unwrap()).to_vec(),
            polygons: vec![vec![vec![vec![0]]], vec![vec![vec![1]]]],
            arcs: vec![square(73.0), square(73.1)],
        }
    }

    #[test]
    fn a_point_names_an_area_only_where_it_is_sure_of_it() {
        let shapes = squares();
        let finder = AreaFinder::new(&shapes);
        let at = |lon: f64, metres: f64| area_at(&finder, &shapes.ids, [lon, 49.05], metres);
        let nearer = Err(b::FEEDBACK_WHERE_MAP_NEARER);
        assert_eq!(at(73.05, 10.0), Ok(shapes.ids[0].clone()));
        assert_eq!(at(73.15, 10.0), Ok(shapes.ids[1].clone()));
        // 0.001 degrees of longitude are 73 metres here.
        assert_eq!(at(73.101, 10.0), Ok(shapes.ids[1].clone()));
        assert_eq!(at(73.101, 100.0), nearer);
        assert_eq!(at(73.201, 100.0), nearer);
        assert_eq!(at(73.201, 10.0), Err(b::FEEDBACK_WHERE_OUTSIDE));
        assert_eq!(at(73.101, 0.0), Ok(shapes.ids[1].clone()));
    }

    #[test]
    fn areas_that_overlap_are_not_asked_for_again_and_again() {
        let shapes = Shapes {
            polygons: vec![vec![vec![vec![0]]]; 2],
            ..squares()
        };
        let finder = AreaFinder::new(&shapes);
        let found = area_at(&finder, &shapes.ids, [73.05, 49.05], 1.0);
        assert_eq!(found, Ok(shapes.ids[0].clone()));
    }
}
