//! `hearth return dfe-api`

use std::{collections::BTreeMap, io, path::Path};

use hearth_casework::{
    Desk, Pack,
    returns::{
        collection::Collection,
        daily::{DailyRun, Draft, Patience, draft, send},
        fingerprint,
        walk::Walked,
    },
};
use hearth_returns::daily::{MOST, Window, batches, body};
use serde_json::{Value, json};

use super::return_::{at_desk, bar, write};
use crate::{
    args,
    department::Department,
    output::{Done, Failed, disk},
    world,
};

/// Writes what would be sent, or sends it. Ends with 1 where something was refused, left out, or waits.
pub async fn run(args: args::Return) -> Result<Done, Failed> {
    if args.out.is_none() && args.send.is_none() {
        return Err(Failed::new("say where the batches go: --out DIR to look at them, or --send URL --key-file FILE"));
    }
    let (instance, desk) = at_desk(&args).await?;
    if let Some(out) = &args.out {
        std::fs::create_dir_all(out).map_err(disk("making", out))?;
    }
    let done = match args.send.as_deref().zip(args.key_file.as_deref()) {
        Some((url, key_file)) => {
            let department = Department::at(url, &desk.pack()?.la_code, key_file)?;
            sent(&args, &desk, &department).await?
        }
        None => drafted(&args, &desk).await?,
    };
    instance.store.close().await?;
    Ok(done)
}

async fn sent(args: &args::Return, desk: &Desk, department: &Department) -> Result<Done, Failed> {
    let bar = bar("{spinner} {pos} children answered for");
    let run = send(desk, department, &Patience::NIGHT, |_, answered| bar.set_position(answered.into())).await?;
    bar.finish_and_clear();
    print(&run);
    if let Some(out) = &args.out {
        record(out, &report(args, desk, &run))?;
    }
    let well = run.stopped.is_none() && run.refused.is_empty() && run.walked.left_out.is_empty();
    Ok(if well { Done::Well } else { Done::Findings })
}

async fn drafted(args: &args::Return, desk: &Desk) -> Result<Done, Failed> {
    let bar = bar("{spinner} {pos} files looked at, {per_sec}");
    let draft = draft(desk, |files| bar.set_position(files.into())).await?;
    bar.finish_and_clear();
    let Draft { payloads, children, unchanged, walked } = draft;
    println!(
        "{children} children count, of {} something is new, of {unchanged} nothing",
        children.saturating_sub(unchanged)
    );
    left_out(&walked);
    let mut files = Vec::new();
    let out = args.out.as_deref().unwrap_or(Path::new("."));
    for (nth, batch) in (1..).zip(batches(payloads, MOST)) {
        let name = format!("batch-{nth:03}.json");
        let text = body(&batch);
        write(&out.join(&name), |file| io::Write::write_all(file, text.as_bytes()))?;
        let hash = fingerprint(text.as_bytes()).map_err(|error| Failed(error.to_string()))?;
        println!("{name}  {} children  SHA-256 {hash}", batch.len());
        files.push(json!({"file": name, "children": batch.len(), "sha256": hash}));
    }
    println!("nothing was sent: --send URL --key-file FILE sends it");
    let mut run = heading(args, desk, children, unchanged, &walked);
    run["batches"] = files.into();
    record(out, &run)?;
    Ok(if walked.left_out.is_empty() { Done::Well } else { Done::Findings })
}

fn print(run: &DailyRun) {
    let DailyRun { children, sent, unchanged, taken_back, batches, posts, waiting, .. } = run;
    println!("{children} children count: {sent} sent, {unchanged} unchanged, {taken_back} taken back");
    println!("{batches} batches accepted in {posts} requests");
    for receipt in &run.receipts {
        println!("receipt {receipt}");
    }
    for refused in &run.refused {
        println!("refused: {} ({}): {}", refused.child, refused.file, refused.because);
    }
    left_out(&run.walked);
    if let Some(why) = &run.stopped {
        println!("stopped: {why}; {waiting} children wait");
    }
}

fn left_out(walked: &Walked) {
    for (why, files) in walked.left_out_by_reason() {
        println!("left out: {files} files {}", why.words());
    }
}

/// What stands in the record of any run.
fn heading(args: &args::Return, desk: &Desk, children: u32, unchanged: u32, walked: &Walked) -> Value {
    let collection = Collection::daily();
    let window = Window::on(desk.today());
    let left_out = walked.left_out_by_reason().into_iter().map(|(why, files)| (why.words(), files));
    json!({
        "return": "dfe-api",
        "authority": args.authority,
        "made_at": world::now().to_string(),
        "made_by": desk.name(),
        "controller": desk.pack().ok().map(Pack::owner),
        "looked_back_to": window.from.to_string(),
        "children": children,
        "unchanged": unchanged,
        "left_out": left_out.collect::<BTreeMap<_, _>>(),
        "recipient": collection.recipient,
        "reason": collection.reason,
        "purpose": collection.purpose,
        "powers": collection.powers,
        "guidance": collection.guidance,
        "to_be_confirmed": collection.to_be_confirmed,
    })
}

fn report(args: &args::Return, desk: &Desk, run: &DailyRun) -> Value {
    let mut report = heading(args, desk, run.children, run.unchanged, &run.walked);
    let refused = run
        .refused
        .iter()
        .map(|refused| json!({"child": refused.child, "file": refused.file, "because": refused.because}));
    report["began_at"] = run.began.to_string().into();
    report["ended_at"] = run.ended.to_string().into();
    report["sent"] = run.sent.into();
    report["taken_back"] = run.taken_back.into();
    report["refused"] = refused.collect();
    report["waiting"] = run.waiting.into();
    report["batches"] = run.batches.into();
    report["requests"] = run.posts.into();
    report["receipts"] = run.receipts.clone().into();
    report["stopped"] = run.stopped.clone().into();
    report
}

fn record(out: &Path, run: &Value) -> Result<(), Failed> {
    write(&out.join("run.json"), |file| serde_json::to_writer_pretty(file, run).map_err(io::Error::from))
}
