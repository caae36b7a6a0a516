//! The plain pages of response times: the country, and each region, with figures and tables as a
//! visitor gets to see them who has chosen nothing.

use std::path::Path;

use senim_figures::{
    Account, Choice, Context, beside, country, embedded_country, embedded_region, region,
};
use senim_model::id::Id;
use senim_model::index::Index;
use senim_model::response::{Country, Response};
use senim_texts::html::text;
use senim_texts::{Texts, f};

use super::feedback::write_link_of_figures;
use super::files;
use super::shell::{Page, Program, Section};
use super::ways::place;
use super::wrong;
use crate::Error;
use crate::release::open;

/// What is published of response times now.
pub(super) struct Published {
    country: Option<Country>,
    /// Regions with figures; the others have a page that says that there are none.
    regions: Vec<Response>,
}

impl Published {
    /// Opens the packs of the current release.
    pub(super) fn read(index: &Index, data: &Path) -> Result<Published, Error> {
        let Some(file) = &index.record.response else {
            return Ok(Published {
                country: None,
                regions: Vec::new(),
            });
        };
        let folder = data.join(&index.record.path);
        let path = folder.join(&file.path);
        let damaged = |error: senim_model::pack::PackError| wrong(&path, &error.to_string());
        let country: Country = open(&files::read(&path)?).map_err(damaged)?;
        let regions = country.regions.iter().map(|region| {
            let path = folder.join(&region.file.path);
            open(&files::read(&path)?).map_err(|error| wrong(&path, &error.to_string()))
        });
        Ok(Published {
            regions: regions.collect::<Result<_, Error>>()?,
            country: Some(country),
        })
    }

    /// The page of the country, and one for each region of the directory.
    pub(super) fn pages<'a>(
        &'a self,
        index: &'a Index,
        texts: &'a Texts,
    ) -> impl Iterator<Item = Page> + 'a {
        let overview = std::iter::once_with(move || self.overview(index, texts));
        let regions = index.directory.regions.iter();
        overview.chain(regions.map(move |row| self.region(index, texts, &row.id, &row.name)))
    }

    /// One chart for pages of somebody else's: of the country, and of each region with figures. Without
    /// a script it is a table of what is usual.
    pub(super) fn embeds<'a>(
        &'a self,
        index: &'a Index,
        texts: &'a Texts,
    ) -> impl Iterator<Item = Page> + 'a {
        let lang = texts.lang.code();
        let page = move |path: String, main: String| Page {
            program: Program::Figures,
            path: format!("{path}embed/"),
            section: None,
            title: texts.t(f::RESPONSE_TITLE),
            description: texts.t(f::RESPONSE_LEAD),
            main,
        };
        let publisher = index.publisher.show(texts.lang);
        let choice = Choice::default();
        let usual = choice.clone();
        let overview = self.country.iter().map(move |data| {
            let address = format!("{lang}/response/");
            let written =
                embedded_country(texts, data, &usual, &context(index, publisher, &address));
            page("response/".into(), written.html)
        });
        let regions = self.regions.iter().map(move |data| {
            let path = format!("{}/response/", data.region);
            let address = format!("{lang}/{path}");
            let written =
                embedded_region(texts, data, &choice, &context(index, publisher, &address));
            page(path, written.html)
        });
        overview.chain(regions)
    }

    fn overview(&self, index: &Index, texts: &Texts) -> Page {
        let lang = texts.lang.code();
        let title = texts.t(f::RESPONSE_TITLE);
        let content = match &self.country {
            Some(data) => {
                let publisher = index.publisher.show(texts.lang);
                let href = |id: &str| format!("{lang}/{id}/response/");
                let figures = country(
                    texts,
                    data,
                    &Choice::default(),
                    &context(index, publisher, ""),
                    &href,
                );
                figures.html + &write_link_of_figures(index, texts, None, "response/")
            }
            None => notice(&texts.t(f::RESPONSE_NOTHING)),
        };
        Page {
            program: Program::Figures,
            path: "response/".into(),
            section: Some(Section::Figures),
            description: texts.t(f::RESPONSE_LEAD),
            main: format!(
                "{}<h1>{}</h1><p class=\"lead\">{}</p><p>{}</p>{content}",
                beside(texts, &place(texts, None), Account::Response),
                text(&title),
                text(&texts.t(f::RESPONSE_LEAD)),
                text(&texts.t(f::RESPONSE_LEAD_COUNTRY)),
            ),
            title,
        }
    }

    fn region(
        &self,
        index: &Index,
        texts: &Texts,
        id: &Id,
        called: &senim_model::text::Text,
    ) -> Page {
        let data = self.regions.iter().find(|region| region.region == *id);
        let content = match data {
            Some(data) => {
                let publisher = index.publisher.show(texts.lang);
                let write = write_link_of_figures(index, texts, Some(id), "response/");
                let context = context(index, publisher, "");
                let figures = region(texts, data, &Choice::default(), &context);
                figures.html + &write
            }
            None => notice(&texts.t(f::RESPONSE_NOTHING_REGION)),
        };
        let shown = called.show(texts.lang);
        let heading = texts.with(f::RESPONSE_TITLE_REGION, &[("region", shown)]);
        Page {
            program: Program::Figures,
            path: format!("{id}/response/"),
            section: Some(Section::Figures),
            description: texts.t(f::RESPONSE_LEAD),
            main: format!(
                "{}<p class=\"back\"><a href=\"{}/response/\">{}</a></p><h1>{}</h1>\
                 <p class=\"lead\">{}</p>{content}",
                beside(texts, &place(texts, Some(id)), Account::Response),
                texts.lang.code(),
                text(&texts.t(f::RESPONSE_BACK)),
                text(&heading),
                text(&texts.t(f::RESPONSE_LEAD)),
            ),
            title: heading,
        }
    }
}

fn notice(words: &str) -> String {
    format!("<p class=\"notice\">{}</p>", text(words))
}

/// Without a script, there are no charts and nothing to press.
fn context<'a>(index: &'a Index, publisher: &'a str, address: &'a str) -> Context<'a> {
    Context {
        live: false,
        width: None,
        publisher,
        released: &index.record.time,
        release: &index.record.id,
        address,
        others: &[],
    }
}
