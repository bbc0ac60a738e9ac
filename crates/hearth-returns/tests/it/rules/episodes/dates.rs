use super::looked_after;

#[test]
fn rule_302_the_first_episode_begins_on_the_day_of_birth_or_later() {
    let children = "Header CHILD DOB
                           1     02/06/2026
                           2     02/06/2026
                           3     -
                    Episodes CHILD DECOM
                             1     01/06/2026
                             1     05/05/2026
                             2     02/06/2026
                             3     01/06/2026
                             1     -";
    // Of the two that begin before birth only the first is named, with the heading that it contradicts.
    assert_eq!(looked_after(children).names("302"), "Episodes 1, Header 0");
    let says = "the earliest episode begins on 05/05/2026, before the date of birth 02/06/2026";
    assert_eq!(looked_after(children).says("302"), says);
}

#[test]
fn rule_352_care_begins_before_the_eighteenth_birthday() {
    let children = "Header CHILD DOB
                           1     29/02/2008
                           2     01/06/2008
                    Episodes CHILD DECOM      RNE
                             1     28/02/2026 S
                             1     01/03/2026 S
                             1     01/03/2026 P
                             2     01/06/2026 S
                             2     -          S";
    assert_eq!(looked_after(children).names("352"), "Episodes 1, Episodes 3");
}

#[test]
fn rule_353_no_episode_began_before_the_children_act() {
    let episodes = "Episodes CHILD DECOM
                             1     13/10/1991
                             2     14/10/1991
                             3     06/06/1890
                             4     -
                             5     06/06/89";
    assert_eq!(looked_after(episodes).names("353"), "Episodes 0, Episodes 2");
}

#[test]
fn rule_354_no_episode_begins_after_31_march() {
    let episodes = "Episodes CHILD DECOM
                             1     31/03/2027
                             2     01/04/2027
                             3     -";
    assert_eq!(looked_after(episodes).names("354"), "Episodes 1");
}

#[test]
fn rule_355_an_episode_lasts_a_day_at_least() {
    let episodes = "Episodes CHILD DECOM      DEC
                             1     01/06/2026 01/06/2026
                             2     01/06/2026 02/06/2026
                             3     01/06/2026 31/05/2026
                             4     -          -
                             5     01/06/2026 -";
    assert_eq!(looked_after(episodes).names("355"), "Episodes 0");
}

#[test]
fn rule_356_no_episode_ends_before_it_begins() {
    let episodes = "Episodes CHILD DECOM      DEC
                             1     01/06/2026 31/05/2026
                             2     01/06/2026 01/06/2026
                             3     01/06/2026 -
                             4     -          31/05/2026
                             5     01/06/2026 31/13/2020";
    assert_eq!(looked_after(episodes).names("356"), "Episodes 0");
}

#[test]
fn rule_385_no_episode_ends_after_31_march() {
    let episodes = "Episodes CHILD DEC
                             1     31/03/2027
                             2     01/04/2027
                             3     -";
    assert_eq!(looked_after(episodes).names("385"), "Episodes 1");
}
