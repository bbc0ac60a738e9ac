use super::looked_after;

#[test]
fn rule_sw02stg1_a_number_is_sw_or_xx_and_more_and_was_not_asked_before_2024() {
    let workers = "SWEpisodes CHILD SW_ID
                              1     SW1
                              2     xx01
                              3     SW
                              4     AB1
                              5     S
                              6     -
                              7     Éé1";
    assert_eq!(looked_after(workers).names("SW02STG1"), "SWEpisodes 2, SWEpisodes 3, SWEpisodes 4, SWEpisodes 6");
    assert_eq!(looked_after(workers).in_year(2023).names("SW02STG1"), "");
}

#[test]
fn rule_sw04stg1_a_start_is_a_day_that_there_is() {
    let workers = "SWEpisodes CHILD SW_DECOM
                              1     29/02/2027
                              2     29/02/2028
                              3     -";
    assert_eq!(looked_after(workers).names("SW04STG1"), "SWEpisodes 0");
}

#[test]
fn rule_sw05stg1_an_end_is_a_day_that_there_is_or_blank() {
    let workers = "SWEpisodes CHILD SW_DEC
                              1     29/02/2027
                              2     29/02/2028
                              3     -";
    assert_eq!(looked_after(workers).names("SW05STG1"), "SWEpisodes 0");
}

#[test]
fn rule_sw06stg2_a_social_worker_starts_by_31_march() {
    let workers = "SWEpisodes CHILD SW_DECOM
                              1     31/03/2027
                              2     01/04/2027
                              3     01/01/2020
                              4     -";
    assert_eq!(looked_after(workers).names("SW06STG2"), "SWEpisodes 1");
}

#[test]
fn rule_sw07stg2_a_social_worker_ends_in_the_year_or_the_one_before() {
    let workers = "SWEpisodes CHILD SW_DEC
                              1     31/03/2025
                              2     01/04/2025
                              3     31/03/2027
                              4     01/04/2027
                              5     -";
    assert_eq!(looked_after(workers).names("SW07STG2"), "SWEpisodes 0, SWEpisodes 3");
}

#[test]
fn rule_sw08stg2_a_social_worker_ends_before_another_starts() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     01/06/2026 -
                              1     01/07/2026 -
                              2     01/06/2026 01/07/2026
                              2     01/07/2026 -
                              3     01/06/2026 -
                              3     01/06/2026 -
                              4     01/06/2026 31/06/2026
                              4     01/07/2026 -";
    assert_eq!(looked_after(workers).names("SW08STG2"), "SWEpisodes 0");
}

#[test]
fn rule_sw09stg2_a_social_worker_does_not_end_on_the_first_day() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     01/06/2026 01/06/2026
                              2     01/06/2026 02/06/2026
                              3     02/06/2026 01/06/2026
                              4     -          -";
    assert_eq!(looked_after(workers).names("SW09STG2"), "SWEpisodes 0");
}

/// The second social worker of each child starts after the first by so many days: -8, -7, 7, 8, and 8 for a first contact.
const SECONDS: &str = "SWEpisodes CHILD SW_DECOM   SW_DEC     SW_REASON
                                  1     01/06/2026 09/07/2026 MANAGE
                                  1     01/07/2026 -          MANAGE
                                  2     01/06/2026 08/07/2026 MANAGE
                                  2     01/07/2026 -          FCONTA
                                  3     01/06/2026 24/06/2026 MANAGE
                                  3     01/07/2026 -          MANAGE
                                  4     01/06/2026 23/06/2026 MANAGE
                                  4     01/07/2026 -          MANAGE
                                  5     01/06/2026 23/06/2026 MANAGE
                                  5     01/07/2026 -          FCONTA
                                  6     01/06/2026 -          MANAGE
                                  6     01/07/2026 -          FCONTA
                                  7     01/06/2026 01/07/2026 MANAGE
                                  7     01/07/2026 -          FCONTA";

#[test]
fn rule_sw10stg2_no_social_worker_starts_before_another_ends_until_2025() {
    assert_eq!(looked_after(SECONDS).in_year(2025).names("SW10STG2"), "SWEpisodes 1, SWEpisodes 3");
    assert_eq!(looked_after(SECONDS).in_year(2026).names("SW10STG2"), "");
}

#[test]
fn rule_sw10astg2_a_social_worker_starts_within_7_days_of_the_end_of_another() {
    assert_eq!(looked_after(SECONDS).names("SW10aSTG2"), "SWEpisodes 1, SWEpisodes 7");
    assert_eq!(looked_after(SECONDS).in_year(2025).names("SW10aSTG2"), "");
}

#[test]
fn rule_sw10bstg2_a_first_contact_is_not_while_another_stays() {
    assert_eq!(looked_after(SECONDS).names("SW10bSTG2"), "SWEpisodes 3, SWEpisodes 11");
    assert_eq!(looked_after(SECONDS).in_year(2025).names("SW10bSTG2"), "");
}

#[test]
fn rule_sw11bstg2_another_follows_one_who_ends_before_31_march() {
    let drawing = "Episodes   CHILD DECOM      DEC        REC
                              1     01/06/2026 -          -
                              4     01/06/2026 01/09/2026 E4A
                   SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     01/06/2026 30/03/2027
                              2     01/06/2026 31/03/2027
                              3     01/06/2026 01/07/2026
                              3     01/07/2026 -
                              4     01/06/2026 01/09/2026
                              5     01/06/2026 31/06/2026
                              6     01/06/2026 01/09/2026";
    assert_eq!(looked_after(drawing).names("SW11bSTG2"), "SWEpisodes 0, SWEpisodes 6");
}

#[test]
fn rule_sw12stg2_social_workers_are_returned_from_april_or_the_start_of_care() {
    let drawing = "Episodes   CHILD DECOM      RNE LS DEC        REC
                              1     01/06/2025 S   C2 -          -
                              2     01/06/2025 S   C2 -          -
                              3     01/06/2025 S   C2 -          -
                              4     01/06/2026 S   C2 01/07/2026 X1
                              4     01/07/2026 P   C2 -          -
                              5     01/06/2026 S   V4 -          -
                              6     01/06/2025 S   C2 31/03/2027 E4A
                              7     01/06/2025 S   C2 -          -
                   SWEpisodes CHILD SW_DECOM
                              1     01/04/2026
                              2     02/04/2026
                              4     01/06/2026
                              7     31/06/2026";
    assert_eq!(looked_after(drawing).names("SW12STG2"), "Episodes 1, Episodes 2");
    let none = "Episodes CHILD DECOM      RNE LS
                         1     01/06/2025 S   C2";
    assert_eq!(looked_after(none).could_not("SW12STG2"), "the return has no SWEpisodes");
}

#[test]
fn rule_sw13stg1_a_change_since_april_2023_has_a_reason_of_the_list() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_REASON
                              1     01/06/2026 MANAGE
                              2     01/06/2026 LAZY
                              3     01/04/2023 -
                              4     31/03/2023 -
                              5     -          -";
    assert_eq!(looked_after(workers).names("SW13STG1"), "SWEpisodes 1, SWEpisodes 2");
}

#[test]
fn rule_sw17stg2_a_social_worker_is_open_on_31_march() {
    let drawing = "Episodes   CHILD DECOM      DEC        REC
                              1     01/06/2026 -          -
                              5     01/06/2026 01/09/2026 E4A
                   SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     01/06/2026 31/03/2027
                              2     01/06/2026 -
                              2     01/07/2026 01/08/2026
                              3     01/06/2026 01/07/2026
                              3     01/07/2026 01/08/2026
                              4     01/06/2026 01/04/2027
                              5     01/06/2026 01/09/2026";
    assert_eq!(looked_after(drawing).names("SW17STG2"), "SWEpisodes 0, SWEpisodes 4");
}

#[test]
fn rule_sw18stg2_a_social_worker_does_not_end_before_the_start() {
    let workers = "SWEpisodes CHILD SW_DECOM   SW_DEC
                              1     02/06/2026 01/06/2026
                              2     02/06/2026 02/06/2026
                              3     02/06/2026 -
                              4     -          01/06/2026";
    assert_eq!(looked_after(workers).names("SW18STG2"), "SWEpisodes 0");
}

#[test]
fn rule_sw19stg2_two_social_workers_do_not_start_together() {
    let workers = "SWEpisodes CHILD SW_DECOM
                              1     01/06/2026
                              1     01/07/2026
                              1     01/06/2026
                              2     -
                              2     -
                              3     01/06/2026";
    assert_eq!(looked_after(workers).names("SW19STG2"), "SWEpisodes 2");
}
