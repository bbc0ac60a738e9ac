//! The split at adoption: nothing stored joins the two files but the sealed link.

use std::collections::BTreeSet;

use hearth_record::{
    FileType,
    find::{Term, TermKind},
};
use hearth_store::{Change, Location, Revision, TermChange, adoption::ToCopy, verify::Verify};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use crate::{
    planted::{Planted, document, terms},
    world::{Engine, World, admin, minute, version},
};

/// Carries a split out to its end, as the job does, and gives the moments of its commits.
async fn carry_out(world: &World, planted: &Planted, records: usize) -> (hearth_record::ids::FileId, Vec<Timestamp>) {
    let mut copy = vec![ToCopy { record: planted.record, blobs: vec![planted.blob] }];
    let mut revision = Revision(2);
    for n in 1..records {
        let record = world.record_id();
        let more = world.another(
            minute(3),
            planted.file,
            revision,
            version(planted.file, record, 1, format!("note {n}").as_bytes()),
        );
        revision = world.commit(more).await[0].1;
        copy.push(ToCopy { record, blobs: Vec::new() });
    }
    let span = SignedDuration::from_hours(48);
    let split = world.store.begin_split(planted.file, &copy, minute(10), span).await.expect("begun");
    let twice = world.store.begin_split(planted.file, &copy, minute(10), span).await;
    assert!(twice.is_err(), "one file was split twice");
    let mut moments = Vec::new();
    for hour in 0..=49 {
        let now = minute(10 + hour * 60);
        while let Some(split) = world.store.splits_due(&world.authority, now).await.expect("splits").pop() {
            let due = split.steps[0].due;
            if let Some(mut next) = world.store.next_split_change(&split, FileType::Care, due).await.expect("a change")
            {
                complete(world, &mut next.change, due);
                world.commit(next.change).await;
                moments.push(due);
                // As after a crash between the commit and the note of it.
                assert!(world.store.next_split_change(&split, FileType::Care, due).await.expect("asked").is_none());
            }
            world.store.split_step_done(&split).await.expect("noted");
        }
    }
    (split.adopted, moments)
}

/// What casework adds: the terms of the new name, and the audit entry, which names the new file alone.
fn complete(world: &World, change: &mut Change, at: Timestamp) {
    let file = change.versions[0].file;
    let add = vec![Term { kind: TermKind::Born, text: "2014-03-02".to_owned() }];
    change.terms.push((file, TermChange { add, remove: Vec::new() }));
    change.digests.push((file, b"a new name".to_vec()));
    change.entries.push(world.entry(at, "record.add", Some(file)));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_adopted_file_has_everything_and_only_the_link_leads_to_it(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let (adopted, moments) = carry_out(&world, &planted, 7).await;
    assert!(moments.len() >= 3, "seven records came in {} commits", moments.len());
    assert!(moments.iter().collect::<BTreeSet<_>>().len() == moments.len());
    let (birth, after) = (world.load(planted.file).await, world.load(adopted).await);
    assert_eq!(after.versions.len(), birth.versions.len());
    assert!(after.row.flags.walled && !birth.row.flags.walled);
    assert_ne!(after.row.person, birth.row.person);
    let document_ids = world.store.blobs_of(adopted).await.expect("documents");
    assert_eq!(world.store.blob_read(adopted, document_ids[0]).await.expect("read").to_vec(), document());
    let other = |file| world.store.other_side(&world.authority, file);
    assert_eq!(other(planted.file).await.expect("asked"), Some(adopted));
    assert_eq!(other(adopted).await.expect("asked"), Some(planted.file));
    // Each index finds its own side only.
    let born = &terms()[2..];
    for (walled, file) in [(false, planted.file), (true, adopted)] {
        let found = world.store.candidates(&world.authority, born, walled, 100).await.expect("found");
        assert_eq!(found.found.iter().map(|c| c.file).collect::<Vec<_>>(), [file]);
    }
    let report = world
        .store
        .verify(&Verify { bodies: true, documents: true, checkpoints: Vec::new() }, |_| {})
        .await
        .expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_value_in_any_table_stands_beside_both_files(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let (adopted, _) = carry_out(&world, &planted, 5).await;
    let (mut birth, mut after) = (BTreeSet::new(), BTreeSet::new());
    for row in rows_of_all_tables(&world).await {
        let has = |id: hearth_record::ids::FileId| row.iter().any(|v| v == &id.as_bytes().to_vec());
        assert!(!(has(planted.file) && has(adopted)), "one row names both files");
        // Ids, hashes, keys and ciphertext; not what many rows share, such as the name of a kind.
        let values = row.into_iter().filter(|v| v.len() >= 16);
        match () {
            () if values.clone().any(|v| v == planted.file.as_bytes()) => birth.extend(values),
            () if values.clone().any(|v| v == adopted.as_bytes()) => after.extend(values),
            () => {}
        }
    }
    let shared: Vec<_> = birth.intersection(&after).filter(|v| **v != crate::world::worker().as_bytes()).collect();
    assert!(birth.len() > 10 && after.len() > 10);
    assert_eq!(shared, Vec::<&Vec<u8>>::new());
    // The link is found by nothing but its key: its length is that of any other, its id has no time.
    let quiet = world.plant(minute(2)).await;
    world.store.begin_split(quiet.file, &[], minute(10), SignedDuration::from_hours(1)).await.expect("begun");
    let links: BTreeSet<i64> = match &world.config.location {
        Location::Sqlite { dir } => {
            let connection = rusqlite::Connection::open(dir.join("keys.db")).expect("a database");
            let mut statement = connection.prepare("SELECT LENGTH(sealed) FROM adoption_link").expect("a statement");
            let rows = statement.query_map([], |row| row.get::<_, i64>(0)).expect("rows");
            rows.collect::<Result<_, _>>().expect("lengths")
        }
        Location::Postgres { key_url, .. } => {
            let rows = admin(key_url).await.query("SELECT LENGTH(sealed) FROM adoption_link", &[]).await.expect("rows");
            rows.iter().map(|row| i64::from(row.get::<_, i32>(0))).collect()
        }
    };
    assert_eq!(links.len(), 1, "a link that has copied much is as long as one that has copied nothing: {links:?}");
}

/// Every row of the data database and of the file keys, as bytes.
async fn rows_of_all_tables(world: &World) -> Vec<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    match &world.config.location {
        Location::Sqlite { dir } => {
            for name in ["data.db", "keys.db"] {
                let connection = rusqlite::Connection::open(dir.join(name)).expect("a database");
                let mut list =
                    connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").expect("a list");
                let tables: Vec<String> =
                    list.query_map([], |r| r.get(0)).expect("names").collect::<Result<_, _>>().expect("names");
                for table in tables {
                    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).expect("a table");
                    let columns = statement.column_count();
                    let mut rows = statement.query([]).expect("rows");
                    while let Some(row) = rows.next().expect("a row") {
                        let value =
                            |i| row.get_ref(i).expect("a value").as_bytes().map(<[u8]>::to_vec).unwrap_or_default();
                        all.push((0..columns).map(value).collect());
                    }
                }
            }
        }
        Location::Postgres { url, key_url } => {
            for url in [url, key_url] {
                let client = admin(url).await;
                let tables = "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = current_schema()";
                for table in client.query(tables, &[]).await.expect("tables") {
                    let sql = format!("SELECT * FROM \"{}\"", table.get::<_, String>(0));
                    for row in client.query(&sql, &[]).await.expect("rows") {
                        let value = |i| {
                            row.try_get::<_, Vec<u8>>(i)
                                .or_else(|_| row.try_get::<_, String>(i).map(String::into_bytes))
                        };
                        all.push((0..row.len()).map(|i| value(i).unwrap_or_default()).collect());
                    }
                }
            }
        }
    }
    all
}
