//! Drafts as the device keeps them: a line for each field, a blank line between two drafts. There are
//! several where somebody writes in several windows.

use senim_message::{HowAnswered, Limit, SubjectKind};
use senim_model::directory::Point;
use senim_model::id::Id;

use super::draft::{Draft, Spot, Told, kind_of};

const TELLING: [(Told, &str); 5] = [
    (Told::Not, ""),
    (Told::Area, "area"),
    (Told::Words, "words"),
    (Told::Map, "map"),
    (Told::Here, "here"),
];
const ANSWERS: [HowAnswered; 3] = [HowAnswered::None, HowAnswered::Code, HowAnswered::Contact];

impl Spot {
    /// It as a text: whole numbers alone, as what formats fractions weighs 10 KB.
    fn kept(&self) -> String {
        let [lon, lat] = self.point;
        let Point { lon, lat } = Point::from_degrees(lon, lat);
        let metres = self.metres.ceil() as u32;
        format!("{} {lon} {lat} {metres} {}", self.area, self.exact)
    }

    fn read(kept: &str) -> Option<Spot> {
        let mut parts = kept.split(' ');
        let area = Id::parse(parts.next()?).ok()?;
        let mut number = || parts.next()?.parse::<i32>().ok();
        let (lon, lat) = Point {
            lon: number()?,
            lat: number()?,
        }
        .degrees();
        Some(Spot {
            area,
            point: [lon, lat],
            metres: f64::from(number()?),
            exact: parts.next()? == "true",
        })
    }
}

impl Draft {
    /// The draft as a text: a line for each field.
    pub(super) fn kept(&self) -> String {
        let region = self.region.as_ref().map_or("", Id::as_str);
        let about = self.about.map_or("", SubjectKind::code);
        let told = TELLING.iter().find(|(told, _)| *told == self.told);
        let pointed = self.pointed.as_ref().map(Spot::kept);
        let fields = [
            ("key", self.key.as_str()),
            ("region", region),
            ("about", about),
            ("subject", &self.subject),
            ("text", &self.text),
            ("told", told.map_or("", |(_, code)| code)),
            ("district", &self.district),
            ("area", &self.area),
            ("address", &self.address),
            ("pointed", pointed.as_deref().unwrap_or_default()),
            ("answer", self.answer.code()),
            ("contact", &self.contact),
            ("body", &self.body),
        ];
        let filled = fields.iter().filter(|(_, value)| !value.is_empty());
        // Where the device was, is not kept unless it is on its way: it is asked again.
        filled
            .map(|(name, value)| {
                let value = value.replace('\\', "\\\\").replace('\n', "\\n");
                format!("{name}={value}\n")
            })
            .collect()
    }

    /// Reads a line of what [`Draft::kept`] wrote; what is strange is left out.
    fn read(&mut self, line: &str) {
        let Some((name, value)) = line.split_once('=') else {
            return;
        };
        let value = unescaped(value);
        match name {
            "key" if Limit::KEY.contains(&value.len()) => self.key = value,
            "region" => self.region = Id::parse(&value).ok(),
            "about" => self.about = kind_of(&value),
            "subject" => self.subject = value,
            "text" => self.text = value,
            "told" => {
                let told = TELLING.iter().find(|(_, code)| *code == value);
                self.told = told.map_or(Told::Not, |(told, _)| *told);
            }
            "district" => self.district = value,
            "area" => self.area = value,
            "address" => self.address = value,
            "pointed" => self.pointed = Spot::read(&value),
            "answer" => {
                let answer = ANSWERS.into_iter().find(|answer| answer.code() == value);
                self.answer = answer.unwrap_or_default();
            }
            "contact" => self.contact = value,
            "body" => self.body = value,
            _ => {}
        }
    }
}

/// The drafts that a device keeps.
pub(super) fn all(kept: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut draft = Draft::default();
    // Line by line: to look for a text of two letters weighs 2 KB.
    for line in kept.split('\n').chain([""]) {
        draft.read(line);
        if line.is_empty() && draft != Draft::default() {
            drafts.push(core::mem::take(&mut draft));
        }
    }
    drafts
}

/// Some drafts, as a device keeps them.
pub(super) fn together<'a>(drafts: impl Iterator<Item = &'a Draft>) -> String {
    drafts.map(Draft::kept).collect::<Vec<_>>().join("\n")
}

/// What the device keeps once a window has changed its draft, which was `before` when the window had
/// last kept or read it. Where another window has meanwhile gone on with the same one, this becomes
/// a draft of its own, under `new_key`.
pub(super) fn changed(
    kept: &str,
    before: &str,
    draft: &mut Draft,
    new_key: impl FnOnce() -> String,
) -> String {
    let mut drafts = all(kept);
    let same = |known: &&Draft| known.key == draft.key;
    let stored = drafts.iter().find(same).map(Draft::kept);
    if draft.key.is_empty() || stored.is_some_and(|stored| stored != before) {
        draft.key = new_key();
    }
    // Of the others, what has no text is nothing that would be missed.
    drafts.retain(|known| known.key != draft.key && known.is_begun());
    together(drafts.iter().chain([&*draft]))
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::draft::tests::{full, spot};
    use super::*;

    #[test]
    fn what_is_kept_is_read_back() {
        assert_eq!(all(&full().kept()), [full()]);
        assert_eq!(all(&Draft::default().kept()), []);
    }

    #[test]
    fn strange_copies_are_no_trouble() {
        for strange in [
            "",
            "\n\n",
            "key",
            "key=short",
            "about=<b>\nregion=../x",
            "text=\\",
            "x=y",
            "pointed=KRG-012 7310000 4980000",
            "pointed=../x 1 2 3 true",
            "pointed=KRG-012 1 2 99999999999 true",
        ] {
            assert_eq!(all(strange), [], "{strange}");
        }
    }

    #[test]
    fn what_is_written_in_two_windows_is_kept_twice() {
        let draft = |key: &str, text: &str| Draft {
            key: key.repeat(32),
            text: text.into(),
            ..full()
        };
        let (mut one, mut other) = (draft("1", "один\n\nдва"), draft("2", "другой"));
        let never = || unreachable!();
        let kept = changed("", "", &mut one, never);
        let kept = changed(&kept, "", &mut other, never);
        assert_eq!(all(&kept), [one.clone(), other.clone()]);
        // Each window changes its own.
        let before = one.kept();
        one.text.push('!');
        let kept = changed(&kept, &before, &mut one, never);
        assert_eq!(all(&kept), [other.clone(), one.clone()]);
        // Two windows went on with the same one: neither takes the other's words.
        let mut late = Draft {
            text: "по-своему".into(),
            ..one.clone()
        };
        let kept = changed(&kept, &before, &mut late, || "3".repeat(32));
        assert_eq!(late.key, "3".repeat(32));
        assert_eq!(all(&kept), [other, one, late]);
        // A draft in which nothing is written makes room.
        let empty = draft("4", " ");
        let mut last = draft("5", "x");
        let kept = changed(&empty.kept(), "", &mut last, never);
        assert_eq!(all(&kept), [last]);
        assert_eq!(all(""), []);
    }

    #[test]
    fn where_the_device_was_is_not_kept() {
        let here = Spot {
            point: [71.43, 51.13],
            ..spot("AST-001")
        };
        let draft = Draft {
            told: Told::Here,
            here: Some(here),
            ..full()
        };
        assert!(!draft.kept().contains("5113") && !draft.kept().contains("AST-001"));
    }
}
