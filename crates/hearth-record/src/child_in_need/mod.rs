//! Children in need: plans and their reviews (Children Act 1989 s.17).

crate::kinds_of_service! {
    cin_plan::CinPlan,
    cin_plan_review::CinPlanReview,
}
