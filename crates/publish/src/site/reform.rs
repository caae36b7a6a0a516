//! The pages of the reform's indicators: of the country, and of each region.

use std::path::Path;

use senim_figures::{Account, beside};
use senim_model::id::Id;
use senim_model::index::Index;
use senim_reform::{Around, Reform, page};
use senim_texts::{Texts, p};

use super::shell::{Page, Program, Section};
use super::ways;
use crate::Error;
use crate::reform;

fn path(region: Option<&Id>) -> String {
    match region {
        Some(region) => format!("{region}/reform/"),
        None => "reform/".into(),
    }
}

/// What is published of the reform now.
pub(super) struct Promises(Reform);

impl Promises {
    /// Reads the tables of the current release.
    pub(super) fn read(index: &Index, data: &Path) -> Result<Promises, Error> {
        reform::read(&data.join(&index.record.path)).map(Promises)
    }

    /// The page of the country, and one for each region of the directory.
    pub(super) fn pages<'a>(
        &'a self,
        index: &'a Index,
        texts: &'a Texts,
    ) -> impl Iterator<Item = Page> + 'a {
        let regions = index.directory.regions.iter();
        let regions = regions.map(|row| Some((&row.id, row.name.show(texts.lang))));
        let all = std::iter::once(None).chain(regions);
        all.map(move |region| self.page(index, texts, region))
    }

    fn page(&self, index: &Index, texts: &Texts, region: Option<(&Id, &str)>) -> Page {
        let rows = index.directory.regions.iter();
        let regions: Vec<(Id, String)> = rows
            .map(|row| (row.id.clone(), row.name.show(texts.lang).to_owned()))
            .collect();
        let (id, place) = region.unzip();
        let path = path(id);
        let around = Around {
            texts,
            sample: index.sample,
            publisher: index.publisher.show(texts.lang),
            released: &index.record.time,
            release: &index.record.id,
            folder: &format!("data/{}", index.record.path),
            path: &format!("{}/{path}", texts.lang.code()),
            place,
            regions: &regions,
        };
        let (title, main) = page(&around, &self.0, id);
        Page {
            program: Program::Figures,
            path,
            section: Some(Section::Figures),
            title,
            description: texts.t(p::REFORM_LEAD),
            main: format!(
                "{}<div class=\"reform\">{main}</div>",
                beside(texts, &ways::place(texts, id), Account::Reform)
            ),
        }
    }
}
