//! The page around the content: from the page that Trunk built, with the language, the way to the
//! top, the title, the policy, and what stands on every page.

use base64::Engine as _;
use senim_model::index::Index;
use senim_model::text::Lang;
use senim_texts::{Texts, m};
use sha2::{Digest as _, Sha256};

use super::Written;
use super::html::{name, text};

/// A page in one language.
pub(super) struct Page {
    /// Inside the language's folder: empty for its front page, else ending with a slash.
    pub(super) path: String,
    /// Title.
    pub(super) title: String,
    /// One sentence for search engines.
    pub(super) description: String,
    /// The content as HTML.
    pub(super) main: String,
}

/// The page that Trunk built, cut where things go in.
pub(super) struct Shell {
    /// Between the title and the end of the head: styles, preloads, the start script.
    head: String,
    /// Hashes of scripts inside the page, as the policy names them.
    scripts: Vec<String>,
}

/// What starts and ends the parts of the head that are written anew for each page.
const WRITTEN_ANEW: [(&str, &str); 3] = [
    ("<base", ">"),
    ("<title", "</title>"),
    ("<meta name=\"referrer\"", ">"),
];

impl Shell {
    /// Cuts the built page. `None` where it has no head.
    pub(super) fn of(built: &str) -> Option<Shell> {
        let (_, after) = built.split_once("<head>")?;
        let (head, _) = after.split_once("</head>")?;
        let mut head = head.to_owned();
        for (from, to) in WRITTEN_ANEW {
            while let Some(at) = head.find(from) {
                let end = head.get(at..)?.find(to)? + at + to.len();
                head.replace_range(at..end, "");
            }
        }
        let scripts = inline_scripts(&head);
        Some(Shell { head, scripts })
    }

    /// Scripts of this origin and the one inside the page; nothing else runs, nothing else is asked.
    fn policy(&self) -> String {
        let scripts: Vec<String> = self
            .scripts
            .iter()
            .map(|hash| format!(" '{hash}'"))
            .collect();
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'; \
             img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'none'",
            scripts.concat()
        )
    }

    /// A page in one language.
    pub(super) fn page(&self, index: &Index, texts: &Texts, page: &Page) -> Written {
        let lang = texts.lang.code();
        let depth = 1 + page.path.matches('/').count();
        let alternates: String = Lang::ALL
            .into_iter()
            .map(|other| {
                let code = other.code();
                format!(
                    "<link rel=\"alternate\" hreflang=\"{code}\" href=\"{code}/{}\">",
                    page.path
                )
            })
            .collect();
        let languages: String = Lang::ALL
            .into_iter()
            .map(|other| {
                let code = other.code();
                let current = if other == texts.lang {
                    " aria-current=\"true\""
                } else {
                    ""
                };
                let name = texts.t(language_name(other));
                format!(
                    "<a href=\"{code}/{}\" lang=\"{code}\"{current}>{name}</a>",
                    page.path
                )
            })
            .collect();
        let head = format!(
            "<title>{} · {}</title><meta name=\"description\" content=\"{}\">{alternates}\
             <link rel=\"preload\" as=\"fetch\" crossorigin href=\"i18n/{lang}.json?v={}\">\
             <link rel=\"preload\" as=\"fetch\" crossorigin href=\"data/index.json\">",
            text(&page.title),
            text(&texts.t(m::BRAND)),
            text(&page.description),
            senim_texts::VERSION,
        );
        let body = format!(
            "<div id=\"plain\"><header><div class=\"strips\">{}</div><div class=\"masthead\">\
             <a class=\"wordmark\" href=\"{lang}/\">{}</a>\
             <nav class=\"sections\" aria-label=\"{}\"><a href=\"{lang}/\">{}</a><a href=\"{lang}/list/\">{}</a></nav>\
             <nav class=\"lang-switch\" aria-label=\"{}\">{languages}</nav>{}</div></header>\
             <p id=\"plain-failed\" class=\"strip\" role=\"alert\" hidden>{}</p>\
             <main id=\"plain-main\" class=\"page\">{}</main></div>",
            sample_strip(index, texts),
            text(&texts.t(m::BRAND)),
            text(&texts.t(m::NAV_LABEL)),
            text(&texts.t(m::NAV_FIND)),
            text(&texts.t(m::NAV_LIST)),
            text(&texts.t(m::LANGUAGE_SWITCH)),
            emergency(index, texts),
            text(&texts.t(m::PLAIN_FAILED)),
            page.main,
        );
        Written {
            path: format!("{lang}/{}index.html", page.path),
            html: self.document(lang, &"../".repeat(depth), &head, &body, true),
        }
    }

    /// The front door: the languages as equals. The portal goes on from here by itself.
    pub(super) fn front(&self, index: &Index, texts: &[Texts]) -> Written {
        Written {
            path: "index.html".into(),
            html: self.document(
                "kk",
                "./",
                &front_head(index),
                &choice(index, texts, false),
                true,
            ),
        }
    }

    /// What a host serves where there is no page. It may be asked for at any depth, so it names
    /// its base in full and starts nothing.
    pub(super) fn missing(&self, index: &Index, texts: &[Texts], base: &str) -> Written {
        Written {
            path: "404.html".into(),
            html: self.document(
                "kk",
                base,
                &front_head(index),
                &choice(index, texts, true),
                false,
            ),
        }
    }

    fn document(&self, lang: &str, base: &str, head: &str, body: &str, starts: bool) -> String {
        let mut own = self.head.clone();
        if !starts {
            own = without_scripts(&own);
        }
        format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><base href=\"{}\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\
             <meta name=\"referrer\" content=\"no-referrer\">{head}{}</head><body>{body}</body></html>\n",
            text(base),
            self.policy(),
            own.replace("<meta charset=\"utf-8\" />", "")
                .replace("<meta charset=\"utf-8\">", ""),
        )
    }
}

fn front_head(index: &Index) -> String {
    let names: Vec<String> = Lang::ALL
        .into_iter()
        .map(|lang| text(index.title.show(lang)))
        .collect();
    format!("<title>{}</title>", names.join(" · "))
}

/// The languages to choose from, and the emergency numbers; `missing` says that a page is not there.
fn choice(index: &Index, texts: &[Texts], missing: bool) -> String {
    let parts: String = texts
        .iter()
        .map(|texts| {
            let lang = texts.lang.code();
            let words = if missing {
                format!("<h2>{}</h2><p>{}</p>", text(&texts.t(m::MISSING_TITLE)), text(&texts.t(m::MISSING_LEAD)))
            } else {
                String::new()
            };
            format!(
                "<section lang=\"{lang}\">{words}<p class=\"ways\"><a class=\"chip\" href=\"{lang}/\">{}: {}</a></p></section>",
                text(&texts.t(language_name(texts.lang))),
                text(&texts.t(m::FIND_TITLE)),
            )
        })
        .collect();
    let title = text(index.title.show(Lang::Kk));
    let numbers = texts
        .first()
        .map(|texts| emergency(index, texts))
        .unwrap_or_default();
    let strips: String = texts
        .iter()
        .map(|texts| sample_strip(index, texts))
        .collect();
    format!(
        "<div id=\"plain\"><header><div class=\"strips\">{strips}</div><div class=\"masthead\"><span class=\"wordmark sections\">{title}</span>{numbers}</div></header>\
         <main id=\"plain-main\" class=\"page\"><h1>{title}</h1>{parts}</main></div>"
    )
}

fn language_name(lang: Lang) -> senim_texts::Message {
    match lang {
        Lang::Kk => m::LANGUAGE_NAME_KK,
        Lang::Ru => m::LANGUAGE_NAME_RU,
        Lang::En => m::LANGUAGE_NAME_EN,
    }
}

fn sample_strip(index: &Index, texts: &Texts) -> String {
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

fn emergency(index: &Index, texts: &Texts) -> String {
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

/// The name of a published text, for other modules.
pub(super) fn published(title: &senim_model::text::Text, lang: Lang) -> String {
    name(title, lang)
}

/// The hashes of scripts that stand in the page itself.
fn inline_scripts(head: &str) -> Vec<String> {
    let mut hashes = Vec::new();
    for part in head.split("<script").skip(1) {
        let Some((attributes, after)) = part.split_once('>') else {
            continue;
        };
        let Some((content, _)) = after.split_once("</script>") else {
            continue;
        };
        if !attributes.contains("src=") && !content.is_empty() {
            let hash = base64::engine::general_purpose::STANDARD
                .encode(Sha256::digest(content.as_bytes()));
            hashes.push(format!("sha256-{hash}"));
        }
    }
    hashes
}

/// The head without what starts the portal.
fn without_scripts(head: &str) -> String {
    let mut out = String::new();
    let mut rest = head;
    while let Some((before, after)) = rest.split_once("<script") {
        out.push_str(before);
        rest = after.split_once("</script>").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><base href=\"./\"><title>x</title>\
        <script type=\"module\">import a from './a.js';</script><link rel=\"stylesheet\" href=\"./a.css\"></head><body></body></html>";

    #[test]
    fn the_script_in_the_page_is_named_in_the_policy() {
        let shell = Shell::of(BUILT).unwrap();
        assert_eq!(shell.scripts.len(), 1);
        assert!(shell.policy().contains(&shell.scripts[0]));
        let html = shell.document("kk", "../", "<title>y</title>", "", true);
        assert_eq!(html.matches("<title>").count(), 1);
        assert_eq!(html.matches("<base").count(), 1);
        assert!(html.contains("import a"));
        assert!(
            !shell
                .document("kk", "/", "", "", false)
                .contains("import a")
        );
    }

    #[test]
    fn what_trunk_did_not_build_is_refused() {
        assert!(Shell::of("hello").is_none());
    }
}
