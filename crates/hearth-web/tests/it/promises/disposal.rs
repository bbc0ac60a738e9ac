//! That files end as the notices say: when their day has come, by two people, in every medium, and for good; and that a hold keeps them.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::{access::know_manager, disposal, recording};
use hearth_record::ids::{FileId, WorkerId};
use hearth_stage::{Engine, Filed, Paper, Person, Stage, authority};
use hearth_store::{
    Actor, StoreError,
    destroy::{Approval, Disposition},
};
use jiff::SignedDuration;
use rstest::rstest;

use super::{adding, correcting};
use crate::browser::{Browser, Page};

/// A word that stands in a file and nowhere else.
const CANARY: &str = "Zwartkopspruit";

/// A child whose plan ended ten years and five months before the stage's first day.
pub fn closed_long_ago(forename: &str) -> Paper {
    Paper::child(forename, "Pryce", "2009-06-13")
        .with(
            "social_care_episode",
            &[
                ("received_on", "2014-09-01"),
                ("source", "2A"),
                ("primary_need", "N5"),
                ("closed_on", "2015-10-01"),
                ("closure_reason", "RC7"),
            ],
        )
        .with("cin_plan", &[("started", "2014-10-01"), ("ended", "2015-10-01")])
}

/// With an assessment of then that names this factor.
pub fn assessed(paper: Paper, factor: &str) -> Paper {
    paper.with("assessment", &[("started", "2014-09-02"), ("authorised_on", "2014-10-01"), ("factors", factor)])
}

/// Destroys a file past every use case, for tests of what comes after.
pub async fn destroy(stage: &Stage, child: &Filed) {
    let store = &stage.instance.store;
    let revision = store.files(&[child.file]).await.expect("a row")[0].revision;
    let approval = |n| Approval { worker: WorkerId::from_bytes([n; 16]), at: stage.now() };
    let disposition = Disposition {
        id: uuid_of(child.file),
        first: approval(1),
        second: approval(2),
        rule: "k02/1".to_owned(),
        because: vec!["cin_plan.ended 2015-10-01".to_owned()],
        batch: None,
        elsewhere: Vec::new(),
        stub: None,
        actor: Actor::Job("stage".to_owned()),
        purpose: "retention".to_owned(),
        at: stage.now(),
    };
    store.destroy(child.file, revision, &disposition, &[]).await.expect("destroyed");
}

fn uuid_of(file: FileId) -> uuid::Uuid {
    uuid::Uuid::from_bytes(file.as_bytes())
}

/// Those who bring files to their end, each with a browser.
pub struct Desks {
    pub stage: Stage,
    pub priya: Person,
    manager: Person,
    approver: Person,
    pub managing: Browser,
    pub approving: Browser,
    dpo: Browser,
}

impl Desks {
    pub async fn open(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let manager = stage.person(Role::RecordsManager, None).await;
        let approver = stage.person(Role::RecordsApprover, None).await;
        let dpo = stage.person(Role::Dpo, None).await;
        let managing = Browser::of(&stage, &manager).await;
        let approving = Browser::of(&stage, &approver).await;
        let dpo = Browser::of(&stage, &dpo).await;
        Some(Self { stage, priya, manager, approver, managing, approving, dpo })
    }

    /// Signs everybody in anew: they were away for days.
    async fn sign_in(&mut self) {
        let dpo = self.stage.person(Role::Dpo, None).await;
        self.managing = Browser::of(&self.stage, &self.manager).await;
        self.approving = Browser::of(&self.stage, &self.approver).await;
        self.dpo = Browser::of(&self.stage, &dpo).await;
    }

    /// Proposes a batch from the desk, and gives the address of its page.
    pub async fn propose(&mut self) -> String {
        self.managing.see("/retention").await;
        let proposed = self.managing.post("/retention", &[]).await;
        assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
        proposed.location()
    }

    /// The pages of the files of a batch.
    pub async fn items(&mut self, batch: &str) -> Vec<String> {
        let page = self.managing.see(batch).await;
        let before = format!("href=\"{batch}/files/");
        let found = page.body.split(&before).skip(1).filter_map(|rest| rest.split('"').next());
        found.map(|item| format!("{batch}/files/{item}")).collect()
    }

    /// Decides that a file goes.
    pub async fn decide(&mut self, item: &str, pairs: &[(&str, &str)]) -> Page {
        self.managing.see(item).await;
        let pairs: Vec<_> = [("act", "decide")].into_iter().chain(pairs.iter().copied()).collect();
        self.managing.post(item, &pairs).await
    }

    /// Brings a batch whose files were all decided on to the day on which it may be executed.
    pub async fn reach_its_day(&mut self, batch: &str) {
        act(&mut self.managing, batch, "submit").await;
        self.approving.see(batch).await;
        self.stage.clock.wait(SignedDuration::from_mins(5));
        act(&mut self.approving, batch, "approve").await;
        act(&mut self.dpo, batch, "sample").await;
        self.stage.clock.wait(SignedDuration::from_hours(24 * 29));
        self.sign_in().await;
    }

    pub async fn execute(&mut self, batch: &str) -> Page {
        self.managing.see(batch).await;
        let page = self.managing.post(batch, &[("act", "execute")]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        page
    }
}

pub async fn act(browser: &mut Browser, batch: &str, act: &str) {
    browser.see(batch).await;
    let done = browser.post(batch, &[("act", act)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{act}: {}", done.text());
}

/// Opens a hold on its page, and gives its address.
pub async fn hold(browser: &mut Browser, scope: &str) -> String {
    browser.see("/retention/holds").await;
    let said = [
        ("name", "Inquiry 2015"),
        ("authority", "The inquiry’s letter to every authority"),
        ("reason", "No record that may tell of sexual abuse is to be destroyed."),
        ("scope", scope),
        ("review_on-day", "1"),
        ("review_on-month", "12"),
        ("review_on-year", "2026"),
    ];
    let opened = browser.post("/retention/holds", &said).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    opened.location()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q070_a_file_under_a_hold_is_left_out_of_a_batch_with_the_holds_name(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    closed_long_ago("Owen").file(&desks.stage).await;
    let megan = assessed(closed_long_ago("Megan"), "4B,19A").file(&desks.stage).await;
    hold(&mut desks.managing, "SEXUAL_ABUSE").await;
    let desk = desks.managing.see("/retention").await.text();
    assert!(desk.contains("Owen Pryce") && desk.contains("Megan Pryce"), "{desk}");
    assert!(desk.contains("hold: Inquiry 2015"), "why it is kept stands beside it: {desk}");
    let batch = desks.propose().await;
    let page = desks.managing.see(&batch).await.text();
    assert!(page.contains("Owen Pryce") && !page.contains("Megan"), "{page}");
    // Nor does the store let it go, whoever asks it.
    let store = &desks.stage.instance.store;
    let revision = store.files(&[megan.file]).await.expect("a row")[0].revision;
    let approval = |n| Approval { worker: WorkerId::from_bytes([n; 16]), at: desks.stage.now() };
    let disposition = Disposition {
        id: uuid_of(megan.file),
        first: approval(1),
        second: approval(2),
        rule: "k02/1".to_owned(),
        because: vec!["cin_plan.ended 2015-10-01".to_owned()],
        batch: None,
        elsewhere: Vec::new(),
        stub: None,
        actor: Actor::Job("stage".to_owned()),
        purpose: "retention".to_owned(),
        at: desks.stage.now(),
    };
    let refused = store.destroy(megan.file, revision, &disposition, &[]).await;
    assert!(matches!(refused, Err(StoreError::Refused(why)) if why.contains("hold")));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q071_adding_the_factor_to_an_old_assessment_puts_the_file_under_the_hold_at_once(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let owen = assessed(closed_long_ago("Owen"), "4B").held_by(&desks.priya).file(&desks.stage).await;
    let other = closed_long_ago("Lily").file(&desks.stage).await;
    let hold = hold(&mut desks.managing, "SEXUAL_ABUSE").await;
    assert!(desks.managing.see(&hold).await.text().contains("0 files"));
    let store = &desks.stage.instance.store;
    assert!(store.holds_of(&[owen.file]).await.expect("read").is_empty());
    let mut browser = Browser::of(&desks.stage, &desks.priya).await;
    let record = format!("{}/records/{}", owen.page(), owen.records[3]);
    let form = correcting(&mut browser, &record).await.set("factors", "19C").set("because", "The police wrote of it.");
    browser.send_and_follow(&form).await;
    assert_eq!(store.holds_of(&[owen.file]).await.expect("read").len(), 1, "in the same commit");
    assert!(desks.managing.see(&hold).await.text().contains("1 file"));
    // Casework goes on under it.
    let note = adding(&mut browser, &owen, "case_note").await;
    let note = note.set("body", "Rang the school.").set("occurred_at-day", "1").set("occurred_at-month", "3");
    browser.send_and_follow(&note.set("occurred_at-year", "2026").set("occurred_at-time", "10:00")).await;
    // Taking the code away again does not take the file from under it.
    let form = correcting(&mut browser, &record).await.set("factors", "4B").set("because", "It was the sister.");
    browser.send_and_follow(&form).await;
    assert_eq!(store.holds_of(&[owen.file]).await.expect("read").len(), 1);
    assert!(desks.managing.see(&hold).await.text().contains("1 file"));
    // By hand.
    let because = [("act", "place"), ("file", other.page().leak() as &str), ("because", "The inquiry named it.")];
    let placed = desks.managing.post(&hold, &because).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text());
    assert!(desks.managing.see(&hold).await.text().contains("2 files"));
    let desk = desks.managing.see("/retention").await.text();
    assert!(!desk.contains("Propose a batch"), "both are kept: {desk}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q072_closing_a_hold_takes_two_and_says_what_becomes_due_and_destroys_nothing(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let megan = assessed(closed_long_ago("Megan"), "19A").file(&desks.stage).await;
    let hold = hold(&mut desks.managing, "SEXUAL_ABUSE").await;
    desks.managing.see(&hold).await;
    let bare = desks.managing.post(&hold, &[("act", "propose"), ("because", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let early = desks.approving.post(&hold, &[("act", "close")]).await;
    assert!(early.text().contains("Nobody has proposed to close this hold yet"), "{}", early.text());
    let proposed = desks.managing.post(&hold, &[("act", "propose"), ("because", "The inquiry has reported.")]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
    let alone = desks.managing.post(&hold, &[("act", "close")]).await;
    assert!(alone.text().contains("takes two people"), "{}", alone.text());
    let seen = desks.dpo.see("/retention").await.text();
    assert!(seen.contains("Closing proposed"), "the data protection officer hears of it: {seen}");
    let page = desks.approving.see(&hold).await.text();
    assert!(page.contains("Closing it makes 1 file due") && page.contains("The inquiry has reported."), "{page}");
    let closed = desks.approving.post(&hold, &[("act", "close")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let store = &desks.stage.instance.store;
    assert!(store.load(megan.file, None).await.expect("the file").tombstone.is_none(), "nothing was destroyed");
    assert!(store.holds_of(&[megan.file]).await.expect("read").is_empty());
    let desk = desks.managing.see("/retention").await.text();
    assert!(desk.contains("Megan Pryce") && desk.contains("say why it may go"), "{desk}");
    // Back to ten years only with a reviewer's reason.
    let batch = desks.propose().await;
    let item = desks.items(&batch).await.remove(0);
    let unreasoned = desks.decide(&item, &[("decision", "DESTROY")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unreasoned.text().contains("say why this file may go"), "{}", unreasoned.text());
    let named = desks.decide(&item, &[("decision", "DESTROY"), ("because", "Megan was never hurt.")]).await;
    assert!(named.text().contains("must name nobody"), "{}", named.text());
    let reasoned =
        desks.decide(&item, &[("decision", "DESTROY"), ("because", "The allegation was of another child.")]).await;
    assert_eq!(reasoned.status, StatusCode::SEE_OTHER, "{}", reasoned.text());
    // The register keeps what was done, and a closed hold cannot be changed.
    let history = desks.managing.see(&hold).await.text();
    assert!(
        history.contains("Opened") && history.contains("Closing proposed") && history.contains("Closed"),
        "{history}"
    );
    let again = desks
        .managing
        .post(
            &hold,
            &[
                ("act", "review"),
                ("note", "x"),
                ("review_on-day", "1"),
                ("review_on-month", "1"),
                ("review_on-year", "2030"),
            ],
        )
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_hold_covers_files_by_the_days_on_which_somebody_was_worked_with(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let owen = closed_long_ago("Owen").file(&desks.stage).await;
    let later = [("started", "2018-10-01"), ("ended", "2019-10-01")];
    let lily = Paper::child("Lily", "Pryce", "2009-06-13").with("cin_plan", &later).held_by(&desks.priya);
    let lily = lily.file(&desks.stage).await;
    desks.managing.see("/retention/holds").await;
    let said = [
        ("name", "Grooming inquiry"),
        ("authority", "The inquiry"),
        ("reason", "It asks for files of these years."),
        ("scope", "SERVED_BETWEEN"),
        ("review_on-day", "1"),
        ("review_on-month", "12"),
        ("review_on-year", "2026"),
    ];
    let undated = desks.managing.post("/retention/holds", &said).await;
    assert_eq!(undated.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(undated.text().contains("the first of the two days"), "{}", undated.text());
    let days = |until: &'static str| {
        [
            ("served_from-day", "1"),
            ("served_from-month", "1"),
            ("served_from-year", "2015"),
            ("served_until-day", "31"),
            ("served_until-month", "12"),
            ("served_until-year", until),
        ]
    };
    let turned = desks.managing.post("/retention/holds", &[&said[..], &days("2014")].concat()).await;
    assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", turned.text());
    let opened = desks.managing.post("/retention/holds", &[&said[..], &days("2016")].concat()).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let hold = opened.location();
    let page = desks.managing.see(&hold).await.text();
    assert!(page.contains("1 January 2015 and 31 December 2016") && page.contains("Covers now 1 file"), "{page}");
    let store = &desks.stage.instance.store;
    assert_eq!(store.holds_of(&[owen.file, lily.file]).await.expect("read").len(), 1);
    let desk = desks.managing.see("/retention").await.text();
    assert!(desk.contains("hold: Grooming inquiry") && !desk.contains("Propose a batch"), "{desk}");
    // What is recorded of those years puts a file under it in the same commit.
    let mut browser = Browser::of(&desks.stage, &desks.priya).await;
    let note = adding(&mut browser, &lily, "case_note").await.set("body", "Found in the old file: seen at school.");
    let note = note.date("occurred_at", "4", "5", "2016").set("occurred_at-time", "10:00");
    browser.send_and_follow(&note).await;
    let store = &desks.stage.instance.store;
    assert_eq!(store.holds_of(&[lily.file]).await.expect("read").len(), 1);
    assert!(desks.managing.see(&hold).await.text().contains("Covers now 2 files"));
}

/// Owen's file with what stands elsewhere, in the hands of Priya.
async fn with_copies(desks: &Desks, paper: Paper) -> Filed {
    let of = |medium: &'static str, title: &'static str, place: &'static str| {
        [
            ("medium", medium),
            ("title", title),
            ("location", place),
            ("custodian", "Records store"),
            ("moved_on", "2015-11-01"),
        ]
    };
    paper
        .with("external_record", &of("PAPER", "Paper file, one box", "Shelf 14 C"))
        .with("external_record", &of("EMAIL", "Letters to the school", "locality.north@sefton.example"))
        .with("external_record", &of("SHAREPOINT", "Family support folder", "sharepoint.example/fs/0412"))
        .file(&desks.stage)
        .await
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q102_q103_q187_q189_copies_elsewhere_are_listed_found_counted_and_end_with_the_file(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let owen = with_copies(&desks, closed_long_ago("Owen").held_by(&desks.priya)).await;
    let mut browser = Browser::of(&desks.stage, &desks.priya).await;
    let page = browser.see(&format!("{}/records", owen.page())).await.text();
    assert!(page.contains("Record kept elsewhere") || page.contains("Records kept elsewhere"), "{page}");
    let overview = browser.see(&owen.page()).await.text();
    assert!(overview.contains("Records kept elsewhere") && overview.contains("1 paper file"), "by medium: {overview}");
    // A mailbox and a folder are found by whoever searches the file for a request.
    for (word, found) in [("locality.north", "locality"), ("sharepoint.example", "sharepoint"), ("Letters", "Letters")]
    {
        let address = format!("{}/search", owen.page());
        browser.see(&address).await;
        let hits = browser.post(&address, &[("q", word)]).await.text();
        assert!(
            hits.contains("1 passage in this file Record kept elsewhere") && hits.contains(found),
            "{word}: {hits}"
        );
    }
    // A move is logged: where it stood before stays readable.
    let record = format!("{}/records/{}", owen.page(), owen.records[4]);
    assert!(browser.see(&record).await.text().contains("Shelf 14 C"));
    let moved = correcting(&mut browser, &record)
        .await
        .set("location", "Strong room 2")
        .set("because", "The store was cleared.");
    let page = browser.send_and_follow(&moved).await.text();
    assert!(page.contains("Strong room 2") && page.contains("Shelf 14 C"), "both places: {page}");
    let batch = desks.propose().await;
    let item = desks.items(&batch).await.remove(0);
    let page = desks.managing.see(&item).await.text();
    for listed in [
        "Paper file",
        "Strong room 2",
        "E-mail account",
        "locality.north@sefton.example",
        "SharePoint site",
        "sharepoint.example/fs/0412",
    ] {
        assert!(page.contains(listed), "{listed}: {page}");
    }
    desks.decide(&item, &[("decision", "DESTROY")]).await;
    let early = desks
        .managing
        .post(&item, &[("act", "confirm"), ("record", owen.records[4].to_string().leak()), ("how", "Shredded")])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "not before the approval");
    desks.reach_its_day(&batch).await;
    let page = desks.execute(&batch).await.text();
    assert!(page.contains("Still waiting: 1 file. Confirm first that the copies elsewhere were destroyed"), "{page}");
    assert!(desks.stage.instance.store.load(owen.file, None).await.expect("the file").tombstone.is_none());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q191_the_original_of_a_scan_has_a_day_on_which_it_is_destroyed_and_a_record_of_it(#[case] engine: Engine) {
    let Some(desks) = Desks::open(engine).await else { return };
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&desks.priya).file(&desks.stage).await;
    let mut browser = Browser::of(&desks.stage, &desks.priya).await;
    let documents = format!("{}/documents", child.page());
    browser.see(&documents).await;
    let stored =
        browser.upload(&documents, &[("title", "Consent form"), ("received_on", "2026-02-20")], b"%PDF-1.4 scan").await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
    let page = browser.see(&documents).await.body;
    let scan = crate::markup::between(&page, &format!("{documents}/"), "\"").expect("a document").to_owned();
    let said = |form: crate::markup::Form| {
        form.set("medium", "PAPER")
            .set("title", "Consent form, signed")
            .set("location", "Post room tray 3")
            .set("custodian", "Post room")
            .set("destroy_on-day", "1")
            .set("destroy_on-month", "6")
            .set("destroy_on-year", "2026")
    };
    let form = said(adding(&mut browser, &child, "external_record").await);
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "without its scan nothing is destroyed");
    assert!(refused.text().contains("file the scan first"), "{}", refused.text());
    let form = said(adding(&mut browser, &child, "external_record").await).set("document", &scan);
    let unchecked = browser.send(&form).await;
    assert!(unchecked.text().contains("before an original is destroyed"), "{}", unchecked.text());
    let form = said(adding(&mut browser, &child, "external_record").await)
        .set("document", &scan)
        .set("scan_checked_on-day", "20")
        .set("scan_checked_on-month", "2")
        .set("scan_checked_on-year", "2026");
    let page = browser.send_and_follow(&form).await;
    assert!(page.text().contains("1 June 2026"), "{}", page.text());
    let waits = desks.stage.instance.store.work_of(&[child.file]).await.expect("rows");
    assert!(waits.iter().any(|row| row.kind == "original" && row.due == Some(jiff::civil::date(2026, 6, 1))));
    let record = crate::markup::between(&page.body, "/records/", "/correct").expect("a record").to_owned();
    let record = format!("{}/records/{record}", child.page());
    let gone = correcting(&mut browser, &record).await.set("because", "Shredded with the day's originals.");
    let gone = gone.set("destroyed_on-day", "2").set("destroyed_on-month", "6").set("destroyed_on-year", "2026");
    let page = browser.send_and_follow(&gone.set("confirmed", "Post room, cross-cut shredder")).await.text();
    assert!(page.contains("cross-cut shredder"), "{page}");
    let waits = desks.stage.instance.store.work_of(&[child.file]).await.expect("rows");
    assert!(!waits.iter().any(|row| row.kind == "original"), "{waits:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_replaced_is_given_back_where_the_end_of_its_file_is_reviewed(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let owen = closed_long_ago("Owen")
        .with("keepsake", &[("what", "Two photographs")])
        .with("keepsake", &[("what", "A letter")])
        .file(&desks.stage)
        .await;
    let [.., photographs, letter] = &owen.records[..] else { panic!("two keepsakes") };
    let (photographs, letter) = (photographs.to_string(), letter.to_string());
    let batch = desks.propose().await;
    let item = desks.items(&batch).await.remove(0);
    desks.managing.see(&item).await;
    let to_nobody = [("act", "gave"), ("things", photographs.as_str()), ("offered_to", " ")];
    let refused = desks.managing.post(&item, &to_nobody).await;
    assert!(refused.text().contains("The person to whom it was offered is needed"), "{}", refused.text());
    desks.managing.see(&item).await;
    let gave = [("act", "gave"), ("things", photographs.as_str()), ("offered_to", "Owen")];
    assert_eq!(desks.managing.post(&item, &gave).await.status, StatusCode::SEE_OTHER);
    let page = desks.managing.see(&item).await.text();
    assert!(!page.contains("Two photographs") && page.contains("A letter"), "{page}");
    assert_eq!(desks.decide(&item, &[("decision", "DESTROY")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    desks.managing.see(&item).await;
    let declined = [("act", "declined"), ("things", letter.as_str()), ("offered_to", "Owen")];
    assert_eq!(desks.managing.post(&item, &declined).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desks.decide(&item, &[("decision", "DESTROY")]).await.status, StatusCode::SEE_OTHER);
    desks.approving.see(&item).await;
    assert_eq!(
        desks.approving.post(&item, &gave).await.status,
        StatusCode::FORBIDDEN,
        "whoever approves gives nothing"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q185_a_file_is_destroyed_in_every_medium_and_only_its_certificate_is_found(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let note = [("occurred_at", "2015-01-20 10:00"), ("body", "Rhian spoke of Zwartkopspruit.")];
    let mother = Paper::child("Rhian", "Nobodyelse", "1980-02-02").file(&desks.stage).await;
    let owen = with_copies(&desks, closed_long_ago("Owen").with("case_note", &note).held_by(&desks.priya)).await;
    let mut browser = Browser::of(&desks.stage, &desks.priya).await;
    let documents = format!("{}/documents", owen.page());
    browser.see(&documents).await;
    let said = [("title", "Zwartkopspruit, the letter"), ("received_on", "2015-02-20"), ("document_kind", "KEEPSAKE")];
    browser.upload(&documents, &said, b"%PDF-1.4 Zwartkopspruit").await;
    let draft = format!("{}/draft/add:case_note", owen.page());
    browser.see(&format!("{}/add/case_note", owen.page())).await;
    browser.post(&draft, &[("body", "Half a word of Zwartkopspruit")]).await;

    let batch = desks.propose().await;
    let item = desks.items(&batch).await.remove(0);
    let page = desks.managing.see(&item).await.text();
    assert!(page.contains("Owen Pryce") && page.contains("10 years"), "why now: {page}");
    assert!(page.contains("Cannot be replaced") && page.contains("the letter"), "{page}");
    let refused = desks.decide(&item, &[("decision", "DESTROY")]).await;
    assert!(refused.text().contains("before these were offered back"), "{}", refused.text());
    // Offered back, and handed over.
    let scan = crate::markup::between(&browser.see(&documents).await.body, &format!("{documents}/"), "\"")
        .expect("one")
        .to_owned();
    let form =
        adding(&mut browser, &owen, "keepsake").await.set("what", "The letter of his grandad").set("document", &scan);
    let form =
        form.set("offered_to", "Owen").set("answer", "WANTED").set("offered_on-day", "1").set("offered_on-month", "3");
    let form = form.set("offered_on-year", "2026").set("returned_on-day", "2").set("returned_on-month", "3");
    browser.send_and_follow(&form.set("returned_on-year", "2026")).await;
    let decided = desks.decide(&item, &[("decision", "DESTROY")]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    desks.reach_its_day(&batch).await;
    for record in &owen.records[5..8] {
        desks.managing.see(&item).await;
        let how =
            [("act", "confirm"), ("record", record.to_string().leak() as &str), ("how", "Records store, shredded")];
        let confirmed = desks.managing.post(&item, &how).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    }
    let page = desks.execute(&batch).await;
    assert!(page.text().contains("1 file destroyed"), "{}", page.text());
    let certificate = format!("/retention/certificates/{}", owen.file);
    assert!(page.body.contains(&certificate), "{}", page.text());
    let says = desks.managing.see(&certificate).await.text();
    for line in [
        "Child in need plan, rule K02",
        "Child in need plan ended 1 October 2015 + 10 years = 1 October 2025",
        "Paper file destroyed on",
        "E-mail account destroyed on",
        "SharePoint site destroyed on",
        "Unrecoverable after",
    ] {
        assert!(says.contains(line), "{line}: {says}");
    }
    assert!(!says.contains("Owen") && !says.contains("Pryce"), "a certificate names nobody: {says}");

    // No search, page or list finds it.
    let mut browser = Browser::of(&desks.stage, &desks.priya).await;
    let found = browser.post("/find", &[("q", "Owen Pryce")]).await.text();
    assert!(!found.contains("Owen Pryce, ") && !found.contains("13 June 2009"), "{found}");
    assert_ne!(browser.get(&owen.page()).await.status, StatusCode::OK);
    let texts = browser.post("/search", &[("q", CANARY)]).await.text();
    assert!(!texts.contains("Rhian spoke"), "{texts}");
    // Nor does a thief of the disks: rows, index, logs, documents, drafts, keys.
    for (place, bytes) in desks.stage.everything_written().await {
        let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!has(CANARY) && !has("Owen"), "{place}");
        assert!(
            !bytes.windows(16).any(|window| window == owen.file.as_bytes()) || !place.ends_with("file_key"),
            "{place}"
        );
    }
    let store = &desks.stage.instance.store;
    assert!(store.load(owen.file, None).await.is_ok_and(|file| file.versions.is_empty() && file.tombstone.is_some()));
    assert!(store.digests(&[owen.file]).await.expect("read").is_empty());

    // Somebody asks after it, years later.
    desks.managing.see("/retention/ask").await;
    let asked = |given: &'static str| {
        [("given", given), ("family", "pryce"), ("born-day", "13"), ("born-month", "6"), ("born-year", "2009")]
    };
    let answer = desks.managing.post("/retention/ask", &asked("OWEN")).await.text();
    assert!(answer.contains("Yes. A file was held and was destroyed on"), "{answer}");
    let answer = desks.managing.post("/retention/ask", &asked("Bowen")).await.text();
    assert!(answer.contains("No. No file"), "{answer}");
    assert!(store.load(mother.file, None).await.is_ok_and(|file| !file.versions.is_empty()), "nobody else is touched");

    // The proof is checked by whoever has the key, without this system.
    let proof = desks.managing.see(&format!("{certificate}/proof")).await.body;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("certificate.json");
    let key = store.verifier().to_string();
    let check = |text: &str| {
        std::fs::write(&path, text).expect("written");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/verify/verify.py");
        let said = std::process::Command::new("python3")
            .arg(script)
            .arg(&path)
            .args(["--key", &key])
            .output()
            .expect("python3");
        (said.status.code(), String::from_utf8_lossy(&said.stdout).into_owned())
    };
    let (code, said) = check(&proof);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&owen.file.to_string()) && said.contains("k02/1"), "{said}");
    for (from, to) in [
        ("\"count\": ", "\"count\": 1"),
        ("k02", "k03"),
        ("\"leaf\": ", "\"leaf\": 1"),
        ("file.destroy", "file.destroi"),
    ] {
        let (code, said) = check(&proof.replacen(from, to, 1));
        assert_eq!(code, Some(1), "{from}: {said}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_destroys_alone_nor_with_a_second_account_nor_with_their_manager(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    closed_long_ago("Owen").file(&desks.stage).await;
    let batch = desks.propose().await;
    for item in desks.items(&batch).await {
        desks.decide(&item, &[("decision", "DESTROY")]).await;
    }
    act(&mut desks.managing, &batch, "submit").await;
    let stage = &desks.stage;
    // The same person, in their own role.
    let own = desks.managing.post(&batch, &[("act", "approve")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    // The same person behind a second account, which approves.
    let twin = twin(stage, &desks.manager, Role::RecordsApprover).await;
    let mut second = Browser::of(stage, &twin).await;
    assert!(refusal(stage, &mut second, &batch).await.contains("takes two people"));
    // Whoever manages the other, either way round, and two of one manager.
    let by = || Actor::Job("stage".to_owned());
    let (manager, approver) = (desks.manager.login.clone(), desks.approver.login.clone());
    know_manager(&stage.instance, &approver, &manager, by(), stage.now()).await.expect("known");
    assert!(refusal(stage, &mut desks.approving, &batch).await.contains("manages the other"));
    let boss = stage.person(Role::HeadOfService, None).await;
    for of in [&manager, &approver] {
        know_manager(&stage.instance, of, &boss.login, by(), stage.now()).await.expect("known");
    }
    assert!(refusal(stage, &mut desks.approving, &batch).await.contains("one line manager"));
    // Somebody who keeps the accounts under another name.
    let other = stage.person(Role::RecordsApprover, None).await;
    self::twin(stage, &other, Role::Administrator).await;
    let mut keeper = Browser::of(stage, &other).await;
    assert!(refusal(stage, &mut keeper, &batch).await.contains("keeps the accounts"));
    // A second person of another line may.
    let third = stage.person(Role::RecordsApprover, None).await;
    let mut approving = Browser::of(stage, &third).await;
    approving.see(&batch).await;
    stage.clock.wait(SignedDuration::from_mins(1));
    act(&mut approving, &batch, "approve").await;
    // And the batch rests, however often somebody presses.
    let early = desks.managing.post(&batch, &[("act", "execute")]).await.text();
    assert!(early.contains("rests until"), "{early}");
}

/// Another account of the same human being.
async fn twin(stage: &Stage, of: &Person, role: Role) -> Person {
    let other = stage.person(role, None).await;
    let account = stage.instance.store.account(other.account).await.expect("read").expect("an account");
    let mut body: serde_json::Value = serde_json::from_slice(&account.body).expect("a holder");
    body["worker"] = serde_json::Value::from(of.worker.to_string());
    let body = zeroize::Zeroizing::new(serde_json::to_vec(&body).expect("text"));
    let desk = stage.desk(of);
    let entry = stage.whole_audit("sefton").await.pop().expect("an entry");
    let entry = hearth_store::Entry {
        id: stage.instance.draw(|random| hearth_record::ids::EntryId::new(stage.now(), random)),
        at: stage.now(),
        actor: Actor::Job("stage".to_owned()),
        authority: desk.authority().clone(),
        purpose: String::new(),
        action: "account.open",
        file: None,
        record: entry.record,
        outcome: hearth_store::Outcome::Done,
        count: 1,
        detail: None,
    };
    stage.instance.store.put_account(&hearth_store::Account { body, ..account }, &[entry]).await.expect("kept");
    Person { worker: of.worker, ..other }
}

/// Reads a batch for long enough, presses approve, and gives the words of the refusal.
async fn refusal(stage: &Stage, browser: &mut Browser, batch: &str) -> String {
    browser.see(batch).await;
    stage.clock.wait(SignedDuration::from_mins(1));
    browser.see(batch).await;
    let page = browser.post(batch, &[("act", "approve")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    page.text()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_files_are_not_approved_in_ten_seconds(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let mut change = hearth_store::Change::new(authority("sefton"), desks.stage.now());
    for n in 0..500 {
        closed_long_ago(&format!("Child{n}")).add_to(&desks.stage, &mut change);
    }
    desks.stage.instance.store.commit(change).await.expect("filed");
    let batch = desks.propose().await;
    let desk = desks.stage.desk(&desks.manager);
    let id = batch.rsplit('/').next().expect("an id").parse().expect("an id");
    let (_, items) = disposal::one(&desk, id).await.expect("a batch");
    assert_eq!(items.len(), 500);
    let decided = disposal::Decided { decision: "DESTROY".to_owned(), ..disposal::Decided::default() };
    disposal::review_each(&desk, id, &decided).await.expect("decided");
    act(&mut desks.managing, &batch, "submit").await;
    desks.approving.see(&batch).await;
    desks.stage.clock.wait(SignedDuration::from_secs(10));
    let hasty = desks.approving.post(&batch, &[("act", "approve")]).await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hasty.text().contains("500 files cannot be read in 10 seconds"), "{}", hasty.text());
    desks.stage.clock.wait(SignedDuration::from_mins(20));
    desks.sign_in().await;
    act(&mut desks.approving, &batch, "approve").await;
    let seen = desks.dpo.see(&batch).await.text();
    assert!(seen.matches("in the sample").count() >= 25, "chance chose one in twenty for the officer");
    assert!(seen.contains("More than a tenth of all files"), "{seen}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_between_approval_and_execution_keeps_the_file(#[case] engine: Engine) {
    let Some(mut desks) = Desks::open(engine).await else { return };
    let held = assessed(closed_long_ago("Megan"), "19B").file(&desks.stage).await;
    let written = closed_long_ago("Owen").held_by(&desks.priya).file(&desks.stage).await;
    let batch = desks.propose().await;
    for item in desks.items(&batch).await {
        desks.decide(&item, &[("decision", "DESTROY"), ("because", "Nothing speaks for it.")]).await;
    }
    desks.reach_its_day(&batch).await;
    hold(&mut desks.managing, "SEXUAL_ABUSE").await;
    let priya = desks.stage.desk(&desks.priya);
    let kind = hearth_record::kind("case_note").expect("a kind");
    let typed = |name: &str| match name {
        "body" => Some("He rang."),
        "occurred_at" => Some("2026-03-20 10:00"),
        _ => None,
    };
    let fields = recording::read_form(kind, &hearth_record::Fields::new(), typed).expect("a note");
    let added = recording::Added { kind, fields, purpose: None, draft: None };
    recording::add(&priya, written.file, added).await.expect("written");
    let page = desks.execute(&batch).await.text();
    assert!(page.contains("0 files destroyed") && page.contains("2 passed over"), "{page}");
    assert!(page.contains("under the hold Inquiry 2015"), "{page}");
    assert!(page.contains("written since it was reviewed"), "{page}");
    for file in [held.file, written.file] {
        let loaded = desks.stage.instance.store.load(file, None).await.expect("the file");
        assert!(loaded.tombstone.is_none());
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_council_without_a_schedule_proposes_nothing(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    closed_long_ago("Owen").at("knowsley").file(&stage).await;
    let manager = stage.person_at("knowsley", Role::RecordsManager, Vec::new()).await;
    let mut browser = Browser::of(&stage, &manager).await;
    let page = browser.see("/retention").await.text();
    assert!(page.contains("Schedule not supplied") && !page.contains("Owen"), "{page}");
    let refused = browser.post("/retention", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("was not supplied"), "{}", refused.text());
}
