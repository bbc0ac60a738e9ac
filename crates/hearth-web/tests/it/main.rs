//! The pages and the server, from outside. What goes through the router runs on SQLite, and on PostgreSQL where
//! `HEARTH_TEST_POSTGRES` is set.

mod bodies;
mod browser;
mod closed_doors;
mod find;
mod logs;
mod markup;
mod pages;
mod promises;
mod recording;
mod sign_in;
mod specimens;
mod sweeps;
mod time;
mod wall;
