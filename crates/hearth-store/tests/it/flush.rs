//! A system-call trace of a writer: the disk was flushed before each confirmation, and keys before the data they open.

use std::{collections::HashMap, process::Command};

use hearth_record::ids::{AccountId, EntryId, FileId, PersonId, RecordId};
use hearth_store::{Actor, Change, Entry, FileFlags, NewFile, Outcome, blob::NewBlob};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use crate::{
    kill::{child, confirm, instance},
    world::{Engine, World, minute, sefton, version},
};

/// Files that the traced writer makes, one after the other.
const FILES: usize = 20;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "the other half of `the_disk_is_flushed_before_each_confirmation`, which traces it"]
async fn writer_that_is_traced() {
    let (store, _) = instance().await;
    let mut random = ChaCha20Rng::seed_from_u64(5);
    for n in 0..FILES {
        let (file, record) = (FileId::new(minute(1), &mut random), RecordId::new(minute(1), &mut random));
        let mut change = Change::new(sefton(), minute(1));
        let person = PersonId::new(minute(1), &mut random);
        change.new_files.push(NewFile {
            file,
            person,
            file_type: hearth_record::FileType::Care,
            flags: FileFlags::default(),
        });
        change.versions.push(version(file, record, 1, b"note"));
        let blob = store.blob_put(std::io::Cursor::new(vec![7; 1000]), 1 << 20, minute(1)).await.expect("stored");
        change.blobs.push(NewBlob { file, blob });
        change.entries.push(Entry {
            id: EntryId::new(minute(1), &mut random),
            at: minute(1),
            actor: Actor::Person {
                account: AccountId::from_bytes([1; 16]),
                worker: None,
                role: "social_worker".to_owned(),
            },
            authority: sefton(),
            purpose: "allocated".to_owned(),
            action: "record.add",
            file: Some(file),
            record: None,
            outcome: Outcome::Done,
            count: 0,
            detail: None,
        });
        store.commit(change).await.expect("committed");
        confirm(&format!("confirmed {n}"));
    }
    store.close().await.expect("closed");
}

/// One system call that ended, or a confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Call {
    Wrote(String),
    Flushed(String),
    Confirmed,
}

/// The calls of a trace in the order in which they ended. A call that another thread interrupted in the print-out stands in two lines.
fn calls(trace: &str) -> Vec<Call> {
    let mut begun: HashMap<&str, Call> = HashMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let Some((process, rest)) = line.trim_start().split_once(' ') else { continue };
        let rest = rest.trim_start();
        if rest.starts_with("<... ") {
            calls.extend(begun.remove(process));
            continue;
        }
        let Some((name, arguments)) = rest.split_once('(') else { continue };
        let path = arguments.split_once('<').and_then(|(_, p)| p.split_once('>')).map_or("", |(path, _)| path);
        let call = match name {
            "pwrite64" | "write" if arguments.contains("\"confirmed ") => Call::Confirmed,
            "pwrite64" | "write" => Call::Wrote(path.to_owned()),
            "fdatasync" | "fsync" => Call::Flushed(path.to_owned()),
            _ => continue,
        };
        if rest.ends_with("<unfinished ...>") {
            begun.insert(process, call);
        } else {
            calls.push(call);
        }
    }
    calls
}

#[tokio::test(flavor = "multi_thread")]
async fn the_disk_is_flushed_before_each_confirmation() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    world.store.close().await.expect("closed");
    let trace = world.folder.path().join("trace");
    if !Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success()) {
        eprintln!("skipped: there is no strace, or it may not trace; install the package strace");
        return;
    }
    let plain = child("flush::writer_that_is_traced", &world, 1);
    let mut traced = Command::new("strace");
    traced.args(["-f", "-y", "-s", "32", "-e", "trace=write,pwrite64,fdatasync,fsync", "-o"]).arg(&trace);
    traced.arg(plain.get_program()).args(plain.get_args());
    traced.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    assert!(traced.output().expect("traced").status.success());

    let text = std::fs::read_to_string(&trace).expect("a trace");
    let all = calls(&text);
    let mut from = 0;
    let mut confirmations = 0;
    for (at, _) in all.iter().enumerate().filter(|(_, call)| **call == Call::Confirmed) {
        let before = &all[from..at];
        let last = |wanted: &dyn Fn(&Call) -> bool| before.iter().rposition(wanted);
        let wrote = |end: &'static str| move |call: &Call| matches!(call, Call::Wrote(path) if path.ends_with(end));
        let flushed = |end: &'static str| move |call: &Call| matches!(call, Call::Flushed(path) if path.ends_with(end));
        let data_written = last(&wrote("data.db-wal")).expect("the data were written");
        let data_flushed = last(&flushed("data.db-wal")).expect("the data were flushed");
        assert!(data_written < data_flushed, "confirmation {confirmations} came before its data were on the disk");
        // Whatever the checkpointer flushes later: between the last write of the key and the first of its data lies a flush.
        let first_data = before.iter().position(wrote("data.db-wal")).expect("the data were written");
        let earlier = &before[..first_data];
        let key_written = earlier.iter().rposition(wrote("keys.db-wal")).expect("the key was written before its data");
        let key_flushed = earlier[key_written..].iter().any(flushed("keys.db-wal"));
        assert!(key_flushed, "data of confirmation {confirmations} came before their key was on the disk");
        let document = |call: &Call| matches!(call, Call::Flushed(path) if path.contains("/blobs/unfinished/"));
        let folder = |call: &Call| matches!(call, Call::Flushed(path) if path.ends_with("/blobs"));
        assert!(earlier.iter().any(document), "the document of {confirmations} was not flushed");
        assert!(earlier.iter().any(folder), "the name of the document of {confirmations} was not flushed");
        confirmations += 1;
        from = at + 1;
    }
    assert_eq!(confirmations, FILES);
}
