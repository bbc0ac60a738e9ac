//! The stories of the demonstration, told at a fixed moment and read as its people read them.

use hearth_calendar::{Calendar, add_days, london_date};
use hearth_casework::{
    Desk, FileView,
    access::{Attempt, Seat, seat, sign_in, who_looked},
    demo,
    front_door::{Counter, Narrowed, contacted, queue},
    home::today,
    people::{family, find},
};
use hearth_practice::clocks::State;
use hearth_record::{EventName, people::HouseholdMembership, recording::Document};
use hearth_stage::{Engine, Stage, authority};
use jiff::{SignedDuration, Timestamp, civil::Date};
use rstest::rstest;

/// Wednesday 18 November 2026, half past nine in the morning.
const NOW: &str = "2026-11-18T09:30:00Z";

async fn told(engine: Engine) -> Option<Stage> {
    let stage = Stage::open(engine).await?;
    let now: Timestamp = NOW.parse().expect("told");
    stage.clock.set(now);
    demo::fill(&stage.instance, &authority("sefton"), 0, 1, now, |_| ()).await.expect("told");
    Some(stage)
}

async fn signed_in(stage: &Stage, login: &str) -> Desk {
    let attempt = Attempt { login, password: demo::PASSWORD, code: "", address: "127.0.0.1" };
    let signed = sign_in(&stage.instance, &attempt, stage.now()).await.expect("answered");
    let Seat::Desk(desk) = seat(&stage.instance, &signed.token, stage.now()).await.expect("answered") else {
        panic!("a desk")
    };
    *desk
}

/// Opens the file that a search for this name finds first.
async fn opened(desk: &Desk, name: &str) -> FileView {
    let found = find(desk, name).await.expect("answered");
    let first = found.first().unwrap_or_else(|| panic!("{name} is found"));
    desk.open(first.file, None, None).await.expect("answered")
}

fn days_ago(days: i32) -> Date {
    add_days(london_date(NOW.parse().expect("answered")), -days)
}

fn working_days_ago(days: u32) -> Date {
    Calendar::england().subtract_working_days(days_ago(0), days).date
}

/// When a clock of this rule is due in a file, with its moment where it has one.
fn due(view: &FileView, rule: &str) -> (Option<Date>, Option<Timestamp>, State) {
    let clocks = view.clocks();
    let clock = clocks.iter().find(|of| of.clock.rule.key == rule).unwrap_or_else(|| panic!("{rule} runs"));
    (clock.clock.due, clock.clock.due_at, clock.clock.state)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn five_things_are_late_for_the_social_worker_each_by_what_its_story_says(#[case] engine: Engine) {
    let Some(stage) = told(engine).await else { return };
    let desk = signed_in(&stage, "social.worker").await;
    let must_do = today(&desk).await.unwrap().must_do;
    let late: Vec<(&str, &str)> = must_do
        .iter()
        .filter(|todo| todo.due.is_some_and(|due| due < desk.today()))
        .map(|todo| (todo.state.as_str(), todo.name.as_str()))
        .collect();
    let late: std::collections::BTreeSet<_> = late.into_iter().collect();
    let stories = [
        ("T05", "Kayla Okell"),
        ("T05", "Theo Okell-Thirlby"),
        ("T38", "Jaden Lewin"),
        ("T49", "Jaden Lewin"),
        ("T53", "Jaden Lewin"),
    ];
    assert_eq!(late, stories.into_iter().collect());

    let kayla = opened(&desk, "Kayla Okell").await;
    assert_eq!(due(&kayla, "T05").0, Some(working_days_ago(3)), "the conference is three working days late");
    let jaden = opened(&desk, "Jaden Lewin").await;
    assert_eq!(due(&jaden, "T38").0, Some(days_ago(16)), "the visit is sixteen days late");
    let (_, at, state) = due(&jaden, "T53");
    assert_eq!(at, Some(stage.now() - SignedDuration::from_hours(24)), "the return interview is a day late");
    assert_eq!(state, State::Overdue);

    let adviser = signed_in(&stage, "personal.adviser").await;
    let chantelle = opened(&adviser, "Chantelle Lewin").await;
    assert_eq!(due(&chantelle, "T61").0, Some(days_ago(4)), "her adviser is four days late");
    assert_eq!(due(&chantelle, "T58").0, Some(days_ago(12)), "the review of her pathway plan is twelve days late");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn eight_families_wait_at_the_front_door_and_one_is_past_its_decision(#[case] engine: Engine) {
    let Some(stage) = told(engine).await else { return };
    let desk = signed_in(&stage, "contact.officer").await;
    let waiting = queue(&desk, &Narrowed::default()).await.unwrap();
    assert_eq!(waiting.waiting, 8);
    let counted = |counter| waiting.counts.iter().find(|(of, _)| *of == counter).map(|(_, count)| *count);
    assert_eq!(counted(Counter::Late), Some(1));
    assert_eq!(counted(Counter::DueToday), Some(1));
    assert!(waiting.families[0][0].danger, "what the police told this morning stands first");
    let late = |one: &&hearth_casework::front_door::InQueue| one.due.is_some_and(|due| due.is_over(desk.now()));
    let next = &waiting.families[2][0];
    assert_eq!(next.name, "Ayla Demir", "after danger and what is late stands what is due first");
    let due = next.due.and_then(|due| due.at).expect("a time of day");
    assert_eq!(hearth_calendar::in_words::due_at(desk.now(), due), "due in 2 hours");
    let neighbour = waiting.families.iter().flatten().find(late).expect("one is late");
    assert_eq!(neighbour.name, "Kayla Okell", "told of as Kayleigh Oakell");
    assert_eq!(neighbour.checks, (2, 4));
    assert_eq!(neighbour.organisation, None, "whoever rang is not named");
    let view = desk.open(neighbour.file, None, None).await.unwrap();
    let contact = contacted(&desk, &view, neighbour.record).await.unwrap();
    let police = contact.checks.iter().find(|(_, check)| check.agency.code() == "POLICE").unwrap();
    assert!(police.1.answered_at.is_none());
    assert!(contact.contact.named_as.reveal().as_ref().is_some_and(|named| named.0.contains("Kayleigh Oakell")));
    assert!(find(&desk, "Kayleigh Oakell").await.unwrap().iter().any(|found| found.name == "Kayla Okell"));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_adoption_worker_finds_samuel_and_nothing_leads_to_him(#[case] engine: Engine) {
    let Some(stage) = told(engine).await else { return };
    for login in ["social.worker", "team.manager", "mash.manager", "head.of.service", "iro", "edt.worker"] {
        let desk = signed_in(&stage, login).await;
        assert!(find(&desk, "Samuel Ashworth").await.unwrap().is_empty(), "{login}");
    }
    let worker = signed_in(&stage, "social.worker").await;
    let jaden = opened(&worker, "Jaden Lewin").await;
    let family = family(&worker, &jaden).await.unwrap();
    let brother = family.iter().find(|relative| relative.name == "Alfie Lewin").expect("the brother by his birth name");
    assert_eq!(brother.file, None);
    assert!(family.iter().any(|relative| relative.name == "Poppy Lewin"));
    assert!(family.iter().all(|relative| !relative.name.contains("Ashworth")));

    let adoption = signed_in(&stage, "adoption.worker").await;
    let samuel = opened(&adoption, "Samuel Ashworth").await;
    assert_eq!(samuel.digest.name.whole(), "Samuel Ashworth");
    let written = format!("{:?}", samuel.records().map(|held| held.current().fields.to_json()).collect::<Vec<_>>());
    assert!(!written.contains("Lewin") && !written.contains("Alfie"), "who he was does not stand here");
    let happened = |name: &str| {
        let event = EventName::named(name).unwrap();
        samuel.digest.events.iter().filter(|(happened, _)| happened.name == event).count()
    };
    assert_eq!(happened("health_assessment.done"), 3, "what may cross was copied");
    assert_eq!(happened("letterbox.exchanged"), 3, "this year's exchange has not been sent on");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_files_were_written_and_read_by_named_people_on_their_days(#[case] engine: Engine) {
    let Some(stage) = told(engine).await else { return };
    let desk = signed_in(&stage, "social.worker").await;
    let kayla = opened(&desk, "Kayla Okell").await;
    let looks = who_looked(&desk, &kayla).await.unwrap();
    assert!(looks.iter().all(|look| !look.role.is_empty()), "no job wrote here: people did");
    assert!(looks.windows(2).all(|two| two[0].at >= two[1].at), "in the order of the days");
    let read = |role: &str, day: Date| {
        looks.iter().any(|look| look.action == "file.open" && look.role == role && london_date(look.at) == day)
    };
    assert!(read("iro", working_days_ago(5)), "the chair prepared");
    assert!(read("head_of_service", working_days_ago(2)), "the head of service looked, and said why");
    assert!(looks.iter().any(|look| look.role == "edt_worker" && look.action == "record.add"));

    // The conference was put off: before that, the file told of the day that was planned.
    let planned = |view: &FileView| {
        let conference = view.records().find(|held| held.schema.kind == "conference").unwrap();
        conference.current().fields.text("planned_for").unwrap().to_owned()
    };
    let before = hearth_calendar::end_of_london_day(working_days_ago(4));
    let then = desk.open(kayla.id, None, Some(before)).await.unwrap();
    assert_eq!(planned(&then), working_days_ago(3).to_string());
    assert!(planned(&kayla) > days_ago(0).to_string());

    let refuge = kayla.all::<hearth_record::people::Address>();
    assert!(refuge.iter().any(|(_, address)| *address.protected == Some(true) && address.ended.is_none()));
    assert_eq!(kayla.all::<HouseholdMembership>().len(), 1);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_files_that_have_come_to_their_end_hold_what_the_disposal_must_meet(#[case] engine: Engine) {
    let Some(stage) = told(engine).await else { return };
    let desk = signed_in(&stage, "head.of.service").await;
    let oversight = Some(hearth_access::Purpose::Oversight);
    let mut views = Vec::new();
    for name in ["Owen Pryce", "Megan Pryce", "Lily Farrow", "Callum Reid"] {
        let found = find(&desk, name).await.unwrap();
        let first = found.first().unwrap_or_else(|| panic!("{name} is found"));
        views.push(desk.open(first.file, oversight, None).await.unwrap());
    }
    let closed = Calendar::england().roll_forward(add_days(hearth_calendar::add_years(days_ago(0), -10), -42)).date;
    let on = |view: &FileView, name: &str| {
        let event = EventName::named(name).unwrap();
        view.digest.events.iter().find(|(happened, _)| happened.name == event).map(|(happened, _)| happened.on)
    };
    for view in &views[..3] {
        assert_eq!(on(view, "cin_plan.ended"), Some(closed));
        assert_eq!(on(view, "episode.closed"), Some(closed));
    }
    let assessed = |view: &FileView| {
        let held = view.records().find(|held| held.schema.kind == "assessment").unwrap();
        held.versions()[0].written.set.clone().expect("one assessment for both")
    };
    assert_eq!(assessed(&views[0]), assessed(&views[1]));
    assert_eq!(views[0].all::<Document>().len(), 3, "two photographs and a letter");
    let (began, ended) = (on(&views[3], "care.started").unwrap(), on(&views[3], "care.ended").unwrap());
    assert_eq!(hearth_calendar::days_between(began, ended), 1);
    assert!(views.iter().all(|view| view.clocks().is_empty()), "nothing runs in a file that is closed");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_cards_say_what_waits_for_each(#[case] engine: Engine) {
    let Some(stage) = told(engine).await else { return };
    let waiting = demo::waiting(&stage.instance, &authority("sefton"), days_ago(0)).await.unwrap();
    assert!(waiting["social.worker"].starts_with("5 late"), "{}", waiting["social.worker"]);
    assert!(waiting["contact.officer"].starts_with("1 past the decision"), "{}", waiting["contact.officer"]);
    assert!(waiting["personal.adviser"].starts_with("2 late"));
    assert!(!waiting.contains_key("administrator"));
}
