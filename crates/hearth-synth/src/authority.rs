//! The authorities whose towns the stories borrow.

use hearth_record::ids::AuthorityId;

use crate::people::places::{KNOWSLEY, SEFTON, Town};

/// An authority of the stories.
#[derive(Clone, Debug)]
pub struct Authority {
    /// The short name in the system.
    pub id: AuthorityId,
    /// The DfE number.
    pub la_code: u16,
    /// What local child identifiers begin with.
    pub(crate) prefix: &'static str,
    pub(crate) towns: &'static [(Town, u32)],
}

impl Authority {
    /// Sefton (DfE number 343).
    pub fn sefton() -> Self {
        Self::made("sefton", 343, "S", SEFTON)
    }

    /// Knowsley (DfE number 340).
    pub fn knowsley() -> Self {
        Self::made("knowsley", 340, "K", KNOWSLEY)
    }

    /// The authority of a short name, where the stories know its towns.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "sefton" => Some(Self::sefton()),
            "knowsley" => Some(Self::knowsley()),
            _ => None,
        }
    }

    fn made(name: &str, la_code: u16, prefix: &'static str, towns: &'static [(Town, u32)]) -> Self {
        let id = AuthorityId::new(name).expect("INVARIANT: both names are lower-case letters");
        Self { id, la_code, prefix, towns }
    }
}
