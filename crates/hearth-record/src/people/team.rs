use crate::prelude::*;

/// A team or department, and the one above it.
#[derive(Record, Clone)]
#[record(kind = "team", title = "Team", service = People, category = Staff)]
pub struct Team {
    /// The team.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The name.
    #[field(of = Staff)]
    pub name: Open<Line>,
    /// What it does.
    #[field(label = "Type of team", of = Staff)]
    pub team_kind: Open<Option<sets::TeamKind>>,
    /// The team or department above it.
    #[field(label = "Part of", of = Staff)]
    pub parent: Open<Option<TeamId>>,
}

impl Makes for Team {
    fn events(&self) -> Events {
        events![]
    }

    fn headline(&self) -> String {
        self.name.0.0.clone()
    }
}
