use super::looked_after;

#[test]
fn rule_386_adopted_before_the_eighteenth_birthday() {
    let children = "Header CHILD DOB
                           1     02/06/2008
                    Episodes CHILD DEC        REC
                             1     01/06/2026 E11
                             1     02/06/2026 E12
                             1     02/06/2026 E5
                             1     -          E11
                             2     02/06/2026 E11";
    assert_eq!(looked_after(children).names("386"), "Episodes 1");
}

#[test]
fn rule_387_independent_living_only_from_fourteen() {
    let children = "Header CHILD DOB
                           1     29/02/2012
                    Episodes CHILD DEC        REC
                             1     28/02/2026 E5
                             1     01/03/2026 E6
                             1     01/01/2026 E7
                             1     soon       E5";
    assert_eq!(looked_after(children).names("387"), "Episodes 0");
}

#[test]
fn rule_389_transfer_to_adult_care_only_from_sixteen() {
    let children = "Header CHILD DOB
                           1     02/06/2010
                    Episodes CHILD DEC        REC
                             1     01/06/2026 E7
                             1     02/06/2026 E7
                             1     01/06/2026 E5
                             1     -          E7";
    assert_eq!(looked_after(children).names("389"), "Episodes 0");
    let says = "care ended on 01/06/2026 with a transfer to adult social care (E7), and the child of 02/06/2010 was \
                not yet 16";
    assert_eq!(looked_after(children).says("389"), says);
}

#[test]
fn rule_390_adopted_from_a_placement_for_adoption() {
    let episodes = "Episodes CHILD PLACE REC
                             1     A3    E11
                             2     A6    E12
                             3     U5    E11
                             4     -     E12
                             5     U5    E13";
    assert_eq!(looked_after(episodes).names("390"), "Episodes 2, Episodes 3");
}

#[test]
fn rule_407_special_guardianship_before_the_eighteenth_birthday() {
    let children = "Header CHILD DOB
                           1     02/06/2008
                           2     -
                    Episodes CHILD DEC        REC
                             1     01/06/2026 E45
                             1     02/06/2026 E48
                             1     02/06/2026 E41
                             2     02/06/2026 E46";
    assert_eq!(looked_after(children).names("407"), "Episodes 1, Header 0");
}

#[test]
fn rule_460_staying_with_the_carers_as_an_adult_from_eighteen() {
    let children = "Header CHILD DOB
                           1     02/06/2008
                    Episodes CHILD DEC        REC
                             1     01/06/2026 E17
                             1     02/06/2026 E17
                             1     01/06/2026 E8
                             1     -          E17";
    assert_eq!(looked_after(children).names("460"), "Episodes 0");
}

#[test]
fn rule_516_a_guardian_who_fostered_had_the_child_in_a_foster_placement() {
    let episodes = "Episodes CHILD PLACE REC
                             1     U1    E45
                             2     U6    E46
                             3     K2    E45
                             4     -     E46
                             5     K2    E47";
    assert_eq!(looked_after(episodes).names("516"), "Episodes 2, Episodes 3");
}
