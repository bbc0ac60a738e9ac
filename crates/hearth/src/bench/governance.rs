//! What the council answers for, over every file: one function a figure.

use hearth_access::Purpose;
use hearth_casework::{
    holds::in_scope,
    retention::due_with,
    sharing::{Asked, weigh},
};
use hearth_practice::retention::Schedule;

use super::{
    ground::Ground,
    load::LONG,
    measure::{self, Times, median},
    table::Figure,
};
use crate::output::Failed;

/// The figures, each told as soon as it is measured: the whole takes minutes.
pub async fn measure(ground: &Ground, runs: u64) -> Result<Vec<Figure>, Failed> {
    let mut figures = Vec::new();
    let mut told = |figure: Figure| {
        super::tell(&figure);
        figures.push(figure);
    };
    told(retention(ground, runs).await?);
    told(hold(ground, runs).await?);
    told(super::disposal::batch(&ground.dir.join("disposal")).await?);
    told(sharing(ground, runs).await?);
    Ok(figures)
}

/// How long every file is kept, recomputed from the sealed digests, with what is due and which class has no rule.
async fn retention(ground: &Ground, runs: u64) -> Result<Figure, Failed> {
    let today = ground.loaded.today;
    let schedule =
        ground.instance.pack(&ground.authority).map_or_else(Schedule::default, |pack| pack.retention.clone());
    let (mut times, mut files, mut due) = (Vec::new(), 0, 0);
    for _ in 0..runs {
        let started = measure::start();
        let found = due_with(&ground.instance, &ground.authority, &schedule, (today, today), |_| ()).await?;
        times.push(started.elapsed().as_secs_f64());
        (files, due) = (found.looked_at, found.files.len());
    }
    let took = median(times);
    let what = format!("how long each of {files} files is kept, recomputed from the digests, {due} due");
    // The target is for a million files.
    let met = took <= 10.0 && files >= 1_000_000;
    Ok(Figure::against(what, "≤ 10 s for a million files", format!("**{took:.1} s**"), met))
}

/// Which files a hold covers, asked of every digest.
async fn hold(ground: &Ground, runs: u64) -> Result<Figure, Failed> {
    let (mut times, mut covered) = (Vec::new(), 0);
    for _ in 0..runs {
        let started = measure::start();
        covered = in_scope(&ground.instance, &ground.authority, "SEXUAL_ABUSE").await?.len();
        times.push(started.elapsed().as_secs_f64());
    }
    let took = median(times);
    let people = ground.loaded.people;
    let what = format!("which of {people} files a hold on records of sexual abuse covers now: {covered}");
    // The target is for a million files.
    let met = took <= 5.0 && people >= 1_000_000;
    Ok(Figure::against(what, "≤ 5 s for a million files", format!("**{took:.1} s**"), met))
}

/// Whether something may be shared of a file of five hundred records, with every answer given: what the family protects, the register, the
/// agreements, what the family said, and each item. The file is open by then.
async fn sharing(ground: &Ground, runs: u64) -> Result<Figure, Failed> {
    let answers = |name: &str| {
        match name {
            "recipient" => "police",
            "need" => "safety",
            "outcome" => "YES",
            "basis" => "PUBLIC_TASK",
            "consent_sought" => "NOT_SOUGHT",
            "told" => "NOT_YET",
            "told_on" => "",
            "channel" => "LINK",
            "checked" => "yes",
            "items" => "*",
            _ => "because the bench asks",
        }
        .to_owned()
    };
    let desk = ground.desk();
    let mut views = Vec::new();
    for n in 0..ground.loaded.long_files {
        views.push(desk.open(ground.long_file(n), Some(Purpose::FrontDoorCheck), None).await?);
    }
    let mut measured = Vec::new();
    for _ in 0..runs {
        let mut times = Vec::new();
        for view in &views {
            let started = measure::start();
            let decided = weigh(&desk, view, &Asked { text: &answers }).await?;
            times.push(started.elapsed());
            std::hint::black_box(decided.items.len());
        }
        measured.push(Times::of(times));
    }
    let of = |percent| median(measured.iter().map(|run| run.percentile(percent)).collect());
    let (p50, p99) = (of(50), of(99));
    let what = format!("decide whether something of a file of {LONG} records may be shared");
    Ok(Figure::against(what, "p99 ≤ 5 ms", format!("p50 {p50:.2} ms, **p99 {p99:.2} ms**"), p99 <= 5.0))
}
