//! `cargo xtask serve`: the site on loopback, for the person at this machine.

use crate::{
    digest::Record,
    package, repo,
    site::{media_type, resolve},
};
use anyhow::{Context, Result, anyhow, bail, ensure};
use std::{
    env, fs,
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};
use tiny_http::{Header, Method, Request, Response, Server};

const PORT: u16 = 8000;

/// A browser opens about six connections to a host.
const WORKERS: usize = 6;

type Reply = Response<std::io::Cursor<Vec<u8>>>;

/// Serves until stopped.
pub fn run(options: &[&str]) -> Result<()> {
    let Options { port, open } = Options::parse(options)?;
    let root = repo::root();
    check_package(&root.join("pkg"))?;
    let listener = listen(port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let server =
        Server::from_listener(listener, None).map_err(|error| anyhow!("cannot serve: {error}"))?;
    println!("kl-ball is at {address} (Ctrl-C stops it)");
    if open && has_desktop() {
        // Not worth stopping for: the address is on the screen.
        let _ = open::that_detached(&address);
    }
    let (server, root) = (Arc::new(server), Arc::new(root));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (server, root) = (server.clone(), root.clone());
            thread::spawn(move || work(&server, &root))
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| anyhow!("the server stopped"))?;
    }
    bail!("the server stopped")
}

#[derive(Debug, PartialEq)]
struct Options {
    port: u16,
    open: bool,
}

impl Options {
    fn parse(options: &[&str]) -> Result<Self> {
        let mut parsed = Self { port: PORT, open: true };
        let mut rest = options.iter();
        while let Some(&option) = rest.next() {
            let value = match option {
                "--no-open" => {
                    parsed.open = false;
                    continue;
                }
                "--port" => rest.next().copied().unwrap_or_default(),
                _ => option.strip_prefix("--port=").with_context(|| {
                    format!("`serve` knows --port N and --no-open, not `{option}`")
                })?,
            };
            parsed.port = value.parse().map_err(|_| {
                anyhow!("--port takes a number from 0 (any free port) to 65535, not `{value}`")
            })?;
        }
        Ok(parsed)
    }
}

/// pkg/ must be there; if it is older than the sources, the person should know.
fn check_package(pkg: &Path) -> Result<()> {
    ensure!(
        pkg.join("kl_ball.js").is_file() && pkg.join("kl_ball_bg.wasm").is_file(),
        "pkg/ is missing: run `git checkout -- pkg` to get the committed one back, or `cargo xtask build` to build it"
    );
    let stale = match Record::read(pkg) {
        Ok(record) => package::stale(&record)?,
        Err(_) => Some("it has no record of its sources".into()),
    };
    if let Some(reason) = stale {
        eprintln!(
            "warning: pkg/ is older than the sources, so the page shows how they were ({reason}); run `cargo xtask build`"
        );
    }
    Ok(())
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(PORT);
            anyhow!("port {port} is in use: stop what uses it, or run `cargo xtask serve --port {other}`")
        }
        _ => anyhow!("cannot listen on port {port} ({error}): try `cargo xtask serve --port 0`"),
    })
}

/// Where nobody looks at a screen, starting a browser only makes noise.
fn has_desktop() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn work(server: &Server, root: &Path) {
    for request in server.incoming_requests() {
        let reply = answer(&request, root);
        // The other side may have gone away; the next request matters more.
        let _ = request.respond(reply);
    }
}

fn answer(request: &Request, root: &Path) -> Reply {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return text(405, "Only GET and HEAD are answered here.\n")
            .with_header(header("Allow", "GET, HEAD"));
    }
    let Some(path) = resolve(request.url()) else {
        return not_found();
    };
    if root.join(&path).is_dir() {
        // Relative links in the folder's page need the slash.
        let place = request.url().split(['?', '#']).next().unwrap_or_default();
        return text(301, "").with_header(header("Location", &format!("{place}/")));
    }
    let file = real_file(root, &path).and_then(|file| fs::read(file).ok());
    match file {
        Some(content) => reply(200, content, media_type(&path)),
        None => not_found(),
    }
}

/// The file itself, links followed, if that still lies below the root.
fn real_file(root: &Path, path: &Path) -> Option<PathBuf> {
    let file = root.join(path).canonicalize().ok()?;
    file.starts_with(root).then_some(file)
}

fn not_found() -> Reply {
    reply(
        404,
        "<!doctype html><title>Not found</title><p>Not found. <a href=\"/\">To the start</a>\n"
            .into(),
        "text/html; charset=utf-8",
    )
}

fn text(status: u16, message: &str) -> Reply {
    reply(status, message.into(), "text/plain; charset=utf-8")
}

fn reply(status: u16, content: Vec<u8>, media: &str) -> Reply {
    Response::from_data(content)
        .with_status_code(status)
        .with_header(header("Content-Type", media))
        .with_header(header("Cache-Control", "no-store"))
        .with_header(header("X-Content-Type-Options", "nosniff"))
        // Small files in one piece, so that every answer has its length.
        .with_chunked_threshold(usize::MAX)
}

/// Names and values are our own; only an address could be odd, and then the
/// header is left empty.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value)
        .or_else(|()| Header::from_bytes(name, ""))
        .expect("our header names are ASCII")
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_are_read_and_refused() {
        let parsed = |options: &[&str]| Options::parse(options).map_err(|error| error.to_string());
        let of = |port, open| Ok(Options { port, open });
        assert_eq!(parsed(&[]), of(8000, true));
        assert_eq!(parsed(&["--no-open", "--port", "0"]), of(0, false));
        assert_eq!(parsed(&["--port=81"]), of(81, true));
        for wrong in [&["--port"][..], &["--port", "70000"], &["--port=x"], &["--host"], &["9000"]]
        {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }
}
