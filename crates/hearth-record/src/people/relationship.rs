use crate::prelude::*;

/// Who somebody is to the person: kin, carers, partners, and who holds parental responsibility (Children Act 1989 s.3).
#[derive(Record, Clone)]
#[record(kind = "relationship", title = "Relationship", service = People, category = FamilyCircumstances)]
pub struct Relationship {
    /// The other person, where the authority knows them.
    #[field(label = "Person known here", of = ThirdParty, find = Refers)]
    pub other: Private<Option<PersonId>>,
    /// The name of the other person, where nothing else is known of them.
    #[field(label = "Name", of = ThirdParty)]
    pub other_name: Private<Option<Line>>,
    /// The other person's date of birth. For a looked-after mother's first child it is the `MC_DOB` of the SSDA903.
    #[field(label = "Their date of birth", of = ThirdParty)]
    pub other_born: Private<Option<Date>>,
    /// What the other person is to the person whose file this is.
    #[field(label = "They are this person's", of = ThirdParty)]
    pub relationship_type: Private<sets::RelationshipType>,
    /// Whether the other person holds parental responsibility for this child.
    #[field(label = "Parental responsibility?", of = ThirdParty)]
    pub parental_responsibility: Private<Option<bool>>,
    /// By what they hold it (Children Act 1989 ss.2 to 5, 12, 14C, 33; Adoption and Children Act 2002 ss.25 and 46).
    #[field(label = "Parental responsibility by", of = ThirdParty)]
    pub pr_basis: Private<Option<sets::ParentalResponsibilityBasis>>,
    /// Whether they are the next of kin.
    #[field(label = "Next of kin?", of = ThirdParty)]
    pub next_of_kin: Private<Option<bool>>,
    /// Whether they mainly care for this child.
    #[field(label = "Main carer?", of = ThirdParty)]
    pub main_carer: Private<Option<bool>>,
    /// Whether they must not meet or reach this person.
    #[field(label = "Must not have contact?", of = ThirdParty)]
    pub no_contact: Private<Option<bool>>,
    /// By what order or for what reason there must be no contact.
    #[field(label = "Why no contact?", of = ThirdParty)]
    pub no_contact_because: Private<Option<Narrative>>,
    /// Who says so, or which paper.
    #[field(label = "Who says so?", hint = "Such as the birth certificate, or the child", of = ThirdParty)]
    pub source: Private<Option<Line>>,
    /// Whether a paper or a second source bears it out.
    pub confirmed: Open<Option<bool>>,
    /// The day on which it began, where that is known.
    pub started: Open<Option<Date>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
}

impl Makes for Relationship {
    fn events(&self) -> Events {
        events![relationship.began => self.started, relationship.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.started, "ended", *self.ended, "the day it began");
        let without = *self.parental_responsibility.reveal() == Some(false);
        problems.add_if(
            without && self.pr_basis.reveal().is_some(),
            "pr_basis",
            "must be empty where there is no parental responsibility",
        );
        problems
    }

    fn headline(&self) -> String {
        self.relationship_type.reveal().words().to_owned()
    }
}
