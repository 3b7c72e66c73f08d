//! `bind <input.wasm> <folder> [<script>]`: what `wasm-bindgen --target web --no-typescript` does, as a
//! library call, so that its version comes from the one lockfile; and short names for what the
//! core imports, which are long, end in a digest and stand in both files.
//!
//! A small core works with the script of the whole one, `<script>`: what it imports gets the name that the same
//! function has there.

use anyhow::{Context, Result};
use std::{env, fs, path::Path, process::ExitCode};
use wasm_bindgen_cli_support::Bindgen;

/// The name every file it writes begins with.
const NAME: &str = "kl_ball";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (input, folder, known) = match arguments.as_slice() {
        [input, folder] => (input, folder, None),
        [input, folder, script] => (input, folder, Some(Path::new(script))),
        _ => {
            eprintln!("usage: bind <input.wasm> <folder> [<script of the whole core>]");
            return ExitCode::FAILURE;
        }
    };
    match bind(input, Path::new(folder), known) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot bind {input}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bind(input: &str, folder: &Path, known: Option<&Path>) -> Result<()> {
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
    // The script is written first: what the imports are called follows from it.
    output.emit(folder)?;
    let script = folder.join(format!("{NAME}.js"));
    let mut text = fs::read_to_string(&script)?;
    let known = known.map(fs::read_to_string).transpose()?;
    for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        let (start, function) = defined(&text, &import.name).with_context(|| {
            format!("the script does not define {}, which the core imports", import.name)
        })?;
        let short = match &known {
            None => format!("i{number}"),
            Some(whole) => name_of(function, whole).with_context(|| {
                format!("the whole core does not import {}, but this one does", import.name)
            })?,
        };
        text.replace_range(start..start + import.name.len(), &short);
        import.name = short;
    }
    output.emit(folder)?;
    Ok(fs::write(script, text)?)
}

/// Where the script defines an import of this name, as the key of an object, and the function.
fn defined<'t>(text: &'t str, name: &str) -> Option<(usize, &'t str)> {
    let start = text.find(&format!(" {name}: function"))? + 1;
    let rest = &text[start + name.len()..];
    Some((start, &rest[..rest.find("\n        },")?]))
}

/// What the script of the whole core calls this function.
fn name_of(function: &str, whole: &str) -> Option<String> {
    let before = &whole[..whole.find(&format!("{function}\n        }},"))?];
    Some(before[before.rfind(' ')? + 1..].into())
}
