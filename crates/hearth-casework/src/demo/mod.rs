//! The demonstration: two councils with invented people, and an account for each role.
//!
//! Around three families whose stories are told act by act stand those of `hearth-synth`, which this module writes as their
//! writers would have left them, on the days on which they wrote, so that a file can be read as it was known before.

mod around;
mod dated;
mod door;
mod doorstep;
mod dunleavy;
mod ends;
mod handed_over;
mod lewin;
mod okell;
mod part;
mod pryce;
mod waiting;

use std::{collections::BTreeMap, sync::Arc};

use hearth_record::{
    File,
    ids::{AuthorityId, EntryId, FileId},
    version::Version,
};
use hearth_store::{Actor, Change, Entry, FileFlags, NewFile, Outcome};
use hearth_synth::{
    World,
    records::{Detail, Member},
};
use jiff::Timestamp;
use tokio::task::JoinSet;

pub use self::part::{Opened, PARTS, PASSWORD, Part, opened};
pub use self::waiting::waiting;
use self::{dated::Cast, part::accounts};
use crate::{
    Failure, Instance,
    governance::{
        notice::{approve_draft, draft, fingerprint, for_children},
        registers::Registers,
    },
    write::Amending,
};

/// The council in which the three families live.
const STORIES: &str = "sefton";

/// Fills one council: accounts and stories. `progress` hears how many children were written.
///
/// # Errors
/// What the store refuses; what was written until then stays.
pub async fn fill(
    instance: &Arc<Instance>,
    authority: &AuthorityId,
    children: u32,
    seed: u64,
    now: Timestamp,
    mut progress: impl FnMut(u32),
) -> Result<Vec<Opened>, Failure> {
    let pack = instance.pack(authority).ok_or(Failure::Absent("no pack is loaded for this council"))?;
    let invented = hearth_synth::Authority::named(authority.as_str());
    let invented =
        invented.ok_or(Failure::Absent("no stories are invented for this council; use sefton or knowsley"))?;
    let mut world = World::new(seed, invented, hearth_calendar::london_date(now), children);
    for team in &mut world.staff_mut().teams {
        team.id = pack.team_id(team.code);
    }
    let mut cast = Cast::new(Arc::clone(instance), authority.clone(), now);
    let opened = accounts(instance, authority, pack, &world, &mut cast).await?;
    approve_notice(&cast).await?;
    let mut writing = JoinSet::new();
    let mut written = 0;
    let busy = cast.worker("social.worker")?;
    if authority.as_str() == STORIES {
        tell(&mut writing, &cast);
    }
    for family in world.families() {
        let children = u32::try_from(family.stories.len()).unwrap_or(0);
        let members = family.members(&world, Detail::Whole);
        let members = around::around(&world, instance.clocks(authority), busy, family.index, members);
        let (instance, authority) = (Arc::clone(instance), authority.clone());
        writing.spawn(async move {
            for member in members {
                write(&instance, &authority, member).await?;
            }
            Ok::<u32, Failure>(children)
        });
        // A few families at once, so that the store can commit them together.
        while writing.len() >= 20 {
            written += finished(writing.join_next().await)?;
            progress(written);
        }
    }
    while let Some(done) = writing.join_next().await {
        written += finished(Some(done))?;
        progress(written);
    }
    handed_over::hand_over_all_but_one(&cast).await?;
    Ok(opened)
}

/// The data protection officer approves the first version of the notice, as it is written from the settings.
async fn approve_notice(cast: &Cast) -> Result<(), Failure> {
    let desk = cast.at("dpo", cast.working(60), 10, 0)?.desk;
    let (pack, registers) = (desk.pack()?, Registers::of(desk.pack()?));
    let [text, children] = [draft(pack, &registers, desk.today()), for_children(pack, &registers, desk.today())]
        .map(|notice| notice.text());
    approve_draft(&desk, &fingerprint(&text, &children), desk.today()).await.map(drop)
}

/// Tells the stories, beside each other.
fn tell(writing: &mut JoinSet<Result<u32, Failure>>, cast: &Cast) {
    let (okells, lewins, pryces, others) = (cast.again(), cast.again(), cast.again(), cast.again());
    let carers = cast.again();
    writing.spawn(async move { dunleavy::tell(&carers).await.map(|()| 0) });
    writing.spawn(async move { okell::tell(&okells).await.map(|()| 0) });
    writing.spawn(async move { lewin::tell(&lewins).await.map(|()| 0) });
    writing.spawn(async move { pryce::tell(&pryces).await.map(|()| 0) });
    writing.spawn(async move { doorstep::tell(&others).await.map(|()| 0) });
}

fn finished(done: Option<Result<Result<u32, Failure>, tokio::task::JoinError>>) -> Result<u32, Failure> {
    match done {
        Some(Ok(children)) => children,
        Some(Err(error)) => Err(Failure::Wrong(format!("writing a family stopped: {error}"))),
        None => Ok(0),
    }
}

/// Writes the file of one person, a change for each time at which something was written.
async fn write(instance: &Instance, authority: &AuthorityId, member: Member) -> Result<(), Failure> {
    let mut by_time: BTreeMap<Timestamp, Vec<Version>> = BTreeMap::new();
    for version in member.versions {
        by_time.entry(version.recorded_at).or_default().push(version);
    }
    let Some(first) = by_time.keys().next().copied() else { return Ok(()) };
    let file = instance.draw(|random| FileId::new(first, random));
    let mut held = File::default();
    let mut revision = None;
    for (at, versions) in by_time {
        let mut amending = match revision {
            None => Amending::new_file(file, false),
            Some(revision) => Amending::at(file, revision, FileFlags::default(), held.clone()),
        };
        for version in versions {
            held.take(version.clone());
            amending.take(version, None);
        }
        let mut change = Change::new(authority.clone(), at);
        change.entries.push(entry(instance, authority, file, at));
        let begins = NewFile { file, person: member.person, file_type: member.file, flags: FileFlags::default() };
        amending.finish(instance.pack(authority), &mut change, Some(begins));
        let committed = instance.store.commit(change).await?;
        revision = committed.revisions.iter().find(|(of, _)| *of == file).map(|(_, revision)| *revision);
    }
    Ok(())
}

fn entry(instance: &Instance, authority: &AuthorityId, file: FileId, at: Timestamp) -> Entry {
    Entry {
        id: instance.draw(|random| EntryId::new(at, random)),
        at,
        actor: Actor::Job("demo".to_owned()),
        authority: authority.clone(),
        purpose: "demonstration".to_owned(),
        action: "record.add",
        file: Some(file),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    }
}
