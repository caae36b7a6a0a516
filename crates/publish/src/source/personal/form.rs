//! Numbers of a declared form.

/// Whether a text holds something of a form: 9 is a digit, A a letter, everything else itself. It
/// has to stand alone: neither a letter nor a digit before or after it.
pub(super) fn stands_in(form: &str, text: &str) -> bool {
    if form.is_empty() {
        return false;
    }
    let mut before = None;
    for (at, char) in text.char_indices() {
        let alone = !before.is_some_and(char::is_alphanumeric);
        if alone && text.get(at..).is_some_and(|rest| begins(form, rest)) {
            return true;
        }
        before = Some(char);
    }
    false
}

fn begins(form: &str, text: &str) -> bool {
    let mut chars = text.chars();
    let fits = |wanted: char| {
        let char = chars.next();
        char.is_some_and(|char| match wanted {
            '9' => char.is_ascii_digit(),
            'A' => char.is_alphabetic(),
            wanted => char == wanted,
        })
    };
    form.chars().all(fits) && !chars.next().is_some_and(char::is_alphanumeric)
}
