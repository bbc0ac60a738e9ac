//! Searching what was written.

use axum::http::StatusCode;
use hearth_stage::{Engine, Paper};
use hearth_store::EntryQuery;
use rstest::rstest;

use crate::day::sisters;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_ones_own_files_the_familys_and_no_others(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let stage = &sisters.stage;
    let note = |about: &str| {
        [("occurred_at", "2026-02-20 10:00".to_owned()), ("body", format!("We sat down. {about} loves FOOTBALL. Bye."))]
    };
    let said = |about: &str| {
        let note = note(about);
        Paper::child(about, "Elsewhere", "2015-01-01")
            .with("case_note", &note.each_ref().map(|(n, v)| (*n, v.as_str())))
    };
    let theirs = said("Otto").held_by_team(stage.team("locality_south")).file(stage).await;
    let mine = said("Nina").held_by(&sisters.priya).file(stage).await;
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/case_note", sisters.amy.page());
    let form = browser.see(&add).await.form(&add).set("body", "She went to footballers’ day. Then home.");
    browser.send_and_follow(&form).await;
    let found = browser.post("/search", &[("q", "football")]).await;
    let text = found.text();
    assert!(text.contains("2 passages in your files (4 files looked through)"), "{text}");
    assert!(text.contains("Nina loves FOOTBALL .") && !text.contains("We sat down."), "{text}");
    assert!(text.contains("Amy Thornley") && !found.body.contains(&theirs.page()), "{text}");
    let family =
        browser.post(&format!("{}/search", sisters.mia.page()), &[("q", "football"), ("within", "family")]).await;
    assert!(family.text().contains("1 passage in the family’s files"), "{}", family.text());
    let alone = browser.post(&format!("{}/search", sisters.mia.page()), &[("q", "football"), ("within", "file")]).await;
    assert!(alone.text().contains("Nothing was found in this file"), "{}", alone.text());
    let nothing = browser.post("/search", &[("q", " a ")]).await;
    assert!(nothing.text().contains("at least one word"), "{}", nothing.text());
    let of_mine = stage.audit(&EntryQuery::File(mine.file)).await;
    assert!(of_mine.iter().any(|entry| entry.action == "text.search"), "whoever reads the log sees it");
    let searches: Vec<_> = stage
        .whole_audit("sefton")
        .await
        .into_iter()
        .filter(|e| e.action == "text.search" && e.file.is_none())
        .collect();
    assert_eq!(stage.detail(searches[0].id).await.as_deref(), Some("football"));
    assert_eq!(browser.get(&format!("{}/search", theirs.page())).await.status, StatusCode::FORBIDDEN);
}
