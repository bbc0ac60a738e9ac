//! Two people that are one: a record in both files, and nothing moves.

use hearth_record::{
    find::{Term, TermKind},
    ids::{FileId, PersonId, RecordId},
};
use hearth_store::{Change, Revision, TermChange, verify::Verify};
use rstest::rstest;

use crate::world::{Engine, World, bodies, minute, version};

fn refers(to: PersonId) -> Term {
    Term { kind: TermKind::Refers, text: to.to_string() }
}

/// Writes the same act into both files in one change: both or none.
fn in_both(
    world: &World,
    n: i64,
    sides: [(FileId, Revision, RecordId, PersonId); 2],
    number: u32,
    body: &str,
) -> Change {
    let mut change = Change::new(world.authority.clone(), minute(n));
    for (file, revision, record, other) in sides {
        change.reads.push((file, revision));
        change.versions.push(version(file, record, number, body.as_bytes()));
        let term = vec![refers(other)];
        let terms = if number == 1 {
            TermChange { add: term, remove: Vec::new() }
        } else {
            TermChange { add: Vec::new(), remove: term }
        };
        change.terms.push((file, terms));
        change.entries.push(world.entry(minute(n), "person.join", Some(file)));
    }
    change
}

async fn who_names(world: &World, person: PersonId) -> Vec<FileId> {
    let found = world.store.candidates(&world.authority, &[refers(person)], false, 100).await.expect("found");
    found.found.iter().map(|c| c.file).collect()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_people_are_joined_in_both_files_and_parted_again_as_they_were(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (one, _, first) = world.new_file(minute(1), b"Lacey, seen at nursery");
    let (two, _, second) = world.new_file(minute(2), b"Lacie, seen at clinic");
    let (a, b) = (first.new_files[0].person, second.new_files[0].person);
    world.commit(first).await;
    world.commit(second).await;
    let (in_one, in_two) = (world.record_id(), world.record_id());
    let join = in_both(&world, 3, [(one, Revision(1), in_one, b), (two, Revision(1), in_two, a)], 1, "the same person");
    world.commit(join).await;
    // From either person the other's file is found, and each file holds what it held.
    assert_eq!((who_names(&world, a).await, who_names(&world, b).await), (vec![two], vec![one]));
    assert_eq!(world.store.files_of(a).await.expect("files").len(), 1);
    assert_eq!(world.load(one).await.row.person, a);

    let part = in_both(&world, 4, [(one, Revision(2), in_one, b), (two, Revision(2), in_two, a)], 2, "withdrawn");
    world.commit(part).await;
    assert_eq!((who_names(&world, a).await, who_names(&world, b).await), (vec![], vec![]));
    let before = bodies(&world.store.load(one, Some(minute(2))).await.expect("as known before"));
    assert_eq!(before, ["Lacey, seen at nursery"]);
    let mut now = bodies(&world.load(one).await);
    now.retain(|body| !["the same person", "withdrawn"].contains(&body.as_str()));
    assert_eq!(now, before);
    let report = world.store.verify(&Verify::default(), |_| {}).await.expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_join_of_which_one_file_has_moved_is_in_neither(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (one, _, first) = world.new_file(minute(1), b"Lacey");
    let (two, record, second) = world.new_file(minute(2), b"Lacie");
    let (a, b) = (first.new_files[0].person, second.new_files[0].person);
    world.commit(first).await;
    world.commit(second).await;
    world.commit(world.another(minute(3), two, Revision(1), version(two, record, 2, b"Lacie, moved"))).await;
    let sides = [(one, Revision(1), world.record_id(), b), (two, Revision(1), world.record_id(), a)];
    let refused = world.store.commit(in_both(&world, 4, sides, 1, "the same person")).await;
    assert_eq!(refused, Err(crate::world::moved(two)));
    assert_eq!(bodies(&world.load(one).await), ["Lacey"]);
    assert_eq!(who_names(&world, a).await, Vec::<FileId>::new());
}
