//! Signing in.

use askama::Template;

use super::Frame;

/// The page that signs a person in. Posts `login`, `password` and, when asked, `code` to `/sign-in`; a card of the
/// demonstration posts `login` and `demo=yes`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    /// What every page has.
    pub frame: Frame,
    /// The roles of the demonstration, a council at a time; empty on a real instance.
    pub demo: Vec<DemoCouncil>,
    /// What was typed as login, after a refusal.
    pub login: String,
    /// Whether the page asks for the six figures of the second factor.
    pub ask_code: bool,
    /// Why the last try was refused, such as "The login or the password is wrong".
    pub refused: Option<String>,
    /// Where to go once signed in: the page that was asked for. Empty for the home page.
    pub next: String,
}

/// The demo accounts of one council.
#[derive(Debug, Clone)]
pub struct DemoCouncil {
    /// The council's name.
    pub name: String,
    /// Its accounts.
    pub cards: Vec<DemoCard>,
}

/// One demo account as a card.
#[derive(Debug, Clone)]
pub struct DemoCard {
    /// The login, such as `social.worker` or `social.worker@knowsley`.
    pub login: String,
    /// The role in words.
    pub role: String,
    /// The invented person's name.
    pub name: String,
    /// What the role does here, in one sentence.
    pub does: String,
    /// What waits there, such as "5 overdue".
    pub waits: Option<String>,
}
