//! Proceedings: who is a party, what goes to them, and the part of a relative who withdrew.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use rstest::rstest;

use super::{
    correcting, mia,
    packages::{SCAN, store, unpacked},
};
use crate::{browser::Browser, paper::text_of};

/// Mia’s file with proceedings, a mother with parental responsibility, a father without, a refuge and what a grandmother told.
fn in_court(lawyer: &Person) -> Paper {
    mia()
        .with(
            "court_case",
            &[
                ("application", "CARE"),
                ("issued_on", "2026-02-16"),
                ("lawyer", &lawyer.worker.to_string()),
                ("guardian", "Ann Petrie"),
            ],
        )
        .with(
            "relationship",
            &[
                ("other_name", "Jodie Thornley"),
                ("relationship_type", "MOTHER"),
                ("parental_responsibility", "yes"),
                ("pr_basis", "MOTHER"),
            ],
        )
        .with("relationship", &[("other_name", "Sean Roe"), ("relationship_type", "FATHER")])
        .with("case_note", &[("occurred_at", "2026-02-17 10:00"), ("body", "Mia slept well and asked for her coat.")])
        .with("case_note", &[("occurred_at", "2026-02-18 10:00"), ("body", "They stay at 9 Larkspur Close, PR8 1AA.")])
        .with(
            "case_note",
            &[("occurred_at", "2026-02-19 10:00"), ("body", "Maureen Roe said that she drinks in the mornings.")],
        )
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
        .with("court_party", &[("name", "Maureen Roe"), ("part", "FATHER_NO_PR")])
}

struct Scene {
    stage: Stage,
    child: Filed,
    worker: Browser,
    lawyer: Browser,
    court: String,
}

impl Scene {
    async fn set(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let oscar = stage.person(Role::Lawyer, None).await;
        let child = in_court(&oscar).held_by(&priya).file(&stage).await;
        let (worker, lawyer) = (Browser::of(&stage, &priya).await, Browser::of(&stage, &oscar).await);
        let court = format!("{}/court/{}", child.page(), child.records[1]);
        Some(Self { stage, child, worker, lawyer, court })
    }

    /// The address of a bundle of these records, once it is proposed.
    async fn bundle(&mut self, items: &[usize]) -> String {
        let path = format!("{}/bundle", self.court);
        let mut form =
            self.worker.see(&path).await.form(&path).set("title", "Case management").set("because", "The threshold.");
        for item in items {
            form = form.and("items", &self.child.records[*item].to_string());
        }
        let sent = self.worker.send(&form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        sent.location()
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q173_a_bundle_goes_to_listed_parties_only_and_by_a_lawyer(#[case] engine: Engine) {
    let Some(mut scene) = Scene::set(engine).await else { return };
    let bundle = scene.bundle(&[4, 5, 7]).await;
    let (mother, father) = (scene.child.records[2].to_string(), scene.child.records[3].to_string());
    let page = scene.worker.see(&bundle).await;
    assert!(page.text().contains("A lawyer who works on these proceedings lets it go"), "{}", page.text());
    let by_worker = scene.worker.post(&bundle, &[("to", &mother)]).await;
    assert_eq!(by_worker.status, StatusCode::FORBIDDEN);
    let page = scene.lawyer.see(&bundle).await;
    let text = page.text();
    assert!(text.contains("1. Note, 17 February 2026 Page 2"), "the list says where each begins: {text}");
    assert!(text.contains("asked for her coat") && text.contains("Not to"), "{text}");
    for canary in ["Larkspur", "PR8 1AA", "PR81AA"] {
        assert!(!page.body.contains(canary), "{canary} stands in the bundle");
    }
    assert!(text.contains("confidential and is not in these papers"), "{text}");
    let form = page.form(&bundle);
    for to in [father.as_str(), "council", "somebody"] {
        let refused = scene.lawyer.send(&form.clone().and("to", to)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}: {}", refused.text());
        assert!(refused.text().contains("gets no papers") || refused.text().contains("no party"), "{}", refused.text());
    }
    assert_eq!(scene.lawyer.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "to whom is needed");
    let done = scene.lawyer.send_and_follow(&form.and("to", &mother).and("to", "child")).await.text();
    assert!(done.contains("Jodie Thornley") && done.contains("Mia Thornley"), "{done}");
    let log = scene.worker.see(&format!("{}/access", scene.child.page())).await;
    let text = log.text();
    assert_eq!(text.matches("Case management, ").count(), 2, "one line a release: {text}");
    let taken = scene.lawyer.post(&format!("{bundle}/papers"), &[]).await;
    let files = unpacked(&taken.bytes);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["bundle.pdf"], "no document was chosen");
    if let Some(papers) = text_of(&files["bundle.pdf"]) {
        assert!(papers.contains("1. Note, 17 February 2026") && papers.contains("asked for her coat"), "{papers}");
        assert!(papers.contains("Page 1 of") && papers.contains("Controller of this information"), "{papers}");
        assert!(!papers.contains("Larkspur") && !papers.contains("PR8"), "{papers}");
    }
    assert!(text.contains("Released a court bundle") && text.contains("the papers go to the parties"), "{text}");
    for canary in ["Larkspur", "PR8"] {
        assert!(!log.body.contains(canary));
    }
    let note = format!("{}/records/{}", scene.child.page(), scene.child.records[4]);
    let form = correcting(&mut scene.worker, &note).await;
    scene.worker.send_and_follow(&form.set("body", "Mia slept badly.").set("because", "the carer rang")).await;
    let shares = scene.worker.see(&format!("{}/share", scene.child.page())).await.text();
    assert!(
        shares.contains("Jodie Thornley Not told yet Note: Note corrected"),
        "who holds it is to be told: {shares}"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q173_a_document_goes_beside_the_bundle_as_it_was_stored_once_a_lawyer_looked_through_it(
    #[case] engine: Engine,
) {
    let Some(mut scene) = Scene::set(engine).await else { return };
    let document = store(&mut scene.worker, &scene.child, "Mia’s school report", SCAN).await;
    let path = format!("{}/bundle", scene.court);
    let form = scene.worker.see(&path).await.form(&path).set("title", "Final hearing").set("because", "The threshold.");
    let form = form.and("items", &scene.child.records[4].to_string()).and("items", &document.to_string());
    let bundle = scene.worker.send(&form).await.location();
    let early = scene.lawyer.post(&format!("{bundle}/papers"), &[]).await;
    assert!(early.text().contains("released to nobody yet"), "{}", early.text());
    let page = scene.lawyer.see(&bundle).await;
    assert!(page.text().contains("Page 3, and D1.pdf beside it"), "{}", page.text());
    let form = page.form(&bundle).and("to", "child");
    let unread = scene.lawyer.send(&form).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody here reads a scan but people");
    assert!(unread.text().contains("nothing here can read a document"), "{}", unread.text());
    let page = scene.lawyer.send_and_follow(&form.and("looked_through", "yes")).await;
    let by_worker = scene.worker.post(&format!("{bundle}/papers"), &[]).await;
    assert_eq!(by_worker.status, StatusCode::FORBIDDEN, "a lawyer takes it");
    let taken = scene.lawyer.send(&page.form(&format!("{bundle}/papers"))).await;
    let files = unpacked(&taken.bytes);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["D1.pdf", "bundle.pdf"]);
    assert_eq!(files["D1.pdf"], SCAN, "byte for byte");
    let hash = hearth_casework::sharing::fingerprint(SCAN);
    if let Some(papers) = text_of(&files["bundle.pdf"]) {
        let solid: String = papers.split_whitespace().collect();
        assert!(solid.contains(&format!("SHA-256{hash}")), "the list holds its fingerprint: {papers}");
    }
    let told = scene.worker.see(&format!("{}/access", scene.child.page())).await.text();
    assert!(told.contains(&format!("D1.pdf with SHA-256 {hash}")), "and so does the record of the release: {told}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q174_whoever_comes_to_hold_parental_responsibility_becomes_a_party(#[case] engine: Engine) {
    let Some(mut scene) = Scene::set(engine).await else { return };
    let before = scene.worker.see(&scene.court.clone()).await.text();
    assert!(before.contains("Sefton Council Party") && before.contains("Mia Thornley Party"), "{before}");
    assert!(before.contains("Ann Petrie"), "the guardian speaks for the child: {before}");
    assert!(
        before.contains("Jodie Thornley Party Mother. Holds parental responsibility: mother of the child"),
        "{before}"
    );
    assert!(before.contains("Sean Roe Notice only"), "{before}");
    let record = format!("{}/records/{}", scene.child.page(), scene.child.records[3]);
    let path = format!("{record}/correct");
    let form = scene.worker.see(&path).await.form(&path);
    let form = form
        .set("parental_responsibility", "yes")
        .set("pr_basis", "PR_ORDER")
        .set("because", "The order of 20 February.");
    scene.worker.send_and_follow(&form).await;
    let after = scene.worker.see(&scene.court.clone()).await.text();
    assert!(
        after.contains("Sean Roe Party Father. Holds parental responsibility: parental responsibility order"),
        "{after}"
    );
    let bundle = scene.bundle(&[5, 7]).await;
    let page = scene.lawyer.see(&bundle).await;
    assert!(!page.body.contains("Larkspur"), "a confidential address is withheld from a party too");
    let form = page.form(&bundle).and("to", &scene.child.records[3].to_string());
    assert!(scene.lawyer.send_and_follow(&form).await.text().contains("Sean Roe"));
    let form = scene
        .worker
        .see(&path)
        .await
        .form(&path)
        .date("ended", "1", "3", "2026")
        .set("because", "The order was discharged.");
    scene.worker.send_and_follow(&form).await;
    let gone = scene.worker.see(&scene.court.clone()).await.text();
    assert!(!gone.contains("Sean Roe Party"), "{gone}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q175_nobody_is_added_as_a_party_without_the_day_of_the_order_that_joins_them(#[case] engine: Engine) {
    let Some(mut scene) = Scene::set(engine).await else { return };
    let path = format!("{}/add/court_party", scene.child.page());
    for part in ["CARER", "INTERVENER"] {
        let form = scene.worker.see(&path).await.form(&path).set("name", "Kim Hale").set("part", part);
        let page = scene.worker.send(&form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
        assert!(page.text().contains("is a party from the day of the order that joins them"), "{}", page.text());
    }
    assert!(!scene.worker.see(&scene.court.clone()).await.text().contains("Kim Hale"));
    let form = scene.worker.see(&path).await.form(&path).set("name", "Kim Hale").set("part", "CARER");
    let form = form.set("case", &scene.child.records[1].to_string()).date("joined_on", "27", "2", "2026");
    scene.worker.send_and_follow(&form).await;
    let text = scene.worker.see(&scene.court.clone()).await.text();
    assert!(text.contains("Kim Hale Party Relative or carer. Joined by an order of 27 February 2026"), "{text}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q182_what_a_withdrawn_relative_told_is_set_apart_until_a_lawyer_decides(#[case] engine: Engine) {
    let Some(mut scene) = Scene::set(engine).await else { return };
    let bundle = scene.bundle(&[4, 6]).await;
    assert!(scene.lawyer.see(&bundle).await.text().contains("drinks in the mornings"));
    let party = format!("{}/party/{}", scene.court, scene.child.records[8]);
    let form =
        scene.worker.see(&party).await.form(&party).date("offered_on", "26", "2", "2026").set("answer", "WITHDRAWS");
    let bare = scene.worker.send(&form).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "the day of the answer is needed");
    let answered = scene.worker.send_and_follow(&form.date("answered_on", "28", "2", "2026")).await.text();
    assert!(
        answered.contains("Their part is locked") && answered.contains("Withdrew on 28 February 2026"),
        "{answered}"
    );
    let court = scene.worker.see(&scene.court.clone()).await.text();
    assert!(court.contains("Maureen Roe Withdrew") && court.contains("Note Locked Part of Maureen Roe"), "{court}");
    let page = scene.lawyer.see(&bundle).await;
    assert!(!page.text().contains("drinks in the mornings"), "{}", page.text());
    assert!(page.text().contains("set apart: Maureen Roe withdrew"), "{}", page.text());
    let mother = scene.child.records[2].to_string();
    let stale = scene.lawyer.send(&page.form(&bundle).and("to", &mother)).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "the bundle as it was proposed goes nowhere");
    assert!(stale.text().contains("put it together anew"), "{}", stale.text());
    let path = format!("{}/bundle", scene.court);
    let note = scene.child.records[6].to_string();
    assert!(!scene.worker.see(&path).await.body.contains(&note), "it is not offered any more");
    let form = scene.worker.see(&path).await.form(&path).set("title", "x").set("because", "x").and("items", &note);
    assert_eq!(scene.worker.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nor taken");
    let without = scene.bundle(&[4, 6]).await;
    let page = scene.lawyer.see(&without).await;
    assert!(!page.text().contains("drinks in the mornings"));
    scene.lawyer.send_and_follow(&page.form(&without).and("to", &mother)).await;
    let decide = format!("{party}/decide");
    let by_worker = scene.worker.post(&decide, &[("decision", "DISCLOSE"), ("apart_because", "I want to")]).await;
    assert_eq!(by_worker.status, StatusCode::FORBIDDEN);
    let page = scene.lawyer.see(&party).await;
    let bare = scene.lawyer.send(&page.form(&decide).set("decision", "DISCLOSE")).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "why is needed");
    let withheld = page.form(&decide).set("decision", "WITHHOLD").set("apart_because", "She agreed to nothing.");
    assert!(scene.lawyer.send_and_follow(&withheld).await.text().contains("Their part is locked"));
    let disclosed =
        page.form(&decide).set("decision", "DISCLOSE").set("apart_because", "The judge directed it on 1 March.");
    assert!(!scene.lawyer.send_and_follow(&disclosed).await.text().contains("Their part is locked"));
    let again = scene.bundle(&[4, 6]).await;
    assert!(scene.lawyer.see(&again).await.text().contains("drinks in the mornings"));
    let _ = &scene.stage;
}
