//! Where somebody lives. An address alone is no personal data here, since all of a directory is
//! full of them; words that say "this is somebody's home" are.

/// Such words, in lower case.
const WORDS: [&str; 14] = [
    "домашний адрес",
    "адрес проживания",
    "адрес прописки",
    "место жительства:",
    "проживает по адресу",
    "прописан по адресу",
    "зарегистрирован по адресу",
    "дом. адрес",
    "үй мекенжайы",
    "тұрғылықты мекенжайы",
    "тұратын мекенжайы",
    "home address",
    "lives at",
    "resides at",
];

/// Whether a text says where somebody lives.
pub(super) fn find(text: &str) -> bool {
    let text = text.to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}
