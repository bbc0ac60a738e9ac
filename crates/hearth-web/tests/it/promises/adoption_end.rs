//! That the adoption service brings its files to their end itself, a hundred years after the order, with a second person who learns no name.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use crate::{browser::Browser, markup::between};

/// What stands in the file behind the wall and nowhere else.
const CANARY: &str = "Zwartkopspruit";

/// A file behind the wall of an adoption by an order of 2 March 1926.
async fn adopted(stage: &Stage, leah: &Person) -> Filed {
    Paper::child("Samuel", "Quillfeather", "1924-05-04")
        .of_type(FileType::Adoption)
        .with("permanence_case", &[("order_made", "1926-03-02"), ("order_type", "ADOPTION")])
        .with("case_note", &[("occurred_at", "1926-03-02 10:00"), ("body", "They call him Zwartkopspruit.")])
        .held_by(leah)
        .file(stage)
        .await
}

/// Whether the adoption service has the file on its desk, on the morning of a day.
async fn is_due(stage: &Stage, leah: &Person, day: &str) -> bool {
    stage.clock.set(format!("{day}T09:00:00Z").parse::<Timestamp>().expect("a moment"));
    Browser::of(stage, leah).await.see("/retention").await.main().contains("Samuel Quillfeather")
}

async fn act(browser: &mut Browser, batch: &str, act: &str) {
    browser.see(batch).await;
    let done = browser.post(batch, &[("act", act)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{act}: {}", done.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q069_the_adoption_service_ends_its_files_a_hundred_years_after_the_order_with_a_second_person(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let manager = stage.person(Role::RecordsManager, None).await;
    let approver = stage.person(Role::RecordsApprover, None).await;
    let dpo = stage.person(Role::Dpo, None).await;
    let samuel = adopted(&stage, &leah).await;
    assert!(!is_due(&stage, &leah, "2026-03-02").await, "the last day on which it is kept");
    assert!(is_due(&stage, &leah, "2026-03-03").await);

    let mut behind = Browser::of(&stage, &leah).await;
    let mut managing = Browser::of(&stage, &manager).await;
    assert!(!managing.see("/retention").await.body.contains("Propose a batch"), "it is no business of this side");
    // What another period would move of it is counted for the service, and for nobody else.
    let other = [("act", "try"), ("K07", "150"), ("from-day", "3"), ("from-month", "3"), ("from-year", "2026")];
    for (browser, counted) in [(&mut behind, "All 1 files 1 0 0"), (&mut managing, "All 0 files 0 0 0")] {
        browser.see("/retention/schedule/try").await;
        let tried = browser.post("/retention/schedule/try", &other).await.main();
        assert!(tried.contains(counted), "{tried}");
    }
    behind.see("/retention").await;
    let proposed = behind.post("/retention", &[]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
    let batch = proposed.location();
    let page = behind.see(&batch).await;
    let item = between(&page.body, &format!("href=\"{batch}/files/"), "\"").expect("a file of the batch").to_owned();
    let item = format!("{batch}/files/{item}");
    let reasons = behind.see(&item).await.text();
    assert!(reasons.contains("Samuel Quillfeather") && reasons.contains("100 years"), "{reasons}");

    // Nobody on this side decides on a file that they may not know of.
    managing.see(&batch).await;
    let meddled = managing.post(&item, &[("act", "decide"), ("decision", "DESTROY")]).await;
    assert!(meddled.status.is_client_error(), "{}", meddled.text());
    behind.see(&item).await;
    let decided = behind.post(&item, &[("act", "decide"), ("decision", "DESTROY")]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    act(&mut behind, &batch, "submit").await;
    let own = behind.post(&batch, &[("act", "approve")]).await;
    assert!(own.status.is_client_error(), "not alone: {}", own.text());

    let mut approving = Browser::of(&stage, &approver).await;
    let seen = approving.see(&batch).await;
    assert!(!seen.body.contains("Samuel") && !seen.body.contains(&samuel.file.to_string()), "{}", seen.text());
    stage.clock.wait(SignedDuration::from_mins(1));
    act(&mut approving, &batch, "approve").await;
    let mut officer = Browser::of(&stage, &dpo).await;
    act(&mut officer, &batch, "sample").await;
    stage.clock.wait(SignedDuration::from_hours(24 * 29));
    let mut managing = Browser::of(&stage, &manager).await;
    managing.see(&batch).await;
    let meddled = managing.post(&batch, &[("act", "execute")]).await;
    assert!(!meddled.text().contains("1 file destroyed"), "{}", meddled.text());
    let store = &stage.instance.store;
    assert!(store.load(samuel.file, None).await.expect("the file").tombstone.is_none(), "it takes who proposed it");

    let mut behind = Browser::of(&stage, &leah).await;
    behind.see(&batch).await;
    let executed = behind.post(&batch, &[("act", "execute")]).await;
    assert!(executed.text().contains("1 file destroyed"), "{}", executed.text());
    let gone = store.load(samuel.file, None).await.expect("its row");
    assert!(gone.versions.is_empty() && gone.tombstone.is_some());
    for (place, bytes) in stage.everything_written().await {
        let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!has(CANARY) && !has("Quillfeather"), "{place}");
    }
    let certificate = format!("/retention/certificates/{}", samuel.file);
    let says = behind.see(&certificate).await.text();
    assert!(says.contains("rule K07") && !says.contains("Samuel"), "{says}");

    // Only the service answers that it ever held the file.
    let asked = [("given", "Samuel"), ("family", "Quillfeather"), ("born-day", "4"), ("born-month", "5")];
    let asked = [&asked[..], &[("born-year", "1924")]].concat();
    assert!(behind.post("/retention/ask", &asked).await.text().contains("Yes. A file was held and was destroyed"));
    let mut managing = Browser::of(&stage, &manager).await;
    managing.see("/retention/ask").await;
    let answer = managing.post("/retention/ask", &asked).await.text();
    assert!(answer.contains("No. No file"), "{answer}");
    for other in [&mut managing, &mut Browser::of(&stage, &approver).await] {
        assert!(other.get(&certificate).await.status.is_client_error(), "nor is its certificate shown");
    }
}
