//! What a page begins with.

use senim_texts::html::text;
use senim_texts::{Texts, s};

/// The heading of a region's page with the way back to the country, or of the country's with the
/// regions: addresses and names.
pub fn top(texts: &Texts, region: Option<&str>, links: &[(String, String)]) -> String {
    let lead = format!("<p class=\"lead\">{}</p>", text(&texts.t(s::SURVEYS_LEAD)));
    if let Some(name) = region {
        let back = links.first().map_or("", |(href, _)| href);
        return format!(
            "<p class=\"back\"><a href=\"{}\">{}</a></p><h1>{}</h1>{lead}",
            text(back),
            text(&texts.t(s::SURVEYS_BACK)),
            text(&texts.with(s::SURVEYS_TITLE_REGION, &[("region", name)])),
        );
    }
    let regions: String = links
        .iter()
        .map(|(href, name)| {
            format!(
                "<li><a class=\"row\" href=\"{}\">{}</a></li>",
                text(href),
                text(name)
            )
        })
        .collect();
    format!(
        "<h1>{}</h1>{lead}<nav aria-label=\"{}\"><ul class=\"rows\">{regions}</ul></nav>",
        text(&texts.t(s::SURVEYS_TITLE)),
        text(&texts.t(s::SURVEYS_REGIONS)),
    )
}
