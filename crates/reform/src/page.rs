//! The page: of the country, or of a region.

use chrono::NaiveDate;
use senim_figures::release_day;
use senim_model::id::Id;
use senim_texts::html::text;
use senim_texts::labels::EXAMPLE_SITE;
use senim_texts::{Texts, day_of, f, number, p};

use super::article::{in_region, promised};
use super::indicator::{Indicator, Reform};
use super::standing::Standing;
use super::words;

/// What surrounds a page.
pub struct Around<'a> {
    /// Words.
    pub texts: &'a Texts,
    /// The data are a sample.
    pub sample: bool,
    /// Who publishes.
    pub publisher: &'a str,
    /// The time of the release, RFC 3339. The page is as of its day.
    pub released: &'a str,
    /// The identifier of the release, which addresses name.
    pub release: &'a str,
    /// The folder of the tables, from the top of the site, ending with a slash.
    pub folder: &'a str,
    /// The address of the page, from the top of the site, ending with a slash.
    pub path: &'a str,
    /// The name of the region, of its page.
    pub place: Option<&'a str>,
    /// All regions, with their names.
    pub regions: &'a [(Id, String)],
}

/// The title of the page.
pub(crate) fn title(around: &Around<'_>) -> String {
    match around.place {
        Some(name) => around
            .texts
            .with(p::REFORM_TITLE_REGION, &[("region", name)]),
        None => around.texts.t(p::REFORM_TITLE),
    }
}

/// The page of a region, or of the country: its title, and its content as HTML.
pub fn page(around: &Around<'_>, reform: &Reform, region: Option<&Id>) -> (String, String) {
    let title = title(around);
    let content = match day_of(around.released) {
        Some(day) if !of(reform, region).is_empty() => content(around, reform, region, day),
        _ => nothing(around),
    };
    let html = format!(
        "{}<h1>{}</h1><p class=\"lead\">{}</p>{content}",
        back(around),
        text(&title),
        text(&around.texts.t(p::REFORM_LEAD)),
    );
    (title, html)
}

/// The indicators that a page has.
fn of<'a>(reform: &'a Reform, region: Option<&Id>) -> Vec<&'a Indicator> {
    let all = reform.indicators.iter();
    all.filter(|of| match region {
        Some(region) => of.is_about(region),
        None => true,
    })
    .collect()
}

fn nothing(around: &Around<'_>) -> String {
    let message = match around.place {
        Some(_) => p::REFORM_NOTHING_REGION,
        None => p::REFORM_NOTHING,
    };
    format!("<p class=\"notice\">{}</p>", text(&around.texts.t(message)))
}

fn back(around: &Around<'_>) -> String {
    let texts = around.texts;
    match around.place {
        Some(_) => format!(
            "<p class=\"back\"><a href=\"{}/reform/\">{}</a></p>",
            texts.lang.code(),
            text(&texts.t(p::REFORM_BACK))
        ),
        None => String::new(),
    }
}

fn content(around: &Around<'_>, reform: &Reform, region: Option<&Id>, day: NaiveDate) -> String {
    let texts = around.texts;
    let own: Vec<&Indicator> = of(reform, region)
        .into_iter()
        .filter(|of| of.region.as_ref() == region)
        .collect();
    let shared = region.map_or(0, |_| of(reform, region).len() - own.len());
    let standing = |of: &Indicator| Standing::of(&of.promise, &of.own(), day);
    let groups = Standing::ALL.map(|group| {
        let mine = own.iter().filter(|of| standing(of).code() == group.code());
        (group, mine.copied().collect::<Vec<_>>())
    });
    let groups: Vec<_> = groups
        .into_iter()
        .filter(|(_, of)| !of.is_empty())
        .collect();
    let shown: String = groups
        .iter()
        .map(|(group, indicators)| {
            let articles: String = indicators
                .iter()
                .map(|of| promised(around, of, day))
                .collect();
            format!(
                "<section class=\"group\"><h2 id=\"{}\" tabindex=\"-1\">{} <span class=\"quiet\">({})</span></h2>\
                 {articles}</section>",
                group.code(),
                text(&words::standing(texts, *group)),
                indicators.len(),
            )
        })
        .collect();
    format!(
        "{}{}{shown}{}{}{}",
        overview(around, &groups, (own.len(), shared), day),
        regions(around, reform, region),
        of_country(around, reform, region),
        method(around, day),
        citation(around),
    )
}

/// How many promises stand where: counts that add up, each a way to its group.
fn overview(
    around: &Around<'_>,
    groups: &[(Standing, Vec<&Indicator>)],
    (own, shared): (usize, usize),
    day: NaiveDate,
) -> String {
    let texts = around.texts;
    let rows: String = groups
        .iter()
        .map(|(group, of)| {
            format!(
                "<li><a class=\"row\" href=\"{}#{code}\" target=\"_self\"><span class=\"standing {code}\">{}</span>\
                 <strong>{}</strong></a></li>",
                text(around.path),
                text(&words::standing(texts, *group)),
                of.len(),
                code = group.code(),
            )
        })
        .collect();
    let count = counted(texts, own, shared);
    let date = senim_texts::date(texts, day);
    format!(
        "<p>{}</p><nav aria-label=\"{}\"><ul class=\"rows standings\">{rows}</ul></nav>",
        text(&texts.with(p::REFORM_AS_OF, &[("date", &date), ("all", &count)])),
        text(&texts.t(p::REFORM_STANDINGS)),
    )
}

/// The regions with indicators, on the page of the country.
fn regions(around: &Around<'_>, reform: &Reform, region: Option<&Id>) -> String {
    let texts = around.texts;
    if region.is_some() {
        return String::new();
    }
    let rows: String = around
        .regions
        .iter()
        .filter_map(|(id, name)| {
            let all = of(reform, Some(id));
            let own = all.iter().filter(|of| of.region.is_some()).count();
            let shared = all.len() - own;
            (!all.is_empty()).then(|| {
                format!(
                    "<li><a class=\"row\" href=\"{}/{id}/reform/\"><span>{}</span> <span class=\"quiet\">{}</span></a></li>",
                    texts.lang.code(),
                    text(name),
                    text(&counted(texts, own, shared)),
                )
            })
        })
        .collect();
    let label = text(&texts.t(p::REFORM_REGIONS));
    match rows.is_empty() {
        true => rows,
        false => format!(
            "<h2>{label}</h2><nav aria-label=\"{label}\"><ul class=\"rows\">{rows}</ul></nav>"
        ),
    }
}

/// How many indicators a place has: its own, and those of the country that it has values of.
fn counted(texts: &Texts, own: usize, shared: usize) -> String {
    let count = |message, n: usize| texts.count(message, n as u64);
    match (own, shared) {
        (own, 0) => count(p::REFORM_INDICATORS, own),
        (0, shared) => count(p::REFORM_SHARED, shared),
        (own, shared) => {
            let (own, shared) = (number(texts, own as u64), number(texts, shared as u64));
            texts.with(p::REFORM_COUNTED, &[("own", &own), ("shared", &shared)])
        }
    }
}

/// Indicators of the country with values of a region, on its page.
fn of_country(around: &Around<'_>, reform: &Reform, region: Option<&Id>) -> String {
    let texts = around.texts;
    let Some(region) = region else {
        return String::new();
    };
    let articles: String = of(reform, Some(region))
        .into_iter()
        .filter(|of| of.region.is_none())
        .map(|of| in_region(around, of, region))
        .collect();
    match articles.is_empty() {
        true => articles,
        false => format!(
            "<section class=\"group\"><h2>{}</h2><p class=\"quiet\">{}</p>{articles}</section>",
            text(&texts.t(p::REFORM_COUNTRY)),
            text(&texts.t(p::REFORM_COUNTRY_WHAT)),
        ),
    }
}

/// How the page comes about, and its tables.
fn method(around: &Around<'_>, day: NaiveDate) -> String {
    let texts = around.texts;
    let date = senim_texts::date(texts, day);
    let file = |name: &str| {
        format!(
            "<a href=\"{}{name}\" download>{name}</a>",
            text(around.folder)
        )
    };
    format!(
        "<section class=\"method\"><h2>{}</h2><p>{}</p><p>{}</p><p>{} {}, {}</p></section>",
        text(&texts.t(p::REFORM_METHOD)),
        text(&texts.with(p::REFORM_METHOD_STANDING, &[("date", &date)])),
        text(&texts.t(p::REFORM_METHOD_PERCENT)),
        text(&texts.t(p::REFORM_METHOD_FILES)),
        file("indicators.csv"),
        file("indicator_values.csv"),
    )
}

fn citation(around: &Around<'_>) -> String {
    let texts = around.texts;
    let title = title(around);
    let release = release_day(texts, around.released);
    let source = texts.with(
        f::RESPONSE_METHOD_SOURCE,
        &[("publisher", around.publisher), ("release", &release)],
    );
    format!(
        "<section class=\"taken\"><h2>{}</h2><p id=\"citation\" class=\"citation\">{}. {} {EXAMPLE_SITE}{}?release={}</p>\
         <p class=\"scripted\"><button type=\"button\" class=\"plain\" data-copy=\"citation\">{}</button></p></section>",
        text(&texts.t(p::REFORM_CITE)),
        text(&title),
        text(&source),
        text(around.path),
        text(around.release),
        text(&texts.t(f::RESPONSE_TAKE_COPY)),
    )
}
