//! One file a command: each parses, opens what it needs, calls, prints.

mod account;
mod backup;
mod catalogue;
mod check;
mod demo;
mod disposal;
mod explain;
mod import;
mod init;
mod ledger;
pub mod match_lists;
mod notice;
mod register;
mod retention;
mod return_;
mod return_as_at;
mod return_daily;
mod serve;
mod synth;

use crate::{
    args::{AccountAct, Args, Command, LedgerAct},
    output::{Done, Failed},
};

/// Runs a command.
pub async fn run(args: Args) -> Result<Done, Failed> {
    match args.command {
        Command::Demo(demo) => demo::run(demo).await,
        Command::Init(init) => init::run(init).await,
        Command::Account(account) => match account.act {
            AccountAct::Open(open) => account::open(&open).await,
            AccountAct::OwnFile(own) => account::own_file(&own).await,
            AccountAct::Manager(of) => account::manager(&of).await,
        },
        Command::Serve(serve) => serve::run(serve).await,
        Command::Import(args) => import::run(args).await,
        Command::Synth(synth) => synth::run(&synth),
        Command::Check(args) => check::run(&args),
        Command::Return(args) => return_::run(args).await,
        Command::Convert(args) => check::convert(&args),
        Command::Match(args) => match_lists::run(&args),
        Command::Ledger(ledger) => match ledger.act {
            LedgerAct::Verify(verify) => ledger::verify(&verify).await,
            LedgerAct::Prove(prove) => ledger::prove(&prove).await,
            LedgerAct::Key(key) => ledger::key(&key).await,
        },
        Command::Backup(backup) => backup::backup(&backup).await,
        Command::Restore(restore) => backup::restore(&restore).await,
        Command::Catalogue(catalogue) => catalogue::run(&catalogue).await,
        Command::Notice(notice) => notice::run(&notice).await,
        Command::Register(register) => register::run(&register).await,
        Command::Explain(explain) => explain::run(&explain),
        Command::Retention(args) => retention::run(args).await,
        Command::Bench(bench) => crate::bench::run(bench).await,
    }
}
