use crate::rules::looked_after;

#[test]
fn rule_171_the_birth_of_a_mothers_child_is_a_day_or_blank() {
    let header = "Header CHILD MC_DOB
                         1     29/02/2024
                         2     29/02/2025
                         3     01/01/24
                         4     -";
    assert_eq!(looked_after(header).names("171"), "Header 1, Header 2");
}

#[test]
fn rule_174_a_male_has_no_child_as_a_mother() {
    let header = "Header CHILD SEX MC_DOB
                         1     M   01/01/2026
                         2     M   -
                         3     F   01/01/2026
                         4     1   01/01/2026
                         5     M   soon";
    assert_eq!(looked_after(header).names("174"), "Header 0, Header 4");
    assert_eq!(looked_after(header).in_year(2024).names("174"), "Header 3");
}

#[test]
fn rule_611_a_mother_has_a_child_who_was_born() {
    let header = "Header CHILD MOTHER MC_DOB
                         1     1      -
                         2     1      01/01/2026
                         3     0      -
                         4     -      -";
    assert_eq!(looked_after(header).names("611"), "Header 0");
}

#[test]
fn rule_612_who_has_a_child_is_a_mother() {
    let header = "Header CHILD SEX MOTHER MC_DOB
                         1     F   0      01/01/2026
                         2     F   -      01/01/2026
                         3     F   1      01/01/2026
                         4     F   0      -
                         5     M   0      01/01/2026
                         6     2   0      01/01/2026";
    assert_eq!(looked_after(header).names("612"), "Header 0, Header 1");
    assert_eq!(looked_after(header).in_year(2024).names("612"), "Header 5");
    let says = "a child's date of birth is recorded (01/01/2026), but she is not recorded as a mother (0)";
    assert_eq!(looked_after(header).says("612"), says);
}

#[test]
fn rule_620_a_mother_is_eleven_when_the_year_begins() {
    let header = "Header CHILD MOTHER DOB
                         1     1      01/04/2015
                         2     1      02/04/2015
                         3     0      02/04/2020
                         4     1      -";
    assert_eq!(looked_after(header).names("620"), "Header 1");
}

#[test]
fn rule_621_a_mother_is_born_before_her_child() {
    let header = "Header CHILD DOB        MC_DOB
                         1     01/01/2010 31/12/2009
                         2     01/01/2010 01/01/2010
                         3     01/01/2010 02/01/2026
                         4     -          01/01/2009
                         5     01/01/2010 -";
    assert_eq!(looked_after(header).names("621"), "Header 0, Header 1");
}

#[test]
fn rule_624_the_birth_of_the_first_child_stays_as_it_was_recorded() {
    let years = "Header CHILD MC_DOB
                        1     01/01/2025
                        2     02/01/2025
                        3     -
                        4     01/01/2025
                        5     01/01/2025
                        6     31/02/2025
                 last year
                 Header CHILD MC_DOB
                        1     01/01/2025
                        2     01/01/2025
                        3     01/01/2025
                        4     -
                        6     01/01/2025";
    assert_eq!(looked_after(years).names("624"), "Header 1, Header 2");
}

#[test]
fn rule_626_whose_child_was_born_before_the_year_was_a_mother_in_last_years_return() {
    let years = "Header CHILD MOTHER MC_DOB
                        1     1      31/03/2026
                        2     1      01/04/2026
                        3     1      31/03/2026
                        4     1      31/03/2026
                        5     0      31/03/2026
                        6     1      31/03/2026
                 last year
                 Header CHILD MOTHER
                        1     0
                        2     0
                        3     1
                        4     -
                        5     0";
    assert_eq!(looked_after(years).names("626"), "Header 0, Header 3");
}
