//! The accounts of the demonstration: one a role, the same at every council.

use hearth_access::{Rights, Role, Subject};
use hearth_record::ids::{AuthorityId, TeamId, WorkerId};
use hearth_store::Actor;
use hearth_synth::{Worker, World};

use super::dated::Cast;
use crate::{
    Failure, Instance, Pack,
    access::{Holder, NewAccount, open_account},
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

/// The accounts of the demonstration that this council has, opened again on nothing: for the page that signs in.
///
/// # Errors
/// What the store refuses.
pub async fn opened(instance: &Instance, authority: &AuthorityId) -> Result<Vec<Opened>, Failure> {
    let mut found = Vec::new();
    for account in instance.store.accounts(authority).await? {
        let holder = Holder::of(&account)?;
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

pub(super) async fn accounts(
    instance: &Instance,
    authority: &AuthorityId,
    pack: &Pack,
    world: &World,
    cast: &mut Cast,
) -> Result<Vec<Opened>, Failure> {
    let now = cast.now;
    let mut opened = Vec::new();
    let mut taken: Vec<WorkerId> = Vec::new();
    for part in PARTS {
        let staff = world.staff();
        let in_team = |worker: &&Worker| part.team.is_some_and(|code| staff.teams[worker.team].code == code);
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
            teams: teams.clone(),
            may_record: !matches!(part.role, Role::PartnerSchool | Role::PartnerPolice),
            password: PASSWORD,
            second_factor: None,
        };
        let rights = if new.may_record { Rights::Process } else { Rights::View };
        let (account, worker) = open_account(instance, new, Actor::Job("demo".to_owned()), now).await?;
        let subject = Subject { account, worker, role: part.role, teams, authority: authority.clone(), rights };
        cast.give(part.login, subject, name.to_owned());
        opened.push(Opened { login, role: part.role, name: name.to_owned(), does: part.does });
    }
    Ok(opened)
}
