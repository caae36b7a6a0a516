//! The steps of the form, one question each; the address names the step after `#`, and no more.

use senim_message::{HowAnswered, Limit, SubjectKind};

use super::draft::{Draft, Told, kind_of};
use crate::i18n::{Message, b};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// What has to be known before writing.
    Start,
    /// What it is about.
    About,
    /// What happened.
    Text,
    /// Where.
    Place,
    /// Whether an answer is wanted.
    Answer,
    /// All of it, before it is sent.
    Check,
    /// It is on its way.
    Send,
    /// It has arrived.
    Sent,
}

/// The questions with their names in the address.
const NAMED: [(Step, &str); 8] = [
    (Step::Start, ""),
    (Step::About, "about"),
    (Step::Text, "text"),
    (Step::Place, "where"),
    (Step::Answer, "answer"),
    (Step::Check, "check"),
    (Step::Send, "send"),
    (Step::Sent, "sent"),
];

/// What is wrong at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The element to go to.
    pub(super) field: &'static str,
    /// What to do.
    pub(super) say: Message,
    /// The number in it.
    pub(super) most: usize,
}

impl Step {
    /// The step that an address names after `#`.
    pub(super) fn of(hash: &str) -> Step {
        let name = hash.trim_start_matches('#');
        let named = NAMED.iter().find(|(_, known)| *known == name);
        named.map_or(Step::Start, |(step, _)| *step)
    }

    /// Its name, after `#`.
    pub(super) fn hash(self) -> String {
        let named = NAMED.iter().find(|(step, _)| *step == self);
        match named {
            Some((_, name)) if !name.is_empty() => format!("#{name}"),
            _ => String::new(),
        }
    }

    /// The questions of a draft, in order.
    pub(super) fn questions(draft: &Draft) -> Vec<Step> {
        let all = [
            Step::About,
            Step::Text,
            Step::Place,
            Step::Answer,
            Step::Check,
        ];
        let asked = |step: &Step| *step != Step::Place || draft.has_place();
        all.into_iter().filter(asked).collect()
    }

    /// The question after this one.
    pub(super) fn next(self, draft: &Draft) -> Step {
        let questions = Step::questions(draft);
        let at = questions.iter().position(|step| *step == self);
        let next = questions.get(at.map_or(0, |at| at + 1));
        next.copied().unwrap_or(Step::Send)
    }

    /// The question before this one.
    pub(super) fn before(self, draft: &Draft) -> Step {
        let questions = Step::questions(draft);
        let at = questions.iter().position(|step| *step == self);
        let before = at.and_then(|at| questions.get(at.checked_sub(1)?));
        before.copied().unwrap_or(Step::Start)
    }

    /// The step to show where this one is asked for: no question is passed over that has no answer.
    pub(super) fn allowed(self, draft: &Draft) -> Step {
        if matches!(self, Step::Start | Step::Sent) {
            return Step::Start;
        }
        // Nothing is sent but by pressing "send", now or before.
        if self == Step::Send && draft.body.is_empty() {
            return Step::Check.allowed(draft);
        }
        let questions = Step::questions(draft);
        let mut before = questions.into_iter().take_while(|step| *step != self);
        before
            .find(|step| !step.wrong(draft).is_empty())
            .unwrap_or(self)
    }

    /// What is wrong with the answer to this question.
    pub(super) fn wrong(self, draft: &Draft) -> Vec<Wrong> {
        match self {
            Step::About => wrong(draft.about.is_none(), FIRST_KIND, b::FEEDBACK_ERROR_ABOUT),
            Step::Text => text(draft),
            Step::Place => place(draft),
            Step::Answer => contact(draft),
            _ => Vec::new(),
        }
    }
}

/// The first choice of the first question.
pub(super) const FIRST_KIND: &str = "about-neighbourhood";

fn wrong(is: bool, field: &'static str, say: Message) -> Vec<Wrong> {
    let wrong = Wrong {
        field,
        say,
        most: 0,
    };
    is.then_some(wrong).into_iter().collect()
}

fn text(draft: &Draft) -> Vec<Wrong> {
    let text = draft.text.trim();
    let mut found = wrong(text.is_empty(), "text", b::FEEDBACK_ERROR_TEXT);
    found.extend(long("text", text, Limit::TEXT));
    let strange = |char: char| char.is_control() && !matches!(char, '\n' | '\r' | '\t');
    found.extend(wrong(
        text.contains(strange),
        "text",
        b::FEEDBACK_ERROR_STRANGE,
    ));
    found
}

fn place(draft: &Draft) -> Vec<Wrong> {
    match draft.told {
        Told::Not => Vec::new(),
        Told::Area => {
            let nothing = draft.district.is_empty() && draft.area.is_empty();
            wrong(nothing, "district", b::FEEDBACK_ERROR_AREA)
        }
        Told::Words => {
            let words = draft.address.trim();
            let mut found = wrong(words.is_empty(), "address", b::FEEDBACK_ERROR_ADDRESS);
            found.extend(long("address", words, Limit::ADDRESS));
            found
        }
        Told::Map => wrong(draft.pointed.is_none(), "open-map", b::FEEDBACK_ERROR_MAP),
        Told::Here => wrong(draft.here.is_none(), "ask", b::FEEDBACK_ERROR_HERE),
    }
}

fn contact(draft: &Draft) -> Vec<Wrong> {
    if draft.answer != HowAnswered::Contact {
        return Vec::new();
    }
    let contact = draft.contact.trim();
    let mut found = wrong(!is_whole(contact), "contact", b::FEEDBACK_ERROR_CONTACT);
    found.extend(long("contact", contact, Limit::CONTACT));
    found
}

/// Whether there is a telephone number or an e-mail address in it, to the last digit and dot.
fn is_whole(contact: &str) -> bool {
    let digits = contact.bytes().filter(u8::is_ascii_digit).count();
    let is_mail = |word: &str| {
        let dot = |(name, host): (&str, &str)| {
            let parts = host.split_once('.');
            !name.is_empty() && parts.is_some_and(|(one, last)| !one.is_empty() && last.len() > 1)
        };
        word.split_once('@').is_some_and(dot)
    };
    digits >= 10 || contact.split(' ').any(is_mail)
}

fn long(field: &'static str, text: &str, most: usize) -> Option<Wrong> {
    let wrong = Wrong {
        field,
        say: b::FEEDBACK_ERROR_LONG,
        most,
    };
    (text.chars().count() > most).then_some(wrong)
}

/// The subject that a link brings after `#`: `about=inspector&id=KRG-012`, its parts decoded by
/// `decode`.
pub(super) fn brought(
    hash: &str,
    decode: impl Fn(&str) -> Option<String>,
) -> Option<(SubjectKind, String)> {
    let mut about = None;
    let mut id = String::new();
    for pair in hash.trim_start_matches('#').split('&') {
        match pair.split_once('=') {
            Some(("about", value)) => about = kind_of(value),
            Some(("id", value)) => id = decode(value)?,
            _ => {}
        }
    }
    let fits = id.chars().count() <= Limit::ID && !id.contains(char::is_control);
    about.filter(|_| fits).map(|about| (about, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            about: Some(SubjectKind::Neighbourhood),
            text: "Темно".into(),
            ..Draft::default()
        }
    }

    #[test]
    fn each_step_has_an_address() {
        for (step, _) in NAMED {
            assert_eq!(Step::of(&step.hash()), step);
        }
        assert_eq!(Step::of("#anything"), Step::Start);
    }

    #[test]
    fn no_question_is_passed_over() {
        assert_eq!(Step::Check.allowed(&Draft::default()), Step::About);
        assert_eq!(Step::Check.allowed(&draft()), Step::Check);
        assert_eq!(Step::Send.allowed(&draft()), Step::Check);
        let pressed = Draft {
            body: "{}".into(),
            ..draft()
        };
        assert_eq!(Step::Send.allowed(&pressed), Step::Send);
        assert_eq!(Step::Sent.allowed(&draft()), Step::Start);
        let mute = Draft {
            text: " ".into(),
            ..draft()
        };
        assert_eq!(Step::Answer.allowed(&mute), Step::Text);
    }

    #[test]
    fn figures_and_the_portal_have_no_place() {
        let portal = Draft {
            about: Some(SubjectKind::Portal),
            ..draft()
        };
        assert_eq!(Step::Text.next(&portal), Step::Answer);
        assert_eq!(Step::Answer.before(&portal), Step::Text);
        assert_eq!(Step::Text.next(&draft()), Step::Place);
        assert_eq!(Step::Check.next(&draft()), Step::Send);
        assert_eq!(Step::About.before(&draft()), Step::Start);
    }

    #[test]
    fn answers_are_checked_before_they_are_sent() {
        let wrong = |step: Step, draft: &Draft| -> Vec<&str> {
            step.wrong(draft).iter().map(|wrong| wrong.field).collect()
        };
        assert_eq!(wrong(Step::About, &Draft::default()), [FIRST_KIND]);
        assert_eq!(wrong(Step::Text, &Draft::default()), ["text"]);
        let long = "қ".repeat(Limit::TEXT + 1);
        assert_eq!(
            wrong(
                Step::Text,
                &Draft {
                    text: long,
                    ..draft()
                }
            ),
            ["text"]
        );
        let strange = "a\u{0}b".to_owned();
        assert_eq!(
            wrong(
                Step::Text,
                &Draft {
                    text: strange,
                    ..draft()
                }
            ),
            ["text"]
        );
        for told in [Told::Area, Told::Words, Told::Map, Told::Here] {
            assert_eq!(wrong(Step::Place, &Draft { told, ..draft() }).len(), 1);
        }
        let answer = HowAnswered::Contact;
        assert_eq!(
            wrong(Step::Answer, &Draft { answer, ..draft() }),
            ["contact"]
        );
        assert_eq!(wrong(Step::Answer, &draft()), [""; 0]);
        for (contact, expected) in [
            ("abc", false),
            ("421563", false),
            ("@handle", false),
            ("a@b", false),
            ("a@.kz", false),
            ("8 701 123 45 67", true),
            ("+7 (7212) 42-15-63, после 18", true),
            ("a@b.kz", true),
            ("пошта: айгүл@пошта.қаз", true),
        ] {
            let draft = Draft {
                answer,
                contact: contact.into(),
                ..draft()
            };
            assert_eq!(
                wrong(Step::Answer, &draft).is_empty(),
                expected,
                "{contact}"
            );
        }
    }

    #[test]
    fn a_link_brings_its_subject() {
        let plain = |text: &str| Some(text.to_owned());
        assert_eq!(
            brought("#about=inspector&id=KRG-012", plain),
            Some((SubjectKind::Inspector, "KRG-012".into()))
        );
        assert_eq!(
            brought("#about=portal", plain),
            Some((SubjectKind::Portal, String::new()))
        );
        for strange in ["", "#text", "#about=x", "#id=1"] {
            assert_eq!(brought(strange, plain), None, "{strange}");
        }
        assert_eq!(brought("#about=place&id=%", |_| None), None);
        let long = format!("#about=place&id={}", "a".repeat(301));
        assert_eq!(brought(&long, plain), None);
    }
}
