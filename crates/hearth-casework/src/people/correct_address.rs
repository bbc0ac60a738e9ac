use hearth_access::Purpose;
use hearth_record::{
    Fields,
    ids::{FileId, RecordId},
};

use crate::{
    Desk, Failure,
    recording::{Correction, Saved, corrected},
};

/// A protected address as it should be.
pub struct AddressCorrected<'a> {
    /// The address.
    pub record: RecordId,
    /// The version that the person was shown.
    pub from: u32,
    /// The values as they should be.
    pub fields: Fields,
    /// Why, in the person's words; never the address itself.
    pub because: &'a str,
    /// Why the person is in the file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
}

/// Corrects an address that is protected, here or in the file of a relative, and keeps it so: what it said before and what it says
/// now are both kept back, now and looking back, and neither is a way to the file. The reason stands beside the version and in the
/// audit.
///
/// # Errors
/// As [`correct`](crate::recording::correct()).
pub async fn correct_address(desk: &Desk, file: FileId, mut address: AddressCorrected<'_>) -> Result<Saved, Failure> {
    address.fields.set("protected", Some(true.into()));
    let correction = Correction {
        record: address.record,
        from: address.from,
        fields: address.fields,
        because: address.because.to_owned(),
        purpose: address.purpose,
        draft: None,
    };
    corrected(desk, file, correction, true).await
}
