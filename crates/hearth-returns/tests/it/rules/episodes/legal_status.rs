use super::looked_after;

#[test]
fn rule_358_a_status_for_an_offence_only_from_ten() {
    let children = "Header CHILD DOB
                           1     02/06/2016
                           2     -
                    Episodes CHILD DECOM      LS
                             1     01/06/2026 J1
                             1     02/06/2026 J3
                             1     01/05/2026 C1
                             2     01/06/2020 J2
                             1     -          J2";
    assert_eq!(looked_after(children).names("358"), "Episodes 0, Header 0");
}

#[test]
fn rule_359_past_eighteen_only_accommodated_in_a_childrens_home() {
    let children = "Header CHILD DOB
                           1     30/03/2009
                           2     31/03/2009
                           3     01/06/2008
                           4     -
                    Episodes CHILD LS PLACE DEC
                             1     C2 U1    -
                             2     C2 U1    -
                             3     V2 K2    -
                             3     V2 K1    -
                             3     C2 K2    -
                             3     C2 U1    01/06/2026
                             4     C2 U1    -
                             3     C2 U1    later";
    // Who turns 18 on 31 March (2) is not looked after past the birthday within the year.
    assert_eq!(looked_after(children).names("359"), "Episodes 0, Episodes 3, Episodes 4");
}

#[test]
fn rule_361_police_protection_lasts_three_days_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        LS
                             1     01/06/2026 04/06/2026 L1
                             2     01/06/2026 05/06/2026 L1
                             3     01/06/2026 03/06/2026 L1
                             3     03/06/2026 05/06/2026 L1
                             4     01/06/2026 03/06/2026 L1
                             4     04/06/2026 06/06/2026 L1
                             5     29/03/2027 -          L1
                             6     01/03/2027 -          L1
                             7     01/06/2026 05/06/2026 C2";
    // Two that follow one another count as one; a day between breaks them. What is open counts to 31 March.
    assert_eq!(looked_after(episodes).names("361"), "Episodes 1, Episodes 2, Episodes 3, Episodes 7");
}

#[test]
fn rule_362_emergency_protection_lasts_21_days_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        LS
                             1     01/06/2026 22/06/2026 L2
                             2     01/06/2026 23/06/2026 L2
                             3     01/06/2026 -          L2
                             4     -          23/06/2026 L2";
    assert_eq!(looked_after(episodes).names("362"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_363_an_assessment_order_lasts_seven_days_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        LS
                             1     24/02/2024 02/03/2024 L3
                             2     24/02/2024 03/03/2024 L3
                             3     01/06/2026 9/9/99     L3";
    assert_eq!(looked_after(episodes).names("363"), "Episodes 1");
}

#[test]
fn rule_364_police_detention_lasts_21_days_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        LS
                             1     01/06/2026 22/06/2026 J2
                             2     01/06/2026 12/06/2026 J2
                             2     12/06/2026 23/06/2026 J2
                             3     23/06/2026 01/06/2026 J2";
    assert_eq!(looked_after(episodes).names("364"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_365_a_single_short_break_lasts_17_days_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        LS
                             1     01/06/2026 18/06/2026 V3
                             2     01/06/2026 19/06/2026 V3
                             3     01/06/2026 -          V4
                             4     13/03/2027 -          V3
                             5     14/03/2027 -          V3";
    assert_eq!(looked_after(episodes).names("365"), "Episodes 1, Episodes 3");
}

#[test]
fn rule_367_short_breaks_come_to_75_days_a_year_at_most() {
    let year = "Episodes CHILD DECOM      DEC        LS
                         1     01/06/2026 01/07/2026 V3
                         1     01/08/2026 01/09/2026 V3
                         1     01/10/2026 15/10/2026 V3
                         2     01/06/2026 01/07/2026 V3
                         2     01/08/2026 01/09/2026 V3
                         2     01/10/2026 16/10/2026 V3
                         2     01/11/2026 01/12/2026 C2
                         3     01/01/2026 01/06/2026 V3
                         4     01/06/2026 -          V3
                         4     01/06/2026 01/05/2026 V3";
    // 75 days are allowed, 76 are not; days before 1 April belong to last year.
    assert_eq!(looked_after(year).names("367"), "Episodes 3, Episodes 4, Episodes 5, Episodes 8");
}
