//! Handing over what the returns ask about adopters, on its pages.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use rstest::rstest;

use crate::browser::Browser;

/// What stands behind the wall alone, and what the codes are called where they are shown.
pub const KEPT: [&str; 6] =
    ["Zephyrine", "Quillfeather", "Samuel", "Larkrise", "A man and a woman", "Married, a man and a woman"];

pub async fn scene(stage: &Stage, priya: &Person, leah: &Person) -> (Filed, Filed) {
    let on = "2026-02-10";
    let alfie = Paper::numbered("Alfie", "Lewin", "2023-05-04", "SF4711")
        .with(
            "period_of_care",
            &[("started", "2024-01-08"), ("category_of_need", "N1"), ("ended", on), ("end_reason", "E12")],
        )
        .with("legal_status", &[("status", "E1"), ("started", "2024-01-08"), ("ended", on)])
        .with("placement", &[("placement_type", "A6"), ("provider", "PR1"), ("started", "2024-01-08"), ("ended", on)])
        .with(
            "permanence_case",
            &[
                ("decided", "2024-06-03"),
                ("matched", "2024-09-02"),
                ("placed", "2024-10-01"),
                ("adopted_by_carer", "no"),
                ("order_made", on),
                ("order_type", "ADOPTION"),
            ],
        );
    let samuel = Paper::child("Samuel", "Quillfeather", "2023-05-04")
        .of_type(FileType::Adoption)
        .with("adoptive_household", &[("number", "2"), ("sex", "MF"), ("legal_status", "L11")])
        .with("relationship", &[("other_name", "Zephyrine Quillfeather"), ("relationship_type", "ADOPTIVE_PARENT")])
        .with("address", &[("address_type", "HOME"), ("street", "Larkrise Way"), ("postcode", "WA10 4ZZ")]);
    (alfie.held_by(priya).file(stage).await, samuel.held_by(leah).file(stage).await)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_adoption_worker_works_through_the_list_and_the_return_has_the_codes(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let (child, _) = scene(&stage, &priya, &leah).await;
    let form = format!("/adoptions/{}", child.file);

    let mut analyst = Browser::of(&stage, &piotr).await;
    let waits = analyst.see("/returns/ssda903").await.text();
    assert!(waits.contains("Rule 601") && waits.contains("ask the adoption service to hand over"), "{waits}");

    let mut browser = Browser::of(&stage, &leah).await;
    assert!(browser.see("/").await.body.contains("href=\"/adoptions\""), "one press from the first screen");
    let list = browser.see("/adoptions").await;
    assert!(list.text().contains("Still to hand over") && list.text().contains("Alfie Lewin"), "{}", list.text());
    assert!(list.body.contains(&form) && list.text().contains("10 February 2026"), "{}", list.text());
    let page = browser.see(&form).await.text();
    assert!(page.contains("Adopters of Alfie Lewin") && page.contains("2025 to 2026"), "{page}");
    assert!(!page.contains("optional") && !page.contains("Why are you correcting"), "{page}");

    let wrong = browser.post(&form, &[("number", "2"), ("sex", "F1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Legal status of the adopters is needed"), "{}", wrong.text());
    let handed = browser.post(&form, &[("number", "2"), ("sex", "MF"), ("legal_status", "L11")]).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text());
    let list = browser.see("/adoptions").await.text();
    assert!(list.contains("Nothing waits") && list.contains("Handed over"), "{list}");
    assert!(browser.see(&form).await.text().contains("Why are you correcting"), "a correction says why");

    let whole = analyst.see("/returns/ssda903").await.text();
    assert!(!whole.contains("Rule 601") && !whole.contains("adoption service"), "{whole}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_this_side_says_who_adopts_or_leads_to_the_adoption_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let (child, walled) = scene(&stage, &priya, &leah).await;
    let form = format!("/adoptions/{}", child.file);
    let codes = [("number", "2"), ("sex", "MF"), ("legal_status", "L11")];
    let handed = Browser::of(&stage, &leah).await.post(&form, &codes).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text());
    let stored = stage.instance.store.load(child.file, None).await.expect("the file");
    let record =
        stored.versions.iter().find(|version| version.kind == "adopters_in_codes").expect("handed over").record;

    let mut worker = Browser::of(&stage, &priya).await;
    let mut pages = Vec::new();
    for end in ["", "/timeline", "/records", "/family", "/household", "/access", "/documents", "/add"] {
        pages.push((end, worker.see(&format!("{}{end}", child.page())).await));
    }
    let record_page = format!("{}/records/{record}", child.page());
    for path in [record_page.clone(), format!("{record_page}/correct"), format!("{record_page}/withdraw")] {
        assert_eq!(worker.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(worker.get(&format!("{}/add/adopters_in_codes", child.page())).await.status, StatusCode::NOT_FOUND);
    pages.push(("found words", worker.post(&format!("{}/search", child.page()), &[("q", "married")]).await));
    pages.push(("first screen", worker.see("/").await));
    let mut analyst = Browser::of(&stage, &piotr).await;
    pages.push(("returns", analyst.see("/returns").await));
    pages.push(("to put right", analyst.see("/returns/ssda903").await));
    let year = [("return", "ssda903"), ("year", "2026")];
    pages.push(("made", analyst.post("/returns", &year).await));
    pages.push(("findings", analyst.post("/returns/findings", &[year[0], year[1], ("as", "csv")]).await));
    let mut overseeing = Browser::of(&stage, &head).await;
    pages.push(("to put right, with names", overseeing.see("/returns/ssda903").await));
    let ids = [walled.file.to_string(), walled.person.to_string()];
    for (what, page) in &pages {
        for kept in KEPT.iter().copied().chain(ids.iter().map(String::as_str)) {
            assert!(!page.body.contains(kept), "{what} holds {kept}");
        }
    }
    let log = pages.iter().find(|(end, _)| *end == "/access").expect("the log").1.text();
    assert!(log.contains("Handed over what the returns ask about adopters"), "{log}");

    for browser in [&mut worker, &mut analyst, &mut overseeing] {
        assert_eq!(browser.get("/adoptions").await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get(&form).await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post(&form, &codes).await.status, StatusCode::FORBIDDEN);
        assert!(!browser.see("/").await.body.contains("href=\"/adoptions\""));
    }
}
