//! That each team sees what is its own, and writes it apart from the others.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use super::{adding, correcting, mia, scene};
use crate::browser::Browser;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q006_the_adolescent_service_sees_its_own_young_people_and_how_they_stand(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leah = stage.person(Role::CasWorker, Some("cas")).await;
    let jaden = Paper::child("Jaden", "Lewin", "2010-03-04")
        .with("mace_plan", &[("started", "2026-01-20"), ("risk_level", "SIGNIFICANT")])
        .with("missing_episode", &[("started", "2026-03-01"), ("missing_type", "M")]);
    jaden.held_by(&leah).file(&stage).await;
    Paper::child("Kayla", "Ashworth", "2011-08-09").held_by(&leah).file(&stage).await;
    let colleague = stage.person(Role::CasWorker, Some("cas")).await;
    Paper::child("Tyrone", "Marsh", "2010-11-12")
        .with("mace_plan", &[("started", "2026-01-20"), ("risk_level", "EMERGING")])
        .held_by(&colleague)
        .file(&stage)
        .await;
    let home = Browser::of(&stage, &leah).await.see("/").await;
    let rows: Vec<String> = home.body.split("<tr").skip(1).map(crate::markup::text).collect();
    let row = |name: &str| rows.iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("{name}: {rows:?}"));
    assert!(row("Jaden").contains("Missing now") && row("Jaden").contains("Exploitation plan"), "{}", row("Jaden"));
    assert!(!row("Kayla").contains("Missing now") && !row("Kayla").contains("Exploitation"), "{}", row("Kayla"));
    assert!(!home.text().contains("Tyrone"), "whoever is allocated to a colleague is not on this list");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q007_the_clocks_of_every_looked_after_child_of_the_caseload_stand_by_their_day(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let nadia = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let cared_for = |name: &str, since: &str| {
        let period = [("started", since), ("category_of_need", "N1")];
        let placed = [("started", since), ("placement_type", "U6"), ("provider", "PR1")];
        Paper::child(name, "Prescott", "2012-06-01").with("period_of_care", &period).with("placement", &placed)
    };
    let children = [cared_for("Nell", "2026-02-23"), cared_for("Otis", "2025-09-01")];
    let mut files = Vec::new();
    for child in children {
        files.push(child.held_by(&nadia).file(&stage).await);
    }
    cared_for("Rowan", "2026-02-23").file(&stage).await;
    let mut browser = Browser::of(&stage, &nadia).await;
    let home = browser.see("/").await;
    let rows: Vec<String> = home.body.split("<li class=\"hearth-todo__row").skip(1).map(crate::markup::text).collect();
    for (name, clocks) in [
        (
            "Nell",
            [
                "Placement plan",
                "Care plan",
                "First looked-after review",
                "First visit in a placement",
                "Initial health assessment",
            ],
        ),
        (
            "Otis",
            [
                "Placement plan",
                "Care plan",
                "First looked-after review",
                "Dental check",
                "Personal education plan begun",
            ],
        ),
    ] {
        for clock in clocks {
            let stands = rows.iter().any(|row| row.contains(name) && row.contains(clock));
            assert!(stands, "{name}: {clock} is missing: {rows:#?}");
        }
    }
    assert!(!home.text().contains("Rowan"), "the clocks of the caseload and of no other child");
    let days: Vec<jiff::civil::Date> = home
        .body
        .split("class=\"hearth-todo__date\">")
        .skip(1)
        .map(|rest| day(rest.split('<').next().unwrap_or_default()))
        .collect();
    assert!(days.len() >= 12 && days.is_sorted(), "what is due first stands first: {days:?}");
    // Whoever writes the care plan sees its clock gone.
    let plan = adding(&mut browser, &files[0], "care_plan").await.date("started", "27", "2", "2026");
    browser.send_and_follow(&plan).await;
    let home = browser.see("/").await;
    let plans = home.body.split("<li class=\"hearth-todo__row").skip(1).map(crate::markup::text);
    assert!(!plans.into_iter().any(|row| row.contains("Nell") && row.contains("Care plan")), "{}", home.text());
}

/// "5 March 2026" as a date.
fn day(words: &str) -> jiff::civil::Date {
    jiff::fmt::strtime::parse("%d %B %Y", words)
        .and_then(|read| read.to_date())
        .unwrap_or_else(|e| panic!("{words}: {e}"))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q008_a_foster_carers_file_and_a_childs_file_know_each_other_by_name_alone(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let imran = stage.person(Role::FosteringWorker, Some("fostering")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia misses her brother.")];
    let placed = [("started", "2026-02-01"), ("placement_type", "U4"), ("household", "Ash and Kim Brook")];
    let child = mia().with("case_note", &note).with("placement", &placed).held_by(&priya).file(&stage).await;
    let carer = Paper::child("Ash", "Brook", "1979-05-06").of_type(FileType::FosterCarer).held_by(&imran);
    let carer = carer.file(&stage).await;

    let mut fostering = Browser::of(&stage, &imran).await;
    let household = adding(&mut fostering, &carer, "foster_household").await;
    let household = household.set("name", "Ash and Kim Brook").date("approved_on", "3", "2", "2025");
    fostering.send_and_follow(&household).await;
    let visit = adding(&mut fostering, &carer, "foster_supervision").await.date("visited_on", "20", "2", "2026");
    let visit = visit.set("unannounced", "yes").set("carers", "They are tired and glad.");
    assert!(fostering.send_and_follow(&visit).await.text().contains("tired and glad"));
    for (kind, field) in [("foster_training", "course"), ("foster_concern", "about"), ("foster_review", "findings")] {
        let form = adding(&mut fostering, &carer, kind).await;
        let form = form.date("completed_on", "20", "2", "2026").date("raised_on", "20", "2", "2026");
        let form = form.set("concern_kind", "STANDARDS").set(field, "Said at the visit");
        assert!(fostering.send_and_follow(&form).await.text().contains("Said at the visit"), "{kind}");
    }
    let file =
        fostering.see(&carer.page()).await.text() + &fostering.see(&format!("{}/records", carer.page())).await.text();
    assert!(file.contains("Ash Brook") && !file.contains("misses her brother"), "{file}");
    assert!(
        !fostering.see(&format!("{}/add", carer.page())).await.text().contains("Placement plan"),
        "a child’s kinds"
    );
    for end in ["", "/records", "/timeline"] {
        let page = fostering.get(&format!("{}{end}", child.page())).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{end}");
        assert!(!page.body.contains("misses her brother"), "{end}");
    }

    let mut corporate = Browser::of(&stage, &priya).await;
    let placement = corporate.see(&format!("{}/records/{}", child.page(), child.records[2])).await;
    assert!(placement.text().contains("Ash and Kim Brook"), "{}", placement.text());
    assert!(!placement.body.contains(&carer.file.to_string()), "the name and no way into the carers’ file");
    let refused = corporate.get(&carer.page()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.body.contains("tired and glad"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q009_a_reviewing_officer_reviews_and_escalates_and_the_case_team_edits_neither(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let bev = stage.person(Role::Iro, Some("independent_review")).await;
    let child = mia()
        .with("period_of_care", &[("started", "2026-01-05"), ("category_of_need", "N1")])
        .held_by(&priya)
        .involving(Some(bev.worker), None, "IRO", None)
        .file(&stage)
        .await;
    let sister = Paper::child("Zoe", "Thornley", "2018-04-04").held_by(&priya).file(&stage).await.file.to_string();
    let mut officer = Browser::of(&stage, &bev).await;
    let review = adding(&mut officer, &child, "care_review").await.date("held", "2", "2", "2026");
    let review = review.set("participation", "PN1").set("decisions", "Her health plan is ready by 1 March.");
    let review = officer.send(&review).await.location();
    let raised = adding(&mut officer, &child, "escalation").await.date("raised_on", "27", "2", "2026");
    let raised = raised.set("stage", "TEAM").set("subject", "DECISIONS").set("concern", "No health plan is there.");
    let raised = officer.send(&raised).await.location();
    assert!(officer.see(&raised).await.text().contains("No health plan is there."));

    let mut team = Browser::of(&stage, &priya).await;
    for record in [&review, &raised] {
        let record = record.split(['?', '#']).next().expect("an address");
        let page = team.see(record).await;
        for act in ["correct", "withdraw", "move"] {
            assert!(!page.body.contains(&format!("/{act}\"")), "{act}: {}", page.text());
            let refused = team.get(&format!("{record}/{act}")).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}: {}", refused.text());
            assert!(refused.text().contains("independent of the team"), "{}", refused.text());
            let values =
                [("from", "1"), ("because", "we think otherwise"), ("concern", "All is well."), ("to", &sister)];
            let posted = team.post(&format!("{record}/{act}"), &values).await;
            assert_eq!(posted.status, StatusCode::FORBIDDEN, "{act}: {}", posted.text());
        }
    }
    let answer = adding(&mut team, &child, "escalation_answer").await.date("answered_on", "2", "3", "2026");
    let answer = team.send_and_follow(&answer.set("answer", "The nurse comes on 5 March.")).await;
    assert!(answer.text().contains("The nurse comes on 5 March."), "the team answers in a record of its own");
    let record = raised.split(['?', '#']).next().expect("an address");
    let settled = correcting(&mut officer, record).await.date("settled_on", "2", "3", "2026");
    let settled = officer.send_and_follow(&settled.set("because", "the nurse has come")).await.text();
    assert!(settled.contains("Settled on") && settled.contains("Version 2"), "{settled}");
    let written = stage.instance.store.load(child.file, None).await.expect("the file").versions;
    assert!(written.iter().filter(|version| version.kind == "care_review").all(|version| version.version == 1));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q012_a_plan_shows_how_each_outcome_stood_at_three_reviews(#[case] engine: Engine) {
    let paper = mia().with("cin_plan", &[("started", "2025-09-01")]);
    let Some((_stage, _, child, mut browser)) = scene(engine, paper).await else { return };
    let plan = child.records[1].to_string();
    for outcome in ["Mia is at school every day", "The flat is warm and safe"] {
        let form = adding(&mut browser, &child, "plan_outcome").await.set("plan", &plan).set("outcome", outcome);
        browser.send_and_follow(&form.date("agreed_on", "1", "9", "2025")).await;
    }
    let choices = browser.see(&format!("{}/add/outcome_review", child.page())).await;
    let choice = |words: &str| {
        let option = choices.body.split("<option").find(|option| option.contains(words)).expect("an outcome to choose");
        crate::markup::between(option, "value=\"", "\"").expect("a value").to_owned()
    };
    let (school, flat) = (choice("school every day"), choice("warm and safe"));
    let reviews = [
        ("1", "10", "2025", "SAME", "WORSE"),
        ("5", "12", "2025", "BETTER", "SAME"),
        ("20", "2", "2026", "REACHED", "BETTER"),
    ];
    for (day, month, year, of_school, of_flat) in reviews {
        for (outcome, state) in [(&school, of_school), (&flat, of_flat)] {
            let form = adding(&mut browser, &child, "outcome_review").await.set("outcome", outcome).set("state", state);
            browser.send_and_follow(&form.date("reviewed_on", day, month, year)).await;
        }
    }
    let action = adding(&mut browser, &child, "plan_action").await.set("plan", &plan).set("action", "Mend the boiler");
    let action = action.date("agreed_on", "5", "12", "2025").date("due", "19", "12", "2025").set("who", "The landlord");
    browser.send_and_follow(&action).await;
    let page = browser.see(&format!("{}/records/{plan}", child.page())).await.text();
    let table = page.split("How the outcomes stand").nth(1).expect("the table");
    for told in [
        "Outcome 1 October 2025 5 December 2025 20 February 2026",
        "Mia is at school every day No change Better Reached",
        "The flat is warm and safe Worse No change Better",
        "Mend the boiler The landlord Late: 19 December 2025",
    ] {
        assert!(table.contains(told), "{told}: {table}");
    }
}
