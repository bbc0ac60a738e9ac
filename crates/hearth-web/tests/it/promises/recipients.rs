//! To whom the notices say that information goes: each may be told, of what its task needs, and the child's list shows it.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use super::{
    mia,
    packages::said,
    requests::recorded,
    scene,
    sharing::{a_while, address, answered, drawn, sent, shares, thornley},
};
use crate::{browser::Browser, markup::between};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q080_a_relative_whom_the_file_does_not_name_is_warned_of(#[case] engine: Engine) {
    let paper = thornley().with(
        "relationship",
        &[("other_name", "Carol Thornley"), ("relationship_type", "MOTHER"), ("parental_responsibility", "yes")],
    );
    let Some((_stage, _, child, mut browser)) = scene(engine, paper).await else { return };
    let path = address(&child);
    let mother = format!("family:{}", child.records[5]);
    let form = answered(&mut browser, &child, &mother, "family").await.set("checked", "");
    let looked_at = browser.send(&form).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.text());
    assert!(looked_at.text().contains("Carol Thornley, mother"), "{}", looked_at.text());
    let form = answered(&mut browser, &child, "family:other", "family").await.set("checked", "");
    let warned = browser.send(&form.set("relative_name", "Uncle Ray")).await;
    assert_eq!(warned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(warned.text().contains("The file names no relationship with Uncle Ray"), "{}", warned.text());
    let looked_at = browser.send(&warned.form(&path).set("checked", "yes")).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.text());
    let record = sent(&mut browser, &child, &looked_at).await.text();
    assert!(
        record.contains("the file names no relationship with Uncle Ray"),
        "what was looked at stands there: {record}"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q081_to_q090_each_sort_of_recipient_is_told_of_its_categories_and_stands_in_the_childs_list(
    #[case] engine: Engine,
) {
    let paper = thornley()
        .with("school", &[("name", "Linacre Primary"), ("started", "2021-09-01")])
        .with("offence", &[("on", "2026-01-30")])
        .with("legal_status", &[("status", "C2"), ("started", "2026-01-21")]);
    let Some((stage, priya, child, mut browser)) = scene(engine, paper).await else { return };
    let table = [
        ("nhs", "health_care", "NHS and other health services"),
        ("schools", "safety", "Schools and colleges"),
        ("district_councils", "housing", "District councils"),
        ("police", "investigation", "Police"),
        ("courts", "court", "Courts and other judicial agencies"),
        ("probation", "youth_justice", "Probation Service"),
        ("youth_offending", "youth_justice", "Youth Offending Team"),
        ("work_and_pensions", "public_task", "Department for Work and Pensions"),
        ("other_public", "safety", "Other public authorities"),
    ];
    for (recipient, need, called) in table {
        let form = answered(&mut browser, &child, recipient, need).await;
        let looked_at = browser.send(&form).await;
        // A recipient that may not be told of a category is told so, and goes on without it.
        let looked_at = if looked_at.status == StatusCode::UNPROCESSABLE_ENTITY {
            assert!(looked_at.text().contains("may not be told of"), "{recipient}: {}", looked_at.text());
            let names = [format!("{}.forename", child.records[0]), format!("{}.surname", child.records[0])];
            let form = looked_at.form(&address(&child)).set("items", &names[0]).and("items", &names[1]);
            browser.send(&form).await
        } else {
            looked_at
        };
        assert_eq!(looked_at.status, StatusCode::OK, "{recipient}: {}", looked_at.text());
        let record = sent(&mut browser, &child, &looked_at).await;
        assert!(record.text().contains(called), "{recipient}: {}", record.text());
    }
    a_while(&stage, &mut browser).await;
    for shared in shares(&stage, &priya, &child).await {
        assert!(!shared.items.reveal().is_empty() && shared.basis.is_some() && shared.recipient_kind.is_some());
    }
    let list = browser.see(&format!("{}/share", child.page())).await.text();
    for (.., called) in table {
        assert!(list.contains(called), "{called} stands in the child’s list: {list}");
    }
    let refused = answered(&mut browser, &child, "voluntary", "family_help").await;
    let refused = browser.send(&refused).await;
    assert!(refused.text().contains("there is no agreement with them that covers this"), "{}", refused.text());
    let barred = drawn(&mut browser, &child, "work_and_pensions", "public_task").await.set("more", "yes");
    let barred = browser.send(&barred).await.text();
    assert!(!barred.contains("Legal status"), "what is not of its categories is not even offered: {barred}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q097_a_referral_after_domestic_abuse_carries_its_evidence_and_how_to_make_contact_safely(
    #[case] engine: Engine,
) {
    let paper = mia()
        .with("assessment", &[("started", "2026-01-12"), ("factors", "1A,3B,16A"), ("analysis", "Her mother drinks.")])
        .with(
            "contact_detail",
            &[
                ("contact_kind", "MOBILE"),
                ("phone", "07700 900123"),
                ("safe_to_use", "yes"),
                ("how_to_use", "texts only, before three"),
            ],
        )
        .with("contact_detail", &[("contact_kind", "HOME"), ("phone", "0151 496 0555"), ("safe_to_use", "no")])
        .with("safety_plan", &[("made_on", "2026-02-01"), ("worries", "He watches the house."), ("plan", "Ring 999.")]);
    let Some((_stage, _, child, mut browser)) = scene(engine, paper).await else { return };
    let form = answered(&mut browser, &child, "swaca", "domestic_abuse_support").await;
    let offered = browser.see(&address(&child)).await.text();
    assert!(!offered.contains("Do they need more than this?"), "nothing is added to it: {offered}");
    let looked_at = browser.send(&form).await.main();
    let goes = between(&looked_at, "What goes, and nothing else", "What is written down").expect("the list");
    assert!(goes.contains("Domestic abuse: parent or carer"), "{goes}");
    assert!(
        goes.contains("07700 900123") && goes.contains("texts only, before three"),
        "how to make contact safely: {goes}"
    );
    assert!(goes.contains("He watches the house"), "and what danger there is: {goes}");
    for other in ["Alcohol", "drinks", "0151 496 0555", "2016"] {
        assert!(!goes.contains(other), "nothing of {other}: {goes}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q098_a_standing_share_stops_with_the_plan_and_asks_when_the_plan_steps_up(#[case] engine: Engine) {
    let plan = [("started", "2026-01-20"), ("plan", "A worker comes twice a week.")];
    let Some((stage, priya, child, mut browser)) = scene(engine, mia().with("cin_plan", &plan)).await else { return };
    let other = Paper::child("Zoe", "Abney", "2018-05-01").with("cin_plan", &plan).held_by(&priya).file(&stage).await;
    for child in [&child, &other] {
        let form = answered(&mut browser, child, "venus", "family_support").await.set("standing", "yes");
        let looked_at = browser.send(&form.date("until", "1", "9", "2026")).await;
        sent(&mut browser, child, &looked_at).await;
    }
    let refused = answered(&mut browser, &child, "venus_mothers", "support_for_mothers").await;
    assert!(browser.send(&refused).await.text().contains("of a mother in her own record"));
    for child in [&child, &other] {
        let form = super::correcting(&mut browser, &format!("{}/records/{}", child.page(), child.records[1])).await;
        browser.send_and_follow(&form.date("ended", "2", "3", "2026").set("because", "it ended today")).await;
    }
    let stepped = super::adding(&mut browser, &other, "cp_plan").await.date("started", "2", "3", "2026");
    browser.send_and_follow(&stepped.set("initial_category", "NEG")).await;
    let sefton = stage.desk(&priya).authority().clone();
    a_while(&stage, &mut browser).await;
    hearth_casework::sharing::sweep(&stage.instance, &sefton, stage.now()).await.expect("a night");
    let ended = shares(&stage, &priya, &child).await;
    assert!(ended[0].is("ENDED"), "the plan ended, and the share with it");
    let asks = shares(&stage, &priya, &other).await;
    assert!(asks[0].is("STANDING") && asks[0].review_on.is_some(), "the plan stepped up: the worker decides");
    let list = browser.see(&format!("{}/share", other.page())).await;
    let record = between(&list.body, &format!("{}/share/0", other.page()), "\"").expect("a share");
    let page = browser.see(&format!("{}/share/0{record}", other.page())).await.text();
    assert!(
        page.contains("Nothing goes now") && page.contains("decide with your manager whether their work goes on"),
        "{page}"
    );
    let form = answered(&mut browser, &child, "venus", "family_support").await;
    assert!(browser.send(&form).await.text().contains("none is open on this file"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q099_a_mother_is_the_subject_of_what_is_told_of_her_and_her_child_is_not_in_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let jess = Paper::child("Jess", "Farrow", "1997-03-03")
        .of_type(FileType::Adult)
        .with("contact_detail", &[("contact_kind", "MOBILE"), ("phone", "07700 900456"), ("safe_to_use", "yes")])
        .with("relationship", &[("other_name", "Lily Farrow"), ("relationship_type", "CHILD")])
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Lily asked after her.")])
        .held_by(&priya)
        .file(&stage)
        .await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &jess, "venus_mothers", "support_for_mothers").await;
    let looked_at = browser.send(&form).await;
    let text = looked_at.main();
    let goes = between(&text, "What goes, and nothing else", "What is written down").expect("the list");
    assert!(goes.contains("Farrow") && goes.contains("07700 900456"), "{goes}");
    assert!(!goes.contains("Lily"), "{goes}");
    let note = format!("{}.body", jess.records[3]);
    let forced = browser.send(&form.and("items", &note)).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing can be added: {}", forced.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q100_q169_another_department_is_told_as_somebody_outside_is(#[case] engine: Engine) {
    for council in ["sefton", "knowsley"] {
        let Some(stage) = Stage::open(engine).await else { return };
        let priya = stage.person_at(council, Role::SocialWorker, Vec::new()).await;
        let child = thornley().at(council).held_by(&priya).file(&stage).await;
        let mut browser = Browser::of(&stage, &priya).await;
        let form = answered(&mut browser, &child, "housing", "housing").await.set("channel", "SPOKEN");
        let looked_at = browser.send(&form.set("necessary", "the flat is damp")).await;
        sent(&mut browser, &child, &looked_at).await;
        let list = browser.see(&format!("{}/access", child.page())).await.text();
        assert!(list.contains("Housing, ") && list.contains("House a family"), "{council}: {list}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q168_a_share_with_a_partner_shows_its_protocol(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, thornley()).await else { return };
    let form = answered(&mut browser, &child, "police", "safety").await;
    let looked_at = browser.send(&form).await;
    let record = sent(&mut browser, &child, &looked_at).await.text();
    assert!(record.contains("Safeguarding partners’ information sharing protocol"), "{record}");
    let form = answered(&mut browser, &child, "nhs", "health_care").await.set("checked", "");
    let warned = browser.send(&form).await.text();
    assert!(warned.contains(" information sharing protocol with"), "one that covers no such purpose is said: {warned}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q170_a_shared_service_receives_only_where_it_serves(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person_at("knowsley", Role::SocialWorker, Vec::new()).await;
    let nurse = stage.person_at("knowsley", Role::HealthPractitioner, Vec::new()).await;
    let without = thornley().at("knowsley").held_by(&priya).file(&stage).await;
    let served = thornley().at("knowsley").involving(Some(nurse.worker), None, "HEALTH", None).held_by(&priya);
    let served = served.file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &without, "nwbh", "health_care").await;
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("only where a service that both provide is on the case"), "{}", refused.text());
    let form = answered(&mut browser, &served, "nwbh", "health_care").await;
    let looked_at = browser.send(&form).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q171_the_ombudsman_gets_the_bundle_of_a_complaint(#[case] engine: Engine) {
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia slept badly.")];
    let Some((stage, priya, child, _)) = scene(engine, thornley().with("case_note", &note)).await else { return };
    let dev = stage.person(Role::ComplaintsOfficer, None).await;
    let mut browser = Browser::of(&stage, &dev).await;
    let complained = [
        ("received_on", "2026-02-20"),
        ("channel", "LETTER"),
        ("complainant", "Dana Okell"),
        ("capacity", "PARENT"),
        ("what", "Nobody rang me back."),
    ];
    let complaint = recorded(&mut browser, &format!("{}/complaints/new", child.page()), &complained).await;
    let form = browser.see(&complaint).await.form(&format!("{complaint}/answer")).set("outcome", "UPHELD");
    browser.send_and_follow(&form.set("findings", "The call was not logged.")).await;
    // The form has ticked the complaint with what was found, and nothing of the rest of the file.
    let form = answered(&mut browser, &child, "lgsco", "complaint").await.set("channel", "PORTAL");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    let base = format!("{}/share/", child.page());
    let record = between(&page.body, &base, "/package\"").expect("the act").to_owned();
    a_while(&stage, &mut browser).await;
    let bundle = browser.post(&format!("{base}{record}/package"), &[]).await;
    let said = said(&bundle.bytes);
    for told in ["Nobody rang me back.", "The call was not logged.", "Upheld", "Stage 1"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("Mersey Road") && !said.contains("slept badly"), "{said}");
    let shared = shares(&stage, &priya, &child).await.pop().expect("it stands there");
    assert_eq!(shared.reason.map(hearth_record::sets::NoticeSharingReason::code), Some("COMPLAINT"));
    // Nobody else is offered what the council keeps about its own dealing with a child.
    let mut working = Browser::of(&stage, &priya).await;
    let form = answered(&mut working, &child, "police", "safety").await.set("more", "yes");
    let offered = working.send(&form).await.text();
    assert!(!offered.contains("Nobody rang me back"), "{offered}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q172_an_agency_that_does_not_work_with_the_child_is_warned_of(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person_at("knowsley", Role::SocialWorker, Vec::new()).await;
    let known = thornley().at("knowsley").held_by(&priya).file(&stage).await;
    let unknown = mia().at("knowsley").held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &unknown, "police", "safety").await.set("checked", "");
    let warned = browser.send(&form).await;
    assert_eq!(warned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(warned.text().contains("Nothing in this file says that Police works with this child"), "{}", warned.text());
    let form = answered(&mut browser, &known, "police", "safety").await.set("checked", "");
    let looked_at = browser.send(&form).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.text());
}
