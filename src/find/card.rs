//! The card: who serves an area, how to reach them, when and where they receive people.

use leptos::prelude::*;
use senim_lookup::nearest;
use senim_model::directory::{Area, AreaIx, Inspector, RegionPack, Served};
use senim_model::index::{Index, term};

use super::answer::{Chosen, street};
use super::contacts::CallButtons;
use super::minimap::MiniMap;
use super::reception::next_reception;
use super::share::CardActions;
use crate::app::Portal;
use crate::browser::now_minute;
use crate::i18n::{LocalTime, Texts, card, date, distance, labels, m};
use crate::page::Page;
use crate::ui::{Named, live, live_option, live_text, press, release_day};

/// The card of an area. On an area's own page it is the page's main heading.
#[component]
pub(crate) fn Card(chosen: Chosen, own_page: bool) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let region = std::sync::Arc::clone(&chosen.region);
    let area = region.pack.areas.get(usize::from(chosen.area))?;
    let number = texts.with(m::CARD_AREA, &[("number", &area.number)]);
    let heading = if own_page {
        view! { <h1 class="card-area">{number}</h1> }.into_any()
    } else {
        view! { <h2 class="card-area">{number}</h2> }.into_any()
    };
    let outside = chosen.outside.map(|metres| {
        let away = distance(&texts, metres);
        view! {
            <p class="notice">{texts.with(m::POSITION_OUTSIDE, &[("distance", &away)])}</p>
        }
        .into_any()
    });
    let vague = chosen.vague.map(|metres| {
        let so_far = distance(&texts, metres);
        view! { <p class="notice">{texts.with(m::POSITION_VAGUE, &[("distance", &so_far)])}</p> }
            .into_any()
    });
    let page_link = (!own_page).then(|| {
        let page = Page::Area(region.pack.region.id.clone(), area.id.clone());
        view! { <a href=portal.href(&page)>{texts.t(m::CARD_OPEN_PAGE)}</a> }.into_any()
    });
    let source = {
        let texts = texts.clone();
        let id = area.id.to_string();
        live_text(move || {
            let day = portal.index().and_then(|index| release_day(&index));
            let day = day.map(|day| date(&texts, day)).unwrap_or_default();
            texts.with(m::CARD_SOURCE, &[("id", &id), ("date", &day)])
        })
    };
    let kept = region.kept.then(|| {
        let made = LocalTime::at(region.pack.base_minute + 1440, &region.pack.offsets);
        let day = made.map(|made| date(&texts, made.date)).unwrap_or_default();
        view! { <p class="notice" role="status">{texts.with(m::NOTICE_KEPT, &[("date", &day)])}</p> }.into_any()
    });
    // The region was opened by the index, so that is there.
    let detour = untrack(|| portal.index()).map_or(100, |index| index.find.detour_percent);
    let near = nearest_places(&texts, &chosen, detour);
    let back = own_page.then(|| {
        let list = portal.href(&Page::Region(region.pack.region.id.clone()));
        view! { <p class="back"><a href=list><Named text=region.pack.region.name.clone() /></a></p> }
            .into_any()
    });
    Some(view! {
        {back}
        {kept}
        {outside}
        {vague}
        <div class="answer">
            <article class="card">
                {heading}
                <p class="quiet">{address_line(&texts, &chosen, area)}</p>
                {who(portal, &texts, &region.pack, area, chosen.area)}
                <div inner_html=near />
                <p class="small quiet">{source} " " {page_link}</p>
                <CardActions region=region.pack.region.id.clone() area=area.id.clone() />
            </article>
            <MiniMap chosen=chosen.clone() />
        </div>
        {own_page.then(|| {
            let streets = card::streets(&texts, &region.pack, chosen.area);
            view! { <div inner_html=streets /> }.into_any()
        })}
    })
}

/// Where help is nearest, and how long the way on foot is: from the visitor's position, where that
/// was asked for, else from the middle of the area.
fn nearest_places(texts: &Texts, chosen: &Chosen, detour_percent: u32) -> String {
    let pack = &chosen.region.pack;
    let (near, from) = match chosen.at {
        Some(at) => (nearest(pack, at), m::CARD_NEAREST_FROM_YOU),
        None => {
            let area = pack.areas.get(usize::from(chosen.area));
            let near = area.map(|area| area.nearest.clone());
            (near.unwrap_or_default(), m::CARD_NEAREST_FROM_AREA)
        }
    };
    card::nearest(texts, pack, &near, from, detour_percent)
}

/// The address that was looked for, else where the area lies.
fn address_line(texts: &Texts, chosen: &Chosen, area: &Area) -> String {
    let pack = &chosen.region.pack;
    let found = chosen
        .address
        .and_then(|(at, house)| Some((street(&chosen.region, at)?, house)));
    let Some((street, house)) = found else {
        return labels::whereabouts(texts, pack, area);
    };
    let mut address = street.name.show(texts.lang).to_owned();
    if let Some(house) = house {
        address = format!("{address},\u{a0}{house}");
    }
    if let Some(locality) = pack.localities.get(usize::from(street.locality)) {
        address = format!("{}, {address}", locality.name.show(texts.lang));
    }
    texts.with(m::CARD_FOR, &[("address", &address)])
}

fn who(portal: Portal, texts: &Texts, pack: &RegionPack, area: &Area, ix: AreaIx) -> AnyView {
    let inspector = area
        .served
        .inspector()
        .and_then(|at| pack.inspectors.get(usize::from(at)));
    let Some(inspector) = inspector else {
        let whom = card::vacant(texts, pack, ix);
        return view! { <div inner_html=whom /> }.into_any();
    };
    let acting = matches!(area.served, Served::Acting(_)).then(|| {
        view! {
            <p class="notice">
                <strong>{texts.t(m::CARD_ACTING)}</strong>
                ". "
                {texts.t(m::CARD_ACTING_NOTE)}
            </p>
        }
        .into_any()
    });
    let rank = {
        let rank = inspector.rank.clone();
        let role = texts.t(m::CARD_ROLE);
        let lang = texts.lang;
        live_text(move || {
            let index = portal.index();
            let rank = rank.as_ref().zip(index.as_ref()).and_then(|(rank, index)| {
                term(&index.vocabulary.ranks, rank).map(|name| name.show(lang).to_owned())
            });
            match rank {
                Some(rank) => format!("{rank} · {role}"),
                None => role.clone(),
            }
        })
    };
    view! {
        <div class="person">
            <Figure portal inspector=inspector.clone() />
            <div>
                <p class="person-name"><Named text=inspector.name.clone() /></p>
                <p class="quiet">{rank}</p>
            </div>
        </div>
        {acting}
        <CallButtons contacts=inspector.contacts.clone() />
        <p class="verified">{verified(portal, texts, pack, inspector)}</p>
        {facts(texts, pack, inspector)}
    }
    .into_any()
}

/// A neutral figure; the photo only on press, as loading it names the inspector to the server.
#[component]
fn Figure(portal: Portal, inspector: Inspector) -> impl IntoView {
    let texts = portal.texts();
    let shown = RwSignal::new(false);
    let initials = labels::initials(inspector.name.show(texts.lang));
    let photo = inspector.photo.clone();
    let src = move || {
        let path = portal.index().map(|index| index.directory.path.clone());
        let photo = photo.clone().unwrap_or_default();
        format!("{}data/{}{photo}", portal.base(), path.unwrap_or_default())
    };
    let alt = texts.t(m::CARD_PHOTO_ALT);
    let figure = live(move || {
        if shown.get() {
            view! { <img class="figure" src=live_text(src.clone()) alt=alt.clone() width="72" height="72" /> }
                .into_any()
        } else {
            view! { <span class="figure" aria-hidden="true">{initials.clone()}</span> }.into_any()
        }
    });
    let button = inspector.photo.is_some().then(|| {
        let label = texts.t(m::CARD_PHOTO);
        let note = texts.t(m::CARD_PHOTO_NOTE);
        let show = move || shown.set(true);
        live_option(move || {
            (!shown.get()).then(|| {
                view! {
                    <button type="button" class="link small" title=note.clone() on:click=press(show)>
                        {label.clone()}
                    </button>
                }
                .into_any()
            })
        })
    });
    view! { <div class="figure-box">{figure}{button}</div> }
}

/// The list of facts, with what holds at this moment.
fn facts(texts: &Texts, pack: &RegionPack, inspector: &Inspector) -> AnyView {
    let now = now_minute();
    let hours = pack.hours_at(inspector.hours);
    let next = hours.map(|hours| next_reception(texts, pack, hours, now));
    let dates =
        hours.map(|hours| card::irregular_dates(texts, pack, hours, now, texts.t(m::HOURS_VARIES)));
    let rows = card::facts(
        texts,
        pack,
        inspector,
        next.as_deref(),
        &dates.unwrap_or_default(),
    );
    view! { <dl class="facts" inner_html=rows></dl> }.into_any()
}

/// When the contacts were last checked, and whether that is too long ago.
fn verified(portal: Portal, texts: &Texts, pack: &RegionPack, inspector: &Inspector) -> AnyView {
    let Some(day) = inspector.verified_on else {
        return texts.t(m::CARD_UNVERIFIED).into_any();
    };
    let today = LocalTime::at(now_minute(), &pack.offsets).map(|now| now.date);
    let age = today.map_or(0, |today| senim_model::day::Day::from(today).since(day));
    let stale = texts.t(m::CARD_STALE);
    let limit = move |index: &Index| i64::from(index.find.stale_after_days);
    let flag = live_option(move || {
        let index = portal.index()?;
        let badge = || view! { " " <span class="badge warn">{stale.clone()}</span> }.into_any();
        (age > limit(&index)).then(badge)
    });
    let shown = day.date().map(|day| date(texts, day)).unwrap_or_default();
    view! { {texts.with(m::CARD_VERIFIED_ON, &[("date", &shown)])} {flag} }.into_any()
}
