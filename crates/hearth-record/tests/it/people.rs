//! People, their names and addresses, and who works with them.

use hearth_record::{
    Author, Digest, Fields, File, Flag, Version, Written,
    find::{self, Term, TermKind},
    ids::RecordId,
};
use jiff::Timestamp;

use crate::{event_names, events, kind, refused_at, typed, work};

const WORKER: &str = "0190c2a0000070008000000000000001";
const TEAM: &str = "0190c2a0000070008000000000000002";

/// Q017: an address that changes keeps the old one, with the day on which it ended.
#[test]
fn q017_a_move_ends_one_address_and_begins_another() {
    let old = [("address_type", "HOME"), ("postcode", "L20 3NJ"), ("started", "1/2/2024"), ("ended", "31/7/2026")];
    assert_eq!(
        events("address", &old),
        [("address.moved_in".into(), "2024-02-01".into()), ("address.moved_out".into(), "2026-07-31".into())]
    );
    assert!(refused_at("address", &old).is_empty());
    assert_eq!(
        refused_at("address", &[("address_type", "HOME"), ("started", "2/8/2026"), ("ended", "1/8/2026")]),
        ["ended"]
    );
}

#[test]
fn a_protected_address_stays_protected_after_the_person_has_left() {
    let fields = typed("address", &[("address_type", "OTHER"), ("protected", "yes"), ("ended", "1/8/2026")]);
    assert_eq!((kind("address").flags)(&fields), [Flag::ProtectedAddress]);
}

/// Q018: an invalid code is refused; not yet obtained and refused are allowed for ethnicity.
#[test]
fn q018_characteristics_are_coded_and_an_unasked_ethnicity_is_an_answer() {
    for code in ["NOBT", "REFU"] {
        assert!(refused_at("person", &[("ethnicity", code)]).is_empty());
    }
    let ethnicity = kind("person").field("ethnicity").unwrap();
    assert!(ethnicity.value.canonical("GREEN").is_err());
    let invented = Fields::new().with("ethnicity", "GREEN");
    assert_eq!((kind("person").check)(&invented).iter().count(), 1);
}

#[test]
fn an_unborn_child_has_an_expected_date_and_no_date_of_birth() {
    let unborn = typed("person", &[("expected", "1/3/2027"), ("sex", "U")]);
    assert_eq!((kind("person").flags)(&unborn), [Flag::Unborn]);
    assert_eq!(refused_at("person", &[("expected", "1/3/2027"), ("born", "2/3/2027")]), ["expected"]);
}

#[test]
fn nobody_dies_before_they_are_born() {
    assert_eq!(refused_at("person", &[("born", "2/3/2027"), ("died", "1/3/2027")]), ["died"]);
}

#[test]
fn only_who_holds_the_case_is_allocated() {
    let role = |role| event_names("involvement", &[("role", role), ("worker", WORKER), ("started", "1/7/2026")]);
    assert_eq!(role("CW"), ["child.allocated"]);
    assert_eq!(role("IRO"), ["reviewing_officer.named"]);
    assert_eq!(role("CP_CHAIR"), ["involvement.began"]);
}

#[test]
fn an_involvement_stands_in_clear_for_lists_and_a_reviewer_is_known_as_one() {
    let open = work("involvement", &[("role", "CW"), ("worker", WORKER), ("team", TEAM), ("started", "1/7/2026")]);
    assert_eq!(open, [("involvement".into(), "open".into())]);
    let over = work("involvement", &[("role", "CW"), ("team", TEAM), ("started", "1/7/2026"), ("ended", "2/7/2026")]);
    assert_eq!(over, [("involvement".into(), "closed".into())]);
    let reviewer = work("involvement", &[("role", "IRO"), ("worker", WORKER), ("started", "1/7/2026")]);
    assert_eq!(reviewer, [("involvement".into(), "open".into()), ("reviews".into(), "open".into())]);
}

#[test]
fn an_involvement_of_nobody_is_refused() {
    assert_eq!(refused_at("involvement", &[("role", "CW"), ("started", "1/7/2026")]), ["worker"]);
}

#[test]
fn parental_responsibility_that_is_not_held_has_no_basis() {
    let values = [("relationship_type", "FATHER"), ("parental_responsibility", "no"), ("pr_basis", "REGISTERED")];
    assert_eq!(refused_at("relationship", &values), ["pr_basis"]);
}

#[test]
fn a_file_is_found_by_a_former_name_and_a_withdrawn_one_is_forgotten() {
    let file = |withdrawn| {
        let person = typed("person", &[("forename", "Kayla"), ("surname", "Okell"), ("born", "1/3/2019")]);
        let former = typed("person_name", &[("name_type", "FORMER"), ("surname", "Thirlby")]);
        File::of([version("person", 1, false, person), version("person_name", 2, withdrawn, former)])
    };
    let thirlby = Term::new(TermKind::Name, "thirlby");
    assert!(find::terms(&file(false)).contains(&thirlby));
    assert!(!find::terms(&file(true)).contains(&thirlby));
    let digest = Digest::of(&file(false));
    assert_eq!((digest.name.whole(), digest.other_names), ("Kayla Okell".to_owned(), vec!["Thirlby".to_owned()]));
}

#[test]
fn a_mother_who_is_named_in_a_childs_file_is_not_a_name_of_the_child() {
    let mother =
        typed("relationship", &[("relationship_type", "MOTHER"), ("other", WORKER), ("other_name", "Dana Okell")]);
    let file = File::of([version("relationship", 1, false, mother)]);
    assert!(Digest::of(&file).other_names.is_empty());
    assert!(find::terms(&file) == [Term::new(TermKind::Refers, WORKER)].into());
}

#[test]
fn the_postcode_of_a_protected_address_is_no_way_to_the_file() {
    let file = |protected| {
        let refuge = typed("address", &[("address_type", "HOME"), ("postcode", "PR8 1AA"), ("protected", protected)]);
        let before = typed("address", &[("address_type", "HOME"), ("postcode", "L20 3NJ"), ("ended", "1/2/2026")]);
        let care = typed("period_of_care", &[("started", "1/7/2026"), ("home_postcode", "pr81aa")]);
        File::of([
            version("address", 1, false, before),
            version("address", 2, false, refuge),
            version("period_of_care", 3, false, care),
        ])
    };
    let (refuge, before) = (find::postcode("PR8 1AA"), find::postcode("L20 3NJ"));
    assert!(find::terms(&file("no")).contains(&refuge));
    assert!(!find::terms(&file("yes")).contains(&refuge), "nor by another record with the same postcode");
    assert!(find::terms(&file("yes")).contains(&before));
    assert_eq!(Digest::of(&file("no")).postcodes, ["PR8 1AA", "L20 3NJ"]);
    assert_eq!(Digest::of(&file("yes")).postcodes, ["L20 3NJ"]);
}

/// The first version of a record, whoever wrote it.
fn version(kind: &str, n: u8, withdrawn: bool, fields: Fields) -> Version {
    let by = Author::Job { name: "test".to_owned() };
    Version {
        record: RecordId::from_bytes([n; 16]),
        number: 1,
        kind: kind.to_owned(),
        recorded_at: Timestamp::UNIX_EPOCH,
        written: Written { by, because: None, set: None, withdrawn },
        fields,
    }
}
