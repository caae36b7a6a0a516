//! A chart as a file that explains itself wherever it goes.

use crate::frame::Drawn;
use crate::label::{Anchor, Type};
use crate::letters::break_up;
use crate::xml::Pen;

/// What stands around a chart, in the words of the caller. What is empty takes no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The language of all texts, as "kk".
    pub lang: String,
    /// The subject.
    pub title: String,
    /// n, period, clock and state.
    pub subtitle: String,
    /// What its marks mean.
    pub note: String,
    /// Where the figures come from, and of when they are.
    pub source: String,
    /// The address that shows the same figures again.
    pub link: String,
    /// That this is sample data, where it is.
    pub notice: Option<String>,
}

/// The style sheet of charts, as the page has it; its first part is also that of files.
const STYLE: &str = include_str!("../../../style/charts.css");
/// What follows in [`STYLE`] is for the page alone.
const MARK: &str = "/* Below this line";
/// Around everything, in pixels.
const EDGE: f64 = 20.0;
/// So many lines of a text at most: five places, two clocks and their calls need fifteen on a phone.
const MOST: usize = 20;

/// The chart as a stand-alone SVG file, always in light colours: sample notice, title, subtitle,
/// chart, note, source, link.
pub fn file(chart: &Drawn, sheet: &Sheet) -> String {
    let room = chart.width;
    let mut pen = Pen::default();
    let mut y = EDGE;
    if let Some(notice) = sheet
        .notice
        .as_ref()
        .filter(|notice| !notice.trim().is_empty())
    {
        let lines = Type::Sample.wrap(notice, room, 3);
        let height = Type::Sample.line() * lines.len() as f64 + 12.0;
        pen.area("chart-notice", (0.0, room + 2.0 * EDGE), (0.0, height))
            .end();
        lines_of(&mut pen, Type::Sample, &lines, 6.0);
        y = height + EDGE;
    }
    let titles = [
        (Type::Title, &sheet.title, 4),
        (Type::Subtitle, &sheet.subtitle, MOST),
    ];
    for (kind, text, most) in titles {
        let lines = kind.wrap(text, room, most);
        y = lines_of(&mut pen, kind, &lines, y) + 4.0;
    }
    y += 8.0;
    pen.raw("<g transform=\"translate(")
        .number(EDGE)
        .raw(" ")
        .number(y)
        .raw(")\">");
    pen.raw(&chart.svg).close("g");
    y += chart.height + 14.0;
    for text in [&sheet.note, &sheet.source] {
        let lines = Type::Subtitle.wrap(text, room, MOST);
        y = lines_of(&mut pen, Type::Subtitle, &lines, y) + 4.0;
    }
    let link = sheet.link.trim();
    // An address that a press may safely follow.
    let leads = link.starts_with("https://") || link.starts_with("http://");
    if leads {
        pen.tag("a", "").says("href", link).inside();
    }
    let lines = break_up(link, Type::Subtitle.size(), room);
    y = lines_of(&mut pen, Type::Subtitle, &lines, y) + EDGE - 6.0;
    if leads {
        pen.close("a");
    }
    whole(&pen.finish(), sheet, (room + 2.0 * EDGE, y.ceil()))
}

/// Lines below `top`; gives where they end.
fn lines_of(pen: &mut Pen, kind: Type, lines: &[String], mut top: f64) -> f64 {
    for line in lines {
        pen.label(kind, Anchor::Start, EDGE, top + kind.line() / 2.0, line);
        top += kind.line();
    }
    top
}

fn whole(body: &str, sheet: &Sheet, (width, height): (f64, f64)) -> String {
    let mut pen = Pen::default();
    pen.tag("svg", "chart")
        .raw(" xmlns=\"http://www.w3.org/2000/svg\"");
    pen.says("xml:lang", &sheet.lang).raw(" viewBox=\"0 0 ");
    pen.number(width).raw(" ").number(height).raw("\"");
    pen.at("width", width).at("height", height).inside();
    pen.raw("<title>").text(&sheet.title).close("title");
    pen.raw("<style>").text(&style()).close("style");
    pen.area("chart-paper", (0.0, width), (0.0, height)).end();
    pen.raw(body).close("svg");
    pen.finish()
}

/// The first part of the style sheet with each colour written out: what opens files of SVG beside
/// browsers knows no custom properties. Letter by letter: the search for a text in a text that
/// `str` has would weigh more than the style sheet.
fn style() -> String {
    let mut style = String::new();
    let mut rest = STYLE;
    while !rest.is_empty() && !rest.starts_with(MARK) {
        let fallback = rest
            .strip_prefix("var(")
            .and_then(|value| value.split_once(')'));
        if let Some((value, after)) = fallback {
            let colour = value
                .split_once(',')
                .map_or("", |(_, colour)| colour.trim_start());
            style.push_str(colour);
            rest = after;
            continue;
        }
        let mut letters = rest.chars();
        style.extend(letters.next());
        rest = letters.as_str();
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_a_file_is_simple() {
        assert!(STYLE.contains(MARK));
        let style = style();
        assert!(style.contains("stroke: #00657a") || style.contains("color: #00657a"));
        // One class a rule: what opens files of SVG beside browsers understands that.
        let rules = style.split('}').filter_map(|rule| rule.split_once('{'));
        let selectors: Vec<&str> = rules
            .flat_map(|(selectors, _)| selectors.rsplit("*/").next().unwrap_or("").split(','))
            .map(str::trim)
            .collect();
        assert!(selectors.len() > 30);
        for selector in selectors {
            let class = selector.strip_prefix(".chart").unwrap_or(" ");
            assert!(!class.contains([' ', '.', '>', ':']), "{selector}");
        }
        for absent in ["var(", "--", "@", "light-dark"] {
            assert!(!style.contains(absent), "{absent}");
        }
    }
}
