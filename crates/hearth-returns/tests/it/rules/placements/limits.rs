use super::looked_after;

#[test]
fn rule_371_supported_accommodation_only_from_sixteen_and_h5_in_2024() {
    let children = "Header CHILD DOB
                           1     02/06/2010
                    Episodes CHILD DECOM      PLACE
                             1     01/06/2026 K3
                             1     02/06/2026 K3
                             1     01/06/2026 H5
                             1     02/06/2026 H5
                             1     -          K3
                             2     01/06/2020 K3";
    assert_eq!(looked_after(children).names("371"), "Episodes 0");
    assert_eq!(looked_after(children).in_year(2024).names("371"), "Episodes 2");
}

#[test]
fn rule_372_custody_only_from_ten() {
    let children = "Header CHILD DOB
                           1     29/02/2016
                    Episodes CHILD DECOM      PLACE
                             1     28/02/2026 R5
                             1     01/03/2026 R5
                             1     28/02/2026 R2";
    assert_eq!(looked_after(children).names("372"), "Episodes 0");
}

#[test]
fn rule_373_a_residential_school_only_from_four() {
    let children = "Header CHILD DOB
                           1     02/06/2022
                    Episodes CHILD DECOM      PLACE
                             1     01/06/2026 S1
                             1     02/06/2026 S1
                             1     01/06/2026 U1";
    assert_eq!(looked_after(children).names("373"), "Episodes 0");
    let says = "the child of 02/06/2022 was placed in a residential school (S1) on 01/06/2026, not yet 4";
    assert_eq!(looked_after(children).says("373"), says);
}

#[test]
fn rule_374_residential_employment_only_from_fourteen() {
    let children = "Header CHILD DOB
                           1     02/06/2012
                    Episodes CHILD DECOM      PLACE
                             1     01/06/2026 P3
                             1     02/06/2026 P3
                             1     01/06/2026 P1";
    assert_eq!(looked_after(children).names("374"), "Episodes 0");
}

#[test]
fn rule_375_hospital_is_temporary_for_six_weeks_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        PLACE
                             1     01/06/2026 13/07/2026 T1
                             2     01/06/2026 14/07/2026 T1
                             3     01/06/2026 -          T1
                             4     01/06/2026 14/07/2026 R2
                             5     -          14/07/2026 T1";
    assert_eq!(looked_after(episodes).names("375"), "Episodes 1");
}

#[test]
fn rule_376_a_holiday_of_the_carers_lasts_three_weeks_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        PLACE
                             1     01/06/2026 22/06/2026 T3
                             2     01/06/2026 23/06/2026 T3
                             3     01/06/2026 23/06/2026 T2";
    assert_eq!(looked_after(episodes).names("376"), "Episodes 1");
}

#[test]
fn rule_377_two_holidays_of_the_carers_in_twelve_months_at_most() {
    let episodes = "Episodes CHILD DECOM      PLACE
                             1     01/06/2026 T3
                             1     01/08/2026 U1
                             1     01/10/2026 T3
                             1     31/05/2027 T3
                             2     01/06/2026 T3
                             2     01/10/2026 T3
                             2     01/06/2027 T3
                             3     01/06/2025 T3
                             3     01/08/2026 T3
                             3     01/09/2026 T3
                             3     01/10/2026 T3
                             4     01/06/2026 T3
                             4     01/07/2026 T3
                             4     -          T3";
    let named = "Episodes 0, Episodes 2, Episodes 3, Episodes 8, Episodes 9, Episodes 10";
    assert_eq!(looked_after(episodes).names("377"), named);
}

#[test]
fn rule_379_a_temporary_placement_for_another_reason_lasts_seven_days_at_most() {
    let episodes = "Episodes CHILD DECOM      DEC        PLACE
                             1     24/02/2024 02/03/2024 T4
                             2     24/02/2024 03/03/2024 T4
                             3     24/02/2024 03/03/2024 T0
                             4     24/02/2024 -          T4";
    assert_eq!(looked_after(episodes).names("379"), "Episodes 1");
}
