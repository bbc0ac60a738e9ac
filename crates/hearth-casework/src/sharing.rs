//! The gate through which everything goes that is told about a person outside the council. It makes the record of what was told, so
//! nothing can be told without one; and it makes none without a basis that permits it (UK GDPR Articles 5(1)(a) and 5(2)).

use hearth_record::{
    Problems,
    class::{Open, Private},
    ids::RecordId,
    sets::SharingBasis,
    sharing::Shared,
    value::{Line, Narrative},
};
use jiff::Timestamp;

use crate::{Desk, Failure};

/// The longest that a line may be.
const LINE: usize = 200;

/// What somebody is about to tell.
#[derive(Debug, Clone, Copy)]
pub struct Disclosure<'a> {
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
        let line = |text: &str| Private::new(Line(text.chars().take(LINE).collect()));
        let narrative = |text: Option<&str>| Private::new(text.map(|text| Narrative(text.to_owned())));
        Ok(Shared {
            shared_at: Open(at),
            recipient: line(self.recipient),
            purpose: line(self.purpose),
            basis: Open(self.basis),
            what: narrative(self.what),
            justification: narrative(because),
            from: Open(self.from),
            shared_by: Open(Some(desk.subject().worker)),
        })
    }
}
