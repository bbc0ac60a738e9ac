//! Unique pupil numbers, and why a child has none.

use std::collections::{BTreeMap, HashMap};

use hearth_calendar::{LeapDay, birthday};
use hearth_record::identifier::Upn;
use jiff::civil::date;

use super::super::{Rule, Rules};
use crate::check::{Found, Set, Whole};
use crate::cin::{Case, Details, Identifiers};
use crate::row::Row;

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::error(
        "1510",
        &["UPN"],
        wrong_check_letter,
        "the first letter of the pupil number does not check the twelve characters after it",
        "copy the number again from the school",
    ),
    Rule::whole(
        "1520",
        &["UPN"],
        number_of_two,
        "another child of the return has the same pupil number",
        "find out whose number it is and correct the other; join the records if they are one child",
    ),
    Rule::error(
        "1530",
        &["UPN"],
        number_of_no_authority,
        "the second to fourth characters of the pupil number are the code of no authority that has issued numbers",
        "copy the number again from the school",
    ),
    Rule::error(
        "1540",
        &["UPN"],
        number_not_in_digits,
        "the fifth to twelfth characters of the pupil number are not all digits",
        "copy the number again from the school",
    ),
    Rule::error(
        "1550",
        &["UPN"],
        wrong_last_character,
        "the pupil number does not end with a thirteenth character that is a digit or a letter other than I, O and S",
        "copy the number again from the school",
    ),
    Rule::query(
        "1560Q",
        &["FormerUPN"],
        former_number_of_no_shape,
        "the former pupil number is not a letter, eleven digits, and a digit or letter",
        "copy the former number again from the school, or take it away if it was none",
    ),
    Rule::query(
        "8770Q",
        &["UPN", "UPNunknown"],
        no_number_at_six,
        "a child of six or more has no pupil number, and the reason given is {UPNunknown}",
        "ask the school for the number, or record why there is none",
    )
    .until(2024),
    Rule::query(
        "8770Q",
        &["UPN", "UPNunknown"],
        no_number_at_school,
        "a child of school age has no pupil number, and the reason given is {UPNunknown}",
        "ask the school for the number, or record why there is none; UN1 is for children below school age",
    )
    .since(2025),
    Rule::error(
        "8772",
        &["UPNunknown", "ReferralNFA"],
        unknown_though_the_referral_led_on,
        "UN7 says that every referral of the child led to no further action, but no further action is {ReferralNFA} for one",
        "give the pupil number or another reason, or correct the flag of the referral",
    ),
];

/// The codes of those who have issued pupil numbers since April 1998: the authorities of today and those since abolished,
/// whose numbers live on, and the codes that stand for none (Wales, the services' schools and the like).
const ISSUERS: [(u16, u16); 35] = [
    (1, 5),
    (201, 213),
    (301, 320),
    (330, 336),
    (340, 344),
    (350, 359),
    (370, 373),
    (380, 384),
    (390, 394),
    (420, 420),
    (660, 681),
    (701, 708),
    (800, 803),
    (805, 808),
    (810, 813),
    (815, 816),
    (820, 823),
    (825, 826),
    (830, 831),
    (835, 841),
    (845, 846),
    (850, 852),
    (855, 857),
    (860, 861),
    (865, 896),
    (908, 909),
    (916, 916),
    (919, 919),
    (921, 921),
    (925, 926),
    (928, 929),
    (931, 931),
    (933, 933),
    (935, 938),
    (940, 943),
];

/// A letter of the alphabet of pupil numbers: I, O and S are too like digits.
fn is_letter(b: u8) -> bool {
    b.is_ascii_uppercase() && !matches!(b, b'I' | b'O' | b'S')
}

fn ends_well(number: &[u8]) -> bool {
    matches!(number, [.., last] if number.len() == 13 && (last.is_ascii_digit() || is_letter(*last)))
}

/// The children with a pupil number.
fn numbered<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = (&'c Identifiers<'a>, &'a [u8])> {
    case.identifiers.iter().filter(|child| !child.upn.is_empty()).map(|child| (child, child.upn.as_bytes()))
}

fn wrong_check_letter<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (child, number) in numbered(case) {
        // A number of another shape has no letter to check; that it has another shape is said by others.
        if !ends_well(number) || !number[1..12].iter().all(u8::is_ascii_digit) {
            continue;
        }
        let right = child.upn.get(1..).and_then(Upn::check_letter);
        if right.is_some_and(|right| !child.upn.starts_with(right)) {
            found.row(child);
        }
    }
}

fn number_of_two<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    let Some(table) = whole.tables.table("ChildIdentifiers") else { return };
    let mut first: HashMap<&str, Row<'a>> = HashMap::with_capacity(table.len());
    let mut again: BTreeMap<&str, Vec<Row<'a>>> = BTreeMap::new();
    for row in table.rows() {
        let number = row.cell("UPN");
        if number.is_empty() {
            continue;
        }
        match first.get(number) {
            Some(before) => again.entry(number).or_insert_with(|| vec![*before]).push(row),
            None => {
                first.insert(number, row);
            }
        }
    }
    for rows in again.into_values() {
        found.rows(rows);
    }
}

fn number_of_no_authority<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (child, number) in numbered(case) {
        let issuer = number.get(1..4).filter(|code| code.iter().all(u8::is_ascii_digit));
        let issuer = issuer.map(|code| code.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0')));
        if !issuer.is_some_and(|code| ISSUERS.iter().any(|(first, last)| (*first..=*last).contains(&code))) {
            found.row(child);
        }
    }
}

fn number_not_in_digits<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (child, number) in numbered(case) {
        if !number.get(4..12).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit)) {
            found.row(child);
        }
    }
}

fn wrong_last_character<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (child, _) in numbered(case).filter(|(_, number)| !ends_well(number)) {
        found.row(child);
    }
}

fn former_number_of_no_shape<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| !child.former_upn.is_empty()) {
        let number = child.former_upn.as_bytes();
        if !ends_well(number) || !is_letter(number[0]) || !number[1..12].iter().all(u8::is_ascii_digit) {
            found.row(child);
        }
    }
}

/// Whether the child has no number and no reason that holds at school age, though some referral led on.
fn lacks_number(case: &Case<'_>, child: &Identifiers<'_>) -> bool {
    child.upn.is_empty() && !excused(case, child.upn_unknown) && case.details.iter().any(Details::went_on)
}

/// Whether the text is a reason for having no number that holds at school age. Case does not matter.
fn excused(case: &Case<'_>, reason: &str) -> bool {
    let is_reason = |text: &str| text != "UN1" && case.setting.codes.has(Set::UpnUnknown, text);
    is_reason(reason) || (reason.bytes().any(|b| b.is_ascii_lowercase()) && is_reason(&reason.to_ascii_uppercase()))
}

fn no_number_at_six<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let six = |child: &Identifiers<'_>| child.born.is_some_and(|born| birthday(born, 6, LeapDay::Later) <= case.end());
    for child in case.identifiers.iter().filter(|child| six(child) && lacks_number(case, child)) {
        found.row(child);
    }
}

fn no_number_at_school<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Of school age in the year: five by the 31 August that lies in it.
    let term = date(case.start().year(), 8, 31);
    let five = |child: &Identifiers<'_>| child.born.is_some_and(|born| birthday(born, 5, LeapDay::Later) <= term);
    for child in case.identifiers.iter().filter(|child| five(child) && lacks_number(case, child)) {
        found.row(child);
    }
}

fn unknown_though_the_referral_led_on<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.upn_unknown == "UN7") {
        for need in case.details.iter().filter(|need| need.no_further_action() != Some(true)) {
            found.row(child).and(need);
        }
    }
}
