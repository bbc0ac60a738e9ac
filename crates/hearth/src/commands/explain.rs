//! `hearth explain`: the engines that run the files, on facts given by hand.

mod clocks;
mod facts;
mod retention;

use crate::{
    args::{self, Explained},
    output::{Done, Failed},
    world,
};

/// Explains what the arguments ask for.
pub fn run(explain: &args::Explain) -> Result<Done, Failed> {
    let given = facts::read(&explain.facts)?;
    let today = explain.today.unwrap_or_else(|| hearth_calendar::london_date(world::now()));
    let packs = hearth_casework::settings::compiled_in();
    let authority = hearth_record::ids::AuthorityId::new(&explain.authority)?;
    let pack = packs.get(&authority).ok_or_else(|| {
        let known: Vec<String> = packs.keys().map(ToString::to_string).collect();
        Failed(format!("no authority pack is called {authority}; there are {}", known.join(", ")))
    })?;
    match explain.what {
        Explained::Clocks => clocks::explain(&given, &pack.clocks, today, explain.format),
        Explained::Retention => retention::explain(&given, &pack.retention, today, explain.format),
    }
    Ok(Done::Well)
}
