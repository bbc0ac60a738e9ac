//! The pages and the server, from outside. What goes through the router runs on SQLite, and on PostgreSQL where
//! `HEARTH_TEST_POSTGRES` is set.

mod bodies;
mod browser;
mod clocks;
mod closed_doors;
mod day;
mod every_kind;
mod family;
mod find;
mod front_door;
mod hub;
mod keeping_safe;
mod logs;
mod markup;
mod pages;
mod promises;
mod protected;
mod recording;
mod references;
mod sign_in;
mod specimens;
mod specimens_day;
mod specimens_family;
mod specimens_front_door;
mod specimens_returns;
mod sweeps;
mod text_search;
mod time;
mod today;
mod wall;
mod worry;
