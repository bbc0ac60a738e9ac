use super::in_need;

#[test]
fn rule_1510_the_check_letter_of_a_pupil_number_follows_from_its_digits() {
    let children = "ChildIdentifiers LAchildID UPN
                                     a         H801200001001
                                     b         Z801200001001
                                     c         G80120000101A
                                     d         A80120000101A
                                     e         -
                                     f         Z80120000100
                                     g         Z80120X001001
                                     h         h801200001001";
    assert_eq!(in_need(children).names("1510"), "ChildIdentifiers 1, ChildIdentifiers 3, ChildIdentifiers 7");
}

#[test]
fn rule_1520_a_pupil_number_stands_for_one_child() {
    let children = "ChildIdentifiers LAchildID UPN
                                     a         H801200001001
                                     b         G80120000101A
                                     c         H801200001001
                                     d         -
                                     e         -
                                     c         H801200001001";
    assert_eq!(in_need(children).names("1520"), "ChildIdentifiers 0, ChildIdentifiers 2, ChildIdentifiers 5");
}

#[test]
fn rule_1530_a_pupil_number_names_the_authority_that_issued_it() {
    // 943 is an authority since 2023; 909 was one; 668 stands for Wales; 005 for none.
    let children = "ChildIdentifiers LAchildID UPN
                                     a         X943000000000
                                     b         X944000000000
                                     c         X909000000000
                                     d         X668000000000
                                     e         X005000000000
                                     f         X006000000000
                                     g         X8A1000000000
                                     h         X8
                                     i         -";
    let wrong = "ChildIdentifiers 1, ChildIdentifiers 5, ChildIdentifiers 6, ChildIdentifiers 7";
    assert_eq!(in_need(children).names("1530"), wrong);
}

#[test]
fn rule_1540_the_middle_of_a_pupil_number_is_digits() {
    let children = "ChildIdentifiers LAchildID UPN
                                     a         H801200001001
                                     b         H801A00001001
                                     c         H80120000100A
                                     d         H8012000010A1
                                     e         H801200
                                     f         -";
    assert_eq!(in_need(children).names("1540"), "ChildIdentifiers 1, ChildIdentifiers 3, ChildIdentifiers 4");
}

#[test]
fn rule_1550_a_pupil_number_ends_with_a_thirteenth_digit_or_letter_but_not_i_o_or_s() {
    let children = "ChildIdentifiers LAchildID UPN
                                     a         H801200001001
                                     b         H80120000100A
                                     c         H80120000100I
                                     d         H80120000100O
                                     e         H80120000100S
                                     f         H80120000100a
                                     g         H80120000100
                                     h         H8012000010011
                                     i         -";
    let wrong = (2..=7).map(|row| format!("ChildIdentifiers {row}")).collect::<Vec<_>>().join(", ");
    assert_eq!(in_need(children).names("1550"), wrong);
}

#[test]
fn rule_1560q_a_former_pupil_number_has_the_shape_of_one() {
    let children = "ChildIdentifiers LAchildID FormerUPN
                                     a         X987654321231
                                     b         X98765432123B
                                     c         S987654321231
                                     d         X9876543212I1
                                     e         X98765432123
                                     f         1987654321231
                                     g         -";
    let wrong = "ChildIdentifiers 2, ChildIdentifiers 3, ChildIdentifiers 4, ChildIdentifiers 5";
    assert_eq!(in_need(children).names("1560Q"), wrong);
}

#[test]
fn rule_8770q_a_child_of_school_age_has_a_pupil_number_or_a_reason_for_none() {
    // Five on 31 August 2026, the day itself and the day after; a reason below school age is none above it.
    let rows = "ChildIdentifiers LAchildID PersonBirthDate UPN           UPNunknown
                                 a         2021-08-31      -             -
                                 b         2021-09-01      -             -
                                 c         2015-01-01      H801200001001 -
                                 d         2015-01-01      -             UN1
                                 e         2015-01-01      -             un5
                                 f         2015-01-01      -             UN8
                                 g         2015-01-01      -             -
                                 h         -               -             -
                                 i         2015-01-01      -             un1
                CINdetails       LAchildID ReferralNFA
                                 a         0
                                 b         0
                                 c         0
                                 d         1
                                 d         false
                                 e         0
                                 f         0
                                 g         1
                                 h         0
                                 i         0";
    let named = "ChildIdentifiers 0, ChildIdentifiers 3, ChildIdentifiers 5, ChildIdentifiers 8";
    assert_eq!(in_need(rows).names("8770Q"), named);
    // Until 2024 the age was six on the last day of the census.
    let before = "ChildIdentifiers LAchildID PersonBirthDate
                                   a         2018-03-31
                                   b         2018-04-01
                  CINdetails       LAchildID ReferralNFA
                                   a         0
                                   b         0";
    assert_eq!(in_need(before).in_year(2024).names("8770Q"), "ChildIdentifiers 0");
}

#[test]
fn rule_8772_a_number_is_unknown_for_want_of_action_only_where_no_referral_led_on() {
    let rows = "ChildIdentifiers LAchildID UPNunknown
                                 a         UN7
                                 b         UN7
                                 c         UN6
                                 d         UN7
                CINdetails       LAchildID ReferralNFA
                                 a         true
                                 a         1
                                 b         TRUE
                                 b         0
                                 b         -
                                 c         0";
    let both = "ChildIdentifiers 1, CINdetails 3, ChildIdentifiers 1, CINdetails 4";
    assert_eq!(in_need(rows).names("8772"), both);
}
