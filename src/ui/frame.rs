//! What stands on every page: strips, masthead, footer.

use chrono::NaiveDate;
use leptos::prelude::*;
use senim_model::index::Index;
use senim_model::text::Lang;

use crate::app::Portal;
use crate::i18n::{Message, Texts, date, day_of, m};
use crate::page::Page;
use crate::ui::{live, live_option, live_text};

/// The day of a release.
pub(crate) fn release_day(index: &Index) -> Option<NaiveDate> {
    day_of(&index.directory.time)
}

/// Quiet strips: sample data, an earlier copy, a language that could not be had. Until the index
/// has come, they stand as they were served, so that nothing jumps.
#[component]
pub(crate) fn Strips() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let strips = live(move || {
        let index = portal.index.get();
        let served = || {
            let html = portal.served_strips.get_value();
            view! { <div inner_html=html /> }.into_any()
        };
        let sample = match &index {
            None => Some(served()),
            Some(Ok(loaded)) => sample_strip(&texts, &loaded.value),
            Some(Err(_)) => None,
        };
        let kept = index.and_then(Result::ok).filter(|loaded| loaded.kept);
        let kept = kept.map(|loaded| {
            let day = release_day(&loaded.value);
            let day = day.map(|day| date(&texts, day)).unwrap_or_default();
            strip(texts.with(m::NOTICE_KEPT, &[("date", &day)]))
        });
        let language = portal.no_language.get();
        let language = language.then(|| strip(texts.t(m::NOTICE_NETWORK)));
        let strips: Vec<AnyView> = sample.into_iter().chain(kept).chain(language).collect();
        strips.into_any()
    });
    view! { <div class="strips">{strips}</div> }
}

fn sample_strip(texts: &Texts, index: &Index) -> Option<AnyView> {
    let notice = index.notice.show(texts.lang);
    let text = match notice {
        "" => texts.t(m::SAMPLE_STRIP),
        notice => notice.to_owned(),
    };
    let strip = || view! { <p class="strip">{text}</p> }.into_any();
    index.sample.then(strip)
}

fn strip(text: String) -> AnyView {
    view! { <p class="strip" role="status">{text}</p> }.into_any()
}

/// The portal's name, its sections, languages, and the emergency numbers.
#[component]
pub(crate) fn Masthead() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let section = |page: Page, label: Message| {
        let href = portal.href(&page);
        let current = move || {
            portal.address.with(|address| {
                let here = match &address.page {
                    Page::Region(_) => &Page::List,
                    Page::Map(_) | Page::Place(..) => &Page::Map(None),
                    Page::Response(_)
                    | Page::Surveys(_)
                    | Page::Reform(_)
                    | Page::Problems(_)
                    | Page::Problem(..) => &Page::Response(None),
                    Page::Feedback(_) | Page::FeedbackStatus => &Page::Feedback(None),
                    other => other,
                };
                (*here == page).then_some("page")
            })
        };
        view! { <a href=href aria-current=current>{texts.t(label)}</a> }.into_any()
    };
    view! {
        <div class="masthead">
            <a class="wordmark" href=portal.href(&Page::Find)>
                {texts.t(m::BRAND)}
            </a>
            <nav class="sections" aria-label=texts.t(m::NAV_LABEL)>
                {section(Page::Find, m::NAV_FIND)}
                {section(Page::Map(None), m::NAV_MAP)}
                {section(Page::List, m::NAV_LIST)}
                {section(Page::Response(None), m::NAV_FIGURES)}
                {section(Page::Data, m::NAV_DATA)}
                {portal.takes_messages.then(|| section(Page::Feedback(None), m::NAV_FEEDBACK))}
            </nav>
            <Languages />
            <Emergency />
        </div>
    }
}

/// The language switch: it keeps the page, and what the visitor has typed.
#[component]
fn Languages() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let languages = Lang::ALL.map(|lang| {
        let (short, name) = match lang {
            Lang::Kk => (m::LANGUAGE_SHORT_KK, m::LANGUAGE_NAME_KK),
            Lang::Ru => (m::LANGUAGE_SHORT_RU, m::LANGUAGE_NAME_RU),
            Lang::En => (m::LANGUAGE_SHORT_EN, m::LANGUAGE_NAME_EN),
        };
        let href = live_text(move || {
            portal
                .address
                .with(|address| portal.href_in(&address.page, lang))
        });
        let current = (lang == texts.lang).then_some("true");
        let id = current.map(|_| "language");
        view! {
            <a id=id href=href lang=lang.code() hreflang=lang.code() aria-current=current>
                <span aria-hidden="true">{texts.t(short)}</span>
                <span class="unseen">{texts.t(name)}</span>
            </a>
        }
        .into_any()
    });
    let languages = Vec::from(languages);
    view! {
        <nav class="lang-switch" aria-label=texts.t(m::LANGUAGE_SWITCH)>
            {languages}
        </nav>
    }
}

/// The emergency numbers, from the data; as the page was served with them until that has come.
#[component]
fn Emergency() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let label = texts.t(m::EMERGENCY_LABEL);
    let numbers = live(move || match portal.index() {
        None => view! { <span class="served" inner_html=portal.served_emergency.get_value() /> }
            .into_any(),
        Some(index) => index
            .emergency
            .iter()
            .map(|emergency| {
                let values = [
                    ("number", emergency.number.as_str()),
                    ("name", emergency.name.show(texts.lang)),
                ];
                view! {
                    <a
                        href=format!("tel:{}", emergency.number)
                        aria-label=texts.with(m::EMERGENCY_CALL, &values)
                    >
                        {emergency.number.clone()}
                    </a>
                }
                .into_any()
            })
            .collect_view()
            .into_any(),
    });
    view! {
        <nav class="emergency" aria-label=label>
            {numbers}
        </nav>
    }
}

/// Where the data is from, where complaints go, and the quiet pages.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let source = {
        let texts = texts.clone();
        live_option(move || {
            let index = portal.index()?;
            let day = release_day(&index)
                .map(|day| date(&texts, day))
                .unwrap_or_default();
            let values = [
                ("publisher", index.publisher.show(texts.lang)),
                ("date", day.as_str()),
            ];
            let complaints = index
                .complaints
                .iter()
                .map(|link| {
                    let name = link.name.show(texts.lang).to_owned();
                    view! { <li><a href=link.url.clone() rel="noreferrer">{name}</a></li> }
                        .into_any()
                })
                .collect_view();
            let complaints = (!index.complaints.is_empty()).then(|| {
                view! {
                    <p>{texts.t(m::FOOTER_COMPLAINTS)}</p>
                    <ul class="links">{complaints}</ul>
                }
                .into_any()
            });
            Some(
                view! {
                    <p>{texts.with(m::FOOTER_SOURCE, &values)}</p>
                    {complaints}
                }
                .into_any(),
            )
        })
    };
    view! {
        <footer class="footer">
            <nav aria-label=texts.t(m::FOOTER_LABEL)>
                <a href=portal.href(&Page::About)>{texts.t(m::NAV_ABOUT)}</a>
                <a href=portal.href(&Page::Privacy)>{texts.t(m::NAV_PRIVACY)}</a>
                <a href=portal.href(&Page::Accessibility)>{texts.t(m::NAV_ACCESSIBILITY)}</a>
            </nav>
            {source}
        </footer>
    }
}
