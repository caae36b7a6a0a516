//! Themes as officers see and type them.

use senim_model::text::Lang;

use super::words::folded;
use super::{Themes, unfit};

/// The theme that somebody means, by its identifier or its name in any language.
pub(super) fn meant<'a>(themes: &'a Themes, typed: &str) -> Option<&'a str> {
    let typed = folded(typed);
    let found = themes.iter().find(|(id, name)| {
        let mut known = [id.as_str(), &name.kk, &name.ru, &name.en].into_iter();
        known.any(|known| folded(known) == typed)
    });
    found.map(|(id, _)| id.as_str())
}

/// What a theme is called in a spreadsheet: its name, unless another theme would be meant by it.
pub(super) fn called(themes: &Themes, id: &str, lang: Lang) -> String {
    let name = themes.get(id).map(|name| name.show(lang));
    let name = name.filter(|name| unfit(name).is_none() && meant(themes, name) == Some(id));
    name.unwrap_or(id).to_owned()
}

#[cfg(test)]
mod tests {
    use senim_model::text::Text;

    use super::*;

    #[test]
    fn a_theme_is_called_by_what_brings_it_back() {
        let text = |kk: &str| Text {
            kk: kk.into(),
            ..Text::default()
        };
        let themes = Themes::from([
            ("lighting".into(), text("Жарық")),
            ("noise".into(), text("Шу")),
            ("parties".into(), text("шу")),
            ("roads".into(), Text::default()),
            ("sums".into(), text("=1+1")),
        ]);
        for (id, expected) in [
            ("lighting", "Жарық"),
            ("noise", "Шу"),
            ("parties", "parties"),
            ("roads", "roads"),
            ("sums", "sums"),
            ("gone", "gone"),
        ] {
            let called = called(&themes, id, Lang::Kk);
            assert_eq!(called, expected);
            let expected = themes.contains_key(id).then_some(id);
            assert_eq!(meant(&themes, &called), expected);
        }
        assert_eq!(meant(&themes, " ЖАРЫҚ "), Some("lighting"));
    }
}
