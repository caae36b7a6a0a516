//! What is sent, and what holds of it.

use senim_model::id::Id;
use senim_model::text::Lang;
use serde::{Deserialize, Serialize};

/// A message, as it is sent: the body of `POST /api/feedback`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The language that the sender reads.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub lang: Lang,
    /// What it is about.
    pub subject: Subject,
    /// What happened, or what is needed.
    pub text: String,
    /// Where, if it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Where>,
    /// Whether and how the sender wants an answer.
    #[serde(default)]
    pub answer: HowAnswered,
    /// A telephone or an address to be answered at; only with [`HowAnswered::Contact`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// The region that it goes to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub region: Id,
    /// The district, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub district: Option<Id>,
    /// Which inspector's area, place, figure or problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// The kinds of things that messages are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// Something in the neighbourhood.
    Neighbourhood,
    /// The work of a district inspector; `id` is the service area.
    Inspector,
    /// A place of help; `id` is the place.
    Place,
    /// A figure of the portal; `id` is what stands in its address.
    Figure,
    /// An entry of the register of problems.
    Problem,
    /// The portal itself.
    Portal,
}

/// Where it happened: as exact as the sender wants it, and no more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Where {
    /// The service area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub area: Option<Id>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Longitude and latitude, degrees, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<f64>>))]
    pub point: Option<[f64; 2]>,
}

/// Whether and how a sender is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum HowAnswered {
    /// No answer is asked for.
    #[default]
    None,
    /// The answer is read with the code.
    Code,
    /// At the contact that the sender left, and with the code.
    Contact,
}

/// How much a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit;

impl Limit {
    /// The body of a request, bytes.
    pub const BODY: usize = 32 * 1024;
    /// The text, characters.
    pub const TEXT: usize = 4_000;
    /// A contact, characters.
    pub const CONTACT: usize = 200;
    /// An address, characters.
    pub const ADDRESS: usize = 300;
    /// The identifier of a subject, characters.
    pub const ID: usize = 300;
    /// The key of a request, characters.
    pub const KEY: core::ops::RangeInclusive<usize> = 22..=64;
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fault {
    /// The field, as it is called in the body: `text`, `place.address`.
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// The ways in which a field can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = FieldProblem))]
#[serde(rename_all = "lowercase")]
pub enum Problem {
    /// It is empty and must not be.
    Empty,
    /// It holds more than its limit.
    Long,
    /// It is there, or is not, against what another field says.
    Unexpected,
    /// It holds control characters, or a coordinate that is none.
    Malformed,
}

impl Message {
    /// All that is wrong with the message; empty where it can be taken.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.text.trim().is_empty() {
            faults.push(fault("text", Problem::Empty));
        }
        check(&mut faults, "text", Some(&self.text), Limit::TEXT);
        check(
            &mut faults,
            "subject.id",
            self.subject.id.as_deref(),
            Limit::ID,
        );
        check(
            &mut faults,
            "contact",
            self.contact.as_deref(),
            Limit::CONTACT,
        );
        let has = self
            .contact
            .as_deref()
            .is_some_and(|contact| !contact.trim().is_empty());
        match (self.answer, has) {
            (HowAnswered::Contact, false) => faults.push(fault("contact", Problem::Empty)),
            (HowAnswered::None | HowAnswered::Code, true) => {
                faults.push(fault("contact", Problem::Unexpected));
            }
            _ => {}
        }
        if let Some(place) = &self.place {
            check(
                &mut faults,
                "place.address",
                place.address.as_deref(),
                Limit::ADDRESS,
            );
            let on_earth = |[lon, lat]: [f64; 2]| {
                (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)
            };
            if place.point.is_some_and(|point| !on_earth(point)) {
                faults.push(fault("place.point", Problem::Malformed));
            }
        }
        faults
    }
}

fn fault(field: &'static str, problem: Problem) -> Fault {
    Fault { field, problem }
}

fn check(faults: &mut Vec<Fault>, field: &'static str, value: Option<&str>, limit: usize) {
    let Some(value) = value else { return };
    if value.chars().count() > limit {
        faults.push(fault(field, Problem::Long));
    }
    let strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if value.contains(strange) {
        faults.push(fault(field, Problem::Malformed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            lang: Lang::Kk,
            subject: Subject {
                kind: SubjectKind::Neighbourhood,
                region: Id::parse("astana").unwrap(),
                district: None,
                id: None,
            },
            text: "Аулада жарық жоқ".into(),
            place: None,
            answer: HowAnswered::None,
            contact: None,
        }
    }

    #[test]
    fn every_fault_is_named_at_once() {
        assert_eq!(message().faults(), []);
        let bad = Message {
            text: " \u{0}".into(),
            answer: HowAnswered::Contact,
            place: Some(Where {
                address: Some("x".repeat(301)),
                point: Some([200.0, f64::NAN]),
                area: None,
            }),
            ..message()
        };
        let found: Vec<_> = bad
            .faults()
            .iter()
            .map(|fault| (fault.field, fault.problem))
            .collect();
        assert_eq!(
            found,
            [
                ("text", Problem::Malformed),
                ("contact", Problem::Empty),
                ("place.address", Problem::Long),
                ("place.point", Problem::Malformed),
            ]
        );
        let unasked = Message {
            contact: Some("+7 700 000 00 00".into()),
            ..message()
        };
        assert_eq!(unasked.faults(), [fault("contact", Problem::Unexpected)]);
        let empty = Message {
            text: "  ".into(),
            ..message()
        };
        assert_eq!(empty.faults(), [fault("text", Problem::Empty)]);
        let long = Message {
            text: "қ".repeat(4_001),
            ..message()
        };
        assert_eq!(long.faults(), [fault("text", Problem::Long)]);
    }

    #[test]
    fn a_body_reads_as_documented() {
        let body = r#"{"lang":"ru","subject":{"kind":"inspector","region":"astana","id":"AST-001"},
            "text":"Спасибо","place":{"area":"AST-001"},"answer":"code"}"#;
        let read: Message = serde_json::from_str(body).unwrap();
        assert_eq!(
            (read.subject.kind, read.answer),
            (SubjectKind::Inspector, HowAnswered::Code)
        );
        let again: Message = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(again, read);
        for bad in [
            "{}",
            r#"{"lang":"ru","subject":{"kind":"inspector","region":"a"},"text":"","name":"x"}"#,
            r#"{"lang":"de","subject":{"kind":"portal","region":"a"},"text":""}"#,
            r#"{"lang":"ru","subject":{"kind":"portal","region":"../a"},"text":""}"#,
        ] {
            assert!(serde_json::from_str::<Message>(bad).is_err(), "{bad}");
        }
    }
}
