//! A compiler for wasm32-unknown-unknown, wherever this machine has one or can
//! get one.

use crate::{
    apt,
    command::{output, run, say},
    recipe, repo,
};
use anyhow::{Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A cargo and rustc that compile to [`TARGET`].
#[derive(Clone)]
pub struct Wasm {
    cargo: PathBuf,
    rustc: PathBuf,
    /// Whether it is the distribution's own toolchain, besides the one that runs this program.
    system: bool,
    /// The standard library is compiled from its source along with the crate.
    build_std: bool,
}

impl Wasm {
    /// The first of: the distribution's toolchain, if it is the official one; one
    /// that has the target; the distribution's; rustup's, to which it adds the
    /// target; the distribution's, whose packages it installs.
    pub fn ensure() -> Result<Self> {
        let found = Self::find()?;
        say(format!("compiling with {}", found.version()));
        Ok(found)
    }

    fn find() -> Result<Self> {
        let active = Self::active();
        let system = Self::system()?;
        if let Some(official) = system.as_ref().filter(|one| one.version() == recipe::OFFICIAL) {
            return Ok(official.clone());
        }
        if active.has_target() {
            return Ok(active);
        }
        if let Some(system) = system {
            return Ok(system);
        }
        if which::which("rustup").is_ok() {
            say(format!("adding the target {TARGET} (rustup target add)"));
            let added = run(Command::new("rustup").args(["target", "add", TARGET]));
            if added.is_ok() && active.has_target() {
                return Ok(active);
            }
            say("rustup could not add it");
        }
        if apt::available() {
            install_packages()?;
            if let Some(system) = Self::system()? {
                return Ok(system);
            }
        }
        bail!(
            "no Rust toolchain for {TARGET}. Any one of these helps: run `rustup target add {TARGET}`; or, on \
             Debian 12, as root, `apt-get install rustc-web cargo-web rust-web-llvm rust-web-src lld-22`; or, on a \
             newer Debian, `apt-get install rustc cargo libstd-rust-dev-wasm32 lld`"
        )
    }

    /// A cargo command for this toolchain, without settings of the user or of the calling cargo,
    /// which would change the bytes that it writes.
    pub fn cargo(&self) -> Command {
        self.prepared(&self.cargo)
    }

    /// The same for lints, if this toolchain has clippy or can get it.
    pub fn clippy(&self) -> Result<Option<Command>> {
        if !self.system {
            let found = output(Command::new("cargo").args(["clippy", "--version"])).is_some();
            let mut command = self.cargo();
            command.arg("clippy");
            return Ok(found.then_some(command));
        }
        // Named in full: `cargo clippy` would find rustup's first.
        let program = Path::new("/usr/bin/cargo-clippy");
        if !program.is_file() && apt::available() {
            let web = Path::new("/usr/share/doc/rustc-web").exists();
            apt::install(&[if web { "rust-web-clippy" } else { "rust-clippy" }])?;
        }
        let mut command = self.prepared(program);
        command.arg("clippy").env("CARGO", &self.cargo);
        Ok(program.is_file().then_some(command))
    }

    /// What `cargo build` needs beside the usual.
    pub fn build_arguments(&self) -> Vec<&'static str> {
        let mut arguments = vec!["--target", TARGET];
        if self.build_std {
            arguments.extend(recipe::COMPILED_STD);
        }
        arguments
    }

    /// What rustc gets beside the recipe's flags.
    pub fn rustflags(&self) -> &'static [&'static str] {
        /// The first rustc that knows panic=immediate-abort.
        const NEW_ENOUGH: (u32, u32) = (1, 92);
        let version = self.rustc_prints(&["--version"]);
        let version = version.and_then(|text| repo::version(&text));
        let applies = self.build_std && version >= Some(NEW_ENOUGH);
        if applies { recipe::COMPILED_STD_RUSTFLAGS } else { &[] }
    }

    /// Folders whose names must not end up in the output.
    pub fn sysroots(&self) -> Vec<PathBuf> {
        let sysroot = self.rustc_prints(&["--print", "sysroot"]).map(PathBuf::from);
        let source = sysroot
            .iter()
            .filter_map(|sysroot| sysroot.join("lib/rustlib/src/rust").canonicalize().ok());
        let source: Vec<_> = source.collect();
        sysroot.into_iter().chain(source).collect()
    }

    /// Everything about this toolchain that can change the bytes it writes.
    pub fn version(&self) -> String {
        let rustc = self.rustc_prints(&["-vV"]).unwrap_or_default();
        let field = |name: &str| {
            let line = rustc.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or("unknown").trim().to_owned()
        };
        let std = if self.build_std { "compiled" } else { "prebuilt" };
        format!(
            "{}, LLVM {}, on {}, std {std}",
            rustc.lines().next().unwrap_or("rustc unknown"),
            field("LLVM version:"),
            field("host:"),
        )
    }

    fn prepared(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PROFILE_") || text.starts_with("CARGO_BUILD_") {
                command.env_remove(&name);
            }
        }
        for name in ["CARGO", "RUSTFLAGS", "CARGO_INCREMENTAL", "RUSTC_WRAPPER"] {
            command.env_remove(name);
        }
        if self.system {
            command.env_remove("RUSTUP_TOOLCHAIN");
            command.env_remove("LD_LIBRARY_PATH");
            command.env("RUSTC", &self.rustc);
        }
        if self.build_std {
            // The library's source compiles on a stable compiler only so.
            command.env("RUSTC_BOOTSTRAP", "1");
        }
        command
    }

    fn active() -> Self {
        Self { cargo: "cargo".into(), rustc: "rustc".into(), system: false, build_std: false }
    }

    /// The distribution's toolchain, if it is whole and new enough.
    fn system() -> Result<Option<Self>> {
        let mut system = Self {
            cargo: "/usr/bin/cargo".into(),
            rustc: "/usr/bin/rustc".into(),
            system: true,
            build_std: false,
        };
        let version = system.rustc_prints(&["--version"]);
        let version = version.and_then(|text| repo::version(&text));
        let new_enough = version >= Some(repo::rust_version()?);
        if !new_enough || !system.cargo.is_file() || !linker_is_there() {
            return Ok(None);
        }
        if system.has_target() {
            return Ok(Some(system));
        }
        system.build_std = true;
        let library = "/usr/lib/rustlib/src/rust/library/Cargo.toml";
        Ok(Path::new(library).is_file().then_some(system))
    }

    fn has_target(&self) -> bool {
        let folder = self.rustc_prints(&["--print", "target-libdir", "--target", TARGET]);
        let files = folder.and_then(|folder| std::fs::read_dir(folder).ok());
        files.is_some_and(|mut files| {
            files.any(|file| {
                file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
            })
        })
    }

    fn rustc_prints(&self, arguments: &[&str]) -> Option<String> {
        let mut rustc = Command::new(&self.rustc);
        if self.system {
            rustc.env_remove("RUSTUP_TOOLCHAIN").env_remove("LD_LIBRARY_PATH");
        }
        output(rustc.args(arguments))
    }
}

/// The linker is a package of its own. rustc's link to it exists even where that package does not.
fn linker_is_there() -> bool {
    ["rust-lld", "lld", "wasm-ld"].iter().any(|name| Path::new("/usr/bin").join(name).is_file())
}

/// Those that Debian 12 has for building browsers, or else the plain ones, which
/// are new enough on a newer Debian.
fn install_packages() -> Result<()> {
    let web = apt::install(&["rustc-web", "cargo-web", "rust-web-llvm", "rust-web-src"])
        .and_then(|()| apt::install(&[&linker_package()]));
    if web.is_err() || Wasm::system()?.is_none() {
        apt::install(&["rustc", "cargo", "libstd-rust-dev-wasm32", "lld"])?;
    }
    Ok(())
}

/// rustc calls the linker of exactly its own LLVM.
fn linker_package() -> String {
    let version = output(Command::new("/usr/bin/rustc").arg("-vV")).unwrap_or_default();
    let llvm =
        version.lines().find_map(|line| line.strip_prefix("LLVM version:")).and_then(repo::version);
    llvm.map_or("lld".to_owned(), |(major, _)| format!("lld-{major}"))
}
