//! What one person is to another, and the other way round.

use hearth_record::sets::RelationshipType;

/// How somebody is drawn, and how kin words are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// Drawn as a circle.
    Female,
    /// Drawn as a square.
    Male,
    /// Drawn as a diamond: neither, or not known.
    #[default]
    Other,
}

/// What somebody is to somebody else.
///
/// All but the last five are the codes of `relationship_type`; those five are what a code becomes when it is read from the
/// other person's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the field's own")]
pub enum Bond {
    Mother,
    Father,
    SecondParent,
    AdoptiveParent,
    StepParent,
    ParentsPartner,
    SpecialGuardian,
    Guardian,
    FosterCarer,
    PrivateFosterCarer,
    Carer,
    Sibling,
    HalfSibling,
    StepSibling,
    Grandparent,
    AuntUncle,
    Cousin,
    NieceNephew,
    Grandchild,
    Child,
    StepChild,
    Partner,
    FormerPartner,
    Friend,
    OtherRelative,
    Other,
    /// A parent of whom it is not known which.
    Parent,
    AdoptedChild,
    PartnersChild,
    Ward,
    CaredFor,
}

impl Bond {
    /// The bond of a code; a code that this build does not know is [`Bond::Other`].
    pub fn of(code: RelationshipType) -> Self {
        match code.code() {
            "MOTHER" => Self::Mother,
            "FATHER" => Self::Father,
            "SECOND_PARENT" => Self::SecondParent,
            "ADOPTIVE_PARENT" => Self::AdoptiveParent,
            "STEP_PARENT" => Self::StepParent,
            "PARENTS_PARTNER" => Self::ParentsPartner,
            "SPECIAL_GUARDIAN" => Self::SpecialGuardian,
            "GUARDIAN" => Self::Guardian,
            "FOSTER_CARER" => Self::FosterCarer,
            "PRIVATE_FOSTER_CARER" => Self::PrivateFosterCarer,
            "CARER" => Self::Carer,
            "SIBLING" => Self::Sibling,
            "HALF_SIBLING" => Self::HalfSibling,
            "STEP_SIBLING" => Self::StepSibling,
            "GRANDPARENT" => Self::Grandparent,
            "AUNT_UNCLE" => Self::AuntUncle,
            "COUSIN" => Self::Cousin,
            "NIECE_NEPHEW" => Self::NieceNephew,
            "GRANDCHILD" => Self::Grandchild,
            "CHILD" => Self::Child,
            "STEP_CHILD" => Self::StepChild,
            "PARTNER" => Self::Partner,
            "FORMER_PARTNER" => Self::FormerPartner,
            "FRIEND" => Self::Friend,
            "OTHER_RELATIVE" => Self::OtherRelative,
            _ => Self::Other,
        }
    }

    /// What the first is to the second, where the second is `self` to the first.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::Mother | Self::Father | Self::SecondParent | Self::Parent => Self::Child,
            Self::AdoptiveParent => Self::AdoptedChild,
            Self::AdoptedChild => Self::AdoptiveParent,
            Self::Child => Self::Parent,
            Self::StepParent => Self::StepChild,
            Self::StepChild => Self::StepParent,
            Self::ParentsPartner => Self::PartnersChild,
            Self::PartnersChild => Self::ParentsPartner,
            Self::SpecialGuardian | Self::Guardian => Self::Ward,
            Self::Ward => Self::Guardian,
            Self::FosterCarer | Self::PrivateFosterCarer | Self::Carer => Self::CaredFor,
            Self::CaredFor => Self::Carer,
            Self::Grandparent => Self::Grandchild,
            Self::Grandchild => Self::Grandparent,
            Self::AuntUncle => Self::NieceNephew,
            Self::NieceNephew => Self::AuntUncle,
            both_ways => both_ways,
        }
    }

    /// The words for a person of this gender: "Mother", "Grandfather", "Brother or sister" where it is not known.
    pub const fn words(self, gender: Gender) -> &'static str {
        const fn of(gender: Gender, she: &'static str, he: &'static str, they: &'static str) -> &'static str {
            match gender {
                Gender::Female => she,
                Gender::Male => he,
                Gender::Other => they,
            }
        }
        match self {
            Self::Mother => "Mother",
            Self::Father => "Father",
            Self::SecondParent => "Second female parent",
            Self::AdoptiveParent => of(gender, "Adoptive mother", "Adoptive father", "Adoptive parent"),
            Self::StepParent => of(gender, "Stepmother", "Stepfather", "Step-parent"),
            Self::ParentsPartner => "Partner of a parent",
            Self::SpecialGuardian => "Special guardian",
            Self::Guardian => "Guardian",
            Self::FosterCarer => "Foster carer",
            Self::PrivateFosterCarer => "Private foster carer",
            Self::Carer => "Carer",
            Self::Sibling => of(gender, "Sister", "Brother", "Brother or sister"),
            Self::HalfSibling => of(gender, "Half-sister", "Half-brother", "Half-brother or half-sister"),
            Self::StepSibling => of(gender, "Stepsister", "Stepbrother", "Stepbrother or stepsister"),
            Self::Grandparent => of(gender, "Grandmother", "Grandfather", "Grandparent"),
            Self::AuntUncle => of(gender, "Aunt", "Uncle", "Aunt or uncle"),
            Self::Cousin => "Cousin",
            Self::NieceNephew => of(gender, "Niece", "Nephew", "Niece or nephew"),
            Self::Grandchild => of(gender, "Granddaughter", "Grandson", "Grandchild"),
            Self::Child => of(gender, "Daughter", "Son", "Child"),
            Self::StepChild => of(gender, "Stepdaughter", "Stepson", "Stepchild"),
            Self::Partner => "Partner",
            Self::FormerPartner => "Former partner",
            Self::Friend => "Friend of the family",
            Self::OtherRelative => "Other relative",
            Self::Other => "Other",
            Self::Parent => of(gender, "Mother", "Father", "Parent"),
            Self::AdoptedChild => of(gender, "Adopted daughter", "Adopted son", "Adopted child"),
            Self::PartnersChild => "Child of a partner",
            Self::Ward => "Child under guardianship",
            Self::CaredFor => "Child in their care",
        }
    }

    /// What the bond itself tells of the gender of whoever stands in it.
    pub const fn gender(self) -> Option<Gender> {
        match self {
            Self::Mother | Self::SecondParent => Some(Gender::Female),
            Self::Father => Some(Gender::Male),
            _ => None,
        }
    }

    /// How many generations below the first the second stands; `None` where the bond does not tell.
    pub const fn step(self) -> Option<i8> {
        Some(match self {
            Self::Grandparent => -2,
            Self::Mother
            | Self::Father
            | Self::SecondParent
            | Self::AdoptiveParent
            | Self::Parent
            | Self::StepParent
            | Self::ParentsPartner
            | Self::AuntUncle => -1,
            Self::Sibling
            | Self::HalfSibling
            | Self::StepSibling
            | Self::Cousin
            | Self::Partner
            | Self::FormerPartner => 0,
            Self::Child | Self::AdoptedChild | Self::StepChild | Self::PartnersChild | Self::NieceNephew => 1,
            Self::Grandchild => 2,
            _ => return None,
        })
    }

    /// Whether it makes the second a parent of the first, by birth, in law or by adoption.
    pub const fn is_parent(self) -> bool {
        matches!(self, Self::Mother | Self::Father | Self::SecondParent | Self::AdoptiveParent | Self::Parent)
    }

    /// Whether it makes the second a child of the first.
    pub const fn is_child(self) -> bool {
        matches!(self, Self::Child | Self::AdoptedChild)
    }

    /// Whether it makes the two brothers or sisters, whole, half or step.
    pub const fn is_sibling(self) -> bool {
        matches!(self, Self::Sibling | Self::HalfSibling | Self::StepSibling)
    }

    /// Whether the two are or were partners.
    pub const fn is_partner(self) -> bool {
        matches!(self, Self::Partner | Self::FormerPartner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_set_has_a_bond_of_its_own() {
        let codes = hearth_record::code::set(RelationshipType::SET);
        let mut seen = std::collections::BTreeSet::new();
        for code in codes.codes() {
            let bond = Bond::of(RelationshipType::parse(&code.code).expect("a code of the set"));
            assert!(seen.insert(bond), "{} has the bond of another code", code.code);
        }
    }

    #[test]
    fn the_inverse_stands_as_many_generations_the_other_way() {
        let codes = hearth_record::code::set(RelationshipType::SET);
        for code in codes.codes() {
            let bond = Bond::of(RelationshipType::parse(&code.code).expect("a code of the set"));
            assert_eq!(bond.inverse().step(), bond.step().map(|step| -step), "{}", code.code);
        }
    }

    #[test]
    fn kin_is_called_by_gender_where_that_is_known() {
        assert_eq!(Bond::Sibling.words(Gender::Female), "Sister");
        assert_eq!(Bond::Sibling.words(Gender::Other), "Brother or sister");
        assert_eq!(Bond::Mother.inverse().words(Gender::Male), "Son");
    }
}
