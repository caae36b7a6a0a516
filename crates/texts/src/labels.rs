//! What the values of the directory are called, for the portal and for the plain pages alike.

use senim_model::directory::ContactKind;

use crate::{Message, Texts, m};

/// What a telephone is for. The duty desk is for when nobody answers, unless it is the first
/// number that there is.
pub fn contact(kind: ContactKind, is_first: bool) -> Message {
    match kind {
        ContactKind::Mobile => m::CONTACT_MOBILE,
        ContactKind::Office => m::CONTACT_OFFICE,
        ContactKind::Messenger => m::CONTACT_MESSENGER,
        ContactKind::Duty if is_first => m::CONTACT_DUTY_FIRST,
        ContactKind::Duty => m::CONTACT_DUTY,
        ContactKind::Superior => m::CONTACT_SUPERIOR,
    }
}

/// A language that somebody speaks, by its code; a code that we do not know stays as it is.
pub fn spoken(texts: &Texts, code: &str) -> String {
    match code {
        "kk" => texts.t(m::LANGUAGE_SPOKEN_KK),
        "ru" => texts.t(m::LANGUAGE_SPOKEN_RU),
        "en" => texts.t(m::LANGUAGE_SPOKEN_EN),
        other => other.to_owned(),
    }
}
