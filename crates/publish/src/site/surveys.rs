//! The plain pages of surveys: of the country, and of each region, with all themes.

use std::path::Path;

use senim_figures::{Account, Context, beside};
use senim_model::id::Id;
use senim_model::index::Index;
use senim_model::surveys::Surveys;
use senim_surveys::{Choice, page, place_of, top};
use senim_texts::html::text;
use senim_texts::{Texts, s};

use super::feedback::write_link_of_figures;
use super::files;
use super::shell::{Page, Program, Section};
use super::ways::place;
use super::wrong;
use crate::Error;
use crate::release::open;

/// What is published of surveys now.
pub(super) struct Polls(Option<Surveys>);

impl Polls {
    /// Opens the pack of the current release.
    pub(super) fn read(index: &Index, data: &Path) -> Result<Polls, Error> {
        let Some(file) = &index.record.surveys else {
            return Ok(Polls(None));
        };
        let path = data.join(&index.record.path).join(&file.path);
        let opened = open(&files::read(&path)?);
        let surveys = opened.map_err(|error| wrong(&path, &error.to_string()))?;
        Ok(Polls(Some(surveys)))
    }

    /// The page of the country, and one for each region of the directory.
    pub(super) fn pages<'a>(
        &'a self,
        index: &'a Index,
        texts: &'a Texts,
    ) -> impl Iterator<Item = Page> + 'a {
        let regions = index.directory.regions.iter().map(Some);
        let all = std::iter::once(None).chain(regions);
        all.map(move |region| {
            let region = region.map(|row| (&row.id, row.name.show(texts.lang)));
            self.page(index, texts, region)
        })
    }

    fn page(&self, index: &Index, texts: &Texts, region: Option<(&Id, &str)>) -> Page {
        let lang = texts.lang.code();
        let href = |id: &Id| format!("{lang}/{id}/surveys/");
        let links: Vec<(String, String)> = match region {
            Some(_) => vec![(format!("{lang}/surveys/"), String::new())],
            None => index
                .directory
                .regions
                .iter()
                .map(|row| (href(&row.id), row.name.show(texts.lang).to_owned()))
                .collect(),
        };
        let name = region.map(|(_, name)| name);
        Page {
            program: Program::Figures,
            path: match region {
                Some((id, _)) => format!("{id}/surveys/"),
                None => "surveys/".into(),
            },
            section: Some(Section::Figures),
            title: match name {
                Some(name) => texts.with(s::SURVEYS_TITLE_REGION, &[("region", name)]),
                None => texts.t(s::SURVEYS_TITLE),
            },
            description: texts.t(s::SURVEYS_LEAD),
            main: format!(
                "{}{}{}",
                beside(
                    texts,
                    &place(texts, region.map(|(id, _)| id)),
                    Account::Surveys
                ),
                top(texts, name, &links),
                self.content(index, texts, region.map(|(id, _)| id))
            ),
        }
    }

    fn content(&self, index: &Index, texts: &Texts, region: Option<&Id>) -> String {
        let notice = |message| format!("<p class=\"notice\">{}</p>", text(&texts.t(message)));
        let Some(data) = &self.0 else {
            return notice(s::SURVEYS_NOTHING);
        };
        let place = region.and_then(|region| place_of(data, region));
        if region.is_some() && place.is_none() {
            return notice(s::SURVEYS_NOTHING_REGION);
        }
        let context = Context {
            live: false,
            width: None,
            publisher: index.publisher.show(texts.lang),
            released: &index.record.time,
            release: &index.record.id,
            address: "",
            others: &[],
        };
        let figures = page(texts, data, place, &Choice::default(), &context);
        figures.html + &write_link_of_figures(index, texts, region, "surveys/")
    }
}
