//! The shell: routes, language, what stands on every page.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use senim_model::id::Id;
use senim_model::index::Index;
use senim_model::text::Lang;

use crate::browser::{self, memory};
use crate::find::FindState;
use crate::i18n::{Catalogues, Message, Texts, fetch, m, preferred_language};
use crate::page::{Address, Page};
use crate::router;
use crate::snapshot::{Fault, Loaded, OpenRegion, OpenShapes, Snapshot};
use crate::ui::{
    Arriving, Footer, Masthead, Opened, Strips, arriving, fetch_into, live, live_option,
};

/// What one of the programs shows.
pub(crate) trait Rooms: 'static {
    /// Whether it shows a page. Links to others are left to the browser.
    fn has(page: &Page) -> bool;

    /// The content of a page; `served` is the one that the publisher wrote, where the browser has
    /// it already.
    fn view(page: Page, served: Option<String>) -> AnyView;

    /// What the window is called, where the content does not say so itself.
    fn title(page: &Page) -> Option<Message>;

    /// Folders of the catalogues with its texts, inside `i18n/`.
    const CATALOGUES: &[&str];

    /// A step back or forward has led to the same page.
    fn step(find: FindState);
}

/// What every room may use. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Portal {
    base: StoredValue<String>,
    /// What the address says.
    pub(crate) address: Memo<Address>,
    /// The index.
    pub(crate) index: Arriving<Result<Loaded<Index>, Fault>>,
    /// How often the visitor has asked to try again.
    attempt: RwSignal<u32>,
    /// Everything else that is fetched.
    pub(crate) snapshot: StoredValue<Rc<Snapshot>, LocalStorage>,
    /// What the visitor is looking for; it outlives a change of language.
    pub(crate) find: FindState,
    texts: RwSignal<Option<Texts>, LocalStorage>,
    /// A language could not be had.
    pub(crate) no_language: RwSignal<bool>,
    /// The emergency numbers as the page was served with them: should the index not come, they
    /// still stand there.
    pub(crate) served_emergency: StoredValue<String>,
    /// The strips as the page was served with them, until the index is there.
    pub(crate) served_strips: StoredValue<String>,
    /// Messages are taken.
    pub(crate) takes_messages: bool,
}

impl Portal {
    /// The portal of the component that is being built.
    pub(crate) fn get() -> Portal {
        expect_context()
    }

    /// The address of a page in the language of the present one.
    pub(crate) fn href(self, page: &Page) -> String {
        self.href_in(page, self.lang())
    }

    /// The address of a page in a language.
    pub(crate) fn href_in(self, page: &Page, lang: Lang) -> String {
        self.base.with_value(|base| page.href(base, lang))
    }

    /// The folder that the portal lies in, ending with a slash.
    pub(crate) fn base(self) -> String {
        self.base.get_value()
    }

    fn lang(self) -> Lang {
        self.address
            .with_untracked(|address| address.lang)
            .unwrap_or(Lang::Kk)
    }

    /// The texts that the page is built with. The whole page is built anew when they change.
    pub(crate) fn texts(self) -> Texts {
        let lang = self.lang();
        let texts = self.texts.get_untracked();
        texts.unwrap_or_else(|| Texts::none(lang))
    }

    /// The index, if it is there.
    pub(crate) fn index(self) -> Option<Arc<Index>> {
        let index = self.index.get()?;
        index.ok().map(|loaded| loaded.value)
    }

    /// The index, waited for.
    pub(crate) async fn wait_index(self) -> Result<Arc<Index>, Fault> {
        match self.index.get_untracked() {
            Some(Ok(index)) => Ok(index.value),
            _ => self.snapshot().index().await.map(|index| index.value),
        }
    }

    /// A region, opened. `None` inside means that there is no such region.
    pub(crate) fn open_region(self, id: Id) -> Opened<OpenRegion> {
        arriving(async move {
            match self.wait_index().await {
                Ok(index) => self.snapshot().region(&index, &id).await,
                Err(fault) => Some(Err(fault)),
            }
        })
    }

    /// A region's areas, opened.
    pub(crate) fn open_shapes(self, id: Id) -> Opened<OpenShapes> {
        let shapes = RwSignal::new_local(None);
        self.fetch_shapes(shapes, id);
        shapes
    }

    /// Opens a region's areas.
    pub(crate) fn fetch_shapes(self, shapes: Opened<OpenShapes>, id: Id) {
        fetch_into(shapes, async move {
            match self.wait_index().await {
                Ok(index) => self.snapshot().shapes(&index, &id).await,
                Err(fault) => Some(Err(fault)),
            }
        });
    }

    /// Asks again for the index; pages that hang on it are built anew.
    pub(crate) fn retry(self) {
        self.index.set(None);
        let snapshot = self.snapshot();
        fetch_into(self.index, async move { snapshot.index().await });
        self.attempt.update(|attempt| *attempt += 1);
        // The button that was pressed goes, and the focus would go with it.
        browser::focus("main");
    }

    /// All that is fetched.
    pub(crate) fn snapshot(self) -> Rc<Snapshot> {
        self.snapshot.get_value()
    }
}

/// The portal, as much of it as one program shows.
pub(crate) fn app<R: Rooms>() -> impl IntoView {
    let base = browser::settle_base();
    let find = FindState::new();
    let path = router::path(
        &base,
        {
            let base = base.clone();
            move |path| R::has(&Address::parse(&base, path).page)
        },
        move || R::step(find),
    );
    let address = Memo::new({
        let base = base.clone();
        move |_| path.with(|path| Address::parse(&base, path))
    });
    let snapshot = Rc::new(Snapshot::new(base.clone()));
    let portal = Portal {
        base: StoredValue::new(base),
        address,
        index: arriving({
            let snapshot = Rc::clone(&snapshot);
            async move { snapshot.index().await }
        }),
        attempt: RwSignal::new(0),
        snapshot: StoredValue::new_local(snapshot),
        find,
        texts: RwSignal::new_local(None),
        no_language: RwSignal::new(false),
        served_emergency: StoredValue::new(
            browser::inner_html("#plain .emergency").unwrap_or_default(),
        ),
        served_strips: StoredValue::new(browser::inner_html("#plain .strips").unwrap_or_default()),
        takes_messages: browser::has("meta[name=senim-feedback]"),
    };
    provide_context(portal);
    choose_language(portal, path);
    load_texts(portal, path, R::CATALOGUES);
    live_option(move || {
        let ready = portal.texts.with(|texts| texts.is_some());
        ready.then(|| frame::<R>().into_any())
    })
}

/// At the front door, the visitor goes on in the language of the device.
fn choose_language(portal: Portal, path: RwSignal<String>) {
    Effect::new(move |_| {
        if portal.address.with(|address| address.lang.is_none()) {
            router::go_on(path, &portal.href_in(&Page::Find, preferred_language()));
        }
    });
}

/// Fetches the catalogue of the address's language. The page stays as it is until it has come;
/// the first time, that is the page as it was served, which then makes room.
fn load_texts(portal: Portal, path: RwSignal<String>, folders: &'static [&'static str]) {
    let catalogues = StoredValue::new_local(Rc::new(Catalogues::default()));
    let wanted = Memo::new(move |_| portal.address.with(|address| address.lang));
    Effect::new(move |_| {
        let Some(lang) = wanted.get() else { return };
        let catalogues = catalogues.get_value();
        crate::browser::spawn(async move {
            let texts = match catalogues.loaded(lang) {
                Some(texts) => Some(texts),
                None => fetch(&portal.base(), folders, lang).await,
            };
            if wanted.get_untracked() != Some(lang) {
                return;
            }
            match texts {
                Some(texts) => {
                    portal.no_language.set(false);
                    catalogues.keep(&texts);
                    browser::prepare_crash_notice(texts.t(m::NOTICE_CRASH));
                    portal.texts.set(Some(texts));
                }
                None if portal.texts.with_untracked(Option::is_none) => {
                    browser::show_served_failure();
                }
                // The page stays in the language that it has, and its address says so again.
                None => {
                    portal.no_language.set(true);
                    let page = portal
                        .address
                        .with_untracked(|address| address.page.clone());
                    router::go_on(path, &portal.href_in(&page, portal.texts().lang));
                }
            }
        });
    });
}

/// What stands on every page, in one language.
fn frame<R: Rooms>() -> impl IntoView {
    let portal = Portal::get();
    // Subscribes: the frame is built anew when another language has come.
    let lang = Memo::new(move |_| {
        portal
            .texts
            .with(|texts| texts.as_ref().map(|texts| texts.lang))
    });
    live_option(move || {
        let lang = lang.get()?;
        Some(localised::<R>(lang).into_any())
    })
}

fn localised<R: Rooms>(lang: Lang) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    if browser::has("main#main") {
        // The visitor has pressed a language; the focus stays with it.
        request_animation_frame(|| browser::focus("language"));
    }
    // What was served belongs to the page that was asked for, and to no other.
    let served = browser::inner_html("#plain-main");
    let asked = portal.address.get_untracked().page;
    // A chart in a page of somebody else's stands alone, and leaves nothing on the device.
    let whole = !matches!(asked, Page::Embed(_));
    browser::take_over(lang.code());
    if whole {
        memory::put(memory::LANG, lang.code());
    }
    keep_title_and_focus::<R>(portal, &texts);
    let page = Memo::new(move |_| portal.address.with(|address| address.page.clone()));
    let skip = view! {
        <a
            class="skip"
            href="#main"
            on:click=move |event| {
                event.prevent_default();
                event.stop_propagation();
                browser::focus("main");
            }
        >
            {texts.t(m::SKIP)}
        </a>
    }
    .into_any();
    view! {
        {whole.then_some(skip)}
        <header>
            <Strips />
            {whole.then(|| view! { <Masthead /> }.into_any())}
        </header>
        <main id="main" class="page" tabindex="-1">
            {live(move || {
                portal.attempt.track();
                let page = page.get();
                let served = served.clone().filter(|_| asked == page);
                R::view(page, served)
            })}
        </main>
        {whole.then(|| view! { <Footer /> }.into_any())}
    }
}

/// The title follows the page, and after a change of page the focus is where the new one begins,
/// as it would be had the browser loaded it.
fn keep_title_and_focus<R: Rooms>(portal: Portal, texts: &Texts) {
    let texts = texts.clone();
    let own = texts.lang;
    Effect::new(move |before: Option<Address>| {
        let address = portal.address.get();
        if let Some(title) = R::title(&address.page) {
            browser::set_title(&texts.t(title), &texts.t(m::BRAND));
        }
        // Where only the language changes, the frame of the other language takes the focus.
        if before.is_some_and(|before| before.page != address.page) && address.lang == Some(own) {
            browser::focus("main");
        }
        address
    });
}
