//! Chromium and its driver, for the tests that need a browser.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::debian::Wanted;
use super::on_path;

const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Kazakh letters need a font that has them.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-core"];

/// A browser and what steers it.
pub(crate) struct Browser {
    /// Chromium.
    pub(crate) chromium: PathBuf,
    /// ChromeDriver.
    pub(crate) driver: PathBuf,
}

/// What to install, where something is missing.
pub(super) fn wanted() -> Option<Wanted> {
    find().is_err().then_some(Wanted {
        purpose: "the tests in a browser",
        packages: &PACKAGES,
    })
}

/// The browser, if it is there.
pub(super) fn find() -> Result<Browser> {
    let by_hand = || {
        format!(
            "the tests in a browser need Chromium and ChromeDriver on the search path; on Debian \
             the packages {}",
            PACKAGES.join(" ")
        )
    };
    let chromium = CHROMIUM.into_iter().find_map(on_path);
    Ok(Browser {
        chromium: chromium.with_context(by_hand)?,
        driver: on_path("chromedriver").with_context(by_hand)?,
    })
}
