//! Browsing: region, district, locality, area, as a list that equals the search.

use leptos::prelude::*;
use senim_model::directory::{AreaIx, DistrictIx, LocalityIx, RegionPack, Served};
use senim_model::id::Id;

use crate::app::Portal;
use crate::browser;
use crate::i18n::{Texts, m};
use crate::page::Page;
use crate::snapshot::OpenRegion;
use crate::texts_pages::Missing;
use crate::ui::{FaultNotice, Loading, Named, live};

/// All regions.
#[component]
pub(crate) fn ListPage() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let regions = live(move || match portal.index.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Err(fault)) => {
            view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
        }
        Some(Ok(index)) => {
            let regions = index
                .value
                .directory
                .regions
                .iter()
                .map(|region| {
                    let href = portal.href(&Page::Region(region.id.clone()));
                    view! {
                        <li>
                            <a class="row" href=href>
                                <Named text=region.name.clone() />
                            </a>
                        </li>
                    }
                    .into_any()
                })
                .collect_view();
            view! { <ul class="rows">{regions}</ul> }.into_any()
        }
    });
    view! {
        <h1>{texts.t(m::LIST_TITLE)}</h1>
        <p class="lead">{texts.t(m::LIST_LEAD)}</p>
        {regions}
    }
}

/// All areas of a region.
#[component]
pub(crate) fn RegionPage(region: Id) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let opened = portal.open_region(region);
    let content = live(move || match opened.get() {
        None => view! { <Loading /> }.into_any(),
        Some(None) => view! { <Missing title=m::MISSING_TITLE lead=m::MISSING_LEAD /> }.into_any(),
        Some(Some(Err(fault))) => {
            view! { <FaultNotice fault retry=move |()| portal.retry() /> }.into_any()
        }
        Some(Some(Ok(region))) => {
            let title = region.pack.region.name.show(texts.lang);
            browser::set_title(title, &texts.t(m::BRAND));
            areas_of(portal, &texts, &region).into_any()
        }
    });
    let texts = portal.texts();
    view! {
        <p class="back">
            <a href=portal.href(&Page::List)>{texts.t(m::LIST_BACK)}</a>
        </p>
        {content}
    }
}

/// The areas of one locality.
type InLocality = (LocalityIx, Vec<AreaIx>);

/// Areas grouped: per district, per locality, the positions of areas.
fn grouped(pack: &RegionPack) -> Vec<(Option<DistrictIx>, Vec<InLocality>)> {
    let districts = (0..pack.districts.len())
        .filter_map(|at| u16::try_from(at).ok())
        .map(Some);
    let areas: Vec<(AreaIx, _)> = (0u16..).zip(&pack.areas).collect();
    districts
        .chain([None])
        .map(|district| {
            let inside: Vec<_> = areas
                .iter()
                .filter(|(_, area)| area.district == district)
                .collect();
            let localities = (0u16..)
                .zip(&pack.localities)
                .map(|(locality, _)| {
                    let here = inside
                        .iter()
                        .filter(|(_, area)| area.localities.contains(&locality))
                        .map(|(ix, _)| *ix)
                        .collect::<Vec<_>>();
                    (locality, here)
                })
                .filter(|(_, areas)| !areas.is_empty())
                .collect();
            (district, localities)
        })
        .filter(|(_, localities): &(_, Vec<_>)| !localities.is_empty())
        .collect()
}

fn areas_of(portal: Portal, texts: &Texts, region: &OpenRegion) -> impl IntoView + use<> {
    let pack = &region.pack;
    let groups = grouped(pack);
    let alone = groups.len() == 1;
    let groups = groups
        .into_iter()
        .map(|(district, localities)| {
            let name = district.and_then(|at| pack.districts.get(usize::from(at)));
            let heading = match name {
                Some(district) => view! { <Named text=district.name.clone() /> }.into_any(),
                None => texts.t(m::LIST_OTHER).into_any(),
            };
            let count = localities.iter().map(|(_, areas)| areas.len() as u64).sum();
            let localities = localities
                .into_iter()
                .map(|(locality, areas)| locality_of(portal, texts, pack, locality, &areas))
                .collect_view();
            view! {
                <details open=alone>
                    <summary>
                        <h2>{heading}</h2>
                        <span class="quiet">{texts.count(m::AREAS, count)}</span>
                    </summary>
                    {localities}
                </details>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <h1><Named text=pack.region.name.clone() /></h1>
        <p class="lead">{texts.t(m::LIST_REGION_LEAD)}</p>
        {groups}
    }
}

/// The first streets of an area, in one locality or all: enough to know one's own area by.
pub(crate) fn streets_in_short(
    texts: &Texts,
    pack: &RegionPack,
    locality: Option<LocalityIx>,
    area: AreaIx,
) -> String {
    let streets = pack.streets_of(area).into_iter();
    let here = streets.filter(|(at, _)| locality.is_none_or(|locality| locality == *at));
    let mut names: Vec<&str> = here
        .flat_map(|(_, streets)| streets)
        .map(|(street, _)| street.name.show(texts.lang))
        .collect();
    let more = names.len() > SHORT;
    names.truncate(SHORT);
    let list = names.join(", ");
    if more { format!("{list}…") } else { list }
}

/// How many streets stand for all of an area.
const SHORT: usize = 5;

fn locality_of(
    portal: Portal,
    texts: &Texts,
    pack: &RegionPack,
    locality: u16,
    areas: &[AreaIx],
) -> AnyView {
    let name = pack
        .localities
        .get(usize::from(locality))
        .map(|locality| locality.name.clone());
    let rows = areas
        .iter()
        .filter_map(|ix| Some((*ix, pack.areas.get(usize::from(*ix))?)))
        .map(|(ix, area)| {
            let streets = streets_in_short(texts, pack, Some(locality), ix);
            let href = portal.href(&Page::Area(pack.region.id.clone(), area.id.clone()));
            let who = area
                .served
                .inspector()
                .and_then(|at| pack.inspectors.get(usize::from(at)));
            let who = match (who, area.served) {
                (Some(inspector), Served::Acting(_)) => view! {
                    <Named text=inspector.name.clone() />
                    " · "
                    {texts.t(m::CARD_ACTING)}
                }
                .into_any(),
                (Some(inspector), _) => view! { <Named text=inspector.name.clone() /> }.into_any(),
                (None, _) => texts.t(m::LIST_VACANT).into_any(),
            };
            view! {
                <li>
                    <a class="row" href=href>
                        <span>{texts.with(m::CARD_AREA, &[("number", &area.number)])}</span>
                        <span class="quiet">{who}</span>
                        <span class="streets-in-short small quiet">{streets}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section>
            <h3>{name.map(|text| view! { <Named text /> })}</h3>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}
