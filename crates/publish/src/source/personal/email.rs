//! E-mail addresses.

/// Whether a text holds an e-mail address of a domain that is not among the given ones.
pub(super) fn find(text: &str, own: &[String]) -> bool {
    if !text.contains('@') {
        return false;
    }
    let word = |char: char| char.is_alphanumeric() || "._%+-@".contains(char);
    text.split(|char| !word(char)).any(|word| {
        let Some((name, domain)) = word.trim_matches('.').split_once('@') else {
            return false;
        };
        let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_address = !name.is_empty() && ending.chars().count() >= 2 && !domain.contains('@');
        let is_own = own.iter().any(|own| is_of(domain, own));
        is_address && !is_own
    })
}

/// Whether a domain is another one or lies in it.
fn is_of(domain: &str, own: &str) -> bool {
    let (domain, own) = (domain.to_lowercase(), own.to_lowercase());
    match domain.strip_suffix(&own) {
        Some(before) => before.is_empty() || before.ends_with('.'),
        None => false,
    }
}
