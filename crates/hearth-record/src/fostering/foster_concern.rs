use crate::prelude::*;

/// A concern about a foster household: an allegation, a question of standards, a complaint.
#[derive(Record, Clone)]
#[record(
    kind = "foster_concern",
    title = "Concern about a foster household",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterConcern {
    /// The day on which it was raised.
    #[field(label = "Raised on")]
    pub raised_on: Open<Date>,
    /// What sort of concern it is.
    #[field(label = "Type of concern")]
    pub concern_kind: Open<sets::FosterConcernKind>,
    /// Who raised it.
    #[field(label = "Who raised it?", of = ThirdParty)]
    pub raised_by: Private<Option<Line>>,
    /// What it is about.
    #[field(label = "What it is about", of = ThirdParty)]
    pub about: Private<Narrative>,
    /// The day on which the designated officer of the authority (LADO) was told.
    #[field(label = "Designated officer (LADO) told on")]
    pub lado_told_on: Open<Option<Date>>,
    /// The officer's reference.
    #[field(label = "Reference of the designated officer", find = Identifier)]
    pub lado_reference: Private<Option<Line<40>>>,
    /// What keeps children safe meanwhile.
    #[field(label = "What keeps children safe meanwhile", of = ThirdParty)]
    pub safety: Private<Option<Narrative>>,
    /// What the carers say.
    #[field(label = "What the carers say")]
    pub carers_view: Private<Option<Narrative>>,
    /// What came of it.
    pub outcome: Private<Option<sets::FosterConcernOutcome>>,
    /// The day on which it was closed.
    #[field(label = "Closed on")]
    pub closed_on: Open<Option<Date>>,
    /// Who follows it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for FosterConcern {
    /// An allegation starts the clock of the designated officer, whoever's file it stands in.
    fn events(&self) -> Events {
        let allegation = (self.concern_kind.code() == "ALLEGATION").then_some(*self.raised_on);
        events![
            foster_concern.raised => self.raised_on,
            allegation.known => allegation,
            lado.told => self.lado_told_on,
            foster_concern.closed => self.closed_on,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        for (field, day) in [("lado_told_on", *self.lado_told_on), ("closed_on", *self.closed_on)] {
            problems.join(must_follow(Some(*self.raised_on), field, day, "the day it was raised"));
        }
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("foster_concern", self.closed_on.is_some(), None, *self.worker)
    }

    fn headline(&self) -> String {
        self.concern_kind.words().to_owned()
    }
}
