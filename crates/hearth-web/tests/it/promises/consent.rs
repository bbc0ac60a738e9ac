//! Agreement to share and consent to processing.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use super::{mia, scene};
use crate::{
    browser::{Browser, Page},
    markup::{self, Form},
};

/// Mia with her mother, who holds parental responsibility, and what agencies may be told of.
fn family() -> Paper {
    mia()
        .with(
            "relationship",
            &[("other_name", "Jodie Thornley"), ("relationship_type", "MOTHER"), ("parental_responsibility", "yes")],
        )
        .with("relationship", &[("other_name", "Sean Roe"), ("relationship_type", "FATHER")])
        .with(
            "special_needs",
            &[("primary_need", "SLCN"), ("identified_on", "2026-01-10"), ("what_helps", "Short sentences.")],
        )
        .with("school", &[("name", "Dockray Primary School"), ("started", "2024-09-02")])
}

/// The form in which Jodie answers about agencies, with everything but the answers filled in.
async fn asked(browser: &mut Browser, child: &Filed) -> Form {
    let path = format!("{}/consent/ask", child.page());
    let page = browser.see(&path).await;
    let tie = child.records[1].to_string();
    page.form(&path)
        .set("purpose", "SERVICE")
        .and("categories", "PERSONAL")
        .and("categories", "SPECIAL")
        .and("categories", "CIN")
        .set("giver", "HOLDER")
        .set("relationship", &tie)
        .set("capacity", "RESPONSIBLE")
        .set("explained", "Who would be told, what of, and that she can stop it.")
        .set("informed", "yes")
        .set("explicit", "yes")
        .set("evidence", "She said so at home; Priya Nair heard it.")
        .set("relied_on", "yes")
}

/// The page that the form to share ends in: what goes, or why it cannot.
async fn share(browser: &mut Browser, child: &Filed, recipient: &str, need: &str, more: &[(&str, &str)]) -> Page {
    let path = format!("{}/share/new", child.page());
    let answers = [
        ("recipient", recipient),
        ("outcome", "YES"),
        ("need", need),
        ("basis", "CONSENT"),
        ("consent_sought", "GIVEN"),
        ("consent_why", ""),
        ("told", "TOLD"),
        ("told_on-day", "2"),
        ("told_on-month", "3"),
        ("told_on-year", "2026"),
        ("told_why", "That her school will know what helps her."),
        ("necessary", "They teach her."),
        ("lawful", "Her mother agreed."),
        ("fair", "She asked for it."),
        ("why_minimum", "Only what helps in class."),
        ("channel", "LINK"),
        ("checked", "yes"),
    ];
    let mut page = browser.see(&path).await;
    // The form grows with its answers: at most three times, then it is whole.
    for _ in 0..4 {
        if page.status != StatusCode::OK || !page.body.contains(&format!("action=\"{path}\"")) {
            break;
        }
        let form = answers.iter().chain(more).fold(page.form(&path), |form, (name, value)| form.set(name, value));
        page = browser.send(&form).await;
    }
    page
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q073_one_agency_is_refused_and_that_is_kept_and_enforced(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN").set("answer-police", "REFUSED");
    let form = form.set("because", "She does not want the police to have more.");
    let page = browser.send_and_follow(&form).await;
    let text = page.text();
    assert!(text.contains("Schools and colleges Agreed") && text.contains("Police Refused"), "{text}");
    let ask = browser.see(&format!("{}/consent/ask", child.page())).await.text();
    for agency in ["NHS and other health services", "Probation Service", "Housing, Sefton Council", "SWACA"] {
        assert!(ask.contains(agency), "{agency} is asked about");
    }
    assert!(!ask.contains("Courts and other judicial agencies"), "a court is not asked about");
    let goes = share(&mut browser, &child, "schools", "schooling", &[]).await;
    assert_eq!(goes.status, StatusCode::OK, "{}", goes.text());
    let other = share(&mut browser, &child, "police", "safety", &[]).await;
    assert!(other.text().contains("nobody was asked yet"), "to keep a child safe is another purpose: {}", other.text());
    let form = asked(&mut browser, &child).await.set("purpose", "SAFEGUARD").set("answer-police", "REFUSED");
    browser.send_and_follow(&form).await;
    for basis in ["CONSENT", "PUBLIC_TASK"] {
        let answers = [("basis", basis), ("consent_sought", "REFUSED"), ("consent_why", "she refused")];
        let page = share(&mut browser, &child, "police", "safety", &answers).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{basis}");
        assert!(page.text().contains("they refused it"), "{basis}: {}", page.text());
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q165_whether_the_family_was_told_is_said_with_a_day_and_words_or_a_reason(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN");
    browser.send_and_follow(&form).await;
    let wrong: [(&[(&str, &str)], &str); 4] = [
        (&[("told", "")], "say whether the family was told"),
        (&[("told_on-day", ""), ("told_on-month", ""), ("told_on-year", "")], "on which day they were told"),
        (&[("told_why", "")], "say what they were told, or why they were not"),
        (&[("told", "ENDANGER"), ("told_why", "")], "say what they were told, or why they were not"),
    ];
    for (answers, why) in wrong {
        let page = share(&mut browser, &child, "schools", "schooling", answers).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}: {}", page.text());
        assert!(page.text().to_lowercase().contains(why), "{why}: {}", page.text());
    }
    for answers in [&[][..], &[("told", "ENDANGER"), ("told_why", "He reads her letters.")]] {
        let page = share(&mut browser, &child, "schools", "schooling", answers).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q166_agreement_without_evidence_or_that_was_not_informed_carries_no_share(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let bare: [(&str, &str, &str); 3] = [
        ("evidence", "", "nothing bears the agreement out"),
        ("informed", "no", "not informed and explicit"),
        ("explicit", "no", "not informed and explicit"),
    ];
    for (name, value, why) in bare {
        let form = asked(&mut browser, &child).await.set(name, value).set("answer-schools", "GIVEN");
        let page = browser.send_and_follow(&form).await;
        assert!(page.text().contains("Schools and colleges Agreed, but it does not count"), "{}", page.text());
        let page = share(&mut browser, &child, "schools", "schooling", &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.text().contains(why), "{name}: {}", page.text());
    }
    let form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN");
    browser.send_and_follow(&form).await;
    let page = share(&mut browser, &child, "schools", "schooling", &[]).await;
    assert_eq!(page.status, StatusCode::OK, "the newest answer counts: {}", page.text());
    let father = child.records[2].to_string();
    let wrong: [(&[(&str, &str)], &str); 3] = [
        (&[("relationship", &father)], "holding parental responsibility"),
        (&[("giver", "CHILD"), ("relationship", ""), ("capacity", "PRESUMED")], "does not fit the child’s age"),
        (&[("giver", "CHILD"), ("relationship", ""), ("capacity", "UNDERSTANDS")], "say how it was judged"),
    ];
    for (values, why) in wrong {
        let mut form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN");
        for (name, value) in values {
            form = form.set(name, value);
        }
        let page = browser.send(&form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(page.text().contains(why), "{why}: {}", page.text());
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q178_the_form_says_what_declining_means_and_it_stays_with_a_refusal(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let consequence = "will work without what we know. You may have to tell your story again";
    let form = browser.see(&format!("{}/consent/ask", child.page())).await.text();
    assert!(form.contains(consequence), "{form}");
    assert!(form.contains("saying no is never held against you"));
    let form = asked(&mut browser, &child).await.set("answer-schools", "REFUSED").set("answer-nhs", "GIVEN");
    let page = browser.send_and_follow(&form).await;
    let one = |page: &Page, name: &str| {
        let link = page.body.split("<a ").find(|link| link.contains(name)).expect("the agency");
        markup::between(link, "href=\"", "\"").expect("an address").to_owned()
    };
    let (refused, given) = (one(&page, "Schools and colleges"), one(&page, "NHS and other health"));
    assert!(browser.see(&refused).await.text().contains(consequence));
    assert!(!browser.see(&given).await.text().contains(consequence));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q179_a_refusal_where_a_court_asks_is_kept_with_the_warning_that_was_given(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let warning = "the court decides without it";
    assert!(browser.see(&format!("{}/consent/ask", child.page())).await.text().contains(warning));
    let refused = asked(&mut browser, &child).await.set("answer-schools", "REFUSED").set("court_requested", "yes");
    let page = browser.send(&refused).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "without the warning it is not taken");
    assert!(page.text().contains("say what they were told a refusal can mean in court"), "{}", page.text());
    let page = browser.send_and_follow(&refused.set("warning", "yes")).await;
    let link = page.body.split("<a ").find(|link| link.contains("Schools and colleges")).expect("the agency");
    let kept = browser.see(markup::between(link, "href=\"", "\"").expect("an address")).await.text();
    assert!(kept.contains("Refused") && kept.contains("Asked for by a court Yes") && kept.contains(warning), "{kept}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q180_what_was_asked_as_good_practice_stops_no_lawful_share_when_it_is_withdrawn(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN").set("relied_on", "no");
    let page = browser.send_and_follow(&form).await;
    assert!(page.text().contains("Not relied on: another basis carries the share"), "{}", page.text());
    let lawful = [("basis", "PUBLIC_TASK"), ("consent_sought", "GIVEN"), ("lawful", "Schools must know what helps.")];
    let went = share(&mut browser, &child, "schools", "schooling", &lawful).await;
    assert_eq!(went.status, StatusCode::OK, "{}", went.text());
    let link = page.body.split("<a ").find(|link| link.contains("Schools and colleges")).expect("the agency");
    let address = markup::between(link, "href=\"", "\"").expect("an address").to_owned();
    let before = browser.see(&address).await;
    assert!(before.text().contains("Withdrawal does not stop a lawful share"), "{}", before.text());
    let form = before.form(&address).set("withdrawn_by", "Mother, by telephone");
    let after = browser.send_and_follow(&form).await.text();
    assert!(after.contains("Withdrawn") && after.contains("Withdrawal does not stop a lawful share"), "{after}");
    let goes = share(&mut browser, &child, "schools", "schooling", &lawful).await;
    assert_eq!(goes.status, StatusCode::OK, "{}", goes.text());
    let by_agreement = share(&mut browser, &child, "schools", "schooling", &[]).await;
    assert_eq!(by_agreement.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(by_agreement.text().contains("they withdrew their agreement"), "{}", by_agreement.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q181_that_nobody_was_asked_takes_a_reason_and_is_counted(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let form = asked(&mut browser, &child).await.set("answer-police", "NOT_SOUGHT");
    let page = browser.send(&form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("say why nobody was asked"), "{}", page.text());
    let form = form.set("not_sought_because", "RISK").set("because", "Her partner reads her telephone.");
    let page = browser.send_and_follow(&form).await.text();
    assert!(page.contains("Not asked, with a reason") && page.contains("Her partner reads her telephone."), "{page}");
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let report = Browser::of(&stage, &gareth).await.see("/reports/not-asked").await.text();
    assert!(report.contains("Asking would put the child or somebody else at risk: 1 time"), "{report}");
    assert!(report.contains("Police 1") && !report.contains("telephone") && !report.contains("Mia"), "{report}");
    assert_eq!(browser.get("/reports/not-asked").await.status, StatusCode::FORBIDDEN, "a worker reads no reports");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q036_consent_withdrawn_stops_what_rests_on_it_and_nothing_else(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, family()).await else { return };
    let path = format!("{}/consent/processing", child.page());
    let chosen = "Give help that the family chose and can stop at any time";
    let home = format!("{}/consent", child.page());
    let never = browser.see(&home).await.text();
    assert!(never.contains(&format!("{chosen} Not done: nobody was asked yet Basis: Consent")), "{never}");
    let others = "other purposes go on: they do not rest on consent";
    let on_others = |text: &str| markup::between(text, others, "Ask for consent").map(str::to_owned);
    let before = on_others(&never).expect("the others");
    assert!(before.contains("Keep children safe") && before.contains("Legal obligation"), "{before}");
    let form = browser.see(&path).await.form(&path).set("purpose", "chosen_support").set("given", "yes");
    let form = form
        .set("giver", "HOLDER")
        .set("relationship", &child.records[1].to_string())
        .set("capacity", "RESPONSIBLE")
        .set("explained", "What the group does.")
        .set("evidence", "Signed at home on 2 March.");
    let other = browser.send(&form.clone().set("purpose", "safeguarding")).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text().contains("must be a purpose that rests on consent"), "{}", other.text());
    let given = browser.send_and_follow(&form).await;
    assert!(given.text().contains(&format!("{chosen} Goes on while the consent stands")), "{}", given.text());
    let link = given.body.split("<a ").find(|link| link.contains("can stop at any time")).expect("the consent");
    let address = markup::between(link, "href=\"", "\"").expect("an address").to_owned();
    let withdraw = browser.see(&address).await.form(&address).set("withdrawn_by", "Mother, by letter");
    browser.send_and_follow(&withdraw).await;
    let after = browser.see(&home).await.text();
    assert!(after.contains(&format!("{chosen} Stopped: withdrawn")), "{after}");
    assert_eq!(on_others(&after).expect("the others"), before, "nothing else stopped");
    let agreed = asked(&mut browser, &child).await.set("answer-schools", "GIVEN");
    browser.send_and_follow(&agreed).await;
    let share = share(&mut browser, &child, "schools", "schooling", &[]).await;
    assert_eq!(share.status, StatusCode::OK, "an agreement to share is another thing: {}", share.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_to_go_is_stopped_when_the_agreement_is_withdrawn(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, family()).await else { return };
    let form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN");
    let agreed = browser.send_and_follow(&form).await;
    let shown = share(&mut browser, &child, "schools", "schooling", &[]).await;
    let path = markup::between(&shown.body, "/share/send/", "\"").expect("where it is sent");
    let waiting = browser.send_and_follow(&shown.form(&format!("{}/share/send/{path}", child.page()))).await;
    assert!(waiting.text().contains("Can still be taken back"), "{}", waiting.text());
    let link = agreed.body.split("<a ").find(|link| link.contains("Schools and colleges")).expect("the agency");
    let address = markup::between(link, "href=\"", "\"").expect("an address").to_owned();
    let mut other = Browser::of(&stage, &priya).await;
    let form = other.see(&address).await.form(&address).set("withdrawn_by", "Mother, at the door");
    let after = other.send_and_follow(&form).await.text();
    assert!(after.contains("Sends stopped 1") && after.contains("Recipient told Not yet"), "{after}");
    stage.clock.wait(SignedDuration::from_hours(1));
    let mut other = Browser::of(&stage, &priya).await;
    let shares = other.see(&format!("{}/share", child.page())).await.text();
    assert!(shares.contains("Not sent"), "{shares}");
    let told = format!("{address}/told");
    let form = other.see(&address).await.form(&told);
    assert!(!other.send_and_follow(&form).await.text().contains("Recipient told Not yet"));
}

/// A child who is behind nothing but a parent's word: at 18 it is the person's own.
#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_parents_agreement_ends_when_the_child_is_eighteen(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Ada", "Quarmby", "2011-05-01")
        .with(
            "relationship",
            &[("other_name", "Jodie Quarmby"), ("relationship_type", "MOTHER"), ("parental_responsibility", "yes")],
        )
        .held_by(&priya)
        .file(&stage)
        .await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = asked(&mut browser, &child).await.set("answer-schools", "GIVEN");
    assert!(browser.send_and_follow(&form).await.text().contains("Schools and colleges Agreed "));
    stage.clock.set("2029-05-02T09:00:00Z".parse().expect("a moment"));
    let mut browser = Browser::of(&stage, &priya).await;
    let text = browser.see(&format!("{}/consent", child.page())).await.text();
    assert!(text.contains("Schools and colleges Agreed, but it does not count"), "{text}");
}
