use hearth_record::{
    Problems,
    class::{Open, Private},
    ids::RecordId,
    sets::{SharingBasis, SharingWay},
    sharing::Shared,
    value::{Line, Narrative},
};
use jiff::Timestamp;

use crate::{Desk, Failure};

/// The ways by which something about a person leaves the hands of those who work with them. Whatever goes out goes by one of these, and
/// each passes [`Disclosure::pass`]: it makes the record, and nothing else does.
///
/// A working copy or a document that a worker prints or opens for their own work tells nobody who did not know: it is written in the audit
/// as a read, and is no way out. What they hand on of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A package of chosen items.
    Package,
    /// An urgent safeguarding disclosure.
    Urgent,
    /// A question to an agency of the hub.
    Enquiry,
    /// What whoever told us was told.
    Feedback,
    /// A statutory return, or the lists of an inspection.
    Return,
    /// The daily data.
    Daily,
    /// A standing feed.
    Feed,
    /// A court bundle.
    Court,
    /// An answer to a request by the police.
    Police,
    /// An answer to a request about one's own information, or of somebody one answers for.
    Request,
    /// A letter.
    Letter,
    /// Another department of the council.
    Internal,
    /// The pages of a partner.
    Portal,
    /// A connected system.
    Api,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 14] = [
        Self::Package,
        Self::Urgent,
        Self::Enquiry,
        Self::Feedback,
        Self::Return,
        Self::Daily,
        Self::Feed,
        Self::Court,
        Self::Police,
        Self::Request,
        Self::Letter,
        Self::Internal,
        Self::Portal,
        Self::Api,
    ];

    /// The code of it in records, one of `sharing_way`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Package => "PACKAGE",
            Self::Urgent => "URGENT",
            Self::Enquiry => "ENQUIRY",
            Self::Feedback => "FEEDBACK",
            Self::Return => "RETURN",
            Self::Daily => "DAILY",
            Self::Feed => "FEED",
            Self::Court => "COURT",
            Self::Police => "POLICE",
            Self::Request => "REQUEST",
            Self::Letter => "LETTER",
            Self::Internal => "INTERNAL",
            Self::Portal => "PORTAL",
            Self::Api => "API",
        }
    }
}

/// The longest that a line may be.
const LINE: usize = 200;

/// What somebody is about to tell.
#[derive(Debug, Clone, Copy)]
pub struct Disclosure<'a> {
    /// By which way it goes.
    pub way: Way,
    /// Who is told: an agency or a person.
    pub recipient: &'a str,
    /// What they are to do with it.
    pub purpose: &'a str,
    /// The basis on which they may be told.
    pub basis: Option<SharingBasis>,
    /// Why the basis is there: the powers, where the law requires it.
    pub because: Option<&'a str>,
    /// What they are told: no more than is needed.
    pub what: Option<&'a str>,
    /// The record that it is told from.
    pub from: Option<RecordId>,
}

impl Disclosure<'_> {
    /// Lets it pass: the record that says so, told by whoever is at the desk at a moment.
    ///
    /// # Errors
    /// [`Failure::Problems`] without a basis, or where the law is said to require it and no law is named.
    pub fn pass(&self, desk: &Desk, at: Timestamp) -> Result<Shared, Failure> {
        let mut problems = Problems::none();
        let because = self.because.map(str::trim).filter(|because| !because.is_empty());
        let by_law = self.basis.is_some_and(|basis| basis.code() == "LEGAL");
        problems.add_if(self.basis.is_none(), "basis", "is needed: say on which basis they may be told");
        problems.add_if(by_law && because.is_none(), "justification", "is needed: name the law that requires it");
        problems.add_if(self.recipient.trim().is_empty(), "recipient", "is needed: say who is told");
        problems.or_ok(())?;
        let line = |text: &str| Line(text.chars().take(LINE).collect());
        let narrative = |text: Option<&str>| Private::new(text.map(|text| Narrative(text.to_owned())));
        Ok(Shared {
            way: Open(SharingWay::parse(self.way.code()).ok()),
            basis: Open(self.basis),
            what: narrative(self.what),
            justification: narrative(because),
            from: Open(self.from),
            shared_by: Open(Some(desk.subject().worker)),
            ..Shared::new(at, line(self.recipient), line(self.purpose))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_out_has_its_code_and_every_code_its_way() {
        let codes: Vec<String> =
            hearth_record::code::set("sharing_way").codes().iter().map(hearth_record::code::Code::stored).collect();
        assert_eq!(codes.len(), Way::ALL.len());
        assert!(
            Way::ALL
                .iter()
                .all(|way| codes.iter().any(|code| code == way.code()) && SharingWay::parse(way.code()).is_ok())
        );
    }
}
