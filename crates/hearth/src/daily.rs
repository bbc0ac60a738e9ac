//! The daily data of the councils whose configuration says so, once a night.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use hearth_casework::{
    Instance,
    access::acting,
    returns::daily::{DailyRun, Patience, send},
};
use hearth_record::ids::AuthorityId;
use jiff::civil::Date;
use serde::Deserialize;

use crate::{department::Department, jobs::AT_NIGHT, output::Failed, world};

/// How often it is looked whether it is night.
const EVERY: Duration = Duration::from_mins(5);

/// A council whose daily data go to the department each night: a table `[[daily]]` of the configuration.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nightly {
    /// The council.
    pub authority: AuthorityId,
    /// The address of the interface, without what the council's number follows.
    pub address: String,
    /// The file with the key: see [`Department`].
    pub key_file: PathBuf,
    /// The sign-in name of whoever answers for it: the sending may what they may, and the audit names them.
    pub by: String,
}

impl Nightly {
    /// The line to the department, where it can be had: asked when the program starts, so that a mistake is told to whoever makes it.
    pub fn line(&self, instance: &Instance) -> Result<Department, Failed> {
        let pack = instance.pack(&self.authority);
        let pack = pack.ok_or_else(|| Failed(format!("[[daily]]: no council {} is set up here", self.authority)))?;
        Department::at(&self.address, &pack.la_code, &self.key_file)
    }

    async fn once(&self, instance: &Arc<Instance>) -> Result<DailyRun, Failed> {
        let line = self.line(instance)?;
        let desk = acting(instance, &self.by, world::now()).await?;
        if *desk.authority() != self.authority {
            return Err(Failed(format!("[[daily]]: {} works for another council", self.by)));
        }
        Ok(send(&desk, &line, &Patience::NIGHT, |_, _| ()).await?)
    }
}

/// Sends for each council once a night until the process ends. A night that failed is logged, without a word of what was sent; what was not
/// accepted goes the next night.
pub async fn run(instance: Arc<Instance>, councils: Vec<Nightly>) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut sent: BTreeMap<AuthorityId, Date> = BTreeMap::new();
    loop {
        turns.tick().await;
        let here = hearth_calendar::london_datetime(world::now());
        if !AT_NIGHT.contains(&here.hour()) {
            continue;
        }
        for council in &councils {
            if sent.get(&council.authority) == Some(&here.date()) {
                continue;
            }
            sent.insert(council.authority.clone(), here.date());
            let authority = &council.authority;
            match council.once(&instance).await {
                Ok(run) if run.stopped.is_none() && run.refused.is_empty() => {
                    tracing::info!(%authority, sent = run.sent, "the daily data were sent");
                }
                Ok(run) => {
                    let (refused, waiting) = (run.refused.len(), run.waiting);
                    tracing::warn!(%authority, refused, waiting, "the daily data were not all accepted: see the returns page");
                }
                Err(error) => tracing::error!(%authority, %error, "the daily data could not be sent"),
            }
        }
    }
}
