//! What a visitor has chosen, as it stands in the address after the question mark.

use senim_model::id::Id;

/// What to show. What is not chosen is left to the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is measured.
    pub theme: Option<Id>,
    /// The question.
    pub question: Option<Id>,
    /// The wave.
    pub wave: Option<Id>,
    /// The answer.
    pub answer: Option<Id>,
    /// The wave to compare with.
    pub with: Option<Id>,
    /// The release of the record, where it is not the current one.
    pub release: Option<String>,
}

impl Choice {
    /// Reads what stands after the question mark, with or without it. What makes no sense is left
    /// out.
    pub fn parse(query: &str) -> Choice {
        let mut choice = Choice::default();
        let pairs = query.trim_start_matches('?').split('&');
        for (key, value) in pairs.filter_map(|pair| pair.split_once('=')) {
            let id = || Id::parse(value).ok();
            match key {
                "theme" => choice.theme = id(),
                "question" => choice.question = id(),
                "wave" => choice.wave = id(),
                "answer" => choice.answer = id(),
                "with" => choice.with = id(),
                "release" => {
                    let sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                    let is_id = (1..=40).contains(&value.len()) && value.bytes().all(sound);
                    choice.release = is_id.then(|| value.to_owned());
                }
                _ => {}
            }
        }
        choice
    }

    /// Whether what is shown is all that was chosen; a wave to compare with is a wish.
    pub(crate) fn is_met_by(&self, shown: &Choice) -> bool {
        let pairs = [
            (&self.theme, &shown.theme),
            (&self.question, &shown.question),
            (&self.wave, &shown.wave),
            (&self.answer, &shown.answer),
        ];
        let mut pairs = pairs.into_iter();
        pairs.all(|(chosen, shown)| chosen.is_none() || chosen == shown)
    }

    /// What stands after the question mark, without it. Nothing in it needs to be encoded.
    pub fn query(&self) -> String {
        let ids = [
            ("theme", &self.theme),
            ("question", &self.question),
            ("wave", &self.wave),
            ("answer", &self.answer),
            ("with", &self.with),
        ];
        let ids = ids.into_iter().filter_map(|(key, id)| {
            let id = id.as_ref()?;
            Some(format!("{key}={id}"))
        });
        let release = self
            .release
            .iter()
            .map(|release| format!("release={release}"));
        ids.chain(release).collect::<Vec<_>>().join("&")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_choice_is_read_as_it_is_written() {
        for query in [
            "",
            "theme=trust",
            "theme=trust&question=q&wave=w&answer=fully&with=v&release=2026-11-24T12-00-00Z",
        ] {
            assert_eq!(Choice::parse(query).query(), query);
        }
        assert_eq!(
            Choice::parse("?theme=<b>&x=1&release=../x"),
            Choice::default()
        );
    }

    proptest! {
        #[test]
        fn no_address_panics(query in any::<String>()) {
            let choice = Choice::parse(&query);
            prop_assert_eq!(Choice::parse(&choice.query()), choice);
        }
    }
}
