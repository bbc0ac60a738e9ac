//! The same return twice, the next year's after it, an older one after a newer.

use super::{HeldRecord, Import, Plan, committed, ids, only_child, planned, read_903, read_cin, read_ssd};
use crate::import::{Outcome, plan};
use hearth_returns::Tables;

fn imported(tables: &Tables, year: u16, held: &[HeldRecord]) -> (Plan, Vec<HeldRecord>) {
    let import = Import::new(tables, year);
    let child = import.child(import.children().next().expect("a child"), held);
    let plan = planned(&child, held);
    let after = committed(&plan, held);
    (plan, after)
}

fn outcomes(plan: &Plan, outcome: Outcome) -> Vec<&'static str> {
    plan.records.iter().filter(|one| one.outcome == outcome).map(|one| one.record.schema.kind).collect()
}

const COLUMNS: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
const HEADER: (&str, &str) = ("h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,01/02/2012,WBRI,UN3,,\n");

fn year_of_care(rows: &str) -> Tables {
    let text = format!("{COLUMNS}{rows}");
    read_903(&[HEADER, ("e.csv", &text)])
}

const FIRST: &str = "101,01/05/2024,S,V2,N1,U6,PR1,,,,L20 3NJ,L21 1AA,SC000001\n";
const SECOND: &str = "101,01/05/2024,S,V2,N1,U6,PR1,10/06/2025,X1,OTHER,L20 3NJ,L21 1AA,SC000001\n\
    101,10/06/2025,P,V2,N1,K2,PR4,,,,L20 3NJ,L22 1AA,SC000002\n";

#[test]
fn the_same_return_twice_changes_nothing() {
    let tables = year_of_care(SECOND);
    let (first, held) = imported(&tables, 2026, &[]);
    assert_eq!(outcomes(&first, Outcome::New).len(), first.records.len());
    let (second, after) = imported(&tables, 2026, &held);
    assert_eq!(second.records.len(), first.records.len());
    assert_eq!(second.writes().count(), 0, "{:?}", outcomes(&second, Outcome::Changed));
    assert_eq!(after.len(), held.len());
}

#[test]
fn the_next_years_return_goes_on_with_the_period_that_is_held() {
    let (_, held) = imported(&year_of_care(FIRST), 2025, &[]);
    let (plan, after) = imported(&year_of_care(SECOND), 2026, &held);
    assert_eq!(outcomes(&plan, Outcome::New), ["placement"]);
    assert_eq!(outcomes(&plan, Outcome::Changed), ["placement"], "the first placement ended");
    let periods = after.iter().filter(|held| held.schema.kind == "period_of_care").count();
    assert_eq!(periods, 1);
}

#[test]
fn a_return_that_has_only_the_later_episode_goes_on_too() {
    let ended = FIRST.replace(",,,,L20", ",10/06/2025,X1,OTHER,L20");
    let (_, held) = imported(&year_of_care(&ended), 2025, &[]);
    let later = "101,10/06/2025,P,V2,N1,K2,PR4,,,,L20 3NJ,L22 1AA,SC000002\n";
    let (_, after) = imported(&year_of_care(later), 2026, &held);
    let started = |kind: &str| -> Vec<String> {
        let of_kind = after.iter().filter(|held| held.schema.kind == kind);
        of_kind.filter_map(|held| held.fields.text("started").map(str::to_owned)).collect()
    };
    assert_eq!(started("period_of_care"), ["2024-05-01"]);
    assert_eq!(started("legal_status"), ["2024-05-01"]);
    assert_eq!(started("placement"), ["2024-05-01", "2025-06-10"]);
}

#[test]
fn an_older_return_after_a_newer_one_gives_the_period_its_true_start() {
    let later = "101,10/06/2025,P,V2,N1,K2,PR4,,,,L20 3NJ,L22 1AA,SC000002\n";
    let (_, held) = imported(&year_of_care(later), 2026, &[]);
    let ended = FIRST.replace(",,,,L20", ",10/06/2025,X1,OTHER,L20");
    let (_, after) = imported(&year_of_care(&ended), 2025, &held);
    let periods: Vec<_> = after.iter().filter(|held| held.schema.kind == "period_of_care").collect();
    assert_eq!(periods.len(), 1);
    assert_eq!(periods[0].fields.text("started"), Some("2024-05-01"));
    let statuses = after.iter().filter(|held| held.schema.kind == "legal_status").count();
    assert_eq!(statuses, 1);
}

#[test]
fn a_child_who_comes_back_from_a_hospital_the_year_after_is_in_the_placement_of_before() {
    let foster = "101,01/05/2024,S,V2,N1,U6,PR1,20/03/2025,X1,,L20 3NJ,L21 1AA,SC000001\n";
    let hospital = |end: &str| format!("101,20/03/2025,P,V2,N1,T1,,{end},,L20 3NJ,L22 1AA,\n");
    let back = "101,10/04/2025,P,V2,N1,U6,PR1,,,,L20 3NJ,L21 1AA,SC000001\n";
    let first = year_of_care(&format!("{foster}{}", hospital(",")));
    let second = year_of_care(&format!("{}{back}", hospital("10/04/2025,X1")));
    let homes = |held: &[HeldRecord]| -> Vec<(String, String)> {
        let text = |held: &HeldRecord, name: &str| held.fields.text(name).unwrap_or("-").to_owned();
        let of_kind = held.iter().filter(|held| held.schema.kind == "placement");
        of_kind.map(|held| (text(held, "started"), text(held, "ended"))).collect()
    };
    let (_, held) = imported(&first, 2025, &[]);
    assert_eq!(homes(&held)[0], ("2024-05-01".to_owned(), "2025-03-20".to_owned()), "as it seemed then");
    let (_, after) = imported(&second, 2026, &held);
    let whole = [("2024-05-01", "-"), ("2025-03-20", "2025-04-10")].map(|(from, to)| (from.to_owned(), to.to_owned()));
    assert_eq!(homes(&after), whole, "the end is taken back");
    let (_, held) = imported(&second, 2026, &[]);
    let (_, turned) = imported(&first, 2025, &held);
    let mut turned = homes(&turned);
    turned.sort();
    assert_eq!(turned, whole, "in whatever order the years are read");
}

#[test]
fn what_a_worker_wrote_stays_where_the_return_says_nothing_of_it() {
    let tables = year_of_care(FIRST);
    let (_, mut held) = imported(&tables, 2026, &[]);
    let placement = held.iter_mut().find(|held| held.schema.kind == "placement").expect("a placement");
    placement.fields.set("why_this_placement", Some("near to school".into()));
    let person = held.iter_mut().find(|held| held.schema.kind == "person").expect("a person");
    person.fields.set("forename", Some("Wren".into()));
    let (plan, after) = imported(&tables, 2026, &held);
    assert_eq!(plan.writes().count(), 0);
    assert!(after.iter().any(|held| held.fields.text("why_this_placement") == Some("near to school")));
}

#[test]
fn a_referral_that_the_census_told_of_is_known_again_by_its_day() {
    let census = |closed: &str| {
        format!(
            "<Message><Children><Child><ChildIdentifiers><LAchildID>101</LAchildID></ChildIdentifiers><CINdetails>\
             <CINreferralDate>2026-04-02</CINreferralDate>{closed}</CINdetails></Child></Children></Message>"
        )
    };
    let (_, held) = imported(&read_cin(&census("")), 2026, &[]);
    let closed = "<CINclosureDate>2026-06-02</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>";
    let (plan, after) = imported(&read_cin(&census(closed)), 2026, &held);
    assert_eq!(outcomes(&plan, Outcome::Changed), ["social_care_episode"]);
    assert_eq!(after.len(), held.len());
}

#[test]
fn a_child_expected_in_one_census_and_born_in_the_next_is_born_in_whatever_order_they_are_read() {
    let census = |identifiers: &str| {
        format!(
            "<Message><Children><Child><ChildIdentifiers><LAchildID>101</LAchildID>{identifiers}</ChildIdentifiers>\
             <CINdetails><CINreferralDate>2026-02-02</CINreferralDate></CINdetails></Child></Children></Message>"
        )
    };
    let expected = census("<ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate><Sex>U</Sex>");
    let born = census("<PersonBirthDate>2026-05-28</PersonBirthDate><Sex>F</Sex>");
    let person = |held: &[HeldRecord], field: &str| {
        let person = held.iter().find(|held| held.schema.kind == "person").expect("a person");
        person.fields.text(field).map(str::to_owned)
    };
    let (_, held) = imported(&read_cin(&expected), 2026, &[]);
    assert_eq!((person(&held, "expected").as_deref(), person(&held, "sex")), (Some("2026-06-01"), None));
    let (_, after) = imported(&read_cin(&born), 2027, &held);
    assert_eq!((person(&after, "expected"), person(&after, "born").as_deref()), (None, Some("2026-05-28")));
    let (_, held) = imported(&read_cin(&born), 2027, &[]);
    let (_, turned) = imported(&read_cin(&expected), 2026, &held);
    assert_eq!(person(&turned, "born").as_deref(), Some("2026-05-28"));
    assert!(person(&turned, "sex").is_some_and(|sex| sex.starts_with('F')), "not unknown again");
}

#[test]
fn a_day_that_the_old_system_corrected_corrects_the_record_of_the_same_id() {
    let referral = |day: &str| {
        read_ssd(&[("e.csv", &format!("cine_referral_id,cine_person_id,cine_referral_date\nR1,7,{day}\n"))])
    };
    let first = planned(&only_child(&referral("2025-04-02"), 2026), &[]);
    let held = committed(&first, &[]);
    let keys: Vec<_> =
        first.records.iter().map(|one| (one.record.schema.kind, one.record.key.clone(), one.id)).collect();
    let by_key = |kind: &str, key: &str| keys.iter().find(|(k, own, _)| *k == kind && own == key).map(|(.., id)| *id);
    let child = only_child(&referral("2025-04-03"), 2026);
    let second = plan(&child, &held, by_key, ids(1000), |_| None);
    assert_eq!(outcomes(&second, Outcome::New), [""; 0]);
    assert_eq!(outcomes(&second, Outcome::Changed), ["social_care_episode"]);
}

#[test]
fn a_child_with_more_rows_than_a_year_has_is_told_which_were_left_out() {
    let rows: String = (0..1_001).map(|_| "101,01/02/2012,01/05/2025,PN1\n").collect();
    let tables = read_903(&[("r.csv", &format!("CHILD,DOB,REVIEW,REVIEW_CODE\n{rows}"))]);
    let left_out: Vec<u32> = tables.rejects().iter().map(|reject| reject.row).collect();
    assert_eq!(left_out, [1_000]);
    assert_eq!(only_child(&tables, 2026).records.len(), 2, "the person, and one review said a thousand times");
}
