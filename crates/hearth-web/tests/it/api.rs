//! The API: that it is the same use cases, with the same words, behind the same doors.

use std::{collections::BTreeSet, fs, path::Path};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Stage};
use hearth_web::ROUTES;
use jiff::SignedDuration;
use rstest::rstest;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

use crate::{
    browser::{Browser, Page, app},
    markup::Form,
    promises::{
        disposal::{closed_long_ago, destroy},
        mia, scene,
        sharing::{answered, shares, thornley},
    },
};

/// What is sent to a route of the API where every route is used once.
pub fn answers(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "/api/v1/children/{id}/shares" | "/api/v1/children/{id}/shares/preview" => vec![
            ("recipient", "schools"),
            ("outcome", "NO"),
            ("not_because", "Mia asked us not to"),
            ("harm_of_not_sharing", "they may ask her in class"),
        ],
        path if path.ends_with("/urgent") => {
            vec![("who", "The night nurse"), ("what", "She is with her father."), ("why", "He threatened her.")]
        }
        path if path.ends_with("/{act}") => vec![("told_why", "that housing was told")],
        path if path.ends_with("/holds") => vec![
            ("name", "Inquiry"),
            ("authority", "The inquiry"),
            ("reason", "It asked."),
            ("scope", "BY_HAND"),
            ("review_on", "2027-02-01"),
        ],
        path if path.ends_with("/{hold}") => vec![("act", "propose"), ("because", "It has reported.")],
        path if path.ends_with("/{batch}") => vec![("act", "stop"), ("because", "The rule is looked at.")],
        path if path.ends_with("/{item}") => vec![("decision", "DESTROY")],
        _ => vec![],
    }
}

fn at(child: &Filed, end: &str) -> String {
    format!("/api/v1/children/{}/{end}", child.file)
}

fn json(page: &Page) -> Json {
    serde_json::from_slice(&page.bytes).unwrap_or_else(|_| panic!("no JSON: {} {}", page.status, page.body))
}

/// The answers of a form as a program sends them.
fn as_json(form: &Form) -> Json {
    let mut sent = json!({ "items": [] });
    for (name, value) in &form.pairs {
        match name.as_str() {
            "csrf" | "act" | "drawn" | "ticked" | "more" => {}
            "items" => sent["items"].as_array_mut().expect("a list").push(value.clone().into()),
            "standing" | "checked" => sent[name] = (value == "yes").into(),
            name if name.ends_with("-day") || name.ends_with("-month") || name.ends_with("-year") => {}
            _ => sent[name] = value.clone().into(),
        }
    }
    sent
}

#[test]
fn the_description_of_the_api_is_the_one_that_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json");
    if std::env::var("HEARTH_KEEP_API").is_ok() {
        fs::write(&path, hearth_web::openapi()).expect("written");
    }
    let kept = fs::read_to_string(path).expect("docs/api/openapi.json");
    assert!(
        kept == hearth_web::openapi(),
        "what programs rely on has changed: add to it and take nothing away, then run this test once with HEARTH_KEEP_API=1"
    );
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else() {
    let described: Json = serde_json::from_str(&hearth_web::openapi()).expect("JSON");
    let paths = described["paths"].as_object().expect("paths");
    let described: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
    let routed = ROUTES.iter().map(|route| route.path).filter(|path| path.starts_with("/api/v1/"));
    assert_eq!(described, routed.collect());
    let ids = paths.values().flat_map(|methods| methods.as_object().expect("methods").values());
    let ids: Vec<&str> = ids.filter_map(|operation| operation["operationId"].as_str()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "each has a name of its own: {ids:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_is_refused_through_the_api_is_refused_in_the_words_of_the_page(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await.set("basis", "HARM").set("fair", "");
    let page = browser.send(&form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = browser.post_json(&at(&child, "shares"), &as_json(&form)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(refused.headers[header::CONTENT_TYPE], "application/problem+json");
    let problem = json(&refused);
    let errors = problem["errors"].as_array().expect("an entry a field");
    let fields: BTreeSet<&str> = errors.iter().filter_map(|error| error["field"].as_str()).collect();
    assert_eq!(fields, BTreeSet::from(["harm", "fair"]), "{problem}");
    for error in errors {
        let message = error["message"].as_str().expect("words");
        assert!(page.text().contains(message), "“{message}” does not stand on the page: {}", page.text());
    }
    assert!(shares(&stage, &priya, &child).await.is_empty(), "nothing was written");

    let lawful =
        form.set("harm", "bruises seen at school on 27 February").set("fair", "they know that we work together");
    let sent = as_json(&lawful);
    let preview = browser.post_json(&at(&child, "shares/preview"), &sent).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    assert!(!json(&preview)["items"].as_array().expect("items").is_empty(), "{}", preview.body);
    assert!(shares(&stage, &priya, &child).await.is_empty(), "what is looked at is not decided");
    let decided = browser.post_json(&at(&child, "shares"), &sent).await;
    assert_eq!(decided.status, StatusCode::CREATED, "{}", decided.body);
    let record = json(&decided)["record"].as_str().expect("a record").to_owned();
    let back = browser.post_json(&at(&child, &format!("shares/{record}/take-back")), &json!({})).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    let listed = json(&browser.see(&at(&child, "shares")).await);
    assert_eq!(listed["shares"][0]["state"]["code"], "TAKEN_BACK", "{listed}");
    let again = browser.post_json(&at(&child, &format!("shares/{record}/take-back")), &json!({})).await;
    assert_eq!((again.status, json(&again)["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("not_now")));
    let typo = browser.post_json(&at(&child, "shares"), &json!({ "recipent": "police" })).await;
    assert_eq!(json(&typo)["code"], "unreadable", "a word with a letter wrong is no answer left out");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_program_may_choose_from_is_what_the_form_offers(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await;
    let choices = json(&browser.see(&at(&child, "shares/choices?recipient=police&need=safety")).await);
    let items: BTreeSet<&str> = choices["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter(|item| item["needed"] == true && item["reveals"].is_null())
        .map(|item| item["key"].as_str().expect("a key"))
        .collect();
    let ticked: BTreeSet<&str> =
        form.pairs.iter().filter(|(name, _)| name == "items").map(|(_, key)| key.as_str()).collect();
    assert_eq!(items, ticked, "{choices}");
    let codes = |of: &str| choices[of].as_array().expect("choices").iter().any(|one| one["code"] == "police");
    assert!(codes("recipients"), "{choices}");
    assert!(choices["needs"].as_array().expect("needs").iter().any(|need| need["code"] == "safety"), "{choices}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_urgent_disclosure_through_the_api_is_never_refused(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = mia().held_by(&priya).held_by_team(stage.team("locality_north")).file(&stage).await;
    let onlooker = stage.onlooker(Role::SocialWorker, Some("locality_north")).await;
    let told = json!({ "who": "Sgt Rowe", "what": "She is at her uncle’s.", "why": "He has a knife.", "priority": 1 });
    for person in [&priya, &onlooker] {
        let mut browser = Browser::of(&stage, person).await;
        let saved = browser.post_json(&at(&child, "shares/urgent"), &told).await;
        assert_eq!(saved.status, StatusCode::CREATED, "{}", saved.body);
    }
    let shared = shares(&stage, &priya, &child).await;
    assert!(shared.len() == 2 && shared.iter().all(|shared| shared.is_urgent() && shared.review_on.is_some()));
    let mut browser = Browser::of(&stage, &priya).await;
    let empty = json(&browser.post_json(&at(&child, "shares/urgent"), &json!({ "who": "Sgt Rowe" })).await);
    assert_eq!(empty["errors"].as_array().map(Vec::len), Some(2), "only what was not said is asked for: {empty}");
    let listed = json(&browser.see(&at(&child, "shares")).await);
    assert_eq!(listed["shares"].as_array().map(Vec::len), Some(2), "{listed}");
    assert_eq!(listed["family_list"], json!([]), "the family’s list waits until they know");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_walled_child_and_anothers_are_answered_letter_for_letter_as_none(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let walled = Paper::child("Wilf", "Ashdown", "2019-01-01").walled().held_by(&priya).file(&stage).await;
    let theirs = Paper::child("Nell", "Prescott", "2019-01-01").at("knowsley").held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let mut answers = BTreeSet::new();
    let of = |file: &str, end: &str| format!("/api/v1/children/{file}/{end}");
    for file in [&walled.file.to_string(), &theirs.file.to_string(), "01a40000000070008000000000000001", "nobody"] {
        for end in ["shares", "shares/choices", "kept", "nothing"] {
            let page = browser.get(&of(file, end)).await;
            answers.insert((page.status, page.body));
        }
        for (end, sent) in [("shares", json!({})), ("shares/urgent", json!({ "who": "x", "what": "y", "why": "z" }))] {
            let page = browser.post_json(&of(file, end), &sent).await;
            answers.insert((page.status, page.body));
        }
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(answers.first().is_some_and(|(status, _)| *status == StatusCode::NOT_FOUND), "{answers:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_through_the_api_for_another_site(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, mia()).await else { return };
    let token = json(&browser.see("/api/v1/session").await)["token"].as_str().expect("a token").to_owned();
    assert_eq!(token, browser.csrf, "the token of the forms");
    let path = at(&child, "shares/urgent");
    let told = json!({ "who": "x", "what": "y", "why": "z" });
    browser.csrf = String::new();
    let page = browser.post_json(&path, &told).await;
    assert_eq!((page.status, json(&page)["code"].as_str()), (StatusCode::FORBIDDEN, Some("token")));
    browser.csrf = token;
    let form = ("application/x-www-form-urlencoded", b"who=x&what=y&why=z".to_vec());
    let page = browser.request(Method::POST, &path, Some(form)).await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "what a form of another site can send is not read");
    for site in ["cross-site", "same-site"] {
        let request = Request::post(&path)
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(told.to_string()))
            .expect("a request");
        let response = app(&stage).oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{site}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json", "{site}");
    }
    assert!(shares(&stage, &priya, &child).await.is_empty(), "nothing was written");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_ends_through_the_api_by_two_people_and_after_its_rest_alone(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let child = closed_long_ago("Alfie").file(&stage).await;
    let manager = stage.person(Role::RecordsManager, None).await;
    let approver = stage.person(Role::RecordsApprover, None).await;
    let (mut managing, mut approving) = (Browser::of(&stage, &manager).await, Browser::of(&stage, &approver).await);
    let kept = json(&managing.see(&at(&child, "kept")).await);
    assert_eq!((&kept["wins"], &kept["or"]), (&json!("K02"), &Json::Null), "{kept}");
    let due = json(&managing.see("/api/v1/retention").await);
    assert_eq!((&due["due_count"], &due["due"][0]["name"]), (&json!(1), &json!("Alfie Pryce")), "{due}");
    assert_eq!(due["due"][0]["until"], kept["keep_until"], "one engine: {due} {kept}");
    let proposed = json(&managing.post_json("/api/v1/retention", &json!({})).await);
    let batch = format!("/api/v1/retention/batches/{}", proposed["record"].as_str().expect("a batch"));
    let item = json(&managing.see(&batch).await)["items"][0]["item"].as_str().expect("a file").to_owned();
    let act = |act: &str| json!({ "act": act });
    let early = managing.post_json(&batch, &act("submit")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "each file is decided on: {}", early.body);
    let decided = managing.post_json(&format!("{batch}/files/{item}"), &json!({ "decision": "DESTROY" })).await;
    assert_eq!(json(&decided)["items"][0]["decision"]["code"], "DESTROY", "{}", decided.body);
    let submitted = json(&managing.post_json(&batch, &act("submit")).await);
    assert_eq!(submitted["state"], "approval", "{submitted}");
    assert_eq!(managing.post_json(&batch, &act("approve")).await.status, StatusCode::FORBIDDEN, "not alone");
    approving.see(&batch).await;
    let hasty = approving.post_json(&batch, &act("approve")).await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY, "reading takes its time: {}", hasty.body);
    stage.clock.wait(SignedDuration::from_mins(5));
    let approved = json(&approving.post_json(&batch, &act("approve")).await);
    assert_eq!(approved["state"], "resting", "{approved}");
    let execute = managing.post_json(&batch, &act("execute")).await;
    assert_eq!(execute.status, StatusCode::UNPROCESSABLE_ENTITY, "it rests: {}", execute.body);
    let stopped =
        json(&managing.post_json(&batch, &json!({ "act": "stop", "because": "The rule is looked at." })).await);
    assert_eq!(stopped["state"], "stopped", "{stopped}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_through_the_api_is_the_one_that_the_page_hands_out(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let child = closed_long_ago("Alfie").file(&stage).await;
    destroy(&stage, &child).await;
    let manager = stage.person(Role::RecordsManager, None).await;
    let mut managing = Browser::of(&stage, &manager).await;
    let page = managing.see(&format!("/retention/certificates/{}/proof", child.file)).await;
    let told = managing.see(&format!("/api/v1/retention/certificates/{}", child.file)).await;
    assert_eq!(told.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(told.bytes, page.bytes);
    assert!(json(&told)["certificate"].is_string(), "{}", told.body);
}
