//! Taking many files away, before leaving or for somebody else: by whichever way, it is one number that somebody sees.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::settings::Watch;
use hearth_record::ids::FileId;
use hearth_stage::{Engine, Filed, Paper, Person, Stage, authority};
use hearth_store::Change;
use rstest::rstest;

use crate::{
    browser::Browser,
    markup::between,
    promises::sharing::{a_while, answered, sent, thornley},
};

/// Where it is seen.
const SEEN: &str = "/access/emergency";

async fn caseload(stage: &Stage, worker: &Person, files: u32) -> Vec<Filed> {
    let mut change = Change::new(authority("sefton"), stage.now());
    let paper = |n| Paper::child(&format!("Wren{n}"), "Zwartkop", "2016-05-01").held_by(worker);
    let caseload = (0..files).map(|n| paper(n).add_to(stage, &mut change)).collect();
    stage.instance.store.commit(change).await.expect("filed");
    caseload
}

/// What whoever looks at access is told of a person today, as the row says it; none where there is no row.
async fn told(stage: &Stage, looks: &Person, person: &Person) -> Option<(u32, u32)> {
    let text = Browser::of(stage, looks).await.see(SEEN).await.main();
    assert!(!text.contains("Wren") && !text.contains("Thornley"), "it names no child: {text}");
    let row = text.split(&format!("{} 2 March 2026 ", person.name)).nth(1)?;
    let mut numbers = row.split(' ').map(|word| word.parse().expect("a number"));
    Some((numbers.next()?, numbers.next()?))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_through_many_files_on_a_day_is_seen_whichever_way_they_went(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leaving = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let dpo = stage.person(Role::Dpo, None).await;
    let opened = Watch::default().opened_a_day;
    let files = caseload(&stage, &leaving, opened + 1).await;
    let strange = Paper::child("Wren", "Zwartkop", "2016-05-01").file(&stage).await;
    let mut browser = Browser::of(&stage, &leaving).await;
    let (last, rest) = files.split_last().expect("files");
    for (n, child) in rest.iter().enumerate() {
        let way = ["", "/timeline", "/records", "/family"][n % 4];
        browser.see(&format!("{}{way}", child.page())).await;
    }
    // Twice is once, and a door that stayed shut is none.
    for child in rest {
        browser.see(&child.page()).await;
    }
    assert_eq!(browser.get(&strange.page()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(told(&stage, &dpo, &leaving).await, None, "as many as a day may bring");
    let print = browser.post(&format!("{}/print", last.page()), &[]).await;
    assert_eq!(print.status, StatusCode::OK);
    assert_eq!(told(&stage, &dpo, &leaving).await, Some((opened + 1, 1)));
    assert_eq!(browser.get(SEEN).await.status, StatusCode::FORBIDDEN, "nobody looks at this who is looked at");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_downloaded_and_told_outside_is_one_number(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leaving = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let taken = Watch::default().taken_a_day;
    let files = caseload(&stage, &leaving, taken - 1).await;
    let shared = thornley().held_by(&leaving).file(&stage).await;
    let mut browser = Browser::of(&stage, &leaving).await;
    let print = async |browser: &mut Browser, child: &Filed| {
        assert_eq!(browser.post(&format!("{}/print", child.page()), &[]).await.status, StatusCode::OK);
    };
    for child in &files {
        print(&mut browser, child).await;
        print(&mut browser, child).await;
    }
    let form = answered(&mut browser, &shared, "police", "safety").await.set("channel", "POST");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &shared, &looked_at).await;
    let base = format!("{}/share/", shared.page());
    let record = between(&page.body, &base, "/package\"").expect("a share that waits").to_owned();
    a_while(&stage, &mut browser).await;
    assert_eq!(browser.post(&format!("{base}{record}/package"), &[]).await.status, StatusCode::OK);
    assert_eq!(told(&stage, &manager, &leaving).await, None, "{taken} of them");
    let last = document(&stage, &leaving, &mut browser).await;
    assert_eq!(told(&stage, &manager, &leaving).await, Some((taken + 1, taken + 1)), "{last} is one too many");
}

/// Takes a document out of one file more.
async fn document(stage: &Stage, leaving: &Person, browser: &mut Browser) -> FileId {
    let child = Paper::child("Wren", "Zwartkop", "2015-05-01").held_by(leaving).file(stage).await;
    let path = format!("{}/documents", child.page());
    browser.see(&path).await;
    let fields = [("title", "A letter"), ("received_on", "2026-02-20")];
    assert_eq!(browser.upload(&path, &fields, b"%PDF-1.4 letter").await.status, StatusCode::SEE_OTHER);
    let list = browser.see(&path).await.body;
    let document = between(&list, &format!("{path}/"), "\"").expect("a document").to_owned();
    browser.see(&format!("{path}/{document}")).await;
    child.file
}
