//! Plain pages that lead to areas: the front page of a language, all regions, one region; and the
//! quiet pages.

use senim_model::directory::RegionPack;
use senim_model::index::Index;
use senim_texts::{Message, Texts, m};

use super::html::{name, text};
use super::shell::{Page, published};

/// The pages that every site has, in one language.
pub(super) fn fixed(index: &Index, texts: &Texts) -> Vec<Page> {
    vec![
        find(texts),
        all_regions(index, texts),
        words(
            texts,
            "about/",
            m::ABOUT_TITLE,
            &[m::ABOUT_P1, m::ABOUT_P2, m::ABOUT_P3],
        ),
        words(
            texts,
            "privacy/",
            m::PRIVACY_TITLE,
            &[
                m::PRIVACY_LEAD,
                m::PRIVACY_SEARCH,
                m::PRIVACY_PAGE,
                m::PRIVACY_DEVICE,
                m::PRIVACY_NONE,
            ],
        ),
        words(
            texts,
            "accessibility/",
            m::A11Y_TITLE,
            &[m::A11Y_P1, m::A11Y_P2, m::A11Y_P3, m::A11Y_P4],
        ),
    ]
}

fn find(texts: &Texts) -> Page {
    let title = texts.t(m::FIND_TITLE);
    let lang = texts.lang.code();
    Page {
        path: String::new(),
        description: texts.t(m::ABOUT_P1),
        main: format!(
            "<h1>{}</h1><p class=\"lead\">{}</p><noscript><p class=\"notice\">{}</p></noscript>\
             <p class=\"ways\"><a class=\"chip\" href=\"{lang}/list/\">{}</a></p>",
            text(&title),
            text(&texts.t(m::FIND_LEAD)),
            text(&texts.t(m::PLAIN_SEARCH)),
            text(&texts.t(m::FIND_WAY_LIST)),
        ),
        title,
    }
}

fn all_regions(index: &Index, texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let rows: String = index
        .directory
        .regions
        .iter()
        .map(|region| {
            let name = published(&region.name, texts.lang);
            format!(
                "<li><a class=\"row\" href=\"{lang}/{}/\">{name}</a></li>",
                region.id
            )
        })
        .collect();
    let title = texts.t(m::LIST_TITLE);
    Page {
        path: "list/".into(),
        description: texts.t(m::LIST_LEAD),
        main: format!(
            "<h1>{}</h1><p class=\"lead\">{}</p><ul class=\"rows\">{rows}</ul>",
            text(&title),
            text(&texts.t(m::LIST_LEAD)),
        ),
        title,
    }
}

fn words(texts: &Texts, path: &str, title: Message, paragraphs: &[Message]) -> Page {
    let title = texts.t(title);
    let paragraphs: Vec<String> = paragraphs.iter().map(|message| texts.t(*message)).collect();
    let main: String = paragraphs
        .iter()
        .map(|paragraph| format!("<p>{}</p>", text(paragraph)))
        .collect();
    Page {
        path: path.to_owned(),
        description: paragraphs.first().cloned().unwrap_or_default(),
        main: format!(
            "<article class=\"prose\"><h1>{}</h1>{main}</article>",
            text(&title)
        ),
        title,
    }
}

/// All areas of a region.
pub(super) fn region(pack: &RegionPack, texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let id = &pack.region.id;
    let rows: String = pack
        .areas
        .iter()
        .map(|area| {
            let places: Vec<String> = area
                .localities
                .iter()
                .filter_map(|at| pack.localities.get(usize::from(*at)))
                .map(|locality| name(&locality.name, texts.lang))
                .collect();
            let number = text(&texts.with(m::CARD_AREA, &[("number", &area.number)]));
            format!(
                "<li><a class=\"row\" href=\"{lang}/{id}/area/{}/\"><span>{number}</span><span class=\"quiet\">{}</span></a></li>",
                area.id,
                places.join(", "),
            )
        })
        .collect();
    let title = pack.region.name.show(texts.lang).to_owned();
    Page {
        path: format!("{id}/"),
        description: texts.t(m::LIST_REGION_LEAD),
        main: format!(
            "<h1>{}</h1><p class=\"lead\">{}</p><ul class=\"rows\">{rows}</ul>",
            name(&pack.region.name, texts.lang),
            text(&texts.t(m::LIST_REGION_LEAD)),
        ),
        title,
    }
}
