//! Finding people: what is found, by whom, and what the audit keeps of it.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::EntryQuery;
use rstest::rstest;

use crate::browser::Browser;

fn kayla() -> Paper {
    Paper::child("Kayla", "Okell", "2019-03-04")
        .with("address", &[("address_type", "HOME"), ("street", "Quay Road"), ("postcode", "L20 3NJ")])
        .with("contact_detail", &[("contact_kind", "MOBILE"), ("phone", "07700 900456")])
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_child_is_found_by_a_slip_a_swap_a_sound_a_postcode_or_a_number(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = kayla().file(&stage).await;
    for n in 0..20 {
        Paper::child(
            ["Theo", "Ruby", "Marcus", "Isla"][n % 4],
            ["Dade", "Quill", "Moss", "Prosser"][n / 5],
            "2014-05-06",
        )
        .file(&stage)
        .await;
    }
    let mut browser = Browser::of(&stage, &priya).await;
    browser.see("/find").await;
    for asked in [
        "Kayla Okell",
        "okell kayla",
        "Kalya Okell",
        "Okel",
        "Kayla 04/03/2019",
        "Kayla 03/04/2019",
        "L20 3NJ",
        "07700 900456",
    ] {
        let page = browser.post("/find", &[("q", asked)]).await;
        assert!(page.body.contains(&child.page()), "{asked}: {}", page.text());
    }
    for asked in ["Zebedee", "31/12/1999", "M1 1AA"] {
        let page = browser.post("/find", &[("q", asked)]).await;
        assert!(page.text().contains("Nobody was found"), "{asked}: {}", page.text());
    }
    let empty = browser.post("/find", &[("q", "  ")]).await;
    assert!(empty.text().contains("Type a name"), "{}", empty.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_in_the_audit_with_its_words_sealed_and_who_was_shown(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = kayla().file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    browser.post("/find", &[("q", "Kayla Okell")]).await;
    let entries = stage.audit(&EntryQuery::Account(priya.account)).await;
    let search = entries.iter().find(|entry| entry.action == "person.search").expect("the search is in the audit");
    assert_eq!(search.count, 1);
    let detail = stage.detail(search.id).await.expect("its words");
    assert!(detail.contains("Kayla Okell") && detail.contains(&child.file.to_string()), "{detail}");
    for (place, bytes) in stage.everything_written().await {
        assert!(!String::from_utf8_lossy(&bytes).contains("Okell"), "{place} holds what was searched for in clear");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn only_roles_that_find_people_search_and_only_in_their_council(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let child = kayla().file(&stage).await;
    for role in Role::ALL {
        let finds = role.is_in(hearth_access::role::Group::Finder);
        let person = stage.person(*role, None).await;
        let page = Browser::of(&stage, &person).await.post("/find", &[("q", "Kayla Okell")]).await;
        assert_eq!(page.status, if finds { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{role}");
        assert_eq!(page.body.contains(&child.page()), finds, "{role}");
    }
    let elsewhere = stage.person_at("knowsley", Role::SocialWorker, vec![]).await;
    let page = Browser::of(&stage, &elsewhere).await.post("/find", &[("q", "Kayla Okell")]).await;
    assert!(page.text().contains("Nobody was found"), "{}", page.text());
}
