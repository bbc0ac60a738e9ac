use super::looked_after;

#[test]
fn rule_564_a_time_missing_has_a_start() {
    let missing = "Missing CHILD MISSING MIS_START
                           1     M       -
                           2     A       01/06/2026
                           3     -       -
                           4     M       31/06/2026";
    assert_eq!(looked_after(missing).names("564"), "Missing 0");
}

#[test]
fn rule_565_a_time_with_a_start_says_of_which_kind_it_is() {
    let missing = "Missing CHILD MISSING MIS_START
                           1     -       01/06/2026
                           2     A       01/06/2026
                           3     -       -
                           4     -       31/06/2026";
    assert_eq!(looked_after(missing).names("565"), "Missing 0, Missing 3");
}

#[test]
fn rule_566_a_time_with_an_end_says_of_which_kind_it_is() {
    let missing = "Missing CHILD MISSING MIS_END
                           1     -       01/06/2026
                           2     A       01/06/2026
                           3     -       -";
    assert_eq!(looked_after(missing).names("566"), "Missing 0");
}

#[test]
fn rule_567_a_time_missing_may_end_on_the_day_on_which_it_starts_and_not_before() {
    let missing = "Missing CHILD MIS_START  MIS_END
                           1     02/06/2026 01/06/2026
                           2     02/06/2026 02/06/2026
                           3     02/06/2026 -
                           4     -          01/06/2026";
    assert_eq!(looked_after(missing).names("567"), "Missing 0");
}

#[test]
fn rule_570_a_time_missing_starts_by_31_march() {
    let missing = "Missing CHILD MIS_START
                           1     31/03/2027
                           2     01/04/2027
                           3     01/01/2020
                           4     -";
    assert_eq!(looked_after(missing).names("570"), "Missing 1");
}

#[test]
fn rule_571_a_time_missing_ends_in_the_year() {
    let missing = "Missing CHILD MIS_END
                           1     31/03/2026
                           2     01/04/2026
                           3     31/03/2027
                           4     01/04/2027
                           5     -";
    assert_eq!(looked_after(missing).names("571"), "Missing 0, Missing 3");
}

#[test]
fn rule_574_one_time_missing_ends_before_the_next_starts() {
    let missing = "Missing CHILD MIS_START  MIS_END
                           1     01/07/2026 -
                           1     01/06/2026 -
                           2     01/06/2026 01/07/2026
                           2     01/07/2026 02/07/2026
                           3     01/06/2026 01/09/2026
                           3     01/07/2026 02/07/2026
                           3     01/08/2026 -
                           4     01/06/2026 31/06/2026
                           4     02/06/2026 -";
    assert_eq!(looked_after(missing).names("574"), "Missing 0, Missing 5, Missing 6");
}

#[test]
fn rule_575_a_time_missing_ends_with_its_placement_and_not_with_a_legal_status() {
    let drawing = "Episodes CHILD DECOM      RNE DEC        REC
                            1     01/06/2026 S   01/09/2026 X1
                            1     01/09/2026 P   -          -
                            2     01/06/2026 S   01/09/2026 X1
                            2     01/09/2026 L   -          -
                            3     01/06/2026 S   01/09/2026 X1
                            3     01/09/2026 L   01/10/2026 E4A
                   Missing  CHILD MIS_START  MIS_END
                            1     01/07/2026 -
                            1     01/09/2026 -
                            1     01/08/2026 01/10/2026
                            2     01/07/2026 -
                            3     01/07/2026 -
                            1     -          -";
    assert_eq!(looked_after(drawing).names("575"), "Missing 0, Missing 4");
    assert!(looked_after(drawing).says("575").contains("ended on 01/09/2026"));
}

#[test]
fn rule_576_a_time_left_open_last_year_stands_in_this_years_return() {
    let drawing = "Header  CHILD SEX
                           1     F
                           2     F
                           3     F
                           4     F
                   Missing CHILD MIS_START
                           1     01/03/2026
                           2     02/03/2026
                   last year
                   Missing CHILD MIS_START  MIS_END
                           1     01/03/2026 -
                           2     01/03/2026 -
                           3     01/03/2026 -
                           4     01/03/2026 02/03/2026";
    assert_eq!(looked_after(drawing).names("576"), "Header 2, Missing 1");
    let none = "Header  CHILD SEX
                        1     F
                last year
                Missing CHILD MIS_START
                        1     01/03/2026";
    assert_eq!(looked_after(none).could_not("576"), "the return has no Missing");
}

#[test]
fn rule_577_a_time_missing_ends_while_the_child_is_looked_after() {
    let drawing = "Episodes CHILD DECOM      RNE DEC        REC
                            1     01/06/2026 S   01/09/2026 E4A
                            2     01/06/2026 S   01/09/2026 X1
                            2     01/09/2026 P   -          -
                            3     01/06/2026 S   01/09/2026 E4A
                            3     01/01/2027 S   -          -
                            4     01/06/2026 S   31/09/2026 E4A
                   Missing  CHILD MIS_START  MIS_END
                            1     01/07/2026 -
                            1     01/07/2026 01/09/2026
                            1     01/07/2026 02/09/2026
                            2     01/07/2026 -
                            3     01/07/2026 -
                            3     01/02/2027 -
                            4     01/07/2026 -
                            5     01/07/2026 -";
    assert_eq!(looked_after(drawing).names("577"), "Missing 0, Missing 2, Missing 4");
}

#[test]
fn rule_578_no_time_missing_starts_after_care_ended() {
    let drawing = "Episodes CHILD DECOM      RNE DEC        REC
                            1     01/06/2026 S   01/09/2026 E4A
                            1     01/01/2027 S   -          -
                   Missing  CHILD MIS_START
                            1     01/09/2026
                            1     02/09/2026
                            1     01/01/2027
                            1     01/05/2026
                            1     -
                            2     02/09/2026";
    assert_eq!(looked_after(drawing).names("578"), "Missing 1");
}

#[test]
fn rule_580_care_that_ends_while_the_child_is_missing_ends_for_e8() {
    let drawing = "Episodes CHILD DECOM      DEC        REC
                            1     01/06/2026 01/09/2026 E7
                            2     01/06/2026 01/09/2026 E7
                            3     01/06/2026 01/09/2026 E8
                            4     01/06/2026 01/09/2026 X1
                            5     01/06/2026 01/09/2026 E7
                            6     01/06/2026 01/09/2026 E7
                            7     01/06/2026 01/09/2026 E7
                   Missing  CHILD MISSING MIS_START  MIS_END
                            1     M       01/07/2026 -
                            2     A       01/07/2026 01/09/2026
                            3     M       01/07/2026 -
                            4     M       01/07/2026 -
                            5     M       01/07/2026 31/08/2026
                            6     M       02/09/2026 -
                            7     M       -          -";
    assert_eq!(looked_after(drawing).names("580"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_581_no_time_missing_starts_before_care_began() {
    let drawing = "Episodes CHILD DECOM      RNE
                            1     01/06/2026 S
                            2     01/06/2026 P
                   Missing  CHILD MIS_START
                            1     31/05/2026
                            1     01/06/2026
                            1     -
                            2     31/05/2026
                            3     31/05/2026";
    assert_eq!(looked_after(drawing).names("581"), "Missing 0");
}

#[test]
fn rule_586_no_time_missing_is_before_birth() {
    let missing = "Missing CHILD DOB        MIS_START  MIS_END
                           1     01/06/2020 31/05/2020 -
                           2     01/06/2020 01/06/2020 -
                           3     -          31/05/2020 -
                           4     01/06/2020 -          31/05/2020";
    assert_eq!(looked_after(missing).names("586"), "Missing 0, Missing 3");
}

#[test]
fn rule_1004_the_start_of_a_time_missing_is_a_day_that_there_is() {
    let missing = "Missing CHILD MIS_START
                           1     29/02/2027
                           2     29/02/2028
                           3     -";
    assert_eq!(looked_after(missing).names("1004"), "Missing 0");
}

#[test]
fn rule_1005_the_end_of_a_time_missing_is_a_day_that_there_is_or_blank() {
    let missing = "Missing CHILD MIS_END
                           1     29/02/2027
                           2     29/02/2028
                           3     -";
    assert_eq!(looked_after(missing).names("1005"), "Missing 0");
}

#[test]
fn rule_1006_a_time_missing_is_m_or_a() {
    let missing = "Missing CHILD MISSING
                           1     M
                           2     A
                           3     X
                           4     -";
    assert_eq!(looked_after(missing).names("1006"), "Missing 2");
}

#[test]
fn rule_1012_a_child_without_episodes_has_no_rows_of_looked_after_children() {
    let drawing = "Episodes       CHILD DECOM
                                  1     01/06/2026
                   OC3            CHILD IN_TOUCH
                                  2     YES
                   Reviews        CHILD
                                  1
                                  2
                   OC2            CHILD
                                  1
                                  2
                   AD1            CHILD
                                  2
                   PlacedAdoption CHILD
                                  2
                   PrevPerm       CHILD
                                  2
                   Missing        CHILD
                                  2
                   Header         CHILD
                                  2";
    let names = "Reviews 1, OC2 1, AD1 0, PlacedAdoption 0, PrevPerm 0, Missing 0";
    assert_eq!(looked_after(drawing).names("1012"), names);
    let none = "OC2 CHILD
                    1";
    assert_eq!(looked_after(none).could_not("1012"), "the return has no Episodes");
}
