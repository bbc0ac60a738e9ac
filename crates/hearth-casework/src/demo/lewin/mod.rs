//! Lewin, Crosby: four children who came into care together, and went four ways.
//!
//! Chantelle is a care leaver; Jaden is looked after; Poppy lives with her grandmother; Alfie was adopted and is called Samuel
//! now, which nobody on this side of the wall can find.

mod alfie;
mod chantelle;
mod court;
mod jaden;
mod poppy;

use hearth_record::ids::RecordId;
use jiff::civil::Date;

use super::{
    dated::{AtWork, Cast, Somebody, says},
    door::{adult, child},
};
use crate::{Failure, front_door::Who};

/// The family as the stories write about it.
struct Lewin<'a> {
    cast: &'a Cast,
    chantelle: Somebody,
    jaden: Somebody,
    poppy: Somebody,
    alfie: Somebody,
    kelly: Somebody,
}

/// Tells the story.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
    let lewin = taken_in(cast).await?;
    lewin.ties()?;
    lewin.poppy()?;
    lewin.chantelle()?;
    lewin.jaden()?;
    lewin.alfie().await?;
    cast.play().await
}

/// Five years and five months ago: the contact, the referral, the allocation.
async fn taken_in(cast: &Cast) -> Result<Lewin<'_>, Failure> {
    let day = cast.worked(cast.ago(5, 5, 0));
    let desk = cast.at("contact.officer", day, 9, 30)?;
    let home = says! { address_type: "HOME", house: "9", street: "Samphire Road", town: "Crosby", postcode: "L23 4XJ" };
    let someone = |forename: &'static str, born: Date, sex: &'static str| {
        child(
            says! { forename: forename, surname: "Lewin", born: born, sex: sex, ethnicity: "MWBC" },
            Some(home),
            Who::New,
        )
    };
    let people = vec![
        someone("Chantelle", cast.ago(19, 2, 5), "F")?,
        someone("Jaden", cast.ago(15, 4, 12), "M")?,
        someone("Poppy", cast.ago(8, 3, 8), "F")?,
        someone("Alfie", cast.ago(6, 2, 1), "M")?,
        adult("MOTHER", says! { forename: "Kelly", surname: "Lewin", born: cast.ago(38, 6, 3), sex: "F" }, Who::New)?,
    ];
    let contact = says! {
        received_at: cast.moment(day, 8, 45), source: "3E",
        told: "Kelly Lewin was brought in by ambulance at 03:10 after an overdose. She had four children at home. Chantelle, \
               14, rang 999 and gave Alfie his bottle while she waited. The crew found no food and a door off its hinges. A \
               neighbour is with the children. Kelly is on a ward and will be for days.",
        referrer_organisation: "Emergency department", referrer_name: "Dr Anwen Pryor", referrer_phone: "0151 496 0119",
        immediate_danger: "yes", consent_known: "GIVEN", team: cast.team("mash")?, screened_by: cast.worker("contact.officer")?,
    };
    let places = desk.receive("lewin-hospital", contact, people).await?;
    let kelly = desk.relative(places[0].0, "Kelly").await?;
    cast.at("mash.manager", day, 11, 0)?
        .decide(&places, "REFERRAL", "4",
            "Nobody with parental responsibility can care for the children this week. Four earlier contacts in two years at \
             the family's last council. The grandmother can take two at most, and only for nights.")
        .await?;
    let manager = cast.at("team.manager", day, 11, 40)?;
    for (file, _) in &places {
        manager.read(*file);
        manager.involve(*file, "social.worker", "CW")?;
    }
    Ok(Lewin {
        cast,
        chantelle: desk.whose(places[0].0).await?,
        jaden: desk.whose(places[1].0).await?,
        poppy: desk.whose(places[2].0).await?,
        alfie: desk.whose(places[3].0).await?,
        kelly,
    })
}

impl Lewin<'_> {
    fn children(&self) -> [(Somebody, &'static str); 4] {
        [
            (self.chantelle, "Chantelle Lewin"),
            (self.jaden, "Jaden Lewin"),
            (self.poppy, "Poppy Lewin"),
            (self.alfie, "Alfie Lewin"),
        ]
    }

    /// The day on which the four came into care.
    fn entered(&self) -> Date {
        self.cast.worked(self.cast.ago(5, 4, 0))
    }

    /// Who is who, and the assessment of all four.
    fn ties(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let day = cast.working_after(cast.worked(cast.ago(5, 5, 0)), 2);
        let desk = cast.at("social.worker", day, 10, 0)?;
        let source = "Kelly, on the ward";
        for (me, _) in self.children() {
            desk.amend(
                me.file,
                "relationship",
                Some(("other", self.kelly.person.to_string())),
                "Asked on the ward.",
                says! { parental_responsibility: "yes", pr_basis: "MOTHER", source: source, confirmed: "yes" },
            )?;
            for (other, name) in self.children().into_iter().filter(|(other, _)| *other != me) {
                desk.add(
                    me.file,
                    "relationship",
                    says! { other: other.person, other_name: name, relationship_type: "SIBLING",
                    source: source, confirmed: "yes" },
                )?;
            }
            desk.add(
                me.file,
                "relationship",
                says! { other_name: "Sandra Lewin", relationship_type: "GRANDPARENT",
                other_born: cast.ago(61, 0, 19), source: source, confirmed: "yes" },
            )?;
            desk.add(me.file, "visit", says! { context: "ASSESSMENT", visited_on: day, child_seen: "yes",
                place: "Grandmother's house", worker: cast.worker("social.worker")?,
                narrative: "All four at Sandra's. Chantelle had made a list of what each of them eats and gave it to me." })?;
            desk.tell(me.file);
            self.assessed(&desk, me)?;
        }
        Ok(())
    }

    fn assessed(&self, desk: &AtWork, child: Somebody) -> Result<(), Failure> {
        let cast = self.cast;
        let started = desk.desk.today();
        let done = cast.working_after(started, 30);
        let (team, worker) = (cast.team("locality_north")?, cast.worker("social.worker")?);
        desk.add(child.file, "assessment", says! { started: started, team: team, worker: worker })?;
        let manager = cast.at("team.manager", done, 15, 0)?;
        manager
            .amend(child.file, "assessment", None, "Authorised.", says! {
                reviewed_on: cast.working_after(started, 9), authorised_on: done, child_seen: "yes", seen_on: started,
                factors: "2B,4B,16A", outcomes: "CLA_REQUEST_FLAG", authorised_by: cast.worker("team.manager")?,
                analysis: "Kelly loves the children and cannot look after herself. Chantelle has been the parent for a year. \
                    There is no one in the family who can take all four." })
    }

    /// Comes into care: the period, the order, the plan, the reviewing officer.
    fn comes_into_care(&self, child: Somebody, until: Option<(Date, &'static str)>) -> Result<(), Failure> {
        let cast = self.cast;
        let entered = self.entered();
        let desk = cast.at("social.worker", entered, 16, 0)?;
        desk.add(
            child.file,
            "period_of_care",
            says! { started: entered, category_of_need: "N1", home_postcode: "L23 4XJ",
            circumstances: "Kelly asked that the children be looked after when the grandmother could not go on." },
        )?;
        desk.add(
            child.file,
            "legal_status",
            says! { status: "C1", started: entered, court: "Family Court at Liverpool" },
        )?;
        desk.add(
            child.file,
            "care_plan",
            says! { started: cast.working_after(entered, 6),
            wishes: "All four want to be together, and know that they may not be." },
        )?;
        desk.involve(child.file, "iro", "IRO")?;
        if let Some((day, reason)) = until {
            let last = cast.at("social.worker", day, 16, 30)?;
            last.amend(
                child.file,
                "period_of_care",
                None,
                "The period ended.",
                says! { ended: day, end_reason: reason },
            )?;
        }
        Ok(())
    }

    /// A placement with its plan and its notices.
    fn placed(&self, child: Somebody, from: Date, kind: &str, postcode: &str, why: &str) -> Result<RecordId, Failure> {
        let cast = self.cast;
        let desk = cast.at("social.worker", cast.working_after(from, 1), 10, 30)?;
        let placement = desk.add(
            child.file,
            "placement",
            says! { started: from, placement_type: kind, provider: "PR1", postcode: postcode,
            why_this_placement: why },
        )?;
        desk.add(
            child.file,
            "placement_notice",
            says! { placement: placement, notice_of: "START",
            sent_on: cast.working_after(from, 1), told: "CHILD,PARENTS,GP,HEALTH,SCHOOL,IRO" },
        )?;
        let later = cast.at("social.worker", cast.working_after(from, 4), 15, 10)?;
        later.add(
            child.file,
            "placement_plan",
            says! { placement: placement, prepared: cast.working_after(from, 3),
            signed: cast.working_after(from, 4), signed_by: "The carers\nThe social worker",
            delegated_authority: "Haircuts, sleepovers and school trips: the carers." },
        )?;
        Ok(placement)
    }

    /// The end of a placement, and that it was told.
    fn moved_on(&self, child: Somebody, placement: RecordId, on: Date, reason: &str) -> Result<(), Failure> {
        let cast = self.cast;
        let desk = cast.at("social.worker", cast.working_after(on, 1), 11, 0)?;
        desk.correct(child.file, placement, "Moved on.", says! { ended: on, change_reason: reason });
        desk.add(
            child.file,
            "placement_notice",
            says! { placement: placement, notice_of: "END",
            sent_on: cast.working_after(on, 1), told: "CHILD,PARENTS,GP,HEALTH,SCHOOL,IRO" },
        )?;
        Ok(())
    }

    /// Reviews by the reviewing officer, each with its decisions and record sent in time.
    fn reviews(&self, child: Somebody, held: &[Date], participation: &str) -> Result<(), Failure> {
        let cast = self.cast;
        for (n, day) in held.iter().enumerate() {
            let decisions = REVIEWED[n % REVIEWED.len()];
            let desk = cast.at("iro", cast.working_after(*day, 3), 16, 0)?;
            desk.read(child.file);
            desk.add(child.file, "care_review", says! { held: day, participation: participation,
                reviewing_officer: cast.worker("iro")?, decisions: decisions, decisions_sent: cast.working_after(*day, 3),
                record_sent: cast.working_after(*day, 3) })?;
        }
        Ok(())
    }
}

/// What reviews decided.
const REVIEWED: &[&str] = &[
    "The plan stands. Family time with Kelly once a week, supervised, to be looked at in three months. Life story work begins.",
    "The plan stands. The dentist is overdue by a week and is booked. The school changes the seat in maths.",
    "Long-term fostering is agreed as the plan. Family time moves to every fortnight, at the children's asking.",
    "The plan stands. Passport applied for. The social worker brings the photographs from the grandmother.",
];
