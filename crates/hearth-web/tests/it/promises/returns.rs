//! That what the returns are made of is right, and that what is sent is told.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::{
    Failure,
    returns::{CollectionYear, Return, collection::Collection, send::sent, whole::gather},
    sharing::{Disclosure, Way},
};
use hearth_record::{sets::SharingBasis, sharing::Shared};
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use super::correcting;
use crate::browser::Browser;

/// A packed folder with one file in it.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut folder = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    folder.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
    std::io::Write::write_all(&mut folder, bytes).expect("written");
    folder.finish().expect("packed").into_inner()
}

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

    let list = overseeing.see("/returns/ssda903").await;
    assert!(list.text().contains("Rule 101") && list.text().contains(&priya.name), "{}", list.text());
    assert!(list.body.contains(&format!("{}#quality", child.page())), "one press from the child’s page");
    let hers = overseeing.see(&format!("/returns/ssda903?rule=101&worker={}", priya.worker)).await.text();
    assert!(hers.contains("1 child") && hers.contains("Jaden Lewin, SF1201"), "{hers}");
    let census = overseeing.see("/returns/cin").await.text();
    assert!(census.contains("Rule 8585Q"), "written in the save that closed the episode: {census}");
    let sefton = stage.desk(&head).authority().clone();
    hearth_casework::returns::nightly(&stage.instance, &sefton, stage.now()).await.expect("the first night");

    let form = correcting(&mut browser, &person).await.set("sex", "M").set("because", "the birth certificate");
    browser.send_and_follow(&form).await;
    let page = browser.see(&child.page()).await.text();
    assert!(page.contains("Data quality") && !page.contains("Sex is blank"), "{page}");
    let found = overseeing.post("/returns", &check).await.text();
    assert!(!found.contains("Sex is blank"), "{found}");
    let list = overseeing.see("/returns/ssda903").await.text();
    assert!(!list.contains("Rule 101"), "gone with the save: {list}");
    stage.clock.wait(jiff::SignedDuration::from_hours(24));
    hearth_casework::returns::nightly(&stage.instance, &sefton, stage.now()).await.expect("the second night");
    let calendar = Browser::of(&stage, &head).await.see("/returns").await;
    assert!(calendar.text().contains("The last nights") && calendar.body.contains("<polyline"), "{}", calendar.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_signed_off_with_its_errors_explained_and_sent_as_it_was_signed(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let child = jaden().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &head).await;
    browser.see("/returns").await;
    let which = [("return", "ssda903"), ("year", "2026")];
    let checked = browser.post("/returns", &which).await;
    let text = checked.text();
    assert!(text.contains("Sign off") && text.contains("files looked at") || text.contains("file looked at"), "{text}");
    let figure = |name: &str| {
        let at = checked.body.find(&format!("name=\"{name}\" value=\"")).expect("a figure of the form");
        let rest = &checked.body[at..];
        rest.split('"').nth(3).expect("its value").to_owned()
    };
    let figures = ["children", "errors", "queries"].map(|name| (name, figure(name)));
    let mut form: Vec<(&str, &str)> = which.to_vec();
    form.extend(figures.iter().map(|(name, value)| (*name, value.as_str())));
    let unexplained = browser.post("/returns/sign", &form).await.text();
    assert!(unexplained.contains("Say why it is signed off with errors in it."), "{unexplained}");
    let mut explained = form.clone();
    explained.push(("explanation", "The birth certificate is late."));
    let mut others = explained.clone();
    others[3] = ("errors", "0");
    let moved = browser.post("/returns/sign", &others).await.text();
    assert!(moved.contains("The records have changed since you looked at the return."), "{moved}");
    let signed = browser.post("/returns/sign", &explained).await;
    assert!(signed.text().contains(&format!("Signed off by {}", head.name)), "{}", signed.text());

    let mut analyst = Browser::of(&stage, &piotr).await;
    let page = analyst.see("/returns").await;
    assert!(page.text().contains("The signed file was sent"), "{}", page.text());
    assert_eq!(analyst.post("/returns/sign", &explained).await.status, StatusCode::FORBIDDEN);
    let sent = analyst.post("/returns/sent", &which).await.text();
    assert!(sent.contains("in the file of 1 child"), "{sent}");
    let page = analyst.see("/returns").await;
    assert!(page.text().contains(&format!("Sent by {}", piotr.name)), "{}", page.text());
    let at = page.body.find("/returns/kept/2026/").expect("the kept file");
    let kept = page.body[at..].split('"').next().expect("an address").to_owned();
    let kept = analyst.see(&kept).await;
    assert!(kept.body.contains("SF1201"), "the file as it was sent: {}", kept.body);
    let log = Browser::of(&stage, &priya).await.see(&format!("{}/access", child.page())).await.text();
    assert!(log.contains("Sent in a statutory return"), "{log}");
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
    sent(&desk, &census, || ()).await.expect("sent");
    let mut browser = Browser::of(&stage, &priya).await;
    let held = stage.desk(&priya).open(child.file, None, None).await.expect("opened");
    let told: Vec<_> = held.records().filter(|held| held.schema.kind == "sharing").map(|held| held.id).collect();
    let [told] = told.as_slice() else { panic!("one record of it, and not {}", told.len()) };
    let records = browser.see(&format!("{}/records", child.page())).await;
    assert!(records.body.contains(&format!("{}/records/{told}", child.page())), "{}", records.text());
    let told = browser.see(&format!("{}/records/{told}", child.page())).await.text();
    for words in [
        "Department for Education",
        "Public task or substantial public interest",
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
    let folder = zipped("return/header.csv", header("X").as_bytes());
    let unpacked = browser.upload("/returns/check", &sent, &folder).await.text();
    assert!(unpacked.contains("Sex is X"), "a packed folder is read as it is: {unpacked}");
    let mut worker = Browser::of(&stage, &priya).await;
    for path in ["/returns", "/returns/check"] {
        assert_eq!(worker.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

/// The file of a child who was in a return that was sent, and whoever holds the case.
async fn told_of(stage: &Stage) -> (hearth_stage::Person, hearth_stage::Filed) {
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let child = jaden().held_by(&priya).file(stage).await;
    let year = CollectionYear::ending(2026).expect("a year");
    let desk = stage.desk(&piotr);
    let gathered = gather(&desk, Return::Ssda903, year, |_| ()).await.expect("gathered");
    sent(&desk, &gathered, || ()).await.expect("sent");
    (priya, child)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q110_what_a_return_is_for_stands_in_the_notice_and_in_the_list_of_who_was_told(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (priya, child) = told_of(&stage).await;
    let purpose = &Return::Ssda903.collection().purpose;
    let told = Browser::of(&stage, &priya).await.see(&format!("{}/access", child.page())).await.text();
    let list = &told[told.find("Who was told").expect("the list")..];
    assert!(list.contains(purpose.as_str()) && list.contains("Public task or substantial public interest"), "{list}");
    let notice = Browser::new(&stage).see("/privacy/sefton").await.text();
    assert!(notice.contains(purpose.as_str()), "the same words for everybody: {notice}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q111_nothing_is_told_to_anybody_without_a_basis(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person(Role::MashManager, Some("mash")).await;
    let told = |basis: Option<&'static str>, because: Option<&'static str>| Disclosure {
        way: Way::Letter,
        recipient: "Merseyside Police",
        purpose: "To keep a child safe",
        basis: basis.and_then(|code| SharingBasis::parse(code).ok()),
        because,
        what: None,
        from: None,
    };
    let desk = stage.desk(&manager);
    let passes = |disclosure: Disclosure<'_>| disclosure.pass(&desk, stage.now()).is_ok();
    assert!(!passes(told(None, Some("it seemed right"))), "no basis");
    assert!(!passes(told(Some("LEGAL"), None)), "the law, and no law is named");
    assert!(!passes(told(Some("LEGAL"), Some(" "))), "a blank is no law");
    assert!(passes(told(Some("LEGAL"), Some("Children Act 1989 section 83"))));
    assert!(passes(told(Some("CONSENT"), None)) && passes(told(Some("HARM"), None)));
    for collection in Return::ALL.map(Return::collection).into_iter().chain([Collection::daily()]) {
        assert!(!collection.powers.is_empty(), "what is sent is sent by a power");
        let mut unpowered = collection.clone();
        unpowered.powers.clear();
        let refused = unpowered.told(&desk, Way::Return, stage.now(), "The coded fields.");
        assert!(matches!(refused, Err(Failure::Problems(_))), "and without one it does not pass");
    }

    let contact = [("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", "Mia came without a coat.")];
    let mia = Paper::child("Mia", "Thornley", "2016-05-01").with("contact", &contact).held_by(&manager);
    let mia = mia.file(&stage).await;
    let mut browser = Browser::of(&stage, &manager).await;
    let at = format!("{}/contacts/{}", mia.page(), mia.records[1]);
    browser.see(&at).await;
    let asked = [("agency", "POLICE"), ("question", "Is Mia known to you?")];
    let refused = browser.post(&format!("{at}/checks"), &asked).await;
    assert!(refused.text().contains("on which basis"), "{}", refused.text());
    let shared = |view: &hearth_casework::FileView| view.all::<Shared>().len();
    assert_eq!(shared(&desk.open(mia.file, None, None).await.expect("opened")), 0, "nobody was told");
    browser.post(&format!("{at}/checks"), &[asked[0], asked[1], ("basis", "PUBLIC_TASK")]).await;
    assert_eq!(shared(&desk.open(mia.file, None, None).await.expect("opened")), 1, "asked, and so told, on a basis");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q112_the_notice_leads_to_what_the_department_asks_for(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for council in ["sefton", "knowsley"] {
        let notice = Browser::new(&stage).see(&format!("/privacy/{council}")).await;
        for of in Return::ALL {
            let link = format!("href=\"{}\"", of.collection().guidance);
            assert!(notice.body.contains(&link), "{council}: {link}");
        }
    }
    assert_eq!(Browser::new(&stage).get("/privacy/nowhere").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn q113_the_notice_leads_to_the_looked_after_return() {
    leads_to("https://www.gov.uk/guidance/children-looked-after-return").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn q114_the_notice_leads_to_the_children_in_need_census() {
    leads_to("https://www.gov.uk/guidance/children-in-need-census").await;
}

/// Both the notice and the calendar of the returns lead there.
async fn leads_to(address: &str) {
    let Some(stage) = Stage::open(Engine::Sqlite).await else { return };
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let link = format!("href=\"{address}\"");
    assert!(Browser::new(&stage).see("/privacy/sefton").await.body.contains(&link));
    assert!(Browser::of(&stage, &piotr).await.see("/returns").await.body.contains(&link));
}

/// What the return of a year says of a child in one column.
async fn in_return(stage: &Stage, year: i16, child: &str, (table, column): (&str, &str)) -> String {
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let year = CollectionYear::ending(year).expect("a year");
    let gathered = gather(&stage.desk(&piotr), Return::Ssda903, year, |_| ()).await.expect("gathered");
    let child = gathered.tables.child(child).unwrap_or_else(|| panic!("{child} is in the return"));
    let row = child.rows(table).get(0).unwrap_or_else(|| panic!("a row of {table}"));
    row.cell(column).to_owned()
}

/// Somebody in care since a day, in one foster home.
fn in_care(paper: Paper, since: &str) -> Paper {
    let home = [("placement_type", "U6"), ("provider", "PR1"), ("started", since), ("postcode", "L21 1AA")];
    let care = [("started", since), ("category_of_need", "N1"), ("home_postcode", "L20 3NJ")];
    paper
        .with("period_of_care", &care)
        .with("legal_status", &[("status", "C2"), ("started", since)])
        .with("placement", &home)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q026_a_childs_page_says_whether_health_checks_are_in_date_and_the_return_agrees(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    stage.clock.set("2026-01-09T09:00:00Z".parse().expect("a moment"));
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let done = |kind: &'static str, on: &'static str| [("check_type", kind), ("on", on), ("status", "Completed")];
    let jaden = in_care(Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF1201"), "2024-03-01")
        .with("health_check", &done("HEALTH_ASSESSMENT", "2025-05-12"))
        .with("health_check", &done("DENTAL", "2025-01-15"));
    let jaden = jaden.held_by(&priya).file(&stage).await;
    let dental =
        |page: &str| page[page.find("Dental check").expect("its clock")..].chars().take(200).collect::<String>();
    let page = Browser::of(&stage, &priya).await.see(&jaden.page()).await.text();
    assert!(!dental(&page).contains("late") && dental(&page).contains("15 January 2026"), "{}", dental(&page));
    stage.clock.set("2026-04-02T09:00:00Z".parse().expect("a moment"));
    let page = Browser::of(&stage, &priya).await.see(&jaden.page()).await.text();
    assert!(dental(&page).contains("77 days late"), "{}", dental(&page));
    assert_eq!(in_return(&stage, 2026, "SF1201", ("OC2", "TEETH_CHECK")).await, "0");
    assert_eq!(in_return(&stage, 2026, "SF1201", ("OC2", "HEALTH_ASSESSMENT")).await, "1");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q028_a_child_of_nine_has_no_conviction_in_the_return_and_one_of_ten_has(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    stage.clock.set("2026-04-02T09:00:00Z".parse().expect("a moment"));
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let decided = [("on", "2025-09-20"), ("decided", "2025-10-06")];
    for (number, born, told) in [("SF1301", "2016-06-01", ""), ("SF1302", "2016-03-31", "1")] {
        let child = Paper::numbered("Kit", "Moor", born, number);
        let child = in_care(child, "2024-03-01").with("offence", &decided).held_by(&priya).file(&stage).await;
        let offence = format!("{}/records/{}", child.page(), child.records[4]);
        let records = Browser::of(&stage, &priya).await.see(&format!("{}/records", child.page())).await;
        assert!(records.body.contains(&offence), "what happened is recorded whatever the age: {}", records.text());
        assert_eq!(in_return(&stage, 2026, number, ("OC2", "CONVICTED")).await, told, "born on {born}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q030_what_is_seen_near_the_19th_birthday_fills_the_return_and_suitability_stands_apart(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let care = [
        ("started", "2019-06-03"),
        ("ended", "2025-02-10"),
        ("category_of_need", "N1"),
        ("home_postcode", "L20 3NJ"),
        ("end_reason", "E4A"),
    ];
    let seen =
        [("on", "2026-02-16"), ("in_touch", "YES"), ("activity", "F2"), ("accommodation", "U"), ("suitable", "1")];
    let home = [("placement_type", "U6"), ("provider", "PR1"), ("started", "2019-06-03"), ("ended", "2025-02-10")];
    let chantelle = Paper::numbered("Chantelle", "Lewin", "2007-02-10", "SF1401")
        .with("period_of_care", &care)
        .with("legal_status", &[("status", "C2"), ("started", "2019-06-03"), ("ended", "2025-02-10")])
        .with("placement", &home)
        .with("care_leaver", &[("started", "2025-02-10"), ("eligibility", "FORMER_RELEVANT")])
        .with("care_leaver_contact", &seen)
        .held_by(&priya);
    let chantelle = chantelle.file(&stage).await;
    assert_eq!(in_return(&stage, 2026, "SF1401", ("OC3", "ACCOM")).await, "U1");
    assert_eq!(in_return(&stage, 2026, "SF1401", ("OC3", "ACTIV")).await, "F2");
    assert_eq!(in_return(&stage, 2026, "SF1401", ("OC3", "IN_TOUCH")).await, "YES");
    let record = format!("{}/records/{}", chantelle.page(), chantelle.records[5]);
    let record = Browser::of(&stage, &priya).await.see(&record).await.text();
    assert!(record.contains("Accommodation") && record.contains("Suitable"), "two answers, not one code: {record}");
}
