//! Finding people and starting their files.
