//! One chart for a page of somebody else's: what it shows, of how many calls, by which clock, from
//! where, and the way to the whole page.

use senim_model::response::{Country, Response};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use crate::asked::Asked;
use crate::block::Block;
use crate::choice::Choice;
use crate::country::country;
use crate::figure::Figure;
use crate::notices::{notices, of_months};
use crate::page::{Context, Written, region, release_day};
use crate::views::View;

/// A chart of a region, by a choice; `context.address` is that of the whole page.
pub fn embedded_region(
    texts: &Texts,
    data: &Response,
    choice: &Choice,
    context: &Context<'_>,
) -> Written {
    let name = data.name.show(texts.lang);
    let title = texts.with(f::RESPONSE_TITLE_REGION, &[("region", name)]);
    let written = region(texts, data, choice, context);
    let is_trend = wanted(&written.blocks, choice).is_some_and(|block| block.id == "trend");
    let said = Asked::of(choice, data, context.released).map(|mut asked| {
        if let (true, Some(first), Some(last)) = (is_trend, data.months.first(), data.months.last())
        {
            // It goes over all months, and marks itself what changed or was revised.
            (asked.definition, asked.border, asked.ended) = (None, None, None);
            (asked.from, asked.to) = (first.month, last.month);
        }
        let view = View {
            texts,
            data,
            asked: &asked,
            width: None,
        };
        // Nothing is chosen here: the notices lead nowhere.
        let still = Context {
            live: false,
            ..*context
        };
        if is_trend {
            return of_months(&view, &still);
        }
        let figure = Figure::of(data, asked.selection(asked.scope), asked.clock);
        notices(&view, &still, &figure)
    });
    embedded(
        texts,
        (&title, &said.unwrap_or_default()),
        written,
        choice,
        context,
    )
}

/// A chart of the country, by a choice.
pub fn embedded_country(
    texts: &Texts,
    data: &Country,
    choice: &Choice,
    context: &Context<'_>,
) -> Written {
    let title = texts.t(f::RESPONSE_TITLE);
    let written = country(texts, data, choice, context, &|_| String::new());
    embedded(texts, (&title, ""), written, choice, context)
}

/// The part that is asked for, or the trend.
fn wanted<'a>(blocks: &'a [Block], choice: &Choice) -> Option<&'a Block> {
    let is = |id: &str| blocks.iter().find(|block| block.id == id);
    let chosen = choice.chart.as_deref().and_then(is);
    chosen.or_else(|| is("trend"))
}

fn embedded(
    texts: &Texts,
    (title, said): (&str, &str),
    written: Written,
    choice: &Choice,
    context: &Context<'_>,
) -> Written {
    let Written { html, blocks, link } = written;
    let Some(block) = wanted(&blocks, choice).cloned() else {
        // There are no figures, and the page says so.
        return Written { html, blocks, link };
    };
    let is_other = choice.chart.as_deref().is_some_and(|id| id != block.id);
    let other = is_other.then(|| {
        let unknown = text(&texts.t(f::RESPONSE_UNKNOWN_PLACE));
        format!("<p class=\"notice\">{unknown}</p>")
    });
    let said = other.unwrap_or_default() + said;
    let release = release_day(texts, context.released);
    let values = [("publisher", context.publisher), ("release", &release)];
    let html = format!(
        "<article class=\"embedded\"><h1>{}</h1><p class=\"quiet\">{}<br>{}</p>{said}{}\
         <p class=\"quiet\">{} · <a href=\"{}\" target=\"_blank\" rel=\"noopener\">{}</a></p></article>",
        text(title),
        text(&block.shown),
        text(&block.counted(texts)),
        block.alone(texts, context.live),
        text(&texts.with(f::RESPONSE_METHOD_SOURCE, &values)),
        text(&link),
        text(&texts.t(f::RESPONSE_EMBED_FULL)),
    );
    Written {
        html,
        blocks: vec![block],
        link,
    }
}
