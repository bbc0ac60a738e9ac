use jiff::civil::Weekday;

use crate::prelude::*;

/// A child protection conference: the initial one, the one that takes over a plan from another authority, or a review
/// (Working Together).
#[derive(Record, Clone)]
#[record(
    kind = "conference",
    title = "Child protection conference",
    service = Protection,
    category = ChildProtectionPlans,
    independent
)]
pub struct Conference {
    /// Which sort of conference it is.
    #[field(label = "Type of conference")]
    pub conference_kind: Open<sets::ConferenceKind>,
    /// The day for which it is planned.
    pub planned_for: Open<Option<Date>>,
    /// The day on which it was held: never a Saturday or a Sunday (CIN 8890).
    pub held_on: Open<Option<Date>>,
    /// The day on which the authority was told that a child with a plan has moved here. The transfer-in conference is due
    /// within 15 working days of it.
    #[field(label = "Told of the move on")]
    pub told_of_move_on: Open<Option<Date>>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
    /// The enquiry that led to it. A transfer-in conference has none (R9).
    #[field(label = "Section 47 enquiry")]
    pub s47_enquiry: Open<Option<RecordId>>,
    /// The plan that it made or reviewed.
    #[field(label = "Child protection plan")]
    pub cp_plan: Open<Option<RecordId>>,
    /// The number of the meeting, shared by the brothers and sisters whom it was about.
    #[field(label = "Meeting number")]
    pub meeting_id: Private<Option<Line<48>>>,
    /// Who was there, with the agency of each.
    #[field(label = "Who took part", hint = "One a line, with their agency", of = ThirdParty)]
    pub attendees: Private<Vec<Line>>,
    /// Whether enough agencies were there.
    #[field(label = "Quorate?")]
    pub quorate: Open<Option<bool>>,
    /// How the child took part.
    #[field(label = "How the child took part")]
    pub participation: Private<Option<sets::ReviewParticipation>>,
    /// What the child wished to say.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// What it came to, by the codes of the standard dataset.
    #[field(label = "Outcomes")]
    pub outcomes: Open<Vec<sets::IcpcOutcomeFlag>>,
    /// Whether it made a plan.
    #[field(label = "Plan made?")]
    pub plan_made: Open<Option<bool>>,
    /// Whether the plan continues after a review.
    #[field(label = "Plan continues?")]
    pub plan_continues: Open<Option<bool>>,
    /// Why it was decided so.
    #[field(label = "Why this decision?", of = ThirdParty)]
    pub rationale: Private<Option<Narrative>>,
    /// Who disagreed, and with what.
    #[field(label = "Who disagreed?", of = ThirdParty)]
    pub dissent: Private<Option<Narrative>>,
    /// Why it was held later than it should have been.
    #[field(label = "Why is it late?", of = ThirdParty)]
    pub late_because: Private<Option<Narrative>>,
    /// The reports that were before it.
    #[field(of = ThirdParty)]
    pub reports: Open<Vec<BlobId>>,
    /// The day on which its minutes were sent.
    pub minutes_sent_on: Open<Option<Date>>,
    /// Who led it.
    #[field(of = Staff)]
    pub chair: Open<Option<WorkerId>>,
    /// The team that holds the case.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The worker who holds the case.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Conference {
    /// Whether it reviews a plan that is there.
    pub fn is_review(&self) -> bool {
        self.conference_kind.code() == "REVIEW"
    }
}

impl Makes for Conference {
    fn events(&self) -> Events {
        let mut events = events![cp_transfer.told => self.told_of_move_on];
        let held = if self.is_review() {
            events![conference.review_held => self.held_on]
        } else {
            events![conference.initial_held => self.held_on]
        };
        events.0.extend(held.0);
        events
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        for (field, day) in [("planned_for", *self.planned_for), ("held_on", *self.held_on)] {
            let weekend = day.is_some_and(|day| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
            problems.add_if(weekend, field, "must not be a Saturday or a Sunday");
        }
        problems.join(must_follow(*self.held_on, "minutes_sent_on", *self.minutes_sent_on, "the day it was held"));
        problems
    }

    fn work(&self) -> Vec<Work> {
        let mut work = open_until("conference", self.held_on.is_some(), *self.team, self.chair.or(*self.worker));
        for row in &mut work {
            row.due = *self.planned_for;
        }
        work
    }

    fn headline(&self) -> String {
        self.conference_kind.words().to_owned()
    }
}
