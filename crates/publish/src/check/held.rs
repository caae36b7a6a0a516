//! References to what a supplier would have handed in.

use std::collections::BTreeMap;

use senim_model::id::Id;

use super::SourceArea;
use super::cells::Reader;
use crate::source::table::Row;

impl Reader<'_> {
    /// An area that may be there. Nobody is at fault where it is one of a supplier who is held back
    /// and has not published yet: the row goes without it.
    pub(super) fn may_have_area(
        &self,
        row: Row<'_>,
        areas: Option<&BTreeMap<Id, SourceArea>>,
    ) -> Option<Id> {
        let text = row.get("area");
        let is_unknown = |id: &Id| areas.is_some_and(|areas| !areas.contains_key(id));
        let id = Id::parse(text).ok().filter(is_unknown);
        if id.is_some_and(|id| self.sources.may_be_held(&id, self.held)) {
            let message = format!("{text} is of a supplier who is held back; the row has no area");
            self.problems.warning(row.place().column("area"), message);
            return None;
        }
        self.may_refer(row, "area", areas)
    }
}
