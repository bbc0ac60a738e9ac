use crate::prelude::*;

/// Where a child goes to school, nursery or college, from a day.
#[derive(Record, Clone)]
#[record(kind = "school", title = "School", service = Education, category = PersonalInformation)]
pub struct School {
    /// The name of the school.
    #[field(label = "Name of the school")]
    pub name: Private<Line>,
    /// The number of the school in the national register (Get Information About Schools).
    #[field(label = "School number (URN)")]
    pub urn: Private<Option<Line<6>>>,
    /// The year group.
    #[field(label = "Year group")]
    pub year_group: Private<Option<Line<20>>>,
    /// The first day on roll.
    #[field(label = "Joined")]
    pub started: Open<Date>,
    /// The last day on roll.
    #[field(label = "Left")]
    pub ended: Open<Option<Date>>,
    /// Why the child left.
    #[field(label = "Why did the child leave?", of = ThirdParty)]
    pub left_because: Private<Option<Line>>,
    /// Whom to speak to there: the designated teacher, the safeguarding lead.
    #[field(label = "Whom to speak to", of = ThirdParty)]
    pub contact: Private<Option<Line>>,
    /// What should be known about school.
    #[field(of = ThirdParty)]
    pub notes: Private<Option<Narrative>>,
}

impl Makes for School {
    fn events(&self) -> Events {
        events![school.joined => self.started, school.left => self.ended]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.started), "ended", *self.ended, "the day of joining")
    }

    fn headline(&self) -> String {
        self.name.reveal().0.clone()
    }
}
