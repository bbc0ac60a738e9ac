//! The store on both engines. Every test runs on SQLite, and on PostgreSQL when `HEARTH_TEST_POSTGRES` is set.

mod changes;
mod drafts_and_accounts;
mod faults;
mod ledger;
mod lists;
mod opening;
mod replay;
mod schema;
mod destruction;
mod planted;
mod verification;
mod world;
