//! Going through ids: a record of one child by the address of another, a batch or a hold by its number.

use axum::http::{Method, StatusCode};
use hearth_access::Role;
use hearth_casework::holds::NewHold;
use hearth_stage::{Engine, Paper, Person, Stage};
use hearth_store::{EntryQuery, Outcome};
use hearth_web::ROUTES;
use rstest::rstest;

use crate::{
    browser::Browser,
    promises::disposal::{closed_long_ago, destroy},
};

/// What stands in the other child's file and nowhere else.
const CANARY: &str = "Zwartkopspruit";

/// A child with a record of each matter that has pages of its own.
fn other_child(worker: &Person) -> Paper {
    let told = format!("{CANARY} told us.");
    Paper::child("Nell", CANARY, "2016-05-01")
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", &told)])
        .with("contact", &[("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", &told)])
        .with("mash_enquiry", &[("agency", "HEALTH"), ("asked_at", "2026-02-27 11:00"), ("question", &told)])
        .with("address", &[("address_type", "HOME"), ("street", CANARY), ("protected", "yes")])
        .with(
            "broken_glass",
            &[
                ("worker", "01900000000070008000000000000001"),
                ("reason", &told),
                ("at", "2026-03-01 02:00"),
                ("until", "2026-03-01 06:00"),
            ],
        )
        .with(
            "consent",
            &[
                ("asked_on", "2026-02-20"),
                ("recipient", "schools"),
                ("recipient_name", CANARY),
                ("purpose", "SAFEGUARD"),
                ("categories", "PERSONAL"),
                ("answer", "GIVEN"),
                ("giver", "CHILD"),
                ("informed", "yes"),
                ("explicit", "yes"),
                ("evidence", &told),
                ("relied_on", "yes"),
            ],
        )
        .with("relationship", &[("relationship_type", "MOTHER"), ("other_name", CANARY)])
        .held_by(worker)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_another_child_is_not_reached_by_the_address_of_ones_own(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person(Role::MashManager, Some("mash")).await;
    let hers = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let own = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&manager).file(&stage).await;
    let other = other_child(&hers).file(&stage).await;
    let mut browser = Browser::of(&stage, &manager).await;
    browser.see(&own.page()).await;
    let written = async || stage.instance.store.load(other.file, None).await.expect("the file").versions.len();
    let before = written().await;
    let mut asked = 0;
    for route in ROUTES.iter().filter(|route| route.path.contains("{id}") && route.path.contains("{record}")) {
        for record in &other.records {
            let path = route.path.replace("{id}", &own.file.to_string()).replace("{record}", &record.to_string());
            let path = path.replace("{other}", &record.to_string()).replace("{act}", "told");
            for method in [Method::GET, Method::POST] {
                let page = match method {
                    Method::GET => browser.get(&path).await,
                    _ => browser.post(&path, &[("reason", "visit this afternoon"), ("because", "it is theirs")]).await,
                };
                assert!(page.status.is_client_error(), "{method} {}: {} {}", route.path, page.status, page.text());
                assert!(!page.body.contains(CANARY), "{method} {} shows it: {}", route.path, page.text());
                asked += 1;
            }
        }
    }
    assert!(asked > 300, "only {asked} were asked");
    assert_eq!(written().await, before, "nothing was written into it");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_desk_works_on_is_refused_by_its_id_to_whoever_has_no_such_desk(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.desk(&stage.person(Role::RecordsManager, None).await);
    let hold = NewHold {
        name: CANARY.to_owned(),
        authority: CANARY.to_owned(),
        reason: CANARY.to_owned(),
        scope: "SEXUAL_ABUSE".to_owned(),
        served: (None, None),
        review_on: Some(jiff::civil::date(2027, 1, 1)),
    };
    let hold = hearth_casework::holds::open(&manager, hold).await.expect("opened");
    let gone = closed_long_ago("Gone").file(&stage).await;
    destroy(&stage, &gone).await;
    closed_long_ago(CANARY).file(&stage).await;
    let batch = hearth_casework::disposal::propose(&manager).await.expect("proposed").batch.expect("a batch");
    let (_, items) = hearth_casework::disposal::one(&manager, batch).await.expect("a batch");
    let desks: Vec<&str> = ROUTES
        .iter()
        .filter(|route| !route.public && route.path.contains('{') && !route.path.contains("{id}"))
        .map(|route| route.path)
        .collect();
    assert!(desks.len() >= 8, "{desks:?}");
    for role in [Role::SocialWorker, Role::PartnerPolice] {
        let stranger = stage.person(role, None).await;
        let mut browser = Browser::of(&stage, &stranger).await;
        for desk in &desks {
            let path = desk
                .replace("{hold}", &hold.to_string())
                .replace("{batch}", &batch.to_string())
                .replace("{item}", &items[0].id.to_string())
                .replace("{file}", &gone.file.to_string())
                .replace("{code}", if desk.contains("agreements") { "swaca_contract" } else { "cin" })
                .replace("{year}", "2026")
                .replace("{record}", &items[0].id.to_string());
            assert!(!path.contains('{'), "{desk} names what this test does not know: say which id it takes");
            let query = EntryQuery::Account(stranger.account);
            let before = stage.audit(&query).await.len();
            let mut refused = 0;
            for method in [Method::GET, Method::POST] {
                let page = match method {
                    Method::GET => browser.get(&path).await,
                    _ => browser.post(&path, &[("act", "stop"), ("because", "I say so")]).await,
                };
                let turned_away = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
                assert!(turned_away.contains(&page.status), "{role} {method} {desk}: {} {}", page.status, page.text());
                assert!(!page.body.contains(CANARY), "{role} {method} {desk} shows it");
                refused += usize::from(page.status == StatusCode::FORBIDDEN);
            }
            let denied = stage.audit(&query).await.split_off(before);
            let denied = denied.iter().filter(|entry| entry.outcome == Outcome::Denied).count();
            assert!(refused > 0 && denied >= refused, "{role} {desk}: {refused} refusals, {denied} in the audit");
        }
    }
}
