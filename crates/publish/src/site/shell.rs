//! The page around the content: from the page that Trunk built, with the language, the way to the
//! top, the title and the policy.

use senim_model::index::{Index, Tiles};
use senim_model::text::Lang;
use senim_texts::{Texts, m, w};

use super::Written;
use super::frame;
use super::head::{Head, STARTING, without_scripts};
use crate::Error;
use crate::signature::PublicKey;
use senim_texts::html::text;

/// The sections that the masthead names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Find,
    Map,
    List,
    Figures,
    Data,
    Feedback,
}

/// Which program of the portal a page starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    /// Find an inspector, with the lists and the quiet pages.
    Find,
    /// The map, places of help, the data room.
    Rooms,
    /// Response times.
    Figures,
    /// Messages to the police.
    Feedback,
}

/// A page in one language.
pub(super) struct Page {
    /// The program that it starts.
    pub(super) program: Program,
    /// Inside the language's folder: empty for its front page, else ending with a slash.
    pub(super) path: String,
    /// The section that it belongs to.
    pub(super) section: Option<Section>,
    /// Title.
    pub(super) title: String,
    /// One sentence for search engines.
    pub(super) description: String,
    /// The content as HTML.
    pub(super) main: String,
}

/// The pages that Trunk built, cut where things go in.
pub(super) struct Shell {
    find: Head,
    rooms: Head,
    figures: Head,
    feedback: Head,
    /// What the data room checks signatures with, for its head; may be empty.
    key: String,
    /// Whom the map may ask for tiles, as pictures and as a file; may be empty.
    tiles: [String; 2],
}

impl Shell {
    /// Cuts the built pages of the programs; all have the styles of the first, too. `None` where one
    /// has no head.
    pub(super) fn of([find, rooms, figures, feedback]: [&str; 4]) -> Option<Shell> {
        let find = Head::of(find)?;
        let with_styles = |built: &str| {
            let mut head = Head::of(built)?;
            head.inside.insert_str(0, &without_scripts(&find.inside));
            Some(head)
        };
        Some(Shell {
            rooms: with_styles(rooms)?,
            figures: with_styles(figures)?,
            feedback: with_styles(feedback)?,
            find,
            key: String::new(),
            tiles: Default::default(),
        })
    }

    /// Has the data room check signatures with a key.
    ///
    /// # Errors
    /// The key cannot be written.
    pub(super) fn trust(&mut self, key: &PublicKey) -> Result<(), Error> {
        let pem = key.pem()?;
        let body: String = pem
            .lines()
            .filter(|line| !line.starts_with("-----"))
            .collect();
        self.key = format!("<meta name=\"senim-key\" content=\"{} {body}\">", key.id());
        Ok(())
    }

    /// Lets the map ask a host for tiles.
    pub(super) fn allow_tiles(&mut self, tiles: &Tiles) {
        let host = format!(" {}", tiles.origin());
        self.tiles = match tiles.is_one_file() {
            // What is read out of a file becomes a picture on the spot.
            true => [" blob:".to_owned(), host],
            false => [host, String::new()],
        };
    }

    fn head(&self, program: Program) -> &Head {
        match program {
            Program::Find => &self.find,
            Program::Rooms => &self.rooms,
            Program::Figures => &self.figures,
            Program::Feedback => &self.feedback,
        }
    }
}

impl Shell {
    /// A page in one language.
    pub(super) fn page(&self, index: &Index, texts: &Texts, page: &Page) -> Written {
        self.page_with(index, texts, page, "")
    }

    /// The same with more for its head.
    pub(super) fn page_with(
        &self,
        index: &Index,
        texts: &Texts,
        page: &Page,
        marks: &str,
    ) -> Written {
        let body = format!(
            "<div id=\"plain\">{}<header><div class=\"strips\">{}</div>{}</header>\
             <p id=\"plain-failed\" class=\"strip\" role=\"alert\" hidden>{}</p>\
             <main id=\"plain-main\" class=\"page\" tabindex=\"-1\">{}</main>{}</div>",
            frame::skip(texts, page),
            frame::sample_strip(index, texts),
            frame::masthead(index, texts, page),
            text(&texts.t(w::PLAIN_FAILED)),
            page.main,
            frame::footer(index, texts),
        );
        let marks = format!("{}{marks}", takes_messages(index));
        self.in_language(texts, page, &body, &marks)
    }

    /// `marks` are for the head.
    fn in_language(&self, texts: &Texts, page: &Page, body: &str, marks: &str) -> Written {
        let lang = texts.lang.code();
        let depth = 1 + page.path.matches('/').count();
        Written {
            path: format!("{lang}/{}index.html", page.path),
            html: self.document(
                lang,
                &"../".repeat(depth),
                &format!("{}{}{}", head_of(texts, page), marks, self.key_for(page)),
                body,
                Some(page.program),
            ),
        }
    }

    /// A page that stands in one of somebody else's: the content, and that data are a sample where
    /// they are, with nothing around it.
    pub(super) fn embedded(&self, index: &Index, texts: &Texts, page: &Page) -> Written {
        let body = format!(
            "<div id=\"plain\"><header><div class=\"strips\">{}</div></header>\
             <p id=\"plain-failed\" class=\"strip\" role=\"alert\" hidden>{}</p>\
             <main id=\"plain-main\" class=\"page\" tabindex=\"-1\">{}</main></div>",
            frame::sample_strip(index, texts),
            text(&texts.t(w::PLAIN_FAILED)),
            page.main,
        );
        self.in_language(texts, page, &body, "")
    }

    fn key_for(&self, page: &Page) -> &str {
        match page.section {
            Some(Section::Data) => &self.key,
            _ => "",
        }
    }

    /// The whole document. One that starts no program loads nothing for it either.
    pub(super) fn document(
        &self,
        lang: &str,
        base: &str,
        head: &str,
        body: &str,
        starts: Option<Program>,
    ) -> String {
        let own = self.head(starts.unwrap_or(Program::Find));
        let pictures = match starts {
            Some(Program::Rooms) => self.tiles.each_ref().map(|host| text(host)),
            _ => Default::default(),
        };
        let (starting, inside) = match starts {
            Some(_) => (format!("<script>{STARTING}</script>"), own.inside.clone()),
            None => (String::new(), without_scripts(&own.inside)),
        };
        format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><base href=\"{}\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\
             <meta name=\"referrer\" content=\"no-referrer\">{starting}{head}{inside}</head><body>{body}</body></html>\n",
            text(base),
            own.policy(starts.is_some(), &pictures),
        )
    }
}

/// Where messages are taken, the masthead has a way to the form from the start.
pub(super) fn takes_messages(index: &Index) -> &'static str {
    match index.directory.feedback {
        Some(_) => "<meta name=\"senim-feedback\" content=\"yes\">",
        None => "",
    }
}

/// The title, a sentence for search engines, the other languages, and what the portal will ask for
/// first.
fn head_of(texts: &Texts, page: &Page) -> String {
    let lang = texts.lang.code();
    let alternates: String = Lang::ALL
        .into_iter()
        .map(|other| {
            let code = other.code();
            let path = &page.path;
            format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{code}/{path}\">")
        })
        .collect();
    format!(
        "<title>{} · {}</title><meta name=\"description\" content=\"{}\">{alternates}\
         {}\
         <link rel=\"preload\" as=\"fetch\" crossorigin href=\"data/index.json\">",
        text(&page.title),
        text(&texts.t(m::BRAND)),
        text(&page.description),
        catalogues(page.program, lang),
    )
}

/// The texts that a program asks for.
fn catalogues(program: Program, lang: &str) -> String {
    let folders: &[&str] = match program {
        Program::Find => &[""],
        Program::Rooms => &["", "rooms/"],
        Program::Figures => &["", "figures/", "surveys/"],
        Program::Feedback => &["", "feedback/"],
    };
    let version = senim_texts::VERSION;
    let preload = |folder: &&str| {
        format!(
            "<link rel=\"preload\" as=\"fetch\" crossorigin \
             href=\"i18n/{folder}{lang}.json?v={version}\">"
        )
    };
    folders.iter().map(preload).collect()
}

#[cfg(test)]
mod tests {
    use super::super::head::inline_scripts;
    use super::*;

    const FIND: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><base href=\"./\"><title>x</title>\
        <script type=\"module\">import a from './a.js';</script><link rel=\"stylesheet\" href=\"./a.css\"><link rel=\"modulepreload\" href=\"./a.js\"></head><body></body></html>";
    const ROOMS: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><base href=\"./\"><title>x</title>\
        <script type=\"module\">import b from './b.js';</script></head><body></body></html>";

    const FIGURES: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><base href=\"./\"><title>x</title>\
        <script type=\"module\">import c from './c.js';</script></head><body></body></html>";

    const FEEDBACK: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><base href=\"./\"><title>x</title>\
        <script type=\"module\">import d from './d.js';</script></head><body></body></html>";

    fn document(starts: Option<Program>) -> String {
        let shell = Shell::of([FIND, ROOMS, FIGURES, FEEDBACK]).unwrap();
        shell.document("kk", "../", "<title>y</title>", "", starts)
    }

    #[test]
    fn the_scripts_in_a_page_are_named_in_its_policy() {
        let shell = Shell::of([FIND, ROOMS, FIGURES, FEEDBACK]).unwrap();
        for program in [
            Program::Find,
            Program::Rooms,
            Program::Figures,
            Program::Feedback,
        ] {
            let html = document(Some(program));
            let scripts = inline_scripts(&html);
            assert_eq!(scripts, {
                let mut own = shell.head(program).scripts.clone();
                own.rotate_right(1);
                own
            });
            assert!(
                scripts
                    .iter()
                    .all(|hash| html.matches(hash.as_str()).count() == 1)
            );
            assert_eq!(html.matches("<title>").count(), 1);
            assert_eq!(html.matches("<base").count(), 1);
        }
    }

    #[test]
    fn each_program_starts_itself_alone_and_looks_like_the_other() {
        let (find, rooms) = (
            document(Some(Program::Find)),
            document(Some(Program::Rooms)),
        );
        assert!(find.contains("a.js") && !find.contains("b.js"));
        assert!(rooms.contains("b.js") && !rooms.contains("a.js"));
        assert!(find.contains("a.css") && rooms.contains("a.css"));
    }

    #[test]
    fn a_page_that_starts_nothing_loads_nothing_for_it() {
        let html = document(None);
        assert!(!html.contains("<script") && !html.contains("preload"));
        assert!(html.contains("a.css"));
    }

    #[test]
    fn what_trunk_did_not_build_is_refused() {
        assert!(Shell::of(["hello", ROOMS, FIGURES, FEEDBACK]).is_none());
    }
}
