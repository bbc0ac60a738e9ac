use hearth_record::{
    ids::RecordId,
    sharing::{Consent, Shared},
};
use jiff::Timestamp;

use crate::FileView;

/// What goes on after an agreement is withdrawn, and why it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continues {
    /// When it was told, or the standing share began.
    pub at: Timestamp,
    /// What it is for.
    pub purpose: String,
    /// The basis, in words.
    pub basis: &'static str,
    /// Why, in the words of whoever decided.
    pub why: Option<String>,
    /// The record of the share.
    pub record: RecordId,
}

/// Shares with the recipient of an agreement that rest on another basis than agreement, newest first: the law or a public task carries
/// them, and a withdrawal does not stop them.
pub fn continues(view: &FileView, consent: &Consent) -> Vec<Continues> {
    let told = |share: &Shared| {
        let with = share.recipient_code.as_ref().is_some_and(|code| code.0 == consent.recipient.reveal().0);
        with && !share.state.is_some_and(|state| matches!(state.code(), "STOPPED" | "TAKEN_BACK" | "ENDED"))
    };
    let mut found: Vec<Continues> = view
        .all::<Shared>()
        .into_iter()
        .filter(|(_, share)| told(share))
        .filter_map(|(record, share)| {
            let basis = share.basis.filter(|basis| basis.code() != "CONSENT")?;
            Some(Continues {
                at: *share.shared_at,
                purpose: share.purpose.reveal().0.clone(),
                basis: basis.words(),
                why: share.justification.reveal().as_ref().map(|why| why.0.clone()),
                record,
            })
        })
        .collect();
    found.sort_by_key(|share| std::cmp::Reverse(share.at));
    found
}
