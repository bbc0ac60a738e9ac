//! The moment at which something goes: it is looked at again, put together and handed over. A recipient fetches it with a link and a code
//! that open once; a worker takes away what is encrypted to the recipient's key, or goes by secure post.

use hearth_access::Action;
use hearth_record::{
    Author, File, Record, Written,
    class::{Open, Private},
    find::{Term, TermKind},
    ids::{EntryId, RecordId},
    sharing::Shared,
    value::{Line, Narrative},
};
use hearth_store::{Actor, Change, Entry, FileRow, Outcome, StoreError};
use jiff::Timestamp;

use super::{
    after::state,
    conditions::Ground,
    enclosed,
    package::{Package, Packing, fingerprint},
    still,
    taint::{Taint, Whose},
};
use crate::{
    Desk, Failure, FileView, Instance, Pack,
    act::{Act, TRIES},
    governance::registers::live,
    recording::{Saved, document::hex},
    write::{self, Amending},
};

/// The name of the job in the audit: whoever fetches something has no account.
const JOB: &str = "sharing";
/// The letters and digits of a code: none that can be taken for another.
const LETTERS: &[u8; 30] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
/// How long a code is: 16 of 30 are 78 bits, beside the 256 of the link.
const CODE: usize = 16;

/// A link and its code, shown once to whoever makes them: the store keeps their fingerprints alone.
pub struct Link {
    /// What stands in the address.
    pub token: String,
    /// What is told by another way, in groups of four.
    pub code: String,
}

/// Makes the link by which the recipient fetches a share, and its code. One that was made before opens nothing from then on.
///
/// # Errors
/// [`Failure::Wrong`] where the share does not go by a link or is over, and what access and the store refuse.
pub async fn make_link(desk: &Desk, view: &FileView, record: RecordId) -> Result<Link, Failure> {
    let (mut token, mut code) = ([0_u8; 32], [0_u8; CODE]);
    desk.instance().draw(|random| {
        random.fill_bytes(&mut token);
        for letter in &mut code {
            // Above the greatest multiple of thirty a byte would make some letters likelier than others.
            let mut byte = [0_u8; 1];
            while {
                random.fill_bytes(&mut byte);
                byte[0] >= 240
            } {}
            *letter = LETTERS[usize::from(byte[0] % 30)];
        }
    });
    let token = hex(&token);
    let code = String::from_utf8_lossy(&code).into_owned();
    let (of_link, of_code) = fingerprints(&token, &code);
    Act::new(view.id, "share.send", view.purpose())
        .run(
            desk,
            Action::Share,
            |_| Ok(None),
            |_, amending| {
                change(amending, record, desk.written(None), desk.now(), |shared| {
                    let by_link = shared.channel.is_some_and(|channel| channel.code() == "LINK");
                    if !by_link || !(shared.is("QUEUED") || shared.is("STANDING")) {
                        return Err(Failure::Wrong("this share does not go by a link, or it is over".to_owned()));
                    }
                    shared.link = Private::new(Some(Line(of_link.clone())));
                    shared.code = Private::new(Some(Line(of_code.clone())));
                    Ok(())
                })
            },
        )
        .await?;
    let groups: Vec<&str> = [0, 4, 8, 12].iter().map(|at| &code[*at..at + 4]).collect();
    Ok(Link { token, code: groups.join("-") })
}

/// The fingerprints of a link, and of the link with its code, however the code was typed.
fn fingerprints(token: &str, code: &str) -> (String, String) {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    (fingerprint(token.as_bytes()), fingerprint(format!("{token} {code}").as_bytes()))
}

/// Changes one share in a file that is being written.
fn change(
    amending: &mut Amending,
    record: RecordId,
    written: Written,
    at: Timestamp,
    change: impl FnOnce(&mut Shared) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    let found = amending.file().all::<Shared>().find(|(id, _)| *id == record);
    let (_, mut shared) = found.ok_or(Failure::Absent("there is no such share"))?;
    change(&mut shared)?;
    let version = amending.file().record(record).map_or(1, |held| held.current().number) + 1;
    amending.correct(record, shared.to_fields(), written, at);
    Ok(Saved { record, version })
}

/// Whether a standing share goes on as things are now: why not, in words.
///
/// # Errors
/// What the store refuses.
pub async fn standing_now(desk: &Desk, view: &FileView, shared: &Shared) -> Result<Option<String>, Failure> {
    let taint = Taint::of(desk.instance(), &Whose::from(view), &view.file, desk.today()).await?;
    let registers = live(desk.instance(), desk.authority()).await?;
    let ground = Ground {
        pack: desk.pack()?,
        registers: &registers,
        file: &view.file,
        file_type: view.file_type,
        now: desk.now(),
    };
    Ok(still::stopped(ground, shared, &taint).or_else(|| over(shared, desk.now())))
}

/// Why a share does not go at this moment whatever the file says.
fn over(shared: &Shared, now: Timestamp) -> Option<String> {
    let today = hearth_calendar::london_date(now);
    if shared.until.is_some_and(|until| until < today) {
        return Some("Its last day has passed.".to_owned());
    }
    shared.expires_at.is_some_and(|expires| expires <= now).then(|| "It was not fetched in time.".to_owned())
}

/// Hands the package to whoever takes it to the recipient: encrypted to their key, on paper, or for their portal. What it held is looked at
/// again; where it may not go any more, that is written and nothing is handed over. Six queries, two loads and a change.
///
/// # Errors
/// [`Failure::Wrong`] while it can be taken back, where it goes by its own link, and where it may not go any more, in words; and what access
/// and the store refuse.
pub async fn hand_over(desk: &Desk, view: &FileView, record: RecordId) -> Result<Package, Failure> {
    let permit = desk.decided(Action::Share, &view.facts, &desk.context(view.purpose())).await?;
    let written = || desk.written(None);
    for _ in 0..TRIES {
        let mut entry = desk.entry("share.send", Some(&permit), Some(view.id), Outcome::Done);
        entry.record = Some(record);
        let going = Going { instance: desk.instance(), pack: desk.pack()?, now: desk.now(), entry, written: written() };
        let allowed = |shared: &Shared| {
            let channel = shared.channel.map(hearth_record::sets::SharingChannel::code);
            if matches!(channel, Some("LINK" | "SPOKEN") | None) {
                return Err(Failure::Wrong("this share is not handed over by a worker".to_owned()));
            }
            waited(shared, desk.now())
        };
        match going.go(&file_row(desk.instance(), view.id).await?, record, &allowed, "Taken by a worker").await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            Ok(Gone::Package(package)) => return Ok(package),
            Ok(Gone::Stopped(why)) => return Err(Failure::Wrong(why)),
            Err(other) => return Err(other),
        }
    }
    Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
}

/// Whether a share waited for as long as it can be taken back.
fn waited(shared: &Shared, now: Timestamp) -> Result<(), Failure> {
    if !(shared.is("QUEUED") || shared.is("STANDING") || shared.is("SENT")) {
        return Err(Failure::Wrong("this share is over, or waits for a second person".to_owned()));
    }
    match *shared.goes_at {
        Some(goes_at) if goes_at > now => Err(Failure::Wrong(format!(
            "it can be taken back until {}; it goes after that",
            hearth_calendar::in_words::time(goes_at)
        ))),
        _ => Ok(()),
    }
}

async fn file_row(instance: &Instance, file: hearth_record::ids::FileId) -> Result<FileRow, Failure> {
    instance.store.files(&[file]).await?.pop().ok_or(Failure::Absent("there is no such file"))
}

/// What somebody fetches who has a link and its code: once. Nothing for a link or a code that is wrong, was used, has run out, was taken
/// back or does not open yet, and nothing tells these apart. Two queries for each council, and where something is there four more, a load
/// and a change.
///
/// # Errors
/// What the store refuses.
pub async fn fetch(instance: &Instance, token: &str, code: &str, now: Timestamp) -> Result<Option<Package>, Failure> {
    let (of_link, of_code) = fingerprints(token, code);
    let term = [Term::new(TermKind::Link, of_link.as_str())];
    for pack in instance.packs.values() {
        for walled in [false, true] {
            let found = instance.store.candidates(&pack.id, &term, walled, 1).await?.found;
            let Some(candidate) = found.first() else { continue };
            for _ in 0..TRIES {
                let row = file_row(instance, candidate.file).await?;
                match fetched(instance, pack, &row, (&of_link, &of_code), now).await {
                    Err(Failure::Store(StoreError::Moved { .. })) => {}
                    Ok(Gone::Package(package)) => return Ok(Some(package)),
                    Ok(Gone::Stopped(_)) | Err(Failure::Wrong(_) | Failure::Absent(_)) => return Ok(None),
                    Err(other) => return Err(other),
                }
            }
        }
    }
    Ok(None)
}

async fn fetched(
    instance: &Instance,
    pack: &Pack,
    row: &FileRow,
    (of_link, of_code): (&str, &str),
    now: Timestamp,
) -> Result<Gone, Failure> {
    let file = write::file_of(&instance.store.load(row.file, None).await?)?;
    let is = |held: &Option<Line<64>>, hash: &str| held.as_ref().is_some_and(|held| held.0 == hash);
    let found = file.all::<Shared>().find(|(_, shared)| is(shared.link.reveal(), of_link));
    let (record, _) = found.ok_or(Failure::Absent("nothing"))?;
    let entry = Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Job(JOB.to_owned()),
        authority: row.authority.clone(),
        purpose: String::new(),
        action: "share.receive",
        file: Some(row.file),
        record: Some(record),
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    };
    let written = Written { by: Author::Job { name: JOB.to_owned() }, because: None, set: None, withdrawn: false };
    let allowed = |shared: &Shared| {
        if !is(shared.code.reveal(), of_code) {
            return Err(Failure::Absent("nothing"));
        }
        waited(shared, now)
    };
    Going { instance, pack, now, entry, written }.go(row, record, &allowed, "Fetched with the link and its code").await
}

/// Something on its way out.
struct Going<'a> {
    instance: &'a Instance,
    pack: &'a Pack,
    now: Timestamp,
    entry: Entry,
    written: Written,
}

/// What came of it.
enum Gone {
    /// It went.
    Package(Package),
    /// It may not go any more; that is written.
    Stopped(String),
}

impl Going<'_> {
    /// Looks at a share again and lets it go, where `allowed` says that it is time. What went is given only once that stands in the file.
    async fn go(
        mut self,
        row: &FileRow,
        record: RecordId,
        allowed: &(impl Fn(&Shared) -> Result<(), Failure> + Sync),
        receipt: &str,
    ) -> Result<Gone, Failure> {
        let file: File = write::file_of(&self.instance.store.load(row.file, None).await?)?;
        let found = file.all::<Shared>().find(|(id, _)| *id == record);
        let (_, shared) = found.ok_or(Failure::Absent("there is no such share"))?;
        allowed(&shared)?;
        let today = hearth_calendar::london_date(self.now);
        let taint = Taint::of(self.instance, &Whose::from(row), &file, today).await?;
        let registers = live(self.instance, &row.authority).await?;
        let ground =
            Ground { pack: self.pack, registers: &registers, file: &file, file_type: row.file_type, now: self.now };
        let stopped = still::stopped(ground, &shared, &taint).or_else(|| over(&shared, self.now));
        let documents = enclosed::among(shared.items.reveal().iter().map(|key| key.0.as_str()));
        let documents = if stopped.is_none() { documents } else { Vec::new() };
        let enclosed = enclosed::enclosed(self.instance, (row.file, &file), &documents).await?;
        let packing = Packing {
            pack: self.pack,
            registers: &registers,
            file: &file,
            record,
            shared: &shared,
            enclosed: &enclosed,
            now: self.now,
        };
        let package = if stopped.is_none() { Some(packing.pack()?) } else { None };
        if stopped.is_some() {
            self.entry.outcome = Outcome::Denied;
        }
        let standing = shared.is("STANDING");
        let hash = package.as_ref().map(|package| fingerprint(&package.bytes));
        let fetched = self.entry.action == "share.receive";
        let mut amending = Amending::of(row, file);
        change(&mut amending, record, self.written, self.now, |shared| {
            if let Some(why) = &stopped {
                // A standing share waits for the worker's answer; anything else is over.
                if !standing {
                    shared.state = state("STOPPED");
                }
                shared.stopped_because = Private::new(Some(Narrative(why.clone())));
            } else {
                shared.sha256 = Private::new(hash.map(Line));
                shared.receipt = Private::new(Some(Line(receipt.to_owned())));
                shared.received_at = Open(Some(self.now).filter(|_| fetched));
                if !standing {
                    shared.state = state(if fetched { "RECEIVED" } else { "SENT" });
                    shared.shared_at = Open(self.now);
                }
            }
            if fetched || stopped.is_some() {
                shared.link = Private::new(None);
                shared.code = Private::new(None);
            }
            Ok(())
        })?;
        let mut going = Change::new(row.authority.clone(), self.now);
        going.entries.push(self.entry);
        amending.finish(Some(self.pack), &mut going, None);
        self.instance.store.commit(going).await?;
        Ok(match (package, stopped) {
            (Some(package), _) => Gone::Package(package),
            (None, why) => Gone::Stopped(why.unwrap_or_default()),
        })
    }
}
