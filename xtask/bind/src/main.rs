//! `bind <input.wasm> <folder>`: what `wasm-bindgen --target web --no-typescript` does, as a
//! library call, so that its version comes from the one lockfile; and short names for what the
//! core imports, which are long, end in a digest and stand in both files.

use anyhow::{Context, Result};
use std::{env, fs, path::Path, process::ExitCode};
use wasm_bindgen_cli_support::Bindgen;

/// The name every file it writes begins with.
const NAME: &str = "kl_ball";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, folder] = arguments.as_slice() else {
        eprintln!("usage: bind <input.wasm> <folder>");
        return ExitCode::FAILURE;
    };
    match bind(input, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot bind {input}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bind(input: &str, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(NAME)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // `await init()` finds the module beside the script.
        .omit_default_module_path(false);
    let mut output = bindgen.web(true)?.generate_output()?;
    let mut renamed = Vec::new();
    for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        let short = format!("i{number}");
        renamed.push((std::mem::replace(&mut import.name, short.clone()), short));
    }
    output.emit(folder)?;
    let script = folder.join(format!("{NAME}.js"));
    let mut text = fs::read_to_string(&script)?;
    for (long, short) in renamed {
        // As the key of an object, where it stands once.
        let (before, after) = text.split_once(&format!("{long}: function")).with_context(|| {
            format!("the script does not define {long}, which the core imports")
        })?;
        text = format!("{before}{short}: function{after}");
    }
    Ok(fs::write(script, text)?)
}
