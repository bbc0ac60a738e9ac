use crate::rules::looked_after;

#[test]
fn rule_551_a_child_placed_for_adoption_has_a_decision() {
    let tables = "Episodes       CHILD DECOM      PLACE
                                 1     01/06/2026 A3
                                 2     01/06/2026 A6
                                 3     01/06/2026 A5
                                 4     01/06/2026 U6
                                 5     -          A4
                  PlacedAdoption CHILD DATE_PLACED
                                 1     01/05/2026
                                 2     -
                                 5     soon";
    assert_eq!(looked_after(tables).names("551"), "Episodes 1, PlacedAdoption 1, Episodes 2");
    let no_module = "Episodes CHILD PLACE
                              1     A3";
    assert_eq!(looked_after(no_module).could_not("551"), "the return has no PlacedAdoption");
}

#[test]
fn rule_552_a_child_is_placed_for_adoption_after_that_was_decided() {
    let tables = "Episodes       CHILD DECOM      PLACE
                                 1     01/06/2026 A3
                                 2     01/06/2026 A6
                                 3     01/06/2026 U6
                                 4     01/06/2026 A5
                                 5     01/06/2026 A5
                  PlacedAdoption CHILD DATE_PLACED
                                 1     01/06/2026
                                 2     02/06/2026
                                 3     02/06/2026
                                 4     02/06/2026
                                 4     01/05/2025
                                 5     -";
    assert_eq!(looked_after(tables).names("552"), "Episodes 1, PlacedAdoption 1");
}

#[test]
fn rule_553_a_decision_stands_behind_a_placement_order_while_it_is_in_force() {
    let tables = "Episodes       CHILD LS DEC
                                 1     E1 -
                                 2     E1 -
                                 3     E1 -
                                 4     E1 01/06/2026
                                 5     E1 01/06/2026
                                 6     C2 -
                                 7     E1 -
                  PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED
                                 1     01/05/2026  -                  -
                                 3     01/05/2026  01/06/2026         RD1
                                 4     01/05/2026  01/06/2026         RD1
                                 5     -           -                  -
                                 7     01/05/2024  01/06/2025         RD1
                                 7     01/05/2026  -                  -";
    assert_eq!(looked_after(tables).names("553"), "Episodes 1, PlacedAdoption 1, PlacedAdoption 3");
    let no_module = "Episodes CHILD LS
                              1     E1";
    assert_eq!(looked_after(no_module).could_not("553"), "the return has no PlacedAdoption");
}

#[test]
fn rule_554_a_placement_order_is_granted_after_the_decision() {
    let tables = "Episodes       CHILD DECOM      LS
                                 1     01/06/2026 E1
                                 2     01/06/2026 E1
                                 2     01/08/2026 E1
                                 3     01/06/2026 C2
                                 4     01/06/2026 E1
                                 5     -          E1
                  PlacedAdoption CHILD DATE_PLACED
                                 1     01/06/2026
                                 2     02/06/2026
                                 3     02/06/2026
                                 4     -
                                 5     02/06/2026";
    assert_eq!(looked_after(tables).names("554"), "Episodes 1, PlacedAdoption 1");
}

#[test]
fn rule_557_who_leaves_care_without_adoption_has_no_standing_decision() {
    let tables = "Episodes       CHILD PLACE LS REC
                                 1     A3    C2 E4A
                                 2     U6    E1 E4A
                                 3     A3    C2 E11
                                 4     A3    C2 X1
                                 5     A3    C2 -
                                 6     U6    C2 E4A
                                 7     A6    E1 E45
                                 8     A6    E1 E45
                  PlacedAdoption CHILD DATE_PLACED_CEASED REASON_PLACED_CEASED
                                 1     -                  -
                                 3     -                  -
                                 4     -                  -
                                 6     -                  -
                                 7     01/06/2026         RD1
                                 8     01/06/2026         -";
    let named = "Episodes 0, PlacedAdoption 0, Episodes 1, Episodes 7, PlacedAdoption 5";
    assert_eq!(looked_after(tables).names("557"), named);
    let no_module = "Episodes CHILD PLACE REC
                              1     A3    E4A";
    assert_eq!(looked_after(no_module).could_not("557"), "the return has no PlacedAdoption");
}

#[test]
fn rule_558_the_last_of_several_decisions_stands_when_a_child_is_adopted() {
    let tables = "Episodes       CHILD REC
                                 1     E11
                                 2     E12
                                 3     E11
                                 4     E4A
                                 5     E11
                  PlacedAdoption CHILD DATE_PLACED DATE_PLACED_CEASED
                                 1     01/06/2025  01/06/2026
                                 1     01/06/2024  01/01/2025
                                 2     01/06/2024  01/01/2025
                                 2     01/02/2025  01/01/2026
                                 2     01/02/2026  -
                                 3     01/06/2025  01/06/2026
                                 4     01/06/2024  01/01/2025
                                 4     01/06/2025  01/06/2026
                                 5     01/06/2025  -";
    assert_eq!(looked_after(tables).names("558"), "Episodes 0");
    let says = "the child was adopted (E11), but every decision to place is revoked, the last on 01/06/2026";
    assert_eq!(looked_after(tables).says("558"), says);
}
