//! The card: who serves an area, how to reach them, when and where they receive people.

use leptos::prelude::*;
use senim_model::directory::{Area, AreaIx, Inspector, Place, RegionPack, Served};
use senim_model::index::{Index, term};

use super::answer::{Chosen, street};
use super::contacts::{CallButtons, Contacts};
use super::minimap::MiniMap;
use super::reception::Reception;
use super::share::CardActions;
use crate::app::Portal;
use crate::browser::now_minute;
use crate::i18n::{LocalTime, Message, Texts, date, distance, house_list, labels, m};
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
                <p class="small quiet">{source} " " {page_link}</p>
                <CardActions region=region.pack.region.id.clone() area=area.id.clone() />
            </article>
            <MiniMap chosen=chosen.clone() />
        </div>
        {own_page.then(|| streets_of(&texts, &chosen))}
    })
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
        return vacant(texts, pack, ix);
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
    let initials: String = inspector
        .name
        .show(texts.lang)
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
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

fn facts(texts: &Texts, pack: &RegionPack, inspector: &Inspector) -> AnyView {
    let hours = inspector
        .hours
        .and_then(|at| pack.hours.get(usize::from(at)))
        .cloned();
    let place = inspector
        .place
        .and_then(|at| pack.places.get(usize::from(at)))
        .cloned();
    let languages: Vec<String> = inspector
        .languages
        .iter()
        .map(|code| labels::spoken(texts, code))
        .collect();
    let since = inspector.assigned_since.and_then(|day| day.date());
    let row = |label: Message, value: AnyView| {
        view! {
            <dt>{texts.t(label)}</dt>
            <dd>{value}</dd>
        }
        .into_any()
    };
    let reception = hours.map(|hours| {
        view! { <Reception hours base_minute=pack.base_minute offsets=pack.offsets.clone() /> }
            .into_any()
    });
    view! {
        <dl class="facts">
            {reception}
            {place.map(|place| row(m::CARD_PLACE, place_of(texts, &place)))}
            <Contacts contacts=inspector.contacts.clone() />
            {(!languages.is_empty()).then(|| row(m::CARD_LANGUAGES, languages.join(", ").into_any()))}
            {since.map(|day| row(m::CARD_SINCE, date(texts, day).into_any()))}
        </dl>
    }
    .into_any()
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

/// A place of help in a line or two, with the way there.
fn place_of(texts: &Texts, place: &Place) -> AnyView {
    let address = (!place.address.is_empty())
        .then(|| view! { ", " <Named text=place.address.clone() /> }.into_any());
    let way = place.at.map(|at| {
        let at = format!("{},{}", degrees(at.lat), degrees(at.lon));
        // Devices without an application for such links have the coordinates at least.
        view! {
            <span class="line way">
                <a href=format!("geo:{at}?q={at}") title=texts.t(m::CARD_WAY_NOTE)>
                    {texts.t(m::CARD_WAY)}
                </a>
                " "
                <span class="small quiet coordinates">{at.clone()}</span>
            </span>
        }
        .into_any()
    });
    view! { <Named text=place.name.clone() /> {address} {way} }.into_any()
}

/// Degrees with five decimals, from units of 0.00001 degrees. Whole numbers alone: what formats
/// fractions would be another 10 KB.
fn degrees(units: i32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    format!("{sign}{}.{:05}", units / 100_000, units % 100_000)
}

/// Nobody is appointed: whom to call instead. The point nearest at hand is one that another
/// inspector of the same district receives people at.
fn vacant(texts: &Texts, pack: &RegionPack, area: AreaIx) -> AnyView {
    let neighbour = pack.stand_in(area);
    let contacts = neighbour
        .map(Inspector::shared_contacts)
        .unwrap_or_default();
    let place = neighbour
        .and_then(|inspector| inspector.place)
        .and_then(|at| pack.places.get(usize::from(at)))
        .map(|place| view! { <p>{place_of(texts, place)}</p> }.into_any());
    view! {
        <p class="notice">
            <strong>{texts.t(m::CARD_VACANT)}</strong>
            ". "
            {texts.t(m::CARD_VACANT_NOTE)}
        </p>
        <h3>{texts.t(m::CARD_VACANT_CALL)}</h3>
        {place}
        <dl class="facts"><Contacts contacts /></dl>
    }
    .into_any()
}

/// Which streets and houses the area serves. The locality is named where there are several.
fn streets_of(texts: &Texts, chosen: &Chosen) -> AnyView {
    let pack = &chosen.region.pack;
    let localities = pack.streets_of(chosen.area);
    let several = localities.len() > 1;
    let tables = localities
        .into_iter()
        .map(|(locality, streets)| {
            let locality = pack.localities.get(usize::from(locality));
            let name = locality
                .filter(|_| several)
                .map(|locality| view! { <h3><Named text=locality.name.clone() /></h3> }.into_any());
            let rows = streets
                .into_iter()
                .map(|(street, houses)| {
                    view! {
                        <tr>
                            <td>{street.name.show(texts.lang).to_owned()}</td>
                            <td>{house_list(texts, houses)}</td>
                        </tr>
                    }
                    .into_any()
                })
                .collect_view();
            view! {
                {name}
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{texts.t(m::STREETS_STREET)}</th>
                            <th scope="col">{texts.t(m::STREETS_HOUSES)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="streets">
            <h2>{texts.t(m::CARD_STREETS)}</h2>
            {tables}
        </section>
    }
    .into_any()
}
