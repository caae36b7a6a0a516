//! What became of the problems of each agency. It is a record, no ranking: agencies stand by name,
//! and no share is told of few problems.

use senim_texts::figure::percent;
use senim_texts::html::text;
use senim_texts::w;

use crate::order::by_name;
use crate::problem::{Problem, Status};
use crate::tally::{MIN_SHARE, Tally};
use crate::words::Around;

/// A table of all agencies that problems of a place have, of those that nobody is responsible for yet, of
/// those that were refused, and of all together.
pub(crate) fn record(around: &Around<'_>, problems: &[&Problem]) -> String {
    let lang = around.texts.lang;
    let agencies = by_name(lang, around.register.agencies.iter());
    let of = |which: &dyn Fn(&Problem) -> bool| {
        let mine = problems.iter().copied().filter(|problem| which(problem));
        Tally::of(mine, around.day)
    };
    let mut rows: Vec<(String, Tally)> = agencies
        .into_iter()
        .map(|agency| {
            let tally = of(&|problem| problem.agency.as_ref() == Some(&agency.id));
            (around.agency(&agency.id), tally)
        })
        .collect();
    let of_nobody = |is_refused: bool| {
        let is = |status| (status == Status::Refused) == is_refused;
        of(&|problem| problem.agency.is_none() && is(problem.status))
    };
    rows.push((around.t(w::PROBLEMS_AGENCY_NONE), of_nobody(false)));
    rows.push((around.t(w::PROBLEMS_STATUS_REFUSED), of_nobody(true)));
    rows.retain(|(_, tally)| tally.all > 0);
    rows.push((around.t(w::PROBLEMS_ALL), of(&|_| true)));
    let rows: String = rows
        .iter()
        .map(|(name, tally)| row(around, name, tally))
        .collect();
    let heads = [
        w::PROBLEMS_HEAD_AGENCY,
        w::PROBLEMS_HEAD_PROBLEMS,
        w::PROBLEMS_HEAD_DONE,
        w::PROBLEMS_HEAD_DONE_LATE,
        w::PROBLEMS_HEAD_OVERDUE,
    ];
    let heads = heads.map(|head| {
        let head = around.t(head);
        format!("<th scope=\"col\" rowspan=\"2\">{head}</th>")
    });
    let said = [
        w::PROBLEMS_CONFIRMED_YES,
        w::PROBLEMS_CONFIRMED_PARTLY,
        w::PROBLEMS_CONFIRMED_NO,
        w::PROBLEMS_CONFIRMED_NOT_ASKED,
    ];
    let said = said.map(|head| format!("<th scope=\"col\">{}</th>", around.t(head)));
    let heads = format!(
        "<tr>{}<th scope=\"colgroup\" colspan=\"4\">{}</th></tr><tr>{}</tr>",
        heads.concat(),
        around.t(w::PROBLEMS_CONFIRMED),
        said.concat()
    );
    let title = around.t(w::PROBLEMS_RECORD);
    let note = around
        .texts
        .with(w::PROBLEMS_RECORD_NOTE, &[("min", &MIN_SHARE.to_string())]);
    let note = format!("{} {note}", around.texts.t(w::PROBLEMS_RECORD_ALL));
    format!(
        "<section class=\"record\" id=\"record\"><h2>{title}</h2><p class=\"quiet\">{}</p>\
         <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table>\
         <thead>{heads}</thead><tbody>{rows}</tbody></table></div></section>",
        text(&note),
    )
}

/// `name` is HTML.
fn row(around: &Around<'_>, name: &str, tally: &Tally) -> String {
    let done = around.number(tally.status(Status::Done));
    let share = tally
        .share_done()
        .map(|share| percent(around.texts, share, false));
    let done = match share {
        Some(share) => format!("{done} ({share})"),
        None => done,
    };
    let numbers = [
        around.number(tally.all),
        done,
        around.number(tally.done_late),
        around.number(tally.overdue),
    ];
    let said = tally.confirmed.map(|n| around.number(n));
    let cells = numbers.iter().chain(&said);
    let cells: String = cells
        .map(|cell| format!("<td>{}</td>", text(cell)))
        .collect();
    format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>")
}
