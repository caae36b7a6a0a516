//! The problems of a service area, on the area's own page.

use senim_model::id::Id;
use senim_texts::html::name;
use senim_texts::w;

use crate::words::Around;

/// The ways to the problems of an area; nothing where it has none.
pub fn of_area(around: &Around<'_>, region: &Id, area: &Id) -> String {
    let here = around.register.problems.iter().filter(|problem| {
        let place = &problem.place;
        let its = place.area.as_ref().map(|(its, _)| its);
        place.region.id == *region && its == Some(area)
    });
    let rows: String = here
        .map(|problem| {
            format!(
                "<li><a class=\"row\" href=\"{}\">{}</a><p class=\"small\">{}</p></li>",
                around.address(problem),
                name(around.texts, &problem.name),
                around.badges(problem),
            )
        })
        .collect();
    match rows.is_empty() {
        true => rows,
        false => format!(
            "<section id=\"area-problems\"><h2>{}</h2><ul class=\"rows\">{rows}</ul></section>",
            around.t(w::PROBLEMS_LIST_AREA)
        ),
    }
}
