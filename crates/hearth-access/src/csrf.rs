//! The token in every form that proves that our page sent it.
//!
//! It is an HMAC-SHA-256 keyed with the session's own token, so any node can make and check it without a further secret, and
//! it tells nothing about the session. Before sign-in the browser gets a token of its own in a cookie and the form the HMAC
//! of that. A new sign-in is a new session, so forms of an old one are refused.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::session::Token;

/// The value of the hidden field for forms of this session: 43 characters of base64url.
pub fn form_token(session: &Token) -> String {
    URL_SAFE_NO_PAD.encode(tag(session))
}

/// Whether a posted value belongs to this session, in time that does not depend on where it differs.
pub fn belongs(session: &Token, posted: &str) -> bool {
    URL_SAFE_NO_PAD.decode(posted).is_ok_and(|given| given.ct_eq(&tag(session)).into())
}

fn tag(session: &Token) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(session.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(b"hearth form token 1");
    mac.finalize().into_bytes().into()
}
