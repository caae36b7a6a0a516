//! A message as JSON. A library that writes any JSON would be downloaded by every sender.

use core::fmt::Write as _;

use crate::message::{HowAnswered, Message, SubjectKind, Where};

/// Decimals of a coordinate: about a metre.
const PER_DEGREE: f64 = 100_000.0;

impl Message {
    /// The body that is sent. Coordinates are rounded to 0.00001 degrees; those that are none are
    /// left out, which [`Message::faults`] tells before.
    pub fn json(&self) -> String {
        let mut subject = Object::default();
        subject.text("kind", self.subject.kind.code());
        subject.text("region", self.subject.region.as_str());
        subject.may(
            "district",
            self.subject.district.as_ref().map(|id| id.as_str()),
        );
        subject.may("id", self.subject.id.as_deref());
        let mut body = Object::default();
        body.text("lang", self.lang.code());
        body.value("subject", &subject.end());
        body.text("text", &self.text);
        if let Some(place) = &self.place {
            body.value("place", &whereabouts(place));
        }
        body.text("answer", self.answer.code());
        body.may("contact", self.contact.as_deref());
        body.end()
    }
}

impl SubjectKind {
    /// As it stands in a body.
    pub fn code(self) -> &'static str {
        match self {
            SubjectKind::Neighbourhood => "neighbourhood",
            SubjectKind::Inspector => "inspector",
            SubjectKind::Place => "place",
            SubjectKind::Figure => "figure",
            SubjectKind::Problem => "problem",
            SubjectKind::Portal => "portal",
        }
    }
}

impl HowAnswered {
    /// As it stands in a body.
    pub fn code(self) -> &'static str {
        match self {
            HowAnswered::None => "none",
            HowAnswered::Code => "code",
            HowAnswered::Contact => "contact",
        }
    }
}

fn whereabouts(place: &Where) -> String {
    let mut object = Object::default();
    object.may("area", place.area.as_ref().map(|id| id.as_str()));
    object.may("address", place.address.as_deref());
    if let Some([lon, lat]) = place
        .point
        .filter(|point| point.iter().all(|at| at.is_finite()))
    {
        object.value("point", &format!("[{},{}]", degrees(lon), degrees(lat)));
    }
    object.end()
}

/// Whole numbers alone: what formats fractions would be another 10 KB of what a sender downloads.
fn degrees(value: f64) -> String {
    let units = (value * PER_DEGREE).round() as i64;
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    format!("{sign}{}.{:05}", units / 100_000, units % 100_000)
}

/// An object that is being written.
#[derive(Default)]
pub(crate) struct Object(String);

impl Object {
    fn value(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&string(name));
        self.0.push(':');
        self.0.push_str(value);
    }

    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.value(name, &string(value));
    }

    pub(crate) fn may(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    pub(crate) fn flag(&mut self, name: &str, value: bool) {
        self.value(name, if value { "true" } else { "false" });
    }

    pub(crate) fn end(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}

/// A text in quotes.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            control if control.is_ascii_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use senim_model::id::Id;
    use senim_model::text::Lang;

    use super::*;
    use crate::message::Subject;
    use crate::{Confirm, Confirmed};

    fn text() -> impl Strategy<Value = String> {
        "(\\PC|[\u{0}-\u{1f}\"\\\\]){0,20}"
    }

    fn place() -> impl Strategy<Value = Where> {
        let unit = |most: i32| -most..=most;
        let point = (unit(18_000_000), unit(9_000_000))
            .prop_map(|(lon, lat)| [f64::from(lon) / PER_DEGREE, f64::from(lat) / PER_DEGREE]);
        (
            any::<bool>(),
            prop::option::of(text()),
            prop::option::of(point),
        )
            .prop_map(|(area, address, point)| Where {
                area: area.then(|| Id::parse("AST-001").unwrap()),
                address,
                point,
            })
    }

    proptest! {
        #[test]
        fn the_body_is_read_back_as_the_message(
            lang in prop::sample::select(Lang::ALL.to_vec()),
            kind in prop::sample::select(vec![
                SubjectKind::Neighbourhood, SubjectKind::Inspector, SubjectKind::Place,
                SubjectKind::Figure, SubjectKind::Problem, SubjectKind::Portal,
            ]),
            id in prop::option::of(text()),
            said in text(),
            place in prop::option::of(place()),
            answer in prop::sample::select(vec![
                HowAnswered::None, HowAnswered::Code, HowAnswered::Contact,
            ]),
            contact in prop::option::of(text()),
        ) {
            let district = id.as_ref().map(|_| Id::parse("almaty").unwrap());
            let region = Id::parse("astana").unwrap();
            let subject = Subject { kind, region, district, id };
            let message = Message { lang, subject, text: said, place, answer, contact };
            let read: Message = serde_json::from_str(&message.json()).unwrap();
            prop_assert_eq!(read, message);
        }

        #[test]
        fn a_confirmation_is_read_back(
            code in text(),
            confirmed in prop::option::of(prop::sample::select(Confirmed::ALL.to_vec())),
            reopen: bool,
        ) {
            let confirm = Confirm { code, confirmed, reopen };
            let read: Confirm = serde_json::from_str(&confirm.json()).unwrap();
            prop_assert_eq!(read, confirm);
        }
    }
}
