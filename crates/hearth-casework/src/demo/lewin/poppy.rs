//! Poppy, eight, who lives with her grandmother under special guardianship; nobody is involved any more.

use super::Lewin;
use crate::{Failure, demo::dated::says};

impl Lewin<'_> {
    pub(super) fn poppy(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let (entered, order) = (self.entered(), cast.worked(cast.ago(3, 6, 0)));
        let file = self.poppy.file;
        self.comes_into_care(self.poppy, None)?;
        let place = self.placed(
            self.poppy,
            entered,
            "U6",
            "L22 8TD",
            "Carers who could take Jaden and Poppy together at the start.",
        )?;
        let with_sandra = cast.worked(cast.ago(4, 4, 0));
        self.moved_on(self.poppy, place, with_sandra, "CARPL")?;
        let place =
            self.placed(self.poppy, with_sandra, "U1", "L23 7NB", "Sandra Lewin was assessed and has a room for her.")?;
        let held = [
            cast.working_after(entered, 17),
            cast.worked(cast.ago(5, 0, 14)),
            cast.worked(cast.ago(4, 6, 22)),
            cast.worked(cast.ago(4, 1, 6)),
            cast.worked(cast.ago(3, 7, 14)),
        ];
        self.reviews(self.poppy, &held, "PN6")?;
        let desk = cast.at("social.worker", order, 15, 50)?;
        desk.correct(file, place, "Special guardianship order.", says! { ended: order });
        desk.amend(file, "legal_status", None, "Special guardianship order.", says! { ended: order })?;
        desk.amend(
            file,
            "period_of_care",
            None,
            "Special guardianship order.",
            says! { ended: order, end_reason: "E45" },
        )?;
        desk.add(file, "permanence_case", says! { order_made: order, order_type: "SGO" })?;
        desk.add(
            file,
            "address",
            says! { address_type: "HOME", house: "22", street: "Teasel Avenue", town: "Crosby",
            postcode: "L23 7NB", started: with_sandra },
        )?;
        desk.add(
            file,
            "relationship",
            says! { other_name: "Sandra Lewin", relationship_type: "SPECIAL_GUARDIAN",
            parental_responsibility: "yes", pr_basis: "SGO", main_carer: "yes", source: "The order", confirmed: "yes",
            started: order },
        )?;
        let closed = cast.working_after(order, 8);
        let last = cast.at("social.worker", closed, 14, 0)?;
        last.amend(file, "social_care_episode", None, "Closed after the order.", says! { closed_on: closed,
            closure_reason: "RC4", closing_summary: "Poppy is safe and loved at her grandmother's. Support plan agreed for \
                three years; Sandra knows whom to ring. Family time with Kelly is Sandra's to arrange." })?;
        last.leave(file, None, "The case was closed.");
        Ok(())
    }
}
