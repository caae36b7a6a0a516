//! What surrounds a page of figures: its width, its addresses, whose it is.

use senim_figures::Context;
use senim_model::index::RecordRelease;
use senim_model::text::Lang;

use crate::app::Portal;
use crate::browser::{self, window};
use crate::i18n::Texts;
use crate::page::Page;

/// The width of the page's column.
pub(crate) fn width() -> f64 {
    let main = browser::document().get_element_by_id("main");
    let main = main.map_or(360, |main| main.client_width());
    // The sides of the column, as the style has them.
    f64::from((main - 34).clamp(288, 1_000))
}

pub(crate) fn publisher(texts: &Texts) -> String {
    let index = Portal::get().index();
    index
        .map(|index| index.publisher.show(texts.lang).to_owned())
        .unwrap_or_default()
}

pub(crate) fn context<'a>(
    record: &'a RecordRelease,
    publisher: &'a str,
    (address, others): (&'a str, &'a [(Lang, String)]),
    width: f64,
) -> Context<'a> {
    Context {
        live: true,
        width: Some(width),
        publisher,
        released: &record.time,
        release: &record.id,
        address,
        others,
    }
}

/// The whole address of a page.
pub(crate) fn address(page: &Page) -> String {
    format!("{}{}", origin(), Portal::get().href(page))
}

/// Its addresses in the other languages.
pub(crate) fn others(page: &Page) -> Vec<(Lang, String)> {
    let portal = Portal::get();
    let own = portal.texts().lang;
    let others = Lang::ALL.into_iter().filter(|lang| *lang != own);
    let address = |lang| format!("{}{}", origin(), portal.href_in(page, lang));
    others.map(|lang| (lang, address(lang))).collect()
}

/// Where the portal lies, ending with a slash.
pub(crate) fn site() -> String {
    format!("{}{}", origin(), Portal::get().base())
}

fn origin() -> String {
    window().location().origin().unwrap_or_default()
}
