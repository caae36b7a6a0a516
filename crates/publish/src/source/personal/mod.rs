//! Personal data that must not be published stops publication: numbers that identify a person,
//! e-mail addresses that are not the office's, and where somebody lives.
//!
//! Each rule is narrow, so that an alarm means something; docs/source-format.md says what they find.

mod email;
mod form;
mod home;
mod kazakhstan;

use serde::Deserialize;

/// `[[personal]]`: a kind of number that must not be published.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pattern {
    /// What it is, for the message.
    name: String,
    /// Its form: 9 is a digit, A a letter, everything else itself.
    form: String,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// Forms of numbers, beyond those that are always looked for.
    pub(crate) patterns: Vec<Pattern>,
    /// Domains whose e-mail addresses are the office's own.
    pub(crate) email_domains: Vec<String>,
    /// It was looked for before, and is not again.
    pub(crate) is_done: bool,
}

/// A kind of personal number that is known without being declared.
struct Known {
    name: &'static str,
    digits: usize,
    is_valid: fn(&[u8]) -> bool,
}

/// Such numbers, each in a module of its own with its source.
const KNOWN: [Known; 1] = [kazakhstan::IIN];

impl Rules {
    /// What personal data a cell holds, in words; nothing of it is repeated there.
    pub(crate) fn find(&self, cell: &str) -> Option<String> {
        // Most cells are short names and numbers; they are done with here.
        if self.is_done || cell.len() < 5 {
            return None;
        }
        let number = || {
            let known = KNOWN.iter().find(|known| known.stands_in(cell));
            known.map(|known| known.name.to_owned())
        };
        let declared = || {
            let found = self
                .patterns
                .iter()
                .find(|of| form::stands_in(&of.form, cell));
            found.map(|pattern| pattern.name.clone())
        };
        let email =
            || email::find(cell, &self.email_domains).then(|| "a private e-mail address".into());
        let home = || home::find(cell).then(|| "a home address".into());
        number().or_else(declared).or_else(email).or_else(home)
    }
}

impl Known {
    /// Whether a run of just so many digits is such a number. A telephone number, with its plus, is
    /// none.
    fn stands_in(&self, cell: &str) -> bool {
        let mut before = ' ';
        let mut rest = cell;
        while let Some(start) = rest.find(|char: char| char.is_ascii_digit()) {
            before = rest
                .get(..start)
                .and_then(|text| text.chars().next_back())
                .unwrap_or(before);
            let run = rest.get(start..).unwrap_or_default();
            let end = run
                .find(|char: char| !char.is_ascii_digit())
                .unwrap_or(run.len());
            let digits: Vec<u8> = run.bytes().take(end).map(|byte| byte - b'0').collect();
            if digits.len() == self.digits && before != '+' && (self.is_valid)(&digits) {
                return true;
            }
            before = '0';
            rest = run.get(end..).unwrap_or_default();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(cell: &str) -> Option<String> {
        let rules = Rules {
            patterns: toml::from_str::<std::collections::BTreeMap<String, Vec<Pattern>>>(
                "p = [{ name = 'a passport number', form = 'AA 9999999' }]",
            )
            .unwrap()
            .remove("p")
            .unwrap(),
            email_domains: vec!["police.example".into()],
            is_done: false,
        };
        rules.find(cell)
    }

    #[test]
    fn personal_data_is_found() {
        for (cell, expected) in [
            ("ИИН 850101300005 капитан", kazakhstan::IIN.name),
            ("850101300005", kazakhstan::IIN.name),
            ("паспорт NN 1234567", "a passport number"),
            (
                "пишите: ivan.petrov@mail.example",
                "a private e-mail address",
            ),
            ("проживает по адресу: ул. Абая, 5", "a home address"),
            ("Үй мекенжайы: Абай көшесі 5", "a home address"),
        ] {
            assert_eq!(find(cell).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_public_is_left_alone() {
        for cell in [
            "710000000",
            "+77010000000",
            "850101300009",
            "Участок обслуживает жилые дома по адресу: ул. Абая, 5",
            "uchastok@police.example",
            "№ 1 учаскелік полиция пункті",
            "@handle",
            "1-37 тақ; 2-42 жұп",
        ] {
            assert_eq!(find(cell), None, "{cell}");
        }
    }
}
