//! pkg/: compiled, bound, optimised, recorded; and the check that what is
//! committed is what the sources give.

use crate::{
    command::{output, run, say},
    digest::{self, Record},
    node, recipe, repo,
    toolchain::{TARGET, Wasm},
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The compiled core.
const WASM: &str = "kl_ball_bg.wasm";

/// `cargo xtask build`
pub fn build() -> Result<()> {
    let made = make()?;
    publish(&made, &repo::root().join("pkg"))?;
    say("pkg/ is up to date");
    sizes(&repo::root().join("pkg"))
}

/// `cargo xtask build --check`
pub fn check() -> Result<()> {
    let pkg = repo::root().join("pkg");
    let committed = Record::read(&pkg)
        .context("pkg/ has no record of its sources; run `cargo xtask build` and commit pkg/")?;
    if let Some(reason) = stale(&committed)? {
        bail!("pkg/ is stale ({reason}); run `cargo xtask build` and commit pkg/");
    }
    let altered = digest::differing(&committed.outputs, &outputs(&pkg)?);
    ensure!(
        altered.is_empty(),
        "{} in pkg/ is not what was built; run `cargo xtask build` and commit pkg/",
        digest::some_of(&altered)
    );
    let made = Record::read(&make()?)?;
    if made.toolchain != committed.toolchain {
        say(format!(
            "pkg/ belongs to the sources, which compile. It was built with another toolchain, so its bytes \
             cannot be compared: {}",
            committed.toolchain
        ));
        return Ok(());
    }
    let differing = digest::differing(&committed.outputs, &made.outputs);
    ensure!(
        differing.is_empty(),
        "the same toolchain no longer builds the same {}; run `cargo xtask build` and commit pkg/",
        digest::some_of(&differing)
    );
    say("pkg/ belongs to the sources; a rebuild gives the same bytes");
    Ok(())
}

/// Why a record does not describe the sources beside it, if it does not.
pub fn stale(record: &Record) -> Result<Option<String>> {
    let changed = digest::differing(&record.inputs, &digest::inputs(&repo::root())?);
    Ok((!changed.is_empty()).then(|| format!("changed since: {}", digest::some_of(&changed))))
}

/// Builds what has changed and returns the folder that holds exactly what pkg/
/// is to hold.
fn make() -> Result<PathBuf> {
    let toolchain = Wasm::ensure()?;
    node::install_packages()?;
    // Read before building: an edit meanwhile must leave pkg/ stale.
    let inputs = digest::inputs(&repo::root())?;
    let core = core(&toolchain)?;
    let stage = emptied("pkg")?;
    bundle(&core, &stage)?;
    refuse_machine_paths(&stage)?;
    Record { toolchain: versions(&toolchain)?, inputs, outputs: outputs(&stage)? }.write(&stage)?;
    Ok(stage)
}

/// The folder with the compiled core and what wasm-bindgen wrote around it, as
/// it was left by the last build from the same sources, or built now.
fn core(toolchain: &Wasm) -> Result<PathBuf> {
    let (toolchain_now, inputs) = (versions(toolchain)?, digest::core(&repo::root())?);
    let folder = repo::target().join("core");
    let is_current = Record::read(&folder).is_ok_and(|kept| {
        kept.toolchain == toolchain_now
            && kept.inputs == inputs
            && outputs(&folder).is_ok_and(|outputs| outputs == kept.outputs)
    });
    if is_current {
        say("the compiled core is up to date");
        return Ok(folder);
    }
    let folder = emptied("core")?;
    let compiled = compile(toolchain)?;
    bind(&compiled, &folder)?;
    optimise(&folder)?;
    Record { toolchain: toolchain_now, inputs, outputs: outputs(&folder)? }.write(&folder)?;
    Ok(folder)
}

/// A folder of this name below the target folder, with nothing in it.
fn emptied(name: &str) -> Result<PathBuf> {
    let folder = repo::target().join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot clear target/{name}"))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make target/{name}"))?;
    Ok(folder)
}

fn compile(toolchain: &Wasm) -> Result<PathBuf> {
    say("compiling the crate to WebAssembly");
    fetch(toolchain)?;
    let target = repo::target().join("wasm");
    run(toolchain
        .cargo()
        .args(["build", "--locked", "--package", "kl-ball", "--lib", "--release"])
        .args(recipe::PROFILE)
        .args(toolchain.build_arguments())
        .arg("--target-dir")
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(toolchain)?.join("\x1f"))
        .current_dir(repo::root()))?;
    let folder = target.join(TARGET).join("release");
    refuse_unlisted_inputs(&folder.join("kl_ball.d"))?;
    Ok(folder.join("kl_ball.wasm"))
}

/// Crates must be unpacked before [`rustflags`] looks where they lie.
fn fetch(toolchain: &Wasm) -> Result<()> {
    run(toolchain
        .cargo()
        .args(["fetch", "--quiet", "--locked", "--target", TARGET])
        .current_dir(repo::root()))
}

/// The flags of the recipe and the toolchain, and a neutral name for every folder of this
/// machine that would otherwise be spelled out in panic messages. Of several
/// that match, rustc takes the last.
fn rustflags(toolchain: &Wasm) -> Result<Vec<String>> {
    let flags = recipe::RUSTFLAGS.iter().chain(toolchain.rustflags());
    let mut flags: Vec<String> = flags.map(|&flag| flag.into()).collect();
    let mut remap = |from: &Path, to: &str| {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    };
    for sysroot in toolchain.sysroots() {
        remap(&sysroot, "/rust");
    }
    let home = cargo_home()?;
    remap(&home, "/cargo");
    // One folder per registry, named after it: a mirror has another name.
    for registry in fs::read_dir(home.join("registry/src")).into_iter().flatten() {
        remap(&registry?.path(), "/crates");
    }
    remap(&repo::root(), "/kl-ball");
    remap(&repo::target(), "/target");
    Ok(flags)
}

fn cargo_home() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    let chosen = env::var_os("CARGO_HOME").map(PathBuf::from);
    chosen.or_else(home).context("neither CARGO_HOME nor a home folder is known")
}

fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    say("writing the JavaScript around it (wasm-bindgen)");
    run(Command::new("cargo")
        .args(["run", "--quiet", "--locked", "--package", "bind", "--"])
        .args([compiled, folder])
        .current_dir(repo::root()))
}

fn optimise(folder: &Path) -> Result<()> {
    say("optimising it (wasm-opt)");
    let wasm = folder.join(WASM);
    let mut command = node::wasm_opt();
    command.args(recipe::WASM_FEATURES).args(recipe::WASM_OPT);
    run(command.arg(&wasm).arg("--output").arg(&wasm))
}

fn bundle(core: &Path, stage: &Path) -> Result<()> {
    say("bundling the scripts (esbuild, terser)");
    let root = repo::root();
    let script = root.join("xtask/src/bundle.mjs");
    run(Command::new("node").arg(script).arg(&root).args([core, stage]).current_dir(&root))
}

/// Whoever reads pkg/ need not know whose machine built it.
fn refuse_machine_paths(stage: &Path) -> Result<()> {
    let home = cargo_home()?;
    let folders = [repo::root(), repo::target(), home, env::temp_dir()];
    let mut traces: Vec<String> =
        folders.iter().map(|folder| format!("{}/", folder.display())).collect();
    traces.push("registry/src/".into());
    for name in digest::files(stage, "")?.keys() {
        let content = fs::read(stage.join(name)).with_context(|| format!("cannot read {name}"))?;
        for trace in &traces {
            let found = content.windows(trace.len()).any(|part| part == trace.as_bytes());
            ensure!(!found, "{name} names a folder of this machine: {trace}");
        }
    }
    Ok(())
}

/// A file the crate includes from outside the listed inputs could change
/// without pkg/ becoming stale.
fn refuse_unlisted_inputs(dependencies: &Path) -> Result<()> {
    let text = repo::read(dependencies)?;
    let known = digest::inputs(&repo::root())?;
    let root = format!("{}/", repo::root().display());
    // Spaces in names are escaped with a backslash.
    let list = text.split_once(": ").map_or("", |(_, list)| list);
    let list = list.trim().replace("\\ ", "\0");
    for file in list.split(' ').map(|file| file.replace('\0', " ")) {
        if let Some(name) = file.strip_prefix(&root) {
            ensure!(
                known.contains_key(name),
                "{name} is compiled in, but not among the inputs in xtask/src/recipe.rs; add it there"
            );
        }
    }
    Ok(())
}

fn outputs(folder: &Path) -> Result<digest::Digests> {
    let mut all = digest::files(folder, "")?;
    all.remove(digest::RECORD);
    Ok(all)
}

/// One string: equal strings promise equal bytes.
fn versions(toolchain: &Wasm) -> Result<String> {
    let wasm_opt = output(node::wasm_opt().arg("--version")).context("wasm-opt does not start")?;
    Ok(format!("{}; {wasm_opt}", toolchain.version()))
}

/// Puts the finished folder in pkg/'s place in one step, or leaves pkg/ as it
/// was.
fn publish(made: &Path, pkg: &Path) -> Result<()> {
    let (new, old) = (pkg.with_extension("new"), pkg.with_extension("old"));
    for folder in [&new, &old] {
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    // The target folder may be on another disk: copy first, then rename.
    fs::create_dir(&new).context("cannot write beside pkg/")?;
    for name in digest::files(made, "")?.keys() {
        let place = new.join(name);
        let folder = place.parent().unwrap_or(&new);
        fs::create_dir_all(folder).context("cannot write beside pkg/")?;
        fs::copy(made.join(name), &place).context("cannot write beside pkg/")?;
    }
    if pkg.exists() {
        fs::rename(pkg, &old).context("cannot replace pkg/")?;
    }
    fs::rename(&new, pkg).context("cannot replace pkg/; the old one is pkg.old/")?;
    if old.exists() {
        fs::remove_dir_all(&old).context("cannot remove pkg.old/")?;
    }
    Ok(())
}

fn sizes(pkg: &Path) -> Result<()> {
    let script = include_str!("sizes.mjs");
    run(Command::new("node").args(["--input-type=module", "--eval", script]).arg(pkg))
}
