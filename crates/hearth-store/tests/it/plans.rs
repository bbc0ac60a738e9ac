//! Every statement goes by an index, whatever the size of the tables.

use std::collections::BTreeSet;

use hearth_record::{
    find::{Term, TermKind},
    ids::{TeamId, WorkerId},
};
use hearth_store::{DraftKey, EntryQuery, NewWork, Session, TermChange, WorkQuery};

use crate::world::{Engine, World, minute, sefton, version, worker};

/// Tables that are walked whole on purpose: they hold a few rows, or the statement is a daily job.
const SMALL: [&str; 6] = ["account", "failure", "held_key", "migration", "session", "sqlite_master"];

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_walks_a_table_that_grows_with_the_children() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    use_everything(&world).await;
    let plans = world.store.plans().await.expect("plans");
    let seen: BTreeSet<_> = plans.iter().map(|(sql, _)| sql.as_str()).collect();
    assert!(seen.len() > 35, "only {} statements were asked", seen.len());
    for (sql, plan) in &plans {
        for line in plan.split("; ").filter(|line| line.starts_with("SCAN ")) {
            let table = line.split(' ').nth(1).unwrap_or_default();
            assert!(SMALL.contains(&table), "{line}: {sql}");
        }
        assert!(
            !plan.contains("TEMP B-TREE FOR ORDER BY") || sorts_little(sql),
            "sorts what an index could give: {sql}\n{plan}"
        );
    }
}

/// Statements whose answer is one person's handful of rows.
fn sorts_little(sql: &str) -> bool {
    [
        "FROM draft",
        "FROM session",
        "FROM file f WHERE f.person",
        "FROM work WHERE file IN",
        "FROM audit_entry e WHERE e.file IN",
    ]
    .iter()
    .any(|few| sql.contains(few))
}

async fn use_everything(world: &World) {
    let store = &world.store;
    let term = Term { kind: TermKind::Name, text: "aspinall".to_owned() };
    let (file, record, mut change) = world.new_file(minute(1), b"note");
    change.versions[0].import_key = Some("1".to_owned());
    change.child_numbers.push((file, Some("SEF1".to_owned())));
    change.terms.push((file, TermChange { add: vec![term.clone()], remove: vec![] }));
    let (worker_id, a_team) = (WorkerId::from_bytes([1; 16]), TeamId::from_bytes([1; 16]));
    let row = NewWork {
        kind: "visit".to_owned(),
        state: "due".to_owned(),
        due: None,
        team: Some(a_team),
        worker: Some(worker_id),
    };
    change.work.push((file, record, vec![row]));
    let revision = world.commit(change).await[0].1;
    let mut change = world.another(minute(2), file, revision, version(file, record, 2, b"again"));
    change.terms.push((file, TermChange { add: vec![], remove: vec![term.clone()] }));
    let draft = DraftKey { account: worker(), form: "contact".to_owned(), file: None };
    change.drafts_done.push(draft.clone());
    world.commit(change).await;
    store.draft_put(&draft, b"x", minute(3)).await.expect("saved");
    store.draft(&draft).await.expect("read");
    store.drafts_of(worker()).await.expect("read");
    store.let_go_of_old_drafts(minute(4)).await.expect("done");
    store.load(file, Some(minute(2))).await.expect("loaded");
    let person = store.files(&[file]).await.expect("read")[0].person;
    store.files_of(person).await.expect("read");
    store.digests(&[file]).await.expect("read");
    store.each_digest(&sefton(), |_, _| ()).await.expect("read");
    store.file_of_child_number(&sefton(), "SEF1").await.expect("read");
    store.imported(&sefton(), "case_note", &["1".to_owned()]).await.expect("read");
    store.candidates(&sefton(), &[term], false, 10).await.expect("read");
    store.vocabulary(&sefton(), false).await.expect("read");
    let queue = WorkQuery::Queue { authority: sefton(), kind: "visit".to_owned(), state: "due".to_owned() };
    for query in [WorkQuery::Worker(worker_id), WorkQuery::Team(a_team), queue] {
        store.work(&query, 10).await.expect("read");
    }
    store.work_of(&[file]).await.expect("read");
    store.records_behind(&[file], ["visit", "task"]).await.expect("read");
    store.load_kinds(&[file], ["person"; 6], Some(minute(2))).await.expect("loaded");
    store.written_by_others(&[file], minute(0), worker(), 10).await.expect("read");
    let taken = ["file.print", "a", "b", "c", "d", "e", "f"];
    store.touched(&sefton(), (minute(0), minute(9)), "file.open", taken).await.expect("read");
    let range = EntryQuery::Range { authority: sefton(), from: minute(0), until: minute(9) };
    for query in [EntryQuery::File(file), EntryQuery::Account(worker()), range] {
        let entries = store.entries(&query, None, 10).await.expect("read");
        store.entry_detail(entries[0].id).await.expect("read");
    }
    let session = Session {
        account: worker(),
        started_at: minute(1),
        seen_at: minute(1),
        ends_at: minute(2),
        body: zeroize::Zeroizing::new(vec![]),
    };
    let audit = [world.entry(minute(5), "session.begin", None)];
    store.put_session(&[1; 32], &session, 2, &audit).await.expect("written");
    store.session(&[1; 32]).await.expect("read");
    store.keep_session(&[1; 32], &session).await.expect("written");
    store.see_session(&[1; 32], minute(2)).await.expect("written");
    store.sessions_of(worker()).await.expect("read");
    store.account_by_login("nobody").await.expect("read");
    store.account(worker()).await.expect("read");
    store.accounts(&sefton()).await.expect("read");
    store.add_failure("nobody", minute(1)).await.expect("written");
    store.forget_failures("nobody").await.expect("written");
}
