//! Which adoptions the statutory returns lack the codes of the adopters of.

use askama::Template;

use super::{Frame, Link};

/// The adoptions of this collection year and the one before.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/adoptions.html")]
pub struct AdoptionsPage {
    /// What every page has.
    pub frame: Frame,
    /// Those that wait, the earliest first; each leads to its form.
    pub waiting: Vec<AdoptionRow>,
    /// Those that were handed over, the latest first; each leads to the form that corrects it.
    pub handed_over: Vec<AdoptionRow>,
    /// How many children more who left care are closed to the reader, in words; empty where none is.
    pub closed: String,
}

/// One child.
#[derive(Debug, Clone)]
pub struct AdoptionRow {
    /// The name before the adoption, with the address of the form.
    pub child: Link,
    /// When they were born, in words.
    pub born: String,
    /// When they were adopted, in words.
    pub adopted: String,
    /// The return that asks, such as "2026 to 2027".
    pub year: String,
}
