//! People and records that a form names: chosen from whom the file knows, or found, without script, with the form kept.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use crate::{
    browser::Browser,
    markup,
    promises::{adding, mia, scene},
};

/// The form as it is sent by the button that finds somebody for a field.
fn find_for(form: crate::markup::Form, field: &str) -> crate::markup::Form {
    form.set("act", &format!("find:{field}"))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_mother_is_found_from_the_form_and_what_was_written_is_kept(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let dana = Paper::child("Dana", "Okell", "1997-05-03").of_type(hearth_record::FileType::Adult).file(&stage).await;
    let form = adding(&mut browser, &child, "relationship").await;
    let form = form.set("relationship_type", "MOTHER").set("source", "the birth certificate");
    let search = browser.send_and_follow(&find_for(form, "other")).await;
    let here = format!("{}/choose/add:relationship/other", child.page());
    let found = browser.send(&search.form(&here).set("q", "Dana Okell")).await;
    assert!(found.text().contains("Dana Okell"), "{}", found.text());
    let chosen = browser.post(&here, &[("person", &dana.person.to_string())]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    let back = browser.see(&chosen.location()).await;
    let form = back.form(&format!("{}/add/relationship", child.page()));
    assert_eq!(form.value("other"), dana.person.to_string(), "whoever was chosen stands in the form");
    assert_eq!(form.value("source"), "the birth certificate", "and so does what was written before");
    let record = browser.send_and_follow(&form).await;
    assert!(record.main().contains("Dana Okell"), "the record names her: {}", record.main());
    assert!(!record.main().contains(&dana.person.to_string()));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_the_file_knows_is_offered_in_each_form_that_names_people(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let theo = Paper::child("Theo", "Thirlby", "2023-03-01").held_by(&priya).file(&stage).await;
    let other = theo.person.to_string();
    let tie = [("relationship_type", "HALF_SIBLING"), ("other", other.as_str())];
    let kayla = mia().with("relationship", &tie).held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.see(&format!("{}/add/household_membership", kayla.page())).await;
    assert!(page.main().contains("Theo Thirlby, half-brother or half-sister, born 1 March 2023"), "{}", page.main());
    let form = page.form(&format!("{}/add/household_membership", kayla.page()));
    let form = form.set("family_id", "F1").set("members", &other);
    let record = browser.send_and_follow(&form).await;
    assert!(record.main().contains("Theo Thirlby"), "{}", record.main());
    assert!(record.body.contains(&format!("href=\"{}\"", theo.page())), "with the way to his file");
    let family = browser.see(&format!("{}/family", kayla.page())).await;
    assert!(family.main().contains("Theo Thirlby"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn several_people_are_chosen_one_after_the_other(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let dana = Paper::child("Dana", "Okell", "1997-05-03").file(&stage).await;
    let ryan = Paper::child("Ryan", "Thirlby", "1993-05-03").file(&stage).await;
    let form = adding(&mut browser, &child, "household_membership").await.set("family_id", "F1");
    let here = browser.send(&find_for(form, "members")).await.location();
    for somebody in [&dana, &ryan] {
        browser.see(&here).await;
        browser.post(&here, &[("person", &somebody.person.to_string())]).await;
    }
    let form = adding(&mut browser, &child, "household_membership").await;
    let held: Vec<&str> = form.pairs.iter().filter(|(name, _)| name == "members").map(|(_, id)| id.as_str()).collect();
    assert_eq!(held.len(), 2, "{held:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_be_named_across_the_adoption_wall(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let walled = Paper::child("Samuel", "Ashworth", "2020-02-02").walled().held_by(&leah).file(&stage).await;
    let birth = mia().held_by(&leah).file(&stage).await;
    let mut browser = Browser::of(&stage, &leah).await;
    let form = adding(&mut browser, &birth, "relationship").await.set("relationship_type", "SIBLING");
    let here = browser.send(&find_for(form.clone(), "other")).await.location();
    browser.see(&here).await;
    let found = browser.post(&here, &[("q", "Samuel Ashworth")]).await;
    assert!(!found.body.contains(&walled.person.to_string()), "even the adoption worker is not offered him here");
    let chosen = browser.post(&here, &[("person", &walled.person.to_string())]).await;
    assert_eq!(chosen.status, StatusCode::NOT_FOUND);
    let forced = browser.send(&form.set("other", &walled.person.to_string())).await;
    let absent = "01a40000000070008000000000000002";
    let form = adding(&mut browser, &birth, "relationship").await.set("relationship_type", "SIBLING");
    let nobody = browser.send(&form.set("other", absent)).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((forced.status, forced.main()), (nobody.status, nobody.main()), "in the words of one who is not there");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_review_names_the_plan_that_it_reviewed(#[case] engine: Engine) {
    let plan = [("started", "2026-01-20")];
    let Some((_stage, _, child, mut browser)) = scene(engine, mia().with("cin_plan", &plan)).await else { return };
    let form = adding(&mut browser, &child, "cin_plan_review").await;
    let form = form.date("held_on", "20", "2", "2026").set("cin_plan", &child.records[1].to_string());
    let record = browser.send_and_follow(&form).await;
    let plan = format!("{}/records/{}", child.page(), child.records[1]);
    assert!(record.body.contains(&format!("href=\"{plan}\"")), "{}", record.main());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_reports_of_a_conference_are_chosen_from_the_documents_of_the_file(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, mia()).await else { return };
    let path = format!("{}/documents", child.page());
    for title in ["School report", "Police report"] {
        browser.see(&path).await;
        let pairs =
            [("title", title), ("received_on-day", "1"), ("received_on-month", "3"), ("received_on-year", "2026")];
        let stored = browser.upload(&path, &pairs, b"%PDF-1.7 What the teacher wrote.").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
    }
    let add = format!("{}/add/conference", child.page());
    let page = browser.see(&add).await;
    assert!(page.main().contains("School report, received 1 March 2026"), "{}", page.main());
    let desk = stage.desk(&priya);
    let view = desk.open(child.file, None, None).await.expect("opened");
    let documents = view.all::<hearth_record::recording::Document>();
    let of = |title: &str| {
        let found = documents.iter().find(|(_, document)| document.title.reveal().0 == title);
        found.map(|(record, document)| (*record, document.blob.to_string())).expect("a document")
    };
    let (record, school) = of("School report");
    let form = adding(&mut browser, &child, "conference").await;
    let form = form.set("conference_kind", "INITIAL").date("held_on", "2", "3", "2026").set("reports", &school);
    let strange = form.clone().set("reports", "01a40000000070008000000000000002");
    let refused = browser.send(&strange).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a document of no file is refused");
    assert!(refused.text().contains("must be a document of this file"), "{}", refused.text());
    let page = browser.send_and_follow(&form).await;
    assert!(page.main().contains("School report") && !page.main().contains(&school), "{}", page.main());
    assert!(page.body.contains(&format!("{path}/{record}")), "with the way to it");
    let saved = markup::between(&page.body, "/records/", "/correct\"").expect("the way to correct it").to_owned();
    let correct = format!("{}/records/{saved}/correct", child.page());
    let form = browser.see(&correct).await.form(&correct);
    assert_eq!(form.value("reports"), school, "the form that corrects it holds it");
    let (_, police) = of("Police report");
    let page = browser.send_and_follow(&form.and("reports", &police).set("because", "it came later")).await;
    assert!(page.main().contains("Police report"), "{}", page.main());
}
