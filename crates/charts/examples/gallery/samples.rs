//! Every chart in several states.

use senim_charts::{Chart, Reading, save};

use crate::{maps, shares, times, trends};

/// A name that no one has room for.
pub(crate) const LONG: &str = "Алматинский район города Астаны вместе с посёлками, присоединёнными в 2024 году, и всеми дачными товариществами вдоль реки";

/// A known value.
pub(crate) fn known(value: f64, interval: Option<(f64, f64)>) -> Reading {
    Reading::Known { value, interval }
}

/// A chart to look at.
pub(crate) struct Sample {
    /// In the address, after `#`.
    pub(crate) id: &'static str,
    /// The language of its texts.
    pub(crate) lang: &'static str,
    /// What it is about.
    pub(crate) title: &'static str,
    /// What it shows; may be empty.
    pub(crate) summary: &'static str,
    /// The chart.
    pub(crate) chart: Box<dyn Chart>,
    /// What it must keep to.
    pub(crate) criteria: &'static [&'static str],
}

/// All samples.
pub(crate) fn all() -> Vec<Sample> {
    let mut all = trends::trends();
    all.extend(times::distributions());
    all.extend(times::dots());
    all.extend(shares::heats());
    all.extend(maps::maps());
    all.extend(shares::bars());
    all.extend(shares::stacks());
    all
}

/// What stands around a saved chart.
pub(crate) fn sheet(title: &str) -> save::Sheet {
    save::Sheet {
        lang: "ru".into(),
        title: title.into(),
        subtitle: "n = 48 210 вызовов · январь 2025 – октябрь 2026 · от поступления до прибытия · предварительно".into(),
        note: "Линия – медиана. Где линия прерывается, данных нет.".into(),
        source: "Источник: ДП города Астаны, выпуск данных от 1 ноября 2026 г.".into(),
        link: "https://senim.example/ru/astana/response/?release=2026-11&priority=1&district=almaty&clock=received-arrived".into(),
        notice: Some("Демонстрационные данные: числа придуманы".into()),
    }
}
