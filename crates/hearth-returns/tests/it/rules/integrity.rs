use super::looked_after;

#[test]
fn rule_epi_a_heading_is_followed_by_episodes_or_leaving_care() {
    let tables = "Header   CHILD
                           1
                           2
                           3
                  Episodes CHILD
                           1
                  OC3      CHILD
                           2";
    assert_eq!(looked_after(tables).names("EPI"), "Header 2");
    let no_module = "Header CHILD
                            1";
    assert_eq!(looked_after(no_module).could_not("EPI"), "the return has no Episodes");
}

/// A row of the table whose child has no heading, and whose child has.
fn asks_for_a_heading(rule: &str, table: &str) {
    let tables = format!("Header CHILD\n 1\n {table} CHILD\n 1\n 2\n 2");
    assert_eq!(looked_after(&tables).names(rule), format!("{table} 1, {table} 2"));
    let says = looked_after(&tables).says(rule);
    assert_eq!(says, "the child (2) has this row but no heading");
    let alone = format!("{table} CHILD\n 1");
    assert_eq!(looked_after(&alone).could_not(rule), "the return has no Header");
}

#[test]
fn rule_int01_an_adoption_has_a_heading() {
    asks_for_a_heading("INT01", "AD1");
}

#[test]
fn rule_int02_a_decision_to_place_for_adoption_has_a_heading() {
    asks_for_a_heading("INT02", "PlacedAdoption");
}

#[test]
fn rule_int03_an_episode_has_a_heading() {
    asks_for_a_heading("INT03", "Episodes");
}

#[test]
fn rule_int04_a_time_missing_has_a_heading() {
    asks_for_a_heading("INT04", "Missing");
}

#[test]
fn rule_int05_outcomes_have_a_heading() {
    asks_for_a_heading("INT05", "OC2");
}

#[test]
fn rule_int06_a_care_leaver_has_a_heading() {
    asks_for_a_heading("INT06", "OC3");
}

#[test]
fn rule_int07_a_permanent_home_before_has_a_heading() {
    asks_for_a_heading("INT07", "PrevPerm");
}

#[test]
fn rule_int08_a_review_has_a_heading() {
    asks_for_a_heading("INT08", "Reviews");
}

#[test]
fn rule_int09_an_unaccompanied_child_has_a_heading() {
    asks_for_a_heading("INT09", "UASC");
}

/// Dates of birth that differ from the heading's, agree with it, are blank, are none, and have no heading.
fn asks_for_the_headings_birth(rule: &str, table: &str) {
    let tables = format!(
        "Header CHILD DOB
                1     29/02/2012
                2     -
         {table} CHILD DOB
                1     01/03/2012
                1     29/02/2012
                1     -
                1     30/02/2012
                2     01/03/2012
                3     01/03/2012"
    );
    assert_eq!(looked_after(&tables).names(rule), format!("{table} 0"));
    let says = "the date of birth is 01/03/2012 here and 29/02/2012 in the heading";
    assert_eq!(looked_after(&tables).says(rule), says);
}

#[test]
fn rule_int11_an_adopted_child_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT11", "AD1");
}

#[test]
fn rule_int12_a_child_to_be_placed_for_adoption_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT12", "PlacedAdoption");
}

#[test]
fn rule_int13_a_missing_child_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT13", "Missing");
}

#[test]
fn rule_int14_a_child_with_outcomes_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT14", "OC2");
}

#[test]
fn rule_int15_a_care_leaver_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT15", "OC3");
}

#[test]
fn rule_int16_a_child_with_a_home_before_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT16", "PrevPerm");
}

#[test]
fn rule_int17_a_reviewed_child_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT17", "Reviews");
}

#[test]
fn rule_int18_an_unaccompanied_child_is_born_as_in_the_heading() {
    asks_for_the_headings_birth("INT18", "UASC");
}

#[test]
fn rule_int21_an_unaccompanied_child_has_the_sex_of_the_heading() {
    let tables = "Header CHILD SEX
                         1     M
                         2     F
                         3     -
                         4     M
                  UASC   CHILD SEX
                         1     F
                         2     f
                         3     M
                         4     -
                         5     M";
    assert_eq!(looked_after(tables).names("INT21"), "UASC 0");
    assert_eq!(looked_after(tables).says("INT21"), "sex is F here and M in the heading");
}

/// One row of a child, two of another, and two that name no child.
fn asks_for_one_row(rule: &str, table: &str) {
    let tables = format!("{table} CHILD\n 1\n 2\n - -\n 2\n - -");
    assert_eq!(looked_after(&tables).names(rule), format!("{table} 1, {table} 3"));
}

#[test]
fn rule_int31_a_child_is_adopted_once() {
    asks_for_one_row("INT31", "AD1");
}

#[test]
fn rule_int32_a_child_has_one_heading() {
    asks_for_one_row("INT32", "Header");
}

#[test]
fn rule_int33_a_child_has_one_row_of_outcomes() {
    asks_for_one_row("INT33", "OC2");
}

#[test]
fn rule_int34_a_child_is_one_care_leaver() {
    asks_for_one_row("INT34", "OC3");
}

#[test]
fn rule_int35_a_child_has_one_permanent_home_before() {
    asks_for_one_row("INT35", "PrevPerm");
}

#[test]
fn rule_int36_a_child_is_unaccompanied_once() {
    asks_for_one_row("INT36", "UASC");
}

#[test]
fn rule_noe_care_from_before_the_year_stood_in_last_years_return() {
    let years = "Episodes CHILD DECOM
                          1     31/03/2026
                          2     01/04/2026
                          3     31/03/2026
                          4     -
                          5     01/01/2025
                 last year
                 Header   CHILD
                          5
                 Episodes CHILD DECOM
                          3     31/03/2026";
    assert_eq!(looked_after(years).names("NoE"), "Episodes 0, Episodes 4");
    let no_module = "Episodes CHILD DECOM
                              1     31/03/2026
                     last year
                     Header   CHILD
                              1";
    assert_eq!(looked_after(no_module).could_not("NoE"), "the return of the year before has no Episodes");
}
