//! The department's daily data by command, against a server that answers as the department may.

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    sync::{Arc, Mutex, PoisonError},
};

use hearth_stage::Engine;
use rstest::rstest;
use serde_json::Value as Json;

use crate::command::{Ground, Said, hearth};

/// What the server says to a batch: a status, headers and a body. Where it says nothing, it closes the connection.
type Says = (u16, &'static str, String);

/// A server on this machine that takes batches and answers by its script.
struct Department {
    address: String,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// One request.
#[derive(Clone)]
struct Heard {
    line: String,
    headers: Vec<String>,
    children: Vec<Json>,
}

impl Heard {
    fn numbers(&self) -> Vec<String> {
        self.children.iter().map(number).collect()
    }
}

fn number(child: &Json) -> String {
    child["la_child_id"].as_str().expect("an identifier").to_owned()
}

impl Department {
    fn opens(script: impl Fn(usize, &[Json]) -> Option<Says> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/api", listener.local_addr().expect("an address"));
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let ears = Arc::clone(&heard);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let connection = connection.expect("a connection");
                let mut heard = ears.lock().unwrap_or_else(PoisonError::into_inner);
                heard.push(hear(&connection));
                let nth = heard.len();
                if let Some((status, headers, body)) = script(nth, &heard[nth - 1].children) {
                    answer(connection, status, headers, &body);
                }
            }
        });
        Self { address, heard }
    }

    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn sizes(&self) -> Vec<usize> {
        self.heard().iter().map(|heard| heard.children.len()).collect()
    }
}

fn hear(connection: &TcpStream) -> Heard {
    let mut reader = BufReader::new(connection);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a head");
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let length = lines.iter().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().ok())?
    });
    let mut body = vec![0; length.expect("a length")];
    reader.read_exact(&mut body).expect("a body");
    let line = lines.remove(0);
    Heard { line, headers: lines, children: serde_json::from_slice(&body).expect("a bare list") }
}

fn answer(mut connection: TcpStream, status: u16, headers: &str, body: &str) {
    let head = format!("HTTP/1.1 {status} Said\r\n{headers}Connection: close\r\n");
    let length = if status == 204 { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let _ = connection.write_all(format!("{head}{length}\r\n{body}").as_bytes());
}

const RECEIPT: &str = "\"0191e0a4-2b1c-4f6e-9d3a-77c1c0de0001\"";

/// An instance with an imported census of so many children and somebody who prepares returns.
async fn imported(engine: Engine, children: &str) -> Option<Ground> {
    let ground = Ground::new(engine).await?;
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let from = ground.path("from");
    hearth(&["synth", "cin", "--children", children, "--seed", "3", "--out", &from]).ended(0);
    let census = format!("{from}/cin.xml");
    let rejects = ground.path("rejects.csv");
    let said = ground.hearth(&["import", "cin", &census, "--authority", "sefton", "--rejects", &rejects]);
    assert!(said.code <= 1, "{}", said.err);
    let role = ["--role", "data_analyst", "--authority", "sefton"];
    let account = ["account", "open", "piotr.wolski", "--name", "Piotr Wolski"];
    ground.hearth(&[&account[..], &role[..]].concat()).ended(0);
    Some(ground)
}

fn make(ground: &Ground, more: &[&str]) -> Said {
    let words = ["return", "dfe-api", "--authority", "sefton", "--by", "piotr.wolski"];
    ground.hearth(&[&words[..], more].concat())
}

fn key(ground: &Ground, mode: u32) -> String {
    let path = ground.path("dfe.key");
    std::fs::write(&path, "a-key-that-nobody-sees\n").expect("a key");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("a mode");
    path
}

fn send(ground: &Ground, department: &Department) -> Said {
    let (key, out) = (key(ground, 0o600), ground.path("sent"));
    let said = make(ground, &["--send", &department.address, "--key-file", &key, "--out", &out]);
    assert!(!said.out.contains("a-key") && !said.err.contains("a-key"), "the key is shown to nobody");
    said
}

fn run(ground: &Ground, out: &str) -> Json {
    let text = std::fs::read_to_string(format!("{}/run.json", ground.path(out))).expect("the record of the run");
    serde_json::from_str(&text).expect("JSON")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn each_child_of_the_records_is_sent_once_and_not_again_until_something_changes(#[case] engine: Engine) {
    let Some(ground) = imported(engine, "230").await else { return };
    let out = ground.path("draft");
    let said = make(&ground, &["--out", &out]);
    assert!(said.code <= 1 && said.out.contains("nothing was sent"), "{}{}", said.out, said.err);
    let first = std::fs::read_to_string(format!("{out}/batch-001.json")).expect("a batch");
    let drafted = run(&ground, "draft");
    assert_eq!(drafted["batches"][0]["children"], 100);

    let department = Department::opens(|nth, batch| {
        let of_each: Vec<String> = batch.iter().map(|child| format!("2026-11-22_{}", number(child))).collect();
        let list = serde_json::to_string(&of_each).expect("JSON");
        Some(if nth == 1 { (200, "", RECEIPT.to_owned()) } else { (200, "", list) })
    });
    let said = send(&ground, &department);
    assert!(said.code <= 1, "{}{}", said.out, said.err);
    let heard = department.heard();
    assert!(heard.len() >= 2 && heard.iter().all(|heard| heard.children.len() <= 100), "{:?}", department.sizes());
    assert_eq!(heard[0].line, "POST /api/children_social_care_data/343/children HTTP/1.1");
    let bearer = "authorization: Bearer a-key-that-nobody-sees";
    assert!(heard[0].headers.iter().any(|header| header.eq_ignore_ascii_case(bearer)), "{:?}", heard[0].headers);
    assert_eq!(serde_json::from_str::<Json>(&first).expect("JSON"), Json::from(heard[0].children.clone()));
    let all: Vec<String> = heard.iter().flat_map(Heard::numbers).collect();
    let different: BTreeSet<&String> = all.iter().collect();
    assert_eq!(all.len(), different.len(), "each child once");
    let sent = run(&ground, "sent");
    assert_eq!(sent["sent"].as_u64(), Some(all.len() as u64));
    assert_eq!(sent["children"], drafted["children"]);
    assert_eq!(sent["receipts"][0], RECEIPT.trim_matches('"'));
    assert_eq!(sent["receipts"][1], format!("2026-11-22_{}", number(&heard[1].children[0])));

    let department = Department::opens(|_, _| Some((204, "", String::new())));
    send(&ground, &department);
    assert_eq!(department.sizes(), Vec::<usize>::new(), "the second run has nothing to say");
    assert_eq!(run(&ground, "sent")["unchanged"], sent["children"]);
    ground.hearth(&["ledger", "verify"]).ended(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_that_stumbles_is_tried_again_until_everything_is_there() {
    let Some(ground) = imported(Engine::Sqlite, "40").await else { return };
    let department = Department::opens(|nth, batch| match nth {
        1 => Some((500, "", "it is raining in".to_owned())),
        2 => None,
        3 => Some((429, "Retry-After: 1\r\n", String::new())),
        _ if batch.len() > 20 => Some((413, "", String::new())),
        _ => Some((204, "", String::new())),
    });
    let said = send(&ground, &department);
    assert!(said.code <= 1, "{}{}", said.out, said.err);
    let sent = run(&ground, "sent");
    assert_eq!((&sent["stopped"], sent["waiting"].as_u64()), (&Json::Null, Some(0)));
    let taken: Vec<String> = department.heard().iter().skip(4).flat_map(Heard::numbers).collect();
    let different: BTreeSet<&String> = taken.iter().collect();
    assert_eq!((taken.len(), Some(taken.len() as u64)), (different.len(), sent["sent"].as_u64()));
    let before = department.sizes();
    assert!(before[..4].iter().all(|size| *size == before[0]), "the same batch until it was too much: {before:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_child_among_a_hundred_is_named_and_the_others_arrive() {
    let Some(ground) = imported(Engine::Sqlite, "100").await else { return };
    let out = ground.path("draft");
    make(&ground, &["--out", &out]);
    let batch = std::fs::read_to_string(format!("{out}/batch-001.json")).expect("a batch");
    let batch: Vec<Json> = serde_json::from_str(&batch).expect("JSON");
    let bad = batch.iter().map(number).max().expect("a child");
    let named = bad.clone();
    let department = Department::opens(move |_, batch| {
        let refused = batch.iter().any(|child| number(child) == named);
        Some(if refused { (400, "", "[0].child_details.sex".to_owned()) } else { (200, "", RECEIPT.to_owned()) })
    });
    let said = send(&ground, &department).ended(1);
    assert!(said.out.contains(&format!("refused: {bad}")) && said.out.contains("child_details.sex"), "{}", said.out);
    let sent = run(&ground, "sent");
    assert_eq!(sent["refused"][0]["child"], bad);
    assert_eq!(sent["sent"].as_u64().map(|sent| sent + 1), sent["children"].as_u64());
}

#[rstest]
#[case::unknown(401, "")]
#[case::forbidden(403, "")]
#[case::elsewhere(307, "Location: http://127.0.0.1:1/\r\n")]
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_door_is_said_and_nothing_more_is_sent(#[case] status: u16, #[case] headers: &'static str) {
    let Some(ground) = imported(Engine::Sqlite, "12").await else { return };
    let department = Department::opens(move |_, _| Some((status, headers, String::new())));
    let said = send(&ground, &department).ended(1);
    assert!(said.out.contains("stopped: ") && said.out.contains(&status.to_string()), "{}", said.out);
    assert_eq!(department.sizes().len(), 1);
    assert_eq!(run(&ground, "sent")["sent"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_unsealed_to_another_machine_or_with_a_key_that_others_can_read() {
    let Some(ground) = imported(Engine::Sqlite, "3").await else { return };
    let sealed = key(&ground, 0o600);
    let said = make(&ground, &["--send", "http://education.example/api", "--key-file", &sealed]).ended(2);
    assert!(said.err.contains("https://"), "{}", said.err);
    let open = key(&ground, 0o644);
    let said = make(&ground, &["--send", "http://127.0.0.1:1/api", "--key-file", &open]).ended(2);
    assert!(said.err.contains("chmod 600") && !said.err.contains("a-key"), "{}", said.err);
    make(&ground, &[]).ended(2);
    make(&ground, &["--send", "http://127.0.0.1:1/api"]).ended(2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_that_is_configured_wrongly_is_said_before_anything_is_served() {
    let Some(ground) = imported(Engine::Sqlite, "3").await else { return };
    let config = ground.path("hearth.toml");
    let (data, open) = (ground.path("data"), key(&ground, 0o644));
    let daily = format!(
        "data = \"{data}\"\n[[daily]]\nauthority = \"sefton\"\naddress = \"http://127.0.0.1:1/api\"\n\
         key_file = \"{open}\"\nby = \"piotr.wolski\"\n"
    );
    std::fs::write(&config, daily).expect("a configuration");
    let said = hearth(&["serve", "--config", &config, "--listen", "127.0.0.1:0"]).ended(2);
    assert!(said.err.contains("chmod 600"), "{}", said.err);
}
