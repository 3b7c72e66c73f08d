//! Installing packages on Debian and its descendants.

use crate::command::{output, run, say};
use anyhow::{Context, Result};
use std::{
    process::{Command, Stdio},
    sync::Once,
};

/// Whether packages can be installed here without asking anyone.
pub fn available() -> bool {
    let is_root = || output(Command::new("id").arg("-u")).as_deref() == Some("0");
    which::which("apt-get").is_ok() && is_root()
}

/// Installs packages, as they are today: the lists of a machine that was set up long ago name
/// browsers that the tests do not know any more.
pub fn install(packages: &[&str]) -> Result<()> {
    static REFRESHED: Once = Once::new();
    REFRESHED.call_once(|| {
        say("refreshing the package lists (apt-get update)");
        if run(apt_get().arg("update")).is_err() {
            say("they could not be refreshed; those that are here are used");
        }
    });
    say(format!("installing {} (apt-get)", packages.join(" ")));
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("cannot install {}", packages.join(" ")))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet=2")
        // It prints hundreds of lines. Errors are on standard error.
        .stdout(Stdio::null())
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
