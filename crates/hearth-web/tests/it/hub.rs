//! The hub between a contact and its end: what partners answer, what whoever told us is told, what is printed, what is sent twice.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::{
    access::restrict,
    front_door::{Check, NewContact, Receipt, Received, Told, Who, ask, contacted, receive},
};
use hearth_record::{
    Fields,
    ids::{FileId, RecordId},
};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::EntryQuery;
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::{Browser, Page};

fn told_of(child: &Filed, forename: &str) -> Told {
    Told {
        child: true,
        person: Fields::new().with("forename", forename).with("surname", "Okell"),
        address: None,
        relationship: None,
        who: Who::Known(child.file, Vec::new()),
        keep_address: false,
    }
}

struct Hub {
    stage: Stage,
    imran: Person,
    kayla: Filed,
    theo: Filed,
    places: Vec<(FileId, RecordId)>,
}

/// Kayla and Theo, and a contact about both that somebody gave who wants an answer.
async fn hub(engine: Engine, more: &[(&str, &str)]) -> Option<Hub> {
    let stage = Stage::open(engine).await?;
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let kayla = Paper::child("Kayla", "Okell", "2019-03-05").file(&stage).await;
    let theo = Paper::child("Theo", "Okell", "2023-01-17").file(&stage).await;
    stage.clock.wait(SignedDuration::from_mins(1));
    let desk = stage.desk(&imran);
    let mut contact = Fields::new()
        .with("received_at", "2026-02-27T10:00:00Z")
        .with("source", "1B")
        .with("referrer_name", "Winifred Hale");
    for (name, text) in more {
        contact.set(name, Some(if *text == "yes" { true.into() } else { (*text).into() }));
    }
    let people = vec![told_of(&kayla, "Kayla"), told_of(&theo, "Theo")];
    let new = NewContact { contact, people, siblings: true, form: "", draft: None };
    let Receipt::Written(Received { file, record }) = receive(&desk, &new).await.expect("received") else {
        panic!("it was written");
    };
    let view = desk.open(file, None, None).await.expect("opened");
    let places = contacted(&desk, &view, record).await.expect("a contact").places();
    Some(Hub { stage, imran, kayla, theo, places })
}

impl Hub {
    fn contact(&self, n: usize) -> String {
        format!("/children/{}/contacts/{}", self.places[n].0, self.places[n].1)
    }

    async fn asked(&self, partner: &Person) {
        let worker = partner.worker.to_string();
        let text = |name: &str| match name {
            "agency" => Some("POLICE"),
            "question" => Some("What do you know of violence at this address?"),
            "basis" => Some("HARM"),
            "worker" => Some(worker.as_str()),
            _ => None,
        };
        ask(&self.stage.desk(&self.imran), &self.places, &Check { text: &text }).await.expect("asked");
    }
}

/// The addresses of the questions on a partner's page.
fn questions(page: &Page) -> Vec<String> {
    let ends = page.body.split("href=\"/enquiries/").skip(1).filter_map(|rest| rest.split('"').next());
    ends.map(|end| format!("/enquiries/{end}")).collect()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_partners_answer_is_kept_where_a_file_was_restricted_since_and_does_not_tell_them_whose(
    #[case] engine: Engine,
) {
    for restricted in [0, 1] {
        let Some(hub) = hub(engine, &[]).await else { return };
        let police = hub.stage.person(Role::PartnerPolice, None).await;
        let head = hub.stage.person(Role::HeadOfService, None).await;
        hub.asked(&police).await;
        let mut browser = Browser::of(&hub.stage, &police).await;
        let before = browser.see("/enquiries").await;
        let path = questions(&before).pop().expect("a question");
        let asked = browser.see(&path).await;
        let file = [&hub.kayla, &hub.theo][restricted].file;
        let named = vec![head.worker];
        restrict(&hub.stage.desk(&head), file, named, "an uncle works there").await.expect("restricted");
        let since = browser.see("/enquiries").await;
        assert_eq!(
            since.main(),
            before.main(),
            "they see what they were asked, and nothing that tells whose file it is"
        );
        assert_eq!(questions(&since), questions(&before));
        let form = browser.see(&path).await;
        assert_eq!(form.main(), asked.main());
        let form = form.form(&path).set("answer", "Two call-outs in January.").set("rating", "RED");
        let answered = browser.send(&form).await;
        assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, "/enquiries".to_owned()));
        assert!(questions(&browser.see("/enquiries").await).is_empty(), "nothing waits for them any more");
        let twice = browser.send(&form).await;
        assert_ne!(twice.status, StatusCode::SEE_OTHER, "it was answered");
        let open = 1 - restricted;
        let mut manager = Browser::of(&hub.stage, &hub.imran).await;
        let page = manager.see(&hub.contact(open)).await.text();
        assert!(page.contains("Two call-outs in January."), "written where it may be: {page}");
        let named = hub.stage.desk(&head).open(file, None, None).await.expect("those named open it");
        let held = named.all::<hearth_record::front_door::HeldAnswer>();
        assert_eq!(held.len(), 1, "and held where not, once");
        let answer = held[0].1.answer.reveal().as_ref().map(|text| text.0.as_str());
        assert_eq!(answer, Some("Two call-outs in January."));
        hearth_casework::access::lift_restriction(&hub.stage.desk(&head), file, "he has left").await.expect("lifted");
        let page = manager.see(&hub.contact(restricted)).await;
        assert!(page.text().contains("An answer came on 2 March 2026"), "{}", page.text());
        let path = questions(&page).pop().expect("the way to record it");
        let form = manager.see(&path).await.form(&path);
        assert_eq!(form.value("answer"), "Two call-outs in January.", "as it came");
        let page = manager.send_and_follow(&form).await.text();
        assert!(page.contains("Two call-outs in January.") && !page.contains("is held"), "{page}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_partner_who_was_not_asked_gets_nothing_of_a_restricted_file(#[case] engine: Engine) {
    let Some(hub) = hub(engine, &[]).await else { return };
    let police = hub.stage.person(Role::PartnerPolice, None).await;
    let school = hub.stage.person(Role::PartnerSchool, None).await;
    let head = hub.stage.person(Role::HeadOfService, None).await;
    hub.asked(&police).await;
    let mut browser = Browser::of(&hub.stage, &police).await;
    let path = questions(&browser.see("/enquiries").await).pop().expect("a question");
    let file = path.split('/').nth(2).and_then(|id| id.parse().ok()).expect("a file");
    restrict(&hub.stage.desk(&head), file, vec![head.worker], "an uncle works there").await.expect("restricted");
    let mut stranger = Browser::of(&hub.stage, &school).await;
    assert!(questions(&stranger.see("/enquiries").await).is_empty());
    let page = stranger.get(&path).await;
    assert!(!page.status.is_success() && !page.body.contains("Okell"), "{}", page.text());
    let sent = stranger.post(&path, &[("answer", "Nothing known.")]).await;
    assert!(!sent.status.is_success() && !sent.status.is_redirection(), "{}", sent.text());
    assert_eq!(browser.get(&hub.contact(0)).await.status, StatusCode::FORBIDDEN, "nor does anybody who was see more");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_manager_tells_what_is_decided_now_and_the_others_follow(#[case] engine: Engine) {
    let Some(hub) = hub(engine, &[]).await else { return };
    let holly = hub.stage.person(Role::ContactOfficer, Some("mash")).await;
    let desk = hub.stage.desk(&hub.imran);
    let decide = async |n: usize, decision: &str| {
        let (file, record) = hub.places[n];
        let ruling = hearth_casework::front_door::Ruling {
            file,
            record,
            decision: decision.to_owned(),
            team: None,
            team_because: String::new(),
        };
        let decided = hearth_casework::front_door::Decided {
            rulings: vec![ruling],
            threshold: "2".to_owned(),
            rationale: "Seen at school, well.".to_owned(),
        };
        hearth_casework::front_door::decide(&desk, &decided, None).await.expect("decided");
    };
    decide(0, "ADVICE").await;
    let told = format!("{}/feedback", hub.contact(1));
    let mut officer = Browser::of(&hub.stage, &holly).await;
    let page = officer.see(&hub.contact(1)).await;
    assert!(!page.body.contains(&format!("action=\"{told}")), "it is for a manager: {}", page.text());
    assert!(page.text().contains("A manager can tell them now"), "{}", page.text());
    let forced = officer.post(&told, &[("feedback", "We are acting.")]).await;
    assert_eq!(forced.status, StatusCode::FORBIDDEN, "{}", forced.text());
    let mut manager = Browser::of(&hub.stage, &hub.imran).await;
    let form = manager.see(&hub.contact(1)).await.form(&told);
    let words = form.value("feedback").to_owned();
    assert!(words.contains("Dear Winifred Hale") && words.contains("one of the children"), "{words}");
    assert!(words.contains("We have not decided yet about the other child"), "{words}");
    assert!(!words.contains("Kayla") && !words.contains("Theo"), "nothing about the family: {words}");
    let page = manager.send_and_follow(&form).await.text();
    assert!(page.contains("Told of Kayla Okell") && !page.contains("Told of Theo"), "{page}");
    decide(1, "FAMILY_HELP").await;
    let page = manager.see(&format!("{}?purpose=front_door_check", hub.contact(1))).await;
    let told = format!("{told}?purpose=front_door_check");
    let form = page.form(&told);
    assert!(!form.value("feedback").contains("not decided"), "{}", form.value("feedback"));
    let page = manager.send_and_follow(&form).await.text();
    assert!(page.contains("Told of Theo Okell") && page.contains("Told of Kayla Okell"), "{page}");
    for filed in [&hub.kayla, &hub.theo] {
        let view = desk.open(filed.file, Some(hearth_access::Purpose::FrontDoorCheck), None).await.expect("opened");
        let shared = view.all::<hearth_record::sharing::Shared>();
        assert_eq!(shared.len(), 1, "one disclosure for each child");
        let to = shared[0].1.recipient.reveal().0.clone();
        assert!(!to.contains("Winifred"), "to what sort of person, never to whom: {to}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn who_asked_not_to_be_named_is_not_named_in_what_they_are_told_of_one_child(#[case] engine: Engine) {
    let Some(hub) = hub(engine, &[("keep_anonymous", "yes")]).await else { return };
    let mut manager = Browser::of(&hub.stage, &hub.imran).await;
    let path = format!("{}/decision", hub.contact(0));
    let form = manager.see(&hub.contact(0)).await.form(&path);
    let form = form.set("decision-0", "ADVICE").set("decision-1", "ADVICE").set("threshold", "2");
    let page = manager.send_and_follow(&form.set("rationale", "Seen at school, well.")).await.text();
    assert!(page.contains("Hello,") && !page.contains("Dear Winifred"), "{page}");
    assert!(page.contains("We have not told the family who contacted us"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_printed_with_one_click_that_is_written_down_in_each_childs_file(#[case] engine: Engine) {
    let Some(hub) = hub(engine, &[("told", "She cries at night.")]).await else { return };
    let mut browser = Browser::of(&hub.stage, &hub.imran).await;
    let page = browser.see(&hub.contact(0)).await;
    assert!(!page.body.contains("data-print hidden"), "no button prints unseen");
    let copy = browser.send(&page.form(&format!("{}/print", hub.contact(0)))).await;
    assert_eq!(copy.status, StatusCode::OK);
    let text = copy.text();
    for said in ["She cries at night.", "Official, sensitive: personal", "is written down with your name"] {
        assert!(text.contains(said), "{said} is not on the copy: {text}");
    }
    assert!(copy.body.contains("data-print-now") && !copy.body.contains("/decision\""), "a copy has no forms");
    for filed in [&hub.kayla, &hub.theo] {
        let audit = hub.stage.audit(&EntryQuery::File(filed.file)).await;
        assert_eq!(audit.iter().filter(|entry| entry.action == "file.print").count(), 1);
    }
}

/// Fills in the form of a contact and answers who they are; gives what came of it.
async fn sent(browser: &mut Browser, form: &crate::markup::Form) -> Page {
    let who = browser.send_and_follow(form).await.form("/contacts/new/who");
    browser.send(&who).await
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_is_changed_after_the_way_back_is_corrected_or_said_to_be_another(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let mut browser = Browser::of(&stage, &holly).await;
    let form = browser.see("/contacts/new").await.form("/contacts/new");
    let form = form.set("p0-forename", "Ada").set("p0-surname", "Quarmby").set("told", "She is late.");
    let contact = sent(&mut browser, &form).await.location();
    let again = async |browser: &mut Browser, form: &crate::markup::Form| {
        let to = browser.send(form).await.location();
        browser.get(&to).await
    };
    let unchanged = again(&mut browser, &form).await;
    assert!(unchanged.location().starts_with(&contact), "the same words lead to what they wrote");
    for words in ["She was hit.", "She was hit twice."] {
        let asked = again(&mut browser, &form.clone().set("told", words)).await;
        assert_eq!(asked.status, StatusCode::CONFLICT, "{}", asked.text());
        let text = asked.text();
        assert!(text.contains("You already saved this contact"), "{text}");
        assert!(text.contains("Saved: She is late.") && text.contains(&format!("Now: {words}")), "{text}");
        assert!(asked.body.contains(&contact), "with the way to it");
        assert!(browser.see("/queue").await.text().contains("1 family waits"), "nothing more was written");
        let kept = browser.see("/contacts/new").await.form("/contacts/new");
        assert_eq!(kept.value("told"), words, "and nothing is lost");
    }
    let asked = again(&mut browser, &form.clone().set("told", "She was hit.")).await;
    let correct = asked.form("/contacts/new/who").set("act", "correct");
    let page = browser.send_and_follow(&correct).await;
    let path = format!("{}/correct", contact.replace("/contacts/", "/records/"));
    let form_of_record = page.form(&path).set("because", "they rang again");
    assert_eq!(form_of_record.value("told"), "She was hit.");
    browser.send_and_follow(&form_of_record).await;
    assert!(browser.see(&contact).await.text().contains("She was hit."));
    assert!(browser.see("/queue").await.text().contains("1 family waits"));
    let named = again(&mut browser, &form.clone().set("told", "She was hit.").set("p0-forename", "Ben")).await;
    assert!(named.text().contains("Now: Ben Quarmby, child"), "who is named is compared too: {}", named.text());
    let asked = again(&mut browser, &form.set("told", "Her brother was hit.")).await;
    let another = asked.form("/contacts/new/who").set("act", "another");
    let who = browser.send_and_follow(&another).await.form("/contacts/new/who").set("who-0", "new");
    let other = browser.send(&who).await.location();
    assert_ne!(other, contact);
    assert!(browser.see("/queue").await.text().contains("2 families wait"));
    assert!(stage.instance.store.drafts_of(holly.account).await.expect("drafts").is_empty());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_told_goes_into_a_known_childs_file_with_one_tick(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let home = [("address_type", "HOME"), ("house", "12"), ("street", "Quay Road"), ("started", "2020-01-01")];
    let kayla = Paper::child("Kayla", "Okell", "2019-03-05").with("address", &home).file(&stage).await;
    for (tick, there) in [("", false), ("yes", true)] {
        let mut browser = Browser::of(&stage, &holly).await;
        let form = browser.see("/contacts/new").await.form("/contacts/new");
        let form = form.set("p0-forename", "Kayla").set("p0-surname", "Okell").date("p0-born", "5", "3", "2019");
        let form = form.set("home-house", "9").set("home-street", "Larkspur Close").set("told", "They have moved.");
        let who = browser.send_and_follow(&form).await;
        assert!(who.text().contains("write “9, Larkspur Close” into their file"), "{}", who.text());
        let who = who.form("/contacts/new/who").set("who-0", &kayla.file.to_string());
        let who = if tick.is_empty() { who } else { who.set("address-0", tick) };
        let contact = browser.send(&who).await.location();
        let page = browser.see(&contact).await.text();
        assert!(page.contains("Tonight 12, Quay Road"), "what stands there stays the home: {page}");
        let view = stage.desk(&holly).open(kayla.file, None, None).await.expect("opened");
        assert_eq!(view.all::<hearth_record::people::Address>().len() == 2, there, "{tick}");
    }
}
