//! The lists that Ofsted asks for at an inspection.

use hearth_access::Role;
use hearth_casework::returns::annex_a;
use hearth_record::sharing::Shared;
use hearth_stage::{Engine, Paper, Stage};
use jiff::civil::{Date, date};
use rstest::rstest;

const DAY: Date = date(2026, 3, 2);

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn lists_that_were_handed_to_ofsted_stand_once_in_each_childs_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let care = [("started", "2025-08-11"), ("category_of_need", "N1")];
    let child = Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF1201").with("period_of_care", &care).held_by(&priya);
    let child = child.file(&stage).await;
    let restricted = Paper::numbered("Lily", "Marsh", "2013-03-01", "SF1202").with("period_of_care", &care);
    let restricted = restricted.restricted_to(&[priya.worker]).file(&stage).await;
    let known = Paper::numbered("Mia", "Thornley", "2016-05-01", "SF1205").held_by(&priya).file(&stage).await;
    let desk = stage.desk(&piotr);
    let gathered = annex_a::gather(&desk, DAY, None, |_| ()).await.expect("gathered");
    assert_eq!(gathered.lists.children, 1);
    let left_out: Vec<_> = gathered.walked.left_out.iter().map(|left| left.file).collect();
    assert_eq!(left_out, [restricted.file]);
    for time in 1..=2 {
        assert_eq!(annex_a::sent(&desk, &gathered, "0123abcd", || ()).await.expect("told"), 1, "time {time}");
    }
    let told = |file| {
        let desk = stage.desk(&priya);
        async move { desk.open(file, None, None).await.expect("opened").all::<Shared>() }
    };
    let of_child = told(child.file).await;
    let [(_, shared)] = of_child.as_slice() else { panic!("one record of it: {}", of_child.len()) };
    assert_eq!(shared.recipient.reveal().0, "Ofsted");
    let why = &shared.justification.reveal().as_ref().expect("the powers").0;
    assert!(why.contains("Education and Inspections Act 2006 section 136"), "{why}");
    assert!(
        shared
            .what
            .reveal()
            .as_ref()
            .is_some_and(|what| what.0.contains("2 March 2026") && what.0.contains("0123abcd"))
    );
    assert_eq!(told(known.file).await.len(), 0, "nobody else’s file says so");
}

#[rstest]
#[case(Engine::Sqlite)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_makes_the_lists_but_those_who_make_returns(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for (role, may) in [
        (Role::DataAnalyst, true),
        (Role::HeadOfService, true),
        (Role::SocialWorker, false),
        (Role::AdoptionWorker, false),
    ] {
        let somebody = stage.person(role, None).await;
        let made = annex_a::gather(&stage.desk(&somebody), DAY, None, |_| ()).await;
        assert_eq!(made.is_ok(), may, "{role}");
    }
}
