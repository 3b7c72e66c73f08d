//! `bind <input.wasm> <folder>`: what `wasm-bindgen --target web --no-typescript` does, as a
//! library call, so that its version comes from the one lockfile.

use std::{env, process::ExitCode};
use wasm_bindgen_cli_support::Bindgen;

/// The name every file it writes begins with.
const NAME: &str = "kl_ball";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, folder] = arguments.as_slice() else {
        eprintln!("usage: bind <input.wasm> <folder>");
        return ExitCode::FAILURE;
    };
    match bind(input, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot bind {input}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The error's own type is private to the library, hence the `impl`.
fn bind(input: &str, folder: &str) -> Result<(), impl std::fmt::Display> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(NAME)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // `await init()` finds the module beside the script.
        .omit_default_module_path(false);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder))
}
