//! The store: versions, digests, keys, index, work rows, blobs and the audit tree, on SQLite and PostgreSQL.

pub mod checkpoint;
pub mod find;
pub mod keys;
pub mod seal;
pub mod tree;
