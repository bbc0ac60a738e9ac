//! Documents.

use hearth_record::ids::FileId;
use rand_core::CryptoRng;

use crate::{driver::Step, seal::FileKey};

/// A document that was stored before and belongs to a file from now on.
#[derive(Clone)]
pub struct NewBlob {
    /// Which file.
    pub file: FileId,
}

impl NewBlob {
    /// The statements that join it to its file, whose key is `key`.
    pub(crate) fn steps(&self, _key: &FileKey, _random: &mut dyn CryptoRng) -> Vec<Step> {
        Vec::new()
    }
}
