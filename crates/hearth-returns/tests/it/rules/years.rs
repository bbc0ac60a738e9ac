//! The rules of each year that can be chosen.
//!
//! The lists of SSDA903 are those of the rule sets 2023-24 to 2026-27 of the public validator (`csc-validator-be-903` 0.1.17), whose
//! folders say which rules a year added, changed and let go. One rule differs: `SW10STG2`, which `SW10aSTG2` and `SW10bSTG2` replaced in 2025-26.
//! Those of the census are of `csc-validator-be-cin` 0.1.13, with the checks of the file's structure that are our own; of pre-proceedings,
//! since 2026-27, that validator has none.

use hearth_returns::check::Form;
use hearth_returns::{cin::Cin, ssda903::Ssda903};
use rstest::rstest;

fn codes<F: Form>(year: i16) -> Vec<&'static str> {
    let mut codes: Vec<_> = F::rules().filter(|rule| rule.holds_in(year)).map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes
}

#[rstest]
#[case(2024, 312, include_str!("years/ssda903-2024.txt"))]
#[case(2025, 305, include_str!("years/ssda903-2025.txt"))]
#[case(2026, 315, include_str!("years/ssda903-2026.txt"))]
#[case(2027, 326, include_str!("years/ssda903-2027.txt"))]
fn a_year_of_ssda903_has_these_rules(#[case] year: i16, #[case] count: usize, #[case] list: &str) {
    let codes = codes::<Ssda903>(year);
    assert_eq!(codes, list.split_whitespace().collect::<Vec<_>>());
    assert_eq!(codes.len(), count);
}

#[rstest]
#[case(2024, 105 + 16, include_str!("years/cin-2024.txt"))]
#[case(2025, 109 + 16, include_str!("years/cin-2025.txt"))]
#[case(2026, 109 + 16, include_str!("years/cin-2026.txt"))]
#[case(2027, 109 + 17 + 23, include_str!("years/cin-2027.txt"))]
fn a_year_of_the_census_has_these_rules(#[case] year: i16, #[case] count: usize, #[case] list: &str) {
    let codes = codes::<Cin>(year);
    assert_eq!(codes, list.split_whitespace().collect::<Vec<_>>());
    assert_eq!(codes.len(), count);
}

#[test]
fn a_year_has_each_rule_once() {
    for year in 2024..=2027 {
        for codes in [codes::<Ssda903>(year), codes::<Cin>(year)] {
            assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "{year}");
        }
    }
}
