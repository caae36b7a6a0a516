//! A text in several languages.

use serde::{Deserialize, Serialize};

/// A language of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Lang {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Lang; 3] = [Lang::Kk, Lang::Ru, Lang::En];

    /// The BCP 47 code, as it stands in page addresses and in column names.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Kk => "kk",
            Lang::Ru => "ru",
            Lang::En => "en",
        }
    }

    /// The language of a BCP 47 code; `kk-KZ` counts as `kk`.
    pub fn from_code(code: &str) -> Option<Lang> {
        let primary = code.split(['-', '_']).next()?;
        Lang::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// Where to look when a text lacks this language: whoever reads Kazakh or English in
    /// Kazakhstan is likelier to read Russian than the third language.
    fn fallbacks(self) -> [Lang; 2] {
        match self {
            Lang::Kk => [Lang::Ru, Lang::En],
            Lang::Ru => [Lang::Kk, Lang::En],
            Lang::En => [Lang::Ru, Lang::Kk],
        }
    }
}

/// A text in up to three languages. An empty string means that a language is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// Kazakh.
    #[serde(default)]
    pub kk: String,
    /// Russian.
    #[serde(default)]
    pub ru: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Text {
    /// The text in one language; empty where it is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }

    /// Puts the text of one language.
    pub fn put(&mut self, lang: Lang, text: impl Into<String>) {
        let slot = match lang {
            Lang::Kk => &mut self.kk,
            Lang::Ru => &mut self.ru,
            Lang::En => &mut self.en,
        };
        *slot = text.into();
    }

    /// The text to show to a reader of `lang`, and the language that it is in, so that the page
    /// can mark a fallback. `None` where no language is filled.
    pub fn pick(&self, lang: Lang) -> Option<(&str, Lang)> {
        let [second, third] = lang.fallbacks();
        [lang, second, third]
            .into_iter()
            .map(|candidate| (self.get(candidate), candidate))
            .find(|(text, _)| !text.is_empty())
    }

    /// The text of [`Text::pick`], or an empty string.
    pub fn show(&self, lang: Lang) -> &str {
        self.pick(lang).map_or("", |(text, _)| text)
    }

    /// Whether no language is filled.
    pub fn is_empty(&self) -> bool {
        Lang::ALL.into_iter().all(|lang| self.get(lang).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_and_says_so() {
        let text = Text {
            ru: "Темиртау".into(),
            ..Text::default()
        };
        assert_eq!(text.pick(Lang::Kk), Some(("Темиртау", Lang::Ru)));
        assert_eq!(Text::default().pick(Lang::Kk), None);
    }

    #[test]
    fn codes_with_a_country_are_understood() {
        assert_eq!(Lang::from_code("kk-KZ"), Some(Lang::Kk));
        assert_eq!(Lang::from_code("de"), None);
    }
}
