//! Record kinds, events, files, code sets and identifiers.
//!
//! A file is a list of records; records make events; everything else is computed from events. This crate holds the
//! mechanism ([`record`], [`schema`], [`fields`], [`event`], [`file`](mod@file), [`digest`], [`find`]) and, by service, the kinds. A
//! new kind is one file in its service's folder and its name in that folder's `kinds_of_service!` list: the form, the API, the field
//! catalogue, search, the digest and the events follow from it.
//!
//! Nothing here reads a clock, a disk or a network.

pub mod access;
pub mod adoption;
pub mod assessment;
pub mod care_leaver;
pub mod catalogue;
pub mod child_in_need;
pub mod class;
pub mod clear;
pub mod code;
pub mod court;
pub mod csa;
pub mod digest;
pub mod duty;
pub mod education;
pub mod event;
pub mod exploitation;
pub mod fields;
pub mod file;
pub mod find;
pub mod fostering;
pub mod front_door;
pub mod governance;
pub mod identifier;
pub mod ids;
pub mod json_schema;
pub mod keeping;
pub mod kept;
pub mod looked_after;
pub mod people;
pub mod planning;
pub mod problem;
pub mod protection;
pub mod record;
pub mod recording;
mod reference;
pub mod retention;
pub mod review;
pub mod rights;
pub mod schema;
pub mod sets;
pub mod sharing;
pub mod template;
pub mod value;
pub mod version;
pub mod words;

mod prelude;

pub use class::{Category, Class, Open, Private, Whose};
pub use digest::Digest;
pub use event::{Event, EventName};
pub use fields::Fields;
pub use file::{File, FileType, Held};
pub use problem::Problems;
pub use record::{Flag, Makes, Record, Work};
pub use schema::{FieldSchema, KindSchema, Service};
pub use version::{Author, Together, Version, Written};

/// Declares the kinds of a service: each is a module with one struct of the name given.
macro_rules! kinds_of_service {
    ($($module:ident::$kind:ident),* $(,)?) => {
        $(
            mod $module;
            pub use $module::$kind;
        )*

        /// The kinds of this service, in the order of its menus.
        pub(crate) const KINDS: &[&crate::schema::KindSchema] = &[$(<$kind as crate::record::Record>::SCHEMA),*];
    };
}
pub(crate) use kinds_of_service;

/// The kinds of every service, in the order of a child's way through them.
const SERVICES: &[&[&KindSchema]] = &[
    people::KINDS,
    front_door::KINDS,
    assessment::KINDS,
    protection::KINDS,
    child_in_need::KINDS,
    planning::KINDS,
    exploitation::KINDS,
    court::KINDS,
    looked_after::KINDS,
    education::KINDS,
    adoption::KINDS,
    care_leaver::KINDS,
    fostering::KINDS,
    review::KINDS,
    recording::KINDS,
    sharing::KINDS,
    retention::KINDS,
    rights::KINDS,
    governance::KINDS,
    access::KINDS,
];

/// Every kind of record.
pub fn kinds() -> impl Iterator<Item = &'static KindSchema> {
    SERVICES.iter().copied().flatten().copied()
}

/// The kind that is stored as `kind`.
pub fn kind(kind: &str) -> Option<&'static KindSchema> {
    kinds().find(|schema| schema.kind == kind)
}
