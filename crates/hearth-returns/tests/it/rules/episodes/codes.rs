use super::looked_after;

#[test]
fn rule_141_the_start_of_an_episode_is_a_day_that_there_is() {
    let episodes = "Episodes CHILD DECOM
                             1     29/02/2024
                             2     29/02/2025
                             3     -
                             4     01/04/26
                             5     2026-04-01";
    assert_eq!(looked_after(episodes).names("141"), "Episodes 1, Episodes 2, Episodes 3, Episodes 4");
    assert_eq!(looked_after(episodes).says("141"), "the start of the episode is 29/02/2025, which is no date");
}

#[test]
fn rule_143_an_episode_begins_for_a_reason_that_has_a_code() {
    let episodes = "Episodes CHILD RNE
                             1     S
                             2     u
                             3     X1
                             4     -";
    assert_eq!(looked_after(episodes).names("143"), "Episodes 2");
}

#[test]
fn rule_144_a_legal_status_is_a_code_in_large_or_small_letters() {
    let episodes = "Episodes CHILD LS
                             1     C2
                             2     v4
                             3     C3
                             4     section_20
                             5     -";
    assert_eq!(looked_after(episodes).names("144"), "Episodes 2, Episodes 3");
    assert_eq!(looked_after(episodes).says("144"), "the legal status is C3, which is no code of the year");
}

#[test]
fn rule_145_the_category_of_need_is_n1_to_n8() {
    let episodes = "Episodes CHILD CIN
                             1     N1
                             2     N8
                             3     N9
                             4     N0
                             5     -";
    assert_eq!(looked_after(episodes).names("145"), "Episodes 2, Episodes 3");
}

#[test]
fn rule_147_an_end_is_a_day_that_there_is_or_blank() {
    let episodes = "Episodes CHILD DEC
                             1     29/02/2024
                             2     30/02/2026
                             3     -
                             4     soon";
    assert_eq!(looked_after(episodes).names("147"), "Episodes 1, Episodes 3");
}

#[test]
fn rule_149_an_episode_ends_for_a_reason_that_has_a_code() {
    let episodes = "Episodes CHILD REC
                             1     X1
                             2     E4a
                             3     E4
                             4     -";
    assert_eq!(looked_after(episodes).names("149"), "Episodes 2");
}
