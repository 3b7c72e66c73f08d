//! Installing packages on Debian and its descendants.

use crate::{
    command::{find, output, run, say},
    repo,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// Whether packages can be installed here without asking anyone.
pub fn available() -> bool {
    find("apt-get").is_some() && output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages, refreshing the lists first if there are none or they no
/// longer lead to a package.
pub fn install(packages: &[&str]) -> Result<()> {
    refresh_if_empty()?;
    say(format!("installing {} (apt-get)", packages.join(" ")));
    if try_install(packages).is_ok() {
        return Ok(());
    }
    refresh()?;
    try_install(packages).with_context(|| format!("cannot install {}", packages.join(" ")))
}

/// The version `install` would install, as its first two numbers.
pub fn candidate(package: &str) -> Option<(u32, u32)> {
    let policy = output(Command::new("apt-cache").args(["policy", package]))?;
    candidate_in(&policy)
}

/// Package lists, where this machine has none yet (a fresh container).
pub fn refresh_if_empty() -> Result<()> {
    let lists = Path::new("/var/lib/apt/lists");
    let filled = fs::read_dir(lists).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
    });
    if filled { Ok(()) } else { refresh() }
}

fn refresh() -> Result<()> {
    say("refreshing the package lists (apt-get update)");
    run(apt_get().arg("update"))
}

fn try_install(packages: &[&str]) -> Result<()> {
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet=2")
        // Hundreds of lines that say nothing; what goes wrong is on stderr.
        .stdout(Stdio::null())
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn candidate_in(policy: &str) -> Option<(u32, u32)> {
    let line = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?;
    // An epoch ("1:22.1.8") is not part of the version proper.
    let version = line.rsplit_once(':').map_or(line, |(_, version)| version);
    repo::version(version)
}

#[cfg(test)]
mod tests {
    use super::candidate_in;

    #[test]
    fn the_candidate_is_read_from_apt_cache() {
        let policy = "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1~deb12u2\n";
        assert_eq!(candidate_in(policy), Some((1, 96)));
        assert_eq!(candidate_in("x:\n  Candidate: 1:22.1.8-1\n"), Some((22, 1)));
        assert_eq!(candidate_in("x:\n  Candidate: (none)\n"), None);
        assert_eq!(candidate_in(""), None);
    }
}
