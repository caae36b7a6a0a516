//! What is uploaded: the built portal, the data, one HTML file for each page and language.
//!
//! Each page carries its content in plain HTML, readable and printable without a script; the
//! portal takes over from there. It works under any sub-path: every page names its way to the top
//! in its `base`. Nothing is asked of a host but to serve files.

mod answered;
mod area;
mod compress;
mod data;
mod door;
mod feedback;
mod files;
mod frame;
mod head;
mod land;
mod lists;
mod map;
mod place;
mod quiet;
mod reform;
mod region;
mod register;
mod response;
mod shell;
mod surveys;
mod upload;
mod ways;

use std::path::{Path, PathBuf};

use senim_model::directory::RegionPack;
use senim_model::feedback::Feedback;
use senim_model::index::Index;
use senim_model::nation::Nation;
use senim_model::text::Lang;
use senim_texts::Texts;

use crate::Error;
use crate::release::{open, seal};
use crate::signature::PublicKey;
use shell::{Page, Shell};
pub use upload::upload_order;

/// What to build a site of.
#[derive(Clone, Debug)]
pub struct Options {
    /// The portal as Trunk built it.
    pub portal: PathBuf,
    /// The data folder that `publish` wrote.
    pub data: PathBuf,
    /// Where the site goes; what is there is replaced once the new one is whole.
    pub to: PathBuf,
    /// The folder of the host that the site will lie in. Only the page for what is not found, which
    /// may be served at any depth, has to know it.
    pub base: String,
    /// The publisher's public key: the data room checks the signature with it.
    pub public_key: Option<PathBuf>,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// HTML pages.
    pub pages: usize,
}

/// Everything that pages are made of.
struct Material {
    index: Index,
    regions: Vec<RegionPack>,
    texts: Vec<Texts>,
    shell: Shell,
    published: data::Published,
    response: response::Published,
    surveys: surveys::Polls,
    registered: register::Registered,
    reform: reform::Promises,
    feedback: Option<Feedback>,
    answered: Option<answered::Answered>,
}

/// Writes a site, whole or not at all.
///
/// # Errors
/// What is missing or cannot be read or written; the old site stays then.
pub fn write(options: &Options) -> Result<Summary, Error> {
    files::may_be_replaced(&options.to)?;
    let material = Material::read(options)?;
    let temporary = files::beside(&options.to, "new");
    files::remove(&temporary)?;
    files::copy_all(&options.portal, &temporary)?;
    // The pages that are written take the place of these too.
    for page in [ROOMS, FIGURES, FEEDBACK] {
        files::remove_file(&temporary.join(page))?;
    }
    files::copy_all(&options.data, &temporary.join("data"))?;
    let mut pages = 0;
    for page in material.pages(&options.base) {
        files::write(&temporary.join(&page.path), page.html.as_bytes())?;
        pages += 1;
    }
    for feed in material.feeds() {
        files::write(&temporary.join(&feed.path), feed.html.as_bytes())?;
    }
    land(&material.index, options, &temporary)?;
    compress::all(&temporary)?;
    files::replace(&temporary, &options.to)?;
    Ok(Summary { pages })
}

/// A page that is ready to be written.
struct Written {
    path: String,
    html: String,
}

impl Material {
    fn read(options: &Options) -> Result<Material, Error> {
        let path = options.data.join("index.json");
        let index: Index = serde_json::from_slice(&files::read(&path)?)
            .map_err(|error| wrong(&path, &error.to_string()))?;
        let release = options.data.join(&index.directory.path);
        let regions: Vec<RegionPack> = index
            .directory
            .regions
            .iter()
            .map(|region| {
                let path = release.join(&region.directory.path);
                open::<RegionPack>(&files::read(&path)?)
                    .map_err(|error| wrong(&path, &error.to_string()))
            })
            .collect::<Result<_, Error>>()?;
        let texts = Lang::ALL.map(Texts::built_in).to_vec();
        let mut shell = shell(&options.portal)?;
        if let Some(tiles) = &index.tiles {
            shell.allow_tiles(tiles);
        }
        if let Some(path) = &options.public_key {
            shell.trust(&PublicKey::read(path)?)?;
        }
        let response = response::Published::read(&index, &options.data)?;
        let surveys = surveys::Polls::read(&index, &options.data)?;
        let published = data::Published::read(&options.data)?;
        let licence = published.licence();
        let registered = register::Registered::read(&index, &options.data, &regions, licence)?;
        let reform = reform::Promises::read(&index, &options.data)?;
        let feedback = feedback::read(&index, &options.data)?;
        let answered = match &feedback {
            Some(feedback) => answered::Answered::read(&index, &options.data, feedback)?,
            None => None,
        };
        Ok(Material {
            index,
            regions,
            texts,
            shell,
            published,
            response,
            surveys,
            registered,
            reform,
            feedback,
            answered,
        })
    }

    /// All pages.
    fn pages<'a>(&'a self, base: &'a str) -> impl Iterator<Item = Written> + 'a {
        let front = std::iter::once_with(|| door::front(&self.shell, &self.index, &self.texts));
        let missing = std::iter::once_with(move || {
            door::missing(&self.shell, &self.index, &self.texts, base)
        });
        let localised = self.texts.iter().flat_map(move |texts| {
            let lists = lists::fixed(&self.index, texts);
            let quiet = quiet::all(&self.index, texts);
            let feedback = feedback::pages(
                &self.index,
                self.feedback.as_ref(),
                self.answered.as_ref(),
                texts,
            );
            let data = std::iter::once_with(|| self.published.page(texts));
            let map = std::iter::once_with(|| map::nation(&self.regions, texts));
            let response = self.response.pages(&self.index, texts);
            let embeds = self.response.embeds(&self.index, texts);
            let surveys = self.surveys.pages(&self.index, texts);
            let reform = self.reform.pages(&self.index, texts);
            let embeds = embeds.map(|page| self.shell.embedded(&self.index, texts, &page));
            let register = self.registered.pages(&self.index, texts);
            let register = register
                .map(|(page, marks)| self.shell.page_with(&self.index, texts, &page, &marks));
            let regions = self.regions.iter().flat_map(move |pack| {
                let list = std::iter::once_with(move || region::page(pack, texts));
                let areas = (0u16..).zip(&pack.areas).map(move |(ix, area)| {
                    let (region, area) = (&pack.region.id, &area.id);
                    let problems = self.registered.of_area(&self.index, texts, region, area);
                    area::page(&self.index, pack, ix, texts, &problems)
                });
                let map = std::iter::once_with(|| map::region(&self.index, pack, texts));
                let places = pack.places.iter();
                let places = places.map(|place| place::page(&self.index, pack, place, texts));
                list.chain(areas).chain(map).chain(places)
            });
            lists
                .into_iter()
                .chain(data)
                .chain(map)
                .chain(response)
                .chain(surveys)
                .chain(reform)
                .chain(feedback)
                .chain(quiet)
                .chain(regions)
                .map(move |page: Page| self.shell.page(&self.index, texts, &page))
                .chain(embeds)
                .chain(register)
        });
        front.chain(missing).chain(localised)
    }
}

impl Material {
    /// What can be followed.
    fn feeds(&self) -> impl Iterator<Item = Written> + '_ {
        let texts = self.texts.iter();
        texts.flat_map(|texts| self.registered.feeds(&self.index, texts))
    }
}

/// The countries of the world, as the portal brings them, and what of them is put into a site.
const WORLD: &str = "world.json";
const LAND: &str = "land.pack";

/// Cuts the land around the published regions out of the world. A portal that brings no world has
/// maps without land.
fn land(index: &Index, options: &Options, site: &Path) -> Result<(), Error> {
    let path = options.portal.join(WORLD);
    if !path.is_file() {
        return Ok(());
    }
    files::remove_file(&site.join(WORLD))?;
    let release = options.data.join(&index.directory.path);
    let nation = release.join(&index.directory.nation.path);
    let nation = open::<Nation>(&files::read(&nation)?)
        .map_err(|error| wrong(&nation, &error.to_string()))?;
    let land = land::around(&nation, &files::read(&path)?)
        .map_err(|error| wrong(&path, &error.to_string()))?;
    match land {
        Some(land) => files::write(&site.join(LAND), &seal(&land)?),
        None => Ok(()),
    }
}

/// The pages of the other programs, as the portal was built.
const ROOMS: &str = "rooms.html";
const FIGURES: &str = "figures.html";
const FEEDBACK: &str = "feedback.html";

fn shell(portal: &Path) -> Result<Shell, Error> {
    let pages = ["index.html", ROOMS, FIGURES, FEEDBACK];
    let [find, rooms, figures, feedback] = pages.map(|name| {
        let bytes = files::read(&portal.join(name))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    });
    let message = "holds no pages that Trunk built";
    Shell::of([&find?, &rooms?, &figures?, &feedback?]).ok_or_else(|| wrong(portal, message))
}

fn wrong(path: &Path, message: &str) -> Error {
    Error::Published {
        path: path.to_owned(),
        message: message.to_owned(),
    }
}
