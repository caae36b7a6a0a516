//! What the portal needs beside cargo: each step does nothing where its target is there, and
//! says plainly what it could not get.

mod debian;
mod npm;
mod tools;
mod wasm;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::run::Run;

/// What is going to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building and serving.
    Serve,
    /// The tests, which need a browser besides.
    Test,
}

/// Everything that was found or installed.
pub(crate) struct Tools {
    /// Environment for everything that compiles to WebAssembly or runs node.
    pub(crate) env: Vec<(String, OsString)>,
    /// Chromium, where it was needed.
    pub(crate) chromium: Option<PathBuf>,
    /// Its driver, where it was needed.
    pub(crate) chromedriver: Option<PathBuf>,
}

impl Tools {
    /// Finds or installs what is needed.
    ///
    /// # Errors
    /// What could not be had, and what to do about it.
    pub(crate) fn set_up(need: Need) -> Result<Tools> {
        let cache = cache()?;
        let mut env = wasm::target(&cache)?;
        let mut path = vec![
            tools::trunk(&cache)?,
            tools::wasm_bindgen(&cache)?,
            npm::install()?,
        ];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        env.push(("PATH".into(), std::env::join_paths(path)?));
        let (chromium, chromedriver) = match need {
            Need::Serve => (None, None),
            Need::Test => {
                let (chromium, driver) = debian::browser()?;
                (Some(chromium), Some(driver))
            }
        };
        Ok(Tools {
            env,
            chromium,
            chromedriver,
        })
    }
}

/// The folder for tools, outside of the project, so that a second checkout finds them.
fn cache() -> Result<PathBuf> {
    let var = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = var("SENIM_TOOLS")
        .or_else(|| Some(var("XDG_CACHE_HOME")?.join("senim/tools")))
        .or_else(|| Some(var("HOME")?.join(".cache/senim/tools")))
        .context("set HOME or SENIM_TOOLS: tools need a folder")?;
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
