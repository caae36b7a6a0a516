//! The page of a place.

use senim_figures::{Block, Context, Written, pinned_notice, taken_as};
use senim_model::id::Id;
use senim_model::surveys::Surveys;
use senim_texts::html::text;
use senim_texts::{Texts, f, s};

use crate::about;
use crate::asked::{Asked, themes};
use crate::change::change;
use crate::choice::Choice;
use crate::method::method;
use crate::view::{Place, View};
use crate::views;

/// The surveys of a place for a choice. Where a script runs, it is one theme, with what can be taken
/// away; else all of them, one after the other.
pub fn page(
    texts: &Texts,
    data: &Surveys,
    place: Place,
    choice: &Choice,
    context: &Context<'_>,
) -> Written {
    let Some(asked) = Asked::of(choice, data, place) else {
        let words = match place {
            Some(_) => s::SURVEYS_NOTHING_REGION,
            None => s::SURVEYS_NOTHING,
        };
        return Written {
            html: format!("<p class=\"notice\">{}</p>", text(&texts.t(words))),
            ..Written::default()
        };
    };
    if !context.live {
        return still(texts, data, place, context);
    }
    let view = View {
        texts,
        data,
        place,
        asked: &asked,
        width: context.width,
    };
    let old = choice.release.is_some().then(|| {
        let now = Choice {
            release: None,
            ..choice.clone()
        };
        pinned_notice(texts, context, &now.query())
    });
    let pinned = asked.choice(data, Some(context.release.to_owned()));
    let link = format!("{}?{}", context.address, pinned.query());
    let unmet = match choice.is_met_by(&pinned) {
        true => String::new(),
        false => format!(
            "<p class=\"notice\">{}</p>",
            text(&texts.t(f::RESPONSE_UNKNOWN_PLACE))
        ),
    };
    let (author, cited) = views::cited(&view);
    let whose = Context {
        publisher: author.as_deref().unwrap_or(context.publisher),
        ..*context
    };
    let blocks = views::blocks(&view);
    let parts: String = blocks
        .iter()
        .map(|(block, inside)| block.with_files(texts, true, inside))
        .collect();
    let html = format!(
        "{}{unmet}{}{parts}{}{}",
        old.unwrap_or_default(),
        headline(&view, "h2"),
        method(texts, data, context),
        taken_as(texts, &whose, (&texts.t(s::SURVEYS_TITLE), &cited), &link),
    );
    let blocks: Vec<Block> = blocks.into_iter().map(|(block, _)| block).collect();
    Written { html, blocks, link }
}

/// All themes, one after the other.
fn still(texts: &Texts, data: &Surveys, place: Place, context: &Context<'_>) -> Written {
    let theme = |at: u16| {
        let term = data.themes.get(usize::from(at))?;
        let choice = Choice {
            theme: Some(term.id.clone()),
            ..Choice::default()
        };
        let asked = Asked::of(&choice, data, place)?;
        let view = View {
            texts,
            data,
            place,
            asked: &asked,
            width: None,
        };
        let parts: String = views::blocks(&view)
            .iter()
            .map(|(block, inside)| match block.id {
                // Each says more of itself than a row has room for.
                "beside" => block.still(Some(inside)),
                _ => format!("{}{inside}", block.still(None)),
            })
            .collect();
        Some(format!(
            "<h2>{}</h2>{}{parts}",
            text(term.name.show(texts.lang)),
            headline(&view, "h3")
        ))
    };
    let html: String = themes(data, place).into_iter().filter_map(theme).collect();
    Written {
        html: format!("{html}{}", method(texts, data, context)),
        ..Written::default()
    }
}

/// The figure, whether it changed, and all that has to be known of it.
fn headline(view: &View<'_>, heading: &str) -> String {
    let (texts, asked) = (view.texts, view.asked);
    let id = if heading == "h2" {
        " id=\"figure\""
    } else {
        ""
    };
    let change = match heading {
        "h2" => change(view),
        // There are several on the page.
        _ => change(view).replace(" id=\"change\"", ""),
    };
    format!(
        "<section class=\"headline polled\"{id}><{heading}>{}</{heading}>{}{}{}{change}\
         <details class=\"about\"><summary>{}</summary>{}</details></section>",
        text(asked.wave.name.show(texts.lang)),
        about::mark(texts, asked.wave),
        about::question(texts, asked.question),
        about::number(view, asked.outcome, asked.answer),
        text(&texts.t(s::SURVEYS_ABOUT)),
        about::facts(view, asked.outcome),
    )
}

/// The position of a region that has surveys.
pub fn place_of(data: &Surveys, region: &Id) -> Place {
    let at = data.regions.iter().position(|term| term.id == *region)?;
    u16::try_from(at).ok()
}
