use super::looked_after;

#[test]
fn rule_146_a_placement_type_is_a_code_of_its_year() {
    let episodes = "Episodes CHILD PLACE
                             1     U1
                             2     k2
                             3     Z1
                             4     H5
                             5     -";
    assert_eq!(looked_after(episodes).names("146"), "Episodes 2, Episodes 3");
    assert_eq!(looked_after(episodes).in_year(2024).names("146"), "");
}

#[test]
fn rule_178_a_provider_is_a_code_and_none_is_one_for_a_temporary_placement() {
    let episodes = "Episodes CHILD PLACE PLACE_PROVIDER
                             1     U1    PR5
                             2     U1    PR6
                             3     T0    PR1
                             4     T4    PR1
                             5     T1    -
                             6     U1    -
                             7     Z14   PR4";
    assert_eq!(looked_after(episodes).names("178"), "Episodes 1, Episodes 2, Episodes 6");
    let before = "Episodes CHILD PLACE PLACE_PROVIDER
                           1     Z1    PR4";
    assert_eq!(looked_after(before).in_year(2025).names("178"), "Episodes 0");
    assert_eq!(looked_after(before).names("178"), "");
}

#[test]
fn rule_526_a_placement_has_a_provider_unless_temporary_or_unregulated() {
    let episodes = "Episodes CHILD PLACE PLACE_PROVIDER
                             1     U1    -
                             2     U1    PR1
                             3     T4    -
                             4     Z11   -
                             5     P1    -
                             6     -     -";
    assert_eq!(looked_after(episodes).names("526"), "Episodes 0, Episodes 4, Episodes 5");
}

/// A placement of each of these types, with this provider.
fn provided(provider: &str) -> String {
    let row = |(at, place): (usize, &str)| format!("{at} {place} {provider}\n");
    let rows: String =
        ["P1", "R2", "R5", "A3", "A6", "K1", "K2", "U1", "U6", "R1", "-"].into_iter().enumerate().map(row).collect();
    format!("Episodes CHILD PLACE PLACE_PROVIDER\n{rows}")
}

#[test]
fn rule_527_the_authority_itself_provides_no_parents_hospital_or_custody() {
    assert_eq!(looked_after(&provided("PR1")).names("527"), "Episodes 0, Episodes 1, Episodes 2");
    assert_eq!(looked_after(&provided("PR2")).names("527"), "");
}

#[test]
fn rule_528_another_authority_provides_no_parents_hospital_or_custody() {
    assert_eq!(looked_after(&provided("PR2")).names("528"), "Episodes 0, Episodes 1, Episodes 2");
    assert_eq!(looked_after(&provided("PR1")).names("528"), "");
}

#[test]
fn rule_529_another_public_body_provides_no_family_and_no_home() {
    let named = "Episodes 0, Episodes 3, Episodes 4, Episodes 5, Episodes 6, Episodes 7, Episodes 8";
    assert_eq!(looked_after(&provided("PR3")).names("529"), named);
    assert_eq!(looked_after(&provided("PR4")).names("529"), "");
}

#[test]
fn rule_530_no_private_body_provides_parents() {
    assert_eq!(looked_after(&provided("PR4")).names("530"), "Episodes 0");
    assert_eq!(looked_after(&provided("PR5")).names("530"), "");
}

#[test]
fn rule_531_no_charity_provides_parents() {
    assert_eq!(looked_after(&provided("PR5")).names("531"), "Episodes 0");
    assert_eq!(looked_after(&provided("-")).names("531"), "");
}

#[test]
fn rule_550_parents_provide_only_themselves() {
    let episodes = "Episodes CHILD PLACE PLACE_PROVIDER
                             1     P1    PR0
                             2     U1    PR0
                             3     -     PR0
                             4     U1    PR1";
    assert_eq!(looked_after(episodes).names("550"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_1009_a_placement_changes_for_a_reason_that_has_a_code() {
    let episodes = "Episodes CHILD REASON_PLACE_CHANGE
                             1     CARPL
                             2     custod
                             3     NA
                             4     -";
    assert_eq!(looked_after(episodes).names("1009"), "Episodes 2");
}
