//! Browsers: a Chromium for all tests and the benchmark, its headless shell, in
//! which most tests run faster, and beside it the two other engines, in which
//! some tests run again.

use crate::{
    apt,
    command::{find, is_program, say},
};
use anyhow::{Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
};

/// Names on PATH, the free one first.
const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Names of its headless shell on PATH.
const SHELLS: [&str; 3] = ["chromium-headless-shell", "chrome-headless-shell", "headless_shell"];

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
    if let Some(found) = named("CHROMIUM")?.or_else(installed) {
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

/// Chromium's engine without a window, where this machine has it or can install
/// it: the one named by the environment variable CHROMIUM_HEADLESS_SHELL, or one
/// that is found. Tests do without, and take longer.
pub fn headless_shell() -> Result<Option<PathBuf>> {
    let found = || SHELLS.iter().find_map(|name| find(name));
    let shell = named("CHROMIUM_HEADLESS_SHELL")?.or_else(found);
    if shell.is_none() && apt::available() {
        // What went wrong has been printed.
        let _ = apt::install(&["chromium-headless-shell"]);
        return Ok(found());
    }
    Ok(shell)
}

/// The program that an environment variable names.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    let chosen = env::var_os(variable).map(PathBuf::from);
    if let Some(path) = chosen.as_ref().filter(|path| !is_program(path)) {
        bail!("the environment variable {variable} names {}, which is no program", path.display());
    }
    Ok(chosen)
}

/// Firefox and WebKit, where this machine has them or can install them. One that
/// it cannot have is said to be skipped here, and counted so by its tests.
pub fn ensure_other_engines() {
    ensure_engine("Firefox", has_firefox, &["firefox-esr"]);
    ensure_engine("WebKit", has_webkit, &["webkit2gtk-driver", "xvfb", "dbus"]);
}

fn ensure_engine(name: &str, is_there: fn() -> bool, packages: &[&str]) {
    if !is_there() && apt::available() {
        // What went wrong has been printed; the tests do without.
        let _ = apt::install(packages);
    }
    if !is_there() {
        say(format!("SKIPPED: {name} is not installed, so nothing is tested in it"));
    }
}

fn has_firefox() -> bool {
    let on_path = || ["firefox-esr", "firefox"].iter().any(|name| find(name).is_some());
    env::var_os("FIREFOX").is_some() || on_path()
}

/// WebKitGTK's driver, a display and a session bus to start it under.
fn has_webkit() -> bool {
    ["WebKitWebDriver", "Xvfb", "dbus-run-session"].iter().all(|name| find(name).is_some())
}

fn installed() -> Option<PathBuf> {
    let place = || PLACES.iter().map(Path::new).find(|path| is_program(path));
    NAMES.iter().find_map(|name| find(name)).or_else(|| place().map(PathBuf::from))
}
