use super::looked_after;

#[test]
fn rule_366_a_single_short_break_is_one_episode() {
    let episodes = "Episodes CHILD LS RNE
                             1     V3 S
                             2     V3 P
                             3     V3 -
                             4     V4 P
                             5     C2 P";
    assert_eq!(looked_after(episodes).names("366"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_380_a_temporary_placement_is_moved_into_from_another() {
    let episodes = "Episodes CHILD PLACE RNE
                             1     T0    S
                             2     T4    L
                             3     T0    P
                             4     T1    B
                             5     T1    -
                             6     U1    S
                             7     -     S";
    assert_eq!(looked_after(episodes).names("380"), "Episodes 0, Episodes 1, Episodes 4");
}

#[test]
fn rule_381_care_ends_in_no_temporary_placement() {
    let episodes = "Episodes CHILD PLACE REC
                             1     T0    E3
                             2     T4    X1
                             3     T1    -
                             4     U1    E3";
    assert_eq!(looked_after(episodes).names("381"), "Episodes 0");
}

#[test]
fn rule_383_from_a_temporary_placement_the_child_returns_to_the_one_before() {
    let episodes = "Episodes CHILD DECOM      RNE PLACE PL_POST
                             1     01/05/2026 S   U1    WN1_1XX
                             1     01/06/2026 P   T1    WN2_2XX
                             1     03/06/2026 P   U1    wn11xx
                             2     01/05/2026 S   U1    WN1_1XX
                             2     01/06/2026 P   T3    WN2_2XX
                             2     02/06/2026 P   U1    WN3_3XX
                             3     01/05/2026 S   U1    WN1_1XX
                             3     01/06/2026 P   T3    WN2_2XX
                             3     02/06/2026 T   U1    WN1_1XX
                             4     01/05/2026 S   U1    WN1_1XX
                             4     01/06/2026 P   T3    WN2_2XX
                             4     02/06/2026 P   U4    WN1_1XX
                             5     01/05/2026 S   T3    WN2_2XX
                             5     01/06/2026 P   U1    WN1_1XX
                             6     01/05/2026 S   U1    WN1_1XX
                             6     01/06/2026 P   T3    WN2_2XX";
    // The temporary placement that comes first (5) is named by another rule, and the one that comes last (6) may go on.
    assert_eq!(looked_after(episodes).names("383"), "Episodes 5, Episodes 8, Episodes 11");
}

#[test]
fn rule_426_short_breaks_of_one_kind_in_one_year() {
    let episodes = "Episodes CHILD LS
                             1     V3
                             1     C2
                             1     V4
                             2     V3
                             2     V3
                             3     V4
                             3     -";
    assert_eq!(looked_after(episodes).names("426"), "Episodes 0, Episodes 2");
}

/// Two episodes in each of which the second begins for this reason: nothing changes, then the legal status, each part of
/// the placement by itself, and both legal status and placement.
fn changes(reason: &str) -> String {
    let was = ["C1", "U1", "PR1", "SC000001", "WN1_1XX"];
    let becomes = [
        was,
        ["C2", "U1", "PR1", "SC000001", "wn11xx"],
        ["C1", "U4", "PR1", "SC000001", "WN1_1XX"],
        ["C1", "U1", "PR2", "SC000001", "WN1_1XX"],
        ["C1", "U1", "PR1", "SC000002", "WN1_1XX"],
        ["C1", "U1", "PR1", "SC000001", "WN2_2XX"],
        ["C2", "U1", "PR1", "SC000001", "WN2_2XX"],
    ];
    let rows = becomes.iter().enumerate().map(|(child, now)| {
        format!("{child} 01/05/2026 S {}\n{child} 01/06/2026 {reason} {}\n", was.join(" "), now.join(" "))
    });
    format!("Episodes CHILD DECOM RNE LS PLACE PLACE_PROVIDER URN PL_POST\n{}", rows.collect::<String>())
}

const NOTHING: &str = "Episodes 1";
const LEGAL_STATUS: &str = "Episodes 3";
const PLACEMENT: &str = "Episodes 5, Episodes 7, Episodes 9, Episodes 11";
const BOTH: &str = "Episodes 13";

#[test]
fn rule_434_where_the_legal_status_changed_it_alone_did() {
    assert_eq!(looked_after(&changes("L")).names("434"), [NOTHING, PLACEMENT, BOTH].join(", "));
    assert_eq!(looked_after(&changes("P")).names("434"), "");
}

#[test]
fn rule_435_where_the_placement_changed_it_alone_did() {
    assert_eq!(looked_after(&changes("P")).names("435"), [NOTHING, LEGAL_STATUS, BOTH].join(", "));
    assert_eq!(looked_after(&changes("t")).names("435"), [NOTHING, LEGAL_STATUS, BOTH].join(", "));
    assert_eq!(looked_after(&changes("S")).names("435"), "");
}

#[test]
fn rule_436_where_both_changed_both_did() {
    assert_eq!(looked_after(&changes("B")).names("436"), [NOTHING, LEGAL_STATUS, PLACEMENT].join(", "));
    assert_eq!(looked_after(&changes("U")).names("436"), [NOTHING, LEGAL_STATUS, PLACEMENT].join(", "));
    assert_eq!(looked_after(&changes("-")).names("436"), "");
}

#[test]
fn rule_446_no_placement_order_before_december_2005() {
    let episodes = "Episodes CHILD LS DECOM
                             1     E1 30/11/2005
                             2     E1 01/12/2005
                             3     C2 30/11/2005
                             4     E1 -";
    assert_eq!(looked_after(episodes).names("446"), "Episodes 0");
}

#[test]
fn rule_504_the_category_of_need_stays_through_a_period_of_care() {
    let episodes = "Episodes CHILD DECOM      RNE DEC        CIN
                             1     01/05/2026 S   01/06/2026 N1
                             1     01/06/2026 P   01/07/2026 N2
                             1     01/07/2026 P   01/08/2026 N1
                             1     01/08/2026 P   01/09/2026 -
                             2     01/05/2026 S   01/06/2026 N1
                             2     02/06/2026 S   -          N2
                             3     01/05/2026 S   01/06/2026 N1
                             3     -          P   -          N2";
    // It is the start of the period that counts, not the episode before.
    assert_eq!(looked_after(episodes).names("504"), "Episodes 1, Episodes 3");
}
