//! What `senim.toml` says is due.

use chrono::{Days, NaiveDate};
use senim_model::text::Text;
use serde::{Deserialize, Deserializer};

use super::{Every, Period, State};
use crate::problem::{Place, Problems};
use crate::source::settings::FILE;

/// Stands for every supplier that is not named itself.
pub const EVERY_SUPPLIER: &str = "*";

/// `[[due]]`: a supplier owes a dataset for every period.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The dataset.
    pub dataset: String,
    /// The supplier, or [`EVERY_SUPPLIER`].
    #[serde(default = "every_supplier")]
    pub supplier: String,
    /// How often.
    pub every: Every,
    /// The first period; a shorter one than `every` stands for the one it lies in.
    pub from: Period,
    /// So many days after the end of a period it is still in time.
    #[serde(default)]
    pub grace_days: u16,
    /// Periods of which the publisher knows better.
    #[serde(default)]
    pub exception: Vec<Exception>,
}

/// `[[due.exception]]`: the publisher says what is to be known of a period.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The period.
    pub period: Period,
    /// Its state.
    pub state: State,
    /// Why, in each language; what is no table stands for all of them.
    #[serde(deserialize_with = "in_all")]
    pub reason: Text,
}

/// A text by language, or one for all.
fn in_all<'de, D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        Once(String),
        ByLanguage(Text),
    }
    Ok(match Said::deserialize(from)? {
        Said::Once(text) => same(&text),
        Said::ByLanguage(text) => text,
    })
}

/// One text in all languages.
pub(crate) fn same(text: &str) -> Text {
    Text {
        kk: text.to_owned(),
        ru: text.to_owned(),
        en: text.to_owned(),
    }
}

fn every_supplier() -> String {
    EVERY_SUPPLIER.to_owned()
}

impl Due {
    /// The periods from the first one to that of `today`.
    pub(super) fn periods(&self, today: NaiveDate) -> impl Iterator<Item = Period> + use<> {
        let first = Period::of(self.every, self.from.first_day());
        let last = Period::of(self.every, today);
        std::iter::successors(Some(first), |period| Some(period.next()))
            .take_while(move |period| *period <= last)
    }

    /// The last day on which a period is in time.
    pub(super) fn due_on(&self, period: Period) -> NaiveDate {
        let end = period.last_day();
        end.checked_add_days(Days::new(self.grace_days.into()))
            .unwrap_or(end)
    }

    pub(super) fn exception(&self, period: Period) -> Option<&Exception> {
        self.exception
            .iter()
            .find(|exception| exception.period == period)
    }
}

/// The datasets that can be due.
const DATASETS: [&str; 3] = ["calls", "directory", "feedback"];

/// Checks what the settings say is due.
pub(crate) fn check(due: &[Due], problems: &Problems) {
    let error = |message: String| problems.error(Place::file(FILE).column("due"), message);
    for (at, one) in due.iter().enumerate() {
        if !DATASETS.contains(&one.dataset.as_str()) {
            let known = DATASETS.join(", ");
            error(format!("“{}” is no dataset; expected {known}", one.dataset));
        }
        let same = |other: &Due| other.dataset == one.dataset && other.supplier == one.supplier;
        if due.iter().take(at).any(same) {
            let Due {
                dataset, supplier, ..
            } = one;
            error(format!("names {dataset} of {supplier} twice"));
        }
        for exception in &one.exception {
            let Exception { period, reason, .. } = exception;
            if period.every() != one.every {
                error(format!(
                    "has an exception for {period}, which is no period of it"
                ));
            }
            let said = [&reason.kk, &reason.ru, &reason.en];
            if said.iter().all(|reason| reason.trim().is_empty()) {
                error(format!("has an exception for {period} without a reason"));
            } else if said
                .iter()
                .any(|reason| crate::release::plain(reason).is_err())
            {
                error(format!(
                    "has a reason for {period} that begins with a formula sign"
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_by_language_or_once_for_all() {
        let reason = |reason: &str| -> Text {
            let exception = format!("period = \"2026-02\"\nstate = \"missing\"\nreason = {reason}");
            toml::from_str::<Exception>(&exception).unwrap().reason
        };
        assert_eq!(reason("\"lost\""), same("lost"));
        let said = reason("{ kk = \"жоғалды\", ru = \"утрачены\" }");
        assert_eq!(
            (said.kk.as_str(), said.ru.as_str(), said.en.as_str()),
            ("жоғалды", "утрачены", "")
        );
    }

    #[test]
    fn what_cannot_be_due_is_told() {
        let due: Due = toml::from_str(
            r#"
            dataset = "directry"
            every = "quarter"
            from = "2026-01"
            [[exception]]
            period = "2026-02"
            state = "missing"
            reason = "=1"
            "#,
        )
        .unwrap();
        assert_eq!((due.supplier.as_str(), due.grace_days), (EVERY_SUPPLIER, 0));
        let problems = Problems::default();
        check(&[due.clone(), due], &problems);
        assert_eq!(problems.into_report().errors(), 4);
        assert!(
            toml::from_str::<Due>("dataset = \"directory\"\nevery = \"month\"\nfrom = \"soon\"")
                .is_err()
        );
    }
}
