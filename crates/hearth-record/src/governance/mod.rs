//! What the council decides about its records as a whole: its notice in versions, its laws, purposes and agreements; and that a person
//! was given the notice.

crate::kinds_of_service! {
    notice_given::NoticeGiven,
    notice_version::NoticeVersion,
    statute_added::StatuteAdded,
    purpose_added::PurposeAdded,
    agreement_made::AgreementMade,
    key_checked::KeyChecked,
}
