use crate::prelude::*;

/// Something medical about the person. Open to the health role only; others see that the section exists, so the record has
/// no headline.
#[derive(Record, Clone)]
#[record(kind = "medical", title = "Medical note", service = People, category = Medical)]
pub struct Medical {
    /// The day on which it was noted.
    #[field(label = "Date")]
    pub noted_on: Open<Date>,
    /// What sort of note it is.
    #[field(label = "Type")]
    pub medical_kind: Private<Option<sets::MedicalKind>>,
    /// The condition, allergy, medicine or treatment, in a few words.
    #[field(label = "What it is")]
    pub what: Private<Line>,
    /// All that a carer or a doctor must know.
    pub detail: Private<Option<Narrative>>,
    /// The dose and the times of a medicine.
    #[field(label = "Dose and times")]
    pub dose: Private<Option<Line>>,
    /// What to do in an emergency.
    #[field(label = "In an emergency")]
    pub in_an_emergency: Private<Option<Narrative>>,
    /// Who diagnosed or treats it.
    #[field(of = Staff)]
    pub treated_by: Private<Option<Line>>,
    /// Who consented to the treatment, and as what.
    #[field(of = ThirdParty)]
    pub consent_by: Private<Option<Line>>,
    /// The day on which it began, where that is known.
    pub started: Open<Option<Date>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
}

impl Makes for Medical {
    fn events(&self) -> Events {
        events![medical.noted => self.noted_on]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day it began")
    }
}
