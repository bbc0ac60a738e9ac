//! Identifiers that check, telephone numbers that ring nowhere.

/// The letters that check a unique pupil number, by remainder modulo 23.
const CHECK_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The unique pupil number of the `serial`th child of an authority: check letter, authority, and eight
/// digits that no other serial below a hundred million gives.
pub(crate) fn upn(la_code: u16, serial: u32) -> String {
    // The factor has no divisor in common with ten, so it only shuffles the serials.
    let shuffled = (u64::from(serial) * 48_271_013 + 20_261_122) % 100_000_000;
    let twelve = format!("{la_code:03}{shuffled:08}{}", serial % 10);
    let sum: usize = twelve.bytes().zip(2_usize..).map(|(digit, place)| usize::from(digit - b'0') * place).sum();
    format!("{}{twelve}", char::from(CHECK_LETTERS[sum % 23]))
}

/// The NHS number of a serial below a million, from the range 999 that is kept for tests; `None` for
/// the one serial in eleven whose number would have no check digit.
pub(crate) fn nhs_number(serial: u32) -> Option<String> {
    let nine = format!("999{:06}", (u64::from(serial) * 271_813 + 123_457) % 1_000_000);
    let sum: u32 = nine.bytes().zip((2_u32..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        10 => None,
        11 => Some(format!("{nine}0")),
        check => Some(format!("{nine}{check}")),
    }
}

/// A mobile number of the range that Ofcom keeps for drama.
pub(crate) fn mobile(serial: u32) -> String {
    format!("07700 900{:03}", serial % 1_000)
}

/// A land line of the range that Ofcom keeps for drama in the Liverpool area.
pub(crate) fn land_line(serial: u32) -> String {
    format!("0151 496 0{:03}", serial % 1_000)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use hearth_record::identifier::{NhsNumber, Phone, Upn};

    use super::*;

    #[test]
    fn every_number_checks_and_none_is_given_twice() {
        let mut upns = HashSet::new();
        let mut nhs = HashSet::new();
        for serial in 0..20_000 {
            let upn = upn(343, serial);
            assert!(Upn::parse(&upn).is_ok(), "{upn}");
            assert!(upns.insert(upn));
            if let Some(number) = nhs_number(serial) {
                assert!(NhsNumber::parse(&number).is_ok(), "{number}");
                assert!(nhs.insert(number));
            }
        }
        assert!(nhs.len() > 18_000);
    }

    #[test]
    fn telephone_numbers_are_of_the_ranges_for_drama() {
        assert_eq!(mobile(1_234), "07700 900234");
        assert_eq!(land_line(7), "0151 496 0007");
        assert!(Phone::parse(&land_line(999)).is_ok());
    }
}
