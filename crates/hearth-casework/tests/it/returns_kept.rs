//! What the rules of the returns find is written in the save and every night; what was signed off and sent is kept.

use hearth_access::Role;
use hearth_casework::{
    Failure,
    recording::{Correction, correct, read_form},
    returns::{
        Return,
        kept::{self, sign_off, take_away},
        nightly,
        send::{sent, sent_as_signed},
        standing::standing,
        whole::gather,
    },
};
use hearth_record::{Record, ids::RecordId, looked_after::Placement, people::Person, sharing::Shared};
use hearth_returns::check::CollectionYear;
use hearth_stage::{Engine, Filed, Paper, Person as Somebody, Stage};
use rstest::rstest;

/// A child who has been looked after since August and whose sex nobody has recorded.
fn jaden() -> Paper {
    let home = [("placement_type", "U6"), ("provider", "PR1"), ("started", "2025-08-11"), ("postcode", "L21 1AA")];
    let care = [("started", "2025-08-11"), ("category_of_need", "N1"), ("home_postcode", "L20 3NJ")];
    Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF1201")
        .with("period_of_care", &care)
        .with("placement", &home)
        .with("legal_status", &[("status", "C2"), ("started", "2025-08-11")])
}

fn year(ends: i16) -> CollectionYear {
    CollectionYear::ending(ends).expect("a year")
}

/// Corrects one field of a record, all others staying as they are.
async fn put_right(stage: &Stage, who: &Somebody, child: &Filed, record: RecordId, (field, value): (&str, &str)) {
    let desk = stage.desk(who);
    let view = desk.open(child.file, None, None).await.expect("opened");
    let held = view.record(record).expect("the record");
    let now = held.current().fields.clone();
    let text = |name: &str| if name == field { Some(value.to_owned()) } else { now.text(name).map(str::to_owned) };
    let texts: Vec<(&str, String)> =
        held.schema.form().filter_map(|field| text(field.name).map(|text| (field.name, text))).collect();
    let said = |name: &str| texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
    let correction = Correction {
        record,
        fields: read_form(held.schema, &now, said).expect("a form"),
        from: held.current().number,
        because: "it was wrong".to_owned(),
        purpose: None,
        draft: None,
    };
    correct(&desk, child.file, correction).await.expect("corrected");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_save_writes_what_the_rules_find_and_the_list_needs_no_file_opened(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let north = stage.team("locality_north");
    let child = jaden().held_by(&priya).held_by_team(north).file(&stage).await;
    let walled = Paper::numbered("Noah", "Vale", "2014-03-01", "SF1203");
    let care = [("started", "2025-08-11"), ("category_of_need", "N1"), ("home_postcode", "L20 3NJ")];
    walled.with("period_of_care", &care).walled().file(&stage).await;
    let found = standing(&stage.desk(&piotr), Return::Ssda903).await.expect("the list");
    let [faulty] = found.faulty.as_slice() else { panic!("one child, and not {}", found.faulty.len()) };
    assert_eq!((faulty.file, faulty.number.as_deref()), (child.file, Some("SF1201")));
    assert_eq!((&faulty.workers, &faulty.teams), (&vec![priya.worker], &vec![north]));
    assert!(faulty.faults.iter().any(|fault| fault.rule == "101" && fault.error), "{:?}", faulty.faults);
    assert_eq!((found.tally.children, found.tally.by_rule.get("101")), (1, Some(&1)));

    put_right(&stage, &priya, &child, child.records[0], ("sex", "M")).await;
    let found = standing(&stage.desk(&piotr), Return::Ssda903).await.expect("the list");
    assert_eq!(found.tally.by_rule.get("101"), None, "gone with the save");
    let opened = stage.whole_audit("sefton").await.into_iter().filter(|entry| entry.action == "file.open");
    assert_eq!(opened.count(), 1, "by whoever put it right, and by nobody else");
    let refused = standing(&stage.desk(&priya), Return::Ssda903).await;
    assert!(matches!(refused, Err(Failure::Refused(_))), "a social worker makes no returns");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn each_night_is_written_down_and_finds_what_a_new_year_asks(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let child = jaden().held_by(&priya).file(&stage).await;
    let sefton = stage.desk(&head).authority().clone();
    let first = nightly(&stage.instance, &sefton, stage.now()).await.expect("the first night");
    assert_eq!((first.written, first.left_out), (0, 0), "the save had written it already");
    put_right(&stage, &priya, &child, child.records[0], ("sex", "M")).await;
    stage.clock.wait(jiff::SignedDuration::from_hours(24));
    nightly(&stage.instance, &sefton, stage.now()).await.expect("the second night");
    let done = kept::done(&stage.desk(&head), year(2026)).await.expect("the papers");
    let (_, ssda903) = done.into_iter().find(|(of, _)| *of == Return::Ssda903).expect("of each return");
    let errors: Vec<i64> = ssda903.nights.iter().map(|night| night.errors.0.0).collect();
    assert_eq!(errors.len(), 2);
    assert_eq!(errors[0], errors[1] + 1, "the trend shows what was put right: {errors:?}");
    assert!(ssda903.nights[0].by_rule.iter().any(|line| line.0 == "101 1"));
    assert_eq!(ssda903.nights[0].children.0.0, 1);

    stage.clock.wait(jiff::SignedDuration::from_hours(24 * 365));
    let changed = nightly(&stage.instance, &sefton, stage.now()).await.expect("a night of the next year");
    assert_eq!(changed.written, 1, "nobody wrote to the file, and the year is another");
    let found = standing(&stage.desk(&head), Return::Ssda903).await.expect("the list");
    assert_eq!((found.year, found.tally.children), (year(2027), 1));
    let again = nightly(&stage.instance, &sefton, stage.now()).await.expect("the same night again");
    assert_eq!(again.written, 0);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_what_was_signed_and_it_is_kept(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let child = jaden().held_by(&priya).file(&stage).await;
    let gathered = gather(&stage.desk(&head), Return::Ssda903, year(2026), |_| ()).await.expect("gathered");
    let checked = gathered.checked();
    let analyst = sign_off(&stage.desk(&piotr), &gathered, &checked, "as it stands").await;
    assert!(matches!(analyst, Err(Failure::Refused(_))), "whoever prepares it does not answer for it");
    let unexplained = sign_off(&stage.desk(&head), &gathered, &checked, " ").await;
    assert!(matches!(unexplained, Err(Failure::Problems(_))), "errors stand in it");
    let unsigned = sent_as_signed(&stage.desk(&piotr), Return::Ssda903, year(2026), || ()).await;
    assert!(matches!(unsigned, Err(Failure::Absent(_))));
    let desk = stage.desk(&head);
    let signed = sign_off(&desk, &gathered, &checked, "the birth certificate is late").await.expect("signed");

    put_right(&stage, &priya, &child, child.records[0], ("sex", "M")).await;
    let desk = stage.desk(&piotr);
    let (hash, told) = sent_as_signed(&desk, Return::Ssda903, year(2026), || ()).await.expect("sent");
    assert_eq!(told, 1);
    let (name, bytes) = take_away(&desk, year(2026), signed).await.expect("the file");
    assert_eq!(name, "ssda903-2026.xml");
    let mut as_signed = Vec::new();
    gathered.write_xml(&mut as_signed).expect("written");
    assert_eq!(bytes.as_slice(), as_signed, "not a byte differs from what was signed");
    let done = kept::done(&desk, year(2026)).await.expect("the papers");
    let kept = done.into_iter().find(|(of, _)| *of == Return::Ssda903).and_then(|(_, done)| done.sent).expect("kept");
    assert_eq!(
        (kept.by, *kept.record.signed, kept.record.sha256.reveal().0.clone()),
        (piotr.name.clone(), Some(signed), hash)
    );

    sent_as_signed(&desk, Return::Ssda903, year(2026), || ()).await.expect("sent again");
    let view = stage.desk(&priya).open(child.file, None, None).await.expect("opened");
    assert_eq!(view.all::<Shared>().len(), 1, "each child is told of one file once");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_next_year_is_compared_with_what_was_sent_and_not_with_what_is_recorded_since(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let child = jaden().held_by(&priya).file(&stage).await;
    let desk = stage.desk(&piotr);
    let first = gather(&desk, Return::Ssda903, year(2026), |_| ()).await.expect("gathered");
    sent(&desk, &first, || ()).await.expect("sent");
    let view = stage.desk(&priya).open(child.file, None, None).await.expect("opened");
    let (placement, _) = view.all::<Placement>().into_iter().next().expect("the placement");
    stage.clock.wait(jiff::SignedDuration::from_hours(24 * 300));
    put_right(&stage, &priya, &child, placement, ("provider", "PR4")).await;
    let next = gather(&stage.desk(&piotr), Return::Ssda903, year(2027), |_| ()).await.expect("gathered");
    let rules: Vec<&str> = next.checked().findings.iter().map(|found| found.rule).collect();
    assert!(rules.contains(&"503E"), "the open episode was sent with another provider: {rules:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_councils_papers_are_no_file_that_anybody_opens(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let head = stage.person(Role::HeadOfService, None).await;
    let sefton = stage.desk(&head).authority().clone();
    nightly(&stage.instance, &sefton, stage.now()).await.expect("a night");
    let audit = stage.whole_audit("sefton").await;
    let papers =
        audit.iter().find(|entry| entry.action == "return.check").and_then(|entry| entry.file).expect("papers");
    for role in Role::ALL {
        let somebody = stage.person(*role, None).await;
        let refused = stage.desk(&somebody).open(papers, None, None).await;
        let Err(Failure::Refused(refusal)) = refused else { panic!("{role} opened the council’s papers") };
        assert!(refusal.existence_hidden, "{role}: {refusal:?}");
    }
    assert_eq!(Person::SCHEMA.file, None);
}
