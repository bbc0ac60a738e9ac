use crate::prelude::*;

/// That the police asked for what is held about the person, and what came of it. Without an authority in law it is refused in words;
/// where telling the family would prejudice the inquiry, lists that the family sees leave it out until it is released (Data Protection
/// Act 2018 Schedule 2 paragraph 2; Criminal Procedure and Investigations Act 1996).
#[derive(Record, Clone)]
#[record(kind = "police_request", title = "Request by the police", service = Sharing, category = Governance, given)]
pub struct PoliceRequest {
    /// When it came.
    #[field(label = "Received")]
    pub received_at: Open<Timestamp>,
    /// The officer who asks.
    #[field(label = "Officer", of = ThirdParty)]
    pub officer: Private<Line>,
    /// Their rank.
    #[field(of = ThirdParty)]
    pub rank: Private<Line<60>>,
    /// Their number.
    #[field(label = "Collar or warrant number", of = ThirdParty)]
    pub number: Private<Line<40>>,
    /// Their station or unit, and the force.
    #[field(label = "Station and force", of = ThirdParty)]
    pub station: Private<Line>,
    /// The secure address to which an answer goes: nothing goes to anybody but the officer named.
    #[field(label = "Secure e-mail of the officer", of = ThirdParty)]
    pub channel: Private<Option<Email>>,
    /// How it was made sure that the officer is who they say, such as a call to the force's own number.
    #[field(label = "How was the officer checked?", of = ThirdParty)]
    pub checked: Private<Option<Line>>,
    /// By which authority they ask.
    #[field(label = "Authority")]
    pub authority: Private<sets::PoliceAuthority>,
    /// The number of the warrant, order or form.
    #[field(label = "Number of the warrant, order or form")]
    pub reference: Private<Option<Line<80>>>,
    /// The warrant, order or form as a document of this file.
    #[field(label = "The warrant, order or form")]
    pub document: Open<Option<RecordId>>,
    /// What they need it for.
    pub purpose: Private<Narrative>,
    /// What they ask for, item by item.
    #[field(label = "What is asked for", of = ThirdParty)]
    pub items: Private<Vec<Line>>,
    /// Whether telling the family would prejudice the inquiry.
    #[field(label = "Would telling the family prejudice the inquiry?")]
    pub prejudices: Private<bool>,
    /// Why it would.
    #[field(label = "Why it would", of = ThirdParty)]
    pub prejudices_because: Private<Option<Narrative>>,
    /// Why it was refused, and what to ask for instead.
    #[field(label = "Why it was refused")]
    pub refused_because: Private<Option<Narrative>>,
    /// When it was answered or refused.
    #[field(label = "Answered")]
    pub answered_at: Private<Option<Timestamp>>,
    /// Who answered it.
    #[field(label = "Answered by", of = Staff)]
    pub answered_by: Open<Option<WorkerId>>,
    /// The records of what was told.
    #[field(label = "What was told")]
    pub told_in: Open<Vec<RecordId>>,
    /// When the family's list may show it again.
    #[field(label = "Released to the family’s list")]
    pub released_at: Private<Option<Timestamp>>,
    /// Who released it: the data protection officer or a lawyer.
    #[field(label = "Released by", of = Staff)]
    pub released_by: Open<Option<WorkerId>>,
    /// Why it no longer prejudices anything.
    #[field(label = "Why it was released", of = ThirdParty)]
    pub released_because: Private<Option<Narrative>>,
}

impl PoliceRequest {
    /// Whether an authority in law was given.
    pub fn has_authority(&self) -> bool {
        self.authority.reveal().code() != "NONE"
    }

    /// Whether what the family sees leaves it out.
    pub fn is_hidden(&self) -> bool {
        *self.prejudices.reveal() && self.released_at.reveal().is_none()
    }
}

impl Makes for PoliceRequest {
    fn events(&self) -> Events {
        let refused = self.refused_because.reveal().is_some();
        let at = *self.answered_at.reveal();
        events![
            police_request.received => self.received_at,
            police_request.refused => at.filter(|_| refused),
            police_request.answered => at.filter(|_| !refused),
            police_request.released => *self.released_at.reveal(),
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let unreasoned = *self.prejudices.reveal() && self.prejudices_because.reveal().is_none();
        problems.add_if(unreasoned, "prejudices_because", "is needed: say how telling them would prejudice it");
        problems.add_if(self.items.reveal().is_empty(), "items", "is needed: say what is asked for");
        problems.join(must_follow(
            Some(*self.received_at),
            "answered_at",
            *self.answered_at.reveal(),
            "the moment at which it came",
        ));
        problems
    }

    fn headline(&self) -> String {
        let stands = match (self.refused_because.reveal(), self.answered_at.reveal()) {
            (Some(_), _) => "refused",
            (None, Some(_)) => "answered",
            (None, None) => "waiting",
        };
        format!("{}, {stands}", self.authority.reveal().words())
    }
}
