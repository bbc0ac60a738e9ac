use crate::rules::looked_after;

#[test]
fn rule_115_the_decision_was_made_on_a_day_or_is_blank() {
    let placed = "PlacedAdoption CHILD DATE_PLACED
                                 1     29/02/2024
                                 2     29/02/2025
                                 3     -";
    assert_eq!(looked_after(placed).names("115"), "PlacedAdoption 1");
}

#[test]
fn rule_116_the_decision_was_revoked_on_a_day_or_is_blank() {
    let placed = "PlacedAdoption CHILD DATE_PLACED_CEASED
                                 1     29/02/2024
                                 2     01/13/2026
                                 3     -";
    assert_eq!(looked_after(placed).names("116"), "PlacedAdoption 1");
}

#[test]
fn rule_117_nothing_is_decided_after_the_year_or_after_care() {
    let year = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                               1     31/03/2027  -
                               2     01/04/2027  -
                               3     -           01/04/2027
                               4     -           -";
    assert_eq!(looked_after(year).names("117"), "PlacedAdoption 1, PlacedAdoption 2");
    let care = "Episodes       CHILD DECOM      DEC        REC
                               1     01/01/2025 01/06/2026 E4A
                               2     01/01/2025 01/06/2026 E4A
                               3     01/01/2025 01/06/2026 X1
                               3     01/06/2026 -          -
                               4     01/01/2025 01/06/2026 E4A
                               4     01/09/2026 -          -
                               5     01/01/2025 01/06/2026 E4A
                               5     01/09/2026 01/12/2026 X1
                PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                               1     01/06/2026  -
                               2     01/05/2026  02/06/2026
                               3     02/06/2026  -
                               4     01/10/2026  -
                               5     01/10/2026  -
                               5     02/12/2026  -";
    assert_eq!(looked_after(care).names("117"), "PlacedAdoption 1, Episodes 1, PlacedAdoption 5, Episodes 6");
}

#[test]
fn rule_118_nothing_is_revoked_before_the_year_or_before_care() {
    let tables = "Episodes       CHILD DECOM      LS
                                 1     01/01/2025 C2
                                 2     01/01/2025 C2
                                 3     01/06/2026 C2
                                 4     01/05/2026 V4
                                 4     01/06/2026 C2
                  PlacedAdoption CHILD DATE_PLACED_CEASED
                                 1     01/04/2026
                                 2     31/03/2026
                                 3     01/06/2026
                                 4     31/05/2026
                                 5     31/03/2026
                                 6     -";
    let named = "PlacedAdoption 1, Episodes 1, PlacedAdoption 3, Episodes 4, PlacedAdoption 4";
    assert_eq!(looked_after(tables).names("118"), named);
}

#[test]
fn rule_119_day_and_reason_of_revoking_come_together() {
    let placed = "PlacedAdoption CHILD DATE_PLACED_CEASED REASON_PLACED_CEASED
                                 1     01/06/2026         RD1
                                 2     01/06/2026         -
                                 3     -                  RD1
                                 4     -                  -
                                 5     soon               RD9";
    assert_eq!(looked_after(placed).names("119"), "PlacedAdoption 1, PlacedAdoption 2");
}

#[test]
fn rule_120_the_reason_of_revoking_is_a_code() {
    let placed = "PlacedAdoption CHILD REASON_PLACED_CEASED
                                 1     RD4
                                 2     rd1
                                 3     RD5
                                 4     -";
    assert_eq!(looked_after(placed).names("120"), "PlacedAdoption 2");
}

#[test]
fn rule_184_nothing_is_decided_before_the_child_is_born() {
    let tables = "Header         CHILD DOB
                                 3     01/06/2026
                                 4     01/06/2026
                  PlacedAdoption CHILD DOB        DATE_PLACED
                                 1     01/06/2026 01/06/2026
                                 2     01/06/2026 31/05/2026
                                 3     -          31/05/2026
                                 4     -          -
                                 5     -          31/05/2026";
    assert_eq!(looked_after(tables).names("184"), "PlacedAdoption 1, PlacedAdoption 2");
}

#[test]
fn rule_522_a_decision_is_made_before_it_is_revoked() {
    let placed = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                 1     01/06/2026  01/06/2026
                                 2     02/06/2026  01/06/2026
                                 3     -           01/06/2026
                                 4     02/06/2026  -";
    assert_eq!(looked_after(placed).names("522"), "PlacedAdoption 1");
}

#[test]
fn rule_559_a_decision_from_before_the_year_stood_in_last_years_return() {
    let years = "PlacedAdoption CHILD DATE_PLACED
                                1     31/03/2026
                                2     01/04/2026
                                3     31/03/2026
                                4     31/03/2026
                                5     -
                 last year
                 PlacedAdoption CHILD DATE_PLACED
                                1     -
                                2     -
                                3     31/03/2026";
    assert_eq!(looked_after(years).names("559"), "PlacedAdoption 0, PlacedAdoption 3");
    let no_module = "PlacedAdoption CHILD DATE_PLACED
                                    1     31/03/2026
                     last year
                     Header CHILD
                            1";
    assert_eq!(looked_after(no_module).could_not("559"), "the return of the year before has no PlacedAdoption");
}

#[test]
fn rule_560_a_decision_that_stood_last_year_keeps_its_day() {
    let years = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                1     01/06/2025  -
                                2     02/06/2025  -
                                3     02/06/2025  -
                                4     01/06/2025  01/05/2026
                                4     01/06/2026  -
                                5     -           -
                 last year
                 PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                1     01/06/2025  -
                                2     01/06/2025  -
                                3     01/06/2025  01/01/2026
                                4     01/06/2025  -
                                5     01/06/2025  -";
    assert_eq!(looked_after(years).names("560"), "PlacedAdoption 1");
}

#[test]
fn rule_561_a_decision_that_was_revoked_last_year_does_not_come_back() {
    let years = "PlacedAdoption CHILD DATE_PLACED
                                1     01/06/2025
                                2     01/06/2025
                                3     01/06/2025
                                4     01/06/2026
                                5     -
                 last year
                 PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED
                                1     01/06/2025  01/01/2026         RD1
                                2     01/06/2025  -                  RD1
                                3     01/06/2025  -                  -
                                4     01/06/2025  01/01/2026         RD1
                                5     -           01/01/2026         RD1";
    assert_eq!(looked_after(years).names("561"), "PlacedAdoption 0, PlacedAdoption 1");
}

#[test]
fn rule_563_what_is_revoked_was_decided_on_a_day() {
    let placed = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED
                                 1     -           01/06/2026         RD1
                                 2     01/06/2025  01/06/2026         RD1
                                 3     -           -                  RD1
                                 4     -           -                  -
                                 5     soon        01/06/2026         RD1";
    assert_eq!(looked_after(placed).names("563"), "PlacedAdoption 0, PlacedAdoption 2");
}

#[test]
fn rule_579_one_decision_stands_at_a_time() {
    let placed = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                 1     01/06/2025  01/05/2026
                                 1     01/05/2026  -
                                 2     01/06/2025  02/05/2026
                                 2     01/05/2026  -
                                 3     01/05/2026  -
                                 3     01/06/2025  -
                                 4     01/06/2025  soon
                                 4     01/05/2026  -
                                 5     01/06/2025  -
                                 5     -           -";
    assert_eq!(looked_after(placed).names("579"), "PlacedAdoption 3, PlacedAdoption 4");
}

#[test]
fn rule_583_an_earlier_decision_that_stands_is_a_question() {
    let placed = "PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                 1     01/06/2025  01/05/2026
                                 1     01/05/2026  -
                                 2     01/05/2026  -
                                 2     01/06/2025  -
                                 3     01/06/2025  -
                                 3     01/06/2025  -
                                 4     01/06/2025  -";
    assert_eq!(looked_after(placed).names("583"), "PlacedAdoption 3");
}

#[test]
fn rule_584_a_new_decision_comes_after_the_one_that_was_revoked() {
    let years = "PlacedAdoption CHILD DATE_PLACED
                                1     31/05/2025
                                2     01/06/2025
                                3     01/06/2026
                                4     31/05/2025
                                5     01/01/2024
                                6     -
                 last year
                 PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                1     01/06/2025  01/01/2026
                                2     01/06/2025  01/01/2026
                                3     01/06/2025  01/01/2026
                                4     01/06/2025  -
                                5     01/01/2024  01/01/2025
                                5     01/06/2025  01/01/2026
                                6     01/06/2025  01/01/2026";
    assert_eq!(looked_after(years).names("584"), "PlacedAdoption 0");
}

#[test]
fn rule_1003_nothing_is_decided_before_the_child_is_looked_after() {
    let tables = "Episodes       CHILD DECOM      RNE
                                 1     01/06/2026 S
                                 2     01/06/2026 S
                                 3     01/06/2025 S
                                 3     01/06/2026 S
                                 4     01/06/2026 P
                                 5     01/06/2026 S
                  PlacedAdoption CHILD DATE_PLACED
                                 1     01/06/2026
                                 2     31/05/2026
                                 3     31/05/2026
                                 4     31/05/2026
                                 5     -";
    assert_eq!(looked_after(tables).names("1003"), "PlacedAdoption 1, Episodes 1");
}
