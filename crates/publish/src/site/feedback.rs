//! The plain pages of messages to the police: whom to call, where formal complaints go, and that
//! the form needs a script. Without `[feedback]` in the source there are none.

use std::path::Path;

use senim_model::feedback::Feedback;
use senim_model::id::Id;
use senim_model::index::{Index, RegionFiles};
use senim_texts::feedback::before;
use senim_texts::html::{name, text};
use senim_texts::{Message, Texts, b, f, w};

use super::answered::Answered;
use super::files;
use super::shell::{Page, Program, Section};
use super::wrong;
use crate::Error;

/// What senders have to know; `None` where no messages are taken.
pub(super) fn read(index: &Index, data: &Path) -> Result<Option<Feedback>, Error> {
    let Some(file) = &index.directory.feedback else {
        return Ok(None);
    };
    let path = data.join(&index.directory.path).join(&file.path);
    let read = serde_json::from_slice(&files::read(&path)?);
    read.map(Some)
        .map_err(|error| wrong(&path, &error.to_string()))
}

/// The page that asks for a region, one for each region, and that of what became of a message.
pub(super) fn pages(
    index: &Index,
    feedback: Option<&Feedback>,
    answered: Option<&Answered>,
    texts: &Texts,
) -> Vec<Page> {
    let Some(feedback) = feedback else {
        return Vec::new();
    };
    let regions = index.directory.regions.iter();
    let mut pages = vec![choose(index, feedback, answered, texts), status(texts)];
    pages.extend(regions.map(|region| of_region(index, feedback, answered, region, texts)));
    pages
}

fn choose(index: &Index, feedback: &Feedback, answered: Option<&Answered>, texts: &Texts) -> Page {
    let lang = texts.lang.code();
    let regions = index.directory.regions.iter().map(|region| {
        format!(
            "<li><a class=\"row\" href=\"{lang}/{}/feedback/\"><span>{}</span></a></li>",
            region.id,
            name(texts, &region.name)
        )
    });
    let content = format!(
        "{}<h2>{}</h2><ul class=\"rows\">{}</ul>{}{}",
        before(texts, index, feedback),
        text(&texts.t(b::FEEDBACK_REGION)),
        regions.collect::<String>(),
        to_status(texts),
        answered
            .map(|answered| answered.country(index, texts))
            .unwrap_or_default(),
    );
    page(
        texts,
        "feedback/".into(),
        [b::FEEDBACK_TITLE, b::FEEDBACK_LEAD].map(|message| texts.t(message)),
        w::FEEDBACK_SCRIPT,
        &content,
    )
}

fn of_region(
    index: &Index,
    feedback: &Feedback,
    answered: Option<&Answered>,
    region: &RegionFiles,
    texts: &Texts,
) -> Page {
    let shown = region.name.show(texts.lang);
    let title = texts.with(b::FEEDBACK_TITLE_REGION, &[("region", shown)]);
    let answered = answered.map(|answered| answered.region(index, texts, &region.id));
    let content = [
        before(texts, index, feedback),
        to_status(texts),
        answered.unwrap_or_default(),
    ]
    .concat();
    let words = [title, texts.t(b::FEEDBACK_LEAD)];
    let path = format!("{}/feedback/", region.id);
    page(texts, path, words, w::FEEDBACK_SCRIPT, &content)
}

fn status(texts: &Texts) -> Page {
    let words = [b::FEEDBACK_STATUS, b::FEEDBACK_STATUS_LEAD].map(|message| texts.t(message));
    let path = "feedback/status/".into();
    page(texts, path, words, w::FEEDBACK_SCRIPT_STATUS, "")
}

/// A page, with what it needs a script for.
fn page(
    texts: &Texts,
    path: String,
    [title, lead]: [String; 2],
    needed: Message,
    content: &str,
) -> Page {
    let needed = text(&texts.t(needed));
    Page {
        program: Program::Feedback,
        path,
        section: Some(Section::Feedback),
        main: format!(
            "<div class=\"feedback\">{}<h1>{}</h1><p class=\"lead\">{}</p>\
             <noscript><p class=\"notice\">{needed}</p></noscript>{content}</div>",
            exit(texts),
            text(&title),
            text(&lead),
        ),
        description: lead,
        title,
    }
}

/// The quick way out, which the portal makes work: its place is kept meanwhile.
fn exit(texts: &Texts) -> String {
    format!(
        "<div class=\"exit waiting\"><button type=\"button\" class=\"button\" disabled>{}</button>\
         <small class=\"quiet\">{}</small></div>",
        text(&texts.t(b::FEEDBACK_EXIT)),
        text(&texts.t(b::FEEDBACK_EXIT_HINT)),
    )
}

fn to_status(texts: &Texts) -> String {
    format!(
        "<p><a href=\"{}/feedback/status/\">{}</a></p>",
        texts.lang.code(),
        text(&texts.t(b::FEEDBACK_STATUS))
    )
}

/// The way to the form with its subject; without a region, that is asked for. The subject stands after `#`: no server hears which page somebody
/// wrote from.
pub(super) fn write_link(
    index: &Index,
    texts: &Texts,
    region: Option<&Id>,
    (about, id): (&str, &str),
    label: Message,
) -> String {
    if index.directory.feedback.is_none() {
        return String::new();
    }
    let folder = region.map(|region| format!("{region}/"));
    format!(
        "<a class=\"button\" href=\"{}/{}feedback/#about={about}&amp;id={}\">{}</a>",
        texts.lang.code(),
        folder.unwrap_or_default(),
        text(id),
        text(&texts.t(label)),
    )
}

/// The same about the figures of a page, as the last thing that stands on it: `page` is its address
/// within the country or the region.
pub(super) fn write_link_of_figures(
    index: &Index,
    texts: &Texts,
    region: Option<&Id>,
    page: &str,
) -> String {
    let folder = region.map(|region| format!("{region}/"));
    let page = folder.unwrap_or_default() + page;
    let about = ("figure", page.as_str());
    let link = write_link(index, texts, region, about, f::RESPONSE_WRITE);
    format!("<p class=\"actions\">{link}</p>")
}
