//! Installing packages on Debian and its descendants.

use crate::command::{output, run, say};
use anyhow::{Context, Result};
use std::process::{Command, Stdio};

/// Whether packages can be installed here without asking anyone.
pub fn available() -> bool {
    let is_root = || output(Command::new("id").arg("-u")).as_deref() == Some("0");
    which::which("apt-get").is_ok() && is_root()
}

/// Installs packages. Where that fails, as in a fresh container, it refreshes the
/// package lists and tries once more.
pub fn install(packages: &[&str]) -> Result<()> {
    say(format!("installing {} (apt-get)", packages.join(" ")));
    let mut install = apt_get();
    install.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    if run(&mut install).is_err() {
        say("refreshing the package lists (apt-get update)");
        run(apt_get().arg("update"))?;
        run(&mut install).with_context(|| format!("cannot install {}", packages.join(" ")))?;
    }
    Ok(())
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
