//! What stands after `#` in the address of a map: no server hears of it.

use senim_model::directory::Point;
use senim_model::id::Id;

use crate::spot::Spot;

/// The nearest zoom that an address may name, in hundredths.
const MOST_ZOOM: i64 = 2_200;

/// The view, the chosen place, the chosen area: `#12.25/51.12830/71.43050&place=AST-P01`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    /// The middle of the view, and its zoom.
    pub view: Option<(Spot, f64)>,
    /// A place.
    pub place: Option<Id>,
    /// A service area.
    pub area: Option<Id>,
}

impl Fragment {
    /// Reads a fragment, with or without its sign; what makes no sense is passed over.
    pub fn parse(text: &str) -> Fragment {
        let mut fragment = Fragment::default();
        for part in text.trim_start_matches('#').split('&') {
            match part.split_once('=') {
                Some(("place", id)) => fragment.place = Id::parse(id).ok(),
                Some(("area", id)) => fragment.area = Id::parse(id).ok(),
                Some(_) => {}
                None => fragment.view = fragment.view.or_else(|| view(part)),
            }
        }
        fragment
    }

    /// The fragment with its sign; empty where nothing is chosen.
    pub fn text(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some((spot, zoom)) = self.view {
            let point = spot.point();
            // A zoom has two digits before the point.
            let zoom = decimal((zoom * 100.0).round() as i64, 2);
            let (lat, lon) = (i64::from(point.lat), i64::from(point.lon));
            parts.push(format!("{zoom}/{}/{}", decimal(lat, 5), decimal(lon, 5)));
        }
        parts.extend(self.place.as_ref().map(|id| format!("place={id}")));
        parts.extend(self.area.as_ref().map(|id| format!("area={id}")));
        match parts.is_empty() {
            true => String::new(),
            false => format!("#{}", parts.join("&")),
        }
    }
}

fn view(text: &str) -> Option<(Spot, f64)> {
    let mut numbers = text.split('/');
    let zoom = whole(numbers.next()?, 2)?;
    let lat = whole(numbers.next()?, 5)?;
    let lon = whole(numbers.next()?, 5)?;
    let sound =
        (0..=MOST_ZOOM).contains(&zoom) && lat.abs() <= 8_500_000 && lon.abs() <= 18_000_000;
    let point = Point {
        lon: i32::try_from(lon).ok()?,
        lat: i32::try_from(lat).ok()?,
    };
    sound.then(|| (Spot::of(point), zoom as f64 / 100.0))
}

/// A number with so many digits after the point, of that many parts of one. What the standard
/// library writes and reads of such numbers would be 20 KB of what a visitor downloads.
fn decimal(parts: i64, digits: u32) -> String {
    let one = 10_u64.pow(digits);
    let sign = if parts < 0 { "-" } else { "" };
    let parts = parts.unsigned_abs();
    let width = digits as usize;
    format!("{sign}{}.{:0width$}", parts / one, parts % one)
}

/// A number with at most so many digits after the point, as that many parts of one.
fn whole(text: &str, digits: u32) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let only_digits =
        |text: &str| text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || !only_digits(before) || !only_digits(after) {
        return None;
    }
    let digits = digits as usize;
    let after: String = after
        .chars()
        .chain(std::iter::repeat('0'))
        .take(digits)
        .collect();
    format!("{before}{after}")
        .parse::<i64>()
        .ok()
        .map(|parts| sign * parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_fragment_is_read_as_it_was_written() {
        let text = "#11.25/51.12830/-71.43050&place=AST-P01&area=AST-001";
        assert_eq!(Fragment::parse(text).text(), text);
        assert_eq!(Fragment::parse("5/51/71").text(), "#5.00/51.00000/71.00000");
        assert_eq!(Fragment::parse("").text(), "");
    }

    #[test]
    fn nonsense_is_passed_over() {
        let nonsense = [
            "#x/y/z",
            "#99/51/71",
            "#5/NaN/71",
            "#5/51",
            "#place=<b>",
            "#///",
            "#5/95/71",
            "#5/--5/71",
            "#5/1e1/71",
        ];
        for text in nonsense {
            assert_eq!(Fragment::parse(text), Fragment::default(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_some_fragment(text in ".{0,80}") {
            let fragment = Fragment::parse(&text);
            prop_assert_eq!(Fragment::parse(&fragment.text()).text(), fragment.text());
        }

        #[test]
        fn a_view_is_read_as_it_was_written(zoom in 0..2200_i64, lat in -8_499_999..8_499_999_i32, lon in -17_999_999..17_999_999_i32) {
            let fragment = Fragment {
                view: Some((Spot::of(Point { lon, lat }), zoom as f64 / 100.0)),
                ..Fragment::default()
            };
            let again = Fragment::parse(&fragment.text());
            prop_assert_eq!(again.text(), fragment.text());
            prop_assert!(again.view.is_some());
        }
    }
}
