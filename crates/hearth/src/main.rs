//! The records system: command line, configuration, start-up.

mod args;
mod bench;
mod commands;
mod daily;
mod department;
mod jobs;
mod output;
mod place;
mod world;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return output::wrong(&format!("the runtime could not be started: {error}")),
    };
    match runtime.block_on(commands::run(args)) {
        Ok(done) => done.code(),
        Err(error) => output::wrong(&error.to_string()),
    }
}
