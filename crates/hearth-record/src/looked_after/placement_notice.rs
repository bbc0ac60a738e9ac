use crate::prelude::*;

/// That those who must know were told in writing that a placement begins or ended (Care Planning, Placement and Case Review
/// (England) Regulations 2010 regs 13 and 14).
#[derive(Record, Clone)]
#[record(
    kind = "placement_notice",
    title = "Placement notice",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct PlacementNotice {
    /// The placement.
    pub placement: Open<Option<RecordId>>,
    /// Whether it tells of the beginning or of the end.
    #[field(label = "What does it tell of?")]
    pub notice_of: Open<sets::PlacementNoticeOf>,
    /// The day on which it was sent.
    #[field(label = "Sent on")]
    pub sent_on: Open<Date>,
    /// Who was told.
    #[field(label = "Who was told", of = ThirdParty)]
    pub told: Private<Vec<sets::PlacementNoticeTo>>,
    /// From whom it was withheld, and why (reg 13(4)).
    #[field(label = "Withheld from whom, and why?", hint = "Only where telling them would put the child at risk", of = ThirdParty)]
    pub withheld: Private<Option<Narrative>>,
}

impl Makes for PlacementNotice {
    fn events(&self) -> Events {
        if self.notice_of.code() == "END" {
            events![placement.end_notified => self.sent_on]
        } else {
            events![placement.notified => self.sent_on]
        }
    }

    fn headline(&self) -> String {
        self.notice_of.words().to_owned()
    }
}
