use super::{Drawn, looked_after};

/// Children 1 to 6 looked after all year, 7 since May; then the drawing.
fn year_of_care(drawing: &str) -> Drawn {
    looked_after(&format!(
        "Episodes CHILD DECOM      RNE LS
                  1     01/04/2026 S   C2
                  2     01/05/2025 S   C2
                  3     01/05/2025 S   C2
                  4     01/05/2025 S   C2
                  5     01/05/2025 S   C2
                  6     01/05/2025 S   C2
                  7     01/05/2026 S   C2
         {drawing}"
    ))
}

/// The last rows of a drawing of outcomes: the four answers that every child has, whole or with one blank.
const ONE_BLANK: &str = "1 - 0 0";

#[test]
fn a_year_of_care_has_no_break_no_short_break_and_no_end_before_april() {
    let drawing = "Episodes CHILD DECOM      RNE LS DEC        REC
                            1     01/04/2026 S   C2 -          -
                            2     02/04/2026 S   C2 -          -
                            3     01/05/2025 S   C2 01/06/2026 X1
                            3     01/06/2026 P   C2 -          -
                            4     01/05/2025 S   C2 01/06/2026 E4A
                            4     01/06/2026 S   C2 -          -
                            5     01/05/2025 S   V3 -          -
                            6     01/05/2025 S   C2 31/03/2027 E4A
                            7     01/05/2025 S   C2 01/04/2027 E4A
                            8     01/05/2025 S   C2 01/02/2026 E4A
                   OC2      CHILD SDQ_SCORE
                            1     10
                            2     10
                            3     10
                            4     10
                            5     10
                            6     10
                            7     10
                            8     10
                            9     10";
    assert_eq!(looked_after(drawing).names("185"), "OC2 1, OC2 3, OC2 4, OC2 5, OC2 7, OC2 8");
}

#[test]
fn rule_157_sdq1_is_no_reason_for_a_child_of_4_to_16_all_year() {
    let oc2 = "OC2 CHILD DOB        SDQ_REASON
                   1     01/04/2022 SDQ1
                   2     02/04/2022 SDQ1
                   3     01/04/2010 SDQ1
                   4     31/03/2010 SDQ1
                   5     01/04/2015 SDQ2
                   6     -          SDQ1
                   7     01/04/2015 SDQ1";
    assert_eq!(year_of_care(oc2).names("157"), "OC2 0, OC2 2");
}

#[test]
fn rule_158_help_that_was_received_need_not_be_offered() {
    let oc2 = "OC2 CHILD INTERVENTION_RECEIVED INTERVENTION_OFFERED
                   1     1                     1
                   2     1                     0
                   3     1                     -
                   4     0                     1";
    assert_eq!(looked_after(oc2).names("158"), "OC2 0, OC2 1");
}

#[test]
fn rule_159_help_that_was_not_received_was_offered_or_not() {
    let oc2 = "OC2 CHILD SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED
                   1     1                0                     -
                   2     1                0                     0
                   3     1                -                     -
                   4     0                0                     -";
    assert_eq!(looked_after(oc2).names("159"), "OC2 0");
}

#[test]
fn rule_180_a_score_is_a_whole_number_from_0_to_40() {
    let oc2 = "OC2 CHILD SDQ_SCORE
                   1     0
                   2     40
                   3     41
                   4     -1
                   5     12.5
                   6     x
                   7     -
                   8     12.0";
    assert_eq!(looked_after(oc2).names("180"), "OC2 2, OC2 3, OC2 4, OC2 5");
    assert_eq!(looked_after(oc2).says("180"), "the SDQ score is 41, which is no whole number from 0 to 40");
}

#[test]
fn rule_181_an_outcome_is_1_or_0() {
    let oc2 = "OC2 CHILD CONVICTED HEALTH_CHECK INTERVENTION_OFFERED
                   1     1         0            -
                   2     2         -            -
                   3     -         -            Y";
    assert_eq!(looked_after(oc2).names("181"), "OC2 1, OC2 2");
}

#[test]
fn rule_182_outcomes_are_whole_or_blank() {
    let oc2 = format!(
        "OC2 CHILD IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CONVICTED SDQ_SCORE
             1     1 1 0 0    1 -
             2     - - - -    - 12
             3     - - - -    0 -
             4     {ONE_BLANK} - -"
    );
    assert_eq!(looked_after(&oc2).names("182"), "OC2 2, OC2 3");
}

#[test]
fn rule_185_a_score_is_of_a_child_looked_after_all_year() {
    let oc2 = "OC2 CHILD SDQ_SCORE
                   1     10
                   7     10
                   7     -
                   8     10";
    assert_eq!(year_of_care(oc2).names("185"), "OC2 1, OC2 3");
    assert_eq!(looked_after(oc2).could_not("185"), "the return has no Episodes");
}

#[test]
fn rule_186_a_child_of_4_to_16_all_year_has_a_score() {
    let oc2 = "OC2 CHILD DOB        SDQ_SCORE SDQ_REASON
                   1     01/04/2022 -         -
                   2     02/04/2022 -         -
                   3     01/04/2010 -         SDQ2
                   4     31/03/2010 -         -
                   5     01/04/2015 12        -
                   7     01/04/2015 -         -";
    assert_eq!(year_of_care(oc2).names("186"), "OC2 0, OC2 2");
}

#[test]
fn rule_188_a_child_under_4_on_31_march_has_no_score_and_no_reason() {
    let oc2 = "OC2 CHILD DOB        SDQ_SCORE SDQ_REASON
                   1     31/03/2023 5         -
                   2     01/04/2023 5         -
                   3     01/04/2023 -         SDQ1
                   4     01/04/2023 -         -
                   5     -          5         -";
    assert_eq!(looked_after(oc2).names("188"), "OC2 1, OC2 2");
}

#[test]
fn rule_189_a_child_of_17_when_the_year_begins_has_no_score_and_no_reason() {
    let oc2 = "OC2 CHILD DOB        SDQ_SCORE SDQ_REASON
                   1     01/04/2009 5         -
                   2     02/04/2009 5         -
                   3     01/04/2009 -         SDQ1
                   4     01/04/2009 -         -";
    assert_eq!(looked_after(oc2).names("189"), "OC2 0, OC2 2");
}

#[test]
fn rule_190_outcomes_are_of_a_child_looked_after_all_year() {
    let oc2 = "OC2 CHILD INTERVENTION_OFFERED SDQ_SCORE
                   1     0                    -
                   7     0                    -
                   7     -                    12
                   8     0                    -";
    assert_eq!(year_of_care(oc2).names("190"), "OC2 1, OC2 3");
}

#[test]
fn rule_191_a_year_of_care_has_four_answers_or_its_latest_episode_is_named() {
    let oc2 = format!(
        "OC2 CHILD IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE
             1     1 1 1 0
             2     {ONE_BLANK}
             3     - - - -
             5     1 1 1 0
             6     1 1 1 0
             7     - - - -"
    );
    assert_eq!(year_of_care(&oc2).names("191"), "Episodes 3, OC2 1, OC2 2");
    assert_eq!(year_of_care("").could_not("191"), "the return has no OC2");
}

#[test]
fn rule_192_misuse_says_whether_help_was_received() {
    let oc2 = "OC2 CHILD SUBSTANCE_MISUSE INTERVENTION_RECEIVED
                   1     1                -
                   2     1                0
                   3     0                -
                   4     -                -";
    assert_eq!(looked_after(oc2).names("192"), "OC2 0");
}

#[test]
fn rule_193_help_is_for_misuse() {
    let oc2 = "OC2 CHILD SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED
                   1     0                1                     -
                   2     -                -                     0
                   3     1                1                     -
                   4     0                -                     -";
    assert_eq!(looked_after(oc2).names("193"), "OC2 0, OC2 1");
}

#[test]
fn rule_196_a_reason_for_no_score_is_sdq1_to_sdq5() {
    let oc2 = "OC2 CHILD SDQ_REASON
                   1     SDQ1
                   2     SDQ5
                   3     SDQ6
                   4     -";
    assert_eq!(looked_after(oc2).names("196"), "OC2 2");
}

#[test]
fn rule_197a_a_score_needs_no_reason_for_none() {
    let oc2 = "OC2 CHILD SDQ_SCORE SDQ_REASON
                   1     0         SDQ2
                   2     12        -
                   3     -         SDQ2
                   4     -         -";
    assert_eq!(looked_after(oc2).names("197a"), "OC2 0");
}

#[test]
fn rule_197b_who_turned_4_or_17_in_the_year_has_a_score_or_a_reason() {
    let oc2 = "OC2 CHILD DOB        SDQ_SCORE SDQ_REASON
                   1     02/04/2022 -         -
                   2     01/04/2022 -         -
                   3     31/03/2010 -         -
                   4     01/04/2010 -         -
                   5     31/03/2010 -         SDQ1
                   6     31/03/2010 12        -
                   7     31/03/2010 -         -";
    assert_eq!(year_of_care(oc2).names("197B"), "OC2 0, OC2 2");
}

#[test]
fn rule_198_a_reason_is_of_a_child_looked_after_all_year() {
    let oc2 = "OC2 CHILD SDQ_REASON
                   1     SDQ2
                   7     SDQ2
                   7     -
                   8     SDQ2";
    assert_eq!(year_of_care(oc2).names("198"), "OC2 1, OC2 3");
}

#[test]
fn rule_542_nobody_under_10_on_31_march_is_convicted_or_not() {
    let oc2 = "OC2 CHILD DOB        CONVICTED
                   1     31/03/2017 0
                   2     01/04/2017 0
                   3     01/04/2017 1
                   4     01/04/2017 -
                   5     -          1";
    assert_eq!(looked_after(oc2).names("542"), "OC2 1, OC2 2");
}

#[test]
fn rule_543_a_child_who_turns_10_on_31_march_is_convicted_or_not() {
    let oc2 = "OC2 CHILD DOB        CONVICTED
                   1     31/03/2017 -
                   2     01/04/2017 -
                   3     31/03/2017 0
                   4     -          -
                   7     31/03/2012 -";
    assert_eq!(year_of_care(oc2).names("543"), "OC2 0");
    let leap_day = "OC2 CHILD DOB        CONVICTED
                        1     29/02/2016 -";
    assert_eq!(year_of_care(leap_day).names("543"), "OC2 0");
}

#[test]
fn rule_544_a_conviction_does_not_stand_alone() {
    let oc2 = format!(
        "OC2 CHILD IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CONVICTED
             1     {ONE_BLANK} 1
             2     {ONE_BLANK} 0
             3     {ONE_BLANK} -
             4     1 1 1 0     1"
    );
    assert_eq!(looked_after(&oc2).names("544"), "OC2 0, OC2 1");
}

#[test]
fn rule_545_a_child_under_5_on_31_march_has_a_health_check() {
    let oc2 = "OC2 CHILD DOB        HEALTH_CHECK
                   1     01/04/2022 -
                   2     31/03/2022 -
                   3     01/04/2022 0
                   4     -          -
                   7     01/04/2024 -";
    assert_eq!(year_of_care(oc2).names("545"), "OC2 0");
}

#[test]
fn rule_546_a_child_of_5_on_31_march_has_no_health_check() {
    let oc2 = "OC2 CHILD DOB        HEALTH_CHECK
                   1     31/03/2022 0
                   2     01/04/2022 1
                   3     31/03/2022 -
                   4     -          1";
    assert_eq!(looked_after(oc2).names("546"), "OC2 0");
}

#[test]
fn rule_547_a_health_check_does_not_stand_alone() {
    let oc2 = format!(
        "OC2 CHILD IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE HEALTH_CHECK
             1     {ONE_BLANK} 1
             2     {ONE_BLANK} 0
             3     {ONE_BLANK} -
             4     1 1 1 0     1"
    );
    assert_eq!(looked_after(&oc2).names("547"), "OC2 0");
}
