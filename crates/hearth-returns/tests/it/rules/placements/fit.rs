use super::looked_after;

#[test]
fn rule_217_present_foster_carers_who_adopt_stay_the_carers() {
    let episodes = "Episodes CHILD DECOM      PLACE RNE
                             1     01/06/2026 A3    T
                             2     01/06/2026 A5    P
                             3     01/06/2026 A3    -
                             4     01/06/2026 A4    P
                             5     01/04/2015 A3    B
                             6     31/03/2015 A3    B
                             7     -          A3    P";
    assert_eq!(looked_after(episodes).names("217"), "Episodes 1, Episodes 2, Episodes 4");
}

#[test]
fn rule_225_a_move_has_a_reason() {
    let episodes = "Episodes CHILD DECOM      RNE PLACE DEC        REC REASON_PLACE_CHANGE
                             1     01/05/2026 S   U1    01/06/2026 X1  -
                             1     01/06/2026 P   U2    01/07/2026 X1  CARPL
                             1     01/07/2026 U   U3    01/08/2026 X1  -
                             1     01/08/2026 L   U3    01/09/2026 X1  -
                             1     01/09/2026 P   T3    10/09/2026 X1  -
                             1     10/09/2026 P   U3    -          -   -
                             2     01/05/2026 S   U1    01/06/2026 E3  -
                             2     01/06/2026 P   U2    -          -   -
                             3     01/02/2015 S   U1    31/03/2015 X1  -
                             3     31/03/2015 P   U2    01/04/2015 X1  -
                             3     01/04/2015 B   U1    -          -   -
                             4     01/05/2026 S   U1    01/06/2026 -   -
                             4     01/06/2026 P   U2    -          -   -";
    // Not where the legal status alone changed, nor into and out of a temporary placement, nor before April 2015.
    assert_eq!(looked_after(episodes).names("225"), "Episodes 0, Episodes 9");
}

#[test]
fn rule_226_a_temporary_placement_has_no_reason_for_a_change() {
    let episodes = "Episodes CHILD DECOM      PLACE REASON_PLACE_CHANGE
                             1     01/05/2026 U1    CARPL
                             1     01/06/2026 T1    -
                             1     01/07/2026 U1    CARPL
                             2     01/05/2026 U1    -
                             2     01/06/2026 T4    OTHER
                             3     01/05/2026 U1    -
                             3     01/06/2026 T4    -
                             4     01/05/2026 U1    OTHER
                             4     -          T4    -";
    assert_eq!(looked_after(episodes).names("226"), "Episodes 1, Episodes 4");
}

#[test]
fn rule_233_an_open_episode_has_no_reason_for_a_change_from_2026_on() {
    let episodes = "Episodes CHILD DEC        REASON_PLACE_CHANGE
                             1     -          CARPL
                             2     01/06/2026 CARPL
                             3     -          -
                             4     someday    CARPL";
    assert_eq!(looked_after(episodes).names("233"), "Episodes 0");
    assert_eq!(looked_after(episodes).in_year(2025).names("233"), "");
}

#[test]
fn rule_234_nobody_under_ten_moves_because_of_custody() {
    let children = "Header CHILD DOB
                           1     02/06/2016
                           2     -
                    Episodes CHILD DECOM      DEC        REASON_PLACE_CHANGE
                             1     01/01/2026 01/06/2026 CUSTOD
                             1     01/06/2026 02/06/2026 CUSTOD
                             1     01/01/2026 01/06/2026 CARPL
                             1     01/05/2026 -          CUSTOD
                             2     01/01/2016 01/06/2016 CUSTOD
                             1     01/01/2026 soon       CUSTOD";
    // The child moves when the episode ends, so it is that day's age that counts.
    assert_eq!(looked_after(children).names("234"), "Episodes 0, Header 0, Episodes 3, Header 0");
}

#[test]
fn rule_336_present_foster_carers_who_adopt_fostered_before() {
    let episodes = "Episodes CHILD DECOM      PLACE
                             1     01/05/2026 U1
                             1     01/06/2026 A3
                             1     01/07/2026 A5
                             2     01/05/2026 K2
                             2     01/06/2026 A5
                             3     01/05/2026 -
                             3     01/06/2026 A3
                             4     01/05/2026 K2
                             4     01/06/2026 A4
                             5     01/05/2026 A3
                             5     01/06/2026 A6
                             5     01/07/2026 A5";
    // Who is placed with other adopters (4) need not have been fostered, and the first placement has none before it (5).
    assert_eq!(looked_after(episodes).names("336"), "Episodes 4, Episodes 6");
}

#[test]
fn rule_378_nobody_is_accommodated_with_their_own_parents() {
    let episodes = "Episodes CHILD PLACE LS
                             1     P1    V2
                             2     P1    C2
                             3     U1    V2
                             4     -     V2";
    assert_eq!(looked_after(episodes).names("378"), "Episodes 0");
}

#[test]
fn rule_382_a_short_break_is_in_no_temporary_placement() {
    let episodes = "Episodes CHILD PLACE LS
                             1     T0    V3
                             2     T4    V4
                             3     T1    C2
                             4     K2    V3
                             5     -     V3";
    assert_eq!(looked_after(episodes).names("382"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_384_a_short_break_is_in_no_long_term_foster_placement() {
    let episodes = "Episodes CHILD PLACE LS
                             1     U1    V3
                             2     U4    V4
                             3     U3    V4
                             4     U4    C2
                             5     -     V4";
    assert_eq!(looked_after(episodes).names("384"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_408_placed_under_a_placement_order_there_is_one() {
    let episodes = "Episodes CHILD PLACE LS
                             1     A5    E1
                             2     A6    C2
                             3     A5    -
                             4     A3    C2";
    assert_eq!(looked_after(episodes).names("408"), "Episodes 1, Episodes 2");
    let says = "the child is placed for adoption under a placement order (A6), but the legal status is C2";
    assert_eq!(looked_after(episodes).says("408"), says);
}
