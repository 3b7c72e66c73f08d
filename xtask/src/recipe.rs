//! What decides the bytes of pkg/: the toolchain, its flags, and the sources.

/// The toolchain that pkg/ is built with: the packages `rustc-web`, `rust-web-src` and
/// `lld-22` of Debian 12. Another one writes other bytes, so `cargo xtask build --check` compares
/// with this one alone; so does the workflow of the repository. After an update of Debian's
/// packages: `cargo xtask build`, and the new line here.
pub const OFFICIAL: &str = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball), LLVM 22.1.8, \
     on x86_64-unknown-linux-gnu, std compiled";

/// What pkg/ is made from, for git.
pub const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "embed.html",
    "index.html",
    "src",
    "tests/web/package-lock.json",
    "www",
    "xtask/bind",
    "xtask/src/*.mjs",
    "xtask/src/packaged.md",
    "xtask/src/recipe.rs",
];

/// How cargo compiles, besides the release profile in Cargo.toml: for size. What
/// computes with many numbers at once is inlined by name.
pub const PROFILE: &[&str] = &["--config", "profile.release.opt-level=\"z\""];

/// The families that have a small core of their own, each with a feature of that name in Cargo.toml: it holds what
/// a figure of this family needs in somebody's post, and a fraction of the bytes. Every other figure uses the whole core.
pub const FAMILIES: &[&str] = &["gaussian", "logistic"];

/// How rustc compiles. Without a threshold, that level inlines nothing that is larger
/// than its call, and a Gaussian gradient step takes 1.5 times as long. At 15,
/// measured from 10 to 25, the core is smallest; at 25, steps would be some
/// 4 % faster. The stack lies below everything else; at half its usual size, addresses
/// above it are a byte shorter. The memory has at once what the first figures of a page take: it would
/// grow 22 times while they are drawn.
pub const RUSTFLAGS: &[&str] = &[
    "-Ctarget-feature=+simd128",
    "-Cllvm-args=-inline-threshold=15",
    "-Clink-arg=-zstack-size=524288",
    "-Clink-arg=--initial-memory=2621440",
];

/// What cargo gets where the standard library is compiled along with the crate.
pub const COMPILED_STD: &[&str] =
    &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// What rustc gets then: a panic stops at once, without a message. No page would show it, and
/// so neither messages, nor places in the sources, nor code that formats values for debugging
/// is downloaded.
pub const COMPILED_STD_RUSTFLAGS: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// How wasm-opt optimises: for size, until nothing shrinks any more; measured, it
/// costs no speed. What counts is the size when gzipped: so a function is not moved to the one place
/// that calls it (that saves 4 % raw, and costs 5 % gzipped), what is computed twice is not
/// kept in a local, and data are not cut at their zeros. Memory starts as zeros, and below its first kilobyte lies only
/// the far end of the stack. The names and notes for debugging go.
pub const WASM_OPT: &[&str] = &[
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size=0",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "--low-memory-unused",
    "--zero-filled-memory",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// What it must know: what rustc emits.
pub const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];
