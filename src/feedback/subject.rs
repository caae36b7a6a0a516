//! What a message is about.

use leptos::prelude::*;
use senim_message::SubjectKind;
use senim_model::directory::{Area, RegionPack};

use super::draft::{Draft, KINDS};
use super::field::{Options, choice, select};
use super::room::Room;
use crate::i18n::{Message, Texts, b, labels, m};
use crate::ui::live_option;

/// The words for what a draft is about.
#[derive(Clone, Copy)]
pub(super) struct Label(Room);

impl Label {
    pub(super) fn of(room: Room) -> Label {
        Label(room)
    }

    /// The kind, and which one, as far as it is known.
    pub(super) fn text(self, texts: &Texts) -> String {
        self.0.draft.with(|draft| label(texts, self.0, draft))
    }
}

/// What a draft is about, as a line of a page.
pub(super) fn about(room: Room, draft: &Draft) -> AnyView {
    let texts = room.portal.texts();
    let subject = label(&texts, room, draft);
    let about = texts.with(b::FEEDBACK_DRAFT_ABOUT, &[("subject", &subject)]);
    view! { <p class="subject">{about}</p> }.into_any()
}

fn label(texts: &Texts, room: Room, draft: &Draft) -> String {
    let Some(about) = draft.about else {
        return String::new();
    };
    let kind = texts.t(said(about));
    match room.known(draft) {
        // The names of figures say that they are figures.
        Some(known) if about == SubjectKind::Figure => known.name,
        Some(known) => format!("{kind}: {}", known.name),
        None => kind,
    }
}

/// An area by its number, and who serves it.
pub(super) fn area_named(texts: &Texts, pack: &RegionPack, area: &Area) -> String {
    let number = texts.with(m::CARD_AREA, &[("number", &area.number)]);
    let inspector = area.served.inspector();
    let inspector = inspector.and_then(|at| pack.inspectors.get(usize::from(at)));
    match inspector {
        Some(inspector) => format!("{number}, {}", inspector.name.show(texts.lang)),
        None => number,
    }
}

fn said(kind: SubjectKind) -> Message {
    match kind {
        SubjectKind::Neighbourhood => b::FEEDBACK_ABOUT_NEIGHBOURHOOD,
        SubjectKind::Inspector => b::FEEDBACK_ABOUT_INSPECTOR,
        SubjectKind::Place => b::FEEDBACK_ABOUT_PLACE,
        SubjectKind::Figure => b::FEEDBACK_ABOUT_FIGURE,
        SubjectKind::Problem => b::FEEDBACK_ABOUT_PROBLEM,
        SubjectKind::Portal => b::FEEDBACK_ABOUT_PORTAL,
    }
}

/// How many themes stand for all.
const EXAMPLES: usize = 4;

#[component]
pub(super) fn About(room: Room) -> impl IntoView {
    let texts = room.portal.texts();
    let feedback = room.feedback.get_value();
    let themes = feedback.themes.iter().take(EXAMPLES);
    let themes: Vec<&str> = themes.map(|theme| theme.name.show(texts.lang)).collect();
    let themes = texts.with(
        b::FEEDBACK_ABOUT_NEIGHBOURHOOD_HINT,
        &[("themes", &themes.join(", "))],
    );
    let before = room.draft.get_untracked();
    let offered = KINDS
        .into_iter()
        .filter(|kind| *kind != SubjectKind::Problem || before.about == Some(SubjectKind::Problem));
    let choices: Vec<AnyView> = offered
        .map(|kind| {
            let hint = match kind {
                SubjectKind::Neighbourhood => Some(themes.clone()),
                SubjectKind::Place => Some(texts.t(b::FEEDBACK_ABOUT_PLACE_HINT)),
                _ => None,
            };
            let chosen = move || {
                room.choose(|draft| {
                    // What was come from belongs to what it was come for.
                    if draft.about != Some(kind) {
                        draft.subject.clear();
                    }
                    draft.about = Some(kind);
                });
            };
            let radio = choice(
                ("about", kind.code()),
                (texts.t(said(kind)), hint),
                before.about == Some(kind),
                chosen,
            );
            let which = matches!(kind, SubjectKind::Inspector | SubjectKind::Place);
            let which = which.then(|| view! { <Which room kind /> }.into_any());
            view! { {radio} {which} }.into_any()
        })
        .collect();
    choices
}

/// Which area's inspector, or which place.
#[component]
fn Which(room: Room, kind: SubjectKind) -> impl IntoView {
    let texts = room.portal.texts();
    let is_chosen = Memo::new(move |_| room.draft.with(|draft| draft.about == Some(kind)));
    live_option(move || {
        if !is_chosen.get() {
            return None;
        }
        let pack = room.opened()?;
        let (label, options) = match kind {
            SubjectKind::Place => (b::FEEDBACK_ABOUT_WHICH_PLACE, places(&texts, &pack)),
            _ => (b::FEEDBACK_ABOUT_WHICH_AREA, areas(&texts, &pack, "")),
        };
        let value = room.draft.with_untracked(|draft| draft.subject.clone());
        let field = select("subject", texts.t(label), options, &value, move |value| {
            room.write(|draft| draft.subject = value);
        });
        Some(view! { <div class="more">{field}</div> }.into_any())
    })
}

fn places(texts: &Texts, pack: &RegionPack) -> Options {
    let places = pack.places.iter();
    let named = places.map(|place| {
        let name = place.name.show(texts.lang).to_owned();
        (place.id.to_string(), name)
    });
    unknown(texts).chain(named).collect()
}

/// The areas of a district, or of the region, each with some of its streets.
pub(super) fn areas(texts: &Texts, pack: &RegionPack, district: &str) -> Options {
    let of = |area: &Area| {
        let of = area
            .district
            .and_then(|at| pack.districts.get(usize::from(at)));
        district.is_empty() || of.is_some_and(|of| of.id.as_str() == district)
    };
    let areas = (0u16..).zip(&pack.areas).filter(|(_, area)| of(area));
    let named = areas.map(|(at, area)| {
        let streets = labels::streets_in_short(texts, pack, None, at);
        let number = texts.with(m::FIND_OPTION_AREA, &[("number", &area.number)]);
        (area.id.to_string(), format!("{number}: {streets}"))
    });
    unknown(texts).chain(named).collect()
}

/// The first of all options: no answer.
pub(super) fn unknown(texts: &Texts) -> impl Iterator<Item = (String, String)> + use<> {
    std::iter::once((String::new(), texts.t(b::FEEDBACK_UNKNOWN)))
}
