use super::looked_after;

#[test]
fn rule_630_whoever_starts_in_the_year_has_an_option_before_or_z1() {
    let drawing = "Episodes CHILD DECOM      RNE
                            1     01/04/2026 S
                            2     31/03/2026 S
                            3     01/06/2026 P
                            4     01/06/2026 S
                            5     01/06/2026 S
                            6     01/06/2026 S
                   PrevPerm CHILD PREV_PERM LA_PERM DATE_PERM
                            4     Z1        -       -
                            5     P1        352     -
                            6     P1        352     zz/zz/2020";
    assert_eq!(looked_after(drawing).names("630"), "Episodes 0, Episodes 4");
    assert!(looked_after(drawing).says("630").contains("option not there"));
    let none = "Episodes CHILD DECOM RNE
                         1 01/04/2026 S";
    assert_eq!(looked_after(none).could_not("630"), "the return has no PrevPerm");
}

#[test]
fn rule_631_an_option_before_is_a_code_in_either_case() {
    let rows = "PrevPerm CHILD PREV_PERM
                         1     P1
                         2     P5
                         3     z1
                         4     -";
    assert_eq!(looked_after(rows).names("631"), "PrevPerm 1");
}

#[test]
fn rule_632_an_order_before_was_made_before_this_care() {
    let drawing = "Episodes CHILD DECOM      RNE DEC        REC
                            1     01/06/2026 S   -          -
                            2     01/06/2026 S   -          -
                            3     01/06/2026 S   -          -
                            4     01/06/2026 S   -          -
                            5     01/06/2026 S   -          -
                            6     01/05/2026 S   01/06/2026 E45
                            6     01/09/2026 S   -          -
                            7     01/06/2026 S   -          -
                   PrevPerm CHILD DATE_PERM
                            1     31/05/2026
                            2     01/06/2026
                            3     zz/06/2026
                            4     zz/07/2026
                            5     zz/zz/2027
                            6     01/06/2026
                            7     31/02/2020
                            8     -";
    assert_eq!(looked_after(drawing).names("632"), "PrevPerm 1, PrevPerm 3, PrevPerm 4, PrevPerm 6");
}

#[test]
fn rule_633_an_authority_before_is_a_code_also_of_one_abolished_or_abroad() {
    let rows = "PrevPerm CHILD LA_PERM
                         1     352
                         2     909
                         3     943
                         4     WAL
                         5     999
                         6     123
                         7     CON
                         8     -";
    assert_eq!(looked_after(rows).names("633"), "PrevPerm 5, PrevPerm 6");
}

#[test]
fn rule_634_an_option_before_is_asked_of_care_from_april_2016() {
    let drawing = "Episodes CHILD DECOM
                            1     31/03/2016
                            2     01/04/2016
                            3     01/01/2015
                            3     01/01/2020
                            4     01/01/2015
                            5     01/01/2015
                   PrevPerm CHILD PREV_PERM LA_PERM
                            1     Z1        -
                            2     Z1        -
                            3     -         352
                            4     -         352
                            5     -         -
                            6     P1        352";
    assert_eq!(looked_after(drawing).names("634"), "PrevPerm 0, Episodes 0, PrevPerm 3, Episodes 4");
}

#[test]
fn rule_635_authority_and_date_are_of_an_option() {
    let rows = "PrevPerm CHILD PREV_PERM LA_PERM DATE_PERM
                         1     Z1        352     -
                         2     Z1        -       01/06/2020
                         3     -         352     -
                         4     P1        352     01/06/2020
                         5     Z1        -       -";
    assert_eq!(looked_after(rows).names("635"), "PrevPerm 0, PrevPerm 1, PrevPerm 2");
}
