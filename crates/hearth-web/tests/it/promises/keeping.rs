//! That what is kept is kept safe, whole and as long as it must be.

use axum::http::{Method, StatusCode};
use hearth_access::Role;
use hearth_record::ids::WorkerId;
use hearth_stage::{Engine, Stage};
use hearth_store::{
    Actor, EntryQuery, Outcome, Revision,
    destroy::{Approval, Disposition},
    verify::Verify,
};
use hearth_web::ROUTES;
use rstest::rstest;

use super::{mia, scene};
use crate::{browser::Browser, markup::between};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q002_a_copied_database_shows_no_name_in_clear(#[case] engine: Engine) {
    let planted = [
        "Zebedee",
        "Marchbanks",
        "Gossamer",
        "WA9 4QX",
        "WA94QX",
        "marmalade",
        "thunderclap",
        "07700 900123",
        "7700900123",
        "pelican",
    ];
    let Some((stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = browser
        .see("/children/new")
        .await
        .form("/children/new")
        .set("forename", "Zebedee")
        .set("surname", "Marchbanks");
    let begun = browser.send(&form).await.location();
    let file = begun.trim_end_matches("/add/contact").to_owned();
    let post = async |browser: &mut Browser, end: &str, pairs: &[(&str, &str)]| {
        let page = browser.post(&format!("{file}{end}"), pairs).await;
        assert!(page.status.is_redirection() || page.status.is_success(), "{end}: {}", page.text());
    };
    browser.see(&file).await;
    post(
        &mut browser,
        "/add/address",
        &[("address_type", "HOME"), ("street", "Gossamer Lane"), ("postcode", "WA9 4QX")],
    )
    .await;
    post(&mut browser, "/add/contact_detail", &[("contact_kind", "MOBILE"), ("phone", "07700 900123")]).await;
    post(&mut browser, "/add/case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "He likes marmalade.")]).await;
    post(&mut browser, "/draft/add:visit", &[("summary", "A pelican came")]).await;
    let stored = browser
        .upload(
            &format!("{file}/documents"),
            &[("title", "Marchbanks"), ("received_on", "2026-02-20")],
            b"%PDF-1.4 thunderclap pelican",
        )
        .await;
    assert!(stored.status.is_redirection(), "{}", stored.text());
    browser.post("/find", &[("q", "Zebedee Marchbanks WA9 4QX")]).await;
    browser.get(&child.page()).await;
    let written = stage.everything_written().await;
    assert!(written.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > 10_000, "there is something to search");
    for (place, bytes) in &written {
        let folded = String::from_utf8_lossy(bytes).to_lowercase();
        // Letters with a zero between them, as some programs write them.
        let wide: String =
            bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect::<String>().to_lowercase();
        for word in planted {
            let word = word.to_lowercase();
            assert!(!folded.contains(&word) && !wide.contains(&word), "{place} holds {word} in clear");
        }
    }
    assert!(browser.see(&file).await.text().contains("Zebedee Marchbanks"), "with the keys it is read");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q002_a_request_without_a_session_gets_401(#[case] engine: Engine) {
    let Some((_stage, _, child, browser)) = scene(engine, mia()).await else { return };
    let mut stranger = browser.without_session();
    for path in ["/".to_owned(), "/find".to_owned(), child.page(), format!("{}/records", child.page())] {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(!page.body.contains("Thornley"));
        let forged = stranger.post(&path, &[("q", "Mia")]).await.status;
        assert!(forged == StatusCode::UNAUTHORIZED || forged == StatusCode::METHOD_NOT_ALLOWED, "{path}: {forged}");
    }
}

#[rstest]
#[case(Engine::Sqlite, "sefton")]
#[case(Engine::Postgres, "sefton")]
#[case(Engine::Sqlite, "knowsley")]
#[case(Engine::Postgres, "knowsley")]
#[tokio::test(flavor = "multi_thread")]
async fn q060_q188_a_documents_hash_is_checked_on_every_open_and_a_changed_byte_is_reported(
    #[case] engine: Engine,
    #[case] council: &str,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person_at(council, Role::SocialWorker, vec![stage.team_of(council, "locality_north")]).await;
    let child = mia().at(council).held_by(&worker).file(&stage).await;
    let mut browser = Browser::of(&stage, &worker).await;
    let documents = format!("{}/documents", child.page());
    browser.see(&documents).await;
    let letter: Vec<u8> = b"%PDF-1.4 ".iter().copied().chain((0..200_000_u32).map(|n| (n % 251) as u8)).collect();
    let stored =
        browser.upload(&documents, &[("title", "School letter"), ("received_on", "2026-02-20")], &letter).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
    let page = browser.see(&documents).await;
    let record = between(&page.body, &format!("href=\"{documents}/"), "\"").expect("a link").to_owned();
    let opened = browser.see(&format!("{documents}/{record}")).await;
    assert!(opened.bytes == letter, "what comes back is what was stored");
    let disposition = opened.headers.get("content-disposition").expect("a header").to_str().expect("letters");
    assert!(disposition.starts_with("attachment") && !disposition.contains("School"), "{disposition}");
    assert!(browser.see(&format!("{}/records/{record}", child.page())).await.text().contains("Fingerprint"));
    let blob = blob_files(&stage.folder().join("blobs")).pop().expect("a sealed document on disk");
    let sound = std::fs::read(&blob).expect("read");
    for place in [0, sound.len() / 2, sound.len() - 1] {
        let mut changed = sound.clone();
        changed[place] ^= 1;
        std::fs::write(&blob, &changed).expect("changed");
        let page = browser.get(&format!("{documents}/{record}")).await;
        assert!(page.status.is_server_error(), "byte {place}: {}", page.status);
        assert!(page.text().contains("is not what was stored"), "byte {place}: {}", page.text());
        assert!(!page.bytes.windows(40).any(|part| part == &letter[20..60]), "nothing of it is shown");
        let verify = Verify { bodies: true, documents: true, checkpoints: Vec::new() };
        let report = stage.instance.store.verify(&verify, |_| ()).await.expect("a report");
        assert!(!report.is_sound(), "the check of the whole finds byte {place} too");
    }
    std::fs::write(&blob, &sound).expect("put right");
    assert!(browser.see(&format!("{documents}/{record}")).await.bytes == letter);
    let log = browser.see(&format!("{}/access", child.page())).await.text();
    assert_eq!(log.matches("Failed: opened a document").count(), 3, "{log}");
    let reads = stage.audit(&EntryQuery::File(child.file)).await;
    let opens =
        |outcome| reads.iter().filter(|entry| entry.action == "document.open" && entry.outcome == outcome).count();
    assert_eq!((opens(Outcome::Done), opens(Outcome::Failed)), (2, 3), "each open and each fault is in the audit");
}

fn blob_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { blob_files(&path) } else { vec![path] }).collect()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q064_no_page_deletes_a_record_and_nothing_goes_without_an_approved_disposition(#[case] engine: Engine) {
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia was at school.")];
    let Some((stage, _, child, mut browser)) = scene(engine, mia().with("case_note", &note)).await else { return };
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    for route in ROUTES {
        let path =
            route.path.replace("{id}", &child.file.to_string()).replace("{record}", &child.records[1].to_string());
        let path =
            path.replace("{kind}", "case_note").replace("{form}", "add:case_note").replace("{*path}", "hearth.css");
        for method in [Method::DELETE, Method::PUT, Method::PATCH] {
            let page = browser.request(method.clone(), &path, None).await;
            assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
    }
    for route in ["/delete", "/destroy", "/records/delete"] {
        let page = browser.post(&format!("{}{route}", child.page()), &[]).await;
        assert!(
            matches!(page.status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED),
            "{route}: {}",
            page.status
        );
    }
    let file = stage.literal(&child.file.as_bytes());
    for sql in [
        format!("DELETE FROM version WHERE file = {file}"),
        format!("UPDATE version SET sealed = {} WHERE file = {file}", stage.literal(b"x")),
        format!("DELETE FROM file WHERE id = {file}"),
        "DELETE FROM audit_entry".to_owned(),
    ] {
        let refused = stage.as_administrator(&sql).await.expect_err(&sql);
        assert!(
            refused.contains("never") || refused.contains("only under an executed disposition"),
            "{sql}: {refused}"
        );
    }
    let store = &stage.instance.store;
    let revision = store.files(&[child.file]).await.expect("a row")[0].revision;
    let approver = WorkerId::from_bytes([9; 16]);
    let alone = disposition(&stage, approver, approver);
    assert!(store.destroy(child.file, revision, &alone, &[]).await.is_err(), "one person approves nothing alone");
    let two = disposition(&stage, approver, WorkerId::from_bytes([8; 16]));
    assert!(
        store.destroy(child.file, Revision(revision.0 + 7), &two, &[]).await.is_err(),
        "what was approved has changed since"
    );
    assert!(browser.see(&record).await.text().contains("Mia was at school."), "everything is still there");
}

fn disposition(stage: &Stage, first: WorkerId, second: WorkerId) -> Disposition {
    let approval = |worker| Approval { worker, at: stage.now() };
    Disposition {
        id: "01a40000-0000-7000-8000-000000000009".parse().expect("an id"),
        first: approval(first),
        second: approval(second),
        rule: "child_in_need/1".to_owned(),
        because: vec!["cin_plan.ended 2014-03-02".to_owned()],
        batch: None,
        elsewhere: Vec::new(),
        stub: None,
        actor: Actor::Job("retention".to_owned()),
        purpose: "retention".to_owned(),
        at: stage.now(),
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q146_a_document_is_special_category_unless_lowered_with_a_reason(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let documents = format!("{}/documents", child.page());
    let form = browser.see(&documents).await;
    let special = "special category";
    let plain = [("title", "A letter"), ("received_on", "2026-02-20")];
    let said_nothing = browser.upload(&documents, &plain, b"%PDF-1.4 one").await;
    assert_eq!(said_nothing.status, StatusCode::SEE_OTHER, "{}", said_nothing.text());
    assert!(browser.see(&documents).await.text().to_lowercase().contains(special));
    let lowered = [("title", "A leaflet"), ("received_on", "2026-02-20"), ("classification", "OFFICIAL")];
    let refused = browser.upload(&documents, &lowered, b"%PDF-1.4 two").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("say why it is classed lower"), "{}", refused.text());
    let reasoned: Vec<_> =
        lowered.into_iter().chain([("lowered_because", "a printed leaflet of the library")]).collect();
    let stored = browser.upload(&documents, &reasoned, b"%PDF-1.4 two").await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
    let page = browser.see(&documents).await;
    let records = format!("href=\"{}/records/", child.page());
    let ids: Vec<&str> = page.body.split(&records).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut said = Vec::new();
    for id in ids {
        said.push(browser.see(&format!("{}/records/{id}", child.page())).await.text());
    }
    assert!(
        said.iter().any(|text| text.contains("A leaflet") && text.contains("a printed leaflet of the library")),
        "{said:?}"
    );
    assert_eq!(form.status, StatusCode::OK);
}
