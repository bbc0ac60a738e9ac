//! The style sheet, script, fonts and pictures that the binary carries.
//!
//! A debug build reads them from `assets/dist` at each request, so that a change of the Sass needs no `cargo build`.

use std::{borrow::Cow, fmt::Write as _};

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

/// Where every asset is served: `/assets/{*path}`.
pub const ROUTE: &str = "/assets/{*path}";

#[derive(RustEmbed)]
#[folder = "../../assets/dist"]
#[exclude = "fonts/*.ttf"]
#[allow_missing = true]
struct Dist;

/// The address of an asset, with a mark of its content so that a browser may keep it for ever.
///
/// An asset that is not there keeps its plain address: the page still works, without style.
pub fn url(path: &str) -> String {
    Dist::get(path).map_or_else(
        || format!("/assets/{path}"),
        |file| format!("/assets/{path}?v={}", mark(&file.metadata.sha256_hash())),
    )
}

/// Answers `GET /assets/{*path}`.
///
/// Fonts and pictures are named by the style sheet without a mark, so those are kept for a day and then asked for again by
/// their entity tag.
pub async fn serve(Path(path): Path<String>, headers: HeaderMap, uri: axum::http::Uri) -> Response {
    let Some(file) = Dist::get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mark = mark(&file.metadata.sha256_hash());
    let tag = format!("\"{mark}\"");
    let for_ever = uri.query() == Some(format!("v={mark}").as_str());
    let keep = if for_ever { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes());
    let about = [(header::CACHE_CONTROL, keep.to_owned()), (header::ETAG, tag)];
    if known {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let body = match file.data {
        Cow::Borrowed(bytes) => axum::body::Body::from(bytes),
        Cow::Owned(bytes) => axum::body::Body::from(bytes),
    };
    (about, [(header::CONTENT_TYPE, content_type(&path))], body).into_response()
}

/// The first eight bytes of the hash: enough to tell two builds apart.
fn mark(hash: &[u8; 32]) -> String {
    hash.iter().take(8).fold(String::with_capacity(16), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
