//! How far long work is: a bar on a terminal, a line for each part elsewhere.

use std::cell::RefCell;
use std::io::IsTerminal as _;
use std::mem::{Discriminant, discriminant};

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use senim_publish::progress::Step;

/// Tells on the error stream how far the work is.
pub(crate) fn told() -> Box<dyn Fn(Step)> {
    if std::io::stderr().is_terminal() {
        Box::new(bar())
    } else {
        Box::new(lines())
    }
}

fn bar() -> impl Fn(Step) {
    let bar = ProgressBar::no_length().with_finish(ProgressFinish::AndClear);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    move |step| {
        let (what, done, of) = said(step);
        if bar.message() != what {
            bar.set_message(what);
        }
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    }
}

fn lines() -> impl Fn(Step) {
    let last: RefCell<Option<Discriminant<Step>>> = RefCell::new(None);
    move |step| {
        let (what, _, of) = said(step);
        if last.replace(Some(discriminant(&step))) != Some(discriminant(&step)) {
            match of {
                0 => eprintln!("{what}"),
                of => eprintln!("{what}: {of}"),
            }
        }
    }
}

fn said(step: Step) -> (&'static str, usize, usize) {
    match step {
        Step::Pack { done, of } => ("packing regions", done, of),
        Step::Compare => ("looking for what changed", 0, 0),
        Step::Write { done, of } => ("writing files", done, of),
        Step::Verify { done, of } => ("checking releases", done, of),
    }
}
