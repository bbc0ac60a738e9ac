//! What the returns ask about adopters comes from the adoption service, in codes, and nothing else passes the wall with it.

use hearth_access::Role;
use hearth_casework::{
    Failure,
    adoption::{adoption, adoptions, hand_over},
    recording::read_form,
    returns::{
        CollectionYear, Return, annex_a, dataset,
        quality::{self, Place},
        standing::standing,
        whole::{Gathered, gather},
    },
};
use hearth_record::{Category, Fields, FileType, Record, adoption::AdoptersInCodes};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{Actor, EntryQuery, Outcome};
use rstest::rstest;

/// Words that stand behind the wall alone.
const CANARIES: [&str; 4] = ["Zephyrine", "Quillfeather", "Samuel", "WA10 4ZZ"];

/// Alfie, adopted in February, as his care file knows him.
fn alfie() -> Paper {
    adopted(Paper::numbered("Alfie", "Lewin", "2023-05-04", "SF4711"), "2026-02-10")
}

fn adopted(paper: Paper, on: &str) -> Paper {
    paper
        .with(
            "period_of_care",
            &[("started", "2024-01-08"), ("category_of_need", "N1"), ("ended", on), ("end_reason", "E12")],
        )
        .with("legal_status", &[("status", "E1"), ("started", "2024-01-08"), ("ended", on)])
        .with("placement", &[("placement_type", "A6"), ("provider", "PR1"), ("started", "2024-01-08"), ("ended", on)])
        .with(
            "permanence_case",
            &[
                ("decided", "2024-06-03"),
                ("matched", "2024-09-02"),
                ("placed", "2024-10-01"),
                ("adopted_by_carer", "no"),
                ("order_made", on),
                ("order_type", "ADOPTION"),
            ],
        )
}

/// Samuel, who he is now, behind the wall.
fn samuel() -> Paper {
    Paper::child("Samuel", "Quillfeather", "2023-05-04")
        .of_type(FileType::Adoption)
        .with("adoptive_household", &[("number", "2"), ("sex", "MF"), ("legal_status", "L11")])
        .with("relationship", &[("other_name", "Zephyrine Quillfeather"), ("relationship_type", "ADOPTIVE_PARENT")])
        .with("address", &[("address_type", "HOME"), ("street", "Larkrise Way"), ("postcode", "WA10 4ZZ")])
}

fn codes(number: &str, sex: &str, legal_status: &str) -> Fields {
    let typed = |name: &str| match name {
        "number" => Some(number),
        "sex" => Some(sex),
        "legal_status" => Some(legal_status),
        _ => None,
    };
    read_form(AdoptersInCodes::SCHEMA, &Fields::new(), typed).expect("codes")
}

fn year() -> CollectionYear {
    CollectionYear::ending(2026).expect("a year")
}

async fn made(stage: &Stage, piotr: &Person) -> Gathered {
    gather(&stage.desk(piotr), Return::Ssda903, year(), |_| ()).await.expect("gathered")
}

/// The three cells of the one row of `AD1`.
fn ad1(gathered: &Gathered) -> [String; 3] {
    let rows: Vec<_> = gathered.tables.child("SF4711").expect("Alfie").rows("AD1").collect();
    let [row] = rows.as_slice() else { panic!("one row: {}", rows.len()) };
    ["NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"].map(|column| row.cell(column).to_owned())
}

struct Scene {
    stage: Stage,
    leah: Person,
    priya: Person,
    piotr: Person,
    child: Filed,
    walled: Filed,
}

impl Scene {
    async fn open(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
        let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let piotr = stage.person(Role::DataAnalyst, None).await;
        let child = alfie().held_by(&priya).file(&stage).await;
        let walled = samuel().held_by(&leah).file(&stage).await;
        Some(Self { stage, leah, priya, piotr, child, walled })
    }

    async fn hands_over(&self) {
        let desk = self.stage.desk(&self.leah);
        hand_over(&desk, self.child.file, &codes("2", "MF", "L11"), "").await.expect("handed over");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_return_of_an_adopted_child_has_the_adopters_once_they_are_handed_over(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    let before = made(&scene.stage, &scene.piotr).await;
    assert_eq!(ad1(&before), ["", "", ""]);
    let found =
        before.checked().findings.into_iter().find(|found| found.rule == "601").expect("the return is not whole");
    assert!(found.fix.contains("ask the adoption service"), "{}", found.fix);
    let desk = scene.stage.desk(&scene.leah);
    let waiting = adoptions(&desk).await.expect("the list");
    let names: Vec<_> = waiting.waiting.iter().map(|child| child.name.as_str()).collect();
    assert_eq!((names, waiting.handed_over.len(), waiting.closed), (vec!["Alfie Lewin"], 0, 0));

    scene.hands_over().await;
    let after = made(&scene.stage, &scene.piotr).await;
    assert_eq!(ad1(&after), ["2", "MF", "L11"]);
    let of_adoption = |rule: &str| ["151", "601", "175", "176", "177", "511", "520"].contains(&rule);
    let left: Vec<_> = after.checked().findings.into_iter().filter(|found| of_adoption(found.rule)).collect();
    assert!(left.is_empty(), "{left:?}");
    let list = adoptions(&desk).await.expect("the list");
    assert_eq!((list.waiting.len(), list.handed_over.len()), (0, 1));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_what_is_to_be_put_right_says_that_the_adoption_service_is_waited_for(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    let analyst = scene.stage.desk(&scene.piotr);
    let says = || async {
        let found = standing(&analyst, Return::Ssda903).await.expect("the list");
        let child = found.faulty.into_iter().find(|child| child.number.as_deref() == Some("SF4711"));
        child.is_some_and(|child| child.faults.iter().any(|fault| fault.rule == "601"))
    };
    assert!(says().await, "missing adopters are found in the save, as everything is");
    let opened = || async { scene.stage.desk(&scene.priya).open(scene.child.file, None, None).await.expect("opened") };
    let of_worker = quality::of(&opened().await).expect("he counts");
    assert!(of_worker.findings.iter().all(|finding| finding.at != Place::AdoptionService), "closed to her");
    assert!(of_worker.closed.iter().any(|what| what.contains("the adoption service hands it over")));
    scene.hands_over().await;
    assert!(!says().await);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_analyst_or_case_worker_see_names_the_adopters_or_leads_behind_the_wall(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    scene.hands_over().await;
    let secret: Vec<String> = CANARIES
        .iter()
        .map(ToString::to_string)
        .chain([scene.walled.file.to_string(), scene.walled.person.to_string()])
        .chain(scene.walled.records.iter().map(ToString::to_string))
        .collect();
    let clean = |what: &str, text: &str| {
        for word in &secret {
            assert!(!text.contains(word.as_str()), "{what} holds {word}");
        }
    };
    let gathered = made(&scene.stage, &scene.piotr).await;
    let (mut xml, mut csv) = (Vec::new(), Vec::new());
    gathered.write_xml(&mut xml).expect("written");
    gathered.write_findings_csv(&mut csv).expect("written");
    clean("the return", &String::from_utf8_lossy(&xml));
    clean("its findings", &String::from_utf8_lossy(&csv));
    let analyst = scene.stage.desk(&scene.piotr);
    let lists = annex_a::gather(&analyst, analyst.today(), None, |_| ()).await.expect("gathered").lists;
    clean("the lists of an inspection", &format!("{lists:?}"));

    // Whoever holds the case sees that there is something and not what it is.
    let view = scene.stage.desk(&scene.priya).open(scene.child.file, None, None).await.expect("opened");
    assert!(view.closed_with_records().any(|category| category == Category::Adopters));
    assert!(view.all::<AdoptersInCodes>().is_empty());
    assert!(view.records().all(|held| held.schema.kind != AdoptersInCodes::SCHEMA.kind));
    for held in view.records() {
        for (_, value) in held.current().fields.iter() {
            clean(held.schema.kind, &value.to_string());
        }
    }
    // What is stored of the act names one file, and its words nobody.
    let entries = scene.stage.audit(&EntryQuery::File(scene.child.file)).await;
    assert!(entries.iter().any(|entry| entry.action == "adopters.hand_over"));
    for entry in &entries {
        assert_eq!(entry.file, Some(scene.child.file));
        if let Some(detail) = scene.stage.detail(entry.id).await {
            clean(&entry.action, &detail);
        }
    }
    let behind = scene.stage.audit(&EntryQuery::File(scene.walled.file)).await;
    let by_people = behind.iter().filter(|entry| matches!(&entry.actor, Actor::Person { .. })).count();
    assert_eq!(by_people, 0, "the file behind the wall took no part in it");
    let stored = scene.stage.instance.store.load(scene.child.file, None).await.expect("the file");
    for version in &stored.versions {
        clean("what is stored", &String::from_utf8_lossy(&version.body));
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_adoption_service_hands_codes_over_or_sees_the_list(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    for role in Role::ALL.iter().filter(|role| **role != Role::AdoptionWorker) {
        let somebody = scene.stage.person(*role, None).await;
        let desk = scene.stage.desk(&somebody);
        let refused = hand_over(&desk, scene.child.file, &codes("1", "F1", "L0"), "").await;
        assert!(matches!(refused, Err(Failure::Refused(_))), "{role}");
        assert!(matches!(adoptions(&desk).await, Err(Failure::Refused(_))), "{role}");
        assert!(matches!(adoption(&desk, scene.child.file).await, Err(Failure::Refused(_))), "{role}");
        let tried = scene.stage.audit(&EntryQuery::Account(somebody.account)).await;
        assert!(tried.iter().filter(|entry| entry.outcome == Outcome::Denied).count() >= 3, "{role}");
    }
    assert_eq!(ad1(&made(&scene.stage, &scene.piotr).await), ["", "", ""]);
    let desk = scene.stage.desk(&scene.leah);
    let behind = hand_over(&desk, scene.walled.file, &codes("1", "F1", "L0"), "").await;
    assert!(matches!(behind, Err(Failure::Refused(_))), "nothing is handed over behind the wall");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn codes_that_do_not_fit_each_other_are_refused_and_a_correction_says_why(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    let desk = scene.stage.desk(&scene.leah);
    for (wrong, field) in [
        (codes("2", "F1", "L0"), "sex"),
        (codes("1", "MF", "L11"), "sex"),
        (codes("2", "MM", "L11"), "legal_status"),
        (codes("2", "MF", ""), "legal_status"),
    ] {
        let refused = hand_over(&desk, scene.child.file, &wrong, "").await;
        let Err(Failure::Problems(problems)) = refused else { panic!("{field} is refused") };
        assert!(problems.iter().any(|problem| problem.field == Some(field)), "{problems}");
    }
    scene.hands_over().await;
    scene.hands_over().await;
    let again = hand_over(&desk, scene.child.file, &codes("1", "F1", "L0"), " ").await;
    assert!(
        matches!(again, Err(Failure::Problems(problems)) if problems.iter().any(|one| one.field == Some("because")))
    );
    let saved = hand_over(&desk, scene.child.file, &codes("1", "F1", "L0"), "the order names her alone").await;
    assert_eq!(saved.expect("corrected").version, 2, "the same codes twice wrote nothing");
    assert_eq!(ad1(&made(&scene.stage, &scene.piotr).await), ["1", "F1", "L0"]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_the_adoptions_of_this_year_and_the_last_and_counts_what_is_closed(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let name = |forename: &str, number: &str| Paper::numbered(forename, "Reeve", "2022-03-02", number);
    let this = adopted(name("Wren", "SF1"), "2026-01-20").file(&stage).await;
    let last = adopted(name("Ada", "SF2"), "2025-03-31").file(&stage).await;
    adopted(name("Bryn", "SF3"), "2024-03-31").file(&stage).await;
    let home = [("started", "2025-01-08"), ("category_of_need", "N1"), ("ended", "2026-01-20"), ("end_reason", "E4A")];
    let went_home = name("Ivy", "SF4").with("period_of_care", &home).file(&stage).await;
    adopted(name("Noor", "SF5"), "2026-01-20").restricted_to(&[]).file(&stage).await;
    adopted(name("Wilf", "SF6"), "2026-01-20").walled().file(&stage).await;
    let desk = stage.desk(&leah);
    let list = adoptions(&desk).await.expect("the list");
    let waiting: Vec<_> = list.waiting.iter().map(|child| (child.file, child.year.number())).collect();
    assert_eq!(waiting, [(last.file, 2025), (this.file, 2026)]);
    assert_eq!(list.closed, 1, "the restricted one is said to be there; the one behind the wall is not");
    let none = hand_over(&desk, went_home.file, &codes("1", "F1", "L0"), "").await;
    assert!(matches!(none, Err(Failure::Wrong(why)) if why.contains("no adoption")));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_dataset_tells_the_codes_and_the_lists_of_an_inspection_the_childs_path(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    scene.hands_over().await;
    let analyst = scene.stage.desk(&scene.piotr);
    let lists = annex_a::gather(&analyst, analyst.today(), None, |_| ()).await.expect("gathered").lists;
    assert_eq!((lists.lists[9].rows.len(), lists.lists[9].left_out), (1, None));
    assert!(lists.lists[10].left_out.is_some_and(|why| why.contains("ask the adoption service")));
    let folder = tempfile::tempdir().expect("a folder");
    let open = |table: &'static hearth_returns::TableSpec| std::fs::File::create(folder.path().join(table.name));
    dataset::write(&analyst, analyst.today(), None, open, |_| ()).await.expect("written");
    let permanence = std::fs::read_to_string(folder.path().join("ssd_permanence")).expect("the table");
    let mut lines = permanence.lines();
    let names: Vec<&str> = lines.next().expect("a heading").split(',').collect();
    let row: Vec<&str> = lines.next().expect("a row").split(',').collect();
    let cell = |name: &str| row[names.iter().position(|column| *column == name).expect("a column")];
    let told = ["perm_number_of_adopters", "perm_adopter_sex", "perm_adopter_legal_status"].map(cell);
    assert_eq!(told, ["2", "MF", "L11"]);
}
