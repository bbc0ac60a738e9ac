//! What goes out: sealed for whom it is for, a document that people read, with the scans that were chosen and who answers for it.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::governance::keys::fingerprint;
use hearth_record::ids::RecordId;
use hearth_stage::{Engine, Filed, Stage};
use rstest::rstest;

use super::{
    correcting,
    sharing::{a_while, address, answered, sent, shares, thornley},
};
use crate::{
    browser::{Browser, Page},
    markup::between,
    paper::text_of,
};

/// The files of a folder.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut folder = zip::ZipArchive::new(Cursor::new(bytes)).expect("a folder");
    let mut files = BTreeMap::new();
    for at in 0..folder.len() {
        let mut file = folder.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        files.insert(file.name().to_owned(), bytes);
    }
    files
}

/// What a folder says to people, where there is a reader, and to systems.
pub fn said(bytes: &[u8]) -> String {
    let files = unpacked(bytes);
    let paper = text_of(&files["information.pdf"]).unwrap_or_default();
    format!("{paper} {}", String::from_utf8_lossy(&files["information.json"]))
}

/// A share of these answers on its way, with the address of its page.
async fn on_its_way(stage: &Stage, browser: &mut Browser, child: &Filed, form: crate::markup::Form) -> String {
    let looked_at = browser.send(&form).await;
    let page = sent(browser, child, &looked_at).await;
    a_while(stage, browser).await;
    let base = format!("{}/share/", child.page());
    format!("{base}{}", between(&page.body, &base, "/").expect("an act"))
}

async fn check(owner: &mut Browser, recipient: &str, key: &str, heard: &str) -> Page {
    owner.see("/settings/recipients/key").await;
    let checked = [
        ("recipient", recipient),
        ("key", key),
        ("fingerprint", heard),
        ("read_by", "Sgt Rowe, information manager"),
        ("rung", "0151 496 0999"),
        ("checked_on", "2026-03-02"),
    ];
    owner.post("/settings/recipients/key", &checked).await
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q176_a_package_opens_with_the_key_that_an_officer_checked_and_with_no_other(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let officer = stage.person(Role::AssetOwner, None).await;
    let child = thornley().held_by(&priya).file(&stage).await;
    let (mut browser, mut owner) = (Browser::of(&stage, &priya).await, Browser::of(&stage, &officer).await);
    let (theirs, anothers) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
    let (key, other) = (theirs.to_public().to_string(), anothers.to_public().to_string());

    let swapped = check(&mut owner, "police", &other, &fingerprint(&key)).await;
    assert_eq!(swapped.status, StatusCode::UNPROCESSABLE_ENTITY, "what came is not what they sent");
    assert!(swapped.text().contains("is not that of this key"), "{}", swapped.text());
    assert!(!swapped.body.contains(&fingerprint(&other)), "the officer is not shown what they are to hear");
    let secret = check(&mut owner, "police", "AGE-SECRET-KEY-1QQQQ", "00").await;
    assert!(secret.text().contains("nobody may ever send"), "{}", secret.text());
    let by_worker = browser.post("/settings/recipients/key", &[("recipient", "police"), ("key", &key)]).await;
    assert!(
        matches!(by_worker.status, StatusCode::FORBIDDEN | StatusCode::UNPROCESSABLE_ENTITY),
        "{}",
        by_worker.status
    );
    answered(&mut browser, &child, "police", "safety").await;
    let before = browser.see(&address(&child)).await.text();
    assert!(before.contains("How does it go to them?"), "{before}");
    assert!(!before.contains("Package encrypted to their key"), "not offered yet: {before}");
    let heard = fingerprint(&key).as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    let checked = check(&mut owner, "police", &key, &heard.to_uppercase()).await;
    assert_eq!(checked.status, StatusCode::SEE_OTHER, "{}", checked.text());
    let register = owner.see("/settings/recipients").await.text();
    for said in ["Checked on 2 March 2026 by", "Sgt Rowe, information manager read it out, on 0151 496 0999"] {
        assert!(register.contains(said), "{said}: {register}");
    }

    let form = answered(&mut browser, &child, "police", "safety").await.set("channel", "ENCRYPTED");
    let share = on_its_way(&stage, &mut browser, &child, form).await;
    let package = browser.post(&format!("{share}/package"), &[]).await;
    assert_eq!(package.status, StatusCode::OK, "{}", package.text());
    let sealed = &package.bytes;
    assert!(sealed.starts_with(b"age-encryption.org/v1"), "an age file");
    let disposition = package.headers.get("content-disposition").expect("a file").to_str().expect("letters");
    assert!(disposition.ends_with(".zip.age\"") && !disposition.to_lowercase().contains("mia"), "{disposition}");
    let plain = age::decrypt(&theirs, sealed).expect("the police open it");
    let text = said(&plain);
    assert!(text.contains("Thornley") && text.contains("Mersey Road"), "{text}");
    assert!(age::decrypt(&anothers, sealed).is_err(), "nobody else does");
    for at in [60, sealed.len() / 2, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(age::decrypt(&theirs, &changed).is_err(), "nor does it open when byte {at} was changed");
    }
    let clear = [b"Thornley".as_slice(), b"Mersey", b"information.json"];
    let holds = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(clear.iter().all(|word| !holds(sealed, word)), "nothing of it is read on the way");
    for (place, bytes) in stage.everything_written().await {
        assert!(!holds(&bytes, b"Mersey Road") && !holds(&bytes, &sealed[..64]), "{place} holds the package");
    }
    let kept = shares(&stage, &priya, &child).await.pop().expect("it stands there");
    assert!(kept.is("SENT") && kept.sha256.reveal().is_some());

    let form = answered(&mut browser, &child, "police", "safety").await.set("channel", "ENCRYPTED");
    let waits = on_its_way(&stage, &mut browser, &child, form).await;
    let mut owner = Browser::of(&stage, &officer).await;
    let ending = owner.see("/settings/recipients/police/key/end").await.form("/settings/recipients/police/key/end");
    assert_eq!(owner.send(&ending).await.status, StatusCode::UNPROCESSABLE_ENTITY, "why is needed");
    owner.send_and_follow(&ending.set("because", "the laptop was stolen")).await;
    let refused = browser.post(&format!("{waits}/package"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("No key of this recipient is in use any more, so nothing went"),
        "{}",
        refused.text()
    );
}

/// Stores a document and answers with its record.
pub async fn store(browser: &mut Browser, child: &Filed, title: &str, bytes: &[u8]) -> RecordId {
    let documents = format!("{}/documents", child.page());
    browser.see(&documents).await;
    let stored = browser.upload(&documents, &[("title", title), ("received_on", "2026-02-20")], bytes).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
    let page = browser.see(&documents).await;
    between(&page.body, &format!("href=\"{documents}/"), "\"").expect("a link").parse().expect("an id")
}

/// A scan, as far as anybody here can tell.
pub const SCAN: &[u8] = b"%PDF-1.4 a scan of a letter";

/// The form of a share to the police with a document ticked beside what they need.
async fn with_document(browser: &mut Browser, child: &Filed, document: RecordId) -> crate::markup::Form {
    let form = answered(browser, child, "police", "safety").await.set("more", "yes").set("channel", "PORTAL");
    let more = browser.send(&form).await.form(&address(child));
    more.and("items", &format!("{document}.blob")).set("added_because", "the letter says who collected her")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_was_chosen_goes_as_it_was_stored_under_a_name_that_says_nothing(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = thornley().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let document = store(&mut browser, &child, "Mia at school", SCAN).await;
    let form = with_document(&mut browser, &child, document).await;
    let share = on_its_way(&stage, &mut browser, &child, form).await;
    let package = browser.post(&format!("{share}/package"), &[]).await;
    assert_eq!(package.status, StatusCode::OK, "{}", package.text());
    let files = unpacked(&package.bytes);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["D1.pdf", "information.json", "information.pdf"]);
    assert_eq!(files["D1.pdf"], SCAN, "byte for byte");
    let data: serde_json::Value = serde_json::from_slice(&files["information.json"]).expect("JSON");
    let hash = hearth_casework::sharing::fingerprint(SCAN);
    assert_eq!(data["documents"][0]["sha256"], hash.as_str());
    assert!(said(&package.bytes).contains(&format!("D1.pdf, SHA-256 {hash}")), "{}", said(&package.bytes));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_a_child_who_must_not_be_found_goes_only_when_a_second_person_agrees(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let refuge =
        [("address_type", "HOME"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA"), ("protected", "yes")];
    let child = thornley().with("address", &refuge).held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let document = store(&mut browser, &child, "Letter", SCAN).await;
    let form = with_document(&mut browser, &child, document).await;
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("nothing here can read it, and a place is protected"), "{}", refused.text());
    let looked_at = browser.send(&form.set("release_because", "I read it: it names no place")).await;
    let page = sent(&mut browser, &child, &looked_at).await.text();
    assert!(page.contains("Nothing goes until a second person has agreed"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_what_was_corrected_gets_a_letter_that_goes_through_the_gate(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = thornley().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "police", "safety").await.set("channel", "POST");
    let share = on_its_way(&stage, &mut browser, &child, form).await;
    let package = browser.post(&format!("{share}/package"), &[]).await;
    assert_eq!(package.status, StatusCode::OK, "{}", package.text());
    let early = browser.post(&format!("{share}/letter"), &[]).await;
    assert!(early.text().contains("Nothing changed in what they hold"), "{}", early.text());
    let form = correcting(&mut browser, &format!("{}/records/{}", child.page(), child.records[0])).await;
    browser.send_and_follow(&form.date("born", "2", "5", "2016").set("because", "the birth certificate")).await;
    let list = browser.see(&format!("{}/share", child.page())).await.text();
    let part = between(&list, "Who holds what has changed", "What was shared").expect("the part").to_owned();
    assert!(part.contains("Police Not told yet Person: Date of birth corrected on"), "{part}");
    let letter = browser.post(&format!("{share}/letter"), &[]).await;
    assert!(letter.bytes.starts_with(b"%PDF-1.7"), "{}", letter.text());
    if let Some(text) = text_of(&letter.bytes) {
        let reference = text_of(&package.bytes).expect("the package");
        let reference = between(&reference, "Reference ", " ").expect("a reference").to_owned();
        assert!(text.contains(&reference) && text.contains("Date of birth corrected on"), "{text}");
        assert!(
            !text.contains("Mia") && !text.contains("Thornley") && !text.contains("2016"),
            "it names nobody: {text}"
        );
    }
    let told = browser.see(&share).await.form(&format!("{share}/recall"));
    browser.send_and_follow(&told).await;
    let shares = shares(&stage, &priya, &child).await;
    let notice = shares.iter().find(|shared| shared.from.is_some()).expect("that they were told is a share too");
    assert_eq!(notice.way.map(hearth_record::sets::SharingWay::code), Some("LETTER"));
    assert!(notice.justification.reveal().as_ref().is_some_and(|why| why.0.contains("Article 19")));
    let list = browser.see(&format!("{}/share", child.page())).await.text();
    assert!(list.contains("Police Told") && list.contains("Correct or destroy what you hold"), "{list}");
    let again = browser.post(&format!("{share}/recall"), &[]).await;
    assert!(again.text().contains("They were told of this already"), "{}", again.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q136_the_controller_stands_in_packages_and_letters_of_either_council(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for council in ["sefton", "knowsley"] {
        let packs = hearth_casework::settings::compiled_in();
        let pack = packs.values().find(|pack| pack.id.as_str() == council).expect("a pack");
        let worker = stage.person_at(council, Role::SocialWorker, Vec::new()).await;
        let child = thornley().at(council).held_by(&worker).file(&stage).await;
        let mut browser = Browser::of(&stage, &worker).await;
        let named = |what: &str, text: &str| {
            for words in [&pack.controller.name, &pack.controller.post.join(", ")] {
                assert!(text.contains(words.as_str()), "{council}, {what} does not say {words}: {text}");
            }
        };
        for channel in ["PORTAL", "POST"] {
            let form = answered(&mut browser, &child, "police", "safety").await.set("channel", channel);
            let share = on_its_way(&stage, &mut browser, &child, form).await;
            let package = browser.post(&format!("{share}/package"), &[]).await;
            let paper = if channel == "PORTAL" {
                let files = unpacked(&package.bytes);
                let data: serde_json::Value = serde_json::from_slice(&files["information.json"]).expect("JSON");
                assert_eq!(data["controller"]["name"], pack.controller.name.as_str());
                files["information.pdf"].clone()
            } else {
                package.bytes.clone()
            };
            let Some(text) = text_of(&paper) else { return };
            named("the package", &text);
        }
        let form = correcting(&mut browser, &format!("{}/records/{}", child.page(), child.records[0])).await;
        browser.send_and_follow(&form.date("born", "2", "5", "2016").set("because", "the birth certificate")).await;
        let list = browser.see(&format!("{}/share", child.page())).await;
        let base = format!("{}/share/0", child.page());
        let share = format!("{base}{}", between(&list.body, &base, "\"").expect("a share"));
        let letter = browser.post(&format!("{share}/letter"), &[]).await;
        named("the letter", &text_of(&letter.bytes).expect("a reader"));
    }
}
