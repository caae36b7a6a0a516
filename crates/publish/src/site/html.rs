//! Writing HTML: text is escaped unless it was written here.

use std::fmt::{self, Display};

use senim_model::text::{Lang, Text};

/// Text as HTML shows it, in content and in quoted attributes.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => write!(f, "{other}")?,
            }
        }
        Ok(())
    }
}

/// Escapes text.
pub(super) fn text(text: &str) -> String {
    Escaped(text).to_string()
}

/// A published name; one that stands in from another language says which it is in.
pub(super) fn name(text: &Text, lang: Lang) -> String {
    match text.pick(lang) {
        Some((shown, own)) if own == lang => Escaped(shown).to_string(),
        Some((shown, own)) => format!("<span lang=\"{}\">{}</span>", own.code(), Escaped(shown)),
        None => String::new(),
    }
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
        assert_eq!(name(&ru, Lang::Kk), "<span lang=\"ru\">&lt;i&gt;</span>");
    }
}
