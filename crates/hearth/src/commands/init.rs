//! `hearth init`

use std::sync::Arc;

use hearth_access::{Role, totp::Secret};
use hearth_casework::{
    Instance,
    access::{NewAccount, open_account},
    settings,
};
use hearth_record::ids::AuthorityId;
use hearth_store::{Actor, People};

use crate::{
    args,
    output::{Done, Failed},
    place::{self, Known},
    world,
};

/// Makes an instance and prints what its first administrator signs in with. It is printed once and stored nowhere in clear.
pub async fn run(init: args::Init) -> Result<Done, Failed> {
    let packs = settings::compiled_in();
    let authorities = init.authority.iter().map(|id| AuthorityId::new(id)).collect::<Result<Vec<_>, _>>()?;
    for authority in &authorities {
        if !packs.contains_key(authority) {
            let known: Vec<_> = packs.keys().map(AuthorityId::as_str).collect();
            return Err(Failed(format!("no pack is called `{authority}`; there are {}", known.join(", "))));
        }
    }
    let known = Known::of(&init.place)?;
    let (instance, new) = made(&known, authorities).await?;
    for authority in new {
        let login =
            if instance.packs.len() == 1 { "administrator".to_owned() } else { format!("administrator@{authority}") };
        let (password, secret) = instance.draw(|mut random| (password(random), Secret::new(&mut random)));
        let name = packs.get(&authority).map_or("", |pack| pack.name.as_str());
        let new = NewAccount {
            login: &login,
            authority,
            worker: None,
            name: "First administrator",
            role: Role::Administrator,
            teams: Vec::new(),
            may_record: false,
            password: &password,
            second_factor: Some(&secret),
        };
        open_account(&instance, new, Actor::Job("init".to_owned()), world::now()).await?;
        println!(
            "\n{name}\n  sign-in name   {login}\n  password       {password}\n  authenticator  {}",
            *secret.base32()
        );
        println!("  or             {}", *secret.otpauth_uri(name, &login));
    }
    println!("\nThese are shown once. Keep the root key where the backups of the databases are not.");
    instance.store.close().await?;
    Ok(Done::Well)
}

/// The instance with these councils: made, or, where it is there already, with those added that it had not. Gives the new ones.
async fn made(known: &Known, authorities: Vec<AuthorityId>) -> Result<(Arc<Instance>, Vec<AuthorityId>), Failed> {
    match known.create(&authorities).await {
        Ok(store) => {
            store.say_people(People::Real).await?;
            println!("An instance was made at {}", known.location());
            Ok((place::instance(store, false)?, authorities))
        }
        Err(made) => {
            let store = known.open().await.map_err(|_| made)?;
            store.say_people(People::Real).await?;
            let there = store.authorities();
            let new: Vec<AuthorityId> =
                authorities.into_iter().filter(|authority| !there.contains(authority)).collect();
            for authority in &new {
                store.add_authority(authority).await?;
            }
            println!("The instance at {} was there; {} councils were added", known.location(), new.len());
            Ok((place::instance(store, false)?, new))
        }
    }
}

/// Five groups of four letters and digits that are not taken for each other: 99 bits.
pub(super) fn password(random: &mut dyn rand_core::CryptoRng) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let mut bytes = [0; 20];
    random.fill_bytes(&mut bytes);
    let signs: Vec<char> = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
