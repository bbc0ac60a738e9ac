use crate::prelude::*;

/// What the department holds of the child from the daily data: what it accepted last, and what is on its way. What is sent next is the
/// difference to it. Each sending corrects it, so its history is the history of the sendings.
#[derive(Record, Clone)]
#[record(
    kind = "daily_feed",
    title = "Daily data to the department",
    service = Sharing,
    file = Care,
    category = Governance,
    once,
    given
)]
pub struct DailyFeed {
    /// How far it is.
    #[field(label = "State")]
    pub state: Open<sets::DailyState>,
    /// Since when.
    #[field(label = "Since")]
    pub since: Open<Timestamp>,
    /// What was accepted last, as it was sent. Nothing where nothing was yet, or everything was taken back.
    #[field(label = "What the department holds")]
    pub accepted: Private<Option<Narrative>>,
    /// The SHA-256 of it, in hexadecimal.
    #[field(label = "Fingerprint")]
    pub sha256: Private<Option<Line<64>>>,
    /// What the department answered, as it wrote it; nothing where it accepted without a word.
    pub receipt: Private<Option<Line<1000>>>,
    /// What was being sent and is not known to have been accepted: the department may hold it too.
    #[field(label = "What is on its way")]
    pub sending: Private<Option<Narrative>>,
    /// What the department said when it refused.
    #[field(label = "Why it was refused")]
    pub refused_because: Private<Option<Narrative>>,
}

impl Makes for DailyFeed {
    /// That something was told stands beside it, as information shared.
    fn events(&self) -> Events {
        events![]
    }

    /// What was sent holds where the child lived: somebody may have begun to protect that since.
    fn withheld(&self) -> &'static [&'static str] {
        &["accepted", "sending", "refused_because"]
    }

    fn headline(&self) -> String {
        self.state.words().to_owned()
    }
}
