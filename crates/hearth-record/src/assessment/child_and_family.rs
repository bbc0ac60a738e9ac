use crate::prelude::*;

/// A child and family assessment (Children Act 1989 s.17; Working Together), to be finished within 45 working days.
#[derive(Record, Clone)]
#[record(kind = "assessment", title = "Assessment", service = Assessment, category = AssessmentInformation)]
pub struct Assessment {
    /// The day on which it began.
    pub started: Open<Date>,
    /// The duty that it meets: section 17 where nothing else is said.
    #[field(label = "Which duty does it meet?", hint = "Section 17 where you choose nothing else")]
    pub duty: Open<Option<sets::AssessmentDuty>>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
    /// The day on which a manager looks at how it goes (CIN N00161).
    #[field(label = "Internal review due")]
    pub internal_review_due: Open<Option<Date>>,
    /// The day on which a manager looked at how it goes.
    #[field(label = "Looked at by a manager on")]
    pub reviewed_on: Open<Option<Date>>,
    /// Whether the child was seen for it.
    #[field(label = "Child seen?")]
    pub child_seen: Open<Option<bool>>,
    /// The days on which the child was seen.
    #[field(label = "Child seen on")]
    pub seen_on: Open<Vec<Date>>,
    /// Whether the child was seen alone.
    #[field(label = "Child seen alone?")]
    pub seen_alone: Open<Option<bool>>,
    /// What the child said, thinks and wishes.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// The child's developmental needs.
    #[field(label = "The child's needs")]
    pub needs: Private<Option<Narrative>>,
    /// What the parents or carers can give and what they find hard.
    #[field(label = "Parenting", of = ThirdParty)]
    pub parenting: Private<Option<Narrative>>,
    /// Family history, housing, work, money, friends and neighbours.
    #[field(label = "Family and environment", of = ThirdParty)]
    pub family: Private<Option<Narrative>>,
    /// How the child learns: school, attendance, special needs.
    #[field(label = "Education")]
    pub education: Private<Option<Narrative>>,
    /// What the child needs of social care.
    #[field(label = "Social care", of = ThirdParty)]
    pub social_care: Private<Option<Narrative>>,
    /// What helps the family to care for the child, and what would help.
    #[field(label = "Family support", of = ThirdParty)]
    pub family_support: Private<Option<Narrative>>,
    /// What it comes to: risks, strengths, and what happens if nothing changes.
    #[field(of = ThirdParty)]
    pub analysis: Private<Option<Narrative>>,
    /// The factors found (CIN N00181).
    #[field(label = "Factors identified", of = ThirdParty)]
    pub factors: Private<Vec<sets::AssessmentFactor>>,
    /// What it led to, by the codes of the standard dataset.
    #[field(label = "Outcomes")]
    pub outcomes: Open<Vec<sets::AssessmentOutcomeFlag>>,
    /// What it led to, in words.
    #[field(of = ThirdParty)]
    pub outcome_comments: Private<Option<Narrative>>,
    /// Whether it found that the child is not in need: the file of such a child is kept for a shorter time.
    #[field(label = "Found not to be in need?")]
    pub not_in_need: Open<Option<bool>>,
    /// The day on which a manager authorised it (CIN N00160).
    #[field(label = "Authorised on")]
    pub authorised_on: Open<Option<Date>>,
    /// Who authorised it: always a person.
    #[field(of = Staff)]
    pub authorised_by: Open<Option<WorkerId>>,
    /// Why it took longer than 45 working days.
    #[field(label = "Why is it late?", of = ThirdParty)]
    pub late_because: Private<Option<Narrative>>,
    /// The team that does it.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The worker who does it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
    /// The version of the council's template by which it was written.
    #[field(given)]
    pub template: Open<Option<Whole<1, 9999>>>,
}

/// The factor that says that there is none: it stands alone (CIN 8898).
const NO_FACTORS: &str = "21";

impl Makes for Assessment {
    fn events(&self) -> Events {
        let not_in_need = self.authorised_on.filter(|_| *self.not_in_need == Some(true));
        let mut events = events![
            assessment.started => self.started,
            assessment.reviewed => self.reviewed_on,
            assessment.authorised => self.authorised_on,
            assessment.not_in_need => not_in_need,
        ];
        for seen in self.seen_on.iter() {
            events.0.extend(events![child.seen => *seen].0);
        }
        events
    }

    fn problems(&self) -> Problems {
        let mut problems =
            must_follow(Some(*self.started), "authorised_on", *self.authorised_on, "the day the assessment started");
        let reviewed = *self.reviewed_on;
        problems.join(must_follow(Some(*self.started), "reviewed_on", reviewed, "the day the assessment started"));
        let factors = self.factors.reveal();
        let none = factors.iter().any(|factor| factor.code() == NO_FACTORS);
        problems.add_if(none && factors.len() > 1, "factors", "`21`, no factors identified, can only stand alone");
        let unseen = *self.child_seen == Some(false);
        problems.add_if(unseen && !self.seen_on.is_empty(), "seen_on", "must be empty where the child was not seen");
        problems.add_if(
            unseen && *self.seen_alone == Some(true),
            "seen_alone",
            "must not be yes where the child was not seen",
        );
        problems
    }

    /// The census asks for at least one factor of an authorised assessment (CIN 8897Q); earlier years asked for none.
    fn lacks(&self) -> Problems {
        let mut lacks = Problems::none();
        let without = self.authorised_on.is_some() && self.factors.reveal().is_empty();
        lacks.add_if(without, "factors", "must be chosen before it is authorised; choose `21` where there is none");
        lacks
    }

    fn work(&self) -> Vec<Work> {
        open_until("assessment", self.authorised_on.is_some(), *self.team, *self.worker)
    }

    fn headline(&self) -> String {
        let outcomes: Vec<&str> = self.outcomes.iter().map(|outcome| outcome.words()).collect();
        outcomes.join(", ")
    }
}
