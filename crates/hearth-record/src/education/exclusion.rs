use crate::prelude::*;

/// That a school suspended or permanently excluded a child (Education Act 2002 s.51A).
#[derive(Record, Clone)]
#[record(kind = "exclusion", title = "Suspension or exclusion", service = Education, category = Behaviour)]
pub struct Exclusion {
    /// Whether it is for some days or for good.
    #[field(label = "Suspension or exclusion?")]
    pub exclusion_kind: Open<sets::ExclusionKind>,
    /// The first day.
    #[field(label = "From")]
    pub started: Open<Date>,
    /// The last day of a suspension.
    #[field(label = "To")]
    pub ended: Open<Option<Date>>,
    /// For how many half-days (sessions).
    #[field(label = "Half-days (sessions)")]
    pub sessions: Private<Option<Whole<1, 400>>>,
    /// The school.
    pub school: Private<Option<Line>>,
    /// What the school says happened.
    #[field(label = "What the school says", of = ThirdParty)]
    pub reason: Private<Option<Narrative>>,
    /// What the child and the carers say.
    #[field(label = "What the child and the carers say", of = ThirdParty)]
    pub voice: Private<Option<Narrative>>,
    /// What is done meanwhile: lessons from the sixth day, an appeal, another school.
    #[field(label = "What is being done")]
    pub response: Private<Option<Narrative>>,
}

impl Makes for Exclusion {
    fn events(&self) -> Events {
        events![exclusion.started => self.started]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        self.exclusion_kind.words().to_owned()
    }
}
