//! The dataset and the lists for an inspection, made by the command of the demonstration's council.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use calamine::{Data, Reader, Xlsx};
use hearth_returns::{annex_a::LISTS, ssd::SSD};
use serde_json::Value as Json;

use crate::command::{Ground, Said, hearth, rows};

/// A demonstration that serves until it is dropped.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The folder of a demonstration whose stories were written.
fn demonstration(folder: &Path) -> String {
    let data = folder.join("demo").to_str().expect("a path of letters").to_owned();
    let words = ["demo", "--listen", "127.0.0.1:0", "--children", "18", "--seed", "4", "--data", &data];
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
    let child = command.args(words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
    let mut serving = Serving(child);
    let out = serving.0.stdout.take().expect("a pipe");
    let open = BufReader::new(out).lines().map_while(Result::ok).find(|line| line.contains("http://"));
    assert!(open.is_some(), "the demonstration serves");
    data
}

fn made(data: &str, what: &str, out: &str, more: &[&str]) -> (Said, Json) {
    let words = ["return", what, "--authority", "sefton", "--out", out, "--data", data];
    let said = hearth(&[&words[..], more].concat());
    assert!(said.code <= 1, "{}{}", said.out, said.err);
    let run = std::fs::read_to_string(format!("{out}/run.json")).expect("the record of the run");
    (said, serde_json::from_str(&run).expect("JSON"))
}

/// A cell of the workbook as the CSV file has it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year:04}")
        }
        other => other.to_string(),
    }
}

fn csv(path: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("a file");
    reader.records().map(|row| row.expect("CSV").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_dataset_and_the_lists_are_made_of_the_demonstration() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = demonstration(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().expect("a path of letters").to_owned();

    let out = path("ssd");
    let (said, run) = made(&data, "ssd", &out, &[]);
    for table in SSD.tables {
        let file = format!("{out}/{}.csv", table.name);
        assert_eq!(rows(file.as_ref()) as u64, run["rows"][table.name].as_u64().expect("a count"), "{}", table.name);
    }
    for table in ["ssd_person", "ssd_contacts", "ssd_cin_episodes", "ssd_cin_assessments", "ssd_professionals"] {
        assert!(run["rows"][table].as_u64() > Some(0), "{table}: {}", said.out);
    }
    assert_eq!(run["people"], run["rows"]["ssd_person"]);
    assert_eq!(run["free_text"], Json::Bool(false), "an analyst reads no narrative");
    assert!(run["not_kept"].as_array().is_some_and(|not| !not.is_empty()));
    let read = hearth_returns::ssd::read(out.as_ref(), &hearth_returns::Limits::default());
    assert!(read.expect("a dataset").rejects().is_empty());

    let out = path("lists");
    let (said, run) = made(&data, "annex-a", &out, &[]);
    let mut book: Xlsx<_> = calamine::open_workbook(format!("{out}/annex-a.xlsx")).expect("a workbook");
    for list in &LISTS {
        let number = list.number;
        let told = &run["lists"][number.to_string()];
        let file = format!("{out}/list-{number}.csv");
        if number == 11 {
            assert!(told["left_out"].is_string() && !Path::new(&file).exists(), "behind the wall: {}", said.out);
            continue;
        }
        let written = csv(&file);
        assert_eq!(written.len() as u64 - 1, told["rows"].as_u64().expect("a count"));
        // Its stories end today: whom the smaller lists count is another on each day.
        assert!(written.len() > 1 || ![1, 3, 4, 6].contains(&number), "list {number} has rows: {}", said.out);
        let sheet = book.worksheet_range(&format!("List {number}")).expect("a sheet");
        let shown: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(text).collect()).collect();
        for (shown, written) in shown.iter().zip(&written) {
            let mut shown = shown.clone();
            shown.resize(written.len(), String::new());
            assert_eq!(&shown, written, "list {number}");
        }
        assert_eq!(shown.len(), written.len(), "list {number}");
    }
}

#[test]
fn the_dataset_and_the_lists_lie_in_no_future_and_nobody_receives_the_dataset() {
    let folder = tempfile::tempdir().expect("a folder");
    let ground = Ground { location: hearth_store::Location::Sqlite { dir: folder.path().join("data") }, folder };
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let account = [
        "account",
        "open",
        "piotr.wolski",
        "--name",
        "Piotr Wolski",
        "--role",
        "data_analyst",
        "--authority",
        "sefton",
    ];
    ground.hearth(&account).ended(0);
    let out = ground.path("out");
    for what in ["ssd", "annex-a"] {
        let words = ["return", what, "--authority", "sefton", "--by", "piotr.wolski"];
        let run = |more: &[&str]| ground.hearth(&[&words[..], more].concat());
        run(&["--out", &out, "--day", "2026-01-31"]).ended(0);
        run(&["--out", &out, "--year", "2025"]).ended(0);
        for (more, why) in [
            (&["--out", &out, "--day", "2199-01-01"][..], "lies ahead"),
            (&["--out", &out, "--postcodes", "nowhere.csv"], "nowhere.csv"),
            (&[], "--out"),
        ] {
            let said = run(more).ended(2);
            assert!(said.err.contains(why), "{why}: {}", said.err);
        }
    }
    let dataset = ["return", "ssd", "--authority", "sefton", "--by", "piotr.wolski", "--out", &out, "--sent"];
    assert!(ground.hearth(&dataset).ended(2).err.contains("--sent"));
}
