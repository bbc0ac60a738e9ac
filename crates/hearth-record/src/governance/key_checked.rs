use crate::prelude::*;

/// That an officer checked the key to which packages for a recipient are encrypted: somebody there read its fingerprint back, on a number
/// that the council had before. A key that nobody checked encrypts nothing (UK GDPR Article 32(1)(a)).
#[derive(Record, Clone)]
#[record(kind = "key_checked", title = "Key of a recipient", service = Governance, file = Council, category = Governance, given)]
pub struct KeyChecked {
    /// Whose key it is, a code of the recipients.
    #[field(label = "Whose key is it?")]
    pub recipient: Open<Line<60>>,
    /// The key: what they made with `age-keygen`, without what is secret of it.
    #[field(label = "Their key", hint = "One line that begins with age1. If they sent one that begins with AGE-SECRET-KEY, they have to make another")]
    pub key: Private<Line<100>>,
    /// What they read out, which has to be that of the key.
    #[field(
        label = "What did they read out?",
        hint = "The first 32 digits of the SHA-256 of that line, as their own computer shows it. You are not shown it: only they can tell you"
    )]
    pub fingerprint: Private<Line<60>>,
    /// Who at the recipient read it out.
    #[field(label = "Who read it out?", hint = "Name and role", of = ThirdParty)]
    pub read_by: Private<Line>,
    /// The number that was rung.
    #[field(label = "Which number did you ring?", hint = "One that you had before the key came, never one that came with it")]
    pub rung: Private<Line<60>>,
    /// The day on which it was read out.
    #[field(label = "When?")]
    pub checked_on: Open<Date>,
    /// The officer who heard it.
    #[field(label = "Checked by", of = Staff, given)]
    pub checked_by: Open<Option<WorkerId>>,
    /// The day from which it is not used any more.
    #[field(label = "Not used from", given)]
    pub ended_on: Open<Option<Date>>,
    /// Why not.
    #[field(label = "Why not", given)]
    pub ended_because: Private<Option<Line>>,
}

impl Makes for KeyChecked {
    fn events(&self) -> Events {
        events![]
    }

    fn headline(&self) -> String {
        self.recipient.0.0.clone()
    }
}
