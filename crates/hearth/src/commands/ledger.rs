//! `hearth ledger verify` and `hearth ledger prove`

use hearth_record::ids::EntryId;
use hearth_store::verify::Verify;
use indicatif::ProgressBar;

use crate::{
    args,
    output::{Done, Failed},
    place::Known,
    world,
};

/// Re-derives the audit tree and checks everything that stands against it.
pub async fn verify(args: &args::Verify) -> Result<Done, Failed> {
    let store = Known::of(&args.place)?.open().await?;
    let bar = ProgressBar::new_spinner();
    let what = Verify { bodies: true, documents: true, checkpoints: Vec::new() };
    let report = store.verify(&what, |_| bar.tick()).await?;
    bar.finish_and_clear();
    println!("entries      {}", report.entries);
    println!("checkpoints  {}", report.checkpoints);
    println!("files        {} ({} destroyed)", report.files, report.destroyed);
    println!("versions     {}", report.versions);
    println!("documents    {}", report.documents);
    for finding in &report.findings {
        println!("WRONG        {finding}");
    }
    if report.untold > 0 {
        println!("             and {} more", report.untold);
    }
    store.close().await?;
    if report.is_sound() {
        println!("The audit and the records are sound.");
        Ok(Done::Well)
    } else {
        println!(
            "Something was changed past Hearth, or a disk is failing. Keep this output and restore from a backup."
        );
        Ok(Done::Findings)
    }
}

/// Prints the proof that an entry stands in the audit.
pub async fn prove(args: &args::Prove) -> Result<Done, Failed> {
    let entry: EntryId =
        args.entry.parse().map_err(|e| Failed(format!("{e}; the page `Who opened this file` shows entries")))?;
    let store = Known::of(&args.place)?.open().await?;
    let proof = store.prove(entry, world::now()).await?;
    println!("{}", proof.text());
    store.close().await?;
    Ok(Done::Well)
}

/// Prints the verifier key.
pub async fn key(args: &args::Verify) -> Result<Done, Failed> {
    let store = Known::of(&args.place)?.open().await?;
    println!("{}", store.verifier());
    store.close().await?;
    Ok(Done::Well)
}
