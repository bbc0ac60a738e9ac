//! The pages and the server, from outside.

mod pages;
mod specimens;
