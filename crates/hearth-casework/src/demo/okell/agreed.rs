//! What Dana agrees to, agency by agency.

use super::Okell;
use crate::{
    Failure,
    consent::{Answer, Asking, ask, holders},
};

impl Okell<'_> {
    /// Twelve working days ago: the school and the health visitor may know what helps Kayla; housing may not, because somebody there knows
    /// Ryan’s mother.
    pub(super) async fn agreed(&self) -> Result<(), Failure> {
        let day = self.cast.working(12);
        let at = self.cast.at("social.worker", day, 16, 5)?;
        let view = at.opened(self.kayla.file).await?;
        let holders = holders(&at.desk, &view).await?;
        let Some(dana) = holders.iter().find(|holder| holder.person == Some(self.dana.person)) else { return Ok(()) };
        let tie = dana.relationship.to_string();
        let said = |recipient: &str, answer: &str, because: &str| Answer {
            recipient: recipient.to_owned(),
            answer: answer.to_owned(),
            not_sought_because: String::new(),
            because: because.to_owned(),
        };
        let answers = [
            said("schools", "GIVEN", ""),
            said("nhs", "GIVEN", ""),
            said("swaca", "GIVEN", ""),
            said(
                "housing",
                "REFUSED",
                "Ryan’s mother cleans at the housing office. Dana does not want a word of this there.",
            ),
        ];
        let pack = at.desk.pack()?;
        let answers = answers.into_iter().filter(|answer| pack.recipient(&answer.recipient).is_some()).collect();
        let posted = |name: &str| {
            match name {
                "asked_on" => day.to_string(),
                "purpose" => "SERVICE".to_owned(),
                "categories" => "PERSONAL\nCIN\nSPECIAL".to_owned(),
                "giver" => "HOLDER".to_owned(),
                "relationship" => tie.clone(),
                "capacity" => "RESPONSIBLE".to_owned(),
                "explained" => "Went through each agency with her at the refuge: what they would be told, what for, that none is told where \
                                she is, and that she can stop any of it by ringing me."
                    .to_owned(),
                "informed" | "explicit" | "relied_on" => "yes".to_owned(),
                "evidence" => "She said yes or no to each in turn; her keyworker was there.".to_owned(),
                _ => String::new(),
            }
        };
        ask(&at.desk, &view, Asking { posted, answers, proposed: Vec::new() }).await.map(drop)
    }
}
