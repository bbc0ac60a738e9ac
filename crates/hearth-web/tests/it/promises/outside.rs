//! What the police ask for, and what goes abroad.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper};
use hearth_store::EntryQuery;
use rstest::rstest;

use super::{mia, scene};
use crate::{
    browser::{Browser, Page},
    markup::Form,
};

fn at_the_refuge() -> Paper {
    mia()
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Mia said that he waits by the gate.")])
        .with("case_note", &[("occurred_at", "2026-02-21 10:00"), ("body", "They are at 9 Larkspur Close for now.")])
        .with(
            "address",
            &[
                ("address_type", "HOME"),
                ("house", "9"),
                ("street", "Larkspur Close"),
                ("postcode", "PR8 1AA"),
                ("protected", "yes"),
            ],
        )
}

async fn request(browser: &mut Browser, child: &Filed) -> Form {
    let path = format!("{}/police/new", child.page());
    browser
        .see(&path)
        .await
        .form(&path)
        .set("officer", "Aidan Sorley")
        .set("rank", "Detective Constable")
        .set("number", "4417")
        .set("station", "Copy Lane, Merseyside Police")
        .set("channel", "aidan.sorley@police.example")
        .set("checked", "Rang the force’s own number and was put through")
        .set("authority", "CRIME")
        .set("reference", "DP2-2026-118")
        .set("purpose", "An inquiry into stalking.")
        .set("items", "Notes of 20 February")
        .set("prejudices", "no")
}

fn answer(page: &Page, path: &str, items: &[&str]) -> Form {
    let form = page.form(path).set("why_minimum", "The officer needs to know where he waits.");
    items.iter().fold(form, |form, item| form.and("items", item))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q142_a_request_without_authority_is_refused_and_a_good_one_is_answered_and_logged(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, at_the_refuge()).await else { return };
    let form = request(&mut browser, &child).await.set("authority", "NONE").set("reference", "");
    let refused = browser.send_and_follow(&form).await;
    let text = refused.text();
    assert!(text.contains("names no authority in law, so nothing was told"), "{text}");
    assert!(
        text.contains("search warrant") && text.contains("production order") && text.contains("section 115"),
        "{text}"
    );
    assert!(!text.contains("Answer the request"), "{text}");
    let unproved = request(&mut browser, &child).await.set("reference", "");
    let page = browser.send(&unproved).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("give the number of the warrant, order or form"), "{}", page.text());
    let form = request(&mut browser, &child).await;
    let sent = browser.send(&form).await;
    let path = sent.location();
    let page = browser.see(&path).await;
    let nothing = browser.send(&answer(&page, &path, &[])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (note, place) = (child.records[1].to_string(), child.records[2].to_string());
    let done = browser.send_and_follow(&answer(&page, &path, &[&note, &place])).await.text();
    assert!(done.contains("Answered") && done.contains("What was told"), "{done}");
    let shares = browser.see(&format!("{}/access", child.page())).await.text();
    assert!(shares.contains("Detective Constable Aidan Sorley, 4417, Copy Lane, Merseyside Police"), "{shares}");
    assert!(shares.contains("An inquiry into stalking.") && shares.contains("DP2-2026-118"), "{shares}");
    assert!(!shares.contains("Larkspur"), "where she is was not told: {shares}");
    let again = browser.send(&answer(&page, &path, &[&note])).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    let entries = stage.audit(&EntryQuery::File(child.file)).await;
    for action in ["police_request.refused", "police_request.taken", "police_request.answered", "police_request.read"] {
        assert!(entries.iter().any(|entry| entry.action == action), "{action} is in the audit");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q143_the_familys_list_leaves_a_secret_request_out_until_it_is_released(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, at_the_refuge()).await else { return };
    let bare = request(&mut browser, &child).await.set("prejudices", "yes");
    assert_eq!(browser.send(&bare).await.status, StatusCode::UNPROCESSABLE_ENTITY, "why it would is needed");
    let form = bare.set("prejudices_because", "He would hear of it before he is arrested.");
    let sent = browser.send(&form).await;
    let path = sent.location();
    let page = browser.see(&path).await;
    assert!(page.text().contains("Do not tell the family of this request"), "{}", page.text());
    browser.send_and_follow(&answer(&page, &path, &[&child.records[1].to_string()])).await;
    let (family, print) = (format!("{}/share/family", child.page()), format!("{}/print", child.page()));
    let list = browser.see(&family).await.text();
    assert!(!list.contains("Sorley") && !list.contains("stalking"), "{list}");
    let copy = browser.post(&print, &[]).await.text();
    assert!(!copy.contains("Police asked for information") && !copy.contains("Information shared"), "{copy}");
    assert!(copy.contains("Note"), "{copy}");
    let release = format!("{path}/release");
    assert_eq!(browser.get(&release).await.status, StatusCode::FORBIDDEN, "the worker does not release it");
    let ruth = stage.person(Role::Dpo, None).await;
    let mut officer = Browser::of(&stage, &ruth).await;
    let page = officer.see(&release).await;
    assert!(page.text().contains("before he is arrested") && !page.text().contains("Mia"), "{}", page.text());
    let bare = officer.send(&page.form(&release)).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let form = page.form(&release).set("released_because", "He was charged on 1 March; the officer wrote so.");
    officer.send_and_follow(&form).await;
    let list = browser.see(&family).await.text();
    assert!(list.contains("Sorley"), "{list}");
    let copy = browser.post(&print, &[]).await.text();
    assert!(copy.contains("Police asked for information"), "{copy}");
    let knew: Vec<String> = stage
        .audit(&EntryQuery::File(child.file))
        .await
        .into_iter()
        .filter(|entry| entry.action == "police_request.read")
        .map(|entry| format!("{:?}", entry.actor))
        .collect();
    for person in [&priya, &ruth] {
        let account = person.account.to_string();
        assert!(knew.iter().any(|actor| actor.contains(&account)), "{account} knew: {knew:?}");
    }
}

async fn proposal(browser: &mut Browser, child: &Filed) -> Form {
    let path = format!("{}/abroad/new", child.page());
    browser
        .see(&path)
        .await
        .form(&path)
        .set("recipient", "Tusla, Child and Family Agency")
        .set("country", "IE")
        .set("purpose", "To visit her aunt before a placement")
        .set("what", "Her name, her birthday and what helps her sleep.")
        .set("exceptional_because", "Her aunt in Cork is the only relative who can take her.")
        .set("mechanism", "ADEQUACY")
        .set("told", "")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q194_nothing_goes_abroad_without_a_reason_for_this_case_and_the_word_of_somebody_else(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, at_the_refuge()).await else { return };
    let bare = proposal(&mut browser, &child).await.set("exceptional_because", "");
    assert_eq!(
        browser.send(&bare).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "why this case requires it is needed"
    );
    let told = proposal(&mut browser, &child)
        .await
        .date("told_on", "1", "3", "2026")
        .set("told", "That her aunt’s agency will hear of her.");
    let path = browser.send(&told).await.location();
    let send = format!("{path}/send");
    let page = browser.see(&path).await;
    let form = page.form(&send).set("basis", "PUBLIC_TASK").set("justification", "Children Act 1989 s.17");
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("waits for the data protection officer or a lawyer to approve it"),
        "{}",
        refused.text()
    );
    let decide = format!("{path}/decide");
    assert_eq!(browser.get(&decide).await.status, StatusCode::FORBIDDEN, "whoever proposes does not approve");
    let ruth = stage.person(Role::Dpo, None).await;
    let mut officer = Browser::of(&stage, &ruth).await;
    let page = officer.see(&decide).await;
    assert!(page.text().contains("Data Protection Act 2018 Schedule 21"), "the law is shown: {}", page.text());
    let approved =
        page.form(&decide).set("decision", "approve").set("decided_because", "Ireland, and the only relative.");
    officer.send_and_follow(&approved).await;
    let bare = browser.send(&form.clone().set("basis", "")).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "a basis is needed all the same");
    browser.send_and_follow(&form).await;
    let shares = browser.see(&format!("{}/access", child.page())).await.text();
    assert!(shares.contains("Tusla, Child and Family Agency"), "{shares}");
    assert_eq!(browser.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    let own = proposal(&mut browser, &child)
        .await
        .set("what", "They are at 9 Larkspur Close.")
        .date("told_on", "1", "3", "2026")
        .set("told", "so");
    let path = browser.send(&own).await.location();
    let decide = format!("{path}/decide");
    let page = officer.see(&decide).await;
    officer.send_and_follow(&page.form(&decide).set("decision", "approve").set("decided_because", "as before")).await;
    let form = browser.see(&path).await.form(&format!("{path}/send")).set("basis", "PUBLIC_TASK");
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a protected address goes nowhere");
    assert!(refused.text().contains("protected"), "{}", refused.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q195_nothing_goes_abroad_before_they_were_told(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, at_the_refuge()).await else { return };
    let ruth = stage.person(Role::Dpo, None).await;
    let mut officer = Browser::of(&stage, &ruth).await;
    let untold = proposal(&mut browser, &child).await;
    let why = [("not_told_because", "UNREACHABLE"), ("not_told_words", "She moved and left no number.")];
    let unreachable = why.iter().fold(untold.clone(), |form, (name, value)| form.set(name, value));
    let danger = untold.clone().set("not_told_because", "ENDANGER").set("not_told_words", "Her father reads her mail.");
    for (form, goes) in [(untold.clone(), false), (unreachable, false), (danger, true)] {
        let path = browser.send(&form).await.location();
        let decide = format!("{path}/decide");
        let page = officer.see(&decide).await;
        officer.send_and_follow(&page.form(&decide).set("decision", "approve").set("decided_because", "needed")).await;
        let form = browser.see(&path).await.form(&format!("{path}/send")).set("basis", "PUBLIC_TASK");
        let sent = browser.send(&form).await;
        if goes {
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
            continue;
        }
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(sent.text().contains("the person was not told"), "{}", sent.text());
        let page = browser.see(&path).await;
        let bare = browser.send(&page.form(&path).date("told_on", "2", "3", "2026")).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "what was said is needed");
        let told = page.form(&path).date("told_on", "2", "3", "2026").set("told", "That Tusla will hear of her.");
        browser.send_and_follow(&told).await;
        assert_eq!(browser.send(&form).await.status, StatusCode::SEE_OTHER);
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q196_a_country_that_is_not_approved_needs_a_safeguard_or_an_exception(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, at_the_refuge()).await else { return };
    let form = proposal(&mut browser, &child).await;
    let wrong: [(&[(&str, &str)], &str); 6] = [
        (&[("mechanism", "TRUST_ME")], "what makes it lawful"),
        (&[("mechanism", "")], "what makes it lawful is needed"),
        (&[("country", "TR")], "has not approved"),
        (&[("country", "CA")], "no court, council or child protection service"),
        (&[("country", "TR"), ("mechanism", "SAFEGUARDS")], "name the safeguard and its date"),
        (&[("country", "TR"), ("mechanism", "EXCEPTION")], "say which exception"),
    ];
    for (values, why) in wrong {
        let form = values.iter().fold(form.clone(), |form, (name, value)| form.set(name, value));
        let page = browser.send(&form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(page.text().to_lowercase().contains(&why.to_lowercase()), "{why}: {}", page.text());
    }
    let right: [&[(&str, &str)]; 3] = [
        &[],
        &[
            ("country", "TR"),
            ("mechanism", "SAFEGUARDS"),
            ("safeguard", "International data transfer agreement of 3 March 2026"),
        ],
        &[("country", "TR"), ("mechanism", "EXCEPTION"), ("exception", "VITAL")],
    ];
    for values in right {
        let form = values.iter().fold(form.clone(), |form, (name, value)| form.set(name, value));
        let page = browser.send_and_follow(&form).await;
        assert!(page.text().contains("Waits for approval"), "{}", page.text());
    }
}
