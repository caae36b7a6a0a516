//! What the portal needs beside cargo: each step does nothing where its target is there, and
//! says plainly what it could not get.

mod browser;
mod compiler;
mod debian;
mod library;
mod npm;
mod python;
mod rustup;
mod tools;
mod wasm;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};

pub(crate) use browser::Browser;
use python::Purpose;

use crate::run::Run;

/// What is going to be done.
#[derive(Clone, Copy, Default)]
pub(crate) struct Need {
    portal: bool,
    browser: bool,
    spreadsheet: bool,
}

impl Need {
    /// Building the portal.
    pub(crate) const PORTAL: Need = Need {
        portal: true,
        browser: false,
        spreadsheet: false,
    };

    /// Building it and trying it in a browser.
    pub(crate) const BROWSER: Need = Need {
        browser: true,
        ..Need::PORTAL
    };

    /// The same, with what fills in a spreadsheet.
    pub(crate) const EVERYTHING: Need = Need {
        spreadsheet: true,
        ..Need::BROWSER
    };

    /// What either needs.
    pub(crate) fn and(self, other: Need) -> Need {
        Need {
            portal: self.portal || other.portal,
            browser: self.browser || other.browser,
            spreadsheet: self.spreadsheet || other.spreadsheet,
        }
    }
}

/// What builds the portal.
pub(crate) struct Builder {
    /// Environment for everything that compiles to WebAssembly or runs node.
    pub(crate) env: Vec<(String, OsString)>,
}

/// What was found or installed. What could not be had blocks only those who ask for it.
pub(crate) struct Setup {
    need: Need,
    builder: Result<Builder, String>,
    browser: Result<Browser, String>,
    python: Result<PathBuf, String>,
}

impl Setup {
    /// Finds or installs what is needed. What is missing of Debian's packages for all steps is
    /// known first, so that somebody at a terminal is asked once.
    pub(crate) fn gather(need: Need) -> Setup {
        let is_needed = need.portal || need.spreadsheet;
        let cache = if is_needed { cache() } else { absent() };
        let wasm_is_there = match &cache {
            Ok(cache) => wasm::is_ready(cache) || rustup::add_target(),
            Err(_) => true,
        };
        let mut wanted = Vec::new();
        if !wasm_is_there {
            wanted.extend(compiler::wanted());
        }
        if need.browser {
            wanted.extend(browser::wanted());
        }
        if let (true, Ok(cache)) = (need.spreadsheet, &cache) {
            wanted.extend(python::wanted(cache));
        }
        debian::install(&wanted);
        let python = match &cache {
            Ok(cache) if need.spreadsheet => python::python(cache, Purpose::Spreadsheet),
            _ => absent(),
        };
        Setup {
            need,
            builder: in_words(cache.and_then(|cache| builder(&cache))),
            browser: in_words(browser::find()),
            python: in_words(python),
        }
    }

    /// What builds the portal.
    ///
    /// # Errors
    /// What could not be had, and what to do about it.
    pub(crate) fn builder(&self) -> Result<&Builder> {
        self.builder.as_ref().map_err(|text| anyhow!(text.clone()))
    }

    /// The browser.
    ///
    /// # Errors
    /// What could not be had, and what to do about it.
    pub(crate) fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().map_err(|text| anyhow!(text.clone()))
    }

    /// The Python that fills in a spreadsheet.
    ///
    /// # Errors
    /// What could not be had, and what to do about it.
    pub(crate) fn python(&self) -> Result<&Path> {
        let python = self.python.as_deref();
        python.map_err(|text| anyhow!(text.clone()))
    }

    /// What was needed and could not be had.
    pub(crate) fn complaints(&self) -> Vec<&str> {
        let builder = self.builder.as_ref().err().filter(|_| self.need.portal);
        let browser = self.browser.as_ref().err().filter(|_| self.need.browser);
        let python = self.python.as_ref().err();
        builder
            .into_iter()
            .chain(browser)
            .chain(python.filter(|_| self.need.spreadsheet))
            .map(String::as_str)
            .collect()
    }
}

fn absent<T>() -> Result<T> {
    Err(anyhow!("nobody needed it"))
}

fn in_words<T>(result: Result<T>) -> Result<T, String> {
    result.map_err(|error| format!("{error:#}"))
}

fn builder(cache: &Path) -> Result<Builder> {
    let mut env = wasm::target(cache)?;
    let path = vec![
        npm::install()?,
        tools::wasm_bindgen(cache)?,
        tools::trunk(cache)?,
    ];
    env.push(("PATH".into(), search_path(path)?));
    Ok(Builder { env })
}

/// The search path with what feeds hostile bytes to the readers of them.
///
/// # Errors
/// It could not be installed.
pub(crate) fn fuzzer() -> Result<OsString> {
    search_path(vec![tools::cargo_fuzz(&cache()?)?])
}

/// A Python that has the tools which read published files back.
///
/// # Errors
/// There is no Python with venv, or its package registry cannot be reached.
pub(crate) fn python() -> Result<PathBuf> {
    python::python(&cache()?, Purpose::Tools)
}

/// R with its package `survey`, wherever it was installed from.
///
/// # Errors
/// It is not there, and Debian's packages could not be installed.
pub(crate) fn r() -> Result<PathBuf> {
    let has_survey = || Run::new("Rscript", ["-e", "library(survey)"]).quietly();
    if has_survey().is_none() {
        debian::install(&[debian::Wanted {
            purpose: "R and its package survey",
            packages: &["r-cran-survey"],
        }]);
    }
    has_survey()
        .and_then(|_| on_path("Rscript"))
        .context("R with its package survey is needed; on Debian r-cran-survey")
}

/// The search path of this process, with folders before it.
fn search_path(mut first: Vec<PathBuf>) -> Result<OsString> {
    let own = std::env::var_os("PATH").unwrap_or_default();
    first.extend(std::env::split_paths(&own));
    Ok(std::env::join_paths(first)?)
}

/// The folder for tools, outside of the project, so that a second checkout finds them.
fn cache() -> Result<PathBuf> {
    let var = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = var("SENIM_TOOLS")
        .or_else(|| Some(var("XDG_CACHE_HOME")?.join("senim/tools")))
        .or_else(|| Some(var("HOME")?.join(".cache/senim/tools")))
        .context("set HOME or SENIM_TOOLS: tools need a folder")?;
    let cache = std::path::absolute(cache)?;
    std::fs::create_dir_all(&cache).with_context(|| cache.display().to_string())?;
    Ok(cache)
}

/// A step that has something to do says so.
fn say(text: &str) {
    eprintln!("setting up: {text}");
}

/// Where a program lies on the search path.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|program| program.is_file())
}

/// What a program prints when asked for its version.
fn version_of(program: &Path) -> Option<String> {
    Run::new(program, ["--version"]).quietly()
}
