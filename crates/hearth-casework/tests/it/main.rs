//! The use cases on both engines: every test runs on SQLite, and on PostgreSQL where `HEARTH_TEST_POSTGRES` is set.

mod access;
mod acts;
mod adopters;
mod clocks;
mod daily;
mod dataset;
mod demo;
mod front_door;
mod inspection;
mod lists;
mod network;
mod people;
mod recording;
mod retention;
mod returns;
mod returns_kept;
mod round_trip;
mod who;
mod worlds;
