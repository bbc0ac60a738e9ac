use crate::prelude::*;

/// What a night's look at how long every file is kept came to, so that a sudden change is seen before anything is proposed.
#[derive(Record, Clone)]
#[record(kind = "retention_run", title = "Look at what is due", service = Retention, file = Council, category = Governance, given)]
pub struct RetentionRun {
    /// When.
    #[field(label = "Looked at")]
    pub made_at: Open<Timestamp>,
    /// How many files there are.
    #[field(label = "Files")]
    pub files: Open<Whole<0, 100_000_000>>,
    /// How many are past the day on which their time ends.
    #[field(label = "Files whose day has come")]
    pub due: Open<Whole<0, 100_000_000>>,
    /// How many no rule of the council covers.
    #[field(label = "Files without a rule")]
    pub no_rule: Open<Whole<0, 100_000_000>>,
    /// Whether so many more were due than the night before that somebody must ask why.
    #[field(label = "Far more than before?")]
    pub alarm: Open<bool>,
}

impl Makes for RetentionRun {
    fn events(&self) -> Events {
        events![]
    }
}
