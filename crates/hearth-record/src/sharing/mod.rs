//! Sharing: what was told to others about a person, and why it could be; and the statutory returns, which tell of everybody at once.

crate::kinds_of_service! {
    shared::Shared,
    return_run::ReturnRun,
    return_signed::ReturnSigned,
    return_sent::ReturnSent,
    daily_feed::DailyFeed,
    daily_send::DailySend,
    consent::Consent,
    processing_consent::ProcessingConsent,
    police_request::PoliceRequest,
    international_transfer::InternationalTransfer,
}
