//! Atom feeds (RFC 4287) of what happens to problems: an entry for each event, and for each day on which
//! one became overdue. Identifiers follow from problem, day and kind alone, so they stay the same from release to
//! release, and an entry says nothing that is true today only.

use std::fmt::Write as _;

use chrono::NaiveDate;
use senim_model::id::Id;
use senim_model::index::Term;
use senim_texts::{Message, w};
use sha2::{Digest as _, Sha256};

use crate::problem::{Event, Kind, Missed, Problem};
use crate::words::{Around, event};

/// So many entries are in a feed, the newest ones; the tables have all.
const MOST: usize = 200;

/// A feed of a place.
pub struct Feed<'a> {
    /// Words and the release.
    pub around: Around<'a>,
    /// The region; the whole country without one.
    pub region: Option<&'a Term>,
    /// The district of the region.
    pub district: Option<&'a Term>,
    /// The time of the release, RFC 3339: what a feed without any event was updated at.
    pub released: &'a str,
    /// The licence, as SPDX names it.
    pub licence: &'a str,
    /// That data are a sample, where they are; else empty. Each entry says so in two words, as readers
    /// show entries without their feed.
    pub notice: &'a str,
}

/// What an entry tells: an event, or that a due day passed.
#[derive(Clone, Copy)]
enum What<'a> {
    Happened(&'a Event),
    Missed(Missed),
}

impl What<'_> {
    /// The day of the entry.
    fn day(self) -> NaiveDate {
        match self {
            What::Happened(event) => event.date,
            What::Missed(missed) => missed.since,
        }
    }

    /// As identifiers and categories have it.
    fn code(self) -> &'static str {
        match self {
            What::Happened(event) => event.kind.code(),
            What::Missed(_) => "overdue",
        }
    }

    fn called(self) -> Message {
        match self {
            What::Happened(of) => event(of.kind),
            What::Missed(_) => w::PROBLEMS_OVERDUE,
        }
    }
}

/// The name of a feed's file; it stands in the folder of its region's page.
pub fn feed_file(district: Option<&Id>) -> String {
    match district {
        Some(district) => format!("feed-{district}.xml"),
        None => "feed.xml".to_owned(),
    }
}

impl Feed<'_> {
    /// What the feed is called, in words.
    pub fn title(&self) -> String {
        let texts = self.around.texts;
        let name = |term: &Term| term.name.show(texts.lang).to_owned();
        let names: Vec<String> = self
            .region
            .into_iter()
            .chain(self.district)
            .map(name)
            .collect();
        match names.is_empty() {
            true => texts.t(w::PROBLEMS_TITLE),
            false => {
                let values = [("region", &*names.join(", "))];
                texts.with(w::PROBLEMS_TITLE_REGION, &values)
            }
        }
    }

    fn holds(&self, problem: &Problem) -> bool {
        let place = &problem.place;
        let district =
            |wanted: &Term| place.district.as_ref().map(|own| &own.id) == Some(&wanted.id);
        self.region
            .is_none_or(|wanted| place.region.id == wanted.id)
            && self.district.is_none_or(district)
    }

    /// The way from the feed's folder to the page of a problem.
    fn way(&self, problem: &Problem) -> String {
        match self.region {
            Some(_) => format!("{}/", problem.id),
            None => format!("../{}/problems/{}/", problem.place.region.id, problem.id),
        }
    }
}

/// The feed as XML. Links are relative to where it is fetched from, as a portal does not know its own
/// address.
pub fn feed<'a>(feed: &Feed<'a>) -> String {
    let Around {
        texts,
        register,
        publisher,
        ..
    } = feed.around;
    let lang = texts.lang.code();
    let here = register
        .problems
        .iter()
        .filter(|problem| feed.holds(problem));
    let mut entries: Vec<(What<'_>, &Problem)> = here
        .flat_map(|problem| {
            let happened = problem.events.iter().map(What::Happened);
            let missed = problem.missed(feed.around.day).into_iter();
            let all = happened.chain(missed.map(What::Missed));
            all.map(move |what| (what, problem))
        })
        .collect();
    entries.sort_by(|(one, of_one), (two, of_two)| {
        let key = |what: &What<'_>| match what {
            What::Happened(event) => (what.day(), Some(event.kind)),
            What::Missed(_) => (what.day(), None),
        };
        (key(two), &of_two.id).cmp(&(key(one), &of_one.id))
    });
    entries.truncate(MOST);
    let updated = entries.first().map(|(what, _)| time(what.day()));
    let updated = updated.unwrap_or_else(|| feed.released.to_owned());
    let of = |term: Option<&'a Term>| term.map_or("", |term| term.id.as_str());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
         <id>{}</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{lang}\" href=\"./\"/>\n\
         <rights>{}</rights>\n<generator>Senim</generator>\n",
        identifier(&["feed", lang, of(feed.region), of(feed.district)]),
        plain(&feed.title()),
        plain(format!("{} {}", texts.t(w::PROBLEMS_LEAD), feed.notice).trim()),
        plain(publisher),
        feed_file(feed.district.map(|district| &district.id)),
        plain(feed.licence),
    );
    for (what, problem) in entries {
        entry(&mut xml, feed, what, problem);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, feed: &Feed<'_>, what: What<'_>, problem: &Problem) {
    let texts = feed.around.texts;
    let lang = texts.lang.code();
    let day = what.day().to_string();
    let kind = texts.t(what.called());
    let theme = feed
        .around
        .register
        .themes
        .iter()
        .find(|theme| theme.id == problem.theme);
    let theme = theme.map_or(problem.theme.as_str(), |theme| theme.name.show(texts.lang));
    let id = identifier(&[
        "event",
        lang,
        problem.place.region.id.as_str(),
        problem.id.as_str(),
        &day,
        what.code(),
    ]);
    let _ = write!(
        xml,
        "<entry>\n<id>{id}</id>\n<title>{} – {}</title>\n<updated>{time}</updated>\n\
         <published>{time}</published>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{lang}\" href=\"{}\"/>\n\
         <category term=\"{}\" label=\"{}\"/>\n<category term=\"{}\" label=\"{}\"/>\n\
         <summary>{}</summary>\n</entry>\n",
        plain(problem.name.show(texts.lang)),
        plain(&kind),
        feed.way(problem),
        what.code(),
        plain(&kind),
        problem.theme,
        plain(theme),
        plain(&summary(feed, what, problem)),
        time = time(what.day()),
    );
}

/// What an entry says, a line for each part.
fn summary(feed: &Feed<'_>, what: What<'_>, problem: &Problem) -> String {
    let around = &feed.around;
    let texts = around.texts;
    let labelled = |label, value: &str| match value {
        "" => String::new(),
        value => format!("{}: {value}", texts.t(label)),
    };
    let due = |due: Option<NaiveDate>| {
        let due = due.map(|due| around.date(due));
        labelled(w::PROBLEMS_DUE, &due.unwrap_or_default())
    };
    let agency = || labelled(w::PROBLEMS_HEAD_AGENCY, &agency(around, problem));
    let mut lines = match what {
        What::Happened(of) => vec![of.text.show(texts.lang).to_owned()],
        What::Missed(missed) => vec![due(Some(missed.due)), agency()],
    };
    // What the register keeps of decisions and answers is of the last ones.
    let newest = |kind| problem.events.iter().rev().find(|event| event.kind == kind);
    match what {
        What::Happened(of) if newest(Kind::Decided) == Some(of) => {
            let decision = problem.decision.show(texts.lang);
            lines.push(labelled(w::PROBLEMS_DECISION, decision));
            lines.push(agency());
            lines.push(due(problem.decided_due()));
        }
        What::Happened(of) if newest(Kind::Asked) == Some(of) && problem.asked.is_some() => {
            let said = around.said(problem.asked.as_ref());
            lines.push(labelled(w::PROBLEMS_CONFIRMED, &said));
        }
        _ => {}
    }
    lines.push(around.place(&problem.place));
    if !feed.notice.is_empty() {
        lines.push(texts.t(w::PROBLEMS_FEED_SAMPLE));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// What the agency of a problem is called; empty where it has none.
fn agency(around: &Around<'_>, problem: &Problem) -> String {
    let agencies = &around.register.agencies;
    let of = |id: &Id| agencies.iter().find(|agency| agency.id == *id);
    let found = problem.agency.as_ref().and_then(of);
    let name = found.map(|agency| agency.name.show(around.texts.lang));
    name.unwrap_or_default().to_owned()
}

/// A day as Atom has it. What happened is known to the day.
fn time(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}

/// A UUID of version 8 (RFC 9562) out of names.
fn identifier(names: &[&str]) -> String {
    let digest = Sha256::digest(format!("senim problems\n{}", names.join("\n")).as_bytes());
    let mut bytes = [0; 16];
    bytes
        .iter_mut()
        .zip(digest)
        .for_each(|(to, from)| *to = from);
    let number = u128::from_be_bytes(bytes);
    let version = (number & !(0xf << 76)) | (0x8 << 76);
    let number = (version & !(0x3 << 62)) | (0x2 << 62);
    format!(
        "urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        number >> 96,
        (number >> 80) & 0xffff,
        (number >> 64) & 0xffff,
        (number >> 48) & 0xffff,
        number & 0xffff_ffff_ffff,
    )
}

/// Text as XML shows it; what XML cannot hold at all is left out.
fn plain(text: &str) -> String {
    let sound = |char: &char| matches!(*char, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: String = text.chars().filter(sound).collect();
    senim_texts::html::text(&text)
}
