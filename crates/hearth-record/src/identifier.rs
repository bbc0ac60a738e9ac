//! Identifiers and contact values that check themselves.
//!
//! Each is kept in one written form, so that equal things are equal text: a postcode in capitals with one space, an NHS
//! number as ten digits. What a check cannot know (whether the number was given out, to whom) stays unknown.

use crate::value::{BadValue, ValueType, text_values};

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident, $value_type:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The identifier in its one written form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        text_values! { $name, ValueType::$value_type, $name::parse; }
    )*};
}

identifiers! {
    /// A United Kingdom postcode, in capitals with one space: `L20 3NJ`.
    Postcode, Postcode;
    /// A unique pupil number: a check letter and twelve characters, the last a digit or, where temporary, a letter.
    Upn, Upn;
    /// An NHS number: ten digits, the last of which checks the others modulo 11.
    NhsNumber, NhsNumber;
    /// An Ofsted unique reference number: seven digits, or `SC` and six; `XXXXXXX` where another inspectorate registers.
    Urn, Urn;
    /// A telephone number as digits and spaces, with a `+` before a country code.
    Phone, Phone;
    /// An electronic mail address.
    Email, Email;
}

impl Postcode {
    /// A postcode from text in any case and spacing.
    ///
    /// # Errors
    /// When the text has not the shape of a postcode (BS 7666: an area of one or two letters, a district, a space, a digit
    /// and two letters of the unit alphabet).
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let bad = || BadValue::new("must be a full postcode, such as L20 3NJ");
        let solid: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        if !solid.is_ascii() || !(5..=7).contains(&solid.len()) {
            return Err(bad());
        }
        let (out, inward) = solid.split_at(solid.len() - 3);
        let unit = |c: char| c.is_ascii_uppercase() && !"CIKMOV".contains(c);
        let mut inward_letters = inward.chars();
        let inward_ok = inward_letters.next().is_some_and(|c| c.is_ascii_digit()) && inward_letters.all(unit);
        let letters = out.chars().take_while(char::is_ascii_uppercase).count();
        let district = &out[letters..];
        let district_ok = match district.as_bytes() {
            [d] => d.is_ascii_digit(),
            [d, last] => d.is_ascii_digit() && last.is_ascii_alphanumeric(),
            _ => false,
        };
        if inward_ok && (1..=2).contains(&letters) && district_ok {
            Ok(Self(format!("{out} {inward}")))
        } else {
            Err(bad())
        }
    }
}

impl Upn {
    /// The letters that check a number, by remainder modulo 23: the alphabet without I, O and S.
    const CHECK: &'static [u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

    /// A unique pupil number, its check letter proved.
    ///
    /// # Errors
    /// When the shape is wrong, or the check letter is not the one that the digits give.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let upn = text.trim().to_ascii_uppercase();
        let bytes = upn.as_bytes();
        let shape = bytes.len() == 13 && bytes[0].is_ascii_uppercase() && bytes[1..12].iter().all(u8::is_ascii_digit);
        let last = bytes.last().copied().unwrap_or_default();
        if !shape || !(last.is_ascii_digit() || Self::CHECK.contains(&last)) {
            return Err(BadValue::new("must be a letter and 12 digits, such as A123456789012"));
        }
        let right = Self::check_letter(&upn[1..]).ok_or_else(|| BadValue::new("must be a letter and 12 digits"))?;
        if char::from(bytes[0]) == right {
            Ok(Self(upn))
        } else {
            Err(BadValue::new("has a check letter that does not match its digits; copy it again from the school"))
        }
    }

    /// The letter that checks the twelve characters after it: each times its place from 2 to 13, modulo 23.
    ///
    /// In a temporary number the last character is a letter and counts as its place in the same alphabet.
    pub fn check_letter(twelve: &str) -> Option<char> {
        let value = |b: u8| {
            if b.is_ascii_digit() { Some(usize::from(b - b'0')) } else { Self::CHECK.iter().position(|c| *c == b) }
        };
        let values = twelve.bytes().map(value).collect::<Option<Vec<_>>>()?;
        let sum: usize = values.iter().zip(2..).map(|(value, place)| value * place).sum();
        Some(char::from(Self::CHECK[sum % 23]))
    }
}

impl NhsNumber {
    /// An NHS number with or without spaces, its check digit proved.
    ///
    /// # Errors
    /// When it has not ten digits, or the last does not check the others.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let digits: Vec<u32> =
            text.chars().filter(|c| !matches!(c, ' ' | '-')).filter_map(|c| c.to_digit(10)).collect();
        let signs = text.chars().filter(|c| !matches!(c, ' ' | '-')).count();
        if digits.len() != 10 || signs != 10 {
            return Err(BadValue::new("must be 10 digits, such as 999 012 3456"));
        }
        let sum: u32 = digits[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = (11 - sum % 11) % 11;
        if check == digits[9] {
            Ok(Self(digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect()))
        } else {
            Err(BadValue::new("has a last digit that does not check the others; copy it again"))
        }
    }
}

impl Urn {
    /// A unique reference number in capitals.
    ///
    /// # Errors
    /// When it has neither of the three shapes.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let urn = text.trim().to_ascii_uppercase();
        let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        let sound = digits(&urn, 7) || urn.strip_prefix("SC").is_some_and(|rest| digits(rest, 6)) || urn == "XXXXXXX";
        if sound { Ok(Self(urn)) } else { Err(BadValue::new("must be 7 digits, or SC and 6 digits, such as SC012345")) }
    }
}

impl Phone {
    /// A telephone number of 7 to 15 digits.
    ///
    /// # Errors
    /// When other signs than digits, spaces, brackets, hyphens and a leading `+` stand in it, or the count is wrong.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let bad = || BadValue::new("must be a telephone number, such as 0151 496 0123");
        let text = text.trim();
        let rest = text.strip_prefix('+').unwrap_or(text);
        if !rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-')) {
            return Err(bad());
        }
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        if (7..=15).contains(&digits) { Ok(Self(text.to_owned())) } else { Err(bad()) }
    }
}

impl Email {
    /// An electronic mail address: something, an `@`, a domain with a dot.
    ///
    /// # Errors
    /// When it has not that shape. Whether anybody reads it is not known.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        let text = text.trim();
        let sound = text.len() <= 254
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || ",;<>\"()".contains(c))
            && text.split_once('@').is_some_and(|(who, domain)| {
                !who.is_empty()
                    && !domain.contains('@')
                    && domain.split('.').count() > 1
                    && domain.split('.').all(|part| !part.is_empty())
            });
        if sound {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadValue::new("must be an e-mail address, such as name@school.example"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_takes_one_form_however_it_is_written() {
        for text in ["l203nj", "L20 3NJ", " L2 03nj "] {
            assert_eq!(Postcode::parse(text).unwrap().as_str(), "L20 3NJ");
        }
        assert_eq!(Postcode::parse("ec1a1bb").unwrap().as_str(), "EC1A 1BB");
        for text in ["", "L20", "L20 3CJ", "20L 3NJ", "L20 33J", "ÄÖÜ12"] {
            assert!(Postcode::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_upn_with_the_wrong_check_letter_is_refused() {
        let right = Upn::check_letter("123456789012").unwrap();
        assert!(Upn::parse(&format!("{right}123456789012")).is_ok());
        let wrong = if right == 'A' { 'B' } else { 'A' };
        assert!(Upn::parse(&format!("{wrong}123456789012")).is_err());
    }

    #[test]
    fn a_temporary_upn_ends_in_a_letter() {
        let right = Upn::check_letter("12345678901B").unwrap();
        assert!(Upn::parse(&format!("{right}12345678901B")).is_ok());
    }

    #[test]
    fn an_nhs_number_with_the_wrong_last_digit_is_refused() {
        assert_eq!(NhsNumber::parse("943 476 5919").unwrap().as_str(), "9434765919");
        assert!(NhsNumber::parse("943 476 5918").is_err());
        assert!(NhsNumber::parse("943 476 591").is_err());
    }

    #[test]
    fn a_urn_has_one_of_three_shapes() {
        for text in ["1234567", "sc012345", "XXXXXXX"] {
            assert!(Urn::parse(text).is_ok(), "{text}");
        }
        assert!(Urn::parse("SC12345").is_err());
    }
}
