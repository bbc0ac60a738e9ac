//! That nothing about a child is told outside but through the gate, and that everything told stands where the family can see it.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::sharing::Shared;
use hearth_stage::{Engine, Filed, Paper, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use super::{mia, scene};
use crate::{
    browser::{Browser, Page},
    markup::{Form, between},
};

/// A child about whom there is something to share.
pub fn thornley() -> Paper {
    mia()
        .with(
            "address",
            &[("address_type", "HOME"), ("house", "12"), ("street", "Mersey Road"), ("postcode", "L20 3NJ")],
        )
        .with("cp_plan", &[("started", "2026-01-20"), ("initial_category", "NEG"), ("latest_category", "NEG")])
        .with("mash_enquiry", &[("agency", "POLICE"), ("asked_at", "2026-01-10 11:00")])
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Mia was at school and well.")])
}

/// Where a share of this child is decided.
pub fn address(child: &Filed) -> String {
    format!("{}/share/new", child.page())
}

/// The whole form of a share, as the page draws it for whom and for what.
pub async fn drawn(browser: &mut Browser, child: &Filed, recipient: &str, need: &str) -> Form {
    let path = address(child);
    let form = browser.see(&path).await.form(&path).set("recipient", recipient).set("outcome", "YES");
    let form = browser.send(&form).await.form(&path).set("need", need);
    browser.send(&form).await.form(&path)
}

/// The same with everything answered that the gate asks for, on the public task.
pub async fn answered(browser: &mut Browser, child: &Filed, recipient: &str, need: &str) -> Form {
    let form = drawn(browser, child, recipient, need).await;
    let answers = [
        ("basis", "PUBLIC_TASK"),
        ("consent_sought", "NOT_SOUGHT"),
        ("consent_why", "there was no time before the discussion"),
        ("told", "NOT_YET"),
        ("told_why", "the visit is tomorrow"),
        ("necessary", "they decide with us tonight"),
        ("lawful", "we must make enquiries and they must help"),
        ("fair", "the family knows that we work together"),
        ("why_minimum", "they cannot find the family with less"),
        ("channel", "LINK"),
        ("checked", "yes"),
    ];
    answers.iter().fold(form, |form, (name, value)| form.set(name, value))
}

/// Sends what was looked at, and gives the page of the share.
pub async fn sent(browser: &mut Browser, child: &Filed, looked_at: &Page) -> Page {
    let begins = format!("{}/share/send/", child.page());
    let seen = between(&looked_at.body, &begins, "\"").unwrap_or_else(|| panic!("not looked at: {}", looked_at.text()));
    let form = looked_at.form(&format!("{begins}{seen}"));
    browser.send_and_follow(&form).await
}

/// A share can be taken back no more; whoever works goes on clicking.
pub async fn a_while(stage: &Stage, browser: &mut Browser) {
    for _ in 0..2 {
        stage.clock.wait(SignedDuration::from_mins(8));
        browser.get("/find").await;
    }
}

/// What stands in the file about shares, the latest last.
pub async fn shares(stage: &Stage, of: &hearth_stage::Person, child: &Filed) -> Vec<Shared> {
    let view = stage.desk(of).open(child.file, None, None).await.expect("opened");
    view.all::<Shared>().into_iter().map(|(_, shared)| shared).collect()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q074_a_share_for_harm_without_its_evidence_is_refused_in_words_and_made_lawful(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await.set("basis", "HARM");
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("Write the evidence that somebody is at risk of significant harm"), "{text}");
    let kept = refused.form(&address(&child));
    assert_eq!(kept.value("necessary"), "they decide with us tonight", "what was typed is kept");
    let again = browser.see(&address(&child)).await.form(&address(&child));
    assert_eq!(again.value("fair"), kept.value("fair"), "and kept as a draft");
    let looked_at = browser.send(&kept.set("harm", "bruises seen at school on 27 February")).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.text());
    let page = sent(&mut browser, &child, &looked_at).await.text();
    assert!(page.contains("bruises seen at school") && page.contains("Evidence of significant harm"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q075_q177_each_share_answers_necessary_lawful_fair_and_why_no_less(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await;
    for (name, missing) in [
        ("necessary", "Say why it is necessary"),
        ("lawful", "Say why it is lawful"),
        ("fair", "Say why it is fair"),
        ("why_minimum", "Say why no less would do"),
    ] {
        let refused = browser.send(&form.clone().set(name, "")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text().contains(missing), "{name}: {}", refused.text());
    }
    let looked_at = browser.send(&form).await;
    let record = sent(&mut browser, &child, &looked_at).await.text();
    for answer in
        ["they decide with us tonight", "they must help", "we work together", "cannot find the family with less"]
    {
        assert!(record.contains(answer), "the printed record holds {answer}: {record}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q076_what_goes_is_what_was_ticked_and_more_than_the_need_takes_a_reason(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await;
    let person = child.records[0];
    let ticked: Vec<&str> =
        form.pairs.iter().filter(|(name, _)| name == "items").map(|(_, key)| key.as_str()).collect();
    assert!(ticked.contains(&format!("{person}.forename").as_str()), "what the need asks for is ticked: {ticked:?}");
    let two = form.clone().set("items", &format!("{person}.forename")).and("items", &format!("{person}.surname"));
    let looked_at = browser.send(&two).await;
    let text = looked_at.main();
    let goes = between(&text, "What goes, and nothing else", "What is written down").expect("the list");
    assert!(goes.contains("Thornley") && !goes.contains("Mersey Road") && !goes.contains("2016"), "{goes}");
    sent(&mut browser, &child, &looked_at).await;
    let shared = shares(&stage, &priya, &child).await.pop().expect("one share");
    let kept: Vec<&str> = shared.items.reveal().iter().map(|key| key.0.as_str()).collect();
    assert_eq!(kept, [format!("{person}.forename"), format!("{person}.surname")], "the record keeps their list");

    let form = answered(&mut browser, &child, "police", "safety").await.set("more", "yes");
    let more = browser.send(&form).await.form(&address(&child));
    let note = format!("{}.body", child.records[4]);
    let refused = browser.send(&more.clone().and("items", &note)).await;
    assert!(refused.text().contains("You chose more than this need asks for"), "{}", refused.text());
    let whole = browser.send(&more.set("items", "*")).await;
    assert_eq!(whole.status, StatusCode::UNPROCESSABLE_ENTITY, "the whole file needs a reason");
    let form = whole.form(&address(&child)).set("added_because", "the officer asked what school says");
    let looked_at = browser.send(&form).await;
    assert!(looked_at.text().contains("Mia was at school and well"), "{}", looked_at.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q077_a_standing_share_ends_on_its_day_by_itself(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "nhs_child_protection", "protection_flag").await.set("standing", "yes");
    let without = browser.send(&form).await;
    assert!(without.text().contains("Say when the standing share ends"), "{}", without.text());
    let form = without.form(&address(&child)).date("until", "31", "3", "2026");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    assert!(page.text().contains("A standing share") && page.text().contains("31 March 2026"), "{}", page.text());
    let link = format!("{}/share/", child.page());
    let record = between(&page.body, &link, "/link\"").expect("the act").to_owned();
    stage.clock.wait(SignedDuration::from_hours(24 * 30));
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.see(&format!("{link}{record}")).await.text();
    assert!(page.contains("Nothing goes now. Its last day has passed."), "asked when the page is opened: {page}");
    let sefton = stage.desk(&priya).authority().clone();
    assert_eq!(hearth_casework::sharing::sweep(&stage.instance, &sefton, stage.now()).await.expect("a night"), 1);
    assert!(shares(&stage, &priya, &child).await[0].is("ENDED"));
    let page = browser.see(&format!("{link}{record}")).await.text();
    assert!(page.contains("Standing share, ended") && page.contains("Its last day has passed"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q078_to_safeguard_is_a_reason_to_choose_and_is_counted(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await.set("channel", "SPOKEN");
    let offered = browser.see(&address(&child)).await.text();
    assert!(offered.contains("safeguard vulnerable children and young people"), "{offered}");
    let looked_at = browser.send(&form).await;
    sent(&mut browser, &child, &looked_at).await;
    let dpo = stage.person(Role::Dpo, None).await;
    let desk = Browser::of(&stage, &dpo).await.see("/sharing").await.text();
    assert!(desk.contains("Safeguard vulnerable children and young people 1 share"), "{desk}");
    assert!(desk.contains("Provision of a service 0 shares"), "{desk}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q093_q094_the_public_task_needs_no_consent_and_carries_its_conditions(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await;
    let looked_at = browser.send(&form).await;
    let record = sent(&mut browser, &child, &looked_at).await.text();
    assert!(record.contains("Public task or substantial public interest") && record.contains("Not sought"), "{record}");
    assert!(record.contains("Article 6(1)(e), Article 9(2)(g), Schedule 1 paragraph 18"), "{record}");
    let dpo = stage.person(Role::Dpo, None).await;
    let pack = stage.desk(&dpo).pack().expect("a pack").clone();
    let purpose = pack.purposes.iter().find(|purpose| purpose.code == "safeguarding").expect("it is in the register");
    assert_eq!(purpose.schedule1.as_deref(), Some("18"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q096_a_service_under_contract_is_told_only_while_an_agreement_holds(#[case] engine: Engine) {
    let paper = mia()
        .with("assessment", &[("started", "2026-01-12"), ("factors", "3B,1A")])
        .with("contact_detail", &[("contact_kind", "MOBILE"), ("phone", "07700 900123"), ("safe_to_use", "yes")]);
    let Some((stage, priya, child, mut browser)) = scene(engine, paper).await else { return };
    let form = answered(&mut browser, &child, "swaca", "domestic_abuse_support").await;
    assert_eq!(browser.send(&form).await.status, StatusCode::OK, "the contract holds");
    stage.clock.wait(SignedDuration::from_hours(24 * 800));
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "swaca", "domestic_abuse_support").await;
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("the agreement with them ended on 31 March 2028"), "{}", refused.text());
    assert!(refused.text().contains("Ask the information asset owner to renew"), "and how to make it lawful");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q164_a_share_that_the_law_requires_names_the_law(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await.set("basis", "LEGAL");
    let refused = browser.send(&form).await;
    assert!(refused.text().contains("Name the law or the order that requires it"), "{}", refused.text());
    let form = refused.form(&address(&child)).set("law", "Children Act 1989 section 47(9)");
    let looked_at = browser.send(&form).await;
    let record = sent(&mut browser, &child, &looked_at).await.text();
    assert!(record.contains("The law Children Act 1989 section 47(9)"), "{record}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q167_the_harm_may_be_to_somebody_else_who_is_named(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await.set("basis", "HARM");
    let form = form.set("harm", "he said what he would do to her").set("harm_to", "Her aunt, Ada Quarmby");
    let looked_at = browser.send(&form).await;
    let record = sent(&mut browser, &child, &looked_at).await.text();
    assert!(record.contains("Who is at risk Her aunt, Ada Quarmby"), "{record}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q176_ordinary_mail_is_no_way_and_what_goes_is_sealed_for_whom_it_is_for(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await;
    let refused = browser.send(&form.clone().set("channel", "EMAIL")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("ordinary e-mail can be read and misdirected"), "{}", refused.text());
    let unkeyed = browser.send(&form.clone().set("channel", "ENCRYPTED")).await;
    assert!(unkeyed.text().contains("no key of Police was checked yet"), "{}", unkeyed.text());
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    let base = format!("{}/share/", child.page());
    let record = between(&page.body, &base, "/link\"").expect("the act").to_owned();
    let form = page.form(&format!("{base}{record}/link"));
    let once = browser.send(&form).await;
    let token = between(&once.body, "/collect/", "<").expect("a link").to_owned();
    let code = between(&once.text(), "Code ", " ").expect("a code").to_owned();
    let mut outside = Browser::new(&stage);
    let path = format!("/collect/{token}");
    outside.see(&path).await;
    let early = outside.post_bare(&path, &[("code", &code)]).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND, "it can still be taken back");
    a_while(&stage, &mut browser).await;
    let wrong = outside.post_bare(&path, &[("code", "AAAA-AAAA-AAAA-AAAA")]).await;
    assert_eq!((wrong.status, wrong.main()), (StatusCode::NOT_FOUND, early.main()), "the same words");
    let fetched = outside.post_bare(&path, &[("code", &code.to_lowercase())]).await;
    assert_eq!(fetched.status, StatusCode::OK, "{}", fetched.text());
    assert!(fetched.bytes.starts_with(b"PK"), "a packed folder");
    let disposition = fetched.headers.get("content-disposition").expect("a file").to_str().expect("letters");
    assert!(disposition.starts_with("attachment") && !disposition.to_lowercase().contains("mia"), "{disposition}");
    assert_eq!(fetched.headers.get("cache-control").expect("a rule"), "no-store");
    let again = outside.post_bare(&path, &[("code", &code)]).await;
    assert_eq!((again.status, again.main()), (StatusCode::NOT_FOUND, early.main()), "once");
    let page = browser.see(&format!("{base}{record}")).await.text();
    assert!(page.contains("Received") && page.contains("Fetched with the link and its code"), "{page}");
}
