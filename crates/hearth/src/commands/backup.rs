//! `hearth backup` and `hearth restore`

use hearth_store::{Store, backup::BackupFolders};

use crate::{
    args,
    output::{Done, Failed},
    place::Known,
    world,
};

/// Copies an instance into `OUT/data` and `OUT/keys`.
pub async fn backup(args: &args::Backup) -> Result<Done, Failed> {
    let store = Known::of(&args.place)?.open().await?;
    let folders = folders(&args.out);
    let (data, _) = store.backup(&folders, world::now()).await?;
    store.close().await?;
    println!("The data is in {}, {} documents beside it.", folders.data.display(), data.documents);
    println!("The keys are in {}: move them to another place and destroy them after 35 days.", folders.keys.display());
    Ok(Done::Well)
}

fn folders(base: &std::path::Path) -> BackupFolders {
    BackupFolders { data: base.join("data"), keys: base.join("keys") }
}

/// Brings a backup back; what was destroyed since is destroyed again before it opens.
pub async fn restore(args: &args::Restore) -> Result<Done, Failed> {
    let known = Known::of(&args.place)?;
    let restored = Store::restore(&folders(&args.backup), known.config()?, world::now(), world::random()?).await?;
    println!("The backup of {} is restored.", restored.data.at);
    let again = restored.destroyed.files;
    if again > 0 {
        let were =
            if again == 1 { "file that was destroyed since was" } else { "files that were destroyed since were" };
        println!("{again} {were} destroyed again before it opened.");
    }
    restored.store.close().await?;
    Ok(Done::Well)
}
