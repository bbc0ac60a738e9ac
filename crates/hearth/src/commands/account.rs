//! `hearth account open`

use hearth_access::{Role, totp::Secret};
use hearth_casework::{
    Pack,
    access::{NewAccount, know_manager, know_own_file, open_account},
};
use hearth_record::ids::{AuthorityId, FileId, TeamId};
use hearth_store::Actor;

use super::init::password;
use crate::{
    args,
    output::{Done, Failed},
    place::{self, Known},
    world,
};

/// Opens an account and prints what its holder signs in with, once.
pub async fn open(args: &args::OpenAccount) -> Result<Done, Failed> {
    let authority = AuthorityId::new(&args.authority)?;
    let role: Role = args.role.parse().map_err(|_| unknown_role(&args.role))?;
    let instance = place::instance(Known::of(&args.place)?.open().await?, false)?;
    let pack = instance.pack(&authority).ok_or_else(|| Failed(format!("no pack is called `{authority}`")))?;
    let teams = args.team.iter().map(|code| team(pack, code)).collect::<Result<Vec<_>, _>>()?;
    let (password, secret) = instance.draw(|mut random| (password(random), Secret::new(&mut random)));
    let new = NewAccount {
        login: &args.login,
        authority: authority.clone(),
        worker: None,
        name: &args.name,
        role,
        teams,
        may_record: !args.view_only,
        password: &password,
        second_factor: Some(&secret),
    };
    open_account(&instance, new, Actor::Job("account".to_owned()), world::now()).await?;
    println!("sign-in name   {}\npassword       {password}\nauthenticator  {}", args.login, *secret.base32());
    println!("or             {}", *secret.otpauth_uri(&pack.name, &args.login));
    println!("\nThese are shown once.");
    instance.store.close().await?;
    Ok(Done::Well)
}

/// Says which file is about the holder of an account.
pub async fn own_file(args: &args::OwnFile) -> Result<Done, Failed> {
    let file: FileId = args.file.parse().map_err(|_| {
        Failed(format!("`{}` is no file; take the letters after /children/ in the address of its page", args.file))
    })?;
    let instance = place::instance(Known::of(&args.place)?.open().await?, false)?;
    let by = Actor::Job("account".to_owned());
    let accounts = know_own_file(&instance, &args.login, file, by, world::now()).await?;
    println!("known for {}", hearth_calendar::in_words::counted(accounts, "account"));
    instance.store.close().await?;
    Ok(Done::Well)
}

/// The team of a council by its code.
pub(super) fn team(pack: &Pack, code: &str) -> Result<TeamId, Failed> {
    if pack.teams.iter().any(|team| team.code == code) {
        return Ok(pack.team_id(code));
    }
    let codes: Vec<&str> = pack.teams.iter().map(|team| team.code.as_str()).collect();
    Err(Failed(format!("{} has no team `{code}`; there are {}", pack.short_name, codes.join(", "))))
}

fn unknown_role(role: &str) -> Failed {
    let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    Failed(format!("`{role}` is no role; there are {}", codes.join(", ")))
}

/// Says who manages the holder of an account.
pub async fn manager(args: &args::ManagerOf) -> Result<Done, Failed> {
    let instance = place::instance(Known::of(&args.place)?.open().await?, false)?;
    let by = Actor::Job("account".to_owned());
    let accounts = know_manager(&instance, &args.login, &args.manager, by, world::now()).await?;
    println!("known for {}", hearth_calendar::in_words::counted(accounts, "account"));
    instance.store.close().await?;
    Ok(Done::Well)
}
