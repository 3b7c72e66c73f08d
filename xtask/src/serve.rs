//! `cargo xtask serve`: the site, for browsers on this machine only.

use crate::{package, repo};
use anyhow::{Context, Result, anyhow, ensure};
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
};
use std::{
    env,
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::Path,
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

const PORT: u16 = 8000;

/// All that is served: these pages, and what lies in these folders.
const PAGES: [&str; 3] = ["index.html", "embed.html", "lab.html"];
const FOLDERS: [&str; 3] = ["www", "pkg", "examples"];

/// Serves until stopped.
pub fn run(options: &[&str]) -> Result<()> {
    let Options { port, open } = Options::parse(options)?;
    check_package(&repo::root().join("pkg"))?;
    let listener = listen(port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    println!("kl-ball is at {address} (Ctrl-C stops it)");
    if open && has_desktop() {
        // Not worth stopping for: the address is on the screen.
        let _ = open::that_detached(&address);
    }
    serve(listener, site(&repo::root()))
}

/// Answers every request from now on.
fn serve(listener: TcpListener, site: Router) -> Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, site).await.context("the server stopped")
    })
}

/// The pages and folders of a checkout; everything else is not found. Browsers are told to keep nothing, so
/// that a reload shows what has been built since.
fn site(root: &Path) -> Router {
    let mut site = Router::new().route_service("/", ServeFile::new(root.join(PAGES[0])));
    for page in PAGES {
        site = site.route_service(&format!("/{page}"), ServeFile::new(root.join(page)));
    }
    for folder in FOLDERS {
        site = site.nest_service(&format!("/{folder}"), ServeDir::new(root.join(folder)));
    }
    let always = |name: HeaderName, value| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    site.layer(always(header::CACHE_CONTROL, "no-store"))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
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

/// pkg/ must be there; if sources have changed since it was committed, the person should know.
fn check_package(pkg: &Path) -> Result<()> {
    ensure!(
        pkg.join("kl_ball.js").is_file() && pkg.join("kl_ball_bg.wasm").is_file(),
        "pkg/ is missing: run `git checkout -- pkg` to get the committed one back, or `cargo xtask build` to build it"
    );
    if let Some(changed) = package::changed_since() {
        eprintln!(
            "warning: pkg/ is older than the sources, so the page may show how they were (changed since: \
             {changed}); run `cargo xtask build`"
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

/// Whether there is a desktop: without one no browser is started.
fn has_desktop() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{Read, Write},
        net::TcpStream,
        thread,
    };

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

    /// The first line of the answer to a request, and its headers in small letters.
    fn ask(port: u16, method: &str, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let text = String::from_utf8_lossy(&answer).to_lowercase();
        Ok(text.split("\r\n\r\n").next().unwrap_or_default().to_owned())
    }

    #[test]
    fn the_site_is_served_and_nothing_else() -> Result<()> {
        let listener = listen(0)?;
        let port = listener.local_addr()?.port();
        thread::spawn(move || serve(listener, site(&repo::root())));
        let found = [
            ("/", "text/html"),
            ("/?model=gaussian#step", "text/html"),
            ("/index.html", "text/html"),
            ("/embed.html", "text/html"),
            ("/pkg/kl_ball_bg.wasm", "application/wasm"),
            ("/pkg/kl_ball.js?v=1", "text/javascript"),
            ("/pkg/package.json", "application/json"),
            ("/www/page.css", "text/css"),
            ("/www/icon.svg", "image/svg+xml"),
            ("/www/pictures/field.png", "image/png"),
            ("/examples/blog.html", "text/html"),
        ];
        for (path, media) in found {
            let answer = ask(port, "GET", path)?;
            assert!(answer.starts_with("http/1.1 200"), "{path}: {answer}");
            assert!(answer.contains(&format!("content-type: {media}")), "{path}: {answer}");
            assert!(answer.contains("cache-control: no-store"), "{path}: {answer}");
        }
        assert!(ask(port, "HEAD", "/pkg/kl_ball.js")?.starts_with("http/1.1 200"));
        assert!(ask(port, "POST", "/index.html")?.starts_with("http/1.1 405"));
        let missing = [
            "/Cargo.toml",
            "/.git/config",
            "/src/lib.rs",
            "/www/../Cargo.toml",
            "/www/%2e%2e/Cargo.toml",
            "/www/%2E%2E%2FCargo.toml",
            "/www/..%5cCargo.toml",
            "//etc/passwd",
            "/www//etc/passwd",
            "/%2fetc/passwd",
            "/www/%ff",
            "/pkg.old/kl_ball.js",
        ];
        for path in missing {
            let answer = ask(port, "GET", path)?;
            assert!(answer.starts_with("http/1.1 4"), "{path}: {answer}");
        }
        Ok(())
    }
}
