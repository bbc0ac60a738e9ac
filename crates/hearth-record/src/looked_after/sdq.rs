use crate::prelude::*;

/// A strengths and difficulties questionnaire about a looked-after child, or why there is none (SSDA903 OC2).
#[derive(Record, Clone)]
#[record(
    kind = "sdq",
    title = "Strengths and difficulties questionnaire",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct Sdq {
    /// The day on which it was filled in.
    #[field(label = "Completed on")]
    pub completed: Open<Option<Date>>,
    /// The total of difficulties, 0 to 40.
    #[field(label = "Score", hint = "0 to 40")]
    pub score: Private<Option<Whole<0, 40>>>,
    /// Why there is no score.
    #[field(label = "Why is there no score?")]
    pub no_score_reason: Private<Option<sets::SdqReason>>,
    /// Who filled it in. The return takes the carer's.
    pub completed_by: Open<Option<sets::SdqCompletedBy>>,
}

impl Makes for Sdq {
    /// A reason why there is no score answers the yearly question as a score does.
    fn events(&self) -> Events {
        let answered = self.score.reveal().is_some() || self.no_score_reason.reveal().is_some();
        events![sdq.scored => self.completed.filter(|_| answered)]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let both = self.score.reveal().is_some() && self.no_score_reason.reveal().is_some();
        problems.add_if(both, "no_score_reason", "must be empty where there is a score");
        problems
    }

    fn headline(&self) -> String {
        match (self.score.reveal(), self.no_score_reason.reveal()) {
            (Some(score), _) => format!("Score {}", score.0),
            (None, Some(reason)) => reason.words().to_owned(),
            (None, None) => String::new(),
        }
    }
}
