//! Where what stands in a column of a return is recorded, for columns whose row is made of more than one record, or of none.

use hearth_record::{
    Record,
    adoption::AdoptersInCodes,
    looked_after::{
        HealthCheck, ImmunisationStatus, LegalStatus, Offence, PeriodOfCare, Placement, Sdq, SubstanceMisuse,
    },
    people::Relationship,
    protection::Conference,
};

/// The kind of record that a column of a table is read from; none where every column of the table is of one kind.
pub(super) fn kept_in(table: &str, column: &str) -> Option<&'static str> {
    let kind = match (table, column) {
        ("Episodes", "LS") => LegalStatus::SCHEMA,
        (
            "Episodes",
            "PLACE"
            | "PLACE_PROVIDER"
            | "URN"
            | "REASON_PLACE_CHANGE"
            | "PL_POST"
            | "PL_LA"
            | "PL_LOCATION"
            | "PL_DISTANCE",
        ) => Placement::SCHEMA,
        ("Episodes", "CIN" | "RNE" | "REC" | "DEC" | "HOME_POST") => PeriodOfCare::SCHEMA,
        ("Header", "MOTHER" | "MC_DOB") => Relationship::SCHEMA,
        ("OC2", "SDQ_SCORE" | "SDQ_REASON") => Sdq::SCHEMA,
        ("OC2", "CONVICTED") => Offence::SCHEMA,
        ("OC2", "HEALTH_CHECK" | "TEETH_CHECK" | "HEALTH_ASSESSMENT") => HealthCheck::SCHEMA,
        ("OC2", "IMMUNISATIONS") => ImmunisationStatus::SCHEMA,
        ("OC2", "SUBSTANCE_MISUSE" | "INTERVENTION_RECEIVED" | "INTERVENTION_OFFERED") => SubstanceMisuse::SCHEMA,
        ("AD1", "NB_ADOPTR" | "SEX_ADOPTR" | "LS_ADOPTR") => AdoptersInCodes::SCHEMA,
        ("CINdetails" | "Section47", "DateOfInitialCPC") | ("Section47", "InitialCPCtarget") => Conference::SCHEMA,
        _ => return None,
    };
    Some(kind.kind)
}
