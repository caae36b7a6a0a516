//! Writing HTML: text is escaped unless it was written here.

use senim_model::phone::Phone;
use senim_model::text::{Lang, Text};

use crate::{Texts, m};

/// Text as HTML shows it, in content and in quoted attributes.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A published name. Where it lacks the reader's language, the language that stands in is marked
/// for the reader's eyes and for a screen reader's voice.
pub fn name(texts: &Texts, name: &Text) -> String {
    let Some((shown, lang)) = name.pick(texts.lang) else {
        return String::new();
    };
    let shown = text(shown);
    if lang == texts.lang {
        return shown;
    }
    let note = match lang {
        Lang::Kk => m::LANGUAGE_FALLBACK_KK,
        Lang::Ru => m::LANGUAGE_FALLBACK_RU,
        Lang::En => m::LANGUAGE_FALLBACK_EN,
    };
    let note = text(&texts.t(note));
    format!(
        "<span lang=\"{}\">{shown}</span><small class=\"fallback\"> ({note})</small>",
        lang.code()
    )
}

/// A telephone number that can be pressed. `attributes` begin with a space.
pub fn tel(phone: &Phone, attributes: &str) -> String {
    format!(
        "<a href=\"tel:{}\"{attributes}>{}</a>",
        phone.e164(),
        text(&phone.spaced())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_data_stays_text() {
        assert_eq!(
            text("<b a='1'>&\"</b>"),
            "&lt;b a=&#39;1&#39;&gt;&amp;&quot;&lt;/b&gt;"
        );
        let ru = Text {
            ru: "<i>".into(),
            ..Text::default()
        };
        let shown = name(&Texts::built_in(Lang::Kk), &ru);
        assert!(
            shown.starts_with("<span lang=\"ru\">&lt;i&gt;</span>"),
            "{shown}"
        );
    }
}
