//! A practitioner's day, through its pages.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::EntryQuery;
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

/// Three sisters whom one worker holds; the file of the first knows the others.
struct Sisters {
    stage: Stage,
    priya: Person,
    mia: Filed,
    amy: Filed,
    zoe: Filed,
}

async fn sisters(engine: Engine) -> Option<Sisters> {
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
    async fn browser(&self) -> Browser {
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

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_first_screen_says_what_is_late_who_was_seen_and_what_others_wrote(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let visit = [("context", "CLA"), ("visited_on", "2025-12-15"), ("child_seen", "yes")];
    let jaden = Paper::child("Jaden", "Lewin", "2011-02-09")
        .involving(Some(priya.worker), Some(north), "CW", None)
        .with("period_of_care", &[("started", "2025-12-10"), ("category_of_need", "N1")])
        .with("visit", &visit)
        .file(&stage)
        .await;
    let mut hers = Browser::of(&stage, &priya).await;
    let home = hers.see("/").await.text();
    assert!(home.contains("1 child in 1 family"), "{home}");
    assert!(home.contains("Late") && home.contains("Jaden Lewin"), "{home}");
    assert!(home.contains("days late") && home.contains("why?"), "{home}");
    assert!(home.contains("Last seen 77 days ago") || home.contains("77 days ago"), "{home}");
    assert!(home.contains("Nobody else has written about your children"), "{home}");
    hers.post("/sign-out", &[]).await;
    stage.clock.wait(SignedDuration::from_hours(3));
    let mut his = Browser::of(&stage, &gareth).await;
    let add = format!("{}/add/case_note", jaden.page());
    let form = his.see(&add).await.form(&add).set("subject", "Call").set("body", "The school rang about Jaden.");
    his.send_and_follow(&form).await;
    let team = his.see("/").await.text();
    assert!(team.contains("Locality team North") && team.contains("Late in the team"), "{team}");
    let row = format!("{} 1 ", priya.name);
    assert!(team.contains(&row), "her one child stands beside her name: {team}");
    stage.clock.wait(SignedDuration::from_hours(1));
    let home = Browser::of(&stage, &priya).await.see("/").await.text();
    assert!(home.contains(&format!("Note {}, today", gareth.name)), "{home}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn must_do_holds_what_waits_by_a_day_and_folds_what_is_far_off(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let hers = priya.worker.to_string();
    let by = |what: &'static str, due: &'static str| {
        let fields = [("action", what), ("agreed_on", "2026-02-27"), ("worker", &hers), ("due", due)];
        fields.map(|(name, value)| (name, value.to_owned()))
    };
    let mut kayla = Paper::child("Kayla", "Okell", "2018-05-01").held_by(&priya);
    for action in [by("Ring the school", "2026-03-20"), by("Ask again", "2026-04-01"), by("Look back", "2026-04-02")] {
        kayla = kayla.with("plan_action", &action.each_ref().map(|(name, value)| (*name, value.as_str())));
    }
    let undated = [("action", "Keep an eye on it"), ("agreed_on", "2026-02-27"), ("worker", &hers as &str)];
    let asked = [("agency", "POLICE"), ("asked_at", "2026-03-01 09:00"), ("worker", &hers as &str)];
    kayla.with("plan_action", &undated).with("mash_enquiry", &asked).file(&stage).await;
    let home = Browser::of(&stage, &priya).await.see("/").await;
    let must_do = crate::markup::between(&home.body, "id=\"must-do\"", "</section>").expect("what must be done");
    let (near, far) = must_do.split_once("<details").expect("what is folded away");
    let rows = |part: &str| -> Vec<String> {
        part.split("<li class=\"hearth-todo__row").skip(1).map(crate::markup::text).collect()
    };
    let actions = |part: &str| rows(part).iter().filter(|row| row.contains("Action of a plan")).count();
    assert_eq!(
        (actions(near), actions(far)),
        (2, 1),
        "what has no day is nothing to do, the thirtieth day is near, the next one far: {}",
        home.text()
    );
    assert!(crate::markup::text(far).contains("1 more, after 1 April"), "{}", home.text());
    let questions: Vec<String> = rows(near).into_iter().filter(|row| row.contains("Enquiry to answer")).collect();
    assert!(questions.len() == 1 && questions[0].contains("waits for you"), "asked once, shown once: {questions:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn families_stand_together_by_kinship_and_their_adults_are_no_children(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let held = |forename: &str, surname: &str, born: &str| Paper::child(forename, surname, born).held_by(&priya);
    let dana = held("Dana", "Okell", "1997-01-10").of_type(FileType::Adult).file(&stage).await;
    held("Marcus", "Dade", "1990-05-05").of_type(FileType::Adult).file(&stage).await;
    let theo = held("Theo", "Okell-Thirlby", "2023-02-01").file(&stage).await;
    let to =
        |other: &Filed, how: &'static str| [("other", other.person.to_string()), ("relationship_type", how.to_owned())];
    let mut kayla = held("Kayla", "Okell", "2018-05-01");
    for relative in [to(&theo, "HALF_SIBLING"), to(&dana, "MOTHER")] {
        kayla = kayla.with("relationship", &relative.each_ref().map(|(name, value)| (*name, value.as_str())));
    }
    kayla.file(&stage).await;
    held("Nell", "Prescott", "2017-06-01").file(&stage).await;
    held("Otis", "Prescott", "2012-06-01").file(&stage).await;
    let home = Browser::of(&stage, &priya).await.see("/").await;
    let text = home.text();
    assert!(text.contains("4 children in 2 families"), "{text}");
    let families: Vec<String> = home.body.split("<tbody").map(crate::markup::text).collect();
    let of =
        |name: &str| families.iter().find(|family| family.contains(name)).unwrap_or_else(|| panic!("{name}: {text}"));
    let okells = of("Okell and Okell-Thirlby");
    assert!(okells.contains("Kayla Okell , 7 years") && okells.contains("Theo Okell-Thirlby , 3 years"), "{okells}");
    assert!(okells.contains("Also open to you: Dana Okell, 29 years"), "{okells}");
    assert!(!okells.contains("Marcus") && of("Marcus").contains("Also open to you: Marcus Dade"), "{text}");
    assert!(of("Nell").contains("Otis Prescott"), "where nobody is named the surname tells: {text}");
    let meter = crate::markup::between(&home.body, "id=\"caseload\"", "</section>").expect("the caseload");
    assert!(crate::markup::text(meter).contains("Other 4"), "{text}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_address_is_shown_with_a_reason_and_on_that_answer_alone(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, None).await;
    let refuge = [
        ("address_type", "HOME"),
        ("house", "9"),
        ("street", "Larkspur Close"),
        ("town", "Southport"),
        ("postcode", "PR8 1AA"),
        ("started", "2026-02-01"),
        ("protected", "yes"),
    ];
    let child =
        Paper::child("Kayla", "Okell", "2018-05-01").with("address", &refuge).held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let reveal = format!("{record}/reveal");
    let tells = |body: &str| body.contains("Larkspur") || body.contains("PR8 1AA");
    let pages =
        ["", "/records", "/timeline", "/family", "/documents", "/access"].map(|end| format!("{}{end}", child.page()));
    for page in pages.iter().chain([&record, &format!("{record}/correct"), &reveal]) {
        let page_shown = browser.see(page).await;
        assert!(!tells(&page_shown.body), "{page} tells where she is");
    }
    assert!(browser.see(&child.page()).await.body.contains(&reveal), "the header leads to asking for it");
    for (to, q) in [("/search", "Larkspur"), (&format!("{}/search", child.page()) as &str, "Larkspur Southport")] {
        let found = browser.post(to, &[("q", q), ("within", "file")]).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.text().contains("Nothing was found"), "{}", found.text());
    }
    let print = browser.post(&format!("{}/print", child.page()), &[]).await;
    assert!(print.status == StatusCode::OK && !tells(&print.body));
    let unreasoned = browser.post(&reveal, &[("reason", " ")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!tells(&unreasoned.body));
    let shown = browser.post(&reveal, &[("reason", "visit this afternoon")]).await;
    assert!(shown.text().contains("Larkspur Close") && shown.text().contains("PR8 1AA"), "{}", shown.text());
    assert!(!tells(&browser.see(&record).await.body), "the next page keeps it back again");
    let audit = stage.audit(&EntryQuery::File(child.file)).await;
    let asked: Vec<_> = audit.iter().filter(|entry| entry.action == "address.reveal").collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(stage.detail(asked[0].id).await.as_deref(), Some("visit this afternoon"));
    // A correction leaves what it does not show as it is.
    let correct = format!("{record}/correct");
    let form = browser.see(&correct).await.form(&correct).date("ended", "1", "3", "2026").set("because", "moved on");
    browser.send_and_follow(&form).await;
    assert!(browser.post(&reveal, &[("reason", "to look again")]).await.text().contains("Larkspur Close"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_working_copy_is_one_click_and_is_written_down_first(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let timeline = browser.see(&format!("{}/timeline", sisters.mia.page())).await;
    let form = timeline.form(&format!("{}/print", sisters.mia.page()));
    let copy = browser.send(&form).await;
    assert_eq!(copy.status, StatusCode::OK);
    let text = copy.text();
    for said in ["Mia Thornley", "Official, sensitive: personal", &format!("Printed by {}", sisters.priya.name)] {
        assert!(text.contains(said), "{said} is not on the copy: {text}");
    }
    let audit = sisters.stage.audit(&EntryQuery::File(sisters.mia.file)).await;
    assert_eq!(audit.iter().filter(|entry| entry.action == "file.print").count(), 1);
    let log = browser.see(&format!("{}/access", sisters.mia.page())).await.text();
    assert!(log.contains("Printed a working copy"), "{log}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn emergency_access_waits_until_somebody_else_has_looked_at_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let jed = stage.person(Role::PersonalAdviser, None).await;
    let ruth = stage.person(Role::Dpo, None).await;
    let child =
        Paper::child("Theo", "Thirlby", "2023-02-01").held_by_team(stage.team("locality_south")).file(&stage).await;
    for (person, reason) in
        [(&jed, "she stands at our door and is crying"), (&manager, "the police ask for a safe address")]
    {
        let mut browser = Browser::of(&stage, person).await;
        let page = browser.post(&format!("{}/break-glass", child.page()), &[("reason", reason)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    }
    let mut his = Browser::of(&stage, &manager).await;
    let queue = "/access/emergency";
    let page = his.see(queue).await;
    let text = page.text();
    assert!(text.contains("she stands at our door") && text.contains("Theo Thirlby"), "{text}");
    assert!(text.contains("You opened this file yourself"), "nobody looks at their own: {text}");
    assert_eq!(page.body.matches("action=\"/access/emergency\"").count(), 1);
    let form = page.form(queue);
    let unsaid = his.send(&form).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let worried = his.send(&form.clone().set("review", "WRONG")).await;
    assert!(worried.status == StatusCode::UNPROCESSABLE_ENTITY && worried.text().contains("Your words are needed"));
    let left = his.send_and_follow(&form.set("review", "RIGHT")).await.text();
    assert!(!left.contains("she stands at our door") && left.contains("the police ask"), "{left}");
    let mut hers = Browser::of(&stage, &ruth).await;
    let form = hers.see(queue).await.form(queue).set("review", "WRONG").set("notes", "Her own team was on call.");
    let done = hers.send_and_follow(&form).await.text();
    assert!(done.contains("Nothing waits to be looked at"), "{done}");
    let actions: Vec<String> =
        stage.audit(&EntryQuery::File(child.file)).await.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions.iter().filter(|action| *action == "glass.review").count(), 2);
    assert!(actions.contains(&"glass.read".to_owned()));
    assert_eq!(Browser::of(&stage, &jed).await.get(queue).await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_restricted_opened_again_and_closed_to_whoever_declares_a_tie(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let jo = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child = Paper::child("Nell", "Prescott", "2017-06-01").held_by_team(north).file(&stage).await;
    let (mut hers, mut his) = (Browser::of(&stage, &priya).await, Browser::of(&stage, &gareth).await);
    let path = format!("{}/restrict", child.page());
    assert_eq!(hers.get(&path).await.status, StatusCode::FORBIDDEN);
    let form = his.see(&path).await.form(&path);
    let unnamed = his.send(&form.clone().set("reason", "a parent works for the council")).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = form.set("reason", "a parent works for the council").and("allowed", &jo.worker.to_string());
    let now = his.send_and_follow(&form).await;
    assert!(now.text().contains("Lift the restriction of this file"), "{}", now.text());
    assert_eq!(hers.get(&child.page()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(Browser::of(&stage, &jo).await.get(&child.page()).await.status, StatusCode::OK);
    let lift = now.form(&path).set("because", "the parent has left");
    his.send_and_follow(&lift).await;
    assert_eq!(hers.get(&child.page()).await.status, StatusCode::OK);
    let path = format!("{}/conflict", child.page());
    let form = hers.see(&path).await.form(&path);
    assert_eq!(hers.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hers.send(&form.set("tie", "her aunt is my neighbour")).await.location(), "/");
    let closed = hers.get(&child.page()).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(!closed.body.contains("break-glass"), "no emergency opens it: {}", closed.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_ones_own_files_the_familys_and_no_others(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let stage = &sisters.stage;
    let note = |about: &str| {
        [("occurred_at", "2026-02-20 10:00".to_owned()), ("body", format!("We sat down. {about} loves FOOTBALL. Bye."))]
    };
    let said = |about: &str| {
        let note = note(about);
        Paper::child(about, "Elsewhere", "2015-01-01")
            .with("case_note", &note.each_ref().map(|(n, v)| (*n, v.as_str())))
    };
    let theirs = said("Otto").held_by_team(stage.team("locality_south")).file(stage).await;
    let mine = said("Nina").held_by(&sisters.priya).file(stage).await;
    let mut browser = sisters.browser().await;
    let add = format!("{}/add/case_note", sisters.amy.page());
    let form = browser.see(&add).await.form(&add).set("body", "She went to footballers’ day. Then home.");
    browser.send_and_follow(&form).await;
    let found = browser.post("/search", &[("q", "football")]).await;
    let text = found.text();
    assert!(text.contains("2 passages in your children’s files (4 files looked through)"), "{text}");
    assert!(text.contains("Nina loves FOOTBALL .") && !text.contains("We sat down."), "{text}");
    assert!(text.contains("Amy Thornley") && !found.body.contains(&theirs.page()), "{text}");
    let family =
        browser.post(&format!("{}/search", sisters.mia.page()), &[("q", "football"), ("within", "family")]).await;
    assert!(family.text().contains("1 passage in the family’s files"), "{}", family.text());
    let alone = browser.post(&format!("{}/search", sisters.mia.page()), &[("q", "football"), ("within", "file")]).await;
    assert!(alone.text().contains("Nothing was found in this file"), "{}", alone.text());
    let nothing = browser.post("/search", &[("q", " a ")]).await;
    assert!(nothing.text().contains("at least one word"), "{}", nothing.text());
    let of_mine = stage.audit(&EntryQuery::File(mine.file)).await;
    assert!(of_mine.iter().any(|entry| entry.action == "text.search"), "whoever reads the log sees it");
    let searches: Vec<_> = stage
        .whole_audit("sefton")
        .await
        .into_iter()
        .filter(|e| e.action == "text.search" && e.file.is_none())
        .collect();
    assert_eq!(stage.detail(searches[0].id).await.as_deref(), Some("football"));
    assert_eq!(browser.get(&format!("{}/search", theirs.page())).await.status, StatusCode::FORBIDDEN);
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
