//! Contacts from the telephone to the file: what is kept, who sees it, and what happens when a form comes twice.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Person, Stage};
use hearth_store::EntryQuery;
use jiff::SignedDuration;
use rstest::rstest;

use crate::{
    browser::{Browser, Page},
    markup::Form,
};

async fn officer(stage: &Stage) -> (Person, Browser) {
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let browser = Browser::of(stage, &holly).await;
    (holly, browser)
}

/// The form of a contact with these values.
async fn begun(browser: &mut Browser, values: &[(&str, &str)]) -> Form {
    let form = browser.see("/contacts/new").await.form("/contacts/new");
    values.iter().fold(form, |form, (name, value)| form.set(name, value))
}

/// The page that asks who they are.
async fn asked_who(browser: &mut Browser, values: &[(&str, &str)]) -> Page {
    let form = begun(browser, values).await;
    browser.send_and_follow(&form).await
}

/// Records the contact, everybody in it new, and gives its address.
async fn recorded(browser: &mut Browser, values: &[(&str, &str)]) -> String {
    let who = asked_who(browser, values).await.form("/contacts/new/who");
    browser.send(&who).await.location()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn three_children_of_one_contact_have_it_in_each_file_and_are_one_row_of_the_queue(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (_, mut browser) = officer(&stage).await;
    let mut form = begun(&mut browser, &[("told", "Nobody has fetched them."), ("p0-forename", "Ada")]).await;
    for child in ["Ben", "Cal"] {
        let more = form.clone().set("act", "add-child");
        let to = browser.send(&more).await.location();
        assert!(to.starts_with("/contacts/new#p"), "{to}");
        form = browser.see("/contacts/new").await.form("/contacts/new");
        assert_eq!(form.value("p0-forename"), "Ada", "nothing that was typed is lost");
        let n = to.rsplit('p').next().unwrap_or_default();
        form = form.set(&format!("p{n}-forename"), child).set(&format!("p{n}-surname"), "Quarmby");
    }
    let form = form.set("p0-surname", "Quarmby").set("p1-forename", "Dee").set("p1-relationship_type", "MOTHER");
    let who = browser.send_and_follow(&form).await.form("/contacts/new/who");
    let to = browser.send(&who).await.location();
    let page = browser.see(&to).await.text();
    for child in ["Ada Quarmby", "Ben Quarmby", "Cal Quarmby"] {
        assert!(page.contains(child), "{child}: {page}");
    }
    assert!(page.contains("Dee, mother") && page.contains("Mother"), "the adult is there by what she is: {page}");
    let queue = browser.see("/queue").await;
    assert!(queue.text().contains("1 family waits"), "{}", queue.text());
    let others: Vec<&str> =
        queue.body.split("href=\"/children/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(others.len(), 3, "each child leads to the contact in its own file");
    for path in others {
        let page = browser.see(&format!("/children/{path}")).await.text();
        assert!(page.contains("Nobody has fetched them."), "{page}");
    }
    let family = browser.see(&format!("{}/family", to.split("/contacts").next().unwrap_or_default())).await.text();
    assert!(family.contains("Ben Quarmby") && family.contains("Dee"), "nothing is typed twice: {family}");
    let taken = browser.see(&to).await.form(&format!("{to}/take"));
    let page = browser.send_and_follow(&taken).await;
    assert!(page.text().contains("Worked on by"), "{}", page.text());
    assert!(browser.see("/queue?whose=mine").await.text().contains("Ben Quarmby"), "taken for all three at once");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_is_sent_twice_is_one_contact(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (holly, mut browser) = officer(&stage).await;
    let who =
        asked_who(&mut browser, &[("p0-forename", "Ada"), ("p0-surname", "Quarmby")]).await.form("/contacts/new/who");
    let (mut one, mut other) = (browser.window(), browser.window());
    let (first, second) = tokio::join!(one.send(&who), other.send(&who));
    let locations = [first.location(), second.location()];
    assert!(locations[0] == locations[1] || locations.contains(&"/queue".to_owned()), "{locations:?}");
    let late = browser.send(&who).await;
    assert_eq!(late.location(), "/queue", "and once more, when the draft is gone");
    assert!(browser.see("/queue").await.text().contains("1 family waits"));
    let entries = stage.audit(&EntryQuery::Account(holly.account)).await;
    assert_eq!(entries.iter().filter(|entry| entry.action == "file.start").count(), 1, "{entries:?}");
    assert!(stage.instance.store.drafts_of(holly.account).await.expect("drafts").is_empty());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn who_asked_not_to_be_named_is_known_to_the_front_door_alone(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (_, mut browser) = officer(&stage).await;
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let priya = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let child = Paper::child("Kayla", "Okell", "2019-03-05").held_by(&priya).file(&stage).await;
    let values = [
        ("told", "She is out on the landing crying most nights."),
        ("source", "1B"),
        ("referrer_name", "Winifred Hale"),
        ("referrer_organisation", "Flat 3 residents"),
        ("referrer_phone", "0151 496 0123"),
        ("keep_anonymous", "yes"),
        ("p0-forename", "Kayla"),
        ("p0-surname", "Okell"),
    ];
    let who = asked_who(&mut browser, &values).await;
    let who = who.form("/contacts/new/who").set("who-0", &child.file.to_string());
    let contact = browser.send(&who).await.location();
    let secret = ["Winifred", "Hale", "Flat 3", "0123"];
    let seen = browser.see(&contact).await.text();
    assert!(secret.iter().all(|word| seen.contains(word)), "whoever may ring back knows whom: {seen}");
    let record = contact.replace("/contacts/", "/records/");
    let mut worker = Browser::of(&stage, &priya).await;
    for path in [contact.clone(), record.clone(), format!("{record}/correct"), format!("{}/timeline", child.page())] {
        let page = worker.see(&path).await;
        for word in secret {
            assert!(!page.body.contains(word), "{path} tells {word}: {}", page.text());
        }
    }
    assert!(worker.see(&record).await.text().contains("They asked not to be named"));
    let form = worker.see(&format!("{record}/correct")).await.form(&format!("{record}/correct"));
    let unmasked = form.set("keep_anonymous", "no").set("because", "I would like to know").set("concerns", "Crying.");
    worker.send_and_follow(&unmasked).await;
    let page = worker.see(&record).await;
    assert!(!page.body.contains("Winifred") && page.text().contains("They asked not to be named"), "{}", page.text());
    let found = worker.post("/find", &[("q", "Winifred Hale")]).await;
    assert!(!found.body.contains(&child.page()), "nobody is found by the name of who told");
    let mut manager = Browser::of(&stage, &imran).await;
    let path = format!("{contact}/decision");
    let form = manager.see(&contact).await.form(&path);
    let form = form.set("decision-0", "ADVICE").set("threshold", "2").set("rationale", "Seen at school, well.");
    let page = manager.send_and_follow(&form).await.text();
    assert!(page.contains("We have not told the family who contacted us") && !page.contains("Dear Winifred"), "{page}");
    let id = contact.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a contact");
    let words = "Dear Winifred Hale, we were glad that you rang.";
    let told = hearth_casework::front_door::fed_back(&stage.desk(&imran), &[(child.file, id)], &[], words).await;
    told.expect("told");
    for path in [&contact, &record] {
        let page = worker.see(path).await;
        assert!(!page.body.contains("Winifred"), "{path} tells whom we answered: {}", page.text());
    }
    assert!(!worker.see(&format!("{record}/correct")).await.body.contains("name=\"decision\""), "a manager decides");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_file_does_not_keep_a_contact_from_being_recorded(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (_, mut browser) = officer(&stage).await;
    let anita = stage.person(Role::HeadOfService, None).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").restricted_to(&[anita.worker]).file(&stage).await;
    let values = [
        ("told", "Mia rang."),
        ("p0-forename", "Mia"),
        ("p0-surname", "Thornley"),
        ("p0-born-day", "1"),
        ("p0-born-month", "5"),
        ("p0-born-year", "2016"),
    ];
    let who = asked_who(&mut browser, &values).await;
    assert!(who.body.contains(&child.file.to_string()), "that she is known is no secret: {}", who.text());
    let form = who.form("/contacts/new/who").set("who-0", &child.file.to_string());
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.text().contains("this file is restricted") || refused.text().contains("This file is restricted"),
        "{}",
        refused.text()
    );
    let form = refused.form("/contacts/new/who").set("who-0", "unsure");
    let page = browser.send_and_follow(&form).await.text();
    assert!(page.contains("Mia rang.") && page.contains("Not sure yet"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_half_typed_is_there_after_signing_out_and_wrong_values_stand_beside_their_field(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (holly, mut browser) = officer(&stage).await;
    let told = "“Ignore” <script>alert(1)</script> شكرا 😀 '; DROP TABLE file;--";
    let form = begun(
        &mut browser,
        &[
            ("told", told),
            ("p0-forename", "Ada"),
            ("p0-born-day", "31"),
            ("p0-born-month", "2"),
            ("p0-born-year", "2019"),
            ("referrer_phone", "the red one"),
        ],
    )
    .await;
    let wrong = browser.send(&form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("href=\"#p0-born-day\"") && wrong.text().contains("must be a real date"),
        "{}",
        wrong.text()
    );
    assert!(wrong.body.contains("id=\"referrer_phone-error\""), "{}", wrong.text());
    assert!(!wrong.body.contains("<script>alert"), "what people write is text");
    browser.get("/sign-out").await;
    stage.clock.wait(SignedDuration::from_hours(20));
    let mut again = Browser::of(&stage, &holly).await;
    let form = again.see("/contacts/new").await.form("/contacts/new");
    assert_eq!((form.value("told"), form.value("p0-born-day")), (told, "31"));
    let to = again.send(&form.date("p0-born", "28", "2", "2019").set("referrer_phone", "")).await.location();
    let who = again.see(&to).await.form("/contacts/new/who");
    let page = again.send_and_follow(&who).await;
    assert!(page.body.contains("&#60;script&#62;alert(1)") && page.text().contains("😀"), "{}", page.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn immediate_harm_opens_a_strategy_discussion_with_everything_carried_over(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (_, mut browser) = officer(&stage).await;
    let told = "He has taken her to the river and says he will not come back.";
    let values = [
        ("told", told),
        ("source", "6"),
        ("referrer_name", "PC Furze"),
        ("keep_anonymous", "yes"),
        ("p0-forename", "Ada"),
    ];
    let contact = recorded(&mut browser, &values).await;
    let harm = browser.see(&contact).await.form(&format!("{contact}/harm"));
    let page = browser.send_and_follow(&harm).await;
    let add = format!("{}/add/strategy_discussion", contact.split("/contacts").next().unwrap_or_default());
    let form = page.form(&add);
    assert!(form.value("information").contains(told), "{}", form.value("information"));
    assert!(!form.value("information").contains("Furze"), "who told goes no further");
    assert!(browser.see("/queue").await.text().contains("Danger now"));
    let saved = browser.send_and_follow(&form).await.text();
    assert!(saved.contains(told), "{saved}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_protected_address_is_not_among_those_with_the_same_postcode(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (_, mut browser) = officer(&stage).await;
    let home = [("address_type", "HOME"), ("postcode", "L20 3NJ"), ("started", "2020-01-01")];
    let refuge = [("address_type", "HOME"), ("postcode", "PR8 1AA"), ("protected", "yes")];
    let nell = Paper::child("Nell", "Lodger", "2014-01-01").with("address", &home).file(&stage).await;
    let dana = Paper::child("Dana", "Tarn", "2014-01-01").with("address", &home).with("address", &refuge);
    let dana = dana.file(&stage).await;
    let contact = [("received_at", "2026-02-28 10:00"), ("source", "2A")];
    let kayla = Paper::child("Kayla", "Okell", "2019-06-04").with("address", &home).with("contact", &contact);
    let kayla = kayla.file(&stage).await;
    let page = browser.see(&format!("{}/contacts/{}", kayla.page(), kayla.records[2])).await;
    assert!(page.body.contains(&nell.file.to_string()), "{}", page.text());
    assert!(!page.body.contains(&dana.file.to_string()) && !page.text().contains("Dana"), "{}", page.text());
}
