//! A message that is being written. It stays on the device until it is sent or wiped.

use senim_message::{HowAnswered, Message, Subject, SubjectKind, Where};
use senim_model::directory::RegionPack;
use senim_model::id::Id;
use senim_model::text::Lang;

use super::known::{Known, district_of};

/// What is written so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    /// What the endpoint knows a repetition by.
    pub(super) key: String,
    /// The region that it goes to.
    pub(super) region: Option<Id>,
    /// What it is about.
    pub(super) about: Option<SubjectKind>,
    /// Which area, place, figure or problem.
    pub(super) subject: String,
    /// What happened.
    pub(super) text: String,
    /// How the place is told.
    pub(super) told: Told,
    /// The district chosen; may be empty.
    pub(super) district: String,
    /// The area chosen; may be empty.
    pub(super) area: String,
    /// The place in words.
    pub(super) address: String,
    /// The place on the map.
    pub(super) pointed: Option<Spot>,
    /// What the device said.
    pub(super) here: Option<Spot>,
    /// Whether and how the sender is answered.
    pub(super) answer: HowAnswered,
    /// A telephone or an e-mail address.
    pub(super) contact: String,
    /// What is sent, once the sender has pressed "send": a repetition has to be the very same.
    pub(super) body: String,
}

/// How the place of what happened is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Told {
    /// Not at all.
    #[default]
    Not,
    /// By a district or an area.
    Area,
    /// In words.
    Words,
    /// By a point on the map.
    Map,
    /// By where the device is.
    Here,
}

/// A point, and the area around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    /// The area there.
    pub(super) area: Id,
    /// Longitude and latitude, degrees.
    pub(super) point: [f64; 2],
    /// To how many metres it is known.
    pub(super) metres: f64,
    /// The exact point is sent, too.
    pub(super) exact: bool,
}

/// What a message can be about, as it is offered. A problem is offered only where one was come from.
pub(super) const KINDS: [SubjectKind; 6] = [
    SubjectKind::Neighbourhood,
    SubjectKind::Inspector,
    SubjectKind::Place,
    SubjectKind::Figure,
    SubjectKind::Problem,
    SubjectKind::Portal,
];

/// The kind of this code.
pub(super) fn kind_of(code: &str) -> Option<SubjectKind> {
    KINDS.into_iter().find(|kind| kind.code() == code)
}

impl Draft {
    /// Whether there is something that would be lost.
    pub(super) fn is_begun(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// Whether the place is asked for: a figure and the portal have none.
    pub(super) fn has_place(&self) -> bool {
        !matches!(self.about, Some(SubjectKind::Figure | SubjectKind::Portal))
    }

    /// The point, where the place is told by one.
    pub(super) fn spot(&self, told: Told) -> Option<&Spot> {
        match told {
            Told::Map => self.pointed.as_ref(),
            Told::Here => self.here.as_ref(),
            Told::Not | Told::Area | Told::Words => None,
        }
    }

    /// The point to change: the one on the map, else the device's.
    pub(super) fn spot_mut(&mut self, told: Told) -> &mut Option<Spot> {
        match told {
            Told::Map => &mut self.pointed,
            _ => &mut self.here,
        }
    }

    /// The area that a map of the place begins with: where something was chosen before.
    pub(super) fn likely_area(&self) -> Option<Id> {
        let pointed = self.pointed.as_ref().map(|spot| spot.area.clone());
        let of_inspector = self.about == Some(SubjectKind::Inspector);
        let subject = || Id::parse(&self.subject).ok().filter(|_| of_inspector);
        pointed
            .or_else(|| Id::parse(&self.area).ok())
            .or_else(subject)
    }

    /// The message as it is sent; `None` where it is not said what it is about. `known` is its subject, as
    /// it is published: of no other is the identifier sent.
    pub(super) fn message(
        &self,
        lang: Lang,
        pack: Option<&RegionPack>,
        known: Option<Known>,
    ) -> Option<Message> {
        let kind = self.about?;
        let place = self.place();
        let area = place.as_ref().and_then(|place| place.area.as_ref());
        let around = || district_of(pack?, pack?.area_at(area?)?);
        let chosen = (self.told == Told::Area && self.has_place()).then_some(&self.district);
        let district = chosen.and_then(|district| Id::parse(district).ok());
        Some(Message {
            lang,
            subject: Subject {
                kind,
                region: self.region.clone()?,
                id: known.as_ref().map(|_| self.subject.clone()),
                district: district
                    .or(known.and_then(|known| known.district))
                    .or_else(around),
            },
            text: self.text.trim().to_owned(),
            place,
            answer: self.answer,
            contact: (self.answer == HowAnswered::Contact).then(|| self.contact.trim().to_owned()),
        })
    }

    fn place(&self) -> Option<Where> {
        let place = match self.told {
            _ if !self.has_place() => return None,
            Told::Not => return None,
            Told::Area => Where {
                area: Some(Id::parse(&self.area).ok()?),
                ..Where::default()
            },
            Told::Words => Where {
                address: Some(self.address.trim().to_owned()),
                ..Where::default()
            },
            Told::Map | Told::Here => {
                let spot = self.spot(self.told)?;
                Where {
                    area: Some(spot.area.clone()),
                    point: spot.exact.then_some(spot.point),
                    ..Where::default()
                }
            }
        };
        Some(place)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::known;
    use super::*;

    pub(in crate::feedback) fn spot(area: &str) -> Spot {
        Spot {
            area: Id::parse(area).unwrap(),
            point: [73.10001, -49.8],
            metres: 5.0,
            exact: true,
        }
    }

    pub(in crate::feedback) fn full() -> Draft {
        Draft {
            key: "0123456789abcdef0123456789abcdef".into(),
            region: Id::parse("karaganda").ok(),
            about: Some(SubjectKind::Inspector),
            subject: "KRG-012".into(),
            text: "Аулада\nжарық \\ жоқ = қараңғы\r\n".into(),
            told: Told::Words,
            address: "Абай 10".into(),
            pointed: Some(spot("KRG-012")),
            answer: HowAnswered::Contact,
            contact: "+7 700 000 00 00".into(),
            body: "{}".into(),
            ..Draft::default()
        }
    }

    #[test]
    fn only_what_was_chosen_is_sent() {
        let message = full().message(Lang::Kk, None, None).unwrap();
        assert_eq!(message.faults(), []);
        assert_eq!(message.place.unwrap().address.as_deref(), Some("Абай 10"));
        // A contact that was typed before the sender chose otherwise stays here, and so does a place.
        let changed = Draft {
            answer: HowAnswered::Code,
            told: Told::Not,
            ..full()
        };
        let message = changed.message(Lang::Kk, None, None).unwrap();
        assert_eq!((message.contact, message.place), (None, None));
        for told in [Told::Map, Told::Here] {
            let place = |exact: bool| {
                let spot = Spot {
                    exact,
                    ..spot("KRG-012")
                };
                let mut draft = Draft { told, ..full() };
                draft.pointed = None;
                *draft.spot_mut(told) = Some(spot);
                draft.message(Lang::Kk, None, None).unwrap().place.unwrap()
            };
            let coarse = place(false);
            assert_eq!(coarse.area, Id::parse("KRG-012").ok());
            assert_eq!((coarse.point, coarse.address), (None, None));
            assert_eq!(place(true).point, Some([73.10001, -49.8]));
        }
        let of_portal = Draft {
            about: Some(SubjectKind::Portal),
            told: Told::Map,
            ..full()
        };
        assert_eq!(of_portal.message(Lang::Kk, None, None).unwrap().place, None);
        assert_eq!(Draft::default().message(Lang::Kk, None, None), None);
    }
    #[test]
    fn a_subject_is_sent_where_it_is_published_and_with_its_district() {
        let pack = known::tests::pack();
        let subject = |told: Told, known: Option<Known>| {
            let draft = Draft {
                about: Some(SubjectKind::Place),
                subject: "P2".into(),
                district: "d2".into(),
                told,
                ..full()
            };
            let message = draft.message(Lang::Kk, Some(&pack), known).unwrap();
            let district = message.subject.district.map(|id| id.to_string());
            (message.subject.id, district.unwrap_or_default())
        };
        let published = |district: Option<&str>| {
            let district = district.and_then(|id| Id::parse(id).ok());
            let name = String::new();
            Some(Known { name, district })
        };
        let (p2, d1) = (Some("P2".to_owned()), || "d1".to_owned());
        // Nothing is said of the place: the district is that of the subject.
        assert_eq!(
            subject(Told::Not, published(Some("d1"))),
            (p2.clone(), d1())
        );
        assert_eq!(subject(Told::Not, None), (None, String::new()));
        // What the sender says of the place goes first; a point says it where nothing else does.
        let chosen = (p2.clone(), "d2".to_owned());
        assert_eq!(subject(Told::Area, published(Some("d1"))), chosen);
        assert_eq!(subject(Told::Map, published(None)), (p2, d1()));
    }
}
