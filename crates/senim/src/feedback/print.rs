//! Messages in a terminal. What a sender wrote is shown without characters that command it.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};

use senim_feedback::store::{Entry, Logged};

/// So much of a text has room in a list.
const LINE: usize = 60;

/// Writes it out. Whoever reads on through a pipe, as `head` does, may have enough of it.
///
/// # Errors
/// It cannot be written for another reason.
pub(super) fn out(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// A line for each message.
pub(super) fn list(entries: &[Entry]) -> String {
    let mut lines = String::new();
    for entry in entries {
        let text = plain(entry.text.as_deref().unwrap_or("(deleted)")).replace('\n', " ");
        let short: String = match text.chars().count() {
            0..=LINE => text,
            _ => text.chars().take(LINE - 1).chain(['…']).collect(),
        };
        let (number, day, stage) = (entry.number, &entry.received, &entry.stage);
        let region = plain(&entry.region);
        let _ = writeln!(
            lines,
            "{number:>6}  {day}  {stage:<9}  {region:<12}  {short}"
        );
    }
    lines
}

/// All of a message.
pub(super) fn message(entry: &Entry) -> String {
    let mut lines = String::new();
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
            let _ = writeln!(lines, "{name:<15} {value}");
        }
    }
    if entry.purged {
        lines.push_str("what the sender wrote was deleted after the retention period\n");
    }
    lines
}

/// Who did what, a line each: no name makes two of one.
pub(super) fn log(entries: &[Logged]) -> String {
    let mut lines = String::new();
    let line = |text: &str| plain(text).replace('\n', "\u{fffd}");
    for entry in entries {
        let number = entry
            .number
            .map_or(String::new(), |number| number.to_string());
        let (at, who, what) = (&entry.at, line(&entry.who), line(&entry.what));
        let _ = writeln!(lines, "{at:<20}  {number:>6}  {who}: {what}");
    }
    lines
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
    fn a_name_does_not_make_a_second_line() {
        let forged = Logged {
            at: "2026-11-26T12:00:00Z".into(),
            who: "A\n2026-11-26T12:00:01Z          B".into(),
            number: Some(1),
            what: "answered".into(),
        };
        assert_eq!(log(&[forged]).lines().count(), 1);
    }

    #[test]
    fn a_text_does_not_command_the_terminal() {
        assert_eq!(
            plain("a\u{1b}[2Jb\r\n\u{202e}c"),
            "a\u{fffd}[2Jb\u{fffd}\n\u{fffd}c"
        );
    }
}
