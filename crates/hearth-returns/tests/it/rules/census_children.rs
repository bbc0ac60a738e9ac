use super::in_need;

#[test]
fn rule_1570_an_identifier_has_at_most_20_characters() {
    let children = "ChildIdentifiers LAchildID
                                     12345678901234567890
                                     123456789012345678901
                                     éééééééééééééééééééé";
    assert_eq!(in_need(children).names("1570"), "ChildIdentifiers 1");
    assert_eq!(in_need(children).in_year(2024).names("1570"), "");
}

#[test]
fn rule_1580_an_identifier_is_letters_and_digits() {
    let children = "ChildIdentifiers LAchildID
                                     DfEX0000001
                                     A-1
                                     A_1
                                     É1
                                     -";
    assert_eq!(in_need(children).names("1580"), "ChildIdentifiers 1, ChildIdentifiers 2, ChildIdentifiers 3");
}

/// Children of whom so many have no sex recorded, one unborn child among the others.
fn children_without_sex(lacking: usize, of: usize, blank: &str) -> String {
    let sex = |child: usize| if child < lacking { blank } else { "F" };
    let born: Vec<String> = (0..of - 1).map(|child| format!("c{child} {} 2015-01-01 -", sex(child))).collect();
    let heading = "ChildIdentifiers LAchildID Sex PersonBirthDate ExpectedPersonBirthDate";
    format!("{heading}\n{}\nunborn U - 2027-06-01", born.join("\n"))
}

#[test]
fn rule_2886q_sex_is_recorded_of_all_but_two_in_a_hundred_children_the_unborn_apart() {
    assert_eq!(in_need(&children_without_sex(2, 100, "-")).says_of_authority("2886Q"), "");
    let more = in_need(&children_without_sex(3, 100, "-")).says_of_authority("2886Q");
    assert!(more.starts_with("the sex of 3 of 100 children is not recorded"), "{more}");
    assert_ne!(in_need(&children_without_sex(3, 100, "U")).says_of_authority("2886Q"), "");
    assert_ne!(in_need(&children_without_sex(3, 100, "0")).in_year(2024).says_of_authority("2886Q"), "");
    assert_eq!(in_need(&children_without_sex(3, 100, "9")).in_year(2024).says_of_authority("2886Q"), "");
    let by_gender = "ChildIdentifiers LAchildID GenderCurrent Sex\na 1 -\nb 2 -";
    assert_eq!(in_need(by_gender).in_year(2024).says_of_authority("2886Q"), "");
    assert_ne!(in_need(by_gender).in_year(2025).says_of_authority("2886Q"), "");
}

#[test]
fn rule_2887q_a_return_uses_eight_codes_of_disability_none_not_counted() {
    let seven = "Disabilities LAchildID Disability
                              a         MOB
                              b         HAND
                              c         PC
                              d         INC
                              e         COMM
                              f         LD
                              g         HEAR
                              h         NONE
                              i         HEAR
                              j         -";
    let said = in_need(seven).says_of_authority("2887Q");
    assert!(said.contains("7 codes") && said.contains("COMM, HAND, HEAR"), "{said}");
    assert_eq!(in_need(&format!("{seven}\nk VIS")).says_of_authority("2887Q"), "");
    assert_eq!(in_need("ChildIdentifiers LAchildID\na").could_not("2887Q"), "the return has no Disabilities");
}

#[test]
fn rule_2888q_some_child_has_two_disabilities() {
    let one_each = "Disabilities LAchildID Disability
                                 a         MOB
                                 b         HAND
                                 b         HAND
                                 c         NONE
                                 d         LD
                                 d         -";
    assert_eq!(in_need(one_each).says_of_authority("2888Q"), "each of the 3 children with a disability has one only");
    assert_eq!(in_need(&format!("{one_each}\nd VIS")).says_of_authority("2888Q"), "");
    assert_eq!(in_need("Disabilities LAchildID Disability\na NONE").says_of_authority("2888Q"), "");
}

#[test]
fn rule_4008_no_plan_starts_after_the_child_died() {
    let rows = "ChildIdentifiers LAchildID PersonDeathDate
                                 a         2026-05-26
                                 b         2026-05-26
                                 c         -
                                 d         2026-02-30
                CINplanDates     LAchildID CINPlanStartDate
                                 a         2026-05-26
                                 b         2026-05-27
                                 b         -
                                 c         2026-05-27
                                 d         2026-05-27";
    assert_eq!(in_need(rows).names("4008"), "CINplanDates 1, ChildIdentifiers 1");
    assert!(in_need(rows).says("4008").contains("starts on 2026-05-27, and the child died on 2026-05-26"));
}

#[test]
fn rule_4009q_no_plan_ends_after_the_child_died() {
    let rows = "ChildIdentifiers LAchildID PersonDeathDate
                                 a         2026-05-26
                                 b         2026-05-26
                                 c         -
                CINplanDates     LAchildID CINPlanStartDate CINPlanEndDate
                                 a         2026-05-01       2026-05-26
                                 b         2026-05-01       2026-05-27
                                 b         2026-05-27       -
                                 c         2026-05-01       2026-05-27";
    assert_eq!(in_need(rows).names("4009Q"), "CINplanDates 1, ChildIdentifiers 1");
}

#[test]
fn rule_4180_sex_is_a_code_of_the_year() {
    let children = "ChildIdentifiers LAchildID Sex
                                     a         M
                                     b         F
                                     c         U
                                     d         1
                                     e         m
                                     f         -";
    assert_eq!(in_need(children).names("4180"), "ChildIdentifiers 3, ChildIdentifiers 4, ChildIdentifiers 5");
    let before = "ChildIdentifiers LAchildID GenderCurrent Sex
                                   a         1             -
                                   b         -             2
                                   c         0             -
                                   d         9             -
                                   e         M             -
                                   f         -             -";
    assert_eq!(in_need(before).in_year(2024).names("4180"), "ChildIdentifiers 4, ChildIdentifiers 5");
}

#[test]
fn rule_4220_ethnicity_is_a_code() {
    let rows = "ChildCharacteristics LAchildID Ethnicity
                                     a         WBRI
                                     b         NOBT
                                     c         REFU
                                     d         wbri
                                     e         CNHE
                                     f         -";
    let wrong = "ChildCharacteristics 3, ChildCharacteristics 4, ChildCharacteristics 5";
    assert_eq!(in_need(rows).names("4220"), wrong);
}

#[test]
fn rule_8500_a_child_has_an_identifier() {
    assert_eq!(in_need("ChildIdentifiers LAchildID Sex\na F\n- M").names("8500"), "ChildIdentifiers 1");
}

#[test]
fn rule_8510_an_identifier_stands_for_one_child() {
    let children = "ChildIdentifiers LAchildID Sex
                                     a         F
                                     b         F
                                     a         M
                                     -         F
                                     -         M
                                     A         F";
    assert_eq!(in_need(children).names("8510"), "ChildIdentifiers 0, ChildIdentifiers 2");
}

#[test]
fn rule_8520_a_child_is_born_by_the_last_day_of_the_census() {
    let children = "ChildIdentifiers LAchildID PersonBirthDate
                                     a         2027-03-31
                                     b         2027-04-01
                                     c         -
                                     d         2027-02-30
                                     e         2024-02-29";
    assert_eq!(in_need(children).names("8520"), "ChildIdentifiers 1");
    let earlier = format!("{children}\nHeader Year ReferenceDate\n2024 2024-03-31");
    assert_eq!(in_need(&earlier).names("8520"), "ChildIdentifiers 0, ChildIdentifiers 1");
}

#[test]
fn rule_8525q_either_a_birth_or_an_expected_birth_is_recorded() {
    let children = "ChildIdentifiers LAchildID PersonBirthDate ExpectedPersonBirthDate
                                     a         2016-05-26      -
                                     b         -               2027-05-26
                                     c         2016-05-26      2016-05-26
                                     d         -               -
                                     e         2016-02-30      -
                                     f         -               2027-02-30
                                     g         2016-05-26      2027-02-30";
    assert_eq!(in_need(children).names("8525Q"), "ChildIdentifiers 2, ChildIdentifiers 3, ChildIdentifiers 6");
    assert!(
        in_need(children)
            .says("8525Q")
            .starts_with("the date of birth is 2016-05-26 and the expected date of birth is")
    );
}

#[test]
fn rule_8530q_a_birth_is_expected_from_30_days_before_to_nine_months_after_the_census() {
    let children = "ChildIdentifiers LAchildID ExpectedPersonBirthDate
                                     a         2027-02-28
                                     b         2027-03-01
                                     c         2027-12-31
                                     d         2028-01-01
                                     e         -";
    assert_eq!(in_need(children).names("8530Q"), "ChildIdentifiers 0, ChildIdentifiers 3");
}

#[test]
fn rule_8535q_nobody_dies_before_birth() {
    let children = "ChildIdentifiers LAchildID PersonBirthDate PersonDeathDate ExpectedPersonBirthDate
                                     a         2026-05-26      2026-05-26      -
                                     b         2026-05-26      2026-05-25      -
                                     c         -               2026-05-25      2026-05-26
                                     d         2026-05-26      -               -";
    assert_eq!(in_need(children).names("8535Q"), "ChildIdentifiers 1");
}

#[test]
fn rule_8540_a_born_child_whose_referral_led_on_has_a_disability_by_its_code() {
    let rows = "ChildIdentifiers LAchildID PersonBirthDate
                                 a         2016-05-26
                                 b         2016-05-26
                                 c         -
                                 d         2016-05-26
                                 e         2016-05-26
                Disabilities     LAchildID Disability
                                 a         NONE
                                 b         MOB
                                 b         FLU
                                 c         FLU
                                 d         FLU
                CINdetails       LAchildID ReferralNFA
                                 a         0
                                 b         1
                                 b         false
                                 c         0
                                 d         1
                                 e         0";
    assert_eq!(in_need(rows).names("8540"), "ChildIdentifiers 4, Disabilities 2");
    assert!(in_need(rows).says("8540").contains("(it is not there)"));
}

#[test]
fn rule_8545q_a_child_dies_in_the_census_year() {
    let children = "ChildIdentifiers LAchildID PersonDeathDate
                                     a         2026-03-31
                                     b         2026-04-01
                                     c         2027-03-31
                                     d         2027-04-01
                                     e         -";
    assert_eq!(in_need(children).names("8545Q"), "ChildIdentifiers 0, ChildIdentifiers 3");
}

#[test]
fn rule_8590_a_child_of_the_census_was_in_need() {
    let rows = "ChildIdentifiers LAchildID
                                 a
                                 b
                CINdetails       LAchildID CINreferralDate
                                 a         2026-05-26
                                 c         2026-05-26";
    assert_eq!(in_need(rows).names("8590"), "ChildIdentifiers 1");
    assert_eq!(in_need("ChildIdentifiers LAchildID\na").could_not("8590"), "the return has no CINdetails");
}

#[test]
fn rule_8750_the_sex_of_an_unborn_child_is_u() {
    let children = "ChildIdentifiers LAchildID Sex PersonBirthDate ExpectedPersonBirthDate
                                     a         U   -               2027-05-26
                                     b         F   -               2027-05-26
                                     c         -   -               2027-05-26
                                     d         F   2026-05-26      2026-05-26
                                     e         F   2026-05-26      -
                                     f         F   -               -";
    assert_eq!(in_need(children).names("8750"), "ChildIdentifiers 1, ChildIdentifiers 2");
    let before = "ChildIdentifiers LAchildID GenderCurrent ExpectedPersonBirthDate
                                   a         0             2024-05-26
                                   b         1             2024-05-26";
    assert_eq!(in_need(before).in_year(2024).names("8750"), "ChildIdentifiers 1");
}

#[test]
fn rule_8775q_nobody_is_in_need_beyond_the_25th_birthday() {
    // 25 on the last day but one, and on the last day; a child of a leap day turns 25 on 1 March.
    let rows = "ChildIdentifiers LAchildID PersonBirthDate
                                 a         2002-03-30
                                 b         2002-03-31
                                 c         2000-02-29
                                 d         2000-02-29
                                 e         -
                CINdetails       LAchildID CINclosureDate
                                 a         -
                                 b         -
                                 c         2025-03-01
                                 d         2025-03-02
                                 e         -
                                 a         2026-05-26";
    let both = "CINdetails 0, ChildIdentifiers 0, CINdetails 3, ChildIdentifiers 3";
    assert_eq!(in_need(rows).names("8775Q"), both);
}

#[test]
fn rule_8790_none_stands_alone_among_disabilities() {
    let rows = "Disabilities LAchildID Disability
                             a         NONE
                             a         MOB
                             b         NONE
                             b         -
                             c         MOB
                             c         LD
                             -         NONE
                             -         MOB
                             d         NONE
                             d         NONE";
    assert_eq!(in_need(rows).names("8790"), "Disabilities 1");
}

#[test]
fn rule_8794_a_disability_is_recorded_once() {
    let rows = "Disabilities LAchildID Disability
                             a         MOB
                             a         LD
                             a         MOB
                             b         MOB
                             c         -
                             c         -
                             -         LD
                             -         LD
                             a         LD
                             a         MOB";
    let each = "Disabilities 0, Disabilities 2, Disabilities 9, Disabilities 1, Disabilities 8";
    assert_eq!(in_need(rows).names("8794"), each);
}
