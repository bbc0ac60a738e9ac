use crate::rules::looked_after;

#[test]
fn rule_101_sex_is_m_f_or_u_and_was_1_or_2_before_2025() {
    let header = "Header CHILD SEX
                         1     M
                         2     1
                         3     -
                         4     U
                         5     f
                         6     9";
    assert_eq!(looked_after(header).names("101"), "Header 1, Header 2, Header 5");
    assert_eq!(looked_after(header).in_year(2024).names("101"), "Header 0, Header 2, Header 3, Header 4, Header 5");
    assert_eq!(looked_after(header).says("101"), "sex is 1, which is no code of the year");
}

#[test]
fn rule_102_a_date_of_birth_is_a_day_that_there_is() {
    let header = "Header CHILD DOB
                         1     29/02/2012
                         2     29/02/2013
                         3     -
                         4     2012-02-01";
    assert_eq!(looked_after(header).names("102"), "Header 1, Header 2, Header 3");
}

#[test]
fn rule_103_ethnicity_is_asked_of_every_child_in_a_code_of_either_case() {
    let header = "Header CHILD ETHNIC
                         1     NOBT
                         2     bcrb
                         3     White_British
                         4     -";
    assert_eq!(looked_after(header).names("103"), "Header 2, Header 3");
    assert_eq!(looked_after(header).says("103"), "ethnicity is White British, which is no code of the year");
}

#[test]
fn rule_168_a_pupil_number_is_a_letter_and_twelve_characters_or_a_reason_for_none() {
    let header = "Header CHILD UPN
                         1     H801200001001
                         2     H80120000100A
                         3     H80120000100O
                         4     S801200001001
                         5     H8012000010012
                         6     H80120000100
                         7     un5
                         8     UN6
                         9     -";
    let drawn = || looked_after(header);
    assert_eq!(drawn().names("168"), "Header 2, Header 3, Header 4, Header 5, Header 7");
    assert!(!drawn().says("168").contains("H801"), "a pupil number is not quoted");
}

#[test]
fn rule_202_sex_stays_as_it_was_whatever_the_codes_of_the_two_years() {
    let years = "Header CHILD SEX
                        1     M
                        2     F
                        3     -
                        4     -
                        5     M
                        6     M
                 last year
                 Header CHILD SEX
                        1     M
                        2     M
                        3     F
                        4     -
                        6     1";
    assert_eq!(looked_after(years).names("202"), "Header 1, Header 2");
    let alone = "Header CHILD SEX
                        1     M";
    assert_eq!(looked_after(alone).could_not("202"), "no return of the year before was given");
}

#[test]
fn rule_203_a_date_of_birth_stays_as_it_was_where_both_can_be_read() {
    let years = "Header CHILD DOB
                        1     01/02/2012
                        2     02/02/2012
                        3     -
                        4     01/02/2012
                        5     01/02/2012
                 last year
                 Header CHILD DOB
                        1     1/2/2012
                        2     01/02/2012
                        3     01/02/2012
                        4     31/02/2012";
    assert_eq!(looked_after(years).names("203"), "Header 1");
}

#[test]
fn rule_204_ethnicity_stays_as_it_was() {
    let years = "Header CHILD ETHNIC
                        1     wbri
                        2     MWBC
                        3     -
                        4     WBRI
                 last year
                 Header CHILD ETHNIC
                        1     WBRI
                        2     NOBT
                        3     WBRI";
    assert_eq!(looked_after(years).names("204"), "Header 1, Header 2");
}

#[test]
fn rule_208_a_pupil_number_changes_only_from_unknown_to_known_or_from_under_school_age() {
    let years = "Header CHILD UPN
                        1     H801200001001
                        2     H801200001002
                        3     h801200001001
                        4     UN2
                        5     UN3
                        6     UN1
                        7     -
                        8     UN1
                        9     UN4
                        10    H801200001001
                 last year
                 Header CHILD UPN
                        1     UN5
                        2     H801200001001
                        3     H801200001001
                        4     UN1
                        5     UN2
                        6     H801200001001
                        7     UN1
                        8     -
                        9     -";
    assert_eq!(looked_after(years).names("208"), "Header 1, Header 4, Header 5, Header 6");
}

#[test]
fn rule_209_a_child_who_was_four_by_the_last_august_has_a_pupil_number() {
    let header = "Header CHILD UPN           DOB
                         1     UN1           31/08/2021
                         2     UN1           01/09/2021
                         3     UN2           01/01/2015
                         4     un1           01/01/2015
                         5     UN1           -
                         6     H801200001001 01/01/2015";
    assert_eq!(looked_after(header).names("209"), "Header 0, Header 3");
}

#[test]
fn rule_232_unknown_sex_is_a_question_since_it_has_a_code() {
    let header = "Header CHILD SEX
                         1     U
                         2     u
                         3     M
                         4     -";
    assert_eq!(looked_after(header).names("232"), "Header 0, Header 1");
    assert_eq!(looked_after(header).in_year(2024).names("232"), "");
}

#[test]
fn rule_301_a_child_is_born_by_the_end_of_the_year() {
    let header = "Header CHILD DOB
                         1     31/03/2027
                         2     01/04/2027
                         3     -";
    assert_eq!(looked_after(header).names("301"), "Header 1");
}

#[test]
fn rule_351_nobody_is_over_twenty_five_when_the_year_begins() {
    let header = "Header CHILD DOB
                         1     31/03/2001
                         2     01/04/2001
                         3     29/02/2000
                         4     -";
    assert_eq!(looked_after(header).names("351"), "Header 0, Header 2");
}

#[test]
fn rule_444_a_pupil_number_is_one_childs_but_reasons_for_none_are_shared() {
    let header = "Header CHILD UPN
                         1     H801200001001
                         2     UN1
                         3     UN1
                         4     H801200001002
                         5     H801200001001
                         6     -
                         7     -
                         8     N/A
                         9     n/a
                         10    N/A";
    let names = looked_after(header).names("444");
    assert_eq!(names, "Header 0, Header 4, Header 7, Header 9", "two children have one number also where it is none");
    assert_eq!(looked_after(header).in_year(2025).names("444"), "");
}
