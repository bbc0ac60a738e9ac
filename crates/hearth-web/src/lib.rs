//! Pages, forms and assets.
//!
//! A handler parses what was sent, calls one use case of casework, and renders a page struct of [`view`]. It takes no
//! decision and runs no query. Every address stands in [`paths`], every route in [`app`], every answer other than the page in
//! [`answer`].

mod answer;
mod api;
mod app;
pub mod assets;
mod field;
mod frame;
mod guard;
mod pages;
pub mod paper;
mod paths;
pub mod view;

pub use api::{Kept, openapi};
pub use app::{App, Clock, ROUTES, Route, router};
