//! The cells that a selection is told from.

use senim_measure::selection::{Selected, Selection};
use senim_measure::{Cell, Period, Scope};
use senim_model::response::{Moment, Response, definition_in};

/// The cells of the definition that holds in a month, and which of their histograms is that of a
/// clock. Of an area, only its own cells and those of wider places: a region has thousands.
pub(crate) fn cells_of(
    data: &Response,
    scope: Scope,
    month: Period,
    clock: (Moment, Moment),
) -> Option<(impl Iterator<Item = &Cell> + Clone, usize)> {
    let (since, at) = defined(data, month, clock)?;
    let cells = slices(data, scope).into_iter().flatten();
    Some((cells.filter(move |cell| cell.key.since == since), at))
}

/// What is known of a selection by the definition that holds in a month.
pub(crate) fn selected(
    data: &Response,
    selection: &Selection,
    month: Period,
    clock: (Moment, Moment),
) -> Option<Selected> {
    let Some(parts) = data.wide.cells(selection.scope) else {
        let (cells, at) = cells_of(data, selection.scope, month, clock)?;
        return Some(selection.sum(cells, at));
    };
    let (since, at) = defined(data, month, clock)?;
    let cells = parts.into_iter().flatten();
    Some(selection.sum(cells.filter(move |cell| cell.key.since == since), at))
}

/// Since when the definition holds that holds in a month, and which of its clocks one is.
fn defined(
    data: &Response,
    month: Period,
    clock: (Moment, Moment),
) -> Option<(Option<Period>, usize)> {
    let definition = definition_in(&data.definitions, month)?;
    let mut clocks = definition.clocks.iter();
    let at = clocks.position(|of| (of.from, of.to) == clock)?;
    Some((definition.since, at))
}

/// The parts of the sorted list of cells that a scope may be told from.
fn slices(data: &Response, scope: Scope) -> Vec<&[Cell]> {
    let Some(area) = scope.area else {
        return vec![&data.cells];
    };
    let of = |scope: Scope| {
        let from = data.cells.partition_point(|cell| cell.key.scope < scope);
        let to = data.cells.partition_point(|cell| cell.key.scope <= scope);
        data.cells.get(from..to).unwrap_or_default()
    };
    let districts = (0..data.districts.len() as u16).map(Some);
    let both = |district| {
        let wide = Scope {
            district,
            area: None,
        };
        let own = Scope {
            district,
            area: Some(area),
        };
        [of(wide), of(own)]
    };
    let all = std::iter::once(None).chain(districts);
    all.flat_map(both).filter(|part| !part.is_empty()).collect()
}
