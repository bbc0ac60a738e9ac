//! What the statutory returns make of the records.

use std::time::Instant;

use hearth_access::Role;
use hearth_casework::{
    FileView,
    recording::{Added, Correction, add, correct, read_form},
    returns::{
        Return,
        quality::{self, Finding, Place, Severity},
        send::sent,
        whole::{Why, gather},
    },
};
use hearth_record::{Fields, Record, looked_after::LegalStatus, people::Person, sharing::Shared};
use hearth_returns::check::CollectionYear;
use hearth_stage::{Engine, Filed, Paper, Stage};
use rstest::rstest;

/// A child who has been looked after since August, in a foster home, under an order of the court.
fn looked_after(paper: Paper) -> Paper {
    let order = [("status", "C2"), ("started", "2025-08-11")];
    cared_for(paper).with("legal_status", &order)
}

/// The same without any legal status.
fn cared_for(paper: Paper) -> Paper {
    let home = [("placement_type", "U6"), ("provider", "PR1"), ("started", "2025-08-11"), ("postcode", "L21 1AA")];
    let care = [("started", "2025-08-11"), ("category_of_need", "N1"), ("home_postcode", "L20 3NJ")];
    paper.with("period_of_care", &care).with("placement", &home)
}

fn jaden() -> Paper {
    Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF1201")
}

async fn opened(stage: &Stage, person: &hearth_stage::Person, child: &Filed) -> FileView {
    stage.desk(person).open(child.file, None, None).await.expect("opened")
}

fn of_rule<'q>(findings: &'q [Finding], rule: &str) -> Option<&'q Finding> {
    findings.iter().find(|finding| finding.rule == Some(rule))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_finding_leads_to_the_record_in_which_it_is_put_right_and_goes_with_the_correction(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = looked_after(jaden()).held_by(&priya).file(&stage).await;
    let found = quality::of(&opened(&stage, &priya, &child).await).expect("Jaden counts in a return");
    assert_eq!(found.counts_in, [Return::Ssda903]);
    assert_eq!(found.year.number(), 2026);
    let sex = of_rule(&found.findings, "101").expect("nobody has recorded his sex");
    assert_eq!((sex.severity, sex.at), (Severity::Error, Place::Record(child.records[0])));
    assert!(sex.says.contains("sex is blank"), "{}", sex.says);
    for of_other_forms in ["105", "169", "179", "392a"] {
        let none = of_rule(&found.findings, of_other_forms);
        assert_eq!(none, None, "no record holds what only the XML form or a postcode directory says");
    }
    let errors = found.findings.iter().rposition(|finding| finding.severity == Severity::Error);
    let queries = found.findings.iter().position(|finding| finding.severity == Severity::Query);
    assert!(queries.is_none_or(|query| errors < Some(query)), "errors stand before queries");

    let desk = stage.desk(&priya);
    let view = opened(&stage, &priya, &child).await;
    let held = view.record(child.records[0]).expect("the person").current();
    let fields = read_form(Person::SCHEMA, &held.fields, |name| match name {
        "sex" => Some("M"),
        "forename" => Some("Jaden"),
        "surname" => Some("Lewin"),
        "born" => Some("2011-02-09"),
        "la_child_id" => Some("SF1201"),
        _ => None,
    });
    let correction = Correction {
        record: child.records[0],
        fields: fields.expect("a form"),
        from: held.number,
        because: "the birth certificate".to_owned(),
        purpose: None,
        draft: None,
    };
    correct(&desk, child.file, correction).await.expect("corrected");
    let found = quality::of(&opened(&stage, &priya, &child).await).expect("he counts still");
    assert_eq!(of_rule(&found.findings, "101"), None, "gone with the next look");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_time_in_care_without_a_legal_status_is_said_until_one_is_recorded(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = cared_for(jaden()).held_by(&priya).file(&stage).await;
    let found = quality::of(&opened(&stage, &priya, &child).await).expect("he is looked after all the same");
    let gap = found.findings.iter().find(|finding| finding.rule.is_none()).expect("the gap is said");
    assert_eq!(gap.at, Place::Add(LegalStatus::SCHEMA.kind));
    assert!(gap.says.contains("since 11 August 2025") && gap.says.contains("no legal status"), "{}", gap.says);
    let fields = read_form(LegalStatus::SCHEMA, &Fields::new(), |name| match name {
        "status" => Some("C2"),
        "started" => Some("2025-08-11"),
        _ => None,
    });
    let order = Added { kind: LegalStatus::SCHEMA, fields: fields.expect("a form"), purpose: None, draft: None };
    add(&stage.desk(&priya), child.file, order).await.expect("recorded");
    let found = quality::of(&opened(&stage, &priya, &child).await).expect("he counts");
    assert!(found.findings.iter().all(|finding| finding.rule.is_some()), "{:?}", found.findings);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_child_whom_no_return_counts_has_no_data_quality_and_no_past_has_either(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let known = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    assert_eq!(quality::of(&opened(&stage, &priya, &known).await), None);
    let child = looked_after(jaden()).held_by(&priya).file(&stage).await;
    let past = stage.desk(&priya).open(child.file, None, Some(stage.now())).await.expect("opened");
    assert_eq!(quality::of(&past), None, "what was wrong then is not put right now");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_child_without_a_local_identifier_is_said_to_have_no_rows(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let nobody = Paper::child("Jaden", "Lewin", "2011-02-09");
    let child = looked_after(nobody).held_by(&priya).file(&stage).await;
    let found = quality::of(&opened(&stage, &priya, &child).await).expect("he counts");
    let missing = found.findings.first().expect("the identifier is asked for");
    assert_eq!((missing.rule, missing.at), (None, Place::Record(child.records[0])));
    assert!(missing.says.contains("no local identifier"), "{}", missing.says);
}

#[rstest]
#[case(Engine::Sqlite)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_five_hundred_records_is_checked_while_nobody_waits(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let mut paper = looked_after(jaden()).held_by(&priya);
    for n in 0..500 {
        let day = format!("2025-{:02}-{:02}", 1 + n % 12, 1 + n % 28);
        paper = paper.with("care_review", &[("held", &day), ("participation", "PN1")]);
    }
    let child = paper.file(&stage).await;
    let view = opened(&stage, &priya, &child).await;
    quality::of(&view).expect("he counts");
    let begun = now();
    let runs = 20;
    for _ in 0..runs {
        quality::of(&view);
    }
    let each = begun.elapsed() / runs;
    eprintln!("one child of 500 records checked in {each:?}");
    assert!(each.as_millis() < 100, "{each:?}, and this build is not even optimised");
}

#[expect(clippy::disallowed_methods, reason = "what is measured is how long somebody waits")]
fn now() -> Instant {
    Instant::now()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_return_holds_whom_it_counts_and_says_whom_it_leaves_out(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let north = stage.team("locality_north");
    let care = looked_after(jaden()).held_by(&priya).held_by_team(north).file(&stage).await;
    let restricted = looked_after(Paper::numbered("Lily", "Marsh", "2013-03-01", "SF1202"));
    let restricted = restricted.restricted_to(&[priya.worker]).file(&stage).await;
    let walled = looked_after(Paper::numbered("Noah", "Vale", "2014-03-01", "SF1203")).walled().file(&stage).await;
    let unnumbered = looked_after(Paper::child("Ada", "Reeve", "2012-03-01")).file(&stage).await;
    looked_after(Paper::numbered("Kit", "Moor", "2012-06-01", "KN1")).at("knowsley").file(&stage).await;
    Paper::numbered("Mia", "Thornley", "2016-05-01", "SF1205").held_by(&priya).file(&stage).await;
    let year = CollectionYear::ending(2026).expect("a year");
    let desk = stage.desk(&piotr);
    let gathered = gather(&desk, Return::Ssda903, year, |_| ()).await.expect("gathered");
    let numbers: Vec<&str> = gathered.children.keys().map(String::as_str).collect();
    assert_eq!(numbers, ["SF1201"]);
    let counted = &gathered.children["SF1201"];
    assert_eq!((counted.file, &counted.workers, &counted.teams), (care.file, &vec![priya.worker], &vec![north]));
    let why = |file| gathered.left_out.iter().find(|left| left.file == file).map(|left| left.why);
    assert_eq!(why(restricted.file), Some(Why::Closed));
    assert_eq!(why(unnumbered.file), Some(Why::NoIdentifier));
    assert_eq!(why(walled.file), None, "whoever may not pass the wall is told of nobody behind it");
    assert_eq!(gathered.tables.table("Episodes").map(hearth_returns::Table::len), Some(1));
    let checked = gathered.checked();
    assert!(checked.findings.iter().any(|found| found.rule == "101" && found.child == "SF1201"), "{checked:?}");
    let audit = stage.whole_audit("sefton").await;
    let made = audit.iter().find(|entry| entry.action == "return.make").expect("in the audit");
    assert_eq!(made.count, 1);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_makes_a_return_but_those_who_prepare_it_or_answer_for_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let year = CollectionYear::ending(2026).expect("a year");
    for (role, makes) in [
        (Role::DataAnalyst, true),
        (Role::HeadOfService, true),
        (Role::SocialWorker, false),
        (Role::Administrator, false),
        (Role::AdoptionWorker, false),
    ] {
        let somebody = stage.person(role, None).await;
        let made = gather(&stage.desk(&somebody), Return::Cin, year, |_| ()).await;
        assert_eq!(made.is_ok(), makes, "{role}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_return_that_was_sent_stands_in_the_file_of_each_child_with_the_powers(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let child = looked_after(jaden()).held_by(&priya).file(&stage).await;
    let other = Paper::numbered("Mia", "Thornley", "2016-05-01", "SF1205").held_by(&priya).file(&stage).await;
    let year = CollectionYear::ending(2026).expect("a year");
    let desk = stage.desk(&piotr);
    let gathered = gather(&desk, Return::Ssda903, year, |_| ()).await.expect("gathered");
    let (hash, told) = sent(&desk, &gathered, || ()).await.expect("sent");
    assert_eq!(told, 1);
    let told = opened(&stage, &priya, &child).await.all::<Shared>();
    let [(_, told)] = told.as_slice() else { panic!("one record of it: {}", told.len()) };
    assert_eq!(told.recipient.reveal().0, "Department for Education");
    assert_eq!(told.basis.map(hearth_record::sets::SharingBasis::code), Some("PUBLIC_TASK"));
    let why = &told.justification.reveal().as_ref().expect("the powers").0;
    for power in ["POLICY", "Children Act 1989 section 83", "Young Persons Act 2008 section 7", "regulation 3"] {
        assert!(why.contains(power), "{power}: {why}");
    }
    assert!(told.what.reveal().as_ref().is_some_and(|what| what.0.contains(&hash)), "what was sent can be told apart");
    assert_eq!(opened(&stage, &priya, &other).await.all::<Shared>().len(), 0, "nobody else’s file says so");
}
