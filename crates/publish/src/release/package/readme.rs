//! A short README: the publisher's own words, the licence, and where the description is.

use chrono::NaiveDate;
use senim_model::text::Lang;
use senim_texts::{Texts, date, m, w};

use super::About;
use crate::release::File;

/// Words as Markdown shows them: a page that is made of them has no markup and no links of theirs.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        if "\\`*_[]<".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// What the files are, in three languages.
pub(crate) fn readme(about: &About<'_>, day: NaiveDate) -> File {
    let settings = about.settings;
    let dataset = about.schema.dataset(about.dataset);
    let parts = Lang::ALL.map(|lang| {
        let texts = Texts::built_in(lang);
        let title = plain(settings.title.show(lang));
        let sample = settings.sample.then(|| texts.t(m::SAMPLE_STRIP));
        let paragraphs = [
            match dataset {
                Some(dataset) => format!("# {title}: {}", dataset.title.0.show(lang)),
                None => format!("# {title}"),
            },
            plain(settings.publisher.show(lang)),
            dataset
                .map(|dataset| dataset.description.0.show(lang).to_owned())
                .unwrap_or_default(),
            sample.unwrap_or_default(),
            plain(settings.notice.show(lang)),
            texts.with(w::RELEASE_MADE, &[("date", &date(&texts, day))]),
            texts.with(w::RELEASE_LICENCE, &[("licence", &settings.licence)]),
            texts.t(w::RELEASE_FILES),
        ];
        let said = paragraphs.iter().filter(|text| !text.is_empty());
        said.map(|text| format!("{text}\n"))
            .collect::<Vec<_>>()
            .join("\n")
    });
    File {
        path: "README.md".into(),
        bytes: parts.join("\n").into_bytes(),
    }
}
