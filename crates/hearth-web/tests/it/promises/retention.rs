//! That files are kept as long as the notices say, that a page says why, and that nobody alone makes it shorter.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::adoption::{begin_split, go_on_with_splits};
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Person, Stage, authority};
use hearth_store::EntryQuery;
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use super::correcting;
use crate::browser::Browser;

const SCHEDULE: &str = "/retention/schedule";
const TRY: &str = "/retention/schedule/try";

/// A council with whoever keeps its schedule.
struct Records {
    stage: Stage,
    priya: Person,
    manager: Person,
}

impl Records {
    async fn open(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let manager = stage.person(Role::RecordsManager, None).await;
        Some(Self { stage, priya, manager })
    }

    async fn file(&self, paper: Paper) -> Filed {
        paper.held_by(&self.priya).file(&self.stage).await
    }

    /// What the records manager reads of how long a file is kept.
    async fn kept(&self, child: &Filed) -> String {
        Browser::of(&self.stage, &self.manager).await.see(&format!("{}/kept", child.page())).await.main()
    }

    /// Whether the desk names the child among what is due, on the morning of a day.
    async fn due_on(&self, day: &str, name: &str) -> bool {
        self.stage.clock.set(format!("{day}T09:00:00Z").parse::<Timestamp>().expect("a moment"));
        Browser::of(&self.stage, &self.manager).await.see("/retention").await.main().contains(name)
    }
}

fn child(forename: &str) -> Paper {
    Paper::child(forename, "Pryce", "2010-05-10")
}

fn episode(paper: Paper, from: &str, to: &str) -> Paper {
    let values =
        [("received_on", from), ("source", "2A"), ("primary_need", "N5"), ("closed_on", to), ("closure_reason", "RC7")];
    paper.with("social_care_episode", &values)
}

fn in_need(paper: Paper, from: &str, to: &str) -> Paper {
    paper.with("cin_plan", &[("started", from), ("ended", to)])
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q065_an_assessment_without_need_is_due_on_the_day_after_seven_years(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let assessed =
        [("started", "2020-01-20"), ("authorised_on", "2020-03-01"), ("factors", "21"), ("not_in_need", "yes")];
    let owen = records.file(episode(child("Owen"), "2020-01-20", "2020-03-01").with("assessment", &assessed)).await;
    let page = records.kept(&owen).await;
    assert!(page.contains("Kept until 1 March 2027: assessed, not in need"), "{page}");
    assert!(page.contains("+ 7 years = 1 March 2027") && page.contains("2 March 2027"), "{page}");
    assert!(!records.due_on("2027-03-01", "Owen Pryce").await, "the last day on which it is kept");
    assert!(records.due_on("2027-03-02", "Owen Pryce").await);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q066_a_child_in_need_plan_is_kept_for_ten_years_and_a_later_protection_plan_replaces_the_date(
    #[case] engine: Engine,
) {
    let Some(records) = Records::open(engine).await else { return };
    let owen =
        records.file(in_need(episode(child("Owen"), "2015-01-20", "2016-01-31"), "2015-02-01", "2016-01-31")).await;
    let page = records.kept(&owen).await;
    assert!(page.contains("Kept until 31 January 2026: child in need plan"), "{page}");
    assert!(records.due_on("2026-03-02", "Owen Pryce").await);
    let later =
        [("started", "2018-02-01"), ("ended", "2018-09-01"), ("initial_category", "NEG"), ("latest_category", "NEG")];
    let paper = in_need(episode(child("Megan"), "2015-01-20", "2016-01-31"), "2015-02-01", "2016-01-31");
    let megan = records.file(paper.with("cp_plan", &later)).await;
    let page = records.kept(&megan).await;
    assert!(page.contains("Kept until 10 May 2103: child protection plan"), "{page}");
    assert!(!records.due_on("2026-03-03", "Megan Pryce").await);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q067_one_protection_plan_keeps_a_file_to_the_seventy_fifth_anniversary_of_the_eighteenth_birthday(
    #[case] engine: Engine,
) {
    let Some(records) = Records::open(engine).await else { return };
    let plan =
        [("started", "2018-02-01"), ("ended", "2018-09-01"), ("initial_category", "NEG"), ("latest_category", "NEG")];
    let owen = records.file(child("Owen").with("cp_plan", &plan)).await;
    let page = records.kept(&owen).await;
    assert!(page.contains("Kept until 10 May 2103") && page.contains("18th birthday 10 May 2028 + 75 years"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q068_one_day_in_care_is_kept_as_long_and_nobody_lowers_the_rule_below_the_floor(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let care = [("started", "2019-04-01"), ("ended", "2019-04-02"), ("end_reason", "E4A"), ("category_of_need", "N1")];
    let callum = records.file(child("Callum").with("period_of_care", &care)).await;
    let page = records.kept(&callum).await;
    assert!(page.contains("Kept until 10 May 2103: looked after"), "{page}");
    assert!(page.contains("10 May 2085") && page.contains("the floor of the law"), "{page}");
    // Their own worker reads it in the file.
    let overview = Browser::of(&records.stage, &records.priya).await.see(&callum.page()).await.main();
    assert!(overview.contains("Kept until 10 May 2103: looked after"), "{overview}");
    // Nobody lowers it below the floor.
    let mut manager = Browser::of(&records.stage, &records.manager).await;
    let form = manager.see(TRY).await.form(TRY).set("K04", "56").set("act", "try");
    let refused = manager.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.main().contains("lowering the rule below the floor is refused"), "{}", refused.main());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q069_an_adoption_order_keeps_the_record_for_a_hundred_years(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let order =
        [("decided", "2023-01-09"), ("placed", "2023-09-01"), ("order_type", "ADOPTION"), ("order_made", "2024-06-05")];
    let worker = records.stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let ella = records.file(child("Ella").with("permanence_case", &order).held_by(&worker)).await;
    let page = records.kept(&ella).await;
    assert!(page.contains("Kept until 5 June 2124: adopted") && page.contains("6 June 2124"), "{page}");
    // Who she is since has no link that anybody on this side could follow.
    let stage = &records.stage;
    let since = begin_split(&stage.desk(&worker), ella.file, &ella.records[1..2], SignedDuration::from_hours(1)).await;
    let since = since.expect("behind the wall").to_string();
    stage.clock.wait(SignedDuration::from_hours(2));
    go_on_with_splits(&stage.instance, &authority("sefton"), stage.now()).await.expect("copied");
    let mut priya = Browser::of(stage, &records.priya).await;
    for path in ["", "/timeline", "/records", "/family", "/kept"] {
        let page = priya.get(&format!("{}{path}", ella.page())).await;
        assert!(!page.body.contains(&since), "{path}");
    }
    assert_eq!(priya.get(&format!("/children/{since}")).await.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q183_the_report_of_files_without_a_rule_is_empty_once_the_council_has_one_for_each(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let stage = &records.stage;
    records
        .file(child("Owen").with(
            "contact",
            &[("received_at", "2020-03-01 10:00"), ("source", "2A"), ("decided_at", "2020-03-02 10:00")],
        ))
        .await;
    records.file(in_need(child("Megan"), "2015-02-01", "2016-01-31")).await;
    let mut manager = Browser::of(stage, &records.manager).await;
    manager.see(SCHEDULE).await;
    let report = manager.post(SCHEDULE, &[("act", "count")]).await.main();
    assert!(report.contains("1 of 2 files have no rule of the council"), "{report}");
    assert!(report.contains("Contact or referral, not assessed"), "{report}");
    let form = manager.see(TRY).await.form(TRY).set("K14", "6").set("because", "agreed in cabinet");
    let tried = manager.send(&form.clone().set("act", "try")).await;
    assert!(tried.main().contains("Contact or referral, not assessed"), "{}", tried.main());
    assert_eq!(manager.send(&form.set("act", "propose")).await.status, StatusCode::SEE_OTHER);
    approve_all(stage).await;
    manager.see(SCHEDULE).await;
    let report = manager.post(SCHEDULE, &[("act", "count")]).await.main();
    assert!(report.contains("Every one of 2 files has a rule of the council"), "{report}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_class_for_which_only_the_law_has_a_rule_is_kept_until_the_council_has_one(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let household = [("name", "Joan Dunleavy"), ("approved_on", "1998-09-09"), ("ended", "2004-02-28")];
    let joan = Paper::child("Joan", "Dunleavy", "1950-05-10").of_type(FileType::FosterCarer);
    let joan = records.file(joan.with("foster_household", &household)).await;
    let page = records.kept(&joan).await;
    assert!(page.contains("the floor of the law") && page.contains("10 years"), "{page}");
    assert!(page.contains("Kept to 28 February 2014 at least, and until the council has a rule"), "{page}");
    assert!(page.contains("The council’s schedule has no rule for: approved foster carer"), "{page}");
    assert!(!page.contains("Destruction may be proposed"), "{page}");
    let mut manager = Browser::of(&records.stage, &records.manager).await;
    let schedule = manager.see(SCHEDULE).await.main();
    assert!(schedule.contains("Only the law"), "{schedule}");
    assert!(
        schedule.contains("the law says how long at least, and what may go after that the council decides"),
        "{schedule}"
    );
    assert!(!manager.see("/retention").await.main().contains("Joan Dunleavy"), "nothing is due by the least alone");
    let form = manager.see(TRY).await.form(TRY).set("K11", "20").set("because", "agreed in cabinet");
    assert_eq!(manager.send(&form.set("act", "propose")).await.status, StatusCode::SEE_OTHER);
    approve_all(&records.stage).await;
    assert!(manager.see("/retention").await.main().contains("Joan Dunleavy"), "twenty years are over");
}

/// The asset owner approves the change that waits.
async fn approve_all(stage: &Stage) {
    let owner = stage.person(Role::AssetOwner, None).await;
    let mut owner = Browser::of(stage, &owner).await;
    let change = change_in(&owner.see(SCHEDULE).await.body);
    let approved = owner.post(SCHEDULE, &[("act", "approve"), ("change", &change)]).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
}

fn change_in(body: &str) -> String {
    let rest = body.split("name=\"change\" value=\"").nth(1).expect("a change waits");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q184_a_changed_period_shows_what_it_moves_before_a_second_person_approves_it(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let stage = &records.stage;
    let owen = records.file(in_need(child("Owen"), "2016-02-01", "2017-01-31")).await;
    records.file(in_need(child("Megan"), "2016-02-01", "2025-01-31")).await;
    let mut manager = Browser::of(stage, &records.manager).await;
    let form = manager.see(TRY).await.form(TRY).set("K02", "8").set("because", "storage");
    let tried = manager.send(&form.clone().set("act", "try")).await.main();
    assert!(tried.contains("All 2 files 0 2 1"), "two nearer, one due at once: {tried}");
    assert!(records.kept(&owen).await.contains("Kept until 31 January 2027"), "nothing changed by trying");
    assert_eq!(manager.send(&form.set("act", "propose")).await.status, StatusCode::SEE_OTHER);
    let waits = manager.see(SCHEDULE).await;
    assert!(
        waits.main().contains("0 files kept for longer, 2 files for a shorter time, 1 file due at once"),
        "{}",
        waits.main()
    );
    assert!(!waits.body.contains("value=\"approve\""), "whoever proposed it is not asked");
    assert!(records.kept(&owen).await.contains("Kept until 31 January 2027"), "nothing changed by proposing");
    approve_all(stage).await;
    assert!(records.kept(&owen).await.contains("Kept until 31 January 2025"));
    let entries = stage.whole_audit("sefton").await;
    let acts: Vec<&str> =
        entries.iter().map(|entry| entry.action.as_str()).filter(|act| act.starts_with("schedule.")).collect();
    assert!(acts.contains(&"schedule.propose") && acts.contains(&"schedule.approve"), "{acts:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q186_no_rule_of_knowsley_is_longer_than_its_notice_but_by_statute_and_that_is_flagged(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person_at("knowsley", Role::RecordsManager, Vec::new()).await;
    let paper = in_need(child("Owen").at("knowsley"), "1990-02-01", "1991-01-31");
    let owen = paper.file(&stage).await;
    let mut browser = Browser::of(&stage, &manager).await;
    let page = browser.see(SCHEDULE).await.main();
    assert!(
        page.contains("up to 75 years") && page.contains("the law asks for 100 years from the adoption order"),
        "{page}"
    );
    assert!(page.contains("Schedule not supplied"), "{page}");
    let longer: Vec<&str> = page
        .split_whitespace()
        .filter(|word| word.parse::<u16>().is_ok_and(|years| (76..200).contains(&years)))
        .collect();
    assert!(longer.iter().all(|years| *years == "100"), "only the hundred years of the adoption order: {longer:?}");
    let kept = browser.see(&format!("{}/kept", owen.page())).await.main();
    assert!(kept.contains("the council has not supplied its retention schedule"), "{kept}");
    let desk = browser.see("/retention").await.main();
    assert!(!desk.contains("Owen Pryce"), "nothing of it is proposed: {desk}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn one_person_who_corrects_a_record_does_not_bring_the_end_of_a_file_nearer(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let stage = &records.stage;
    let owen = records.file(in_need(child("Owen"), "2014-02-01", "2020-01-31")).await;
    assert!(records.kept(&owen).await.contains("Kept until 31 January 2030"));
    let mut priya = Browser::of(stage, &records.priya).await;
    let plan = format!("{}/records/{}", owen.page(), owen.records[1]);
    let form = correcting(&mut priya, &plan).await.date("ended", "31", "1", "2015").set("because", "typed wrongly");
    priya.send_and_follow(&form).await;
    let stands = records.kept(&owen).await;
    assert!(stands.contains("Kept until 31 January 2030") && stands.contains("until 31 January 2025"), "{stands}");
    assert!(!records.due_on("2026-03-03", "Owen Pryce").await);
    // One proposes it, and the same one does not agree to it.
    let kept = format!("{}/kept", owen.page());
    let mut manager = Browser::of(stage, &records.manager).await;
    manager.see(&kept).await;
    assert_eq!(
        manager.post(&kept, &[("act", "propose"), ("because", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let proposed = manager.post(&kept, &[("act", "propose"), ("because", "the closing letter is of 2015")]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
    assert_eq!(manager.post(&kept, &[("act", "approve")]).await.status, StatusCode::FORBIDDEN);
    assert!(records.kept(&owen).await.contains("Kept until 31 January 2030"), "one person alone");
    let approver = stage.person(Role::RecordsApprover, None).await;
    let mut approver = Browser::of(stage, &approver).await;
    approver.see(&kept).await;
    assert_eq!(approver.post(&kept, &[("act", "approve")]).await.status, StatusCode::SEE_OTHER);
    let agreed = records.kept(&owen).await;
    assert!(agreed.contains("Kept until 31 January 2025"), "{agreed}");
    assert!(records.due_on("2026-03-04", "Owen Pryce").await);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_makes_nothing_due_and_raises_an_alarm(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let stage = &records.stage;
    records.file(in_need(child("Owen"), "2016-02-01", "2020-01-31")).await;
    let sign = async || stage.instance.store.checkpoint(stage.clock.now()).await.expect("signed");
    sign().await;
    for day in ["2106-03-02", "2026-02-20"] {
        stage.clock.set(format!("{day}T09:00:00Z").parse::<Timestamp>().expect("a moment"));
        let mut manager = Browser::of(stage, &records.manager).await;
        if day == "2106-03-02" {
            // What the jobs sign after the jump proves nothing.
            sign().await;
        }
        manager.see(SCHEDULE).await;
        let refused = manager.post(SCHEDULE, &[("act", "count")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(refused.main().contains("put the clock right"), "{}", refused.main());
        assert!(!manager.get("/retention").await.main().contains("Owen Pryce"), "{day}");
    }
    let alarms = stage.whole_audit("sefton").await;
    assert!(alarms.iter().filter(|entry| entry.action == "clock.disagrees").count() >= 2);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_parent_lasts_as_long_as_the_longest_file_of_a_child_that_names_them(#[case] engine: Engine) {
    let Some(records) = Records::open(engine).await else { return };
    let jess = records.file(Paper::child("Jess", "Pryce", "1985-02-02").of_type(FileType::Adult)).await;
    let mother = [("other", jess.person.to_string()), ("relationship_type", "MOTHER".to_owned())];
    let mother: Vec<(&str, &str)> = mother.iter().map(|(name, value)| (*name, value.as_str())).collect();
    records.file(in_need(child("Owen").with("relationship", &mother), "2015-02-01", "2016-01-31")).await;
    let page = records.kept(&jess).await;
    assert!(page.contains("Kept until 31 January 2026"), "{page}");
    let plan =
        [("started", "2018-02-01"), ("ended", "2018-09-01"), ("initial_category", "NEG"), ("latest_category", "NEG")];
    records.file(child("Megan").with("relationship", &mother).with("cp_plan", &plan)).await;
    let page = records.kept(&jess).await;
    assert!(page.contains("Kept until 10 May 2103: adult who is known through a child"), "{page}");
    let read = records.stage.audit(&EntryQuery::File(jess.file)).await;
    assert!(read.iter().any(|entry| entry.action == "retention.read"));
}
