//! The front door: from what somebody tells to what is decided.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::ids::RecordId;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{EntryQuery, Outcome};
use jiff::SignedDuration;
use rstest::rstest;

use super::mia;
use crate::browser::{Browser, Page};

/// Takes a contact through both of its pages, where `who` chooses for each person; gives the address and the page of the contact.
async fn record_contact(browser: &mut Browser, values: &[(&str, &str)], who: &[(&str, &str)]) -> (String, Page) {
    let mut form = browser.see("/contacts/new").await.form("/contacts/new");
    for (name, value) in values {
        form = form.set(name, value);
    }
    let mut form = browser.send_and_follow(&form).await.form("/contacts/new/who");
    for (name, value) in who {
        form = form.set(name, value);
    }
    let to = browser.send(&form).await.location();
    let page = browser.see(&to).await;
    (to, page)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q003_a_contact_with_only_a_name_is_saved_and_its_clock_starts(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let mut browser = Browser::of(&stage, &holly).await;
    let (_, page) = record_contact(&mut browser, &[("p0-forename", "Kayleigh")], &[]).await;
    let text = page.text();
    assert!(text.contains("Contact of 2 March 2026") && text.contains("Kayleigh"), "{text}");
    assert!(text.contains("Decision due tomorrow by 09:00"), "one working day from Monday: {text}");
    assert!(text.contains("Tuesday 3 March 2026 at 09:00"), "{text}");
    let queue = browser.see("/queue").await.text();
    assert!(
        queue.contains("1 family waits") && queue.contains("Due tomorrow by 09:00") && queue.contains("Kayleigh"),
        "{queue}"
    );
    stage.clock.wait(SignedDuration::from_hours(48));
    let mut browser = Browser::of(&stage, &holly).await;
    let queue = browser.see("/queue?show=late").await.text();
    assert!(queue.contains("Overdue since yesterday") && queue.contains("Kayleigh"), "{queue}");
    let nobody = browser.see("/contacts/new").await.form("/contacts/new");
    let nobody = browser.send(&nobody).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody must be named");
    assert!(nobody.text().contains("name at least one child"), "{}", nobody.text());
}

/// Bootle's Okells: two children who are known, and somebody who rings about them.
async fn okells(stage: &Stage) -> (Filed, Filed) {
    let home = [("address_type", "HOME"), ("house", "12"), ("street", "Quay Road"), ("postcode", "L20 3NJ")];
    let kayla = Paper::child("Kayla", "Okell", "2019-03-05").with("address", &home).file(stage).await;
    let theo = Paper::child("Theo", "Okell", "2023-01-17").with("address", &home).file(stage).await;
    (kayla, theo)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q004_the_hub_takes_a_contact_to_a_referral_with_two_partners_and_fostering_cannot_open_it(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let police = stage.person(Role::PartnerPolice, None).await;
    let sian = stage.person(Role::FosteringWorker, Some("fostering")).await;
    let (kayla, theo) = okells(&stage).await;
    let mut browser = Browser::of(&stage, &holly).await;
    let told = "Strangled her in front of the little one last night. She got out to the neighbour.";
    let (contact, page) = record_contact(
        &mut browser,
        &[
            ("told", told),
            ("source", "6"),
            ("referrer_organisation", "Merseyside Police"),
            ("people", "0c,1c"),
            ("p0-forename", "Kayla"),
            ("p0-surname", "Okell"),
            ("p1-forename", "Theo"),
            ("p1-surname", "Okell"),
        ],
        &[("who-0", &kayla.file.to_string()), ("who-1", &theo.file.to_string())],
    )
    .await;
    assert!(page.text().contains(told), "word for word: {}", page.text());
    assert!(page.text().contains("Kayla Okell") && page.text().contains("Theo Okell"), "{}", page.text());
    for (agency, worker) in [("POLICE", police.worker.to_string()), ("HEALTH", String::new())] {
        let ask = browser.see(&contact).await.form(&format!("{contact}/checks"));
        let ask = ask
            .set("agency", agency)
            .set("question", "What do you know of violence at this address since January?")
            .set("minimum", "Only what bears on tonight.")
            .set("basis", "HARM")
            .set("worker", &worker);
        browser.send_and_follow(&ask).await;
    }
    assert!(browser.see("/queue").await.text().contains("Checks: 0 of 2 back"));
    answered_by_the_partner(&stage, &police, &kayla).await;
    let page = browser.see(&contact).await;
    let theirs = format!("/enquiries/{}/", kayla.file);
    let rest = crate::markup::between(&page.body, &theirs, "\"").expect("health has not answered");
    let path = format!("{theirs}{rest}");
    let form = browser.see(&path).await.form(&path).set("answer", "Known to A&E twice.").set("rating", "AMBER");
    let page = browser.send_and_follow(&form).await.text();
    assert!(page.contains("Two call-outs") && page.contains("Known to A&E twice."), "{page}");
    assert!(browser.see("/queue").await.text().contains("Checks: 2 of 2 back"));
    let shared = browser.see(&format!("{}/records", theo.page())).await.text();
    assert!(shared.contains("Information shared"), "each question leaves its record of sharing: {shared}");
    assert!(!browser.see(&contact).await.body.contains(&format!("{contact}/decision")), "an officer does not decide");
    let form = [("decision-0", "REFERRAL"), ("threshold", "4"), ("rationale", "because")];
    assert_eq!(browser.post(&format!("{contact}/decision"), &form).await.status, StatusCode::FORBIDDEN);
    decided(&stage, &imran, &contact).await;
    let mut fostering = Browser::of(&stage, &sian).await;
    for path in [contact.clone(), kayla.page()] {
        let refused = fostering.get(&path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!refused.body.contains("Okell") && !refused.body.contains("Strangled"), "{path}");
    }
    assert_eq!(fostering.get("/queue").await.status, StatusCode::FORBIDDEN);
}

/// The police see the question, and neither the file nor what was told.
async fn answered_by_the_partner(stage: &Stage, police: &Person, child: &Filed) {
    let mut browser = Browser::of(stage, police).await;
    let asked = browser.see("/enquiries").await;
    assert!(
        asked.text().contains("violence at this address") && asked.text().contains("Kayla Okell"),
        "{}",
        asked.text()
    );
    assert!(!asked.text().contains("Strangled"), "not what was told");
    assert_eq!(browser.get(&child.page()).await.status, StatusCode::FORBIDDEN);
    let rest = crate::markup::between(&asked.body, "href=\"/enquiries/", "\"").expect("a question");
    let path = format!("/enquiries/{rest}");
    let form = browser.see(&path).await.form(&path).set("answer", "Two call-outs since January.").set("rating", "RED");
    let after = browser.send_and_follow(&form).await.text();
    assert!(after.contains("Nobody waits for an answer from you"), "{after}");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "what is answered is closed again");
}

async fn decided(stage: &Stage, imran: &Person, contact: &str) {
    let mut manager = Browser::of(stage, imran).await;
    let path = format!("{contact}/decision");
    let form = manager.see(contact).await.form(&path);
    let unreasoned = form.clone().set("decision-0", "STRATEGY").set("decision-1", "REFERRAL").set("threshold", "4");
    let refused = manager.send(&unreasoned).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("whoever reads this in ten years"), "{}", refused.text());
    let kept = manager.see(contact).await.form(&path);
    assert_eq!(kept.value("threshold"), "4@2026".split('@').next().unwrap_or_default(), "what was chosen is kept");
    let form = unreasoned.set("rationale", "Strangulation, witnessed by a child of three.");
    let page = manager.send_and_follow(&form).await.text();
    assert!(page.contains("Decided on 2 March 2026") && page.contains("Strangulation, witnessed"), "{page}");
    assert!(page.contains(&imran.name), "the decision is somebody's: {page}");
    let words = "Thank you for telling us";
    assert!(page.contains(words) && page.contains("Feedback"), "the wording is shown before it is sent: {page}");
    let queue = manager.see("/queue?show=decided").await.text();
    assert!(queue.contains("Decided at") && queue.contains("Kayla Okell"), "{queue}");
    assert!(manager.see("/queue").await.text().contains("Nothing waits"), "the clock has stopped");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q005_a_referral_proposes_the_team_of_the_postcode_and_another_takes_a_reason(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_south")).await;
    let (kayla, _) = okells(&stage).await;
    let mut browser = Browser::of(&stage, &imran).await;
    let values = [("told", "The school rang."), ("p0-forename", "Kayla"), ("p0-surname", "Okell")];
    let (contact, _) = record_contact(&mut browser, &values, &[("who-0", &kayla.file.to_string())]).await;
    let path = format!("{contact}/decision");
    let page = browser.see(&contact).await;
    let form = page.form(&path);
    let (south, north) = (stage.team("locality_south").to_string(), stage.team("locality_north").to_string());
    assert_eq!(form.value("team-0"), south, "L20 is theirs");
    assert!(page.text().contains("Locality team South works where the child lives"), "{}", page.text());
    let form = form.set("decision-0", "REFERRAL").set("threshold", "3").set("rationale", "The third in six months.");
    let elsewhere = form.clone().set("team-0", &north);
    let refused = browser.send(&elsewhere).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("another team works where the child lives"), "{}", refused.text());
    let elsewhere = elsewhere.set("team_because-0", "Her aunt works in the south team.");
    browser.send_and_follow(&elsewhere).await;
    let records = browser.see(&format!("{}/records?purpose=front_door_check", kayla.page())).await;
    assert!(records.text().contains("Social care episode"), "{}", records.text());
    assert_eq!(
        Browser::of(&stage, &gareth).await.get(&kayla.page()).await.status,
        StatusCode::FORBIDDEN,
        "the team of the area does not have it"
    );
    let nora = stage.person(Role::TeamManager, Some("locality_north")).await;
    let held = Browser::of(&stage, &nora).await.see(&format!("{}/records", kayla.page())).await;
    assert!(held.text().contains("Involvement"), "the team that was chosen holds the file: {}", held.text());
    let mut nora = Browser::of(&stage, &nora).await;
    let said = "Her aunt works in the south team.";
    let mut found = false;
    for record in held.body.split(&format!("{}/records/", kayla.page())).skip(1) {
        let id = record.split(['"', '/', '?']).next().unwrap_or_default();
        if id.parse::<RecordId>().is_ok() {
            found |= nora.see(&format!("{}/records/{id}", kayla.page())).await.text().contains(said);
        }
    }
    assert!(found, "the reason stands with the referral");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q011_the_report_shows_days_from_contact_to_first_service_by_team(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let south = stage.team("locality_south");
    let contact =
        |on: &str| vec![("received_at".to_owned(), format!("{on} 10:00")), ("source".to_owned(), "2A".to_owned())];
    for (n, (on, helped)) in
        [("2026-01-05", Some("2026-01-09")), ("2026-01-12", Some("2026-01-26")), ("2026-02-20", None)]
            .iter()
            .enumerate()
    {
        let contact = contact(on);
        let contact: Vec<(&str, &str)> = contact.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let child = Paper::child(&format!("Child{n}"), "Quarmby", "2015-02-03").with("contact", &contact);
        let child = match helped {
            Some(day) => child.with("early_help_episode", &[("started", day)]),
            None => child,
        };
        child.held_by_team(south).file(&stage).await;
    }
    let mut browser = Browser::of(&stage, &imran).await;
    let page = browser.see("/reports/first-help").await;
    assert!(page.text().contains("Locality team South 3 2 4 1 14"), "{}", page.text());
    assert!(!page.text().contains("Quarmby"), "nobody is named");
    let priya = stage.person(Role::SocialWorker, None).await;
    assert_eq!(Browser::of(&stage, &priya).await.get("/reports/first-help").await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q061_a_worker_without_a_link_is_refused_and_break_glass_is_looked_at_afterwards(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let jed = stage.person(Role::PersonalAdviser, Some("leaving_care")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let north = stage.team("locality_north");
    let child = mia().held_by(&priya).held_by_team(north).file(&stage).await;
    let mut browser = Browser::of(&stage, &jed).await;
    let refused = browser.get(&child.page()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.body.contains("Thornley"), "{}", refused.text());
    let entries = stage.audit(&EntryQuery::File(child.file)).await;
    assert!(
        entries.iter().any(|entry| entry.outcome == Outcome::Denied && entry.action == "open_file"),
        "the refusal is written down"
    );
    let glass = format!("{}/break-glass", child.page());
    let form = browser.see(&glass).await.form(&glass).set("reason", "she stands at our door and is crying");
    browser.send_and_follow(&form).await;
    assert!(browser.see(&child.page()).await.text().contains("Mia Thornley"));
    let told = Browser::of(&stage, &gareth).await.see("/").await;
    assert!(told.text().to_lowercase().contains("emergency"), "the manager is told: {}", told.text());
    let log = Browser::of(&stage, &gareth).await.see(&format!("{}/access", child.page())).await.text();
    assert!(log.contains("Refused: opened the file") && log.contains("break-glass, with a reason"), "{log}");
}
