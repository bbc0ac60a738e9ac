//! What looked-after, adoption, leaving-care and private-fostering records refuse, make and say of their file.

use hearth_record::{Fields, FileType, KindSchema, kind, record::Flag};

fn schema(name: &str) -> &'static KindSchema {
    kind(name).unwrap_or_else(|| panic!("no kind is called {name}"))
}

fn events(name: &str, fields: &Fields) -> Vec<String> {
    let problems = (schema(name).check)(fields);
    assert!(problems.is_empty(), "{name}: {problems:?}");
    (schema(name).events)(fields).iter().map(|event| format!("{} {}", event.on, event.name.as_str())).collect()
}

fn refused(name: &str, fields: &Fields, field: &str) -> bool {
    (schema(name).check)(fields).iter().any(|problem| problem.field == Some(field))
}

fn period() -> Fields {
    Fields::new().with("started", "2026-01-05").with("category_of_need", "N1")
}

#[test]
fn a_child_is_looked_after_until_the_period_of_care_ends() {
    let schema = schema("period_of_care");
    assert_eq!((schema.flags)(&period()), [Flag::LookedAfter]);
    let ended = period().with("ended", "2026-03-01").with("end_reason", "E4A");
    assert_eq!((schema.flags)(&ended), []);
    assert_eq!(events("period_of_care", &ended), ["2026-01-05 care.started", "2026-03-01 care.ended"]);
}

#[test]
fn a_period_of_which_a_return_held_only_the_later_part_does_not_say_that_care_started_then() {
    let later = period().with("earlier_not_held", "L");
    assert_eq!(events("period_of_care", &later), ["2026-01-05 care.known"]);
}

#[test]
fn a_period_of_care_does_not_end_with_a_code_that_says_it_goes_on() {
    let fields = period().with("ended", "2026-03-01").with("end_reason", "X1");
    assert!(refused("period_of_care", &fields, "end_reason"));
}

#[test]
fn police_protection_keeps_the_moment_from_which_its_hours_run() {
    let fields = Fields::new().with("status", "L1").with("started", "2026-07-01");
    let at = fields.clone().with("started_at", "2026-06-30T23:30:00Z");
    assert_eq!(events("legal_status", &at), ["2026-07-01 police_protection.started"]);
    let elsewhere = fields.with("started_at", "2026-06-30T22:30:00Z");
    assert!(refused("legal_status", &elsewhere, "started_at"));
}

#[test]
fn a_questionnaire_with_a_score_has_no_reason_for_having_none() {
    let fields = Fields::new().with("completed", "2026-02-01").with("score", 17);
    assert_eq!(events("sdq", &fields), ["2026-02-01 sdq.scored"]);
    assert!(refused("sdq", &fields.with("no_score_reason", "SDQ2"), "no_score_reason"));
}

#[test]
fn a_health_check_happened_only_once_it_is_completed() {
    let planned = Fields::new().with("check_type", "DENTAL").with("on", "2026-02-01").with("status", "Planned");
    assert_eq!(events("health_check", &planned), Vec::<String>::new());
    let rows = (schema("health_check").work)(&planned);
    assert_eq!(
        rows.iter().map(|row| row.due.map(|due| due.to_string())).collect::<Vec<_>>(),
        [Some("2026-02-01".into())]
    );
    assert_eq!(events("health_check", &planned.with("status", "Completed")), ["2026-02-01 dental_check.done"]);
}

#[test]
fn a_missing_child_is_flagged_until_found() {
    let missing = Fields::new().with("missing_type", "M").with("started", "2026-02-01");
    assert_eq!((schema("missing_episode").flags)(&missing), [Flag::Missing]);
    let found = missing.clone().with("ended", "2026-02-02");
    assert_eq!((schema("missing_episode").flags)(&found), []);
    assert!(refused("missing_episode", &missing.with("ended", "2026-01-31"), "ended"));
}

#[test]
fn a_review_that_was_held_was_not_cancelled() {
    let held = Fields::new().with("held", "2026-02-01").with("participation", "PN1");
    assert_eq!(events("care_review", &held), ["2026-02-01 care_review.held"]);
    assert!(refused("care_review", &held.with("cancelled", true), "cancelled"));
}

#[test]
fn a_return_interview_that_was_declined_waits_for_nobody() {
    let offered = Fields::new().with("missing_episode", "0".repeat(32)).with("offered", "Y");
    assert_eq!((schema("return_interview").work)(&offered).len(), 1);
    assert_eq!((schema("return_interview").work)(&offered.with("accepted", "N")).len(), 0);
}

#[test]
fn a_special_guardianship_order_is_no_adoption() {
    let order = Fields::new().with("order_made", "2026-02-01");
    assert_eq!(
        events("permanence_case", &order.clone().with("order_type", "ADOPTION")),
        ["2026-02-01 adoption.order_made"]
    );
    assert_eq!(events("permanence_case", &order.with("order_type", "SGO")), ["2026-02-01 permanence.order_made"]);
}

#[test]
fn an_adoption_decision_is_not_reversed_before_it_is_made() {
    let fields = Fields::new().with("decided", "2026-02-01").with("reversed", "2026-01-01");
    assert!(refused("permanence_case", &fields, "reversed"));
}

#[test]
fn adopters_stand_in_the_adoption_file_and_never_in_the_care_file() {
    assert_eq!(schema("adoptive_household").file, Some(FileType::Adoption));
    assert_eq!(schema("permanence_case").file, Some(FileType::Care));
}

#[test]
fn codes_of_adopters_are_whole_and_fit_each_other_where_somebody_hands_them_over() {
    let codes = |number: &str, sex: &str, legal: &str| {
        Fields::new().with("number", number).with("sex", sex).with("legal_status", legal)
    };
    let kind = schema("adopters_in_codes");
    for (number, sex, legal) in
        [("1", "F1", "L0"), ("2", "MF", "L11"), ("2", "FF", "L12"), ("2", "MM", "L2"), ("2", "MF", "L3")]
    {
        assert!((kind.lacks)(&codes(number, sex, legal)).is_empty(), "{number} {sex} {legal}");
    }
    for (number, sex, legal) in
        [("1", "MF", "L0"), ("2", "M1", "L0"), ("1", "M1", "L11"), ("2", "MF", "L12"), ("2", "MM", "L3")]
    {
        assert!(!(kind.lacks)(&codes(number, sex, legal)).is_empty(), "{number} {sex} {legal}");
    }
    assert!(!(kind.lacks)(&Fields::new().with("number", "2")).is_empty(), "two codes are missing");
    assert!((kind.check)(&Fields::new().with("number", "2")).is_empty(), "a return of another system may lack them");
    assert_eq!((kind.given, kind.file), (true, Some(FileType::Care)));
    assert!(kind.fields.iter().all(|field| field.find.is_none()), "nobody is found by them");
}

#[test]
fn every_review_of_a_pathway_plan_is_an_event() {
    let fields = Fields::new()
        .with("prepared", "2026-01-10")
        .with("reviewed", vec!["2026-06-01".to_owned(), "2026-11-01".to_owned()]);
    assert_eq!(
        events("pathway_plan", &fields),
        ["2026-01-10 pathway_plan.prepared", "2026-06-01 pathway_plan.reviewed", "2026-11-01 pathway_plan.reviewed"]
    );
    assert!(refused("pathway_plan", &fields.with("prepared", "2026-07-01"), "reviewed"));
}

#[test]
fn the_outcomes_of_a_return_are_kept_and_make_no_event() {
    let fields = Fields::new().with("year", 2018).with("convicted", true).with("sdq_score", 39);
    assert_eq!(events("annual_outcomes", &fields), Vec::<String>::new());
}

#[test]
fn no_yes_or_no_about_health_or_offending_may_stand_in_a_log() {
    for field in schema("annual_outcomes").fields.iter().filter(|field| field.name != "year") {
        assert_eq!(field.class, hearth_record::Class::Private, "{}", field.name);
    }
}
