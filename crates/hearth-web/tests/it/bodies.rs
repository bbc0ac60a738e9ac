//! What is sent in: how much of it is taken, and in which form.

use axum::http::{Method, StatusCode};
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};

use crate::browser::Browser;

const MIB: usize = 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_at_most_two_megabytes_and_a_document_at_most_25() {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    let priya = stage.person(Role::SocialWorker, None).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    let form = "application/x-www-form-urlencoded";
    let long = [b"login=x&password=".as_slice(), &vec![b'a'; 3 * MIB]].concat();
    let stranger = Browser::new(&stage).request(Method::POST, "/sign-in", Some((form, long.clone()))).await;
    assert_eq!(stranger.status, StatusCode::PAYLOAD_TOO_LARGE, "nobody in particular cannot make us read for long");
    let mut browser = Browser::of(&stage, &priya).await;
    let add = format!("{}/add/case_note", child.page());
    assert_eq!(browser.request(Method::POST, &add, Some((form, long))).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let documents = format!("{}/documents", child.page());
    browser.see(&documents).await;
    let pairs = [("title", "A film"), ("received_on", "2026-02-20")];
    let scan = [b"%PDF-1.4 ".as_slice(), &vec![7; 24 * MIB]].concat();
    assert_eq!(browser.upload(&documents, &pairs, &scan).await.status, StatusCode::SEE_OTHER);
    let film = [b"%PDF-1.4 ".as_slice(), &vec![7; 25 * MIB]].concat();
    let page = browser.upload(&documents, &pairs, &film).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("25 MB"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_taken_by_what_it_is_and_not_by_its_name() {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    let priya = stage.person(Role::SocialWorker, None).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let documents = format!("{}/documents", child.page());
    browser.see(&documents).await;
    let pairs = [("title", "A letter"), ("received_on", "2026-02-20")];
    let refused: [&[u8]; 6] = [
        b"<script>alert(1)</script>",
        b"",
        b"MZ\x90\x00\x03 a program",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>\x00",
        b"PK\x03\x04 any archive",
        b"\x7fELF\x02",
    ];
    for bytes in refused {
        let page = browser.upload(&documents, &pairs, bytes).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}: {}", bytes.get(..4), page.text());
    }
    let page = browser.upload(&documents, &pairs, b"Dear Ms Nair,\nshe was well.").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "text is text");
    let listed = browser.see(&documents).await;
    let record =
        crate::markup::between(&listed.body, &format!("href=\"{documents}/"), "\"").expect("a link").to_owned();
    let opened = browser.see(&format!("{documents}/{record}")).await;
    let header = |name: &str| opened.headers.get(name).expect("a header").to_str().expect("letters").to_owned();
    assert!(header("content-type").starts_with("text/plain"), "{}", header("content-type"));
    assert!(header("content-disposition").starts_with("attachment"));
    assert_eq!(header("x-content-type-options"), "nosniff");
}
