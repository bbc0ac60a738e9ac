use super::looked_after;

#[test]
fn rule_207_a_mother_last_year_is_one_this_year() {
    let children = "Header CHILD MOTHER
                           1     0
                           2     -
                           3     1
                           4     0
                           5     0
                           6     0
                    Episodes CHILD LS
                             1     C2
                             2     V2
                             3     C2
                             4     V4
                             6     C2
                    last year
                    Header CHILD MOTHER
                           1     1
                           2     1
                           3     1
                           4     1
                           5     1
                           6     0";
    // Nothing is asked of a care leaver without episodes (5).
    assert_eq!(looked_after(children).names("207"), "Header 0, Header 1, Header 3");
    assert_eq!(looked_after("Header CHILD\n 1").could_not("207"), "no return of the year before was given");
}

#[test]
fn rule_210_care_has_just_begun_only_in_the_last_week_of_the_year() {
    let children = "Header CHILD UPN
                           1     UN4
                           2     UN4
                           3     UN4
                           4     UN1
                           5     UN4
                    Episodes CHILD DECOM      RNE LS DEC        REC
                             1     23/03/2027 S   C1 -          -
                             2     24/03/2027 S   C1 -          -
                             3     01/06/2026 S   C1 30/03/2027 E4A
                             4     01/06/2026 S   C1 -          -
                             5     01/06/2026 S   C1 30/03/2027 X1
                             5     30/03/2027 L   C2 -          -";
    // The whole period of care counts (5), and who left before 31 March is not looked after then (3).
    assert_eq!(looked_after(children).names("210"), "Header 0, Episodes 0, Header 4, Episodes 4");
}

#[test]
fn rule_393_of_a_girl_in_care_it_is_said_whether_she_is_a_mother() {
    let children = "Header CHILD SEX MOTHER
                           1     F   -
                           2     F   0
                           3     M   -
                           4     F   -
                           5     F   -
                    Episodes CHILD LS
                             1     V3
                             1     C2
                             2     C2
                             3     C2
                             4     v4";
    assert_eq!(looked_after(children).names("393"), "Header 0");
    let before = "Header CHILD SEX MOTHER
                         1     2   -
                         2     1   -
                  Episodes CHILD LS
                           1     C2
                           2     C2";
    assert_eq!(looked_after(before).in_year(2024).names("393"), "Header 0");
}

#[test]
fn rule_442_a_child_in_care_has_a_pupil_number_or_a_reason_for_none() {
    let children = "Header CHILD UPN
                           1     -
                           2     UN1
                           3     -
                           4     -
                    Episodes CHILD LS
                             1     C2
                             2     C2
                             3     V3";
    assert_eq!(looked_after(children).names("442"), "Header 0");
}

#[test]
fn rule_607_when_a_girl_leaves_it_is_said_whether_she_is_a_mother() {
    let children = "Header CHILD SEX MOTHER
                           1     F   -
                           2     F   1
                           3     M   -
                           4     F   -
                           5     F   -
                           6     F   -
                    Episodes CHILD LS DEC        REC
                             1     C2 01/04/2026 E3
                             1     C2 31/03/2027 E8
                             2     C2 01/06/2026 E3
                             3     C2 01/06/2026 E3
                             4     C2 01/06/2026 X1
                             5     V3 01/06/2026 E8
                             6     C2 31/03/2026 E3
                             6     C2 -          E3";
    assert_eq!(looked_after(children).names("607"), "Header 0, Episodes 0, Episodes 1");
    let says = "care ended on 01/04/2026, and whether she is a mother is blank";
    assert_eq!(looked_after(children).says("607"), says);
}

#[test]
fn rule_625_a_first_child_is_born_within_the_year_and_while_in_care() {
    let children = "Header CHILD MC_DOB
                           1     01/04/2027
                           2     31/03/2027
                           3     03/06/2026
                           4     02/06/2026
                           5     03/06/2026
                           6     -
                    Episodes CHILD DECOM      DEC
                             1     01/01/2026 -
                             2     01/01/2026 -
                             3     01/01/2026 01/05/2026
                             3     01/05/2026 02/06/2026
                             4     01/01/2026 02/06/2026
                             5     01/01/2026 02/06/2026
                             5     02/06/2026 -
                             6     01/01/2026 02/06/2026";
    // While care goes on (1, 2, 5) only the end of the year counts.
    assert_eq!(looked_after(children).names("625"), "Header 0, Episodes 0, Header 2, Episodes 3");
}
