//! Whether the index is signed by whom it should be, checked where the visitor is.

use leptos::prelude::*;

use crate::app::Portal;
use crate::i18n::r;
use crate::snapshot::Checked;
use crate::ui::{arriving, live_option};

/// What came of the check; nothing where there is no signature, which the page says itself.
#[component]
pub(super) fn SignatureCheck() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let checked = arriving(async move { portal.snapshot().check_signature().await });
    live_option(move || {
        let (class, words) = match checked.get()? {
            Checked::Unsigned => return None,
            Checked::Good { id, own } => {
                let good = texts.with(r::DATA_SIGNATURE_GOOD, &[("id", &id)]);
                let whose = match own {
                    true => r::DATA_SIGNATURE_OWN,
                    false => r::DATA_SIGNATURE_BESIDE,
                };
                ("checked", format!("{good} {}", texts.t(whose)))
            }
            Checked::Bad => ("notice", texts.t(r::DATA_SIGNATURE_BAD)),
            Checked::Cannot => ("checked", texts.t(r::DATA_SIGNATURE_CANNOT)),
        };
        Some(view! { <p class=class role="status">{words}</p> }.into_any())
    })
}
