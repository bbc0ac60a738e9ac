//! The notice and the registers by command.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    path::Path,
    thread,
};

use hearth_stage::Engine;
use rstest::rstest;

use crate::command::{Ground, hearth};

/// The packs of the project, copied, with one text of Sefton's contacts in the place of another.
fn packs(changed: &[(&str, &str)]) -> tempfile::TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../authorities");
    let to = tempfile::tempdir().expect("a folder");
    fs::create_dir(to.path().join("sefton")).expect("a folder");
    fs::copy(from.join("sefton.toml"), to.path().join("sefton.toml")).expect("copied");
    for entry in fs::read_dir(from.join("sefton")).expect("the parts") {
        let path = entry.expect("an entry").path();
        let mut text = fs::read_to_string(&path).expect("a part");
        for (old, new) in changed {
            text = text.replace(old, new);
        }
        fs::write(to.path().join("sefton").join(path.file_name().expect("a name")), text).expect("written");
    }
    to
}

/// A server that answers 404 to `/gone` and 200 to everything else.
fn stub() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut asked = [0; 2048];
            let read = stream.read(&mut asked).unwrap_or(0);
            let gone = asked[..read].starts_with(b"GET /gone");
            let status = if gone { "404 Not Found" } else { "200 OK" };
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn q092_the_link_check_reports_a_dead_link() {
    let server = stub();
    let (good, gone) = (format!("{server}/good"), format!("{server}/gone"));
    let links = [
        ("https://www.gov.uk/guidance/children-looked-after-return", gone.as_str()),
        ("https://www.gov.uk/guidance/children-in-need-census", good.as_str()),
        ("https://www.sefton.gov.uk/social-care/access-to-personal-files.aspx", good.as_str()),
        ("https://www.sefton.gov.uk", good.as_str()),
        ("https://ico.org.uk/concerns/", good.as_str()),
    ];
    let packs = packs(&links);
    let folder = packs.path().to_str().expect("letters");
    let said = hearth(&["notice", "sefton", "--packs", folder, "--check", "--links", "--today", "2026-11-22"]).ended(1);
    let dead: Vec<&str> = said.out.lines().filter(|line| line.contains("is dead")).collect();
    assert_eq!(dead.len(), 1, "{}", said.out);
    assert!(dead[0].contains(&gone) && dead[0].contains("404"), "{}", dead[0]);
    let offline = hearth(&["notice", "sefton", "--packs", folder, "--check", "--today", "2026-11-22"]).ended(1);
    assert!(!offline.out.contains("is dead"), "nothing goes over a network without --links: {}", offline.out);
    let stale = hearth(&["notice", "sefton", "--check", "--today", "2028-01-01"]).ended(1);
    assert!(stale.out.contains("was last seen to answer on 14 September 2026"), "{}", stale.out);
}

#[test]
fn q130_the_notice_check_warns_of_an_address_that_was_switched_off() {
    let said = hearth(&["notice", "sefton", "--check", "--today", "2026-11-22"]).ended(1);
    let warned = said.out.lines().find(|line| line.contains("gcsx")).expect("a warning");
    assert!(warned.starts_with("N10") && warned.contains("safeguardingunitadmin@sefton.gcsx.gov.uk"), "{warned}");
    let packs = packs(&[("safeguardingunitadmin@sefton.gcsx.gov.uk", "asset.owner@sefton.example")]);
    let folder = packs.path().to_str().expect("letters");
    let corrected = hearth(&["notice", "sefton", "--packs", folder, "--check", "--today", "2026-11-22"]);
    assert!(!corrected.out.contains("gcsx"), "{}", corrected.out);
}

#[test]
fn q217_the_notice_check_shows_when_the_commissioners_numbers_were_last_reviewed() {
    let said = hearth(&["notice", "knowsley", "--check", "--today", "2026-11-22"]).ended(1);
    assert!(said.out.contains("reviewed 2024-03-01  Information Commissioner"), "{}", said.out);
    assert!(said.out.contains("last reviewed on 1 March 2024, more than a year ago"), "{}", said.out);
    assert!(said.out.contains("08456 30 60 60") && said.out.contains("0303 123 1113"), "{}", said.out);
}

#[test]
fn every_point_of_difference_between_the_notices_and_the_law_is_warned_of() {
    let both: String = ["sefton", "knowsley"]
        .map(|council| hearth(&["notice", council, "--check", "--today", "2026-11-22"]).ended(1).out)
        .concat();
    for (point, says) in [
        ("N1", "75 years from birth"),
        ("N2", "100 years"),
        ("N3", "reported in October 2022"),
        ("N4", "European Economic Area"),
        ("N5", "no condition of Article 9"),
        ("N6", "“only”"),
        ("N7", "16LA"),
        ("N8", "from when 7 and 10 years count"),
        ("N9", "foster carers"),
        ("N10", "Local Government Act 2009"),
    ] {
        let found = both.lines().any(|line| line.starts_with(&format!("{point}  ")) && line.contains(says));
        assert!(found, "{point}: {both}");
    }
}

#[test]
fn the_draft_is_written_in_plain_words_for_children_and_as_a_page() {
    let text = hearth(&["notice", "sefton", "--today", "2026-11-22"]).ended(0).out;
    for says in [
        "Sefton Metropolitan Borough Council",
        "Is it used to take automated decisions about me?",
        "Children Act 1989",
        "Your rights",
        "https://www.gov.uk/guidance/children-in-need-census",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 110), "lines fit a terminal: {text}");
    let children = hearth(&["notice", "knowsley", "--children"]).ended(0).out;
    assert!(children.contains("keep you safe"), "{children}");
    let page = hearth(&["notice", "sefton", "--format", "html", "--large-print"]).ended(0).out;
    assert!(page.contains("<h1>") && page.contains("font:18pt"), "{page}");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("notice.pdf");
    hearth(&["notice", "sefton", "--format", "pdf", "--out", out.to_str().expect("letters")]).ended(0);
    assert!(fs::read(out).expect("a document").starts_with(b"%PDF-1.7"));
    hearth(&["notice", "sefton", "--format", "pdf"]).ended(2);
    hearth(&["notice", "atlantis"]).ended(2);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_nobody_approved_is_not_in_force(#[case] engine: Engine) {
    let Some(ground) = Ground::new(engine).await else { return };
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let none = ground.hearth(&["notice", "sefton"]).ended(2);
    assert!(none.err.contains("--draft") && none.err.contains("data protection officer"), "{}", none.err);
    ground.hearth(&["notice", "sefton", "--draft"]).ended(0);
    let csv = ground.hearth(&["register", "export", "sefton"]).ended(0).out;
    assert!(csv.lines().count() > 10 && csv.contains("Children Act 1989 section 83"), "{csv}");
    let functions = hearth(&["register", "export", "knowsley", "--what", "functions"]).ended(0).out;
    assert!(functions.contains("\"Adoption\",") && functions.contains("Adoption and Children Act 2002"), "{functions}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q104_no_instance_starts_with_a_host_outside_the_regions_of_its_notice(#[case] engine: Engine) {
    for (does, country, council, starts) in [
        ("mail", "US", "sefton", false),
        ("storage", "US", "sefton", false),
        ("backup", "IN", "sefton", false),
        ("mail", "IE", "sefton", true),
        ("mail", "IE", "knowsley", false),
        ("database", "GB", "knowsley", true),
    ] {
        let Some(ground) = Ground::new(engine).await else { return };
        ground.hearth(&["init", "--authority", council]).ended(0);
        let config = ground.path("hearth.toml");
        let database = match &ground.location {
            hearth_store::Location::Postgres { url, key_url } => {
                format!("database_url = \"{url}\"\nkey_database_url = \"{key_url}\"\n")
            }
            hearth_store::Location::Sqlite { .. } => String::new(),
        };
        let host = format!("[[host]]\nname = \"one.example\"\nfor = \"{does}\"\ncountry = \"{country}\"\n");
        let text = format!("data = \"{}\"\n{database}{host}", ground.path("data"));
        fs::write(&config, text).expect("the configuration");
        let said = hearth(&["ledger", "verify", "--config", &config]);
        assert_eq!(said.code, if starts { 0 } else { 2 }, "{council}, {does} in {country}: {}{}", said.out, said.err);
        if !starts {
            let served = hearth(&["serve", "--config", &config, "--listen", "127.0.0.1:0"]).ended(2);
            assert!(served.err.contains(&format!("the {does} host one.example stands in {country}")), "{}", served.err);
        }
    }
    let told = ["--key-database-url", "postgres://hearth@keys.example/keys", "--data", "/tmp/nowhere"];
    let words = [&["serve", "--database-url", "postgres://hearth@db.example/hearth"][..], &told[..]].concat();
    let unknown = hearth(&words).ended(2);
    assert!(unknown.err.contains("database host db.example") && unknown.err.contains("[[host]]"), "{}", unknown.err);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q147_the_catalogue_shows_what_each_question_is_for_and_how_often_it_is_answered(#[case] engine: Engine) {
    let Some(ground) = Ground::new(engine).await else { return };
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let out = ground.path("return");
    hearth(&["synth", "ssda903", "--children", "5", "--seed", "3", "--out", &out, "--today", "2026-04-01"]).ended(0);
    ground.hearth(&["import", "ssda903", &out, "--authority", "sefton", "--year", "2026"]);
    let said = ground.hearth(&["catalogue", "--authority", "sefton"]).ended(0);
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let at = |name: &str| headings.iter().position(|heading| heading == name).expect("a heading");
    let columns = ["kind", "field", "purpose", "records", "answered", "use_rate"].map(at);
    let mut born = None;
    let mut never = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let [kind, field, purpose, records, answered, rate] = columns.map(|column| row[column].to_owned());
        assert!(!purpose.is_empty(), "{kind}.{field} is asked for nothing");
        never += usize::from(rate == "never asked");
        if (kind.as_str(), field.as_str()) == ("person", "born") {
            born = Some((records, answered, rate));
        }
    }
    let (records, answered, rate) = born.expect("the date of birth");
    assert!(records.parse::<u32>().is_ok_and(|n| n >= 5) && records == answered && rate == "100 %", "{records} {rate}");
    assert!(never > 10, "what nobody was asked here is said to be so");
}
