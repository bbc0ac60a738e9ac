//! Fostering: households that are approved or ask to be, their supervision and review, and private fostering. All but
//! private fostering stands in the foster carer's own file.

crate::kinds_of_service! {
    foster_household::FosterHousehold,
    foster_carer::FosterCarer,
    foster_supervision::FosterSupervision,
    foster_review::FosterReview,
    foster_training::FosterTraining,
    foster_concern::FosterConcern,
    foster_application::FosterApplication,
    temporary_approval::TemporaryApproval,
    foster_record_request::FosterRecordRequest,
    private_fostering::PrivateFostering,
}
