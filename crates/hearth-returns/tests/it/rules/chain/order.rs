use super::looked_after;

#[test]
fn rule_142_only_the_last_episode_is_without_an_end() {
    let episodes = "Episodes CHILD DECOM      DEC        REC
                             1     01/08/2026 -          -
                             1     01/06/2026 -          -
                             1     01/07/2026 01/08/2026 -
                             1     01/05/2026 01/06/2026 X1
                             2     01/06/2026 01/13/2026 X1
                             2     01/07/2026 -          -
                             3     01/06/2026 -          -
                             3     -          -          -";
    assert_eq!(looked_after(episodes).names("142"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_148_an_end_and_its_reason_go_together() {
    let episodes = "Episodes CHILD DEC        REC
                             1     01/06/2026 X1
                             2     -          -
                             3     01/06/2026 -
                             4     -          E3
                             5     31/06/2026 E3";
    assert_eq!(looked_after(episodes).names("148"), "Episodes 2, Episodes 3");
    assert_eq!(
        looked_after(episodes).says("148"),
        "the end of the episode is 01/06/2026 and the reason it ended is blank: one of them is blank"
    );
}

#[test]
fn rule_357_care_that_begins_within_the_year_is_said_to_begin() {
    let episodes = "Episodes CHILD DECOM      RNE
                             1     01/04/2026 P
                             1     01/06/2026 L
                             2     31/03/2026 P
                             3     01/04/2026 S
                             3     01/06/2026 P
                             4     01/06/2026 -
                             5     -          P";
    assert_eq!(looked_after(episodes).names("357"), "Episodes 0, Episodes 5");
}

#[test]
fn rule_388_an_episode_ends_with_x1_where_another_begins_on_that_day() {
    let episodes = "Episodes CHILD DECOM      DEC        REC
                             1     01/05/2026 01/06/2026 X1
                             1     01/06/2026 01/07/2026 X1
                             1     02/07/2026 01/08/2026 E3
                             1     01/08/2026 01/09/2026 X1
                             2     01/05/2026 01/06/2026 E3
                             2     02/06/2026 -          -
                             3     01/05/2026 -          X1
                             4     01/05/2026 01/06/2026 X1
                             4     -          -          -";
    let named = "Episodes 1, Episodes 2, Episodes 3, Episodes 7";
    assert_eq!(looked_after(episodes).names("388"), named);
}

#[test]
fn rule_431_care_starts_after_the_day_the_episode_before_ended() {
    let episodes = "Episodes CHILD DECOM      RNE DEC
                             1     01/05/2026 S   01/06/2026
                             1     01/06/2026 S   01/07/2026
                             1     02/07/2026 S   01/08/2026
                             1     01/08/2026 P   -
                             2     01/05/2026 S   -
                             2     01/06/2026 S   -
                             3     01/05/2026 S   02/06/2026
                             3     01/06/2026 S   -";
    assert_eq!(looked_after(episodes).names("431"), "Episodes 1, Episodes 7");
}

#[test]
fn rule_432_after_care_has_ended_it_starts_anew() {
    let episodes = "Episodes CHILD DECOM      RNE REC
                             1     01/05/2026 S   E4A
                             1     01/06/2026 P   E4a
                             1     01/07/2026 S   X1
                             1     01/08/2026 L   -
                             2     01/05/2026 S   E99
                             2     01/06/2026 P   E3
                             2     01/07/2026 -   -";
    // A reason that is no code (2) is named by another rule, and says nothing here.
    assert_eq!(looked_after(episodes).names("432"), "Episodes 1, Episodes 6");
}

#[test]
fn rule_433_care_goes_on_from_the_day_the_episode_before_ended() {
    let episodes = "Episodes CHILD DECOM      RNE DEC
                             1     01/05/2026 P   01/06/2026
                             1     01/06/2026 P   01/07/2026
                             1     02/07/2026 L   01/08/2026
                             1     02/08/2026 S   -
                             1     02/09/2026 L   -
                             2     01/05/2026 S   01/07/2026
                             2     30/06/2026 U   -
                             2     -          U   -
                             3     01/05/2026 S   01/13/2026
                             3     01/06/2026 U   -";
    // Nor from an episode that has no end (4); an end that cannot be read says nothing (9).
    assert_eq!(looked_after(episodes).names("433"), "Episodes 2, Episodes 4, Episodes 6");
}

#[test]
fn rule_437_nothing_follows_death_or_being_found_an_adult() {
    let episodes = "Episodes CHILD DECOM      REC
                             1     01/06/2026 -
                             1     01/05/2026 E2
                             2     01/05/2026 E15
                             2     01/06/2026 E2
                             3     01/05/2026 E3
                             3     01/06/2026 -
                             4     01/05/2026 E2
                             4     -          -";
    assert_eq!(looked_after(episodes).names("437"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_501_an_episode_begins_when_the_one_before_has_ended() {
    let episodes = "Episodes CHILD DECOM      DEC
                             1     01/05/2026 01/06/2026
                             1     31/05/2026 01/07/2026
                             1     01/07/2026 -
                             1     01/08/2026 -
                             2     01/05/2026 99/99/2026
                             2     01/06/2026 -";
    assert_eq!(looked_after(episodes).names("501"), "Episodes 1");
}
