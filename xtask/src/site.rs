//! Which files make up the site, and how each is labelled. The guard against
//! everything else on the disk lives here.

use std::path::{Path, PathBuf};

/// All that is served: these files, and what lies in these folders.
const SERVED: &[&str] = &["index.html", "embed.html", "www", "pkg", "examples"];

/// The file a URL's path stands for, relative to the root, or nothing if it is
/// not of the site. Says nothing about whether the file exists.
pub fn resolve(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = decode(path)?;
    if path.is_empty() {
        return Some("index.html".into());
    }
    let parts: Vec<&str> = path.split('/').collect();
    let (last, folders) = parts.split_last()?;
    // A trailing slash asks for the folder's own page.
    let last = if last.is_empty() { "index.html" } else { last };
    let served = SERVED.contains(&folders.first().copied().unwrap_or(last));
    let harmless = folders.iter().chain([&last]).all(|part| is_plain(part));
    (served && harmless).then(|| folders.iter().chain([&last]).collect())
}

/// The media type of a file, by its extension.
pub fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("md") => "text/markdown; charset=utf-8",
        Some("ts" | "txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("png") => "image/png",
        Some("webm") => "video/webm",
        _ => "application/octet-stream",
    }
}

/// A file's own name: no step up or aside, nothing hidden, nothing that
/// another system reads as a drive or a separator.
fn is_plain(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0', '/'])
}

/// Undoes percent-encoding, once; an encoding that is broken is no path.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    (digit as char).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(url: &str) -> Option<String> {
        let path = resolve(url)?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    #[test]
    fn the_files_of_the_site_are_found() {
        let pairs = [
            ("/", "index.html"),
            ("/?model=gaussian#step", "index.html"),
            ("/index.html", "index.html"),
            ("/pkg/kl_ball_bg.wasm", "pkg/kl_ball_bg.wasm"),
            ("/www/views/plane.js?v=1", "www/views/plane.js"),
            ("/examples/", "examples/index.html"),
            ("/examples/my%20blog/", "examples/my blog/index.html"),
        ];
        for (url, file) in pairs {
            assert_eq!(resolved(url).as_deref(), Some(file), "{url}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let urls = [
            "",
            "index.html",
            "/Cargo.toml",
            "/.git/config",
            "/src/lib.rs",
            "/www/../Cargo.toml",
            "/www/%2e%2e/Cargo.toml",
            "/www/%2E%2E%2FCargo.toml",
            "/www/..%5cCargo.toml",
            "/www/%252e%252e/Cargo.toml/../..",
            "//etc/passwd",
            "/www//etc/passwd",
            "/%2fetc/passwd",
            "/www/C:/secret",
            "/www/.hidden",
            "/www/a%00.html",
            "/www/%zz",
            "/www/%2",
            "/www/%ff",
            "http://elsewhere/",
            "/pkg.old/kl_ball.js",
            "/pkg/./kl_ball.js",
        ];
        for url in urls {
            assert_eq!(resolved(url), None, "{url}");
        }
    }

    #[test]
    fn every_kind_of_file_of_the_site_has_its_type() {
        let pairs = [
            ("pkg/kl_ball_bg.wasm", "application/wasm"),
            ("pkg/kl_ball.js", "text/javascript; charset=utf-8"),
            ("www/a.mjs", "text/javascript; charset=utf-8"),
            ("index.html", "text/html; charset=utf-8"),
            ("www/a.css", "text/css; charset=utf-8"),
            ("www/a.svg", "image/svg+xml; charset=utf-8"),
            ("www/a.csv", "text/csv; charset=utf-8"),
            ("www/a.png", "image/png"),
            ("www/a.webm", "video/webm"),
            ("pkg/sources.json", "application/json; charset=utf-8"),
            ("www/LICENSE", "application/octet-stream"),
        ];
        for (file, media) in pairs {
            assert_eq!(media_type(Path::new(file)), media, "{file}");
        }
    }
}
