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
    /// Whether somebody thinks that the child is in danger now.
    #[field(label = "Is the child in immediate danger?")]
    pub immediate_danger: Open<Option<bool>>,
    /// The people as they were named to us, one a line, before anybody found out who they are.
    #[field(label = "Whom we were told about", of = ThirdParty, given)]
    pub named_as: Private<Option<Narrative>>,
    /// How it was found out whose contact this is.
    #[field(label = "Is this the right child?")]
    pub identified: Open<Option<sets::ContactIdentified>>,
    /// What spoke for it.
    #[field(label = "Why we think so", of = ThirdParty)]
    pub identified_because: Private<Option<Narrative>>,
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
    /// What the person who told us was told.
    #[field(label = "Feedback to the person who told us", of = ThirdParty)]
    pub feedback: Private<Option<Narrative>>,
    /// When they were told.
    #[field(label = "Feedback given")]
    pub feedback_at: Open<Option<Timestamp>>,
    /// The team that holds the contact.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// Who works on it.
    #[field(label = "Worker", of = Staff)]
    pub screened_by: Open<Option<WorkerId>>,
}

impl Contact {
    /// The fields that are the decision. Only who may decide a contact writes, changes or empties them.
    pub const DECISION: &[&str] = &["decision", "decided_at", "decided_by", "outcomes", "threshold", "rationale"];

    /// The fields that tell who the referrer is: what they were told begins with their name.
    pub const TELLS_WHO: &[&str] = &[
        "referrer_name",
        "referrer_organisation",
        "referrer_relationship",
        "referrer_phone",
        "referrer_email",
        "feedback",
    ];

    /// The fields that are the same in each child's file: what was told, by whom and when.
    pub const OF_ALL: &[&str] = &[
        "told",
        "received_at",
        "source",
        "referrer_name",
        "referrer_organisation",
        "referrer_relationship",
        "referrer_phone",
        "referrer_email",
        "keep_anonymous",
    ];
}

impl Makes for Contact {
    fn events(&self) -> Events {
        events![contact.received => self.received_at, contact.decided => self.decided_at]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.received_at), "decided_at", *self.decided_at, "the moment it was received")
    }

    /// Beside the contact itself the day of its decision, so that what was decided today is found without opening every
    /// contact that ever was.
    fn work(&self) -> Vec<Work> {
        let mut work = open_until(clear::CONTACT, self.decided_at.is_some(), *self.team, *self.screened_by);
        work.extend(self.decided_at.map(|at| Work {
            kind: clear::CONTACT_DECIDED,
            state: hearth_calendar::london_date(at).to_string().into(),
            due: None,
            team: None,
            worker: None,
        }));
        work
    }

    fn withheld(&self) -> &'static [&'static str] {
        if *self.keep_anonymous == Some(true) { Self::TELLS_WHO } else { &[] }
    }

    fn headline(&self) -> String {
        self.decision.reveal().map_or_else(|| self.source.words(), sets::ContactDecision::words).to_owned()
    }
}
