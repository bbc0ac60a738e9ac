//! Rules that ended before 2026-27, and what the others asked in the years before.

use super::looked_after;

const LISTED: &str = r#"[{"URN": "SC000001", "PROVIDER_CODES": "PR1", "PLACE_CODES": "H5,K2,K3,P1", "POSTCODE": "L20 3NJ", "LA_CODE_INFERRED": "E08000014"}]"#;

#[test]
fn rule_217t_nobody_is_in_independent_living_after_28_october_2023() {
    let episodes = "Episodes CHILD DECOM      PLACE DEC
                             1     01/04/2023 P2    28/10/2023
                             2     01/04/2023 P2    29/10/2023
                             3     01/04/2023 P2    -
                             4     01/04/2023 P2    31/02/2024
                             5     01/04/2023 H5    -";
    assert_eq!(looked_after(episodes).in_year(2024).names("217t"), "Episodes 1, Episodes 2");
    assert_eq!(looked_after(episodes).in_year(2025).names("217t"), "", "P2 is no code any more");
}

#[test]
fn rule_218_accommodation_was_let_off_until_it_had_to_be_registered() {
    let episodes = "Episodes CHILD PLACE LS
                             1     H5    C1
                             2     P2    C1
                             3     K2    C1";
    assert_eq!(looked_after(episodes).in_year(2024).names("218"), "Episodes 2");
    assert_eq!(looked_after(episodes).in_year(2025).names("218"), "Episodes 0, Episodes 1, Episodes 2");
}

#[test]
fn rule_221_semi_independent_accommodation_is_where_ofsted_lists_it() {
    let episodes = "Episodes CHILD PLACE PL_POST URN
                             1     H5    L20_3NJ SC000001
                             2     H5    PR1_8XJ SC000001";
    assert_eq!(looked_after(episodes).with_providers(LISTED).in_year(2024).names("221"), "Episodes 1");
}

#[test]
fn rule_222_independent_living_had_no_number() {
    let episodes = "Episodes CHILD PLACE URN
                             1     P2    SC000001
                             2     H5    SC000001";
    assert_eq!(looked_after(episodes).in_year(2024).names("222"), "Episodes 0");
    assert_eq!(looked_after(episodes).in_year(2025).names("222"), "");
}

#[test]
fn rule_229_placements_that_nobody_registers_are_not_compared_since_2026() {
    let episodes = "Episodes CHILD PLACE PLACE_PROVIDER URN
                             1     K3    PR2            SC000001
                             2     P1    PR2            SC000001
                             3     K2    PR2            SC000001";
    let drawn = || looked_after(episodes).with_providers(LISTED).sent_by("E08000014");
    assert_eq!(drawn().in_year(2025).names("229"), "Episodes 0, Episodes 1, Episodes 2");
    assert_eq!(drawn().in_year(2026).names("229"), "Episodes 2");
}

#[test]
fn rule_230_accommodation_in_england_is_registered_since_28_october_2023() {
    let episodes = "Episodes CHILD DECOM      PLACE DEC        URN      PL_LA
                             1     01/04/2023 H5    28/10/2023 -        E08000014
                             2     01/04/2023 H5    29/10/2023 -        E08000014
                             3     01/04/2023 H5    -          XXXXXXX  E08000014
                             4     01/04/2023 H5    -          SC000001 E08000014
                             5     01/04/2023 H5    -          -        WAL
                             6     01/04/2023 H5    31/02/2024 -        E08000014
                             7     01/04/2023 K2    -          -        E08000014";
    assert_eq!(looked_after(episodes).in_year(2024).names("230"), "Episodes 1, Episodes 2");
    assert_eq!(looked_after(episodes).in_year(2025).names("230"), "");
}

#[test]
fn rule_370_independent_living_only_from_sixteen() {
    let drawing = "Header CHILD DOB
                          1     28/02/2007
                   Episodes CHILD DECOM      PLACE
                            1     27/02/2023 P2
                            1     28/02/2023 P2
                            1     -          P2
                            1     27/02/2023 H5";
    assert_eq!(looked_after(drawing).in_year(2024).names("370"), "Episodes 0");
    assert_eq!(looked_after(drawing).in_year(2025).names("370"), "");
}

#[test]
fn rule_383_the_postcode_of_the_return_is_compared_since_2026() {
    let episodes = "Episodes CHILD DECOM      RNE PLACE PL_POST
                             1     01/04/2023 S   U6    L20_3NJ
                             1     01/05/2023 P   T1    L22_1AA
                             1     01/06/2023 P   U6    PR1_8XJ";
    assert_eq!(looked_after(episodes).in_year(2025).names("383"), "");
    assert_eq!(looked_after(episodes).in_year(2026).names("383"), "Episodes 2");
    let other = episodes.replace("P   U6    PR1_8XJ", "P   U1    PR1_8XJ");
    assert_eq!(looked_after(&other).in_year(2025).names("383"), "Episodes 2");
}

#[test]
fn rule_445_nobody_was_freed_for_adoption_after_december_2005() {
    let episodes = "Episodes CHILD DECOM      LS
                             1     31/12/2005 D1
                             2     01/01/2006 D1
                             3     -          D1
                             4     01/01/2006 E1";
    assert_eq!(looked_after(episodes).in_year(2024).names("445"), "Episodes 1");
    assert_eq!(looked_after(episodes).in_year(2025).names("445"), "");
}

#[test]
fn rule_451_a_freeing_order_has_ended_by_now() {
    let episodes = "Episodes CHILD DECOM      LS DEC
                             1     31/12/2004 D1 -
                             2     31/12/2004 D1 30/06/2023
                             3     31/12/2004 D1 31/02/2024
                             4     31/12/2004 E1 -";
    assert_eq!(looked_after(episodes).in_year(2024).names("451"), "Episodes 0");
    assert_eq!(looked_after(episodes).in_year(2025).names("451"), "");
}

#[test]
fn rule_454_a_distance_is_asked_about_since_2026() {
    let episodes = "Episodes CHILD LS PL_DISTANCE
                             1     C1 350
                             2     C1 350.1";
    assert_eq!(looked_after(episodes).in_year(2025).names("454"), "");
    assert_eq!(looked_after(episodes).in_year(2026).names("454"), "Episodes 1");
}

#[test]
fn rule_555_a_decision_stands_behind_a_freeing_order() {
    let drawing = "Episodes CHILD DECOM      LS DEC
                            1     01/03/2005 D1 -
                            2     01/03/2005 D1 -
                            3     01/03/2005 D1 -
                            4     01/03/2005 D1 30/06/2023
                            5     01/03/2005 C1 -
                   PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                  2     01/02/2005  -
                                  3     01/02/2005  01/02/2006
                                  4     01/02/2005  01/02/2006";
    assert_eq!(looked_after(drawing).in_year(2024).names("555"), "Episodes 0, PlacedAdoption 1");
    assert_eq!(looked_after(drawing).in_year(2025).names("555"), "");
}

#[test]
fn rule_556_the_decision_comes_before_the_freeing_order_or_on_its_day() {
    let drawing = "Episodes CHILD DECOM      LS
                            1     01/03/2005 D1
                            2     01/03/2005 D1
                            3     01/03/2005 D1
                            4     -          D1
                   PlacedAdoption CHILD DATE_PLACED
                                  1     01/03/2005
                                  2     02/03/2005
                                  3     -
                                  4     02/03/2005";
    assert_eq!(looked_after(drawing).in_year(2024).names("556"), "Episodes 1, PlacedAdoption 1");
    assert_eq!(looked_after(drawing).in_year(2025).names("556"), "");
}

#[test]
fn rule_557_who_was_freed_and_left_care_otherwise_needed_the_end_of_the_decision() {
    let drawing = "Episodes CHILD DECOM      LS DEC        REC
                            1     01/03/2005 D1 30/06/2023 E4A
                            2     01/03/2005 D1 30/06/2023 E11
                   PlacedAdoption CHILD DATE_PLACED
                                  1     01/02/2005
                                  2     01/02/2005";
    assert_eq!(looked_after(drawing).in_year(2024).names("557"), "Episodes 0, PlacedAdoption 0");
    assert_eq!(looked_after(drawing).in_year(2025).names("557"), "");
}

#[test]
fn rule_1015_supported_accommodation_elsewhere_is_let_off_since_2026_and_adopters_always() {
    let episodes = "Episodes CHILD PLACE LS PLACE_PROVIDER PL_LA
                             1     K3    C1 PR1            E08000011
                             2     A5    E1 PR1            E08000011
                             3     K2    C1 PR1            E08000011";
    let drawn = || looked_after(episodes).sent_by("E08000014");
    assert_eq!(drawn().in_year(2025).names("1015"), "Episodes 0, Episodes 2");
    assert_eq!(drawn().in_year(2026).names("1015"), "Episodes 2");
}

#[test]
fn rule_sw01stg1_a_child_in_care_on_31_march_2024_has_a_social_worker() {
    let drawing = "Episodes CHILD DECOM      LS DEC
                            1     01/04/2023 C1 -
                            2     01/04/2023 C1 -
                            3     01/04/2023 C1 31/03/2024
                            4     01/04/2023 V3 -
                            5     01/04/2023 C1 -
                   SWEpisodes CHILD SW_ID SW_DECOM   SW_REASON
                              2     SW1   01/04/2023 MANAGE
                              5     SW1   01/04/2023 -
                              5     SW1   01/05/2023 -";
    assert_eq!(looked_after(drawing).in_year(2024).names("SW01STG1"), "Episodes 0, Episodes 4");
    assert_eq!(looked_after(drawing).in_year(2025).names("SW01STG1"), "");
    let none = drawing.split("SWEpisodes").next().expect("episodes");
    assert_eq!(looked_after(none).in_year(2024).could_not("SW01STG1"), "the return has no SWEpisodes");
}

/// Complete, without a number, without a start, without a reason; before and since reasons were collected.
const WORKERS: &str = "SWEpisodes CHILD SW_ID SW_DECOM   SW_REASON
                                  1     SW1   31/03/2023 MANAGE
                                  2     -     31/03/2023 MANAGE
                                  3     SW1   -          MANAGE
                                  4     SW1   31/03/2023 -
                                  5     -     01/04/2023 MANAGE
                                  6     SW1   01/04/2023 -
                                  7     SW1   31/02/2023 MANAGE";

#[test]
fn rule_sw01astg1_number_and_start_are_recorded() {
    assert_eq!(looked_after(WORKERS).in_year(2025).names("SW01aSTG1"), "SWEpisodes 1, SWEpisodes 2");
    assert_eq!(looked_after(WORKERS).in_year(2024).names("SW01aSTG1"), "");
    assert_eq!(looked_after(WORKERS).in_year(2026).names("SW01aSTG1"), "");
}

#[test]
fn rule_sw01bstg1_who_starts_since_april_2023_has_a_reason_too() {
    assert_eq!(looked_after(WORKERS).in_year(2025).names("SW01bSTG1"), "SWEpisodes 2, SWEpisodes 4, SWEpisodes 5");
    assert_eq!(looked_after(WORKERS).in_year(2026).names("SW01bSTG1"), "");
}

#[test]
fn rule_sw03stg1_in_the_first_collection_everything_was_recorded() {
    let incomplete = "SWEpisodes 1, SWEpisodes 2, SWEpisodes 3, SWEpisodes 4, SWEpisodes 5";
    assert_eq!(looked_after(WORKERS).in_year(2024).names("SW03STG1"), incomplete);
    assert_eq!(looked_after(WORKERS).in_year(2025).names("SW03STG1"), "");
}

#[test]
fn rule_sw07stg2_the_first_collection_began_with_its_year() {
    let workers = "SWEpisodes CHILD SW_DEC
                              1     31/03/2023
                              2     01/04/2023";
    assert_eq!(looked_after(workers).in_year(2024).names("SW07STG2"), "SWEpisodes 0");
    assert_eq!(looked_after(workers).in_year(2025).names("SW07STG2"), "SWEpisodes 0");
}

#[test]
fn rule_sw11astg2_another_starts_within_five_days() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     01/05/2023 01/06/2023
                              1     06/06/2023 -
                              2     01/05/2023 01/06/2023
                              2     07/06/2023 -
                              3     01/05/2023 26/03/2024
                              3     01/04/2024 -
                              4     01/05/2023 27/03/2024
                              4     03/04/2024 -
                              5     01/05/2023 01/06/2023";
    assert_eq!(looked_after(workers).in_year(2024).names("SW11aSTG2"), "SWEpisodes 2, SWEpisodes 4");
    assert_eq!(looked_after(workers).in_year(2025).names("SW11aSTG2"), "");
    assert_eq!(looked_after(workers).in_year(2024).names("SW11bSTG2"), "SWEpisodes 8", "the last is left to it");
}

#[test]
fn rule_sw13stg1_in_the_first_collection_everybody_had_a_reason() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_REASON
                              1     31/03/2023 -
                              2     01/04/2023 -
                              3     01/04/2023 MANAGE";
    assert_eq!(looked_after(workers).in_year(2024).names("SW13STG1"), "SWEpisodes 0, SWEpisodes 1");
    assert_eq!(looked_after(workers).in_year(2025).names("SW13STG1"), "SWEpisodes 1");
}

#[test]
fn rule_sw14stg2_only_the_latest_is_open() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     01/05/2023 -
                              1     01/06/2023 -
                              2     01/05/2023 31/02/2024
                              2     01/06/2023 -";
    assert_eq!(looked_after(workers).in_year(2024).names("SW14STG2"), "SWEpisodes 0");
    assert_eq!(looked_after(workers).in_year(2025).names("SW14STG2"), "");
}
