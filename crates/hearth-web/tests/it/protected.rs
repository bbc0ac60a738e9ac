//! Where somebody is hidden: what one file of a family protects is kept back in each, and a correction tells nothing.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::EntryQuery;
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

/// The refuge as the mother's file has it, and as somebody typed it into the child's.
const REFUGE: [(&str, &str); 5] = [
    ("address_type", "HOME"),
    ("house", "9"),
    ("street", "Larkspur Close"),
    ("postcode", "PR8 1AA"),
    ("started", "2026-02-01"),
];
const TYPED: [(&str, &str); 4] =
    [("address_type", "HOME"), ("street", "9 Larkspur Close"), ("postcode", "PR8 1AA"), ("started", "2026-02-01")];

fn tells(body: &str) -> bool {
    ["Larkspur", "PR8 1AA", "PR81AA", "pr81aa"].iter().any(|words| body.contains(words))
}

struct Fled {
    stage: Stage,
    priya: Person,
    mother: Filed,
    kayla: Filed,
    theo: Filed,
}

/// Dana, whose file another worker holds and protects; Kayla and Theo, who live with her, held by Priya.
async fn fled(engine: Engine) -> Option<Fled> {
    let stage = Stage::open(engine).await?;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let ruth = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let protected: Vec<(&str, &str)> = REFUGE.into_iter().chain([("protected", "yes")]).collect();
    let mother = Paper::child("Dana", "Okell", "1997-05-03").of_type(FileType::Adult).with("address", &protected);
    let mother = mother.held_by(&ruth).file(&stage).await;
    let her = mother.person.to_string();
    let tie = [("relationship_type", "MOTHER"), ("other", her.as_str())];
    let child = |name, born| Paper::child(name, "Okell", born).with("address", &TYPED).with("relationship", &tie);
    let theo = child("Theo", "2022-05-01").held_by(&priya).file(&stage).await;
    let him = theo.person.to_string();
    let contact = [("received_at", "2026-02-28 10:00"), ("source", "2A")];
    let kayla = child("Kayla", "2018-05-01").with("contact", &contact);
    let kayla = kayla.with("relationship", &[("relationship_type", "SIBLING"), ("other", &him)]);
    let kayla = kayla.held_by(&priya).file(&stage).await;
    Some(Fled { stage, priya, mother, kayla, theo })
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_only_the_mothers_file_protects_is_kept_back_in_the_childs_file(#[case] engine: Engine) {
    let Some(fled) = fled(engine).await else { return };
    let mut browser = Browser::of(&fled.stage, &fled.priya).await;
    let (page, record) = (fled.kayla.page(), fled.kayla.records[1]);
    let record = format!("{page}/records/{record}");
    let ends = ["", "/family", "/household", "/timeline", "/records", "/documents", "/access"];
    for path in ends.map(|end| format!("{page}{end}")).iter().chain([&record, &format!("{record}/correct")]) {
        let shown = browser.see(path).await;
        assert!(!tells(&shown.body), "{path}: {}", shown.text());
    }
    let overview = browser.see(&page).await.text();
    assert!(overview.contains("Tonight Protected address") && overview.contains("show it with a reason"), "{overview}");
    assert!(overview.contains("protected in the file of a relative"), "the reason is said: {overview}");
    let family = browser.see(&format!("{page}/family")).await;
    assert!(
        family.main().contains("Theo Okell") && family.main().contains("Lives: Address protected"),
        "{}",
        family.main()
    );
    let print = browser.post(&format!("{page}/print"), &[]).await;
    assert!(print.status == StatusCode::OK && !tells(&print.body), "{}", print.text());
    for within in ["file", "family"] {
        let found = browser.post(&format!("{page}/search"), &[("q", "Larkspur"), ("within", within)]).await;
        assert!(found.text().contains("Nothing was found"), "{within}: {}", found.text());
    }
    let shown = browser.post(&format!("{record}/reveal"), &[("reason", "visit this afternoon")]).await;
    assert!(shown.text().contains("9 Larkspur Close"), "whoever needs it asks for it: {}", shown.text());
    assert!(!tells(&browser.see(&record).await.body), "and on that answer alone");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_found_by_the_postcode_that_a_relative_keeps_back(#[case] engine: Engine) {
    let Some(fled) = fled(engine).await else { return };
    let neighbour = Paper::child("Nell", "Lodger", "2014-01-01").with("address", &TYPED);
    let neighbour = neighbour.with("contact", &[("received_at", "2026-02-28 10:00"), ("source", "2A")]);
    let neighbour = neighbour.file(&fled.stage).await;
    let holly = fled.stage.person(Role::ContactOfficer, Some("mash")).await;
    let mut browser = Browser::of(&fled.stage, &holly).await;
    let found = browser.post("/find", &[("q", "PR8 1AA")]).await;
    assert!(found.body.contains(&neighbour.page()), "{}", found.text());
    for filed in [&fled.mother, &fled.kayla, &fled.theo] {
        assert!(!found.body.contains(&filed.page()), "{}", found.text());
    }
    let named = browser.post("/find", &[("q", "Kayla Okell PR8 1AA")]).await;
    assert!(named.body.contains(&fled.kayla.page()), "by her name she is found: {}", named.text());
    assert!(!named.text().to_lowercase().contains("same postcode"), "{}", named.text());
    let contact = browser.see(&format!("{}/contacts/{}", fled.kayla.page(), fled.kayla.records[3])).await;
    assert!(!tells(&contact.body) && !contact.body.contains(&neighbour.page()), "{}", contact.text());
    let contact = browser.see(&format!("{}/contacts/{}", neighbour.page(), neighbour.records[2])).await;
    assert!(!contact.text().contains("Okell"), "nor is she among those who live near: {}", contact.text());
    let form = browser.see("/contacts/new").await.form("/contacts/new");
    let form = form.set("p0-forename", "Kayla").set("p0-surname", "Okell").set("home-postcode", "PR8 1AA");
    let who = browser.send_and_follow(&form).await;
    assert!(who.body.contains(&fled.kayla.file.to_string()), "{}", who.text());
    let why = crate::markup::between(&who.body, "id=\"why-0-1\"", "</ul>").unwrap_or_default();
    assert!(!why.contains("postcode") && !why.contains("address"), "{why}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_same_home_in_the_file_of_a_stranger_is_his_own(#[case] engine: Engine) {
    let Some(fled) = fled(engine).await else { return };
    let other = Paper::child("Nell", "Lodger", "2014-01-01").with("address", &REFUGE).held_by(&fled.priya);
    let other = other.file(&fled.stage).await;
    let mut browser = Browser::of(&fled.stage, &fled.priya).await;
    let page = browser.see(&other.page()).await;
    assert!(page.text().contains("Tonight 9, Larkspur Close"), "it tells nobody whom it protects: {}", page.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_address_is_corrected_with_a_reason_and_is_protected_at_every_moment(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let wrong: Vec<(&str, &str)> = REFUGE.into_iter().chain([("protected", "yes")]).collect();
    let child = Paper::child("Kayla", "Okell", "2018-05-01").with("address", &wrong).held_by(&priya);
    let child = child.file(&stage).await;
    stage.clock.wait(SignedDuration::from_hours(24 * 7));
    let mut browser = Browser::of(&stage, &priya).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let correct = format!("{record}/address");
    assert!(browser.see(&record).await.body.contains(&correct), "the record leads there");
    let asked = browser.see(&correct).await;
    assert!(!tells(&asked.body));
    let unreasoned = browser.send(&asked.form(&correct).set("reason", "typo")).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY, "one word is no reason");
    assert!(!tells(&unreasoned.body));
    let form = browser.send(&asked.form(&correct).set("reason", "the street is wrong")).await.form(&correct);
    assert_eq!(form.value("street"), "Larkspur Close", "it is shown in the form that corrects it");
    let form = form.set("street", "Foxglove Row").set("postcode", "PR9 0QZ").set("protected", "no");
    browser.send_and_follow(&form).await;
    let both = |body: &str| tells(body) || ["Foxglove", "PR9 0QZ"].iter().any(|words| body.contains(words));
    for known in ["", "?known=2026-03-03"] {
        for end in ["", "/family", "/household", "/records", "/timeline", &record[child.page().len()..]] {
            let page = browser.see(&format!("{}{end}{known}", child.page())).await;
            assert!(!both(&page.body), "{end}{known}: {}", page.text());
        }
        let print = browser.post(&format!("{}/print{known}", child.page()), &[]).await;
        assert!(print.status == StatusCode::OK && !both(&print.body), "{known}");
    }
    let page = browser.see(&record).await.text();
    assert!(page.contains("the street is wrong") && page.contains("Protected. Ask for it with a reason."), "{page}");
    for postcode in ["PR8 1AA", "PR9 0QZ"] {
        let found = browser.post("/find", &[("q", postcode)]).await;
        assert!(!found.body.contains(&child.page()), "{postcode}: {}", found.text());
    }
    let shown = browser.post(&format!("{record}/reveal"), &[("reason", "visit this afternoon")]).await.text();
    assert!(shown.contains("Foxglove Row"), "{shown}");
    let audit = stage.audit(&EntryQuery::File(child.file)).await;
    let of = |action: &str| audit.iter().filter(|entry| entry.action == action).collect::<Vec<_>>();
    assert_eq!((of("address.correct").len(), of("record.correct").len()), (1, 0));
    let why = stage.detail(of("address.correct")[0].id).await;
    assert_eq!(why.as_deref(), Some("the street is wrong"));
    assert_eq!(stage.detail(of("address.reveal")[0].id).await.as_deref(), Some("the street is wrong"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_that_came_past_the_reason_changes_no_protected_address(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let refuge: Vec<(&str, &str)> = REFUGE.into_iter().chain([("protected", "yes")]).collect();
    let child = Paper::child("Kayla", "Okell", "2018-05-01").with("address", &refuge).held_by(&priya);
    let child = child.file(&stage).await;
    let desk = stage.desk(&priya);
    let view = desk.open(child.file, None, None).await.expect("opened");
    let held = view.record(child.records[1]).expect("the address").current().clone();
    for (name, value) in [("protected", serde_json::json!(false)), ("street", "Foxglove Row".into())] {
        let fields = {
            let mut fields = held.fields.clone();
            fields.set(name, Some(value));
            fields
        };
        let because = "it is known by now".to_owned();
        let correction = hearth_casework::recording::Correction {
            record: child.records[1],
            from: 1,
            fields,
            because,
            purpose: None,
            draft: None,
        };
        let done = hearth_casework::recording::correct(&desk, child.file, correction).await;
        assert!(matches!(done, Err(hearth_casework::Failure::Wrong(_))), "{name}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_address_of_sisters_is_put_right_in_both_files_and_stays_protected(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let kayla = Paper::child("Kayla", "Okell", "2018-05-01").held_by(&priya).file(&stage).await;
    let amy = Paper::child("Amy", "Okell", "2016-05-01").held_by(&priya).file(&stage).await;
    let desk = stage.desk(&priya);
    let mut fields = hearth_record::Fields::new().with("protected", true);
    for (name, text) in REFUGE {
        fields.set(name, Some(text.into()));
    }
    let added = hearth_casework::recording::AddedToEach {
        kind: hearth_record::kind("address").expect("a kind"),
        files: vec![(kayla.file, fields.clone()), (amy.file, fields)],
        once: None,
        purpose: None,
        draft: None,
    };
    let saved = hearth_casework::recording::add_to_each(&desk, added).await.expect("added to each");
    stage.clock.wait(SignedDuration::from_mins(1));
    let mut browser = Browser::of(&stage, &priya).await;
    let of =
        |(file, saved): &(_, hearth_casework::recording::Saved)| format!("/children/{file}/records/{}", saved.record);
    let (hers, other) = (of(&saved[0]), of(&saved[1]));
    let correct = format!("{hers}/address");
    let asked = browser.see(&correct).await.form(&correct).set("reason", "the house is wrong");
    let form = browser.send(&asked).await.form(&correct).set("house", "11");
    let page = browser.send_and_follow(&form).await;
    browser.send_and_follow(&page.form(&format!("{hers}/correct")).set("act", "alike")).await;
    let shown = browser.post(&format!("{other}/reveal"), &[("reason", "visit this afternoon")]).await.text();
    assert!(shown.contains("11") && shown.contains("Protected"), "{shown}");
    let audit = stage.audit(&EntryQuery::File(saved[1].0)).await;
    assert!(audit.iter().any(|entry| entry.action == "address.correct"), "the reason stands there too");
    assert!(!tells(&browser.see(&other).await.body));
}
