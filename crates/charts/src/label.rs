//! Text in a chart: how large it is, where it stands.

use std::borrow::Cow;

use crate::letters::{self, BODY, LEADING, SMALL, width};
use crate::xml::Pen;

/// How large text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// A tick.
    Tick,
    /// A note beside a mark, as small as a tick.
    Note,
    /// A name.
    Name,
    /// A value, bold.
    Value,
    /// The name of a line, bold and in its colour.
    Own,
    /// The title of a file, bold.
    Title,
    /// What stands below a title or below a chart.
    Subtitle,
    /// That data are a sample.
    Sample,
    /// A value inside what is filled.
    Inside,
}

impl Type {
    /// In pixels.
    pub(crate) fn size(self) -> f64 {
        match self {
            Type::Tick | Type::Note | Type::Sample | Type::Inside => SMALL,
            Type::Name | Type::Value | Type::Own => BODY,
            Type::Subtitle => 13.0,
            Type::Title => 20.0,
        }
    }

    /// The height of a line, in pixels.
    pub(crate) fn line(self) -> f64 {
        self.size() * LEADING
    }

    /// How much wider bold text is.
    pub(crate) fn bold(self) -> f64 {
        match self {
            Type::Value | Type::Own | Type::Title => 1.09,
            _ => 1.0,
        }
    }

    /// The width of text, in pixels.
    pub(crate) fn width(self, text: &str) -> f64 {
        width(text, self.size()) * self.bold()
    }

    /// Text that takes at most a width in pixels.
    pub(crate) fn shorten(self, text: &str, room: f64) -> Cow<'_, str> {
        letters::shorten(text.trim(), self.size(), room / self.bold())
    }

    /// Text in at most so many lines of at most a width in pixels.
    pub(crate) fn wrap(self, text: &str, room: f64, most: usize) -> Vec<String> {
        letters::wrap(text, self.size(), room / self.bold(), most)
    }

    fn class(self) -> &'static str {
        match self {
            Type::Tick => "chart-tick",
            Type::Note => "chart-note",
            Type::Name => "chart-name",
            Type::Value => "chart-value",
            Type::Own => "chart-own",
            Type::Title => "chart-title",
            Type::Subtitle => "chart-subtitle",
            Type::Sample => "chart-sample",
            Type::Inside => "chart-inside",
        }
    }
}

/// Which part of text stands at its x.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Pen {
    /// A line of text around a height, both in pixels.
    pub(crate) fn label(&mut self, kind: Type, anchor: Anchor, x: f64, middle: f64, text: &str) {
        self.label_with(kind, anchor, (x, middle), text, "");
    }

    /// A line of text that may be shortened: then the whole is its title.
    pub(crate) fn label_with(
        &mut self,
        kind: Type,
        anchor: Anchor,
        (x, middle): (f64, f64),
        text: &str,
        whole: &str,
    ) {
        if text.trim().is_empty() {
            return;
        }
        // The middle of lower-case letters lies a third of the size over the baseline.
        self.tag("text", kind.class())
            .at("x", x)
            .at("y", middle + kind.size() * 0.35);
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => {
                self.raw(" text-anchor=\"middle\"");
            }
            Anchor::End => {
                self.raw(" text-anchor=\"end\"");
            }
        }
        self.inside();
        if !whole.is_empty() && text != whole {
            self.tag("title", "").inside().text(whole).close("title");
        }
        self.text(text).close("text");
    }
}
