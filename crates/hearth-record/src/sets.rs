//! A type for each code set that a kind uses.

use crate::code::code_sets;

code_sets! {
    /// Sex as recognised in law.
    Sex = "sex";
    /// Gender identity.
    GenderIdentity = "gender_identity";
    /// Ethnicity.
    Ethnicity = "ethnicity";
    /// Country, as nationality.
    CountryOfOrigin = "country_of_origin";
    /// How well a date of birth is known.
    BirthPrecision = "birth_precision";
    /// Why there is no unique pupil number.
    UpnUnknown = "upn_unknown";
    /// Type of placement.
    PlacementType = "placement_type";
    /// Provider of a placement.
    PlacementProvider = "placement_provider";
    /// Why a placement changed.
    ReasonPlacementChange = "reason_placement_change";
}
