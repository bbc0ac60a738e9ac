//! A restriction that a report, a list or a desk forgets.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use super::lists;
use crate::browser::Browser;

/// The names of the restricted child, and the number by which returns know it.
const KEPT: [&str; 3] = ["Zwartkopspruit", "Theodora", "SFZW4711"];

fn theodora() -> Paper {
    Paper::numbered("Theodora", "Zwartkopspruit", "2009-06-13", "SFZW4711")
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
        .with(
            "contact",
            &[("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", "Theodora came without a coat.")],
        )
        .with(
            "mash_enquiry",
            &[("agency", "POLICE"), ("asked_at", "2026-01-10 11:00"), ("question", "Is Theodora known?")],
        )
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Theodora was at school.")])
        .with("period_of_care", &[("started", "2025-08-11"), ("category_of_need", "N1")])
        .with("cp_plan", &[("started", "2026-01-20"), ("initial_category", "NEG"), ("latest_category", "NEG")])
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_child_stands_in_no_list_report_return_or_desk_of_anybody_who_is_not_named(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let jo = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let open = theodora().held_by(&priya).held_by_team(north).file(&stage).await;
    // And one of whom nothing is left but a file whose day has come.
    let due = Paper::child("Theodora", "Zwartkopspruit", "2009-06-13")
        .with("cin_plan", &[("started", "2014-10-01"), ("ended", "2015-10-01")])
        .file(&stage)
        .await;
    let everybody = async |stage: &Stage| {
        let mut found = Vec::new();
        for role in Role::ALL.iter().copied().filter(|role| *role != Role::SocialWorker) {
            found.push(stage.person(role, Some("locality_north")).await);
        }
        found.push(priya.clone());
        found
    };
    // Without a restriction these lists do show the child: the sweep would see it.
    let people = everybody(&stage).await;
    let mut shown = 0;
    for person in &people {
        shown += seen(&stage, person).await.len();
    }
    assert!(shown >= 8, "only {shown} lists show an open child");
    let head = stage.person(Role::HeadOfService, None).await;
    for file in [open.file, due.file] {
        let why = "a parent works for the council";
        let restricted = hearth_casework::access::restrict(&stage.desk(&head), file, vec![jo.worker], why).await;
        restricted.expect("restricted");
    }
    for person in &people {
        let found = seen(&stage, person).await;
        assert!(found.is_empty(), "{} sees the child: {found:?}", person.role);
    }
    assert!(
        Browser::of(&stage, &jo).await.see(&open.page()).await.text().contains("Theodora"),
        "who is named opens it"
    );
}

/// Where somebody sees the child, by address.
async fn seen(stage: &Stage, person: &hearth_stage::Person) -> Vec<String> {
    let mut browser = Browser::of(stage, person).await;
    let mut pages = Vec::new();
    for path in lists() {
        pages.push((path.to_owned(), browser.get(path).await));
    }
    let posts: [(&str, &[(&str, &str)]); 6] = [
        ("/search", &[("q", "Theodora")]),
        ("/returns", &[("return", "ssda903"), ("year", "2026")]),
        ("/returns", &[("return", "cin"), ("year", "2026")]),
        ("/returns/findings", &[("return", "ssda903"), ("year", "2026"), ("as", "csv")]),
        ("/returns/findings", &[("return", "cin"), ("year", "2026"), ("as", "csv")]),
        ("/retention/schedule", &[("act", "count")]),
    ];
    for (path, pairs) in posts {
        // A typed word comes back in its box: only what stands beside it counts.
        let page = browser.post(path, pairs).await;
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        let mut page = page;
        page.body = page.body.replace("value=\"Theodora\"", "").replace("“Theodora”", "");
        pages.push((path.to_owned(), page));
    }
    for code in ["/returns/ssda903", "/returns/cin"] {
        pages.push((code.to_owned(), browser.get(code).await));
    }
    let holds = |page: &crate::browser::Page| KEPT.iter().any(|kept| page.body.contains(kept));
    pages.iter().filter(|(_, page)| holds(page)).map(|(path, _)| path.clone()).collect()
}
