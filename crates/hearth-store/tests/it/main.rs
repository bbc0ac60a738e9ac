//! The store on both engines. Every test runs on SQLite, and on PostgreSQL when `HEARTH_TEST_POSTGRES` is set.

mod adoption;
mod backups;
mod canary;
mod cells;
mod changes;
mod destruction;
mod documents;
mod drafts_and_accounts;
mod fail_over;
mod faults;
mod flush;
mod full_disk;
mod held;
mod kill;
mod ledger;
mod listing;
mod lists;
mod merging;
mod opening;
mod plans;
mod planted;
mod replay;
mod schema;
mod verification;
mod world;
