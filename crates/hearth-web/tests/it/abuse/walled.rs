//! Tying who a child was before an adoption to who they are now: by a list, a count, a desk, an id, a certificate or what goes outside.

use axum::http::{Method, StatusCode};
use hearth_access::Role;
use hearth_casework::holds::NewHold;
use hearth_record::{FileType, ids::FileId, ids::WorkerId};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{
    Actor, EntryQuery, Outcome,
    destroy::{Approval, Disposition, Stub},
};
use hearth_web::ROUTES;
use rstest::rstest;

use super::lists;
use crate::{
    adoptions::KEPT,
    browser::{Browser, Page},
    markup::between,
    promises::{
        disposal::closed_long_ago,
        sharing::{answered, sent},
    },
};

/// Everybody else who sees lists, counts or registers.
const OTHERS: [Role; 10] = [
    Role::SocialWorker,
    Role::MashManager,
    Role::HeadOfService,
    Role::DataAnalyst,
    Role::AccessOfficer,
    Role::Dpo,
    Role::RecordsManager,
    Role::RecordsApprover,
    Role::AssetOwner,
    Role::Lawyer,
];

/// What somebody would type who looks for the adopted child.
const TYPED: &[(&str, &[(&str, &str)])] = &[
    ("/find", &[("q", "Samuel Quillfeather")]),
    ("/find", &[("q", "WA10 4ZZ")]),
    ("/search", &[("q", "Zephyrine")]),
    (
        "/retention/ask",
        &[
            ("given", "Samuel"),
            ("family", "Quillfeather"),
            ("born-day", "4"),
            ("born-month", "5"),
            ("born-year", "1919"),
        ],
    ),
    ("/retention/schedule", &[("act", "count")]),
    (
        "/retention/schedule/try",
        &[("act", "try"), ("K07", "150"), ("from-day", "2"), ("from-month", "3"), ("from-year", "2026")],
    ),
    ("/returns", &[("return", "ssda903"), ("year", "2026")]),
    ("/returns", &[("return", "cin"), ("year", "2026")]),
];

/// The file behind the wall: of an adoption so long ago that its day has come, with all that would put it into a list or a count.
fn samuel(priya: &Person) -> Paper {
    Paper::child("Samuel", "Quillfeather", "1919-05-04")
        .of_type(FileType::Adoption)
        .with("relationship", &[("other_name", "Zephyrine Quillfeather"), ("relationship_type", "ADOPTIVE_PARENT")])
        .with("address", &[("address_type", "HOME"), ("street", "Larkrise Way"), ("postcode", "WA10 4ZZ")])
        .with(
            "period_of_care",
            &[("started", "1920-01-08"), ("category_of_need", "N1"), ("ended", "1921-02-10"), ("end_reason", "E12")],
        )
        .with("permanence_case", &[("order_made", "1921-02-10"), ("order_type", "ADOPTION")])
        .held_by(priya)
}

/// Forms carry numbers of chance, so two drawings of one page are the same in their words and not in their letters.
fn words(page: &Page) -> String {
    // When somebody was here last is their own.
    crate::markup::text(&page.body).replace("You were here today at 09:00. ", "")
}

async fn a_hold(stage: &Stage) -> String {
    let manager = stage.person(Role::RecordsManager, None).await;
    let hold = NewHold {
        name: "Inquiry".to_owned(),
        authority: "The inquiry".to_owned(),
        reason: "It asked for it.".to_owned(),
        scope: "LOOKED_AFTER".to_owned(),
        served: (None, None),
        review_on: Some(jiff::civil::date(2027, 1, 1)),
    };
    hearth_casework::holds::open(&stage.desk(&manager), hold).await.expect("opened").to_string()
}

/// Every list, desk and count as somebody sees it, each with its address.
async fn all_that_is_seen(browser: &mut Browser, more: &[String]) -> Vec<(String, Page)> {
    let mut seen = Vec::new();
    for path in lists().map(str::to_owned).chain(more.iter().cloned()) {
        let page = browser.get(&path).await;
        seen.push((path, page));
    }
    for (path, typed) in TYPED {
        seen.push(((*path).to_owned(), browser.post(path, typed).await));
    }
    seen
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_list_desk_or_count_changes_for_anybody_else_when_a_file_is_begun_behind_the_wall(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    closed_long_ago("Alfie").held_by(&priya).file(&stage).await;
    let hold = format!("/retention/holds/{}", a_hold(&stage).await);
    let mut seen = Vec::new();
    for role in OTHERS {
        let person = if role == Role::SocialWorker { priya.clone() } else { stage.person(role, None).await };
        let mut browser = Browser::of(&stage, &person).await;
        all_that_is_seen(&mut browser, std::slice::from_ref(&hold)).await;
        let before = all_that_is_seen(&mut browser, std::slice::from_ref(&hold)).await;
        seen.push((role, browser, before));
    }
    let asks = [("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", "Zephyrine asks.")];
    let walled = samuel(&priya).with("contact", &asks).file(&stage).await;
    samuel(&priya).file(&stage).await;
    let ids = [walled.file.to_string(), walled.person.to_string()];
    for (role, mut browser, before) in seen {
        let after = all_that_is_seen(&mut browser, std::slice::from_ref(&hold)).await;
        assert!(after.iter().any(|(_, page)| page.body.contains("Alfie")) || !sees_names(role), "{role} sees no list");
        for ((path, old), (_, new)) in before.iter().zip(&after) {
            assert_eq!(old.status, new.status, "{role} {path}");
            // What somebody typed comes back in the box that they typed it in.
            let typed = TYPED.iter().any(|(of, _)| of == path);
            for kept in KEPT.iter().copied().filter(|_| !typed).chain(ids.iter().map(String::as_str)) {
                assert!(!new.body.contains(kept), "{role} {path} holds {kept}");
            }
            assert!(words(old) == words(new), "{role} sees another {path}:\n{}\n{}", old.main(), new.main());
        }
    }
}

const fn sees_names(role: Role) -> bool {
    matches!(role, Role::SocialWorker | Role::RecordsManager)
}

/// Destroys a file that somebody may ask after, past every use case.
async fn destroyed(stage: &Stage, filed: &Filed, asked: &str) {
    let store = &stage.instance.store;
    let revision = store.files(&[filed.file]).await.expect("a row")[0].revision;
    let approval = |n| Approval { worker: WorkerId::from_bytes([n; 16]), at: stage.now() };
    let disposition = Disposition {
        id: uuid::Uuid::from_bytes(filed.file.as_bytes()),
        first: approval(1),
        second: approval(2),
        rule: "k07/1".to_owned(),
        because: vec!["adoption.order_made 1921-02-10".to_owned()],
        batch: None,
        elsewhere: Vec::new(),
        stub: Some(Stub { people: vec![asked.to_owned()], kept_until: jiff::civil::date(2090, 1, 1) }),
        actor: Actor::Job("stage".to_owned()),
        purpose: "retention".to_owned(),
        at: stage.now(),
    };
    store.destroy(filed.file, revision, &disposition, &[]).await.expect("destroyed");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_asked_by_the_id_of_a_walled_file_is_answered_as_for_none(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let walled = samuel(&priya).file(&stage).await;
    let gone = samuel(&priya).file(&stage).await;
    destroyed(&stage, &gone, "samuel quillfeather 1919-05-04").await;
    let none: FileId = "01a40000000070008000000000000001".parse().expect("an id");
    for role in OTHERS {
        let person = if role == Role::SocialWorker { priya.clone() } else { stage.person(role, None).await };
        let mut browser = Browser::of(&stage, &person).await;
        for hidden in [&walled, &gone] {
            let record = hidden.records[2].to_string();
            for route in ROUTES.iter().filter(|route| route.path.contains("{id}") || route.path.contains("{file}")) {
                let of = |file: FileId| {
                    let path = route.path.replace("{id}", &file.to_string()).replace("{file}", &file.to_string());
                    let path =
                        path.replace("{record}", &record).replace("{other}", &record).replace("{kind}", "case_note");
                    path.replace("{form}", "add:case_note")
                        .replace("{field}", "people")
                        .replace("{act}", "told")
                        .replace("{seen}", "x")
                };
                for method in [Method::GET, Method::POST] {
                    let mut ask = async |path: &str| match method {
                        Method::GET => browser.get(path).await,
                        _ => browser.post(path, &[("reason", "the police ask whether he may go home")]).await,
                    };
                    let (there, absent) = (ask(&of(hidden.file)).await, ask(&of(none)).await);
                    let clean =
                        |page: &Page, file: FileId| page.body.replace(&browser.csrf, "").replace(&file.to_string(), "");
                    assert_eq!(there.status, absent.status, "{role} {method} {}", route.path);
                    assert!(
                        clean(&there, hidden.file) == clean(&absent, none),
                        "{role} {method} {}:\n{}\n{}",
                        route.path,
                        there.text(),
                        absent.text()
                    );
                }
            }
        }
        let ask: &[(&str, &str)] = TYPED[3].1;
        let answer = browser.post("/retention/ask", ask).await;
        let other: Vec<(&str, &str)> =
            ask.iter().map(|(name, value)| (*name, if *name == "given" { "Nobody" } else { *value })).collect();
        let nobody = browser.post("/retention/ask", &other).await;
        assert_eq!(answer.main().replace("Samuel", ""), nobody.main().replace("Nobody", ""), "{role} asks after him");
    }
    let tried = stage.audit(&EntryQuery::File(walled.file)).await;
    let denied = tried.iter().filter(|entry| entry.outcome == Outcome::Denied).count();
    assert!(denied > 100, "every try is in the audit: {denied}");
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let known = Browser::of(&stage, &leah).await.post("/retention/ask", TYPED[3].1).await;
    assert!(known.main().contains("destroyed"), "the adoption service answers him: {}", known.main());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_the_adoption_service_names_nobody_to_whoever_approves_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    closed_long_ago("Alfie").held_by(&priya).file(&stage).await;
    let walled = samuel(&leah).file(&stage).await;
    let mut behind = Browser::of(&stage, &leah).await;
    let desk = behind.see("/retention").await.text();
    assert!(
        desk.contains("Samuel Quillfeather") && !desk.contains("Alfie"),
        "the batches of each side are its own: {desk}"
    );
    let proposed = behind.post("/retention", &[]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
    let batch = proposed.location();
    let page = behind.see(&batch).await.body;
    let item = between(&page, &format!("href=\"{batch}/files/"), "\"").expect("a file of the batch").to_owned();
    let ids = [walled.file.to_string(), walled.person.to_string()];
    for role in OTHERS {
        let person = if role == Role::SocialWorker { priya.clone() } else { stage.person(role, None).await };
        let mut browser = Browser::of(&stage, &person).await;
        for path in
            ["/", "/retention", &batch, &format!("{batch}/files/{item}"), "/retention/holds", "/retention/schedule"]
        {
            let page = browser.get(path).await;
            assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{role} {path}");
            for kept in KEPT.iter().copied().chain(ids.iter().map(String::as_str)) {
                assert!(!page.body.contains(kept), "{role} {path} holds {kept}: {}", page.text());
            }
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_an_adoptive_family_leaves_only_when_a_second_person_agrees(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let child = Paper::child("Samuel", "Quillfeather", "2019-05-04")
        .of_type(FileType::Adoption)
        .with(
            "address",
            &[("address_type", "HOME"), ("house", "4"), ("street", "Larkrise Way"), ("postcode", "WA10 4ZZ")],
        )
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Seen at Larkrise Way, settled.")])
        .with("mash_enquiry", &[("agency", "POLICE"), ("asked_at", "2026-01-10 11:00")])
        .held_by(&leah)
        .file(&stage)
        .await;
    let mut browser = Browser::of(&stage, &leah).await;
    let form = answered(&mut browser, &child, "police", "safety").await;
    let street = format!("{}.street", child.records[1]);
    assert!(form.pairs.iter().all(|(_, value)| *value != street), "the address is not ticked");
    let refused = browser.send(&form.clone().and("items", &street)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let worded = browser.send(&form.clone().set("message", "They live in Larkrise Way.")).await;
    assert_eq!(worded.status, StatusCode::UNPROCESSABLE_ENTITY, "words give it away as well: {}", worded.text());
    let form = form.and("items", &street).set("release_because", "the court ordered it").set("channel", "POST");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    assert!(page.text().contains("Nothing goes until a second person has agreed"), "{}", page.text());
    let record = between(&page.body, &format!("{}/share/", child.page()), "/take-back\"").expect("a share").to_owned();
    for act in ["approve", "package", "link"] {
        let alone = browser.post(&format!("{}/share/{record}/{act}", child.page()), &[("because", "I say so")]).await;
        assert!(alone.status.is_client_error(), "{act}: {}", alone.text());
        assert!(!alone.headers.contains_key("content-disposition"), "{act} hands something over");
    }
}
