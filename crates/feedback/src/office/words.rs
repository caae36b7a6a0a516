//! What stands in a spreadsheet, in three languages: `words.csv`.

use std::collections::BTreeMap;

use senim_model::text::Lang;

use super::columns::COLUMNS;

/// The catalogue, as translators edit it.
const FILE: &str = include_str!("words.csv");

/// Words by their keys.
pub(super) struct Words(BTreeMap<String, [String; 3]>);

impl Words {
    pub(super) fn new() -> Words {
        let mut table = csv::Reader::from_reader(FILE.as_bytes());
        let rows = table.records().filter_map(Result::ok);
        let rows = rows.filter_map(|row| {
            let word = |at: usize| row.get(at).map(str::to_owned);
            Some((word(0)?, [word(1)?, word(2)?, word(3)?]))
        });
        Words(rows.collect())
    }

    /// The word of a key; of a value without a word, the value itself.
    pub(super) fn word(&self, key: &str, lang: Lang) -> String {
        let at = Lang::ALL.iter().position(|known| *known == lang);
        let word = self.0.get(key).and_then(|words| words.get(at?));
        let bare = || key.rsplit(':').next().unwrap_or_default().to_owned();
        word.cloned().unwrap_or_else(bare)
    }

    /// The language that most of these headings are of.
    pub(super) fn lang_of<'a>(&self, headings: impl Iterator<Item = &'a str>) -> Lang {
        let headings: Vec<String> = headings.map(folded).collect();
        let of = |lang: &Lang| {
            let words = COLUMNS.map(|column| folded(&self.word(column.key, *lang)));
            let is_word = |heading: &&String| words.contains(heading);
            headings.iter().filter(is_word).count()
        };
        let most = Lang::ALL.into_iter().max_by_key(of);
        most.unwrap_or(Lang::En)
    }

    /// The key among these that somebody means, by its word in any language or as it is.
    pub(super) fn meant<'a>(
        &self,
        typed: &str,
        prefix: &str,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let typed = folded(typed);
        keys.into_iter().find(|key| {
            let words = self.0.get(&format!("{prefix}{key}"));
            let mut words = words.into_iter().flatten();
            folded(key) == typed || words.any(|word| folded(word) == typed)
        })
    }
}

/// Case and space do not tell words apart.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_three_languages_and_means_one_thing() {
        let words = Words::new();
        assert_eq!(words.0.len(), FILE.lines().count() - 1);
        for column in COLUMNS {
            assert!(words.0.contains_key(column.key), "{}", column.key);
        }
        let mut seen = BTreeMap::new();
        for (key, three) in &words.0 {
            let group = key.rsplit_once(':').map_or("", |(group, _)| group);
            for word in three {
                assert!(!word.trim().is_empty(), "{key}");
                let before = seen.insert((group, folded(word)), key);
                assert!(
                    before.is_none_or(|before| before == key),
                    "{word}: {before:?}, {key}"
                );
            }
        }
        assert_eq!(words.word("outcome:elsewhere", Lang::Ru), "не к нам");
        assert_eq!(
            words.meant(" НЕ  к нам", "outcome:", ["done", "elsewhere"]),
            Some("elsewhere")
        );
        assert_eq!(words.meant("done", "outcome:", ["done"]), Some("done"));
        assert_eq!(words.meant("готово", "outcome:", ["done"]), None);
    }
}
