//! The department's daily data: what is sent, what is kept of it, and what becomes of a child whom the department refuses.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hearth_access::Role;
use hearth_casework::{
    recording::{Correction, correct, read_form, withdraw},
    returns::{
        daily::{Answer, Broken, DailyRun, Line, Patience, draft, log, send},
        whole::Why,
    },
};
use hearth_record::{File, KindSchema, Record, ids::FileId, ids::RecordId, sharing::DailyFeed, sharing::Shared};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use jiff::Timestamp;
use rstest::rstest;
use serde_json::{Value, json};

/// What the department says to the nth batch, from 1.
type Says = dyn Fn(usize, &[Value]) -> Result<Answer, Broken> + Send + Sync;

/// The department: it hears batches and answers each as it was told to.
struct Department {
    now: Timestamp,
    heard: Mutex<Vec<Vec<Value>>>,
    waits: Mutex<Vec<Duration>>,
    answers: Box<Says>,
}

impl Department {
    fn answering(
        stage: &Stage,
        answers: impl Fn(usize, &[Value]) -> Result<Answer, Broken> + Send + Sync + 'static,
    ) -> Self {
        Self { now: stage.now(), heard: Mutex::default(), waits: Mutex::default(), answers: Box::new(answers) }
    }

    fn accepting(stage: &Stage) -> Self {
        Self::answering(stage, |_, _| says(200, "\"0191e0a4-2b1c-4f6e-9d3a-77c1c0de0001\""))
    }

    fn heard(&self) -> Vec<Vec<Value>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The children of each batch.
    fn children(&self) -> Vec<Vec<String>> {
        self.heard().iter().map(|batch| batch.iter().map(number).collect()).collect()
    }

    fn waits(&self) -> Vec<u64> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().map(Duration::as_secs).collect()
    }
}

fn number(child: &Value) -> String {
    child["la_child_id"].as_str().expect("an identifier").to_owned()
}

#[expect(clippy::unnecessary_wraps, reason = "what a department answers")]
fn says(status: u16, body: &str) -> Result<Answer, Broken> {
    Ok(Answer { status, retry_after: None, body: body.to_owned() })
}

impl Line for Department {
    async fn post(&self, batch: String) -> Result<Answer, Broken> {
        let batch: Vec<Value> = serde_json::from_str(&batch).expect("a bare list");
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push(batch.clone());
        (self.answers)(heard.len(), &batch)
    }

    async fn wait(&self, time: Duration) {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).push(time);
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

/// A line on which a batch arrives, and whoever sent it dies before they hear so.
struct Dying {
    now: Timestamp,
    heard: Mutex<String>,
    arrived: tokio::sync::Notify,
}

impl Line for Dying {
    async fn post(&self, batch: String) -> Result<Answer, Broken> {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = batch;
        self.arrived.notify_one();
        std::future::pending().await
    }

    async fn wait(&self, _: Duration) {}

    fn now(&self) -> Timestamp {
        self.now
    }
}

const PATIENCE: Patience = Patience { tries: 3, first: Duration::from_secs(2), longest: Duration::from_mins(1) };

fn in_need(name: &str, number: &str) -> Paper {
    Paper::numbered(name, "Lewin", "2016-05-04", number).with("social_care_episode", &[("received_on", "2026-01-05")])
}

struct Council {
    stage: Stage,
    piotr: Person,
}

impl Council {
    async fn open(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let piotr = stage.person(Role::DataAnalyst, None).await;
        Some(Self { stage, piotr })
    }

    async fn run(&self, department: &Department) -> DailyRun {
        send(&self.stage.desk(&self.piotr), department, &PATIENCE, |_, _| ()).await.expect("a run")
    }

    async fn file(&self, file: FileId) -> File {
        let loaded = self.stage.instance.store.load(file, None).await.expect("loaded");
        hearth_casework::write::file_of(&loaded).expect("a file")
    }

    async fn feed(&self, file: FileId) -> DailyFeed {
        self.file(file).await.all::<DailyFeed>().next().expect("a feed").1
    }

    async fn told(&self, file: FileId) -> Vec<Shared> {
        self.file(file).await.all::<Shared>().map(|(_, shared)| shared).collect()
    }

    /// Somebody who may writes something else into a record.
    async fn corrects(&self, child: &Filed, record: RecordId, kind: &'static KindSchema, values: &[(&str, &str)]) {
        let priya = self.stage.person(Role::TeamManager, Some("locality_north")).await;
        let desk = self.stage.desk(&priya);
        let view = desk.open(child.file, None, None).await.expect("opened");
        let held = view.record(record).expect("the record").current();
        let fields = read_form(kind, &held.fields, |name| {
            values.iter().find(|(field, _)| *field == name).map(|(_, text)| *text)
        });
        let correction = Correction {
            record,
            fields: fields.expect("a form"),
            from: held.number,
            because: "it was typed wrongly".to_owned(),
            purpose: None,
            draft: None,
        };
        correct(&desk, child.file, correction).await.expect("corrected");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_accepted_is_kept_and_is_not_sent_again(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let ada = in_need("Ada", "SF1").file(&council.stage).await;
    in_need("Kit", "SF2").file(&council.stage).await;
    Paper::numbered("Mia", "Thornley", "2016-05-01", "SF3").file(&council.stage).await;
    let department = Department::accepting(&council.stage);
    let run = council.run(&department).await;
    assert_eq!((run.children, run.sent, run.unchanged, run.batches, run.posts), (2, 2, 0, 1, 1));
    assert_eq!(run.stopped, None);
    let batches = department.children();
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [2], "and Mia, who is only known, is not told");
    let feed = council.feed(ada.file).await;
    assert_eq!(feed.state.code(), "ACCEPTED");
    assert!(feed.sending.reveal().is_none() && feed.sha256.reveal().is_some());
    assert_eq!(feed.receipt.reveal().as_ref().map(|r| r.0.as_str()), Some("0191e0a4-2b1c-4f6e-9d3a-77c1c0de0001"));
    let kept: Value = serde_json::from_str(&feed.accepted.reveal().as_ref().expect("kept").0).expect("JSON");
    assert!(department.heard()[0].contains(&kept), "what is kept is what was sent");
    let told = council.told(ada.file).await;
    assert_eq!(told.len(), 1);
    let why = told[0].justification.reveal().as_ref().expect("why").0.clone();
    assert!(
        why.contains("Children Act 1989 section 83") && told[0].recipient.reveal().0.contains("Education"),
        "{why}"
    );

    let again = Department::accepting(&council.stage);
    let run = council.run(&again).await;
    assert_eq!((run.sent, run.unchanged, run.posts), (0, 2, 0));
    assert_eq!(again.heard().len(), 0);
    assert_eq!(council.told(ada.file).await.len(), 1, "nothing was told, so nothing is said to have been");
    let runs = log(&council.stage.desk(&council.piotr), 10).await.expect("the log");
    assert_eq!(runs.len(), 2);
    assert_eq!(runs.iter().map(|logged| logged.run.receipts.reveal().len()).sum::<usize>(), 1);
    assert_eq!(runs[0].by, council.piotr.name);
    let audit = council.stage.whole_audit("sefton").await;
    let acts = |action| audit.iter().filter(|entry| entry.action == action).count();
    assert_eq!((acts("return.sending"), acts("return.send"), acts("return.daily")), (2, 2, 2));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_change_sends_that_child_alone_and_a_withdrawal_takes_it_back(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let north = council.stage.team("locality_north");
    let plan = [("started", "2026-01-20")];
    let ada = in_need("Ada", "SF1").with("cin_plan", &plan).held_by_team(north).file(&council.stage).await;
    in_need("Kit", "SF2").file(&council.stage).await;
    council.run(&Department::accepting(&council.stage)).await;

    let person = [("forename", "Adah"), ("surname", "Lewin"), ("born", "2016-05-04"), ("la_child_id", "SF1")];
    council.corrects(&ada, ada.records[0], hearth_record::people::Person::SCHEMA, &person).await;
    let department = Department::accepting(&council.stage);
    council.run(&department).await;
    assert_eq!(department.children(), [["SF1"]]);
    assert_eq!(department.heard()[0][0]["child_details"]["first_name"], "Adah");

    let priya = council.stage.person(Role::TeamManager, Some("locality_north")).await;
    let desk = council.stage.desk(&priya);
    withdraw(&desk, ada.file, ada.records[2], "it was another child's", None).await.expect("withdrawn");
    let department = Department::accepting(&council.stage);
    council.run(&department).await;
    assert_eq!(department.children(), [["SF1"]]);
    let plans = &department.heard()[0][0]["social_care_episodes"][0]["child_in_need_plans"];
    assert_eq!(plans, &json!([{"child_in_need_plan_id": ada.records[2].to_string(), "purge": true}]));

    withdraw(&desk, ada.file, ada.records[1], "it was another child's", None).await.expect("withdrawn");
    let department = Department::accepting(&council.stage);
    let run = council.run(&department).await;
    assert_eq!((run.taken_back, run.sent), (1, 0));
    assert_eq!(department.heard(), [[json!({"la_child_id": "SF1", "purge": true})]]);
    assert_eq!(council.feed(ada.file).await.state.code(), "TAKEN_BACK");
    let run = council.run(&Department::accepting(&council.stage)).await;
    assert_eq!((run.posts, run.children, run.unchanged), (0, 1, 1), "once");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_child_whom_the_department_refuses_is_named_and_the_others_go_on(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let mut bad = None;
    for n in 0..20 {
        let filed = in_need("Ada", &format!("SF{n}")).file(&council.stage).await;
        if n == 13 {
            bad = Some(filed.file);
        }
    }
    let bad = bad.expect("a child");
    let refusing = |_, batch: &[Value]| {
        if batch.iter().any(|child| number(child) == "SF13") {
            return says(400, "sex: not in the list");
        }
        let receipts: Vec<String> = batch.iter().map(|child| format!("2026-03-02_{}", number(child))).collect();
        says(200, &serde_json::to_string(&receipts).expect("JSON"))
    };
    let department = Department::answering(&council.stage, refusing);
    let run = council.run(&department).await;
    assert_eq!((run.sent, run.refused.len(), run.waiting), (19, 1, 0));
    assert_eq!((run.refused[0].file, run.refused[0].child.as_str()), (bad, "SF13"));
    assert_eq!(run.refused[0].because, "400: sex: not in the list");
    let accepted: Vec<Vec<String>> =
        department.children().into_iter().filter(|batch| !batch.contains(&"SF13".to_owned())).collect();
    let mut once: Vec<&String> = accepted.iter().flatten().collect();
    once.sort();
    once.dedup();
    assert_eq!((once.len(), accepted.iter().map(Vec::len).sum::<usize>()), (19, 19), "each was accepted once");
    let feed = council.feed(bad).await;
    assert_eq!(feed.state.code(), "REFUSED");
    assert!(feed.accepted.reveal().is_none() && feed.refused_because.reveal().is_some());
    assert!(council.told(bad).await.is_empty(), "nothing was told of a child who was refused");

    in_need("Kit", "SF99").file(&council.stage).await;
    let department = Department::answering(&council.stage, refusing);
    let run = council.run(&department).await;
    assert_eq!(department.children(), [["SF99"], ["SF13"]], "who was refused before goes last and alone");
    assert_eq!((run.sent, run.refused.len()), (1, 1));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn where_every_child_is_refused_nothing_more_is_sent(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    for n in 0..30 {
        in_need("Ada", &format!("SF{n}")).file(&council.stage).await;
    }
    let department = Department::answering(&council.stage, |_, _| says(400, "no such council"));
    let run = council.run(&department).await;
    assert!(run.stopped.is_some_and(|why| why.contains("no mistake in a child")));
    assert_eq!((run.sent, run.refused.len(), run.waiting), (0, 8, 22));
    assert!(department.heard().len() < 25, "{} requests", department.heard().len());
}

#[rstest]
#[case::unknown(401, "does not know the key")]
#[case::forbidden(403, "does not let this council in")]
#[case::moved(301, "look at the address")]
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_door_stops_the_run_and_leaves_the_rest(#[case] status: u16, #[case] words: &str) {
    let Some(council) = Council::open(Engine::Sqlite).await else { return };
    let ada = in_need("Ada", "SF1").file(&council.stage).await;
    let department = Department::answering(&council.stage, move |_, _| says(status, ""));
    let run = council.run(&department).await;
    assert!(run.stopped.as_ref().is_some_and(|why| why.contains(words)), "{:?}", run.stopped);
    assert_eq!((run.sent, run.waiting, run.posts), (0, 1, 1));
    assert_eq!(council.feed(ada.file).await.state.code(), "SENDING");
    assert!(council.told(ada.file).await.is_empty());
    let logged = log(&council.stage.desk(&council.piotr), 1).await.expect("the log");
    assert!(logged[0].run.stopped.reveal().as_ref().is_some_and(|why| why.0.contains(words)));
    let department = Department::accepting(&council.stage);
    council.run(&department).await;
    assert_eq!(department.children(), [["SF1"]], "the next run sends it");
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_department_that_is_busy_is_asked_again_after_the_time_that_it_asks_for() {
    let Some(council) = Council::open(Engine::Sqlite).await else { return };
    in_need("Ada", "SF1").file(&council.stage).await;
    let department = Department::answering(&council.stage, |nth, _| match nth {
        1 => Ok(Answer { status: 429, retry_after: Some("17".to_owned()), body: String::new() }),
        2 => Err(Broken("the connection was closed".to_owned())),
        _ => says(204, ""),
    });
    let run = council.run(&department).await;
    assert_eq!((run.sent, run.posts, run.receipts.len()), (1, 3, 0));
    assert_eq!(department.waits(), [17, 4]);

    in_need("Kit", "SF2").file(&council.stage).await;
    let department = Department::answering(&council.stage, |_, _| says(503, ""));
    let run = council.run(&department).await;
    assert!(run.stopped.is_some_and(|why| why.contains("503") && why.contains("3 times")));
    assert_eq!((run.posts, run.waiting), (3, 1));
    let long = |_, _: &[Value]| Ok(Answer { status: 429, retry_after: Some("3600".to_owned()), body: String::new() });
    let department = Department::answering(&council.stage, long);
    let run = council.run(&department).await;
    assert!(run.stopped.is_some_and(|why| why.contains("3600 seconds")));
    assert_eq!((run.posts, department.waits().len()), (1, 0));
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_is_too_much_is_halved_and_so_are_those_after_it() {
    let Some(council) = Council::open(Engine::Sqlite).await else { return };
    for n in 0..130 {
        in_need("Ada", &format!("SF{n}")).file(&council.stage).await;
    }
    let at_most_30 = |_, batch: &[Value]| if batch.len() > 30 { says(413, "") } else { says(204, "") };
    let department = Department::answering(&council.stage, at_most_30);
    let run = council.run(&department).await;
    assert_eq!((run.sent, run.refused.len()), (130, 0));
    let sizes: Vec<usize> = department.heard().iter().map(Vec::len).collect();
    assert_eq!(sizes, [100, 50, 25, 25, 25, 25, 25, 5]);
    let mut all: Vec<String> = department.children().into_iter().filter(|batch| batch.len() <= 30).flatten().collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 130, "each child once");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_heard_the_answer_to_is_sent_again_and_taken_back_where_it_was_withdrawn(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let north = council.stage.team("locality_north");
    let ada = in_need("Ada", "SF1").with("cin_plan", &[("started", "2026-01-20")]).held_by_team(north);
    let ada = ada.file(&council.stage).await;
    let silent = Department::answering(&council.stage, |_, _| Err(Broken("the line is dead".to_owned())));
    let run = council.run(&silent).await;
    assert_eq!((run.sent, run.waiting), (0, 1));
    let again = Department::answering(&council.stage, |_, _| says(500, ""));
    council.run(&again).await;
    assert_eq!(again.heard()[0], silent.heard()[0], "the same again");
    assert_eq!(council.file(ada.file).await.all::<DailyFeed>().count(), 1);

    let priya = council.stage.person(Role::TeamManager, Some("locality_north")).await;
    let desk = council.stage.desk(&priya);
    withdraw(&desk, ada.file, ada.records[2], "it was another child's", None).await.expect("withdrawn");
    let department = Department::accepting(&council.stage);
    council.run(&department).await;
    let plans = &department.heard()[0][0]["social_care_episodes"][0]["child_in_need_plans"];
    assert_eq!(plans, &json!([{"child_in_need_plan_id": ada.records[2].to_string(), "purge": true}]));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_closed_to_whoever_sends_is_left_out_and_counted(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let priya = council.stage.person(Role::SocialWorker, Some("locality_north")).await;
    let lily = in_need("Lily", "SF1").restricted_to(&[priya.worker]).file(&council.stage).await;
    in_need("Noah", "SF2").walled().file(&council.stage).await;
    in_need("Kit", "KN1").at("knowsley").file(&council.stage).await;
    let nameless =
        Paper::child("Ada", "Reeve", "2012-03-01").with("social_care_episode", &[("received_on", "2026-01-05")]);
    let nameless = nameless.file(&council.stage).await;
    let care = [("started", "2026-01-11"), ("category_of_need", "N1")];
    let adrift = Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF4").with("period_of_care", &care);
    let adrift = adrift.file(&council.stage).await;
    let department = Department::accepting(&council.stage);
    let run = council.run(&department).await;
    assert_eq!(department.heard().len(), 0);
    let why = |file| run.walked.left_out.iter().find(|left| left.file == file).map(|left| left.why);
    assert_eq!(why(lily.file), Some(Why::Closed));
    assert_eq!(why(nameless.file), Some(Why::NoIdentifier));
    assert_eq!(why(adrift.file), Some(Why::NoEpisode));
    let refused = send(&council.stage.desk(&priya), &department, &PATIENCE, |_, _| ()).await;
    assert!(refused.is_err(), "a social worker sends nothing to the department");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_a_relative_protects_is_not_told(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let home = [("address_type", "HOME"), ("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")];
    let refuge = [&home[..], &[("protected", "yes")]].concat();
    let mother = Paper::child("Dawn", "Lewin", "1990-01-01").of_type(hearth_record::FileType::Adult);
    let mother = mother.with("address", &refuge).file(&council.stage).await;
    let of_mother = [("other", mother.person.to_string()), ("relationship_type", "MOTHER".to_owned())];
    let of_mother = of_mother.each_ref().map(|(name, text)| (*name, text.as_str()));
    in_need("Ada", "SF1").with("address", &home).with("relationship", &of_mother).file(&council.stage).await;
    in_need("Kit", "SF2").with("address", &home).file(&council.stage).await;
    let department = Department::accepting(&council.stage);
    council.run(&department).await;
    let heard = department.heard();
    let postcode = |child: &str| {
        let told = heard[0].iter().find(|told| number(told) == child).expect("told");
        told["child_details"].get("postcode").cloned()
    };
    assert_eq!((postcode("SF1"), postcode("SF2")), (None, Some(json!("PR8 1AA"))));
    let run = council.run(&Department::accepting(&council.stage)).await;
    assert_eq!((run.posts, run.unchanged), (0, 2), "and it stays so");
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_tells_nobody_and_marks_nothing() {
    let Some(council) = Council::open(Engine::Sqlite).await else { return };
    let ada = in_need("Ada", "SF1").file(&council.stage).await;
    let draft = draft(&council.stage.desk(&council.piotr), |_| ()).await.expect("a draft");
    assert_eq!((draft.payloads.len(), draft.children, draft.unchanged), (1, 1, 0));
    assert_eq!(council.file(ada.file).await.all::<DailyFeed>().count(), 0);
    assert!(council.told(ada.file).await.is_empty());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn who_dies_between_the_answer_and_its_note_sends_the_same_again_and_then_no_more(#[case] engine: Engine) {
    let Some(council) = Council::open(engine).await else { return };
    let ada = in_need("Ada", "SF1").file(&council.stage).await;
    in_need("Kit", "SF2").file(&council.stage).await;
    let dying = Dying { now: council.stage.now(), heard: Mutex::default(), arrived: tokio::sync::Notify::new() };
    let desk = council.stage.desk(&council.piotr);
    tokio::select! {
        _ = send(&desk, &dying, &PATIENCE, |_, _| ()) => panic!("nobody answers"),
        () = dying.arrived.notified() => {}
    }
    assert_eq!(council.feed(ada.file).await.state.code(), "SENDING");
    let arrived: Vec<Value> =
        serde_json::from_str(&dying.heard.lock().unwrap_or_else(PoisonError::into_inner)).expect("a batch");
    let department = Department::accepting(&council.stage);
    council.run(&department).await;
    assert_eq!(department.heard(), [arrived], "the same, which puts the same in the place of the same");
    assert_eq!(council.told(ada.file).await.len(), 1);
    let run = council.run(&Department::accepting(&council.stage)).await;
    assert_eq!((run.posts, run.unchanged), (0, 2));
}
