//! Emergency access used as the ordinary way in.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

const WHY: &str = "the Zwartkopspruit police ask whether she may go home tonight";

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn one_emergency_opens_one_file_to_one_person_and_its_alarm_says_nothing_of_the_child(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let jed = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let colleague = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child = Paper::child("Theodora", "Quillfeather", "2023-02-01").file(&stage).await;
    let brother = Paper::child("Barnaby", "Quillfeather", "2021-02-01").file(&stage).await;
    let mut his = Browser::of(&stage, &jed).await;
    let broken = his.post(&format!("{}/break-glass", child.page()), &[("reason", WHY)]).await;
    assert_eq!(broken.status, StatusCode::SEE_OTHER, "{}", broken.text());
    his.see(&child.page()).await;
    assert_eq!(his.get(&brother.page()).await.status, StatusCode::FORBIDDEN, "the brother's file is another door");
    let mut hers = Browser::of(&stage, &colleague).await;
    assert_eq!(hers.get(&child.page()).await.status, StatusCode::FORBIDDEN, "and a colleague's another hand");
    // Whoever is to look is told that there is something; what it was stands behind the desk that asks who they are.
    let home = Browser::of(&stage, &manager).await.see("/").await;
    assert!(home.body.contains("href=\"/access/emergency\""), "{}", home.text());
    for said in ["Theodora", "Quillfeather", "Zwartkopspruit"] {
        assert!(!home.body.contains(said), "{said} stands on a first screen");
        for (place, bytes) in stage.everything_written().await {
            assert!(!String::from_utf8_lossy(&bytes).contains(said), "{place} holds {said} in clear");
        }
        assert!(!crate::logs::heard().contains(said), "a log holds {said}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_at_which_nobody_has_looked_stays_on_the_desk_as_late_and_keeps_no_other_child_unsafe(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let jed = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let first = Paper::child("Theodora", "Quillfeather", "2023-02-01").file(&stage).await;
    let next = Paper::child("Barnaby", "Ashdown", "2021-02-01").file(&stage).await;
    let glass = |child: &hearth_stage::Filed| format!("{}/break-glass", child.page());
    let broken = Browser::of(&stage, &jed).await.post(&glass(&first), &[("reason", WHY)]).await;
    assert_eq!(broken.status, StatusCode::SEE_OTHER);
    stage.clock.wait(SignedDuration::from_hours(24 * 7));
    let mut seeing = Browser::of(&stage, &manager).await;
    let desk = seeing.see("/access/emergency").await.main();
    assert!(desk.contains("late") && desk.contains("Theodora Quillfeather"), "{desk}");
    let mut his = Browser::of(&stage, &jed).await;
    let again = his.post(&glass(&next), &[("reason", WHY)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "a late review stands in no child's way: {}", again.text());
    assert_eq!(seeing.see("/access/emergency").await.main().matches(&format!("{} opened", jed.name)).count(), 2);
}
