//! Which records a reference to another record of the file can mean.

use crate::schema::{FieldSchema, KindSchema};

impl FieldSchema {
    /// Whether a reference in this field can mean a record of `kind`: a field is called after the kind that it means, and those
    /// that are not are named here. A field whose name says nothing can mean any.
    pub fn can_mean(&self, kind: &KindSchema) -> bool {
        match self.name {
            "episode" => kind.kind == "social_care_episode",
            "returns_to" => kind.kind == "placement",
            "case" => kind.kind == "court_case",
            "outcome" => kind.kind == "plan_outcome",
            "plan" => matches!(
                kind.kind,
                "cin_plan"
                    | "cp_plan"
                    | "mace_plan"
                    | "care_plan"
                    | "pathway_plan"
                    | "safety_plan"
                    | "early_help_episode"
                    | "placement"
                    | "period_of_care"
                    | "case_audit"
            ),
            "review" => {
                matches!(kind.kind, "cin_plan_review" | "conference" | "core_group" | "mace_meeting" | "care_review")
            }
            name => crate::kind(name).is_none_or(|meant| meant.kind == kind.kind),
        }
    }
}

#[cfg(test)]
mod tests {
    fn can_mean(kind: &str, field: &str, other: &str) -> bool {
        let field = crate::kind(kind).and_then(|kind| kind.field(field)).expect("a field");
        field.can_mean(crate::kind(other).expect("a kind"))
    }

    #[test]
    fn an_episode_is_a_social_care_episode_and_no_other_record() {
        assert!(can_mean("assessment", "episode", "social_care_episode"));
        assert!(!can_mean("assessment", "episode", "case_note"));
    }

    #[test]
    fn a_field_called_after_a_kind_means_that_kind() {
        assert!(can_mean("core_group", "cp_plan", "cp_plan"));
        assert!(!can_mean("core_group", "cp_plan", "cin_plan"));
        assert!(can_mean("visit", "plan", "cin_plan"));
    }
}
