//! pkg/: compiled, bound, optimised, bundled; and the check that what is
//! committed is what the sources give.

use crate::{
    command::{output, run, say},
    programs, recipe, repo,
    toolchain::{TARGET, Wasm},
};
use anyhow::{Context, Result, anyhow, ensure};
use std::{
    collections::BTreeMap,
    env, fs, iter,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::SystemTime,
};

/// The whole compiled core; also what wasm-bindgen calls a small one.
const WASM: &str = "kl_ball_bg.wasm";

/// The contents of a folder's files, by their names.
type Files = BTreeMap<String, Vec<u8>>;

/// `cargo xtask build`
pub fn build() -> Result<()> {
    let toolchain = Wasm::ensure()?;
    publish(&make(&toolchain)?)?;
    say("pkg/ is up to date");
    if let Some(reason) = unofficial(&toolchain) {
        say(format!("to try, not to commit: {reason}"));
    }
    Ok(())
}

/// `cargo xtask build --check`: fails where pkg/ is not what the sources give;
/// returns why where that cannot be said.
pub fn check() -> Result<Option<String>> {
    let toolchain = Wasm::ensure()?;
    let (made, committed) = (make(&toolchain)?, files(&pkg())?);
    if let Some(reason) = unofficial(&toolchain) {
        let changed =
            changed_since().map(|files| format!("; changed since pkg/ was built: {files}"));
        return Ok(Some(reason + &changed.unwrap_or_default()));
    }
    let names = made.keys().chain(committed.keys().filter(|&name| !made.contains_key(name)));
    let differing: Vec<_> =
        names.filter(|&name| made.get(name) != committed.get(name)).cloned().collect();
    ensure!(
        differing.is_empty(),
        "in pkg/, {} is not what the sources give; run `cargo xtask build` and commit pkg/",
        some_of(&differing)
    );
    say("a rebuild gives the bytes in pkg/");
    Ok(None)
}

/// The sources that have changed since pkg/ was committed, if any; nothing where
/// git cannot say, or where pkg/ itself has been built since.
pub fn changed_since() -> Option<String> {
    let git =
        |arguments: &[&str]| output(Command::new("git").args(arguments).current_dir(repo::root()));
    if !git(&["status", "--porcelain", "--", "pkg"])?.is_empty() {
        return None;
    }
    let commit = git(&["log", "-1", "--format=%H", "--", "pkg"])?;
    let names = git(&[&["diff", "--name-only", &commit, "--"], recipe::SOURCES].concat())?;
    let names: Vec<String> = names.lines().map(String::from).collect();
    (!names.is_empty()).then(|| some_of(&names))
}

/// Why bytes from this toolchain are not those of pkg/, if they need not be.
fn unofficial(toolchain: &Wasm) -> Option<String> {
    let version = toolchain.version();
    (version != recipe::OFFICIAL)
        .then(|| format!("pkg/ is built with {}; here is {version}", recipe::OFFICIAL))
}

/// Builds what has changed, and returns what pkg/ is to hold.
fn make(toolchain: &Wasm) -> Result<Files> {
    programs::ensure_node()?;
    let core = cores(toolchain)?;
    let stage = emptied("pkg")?;
    bundle(&core, &stage)?;
    let made = files(&stage)?;
    refuse_machine_paths(&made)?;
    Ok(made)
}

/// The folder with the compiled cores and what wasm-bindgen wrote around the whole one, as
/// the last build left it if nothing has changed since.
fn cores(toolchain: &Wasm) -> Result<PathBuf> {
    let (folder, made_by) = (repo::target().join("core"), repo::target().join("core/made-by"));
    let is_same = fs::read_to_string(&made_by).is_ok_and(|known| known == toolchain.version());
    if is_same && modified(&made_by) > Some(newest_source()?) {
        say("the compiled cores are up to date");
        return Ok(folder);
    }
    emptied("core")?;
    let script = folder.join("kl_ball.js");
    thread::scope(|scope| -> Result<()> {
        let mut optimising = Vec::new();
        for family in iter::once(None).chain(recipe::FAMILIES.iter().copied().map(Some)) {
            let bound = emptied(&format!("bound-{}", family.unwrap_or("whole")))?;
            let compiled = compile(toolchain, family)?;
            bind(&compiled, &bound, family.and(Some(script.as_path())))?;
            if family.is_none() {
                fs::copy(bound.join("kl_ball.js"), &script)?;
            }
            // While this core is optimised, the next one is compiled.
            let optimised = folder.join(file_of(family));
            optimising.push(scope.spawn(move || optimise(&bound.join(WASM), &optimised)));
        }
        for core in optimising {
            core.join().map_err(|_| anyhow!("a thread of this program panicked"))??;
        }
        Ok(())
    })?;
    // The last file to be written: if it is there, the others are.
    fs::write(made_by, toolchain.version())?;
    Ok(folder)
}

/// What the whole core is called in pkg/, or the small one of a family.
fn file_of(family: Option<&str>) -> String {
    family.map_or_else(|| WASM.into(), |family| format!("kl_ball_{family}.wasm"))
}

/// When the last of the files that the cores are made from was changed.
fn newest_source() -> Result<SystemTime> {
    let root = repo::root();
    let mut open = vec![root.join("src")];
    let mut files: Vec<PathBuf> =
        ["Cargo.lock", "Cargo.toml", "tests/web/package-lock.json", "xtask/bind/src/main.rs"]
            .map(|name| root.join(name))
            .into();
    files.push(env::current_exe()?);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.iter().filter_map(|file| modified(file)).max().context("there are no sources")
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
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

/// Compiles the crate: all of it, or what figures of one family need.
fn compile(toolchain: &Wasm, family: Option<&str>) -> Result<PathBuf> {
    say(format!("compiling the crate to WebAssembly: {}", family.unwrap_or("the whole")));
    let folder = wasm().join(TARGET).join("release");
    // All cores have the same name there, and cargo does not look which one it is. Where the file is missing, it is made.
    for file in [folder.join("kl_ball.wasm"), folder.join("deps/kl_ball.wasm")] {
        if file.exists() {
            fs::remove_file(file)?;
        }
    }
    let features = family.iter().flat_map(|family| ["--no-default-features", "--features", family]);
    // Alone: beside a library for Rust, cargo would leave out the optimisation of the whole.
    let alone = ["--crate-type", "cdylib"];
    run(settled(toolchain, toolchain.cargo().arg("rustc"))?.args(alone).args(features))?;
    Ok(folder.join("kl_ball.wasm"))
}

/// Lints what only the web compiles, with the toolchain and all settings of pkg/, so that what it
/// compiles on the way, such as the standard library, is there when pkg/ is built. Whether
/// the toolchain has lints.
pub fn lint() -> Result<bool> {
    let toolchain = Wasm::ensure()?;
    let Some(mut clippy) = toolchain.clippy()? else { return Ok(false) };
    run(settled(&toolchain, &mut clippy)?.args(["--", "-D", "warnings"]))?;
    Ok(true)
}

/// A command of cargo for the core, with everything that decides the bytes of pkg/.
fn settled<'c>(toolchain: &Wasm, cargo: &'c mut Command) -> Result<&'c mut Command> {
    fetch(toolchain)?;
    Ok(cargo
        .args(["--locked", "--package", "kl-ball", "--lib", "--release"])
        .args(recipe::PROFILE)
        .args(toolchain.build_arguments())
        .arg("--target-dir")
        .arg(wasm())
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(toolchain)?.join("\x1f"))
        .current_dir(repo::root()))
}

/// Where the core is compiled for the web.
fn wasm() -> PathBuf {
    repo::target().join("wasm")
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

fn bind(compiled: &Path, folder: &Path, whole: Option<&Path>) -> Result<()> {
    say("writing the JavaScript around it (wasm-bindgen)");
    run(Command::new("cargo")
        .args(["run", "--quiet", "--locked", "--package", "bind", "--"])
        .args([compiled, folder])
        .args(whole)
        .current_dir(repo::root()))
}

fn optimise(bound: &Path, optimised: &Path) -> Result<()> {
    say("optimising it (wasm-opt)");
    run(Command::new("node")
        .arg(repo::web().join("node_modules/binaryen/bin/wasm-opt"))
        .args(recipe::WASM_FEATURES)
        .args(recipe::WASM_OPT)
        .arg(bound)
        .arg("--output")
        .arg(optimised))
}

fn bundle(core: &Path, stage: &Path) -> Result<()> {
    say("bundling the scripts (esbuild, terser)");
    let root = repo::root();
    let script = root.join("xtask/src/bundle.mjs");
    run(Command::new("node").arg(script).arg(&root).args([core, stage]).current_dir(&root))
}

/// Refuses files of pkg/ with paths of the machine that built them.
fn refuse_machine_paths(made: &Files) -> Result<()> {
    let folders = [repo::root(), repo::target(), cargo_home()?, env::temp_dir()];
    let mut traces: Vec<String> =
        folders.iter().map(|folder| format!("{}/", folder.display())).collect();
    traces.push("registry/src/".into());
    for (name, content) in made {
        for trace in &traces {
            let found = content.windows(trace.len()).any(|part| part == trace.as_bytes());
            ensure!(!found, "{name} names a folder of this machine: {trace}");
        }
    }
    Ok(())
}

fn pkg() -> PathBuf {
    repo::root().join("pkg")
}

fn files(folder: &Path) -> Result<Files> {
    let read = || format!("cannot read {}", folder.display());
    let mut all = Files::new();
    for entry in fs::read_dir(folder).with_context(read)? {
        let entry = entry.with_context(read)?;
        let content = fs::read(entry.path()).with_context(read)?;
        all.insert(entry.file_name().to_string_lossy().into_owned(), content);
    }
    Ok(all)
}

/// Makes pkg/ hold exactly these files.
fn publish(made: &Files) -> Result<()> {
    let pkg = pkg();
    fs::create_dir_all(&pkg).context("cannot make pkg/")?;
    for name in files(&pkg)?.keys().filter(|&name| !made.contains_key(name)) {
        fs::remove_file(pkg.join(name)).with_context(|| format!("cannot remove pkg/{name}"))?;
    }
    for (name, content) in made {
        fs::write(pkg.join(name), content).with_context(|| format!("cannot write pkg/{name}"))?;
    }
    Ok(())
}

/// `a, b, c and 4 more`.
fn some_of(names: &[String]) -> String {
    let shown = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(3) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
