//! `ledger verify` and `ledger prove`: what was altered is found, what was not is proved.

use std::collections::BTreeSet;

use hearth_store::{
    EntryQuery, Revision,
    checkpoint::VerifierKey,
    prove::{Proof, Unproved},
    tree::proof::ProofError,
    verify::{LedgerReport, Verify, Wrong},
};
use rstest::rstest;

use crate::{
    planted::{Planted, disposition},
    world::{Engine, World, minute, version},
};

async fn verified(world: &World, checkpoints: &[String]) -> LedgerReport {
    let all = Verify { bodies: true, documents: true, checkpoints: checkpoints.to_vec() };
    world.store.verify(&all, |_| {}).await.expect("verified")
}

/// Two planted files, a third one destroyed, and a checkpoint.
async fn history(world: &World) -> (Vec<Planted>, String) {
    let mut planted = Vec::new();
    for n in 1..=3 {
        planted.push(world.plant(minute(n)).await);
    }
    let gone = planted.pop().expect("a third");
    world
        .store
        .destroy(gone.file, Revision(2), &disposition([9; 16], minute(4)), &gone.terms)
        .await
        .expect("destroyed");
    world.store.note(vec![world.entry(minute(5), "file.open", Some(planted[0].file))]).await.expect("noted");
    let note = world.store.checkpoint(minute(6)).await.expect("a checkpoint");
    (planted, note)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_instance_that_nobody_touched_verifies_whole(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let empty = verified(&world, &[]).await;
    assert!(empty.is_sound() && empty.entries == 0, "{empty:?}");
    let (_, note) = history(&world).await;
    let report = verified(&world, &[note]).await;
    assert!(report.is_sound(), "{:?}", report.findings);
    let counted =
        (report.entries, report.files, report.destroyed, report.versions, report.documents, report.checkpoints);
    assert_eq!(counted, (8, 3, 1, 4, 2, 2));
}

/// What an owner of the database may try, and what it is found as.
fn attempts(world: &World, planted: &[Planted]) -> Vec<(Vec<String>, Wrong)> {
    let (first, second) = (world.literal(planted[0].file.as_bytes()), world.literal(planted[1].file.as_bytes()));
    let worker = |n: u8| world.literal([n; 16]);
    let (one, two) = (worker(1), worker(2));
    let one_more = match world.engine {
        Engine::Sqlite => "CAST(sealed || X'00' AS BLOB)",
        Engine::Postgres => "sealed || '\\x00'::bytea",
    };
    let forged = format!(
        "INSERT INTO disposition (id, file, first_approver, second_approver, executed_at, certificate) VALUES ({first}, {first}, {one}, {two}, 1, '{{}}')"
    );
    let copied = "id, at, authority, account, worker, role, job, purpose, action, file, record, outcome, versions, detail, count";
    let planted_entry = copied.replacen("id", &one, 1);
    let planted_version = format!(
        "INSERT INTO version (file, record, version, kind, recorded_at, entry, sealed) \
         SELECT file, record, 9, kind, recorded_at, {one}, sealed FROM version WHERE file = {first} AND version = 1"
    );
    let of = |sql: &str, wrong| (vec![sql.to_owned()], wrong);
    vec![
        of("UPDATE audit_entry SET purpose = 'duty' WHERE action = 'file.open'", Wrong::EntryChanged),
        of("UPDATE audit_entry SET count = 0 WHERE count = 1", Wrong::EntryChanged),
        of("DELETE FROM audit_entry WHERE action = 'file.open'", Wrong::EntryMissing),
        of(
            &format!(
                "INSERT INTO audit_entry ({copied}) SELECT {planted_entry} FROM audit_entry WHERE action = 'file.open'"
            ),
            Wrong::EntryPlanted,
        ),
        of("DELETE FROM audit_leaf WHERE leaf = 3", Wrong::LeafMissing),
        of("UPDATE tree_head SET size = size - 1", Wrong::HeadDiffers),
        of("UPDATE checkpoint SET note = 'hearth'", Wrong::CheckpointForged),
        of("DELETE FROM audit_detail", Wrong::DetailMissing),
        of(&format!("UPDATE audit_detail SET sealed = {one_more}"), Wrong::DetailChanged),
        of(&format!("UPDATE version SET sealed = {one_more} WHERE file = {first}"), Wrong::VersionsChanged),
        of(&format!("UPDATE version SET kind = 'visit' WHERE file = {second}"), Wrong::VersionsChanged),
        of("UPDATE version SET recorded_at = recorded_at + 1", Wrong::VersionsChanged),
        of(&format!("DELETE FROM version WHERE file = {first} AND version = 2"), Wrong::VersionsChanged),
        of(&planted_version, Wrong::VersionPlanted),
        of(
            &format!("UPDATE file SET digest = (SELECT digest FROM file WHERE id = {second}) WHERE id = {first}"),
            Wrong::Unreadable,
        ),
        of(&format!("DELETE FROM file WHERE id = {second}"), Wrong::FileMissing),
        (
            vec![
                forged,
                format!("DELETE FROM version WHERE file = {first}"),
                format!("UPDATE file SET destroyed_at = 1, digest = NULL WHERE id = {first}"),
            ],
            Wrong::Uncertified,
        ),
        of("UPDATE disposition SET certificate = '{}'", Wrong::Uncertified),
        of("UPDATE blob SET length = length + 1", Wrong::DocumentChanged),
    ]
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_owner_of_the_database_alters_is_found(#[case] engine: Engine) {
    let mut n = 0;
    loop {
        let Some(world) = World::new(engine).await else { return };
        let (planted, _) = history(&world).await;
        // Whatever still waits for its leaf would be given it in the middle of the attempt, and write the head anew.
        world.store.sequence().await.expect("in the tree");
        world.without_guards().await;
        let Some((statements, wrong)) = attempts(&world, &planted).into_iter().nth(n) else { break };
        for sql in &statements {
            let touched = world.as_administrator(sql).await.expect(sql);
            assert!(touched > 0, "nothing was altered by {sql}");
        }
        let found: BTreeSet<Wrong> = verified(&world, &[]).await.findings.into_iter().map(|f| f.wrong).collect();
        assert!(found.contains(&wrong), "{statements:?} was found as {found:?}, not as {wrong:?}");
        n += 1;
    }
    assert!(n > 15);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_gone_and_a_file_on_the_list_that_lives_are_found(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (planted, _) = history(&world).await;
    let (first, second) = (world.literal(planted[0].file.as_bytes()), world.literal(planted[1].file.as_bytes()));
    world.without_guards().await;
    world.in_key_database(&format!("DELETE FROM file_key WHERE file = {first}")).await.expect("deleted");
    let list = format!(
        "INSERT INTO destroyed SELECT {second}, disposition, first_approver, second_approver, executed_at, certificate FROM destroyed"
    );
    world.in_key_database(&list).await.expect("listed");
    let found: Vec<String> = verified(&world, &[]).await.findings.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.iter().any(|f| f.starts_with(&format!("file {}: the key of the file is gone", planted[0].file))),
        "{found:?}"
    );
    assert!(
        found.iter().any(|f| f.starts_with(&format!("file {}: the file was destroyed", planted[1].file))),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_put_back_to_an_earlier_day_is_found_by_a_checkpoint_kept_outside() {
    let mut world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let planted = world.plant(minute(1)).await;
    world.store.close().await.expect("closed");
    let (live, copy) = (world.data_folder().join("data.db"), world.folder.path().join("earlier.db"));
    std::fs::copy(&live, &copy).expect("copied");
    world.open_again().await;
    let change = world.another(
        minute(2),
        planted.file,
        Revision(2),
        version(planted.file, planted.record, 3, b"what should be forgotten"),
    );
    world.commit(change).await;
    let outside = world.store.checkpoint(minute(3)).await.expect("a checkpoint");
    world.store.close().await.expect("closed");
    for name in ["data.db", "data.db-wal", "data.db-shm"] {
        let _ = std::fs::remove_file(world.data_folder().join(name));
    }
    std::fs::copy(&copy, &live).expect("put back");
    world.open_again().await;
    // Another history of the same length.
    let change = world.another(
        minute(4),
        planted.file,
        Revision(2),
        version(planted.file, planted.record, 3, b"another history"),
    );
    world.commit(change).await;
    let within = verified(&world, &[]).await;
    assert!(within.is_sound(), "within itself the other history is whole: {:?}", within.findings);
    let found: Vec<Wrong> = verified(&world, &[outside]).await.findings.into_iter().map(|f| f.wrong).collect();
    assert_eq!(found, [Wrong::HistoryRewritten]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_entry_is_proved_to_whoever_holds_the_public_key(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let mut earlier = Vec::new();
    for n in 0..6 {
        let entries = (0..100).map(|i| world.entry(minute(n * 100 + i), "file.open", None)).collect();
        world.store.note(entries).await.expect("noted");
        earlier.push(world.store.checkpoint(minute(n * 100 + 99)).await.expect("a checkpoint"));
    }
    let key = VerifierKey::parse(&world.store.verifier().to_string()).expect("a key");
    let range = EntryQuery::Range { authority: world.authority.clone(), from: minute(0), until: minute(600) };
    let all = world.store.entries(&range, None, 600).await.expect("entries");
    assert_eq!(all.len(), 600);
    for entry in all.iter().step_by(37) {
        let text = world.store.prove(entry.id, minute(700)).await.expect("a proof").text();
        let proof = Proof::parse(&text).expect("a proof");
        assert_eq!(proof.check(&key).expect("it holds").size, 600);
        assert_eq!(proof.entry.at, entry.at);
        let mut forged = proof.clone();
        forged.entry.outcome = "denied".to_owned();
        assert_eq!(forged.check(&key), Err(Unproved::Proof(ProofError::DoesNotHold)));
        let mut moved = proof;
        moved.leaf ^= 1;
        assert!(moved.check(&key).is_err());
    }
    for (n, later) in earlier.iter().enumerate() {
        for before in &earlier[..=n] {
            let between = world.store.prove_consistent(before, later).await.expect("a proof");
            let (a, b) = between.check(&key).expect("it holds");
            assert!(a.size <= b.size);
        }
    }
    assert!(world.store.prove_consistent(&earlier[1], &earlier[0]).await.is_err());
    let young = world.entry(minute(701), "file.open", None);
    let id = young.id;
    world.store.note(vec![young]).await.expect("noted");
    let proof = world.store.prove(id, minute(702)).await.expect("a proof of an entry younger than every checkpoint");
    assert_eq!(proof.check(&key).expect("it holds").size, 601);
    let nothing = world.file_id().as_bytes();
    assert!(world.store.prove(hearth_record::ids::EntryId::from_bytes(nothing), minute(703)).await.is_err());
}
