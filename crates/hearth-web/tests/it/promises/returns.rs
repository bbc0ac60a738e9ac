//! That what the returns are made of is right, and that what is sent is told.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::returns::{CollectionYear, Return, send::sent, whole::gather};
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use super::correcting;
use crate::browser::Browser;

/// A child in care whose sex nobody has recorded.
fn jaden() -> Paper {
    let home = [("placement_type", "U6"), ("provider", "PR1"), ("started", "2025-08-11"), ("postcode", "L21 1AA")];
    let care = [("started", "2025-08-11"), ("category_of_need", "N1"), ("home_postcode", "L20 3NJ")];
    Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF1201")
        .with("period_of_care", &care)
        .with("legal_status", &[("status", "C2"), ("started", "2025-08-11")])
        .with("placement", &home)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q062_what_a_return_would_stumble_over_is_on_the_childs_page_and_listed_by_worker(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let child = jaden().held_by(&priya).held_by_team(stage.team("locality_north")).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let died = [
        ("received_on", "2026-01-10"),
        ("source", "1A"),
        ("primary_need", "N1"),
        ("closed_on", "2026-02-20"),
        ("closure_reason", "RC2"),
    ];
    let ada = Paper::numbered("Ada", "Reeve", "2025-12-01", "SF1202").with("social_care_episode", &died);
    let ada = browser.see(&ada.held_by(&priya).file(&stage).await.page()).await.text();
    assert!(ada.contains("Census, rule 8585Q"), "a death without its date: {ada}");
    let page = browser.see(&child.page()).await;
    assert!(page.text().contains("Sex is blank, which is no code of the year."), "{}", page.text());
    let person = format!("{}/records/{}", child.page(), child.records[0]);
    assert!(page.body.contains(&format!("{person}/correct")), "one press from where it is put right");

    let mut overseeing = Browser::of(&stage, &head).await;
    overseeing.see("/returns").await;
    let check = [("return", "ssda903"), ("year", "2026")];
    let found = overseeing.post("/returns", &check).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    let text = found.text();
    assert!(text.contains("By worker") && text.contains(&priya.name) && text.contains("By team"), "{text}");
    assert!(found.body.contains(&format!("{}#quality", child.page())), "one press from the child’s page");
    let list = overseeing.post("/returns/findings", &[check[0], check[1], ("as", "csv")]).await;
    assert!(list.body.lines().any(|line| line.starts_with("101,error") && line.contains("SF1201")), "{}", list.body);
    let workbook = overseeing.post("/returns/findings", &[check[0], check[1], ("as", "xlsx")]).await;
    assert!(workbook.bytes.starts_with(b"PK"), "a workbook");

    let form = correcting(&mut browser, &person).await.set("sex", "M").set("because", "the birth certificate");
    browser.send_and_follow(&form).await;
    let page = browser.see(&child.page()).await.text();
    assert!(page.contains("Data quality") && !page.contains("Sex is blank"), "{page}");
    let found = overseeing.post("/returns", &check).await.text();
    assert!(!found.contains("Sex is blank"), "{found}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q079_a_census_that_was_sent_stands_once_in_each_childs_file_with_the_reason_policy(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let need = [("received_on", "2026-02-01"), ("source", "1A"), ("primary_need", "N1")];
    let child = jaden().with("social_care_episode", &need).held_by(&priya).file(&stage).await;
    let year = CollectionYear::ending(2026).expect("a year");
    let desk = stage.desk(&piotr);
    let census = gather(&desk, Return::Cin, year, |_| ()).await.expect("gathered");
    sent(&desk, &census, "0123abcd", || ()).await.expect("sent");
    let mut browser = Browser::of(&stage, &priya).await;
    let held = stage.desk(&priya).open(child.file, None, None).await.expect("opened");
    let told: Vec<_> = held.records().filter(|held| held.schema.kind == "sharing").map(|held| held.id).collect();
    let [told] = told.as_slice() else { panic!("one record of it, and not {}", told.len()) };
    let records = browser.see(&format!("{}/records", child.page())).await;
    assert!(records.body.contains(&format!("{}/records/{told}", child.page())), "{}", records.text());
    let told = browser.see(&format!("{}/records/{told}", child.page())).await.text();
    for words in [
        "Department for Education",
        "Required by law or court",
        "national policy",
        "POLICY: required by Children Act 1989 section 83",
        "Children in need census, 2025 to 2026",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let looked = browser.see(&format!("{}/access", child.page())).await.text();
    assert!(looked.contains("Sent in a statutory return"), "{looked}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_shows_what_is_due_and_files_are_checked_and_not_kept(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let mut browser = Browser::of(&stage, &piotr).await;
    let page = browser.see("/returns").await;
    let text = page.text();
    assert!(text.contains("30 June 2026") && text.contains("31 July 2026") && text.contains("1 April 2025"), "{text}");
    for guidance in ["children-looked-after-return", "children-in-need-census"] {
        assert!(page.body.contains(&format!("https://www.gov.uk/guidance/{guidance}")), "{guidance}");
    }
    browser.see("/returns/check").await;
    let header = |sex: &str| format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,{sex},16/03/2015,WBRI,UN3,,\n");
    let sent = [("return", "ssda903"), ("year", "2026")];
    let wrong = browser.upload("/returns/check", &sent, header("X").as_bytes()).await;
    assert_eq!(wrong.status, StatusCode::OK, "{}", wrong.text());
    assert!(wrong.text().contains("Sex is X") && wrong.text().contains("Header, line 2"), "{}", wrong.text());
    let filtered = [("return", "ssda903"), ("year", "2026"), ("rules", "102")];
    let filtered = browser.upload("/returns/check", &filtered, header("X").as_bytes()).await.text();
    assert!(!filtered.contains("Sex is X") && filtered.contains("The filters below show 0 of"), "{filtered}");
    let right = browser.upload("/returns/check", &sent, header("F").as_bytes()).await.text();
    assert!(!right.contains("Sex is X"), "{right}");
    let nothing = browser.upload("/returns/check", &sent, b"").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let packed = browser.upload("/returns/check", &sent, b"PK\x03\x04 a folder").await;
    assert!(packed.text().contains("unpack it"), "{}", packed.text());
    let mut worker = Browser::of(&stage, &priya).await;
    for path in ["/returns", "/returns/check"] {
        assert_eq!(worker.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
