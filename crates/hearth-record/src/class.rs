//! The class of a field: may it stand in clear, or only inside the seal.
//!
//! Every field of a record is an [`Open`] or a [`Private`]. Both are sealed with the rest of the version; the difference is
//! what else may be done with the value. An open value may stand in a work row, a log or a span. A private value can be
//! read only by saying so ([`Private::reveal`]), and it has no `Debug`, no `Display` and no `Serialize`, so that it cannot
//! leave by accident.

use std::ops::Deref;

/// A value that may stand outside the seal: in a work row, a log, a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Open<T>(pub T);

impl<T> Deref for Open<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Open<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

/// A value that stands only inside the seal and on a page that access has decided.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Classes `value` as private.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for a page, a return or a letter that access has decided.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The value itself, leaving its class behind.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Private<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

/// The class of a field, as the catalogue tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// May stand in a work row or a log.
    Open,
    /// Only inside the seal.
    Private,
}

impl Class {
    /// The code in exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Private => "private",
        }
    }
}

/// Whose personal data a field is: decides how an access request treats it (Data Protection Act 2018, Schedule 2 Part 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// About the person whose file it is.
    Subject,
    /// About somebody else: a relative, a referrer, a neighbour.
    ThirdParty,
    /// About a worker in their work.
    Staff,
}

impl Whose {
    /// The code in exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::ThirdParty => "third_party",
            Self::Staff => "staff",
        }
    }
}

/// The categories of information of the councils' privacy notices. Collection, holding and sharing are listed by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Name, date of birth, address, identifiers.
    PersonalInformation,
    /// Sex, gender identity, ethnicity, language, religion.
    Characteristics,
    /// Contacts and referrals.
    ReferralInformation,
    /// Assessments and their factors.
    AssessmentInformation,
    /// Child in need plans and their reviews.
    ChildInNeedPlans,
    /// Strategy discussions, section 47 enquiries, conferences, child protection plans.
    ChildProtectionPlans,
    /// Multi-agency exploitation plans.
    ExploitationPlans,
    /// Periods of care, legal statuses, placements, reviews.
    EpisodesOfBeingLookedAfter,
    /// Outcomes for looked-after children: health, offending, missing.
    OutcomesForLookedAfterChildren,
    /// Adoption and permanence.
    Adoption,
    /// What the adoption service hands over of the adopters, in codes. Opens only to the adoption role.
    Adopters,
    /// Care leavers.
    CareLeavers,
    /// Health and medical information. Opens only to the health role.
    Medical,
    /// Special educational needs and disability.
    SpecialEducationalNeeds,
    /// Behaviour and offending.
    Behaviour,
    /// Family, relationships and household.
    FamilyCircumstances,
    /// Workers, teams and their involvement.
    Staff,
    /// How the record itself is governed: restrictions, access, corrections.
    Governance,
}

impl Category {
    /// Every category, in the order of the notices.
    pub const ALL: [Self; 18] = [
        Self::PersonalInformation,
        Self::Characteristics,
        Self::ReferralInformation,
        Self::AssessmentInformation,
        Self::ChildInNeedPlans,
        Self::ChildProtectionPlans,
        Self::ExploitationPlans,
        Self::EpisodesOfBeingLookedAfter,
        Self::OutcomesForLookedAfterChildren,
        Self::Adoption,
        Self::Adopters,
        Self::CareLeavers,
        Self::Medical,
        Self::SpecialEducationalNeeds,
        Self::Behaviour,
        Self::FamilyCircumstances,
        Self::Staff,
        Self::Governance,
    ];

    /// The code that stands in policies and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonalInformation => "personal_information",
            Self::Characteristics => "characteristics",
            Self::ReferralInformation => "referral_information",
            Self::AssessmentInformation => "assessment_information",
            Self::ChildInNeedPlans => "child_in_need_plans",
            Self::ChildProtectionPlans => "child_protection_plans",
            Self::ExploitationPlans => "exploitation_plans",
            Self::EpisodesOfBeingLookedAfter => "episodes_of_being_looked_after",
            Self::OutcomesForLookedAfterChildren => "outcomes_for_looked_after_children",
            Self::Adoption => "adoption",
            Self::Adopters => "adopters",
            Self::CareLeavers => "care_leavers",
            Self::Medical => "medical",
            Self::SpecialEducationalNeeds => "special_educational_needs",
            Self::Behaviour => "behaviour",
            Self::FamilyCircumstances => "family_circumstances",
            Self::Staff => "staff",
            Self::Governance => "governance",
        }
    }

    /// The name a page shows.
    pub const fn title(self) -> &'static str {
        match self {
            Self::PersonalInformation => "Personal information",
            Self::Characteristics => "Characteristics",
            Self::ReferralInformation => "Contacts and referrals",
            Self::AssessmentInformation => "Assessments",
            Self::ChildInNeedPlans => "Child in need",
            Self::ChildProtectionPlans => "Child protection",
            Self::ExploitationPlans => "Exploitation",
            Self::EpisodesOfBeingLookedAfter => "Looked after",
            Self::OutcomesForLookedAfterChildren => "Outcomes",
            Self::Adoption => "Adoption",
            Self::Adopters => "Adopters, in codes",
            Self::CareLeavers => "Care leaving",
            Self::Medical => "Medical",
            Self::SpecialEducationalNeeds => "Special educational needs",
            Self::Behaviour => "Behaviour",
            Self::FamilyCircumstances => "Family",
            Self::Staff => "Workers and teams",
            Self::Governance => "Access to this file",
        }
    }
}
