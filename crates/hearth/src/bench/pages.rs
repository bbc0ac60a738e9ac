//! Pages over HTTP, as eight people ask for them at once: a child's page, the first screen of a worker with forty children, the
//! queue of two hundred contacts, a search.

use std::{fmt::Write as _, net::SocketAddr, sync::Arc};

use hearth_access::{Rights, Role, Subject, csrf, session::Token};
use hearth_casework::{
    Desk,
    access::{Attempt, NewAccount, open_account, sign_in},
    people::{NewPerson, start_file},
    recording::{Added, add},
    write::{Amending, file_of},
};
use hearth_record::{
    Author, Fields, FileType, Record, Written,
    ids::{AccountId, AuthorityId, FileId, RecordId, WorkerId},
    people::Person,
};
use hearth_store::{Actor, Change};
use hearth_web::{App, router};
use jiff::SignedDuration;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use super::{
    candidates::query,
    ground::Ground,
    measure::{self, Times, median},
    table::Figure,
};
use crate::{output::Failed, world};

/// Who asks at once.
const READERS: u64 = 8;
/// Pages that each of them asks for in a run.
const EACH: u64 = 40;
/// Children of the worker.
const CHILDREN: u64 = 40;
/// Contacts that wait.
const CONTACTS: u64 = 200;
/// The most that a page may weigh on its way, in bytes.
const HEAVIEST: usize = 60 * 1024;
const PASSWORD: &str = "four quiet words more";
/// Where in the walk through the world the children and the contacts begin: nobody else of the bench goes there.
const FIRST_CHILD: u64 = 500_000;
const FIRST_CONTACT: u64 = 510_000;

/// The figures.
pub async fn measure(ground: &Arc<Ground>, runs: u64) -> Result<Vec<Figure>, Failed> {
    let children = prepared(ground).await?;
    queued(ground).await?;
    let worker = signed_in(ground, "bench.worker").await?;
    let screener = signed_in(ground, "bench.queue").await?;
    let reader = signed_in(ground, "bench.reader").await?;
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| Failed(e.to_string()))?;
    let at = listener.local_addr().map_err(|e| Failed(e.to_string()))?;
    let app = App {
        instance: Arc::clone(&ground.instance),
        clock: Arc::new(world::now),
        cards: Arc::default(),
        demo_password: None,
    };
    let served = tokio::spawn(async move {
        axum::serve(listener, router(app).into_make_service_with_connect_info::<SocketAddr>()).await
    });
    let child = |n: u64| Ask::page(format!("/children/{}", children[usize::try_from(n).unwrap_or(0) % children.len()]));
    let long = |n: u64| Ask::page(format!("/children/{}", ground.long_file(n % ground.loaded.long_files.max(1))));
    let find = |n: u64| {
        let (text, ..) = query(ground, super::candidates::SORTS[usize::try_from(n).unwrap_or(0) % 4].0, n);
        Ask::form("/find".to_owned(), &[("csrf", &csrf::form_token(&worker)), ("q", &text)])
    };
    let words = ["coat", "aunt", "school", "evening"];
    let search = |n: u64| {
        let word = words[usize::try_from(n).unwrap_or(0) % words.len()];
        Ask::form("/search".to_owned(), &[("csrf", &csrf::form_token(&worker)), ("q", word)])
    };
    let home = |_| Ask::page("/".to_owned());
    let queue = |_| Ask::page("/queue".to_owned());
    let eight = |what, who, ask| Asked { what, readers: READERS, target: "", p50: f64::MAX, p99: f64::MAX, who, ask };
    let table: [Asked<'_>; 8] = [
        eight("a child’s page, 8 at once", &worker, &child).within("p99 ≤ 40 ms, ≤ 60 KB gzipped", f64::MAX, 40.0),
        eight("the same of a file of 500 records", &reader, &long),
        eight("home of a worker with 40 children, 8 at once", &worker, &home).within("p99 ≤ 60 ms", f64::MAX, 60.0),
        eight("queue of 200 contacts, 8 at once", &screener, &queue).within("p99 ≤ 60 ms", f64::MAX, 60.0),
        eight("find a person", &worker, &find).alone().within("p50 ≤ 8 ms, p99 ≤ 40 ms", 8.0, 40.0),
        eight("the same, 8 at once", &worker, &find),
        eight("words in the files of 40 children", &worker, &search).alone().within("p99 ≤ 150 ms", f64::MAX, 150.0),
        eight("the same, 8 at once", &worker, &search),
    ];
    let mut figures = Vec::new();
    for asked in &table {
        figures.push(figure(at, asked, runs).await?);
    }
    served.abort();
    Ok(figures)
}

/// What is measured: who asks for what the `n`th time, how many at once, and what it should take in words and in milliseconds.
struct Asked<'a> {
    what: &'a str,
    readers: u64,
    target: &'a str,
    p50: f64,
    p99: f64,
    who: &'a Token,
    ask: &'a (dyn Fn(u64) -> Ask + Sync),
}

impl<'a> Asked<'a> {
    /// The same by one reader, with nobody beside.
    fn alone(self) -> Self {
        Self { readers: 1, ..self }
    }

    /// The same, with what it should take.
    fn within(self, target: &'a str, p50: f64, p99: f64) -> Self {
        Self { target, p50, p99, ..self }
    }
}

async fn figure(at: SocketAddr, asked: &Asked<'_>, runs: u64) -> Result<Figure, Failed> {
    let (mut p50, mut p99, mut heaviest) = (Vec::new(), Vec::new(), 0);
    // A run has as many pages whoever reads. The first round is not told: it fills what every server has filled after its first minute.
    let each = EACH * READERS / asked.readers;
    for run in 0..=runs {
        let of = |reader| (0..each).map(|n| (asked.ask)((run * asked.readers + reader) * each + n)).collect();
        let (times, weight) = round(at, asked.who, (0..asked.readers).map(of).collect()).await?;
        if run > 0 {
            p50.push(times.percentile(50));
            p99.push(times.percentile(99));
        }
        heaviest = heaviest.max(weight);
    }
    let (p50, p99) = (median(p50), median(p99));
    let kib = heaviest.div_ceil(1024);
    let measured = format!("p50 {p50:.1} ms, **p99 {p99:.1} ms**; the heaviest {kib} KB gzipped");
    if asked.target.is_empty() {
        return Ok(Figure::told(asked.what, measured));
    }
    let met = p50 <= asked.p50 && p99 <= asked.p99 && heaviest <= HEAVIEST;
    Ok(Figure::against(asked.what, asked.target, measured, met))
}

/// Every reader asks for its pages, one after the other, on a connection of its own.
async fn round(at: SocketAddr, who: &Token, asks: Vec<Vec<Ask>>) -> Result<(Times, usize), Failed> {
    let mut readers = JoinSet::new();
    for asks in asks {
        let cookie = who.to_cookie().to_string();
        readers.spawn(async move {
            let stream = TcpStream::connect(at).await.map_err(|e| Failed(e.to_string()))?;
            let mut stream = BufReader::new(stream);
            let (mut times, mut heaviest) = (Vec::new(), 0);
            for ask in asks {
                let request = ask.request(&cookie);
                let started = measure::start();
                let (status, weight) = answered(&mut stream, &request).await?;
                times.push(started.elapsed());
                if status != 200 {
                    return Err(Failed(format!("{} answered {status}", ask.path)));
                }
                heaviest = heaviest.max(weight);
            }
            Ok::<_, Failed>((times, heaviest))
        });
    }
    let (mut times, mut heaviest) = (Vec::new(), 0);
    while let Some(done) = readers.join_next().await {
        let (more, weight) = done.map_err(|e| Failed(format!("a reader stopped: {e}")))??;
        times.extend(more);
        heaviest = heaviest.max(weight);
    }
    Ok((Times::of(times), heaviest))
}

/// What is asked for: a page, or a form that is sent.
struct Ask {
    path: String,
    form: Option<String>,
}

impl Ask {
    fn page(path: String) -> Self {
        Self { path, form: None }
    }

    fn form(path: String, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        Self { path, form: Some(pairs.join("&")) }
    }

    fn request(&self, cookie: &str) -> String {
        let head = format!("HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\nCookie: __Host-hearth={cookie}\r\n");
        match &self.form {
            None => format!("GET {} {head}\r\n", self.path),
            Some(form) => format!(
                "POST {} {head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
                self.path,
                form.len()
            ),
        }
    }
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(byte.into());
        } else {
            // Writing into a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Sends a request and reads the whole answer: its status, and the bytes of its body as they travelled.
async fn answered(stream: &mut BufReader<TcpStream>, request: &str) -> Result<(u16, usize), Failed> {
    let broken = |e: std::io::Error| Failed(format!("the connection broke: {e}"));
    stream.get_mut().write_all(request.as_bytes()).await.map_err(broken)?;
    let (mut status, mut length, mut line) = (0, None, String::new());
    loop {
        line.clear();
        stream.read_line(&mut line).await.map_err(broken)?;
        let text = line.trim_end().to_ascii_lowercase();
        if text.is_empty() {
            break;
        }
        if text.starts_with("http/") {
            status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        } else if let Some(value) = text.strip_prefix("content-length:") {
            length = value.trim().parse().ok();
        }
    }
    if let Some(length) = length {
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.map_err(broken)?;
        return Ok((status, length));
    }
    let mut weight = 0;
    loop {
        line.clear();
        stream.read_line(&mut line).await.map_err(broken)?;
        let chunk = usize::from_str_radix(line.trim(), 16).map_err(|_| Failed::new("an answer without an end"))?;
        let mut body = vec![0; chunk + 2];
        stream.read_exact(&mut body).await.map_err(broken)?;
        if chunk == 0 {
            return Ok((status, weight));
        }
        weight += chunk;
    }
}

/// Signs an account of the bench in.
async fn signed_in(ground: &Ground, login: &str) -> Result<Token, Failed> {
    let attempt = Attempt { login, password: PASSWORD, code: "", address: "127.0.0.1" };
    let signed = sign_in(&ground.instance, &attempt, world::now()).await.map_err(|e| Failed(e.to_string()))?;
    Ok(signed.token)
}

/// The worker's children. The first time, the worker is allocated to them, and a colleague to the long files.
async fn prepared(ground: &Ground) -> Result<Vec<FileId>, Failed> {
    let children: Vec<FileId> = (0..CHILDREN).map(|n| child(ground, FIRST_CHILD + n)).collect();
    if ground.store.account_by_login("bench.worker").await?.is_some() {
        return Ok(children);
    }
    let [worker, reader] = [3, 5].map(|n| WorkerId::from_bytes([n; 16]));
    account(ground, &ground.authority, "bench.worker", Role::SocialWorker, worker, "locality_north").await?;
    account(ground, &ground.authority, "bench.reader", Role::SocialWorker, reader, "locality_south").await?;
    let allocated = Fields::new()
        .with("worker", worker.to_string())
        .with("role", "CW")
        .with("started", ground.loaded.today.to_string());
    // The long files are somebody else's: forty children are a caseload, two hundred and forty are not.
    let reads = allocated.clone().with("worker", reader.to_string()).with("role", "CO_WORKER");
    for file in &children {
        give(ground, *file, "involvement", allocated.clone()).await?;
    }
    for n in 0..ground.loaded.long_files {
        give(ground, ground.long_file(n), "involvement", reads.clone()).await?;
    }
    Ok(children)
}

/// Two hundred contacts at a council of their own: in a world of a million people more of them wait. The first time, the council is
/// added.
async fn queued(ground: &Ground) -> Result<(), Failed> {
    let council = AuthorityId::new("knowsley")?;
    if ground.store.account_by_login("bench.queue").await?.is_some() {
        return Ok(());
    }
    if !ground.store.authorities().contains(&council) {
        ground.store.add_authority(&council).await?;
    }
    let screener = WorkerId::from_bytes([4; 16]);
    account(ground, &council, "bench.queue", Role::ContactOfficer, screener, "mash").await?;
    let subject = Subject {
        account: AccountId::from_bytes([4; 16]),
        worker: screener,
        role: Role::ContactOfficer,
        teams: ground.instance.pack(&council).map(|pack| pack.team_id("mash")).into_iter().collect(),
        authority: council,
        rights: Rights::Process,
    };
    let desk = Desk::new(Arc::clone(&ground.instance), subject, "Bench".to_owned(), world::now());
    let contact = hearth_record::kind("contact").ok_or_else(|| Failed::new("there is no kind contact"))?;
    for n in 0..CONTACTS {
        let family = ground.world.family(ground.somewhere(FIRST_CONTACT + n));
        let of = &family.people[0];
        let person = Fields::new().with("forename", of.forename).with("surname", of.surname.as_str());
        let person = Person::from_fields(&person).map_err(|problems| Failed(problems.to_string()))?;
        let started = start_file(&desk, &NewPerson { person, file_type: FileType::Care }).await?;
        let received = world::now() - SignedDuration::from_mins(i64::try_from(n).unwrap_or(0) * 7);
        let fields = Fields::new()
            .with("received_at", received.to_string())
            .with("source", "2A")
            .with("told", "She came in without a coat again and said that nobody was at home in the evening.");
        add(&desk, started.file, Added { kind: contact, fields, purpose: None, draft: None }).await?;
    }
    Ok(())
}

async fn account(
    ground: &Ground,
    council: &AuthorityId,
    login: &str,
    role: Role,
    worker: WorkerId,
    team: &str,
) -> Result<(), Failed> {
    let new = NewAccount {
        login,
        authority: council.clone(),
        worker: Some(worker),
        name: "Bench",
        role,
        teams: ground.instance.pack(council).map(|pack| pack.team_id(team)).into_iter().collect(),
        may_record: true,
        password: PASSWORD,
        second_factor: None,
    };
    open_account(&ground.instance, new, Actor::Job("bench".to_owned()), world::now()).await?;
    Ok(())
}

/// The first child of a family somewhere in the world.
fn child(ground: &Ground, n: u64) -> FileId {
    ground.file(ground.somewhere(n), 0)
}

/// Adds a record to a file.
async fn give(ground: &Ground, file: FileId, kind: &str, fields: Fields) -> Result<(), Failed> {
    let kind = hearth_record::kind(kind).ok_or_else(|| Failed(format!("there is no kind {kind}")))?;
    (kind.check)(&fields).or_ok(()).map_err(|problems| Failed(problems.to_string()))?;
    let row =
        ground.store.files(&[file]).await?.pop().ok_or_else(|| Failed::new("a file of the world is not there"))?;
    let mut amending = Amending::of(&row, file_of(&ground.store.load(file, None).await?)?);
    let record = ground.instance.draw(|random| RecordId::new(world::now(), random));
    let by = Author::Import { source: "bench".to_owned() };
    let written = Written { by, because: None, set: None, withdrawn: false };
    amending.add(record, kind, fields, written, world::now(), None);
    let mut change = Change::new(ground.authority.clone(), world::now());
    change.entries.push(ground.entry("record.add", file, change.at));
    amending.finish(ground.instance.pack(&ground.authority), &mut change, None);
    ground.store.commit(change).await?;
    Ok(())
}
