//! A region in which calls are counted: its clocks, its areas, how its calls are recorded.

use std::sync::OnceLock;

use chrono_tz::Tz;
use senim_lookup::position::{AreaFinder, Located};
use senim_model::id::Id;
use senim_model::response::Definition;
use senim_model::shapes::Shapes;

use super::territory::Territory;
use crate::check::Directory;
use crate::topology;

/// A region in which calls are counted.
#[derive(Debug)]
pub(crate) struct Region {
    pub(super) id: Id,
    pub(super) zone: Tz,
    pub(super) territory: Territory,
    pub(super) definitions: Vec<Definition>,
    pub(super) shapes: Shapes,
    finder: OnceLock<AreaFinder>,
}

impl Region {
    /// A region of a directory.
    pub(super) fn of(directory: &Directory, id: &Id, zone: Tz) -> Region {
        let in_region = |area: &Id| {
            let area = directory.areas.get(area);
            area.is_some_and(|area| area.region == *id)
        };
        let outlines = directory
            .outlines
            .iter()
            .filter(|(area, _)| in_region(area));
        Region {
            id: id.clone(),
            zone,
            territory: Territory::of(directory, id),
            definitions: directory.settings.response.definitions(id),
            shapes: topology::shapes(outlines),
            finder: OnceLock::new(),
        }
    }

    /// The area that holds a point.
    pub(super) fn locate(&self, lon: f64, lat: f64) -> Option<u16> {
        let finder = self.finder.get_or_init(|| AreaFinder::new(&self.shapes));
        let at = match finder.locate(lon, lat, 0.0) {
            Located::In(at) => at,
            Located::Border(areas) => areas.first().filter(|(_, metres)| *metres == 0.0)?.0,
            Located::Outside { .. } | Located::Nowhere => return None,
        };
        self.territory.area_at(self.shapes.ids.get(at)?)
    }
}
