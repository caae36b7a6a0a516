//! A message that is being written. It stays on the device until it is sent or wiped.

use senim_message::{HowAnswered, Limit, Message, Subject, SubjectKind, Where};
use senim_model::directory::{AreaIx, DistrictIx, Point, RegionPack};
use senim_model::id::Id;
use senim_model::text::Lang;

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

impl Spot {
    /// It as a text: whole numbers alone, as what formats fractions weighs 10 KB.
    fn kept(&self) -> String {
        let [lon, lat] = self.point;
        let Point { lon, lat } = Point::from_degrees(lon, lat);
        let metres = self.metres.ceil() as u32;
        format!("{} {lon} {lat} {metres} {}", self.area, self.exact)
    }

    fn read(kept: &str) -> Option<Spot> {
        let mut parts = kept.split(' ');
        let area = Id::parse(parts.next()?).ok()?;
        let mut number = || parts.next()?.parse::<i32>().ok();
        let (lon, lat) = Point {
            lon: number()?,
            lat: number()?,
        }
        .degrees();
        Some(Spot {
            area,
            point: [lon, lat],
            metres: f64::from(number()?),
            exact: parts.next()? == "true",
        })
    }
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
const TELLING: [(Told, &str); 5] = [
    (Told::Not, ""),
    (Told::Area, "area"),
    (Told::Words, "words"),
    (Told::Map, "map"),
    (Told::Here, "here"),
];
const ANSWERS: [HowAnswered; 3] = [HowAnswered::None, HowAnswered::Code, HowAnswered::Contact];

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

    /// The message as it is sent; `None` where it is not said what it is about.
    pub(super) fn message(&self, lang: Lang, pack: Option<&RegionPack>) -> Option<Message> {
        let kind = self.about?;
        let place = self.place();
        let area = place.as_ref().and_then(|place| place.area.clone());
        let area = match kind {
            SubjectKind::Inspector => Id::parse(&self.subject).ok().or(area),
            _ => area,
        };
        let chosen = (self.told == Told::Area && self.has_place()).then_some(&self.district);
        let district = chosen.and_then(|district| Id::parse(district).ok());
        Some(Message {
            lang,
            subject: Subject {
                kind,
                region: self.region.clone()?,
                district: district.or_else(|| district_of(pack?, &area?)),
                id: Some(self.subject.clone()).filter(|id| !id.is_empty()),
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

    /// The draft as a text: a line for each field.
    pub(super) fn kept(&self) -> String {
        let region = self.region.as_ref().map_or("", Id::as_str);
        let about = self.about.map_or("", SubjectKind::code);
        let told = TELLING.iter().find(|(told, _)| *told == self.told);
        let pointed = self.pointed.as_ref().map(Spot::kept);
        let fields = [
            ("key", self.key.as_str()),
            ("region", region),
            ("about", about),
            ("subject", &self.subject),
            ("text", &self.text),
            ("told", told.map_or("", |(_, code)| code)),
            ("district", &self.district),
            ("area", &self.area),
            ("address", &self.address),
            ("pointed", pointed.as_deref().unwrap_or_default()),
            ("answer", self.answer.code()),
            ("contact", &self.contact),
            ("body", &self.body),
        ];
        let filled = fields.iter().filter(|(_, value)| !value.is_empty());
        // Where the device was, is not kept unless it is on its way: it is asked again.
        filled
            .map(|(name, value)| {
                let value = value.replace('\\', "\\\\").replace('\n', "\\n");
                format!("{name}={value}\n")
            })
            .collect()
    }

    /// Reads what [`Draft::kept`] wrote; what is strange in it is left out.
    pub(super) fn read(kept: &str) -> Draft {
        let mut draft = Draft::default();
        for line in kept.split('\n') {
            let Some((name, value)) = line.split_once('=') else {
                continue;
            };
            let value = unescaped(value);
            match name {
                "key" => draft.key = value,
                "region" => draft.region = Id::parse(&value).ok(),
                "about" => draft.about = kind_of(&value),
                "subject" => draft.subject = value,
                "text" => draft.text = value,
                "told" => {
                    let told = TELLING.iter().find(|(_, code)| *code == value);
                    draft.told = told.map_or(Told::Not, |(told, _)| *told);
                }
                "district" => draft.district = value,
                "area" => draft.area = value,
                "address" => draft.address = value,
                "pointed" => draft.pointed = Spot::read(&value),
                "answer" => {
                    let answer = ANSWERS.into_iter().find(|answer| answer.code() == value);
                    draft.answer = answer.unwrap_or_default();
                }
                "contact" => draft.contact = value,
                "body" => draft.body = value,
                _ => {}
            }
        }
        if !Limit::KEY.contains(&draft.key.len()) {
            draft.key.clear();
        }
        draft
    }
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

/// The district that an area lies in.
fn district_of(pack: &RegionPack, area: &Id) -> Option<Id> {
    let at: AreaIx = pack.area_at(area)?;
    let district: DistrictIx = pack.areas.get(usize::from(at))?.district?;
    let district = pack.districts.get(usize::from(district));
    district.map(|district| district.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(area: &str) -> Spot {
        Spot {
            area: Id::parse(area).unwrap(),
            point: [73.10001, -49.8],
            metres: 5.0,
            exact: true,
        }
    }

    fn full() -> Draft {
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
    fn what_is_kept_is_read_back() {
        assert_eq!(Draft::read(&full().kept()), full());
        assert_eq!(Draft::read(&Draft::default().kept()), Draft::default());
    }

    #[test]
    fn strange_copies_are_no_trouble() {
        for strange in [
            "",
            "\n\n",
            "key",
            "key=short",
            "about=<b>\nregion=../x",
            "text=\\",
            "x=y",
            "pointed=KRG-012 7310000 4980000",
            "pointed=../x 1 2 3 true",
            "pointed=KRG-012 1 2 99999999999 true",
        ] {
            assert_eq!(Draft::read(strange), Draft::default(), "{strange}");
        }
    }

    #[test]
    fn where_the_device_was_is_not_kept() {
        let here = Spot {
            point: [71.43, 51.13],
            ..spot("AST-001")
        };
        let draft = Draft {
            told: Told::Here,
            here: Some(here),
            ..full()
        };
        assert!(!draft.kept().contains("5113") && !draft.kept().contains("AST-001"));
    }

    #[test]
    fn only_what_was_chosen_is_sent() {
        let message = full().message(Lang::Kk, None).unwrap();
        assert_eq!(message.faults(), []);
        assert_eq!(message.place.unwrap().address.as_deref(), Some("Абай 10"));
        // A contact that was typed before the sender chose otherwise stays here, and so does a place.
        let changed = Draft {
            answer: HowAnswered::Code,
            told: Told::Not,
            ..full()
        };
        let message = changed.message(Lang::Kk, None).unwrap();
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
                draft.message(Lang::Kk, None).unwrap().place.unwrap()
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
        assert_eq!(of_portal.message(Lang::Kk, None).unwrap().place, None);
        assert_eq!(Draft::default().message(Lang::Kk, None), None);
    }
}
