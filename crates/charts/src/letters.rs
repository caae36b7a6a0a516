//! How wide text will be, without a browser: so that labels do not cover each other.
//!
//! Widths are the wider of Noto Sans and Nimbus Sans (Helvetica's measures), in hundredths of the
//! type size. System fonts differ by a few per cent; [`SPARE`] is for them.

use std::borrow::Cow;

/// Type size of ticks and notes, in pixels.
pub(crate) const SMALL: f64 = 12.0;
/// Type size of names and values, in pixels.
pub(crate) const BODY: f64 = 14.0;
/// From one line of text to the next, in type sizes.
pub(crate) const LEADING: f64 = 1.25;

const SPARE: f64 = 1.06;

/// From the space to the tilde.
const ASCII: [u8; 95] = [
    26, 27, 41, 65, 58, 84, 74, 23, 30, 30, 56, 58, 27, 33, 27, 38, 58, 58, 58, 58, 58, 58, 58, 58,
    58, 58, 27, 27, 58, 58, 58, 44, 90, 64, 65, 64, 73, 56, 52, 73, 75, 34, 28, 62, 53, 91, 76, 79,
    61, 79, 63, 55, 56, 74, 60, 93, 59, 57, 58, 33, 38, 33, 58, 45, 29, 57, 62, 48, 62, 57, 35, 62,
    62, 26, 26, 54, 26, 94, 62, 61, 62, 62, 42, 48, 37, 62, 51, 79, 53, 51, 47, 38, 56, 38, 58,
];

/// From А to я.
const CYRILLIC: [u8; 64] = [
    64, 62, 65, 53, 70, 56, 86, 59, 77, 77, 62, 71, 91, 75, 79, 74, 61, 64, 56, 63, 81, 59, 75, 70,
    104, 105, 70, 86, 65, 64, 106, 64, 57, 60, 58, 44, 59, 57, 75, 49, 65, 65, 53, 58, 75, 64, 61,
    63, 62, 48, 48, 51, 73, 53, 64, 62, 90, 91, 70, 78, 60, 50, 84, 56,
];

/// The width of a letter in hundredths of the type size.
fn letter(char: char) -> u8 {
    let code = u32::from(char);
    let of = |table: &[u8], from: u32| {
        let at = code.checked_sub(from)?;
        table.get(at as usize).copied()
    };
    if let Some(width) = of(&ASCII, 0x20).or_else(|| of(&CYRILLIC, 0x410)) {
        return width;
    }
    match char {
        'і' | '\u{a0}' | '·' => 27,
        'ғ' | 'І' => 44,
        'ү' | 'ұ' | '–' | '\u{202f}' => 51,
        'Ё' | 'ё' | 'ә' | 'қ' | 'Ғ' | 'Ү' | 'Ұ' | '×' | '«' | '»' => 58,
        'ө' | 'һ' | 'ң' | 'Қ' => 67,
        'Ә' | 'Ң' | 'Ө' | 'Һ' => 79,
        '…' | '≥' | '≤' => 85,
        '—' | '№' => 102,
        // Accents that stand over the letter before, and marks without a shape.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        // Alphabets of Europe, the Caucasus and the Near East; then scripts whose letters fill a
        // square; then signs, and what may be one.
        '\u{a1}'..='\u{7ff}' => 85,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{fb00}' => 105,
        '\u{fdfd}' => u8::MAX,
        _ => 140,
    }
}

/// The width of text, in pixels, when it is set in a type size. A little more than it will be.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let hundredths: u64 = text.chars().map(|char| u64::from(letter(char))).sum();
    hundredths as f64 * size * SPARE / 100.0
}

/// Text that takes at most a width: as it is, or its beginning with an ellipsis. Nothing, where
/// there is no room for the ellipsis either.
pub(crate) fn shorten(text: &str, size: f64, room: f64) -> Cow<'_, str> {
    // What was measured fits into its own measure, whatever was added and taken away between.
    let room = room + 0.01;
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let mut left = room - width("…", size);
    if left < 0.0 {
        return Cow::Borrowed("");
    }
    let mut shortened = String::new();
    for char in text.chars() {
        left -= f64::from(letter(char)) * size * SPARE / 100.0;
        if left < 0.0 {
            break;
        }
        shortened.push(char);
    }
    let kept = shortened.trim_end().len();
    shortened.truncate(kept);
    shortened.push('…');
    Cow::Owned(shortened)
}

/// Text in lines of at most a width, broken between words; the last of `most` lines is shortened.
pub(crate) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // A no-break space holds a number and its unit together.
    let breaks = |char: char| char.is_whitespace() && !matches!(char, '\u{a0}' | '\u{202f}');
    let mut words = text
        .split(breaks)
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        let mut line = String::from(word);
        let last = lines.len() + 1 >= most;
        while let Some(next) = words.peek() {
            let longer = width(&line, size) + width(" ", size) + width(next, size) <= room + 0.01;
            if !longer && !last {
                break;
            }
            line.push(' ');
            line.push_str(next);
            words.next();
            // What does not fit is cut below; the other words need no look.
            if !longer {
                break;
            }
        }
        lines.push(shorten(&line, size, room).into_owned());
        if last {
            break;
        }
    }
    lines
}

/// An address in lines of at most a width: broken after what parts it, and anywhere where a part is
/// wider than a line, as nothing of it may be lost.
pub(crate) fn break_up(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut left = room;
    let wide = |char: char| f64::from(letter(char)) * size * SPARE / 100.0;
    let parts = |char: char| matches!(char, '/' | '?' | '&' | ',');
    let mut begins = true;
    for (at, char) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default().chars();
        let mut part = 0.0;
        // As far as the next place to break.
        for next in rest.take(if begins { usize::MAX } else { 0 }) {
            part += wide(next);
            if parts(next) {
                break;
            }
        }
        if part.max(wide(char)) > left {
            lines.push(String::new());
            left = room;
        }
        left -= wide(char);
        begins = parts(char);
        if let Some(line) = lines.last_mut() {
            line.push(char);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_break_and_what_is_too_long_is_cut() {
        let name = "Алматинский район города Астаны";
        assert_eq!(
            wrap(name, 14.0, 130.0, 3),
            ["Алматинский", "район города", "Астаны"]
        );
        assert_eq!(
            wrap(name, 14.0, 130.0, 2),
            ["Алматинский", "район города А…"]
        );
        assert_eq!(wrap("за 10\u{a0}мин", 14.0, 60.0, 2), ["за", "10\u{a0}мин"]);
        assert_eq!(wrap("", 14.0, 100.0, 2), Vec::<String>::new());
        assert_eq!(wrap("Сарыарқа", 14.0, 50.0, 2), ["Сар…"]);
        assert_eq!(shorten("Сарыарқа", 14.0, 5.0), "");
    }

    #[test]
    fn an_address_breaks_between_its_parts() {
        let link = "https://senim.example/ru/karaganda/response/?place=d.temirtau&from=2025-01";
        let lines = break_up(link, 13.0, 260.0);
        assert_eq!(lines.concat(), link);
        assert_eq!(
            lines,
            [
                "https://senim.example/ru/karaganda/",
                "response/?place=d.temirtau&",
                "from=2025-01"
            ]
        );
        // A part that is wider than a line breaks inside.
        assert_eq!(
            break_up("aaaaaaaaaa/b", 13.0, 40.0).concat(),
            "aaaaaaaaaa/b"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in ".{0,80}", room in 0.0..400.0f64, most in 1..4usize) {
            let lines = wrap(&text, 13.0, room, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                prop_assert!(width(&line, 13.0) <= room + 0.02, "{line}");
            }
        }
    }
}
