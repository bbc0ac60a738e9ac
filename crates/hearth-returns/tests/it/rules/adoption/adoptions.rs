use crate::rules::looked_after;

#[test]
fn rule_331_the_match_comes_before_the_placement_that_ends_in_adoption() {
    let tables = "Episodes CHILD DECOM      REC
                           1     01/06/2026 E11
                           2     01/06/2026 E12
                           3     01/06/2026 X1
                           4     01/06/2026 E11
                           5     -          E11
                  AD1      CHILD DATE_MATCH
                           1     01/06/2026
                           2     02/06/2026
                           3     02/06/2026
                           4     -
                           5     02/06/2026";
    assert_eq!(looked_after(tables).names("331"), "Episodes 1, AD1 1");
    let says = "child and adopters were matched on 02/06/2026, after the child was placed with them on 01/06/2026";
    assert_eq!(looked_after(tables).says("331"), says);
}

#[test]
fn rule_334_adoption_is_decided_on_in_the_latest_time_in_care() {
    let tables = "Episodes CHILD DECOM      RNE
                           1     01/01/2024 S
                           1     01/01/2026 S
                           1     01/06/2026 P
                           2     01/01/2026 S
                           3     01/01/2026 P
                           4     01/01/2026 S
                  AD1      CHILD DATE_INT
                           1     31/12/2025
                           2     01/01/2026
                           3     31/12/2025
                           4     -";
    assert_eq!(looked_after(tables).names("334"), "Episodes 1, AD1 0");
}

#[test]
fn rule_335_adoption_by_foster_carers_follows_a_placement_with_them() {
    let tables = "Episodes CHILD DECOM      PLACE
                           1     01/06/2026 A3
                           2     01/06/2026 A6
                           3     01/06/2026 A5
                           4     01/06/2026 A4
                           5     01/05/2026 A3
                           5     01/06/2026 U6
                           6     01/06/2026 A3
                  AD1      CHILD FOSTER_CARE
                           1     0
                           2     1
                           3     1
                           4     0
                           5     0
                           6     -";
    assert_eq!(looked_after(tables).names("335"), "Episodes 0, AD1 0, Episodes 1, AD1 1");
}

#[test]
fn rule_521_adoption_is_decided_on_before_the_child_is_placed_for_it() {
    let tables = "Episodes CHILD DECOM      PLACE
                           1     01/06/2026 A5
                           1     01/08/2026 A6
                           2     01/06/2026 A3
                           3     01/06/2026 U6
                           4     01/06/2026 A3
                  AD1      CHILD DATE_INT
                           1     02/06/2026
                           2     01/06/2026
                           3     02/06/2026
                           4     -";
    assert_eq!(looked_after(tables).names("521"), "AD1 0, Episodes 0");
}

#[test]
fn rule_523_the_decision_has_one_day_in_both_tables() {
    let tables = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                 1     01/06/2026  -
                                 2     02/06/2026  -
                                 3     01/01/2024  01/01/2025
                                 3     01/06/2026  -
                                 4     -           -
                                 5     01/06/2026  -
                  AD1            CHILD DATE_INT
                                 1     01/06/2026
                                 2     01/06/2026
                                 3     01/06/2026
                                 4     01/06/2026
                                 5     -";
    assert_eq!(looked_after(tables).names("523"), "PlacedAdoption 1, AD1 1");
}

#[test]
fn rule_525_no_child_is_adopted_after_the_decision_was_revoked() {
    let tables = "PlacedAdoption CHILD DATE_PLACED_CEASED
                                 1     01/06/2026
                                 2     -
                                 3     01/06/2026
                                 4     soon
                  AD1            CHILD DATE_INT   LS_ADOPTR
                                 1     -          L0
                                 2     01/01/2026 L0
                                 3     -          -
                                 4     01/01/2026 -";
    assert_eq!(looked_after(tables).names("525"), "PlacedAdoption 0, AD1 0, PlacedAdoption 3, AD1 3");
}

#[test]
fn rule_582_a_match_on_the_day_of_the_adoption_is_a_question() {
    let tables = "Episodes CHILD DECOM      DEC        REC
                           1     01/01/2026 01/06/2026 E11
                           2     01/01/2026 01/06/2026 E12
                           3     01/01/2026 01/06/2026 E4A
                           4     01/01/2026 -          E11
                  AD1      CHILD DATE_MATCH
                           1     01/06/2026
                           2     31/05/2026
                           3     01/06/2026
                           4     -";
    assert_eq!(looked_after(tables).names("582"), "Episodes 0, AD1 0");
}

#[test]
fn rule_601_an_adoption_of_the_year_is_recorded_in_full() {
    let tables = "Episodes CHILD DEC        REC
                           1     31/03/2027 E11
                           2     01/04/2026 E12
                           3     31/03/2026 E12
                           4     01/06/2026 E12
                           5     01/06/2026 E4A
                  AD1      CHILD DATE_INT   DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR
                           1     01/05/2025 01/06/2025 0           1         F1         L0
                           2     01/05/2025 01/06/2025 0           1         F1         -
                           3     -          -          -           -         -          -
                           5     -          -          -           -         -          -";
    assert_eq!(looked_after(tables).names("601"), "Episodes 1, AD1 1, Episodes 3");
    let no_module = "Episodes CHILD DEC        REC
                              1     01/06/2026 E11";
    assert_eq!(looked_after(no_module).could_not("601"), "the return has no AD1");
}

#[test]
fn rule_602_what_is_recorded_of_an_adoption_belongs_to_one_of_the_year() {
    let tables = "Episodes CHILD DEC        REC
                           1     01/04/2026 E11
                           2     31/03/2026 E11
                           3     01/06/2026 E4A
                           4     -          E12
                  AD1      CHILD DATE_MATCH
                           1     01/06/2025
                           2     01/06/2025
                           3     01/06/2025
                           4     01/06/2025
                           5     01/06/2025
                           6     -";
    assert_eq!(looked_after(tables).names("602"), "AD1 1, AD1 2, AD1 3, AD1 4");
    let no_module = "AD1 CHILD DATE_MATCH
                         1     01/06/2025";
    assert_eq!(looked_after(no_module).could_not("602"), "the return has no Episodes");
}
