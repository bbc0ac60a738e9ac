use super::looked_after;

#[test]
fn rule_700_the_start_of_an_order_is_a_day_that_there_is_and_was_not_asked_before_2027() {
    let dolo = "DoLo CHILD DOLO_START
                     1     01/06/2026
                     2     31/06/2026
                     3     2026-06-01
                     4     -";
    assert_eq!(looked_after(dolo).names("700"), "DoLo 1, DoLo 2");
    assert_eq!(looked_after(dolo).in_year(2026).names("700"), "");
}

#[test]
fn rule_701_the_end_of_an_order_is_a_day_that_there_is_or_blank() {
    let dolo = "DoLo CHILD DOLO_END
                     1     29/02/2028
                     2     29/02/2027
                     3     -";
    assert_eq!(looked_after(dolo).names("701"), "DoLo 1");
}

#[test]
fn rule_702_an_order_may_end_on_the_day_on_which_it_starts_and_not_before() {
    let dolo = "DoLo CHILD DOLO_START DOLO_END
                     1     02/06/2026 01/06/2026
                     2     02/06/2026 02/06/2026
                     3     02/06/2026 -
                     4     -          01/06/2026";
    assert_eq!(looked_after(dolo).names("702"), "DoLo 0");
}

#[test]
fn rule_703_an_order_starts_by_31_march() {
    let dolo = "DoLo CHILD DOLO_START
                     1     31/03/2027
                     2     01/04/2027
                     3     01/01/2020
                     4     -";
    assert_eq!(looked_after(dolo).names("703"), "DoLo 1");
}

#[test]
fn rule_704_an_order_ends_in_the_year() {
    let dolo = "DoLo CHILD DOLO_END
                     1     31/03/2026
                     2     01/04/2026
                     3     31/03/2027
                     4     01/04/2027
                     5     -";
    assert_eq!(looked_after(dolo).names("704"), "DoLo 0, DoLo 3");
}

#[test]
fn rule_705_one_order_ends_before_the_next_starts() {
    let dolo = "DoLo CHILD DOLO_START DOLO_END
                     1     01/06/2026 -
                     1     01/07/2026 -
                     2     01/06/2026 01/07/2026
                     2     01/07/2026 02/07/2026
                     3     01/06/2026 01/09/2026
                     3     01/07/2026 02/07/2026
                     3     01/08/2026 -
                     4     01/06/2026 -";
    assert_eq!(looked_after(dolo).names("705"), "DoLo 1, DoLo 5, DoLo 6");
}

#[test]
fn rule_706_an_order_left_open_last_year_stands_in_this_years_return() {
    let drawing = "Header CHILD SEX
                          1     F
                          2     F
                          3     F
                          4     F
                   DoLo   CHILD DOLO_START
                          1     01/06/2025
                          2     02/06/2025
                   last year
                   DoLo   CHILD DOLO_START DOLO_END
                          1     01/06/2025 -
                          2     01/06/2025 -
                          3     01/06/2025 -
                          4     01/06/2025 01/07/2025";
    assert_eq!(looked_after(drawing).names("706"), "Header 2, DoLo 1");
    let alone = "DoLo CHILD DOLO_START
                      1     01/06/2026";
    assert_eq!(looked_after(alone).could_not("706"), "no return of the year before was given");
}

#[test]
fn rule_707_an_order_ends_while_the_child_is_looked_after() {
    let drawing = "Episodes CHILD DECOM      RNE DEC        REC
                            1     01/06/2026 S   01/09/2026 E4A
                            2     01/06/2026 S   01/09/2026 E4A
                            3     01/06/2026 S   01/09/2026 E4A
                            4     01/06/2026 S   -          -
                            5     01/06/2026 S   01/09/2026 E4A
                            5     01/01/2027 S   -          -
                   DoLo     CHILD DOLO_START DOLO_END
                            1     01/07/2026 -
                            2     01/07/2026 01/09/2026
                            3     01/07/2026 02/09/2026
                            4     01/07/2026 -
                            5     01/07/2026 -
                            5     01/02/2027 -
                            6     01/07/2026 -
                            1     -          -";
    assert_eq!(looked_after(drawing).names("707"), "DoLo 0, DoLo 2, DoLo 4");
}

#[test]
fn rule_708_no_order_is_before_birth() {
    let dolo = "DoLo CHILD DOB        DOLO_START DOLO_END
                     1     01/06/2020 31/05/2020 -
                     2     01/06/2020 01/06/2020 -
                     3     -          31/05/2020 -
                     4     01/06/2020 -          31/05/2020";
    assert_eq!(looked_after(dolo).names("708"), "DoLo 0, DoLo 3");
}

/// Orders that touch an episode from June to August by a day, miss it by a day, or are open.
fn under_order(place: &str) -> String {
    format!(
        "Episodes CHILD DECOM      DEC        PLACE
                  1     01/06/2026 01/08/2026 {place}
         DoLo     CHILD DOLO_START DOLO_END
                  1     01/05/2026 31/05/2026
                  1     01/05/2026 01/06/2026
                  1     01/08/2026 01/09/2026
                  1     02/08/2026 01/09/2026
                  1     01/07/2026 -"
    )
}

#[test]
fn rule_709_an_order_is_expected_in_a_childrens_home_or_unregistered() {
    assert_eq!(looked_after(&under_order("U1")).names("709"), "DoLo 1, Episodes 0, DoLo 2, Episodes 0");
    for expected in ["K2", "Z12", "Z13"] {
        assert_eq!(looked_after(&under_order(expected)).names("709"), "");
    }
}

#[test]
fn rule_710_an_order_cannot_be_in_secure_homes_with_parents_in_custody_or_supported() {
    for impossible in ["K1", "P1", "R5", "K3"] {
        assert_eq!(looked_after(&under_order(impossible)).names("710"), "DoLo 1, Episodes 0, DoLo 2, Episodes 0");
    }
    assert_eq!(looked_after(&under_order("K2")).names("710"), "");
    assert_eq!(looked_after(&under_order("U1")).names("710"), "");
}
