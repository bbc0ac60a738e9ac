//! The check as the page asks for it, without a browser.

use calamine::{Reader, Xlsx};
use hearth_browser::{Asked, Read, Return, Role};
use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Setting, Took, check, write_json};
use hearth_returns::ssda903::Ssda903;
use hearth_returns::{Limits, NamedInput, ssda903};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,X,16/03/2015,WBRI,UN3,,\n";
const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
    101,01/05/2026,S,C2,N1,U4,PR1,,,,L20 3NJ,L20 3NJ,SC000009\n";

fn asked(files: &[(&str, &str)]) -> Asked {
    let mut asked = Asked::of(Return::Ssda903);
    for (name, text) in files {
        asked.add(Role::Files, (*name).to_owned(), text.as_bytes().to_vec());
    }
    asked
}

fn read(files: &[(&str, &str)]) -> Read {
    asked(files).read().expect("files of a return")
}

fn refused(asked: Asked) -> String {
    asked.read().expect_err("it is refused").to_string()
}

#[test]
fn the_answer_is_the_json_of_the_command() {
    let answer = read(&[("header.csv", HEADER), ("episodes.csv", EPISODES)]).json().expect("memory");
    let inputs = [("episodes.csv", EPISODES), ("header.csv", HEADER)].map(|(n, t)| NamedInput::from_text(n, t));
    let tables = ssda903::read_files(inputs.into(), &Limits::default()).expect("files of a return");
    let year = CollectionYear::ending(2027).expect("a year");
    let setting = Setting::of(year, Calendar::england());
    let mut wanted = Vec::new();
    write_json(&check::<Ssda903>(&tables, None, &setting), Took::default(), &mut wanted).expect("memory");
    assert_eq!(String::from_utf8(answer), String::from_utf8(wanted));
}

#[test]
fn what_was_found_is_written_as_csv_and_as_a_workbook_too() {
    let read = read(&[("header.csv", HEADER), ("episodes.csv", EPISODES)]);
    let csv = String::from_utf8(read.csv().expect("memory")).expect("UTF-8");
    let rows = csv.lines().count();
    assert!(csv.contains("sex is X"), "{csv}");
    let mut book = Xlsx::new(std::io::Cursor::new(read.xlsx().expect("memory"))).expect("a workbook");
    assert_eq!(book.worksheet_range("Findings").expect("the sheet").height(), rows);
}

#[test]
fn what_is_given_beside_the_return_lets_more_rules_run() {
    let could_not = |read: &Read| {
        let json: serde_json::Value = serde_json::from_slice(&read.json().expect("memory")).expect("JSON");
        json["could_not_run"].as_array().expect("a list").len()
    };
    let files = [("header.csv", HEADER), ("episodes.csv", EPISODES)];
    let list = b"[{\"URN\":\"SC000009\",\"PROVIDER_CODES\":\"PR1\",\"PLACE_CODES\":\"U4\"}]";
    let places = b"pcds,oslaua,oseast1m,osnrth1m\nL20 3NJ,E08000014,334000,395000\n";
    let beside: [(Role, &str, &[u8]); 3] = [
        (Role::Previous, "header.csv", HEADER.as_bytes()),
        (Role::Providers, "list.json", list),
        (Role::Postcodes, "places.csv", places),
    ];
    let mut before = could_not(&read(&files));
    for count in 1..=beside.len() {
        let mut asked = asked(&files);
        asked.sent_by("343");
        for (role, name, bytes) in &beside[..count] {
            asked.add(*role, (*name).to_owned(), bytes.to_vec());
        }
        let now = could_not(&asked.read().expect("files of a return"));
        assert!(now < before, "{now} of {before} with {:?}", beside[count - 1].0);
        before = now;
    }
}

#[test]
fn what_should_be_known_about_the_files_is_told_beside_the_findings() {
    let short = format!("{HEADER}1.23457E+11,F,01/01/2012,WBRI,,,\n");
    let about = read(&[("header.csv", &short), ("notes.csv", "one,two\n1,2\n"), ("episodes.csv", EPISODES)]).about();
    assert_eq!((about.children, about.rows), (1, 2));
    for words in ["notes.csv", "left out: header.csv, line 3"] {
        assert!(about.remarks.iter().any(|remark| remark.starts_with(words)), "{words}: {:?}", about.remarks);
    }
}

#[test]
fn a_census_is_checked_by_itself() {
    let census = "<Message><Header><CollectionDetails><Year>2027</Year><ReferenceDate>2027-03-31</ReferenceDate>\
        </CollectionDetails></Header><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers></Child>\
        </Children></Message>";
    let mut asked = Asked::of("cin".parse().expect("a return"));
    asked.add(Role::Files, "census.xml".to_owned(), census.as_bytes().to_vec());
    asked.add(Role::Previous, "header.csv".to_owned(), HEADER.as_bytes().to_vec());
    let json = asked.read().expect("a census").json().expect("memory");
    assert!(String::from_utf8(json).expect("UTF-8").starts_with("{\"return\":\"cin\",\"collection_year\":2027"));
}

#[test]
fn what_cannot_be_checked_is_refused_with_the_remedy() {
    assert!(refused(Asked::of(Return::Ssda903)).contains("choose the files"));
    assert!(refused(asked(&[("header.csv", HEADER)])).contains("give the year in which it ends"), "no date tells");
    let mut year = asked(&[("header.csv", HEADER)]);
    year.in_year(27);
    assert!(refused(year).contains("no collection year 27"));
    assert!(refused(asked(&[("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n")])).contains("the right return"));
    for (role, name) in [(Role::Providers, "list.csv"), (Role::Postcodes, "places.csv")] {
        let mut other = asked(&[("episodes.csv", EPISODES)]);
        other.add(role, name.to_owned(), b"name,town\nA,B\n".to_vec());
        assert!(refused(other).starts_with(name));
    }
    assert!("ssda904".parse::<Return>().is_err() && "list".parse::<Role>().is_err());
}
