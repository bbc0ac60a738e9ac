//! Notes, visits and documents.

use hearth_record::{Record, recording::Document};

use crate::{event_names, kind, refused_at, typed};

const BLOB: &str = "0190c2a0000070008000000000000003";
const HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn a_visit_makes_the_event_of_its_duty_and_says_that_the_child_was_seen() {
    let made =
        |context| event_names("visit", &[("context", context), ("visited_on", "1/7/2026"), ("child_seen", "yes")]);
    assert_eq!(made("CP"), ["cp_visit.made", "child.seen"]);
    assert_eq!(made("CIN"), ["cin_visit.made", "child.seen"]);
    assert_eq!(made("CLA"), ["care_visit.made", "child.seen"]);
    assert_eq!(made("CARE_LEAVER"), ["care_leaver.visited", "care_leaver.contacted", "child.seen"]);
    assert_eq!(made("PRIVATE_FOSTERING"), ["private_fostering.visited", "child.seen"]);
}

#[test]
fn every_context_of_a_visit_makes_a_visit() {
    for context in hearth_record::code::set("visit_context").codes() {
        let made = event_names("visit", &[("context", &context.code), ("visited_on", "1/7/2026")]);
        assert_eq!(made.len(), 1, "{}", context.code);
    }
}

#[test]
fn a_door_that_stayed_shut_is_no_visit() {
    let attempt = [("context", "CP"), ("visited_on", "1/7/2026"), ("attempted_only", "yes")];
    assert_eq!(event_names("visit", &attempt), ["visit.attempted"]);
    let seen_through_it = [attempt[0], attempt[1], attempt[2], ("child_seen", "yes")];
    assert_eq!(refused_at("visit", &seen_through_it), ["child_seen"]);
}

#[test]
fn a_child_who_was_not_seen_was_not_seen_alone() {
    let values = [("context", "CP"), ("visited_on", "1/7/2026"), ("child_seen", "no"), ("seen_alone", "yes")];
    assert_eq!(refused_at("visit", &values), ["seen_alone"]);
}

/// Q146: a new document is official-sensitive and special category, unless it is lowered with a reason.
#[test]
fn q146_a_document_is_classed_lower_only_with_a_reason() {
    let base = [("title", "Letter from the nursery"), ("received_on", "1/7/2026"), ("blob", BLOB), ("sha256", HASH)];
    let with = |more: &[(&'static str, &'static str)]| refused_at("document", &[&base, more].concat());
    assert!(with(&[]).is_empty());
    assert!(with(&[("classification", "SPECIAL")]).is_empty());
    assert_eq!(with(&[("classification", "OFFICIAL")]), ["lowered_because"]);
    assert!(with(&[("classification", "OFFICIAL"), ("lowered_because", "a blank form")]).is_empty());
    let document = Document::from_fields(&typed("document", &base)).unwrap_or_else(|bad| panic!("{bad}"));
    assert_eq!(document.classed_as().code(), "SPECIAL");
}

#[test]
fn a_document_without_the_fingerprint_of_its_bytes_is_refused() {
    let values = [("title", "Letter"), ("received_on", "1/7/2026"), ("blob", BLOB), ("sha256", "abc")];
    assert_eq!(refused_at("document", &values), ["sha256"]);
    assert!(kind("document").form().all(|field| field.name != "sha256" && field.name != "blob"));
}
