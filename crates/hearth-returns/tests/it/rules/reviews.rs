use super::looked_after;

#[test]
fn rule_166_a_review_has_a_date() {
    let reviews = "Reviews CHILD REVIEW     REVIEW_CODE
                           1     01/06/2026 PN1
                           2     31/06/2026 PN1
                           3     -          PN1
                           4     -          -
                           5     29/02/2024 PN1";
    assert_eq!(looked_after(reviews).names("166"), "Reviews 1, Reviews 2, Reviews 3");
}

#[test]
fn rule_167_participation_is_a_code_and_not_blank() {
    let reviews = "Reviews CHILD REVIEW     REVIEW_CODE
                           1     01/06/2026 PN0
                           2     01/06/2026 PN7
                           3     01/06/2026 PN8
                           4     01/06/2026 -
                           5     -          -
                           6     31/06/2026 -";
    assert_eq!(looked_after(reviews).names("167"), "Reviews 2, Reviews 3, Reviews 5");
}

#[test]
fn rule_399_short_breaks_alone_have_no_reviews_and_no_mother() {
    let drawing = "Header   CHILD SEX MOTHER
                            1     F   0
                            2     F   -
                            3     F   1
                            4     F   -
                   Episodes CHILD DECOM      LS
                            1     01/06/2026 V3
                            2     01/06/2026 V4
                            3     01/06/2026 V3
                            3     01/09/2026 C2
                            4     01/06/2026 V3
                   Reviews  CHILD REVIEW     REVIEW_CODE
                            2     01/07/2026 PN1
                            3     01/10/2026 PN1
                            4     -          -";
    assert_eq!(looked_after(drawing).names("399"), "Header 0, Episodes 0, Episodes 1, Reviews 0");
}

#[test]
fn rule_440_pn0_is_for_a_child_under_4_at_the_review() {
    let reviews = "Reviews CHILD DOB        REVIEW     REVIEW_CODE
                           1     01/06/2022 01/06/2026 PN0
                           2     02/06/2022 01/06/2026 PN0
                           3     29/02/2023 01/06/2026 PN0
                           4     -          01/06/2026 PN0
                           5     01/06/2012 01/06/2026 PN1
                           6     29/02/2024 29/02/2028 PN0";
    assert_eq!(looked_after(reviews).names("440"), "Reviews 0, Reviews 5");
}

#[test]
fn rule_441_pn1_to_pn7_are_for_a_child_of_4_at_the_review() {
    let reviews = "Reviews CHILD DOB        REVIEW     REVIEW_CODE
                           1     01/06/2022 01/06/2026 PN1
                           2     02/06/2022 01/06/2026 PN7
                           3     02/06/2022 01/06/2026 PN0
                           4     02/06/2022 -          PN1
                           5     02/06/2022 01/06/2026 PN9";
    assert_eq!(looked_after(reviews).names("441"), "Reviews 1");
}
