//! Queues, digests, the index, the vocabulary.

use hearth_record::{
    find::{Term, TermKind},
    ids::{TeamId, WorkerId},
};
use hearth_store::{FileFlags, NewWork, Revision, TermChange, WorkQuery};
use jiff::civil::date;
use rstest::rstest;

use crate::world::{Engine, World, minute, version};

fn term(kind: TermKind, text: &str) -> Term {
    Term { kind, text: text.to_owned() }
}

fn work(kind: &str, state: &str, due: Option<jiff::civil::Date>, worker: Option<u8>) -> NewWork {
    NewWork {
        kind: kind.to_owned(),
        state: state.to_owned(),
        due,
        team: Some(TeamId::from_bytes([1; 16])),
        worker: worker.map(|w| WorkerId::from_bytes([w; 16])),
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_queue_shows_what_is_due_first_and_what_has_no_date_last(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let mut files = Vec::new();
    for (n, due) in [(1, None), (2, Some(date(2027, 3, 9))), (3, Some(date(2026, 12, 24))), (4, Some(date(2027, 3, 1)))]
    {
        let (file, record, mut change) = world.new_file(minute(n), b"note");
        change.work.push((file, record, vec![work("contact", "waiting", due, Some(5))]));
        world.commit(change).await;
        files.push(file);
    }
    let queue = WorkQuery::Queue {
        authority: world.authority.clone(),
        kind: "contact".to_owned(),
        state: "waiting".to_owned(),
    };
    for query in [queue, WorkQuery::Worker(WorkerId::from_bytes([5; 16])), WorkQuery::Team(TeamId::from_bytes([1; 16]))]
    {
        let rows = world.store.work(&query, 10).await.expect("a queue");
        assert_eq!(
            rows.iter().map(|r| r.file).collect::<Vec<_>>(),
            [files[2], files[3], files[1], files[0]],
            "{query:?}"
        );
        assert_eq!(rows.iter().map(|r| r.due).collect::<Vec<_>>()[3], None);
        assert_eq!(world.store.work(&query, 2).await.expect("a queue").len(), 2);
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_work_of_a_record_is_replaced_by_its_next_version(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, record, mut change) = world.new_file(minute(1), b"note");
    change.work.push((
        file,
        record,
        vec![work("contact", "waiting", None, None), work("duty", "waiting", None, Some(5))],
    ));
    world.commit(change).await;
    let mut change = world.another(minute(2), file, Revision(1), version(file, record, 2, b"decided"));
    change.work.push((file, record, vec![work("contact", "decided", None, Some(6))]));
    world.commit(change).await;
    let rows = world.store.work_of(&[file]).await.expect("work");
    assert_eq!(rows.iter().map(|r| (r.kind.as_str(), r.state.as_str())).collect::<Vec<_>>(), [("contact", "decided")]);
    assert_eq!(world.store.work(&WorkQuery::Worker(WorkerId::from_bytes([5; 16])), 9).await.expect("work"), []);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_child_is_found_by_any_of_its_terms_and_no_longer_by_one_that_was_removed(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (surname, first, born) =
        (term(TermKind::Name, "aspinall"), term(TermKind::Name, "mia"), term(TermKind::Born, "2014-03-02"));
    let (one, record, mut change) = world.new_file(minute(1), b"one");
    change.terms.push((one, TermChange { add: vec![surname.clone(), first.clone(), born.clone()], remove: vec![] }));
    world.commit(change).await;
    let (two, _, mut change) = world.new_file(minute(2), b"two");
    change.terms.push((two, TermChange { add: vec![surname.clone()], remove: vec![] }));
    world.commit(change).await;
    let asked = [born.clone(), surname.clone(), term(TermKind::Name, "nobody")];
    let answer = world.store.candidates(&world.authority, &asked, false, 100).await.expect("candidates");
    let found: Vec<_> = answer.found.iter().map(|c| (c.file, c.terms.clone())).collect();
    assert_eq!(found, [(one, vec![0, 1]), (two, vec![1])]);
    assert_eq!(answer.capped, Vec::<usize>::new());
    let capped =
        world.store.candidates(&world.authority, std::slice::from_ref(&surname), false, 1).await.expect("candidates");
    assert_eq!((capped.found.len(), capped.capped), (1, vec![0]), "a term that was cut says so");

    let mut words = world.store.vocabulary(&world.authority, false).await.expect("words");
    words.sort();
    assert_eq!(words, ["aspinall", "mia"]);
    let mut change = world.another(minute(3), one, Revision(1), version(one, record, 2, b"renamed"));
    change.terms.push((
        one,
        TermChange { add: vec![term(TermKind::Name, "amelia")], remove: vec![surname.clone(), first.clone()] },
    ));
    world.commit(change).await;
    let answer = world.store.candidates(&world.authority, &[surname, first], false, 100).await.expect("candidates");
    assert_eq!(answer.found.iter().map(|c| c.file).collect::<Vec<_>>(), [two]);
    let mut words = world.store.vocabulary(&world.authority, false).await.expect("words");
    words.sort();
    assert_eq!(words, ["amelia", "aspinall"], "a word in use elsewhere stays");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_behind_the_wall_is_found_only_behind_the_wall(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let name = term(TermKind::Name, "thistle");
    let (file, _, mut change) = world.new_file(minute(1), b"adopted");
    change.new_files[0].flags = FileFlags { restricted: false, walled: true };
    change.terms.push((file, TermChange { add: vec![name.clone()], remove: vec![] }));
    world.commit(change).await;
    for (walled, found) in [(false, 0), (true, 1)] {
        let answer = world
            .store
            .candidates(&world.authority, std::slice::from_ref(&name), walled, 100)
            .await
            .expect("candidates");
        assert_eq!(answer.found.len(), found);
        assert_eq!(world.store.vocabulary(&world.authority, walled).await.expect("words").len(), found);
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_digest_of_an_authority_is_opened_once(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let knowsley = hearth_record::ids::AuthorityId::new("knowsley").expect("an authority");
    world.store.add_authority(&knowsley).await.expect("added");
    let mut made = std::collections::BTreeSet::new();
    for n in 0..30 {
        let (file, _, mut change) = world.new_file(minute(n), b"note");
        if n % 3 == 0 {
            change.authority = knowsley.clone();
            change.entries[0].authority = knowsley.clone();
        } else {
            made.insert(file);
        }
        world.commit(change).await;
    }
    let mut seen = Vec::new();
    let count = world.store.each_digest(&world.authority, |row, digest| {
        assert_eq!(digest, b"digest 1");
        seen.push(row.file);
    });
    assert_eq!(count.await, Ok(20));
    assert_eq!(seen.into_iter().collect::<std::collections::BTreeSet<_>>(), made);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn lists_of_any_length_are_answered(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let mut files = Vec::new();
    for n in 0..5 {
        let (file, _, change) = world.new_file(minute(n), b"note");
        world.commit(change).await;
        files.push(file);
    }
    for length in [0, 1, 2, 3, 4, 5] {
        assert_eq!(world.store.files(&files[..length]).await.expect("files").len(), length);
    }
    let many: Vec<_> = (0..9000).map(|_| world.file_id()).chain(files.clone()).collect();
    assert_eq!(world.store.files(&many).await.expect("files").len(), 5);
    let person = world.store.files(&files[..1]).await.expect("files")[0].person;
    assert_eq!(world.store.files_of(person).await.expect("files").len(), 1);
}
