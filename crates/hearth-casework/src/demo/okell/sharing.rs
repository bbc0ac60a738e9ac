//! A referral that does not go through yet.

use super::Okell;
use crate::{
    Failure,
    recording::{draft_key, keep_draft},
};

impl Okell<'_> {
    /// Yesterday the worker began to refer Kayla for support after domestic abuse, on evidence of harm that is not written yet: the gate says
    /// what is missing.
    pub(super) async fn referral(&self) -> Result<(), Failure> {
        let at = self.cast.at("social.worker", self.cast.days(1), 16, 50)?;
        let typed = [
            ("recipient", "swaca"),
            ("request", "Dana’s keyworker asked whether Kayla could have somebody of her own to talk to."),
            ("outcome", "YES"),
            ("need", "domestic_abuse_support"),
            ("basis", "HARM"),
            ("consent_sought", "GIVEN"),
            ("consent_why", "Dana asked for it."),
            ("told", "TOLD"),
            ("told_why", "What they would be told, and that they will not be told where she is."),
            ("necessary", "Kayla does not sleep, and nobody else here is trained for this."),
            ("lawful", "It is help for a child in need, under a contract that covers it."),
            ("fair", "Dana asked for it, and Kayla knows."),
            ("child_view", "“Will she know about the chair?”"),
            ("why_minimum", "They need to know what happened and how to ring safely, and nothing more."),
            ("channel", "LINK"),
        ];
        let on = self.cast.working(1);
        let day = [
            ("told_on-day", on.day().to_string()),
            ("told_on-month", on.month().to_string()),
            ("told_on-year", on.year().to_string()),
        ];
        let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let pairs: Vec<(String, String)> =
            typed.chain(day.into_iter().map(|(name, value)| (name.to_owned(), value))).collect();
        keep_draft(&at.desk, &draft_key(&at.desk, "share", Some(self.kayla.file)), &pairs).await
    }
}
