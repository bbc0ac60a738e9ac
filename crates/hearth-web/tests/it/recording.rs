//! Adding, correcting, withdrawing; two people at once; drafts.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use crate::{
    browser::{Browser, Page},
    markup::Form,
};

async fn scene(engine: Engine) -> Option<(Stage, Person, Filed)> {
    let stage = Stage::open(engine).await?;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("subject", "School visit"), ("body", "Mia was at school.")];
    let child =
        Paper::child("Mia", "Thornley", "2016-05-01").with("case_note", &note).held_by(&priya).file(&stage).await;
    Some((stage, priya, child))
}

fn note(child: &Filed) -> String {
    format!("{}/records/{}", child.page(), child.records[1])
}

async fn correction(browser: &mut Browser, child: &Filed) -> Form {
    let path = format!("{}/correct", note(child));
    browser.see(&path).await.form(&path)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_added_corrected_and_withdrawn_and_every_version_stays_readable(#[case] engine: Engine) {
    let Some((stage, priya, child)) = scene(engine).await else { return };
    let mut browser = Browser::of(&stage, &priya).await;
    let add = format!("{}/add/case_note", child.page());
    let form = browser.see(&add).await.form(&add).set("subject", "Telephone call").set("body", "Her aunt rang.");
    let added = browser.send_and_follow(&form).await;
    assert!(
        added.text().contains("Her aunt rang.") && added.text().contains("Version 1, in force"),
        "{}",
        added.text()
    );
    stage.clock.wait(SignedDuration::from_mins(5));
    let form = correction(&mut browser, &child).await;
    assert_eq!(form.value("body"), "Mia was at school.", "the form holds what stands there");
    let form = form.set("body", "Mia was at her aunt’s.").set("because", "the school rang back");
    let corrected = browser.send_and_follow(&form).await;
    let text = corrected.text();
    assert!(text.contains("Version 2, in force") && text.contains("Why: the school rang back"), "{text}");
    assert!(text.contains("was Mia was at school.") && text.contains("now Mia was at her aunt’s."), "{text}");
    let path = format!("{}/withdraw", note(&child));
    let form = browser.see(&path).await.form(&path);
    let unreasoned = browser.send(&form).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    let withdrawn = browser.send_and_follow(&form.set("because", "it is of another child")).await;
    assert!(
        withdrawn.text().contains("Withdrawn") && withdrawn.text().contains("Mia was at school."),
        "{}",
        withdrawn.text()
    );
    let timeline = browser.see(&format!("{}/timeline", child.page())).await;
    assert!(
        !timeline.body.contains(&note(&child)) && timeline.text().contains("Telephone call"),
        "{}",
        timeline.text()
    );
    assert!(browser.see(&format!("{}/records", child.page())).await.body.contains(&note(&child)));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_without_a_reason_is_refused_and_what_was_typed_stays(#[case] engine: Engine) {
    let Some((stage, priya, child)) = scene(engine).await else { return };
    let mut browser = Browser::of(&stage, &priya).await;
    for because in ["", "   "] {
        let form = correction(&mut browser, &child).await.set("body", "Mia was away.").set("because", because);
        let page = browser.send(&form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("The reason is needed"), "{}", page.text());
        assert_eq!(page.form(&form.action).value("body"), "Mia was away.");
    }
    let versions = stage.instance.store.load(child.file, None).await.expect("the file").versions.len();
    assert_eq!(versions, 3);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_changed_different_fields_are_merged_and_the_whole_is_validated(#[case] engine: Engine) {
    let Some((stage, priya, child)) = scene(engine).await else { return };
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let home = [("address_type", "HOME"), ("street", "Quay Road"), ("started", "2025-01-10")];
    let north = stage.team("locality_north");
    let both = Paper::child("Theo", "Moss", "2015-01-01").with("address", &home).held_by_team(north).file(&stage).await;
    let path = format!("{}/records/{}/correct", both.page(), both.records[1]);
    let (mut hers, mut his) = (Browser::of(&stage, &priya).await, Browser::of(&stage, &gareth).await);
    let from_her = hers.see(&path).await.form(&path).set("street", "Dock Road").set("because", "the mother said so");
    let from_him = his.see(&path).await.form(&path).set("town", "Bootle").set("because", "seen on a letter");
    hers.send_and_follow(&from_her).await;
    let merged = his.send_and_follow(&from_him).await.text();
    assert!(
        merged.contains("Version 3, in force") && merged.contains("Dock Road") && merged.contains("Bootle"),
        "{merged}"
    );
    // Each by itself is true; together they would end before they begin.
    let from_her = hers.see(&path).await.form(&path).date("started", "1", "3", "2026").set("because", "moved in later");
    let from_him = his.see(&path).await.form(&path).date("ended", "1", "2", "2026").set("because", "moved out");
    hers.send_and_follow(&from_her).await;
    let refused = his.send(&from_him).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("must be on or after the day of moving in"), "{}", refused.text());
    assert_ne!(child.file, both.file);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_changed_one_field_see_both_and_choose(#[case] engine: Engine) {
    for (choice, stands) in [("mine", "Mia was at the dentist."), ("theirs", "Mia was at her aunt’s.")] {
        let Some((stage, priya, child)) = scene(engine).await else { return };
        let mut first = Browser::of(&stage, &priya).await;
        let mut second = first.window();
        let hers =
            correction(&mut first, &child).await.set("body", "Mia was at her aunt’s.").set("because", "her aunt rang");
        let late = correction(&mut second, &child)
            .await
            .set("body", "Mia was at the dentist.")
            .set("because", "the dentist wrote");
        first.send_and_follow(&hers).await;
        let page: Page = second.send(&late).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        let text = page.text();
        for value in ["Mia was at school.", "Mia was at her aunt’s.", "Mia was at the dentist.", priya.name.as_str()]
        {
            assert!(text.contains(value), "{value} is not shown: {text}");
        }
        let form = page.form(&late.action).set("choose-body", choice);
        let page = second.send_and_follow(&form).await.text();
        let version = if choice == "mine" { "Version 3, in force" } else { "Version 2, in force" };
        assert!(page.contains(version) && page.contains(stands), "{page}");
        let again = correction(&mut second, &child).await;
        assert_eq!(again.value("body"), stands, "no draft of the quarrel is left");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_what_is_invalid_signing_out_and_another_session(#[case] engine: Engine) {
    let Some((stage, priya, child)) = scene(engine).await else { return };
    let mut browser = Browser::of(&stage, &priya).await;
    let add = format!("{}/add/case_note", child.page());
    let form = browser.see(&add).await.form(&add).set("body", "A long afternoon’s writing.").date(
        "occurred_at",
        "31",
        "2",
        "2026",
    );
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("must be a real date"), "{}", refused.text());
    assert_eq!(refused.form(&add).value("body"), "A long afternoon’s writing.");
    assert_eq!(refused.form(&add).value("occurred_at-day"), "31");
    browser.post("/sign-out", &[]).await;
    assert_eq!(browser.get(&add).await.status, StatusCode::UNAUTHORIZED);
    let mut elsewhere = Browser::of(&stage, &priya).await;
    assert!(elsewhere.see("/").await.body.contains(&add), "the first page leads back to it");
    let kept = elsewhere.see(&add).await.form(&add);
    assert_eq!((kept.value("body"), kept.value("occurred_at-day")), ("A long afternoon’s writing.", "31"));
    elsewhere.send_and_follow(&kept.date("occurred_at", "28", "2", "2026")).await;
    assert_eq!(elsewhere.see(&add).await.form(&add).value("body"), "", "what was recorded is no draft any more");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_kept_as_its_writer_writes_and_nobody_else_sees_it(#[case] engine: Engine) {
    let Some((stage, priya, _)) = scene(engine).await else { return };
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child =
        Paper::child("Theo", "Moss", "2015-01-01").held_by_team(stage.team("locality_north")).file(&stage).await;
    let (mut hers, mut his) = (Browser::of(&stage, &priya).await, Browser::of(&stage, &gareth).await);
    let saved = hers.post(&format!("{}/draft/add:case_note", child.page()), &[("body", "Half a sent")]).await;
    assert_eq!((saved.status, saved.body.as_str()), (StatusCode::OK, "Saved 09:00"));
    let add = format!("{}/add/case_note", child.page());
    assert_eq!(hers.see(&add).await.form(&add).value("body"), "Half a sent");
    assert_eq!(his.see(&add).await.form(&add).value("body"), "");
    assert!(!his.see("/").await.body.contains(&add));
    // A form that was saved as a draft by its button comes back in the same manner.
    let form = his.see(&add).await.form(&add).set("body", "For tomorrow.").set("act", "draft");
    his.send_and_follow(&form).await;
    assert_eq!(his.see(&add).await.form(&add).value("body"), "For tomorrow.");
    let unknown = hers.post(&format!("{}/draft/delete:everything", child.page()), &[("body", "x")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_starts_a_file_goes_on_in_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for (role, team) in [(Role::ContactOfficer, "mash"), (Role::SocialWorker, "locality_north")] {
        let person = stage.person(role, Some(team)).await;
        let mut browser = Browser::of(&stage, &person).await;
        let form = browser.see("/children/new").await.form("/children/new");
        let form = form.set("forename", "Ada").set("surname", "Quarmby").date("born", "3", "4", "2019");
        let begun = browser.send_and_follow(&form).await;
        assert!(begun.text().contains("Add: contact"), "{}", begun.text());
        assert!(begun.text().contains("Ada Quarmby") || begun.body.contains("Ada Quarmby"));
        assert!(browser.see("/").await.text().contains("Ada"), "it stands in their list");
    }
    let nobody = browser_of_role(&stage, Role::DataAnalyst).await.get("/children/new").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn browser_of_role(stage: &Stage, role: Role) -> Browser {
    let person = stage.person(role, None).await;
    Browser::of(stage, &person).await
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_is_kept_as_written_and_shown_as_text(#[case] engine: Engine) {
    let Some((stage, priya, child)) = scene(engine).await else { return };
    let mut browser = Browser::of(&stage, &priya).await;
    let hostile =
        "<script>alert(1)</script> \"><img src=x onerror=alert(2)> {{ 7*7 }} '; DROP TABLE version; -- \u{202e}";
    let add = format!("{}/add/case_note", child.page());
    let form = browser.see(&add).await.form(&add).set("subject", &hostile.replace('\n', " ")).set("body", hostile);
    let record = browser.send(&form).await.location();
    for path in [
        record.clone(),
        format!("{record}/correct"),
        format!("{}/records", child.page()),
        format!("{}/timeline", child.page()),
    ] {
        let page = browser.see(&path).await;
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{path}");
    }
    assert_eq!(
        browser.see(&format!("{record}/correct")).await.form(&format!("{record}/correct")).value("body"),
        hostile
    );
    let nul = browser.see(&add).await.form(&add).set("body", "a\0b");
    assert_eq!(browser.send(&nul).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
