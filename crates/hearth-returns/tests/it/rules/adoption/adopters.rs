use crate::rules::looked_after;

#[test]
fn rule_112_adoption_was_decided_on_on_a_day_or_is_blank() {
    let ad1 = "AD1 CHILD DATE_INT
                   1     29/02/2024
                   2     29/02/2025
                   3     01/01/25
                   4     -";
    assert_eq!(looked_after(ad1).names("112"), "AD1 1, AD1 2");
}

#[test]
fn rule_113_child_and_adopters_were_matched_on_a_day_or_it_is_blank() {
    let ad1 = "AD1 CHILD DATE_MATCH
                   1     29/02/2024
                   2     29/02/2025
                   3     -";
    assert_eq!(looked_after(ad1).names("113"), "AD1 1");
}

#[test]
fn rule_114_whether_foster_carers_adopted_is_0_or_1() {
    let ad1 = "AD1 CHILD FOSTER_CARE
                   1     0
                   2     1
                   3     2
                   4     -
                   5     Y";
    assert_eq!(looked_after(ad1).names("114"), "AD1 2, AD1 4");
}

#[test]
fn rule_151_an_adoption_is_recorded_in_full_or_not_at_all() {
    let ad1 = "AD1 CHILD DATE_INT   DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR
                   1     01/05/2025 01/06/2025 0           1         F1         L0
                   2     -          -          -           -         -          -
                   3     01/05/2025 01/06/2025 0           1         F1         -
                   4     -          -          0           -         -          -
                   5     soon       01/06/2025 0           9         F1         L0";
    assert_eq!(looked_after(ad1).names("151"), "AD1 2, AD1 3");
}

#[test]
fn rule_175_one_or_two_people_adopt() {
    let ad1 = "AD1 CHILD NB_ADOPTR
                   1     1
                   2     2
                   3     0
                   4     3
                   5     -";
    assert_eq!(looked_after(ad1).names("175"), "AD1 2, AD1 3");
}

#[test]
fn rule_176_the_gender_of_adopters_is_a_code_for_one_or_two() {
    let ad1 = "AD1 CHILD SEX_ADOPTR
                   1     M1
                   2     mf
                   3     FM
                   4     F
                   5     -";
    assert_eq!(looked_after(ad1).names("176"), "AD1 2, AD1 3");
}

#[test]
fn rule_177_the_legal_status_of_adopters_is_a_code() {
    let ad1 = "AD1 CHILD LS_ADOPTR
                   1     L0
                   2     l12
                   3     L1
                   4     -";
    assert_eq!(looked_after(ad1).names("177"), "AD1 2");
}

#[test]
fn rule_333_a_match_follows_the_decision_or_is_of_the_same_day() {
    let ad1 = "AD1 CHILD DATE_INT   DATE_MATCH
                   1     01/06/2026 01/06/2026
                   2     02/06/2026 01/06/2026
                   3     01/06/2026 -
                   4     -          01/06/2026
                   5     soon       01/06/2026
                   6     -          -";
    assert_eq!(looked_after(ad1).names("333"), "AD1 1, AD1 3");
}

#[test]
fn rule_511_two_adopters_are_a_couple() {
    let ad1 = "AD1 CHILD NB_ADOPTR SEX_ADOPTR
                   1     2         MM
                   2     2         ff
                   3     2         MF
                   4     2         F1
                   5     2         -
                   6     1         F1
                   7     1         MF";
    assert_eq!(looked_after(ad1).names("511"), "AD1 3, AD1 4");
}

/// Every gender, and a blank, beside a legal status; all of them again beside another status and none.
fn genders_beside(status: &str) -> String {
    let mut drawing = "AD1 CHILD LS_ADOPTR SEX_ADOPTR\n".to_owned();
    for status in [status, "L9", "-"] {
        for gender in ["M1", "F1", "MM", "FF", "MF", "-"] {
            drawing.extend(["1 ", status, " ", gender, "\n"]);
        }
    }
    drawing
}

#[test]
fn rule_514_a_single_adopter_is_one_person() {
    let drawing = genders_beside("L0");
    assert_eq!(looked_after(&drawing).names("514"), "AD1 2, AD1 3, AD1 4, AD1 5");
}

#[test]
fn rule_517_an_unmarried_couple_of_man_and_woman_is_mf() {
    let drawing = genders_beside("L3");
    assert_eq!(looked_after(&drawing).names("517"), "AD1 0, AD1 1, AD1 2, AD1 3, AD1 5");
}

#[test]
fn rule_518_a_couple_of_one_gender_is_mm_or_ff() {
    let drawing = genders_beside("L4");
    assert_eq!(looked_after(&drawing).names("518"), "AD1 0, AD1 1, AD1 4, AD1 5");
}

#[test]
fn rule_519_civil_partners_are_any_couple() {
    let drawing = genders_beside("L2");
    assert_eq!(looked_after(&drawing).names("519"), "AD1 0, AD1 1, AD1 5");
}

#[test]
fn rule_520_man_and_woman_who_are_married_are_mf() {
    let drawing = genders_beside("L11");
    assert_eq!(looked_after(&drawing).names("520"), "AD1 0, AD1 1, AD1 2, AD1 3, AD1 5");
}

#[test]
fn rule_524_two_of_one_gender_who_are_married_are_mm_or_ff() {
    let drawing = genders_beside("l12");
    assert_eq!(looked_after(&drawing).names("524"), "AD1 0, AD1 1, AD1 4, AD1 5");
}
