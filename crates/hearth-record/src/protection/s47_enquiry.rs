use crate::prelude::*;

/// An enquiry whether a child suffers or is likely to suffer significant harm (Children Act 1989 s.47).
#[derive(Record, Clone)]
#[record(kind = "s47_enquiry", title = "Section 47 enquiry", service = Protection, category = ChildProtectionPlans)]
pub struct S47Enquiry {
    /// The day of the strategy discussion that began it (CIN N00148).
    pub started: Open<Date>,
    /// The day on which it was finished and authorised.
    pub ended: Open<Option<Date>>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
    /// The strategy discussion that began it.
    pub strategy_discussion: Open<Option<RecordId>>,
    /// Whether it is done together with the police.
    #[field(label = "Joint with the police?")]
    pub joint: Open<Option<bool>>,
    /// What was asked, seen and found.
    #[field(label = "What was found", of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
    /// What it led to, by the codes of the standard dataset.
    #[field(label = "Outcomes")]
    pub outcomes: Open<Vec<sets::S47OutcomeFlag>>,
    /// What it led to, in words.
    #[field(of = ThirdParty)]
    pub outcome_comments: Private<Option<Narrative>>,
    /// Whether it led to nothing further.
    #[field(label = "No further action?")]
    pub no_further_action: Open<Option<bool>>,
    /// Whether a conference is needed: the opposite of the census's `ICPCnotRequired` (N00111).
    #[field(label = "Conference required?")]
    pub conference_required: Open<Option<bool>>,
    /// The team that does it.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The worker who does it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for S47Enquiry {
    fn events(&self) -> Events {
        events![s47.started => self.started, s47.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    /// The census has no end: there an enquiry is over once a conference was found not to be needed (R8).
    fn work(&self) -> Vec<Work> {
        let over = self.ended.is_some() || *self.conference_required == Some(false);
        open_until("s47_enquiry", over, *self.team, *self.worker)
    }

    fn headline(&self) -> String {
        let outcomes: Vec<&str> = self.outcomes.iter().map(|outcome| outcome.words()).collect();
        outcomes.join(", ")
    }
}
