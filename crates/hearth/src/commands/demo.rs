//! `hearth demo`

use std::{path::Path, sync::Arc};

use hearth_casework::{
    Instance,
    demo::{self, Opened, PASSWORD},
};
use hearth_record::ids::AuthorityId;
use hearth_store::{Location, People};
use hearth_web::{
    App,
    view::sign_in::{DemoCard, DemoCouncil},
};
use indicatif::{ProgressBar, ProgressStyle};

use super::serve::{bind, local, log, on};
use crate::{
    args,
    output::{Done, Failed, disk},
    place::{self, Known},
    world,
};

/// The councils of the demonstration.
const COUNCILS: [&str; 2] = ["sefton", "knowsley"];

/// Makes the two councils where they are not there yet, prints address and accounts, and serves.
pub async fn run(demo: args::Demo) -> Result<Done, Failed> {
    log();
    let listener = bind(&demo.listen).await?;
    let dir = demo.data.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("hearth-demo-{}", demo.seed)));
    std::fs::create_dir_all(&dir).map_err(disk("making the folder", &dir))?;
    let (instance, councils) = made(&dir, &demo).await?;
    let at = local(&listener);
    print(&at, &dir, &councils, &instance);
    let cards = councils.iter().map(|(authority, accounts)| cards(&instance, authority, accounts)).collect();
    let app = App { instance, clock: Arc::new(world::now), cards: Arc::new(cards), demo_password: Some(PASSWORD) };
    on(listener, app).await
}

type Councils = Vec<(AuthorityId, Vec<Opened>)>;

/// A file in the folder that says that the stories were written to the end.
const WHOLE: &str = "demo.whole";

async fn made(dir: &Path, demo: &args::Demo) -> Result<(Arc<Instance>, Councils), Failed> {
    let known = Known::in_folder(dir)?;
    let authorities = COUNCILS.iter().map(|id| AuthorityId::new(id)).collect::<Result<Vec<_>, _>>()?;
    let whole = dir.join(WHOLE);
    let mut councils = Councils::new();
    if whole.exists() {
        let store = known.open().await?;
        // A file in a folder can be copied; what the instance says of itself goes wherever it goes.
        if store.people().await? != Some(People::Invented) {
            store.close().await?;
            return Err(Failed(format!("{} holds no demonstration: give another folder with --data", dir.display())));
        }
        let instance = place::instance(store, true)?;
        for authority in authorities {
            let accounts = demo::opened(&instance, &authority).await?;
            councils.push((authority, accounts));
        }
        return Ok((instance, councils));
    }
    if matches!(known.location(), Location::Sqlite { dir } if dir.join("data.db").exists()) {
        return Err(Failed(format!(
            "{} holds a demonstration that was not finished; remove the folder or give another with --data",
            dir.display()
        )));
    }
    let store = known.create(&authorities).await?;
    store.say_people(People::Invented).await?;
    let instance = place::instance(store, true)?;
    // Two thirds of the children live in the larger council.
    let sefton = (demo.children * 2 / 3).max(1);
    let shares = [sefton, (demo.children - sefton).max(1)];
    // A seed of its own for each council: nobody lives in both.
    for ((authority, children), seed) in authorities.into_iter().zip(shares).zip(demo.seed..) {
        let bar = bar(children, authority.as_str());
        let accounts =
            demo::fill(&instance, &authority, children, seed, world::now(), |n| bar.set_position(n.into())).await?;
        bar.finish_and_clear();
        councils.push((authority, accounts));
    }
    std::fs::write(&whole, b"").map_err(disk("writing", &whole))?;
    Ok((instance, councils))
}

/// A bar of progress; hidden where no terminal is there.
fn bar(children: u32, council: &str) -> ProgressBar {
    let bar = ProgressBar::new(children.into());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len} children, {eta} to go") {
        bar.set_style(style);
    }
    bar.set_message(format!("writing {council}"));
    bar
}

fn print(at: &str, dir: &Path, councils: &Councils, instance: &Instance) {
    println!("\nHearth demonstration: invented people, not a council service\n");
    println!("  open       http://{at}");
    println!("  kept in    {}", dir.display());
    println!("  password   {PASSWORD} (for every account)\n");
    for (authority, accounts) in councils {
        println!("  {}", instance.pack(authority).map_or("", |pack| pack.name.as_str()));
        for account in accounts {
            println!("    {:<32} {}", account.login, account.role.name());
        }
    }
    println!();
}

fn cards(instance: &Instance, authority: &AuthorityId, accounts: &[Opened]) -> DemoCouncil {
    let card = |account: &Opened| DemoCard {
        login: account.login.clone(),
        role: account.role.name().to_owned(),
        name: account.name.clone(),
        does: account.does.to_owned(),
        waits: None,
    };
    let name = instance.pack(authority).map(|pack| pack.name.clone()).unwrap_or_default();
    DemoCouncil { name, cards: accounts.iter().map(card).collect() }
}
