//! The dataset that is made, imported and made again has the same rows; what differs stands in one table with its reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hearth_access::Role;
use hearth_casework::{
    import::{self, HeldRecord, Import, Importing, Target, plan},
    returns::{dataset, walk::Walked},
};
use hearth_record::{
    Fields, File, FileType, KindSchema,
    ids::{PersonId, RecordId},
};
use hearth_returns::{
    ColumnKind, Limits, NamedInput, Records, Tables,
    ssd::{FromRecords, Making},
};
use hearth_stage::{Engine, Stage, authority};
use hearth_store::Actor;
use hearth_synth::{Authority, World, records::Detail};
use jiff::civil::{Date, date};
use rstest::rstest;
use serde_json::json;

const DAY: Date = date(2026, 3, 2);

/// What comes back otherwise, and why. A table stands here as a whole, or one of its columns.
const EXPLAINED: &[(&str, Option<&str>, &str)] = &[
    (
        "ssd_mother",
        None,
        "mothers are adults here, who are no people of the dataset: an import cannot say whose record names them",
    ),
    (
        "ssd_cla_episodes",
        Some("clae_cla_last_iro_contact_date"),
        "no record can be made of a day on which somebody was met, without more",
    ),
    ("ssd_person", Some("pers_send_flag"), "needs without a request are in no table of the dataset"),
    ("ssd_send", None, "the same: a profile that says no more than the pupil number makes no record"),
];

fn read(files: Vec<(&'static str, Vec<u8>)>) -> Tables {
    let inputs = files.into_iter().map(|(table, text)| NamedInput::from_text(&format!("{table}.csv"), text));
    hearth_returns::ssd::read_files(inputs.collect(), &Limits::default()).expect("a dataset")
}

fn finished(dataset: FromRecords<Vec<u8>>) -> Tables {
    let made_at = "2026-03-02T09:00:00Z".parse().expect("a moment");
    let files = dataset.finish([], [], made_at, "Hearth").expect("memory");
    read(files.into_iter().map(|(table, _, text)| (table, text)).collect())
}

fn empty() -> FromRecords<Vec<u8>> {
    let making = Making { words: true, ..Making::as_at(DAY) };
    FromRecords::new(making, |_| Ok(Vec::new())).expect("memory")
}

/// The dataset of an invented council.
fn given(seed: u64, children: u32) -> Tables {
    finished(told(seed, children))
}

fn told(seed: u64, children: u32) -> FromRecords<Vec<u8>> {
    let world = World::new(seed, Authority::sefton(), DAY, children);
    let mut dataset = empty();
    for member in world.families().flat_map(|family| family.members(&world, Detail::Whole)) {
        if member.file == FileType::Care {
            let file = File::of(member.versions);
            dataset.add(member.person, &Records::of(&file)).expect("memory");
        }
    }
    dataset
}

/// An id of sixteen bytes for each text that names something outside the child's own file.
#[derive(Default)]
struct Outside(HashMap<String, u128>);

impl Outside {
    fn id(&mut self, what: String) -> u128 {
        let next = (self.0.len() + 1) as u128;
        *self.0.entry(what).or_insert(next)
    }
}

/// Imports every child into an empty file, and makes the dataset of what is recorded.
fn again(given: &Tables) -> Tables {
    let import = Import::new(given, 2026);
    let mut outside = Outside::default();
    let people: Vec<&str> = import.children().map(|child| child.id()).collect();
    let mut made = empty();
    let mut next = 0_u128;
    for child in import.children() {
        let imported = import.child(child, &[]);
        let rejected: Vec<_> = imported.rejects.iter().filter(|reject| !NOT_IMPORTED.contains(&reject.table)).collect();
        assert!(rejected.is_empty(), "{rejected:?}");
        assert!(imported.left_out.is_empty(), "{:?}", imported.left_out);
        let mut named: HashMap<String, String> = HashMap::new();
        for reference in imported.records.iter().flat_map(|record| &record.refers) {
            let (what, known) = match &reference.to {
                Target::Person(id) => (format!("person {id}"), people.contains(&id.as_str())),
                Target::Worker(id) => (format!("worker {id}"), true),
                Target::Team(id) => (format!("team {id}"), true),
                Target::Record(..) => continue,
            };
            if known {
                let id = PersonId::from_bytes(outside.id(what.clone()).to_be_bytes());
                named.insert(what, id.to_string());
            }
        }
        let find = |target: &Target| match target {
            Target::Person(id) => named.get(&format!("person {id}")).cloned(),
            Target::Worker(id) => named.get(&format!("worker {id}")).cloned(),
            Target::Team(id) => named.get(&format!("team {id}")).cloned(),
            Target::Record(..) => None,
        };
        let new_id = || {
            next += 1;
            RecordId::from_bytes(next.to_be_bytes())
        };
        let planned = plan(&imported, &[], |_, _| None, new_id, find);
        let held: Vec<HeldRecord> = planned.records.into_iter().map(held).collect();
        let records: Records<'_> = held.iter().map(|one| (one.id, one.schema, &one.fields)).collect();
        let who = PersonId::from_bytes(outside.id(format!("person {}", child.id())).to_be_bytes());
        made.add(who, &records).expect("memory");
    }
    finished(made)
}

fn held(planned: import::Planned) -> HeldRecord {
    HeldRecord { id: planned.id, schema: planned.record.schema, fields: planned.fields }
}

/// Tables of which an import keeps nothing yet.
const NOT_IMPORTED: [&str; 1] = ["ssd_s251_finance"];

/// Whether a difference there is explained, by another line of the table than `but`.
fn explained(table: &str, column: Option<&str>, but: Option<usize>) -> bool {
    let of = |(_, (of, which, _)): &(usize, &(&str, Option<&str>, &str))| {
        *of == table && (which.is_none() || column.is_some_and(|is| *which == Some(is)))
    };
    EXPLAINED.iter().enumerate().filter(|(at, _)| Some(*at) != but).any(|line| of(&line))
}

/// The rows of each table, ids left out but for whether there is one: an import gives records ids of its own.
fn rows(tables: &Tables, but: Option<usize>) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in tables.tables().iter().filter(|table| !explained(table.name(), None, but)) {
        let of_table = table.spec().columns.iter();
        let columns: Vec<_> = of_table.filter(|of| !explained(table.name(), Some(of.name), but)).collect();
        let cell = |row: &hearth_returns::Row<'_>, of: &hearth_returns::ColumnSpec| match (of.kind, row.cell(of.name)) {
            (ColumnKind::Key, "") => String::new(),
            (ColumnKind::Key, _) => "id".to_owned(),
            (_, text) => text.to_owned(),
        };
        let of = |row: hearth_returns::Row<'_>| columns.iter().map(|of| cell(&row, of)).collect::<Vec<_>>().join("|");
        let mut rows: Vec<String> = table.rows().map(of).collect();
        rows.sort();
        all.insert(table.name(), rows);
    }
    all
}

/// The rows that only one of the two has.
fn differences(given: &Tables, made: &Tables, but: Option<usize>) -> Vec<String> {
    let (given, made) = (rows(given, but), rows(made, but));
    let mut found = Vec::new();
    for (table, rows) in &given {
        let count = |rows: &[String]| {
            let mut counted: BTreeMap<String, i32> = BTreeMap::new();
            for row in rows {
                *counted.entry(row.clone()).or_default() += 1;
            }
            counted
        };
        let (before, after) = (count(rows), count(&made[table]));
        let both: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for row in both.into_iter().filter(|row| before.get(*row) != after.get(*row)) {
            let (gone, come) = (before.get(row).unwrap_or(&0), after.get(row).unwrap_or(&0));
            found.push(format!("{table}: {gone} before, {come} after: {row}"));
        }
    }
    found
}

#[rstest]
#[case(1)]
#[case(2)]
#[case(3)]
fn a_dataset_that_is_imported_and_made_again_has_the_same_rows(#[case] seed: u64) {
    let given = given(seed, 250);
    assert!(given.rows() > 5_000, "{}", given.rows());
    let made = again(&given);
    let found = differences(&given, &made, None);
    assert!(found.is_empty(), "{} differences\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

#[test]
fn each_line_of_the_table_explains_a_difference_that_there_is() {
    let given = finished(with(with(told(4, 250), 9, &young_woman()), 10, &boy()));
    let made = again(&given);
    assert_eq!(differences(&given, &made, None), Vec::<String>::new());
    for (at, (table, column, why)) in EXPLAINED.iter().enumerate() {
        let found = differences(&given, &made, Some(at));
        assert!(found.iter().any(|row| row.starts_with(table)), "{table} {column:?} comes back as it was: not {why}");
    }
}

type Drawn = Vec<(RecordId, &'static KindSchema, Fields)>;

/// A young woman of whom there is what the invented stories do not tell.
fn young_woman() -> Drawn {
    let told = [
        (
            "person",
            json!({"la_child_id": "SF9001", "forename": "Wren", "surname": "Reeve", "born": "2008-12-02", "sex": "F",
            "ethnicity": "WBRI", "gender_identity": "02", "nhs_number": "9990000018", "died": "2026-02-20"}),
        ),
        (
            "social_care_episode",
            json!({"received_on": "2024-02-03", "received_at": "2024-02-03T10:00:00Z", "source": "2A",
            "no_further_action": false, "closed_on": "2026-02-20", "closure_reason": "RC2"}),
        ),
        (
            "early_help_episode",
            json!({"started": "2023-05-01", "ended": "2023-09-01", "reason": "Getting to school",
            "end_reason": "MET", "organisation": "Family hub"}),
        ),
        (
            "pre_proceedings",
            json!({"decided_on": "2024-06-02", "gateway": "B", "letter_on": "2024-06-05",
            "first_meeting": "2024-06-20", "represented": "Yes", "step_decided_on": "2024-08-01", "outcome": "STEPDOWN"}),
        ),
        (
            "period_of_care",
            json!({"started": "2024-08-11", "ended": "2026-02-20", "category_of_need": "N1", "end_reason": "E2"}),
        ),
        (
            "legal_status",
            json!({"status": "L1", "started": "2024-08-11", "started_at": "2024-08-11T20:00:00Z",
            "ended": "2024-08-13", "ended_at": "2024-08-13T11:30:00Z"}),
        ),
        ("legal_status", json!({"status": "C2", "started": "2024-08-13", "ended": "2026-02-20"})),
        (
            "placement",
            json!({"started": "2024-08-11", "ended": "2026-02-20", "placement_type": "U6", "provider": "PR1",
            "urn": "SC000001", "postcode": "L21 1AA"}),
        ),
        ("reviewing_officer_contact", json!({"on": "2025-10-01", "with_child": true})),
        ("immunisation_status", json!({"as_at": "2025-02-01", "up_to_date": true})),
        (
            "substance_misuse",
            json!({"identified": "2025-03-01", "substance": "Cannabis", "intervention_received": false}),
        ),
        ("offence", json!({"on": "2025-03-02", "description": "Took a bicycle"})),
        (
            "special_needs",
            json!({"primary_need": "SEMH", "secondary_need": "SLCN", "uln": "1234567890",
            "requested_on": "2024-01-10", "request_outcome": "Y", "request_decided_on": "2024-02-10", "assessment_outcome": "Y",
            "assessment_decided_on": "2024-05-10", "plan_started": "2024-05-20", "plan_reviewed": "2025-05-20"}),
        ),
        (
            "address",
            json!({"address_type": "HOME", "flat": "3", "house": "5", "street": "Elm Street", "town": "Bootle",
            "postcode": "L20 3NJ", "uprn": 100, "started": "2015-01-01", "ended": "2024-08-11"}),
        ),
        ("disability", json!({"disability": "VIS"})),
        ("immigration_status", json!({"status": "REFUGEE", "started": "2015-01-01"})),
        (
            "person_identifier",
            json!({"identifier_type": "Court Case Number", "value": "LV1", "valid_from": "2015-01-01"}),
        ),
        ("household_membership", json!({"family_id": "F7", "household_kind": "FAMILY"})),
        ("care_leaver", json!({"started": "2026-01-01", "eligibility": "ELIGIBLE", "adviser_name": "Sam Hope"})),
        (
            "care_leaver_contact",
            json!({"on": "2026-01-10", "in_touch": "YES", "activity": "F2", "accommodation": "D", "suitable": "1"}),
        ),
    ];
    drawn(9, told)
}

/// A boy whose needs are known to his school and to nobody else.
fn boy() -> Drawn {
    let told = [
        (
            "person",
            json!({"la_child_id": "SF9002", "forename": "Kit", "surname": "Reeve", "born": "2016-12-02", "sex": "M"}),
        ),
        ("contact", json!({"received_at": "2025-02-03T10:00:00Z", "source": "2A"})),
        ("special_needs", json!({"primary_need": "SEMH"})),
    ];
    drawn(10, told)
}

fn drawn<const N: usize>(who: u8, told: [(&'static str, serde_json::Value); N]) -> Drawn {
    let record = |(n, (kind, fields)): (u8, (&str, serde_json::Value))| {
        let schema = hearth_record::kind(kind).expect("a kind");
        let fields = Fields::from_json(fields).expect("an object");
        assert!((schema.check)(&fields).is_empty(), "{kind}");
        let mut id = [who; 16];
        id[15] = n;
        (RecordId::from_bytes(id), schema, fields)
    };
    (0..).zip(told).map(record).collect()
}

fn with(mut dataset: FromRecords<Vec<u8>>, who: u8, drawn: &Drawn) -> FromRecords<Vec<u8>> {
    let records: Records<'_> = drawn.iter().map(|(id, schema, fields)| (*id, *schema, fields)).collect();
    dataset.add(PersonId::from_bytes([who; 16]), &records).expect("memory");
    dataset
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_imported_dataset_is_written_again_from_the_store(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let given = given(5, 40);
    let importing = Importing {
        instance: &stage.instance,
        authority: &authority("sefton"),
        by: Actor::Job("import".to_owned()),
        now: stage.now(),
        team: None,
    };
    let imported = import::run(&importing, &Import::new(&given, 2026), || ()).await.expect("imported");
    assert!(imported.account.reconciles(), "{}", imported.account);
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let folder = tempfile::tempdir().expect("a folder");
    let open = |table: &hearth_returns::TableSpec| std::fs::File::create(folder.path().join(table.name));
    let written = dataset::write(&stage.desk(&piotr), DAY, None, open, |_| ()).await.expect("written");
    assert!(!written.words, "an analyst reads no narrative");
    let Walked { left_out, files } = &written.walked;
    assert!(left_out.is_empty() && *files as usize >= written.people, "{left_out:?}");
    let files = written.tables.iter().map(|(table, _)| {
        let text = std::fs::read(folder.path().join(table)).expect("a file");
        (*table, text)
    });
    let made = read(files.collect());
    let people = |tables: &Tables| -> BTreeSet<String> {
        tables
            .table("ssd_person")
            .into_iter()
            .flat_map(hearth_returns::Table::rows)
            .map(|row| row.cell("pers_person_id").to_owned())
            .collect()
    };
    assert_eq!(people(&made), people(&given));
    for (table, count) in &written.tables {
        assert_eq!(made.table(table).map(hearth_returns::Table::len), usize::try_from(*count).ok(), "{table}");
    }
    let without_words = differences(&given, &made, None);
    // Free text is not for an analyst; workers, teams and the version are what this instance knows of itself.
    let others = [
        "ssd_early_help_episodes",
        "ssd_cin_assessments",
        "ssd_s47_enquiry",
        "ssd_initial_cp_conference",
        "ssd_cla_convictions",
        "ssd_professionals",
        "ssd_department",
        "ssd_version_log",
    ];
    let other: Vec<_> = without_words.iter().filter(|row| !others.iter().any(|table| row.starts_with(table))).collect();
    assert!(other.is_empty(), "{other:?}");
    let audit = stage.whole_audit("sefton").await;
    let made = audit.iter().find(|entry| entry.action == "return.make").expect("in the audit");
    assert_eq!(made.count as usize, written.people);
}

#[rstest]
#[case(Engine::Sqlite)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_the_dataset_but_those_who_make_returns(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    for (role, may) in [
        (Role::DataAnalyst, true),
        (Role::HeadOfService, true),
        (Role::SocialWorker, false),
        (Role::AdoptionWorker, false),
    ] {
        let somebody = stage.person(role, None).await;
        let written = dataset::write(&stage.desk(&somebody), DAY, None, |_| Ok(Vec::new()), |_| ()).await;
        assert_eq!(written.is_ok(), may, "{role}");
    }
}
