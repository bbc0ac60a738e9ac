//! Identifiers that check themselves, and what a file is found by.

use hearth_record::{
    find,
    identifier::{NhsNumber, Upn},
};
use proptest::prelude::*;

use crate::generated;

/// `text` with one character replaced, and with two neighbours swapped.
fn slips(text: &str, place: usize, by: char) -> [String; 2] {
    let mut replaced: Vec<char> = text.chars().collect();
    let mut swapped = replaced.clone();
    let place = place % text.len();
    replaced[place] = by;
    if place + 1 < swapped.len() {
        swapped.swap(place, place + 1);
    }
    [replaced.into_iter().collect(), swapped.into_iter().collect()]
}

proptest! {
    // A permanent number: in a temporary one the last letter counts as a number, and is taken for its digit.
    #[test]
    fn a_slip_in_a_pupil_number_is_found(upn in generated::permanent_upn(), place in 0_usize..13, by in "[0-9]") {
        prop_assert!(Upn::parse(&upn).is_ok());
        for slip in slips(&upn, place, by.chars().next().unwrap()) {
            prop_assert!(slip == upn || Upn::parse(&slip).is_err(), "{} for {}", slip, upn);
        }
    }

    #[test]
    fn a_slip_in_an_nhs_number_is_found(number in generated::nhs_number(), place in 0_usize..10, by in "[0-9]") {
        let spaced = format!("{} {} {}", &number[..3], &number[3..6], &number[6..]);
        prop_assert!(NhsNumber::parse(&spaced).unwrap().as_str() == number);
        for slip in slips(&number, place, by.chars().next().unwrap()) {
            prop_assert!(slip == number || NhsNumber::parse(&slip).is_err(), "{} for {}", slip, number);
        }
    }

    #[test]
    fn a_name_is_found_whatever_the_order_and_case_of_its_words(given in "[A-Za-zÀ-ž]{2,10}", family in "[A-Za-zÀ-ž]{2,10}") {
        let born = Some(jiff::civil::date(2019, 3, 1));
        let one = find::name_terms(&format!("{given} {family}"), born);
        let other = find::name_terms(&format!("{} {}", family.to_uppercase(), given.to_lowercase()), born);
        prop_assert!(one == other, "{given} {family}");
    }

    #[test]
    fn a_folded_name_folds_to_itself(name in "\\PC{0,30}") {
        let once = find::words(&name);
        prop_assert_eq!(find::words(&once.join(" ")), once);
    }

    #[test]
    fn a_telephone_number_is_found_however_it_is_spaced(number in "0[127][0-9]{9}") {
        let abroad = format!("+44 {}", &number[1..]);
        let spaced = format!("{} {}", &number[..5], &number[5..]);
        prop_assert!(find::phone(&number) == find::phone(&abroad));
        prop_assert!(find::phone(&number) == find::phone(&spaced));
    }
}
