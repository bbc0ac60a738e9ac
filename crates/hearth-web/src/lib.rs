//! Pages, forms, JSON API and assets.

pub mod assets;
pub mod view;
