//! The first screen of the day: what is late, who belongs together, who was seen.

use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

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
    assert!(home.contains("Nobody else has written in your files"), "{home}");
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
    assert!(okells.contains("Adults of the family: Dana Okell, 29 years"), "{okells}");
    assert!(!okells.contains("Marcus"), "{okells}");
    let adults =
        crate::markup::between(&home.body, "id=\"adults\"", "</section>").expect("adults without children here");
    assert!(crate::markup::text(adults).contains("Marcus Dade , 35 years"), "{text}");
    assert!(of("Nell").contains("Otis Prescott"), "where nobody is named the surname tells: {text}");
    let meter = crate::markup::between(&home.body, "id=\"caseload\"", "</section>").expect("the caseload");
    assert!(crate::markup::text(meter).contains("Other 4"), "{text}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn foster_carers_and_young_adults_are_named_as_what_they_are(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let sian = stage.person(Role::FosteringWorker, Some("fostering")).await;
    let carer = Paper::child("Carol", "Hale", "1968-03-01").of_type(FileType::FosterCarer).held_by(&sian);
    let visit = [("context", "FOSTER_CARER"), ("visited_on", "2026-02-27")];
    carer.with("visit", &visit).file(&stage).await;
    Paper::child("Chantelle", "Lewin", "2007-02-01").held_by(&sian).file(&stage).await;
    let text = Browser::of(&stage, &sian).await.see("/").await.text();
    assert!(text.contains("1 young adult in 1 family, 1 foster carer"), "{text}");
    assert!(text.contains("My young people") && text.contains("My foster carers"), "{text}");
    assert!(!text.contains("My children") && !text.contains("2 children"), "{text}");
    let carers = text.split("My foster carers").last().unwrap_or_default();
    assert!(
        carers.contains("Carol Hale , 58 years") && carers.contains("3 days ago"),
        "when she was visited: {carers}"
    );
}
