//! Chantelle, nineteen, a care leaver in supported lodgings: her adviser has been ill.

use hearth_calendar::add_days;

use super::Lewin;
use crate::{Failure, demo::dated::says};

impl Lewin<'_> {
    pub(super) fn chantelle(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let eighteen = cast.ago(1, 2, 5);
        let file = self.chantelle.file;
        self.comes_into_care(self.chantelle, Some((eighteen, "E5")))?;
        let made = cast.worked(cast.ago(4, 10, 0));
        let court = cast.at("social.worker", made, 16, 10)?;
        court.amend(file, "legal_status", None, "Final hearing.", says! { ended: made })?;
        court.add(file, "legal_status", says! { status: "C2", started: made, ended: eighteen })?;
        let place = self.placed(
            self.chantelle,
            self.entered(),
            "U6",
            "L37 2WS",
            "A carer on her own, with room for somebody who is tired.",
        )?;
        let held = [
            cast.working_after(self.entered(), 18),
            cast.worked(cast.ago(5, 0, 16)),
            cast.worked(cast.ago(4, 6, 24)),
            cast.worked(cast.ago(4, 1, 8)),
            cast.worked(cast.ago(3, 7, 16)),
            cast.worked(cast.ago(3, 2, 0)),
            cast.worked(cast.ago(2, 8, 6)),
            cast.worked(cast.ago(2, 2, 14)),
            cast.worked(cast.ago(1, 8, 20)),
            cast.worked(cast.ago(1, 3, 4)),
        ];
        self.reviews(self.chantelle, &held, "PN1")?;
        self.pathway()?;
        cast.at("social.worker", eighteen, 16, 0)?.correct(file, place, "She is eighteen.", says! { ended: eighteen });
        self.left_care()
    }

    /// The pathway plan: prepared at sixteen, reviewed every six months; the last review is 12 days late.
    fn pathway(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.chantelle.file;
        let prepared = cast.worked(cast.ago(2, 11, 15));
        let desk = cast.at("social.worker", prepared, 15, 0)?;
        desk.involve(file, "personal.adviser", "CO_WORKER")?;
        let plan = desk.add(
            file,
            "pathway_plan",
            says! { needs_assessed: cast.worked(cast.ago(2, 11, 25)), prepared: prepared,
            wishes: "College, her own kettle, and to see Poppy on Sundays.",
            education_and_work: "Health and social care, level 3. She wants to be a midwife or to drive a van.",
            money_and_skills: "Budgets better than I do. Needs a bank card that is not her mother's.",
            family: "Sandra and Poppy each Sunday. Jaden when he turns up. Kelly by text only.",
            contingency: "Staying close with her carer; the flat at Quayside if the lodgings end." },
        )?;
        let mut held: Vec<String> = Vec::new();
        for (years, months, days) in [(2, 5, 18), (1, 11, 24), (1, 6, 2), (1, 0, 6), (0, 6, 12)] {
            let day = cast.ago(years, months, days);
            let part = if years == 0 || (years, months) == (1, 0) { "personal.adviser" } else { "social.worker" };
            held.push(day.to_string());
            cast.at(part, day, 16, 30)?.correct(
                file,
                plan,
                "Reviewed with Chantelle.",
                says! { reviewed: held.join(",") },
            );
        }
        Ok(())
    }

    fn left_care(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.chantelle.file;
        let eighteen = cast.ago(1, 2, 5);
        let desk = cast.at("social.worker", eighteen, 16, 40)?;
        desk.add(
            file,
            "care_leaver",
            says! { started: eighteen, personal_adviser: cast.worker("personal.adviser")?,
            team: cast.team("leaving_care")? },
        )?;
        desk.add(
            file,
            "care_leaver_accommodation",
            says! { started: eighteen, accommodation: "E", suitable: "1",
            suitable_because: "Mrs Okonedo has had lodgers from us for nine years; Chantelle chose her of three." },
        )?;
        desk.add(
            file,
            "address",
            says! { address_type: "HOME", house: "5", street: "Dunlinfield Grove", town: "Waterloo",
            postcode: "L22 3LE", started: eighteen },
        )?;
        desk.add(
            file,
            "contact_detail",
            says! { contact_kind: "MOBILE", phone: "07700 900527", preferred: "yes",
            safe_to_use: "yes" },
        )?;
        let handing = cast.at("social.worker", eighteen, 17, 10)?;
        handing.involve(file, "personal.adviser", "PA")?;
        let adviser = cast.at("personal.adviser", eighteen, 17, 20)?;
        for part in ["social.worker", "iro"] {
            adviser.leave(file, Some(cast.worker(part)?), "She is eighteen; her adviser goes on.");
        }
        let mut day = add_days(eighteen, 12);
        let mut n = 0;
        while day < cast.days(90) {
            self.met(day, n)?;
            n += 1;
            day = add_days(day, 47);
        }
        self.met(cast.days(107), n)?;
        self.met(cast.days(60), n + 1)?;
        let back = cast.at("personal.adviser", cast.days(1), 9, 15)?;
        back.read(file);
        back.add(file, "case_note", says! { occurred_at: cast.moment(cast.days(1), 9, 10), note_kind: "CALL",
            subject: "Back at work", body: "Back after three weeks off sick. Nobody rang Chantelle in my place and her pathway \
                review was not held. Left a message, sent a text. She has asked the council for her file; Fern Abbott has it." })?;
        Ok(())
    }

    fn met(&self, day: jiff::civil::Date, n: usize) -> Result<(), Failure> {
        let cast = self.cast;
        let (voice, narrative) = MET[n % MET.len()];
        let desk = cast.at("personal.adviser", day, 17, 30)?;
        desk.add(
            self.chantelle.file,
            "visit",
            says! { context: "CARE_LEAVER", visited_on: day, child_seen: "yes",
            seen_alone: "yes", place: "Her lodgings", voice: voice, narrative: narrative,
            worker: cast.worker("personal.adviser")? },
        )?;
        desk.add(
            self.chantelle.file,
            "care_leaver_contact",
            says! { on: day, in_touch: "YES", activity: "F2",
            accommodation: "E", suitable: "1" },
        )
        .map(drop)
    }
}

/// What was said and done when her adviser came.
const MET: &[(&str, &str)] = &[
    (
        "\u{201c}It's weird that nobody signs anything for me.\u{201d}",
        "First month in lodgings. Went through the rent letter and \
        the bus pass. She cooked.",
    ),
    (
        "\u{201c}I got a distinction and I had nobody to tell on the bus.\u{201d}",
        "College going well. We agreed that she rings me \
        from the bus.",
    ),
    (
        "\u{201c}Do they keep everything you ever said?\u{201d}",
        "She wants to read her file. Told her how, and what it is like. She \
        will decide after her exams.",
    ),
    (
        "\u{201c}Mrs O says I can stay till I'm done.\u{201d}",
        "Placement on a ward for two weeks. Boots bought from the setting-up \
        grant. Sundays with Sandra and Poppy hold.",
    ),
    (
        "\u{201c}I sent it. The form. For my file.\u{201d}",
        "She has asked for her file and wants me there when it comes. Said yes.",
    ),
];
