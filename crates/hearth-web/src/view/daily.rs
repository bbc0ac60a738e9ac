//! The runs of the daily data, as a part of the page of the returns: `templates/returns/daily.html`.

/// The last runs, the newest first.
#[derive(Debug, Clone)]
pub struct DailyRuns {
    /// To whom the data go.
    pub recipient: &'static str,
    /// Each run.
    pub runs: Vec<DailyRow>,
}

/// One run.
#[derive(Debug, Clone)]
pub struct DailyRow {
    /// How long ago, in words.
    pub ago: String,
    /// When, and for whom it ran.
    pub when: String,
    /// What was sent.
    pub says: String,
    /// What was refused, waits or stopped; none where all went well.
    pub trouble: Option<String>,
    /// What the department answered.
    pub receipts: Vec<String>,
}
