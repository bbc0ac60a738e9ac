//! `hearth retention propose` and `hearth retention run`

use hearth_casework::disposal;
use hearth_record::ids::RecordId;

use super::{retention::at_desk, return_::bar};
use crate::{
    args,
    output::{Done, Failed},
};

/// Proposes a batch; reviewing and approving it are for people, on the pages. Ends with 1 where nothing is due.
pub async fn propose(args: &args::RetentionPropose) -> Result<Done, Failed> {
    let (instance, desk) = at_desk(&args.by).await?;
    let proposed = disposal::propose(&desk).await?;
    instance.store.close().await?;
    for kept in &proposed.left_out {
        println!("{}  kept: {}", kept.row.file, kept.why.against.join("; "));
    }
    if proposed.alarm {
        println!(
            "WARNING  more than a tenth of all files is due: ask first whether the clock and the schedule are right"
        );
    }
    if proposed.more > 0 {
        println!("{} more are due than one batch holds", proposed.more);
    }
    let Some(batch) = proposed.batch else {
        println!("nothing is due that is not in a batch already");
        return Ok(Done::Findings);
    };
    println!("batch {batch}: {} files, to be reviewed and approved at /retention", proposed.files);
    Ok(Done::Well)
}

/// Executes a batch. Ends with 1 where a file was passed over.
pub async fn run(args: &args::RetentionRun) -> Result<Done, Failed> {
    let batch: RecordId = args
        .batch
        .parse()
        .map_err(|e| Failed(format!("{e}; the address of a batch at /retention ends with its number")))?;
    let (instance, desk) = at_desk(&args.by).await?;
    let bar = bar("{spinner} {pos} files brought to their end, {per_sec}");
    let executed = disposal::execute(&desk, batch, |done| bar.set_position(done as u64)).await?;
    bar.finish_and_clear();
    let (_, items) = disposal::one(&desk, batch).await?;
    instance.store.close().await?;
    for item in items {
        if let Some(entry) = item.says.entry.as_ref() {
            println!("{}  destroyed  {}", item.file, entry.0);
        }
        if let Some(why) = item.says.passed_over.as_ref() {
            println!("{}  passed over: {}", item.file, why.0);
        }
    }
    println!("{} destroyed, {} passed over", executed.destroyed, executed.passed_over.len());
    if executed.waiting > 0 {
        println!(
            "{} wait: confirm on their pages that the copies elsewhere were destroyed, and run it again",
            executed.waiting
        );
    }
    if !executed.cleared {
        println!("old pages are held by a long read; they are cleared at the next start");
    }
    Ok(if executed.passed_over.is_empty() && executed.waiting == 0 { Done::Well } else { Done::Findings })
}
