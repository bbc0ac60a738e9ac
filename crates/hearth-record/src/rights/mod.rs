//! Rights: what people ask of the council about the information that it holds, and what they complain of.

crate::kinds_of_service! {
    data_subject_request::DataSubjectRequest,
    complaint::Complaint,
    complaint_stage::ComplaintStage,
}
