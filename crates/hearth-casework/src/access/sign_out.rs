use hearth_access::session::Token;
use hearth_store::Outcome;

use crate::{Desk, Failure};

/// Ends the session of `token`, whose desk this is.
///
/// # Errors
/// What the store refuses.
pub async fn sign_out(desk: &Desk, token: &Token) -> Result<(), Failure> {
    let entry = desk.entry("sign_out", None, None, Outcome::Done);
    Ok(desk.instance().store.drop_session(token.id().as_bytes(), &[entry]).await?)
}
