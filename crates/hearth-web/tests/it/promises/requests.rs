//! That whoever asks about their information is answered in time and only when it is proved who they are, that a file is kept for them
//! meanwhile, and that nothing which was put off is forgotten.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::{ids::FileId, rights::DataSubjectRequest};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{EntryQuery, Outcome};
use rstest::rstest;

use super::{
    correcting,
    disposal::{Desks, assessed, closed_long_ago, hold},
    mia,
    sharing::shares,
};
use crate::{
    browser::{Browser, Page},
    markup::between,
};

/// What somebody writes down who asks for the child.
const BY_MOTHER: [(&str, &str); 7] = [
    ("right", "ACCESS"),
    ("received_on", "2026-02-27"),
    ("channel", "EMAIL"),
    ("requester", "Dana Okell"),
    ("capacity", "PARENT"),
    ("authority", "birth certificate seen: she is the mother"),
    ("asks_for", "Everything you hold about Mia."),
];

/// Records a request on its page, and gives the address of the request.
async fn asked(browser: &mut Browser, child: &Filed, said: &[(&str, &str)]) -> String {
    recorded(browser, &format!("{}/requests/new", child.page()), said).await
}

pub async fn recorded(browser: &mut Browser, path: &str, said: &[(&str, &str)]) -> String {
    let form = browser.see(path).await.form(path);
    let day = said.iter().find(|(name, _)| *name == "received_on").map_or("2026-02-27", |(_, day)| day);
    let parts: Vec<&str> = day.split('-').collect();
    let form = form.date("received_on", parts[2], parts[1], parts[0]);
    let form =
        said.iter().filter(|(name, _)| *name != "received_on").fold(form, |form, (name, value)| form.set(name, value));
    let saved = browser.send(&form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    saved.location()
}

/// Proves, on the page of a request, who asks.
async fn proved(browser: &mut Browser, request: &str) -> Page {
    let path = format!("{request}/proved");
    let form = browser.see(request).await.form(&path);
    browser.send_and_follow(&form.set("identity_how", "passport seen at the office")).await
}

async fn requests(stage: &Stage, of: &Person, file: FileId) -> Vec<DataSubjectRequest> {
    let view = stage.desk(of).open(file, None, None).await.expect("opened");
    view.all::<DataSubjectRequest>().into_iter().map(|(_, request)| request).collect()
}

/// A child whose mother asks; a note speaks of her and of the neighbour.
fn asked_about() -> Paper {
    mia()
        .with("relationship", &[("other_name", "Dana Okell"), ("relationship_type", "MOTHER"), ("no_contact", "yes")])
        .with(
            "contact",
            &[
                ("received_at", "2026-01-20 10:00"),
                ("source", "2A"),
                ("told", "Mia came without a coat."),
                ("decision", "ADVICE"),
                ("decided_at", "2026-01-21 09:00"),
            ],
        )
        .with(
            "case_note",
            &[
                ("occurred_at", "2026-02-20 10:00"),
                ("subject", "Call of Ryan Thirlby"),
                ("body", "Mia was at school and well."),
            ],
        )
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q148_no_answer_goes_before_it_is_proved_who_asks(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let fern = stage.person(Role::AccessOfficer, None).await;
    let dpo = stage.person(Role::Dpo, None).await;
    let child = asked_about().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &fern).await;
    let closed = browser.get(&child.page()).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN, "nothing connects her with the file yet");
    assert!(closed.text().contains("Record a request about this file"), "{}", closed.text());
    let request = asked(&mut browser, &child, &BY_MOTHER).await;
    let page = browser.see(&request).await.text();
    assert!(page.contains("Who asks is not proved"), "{page}");
    assert!(
        page.contains("Dana Okell. A parent, or somebody with parental responsibility"),
        "who asks, and as what: {page}"
    );

    // Whatever is tried, nothing goes to somebody of whom nobody knows who they are.
    let send = |browser: Browser| async {
        let mut browser = browser;
        (browser.post(&format!("{request}/answer"), &[("channel", "POST")]).await, browser)
    };
    let (refused, mut browser) = send(browser).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Nothing was sent: it is not proved yet who asks"), "{}", refused.text());
    let records = [child.records[2].to_string(), child.records[3].to_string()];
    let decision = format!("{request}/decide");
    let form = browser.see(&request).await.form(&decision).set("outcome", "GRANTED").set("items", &records[0]);
    let bare = browser.send(&form.clone().and("items", &records[1])).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text().contains("what they say") && bare.text().contains("harms nobody"), "{}", bare.text());
    let form = form.and("items", &records[1]).set("child_says", "Mia is nine; she is glad of it.");
    let page = browser.send_and_follow(&form.set("no_harm", "Asked her social worker: none is known.")).await;
    assert!(page.text().contains("Mia was at school and well."), "the papers are read before they go: {}", page.text());
    let (refused, mut browser) = send(browser).await;
    assert!(refused.text().contains("it is not proved yet who asks"), "{}", refused.text());
    assert!(shares(&stage, &priya, &child).await.is_empty(), "nobody was told anything");
    let tried = stage.audit(&EntryQuery::File(child.file)).await;
    let tried = tried.iter().filter(|entry| entry.action == "request.answer" && entry.outcome == Outcome::Denied);
    assert_eq!(tried.count(), 2, "and that somebody tried is written down");

    // Proved, and chosen who she is in the file: the page says what must be known of her.
    let form = browser.see(&request).await.form(&format!("{request}/proved")).set("identity_how", "passport seen");
    let page = browser.send_and_follow(&form.set("relationship", &child.records[1].to_string())).await.text();
    assert!(page.contains("Dana Okell must not have contact with this child"), "{page}");
    assert!(page.contains("does not say that Dana Okell holds parental responsibility"), "{page}");
    let (refused, browser) = send(browser).await;
    assert!(refused.text().contains("a second person has to look at the papers first"), "{}", refused.text());

    // The second person looks at the papers and at nothing else of the file.
    let mut second = Browser::of(&stage, &dpo).await;
    assert!(second.see("/rights").await.text().contains("A second person is to look at the papers"));
    let page = second.see(&format!("{request}/agree")).await;
    let seen = between(&page.body, &format!("{request}/agree?seen="), "\"").expect("a form").to_owned();
    let to = format!("{request}/agree?seen={seen}");
    assert!(page.text().contains("Mia was at school and well.") && !page.text().contains("Ryan"), "{}", page.text());
    assert!(page.text().contains("What this record says of other people is not in these papers"), "{}", page.text());
    second.send_and_follow(&page.form(&to).set("agreed_because", "Nobody else is in it.")).await;
    assert_eq!(second.get(&child.page()).await.status, StatusCode::FORBIDDEN);

    let (sent, mut browser) = send(browser).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let told = shares(&stage, &priya, &child).await.pop().expect("it stands in the list of what was shared");
    assert_eq!(told.way.map(hearth_record::sets::SharingWay::code), Some("REQUEST"));
    assert!(told.recipient.reveal().0.starts_with("Dana Okell, a parent"), "{}", told.recipient.reveal().0);
    assert_eq!(*told.approved_by, Some(dpo.worker));
    let list = Browser::of(&stage, &priya).await.see(&format!("{}/share", child.page())).await.text();
    assert!(list.contains("Dana Okell"), "{list}");
    let papers = browser.post(&format!("{request}/papers"), &[]).await;
    assert_eq!(papers.status, StatusCode::OK, "{}", papers.text());
    assert!(papers.headers["content-type"] == "application/pdf");
    let closed = browser.post(&format!("{request}/close"), &[]).await;
    assert_eq!(closed.location(), "/rights");
    assert_eq!(browser.get(&child.page()).await.status, StatusCode::FORBIDDEN, "the file closes with the request");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q133_a_request_by_e_mail_starts_its_clock_on_the_day_on_which_it_came(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let fern = stage.person(Role::AccessOfficer, None).await;
    let child = asked_about().file(&stage).await;
    let mut browser = Browser::of(&stage, &fern).await;
    let request = asked(&mut browser, &child, &BY_MOTHER).await;
    let page = browser.see(&request).await.text();
    // A month from 27 February 2026, a Friday: 27 March.
    assert!(page.contains("27 March 2026") && page.contains("27 February 2026, by e-mail"), "{page}");
    let desk = browser.see("/rights").await.text();
    assert!(desk.contains("Mia Thornley: to see what is held") && desk.contains("27 March 2026"), "{desk}");
    let form = browser.see(&request).await.form(&format!("{request}/ask-proof"));
    let page = browser.send_and_follow(&form.date("identity_asked_on", "28", "2", "2026")).await.text();
    assert!(page.contains("it waits for the proof of who asks"), "{page}");
    assert!(browser.see("/rights").await.text().contains("Waits for whoever asked"));
    let form = browser.see(&request).await.form(&format!("{request}/proved")).set("identity_how", "passport seen");
    let page = browser.send_and_follow(&form.date("identity_proved_on", "1", "3", "2026")).await.text();
    assert!(page.contains("1 April 2026"), "a month from the proof: {page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_request_of_a_colleague_who_is_away_is_taken_over_and_the_file_goes_with_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let fern = stage.person(Role::AccessOfficer, None).await;
    let other = stage.person(Role::AccessOfficer, None).await;
    let dpo = stage.person(Role::Dpo, None).await;
    let child = asked_about().file(&stage).await;
    let mut away = Browser::of(&stage, &fern).await;
    let request = asked(&mut away, &child, &BY_MOTHER).await;
    let take = format!("{request}/take");
    let officer = Browser::of(&stage, &dpo).await.post(&take, &[]).await.text();
    assert!(officer.contains("ask one to take it over"), "copies go by whoever hands them out: {officer}");
    let mut browser = Browser::of(&stage, &other).await;
    assert!(browser.see("/rights").await.body.contains(&take), "the desk leads there");
    let form = browser.see(&take).await.form(&take);
    browser.send_and_follow(&form).await;
    assert!(browser.see(&request).await.text().contains("Dana Okell"));
    assert_eq!(away.get(&request).await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_that_was_put_off_for_a_hold_is_open_again_with_its_time_when_the_hold_is_released(
    #[case] engine: Engine,
) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let fern = desks.stage.person(Role::AccessOfficer, None).await;
    let megan = assessed(closed_long_ago("Megan"), "19A").held_by(&desks.priya).file(&desks.stage).await;
    let hold = hold(&mut desks.managing, "SEXUAL_ABUSE").await;
    let mut browser = Browser::of(&desks.stage, &fern).await;
    let erase = [
        ("right", "ERASE"),
        ("received_on", "2026-02-20"),
        ("channel", "LETTER"),
        ("requester", "Megan Pryce"),
        ("capacity", "SELF"),
        ("asks_for", "Please destroy my file."),
    ];
    let request = asked(&mut browser, &megan, &erase).await;
    proved(&mut browser, &request).await;
    let page = browser.see(&request).await;
    assert!(page.text().contains("stands under a hold: Inquiry 2015"), "{}", page.text());
    let decide = format!("{request}/decide");
    let granted = browser.post(&decide, &[("outcome", "GRANTED")]).await;
    assert_eq!(granted.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(granted.text().contains("stands under a hold (Inquiry 2015)"), "{}", granted.text());
    let form = page.form(&decide).set("outcome", "DEFERRED").set("reason", "An inquiry needs it. We come back to you.");
    browser.send_and_follow(&form).await;
    let answered = browser.post(&format!("{request}/answer"), &[("channel", "POST")]).await;
    assert_eq!(answered.location(), "/rights", "{}", answered.text());
    let desk = browser.see("/rights").await.text();
    assert!(desk.contains("Put off until a hold is released") && desk.contains("Megan Pryce"), "{desk}");
    assert_eq!(browser.get(&megan.page()).await.status, StatusCode::FORBIDDEN, "nothing is left to do");

    // What brought the file under the hold is corrected meanwhile: the query of the hold covers it no longer, and nothing is forgotten.
    let mut working = Browser::of(&desks.stage, &desks.priya).await;
    let record = format!("{}/records/{}", megan.page(), megan.records[3]);
    let form = correcting(&mut working, &record).await.set("factors", "4B").set("because", "It was the sister.");
    working.send_and_follow(&form).await;
    desks.managing.see(&hold).await;
    desks.managing.post(&hold, &[("act", "propose"), ("because", "The inquiry has reported.")]).await;
    assert!(!browser.see("/rights").await.text().contains("Taken up again"));
    let closed = desks.approving.post(&hold, &[("act", "close")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());

    let desk = browser.see("/rights").await.text();
    assert!(!desk.contains("Put off until a hold is released"), "{desk}");
    assert!(
        desk.contains("Megan Pryce: to have something erased") && desk.contains("2 April 2026"),
        "with its time: {desk}"
    );
    assert!(desk.contains("To be decided"), "who asks was proved before: {desk}");
    let all = requests(&desks.stage, &desks.priya, megan.file).await;
    assert_eq!(all.len(), 2);
    assert!(all.iter().any(|of| of.reopened_as.is_some()) && all.iter().any(|of| of.reopens.is_some()));
    assert!(desks.stage.instance.store.holds_of(&[megan.file]).await.expect("read").is_empty());
    let due = desks.managing.see("/retention").await.text();
    assert!(due.contains("Megan Pryce") && due.contains("open: rights request"), "kept for it: {due}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_child_is_destroyed_while_a_request_or_a_complaint_is_open(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let fern = desks.stage.person(Role::AccessOfficer, None).await;
    let dev = desks.stage.person(Role::ComplaintsOfficer, None).await;
    let [gone, requested, complained, before] = ["Ada", "Owen", "Lily", "Eve"].map(closed_long_ago);
    let (gone, requested) = (gone.file(&desks.stage).await, requested.file(&desks.stage).await);
    let (complained, before) = (complained.file(&desks.stage).await, before.file(&desks.stage).await);
    let mut browser = Browser::of(&desks.stage, &fern).await;
    asked(&mut browser, &before, &BY_MOTHER).await;
    let due = desks.managing.see("/retention").await.text();
    assert!(due.contains("Eve Pryce") && due.contains("open: access request"), "{due}");
    let batch = desks.propose().await;
    let page = desks.managing.see(&batch).await.text();
    assert!(!page.contains("Eve Pryce") && page.contains("Owen Pryce"), "asked for before: {page}");
    for item in desks.items(&batch).await {
        desks.decide(&item, &[("decision", "DESTROY")]).await;
    }
    // Two letters come while the batch is on its way.
    asked(&mut browser, &requested, &BY_MOTHER).await;
    let mut complaints = Browser::of(&desks.stage, &dev).await;
    let said = [
        ("received_on", "2026-02-27"),
        ("channel", "LETTER"),
        ("complainant", "Lily Pryce"),
        ("capacity", "SELF"),
        ("what", "Nobody came when I rang."),
    ];
    recorded(&mut complaints, &format!("{}/complaints/new", complained.page()), &said).await;
    desks.reach_its_day(&batch).await;
    let page = desks.execute(&batch).await.text();
    assert!(page.contains("1 file destroyed") && page.contains("2 passed over"), "{page}");
    let store = &desks.stage.instance.store;
    assert!(store.load(gone.file, None).await.expect("the file").tombstone.is_some(), "what nobody asked about goes");
    for kept in [&requested, &complained, &before] {
        let loaded = store.load(kept.file, None).await.expect("the file");
        assert!(loaded.tombstone.is_none() && !loaded.versions.is_empty(), "all of it is there");
    }
    desks.managing.see("/retention").await;
    let nothing = desks.managing.post("/retention", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "nor is any of them proposed: {}", nothing.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q151_a_complaint_goes_through_its_stages_with_their_dates(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let dev = stage.person(Role::ComplaintsOfficer, None).await;
    let child = asked_about().file(&stage).await;
    let mut browser = Browser::of(&stage, &dev).await;
    let said = [
        ("received_on", "2026-02-20"),
        ("channel", "LETTER"),
        ("complainant", "Dana Okell"),
        ("capacity", "PARENT"),
        ("what", "Nobody rang me back."),
        ("wants", "That somebody says sorry."),
    ];
    let complaint = recorded(&mut browser, &format!("{}/complaints/new", child.page()), &said).await;
    let page = browser.see(&complaint).await;
    assert!(page.text().contains("Next: answer stage 1") && page.text().contains("6 March 2026"), "{}", page.text());
    let early = browser.post(&format!("{complaint}/close"), &[]).await;
    assert!(early.text().contains("A stage waits for its answer"), "{}", early.text());
    // 25 working days from 2 March 2026, and 30: Good Friday is 3 April, Easter Monday the 6th.
    for (stage, next, due) in [("S2", "stage 2", "8 April 2026"), ("S3", "stage 3", "15 April 2026")] {
        let page = browser.see(&complaint).await;
        let form = page.form(&format!("{complaint}/answer")).set("outcome", "PART");
        let page = browser.send_and_follow(&form.set("findings", "The call was not logged.")).await;
        let form = page.form(&format!("{complaint}/stage")).set("stage", stage);
        let page = browser.send_and_follow(&form).await.text();
        assert!(page.contains(&format!("Next: answer {next}")) && page.contains(due), "{due}: {page}");
    }
    let panel = browser.see(&complaint).await.form(&format!("{complaint}/panel"));
    browser.send_and_follow(&panel.date("reported_on", "2", "3", "2026")).await;
    let form = browser.see(&complaint).await.form(&format!("{complaint}/answer")).set("outcome", "UPHELD");
    let page = browser.send_and_follow(&form.set("findings", "Sorry.")).await.text();
    assert!(page.contains("Panel reported") && page.contains("Stage 1 (the service answers)"), "{page}");
    assert_eq!(browser.post(&format!("{complaint}/close"), &[]).await.location(), "/rights");
    assert!(browser.see("/rights").await.text().contains("Nothing waits"));
}
