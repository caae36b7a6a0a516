//! Whether evidence leads to a page that this portal has.

use std::collections::BTreeSet;

use senim_model::id::Id;
use senim_model::text::Lang;
use senim_register::EvidenceKind;

use super::Known;

/// Rooms that the country and every region have.
const ROOMS: [&str; 5] = ["response", "surveys", "problems", "reform", "map"];
/// Pages that stand alone.
const ALONE: [&str; 4] = ["list", "data", "about", "privacy"];

impl Known<'_> {
    /// Says why evidence leads nowhere, or to something else than it says.
    pub(super) fn leads_somewhere(
        &self,
        kind: EvidenceKind,
        to: &str,
        problems: &BTreeSet<Id>,
    ) -> Result<(), String> {
        if to.is_empty() {
            return Err("is empty".into());
        }
        let room = match kind {
            EvidenceKind::Figure => Some("response"),
            EvidenceKind::Theme => Some("feedback"),
            EvidenceKind::Survey => Some("surveys"),
            EvidenceKind::Page | EvidenceKind::Document => None,
        };
        if to.starts_with("https://") || to.starts_with("http://") {
            let path = match (kind, room) {
                (EvidenceKind::Document, _) => return Ok(()),
                (_, Some(room)) => format!("astana/{room}/"),
                _ => "astana/map/".into(),
            };
            return Err(format!(
                "is no page of this portal, expected a path like {path} for a {}",
                kind.code()
            ));
        }
        let (path, choice) = to.split_once(['?', '#']).unwrap_or((to, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        if let Some(lang) = parts
            .first()
            .filter(|part| Lang::ALL.iter().any(|lang| lang.code() == **part))
        {
            return Err(format!(
                "begins with a language, expected a path without {lang}/"
            ));
        }
        if !self.is_page(&parts, problems) {
            return Err("is no page of this portal".into());
        }
        if kind == EvidenceKind::Document {
            return Err("is a page of this portal, expected the kind page".into());
        }
        let is_of = |room: &str| parts.last() == Some(&room);
        if let Some(room) = room.filter(|room| !is_of(room)) {
            return Err(format!(
                "is no {}, expected a path like astana/{room}/",
                kind.code()
            ));
        }
        let choice = match to.contains('?') {
            true => choice.split('#').next().unwrap_or_default(),
            false => "",
        };
        self.can_be_chosen(&parts, choice)
    }

    /// Whether the portal has a page, by the parts of its path.
    fn is_page(&self, parts: &[&str], problems: &BTreeSet<Id>) -> bool {
        let takes_messages = || {
            self.settings
                .is_none_or(|settings| settings.feedback.is_some())
        };
        let region = |region: &str| {
            let id = Id::parse(region).ok();
            id.is_some_and(|id| self.regions.is_none_or(|regions| regions.contains_key(&id)))
        };
        // Where areas could not be read, that is told elsewhere.
        let of_area = |region: &str, area: &str| {
            let area = Id::parse(area).ok();
            let found = |id: &Id| {
                self.areas.is_none_or(|areas| {
                    areas
                        .get(id)
                        .is_some_and(|area| area.region.as_str() == region)
                })
            };
            area.as_ref().is_some_and(found)
        };
        let of_place = |region: &str, place: &str| {
            let place = Id::parse(place).ok().and_then(|id| self.places.get(&id));
            place.is_some_and(|place| place.region.as_str() == region)
        };
        match *parts {
            ["feedback"] => takes_messages(),
            [of, "feedback"] => region(of) && takes_messages(),
            [room] if ROOMS.contains(&room) || ALONE.contains(&room) => true,
            [of] => region(of),
            [of, room] => region(of) && ROOMS.contains(&room),
            [of, "area", area] => region(of) && of_area(of, area),
            [of, "place", place] => region(of) && of_place(of, place),
            [of, "problems", problem] => {
                let id = Id::parse(problem).ok();
                region(of) && id.is_some_and(|id| problems.contains(&id))
            }
            _ => false,
        }
    }

    /// Whether a page understands what is chosen on it.
    fn can_be_chosen(&self, parts: &[&str], choice: &str) -> Result<(), String> {
        let understood = match parts.last() {
            Some(&"response") => senim_figures::Choice::parse(choice).query(),
            Some(&"surveys") => senim_surveys::Choice::parse(choice).query(),
            _ => choice.to_owned(),
        };
        if understood != choice {
            return Err(format!("chooses “{choice}”, which its page does not know"));
        }
        let theme = senim_surveys::Choice::parse(choice).theme;
        let theme = theme.filter(|_| parts.last() == Some(&"surveys"));
        let has = |id: &Id| {
            self.settings
                .is_none_or(|settings| settings.surveys.theme.iter().any(|known| known.id == *id))
        };
        match theme.filter(|theme| !has(theme)) {
            Some(theme) => Err(format!("chooses the theme {theme}, which no survey has")),
            None => Ok(()),
        }
    }
}
