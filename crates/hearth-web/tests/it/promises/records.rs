//! That what is recorded is recorded rightly.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::Engine;
use rstest::rstest;

use super::{adding, correcting, mia, scene};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q017_changing_an_address_keeps_the_old_one_with_its_end_date(#[case] engine: Engine) {
    let home = [
        ("address_type", "HOME"),
        ("house", "12"),
        ("street", "Quay Road"),
        ("postcode", "L20 3NJ"),
        ("started", "2024-01-10"),
    ];
    let Some((_stage, _, child, mut browser)) = scene(engine, mia().with("address", &home)).await else { return };
    let old = format!("{}/records/{}", child.page(), child.records[1]);
    let ended =
        correcting(&mut browser, &old).await.date("ended", "28", "2", "2026").set("because", "moved to her aunt");
    browser.send_and_follow(&ended).await;
    let new = adding(&mut browser, &child, "address").await;
    let new =
        new.set("address_type", "HOME").set("house", "7").set("street", "Dock Road").date("started", "28", "2", "2026");
    let new = browser.send_and_follow(&new).await.text();
    assert!(new.contains("Dock Road") && new.contains("28 February 2026"), "{new}");
    let old = browser.see(&old).await.text();
    assert!(
        old.contains("Quay Road") && old.contains("L20 3NJ") && old.contains("Moved out 28 February 2026"),
        "{old}"
    );
    let records = browser.see(&format!("{}/records", child.page())).await;
    assert_eq!(records.body.matches(">Home</a>").count(), 2, "both stand in the file");
    let child_lives = browser.see(&child.page()).await.text();
    assert!(
        child_lives.contains("Dock Road") && !child_lives.contains("Quay Road"),
        "the header shows where she lives: {child_lives}"
    );
    let found = browser.post("/find", &[("q", "Mia L20 3NJ")]).await;
    assert!(found.body.contains(&child.page()), "she is found at the old address too: {}", found.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q018_a_code_that_is_none_is_refused_and_not_knowing_is_allowed(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let person = format!("{}/records/{}", child.page(), child.records[0]);
    for (field, code) in [("ethnicity", "ZZZZ"), ("sex", "X"), ("gender_identity", "QQ")] {
        let form = correcting(&mut browser, &person).await.set(field, code).set("because", "asked the mother");
        let page = browser.send(&form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {code}");
        assert!(page.text().contains("There is a problem"), "{}", page.text());
    }
    let none = stage.instance.store.load(child.file, None).await.expect("the file");
    assert!(none.versions.iter().all(|version| version.version == 1), "nothing was saved");
    for (code, words) in
        [("NOBT", "Not yet obtained"), ("REFU", "Refused to say"), ("MWBC", "White and Black Caribbean")]
    {
        let form = correcting(&mut browser, &person).await.set("ethnicity", code).set("because", "asked the mother");
        let page = browser.send_and_follow(&form).await.text();
        assert!(page.contains(words), "{page}");
    }
    let disability = adding(&mut browser, &child, "disability").await;
    let unknown = disability.clone().set("disability", "WINGS");
    assert_eq!(browser.send(&unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let known = browser.send_and_follow(&disability.set("disability", "HEAR")).await;
    assert!(known.text().contains("Hearing"), "{}", known.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q019_a_referral_holds_date_source_outcome_worker_and_the_time_of_the_decision(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, mia()).await else { return };
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let form = adding(&mut browser, &child, "social_care_episode").await;
    let form = form
        .date("received_on", "19", "2", "2026")
        .set("source", "2A")
        .set("outcomes", "SINGLE_ASSESSMENT_FLAG")
        .date("decided_at", "20", "2", "2026")
        .set("decided_at-time", "11:45")
        .set("decided_by", &gareth.worker.to_string())
        .set("team", &stage.team("locality_north").to_string())
        .set("worker", &priya.worker.to_string());
    let page = browser.send_and_follow(&form).await.text();
    for said in [
        "Referral date 19 February 2026",
        "Source School ",
        "Outcomes Assessment",
        "20 February 2026, 11:45",
        "Locality team North",
        &format!("Worker about a worker {}", priya.name),
        &format!("Decided by about a worker {}", gareth.name),
    ] {
        assert!(page.contains(said), "{said} is not told: {page}");
    }
    let timeline = browser.see(&format!("{}/timeline", child.page())).await.text();
    assert!(timeline.contains("19 February 2026") && timeline.contains("20 February 2026"), "{timeline}");
    let nobody = adding(&mut browser, &child, "social_care_episode").await.date("received_on", "21", "2", "2026");
    let nobody = nobody.set("worker", "somebody");
    assert_eq!(browser.send(&nobody).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a worker is chosen, not typed");
}
