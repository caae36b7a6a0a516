//! How samples write numbers.

/// Seconds in Russian.
pub(crate) fn time_ru(seconds: f64) -> String {
    time(seconds, "с", "мин", "ч")
}

/// Seconds in Kazakh.
pub(crate) fn time_kk(seconds: f64) -> String {
    time(seconds, "с", "мин", "сағ")
}

/// Seconds in English.
pub(crate) fn time_en(seconds: f64) -> String {
    time(seconds, "s", "min", "h")
}

fn time(seconds: f64, second: &str, minute: &str, hour: &str) -> String {
    let whole = seconds.round() as i64;
    match whole {
        0 => "0".into(),
        1..60 => format!("{whole}\u{a0}{second}"),
        60..3600 if whole % 60 == 0 => format!("{}\u{a0}{minute}", whole / 60),
        60..3600 => format!("{}\u{a0}{minute} {}\u{a0}{second}", whole / 60, whole % 60),
        _ if whole % 3600 == 0 => format!("{}\u{a0}{hour}", whole / 3600),
        _ => format!("{:.1}\u{a0}{hour}", seconds / 3600.0).replace('.', ","),
    }
}

/// Per cent, in any of the three.
pub(crate) fn percent(share: f64) -> String {
    format!("{share}\u{a0}%")
}

/// Months of two years in a language, from a month on.
pub(crate) const MONTHS_KK: [&str; 12] = [
    "қаң", "ақп", "нау", "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел",
];
/// The same in Russian.
pub(crate) const MONTHS_RU: [&str; 12] = [
    "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
];
/// The same in English.
pub(crate) const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
