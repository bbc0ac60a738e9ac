use super::looked_after;

#[test]
fn rule_131_in_touch_is_a_code_or_blank() {
    let oc3 = "OC3 CHILD IN_TOUCH
                   1     YES
                   2     RHOM
                   3     MAYBE
                   4     -";
    assert_eq!(looked_after(oc3).names("131"), "OC3 2");
}

#[test]
fn rule_132_activity_is_a_code_or_blank() {
    let oc3 = "OC3 CHILD ACTIV
                   1     F1
                   2     0
                   3     F3
                   4     -";
    assert_eq!(looked_after(oc3).names("132"), "OC3 2");
}

#[test]
fn rule_133_accommodation_is_a_letter_with_its_suitability() {
    let oc3 = "OC3 CHILD ACCOM
                   1     B1
                   2     T2
                   3     0
                   4     X2
                   5     X1
                   6     S1
                   7     B
                   8     B3
                   9     A1
                   10    é1
                   11    -";
    assert_eq!(looked_after(oc3).names("133"), "OC3 4, OC3 5, OC3 6, OC3 7, OC3 8, OC3 9");
}

#[test]
fn rule_134_nobody_is_adopted_and_a_care_leaver() {
    let drawing = "OC3 CHILD IN_TOUCH
                       1     YES
                       2     -
                       3     YES
                       4     YES
                   AD1 CHILD DATE_INT   NB_ADOPTR
                       1     -          AA2
                       2     01/06/2026 -
                       3     -          -
                       4     31/06/2026 -";
    assert_eq!(looked_after(drawing).names("134"), "OC3 0, AD1 0, OC3 3, AD1 3");
}

#[test]
fn rule_153_a_care_leaver_is_returned_whole_or_not() {
    let oc3 = "OC3 CHILD IN_TOUCH ACTIV ACCOM
                   1     YES      F1    B1
                   2     DIED     0     0
                   3     YES      -     B1
                   4     -        0     -
                   5     -        -     -";
    assert_eq!(looked_after(oc3).names("153"), "OC3 2, OC3 3");
}

#[test]
fn rule_165_mother_is_recorded_of_girls_looked_after_in_the_year() {
    let drawing = "Header   CHILD SEX MOTHER
                            1     F   -
                            2     F   0
                            3     F   1
                            4     M   0
                            5     M   -
                            6     F   2
                            7     F   -
                            8     F   -
                            9     U   -
                            10    F   -
                   Episodes CHILD DECOM      LS DEC
                            1     01/06/2026 C2 -
                            2     01/06/2026 C2 -
                            3     01/06/2026 C2 -
                            7     01/06/2026 V3 -
                            8     01/06/2025 C2 31/03/2026
                            9     01/06/2026 C2 -
                            10    01/06/2025 C2 01/04/2026
                   OC3      CHILD IN_TOUCH
                            6     YES
                            8     YES";
    assert_eq!(looked_after(drawing).names("165"), "Header 0, Header 3, Header 5, OC3 0, Header 9");
}

#[test]
fn rule_187_who_was_looked_after_all_year_was_not_adopted_and_did_not_leave() {
    let drawing = "Episodes CHILD DECOM      RNE LS
                            1     01/04/2026 S   C2
                            2     02/04/2026 S   C2
                            3     01/04/2026 S   C2
                   OC3      CHILD ACTIV
                            1     F1
                            2     F1
                            3     -
                   AD1      CHILD FOSTER_CARE
                            1     0
                            3     -";
    assert_eq!(looked_after(drawing).names("187"), "OC3 0, AD1 0");
}

#[test]
fn rule_215_a_care_leaver_has_no_outcomes_of_a_year_of_care() {
    let drawing = "OC3 CHILD IN_TOUCH ACCOM
                       1     YES      -
                       2     -        B1
                       3     YES      -
                       4     -        -
                   OC2 CHILD CONVICTED SDQ_SCORE
                       1     0         -
                       2     1         -
                       3     -         12
                       4     1         -";
    assert_eq!(looked_after(drawing).names("215"), "OC3 0, OC2 0, OC3 1, OC2 1");
}

#[test]
fn rule_344_of_the_dead_and_those_at_home_nothing_more_is_known() {
    let oc3 = "OC3 CHILD IN_TOUCH ACTIV ACCOM
                   1     DIED     0     0
                   2     DIED     F1    0
                   3     RHOM     0     B1
                   4     RHOM     -     -
                   5     YES      F1    B1";
    assert_eq!(looked_after(oc3).names("344"), "OC3 1, OC3 2");
}

#[test]
fn rule_345_of_those_in_touch_it_is_known_what_they_do_and_where_they_live() {
    let oc3 = "OC3 CHILD IN_TOUCH ACTIV ACCOM
                   1     YES      0     B1
                   2     YES      F1    0
                   3     YES      F1    B1
                   4     NO       0     0
                   5     YES      -     -";
    assert_eq!(looked_after(oc3).names("345"), "OC3 0, OC3 1");
}

#[test]
fn rule_347_a_foyer_is_for_those_who_turn_18_by_31_march() {
    let oc3 = "OC3 CHILD DOB        ACCOM
                   1     01/04/2009 T1
                   2     31/03/2009 T1
                   3     01/04/2009 U1
                   4     01/04/2009 T2
                   5     -          T1";
    assert_eq!(looked_after(oc3).names("347"), "OC3 0, OC3 3");
    assert_eq!(looked_after(oc3).in_year(2023).names("347"), "");
}

#[test]
fn rule_348_who_had_died_by_last_year_is_not_in_touch() {
    let drawing = "OC3 CHILD IN_TOUCH
                       1     YES
                       2     DIED
                       3     YES
                       4     -
                   last year
                   OC3 CHILD IN_TOUCH
                       1     DIED
                       2     DIED
                       3     NO
                       4     DIED";
    assert_eq!(looked_after(drawing).names("348"), "OC3 0");
    let alone = "OC3 CHILD IN_TOUCH
                     1     YES";
    assert_eq!(looked_after(alone).could_not("348"), "no return of the year before was given");
}

#[test]
fn rule_391_a_care_leaver_was_17_to_21_on_a_day_of_the_year() {
    let oc3 = "OC3 CHILD DOB        IN_TOUCH
                   1     31/03/2010 YES
                   2     01/04/2010 YES
                   3     02/04/2004 YES
                   4     01/04/2004 YES
                   5     01/04/2010 -
                   6     -          YES";
    assert_eq!(looked_after(oc3).names("391"), "OC3 1, OC3 3");
}

#[test]
fn rule_628_mother_is_not_recorded_of_a_care_leaver_not_looked_after() {
    let drawing = "Header   CHILD MOTHER
                            1     1
                            2     0
                            3     -
                            4     1
                            5     1
                   Episodes CHILD DECOM
                            4     01/06/2026
                   OC3      CHILD IN_TOUCH
                            1     YES
                            2     NO
                            3     YES
                            4     YES
                            5     -";
    assert_eq!(looked_after(drawing).names("628"), "Header 0, Header 1");
}

#[test]
fn rule_1000_who_died_in_care_is_no_care_leaver() {
    let drawing = "Episodes CHILD DECOM      DEC        REC
                            1     01/06/2026 01/09/2026 E2
                            2     01/06/2026 01/09/2026 E7
                   OC3      CHILD IN_TOUCH
                            1     -
                            2     DIED
                            3     DIED
                   last year
                   Episodes CHILD DECOM      DEC        REC
                            3     01/06/2025 01/09/2025 E2";
    assert_eq!(looked_after(drawing).names("1000"), "OC3 0, OC3 2");
    assert!(looked_after(drawing).says("1000").contains("on 01/09/2026"));
}

/// Young people who turned 16 on 1 June 2025; those of the last two rows turned 18 thirteen weeks after 1 April 2025, and the day before.
const CARE: &str = "Header   CHILD DOB
                             1     01/06/2009
                             2     01/06/2009
                             3     01/06/2009
                             4     01/06/2009
                             5     01/06/2009
                             6     01/06/2009
                             7     30/06/2007
                             8     01/07/2007
                    Episodes CHILD DECOM      LS DEC        REC
                             4     01/07/2026 V3 01/12/2026 E8
                             5     01/06/2025 C2 01/06/2026 E11
                             6     01/06/2025 C2 -          -
                    OC3      CHILD
                             1
                             2
                             3
                             4
                             5
                             6
                             7
                             8
                             9
                    last year
                    Episodes CHILD DECOM      LS DEC        REC
                             1     03/03/2025 C2 02/06/2025 E8
                             2     04/03/2025 C2 02/06/2025 E8
                             3     01/04/2024 C2 01/06/2025 E8
                             5     01/06/2025 C2 -          -
                             6     01/06/2025 C2 -          -";

#[test]
fn rule_1001_a_care_leaver_has_13_weeks_of_care_and_a_day_from_16() {
    assert_eq!(looked_after(CARE).names("1001"), "OC3 1, OC3 2, OC3 3, OC3 4, OC3 7, OC3 8");
    let unreadable = "Header   CHILD DOB
                               1     01/06/2009
                      Episodes CHILD DECOM      LS DEC
                               1     01/06/2026 C2 31/06/2026
                      OC3      CHILD
                               1
                      last year
                      Episodes CHILD";
    assert_eq!(looked_after(unreadable).names("1001"), "");
    assert_eq!(looked_after(CARE).could_not("1001"), "the years that were given cannot tell of one child");
}

#[test]
fn rule_1001_care_that_goes_on_from_an_episode_before_the_two_years_is_not_counted_out() {
    let drawing = |rne: &str| {
        format!(
            "Header   CHILD DOB
                      1     01/06/2008
             OC3      CHILD
                      1
             last year
             Episodes CHILD DECOM      RNE LS DEC        REC
                      1     15/03/2025 {rne} C2 01/06/2025 E8"
        )
    };
    assert_eq!(looked_after(&drawing("S")).names("1001"), "OC3 0", "78 days, and care began with them");
    assert_eq!(looked_after(&drawing("P")).names("1001"), "");
    assert!(looked_after(&drawing("P")).could_not("1001").contains("cannot tell of one child"));
}

#[test]
fn rule_1002_a_care_leaver_was_looked_after_unless_too_long_ago_to_tell() {
    assert_eq!(looked_after(CARE).names("1002"), "OC3 7, OC3 8");
    assert_eq!(looked_after(CARE).could_not("1002"), "the years that were given cannot tell of one child");
    let alone = "Episodes CHILD
                          1
                 OC3      CHILD
                          2";
    assert_eq!(looked_after(alone).could_not("1002"), "no return of the year before was given");
}

/// Young people who turned 17 or 18 on 1 June 2026, and one who turned 19.
const BIRTHDAYS: &str = "Episodes CHILD DECOM      LS DEC        REC
                                  1     01/06/2026 C2 -          -
                                  2     01/05/2026 C2 02/06/2026 E7
                                  3     01/05/2026 C2 01/06/2026 E7
                                  4     02/06/2026 C2 -          -
                                  5     01/05/2026 C2 -          -
                                  6     01/05/2026 V3 -          -
                                  7     01/05/2026 C2 -          -
                                  8     01/05/2026 C2 02/06/2026 X1
                                  8     02/06/2026 C2 31/03/2027 E8
                                  9     01/05/2026 C2 01/04/2027 E8
                         OC3      CHILD DOB        IN_TOUCH
                                  1     01/06/2009 YES
                                  2     01/06/2008 YES
                                  3     01/06/2008 YES
                                  4     01/06/2009 YES
                                  5     01/06/2007 YES
                                  6     01/06/2009 YES
                                  7     01/06/2009 -
                                  8     01/06/2009 YES
                                  9     01/06/2009 YES";

#[test]
fn rule_1007_who_is_looked_after_on_the_17th_or_18th_birthday_is_no_care_leaver_yet() {
    assert_eq!(looked_after(BIRTHDAYS).names("1007"), "OC3 0, OC3 1, OC3 7, OC3 8");
    let leap_day = "Episodes CHILD DECOM      DEC        REC
                             1     01/05/2026 01/03/2027 E7
                             2     01/05/2026 02/03/2027 E7
                    OC3      CHILD DOB        IN_TOUCH
                             1     28/02/2009 YES
                             2     29/02/2008 YES";
    // A child of 29 February turns 19 on 1 March 2027.
    assert_eq!(looked_after(leap_day).names("1007"), "OC3 0");
}

#[test]
fn rule_1010_an_episode_left_open_last_year_stands_in_this_years_return() {
    let drawing = "Episodes CHILD DECOM
                            2     01/06/2025
                   OC3      CHILD IN_TOUCH
                            1     YES
                            2     YES
                            3     YES
                            4     YES
                   last year
                   Episodes CHILD DECOM      DEC
                            1     01/06/2025 -
                            2     01/06/2025 -
                            3     01/06/2025 -
                            3     01/07/2025 01/08/2025";
    assert_eq!(looked_after(drawing).names("1010"), "OC3 0");
}

#[test]
fn rule_1011_who_was_taken_over_by_another_authority_is_no_care_leaver_here() {
    let drawing = "Episodes CHILD DECOM      DEC        REC
                            1     01/06/2026 01/09/2026 E3
                            2     01/06/2026 01/07/2026 E3
                            2     01/08/2026 01/09/2026 E7
                            3     01/06/2026 01/07/2026 E3
                   OC3      CHILD ACTIV
                            1     F1
                            2     F1
                            3     -";
    assert_eq!(looked_after(drawing).names("1011"), "OC3 0");
}

#[test]
fn rule_1014_of_a_care_leaver_not_looked_after_asylum_is_not_returned() {
    let drawing = "Episodes CHILD DECOM      DEC
                            2     01/06/2025 01/04/2026
                            3     01/06/2025 31/03/2026
                   UASC     CHILD DUC
                            1     01/06/2026
                            2     01/06/2026
                            3     -
                            4     01/06/2026
                   OC3      CHILD IN_TOUCH
                            1     YES
                            2     YES
                            3     YES
                            4     -";
    assert_eq!(looked_after(drawing).names("1014"), "UASC 0, OC3 0, UASC 2, OC3 2");
}

#[test]
fn rule_1016_who_leaves_care_after_the_17th_or_18th_birthday_is_returned_from_the_next() {
    assert_eq!(looked_after(BIRTHDAYS).names("1016"), "OC3 1, OC3 7");
    assert_eq!(
        looked_after(BIRTHDAYS).says("1016"),
        "the young person, born 01/06/2008, left care on 02/06/2026, after their 17th or 18th birthday in the year"
    );
}

#[test]
fn rule_3001_nobody_stays_put_at_17() {
    let oc3 = "OC3 CHILD DOB        ACCOM
                   1     01/04/2009 Z1
                   2     31/03/2010 Z2
                   3     31/03/2009 Z1
                   4     01/04/2010 Z1
                   5     01/04/2009 B1
                   6     -          Z1";
    assert_eq!(looked_after(oc3).names("3001"), "OC3 0, OC3 1");
}
