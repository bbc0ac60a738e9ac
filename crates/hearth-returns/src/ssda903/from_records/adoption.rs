//! `AD1` and `PlacedAdoption`: the path towards adoption, and of the adopters, who stand behind the wall, the codes that the adoption
//! service handed over.

use hearth_record::adoption::{AdoptersInCodes, PermanenceCase};
use hearth_record::ids::RecordId;

use super::{Told, day};
use crate::filling::Filling;

impl Told<'_> {
    pub(super) fn adoption(&self, filling: &mut Filling) {
        for (of, case) in self.records.each::<PermanenceCase>() {
            filling.of([of]);
            if case.decided.is_some() && self.year.touches(*case.decided, *case.reversed) {
                let reversed = self.year.seen(*case.reversed);
                let cells = [
                    ("DATE_PLACED", day(*case.decided)),
                    ("DATE_PLACED_CEASED", day(reversed)),
                    (
                        "REASON_PLACED_CEASED",
                        reversed.and(*case.reversed_reason).map_or("", |why| why.code()).to_owned(),
                    ),
                ];
                self.row("PlacedAdoption", &cells, filling);
            }
            if self.adopted() && case.matched.is_some() {
                self.adopters(of, &case, filling);
            }
        }
    }

    /// Whether the year's episodes end in an adoption.
    fn adopted(&self) -> bool {
        let ends = |day| self.year.seen(day).is_some();
        self.episodes.iter().any(|e| ends(e.dec) && e.rec.is_some_and(|rec| matches!(rec.code(), "E11" | "E12")))
    }

    fn adopters(&self, of_case: RecordId, case: &PermanenceCase, filling: &mut Filling) {
        let codes = self.records.each::<AdoptersInCodes>().last();
        filling.of([of_case].into_iter().chain(codes.as_ref().map(|(of, _)| *of)));
        let of = |code: Option<&'static str>| code.unwrap_or("").to_owned();
        let codes = codes.as_ref().map(|(_, codes)| codes);
        let cells = [
            ("DATE_INT", day(*case.decided)),
            ("DATE_MATCH", day(*case.matched)),
            ("FOSTER_CARE", of(case.adopted_by_carer.map(|yes| if yes { "1" } else { "0" }))),
            (
                "NB_ADOPTR",
                of(codes.and_then(|of| *of.number.reveal()).map(hearth_record::sets::NumberOfAdopters::code)),
            ),
            ("SEX_ADOPTR", of(codes.and_then(|of| *of.sex.reveal()).map(hearth_record::sets::SexOfAdopters::code))),
            (
                "LS_ADOPTR",
                of(codes
                    .and_then(|of| *of.legal_status.reveal())
                    .map(hearth_record::sets::LegalStatusOfAdopters::code)),
            ),
        ];
        self.row("AD1", &cells, filling);
    }
}
