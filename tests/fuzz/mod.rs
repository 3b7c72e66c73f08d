//! Runs the fuzz targets on their seeds and on tens of thousands of mutated
//! seeds, the same ones every time. Coverage-guided fuzzing needs nightly Rust;
//! `fuzz/Cargo.toml` says how to run it.

mod checks;

use std::fs;
use std::path::Path;

use kl_ball::catalog;
use kl_ball::numeric::random::Random;
use serde_json::{Value as Json, json};

/// The files of a folder of seeds, by name.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 3, "{target}: {paths:?}");
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

fn one<'l, T>(random: &mut Random, list: &'l [T]) -> &'l T {
    &list[random.below(list.len())]
}

/// Parts of tables, valid and invalid.
const TOKENS: [&str; 44] = [
    "\n",
    "\r\n",
    "\r",
    ";",
    ",",
    "\t",
    " ",
    "\"",
    "\u{feff}",
    "\0",
    "x",
    "y",
    "NA",
    "nan",
    "null",
    "?",
    ".",
    "-",
    "+",
    "e",
    "E",
    "e5",
    "1",
    "0",
    "1.5",
    "-2",
    "1e150",
    "1e151",
    "-1e-150",
    "1e400",
    "0e999",
    "1e-400",
    "0x10",
    "١٢",
    "1,5",
    "1.2.3",
    "1e",
    "e1",
    "∞",
    "inf",
    "1_000",
    "--1",
    "😀",
    "99999999999999999999.99999999999999999999",
];

/// Makes one to eight edits: changes, removes or doubles bytes, or inserts tokens.
fn mutated(seed: &[u8], others: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..1 + random.below(8) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 => drop(bytes.splice(at..at, one(random, &TOKENS).bytes())),
            3 => {
                let end = at + random.below(bytes.len() - at + 1);
                let copied = bytes[at..end.min(at + 50)].to_vec();
                bytes.splice(at..at, copied);
            }
            4 => bytes.truncate(at),
            _ => {
                let other = one(random, others);
                let from = random.below(other.len() + 1);
                let part = other[from..].iter().take(40).copied();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

#[test]
fn any_bytes_are_a_table_or_refused_by_line() {
    let seeds = seeds("csv");
    let mut random = Random::seeded(1);
    for seed in &seeds {
        checks::csv(seed);
    }
    for _ in 0..20_000 {
        let seed = one(&mut random, &seeds);
        checks::csv(&mutated(seed, &seeds, &mut random));
    }
    // Tables made of tokens only.
    for _ in 0..10_000 {
        let count = random.below(12);
        let text: String = (0..count).map(|_| *one(&mut random, &TOKENS)).collect();
        checks::csv(text.as_bytes());
    }
}

/// A value that is wrong in almost every place.
fn adversary(random: &mut Random) -> Json {
    let numbers = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        3.0,
        64.0,
        1e-300,
        5e-324,
        1e-12,
        1e12,
        1e150,
        -1e150,
        1e151,
        1e300,
        f64::MAX,
        1e15,
        9_007_199_254_740_993.0,
        100_000.0,
        1e6,
        1e-8,
    ];
    let texts = [
        "",
        "gaussian",
        "logistic",
        "old-new",
        "new-old",
        "variance",
        "__proto__",
        "constructor",
        "toString",
        "𝒙\u{0}\u{202e}",
        "1",
        "NaN",
        "1\n2\n3",
        "x,y\n1,0\n2,1\n3,0",
    ];
    match random.below(9) {
        0 => Json::Null,
        1 => json!(random.below(2) == 0),
        2 | 3 => json!(one(random, &numbers)),
        4 => json!(one(random, &texts)),
        5 => json!("long ".repeat(1000)),
        6 => (0..random.below(6)).map(|_| json!(one(random, &numbers))).collect(),
        7 => (0..random.below(12)).fold(json!(1), |inside, _| json!([inside])),
        _ => json!({ *one(random, &texts): one(random, &numbers) }),
    }
}

/// Changes one place of a JSON tree, at any depth.
fn disturb(tree: &mut Json, random: &mut Random) {
    if random.below(4) > 0 {
        match tree {
            Json::Array(list) if !list.is_empty() => {
                let index = random.below(list.len());
                return disturb(&mut list[index], random);
            }
            Json::Object(record) if !record.is_empty() => {
                let index = random.below(record.len());
                let inside = record.values_mut().nth(index).unwrap();
                return disturb(inside, random);
            }
            _ => {}
        }
    }
    match tree {
        Json::Object(record) if random.below(2) == 0 => {
            let known: Vec<String> = record.keys().cloned().collect();
            match random.below(3) {
                0 if !known.is_empty() => drop(record.remove(one(random, &known))),
                1 if !known.is_empty() => {
                    let name = one(random, &known);
                    let value = record.remove(name).unwrap();
                    let renamed =
                        if random.below(9) == 0 { name.repeat(500) } else { name.to_uppercase() };
                    record.insert(renamed, value);
                }
                _ => drop(record.insert("extra".into(), adversary(random))),
            }
        }
        Json::Array(list) if random.below(2) == 0 => {
            let item = list.first().cloned().unwrap_or_else(|| adversary(random));
            list.push(item);
        }
        _ => *tree = adversary(random),
    }
}

/// A specification of each kind, for a random model, chart and rule.
fn whole(random: &mut Random) -> Json {
    let model = one(random, catalog::MODELS);
    let mut rule = || json!({ "rule": one(random, catalog::RULES).name });
    let (bare, mut run) = (rule(), rule());
    let (chart, seen) = (one(random, model.charts).name, one(random, model.charts).name);
    run["chart"] = json!(chart);
    let start = json!({ "chart": seen, "at": [0.3, 0.2] });
    let mut spec = json!({ "model": model.name });
    let with = |spec: &mut Json, more: Json| {
        let Json::Object(more) = more else { return };
        spec.as_object_mut().unwrap().extend(more);
    };
    match random.below(7) {
        0 => return bare,
        1 => {}
        2 => with(&mut spec, json!({ "version": 1, "start": start, "runs": [run], "steps": 3 })),
        3 => {
            let grid = json!({ "chart": seen, "window": [-1.0, 1.0, 0.1, 2.0], "size": [3, 2] });
            with(
                &mut spec,
                json!({ "run": run, "grid": grid, "target": 1.0, "steps": 5, "share": [0, 1] }),
            );
        }
        4 => with(
            &mut spec,
            json!({ "run": run, "starts": [start], "aim": "loss", "steps": 5, "range": [0.1, 1.0] }),
        ),
        5 => {
            run["batch"] = json!({ "size": 4, "seed": 1 });
            with(
                &mut spec,
                json!({ "start": start, "run": run, "steps": 5, "seeds": 2, "success": 0.1 }),
            );
        }
        _ => with(
            &mut spec,
            json!({ "start": start, "run": run, "truth": [0.3, 0.4], "observations": 5, "seeds": 1 }),
        ),
    }
    spec
}

#[test]
fn any_json_is_a_specification_or_refused_by_field() {
    let seeds = seeds("spec");
    let mut random = Random::seeded(2);
    for seed in &seeds {
        checks::spec(seed);
    }
    for _ in 0..10_000 {
        let mut tree = match random.below(2) {
            0 => whole(&mut random),
            _ => serde_json::from_slice(&one(&mut random, &seeds)[..]).expect("a seed is JSON"),
        };
        for _ in 0..random.below(4) {
            disturb(&mut tree, &mut random);
        }
        checks::spec(tree.to_string().as_bytes());
    }
    for _ in 0..10_000 {
        let seed = one(&mut random, &seeds);
        checks::spec(&mutated(seed, &seeds, &mut random));
    }
}
