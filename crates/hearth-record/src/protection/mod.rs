//! Child protection: strategy discussions, section 47 enquiries, conferences, plans and core groups.

crate::kinds_of_service! {
    strategy_discussion::StrategyDiscussion,
    s47_enquiry::S47Enquiry,
    conference::Conference,
    cp_plan::CpPlan,
    core_group::CoreGroup,
}
