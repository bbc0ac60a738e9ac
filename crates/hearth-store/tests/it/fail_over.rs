//! PostgreSQL with a streaming replica: the primary dies under load, the replica takes over, nothing confirmed is lost.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use hearth_record::ids::FileId;
use hearth_store::{Location, Store, StoreError, verify::Verify};
use tokio::time::sleep;

use crate::world::{Engine, World, admin, bodies, minute, random, sefton};

/// Who runs the servers when the test is run by root: PostgreSQL refuses to.
const SERVER_USER: &str = "postgres";

/// A server of our own, stopped when it goes.
struct Server {
    binaries: PathBuf,
    folder: PathBuf,
    port: u16,
    by_root: bool,
}

impl Server {
    /// Runs one of PostgreSQL's programs; says whether it succeeded.
    fn run(&self, program: &str, arguments: &[&str]) -> bool {
        let program = self.binaries.join(program);
        let mut command = if self.by_root {
            let mut command = Command::new("runuser");
            command.args(["-u", SERVER_USER, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // Not the standard streams of this test: the server keeps them open and the test's runner would wait for it.
        command.args(arguments).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn path(&self) -> &str {
        self.folder.to_str().expect("a folder whose name is text")
    }

    fn control(&self, action: &[&str]) -> bool {
        self.run("pg_ctl", &[&["-D", self.path(), "-w"], action].concat())
    }

    fn start(&self) {
        let options = format!("-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", self.port);
        let log = format!("{}.log", self.path());
        assert!(self.control(&["-o", &options, "-l", &log, "start"]), "the server starts: see {log}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.control(&["-m", "immediate", "stop"]);
    }
}

fn binaries() -> Option<PathBuf> {
    let told = Command::new("pg_config")
        .arg("--bindir")
        .output()
        .ok()
        .map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|v| v.path().join("bin"));
    versions
        .chain(told.map(PathBuf::from))
        .find(|dir| dir.join("pg_basebackup").exists() && dir.join("initdb").exists())
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port()
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.trim_ascii() == b"0")
}

/// A primary that confirms a commit only when the replica has it too.
async fn pair(folder: &Path) -> Option<(Server, Server)> {
    let Some(binaries) = binaries() else {
        assert!(std::env::var("CI").is_err(), "install PostgreSQL's server: in CI the fail-over is tested");
        eprintln!("skipped: there is no PostgreSQL server to start");
        return None;
    };
    let by_root = is_root();
    if by_root && !Command::new("chown").arg(SERVER_USER).arg(folder).status().is_ok_and(|s| s.success()) {
        eprintln!("skipped: root may not start PostgreSQL and there is no user {SERVER_USER}");
        return None;
    }
    let server =
        |name: &str| Server { binaries: binaries.clone(), folder: folder.join(name), port: free_port(), by_root };
    let (primary, replica) = (server("primary"), server("replica"));
    assert!(primary.run("initdb", &["-D", primary.path(), "-A", "trust", "-U", "postgres", "--no-sync"]), "initdb");
    primary.start();
    let port = primary.port.to_string();
    let copied = replica.run(
        "pg_basebackup",
        &["-D", replica.path(), "-h", "127.0.0.1", "-p", &port, "-U", "postgres", "-R", "-c", "fast", "--no-sync"],
    );
    assert!(copied, "a base backup");
    replica.start();
    let client = admin(&address(&[&primary])).await;
    client.batch_execute("ALTER SYSTEM SET synchronous_standby_names = '*'").await.expect("set");
    client.batch_execute("SELECT pg_reload_conf()").await.expect("loaded");
    Some((primary, replica))
}

fn address(servers: &[&Server]) -> String {
    let hosts: Vec<_> = servers.iter().map(|s| format!("127.0.0.1:{}", s.port)).collect();
    format!("postgres://postgres@{}/postgres?target_session_attrs=read-write", hosts.join(","))
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_replica_takes_over_nothing_confirmed_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((primary, replica)) = pair(folder.path()).await else { return };
    // The databases stand on the pair; the rest of the world is any other.
    let mut world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let both = address(&[&primary, &replica]);
    let client = admin(&both).await;
    client.batch_execute("CREATE SCHEMA data").await.expect("a schema");
    client.batch_execute("CREATE SCHEMA keys").await.expect("a schema");
    let within = |schema: &str| format!("{both}&options=-csearch_path%3D{schema}");
    world.config.location = Location::Postgres { url: within("data"), key_url: within("keys") };
    world.store = Store::create(world.config.clone(), &[sefton()], minute(0), random(1)).await.expect("a store");

    let world = Arc::new(world);
    let confirmed: Arc<Mutex<Vec<FileId>>> = Arc::default();
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let writers: Vec<_> = (0..8)
        .map(|n| {
            let (world, confirmed, stop) = (world.clone(), confirmed.clone(), stop.clone());
            tokio::spawn(async move {
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let (file, _, change) = world.new_file(minute(n), b"confirmed");
                    match world.store.commit(change).await {
                        Ok(_) => confirmed.lock().unwrap_or_else(PoisonError::into_inner).push(file),
                        Err(StoreError::Unavailable { .. } | StoreError::OutcomeUnknown { .. }) => {
                            sleep(Duration::from_millis(50)).await;
                        }
                        Err(other) => panic!("{other}"),
                    }
                }
            })
        })
        .collect();
    let count = || confirmed.lock().unwrap_or_else(PoisonError::into_inner).len();
    wait_until("writes are confirmed", || count() > 50).await;
    assert!(primary.control(&["-m", "immediate", "stop"]), "the primary dies");
    let before = count();
    assert!(replica.control(&["promote"]), "the replica takes over");
    let client = admin(&address(&[&replica])).await;
    client.batch_execute("ALTER SYSTEM SET synchronous_standby_names = ''").await.expect("set");
    client.batch_execute("SELECT pg_reload_conf()").await.expect("loaded");
    wait_until("writes are confirmed again", || count() > before + 50).await;
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    for writer in writers {
        writer.await.expect("a writer");
    }
    let confirmed = confirmed.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for file in confirmed {
        assert_eq!(bodies(&world.load(file).await), ["confirmed"]);
    }
    let report = world.store.verify(&Verify { bodies: true, ..Verify::default() }, |_| ()).await.expect("verified");
    assert_eq!(report.findings, vec![]);
    world.store.close().await.expect("closed");
}

async fn wait_until(what: &str, done: impl Fn() -> bool) {
    for _ in 0..300 {
        if done() {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("not within half a minute: {what}");
}
