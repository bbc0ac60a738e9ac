//! The family of a person: what other files add to it, and what they must not.

use hearth_access::Role;
use hearth_casework::{
    Failure,
    people::{Family, Reach, network},
};
use hearth_practice::family::{Bond, SELF};
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::EntryQuery;
use rstest::rstest;

fn tie(paper: Paper, bond: &str, other: &Filed, more: &[(&str, &str)]) -> Paper {
    let id = other.person.to_string();
    let values: Vec<(&str, &str)> =
        [("relationship_type", bond), ("other", id.as_str())].into_iter().chain(more.iter().copied()).collect();
    paper.with("relationship", &values)
}

async fn seen(stage: &Stage, who: &Person, child: &Filed, reach: Reach) -> Family {
    let desk = stage.desk(who);
    let view = desk.open(child.file, None, None).await.expect("opened");
    network(&desk, &view, reach).await.expect("a family")
}

fn names(family: &Family) -> Vec<String> {
    let mut names: Vec<String> = family
        .network
        .people
        .iter()
        .map(|there| there.name.clone().unwrap_or_else(|| "not shown".to_owned()))
        .collect();
    names.sort();
    names
}

fn file_of(family: &Family, name: &str) -> Option<hearth_record::ids::FileId> {
    let at =
        family.network.people.iter().position(|there| there.name.as_deref() == Some(name)).expect("in the network");
    family.members[at].file
}

fn kayla() -> Paper {
    Paper::child("Kayla", "Okell", "2019-06-04")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_family_that_the_reader_may_open_make_one_network(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gran = Paper::child("Maureen", "Okell", "1970-01-01").of_type(FileType::Adult).file(&stage).await;
    let dana = tie(Paper::child("Dana", "Okell", "1997-05-03"), "MOTHER", &gran, &[]);
    let dana = dana.of_type(FileType::Adult).held_by(&priya).file(&stage).await;
    let child = tie(kayla(), "MOTHER", &dana, &[]).held_by(&priya).file(&stage).await;
    let theo = tie(Paper::child("Theo", "Thirlby", "2023-03-01"), "HALF_SIBLING", &child, &[]);
    let theo = theo.with("relationship", &[("relationship_type", "FATHER"), ("other_name", "Ryan Thirlby")]);
    let theo = theo.held_by(&priya).file(&stage).await;
    let family = seen(&stage, &priya, &child, Reach::Family).await;
    assert_eq!(names(&family), ["Dana Okell", "Kayla Okell", "Maureen Okell", "Ryan Thirlby", "Theo Thirlby"]);
    let brother = family.network.lines().into_iter().find(|line| line.turned).map(|line| (line.bond, line.who));
    let theo_at = family.network.place_of(theo.person);
    assert_eq!(
        brother,
        theo_at.map(|at| (Bond::HalfSibling, at)),
        "Kayla's own file does not name Theo; his names her"
    );
    assert_eq!(file_of(&family, "Theo Thirlby"), Some(theo.file));
    assert_eq!(family.network.people[SELF].generation, Some(0));
    for filed in [&dana, &theo] {
        let entries = stage.audit(&EntryQuery::File(filed.file)).await;
        assert_eq!(entries.iter().filter(|entry| entry.action == "family.read").count(), 1, "each read is noted");
    }
    let alone = seen(&stage, &priya, &child, Reach::OwnFile).await;
    assert_eq!(names(&alone), ["Dana Okell", "Kayla Okell"], "in brief a file says what it says itself");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_brothers_file_adds_nothing_but_the_name_that_a_search_shows(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let named = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let theo = Paper::child("Theo", "Thirlby", "2023-03-01")
        .with("relationship", &[("relationship_type", "FATHER"), ("other_name", "Ryan Thirlby")])
        .with("address", &[("address_type", "HOME"), ("house", "9"), ("postcode", "L20 3NJ")])
        .restricted_to(&[named.worker])
        .held_by(&priya)
        .file(&stage)
        .await;
    let child = tie(kayla(), "HALF_SIBLING", &theo, &[]).held_by(&priya).file(&stage).await;
    let family = seen(&stage, &priya, &child, Reach::Family).await;
    assert_eq!(names(&family), ["Kayla Okell", "Theo Thirlby"], "his father is told in his file alone");
    assert_eq!(file_of(&family, "Theo Thirlby"), None);
    let entries = stage.audit(&EntryQuery::File(theo.file)).await;
    assert!(entries.iter().all(|entry| entry.action != "family.read"), "what was not read is not noted as read");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_leads_from_a_family_across_the_adoption_wall(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let jaden = Paper::child("Jaden", "Lewin", "2011-02-09");
    let samuel = Paper::child("Samuel", "Ashworth", "2020-02-02");
    let samuel =
        samuel.with("relationship", &[("relationship_type", "ADOPTIVE_PARENT"), ("other_name", "June Ashworth")]);
    let samuel = samuel.walled().held_by(&leah).held_by(&priya).file(&stage).await;
    let by_name = tie(jaden, "SIBLING", &samuel, &[("other_name", "Alfie Lewin")]);
    let unnamed = tie(Paper::child("Poppy", "Lewin", "2018-02-09"), "SIBLING", &samuel, &[]);
    let by_name = by_name.held_by(&priya).held_by(&leah).file(&stage).await;
    let unnamed = unnamed.held_by(&priya).held_by(&leah).file(&stage).await;
    for who in [&priya, &leah] {
        let family = seen(&stage, who, &by_name, Reach::Family).await;
        assert_eq!(names(&family), ["Alfie Lewin", "Jaden Lewin"], "a brother by the name that this file gives");
        assert_eq!(file_of(&family, "Alfie Lewin"), None);
        assert!(family.members.iter().all(|member| member.flags.is_empty()));
        let family = seen(&stage, who, &unnamed, Reach::Family).await;
        assert_eq!(names(&family), ["Poppy Lewin", "not shown"]);
    }
    let entries = stage.audit(&EntryQuery::File(samuel.file)).await;
    assert!(entries.iter().all(|entry| entry.action != "family.read"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_brother_who_was_adopted_is_a_name_without_a_way_to_his_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let alfie = Paper::child("Alfie", "Lewin", "2020-02-02")
        .with("relationship", &[("relationship_type", "FATHER"), ("other_name", "Dean Lewin")])
        .with("permanence_case", &[("order_made", "2022-05-01"), ("order_type", "ADOPTION")])
        .held_by(&priya)
        .file(&stage)
        .await;
    let jaden =
        tie(Paper::child("Jaden", "Lewin", "2011-02-09"), "SIBLING", &alfie, &[]).held_by(&priya).file(&stage).await;
    let family = seen(&stage, &priya, &jaden, Reach::Family).await;
    assert_eq!(names(&family), ["Alfie Lewin", "Jaden Lewin"]);
    assert_eq!(file_of(&family, "Alfie Lewin"), None, "from the day of the order nothing leads to him");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_family_is_shown_as_it_was_known_then(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = kayla().held_by(&priya).file(&stage).await;
    let before = stage.now();
    stage.clock.wait(jiff::SignedDuration::from_hours(24));
    let dana =
        tie(Paper::child("Dana", "Okell", "1997-05-03"), "CHILD", &child, &[]).held_by(&priya).file(&stage).await;
    let desk = stage.desk(&priya);
    let then = desk.open(child.file, None, Some(before)).await.expect("opened");
    let family = network(&desk, &then, Reach::Family).await.expect("a family");
    assert_eq!(family.network.lines().len(), 0, "what Dana's file says was written a day later");
    let now = seen(&stage, &priya, &child, Reach::Family).await;
    assert_eq!(file_of(&now, "Dana Okell"), Some(dana.file));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_sisters_worker_opens_the_file_that_names_the_sister(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let kayla = kayla().held_by(&priya).file(&stage).await;
    let theo = tie(Paper::child("Theo", "Thirlby", "2023-03-01"), "HALF_SIBLING", &kayla, &[]);
    let theo = theo.held_by(&gareth).file(&stage).await;
    let view = stage.desk(&priya).open(theo.file, None, None).await.expect("she works with his sister");
    assert_eq!(view.purpose(), Some(hearth_access::Purpose::SiblingWork));
    assert!(view.may(hearth_access::Action::Record), "what happens in the family is added to both");
    let family = seen(&stage, &priya, &kayla, Reach::Family).await;
    assert_eq!(file_of(&family, "Theo Thirlby"), Some(theo.file));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_opens_a_file_by_writing_in_another_that_the_two_are_sisters(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let theo = Paper::child("Theo", "Thirlby", "2023-03-01").held_by(&gareth).file(&stage).await;
    let kayla = tie(kayla(), "SIBLING", &theo, &[]).held_by(&priya).file(&stage).await;
    assert!(stage.desk(&priya).open(theo.file, None, None).await.is_err());
    let family = seen(&stage, &priya, &kayla, Reach::Family).await;
    assert_eq!(file_of(&family, "Theo Thirlby"), None);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_sibling_who_was_adopted_is_not_opened_through_the_birth_family(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let jaden = Paper::child("Jaden", "Lewin", "2011-02-09").held_by(&priya).file(&stage).await;
    let alfie = || tie(Paper::child("Alfie", "Lewin", "2020-02-02"), "SIBLING", &jaden, &[]).held_by(&gareth);
    let placed = alfie().file(&stage).await;
    assert!(stage.desk(&priya).open(placed.file, None, None).await.is_ok(), "she works with his brother");
    let order = [("order_made", "2022-05-01"), ("order_type", "ADOPTION")];
    let adopted = alfie().with("permanence_case", &order).file(&stage).await;
    let refused = stage.desk(&priya).open(adopted.file, None, None).await;
    assert!(matches!(refused, Err(Failure::Refused(_))), "the wall holds from the day of the order");
}
