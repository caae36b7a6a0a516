//! Which form of a noun follows a whole number (CLDR, cardinal rules of kk, ru, en).

use senim_model::text::Lang;

/// A plural form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 1 участок.
    One,
    /// 2 участка.
    Few,
    /// 5 участков.
    Many,
    /// Everything else.
    Other,
}

impl Form {
    /// The form for a whole number.
    pub(crate) fn of(lang: Lang, n: u64) -> Form {
        match (lang, n % 10, n % 100) {
            (Lang::Ru, 1, tens) if tens != 11 => Form::One,
            (Lang::Ru, 2..=4, tens) if !(12..=14).contains(&tens) => Form::Few,
            (Lang::Ru, ..) => Form::Many,
            _ if n == 1 => Form::One,
            _ => Form::Other,
        }
    }

    /// As it stands at the end of a key.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Form::One => "one",
            Form::Few => "few",
            Form::Many => "many",
            Form::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_cldr() {
        let ru = |n| Form::of(Lang::Ru, n);
        for (n, form) in [
            (0, Form::Many),
            (1, Form::One),
            (2, Form::Few),
            (5, Form::Many),
            (11, Form::Many),
            (14, Form::Many),
            (21, Form::One),
            (111, Form::Many),
            (122, Form::Few),
        ] {
            assert_eq!(ru(n), form, "{n}");
        }
        assert_eq!(Form::of(Lang::Kk, 1), Form::One);
        assert_eq!(Form::of(Lang::Kk, 21), Form::Other);
        assert_eq!(Form::of(Lang::En, 0), Form::Other);
    }
}
