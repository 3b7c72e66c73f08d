//! A Chromium for the tests and the benchmark.

use crate::{
    apt,
    command::{find, is_program},
};
use anyhow::{Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
};

/// Names on PATH, the free one first.
const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where installers put it on systems that keep programs off PATH.
const PLACES: [&str; 4] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// The Chromium of this machine: the one named by the environment variable
/// CHROMIUM, one that is found, or one that is installed now.
pub fn ensure() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM").map(PathBuf::from) {
        if is_program(&chosen) {
            return Ok(chosen);
        }
        bail!("the environment variable CHROMIUM names {}, which is no program", chosen.display());
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if apt::available() {
        // A page needs some font, and Chromium alone brings none.
        apt::install(&["chromium", "fonts-dejavu-core", "fonts-liberation"])?;
    }
    match installed() {
        Some(found) => Ok(found),
        None => bail!(
            "no Chromium or Chrome was found: install one (on Debian, `apt-get install chromium`), or name one in \
             the environment variable CHROMIUM"
        ),
    }
}

fn installed() -> Option<PathBuf> {
    let place = || PLACES.iter().map(Path::new).find(|path| is_program(path));
    NAMES.iter().find_map(|name| find(name)).or_else(|| place().map(PathBuf::from))
}
