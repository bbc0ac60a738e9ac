use hearth_returns::annex_a::Making;
use serde_json::{Value, json};

use super::{count, made, made_with, making, only, rows};
use crate::drawn::{Drawn, id, record};

fn child(who: u8, case: Value) -> Drawn {
    Drawn::person(
        who,
        json!({"la_child_id": format!("SF{who}"), "forename": "Wren", "surname": "Reeve", "born": "2024-03-02"}),
    )
    .with("period_of_care", json!({"started": "2025-01-01", "category_of_need": "N1"}))
    .with("permanence_case", case)
}

fn walled() -> Making {
    Making { walled: true, ..making() }
}

#[test]
fn nobody_learns_of_adopters_who_may_not_pass_the_wall_and_the_childs_path_is_told() {
    let child =
        child(1, json!({"decided": "2026-01-10"})).with("adoptive_household", json!({"registered": "2026-02-01"}));
    let lists = made(&[&child]);
    assert!(lists.lists[10].left_out.is_some_and(|why| why.contains("ask the adoption service")));
    assert!(lists.lists[10].rows.is_empty());
    let columns = ["Family identifier", "Date of Decision that Child Should be Placed for Adoption"];
    assert_eq!(only(&lists, 10, &columns), ["", "10/01/2026"]);
    assert!(lists.not_filled.iter().any(|blank| (blank.list, blank.column) == (10, "Family identifier")));
    assert_eq!(count(&lists, 8), 1, "the child is looked after, and listed there");
}

#[test]
fn a_child_is_listed_until_a_year_after_the_adoption_or_the_reversal() {
    let decided = "2025-06-10";
    for (case, listed) in [
        (json!({"decided": decided}), 1),
        (json!({"decided": "2026-11-23"}), 0),
        (json!({"decided": decided, "order_made": "2025-11-22", "order_type": "ADOPTION"}), 1),
        (json!({"decided": decided, "order_made": "2025-11-21", "order_type": "ADOPTION"}), 0),
        (json!({"decided": decided, "reversed": "2025-11-22", "reversed_reason": "RD3"}), 1),
        (json!({"decided": decided, "reversed": "2025-11-21", "reversed_reason": "RD3"}), 0),
        (json!({"placement_order": "2026-01-01"}), 0),
    ] {
        assert_eq!(count(&made_with(walled(), &[&child(1, case.clone())]), 10), listed, "{case}");
    }
}

#[test]
fn the_path_to_adoption_is_told_step_by_step() {
    let child = child(
        1,
        json!({"decided": "2025-06-10", "placement_order": "2025-07-01", "matched": "2025-10-01", "placed": "2025-11-01",
        "early_placed": "2025-06-20", "reversed": "2026-03-01", "reversed_reason": "RD1"}),
    );
    let columns = [
        "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters",
        "Date Placed for Adoption",
        "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ];
    let listed = [
        "01/01/2025",
        "10/06/2025",
        "01/07/2025",
        "01/10/2025",
        "01/11/2025",
        "",
        "01/03/2026",
        "RD1 - The child's needs changed subsequent to the decision",
        "20/06/2025",
    ];
    assert_eq!(only(&made_with(walled(), &[&child]), 10, &columns), listed);
}

#[test]
fn whoever_adopts_two_children_is_there_once_with_both() {
    let household = json!({"adopters": [id(7), id(8)], "registered": "2025-01-05", "stage1_started": "2025-01-10",
        "stage1_decided": "2025-03-10", "stage2_started": "2025-03-12", "decided": "2025-07-01", "approval": "APPROVED"});
    let case = json!({"decided": "2025-06-10", "matched": "2025-11-22", "placed": "2025-12-01"});
    let one = child(1, case.clone()).with("adoptive_household", household.clone());
    let other = child(2, case).with("adoptive_household", household);
    let columns = [
        "Individual adopter identifier",
        "Family identifier",
        "Is the (prospective) adopter fostering for adoption?",
        "Date enquiry received",
        "Date Stage 1 ended",
        "Date application approved",
        "Date adopter matched with child(ren)",
        "No. of children placed",
        "Reason for leaving adoption process",
    ];
    let family = record(1, 4);
    let row = |who: u8| {
        [&id(who), &family, "b) No", "05/01/2025", "10/03/2025", "01/07/2025", "22/11/2025", "2", ""]
            .map(str::to_owned)
            .to_vec()
    };
    assert_eq!(rows(&made_with(walled(), &[&one, &other]), 11, &columns), [row(7), row(8)]);
}

#[test]
fn adopters_who_withdrew_have_why_they_left_and_those_of_long_ago_are_not_listed() {
    let of = |decided: &str, approval: &str| {
        child(1, json!({"decided": "2026-01-10"}))
            .with("adoptive_household", json!({"registered": "2025-01-05", "decided": decided, "approval": approval}))
    };
    let columns =
        ["Date of leaving adoption process", "Reason for leaving adoption process", "Date application approved"];
    let refused = made_with(walled(), &[&of("2026-02-01", "REFUSED")]);
    assert_eq!(only(&refused, 11, &columns), ["01/02/2026", "3 - Application refused", ""]);
    assert_eq!(count(&made_with(walled(), &[&of("2025-02-01", "APPROVED")]), 11), 0);
}
