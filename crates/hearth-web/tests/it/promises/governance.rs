//! That people are told what is done with their information and why it may be, and that somebody answers for it by name.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::settings::{Pack, compiled_in};
use hearth_record::ids::AuthorityId;
use hearth_stage::{Engine, Paper, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use super::{adding, correcting, mia, scene};
use crate::{browser::Browser, markup::between};

const COUNCILS: [&str; 2] = ["sefton", "knowsley"];

fn pack(council: &str) -> Pack {
    compiled_in().remove(&AuthorityId::new(council).expect("a name")).expect("a pack")
}

/// Somebody of a council in a role, signed in.
async fn at(stage: &Stage, council: &str, role: Role) -> Browser {
    let person = stage.person_at(council, role, Vec::new()).await;
    Browser::of(stage, &person).await
}

/// Approves the draft that the page shows, from today on, as a person at the page does.
async fn approve_draft(stage: &Stage, dpo: &mut Browser) {
    let page = dpo.see("/settings/notice").await;
    let fingerprint =
        between(&page.body, "name=\"fingerprint\" value=\"", "\"").expect("a draft to approve").to_owned();
    let today = hearth_calendar_today(stage);
    let pairs = [
        ("act", "draft"),
        ("fingerprint", fingerprint.as_str()),
        ("from-day", &today.0),
        ("from-month", &today.1),
        ("from-year", &today.2),
    ];
    let done = dpo.post("/settings/notice", &pairs).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

fn hearth_calendar_today(stage: &Stage) -> (String, String, String) {
    let day = stage.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    (day.day().to_string(), day.month().to_string(), day.year().to_string())
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q001_a_notice_has_versions_and_people_stay_tied_to_the_one_they_were_given(#[case] engine: Engine) {
    let Some((stage, priya, child, mut browser)) = scene(engine, mia()).await else { return };
    let before = Browser::new(&stage).see("/privacy/sefton").await.text();
    assert!(before.contains("has not approved its privacy notice here yet"), "a draft is nobody’s notice: {before}");
    let mut worker = Browser::of(&stage, &priya).await;
    assert_eq!(worker.get("/settings/notice").await.status, StatusCode::FORBIDDEN, "nothing beside it is the public’s");
    let mut owner = at(&stage, "sefton", Role::AssetOwner).await;
    let page = owner.see("/settings/notice").await;
    assert!(!page.body.contains("name=\"fingerprint\""), "whoever does not approve notices has no button for it");
    let tried = owner.post("/settings/notice", &[("act", "own"), ("version", "1")]).await;
    assert_eq!(tried.status, StatusCode::FORBIDDEN, "{}", tried.text());

    let mut dpo = at(&stage, "sefton", Role::Dpo).await;
    let stale =
        [("act", "draft"), ("fingerprint", "00"), ("from-day", "2"), ("from-month", "3"), ("from-year", "2026")];
    dpo.see("/settings/notice").await;
    let stale = dpo.post("/settings/notice", &stale).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "what was not looked at is not approved");
    approve_draft(&stage, &mut dpo).await;
    let public = Browser::new(&stage).see("/privacy/sefton").await;
    assert!(public.text().contains("Version 1, in force from 2 March 2026, approved by"), "{}", public.text());
    assert!(!public.body.contains("hearth-promised"), "what stands beside the lines is for staff");
    let first = Browser::new(&stage).see("/privacy/sefton/versions/1").await.text();

    let form = adding(&mut browser, &child, "notice_given").await.date("given_on", "2", "3", "2026");
    let given = browser.send_and_follow(&form.set("channel", "HAND").set("explained", "yes")).await.text();
    assert!(given.contains("Version of the notice 1"), "{given}");

    stage.clock.wait(SignedDuration::from_hours(24));
    let mut dpo = at(&stage, "sefton", Role::Dpo).await;
    let own = "# How we use your information\n\nThe council’s own words.\n\n- one thing\n- another";
    dpo.see("/settings/notice/own").await;
    let loaded = dpo.post("/settings/notice/own", &[("title", "Our notice"), ("text", own)]).await;
    assert_eq!(loaded.status, StatusCode::SEE_OTHER, "{}", loaded.text());
    let still = Browser::new(&stage).see("/privacy/sefton").await.text();
    assert!(still.contains("Version 1") && !still.contains("own words"), "what is loaded is a draft: {still}");
    assert_eq!(Browser::new(&stage).get("/privacy/sefton/versions/2").await.status, StatusCode::NOT_FOUND);
    dpo.see("/settings/notice").await;
    let approved = dpo.post("/settings/notice", &[("act", "own"), ("version", "2")]).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let now = Browser::new(&stage).see("/privacy/sefton").await.text();
    assert!(now.contains("Version 2") && now.contains("The council’s own words."), "as it stands: {now}");
    assert_eq!(Browser::new(&stage).see("/privacy/sefton/versions/1").await.text(), first, "readable for ever");
    let again = dpo.post("/settings/notice", &[("act", "own"), ("version", "2")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "what was approved never changes");

    let records = Browser::of(&stage, &priya).await.see(&format!("{}/records", child.page())).await;
    assert!(records.text().contains("Privacy notice given"), "{}", records.text());
    let timeline = Browser::of(&stage, &priya).await.see(&format!("{}/timeline", child.page())).await.text();
    assert!(timeline.contains("Version 1"), "still tied to the one that was given: {timeline}");
}

/// What an officer sends who adds a purpose to the register, with some of it changed.
async fn adds_a_purpose(owner: &mut Browser, changed: &[(&str, &str)]) -> crate::browser::Page {
    let whole = [
        ("code", "early_years"),
        ("name", "help families with small children"),
        ("article6", "6(1)(e)"),
        ("categories", "SPECIAL"),
        ("article9", "9(2)(g)"),
        ("schedule1", "18"),
        ("powers", "CA1989"),
        ("policy_document", "Policy on special categories"),
        ("safeguards", "Only those who work with the family see it"),
        ("activated", "2026-03-02"),
    ];
    let pairs: Vec<(&str, &str)> = whole
        .iter()
        .map(|(name, value)| {
            let other = changed.iter().find(|(changed, _)| changed == name).map(|(_, value)| *value);
            (*name, other.unwrap_or(value))
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    owner.see("/settings/purposes/new").await;
    owner.post("/settings/purposes/new", &pairs).await
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q034_q095_a_purpose_with_special_categories_is_in_use_only_with_all_that_the_law_asks(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut owner = at(&stage, "sefton", Role::AssetOwner).await;
    for (left_out, says) in [
        ("article9", "special category"),
        ("schedule1", "special category"),
        ("policy_document", "appropriate policy document"),
        ("safeguards", "what protects people"),
        ("powers", "name the law"),
    ] {
        let refused = adds_a_purpose(&mut owner, &[(left_out, "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "without {left_out}");
        assert!(refused.text().contains(says), "without {left_out}: {}", refused.text());
    }
    let mut dpo = at(&stage, "sefton", Role::Dpo).await;
    assert_eq!(adds_a_purpose(&mut dpo, &[]).await.status, StatusCode::FORBIDDEN, "its owner approves it");
    let prepared = [("code", "later"), ("article9", ""), ("schedule1", ""), ("activated", "")];
    assert_eq!(adds_a_purpose(&mut owner, &prepared).await.status, StatusCode::SEE_OTHER, "prepared, it may lack them");
    assert_eq!(adds_a_purpose(&mut owner, &[]).await.status, StatusCode::SEE_OTHER);
    let register = owner.see("/settings/purposes").await.text();
    assert!(register.contains("Help families with small children In use"), "{register}");
    assert!(register.contains("Being prepared") && register.contains("paragraph 18"), "{register}");
    for council in COUNCILS {
        let pack = pack(council);
        for purpose in pack.purposes.iter().filter(|purpose| purpose.is_special(&pack)) {
            assert!(purpose.article9.is_some() && purpose.schedule1.is_some(), "{council}: {}", purpose.code);
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q035_each_purpose_goes_out_with_the_laws_that_it_rests_on(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for council in COUNCILS {
        let mut dpo = at(&stage, council, Role::Dpo).await;
        let csv = dpo.see("/settings/purposes.csv").await;
        let lines: Vec<&str> = csv.body.lines().skip(1).collect();
        assert_eq!(lines.len(), pack(council).purposes.len());
        for line in lines {
            let laws = line.split("\",\"").nth(5).unwrap_or_default();
            assert!(laws.contains("Act") || laws.contains("Regulations"), "{council}: {line}");
        }
        assert!(csv.body.contains("Children Act 1989 section 47"), "{council}: {}", csv.body);
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q036_to_q040_a_processing_can_rest_on_each_basis_and_the_rights_follow_it(#[case] engine: Engine) {
    const OBJECT: &str = "Objection is offered, and weighed";
    const ERASE: &str = "Erasure can be asked for as of right";
    let Some(stage) = Stage::open(engine).await else { return };
    let mut owner = at(&stage, "sefton", Role::AssetOwner).await;
    for (basis, follows, not) in [
        ("6(1)(a)", "Consent can be withdrawn at any time", OBJECT),
        ("6(1)(b)", "A copy for another system can be asked for", "Consent can be withdrawn"),
        ("6(1)(c)", "Erasure is not offered as of right", OBJECT),
        ("6(1)(d)", ERASE, OBJECT),
        ("6(1)(e)", OBJECT, ERASE),
    ] {
        let code = format!("on_{}", &basis[5..6]);
        let name = format!("try the basis {}", &basis[5..6]);
        if basis == "6(1)(d)" {
            let bare = adds_a_purpose(&mut owner, &[("code", &code), ("name", &name), ("article6", basis)]).await;
            assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bare.text());
            assert!(bare.text().contains("vital interests are for an emergency"), "{}", bare.text());
        }
        owner.see("/settings/purposes/new").await;
        let mut pairs = vec![
            ("code", code.as_str()),
            ("name", name.as_str()),
            ("article6", basis),
            ("categories", "PERSONAL"),
            ("powers", "CA1989"),
            ("activated", "2026-03-02"),
        ];
        if basis == "6(1)(d)" {
            pairs.push(("article6_note", "Somebody is in danger of their life tonight"));
        }
        let added = owner.post("/settings/purposes/new", &pairs).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{basis}: {}", added.text());
        let register = owner.see("/settings/purposes").await.text();
        let heading = format!("Try the basis {} ", &basis[5..6]);
        let card = register.split(&heading).nth(1).expect("its card");
        let card = card
            .split("Try the basis")
            .next()
            .expect("up to the next")
            .split("Controller of")
            .next()
            .expect("the card");
        assert!(card.contains(basis) && card.contains(follows), "{basis}: {card}");
        assert!(!card.contains(not), "{basis} does not give: {not}: {card}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q041_q154_every_processing_has_one_basis_out_of_the_notices_list(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for council in COUNCILS {
        let mut owner = at(&stage, council, Role::AssetOwner).await;
        for outside in ["", "6(1)(f)", "6(1)(c)\n6(1)(e)"] {
            for activated in ["2026-03-02", ""] {
                let refused = adds_a_purpose(&mut owner, &[("article6", outside), ("activated", activated)]).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{council}: {outside:?}");
            }
        }
        let pack = pack(council);
        assert!(!pack.purposes.is_empty());
        assert!(pack.purposes.iter().all(|purpose| pack.notice.bases.contains(&purpose.article6)), "{council}");
        let register = owner.see("/settings/purposes").await.text();
        assert_eq!(register.matches("Lawful basis").count(), pack.purposes.len(), "one each: {register}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q042_an_administrator_adds_a_law_which_can_be_chosen_from_its_day(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut administrator = at(&stage, "sefton", Role::Administrator).await;
    administrator.see("/settings/legislation/new").await;
    let law = [
        ("code", "CWSA2026"),
        ("title", "Children’s Wellbeing and Schools Act 2026"),
        ("from", "2026-03-04"),
        ("functions", "Sharing for safeguarding"),
    ];
    let mut without: Vec<(&str, &str)> = law.to_vec();
    without.retain(|(name, _)| *name != "functions");
    let refused = administrator.post("/settings/legislation/new", &without).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = administrator.post("/settings/legislation/new", &law).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let twice = administrator.post("/settings/legislation/new", &law).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text());
    let register = administrator.see("/settings/legislation").await.text();
    assert!(register.contains("Children’s Wellbeing and Schools Act 2026 Not yet"), "{register}");
    let mut owner = at(&stage, "sefton", Role::AssetOwner).await;
    let offered = |body: &str| body.contains("value=\"CWSA2026\"");
    assert!(!offered(&owner.see("/settings/purposes/new").await.body), "not before its day");
    stage.clock.wait(SignedDuration::from_hours(72));
    let mut owner = at(&stage, "sefton", Role::AssetOwner).await;
    assert!(offered(&owner.see("/settings/purposes/new").await.body), "from its day");
    let elsewhere = at(&stage, "knowsley", Role::Dpo).await.see("/settings/legislation").await.text();
    assert!(!elsewhere.contains("Wellbeing"), "each council has its own");
    let mut worker = at(&stage, "sefton", Role::SocialWorker).await;
    assert_eq!(worker.get("/settings/legislation").await.status, StatusCode::FORBIDDEN);
}

/// Each of these laws stands in a council's register with something that the council does by it.
async fn in_the_register(engine: Engine, council: &str, laws: &[&str]) {
    let Some(stage) = Stage::open(engine).await else { return };
    let register = at(&stage, council, Role::Dpo).await.see("/settings/legislation").await.text();
    let pack = pack(council);
    for law in laws {
        let statute = pack.statutes.iter().find(|statute| statute.title.contains(law)).expect(law);
        assert!(register.contains(&statute.title), "{law}: {register}");
        assert!(!statute.functions.is_empty(), "{law} is cited by nothing");
        for function in &statute.functions {
            assert!(register.contains(function), "{law}: {function}");
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q043_to_q056_each_law_of_seftons_notice_is_in_the_register_and_something_cites_it(#[case] engine: Engine) {
    let laws = [
        "Children Act 1989",
        "Children Act 2004",
        "Health and Social Care Act 2012",
        "Health and Social Care (Safety and Quality) Act 2015",
        "Education (Information About Individual Pupils) (England) Regulations 2013",
        "Children and Social Work Act 2017",
        "Care Act 2014",
        "Mental Capacity Act 2005",
        "Mental Health Act 1983",
        "SI 2006/90",
        "Localism Act 2011",
        "Crime and Disorder Act 1998",
        "Welfare Reform Act 2012",
        "Childcare Act 2006",
        "Equality Act 2010",
    ];
    in_the_register(engine, "sefton", &laws).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q138_q157_to_q163_each_law_of_knowsleys_notice_is_in_the_register_and_something_cites_it(
    #[case] engine: Engine,
) {
    let laws = [
        "Children and Families Act 2014",
        "National Health Service and Community Care Act 1990",
        "SI 2009/309",
        "Children (Leaving Care) Act 2000",
        "Adoption and Children Act 2002",
        "Children Act 1989",
        "Children Act 2004",
        "SI 2006/1738",
        "Local Government Act 2009",
    ];
    in_the_register(engine, "knowsley", &laws).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q057_a_form_says_what_must_be_given_and_so_does_the_sheet(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let person = format!("{}/records/{}/correct", child.page(), child.records[0]);
    let form = browser.see(&person).await.text();
    assert!(form.contains("Asked by law: Children Act 1989 s.83") && form.contains("Voluntary"), "{form}");
    let form = adding(&mut browser, &child, "notice_given").await.date("given_on", "2", "3", "2026");
    let given = browser.send_and_follow(&form.set("channel", "HAND").set("explained", "yes")).await;
    let sheet = given.text();
    assert!(sheet.contains("Must be answered (Children Act 1989 s.83):") && sheet.contains("ethnicity"), "{sheet}");
    assert!(sheet.contains("Voluntary, and nothing waits for it:") && sheet.contains("religion"), "{sheet}");
    let record = between(&given.body, "name=\"record\" value=\"", "\"").expect("a record to print").to_owned();
    let print = format!("{}/print", child.page());
    let printed = browser.post(&print, &[("record", &record)]).await.text();
    assert!(printed.contains("Must be answered (Children Act 1989 s.83):"), "{printed}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q059_an_assessment_waits_until_each_parent_was_given_the_notice_or_there_is_a_reason(#[case] engine: Engine) {
    let tie =
        |name, relation| [("other_name", name), ("relationship_type", relation), ("parental_responsibility", "yes")];
    let cousin =
        [("other_name", "Joan Thornley"), ("relationship_type", "AUNT_UNCLE"), ("parental_responsibility", "no")];
    let paper = mia()
        .with("relationship", &tie("Dana Thornley", "MOTHER"))
        .with("relationship", &tie("Ryan Cole", "FATHER"))
        .with("relationship", &cousin);
    let Some((stage, _, child, mut browser)) = scene(engine, paper).await else { return };
    let (dana, ryan) = (child.records[1].to_string(), child.records[2].to_string());
    let form = adding(&mut browser, &child, "assessment").await.date("started", "5", "1", "2026").and("factors", "3A");
    let open = browser.send(&form).await.location();
    let record = open.split(['?', '#']).next().expect("an address").to_owned();
    let authorising = async |browser: &mut Browser| {
        let form = correcting(browser, &record).await.date("authorised_on", "20", "2", "2026");
        browser.send(&form.set("because", "authorised")).await
    };
    let early = authorising(&mut browser).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let says = early.text();
    assert!(says.contains("Dana Thornley (mother)") && says.contains("Ryan Cole (father)"), "{says}");
    assert!(says.contains("add “Privacy notice given”") && !says.contains("Joan"), "it says what to do: {says}");

    let notice = adding(&mut browser, &child, "notice_given").await.date("given_on", "2", "3", "2026");
    let unexplained = browser.send(&notice.clone().set("relationship", &dana).set("channel", "HAND")).await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY, "given without a word is not told");
    let told = notice.clone().set("relationship", &dana).set("channel", "HAND").set("explained", "yes");
    browser.send_and_follow(&told).await;
    let half = authorising(&mut browser).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        half.text().contains("Ryan Cole") && !half.text().contains("Dana Thornley (mother) and"),
        "{}",
        half.text()
    );
    let why = notice.set("relationship", &ryan).set("not_given_because", "Nobody knows where he is.");
    browser.send_and_follow(&why).await;
    let done = authorising(&mut browser).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

    let imported = Paper::child("Ada", "Quarmby", "2015-02-02")
        .with("relationship", &tie("Eve Quarmby", "MOTHER"))
        .with("assessment", &[("started", "2024-01-08"), ("authorised_on", "2024-02-20")])
        .file(&stage)
        .await;
    assert_eq!(imported.records.len(), 3, "what was authorised elsewhere waits for nothing");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q105_q192_q193_nothing_is_decided_without_a_person_and_the_notice_says_no(#[case] engine: Engine) {
    let contact = [("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", "Mia came without a coat.")];
    let Some((stage, _, child, _)) = scene(engine, mia().with("contact", &contact)).await else { return };
    for council in COUNCILS {
        let mut dpo = at(&stage, council, Role::Dpo).await;
        let register = dpo.see("/settings/automated").await.text();
        assert!(register.contains("No. A named person decides each time."), "{register}");
        for computed in &pack(council).computed {
            assert!(register.contains(&computed.name) && register.contains(&computed.decides), "{}", computed.code);
        }
        approve_draft(&stage, &mut dpo).await;
        let notice = Browser::new(&stage).see(&format!("/privacy/{council}")).await.text();
        assert!(notice.contains("Is it used to take automated decisions about me? No."), "{notice}");
        let sefton = AuthorityId::new(council).expect("a name");
        hearth_casework::returns::nightly(&stage.instance, &sefton, stage.now()).await.expect("the night");
    }
    stage.clock.wait(SignedDuration::from_hours(24 * 90));
    let sefton = AuthorityId::new("sefton").expect("a name");
    hearth_casework::returns::nightly(&stage.instance, &sefton, stage.now()).await.expect("another night");
    let loaded = stage.instance.store.load(child.file, None).await.expect("the file");
    assert_eq!(loaded.versions.len(), child.records.len(), "months of nights decided nothing and wrote nothing");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q135_q136_q137_the_controller_and_the_officers_address_stand_on_forms_notices_and_paper(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    for council in COUNCILS {
        let pack = pack(council);
        let officer = pack.contact(hearth_casework::settings::ContactFor::DataProtectionOfficer).expect("an officer");
        let (controller, post) = (pack.controller.name.clone(), officer.post.join(", "));
        let head = stage.person_at(council, Role::HeadOfService, Vec::new()).await;
        let worker = stage.person_at(council, Role::SocialWorker, vec![stage.team_of(council, "locality_north")]).await;
        let child = Paper::child("Mia", "Thornley", "2016-05-01").at(council).held_by(&worker).file(&stage).await;
        let mut dpo = at(&stage, council, Role::Dpo).await;
        approve_draft(&stage, &mut dpo).await;
        let mut browser = Browser::of(&stage, &worker).await;
        let mut pages = vec![
            ("a form before it is sent", browser.see(&format!("{}/add/contact", child.page())).await),
            ("a paper form", browser.post(&format!("{}/print", child.page()), &[]).await),
            ("the notice", Browser::new(&stage).see(&format!("/privacy/{council}")).await),
            ("the returns", Browser::of(&stage, &head).await.see("/returns").await),
        ];
        pages.push(("what was shared", browser.see(&child.page()).await));
        for (what, page) in pages {
            let text = page.text();
            assert!(text.contains(&controller), "{council}, {what}: {text}");
            assert!(text.contains(&post), "{council}, {what}: {text}");
        }
        let contacts = dpo.see("/settings/contacts").await.text();
        assert!(contacts.contains(&controller) && contacts.contains("Last reviewed"), "{contacts}");
        let other = pack.contact(hearth_casework::settings::ContactFor::Rights).and_then(|of| of.email.clone());
        assert_ne!(other, officer.email, "requests and the officer have addresses of their own");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q144_each_assessment_states_the_duty_that_it_meets(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "assessment").await.date("started", "5", "1", "2026");
    let usual = browser.send_and_follow(&form).await.text();
    assert!(usual.contains("Children Act 1989 section 17"), "stated where nobody chose: {usual}");
    let form = adding(&mut browser, &child, "assessment").await.date("started", "6", "1", "2026");
    let other = browser.send_and_follow(&form.set("duty", "S47")).await.text();
    assert!(other.contains("Children Act 1989 section 47"), "{other}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q155_the_law_is_called_what_each_version_calls_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut dpo = at(&stage, "knowsley", Role::Dpo).await;
    dpo.see("/settings/notice/own").await;
    let own = [("title", "Our notice"), ("text", "We keep to the General Data Protection Regulation.")];
    dpo.post("/settings/notice/own", &own).await;
    dpo.see("/settings/notice").await;
    dpo.post("/settings/notice", &[("act", "own"), ("version", "1")]).await;
    let warned = dpo.see("/settings/notice").await.text();
    assert!(warned.contains("The version in force: it names the General Data Protection Regulation"), "{warned}");
    stage.clock.wait(SignedDuration::from_hours(24));
    let mut dpo = at(&stage, "knowsley", Role::Dpo).await;
    approve_draft(&stage, &mut dpo).await;
    let now = Browser::new(&stage).see("/privacy/knowsley").await.text();
    assert!(now.contains("UK General Data Protection Regulation"), "{now}");
    let first = Browser::new(&stage).see("/privacy/knowsley/versions/1").await.text();
    assert!(first.contains("We keep to the General Data Protection Regulation."), "{first}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q156_what_the_council_does_shows_the_law_behind_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for council in COUNCILS {
        let page = at(&stage, council, Role::Dpo).await.see("/settings/legislation").await.text();
        let functions = page.split("What the council does, and by which law").nth(1).expect("the list");
        for statute in &pack(council).statutes {
            for function in &statute.functions {
                assert!(functions.contains(function) && functions.contains(&statute.title), "{council}: {function}");
            }
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_is_made_and_ended_by_whoever_owns_the_information(#[case] engine: Engine) {
    use hearth_casework::governance::registers::agreements;
    let Some(stage) = Stage::open(engine).await else { return };
    let sefton = AuthorityId::new("sefton").expect("a name");
    let live = async |day: &str| {
        let day = day.parse().expect("a day");
        let live = agreements(&stage.instance, &sefton, day).await.expect("the register");
        live.into_iter().map(|agreement| agreement.code).collect::<Vec<_>>()
    };
    let mut owner = at(&stage, "sefton", Role::AssetOwner).await;
    owner.see("/settings/agreements/new").await;
    let new = [
        ("code", "schools_2026"),
        ("name", "Protocol with schools"),
        ("sort", "protocol"),
        ("recipients", "schools"),
        ("scope", "What a school needs to keep a child safe"),
        ("purposes", "safeguarding"),
        ("from", "2026-03-03"),
        ("safeguards", "Named contacts"),
    ];
    let made = owner.post("/settings/agreements/new", &new).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    assert!(!live("2026-03-02").await.contains(&"schools_2026".to_owned()), "not before its first day");
    assert!(live("2026-03-03").await.contains(&"schools_2026".to_owned()));
    let end = "/settings/agreements/venus_contract/end";
    owner.see(end).await;
    let silent = owner.post(end, &[("until", "2026-03-31")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "an end has a reason");
    let ended = owner.post(end, &[("until", "2026-03-31"), ("because", "the service closes")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    assert!(live("2026-03-31").await.contains(&"venus_contract".to_owned()), "to its last day");
    assert!(!live("2026-04-01").await.contains(&"venus_contract".to_owned()), "and no longer");
    let mut dpo = at(&stage, "sefton", Role::Dpo).await;
    assert_eq!(dpo.post("/settings/agreements/new", &new).await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_notice_stands_in_large_print_and_for_children(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut dpo = at(&stage, "sefton", Role::Dpo).await;
    let desk = dpo.see("/settings/notice").await;
    assert!(desk.text().contains("lines are kept by a control that a test proves"), "{}", desk.text());
    assert!(desk.text().contains("gcsx") && desk.text().contains("N3"), "warnings stand above: {}", desk.text());
    approve_draft(&stage, &mut dpo).await;
    let large = Browser::new(&stage).see("/privacy/sefton?size=large").await;
    assert!(large.body.contains("hearth-large"));
    let usual = Browser::new(&stage).see("/privacy/sefton/notice.pdf").await;
    assert!(usual.bytes.starts_with(b"%PDF-1.7"), "a document to keep");
    let print = Browser::new(&stage).see("/privacy/sefton/notice.pdf?size=large").await;
    assert!(print.bytes.starts_with(b"%PDF-1.7") && print.bytes != usual.bytes);
    assert_eq!(Browser::new(&stage).get("/privacy/knowsley/notice.pdf").await.status, StatusCode::NOT_FOUND);
    let children = Browser::new(&stage).see("/privacy/sefton/children").await.text();
    assert!(children.contains("keep you safe"), "{children}");
    assert_eq!(Browser::new(&stage).get("/privacy/knowsley/children").await.status, StatusCode::NOT_FOUND);
}
