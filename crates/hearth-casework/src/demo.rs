//! The demonstration: two councils with invented people, and an account for each role.
//!
//! The stories come from `hearth-synth`; this module writes them as their writers would have left them, on the days on
//! which they wrote, so that a file can be read as it was known before.

use std::{collections::BTreeMap, sync::Arc};

use hearth_access::Role;
use hearth_record::{
    File,
    ids::{AuthorityId, EntryId, FileId, TeamId, WorkerId},
    version::Version,
};
use hearth_store::{Actor, Change, Entry, FileFlags, NewFile, Outcome};
use hearth_synth::{
    World,
    records::{Detail, Member},
};
use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::{
    Failure, Instance, Pack,
    access::{NewAccount, open_account},
    write::Amending,
};

/// The password of every demo account.
pub const PASSWORD: &str = "hearth-demo";

/// An account of the demonstration, before the invented person behind it is known.
pub struct Part {
    /// The sign-in name at Sefton; at Knowsley `@knowsley` follows.
    pub login: &'static str,
    /// The role.
    pub role: Role,
    /// The team, by its code in the pack; none for those outside teams.
    pub team: Option<&'static str>,
    /// What the role does here, in a sentence.
    pub does: &'static str,
    /// The name where no worker of the stories takes the part.
    name: &'static str,
}

macro_rules! parts {
    ($($login:literal, $role:ident, $team:expr, $name:literal, $does:literal;)*) => {
        /// The accounts of the demonstration, one a role.
        pub const PARTS: &[Part] = &[$(Part { login: $login, role: Role::$role, team: $team, does: $does, name: $name }),*];
    };
}

parts! {
    "contact.officer", ContactOfficer, Some("mash"), "Holly Banks", "Takes contacts at the front door.";
    "mash.manager", MashManager, Some("mash"), "Imran Shah", "Decides what happens with a contact.";
    "social.worker", SocialWorker, Some("locality_north"), "Priya Nair", "Works with children and families.";
    "team.manager", TeamManager, Some("locality_north"), "Gareth Moss", "Oversees a team’s work.";
    "cas.worker", CasWorker, Some("cas"), "Tunde Bello", "Works with young people at risk of exploitation.";
    "corporate.parent", CorporateParent, Some("corporate_parenting"), "Ros Keane", "Works with looked-after children.";
    "fostering.worker", FosteringWorker, Some("fostering"), "Sian Prosser", "Supports foster carers.";
    "panel.adviser", PanelAdviser, Some("fostering"), "Colin Frith", "Advises the panel.";
    "adoption.worker", AdoptionWorker, Some("adoption"), "Leah Stone", "Works behind the adoption wall.";
    "iro", Iro, Some("independent_review"), "Bev Tranter", "Reviews plans from outside the team.";
    "personal.adviser", PersonalAdviser, Some("leaving_care"), "Jed Rowe", "Advises care leavers.";
    "head.of.service", HeadOfService, None, "Anita Desai", "Answers for the whole service.";
    "data.analyst", DataAnalyst, None, "Piotr Wolski", "Prepares statutory returns.";
    "access.officer", AccessOfficer, None, "Fern Abbott", "Answers requests for access to files.";
    "complaints.officer", ComplaintsOfficer, None, "Dev Malik", "Runs the complaints procedure.";
    "dpo", Dpo, None, "Ruth Amadi", "Protects the data of those recorded here.";
    "records.manager", RecordsManager, None, "Moira Quill", "Keeps the retention schedule.";
    "records.approver", RecordsApprover, None, "Stan Oyelaran", "Approves what is destroyed.";
    "administrator", Administrator, None, "Kit Lomax", "Runs the system and opens no file.";
    "edt.worker", EdtWorker, Some("edt"), "Nadia Yusuf", "Works when the offices are shut.";
    "asset.owner", AssetOwner, None, "Gwen Hart", "Owns the register of what is processed.";
    "lawyer", Lawyer, None, "Oscar Blythe", "Advises on proceedings.";
    "partner.school", PartnerSchool, None, "Tess Unwin", "Answers for a school.";
    "partner.police", PartnerPolice, None, "PC Liam Furze", "Answers for the police.";
}

/// An account that was opened for the demonstration.
#[derive(Clone)]
pub struct Opened {
    /// The sign-in name.
    pub login: String,
    /// The role.
    pub role: Role,
    /// The invented person.
    pub name: String,
    /// What the role does.
    pub does: &'static str,
}

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
    let opened = accounts(instance, authority, pack, &world, now).await?;
    let mut writing = JoinSet::new();
    let mut written = 0;
    for family in world.families() {
        let children = u32::try_from(family.stories.len()).unwrap_or(0);
        let members = family.members(&world, Detail::Whole);
        let (instance, authority) = (Arc::clone(instance), authority.clone());
        writing.spawn(async move {
            for member in members {
                write(&instance, &authority, member).await?;
            }
            Ok::<u32, Failure>(children)
        });
        // A few families at once, so that the store can commit them together.
        while writing.len() >= 16 {
            written += finished(writing.join_next().await)?;
            progress(written);
        }
    }
    while let Some(done) = writing.join_next().await {
        written += finished(Some(done))?;
        progress(written);
    }
    Ok(opened)
}

fn finished(done: Option<Result<Result<u32, Failure>, tokio::task::JoinError>>) -> Result<u32, Failure> {
    match done {
        Some(Ok(children)) => children,
        Some(Err(error)) => Err(Failure::Wrong(format!("writing a family stopped: {error}"))),
        None => Ok(0),
    }
}

/// The accounts of the demonstration that this council has, opened again on nothing: for the page that signs in.
///
/// # Errors
/// What the store refuses.
pub async fn opened(instance: &Instance, authority: &AuthorityId) -> Result<Vec<Opened>, Failure> {
    let mut found = Vec::new();
    for account in instance.store.accounts(authority).await? {
        let holder = crate::access::Holder::of(&account)?;
        let part = PARTS.iter().find(|part| account.login == login(part, authority));
        found.extend(part.map(|part| Opened {
            login: account.login.clone(),
            role: part.role,
            name: holder.name.clone(),
            does: part.does,
        }));
    }
    found.sort_by_key(|opened| PARTS.iter().position(|part| part.role == opened.role));
    Ok(found)
}

fn login(part: &Part, authority: &AuthorityId) -> String {
    if authority.as_str() == "sefton" { part.login.to_owned() } else { format!("{}@{authority}", part.login) }
}

async fn accounts(
    instance: &Instance,
    authority: &AuthorityId,
    pack: &Pack,
    world: &World,
    now: Timestamp,
) -> Result<Vec<Opened>, Failure> {
    let mut opened = Vec::new();
    let mut taken: Vec<WorkerId> = Vec::new();
    for part in PARTS {
        let staff = world.staff();
        let in_team =
            |worker: &&hearth_synth::Worker| part.team.is_some_and(|code| staff.teams[worker.team].code == code);
        let worker = staff.workers.iter().find(|worker| in_team(worker) && !taken.contains(&worker.id));
        taken.extend(worker.map(|worker| worker.id));
        let name = worker.map_or(part.name, |worker| worker.name.as_str());
        let login = login(part, authority);
        let teams: Vec<TeamId> = part.team.map(|code| pack.team_id(code)).into_iter().collect();
        let new = NewAccount {
            login: &login,
            authority: authority.clone(),
            worker: worker.map(|worker| worker.id),
            name,
            role: part.role,
            teams,
            may_record: !matches!(part.role, Role::PartnerSchool | Role::PartnerPolice),
            password: PASSWORD,
            second_factor: None,
        };
        open_account(instance, new, Actor::Job("demo".to_owned()), now).await?;
        opened.push(Opened { login, role: part.role, name: name.to_owned(), does: part.does });
    }
    Ok(opened)
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
        amending.finish(&mut change, Some(begins));
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
