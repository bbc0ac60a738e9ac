//! The annual returns as they are made from records.

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Setting, check};
use hearth_returns::cin::{self, Sender};
use hearth_returns::{Tables, ssda903};
use serde_json::{Value as Json, json};

use crate::column;
use crate::drawn::{Drawn, record};

fn year() -> CollectionYear {
    CollectionYear::ending(2026).expect("a year")
}

fn looked_after(child: &Drawn) -> Tables {
    let mut filling = ssda903::FromRecords::new(year());
    filling.add(&child.records());
    filling.finish()
}

fn in_need(child: &Drawn) -> Tables {
    let sender = Sender { authority: "343".to_owned(), release: "1".to_owned(), written: String::new() };
    let mut filling = cin::FromRecords::new(year(), &sender);
    filling.add(&child.records());
    filling.finish()
}

/// A boy of fifteen who came alone, looked after since May 2025.
fn alone(born: &str, status: Json) -> Drawn {
    let boy = json!({ "la_child_id": "SF1", "forename": "Dawit", "surname": "Quill", "born": born, "sex": "M" });
    Drawn::person(1, boy)
        .with("period_of_care", json!({ "started": "2025-05-01", "category_of_need": "N8" }))
        .with("legal_status", json!({ "started": "2025-05-01", "status": "V2" }))
        .with("placement", json!({ "started": "2025-05-01", "placement_type": "U6", "provider": "PR1" }))
        .with("immigration_status", status)
}

#[test]
fn a_child_alone_is_returned_with_the_day_on_which_that_ceases_at_the_latest() {
    let cases = [
        (
            "2010-06-12",
            json!({ "status": "UASC" }),
            Some("12/06/2028"),
            "the eighteenth birthday while nothing is recorded",
        ),
        (
            "2010-06-12",
            json!({ "status": "UASC", "ended": "2025-11-03" }),
            Some("03/11/2025"),
            "the day that is recorded",
        ),
        (
            "2010-06-12",
            json!({ "status": "UASC", "ended": "2026-11-03" }),
            Some("03/11/2026"),
            "also one that lies ahead",
        ),
        (
            "2010-06-12",
            json!({ "status": "UASC", "ended": "2025-03-31" }),
            None,
            "what ceased before the year is of another",
        ),
        ("2010-06-12", json!({ "status": "UASC", "started": "2026-04-01" }), None, "and what began after it"),
        ("2007-03-31", json!({ "status": "UASC" }), None, "nobody is one after the eighteenth birthday"),
        ("2010-06-12", json!({ "status": "REFUGEE" }), None, "another status"),
    ];
    for (born, status, ceases, why) in cases {
        let made = looked_after(&alone(born, status));
        assert_eq!(column(&made, "UASC", "DUC").first().copied(), ceases, "{why}");
        let flag = if ceases.is_some() { "1" } else { "0" };
        assert_eq!(column(&made, "Header", "UASC"), [flag], "{why}");
    }
}

#[test]
fn a_conference_is_due_fifteen_working_days_after_the_discussion_that_began_the_enquiry() {
    let child = |enquiry: Json| {
        Drawn::child()
            .with("social_care_episode", json!({ "received_on": "2026-03-20" }))
            .with("strategy_discussion", json!({ "held_at": "2026-03-25T23:30:00Z" }))
            .with("s47_enquiry", enquiry)
    };
    let due = |enquiry| column(&in_need(&child(enquiry)), "Section47", "InitialCPCtarget").join(" ");
    // Good Friday 3 April and Easter Monday 6 April do not count.
    assert_eq!(due(json!({ "started": "2026-03-27" })), "2026-04-21");
    let named = json!({ "started": "2026-03-27", "strategy_discussion": record(1, 3) });
    assert_eq!(due(named), "2026-04-17", "half past eleven in the evening of 25 March");
}

#[test]
fn a_child_who_was_born_after_the_year_was_expected_in_it() {
    let child = |born: &str| {
        let baby = json!({ "la_child_id": "SF1", "forename": "Wren", "surname": "Quill", "born": born, "sex": "F" });
        Drawn::person(1, baby)
            .with("social_care_episode", json!({ "received_on": "2026-02-20" }))
            .with("disability", json!({ "disability": "NONE" }))
    };
    let cells = |born: &str| {
        let made = in_need(&child(born));
        let row = ["PersonBirthDate", "ExpectedPersonBirthDate", "Sex"]
            .map(|of| column(&made, "ChildIdentifiers", of)[0].to_owned());
        (row, column(&made, "Disabilities", "Disability").len())
    };
    assert_eq!(cells("2026-03-31"), (["2026-03-31", "", "F"].map(str::to_owned), 1));
    assert_eq!(cells("2026-04-01"), (["", "2026-04-01", "U"].map(str::to_owned), 0));
}

#[test]
fn an_enquiry_that_needs_no_conference_is_of_the_year_in_which_it_began() {
    let began = |started: &str, more: Json| {
        let mut enquiry = json!({ "started": started });
        enquiry.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        let child = Drawn::child()
            .with("social_care_episode", json!({ "received_on": "2025-03-01" }))
            .with("s47_enquiry", enquiry);
        column(&in_need(&child), "Section47", "S47ActualStartDate").len()
    };
    assert_eq!(began("2025-03-31", json!({ "conference_required": false })), 0);
    assert_eq!(began("2025-04-01", json!({ "conference_required": false })), 1);
    assert_eq!(
        began("2025-03-31", json!({ "conference_required": false, "ended": "2025-04-01" })),
        1,
        "it ended in the year"
    );
    assert_eq!(began("2025-03-31", json!({ "conference_required": true })), 1, "it runs still");
}

#[test]
fn the_pupil_number_of_before_stands_beside_the_one_of_now() {
    let former = |value: &str, until: &str| json!({ "identifier_type": "Former Unique Pupil Number", "value": value, "valid_to": until });
    let child = Drawn::child()
        .with("social_care_episode", json!({ "received_on": "2025-09-20" }))
        .with("person_identifier", former("X98765432123B", "2024-07-01"))
        .with("person_identifier", former("X98765432124B", "2025-07-01"))
        .with("person_identifier", json!({ "identifier_type": "Case Number", "value": "12" }));
    assert_eq!(column(&in_need(&child), "ChildIdentifiers", "FormerUPN"), ["X98765432124B"], "the last of them");
}

/// A young woman who turned 19 on 1 June 2025, with care of these days, and what the rule says of her in the return of 2026.
fn leaver(care: &[(&str, &str, &str)], rule: &str) -> (usize, Vec<String>) {
    let woman =
        json!({ "la_child_id": "SF1", "forename": "Wren", "surname": "Quill", "born": "2006-06-01", "sex": "F" });
    let mut drawn = Drawn::person(1, woman).with(
        "care_leaver_contact",
        json!({ "on": "2025-06-02", "in_touch": "YES", "activity": "F2", "accommodation": "U" }),
    );
    for (from, until, reason) in care {
        drawn = drawn
            .with(
                "period_of_care",
                json!({ "started": from, "ended": until, "category_of_need": "N1", "end_reason": reason }),
            )
            .with("legal_status", json!({ "started": from, "ended": until, "status": "C2" }))
            .with("placement", json!({ "started": from, "ended": until, "placement_type": "U6", "provider": "PR1" }));
    }
    let last = {
        let mut filling = ssda903::FromRecords::new(year().before());
        filling.add(&drawn.records());
        filling.finish()
    };
    let now = looked_after(&drawn);
    let mut setting = Setting::of(year(), Calendar::england());
    setting.only = vec![rule.to_owned()];
    let report = check::<ssda903::Ssda903>(&now, Some(&last), &setting);
    (report.findings().count(), report.could_not_run().iter().map(|not| not.because.clone()).collect())
}

#[test]
fn rule_1001_is_answered_from_the_whole_life_where_it_is_recorded() {
    let found = |care: &[(&str, &str, &str)]| leaver(care, "1001");
    assert_eq!(
        found(&[("2021-03-03", "2022-06-02", "E8")]),
        (0, vec![]),
        "a day past the sixteenth birthday, and 13 weeks"
    );
    assert_eq!(found(&[("2021-03-03", "2022-06-01", "E8")]), (1, vec![]), "not a day from sixteen on");
    assert_eq!(found(&[("2022-06-01", "2022-08-31", "E8")]), (0, vec![]), "91 days");
    assert_eq!(found(&[("2022-06-01", "2022-08-30", "E8")]), (1, vec![]), "90 days");
    assert_eq!(
        found(&[("2016-06-01", "2020-05-31", "E8"), ("2022-06-01", "2022-07-01", "E8")]),
        (1, vec![]),
        "before fourteen"
    );
    assert_eq!(found(&[("2022-06-01", "2024-01-01", "E12")]), (1, vec![]), "adopted");
    assert_eq!(found(&[]), (1, vec![]), "never looked after");
}

#[test]
fn rule_1002_is_answered_from_the_whole_life_where_it_is_recorded() {
    assert_eq!(leaver(&[], "1002"), (1, vec![]));
    assert_eq!(leaver(&[("2010-06-01", "2011-06-01", "E8")], "1002"), (0, vec![]), "however long ago");
    assert_eq!(
        leaver(&[("2026-04-01", "2026-05-01", "E8")], "1002"),
        (1, vec![]),
        "what lies after the year has not happened"
    );
}
