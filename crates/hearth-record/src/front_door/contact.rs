use crate::prelude::*;

/// Somebody told the authority about a child: what was said, by whom, and what was decided and why.
#[derive(Record, Clone)]
#[record(kind = "contact", title = "Contact", service = FrontDoor, category = ReferralInformation)]
pub struct Contact {
    /// When it was received: the decision's clock starts here.
    #[field(label = "Received")]
    pub received_at: Open<Timestamp>,
    /// Who it came from, by code.
    #[field(label = "Source")]
    pub source: Open<sets::ContactSource>,
    /// What was told, word for word.
    #[field(label = "What we were told", hint = "In the words of the person who told us", of = ThirdParty)]
    pub told: Private<Option<Narrative>>,
    /// Who told.
    #[field(label = "Name of the person who told us", of = ThirdParty)]
    pub referrer_name: Private<Option<Line>>,
    /// Where they work, if they told as part of their work.
    #[field(label = "Their organisation", of = ThirdParty)]
    pub referrer_organisation: Private<Option<Line>>,
    /// How they know the child.
    #[field(label = "How they know the child", of = ThirdParty)]
    pub referrer_relationship: Private<Option<Line>>,
    /// Where they can be reached by telephone.
    #[field(label = "Their telephone number", of = ThirdParty)]
    pub referrer_phone: Private<Option<Phone>>,
    /// Where they can be reached by electronic mail.
    #[field(label = "Their e-mail address", of = ThirdParty)]
    pub referrer_email: Private<Option<Email>>,
    /// Whether the family must not learn who told.
    #[field(label = "Keep them anonymous?", of = ThirdParty)]
    pub keep_anonymous: Open<Option<bool>>,
    /// What is feared for the child, and what is going well, in the words of the council.
    #[field(of = ThirdParty)]
    pub concerns: Private<Option<Narrative>>,
    /// Whether a person with parental responsibility knows and agrees.
    #[field(label = "Consent of the family", of = ThirdParty)]
    pub consent_known: Private<Option<sets::ConsentKnown>>,
    /// Why consent was not sought, or what was said when it was refused.
    #[field(label = "Why was consent not sought?", of = ThirdParty)]
    pub consent_because: Private<Option<Narrative>>,
    /// What the contact led to, by the codes of the standard dataset.
    #[field(label = "Outcomes")]
    pub outcomes: Open<Vec<sets::ContactOutcomeFlag>>,
    /// The level of need that the council's threshold document gives.
    #[field(label = "Level of need")]
    pub threshold: Private<Option<sets::LevelOfNeed>>,
    /// What was decided.
    pub decision: Private<Option<sets::ContactDecision>>,
    /// Why.
    #[field(label = "Why this decision?", of = ThirdParty)]
    pub rationale: Private<Option<Narrative>>,
    /// When it was decided.
    #[field(label = "Decided")]
    pub decided_at: Open<Option<Timestamp>>,
    /// Who decided: always a person.
    #[field(of = Staff)]
    pub decided_by: Open<Option<WorkerId>>,
    /// The team that holds the contact.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// Who works on it.
    #[field(label = "Worker", of = Staff)]
    pub screened_by: Open<Option<WorkerId>>,
}

impl Makes for Contact {
    fn events(&self) -> Events {
        events![contact.received => self.received_at, contact.decided => self.decided_at]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.received_at), "decided_at", *self.decided_at, "the moment it was received")
    }

    fn work(&self) -> Vec<Work> {
        open_until(clear::CONTACT, self.decided_at.is_some(), *self.team, *self.screened_by)
    }

    fn headline(&self) -> String {
        self.decision.reveal().map_or_else(|| self.source.meaning(), sets::ContactDecision::meaning).to_owned()
    }
}
