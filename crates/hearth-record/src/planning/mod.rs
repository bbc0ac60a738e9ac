//! What a plan is to reach, how far it has come at each review, and who does what by when, whatever plan it is.

crate::kinds_of_service! {
    plan_outcome::PlanOutcome,
    outcome_review::OutcomeReview,
    plan_action::PlanAction,
}
