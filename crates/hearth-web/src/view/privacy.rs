//! The public notice of a council.

use askama::Template;

use super::Frame;

/// What a council sends to the Department for Education, for anybody to read.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/privacy.html")]
pub struct PrivacyPage {
    /// What every page has.
    pub frame: Frame,
    /// The name of the council.
    pub council: String,
    /// What it calls its children's service.
    pub service: String,
    /// What is sent.
    pub sent: Vec<SentTo>,
}

/// One return or feed.
#[derive(Debug, Clone)]
pub struct SentTo {
    /// What it is called.
    pub name: String,
    /// How often it is sent.
    pub often: &'static str,
    /// Who receives it.
    pub recipient: &'static str,
    /// What they do with it.
    pub purpose: &'static str,
    /// The powers under which it is sent.
    pub powers: &'static [String],
    /// Where the department says what it asks for.
    pub guidance: &'static str,
    /// What of this is not settled.
    pub to_be_confirmed: Option<&'static str>,
}
