//! The front door: contacts, what agencies were asked, referrals and early help.

crate::kinds_of_service! {
    contact::Contact,
    mash_enquiry::MashEnquiry,
    held_answer::HeldAnswer,
    social_care_episode::SocialCareEpisode,
    early_help_episode::EarlyHelpEpisode,
}
