use hearth_record::ids::FileId;
pub use hearth_store::DraftKey;
use jiff::Timestamp;

use crate::{Desk, Failure};

/// What a form held when its draft was saved: the pairs as posted.
pub struct Kept {
    /// When.
    pub saved_at: Timestamp,
    /// The names and texts, in the order of the form.
    pub pairs: Vec<(String, String)>,
}

/// The key of this person's draft of a form on a file.
pub fn draft_key(desk: &Desk, form: &str, file: Option<FileId>) -> DraftKey {
    DraftKey { account: desk.subject().account, form: form.to_owned(), file }
}

/// Keeps what a form holds, valid or not, until it is saved: through sign-out, and on another device.
///
/// # Errors
/// What the store refuses.
pub async fn keep_draft(desk: &Desk, key: &DraftKey, pairs: &[(String, String)]) -> Result<(), Failure> {
    // INVARIANT: pairs of texts are JSON.
    let body = serde_json::to_vec(pairs).unwrap_or_default();
    Ok(desk.instance().store.draft_put(key, &body, desk.now()).await?)
}

/// The draft of a form, where one was kept.
///
/// # Errors
/// What the store refuses.
pub async fn kept_draft(desk: &Desk, key: &DraftKey) -> Result<Option<Kept>, Failure> {
    let Some(draft) = desk.instance().store.draft(key).await? else { return Ok(None) };
    let pairs = serde_json::from_slice(&draft.body).unwrap_or_default();
    Ok(Some(Kept { saved_at: draft.saved_at, pairs }))
}

/// Lets a draft go that is not wanted any more; there may be none.
///
/// # Errors
/// What the store refuses.
pub async fn drop_draft(desk: &Desk, key: &DraftKey) -> Result<(), Failure> {
    Ok(desk.instance().store.draft_drop(key).await?)
}

/// Lets go of the draft that an act made good although it had nothing to write.
pub(crate) async fn draft_done(desk: &Desk, draft: Option<&DraftKey>) -> Result<(), Failure> {
    match draft {
        Some(key) => drop_draft(desk, key).await,
        None => Ok(()),
    }
}

/// A form that was begun and not saved.
pub struct Begun {
    /// The form.
    pub form: String,
    /// The file it is about.
    pub file: Option<FileId>,
    /// When it was kept last.
    pub saved_at: Timestamp,
}

/// This person's drafts, newest first.
///
/// # Errors
/// What the store refuses.
pub async fn my_drafts(desk: &Desk) -> Result<Vec<Begun>, Failure> {
    let drafts = desk.instance().store.drafts_of(desk.subject().account).await?;
    Ok(drafts.into_iter().map(|(key, saved_at)| Begun { form: key.form, file: key.file, saved_at }).collect())
}
