//! This program started once more, for what only a new process can tell: memory, start, a cold open, a kill.

use std::{
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use hearth_casework::home;

use super::{commits, ground::Ground, kill, measure, opening};
use crate::{
    args,
    output::{Done, Failed},
};

/// How long the process under load works, in seconds.
pub const UNDER_LOAD: u64 = 12;

/// What a child told: numbers by name.
pub struct Told(serde_json::Value);

impl Told {
    /// One of them; 0 where it was not told.
    pub fn number(&self, name: &str) -> f64 {
        self.0.get(name).and_then(serde_json::Value::as_f64).unwrap_or(0.0)
    }
}

/// Starts this program with the same instance and a task, not waiting for it.
pub fn command(bench: &args::Bench, task: &str) -> Result<Command, Failed> {
    let program = std::env::current_exe().map_err(|e| Failed(format!("this program cannot be found: {e}")))?;
    let mut command = Command::new(program);
    command.arg("bench").args(["--child", task]).arg("--data").arg(super::ground::folder(bench));
    if let (Some(url), Some(key_url)) = (&bench.place.database_url, &bench.place.key_database_url) {
        command.args(["--database-url", url, "--key-database-url", key_url]);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    Ok(command)
}

/// Runs a task in a child to its end and gives what it told.
pub fn ask(bench: &args::Bench, task: &str) -> Result<Told, Failed> {
    let output =
        command(bench, task)?.output().map_err(|e| Failed(format!("the task {task} could not be started: {e}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let told = serde_json::from_str(text.trim());
    told.map(Told).map_err(|e| Failed(format!("the task {task} told nothing that can be read: {e}")))
}

/// Does a task and prints what it told.
pub async fn run(bench: &args::Bench, task: &str) -> Result<Done, Failed> {
    let (what, argument) = task.split_once(':').unwrap_or((task, ""));
    let number: u64 = argument.parse().unwrap_or(0);
    if what == "kill" {
        return kill::write_on(bench, number).await;
    }
    let started = measure::start();
    let ground = Ground::open(bench).await?.ok_or_else(|| Failed::new("the database is not loaded"))?;
    let opened = started.elapsed().as_secs_f64() * 1000.0;
    let told = match what {
        "open" => {
            let started = measure::start();
            opening::open_once(&ground, ground.long_file(number)).await?;
            serde_json::json!({ "open_ms": started.elapsed().as_secs_f64() * 1000.0 })
        }
        "idle" => {
            home::my_files(&ground.desk()).await?;
            let page = started.elapsed().as_secs_f64() * 1000.0;
            tokio::time::sleep(Duration::from_secs(2)).await;
            serde_json::json!({ "opened_ms": opened, "page_ms": page, "rss": measure::memory("VmRSS") })
        }
        "load" => {
            let ground = Arc::new(ground);
            let acts = commits::acts(&ground, UNDER_LOAD).await?;
            let (p50, p99, longest) =
                (acts.times.percentile(50), acts.times.percentile(99), acts.times.percentile(100));
            serde_json::json!({
                "rate": acts.rate, "p50": p50, "p99": p99, "longest": longest,
                "rss": measure::memory("VmRSS"), "most": measure::memory("VmHWM"),
            })
        }
        _ => return Err(Failed(format!("there is no task `{task}`"))),
    };
    println!("{told}");
    Ok(Done::Well)
}
