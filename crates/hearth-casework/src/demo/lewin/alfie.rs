//! Alfie, adopted at two: his file of birth ends with the order, and another begins behind the wall.

use hearth_access::Purpose;
use hearth_record::ids::{FileId, RecordId};
use jiff::SignedDuration;

use super::Lewin;
use crate::{
    Failure,
    adoption::{begin_split, go_on_with_splits},
    demo::dated::says,
};

impl Lewin<'_> {
    pub(super) async fn alfie(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.alfie.file;
        let (moved_in, order) = (cast.worked(cast.ago(4, 6, 0)), cast.worked(cast.ago(4, 0, 12)));
        self.comes_into_care(self.alfie, Some((order, "E12")))?;
        let first =
            self.placed(self.alfie, self.entered(), "U6", "L31 9PF", "Carers for babies, near the hospital.")?;
        let held = [
            cast.working_after(self.entered(), 16),
            cast.worked(cast.ago(5, 0, 10)),
            cast.worked(cast.ago(4, 7, 3)),
            cast.worked(cast.ago(4, 5, 8)),
            cast.worked(cast.ago(4, 2, 12)),
        ];
        self.reviews(self.alfie, &held, "PN0")?;
        let worker = cast.at("social.worker", cast.worked(cast.ago(4, 10, 0)), 12, 0)?;
        worker.involve(file, "adoption.worker", "ADOPTION")?;
        let desk = cast.at("adoption.worker", cast.worked(cast.ago(4, 9, 0)), 16, 0)?;
        desk.read(file);
        let ruled = cast.worked(cast.ago(4, 9, 0));
        desk.amend(file, "legal_status", None, "Placement order made.", says! { ended: ruled })?;
        desk.add(
            file,
            "legal_status",
            says! { status: "E1", started: ruled, ended: order, court: "Family Court at Liverpool" },
        )?;
        let permanence = desk.add(
            file,
            "permanence_case",
            says! { decided: cast.worked(cast.ago(4, 10, 0)), placement_order: ruled,
            order_type: "ADOPTION", sibling_group: "yes", siblings_together: "0", siblings_apart: "3",
            worker: cast.worker("adoption.worker")? },
        )?;
        self.moved_on(self.alfie, first, moved_in, "CARPL")?;
        // Where the adopters live is written on the other side alone.
        let second = self.placed(self.alfie, moved_in, "A6", "", "Matched at panel.")?;
        self.health(file)?;
        let desk = cast.at("adoption.worker", order, 15, 30)?;
        desk.correct(
            file,
            permanence,
            "Adoption order made.",
            says! { matched: cast.worked(cast.ago(4, 7, 0)), placed: moved_in,
            order_made: order },
        );
        desk.correct(file, second, "Adoption order made.", says! { ended: order });
        self.behind_the_wall().await
    }

    fn health(&self, file: FileId) -> Result<(), Failure> {
        let cast = self.cast;
        for (months, what) in [
            (63, "First assessment. Small for his age and gaining."),
            (57, "Walking. Hearing checked, well."),
            (52, "Two words and many gestures. Immunised to date."),
        ] {
            let day = cast.worked(cast.ago(0, months, 10));
            cast.at("social.worker", day, 15, 30)?.add(
                file,
                "health_check",
                says! { check_type: "HEALTH_ASSESSMENT", on: day, status: "Completed",
                initial: if months == 63 { "yes" } else { "no" }, recommendations: what },
            )?;
        }
        Ok(())
    }

    /// Samuel Ashworth: what may cross is copied over some days; the rest of this side is closed.
    async fn behind_the_wall(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let birth = self.alfie.file;
        let begun = cast.worked(cast.ago(4, 0, 8));
        let desk = cast.at("adoption.worker", begun, 10, 0)?;
        cast.play().await?;
        let view = desk.opened(birth).await?;
        let health: Vec<RecordId> =
            view.records().filter(|held| held.schema.kind == "health_check").map(|held| held.id).collect();
        let span = SignedDuration::from_hours(72);
        let adopted = begin_split(&desk.desk, birth, &health, span).await?;
        for _ in &health {
            go_on_with_splits(cast.instance(), cast.authority(), desk.desk.now() + span).await?;
        }
        let closed = cast.working_after(begun, 4);
        let closing = cast.at("adoption.worker", closed, 11, 0)?;
        closing.amend(
            birth,
            "social_care_episode",
            None,
            "Adoption order made.",
            says! { closed_on: closed,
            closure_reason: "RC1" },
        )?;
        closing.leave(birth, None, "Adoption order made.");
        self.samuel(adopted)
    }

    fn samuel(&self, file: FileId) -> Result<(), Failure> {
        let cast = self.cast;
        let begun = cast.worked(cast.ago(3, 11, 25));
        let support = Some(Purpose::AdoptionSupport);
        let desk = cast.at("adoption.worker", begun, 14, 0)?;
        desk.add_for(
            file,
            support,
            "person",
            says! { forename: "Samuel", surname: "Ashworth", born: cast.ago(6, 2, 1), sex: "M" },
        )?;
        let (worker, name, team) =
            (cast.worker("adoption.worker")?, cast.name("adoption.worker")?, cast.team("adoption")?);
        desk.add_for(
            file,
            support,
            "involvement",
            says! { worker: worker, worker_name: name, team: team, role: "ADOPTION",
            started: begun },
        )?;
        desk.add(
            file,
            "adoptive_household",
            says! { number: "2", sex: "MF", legal_status: "L11", approval: "APPROVED",
            decided: cast.worked(cast.ago(4, 8, 20)) },
        )?;
        desk.add(file, "relationship", says! { other_name: "Helen Ashworth", relationship_type: "ADOPTIVE_PARENT",
            parental_responsibility: "yes", pr_basis: "ADOPTION", main_carer: "yes", source: "The order", confirmed: "yes" })?;
        desk.add(
            file,
            "relationship",
            says! { other_name: "Martin Ashworth", relationship_type: "ADOPTIVE_PARENT",
            parental_responsibility: "yes", pr_basis: "ADOPTION", source: "The order", confirmed: "yes" },
        )?;
        desk.add(
            file,
            "address",
            says! { address_type: "HOME", house: "8", street: "Larkrise Way", town: "Thornmere",
            postcode: "WA10 4ZZ" },
        )?;
        let letterbox = desk.add(
            file,
            "letterbox",
            says! { agreed_on: begun, with: "Grandmother by birth\nBrother by birth",
            frequency: "Once a year, before Christmas", review_on: cast.days(-6), worker: worker,
            terms: "First names only. No photographs of the house or the school. Letters are read here first." },
        )?;
        for years in [3, 2, 1] {
            let (received, sent) = (cast.worked(cast.ago(years, 0, 4)), cast.worked(cast.ago(years, 0, -5)));
            let desk = cast.at("adoption.worker", sent, 11, 30)?;
            desk.add(
                file,
                "letterbox_exchange",
                says! { letterbox: letterbox, direction: "TO_CHILD", received_on: received,
                sent_on: sent, contents: "A card and two pages from his grandmother by birth. Nothing held back." },
            )?;
        }
        let came = cast.worked(cast.days(8));
        let desk = cast.at("adoption.worker", came, 10, 10)?;
        desk.read(file);
        desk.add(
            file,
            "letterbox_exchange",
            says! { letterbox: letterbox, direction: "SIBLING", received_on: came,
            contents: "A drawing of a bicycle and a page from his brother by birth, with a surname on it.",
            held_back: "The surname, to be covered before it is sent." },
        )
        .map(drop)
    }
}
