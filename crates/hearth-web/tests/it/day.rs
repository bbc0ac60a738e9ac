//! Recording in a practitioner's day, through its pages: visits and notes for sisters, once and in each file.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::EntryQuery;
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

/// Three sisters whom one worker holds; the file of the first knows the others.
pub struct Sisters {
    pub stage: Stage,
    pub priya: Person,
    pub mia: Filed,
    pub amy: Filed,
    pub zoe: Filed,
}

pub async fn sisters(engine: Engine) -> Option<Sisters> {
    let stage = Stage::open(engine).await?;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let amy = Paper::child("Amy", "Thornley", "2012-03-01").held_by(&priya).file(&stage).await;
    let zoe = Paper::child("Zoe", "Thornley", "2018-03-01").held_by(&priya).file(&stage).await;
    let mut mia = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya);
    for sister in [&amy, &zoe] {
        mia = mia.with("relationship", &[("other", &sister.person.to_string()), ("relationship_type", "SIBLING")]);
    }
    let aunt = [("other_name", "Dilys Thornley"), ("relationship_type", "AUNT_UNCLE")];
    let mia = mia.with("relationship", &aunt).file(&stage).await;
    Some(Sisters { stage, priya, mia, amy, zoe })
}

impl Sisters {
    pub async fn browser(&self) -> Browser {
        Browser::of(&self.stage, &self.priya).await
    }

    async fn visits(&self, file: &Filed) -> usize {
        let held = self.stage.instance.store.load(file.file, None).await.expect("the file");
        held.versions.iter().filter(|version| version.kind == "visit" && version.version == 1).count()
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn three_sisters_are_seen_at_one_visit_and_each_file_keeps_its_own_child(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/visit", sisters.mia.page());
    let page = browser.see(&add).await;
    assert!(
        page.text().contains("Amy Thornley, 14") && page.text().contains("Dilys Thornley, aunt"),
        "{}",
        page.text()
    );
    let form = page.form(&add);
    assert_eq!(
        (form.value("visited_on-day"), form.value("visited_on-month"), form.value("context")),
        ("2", "3", "ASSESSMENT"),
        "what is known stands there"
    );
    let (amy, zoe) = (sisters.amy.file.to_string(), sisters.zoe.file.to_string());
    let form = form
        .and("child_seen", "yes")
        .and("child_seen", &amy)
        .and("child_seen", &zoe)
        .and("seen_alone", &amy)
        .and("present", "Dilys Thornley")
        .set("narrative", "All three were at home with their aunt.")
        .set("voice", "I like it here.")
        .set(&format!("voice-{amy}"), "I want to see Mum.");
    let done = browser.send_and_follow(&form).await;
    let text = done.text();
    assert!(text.contains("Visit recorded for 3 children"), "{text}");
    assert!(text.contains("Written at the same time for Amy Thornley , Zoe Thornley"), "{text}");
    assert!(text.contains("Child seen? Yes") && text.contains("Child seen alone? No"), "{text}");
    assert!(text.contains("I like it here.") && !text.contains("I want to see Mum."), "{text}");
    for (file, voice, alone) in [(&sisters.amy, "I want to see Mum.", "Yes"), (&sisters.zoe, "", "No")] {
        assert_eq!(sisters.visits(file).await, 1);
        let overview = browser.see(&file.page()).await.text();
        assert!(overview.contains("Last seen 2 March 2026 (today)"), "{overview}");
        let record = crate::markup::between(&done.body, &format!("{}/records/", file.page()), "\"").expect("a link");
        let record = browser.see(&format!("{}/records/{record}", file.page())).await.text();
        assert!(record.contains(&format!("Child seen alone? {alone}")) && record.contains(voice), "{record}");
        assert!(!record.contains("I like it here."), "what one child said is not in a sister’s file: {record}");
        let audit = sisters.stage.audit(&EntryQuery::File(file.file)).await;
        assert_eq!(audit.iter().filter(|entry| entry.action == "record.add").count(), 1);
    }
    assert_eq!(browser.see(&add).await.form(&add).value("narrative"), "", "the draft is done");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_written_once_and_other_words_are_never_lost(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/visit", sisters.mia.page());
    let amy = sisters.amy.file.to_string();
    let form = browser.see(&add).await.form(&add);
    let form = form.and("child_seen", "yes").and("child_seen", &amy).set("narrative", "We walked to school.");
    // A second press, the way back and once more.
    let first = browser.send(&form).await.location();
    let again = browser.send(&form).await.location();
    assert_eq!(first, again);
    assert_eq!((sisters.visits(&sisters.mia).await, sisters.visits(&sisters.amy).await), (1, 1));
    assert!(!browser.see("/").await.text().contains("Not finished"), "no draft is left of it");
    // The same form in a second tab, with other words.
    let other = form.set("narrative", "In the evening her aunt rang.");
    assert_ne!(browser.send(&other).await.location(), first);
    assert_eq!(sisters.visits(&sisters.mia).await, 2);
    // Any other kind is written once too.
    let add = format!("{}/add/case_summary", sisters.mia.page());
    let form = browser.see(&add).await.form(&add).date("written_on", "1", "3", "2026").set("summary", "We help.");
    let (first, again) = (browser.send(&form).await, browser.send(&form).await);
    assert_eq!(first.location(), again.location());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_to_one_sister_is_made_for_the_others_where_they_share_it(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/visit", sisters.mia.page());
    let form = browser.see(&add).await.form(&add);
    let form = form.and("child_seen", "yes").and("child_seen", &sisters.amy.file.to_string()).set("place", "School");
    let record = browser.send(&form).await.location();
    let record = record.split('?').next().expect("an address").to_owned();
    let correct = format!("{record}/correct");
    let form = browser.see(&correct).await.form(&correct);
    let form = form.set("place", "Aunt’s house").set("seen_alone", "yes").set("because", "mixed up two days");
    let corrected = browser.send_and_follow(&form).await;
    let done = browser.send_and_follow(&corrected.form(&correct).set("act", "alike")).await;
    assert!(done.text().contains("Visit corrected"), "{}", done.text());
    let hers = crate::markup::between(&done.body, &format!("{}/records/", sisters.amy.page()), "\"").expect("a link");
    let hers = browser.see(&format!("{}/records/{hers}", sisters.amy.page())).await.text();
    assert!(hers.contains("Aunt’s house") && hers.contains("Why: mixed up two days"), "{hers}");
    assert!(hers.contains("Child seen alone? No"), "what is said of one child stays with that child: {hers}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_note_in_the_wrong_file_moves_and_leaves_a_tombstone(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/case_note", sisters.mia.page());
    let form = browser.see(&add).await.form(&add).set("subject", "Dentist").set("body", "Two fillings for Zoe.");
    let wrong = browser.send(&form).await.location();
    let wrong = wrong.split('?').next().expect("an address").to_owned();
    let path = format!("{wrong}/move");
    let form = browser.see(&path).await.form(&path);
    let unsaid = browser.send(&form.clone().set("because", "hers")).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.text().contains("choose whose file it belongs in"), "{}", unsaid.text());
    let form = form.set("to", &sisters.zoe.file.to_string()).set("because", "written for her sister by mistake");
    let moved = browser.send(&form).await.location();
    assert!(moved.starts_with(&sisters.zoe.page()), "{moved}");
    assert!(browser.see(&moved).await.text().contains("Two fillings for Zoe."));
    let left = browser.see(&wrong).await.text();
    assert!(left.contains("Withdrawn") && left.contains("written for her sister by mistake"), "{left}");
    assert!(!browser.see(&format!("{}/timeline", sisters.mia.page())).await.text().contains("Dentist"));
    assert!(browser.see(&format!("{}/timeline", sisters.zoe.page())).await.text().contains("Dentist"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_after_the_sign_in_locked_is_kept_and_found_again(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/case_note", sisters.mia.page());
    let form = browser.see(&add).await.form(&add).set("body", "An hour’s writing without script.");
    sisters.stage.clock.wait(SignedDuration::from_mins(20));
    let locked = browser.send(&form).await;
    assert_eq!(locked.status, StatusCode::UNAUTHORIZED);
    assert_eq!(locked.form("/sign-in").value("next"), add, "signing in leads back");
    assert!(!locked.body.contains("An hour’s writing"), "whoever sits down next does not read it");
    // A form of another session is not kept.
    let mut stranger = browser.without_session();
    assert_eq!(stranger.send(&form.clone().set("body", "not hers")).await.status, StatusCode::UNAUTHORIZED);
    let forged = form.clone().set("csrf", "forged").set("body", "not hers");
    assert_eq!(browser.send(&forged).await.status, StatusCode::UNAUTHORIZED);
    let mut again = sisters.browser().await;
    assert_eq!(again.see(&add).await.form(&add).value("body"), "An hour’s writing without script.");
    let text = again.see("/").await.text();
    assert!(text.contains("Not finished") && text.contains("Note , Mia Thornley"), "{text}");
}

/// What attackers and pasted documents put into fields.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "'; DROP TABLE version; --",
    "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} #read(\"/etc/passwd\")",
    "=HYPERLINK(\"http://evil.example\",\"x\") +1 -1 @SUM(A1)",
    "\u{202e}txet tfel-ot-thgir \u{200d}👩‍👧‍👦 “pasted” — from\u{a0}Word…",
    "</textarea><svg/onload=alert(3)>",
];

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_text_of_a_visit_and_a_note_is_shown_as_text(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let (all, line) = (HOSTILE.join(" "), HOSTILE[..3].join(" "));
    let lines = ["place", "present", "subject"];
    for (kind, fields) in [
        ("visit", &["place", "present", "narrative", "voice", "not_seen_because"][..]),
        ("case_note", &["subject", "body"]),
        ("case_summary", &["summary"]),
    ] {
        let add = format!("{}/add/{kind}", sisters.mia.page());
        let mut form = browser.see(&add).await.form(&add).set("child_seen", "yes");
        if kind == "case_summary" {
            form = form.date("written_on", "1", "3", "2026");
        }
        let typed = |field: &str| if lines.contains(&field) { line.clone() } else { all.clone() };
        for field in fields {
            form = form.set(field, &typed(field));
        }
        let form = form.pairs.iter().filter(|(name, _)| kind == "visit" || name != "child_seen").cloned().collect();
        let form = crate::markup::Form { action: add.clone(), pairs: form };
        let record = browser.send(&form).await.location();
        let record = record.split('?').next().expect("an address").to_owned();
        let search = browser.post("/search", &[("q", &format!("alert {}", HOSTILE[0]))]).await;
        for page in [
            browser.see(&record).await,
            browser.see(&format!("{record}/correct")).await,
            browser.see(&sisters.mia.page()).await,
            browser.see(&format!("{}/timeline", sisters.mia.page())).await,
            browser.see("/").await,
            search,
        ] {
            for raw in ["<script>alert", "<img src=x", "<svg/onload", "</textarea><"] {
                assert!(!page.body.contains(raw), "{kind}: {raw} stands in a page as it was typed");
            }
        }
        let correct = format!("{record}/correct");
        let kept = browser.see(&correct).await.form(&correct);
        for field in fields {
            assert_eq!(kept.value(field), typed(field), "{kind}.{field} is kept as it was written");
        }
    }
}
