use crate::prelude::*;

/// An agreement to share: whether somebody may tell one recipient something for one purpose, what was asked and what was said. It stops
/// that share when it is withdrawn and nothing else; consent by which the council may process at all is `processing_consent`
/// (UK GDPR Articles 4(11) and 7; the councils' notices of what they share).
#[derive(Record, Clone)]
#[record(kind = "consent", title = "Agreement to share", service = Sharing, category = Governance, given)]
pub struct Consent {
    /// The day on which they were asked, or on which it was decided not to ask.
    #[field(label = "Asked on")]
    pub asked_on: Open<Date>,
    /// The recipient, by the code in the council's settings.
    #[field(of = ThirdParty)]
    pub recipient: Private<Line<60>>,
    /// What the recipient was called on the day.
    #[field(label = "With whom", of = ThirdParty)]
    pub recipient_name: Private<Line>,
    /// What it would be shared for.
    pub purpose: Private<sets::NoticeSharingReason>,
    /// Which information it covers.
    #[field(label = "Which information")]
    pub categories: Private<Vec<sets::NoticeDataCategory>>,
    /// What was said, or that nobody was asked.
    pub answer: Private<sets::ConsentKnown>,
    /// Why nobody was asked.
    #[field(label = "Why not asked?")]
    pub not_sought_because: Private<Option<sets::ConsentNotSought>>,
    /// The reason in words: why nobody was asked, or why they refused.
    #[field(label = "The reason in words", of = ThirdParty)]
    pub because: Private<Option<Narrative>>,
    /// Who answered.
    #[field(label = "Answered by", of = ThirdParty)]
    pub giver: Private<Option<sets::ConsentGiver>>,
    /// The name of whoever answered, on the day.
    #[field(label = "Their name", of = ThirdParty)]
    pub giver_name: Private<Option<Line>>,
    /// The record that says that they hold parental responsibility.
    pub relationship: Open<Option<RecordId>>,
    /// Why they can decide it.
    #[field(label = "Able to decide because")]
    pub capacity: Private<Option<sets::ConsentCapacity>>,
    /// How that was judged.
    #[field(label = "How that was judged")]
    pub capacity_because: Private<Option<Narrative>>,
    /// What was explained before they answered.
    #[field(label = "What was explained")]
    pub explained: Private<Option<Narrative>>,
    /// Whether they understood what would be shared, with whom and why.
    #[field(label = "Informed?")]
    pub informed: Private<Option<bool>>,
    /// Whether they said it in so many words.
    #[field(label = "Explicit?")]
    pub explicit: Private<Option<bool>>,
    /// The language in which it was explained.
    pub language: Private<Option<Line<60>>>,
    /// Which wording of the form was used.
    #[field(label = "Wording of the form")]
    pub wording: Open<Option<Line<40>>>,
    /// The signed form or letter, a document of this file.
    #[field(label = "Signed form")]
    pub document: Open<Option<RecordId>>,
    /// How it was given, where nothing was signed.
    #[field(label = "How it was given")]
    pub evidence: Private<Option<Narrative>>,
    /// Whether a share relies on it; otherwise they were asked as good practice, and another basis carries the share.
    #[field(label = "Relied on?")]
    pub relied_on: Private<bool>,
    /// Whether a court asked for the information.
    #[field(label = "Asked for by a court?")]
    pub court_requested: Private<Option<bool>>,
    /// What was said about a refusal where a court asks.
    #[field(label = "The warning given")]
    pub warning: Private<Option<Narrative>>,
    /// What they were told that it means to decline.
    #[field(label = "What declining means")]
    pub consequence: Private<Option<Narrative>>,
    /// The last day on which it counts.
    #[field(label = "Runs to")]
    pub expires_on: Private<Option<Date>>,
    /// When it was withdrawn: from that moment nothing more is shared on it.
    #[field(label = "Withdrawn")]
    pub withdrawn_at: Private<Option<Timestamp>>,
    /// Who withdrew it, and how.
    #[field(label = "Withdrawn by", of = ThirdParty)]
    pub withdrawn_by: Private<Option<Line>>,
    /// How many sends that waited were stopped by the withdrawal.
    #[field(label = "Sends stopped")]
    pub stopped: Private<Option<Whole<0, 10_000>>>,
    /// When the recipient was told that it was withdrawn.
    #[field(label = "Recipient told")]
    pub recipient_told_at: Private<Option<Timestamp>>,
}

impl Consent {
    /// Whether they said yes.
    pub fn given(&self) -> bool {
        self.answer.reveal().code() == "GIVEN"
    }

    /// Whether they said no.
    pub fn refused(&self) -> bool {
        self.answer.reveal().code() == "REFUSED"
    }

    /// Whether nobody was asked.
    pub fn not_sought(&self) -> bool {
        self.answer.reveal().code() == "NOT_SOUGHT"
    }

    /// Whether anything bears out what was said: without it nothing is shared on it.
    pub fn is_evidenced(&self) -> bool {
        self.document.is_some() || self.evidence.reveal().is_some()
    }
}

impl Makes for Consent {
    fn events(&self) -> Events {
        let (given, refused, not_sought) = (self.given(), self.refused(), self.not_sought());
        events![
            consent.given => Some(*self.asked_on).filter(|_| given),
            consent.refused => Some(*self.asked_on).filter(|_| refused),
            consent.not_sought => Some(*self.asked_on).filter(|_| not_sought),
            consent.withdrawn => *self.withdrawn_at.reveal(),
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let reasoned = self.not_sought_because.reveal().is_some() && self.because.reveal().is_some();
        problems.add_if(self.not_sought() && !reasoned, "not_sought_because", "is needed: say why nobody was asked");
        problems.add_if(self.categories.reveal().is_empty(), "categories", "is needed: say which information");
        problems.join(must_follow(Some(*self.asked_on), "expires_on", *self.expires_on.reveal(), "the day of asking"));
        let warned = self.warning.reveal().is_some();
        let warns = self.refused() && *self.court_requested.reveal() == Some(true);
        problems.add_if(warns && !warned, "warning", "is needed: say what they were told a refusal can mean in court");
        let holds = self.giver.reveal().is_some_and(|giver| giver.code() == "HOLDER");
        problems.add_if(holds && self.relationship.is_none(), "relationship", "must be the record of who holds it");
        problems
    }

    fn headline(&self) -> String {
        let said = if self.withdrawn_at.reveal().is_some() { "Withdrawn" } else { self.answer.reveal().words() };
        format!("{}: {}", self.recipient_name.reveal().0, said.to_lowercase())
    }
}
