//! What stands on every plain page: strips, masthead, footer. The same markup, classes and words
//! as the portal renders in its place (`src/ui/frame.rs`), so that nothing moves when it comes.

use senim_model::day::Day;
use senim_model::index::Index;
use senim_model::text::Lang;
use senim_texts::{Message, Texts, date, day_of, m};

use super::shell::{Page, Section};
use senim_texts::html::text;

/// The way past the masthead, for those who go by keyboard. The page's own address stands in it,
/// as an address is read from the folder that `base` names.
pub(super) fn skip(texts: &Texts, page: &Page) -> String {
    format!(
        "<a class=\"skip\" href=\"{}/{}#plain-main\">{}</a>",
        texts.lang.code(),
        page.path,
        text(&texts.t(m::SKIP)),
    )
}

/// The portal's name, its sections, languages, and the emergency numbers.
pub(super) fn masthead(index: &Index, texts: &Texts, page: &Page) -> String {
    let lang = texts.lang.code();
    let section = |section: Section, path: &str, label: Message| {
        let current = if page.section == Some(section) {
            " aria-current=\"page\""
        } else {
            ""
        };
        let label = text(&texts.t(label));
        format!("<a href=\"{lang}/{path}\"{current}>{label}</a>")
    };
    format!(
        "<div class=\"masthead\"><a class=\"wordmark\" href=\"{lang}/\">{}</a>\
         <nav class=\"sections\" aria-label=\"{}\">{}{}{}{}{}{}</nav>{}{}</div>",
        text(&texts.t(m::BRAND)),
        text(&texts.t(m::NAV_LABEL)),
        section(Section::Find, "", m::NAV_FIND),
        section(Section::Map, "map/", m::NAV_MAP),
        section(Section::List, "list/", m::NAV_LIST),
        section(Section::Figures, "response/", m::NAV_FIGURES),
        section(Section::Data, "data/", m::NAV_DATA),
        match index.directory.feedback {
            Some(_) => section(Section::Feedback, "feedback/", m::NAV_FEEDBACK),
            None => String::new(),
        },
        languages(texts, page),
        emergency(index, texts),
    )
}

fn languages(texts: &Texts, page: &Page) -> String {
    let links: String = Lang::ALL
        .into_iter()
        .map(|lang| {
            let code = lang.code();
            let short = match lang {
                Lang::Kk => m::LANGUAGE_SHORT_KK,
                Lang::Ru => m::LANGUAGE_SHORT_RU,
                Lang::En => m::LANGUAGE_SHORT_EN,
            };
            let current = if lang == texts.lang {
                " id=\"language\" aria-current=\"true\""
            } else {
                ""
            };
            format!(
                "<a href=\"{code}/{}\" lang=\"{code}\" hreflang=\"{code}\"{current}>\
                 <span aria-hidden=\"true\">{}</span><span class=\"unseen\">{}</span></a>",
                page.path,
                text(&texts.t(short)),
                text(&texts.t(language_name(lang))),
            )
        })
        .collect();
    let label = text(&texts.t(m::LANGUAGE_SWITCH));
    format!("<nav class=\"lang-switch\" aria-label=\"{label}\">{links}</nav>")
}

/// What a language calls itself.
pub(super) fn language_name(lang: Lang) -> Message {
    match lang {
        Lang::Kk => m::LANGUAGE_NAME_KK,
        Lang::Ru => m::LANGUAGE_NAME_RU,
        Lang::En => m::LANGUAGE_NAME_EN,
    }
}

/// Sample data says that it is.
pub(super) fn sample_strip(index: &Index, texts: &Texts) -> String {
    if !index.sample {
        return String::new();
    }
    let notice = index.notice.show(texts.lang);
    let notice = if notice.is_empty() {
        texts.t(m::SAMPLE_STRIP)
    } else {
        notice.to_owned()
    };
    format!(
        "<p class=\"strip\" lang=\"{}\">{}</p>",
        texts.lang.code(),
        text(&notice)
    )
}

/// The emergency numbers.
pub(super) fn emergency(index: &Index, texts: &Texts) -> String {
    let numbers: String = index
        .emergency
        .iter()
        .map(|emergency| {
            let number = text(&emergency.number);
            let values = [
                ("number", emergency.number.as_str()),
                ("name", emergency.name.show(texts.lang)),
            ];
            let label = text(&texts.with(m::EMERGENCY_CALL, &values));
            format!("<a href=\"tel:{number}\" aria-label=\"{label}\">{number}</a>")
        })
        .collect();
    let label = text(&texts.t(m::EMERGENCY_LABEL));
    format!("<nav class=\"emergency\" aria-label=\"{label}\">{numbers}</nav>")
}

/// Where the data is from, where complaints go, and the quiet pages.
pub(super) fn footer(index: &Index, texts: &Texts) -> String {
    let lang = texts.lang.code();
    let day = release_day(index, texts);
    let values = [
        ("publisher", index.publisher.show(texts.lang)),
        ("date", day.as_str()),
    ];
    let complaints: String = index
        .complaints
        .iter()
        .map(|link| {
            let name = text(link.name.show(texts.lang));
            let url = text(&link.url);
            format!("<li><a href=\"{url}\" rel=\"noreferrer\">{name}</a></li>")
        })
        .collect();
    let complaints = match complaints.as_str() {
        "" => String::new(),
        links => {
            let label = text(&texts.t(m::FOOTER_COMPLAINTS));
            format!("<p>{label}</p><ul class=\"links\">{links}</ul>")
        }
    };
    format!(
        "<footer class=\"footer\"><nav aria-label=\"{}\"><a href=\"{lang}/about/\">{}</a>\
         <a href=\"{lang}/privacy/\">{}</a>\
         <a href=\"{lang}/accessibility/\">{}</a></nav><p>{}</p>{complaints}</footer>",
        text(&texts.t(m::FOOTER_LABEL)),
        text(&texts.t(m::NAV_ABOUT)),
        text(&texts.t(m::NAV_PRIVACY)),
        text(&texts.t(m::NAV_ACCESSIBILITY)),
        text(&texts.with(m::FOOTER_SOURCE, &values)),
    )
}

/// The day of the release, in words.
pub(super) fn release_day(index: &Index, texts: &Texts) -> String {
    day(texts, &index.directory.time)
}

/// The day of a time in RFC 3339, in words; empty for what is no time.
pub(super) fn day(texts: &Texts, time: &str) -> String {
    day_of(time).map_or_else(String::new, |day| date(texts, day))
}

/// When somebody's contacts, or a place, were last checked.
pub(super) fn verified(day: Option<Day>, texts: &Texts) -> String {
    let day = day.and_then(|day| day.date());
    day.map_or_else(
        || texts.t(m::CARD_UNVERIFIED),
        |day| texts.with(m::CARD_VERIFIED_ON, &[("date", &date(texts, day))]),
    )
}
