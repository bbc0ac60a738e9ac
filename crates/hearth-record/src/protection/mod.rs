//! Child protection: strategy discussions, section 47 enquiries, conferences, plans and core groups; safety plans, allegations
//! against those who work with children, and serious incidents.

crate::kinds_of_service! {
    strategy_discussion::StrategyDiscussion,
    s47_enquiry::S47Enquiry,
    conference::Conference,
    cp_plan::CpPlan,
    core_group::CoreGroup,
    safety_plan::SafetyPlan,
    allegation::Allegation,
    serious_incident::SeriousIncident,
}
