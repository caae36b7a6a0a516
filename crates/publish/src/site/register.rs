//! The register of problems: a page for the country, one for each region, one for each problem, and
//! feeds of the country, of regions and of districts. All of it is written here alone; the portal
//! takes it from the page as it was served.

use std::path::Path;

use senim_figures::{Account, beside};
use senim_model::directory::RegionPack;
use senim_model::id::Id;
use senim_model::index::{Index, Term};
use senim_register::{Around, Feed, List, Problem, Register, feed, feed_file, list, of_area, page};
use senim_texts::html::text;
use senim_texts::{Texts, day_of, w};

use super::Written;
use super::feedback::write_link;
use super::shell::{Page, Program, Section};
use super::ways;
use super::wrong;
use crate::Error;
use crate::register::{Names, read};

/// What is published of problems now.
pub(super) struct Registered {
    register: Register,
    /// The regions of the directory with their districts.
    regions: Vec<(Term, Vec<Term>)>,
    /// The regions themselves.
    terms: Vec<Term>,
    /// Areas that have a page.
    areas: Vec<(Id, Id)>,
    day: chrono::NaiveDate,
    folder: String,
    licence: String,
}

impl Registered {
    /// Reads the tables of the current release.
    pub(super) fn read(
        index: &Index,
        data: &Path,
        packs: &[RegionPack],
        licence: &str,
    ) -> Result<Registered, Error> {
        let term = |id: &Id, name: &senim_model::text::Text| Term {
            id: id.clone(),
            name: name.clone(),
        };
        let regions = packs.iter().map(|pack| {
            let districts = pack.districts.iter();
            let districts = districts.map(|district| term(&district.id, &district.name));
            (
                term(&pack.region.id, &pack.region.name),
                districts.collect::<Vec<Term>>(),
            )
        });
        let regions: Vec<(Term, Vec<Term>)> = regions.collect();
        let of_pack = |pack: &RegionPack| {
            let region = pack.region.id.clone();
            let areas = pack.areas.iter();
            let pairs = areas.map(move |area| (region.clone(), area.id.clone()));
            pairs.collect::<Vec<_>>()
        };
        let named = |term: &Term| (term.id.clone(), term.name.clone());
        let areas = packs.iter().flat_map(|pack| &pack.areas);
        let names = Names {
            regions: regions.iter().map(|(region, _)| named(region)).collect(),
            districts: regions
                .iter()
                .flat_map(|(_, districts)| districts.iter().map(named))
                .collect(),
            areas: areas
                .map(|area| (area.id.clone(), area.number.clone()))
                .collect(),
        };
        let folder = data.join(&index.record.path);
        let day = day_of(&index.record.time);
        Ok(Registered {
            register: read(&folder, &names)?,
            terms: regions.iter().map(|(region, _)| region.clone()).collect(),
            regions,
            areas: packs.iter().flat_map(of_pack).collect(),
            day: day.ok_or_else(|| wrong(&folder, "has a release without a day"))?,
            folder: format!("data/{}", index.record.path),
            licence: licence.to_owned(),
        })
    }

    fn around<'a>(&'a self, index: &'a Index, texts: &'a Texts) -> Around<'a> {
        Around {
            texts,
            register: &self.register,
            publisher: index.publisher.show(texts.lang),
            day: self.day,
            release: &index.record.id,
            folder: &self.folder,
        }
    }

    /// All pages, each with what its head says of feeds.
    pub(super) fn pages<'a>(
        &'a self,
        index: &'a Index,
        texts: &'a Texts,
    ) -> impl Iterator<Item = (Page, String)> + 'a {
        let country = std::iter::once_with(move || self.place(index, texts, None, &self.terms));
        let regions = self
            .regions
            .iter()
            .map(move |(region, districts)| self.place(index, texts, Some(region), districts));
        let problems = self.register.problems.iter();
        let problems = problems.map(move |problem| self.problem(index, texts, problem));
        country.chain(regions).chain(problems)
    }

    /// The page of a region, or of the country.
    fn place(
        &self,
        index: &Index,
        texts: &Texts,
        region: Option<&Term>,
        parts: &[Term],
    ) -> (Page, String) {
        let content = List {
            around: self.around(index, texts),
            region,
            parts,
        };
        let title = content.title();
        let path = match region {
            Some(region) => format!("{}/problems/", region.id),
            None => "problems/".into(),
        };
        let mut marks = alternate(texts, &path, None, &title);
        if region.is_some() {
            for part in parts {
                let name = format!("{title}, {}", part.name.show(texts.lang));
                marks.push_str(&alternate(texts, &path, Some(&part.id), &name));
            }
        }
        let page = Page {
            program: Program::Figures,
            path,
            section: Some(Section::Figures),
            description: texts.t(w::PROBLEMS_LEAD),
            main: beside(
                texts,
                &ways::place(texts, region.map(|region| &region.id)),
                Account::Problems,
            ) + &list(&content),
            title,
        };
        (page, marks)
    }

    /// The page of a problem.
    fn problem(&self, index: &Index, texts: &Texts, problem: &Problem) -> (Page, String) {
        let place = &problem.place;
        let region = &place.region.id;
        let has_page = place.area.as_ref().is_some_and(|(area, _)| {
            let mut areas = self.areas.iter();
            areas.any(|(of, known)| of == region && known == area)
        });
        let district = place.district.as_ref();
        let name = district.unwrap_or(&place.region).name.show(texts.lang);
        let title = texts.with(w::PROBLEMS_TITLE_REGION, &[("region", name)]);
        let folder = format!("{region}/problems/");
        let marks = alternate(
            texts,
            &folder,
            district.map(|district| &district.id),
            &title,
        );
        let about = ("problem", problem.id.as_str());
        let write = write_link(index, texts, Some(region), about, w::FEEDBACK_WRITE_PROBLEM);
        let page = Page {
            program: Program::Figures,
            path: format!("{folder}{}/", problem.id),
            section: Some(Section::Figures),
            title: problem.name.show(texts.lang).to_owned(),
            description: problem.what.show(texts.lang).to_owned(),
            main: format!(
                "{}<p class=\"actions\">{write}</p>",
                page(&self.around(index, texts), problem, has_page)
            ),
        };
        (page, marks)
    }

    /// The ways to the problems of a service area, as HTML.
    pub(super) fn of_area(&self, index: &Index, texts: &Texts, region: &Id, area: &Id) -> String {
        of_area(&self.around(index, texts), region, area)
    }

    /// All feeds in one language.
    pub(super) fn feeds<'a>(
        &'a self,
        index: &'a Index,
        texts: &'a Texts,
    ) -> impl Iterator<Item = Written> + 'a {
        let lang = texts.lang.code();
        let one = move |region: Option<&Term>, district: Option<&Term>| {
            let folder = region
                .map(|region| format!("{}/", region.id))
                .unwrap_or_default();
            let file = feed_file(district.map(|district| &district.id));
            Written {
                path: format!("{lang}/{folder}problems/{file}"),
                html: feed(&Feed {
                    around: self.around(index, texts),
                    region,
                    district,
                    released: &index.record.time,
                    licence: &self.licence,
                    notice: match index.sample {
                        true => index.notice.show(texts.lang),
                        false => "",
                    },
                }),
            }
        };
        let regions = self.regions.iter().flat_map(move |(region, districts)| {
            let districts = districts.iter().map(Some);
            let all = std::iter::once(None).chain(districts);
            all.map(move |district| one(Some(region), district))
        });
        std::iter::once_with(move || one(None, None)).chain(regions)
    }
}

/// What the head of a page says of a feed.
fn alternate(texts: &Texts, folder: &str, district: Option<&Id>, title: &str) -> String {
    format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}\" href=\"{}/{folder}{}\">",
        text(title),
        texts.lang.code(),
        feed_file(district)
    )
}
