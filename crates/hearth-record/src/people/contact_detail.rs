use crate::prelude::*;

/// A way to reach the person, and whether it is safe to use.
#[derive(Record, Clone)]
#[record(kind = "contact_detail", title = "Contact detail", service = People, category = PersonalInformation)]
pub struct ContactDetail {
    /// What sort of way it is.
    #[field(label = "Type")]
    pub contact_kind: Open<sets::ContactDetailKind>,
    /// The telephone number.
    #[field(label = "Telephone number", find = Phone)]
    pub phone: Private<Option<Phone>>,
    /// The electronic mail address.
    #[field(label = "E-mail address")]
    pub email: Private<Option<Email>>,
    /// Any other way, such as through a relative.
    #[field(label = "Another way", of = ThirdParty)]
    pub other: Private<Option<Line>>,
    /// Whether the person likes to be reached so.
    #[field(label = "Preferred?")]
    pub preferred: Open<Option<bool>>,
    /// Whether it can be used without putting anybody at risk: somebody else may read or hear it.
    #[field(label = "Safe to use?")]
    pub safe_to_use: Open<Option<bool>>,
    /// When and how it may be used, and when not.
    #[field(label = "How to use it safely", of = ThirdParty)]
    pub how_to_use: Private<Option<Narrative>>,
    /// The day from which it could be used.
    #[field(label = "From")]
    pub started: Open<Option<Date>>,
    /// The last day on which it could be used.
    #[field(label = "Until")]
    pub ended: Open<Option<Date>>,
}

impl Makes for ContactDetail {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.started, "ended", *self.ended, "the first day");
        let ways = [self.phone.reveal().is_some(), self.email.reveal().is_some(), self.other.reveal().is_some()];
        problems.add_if(
            ways.iter().filter(|way| **way).count() != 1,
            "phone",
            "or an e-mail address or another way is needed, and only one of them; make a record of each",
        );
        problems
    }

    fn headline(&self) -> String {
        self.contact_kind.words().to_owned()
    }
}
