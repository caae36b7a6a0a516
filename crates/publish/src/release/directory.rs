//! A release of the directory: facts for people, packs for the portal.

use std::path::Path;

use chrono::{DateTime, Utc};
use senim_model::index::{PublishedFile, RegionFiles};
use senim_model::pack::{self, Packed};
use senim_model::shapes::Shapes;

use super::{File, context, facts, nation, published, region, seal as sealing, streets};
use crate::Error;
use crate::check::Directory;
use crate::photos;
use crate::progress::{Progress, Step};
use crate::topology;

/// The facts with the photos that they name.
pub(super) fn facts(directory: &Directory, source: &Path) -> Result<Vec<File>, Error> {
    let mut files = facts::files(directory)?;
    let people = directory.inspectors.values().map(|row| &row.photo);
    let places = directory.places.values().map(|row| &row.photo);
    for photo in people.chain(places) {
        let Some(path) = photos::published(photo) else {
            continue;
        };
        let from = photos::path(source, photo);
        let bytes = std::fs::read(&from).map_err(|error| Error::io(&from, error))?;
        files.push(File { path, bytes });
    }
    // Two rows may share a photo.
    files.sort_by(|one, two| one.path.cmp(&two.path));
    files.dedup_by(|one, two| one.path == two.path);
    Ok(files)
}

/// The packs, and what the index says of them.
pub(crate) struct Packs {
    pub(crate) nation: PublishedFile,
    pub(crate) regions: Vec<RegionFiles>,
}

/// All packs as of a time.
pub(crate) fn packs(
    directory: &Directory,
    time: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<(Vec<File>, Packs), Error> {
    let mut files = Vec::new();
    let mut regions = Vec::new();
    let mut borders = Vec::new();
    let of = directory.regions.len();
    for (done, (id, source)) in directory.regions.iter().enumerate() {
        progress(Step::Pack { done, of });
        let outlines = directory.outlines.iter().filter(|(area, _)| {
            directory
                .areas
                .get(*area)
                .is_some_and(|area| area.region == *id)
        });
        let shapes: Shapes = topology::shapes(outlines);
        let pack = region::pack(directory, id, source, time)?;
        regions.push(RegionFiles {
            id: id.clone(),
            name: source.name.clone(),
            directory: seal(&mut files, &format!("region/{id}.pack"), &pack)?,
            shapes: seal(&mut files, &format!("region/{id}.shapes.pack"), &shapes)?,
            streets: may_seal(
                &mut files,
                &format!("region/{id}.streets.pack"),
                streets::labels(directory, id),
            )?,
            context: may_seal(
                &mut files,
                &format!("region/{id}.context.pack"),
                context::context(directory, &shapes),
            )?,
        });
        borders.push((id.clone(), topology::border(&shapes)));
    }
    let nation = nation::nation(directory, borders);
    let nation = seal(&mut files, "nation.pack", &nation)?;
    Ok((files, Packs { nation, regions }))
}

fn may_seal<T: Packed>(
    files: &mut Vec<File>,
    name: &str,
    value: Option<T>,
) -> Result<Option<PublishedFile>, Error> {
    value.map(|value| seal(files, name, &value)).transpose()
}

fn seal<T: Packed>(files: &mut Vec<File>, name: &str, value: &T) -> Result<PublishedFile, Error> {
    let file = File {
        path: format!("packs/v{}/{name}", pack::VERSION),
        bytes: sealing::seal(value)?,
    };
    let described = published(&file);
    files.push(file);
    Ok(described)
}
