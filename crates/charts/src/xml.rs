//! Writing SVG: text is escaped unless it was written here.
//!
//! `senim_texts::html` escapes for HTML alone. A saved chart is XML, which forbids control
//! characters even as entities, and this crate stays free of the catalogues.

/// An SVG that is being written.
#[derive(Debug, Default)]
pub(crate) struct Pen {
    out: String,
}

impl Pen {
    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// Markup that was written here.
    #[inline(never)]
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Pen {
        self.out.push_str(markup);
        self
    }

    /// The start of an element; attributes follow, then [`Pen::end`] or [`Pen::inside`].
    #[inline(never)]
    pub(crate) fn tag(&mut self, name: &str, class: &str) -> &mut Pen {
        self.raw("<").raw(name);
        match class {
            "" => self,
            class => self.raw(" class=\"").raw(class).raw("\""),
        }
    }

    /// A number as an attribute, in tenths.
    #[inline(never)]
    pub(crate) fn at(&mut self, name: &str, value: f64) -> &mut Pen {
        self.raw(" ").raw(name).raw("=\"");
        self.number(value).raw("\"")
    }

    /// Text as an attribute.
    #[inline(never)]
    pub(crate) fn says(&mut self, name: &str, value: &str) -> &mut Pen {
        self.raw(" ").raw(name).raw("=\"");
        self.text(value).raw("\"")
    }

    /// An element without content ends.
    pub(crate) fn end(&mut self) -> &mut Pen {
        self.raw("/>")
    }

    /// The content of an element begins; it ends with [`Pen::close`].
    pub(crate) fn inside(&mut self) -> &mut Pen {
        self.raw(">")
    }

    /// An element ends.
    pub(crate) fn close(&mut self, name: &str) -> &mut Pen {
        self.raw("</").raw(name).raw(">")
    }

    /// Text, as content or in a quoted attribute. What XML forbids becomes a space.
    pub(crate) fn text(&mut self, text: &str) -> &mut Pen {
        for char in text.chars() {
            match char {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\u{fffe}' | '\u{ffff}' => self.out.push(' '),
                // What turns the direction of others' letters round.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
                char if char.is_control() => self.out.push(' '),
                other => self.out.push(other),
            }
        }
        self
    }

    /// A coordinate, rounded to tenths. Not `format!`: its floats would weigh more than a chart.
    pub(crate) fn number(&mut self, value: f64) -> &mut Pen {
        // What is not a number becomes 0, what is too large the largest.
        let tenths = (value * 10.0).round() as i32;
        if tenths < 0 {
            self.out.push('-');
        }
        let tenths = tenths.unsigned_abs();
        self.whole(tenths / 10);
        if !tenths.is_multiple_of(10) {
            self.out.push('.');
            self.whole(tenths % 10);
        }
        self
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, value: u32) -> &mut Pen {
        if value >= 10 {
            self.whole(value / 10);
        }
        self.out.push(char::from(b'0' + (value % 10) as u8));
        self
    }

    /// Points of a path through `(x, y)`, beginning with a command (`M`, or `L` to go on).
    pub(crate) fn path(&mut self, start: &str, points: impl IntoIterator<Item = (f64, f64)>) {
        let mut command = start;
        for (x, y) in points {
            self.raw(command).number(x).raw(" ").number(y);
            command = "L";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_tenths_of_a_pixel() {
        for (value, written) in [
            (0.0, "0"),
            (-0.04, "0"),
            (1.25, "1.3"),
            (-12.34, "-12.3"),
            (100.0, "100"),
            (f64::NAN, "0"),
            (f64::INFINITY, "214748364.7"),
            (f64::NEG_INFINITY, "-214748364.8"),
        ] {
            let mut pen = Pen::default();
            pen.number(value);
            assert_eq!(pen.finish(), written, "{value}");
        }
    }

    #[test]
    fn markup_stays_text_and_what_xml_forbids_goes() {
        let mut pen = Pen::default();
        pen.text("<b a='1'>&\"\u{1}\u{ffff}\n");
        assert_eq!(pen.finish(), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;   ");
    }
}
