//! Acceptance: each test is named after the promise of the notices that it proves, and goes the way a user goes.

use axum::http::{Method, StatusCode};
use hearth_access::Role;
use hearth_record::ids::WorkerId;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{
    Actor, EntryQuery, Outcome, Revision,
    destroy::{Approval, Disposition},
    verify::Verify,
};
use hearth_web::ROUTES;
use rstest::rstest;

use crate::{
    browser::Browser,
    markup::{Form, between},
};

/// A child of Sefton whom a social worker holds.
async fn scene(engine: Engine, paper: Paper) -> Option<(Stage, Person, Filed, Browser)> {
    let stage = Stage::open(engine).await?;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = paper.held_by(&priya).file(&stage).await;
    let browser = Browser::of(&stage, &priya).await;
    Some((stage, priya, child, browser))
}

fn mia() -> Paper {
    Paper::child("Mia", "Thornley", "2016-05-01")
}

async fn adding(browser: &mut Browser, child: &Filed, kind: &str) -> Form {
    let path = format!("{}/add/{kind}", child.page());
    browser.see(&path).await.form(&path)
}

async fn correcting(browser: &mut Browser, record: &str) -> Form {
    let path = format!("{record}/correct");
    browser.see(&path).await.form(&path)
}

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
    assert_eq!(records.text().matches("Home / primary address").count(), 2, "both stand in the file");
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
        "Source Schools",
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

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q060_a_documents_hash_is_checked_on_every_open_and_a_changed_byte_is_reported(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
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
        actor: Actor::Job("retention".to_owned()),
        purpose: "retention".to_owned(),
        at: stage.now(),
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q134_one_build_runs_as_either_council_from_its_settings(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut shown = Vec::new();
    for (council, name, other) in [("sefton", "Sefton Council", "Knowsley"), ("knowsley", "Knowsley Council", "Sefton")]
    {
        let team = stage.team_of(council, "mash");
        let worker = stage.person_at(council, Role::ContactOfficer, vec![team]).await;
        let child = Paper::child("Nell", "Prescott", "2017-06-01").at(council).held_by(&worker).file(&stage).await;
        let mut browser = Browser::of(&stage, &worker).await;
        let home = browser.see("/").await;
        assert!(home.body.contains(name) && !home.body.contains(other), "{council}");
        let pack = stage.instance.pack(&worker.authority).expect("a pack");
        let team = &pack.team(team).expect("a team").name;
        assert!(home.text().contains(team) || home.body.contains(team), "the team is called {team} there");
        assert!(browser.see(&child.page()).await.text().contains("Nell Prescott"));
        assert!(browser.post("/find", &[("q", "Nell Prescott")]).await.text().contains("1 person"));
        shown.push((browser, child));
    }
    let (first, second) = (shown[0].1.page(), shown[1].1.page());
    assert_eq!(
        shown[0].0.get(&second).await.status,
        StatusCode::NOT_FOUND,
        "one council’s file is not there for the other"
    );
    assert_eq!(shown[1].0.get(&first).await.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q140_the_access_log_has_a_purpose_for_every_read_of_a_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let priya = stage.person(Role::SocialWorker, None).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let bev = stage.person(Role::Iro, None).await;
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let anita = stage.person(Role::HeadOfService, None).await;
    let jed = stage.person(Role::PersonalAdviser, None).await;
    let child = mia()
        .held_by(&priya)
        .held_by_team(north)
        .involving(Some(bev.worker), None, "IRO", None)
        .with("contact", &[("received_at", "2026-03-01 10:00"), ("source", "2A")])
        .file(&stage)
        .await;
    for person in [&priya, &gareth, &bev, &holly] {
        Browser::of(&stage, person).await.see(&child.page()).await;
    }
    let mut overseer = Browser::of(&stage, &anita).await;
    let asked = overseer.get(&child.page()).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let form = asked.form(&format!("{}/purpose", child.page())).set("purpose", "oversight");
    overseer.send_and_follow(&form).await;
    for (person, query) in [(&jed, ""), (&jed, "?purpose=oversight"), (&jed, "?purpose=curiosity")] {
        let page = Browser::of(&stage, person).await.get(&format!("{}{query}", child.page())).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "without a purpose of theirs nobody reads: {query}");
    }
    let mut glass = Browser::of(&stage, &jed).await;
    glass.get(&child.page()).await;
    glass.post(&format!("{}/break-glass", child.page()), &[("reason", "she stands at the door and is crying")]).await;
    glass.see(&child.page()).await;
    let entries = stage.audit(&EntryQuery::File(child.file)).await;
    let reads: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.action == "file.open" && entry.outcome == Outcome::Done)
        .map(|entry| entry.purpose.as_str())
        .collect();
    assert_eq!(reads, ["direct_work", "team_work", "review", "front_door", "oversight", "broken_glass"]);
    let log = Browser::of(&stage, &priya).await.see(&format!("{}/access", child.page())).await.text();
    for words in [
        "working with this person",
        "covering for the team",
        "reviewing the plan",
        "deciding a contact",
        "overseeing the service",
        "break-glass, with a reason",
    ] {
        assert!(log.contains(words), "{words} is not told: {log}");
    }
    assert_eq!(log.matches("Refused: opened the file").count(), 5, "{log}");
    for person in [&priya, &gareth, &jed] {
        assert!(log.contains(&person.name), "{log}");
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

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q190_a_view_only_user_cannot_edit(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let viewer = stage.onlooker(Role::SocialWorker, Some("locality_north")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia was at school.")];
    let child = mia().with("case_note", &note).held_by(&viewer).file(&stage).await;
    let mut browser = Browser::of(&stage, &viewer).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let page = browser.see(&record).await;
    assert!(page.text().contains("Mia was at school."), "who may look looks");
    for end in ["", "/records", "/timeline", "/family", "/documents"] {
        let page = browser.see(&format!("{}{end}", child.page())).await;
        assert!(!page.body.contains("/add/") && !page.body.contains("/correct\""), "{end} offers no change");
        assert!(!page.body.contains("type=\"file\""), "{end}");
    }
    assert!(!page.body.contains("/correct\"") && !page.body.contains("/withdraw\""));
    let add = format!("{}/add/case_note", child.page());
    let (correct, withdraw) = (format!("{record}/correct"), format!("{record}/withdraw"));
    for form in [&add, &correct, &withdraw] {
        let page = browser.get(form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{form}: {}", page.text());
        assert!(page.text().contains("may look and may not record"), "{form}: {}", page.text());
    }
    let values =
        [("occurred_at", "2026-02-20 10:00"), ("body", "Changed."), ("from", "1"), ("because", "because I say so")];
    for form in [&add, &correct, &withdraw] {
        let page = browser.post(form, &values).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{form}: {}", page.text());
    }
    let upload = browser
        .upload(&format!("{}/documents", child.page()), &[("title", "x"), ("received_on", "2026-02-20")], b"%PDF-1.4")
        .await;
    assert_eq!(upload.status, StatusCode::FORBIDDEN);
    let start = browser.post("/children/new", &[("forename", "Ada"), ("surname", "Quarmby")]).await;
    assert_eq!(start.status, StatusCode::FORBIDDEN);
    let store = &stage.instance.store;
    assert_eq!(store.load(child.file, None).await.expect("the file").versions.len(), 3, "nothing was written");
    assert!(store.drafts_of(viewer.account).await.expect("drafts").is_empty(), "and nothing begun");
    let denied: Vec<String> = stage
        .audit(&EntryQuery::Account(viewer.account))
        .await
        .into_iter()
        .filter(|entry| entry.outcome == Outcome::Denied)
        .map(|entry| entry.action)
        .collect();
    assert_eq!(denied.iter().filter(|action| *action == "record").count(), 3, "{denied:?}");
    assert_eq!(denied.iter().filter(|action| *action == "correct").count(), 4, "{denied:?}");
    assert!(denied.contains(&"start_file".to_owned()), "{denied:?}");
}
