use super::looked_after;

#[test]
fn rule_101_sex_is_m_f_or_u_and_was_1_or_2_before_2025() {
    let header = "Header CHILD SEX
                         1     M
                         2     1
                         3     -
                         4     U";
    assert_eq!(looked_after(header).names("101"), "Header 1, Header 2");
    assert_eq!(looked_after(header).in_year(2024).names("101"), "Header 0, Header 2, Header 3");
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
