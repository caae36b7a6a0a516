//! Messages in a terminal. What a sender wrote is shown without characters that command it.

use senim_feedback::store::{Entry, Logged};

/// So much of a text has room in a list.
const LINE: usize = 60;

/// A line for each message.
pub(super) fn list(entries: &[Entry]) {
    for entry in entries {
        let text = plain(entry.text.as_deref().unwrap_or("(deleted)")).replace('\n', " ");
        let short: String = match text.chars().count() {
            0..=LINE => text,
            _ => text.chars().take(LINE - 1).chain(['…']).collect(),
        };
        let (number, day, stage) = (entry.number, &entry.received, &entry.stage);
        println!(
            "{number:>6}  {day}  {stage:<9}  {:<12}  {short}",
            plain(&entry.region)
        );
    }
}

/// All of a message.
pub(super) fn message(entry: &Entry) {
    let number = entry.number.to_string();
    let point = entry.point.map(|[lon, lat]| format!("{lat}, {lon}"));
    for (name, value) in [
        ("number", Some(&number)),
        ("received", Some(&entry.received)),
        ("stage", Some(&entry.stage)),
        ("language", Some(&entry.lang)),
        ("about", Some(&entry.kind)),
        ("region", Some(&entry.region)),
        ("district", entry.district.as_ref()),
        ("which", entry.subject.as_ref()),
        ("area", entry.area.as_ref()),
        ("address", entry.address.as_ref()),
        ("point", point.as_ref()),
        ("text", entry.text.as_ref()),
        ("to be answered", Some(&entry.answer_by)),
        ("contact", entry.contact.as_ref()),
        ("theme", entry.theme.as_ref()),
        ("answer", entry.answer.as_ref()),
        ("answered", entry.answered.as_ref()),
        ("summary", entry.summary.as_ref()),
        ("outcome", entry.outcome.as_ref()),
        ("the sender says", entry.confirmed.as_ref()),
    ] {
        if let Some(value) = value {
            let value = plain(value).replace('\n', "\n                ");
            println!("{name:<15} {value}");
        }
    }
    if entry.purged {
        println!("what the sender wrote was deleted after the retention period");
    }
}

/// Who did what.
pub(super) fn log(entries: &[Logged]) {
    for entry in entries {
        let number = entry
            .number
            .map_or(String::new(), |number| number.to_string());
        println!(
            "{:<20}  {number:>6}  {}: {}",
            entry.at,
            plain(&entry.who),
            entry.what
        );
    }
}

/// Without control characters, and without those that turn the direction of writing.
fn plain(text: &str) -> String {
    let commands = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(commands, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_command_the_terminal() {
        assert_eq!(
            plain("a\u{1b}[2Jb\r\n\u{202e}c"),
            "a\u{fffd}[2Jb\u{fffd}\n\u{fffd}c"
        );
    }
}
