//! From the strategy discussion to the conference that the chair put off.

use super::Okell;
use crate::{Failure, demo::dated::says};

impl Okell<'_> {
    /// What the social worker and the others did in the four weeks since.
    pub(super) fn plan(&self) -> Result<(), Failure> {
        self.assessment()?;
        self.strategy()?;
        self.visits()?;
        self.notes()?;
        self.oversight()?;
        self.unborn()?;
        self.conference()?;
        self.checkpoint()
    }

    fn assessment(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let day = cast.working(21);
        let desk = cast.at("social.worker", day, 9, 10)?;
        let (team, worker) = (cast.team("locality_north")?, cast.worker("social.worker")?);
        for file in self.children() {
            desk.read(file);
            desk.add(
                file,
                "assessment",
                says! { started: day, team: team, worker: worker,
                internal_review_due: cast.working_after(day, 10) },
            )?;
        }
        let summary = says! { written_on: cast.days(1), summary:
        "Kayla (7), Theo (3) and a baby due in five weeks live with their mother Dana in a refuge. Dana left Ryan \
         Thirlby a month ago after he pushed her into the kitchen units with Theo in the room and Kayla between them. \
         We worry that Ryan, who is Theo's father and has parental responsibility for him, finds them: he has been to \
         the aunt's house and asks neighbours. Kayla looks after Theo more than a seven-year-old should. Dana loves \
         the children, has kept every appointment since she left and works with the refuge. Plan: the conference that \
         the chair put off, a safety plan with the refuge, a non-molestation order, the birth in another hospital \
         under another name. If the address becomes known, the refuge moves them the same night; police marker 24/7." };
        cast.at("social.worker", cast.days(1), 16, 50)?.add_to_each(&self.children()[..2], "case_summary", summary)?;
        Ok(())
    }

    fn strategy(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let day = cast.working(18);
        let manager = cast.at("team.manager", day, 11, 45)?;
        let (chair, team, worker) =
            (cast.worker("team.manager")?, cast.team("locality_north")?, cast.worker("social.worker")?);
        for file in [self.kayla.file, self.theo.file] {
            manager.read(file);
            let discussion = manager
                .add(file, "strategy_discussion", says! { held_at: cast.moment(day, 10, 30),
                    attendees: format!("{}, team manager\n{}, social worker\nDS Carol Penhale, police\nMaddie Crane, health \
                        visiting\nFran Ibbotson, Dockray Primary School\nNell Forde, Shoreline",
                        cast.name("team.manager")?, cast.name("social.worker")?),
                    information: "Police: Dana gave an account on video; Ryan was arrested and released on bail not to \
                        contact her. Health: the bruising fits a grip; baby well on the scan. School: Kayla has moved class \
                        lists to her new school without the name of the town. Shoreline: settled, Theo asks for his dad at \
                        bedtime.",
                    decision: "JOINT",
                    rationale: "Dana was assaulted in front of both children while pregnant. Kayla was within reach. Bail \
                        ends in four weeks and Ryan has been looking for them.",
                    safety: "Refuge, police marker on both phones, school and nursery have a photograph and a password.",
                    chaired_by: chair, team: team })?;
            manager.add(
                file,
                "s47_enquiry",
                says! { started: day, strategy_discussion: discussion, joint: "yes",
                team: team, worker: worker },
            )?;
        }
        Ok(())
    }

    fn visits(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let worker = cast.worker("social.worker")?;
        for (days, hour, alone, kayla, theo, happened) in [
            (
                20,
                15,
                "no",
                "\u{201c}It smells of toast here. Theo has the bottom bunk because he falls out.\u{201d}",
                "Pointed at the window and said \u{201c}Daddy van?\u{201d} each time a van went past.",
                "First visit, at the refuge. Dana made tea and kept the door in sight. We went through what happens next and \
                 who will be told what. Kayla showed me the room; three beds, a night light, her school bag packed by the \
                 door. Theo on Dana's knee throughout.",
            ),
            (
                18,
                15,
                "yes",
                "\u{201c}If he comes I'm going to hold the door and Theo can go in the bath.\u{201d} I asked what would \
                 help. \u{201c}Somebody bigger to hold the door.\u{201d}",
                "Played with the garage. Put the dad figure in the lift and sent it away.",
                "Joint visit with DC Amir Rahmani for the section 47 enquiry. Kayla seen alone in the playroom and with the \
                 officer; no video interview for now, she has said what she wants to say. No marks on either child. Dana's \
                 bruise photographed with her consent.",
            ),
            (
                13,
                16,
                "yes",
                "\u{201c}I like my new teacher. She doesn't shout when the chairs fall over.\u{201d}",
                "Said \u{201c}sleep Mummy bed\u{201d}. Speech is a few words; he follows two-part instructions.",
                "Kayla is sleeping in her own bed three nights out of five. Theo wakes. Dana is tired and honest about it; \
                 the play worker takes Theo for an hour a day.",
            ),
            (
                8,
                15,
                "yes",
                "Drew the new baby with wings. \u{201c}So it can get out.\u{201d}",
                "Ran to the play worker and back to Dana. Laughed. First time I have heard it.",
                "Went through the report for the conference with Dana, line by line. She asked for \u{201c}failed to \
                 protect\u{201d} to come out; it was not in. She wants it said that she rang Shoreline before the midwife did.",
            ),
            (
                2,
                16,
                "yes",
                "\u{201c}Nobody has told me if we are staying.\u{201d} I said I don't know yet, and when I will.",
                "Has a cold. Watched me over Dana's shoulder.",
                "Told Dana that the chair is ill and the conference is put off. She had bought a blouse for it. The plan with \
                 the refuge stands meanwhile. She has had two calls from a withheld number on the old phone; it is off \
                 and with the police now.",
            ),
        ] {
            let day = cast.working(days);
            let desk = cast.at("social.worker", day, hour + 2, 5)?;
            for (file, said) in [(self.kayla.file, kayla), (self.theo.file, theo)] {
                desk.add(file, "visit", says! { context: "ASSESSMENT", visited_on: day, child_seen: "yes",
                    seen_alone: if file == self.kayla.file { alone } else { "no" }, bedroom_seen: "yes", place: "The refuge",
                    present: "Dana Okell\nThe play worker", voice: said, narrative: happened, worker: worker })?;
            }
        }
        Ok(())
    }

    fn notes(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let both = [self.kayla.file, self.theo.file];
        for (days, part, hour, minute, kind, subject, body) in [
            (
                21,
                "social.worker",
                10,
                20,
                "CALL",
                "Shoreline refuge",
                "Nell Forde: arrived at six with two carrier bags. Dana slept. Kayla asked which door locks. I will visit \
                 tomorrow; Nell will be there until Dana says otherwise.",
            ),
            (
                19,
                "social.worker",
                14,
                0,
                "MEETING",
                "New school, Marramgrass Primary",
                "Head and safeguarding lead. Kayla starts on Monday under her own name with no address on the system. Two \
                 people may collect, with a password. Free meals from the first day; the head ordered the jumper.",
            ),
            (
                16,
                "social.worker",
                9,
                35,
                "CALL",
                "Ryan Thirlby rang the office",
                "Polite at first. Wants to know where his son is and says that he has rights. I told him that I work with \
                 Theo, that I would like his views for the assessment, and that I will not say where anyone is. He said that \
                 he would find out himself. Offered an appointment with a colleague at the office; he put the phone down.",
            ),
            (
                13,
                "edt.worker",
                23,
                40,
                "OUT_OF_HOURS",
                "Ryan at the aunt's house",
                "Shelley Okell rang: Ryan was on her step, drunk, asking for Theo. Police sent; gone before they came. Rang \
                 the refuge at 23:55, all quiet. Bail condition not broken by this as it names Dana only; day team to raise.",
            ),
            (
                12,
                "social.worker",
                9,
                15,
                "CALL",
                "DS Penhale, bail",
                "Told her about last night. She asks for the aunt and the children to be named in the conditions. Shelley \
                 has a doorbell camera and will keep the picture.",
            ),
            (
                10,
                "social.worker",
                13,
                30,
                "EMAIL",
                "Little Curlews Nursery",
                "They sent a welcome letter for Theo by post with the full postcode of the refuge in its head. Rang at once: \
                 letter went to Dana only. They have taken the address off the template and the system. Told Nell and my \
                 manager.",
            ),
            (
                6,
                "social.worker",
                11,
                10,
                "CALL",
                "Solicitor, non-molestation order",
                "Dana's statement is signed. Hearing without notice asked for next week. I agreed to say what the children \
                 have said, in writing, through our lawyer.",
            ),
            (
                3,
                "social.worker",
                9,
                20,
                "CALL",
                "Conference put off",
                "The chair was taken ill this morning and nobody else could read 60 pages in an hour. Told Dana, school, \
                 nursery, midwife and police. New day given. My manager has agreed what holds until then.",
            ),
        ] {
            let day = cast.working(days);
            let desk = cast.at(part, day, hour, minute)?;
            let happened = cast.moment(day, hour, 0);
            let significant = if matches!(days, 13 | 10) { "yes" } else { "no" };
            desk.add_to_each(
                &both,
                "case_note",
                says! { occurred_at: happened, note_kind: kind, subject: subject,
                body: body, significant: significant },
            )?;
        }
        Ok(())
    }

    /// The head of service looks, and says that it is oversight.
    fn oversight(&self) -> Result<(), Failure> {
        let desk = self.cast.at("head.of.service", self.cast.working(2), 17, 20)?;
        for file in [self.kayla.file, self.theo.file] {
            desk.read_for(file, hearth_access::Purpose::Oversight);
        }
        Ok(())
    }

    /// The child to be born: a discussion of its own, a week and a half ago.
    fn unborn(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.unborn.file;
        let desk = cast.at("social.worker", cast.working(17), 12, 0)?;
        desk.add(file, "case_note", says! { occurred_at: cast.moment(cast.working(17), 11, 20), note_kind: "MEETING",
            subject: "Antenatal care moved", body: "Joy Abara has moved the booking to another hospital under a name that \
            only the ward manager, Joy and I know. Growth scan normal. Dana wants her sister with her, not her mother." })?;
        let day = cast.working(9);
        let manager = cast.at("team.manager", day, 14, 40)?;
        let discussion = manager
            .add(file, "strategy_discussion", says! { held_at: cast.moment(day, 14, 0),
                attendees: "Joy Abara, midwife\nMaddie Crane, health visiting\nDS Carol Penhale, police",
                decision: "SINGLE", rationale: "Birth is five weeks away, Ryan knows the due date and has asked two hospitals. \
                    The conference considers this child with the others.",
                safety: "Other hospital, other name, security told.",
                chaired_by: cast.worker("team.manager")?, team: cast.team("locality_north")? })?;
        manager.add(
            file,
            "s47_enquiry",
            says! { started: day, strategy_discussion: discussion, joint: "no",
            team: cast.team("locality_north")?, worker: cast.worker("social.worker")? },
        )?;
        Ok(())
    }

    fn conference(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let (planned, again) = (cast.working(3), cast.working_ahead(4));
        let (chair, team, worker) = (cast.worker("iro")?, cast.team("locality_north")?, cast.worker("social.worker")?);
        for file in self.children() {
            let desk = cast.at("social.worker", cast.working(9), 16, 10)?;
            desk.involve(file, "iro", "CP_CHAIR")?;
            let conference = desk.add(
                file,
                "conference",
                says! { conference_kind: "INITIAL", planned_for: planned, chair: chair, team: team,
                worker: worker },
            )?;
            cast.at("iro", cast.working(5), 14, 30)?.read(file);
            cast.at("social.worker", planned, 9, 40)?
                .correct(file, conference, "The chair was taken ill on the morning and cancelled.", says! { planned_for: again,
                    late_because: "The chair was taken ill on the morning of the conference. No other chair could prepare in \
                        time. Dana and all agencies were told the same morning; the safety plan holds until the new day." });
        }
        Ok(())
    }

    /// The manager looks at the assessments after ten days; the enquiries end with the conference asked for.
    fn checkpoint(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let day = cast.working(12);
        let manager = cast.at("team.manager", day, 10, 50)?;
        for file in self.children() {
            manager.amend(file, "assessment", None, "Looked at after ten days.", says! { reviewed_on: day })?;
        }
        let desk = cast.at("social.worker", cast.working(7), 15, 30)?;
        for file in [self.kayla.file, self.theo.file] {
            desk.amend(
                file,
                "s47_enquiry",
                None,
                "Concluded with the police.",
                says! { ended: cast.working(7),
                outcomes: "CP_CONFERENCE_FLAG", no_further_action: "no", conference_required: "yes",
                findings: "The concerns are substantiated. Kayla and Theo saw and heard Ryan assault their mother, and \
                    Kayla has put herself in the way. Dana protects them and cannot do it alone." },
            )?;
        }
        let safety = says! { made_on: cast.working(3), worries: "Ryan finds out where they are; the birth; the children being \
        collected by somebody they know.", plan: "Refuge: door list and police line. School and nursery: password, two \
        people. Dana: new phone only. Midwife: other hospital. Social worker: visits twice a week until the conference.",
        contingency: "The refuge moves the family the same night; emergency duty team knows the file.",
        agreed_with: "Dana Okell\nNell Forde, Shoreline", review_on: cast.working_ahead(4) };
        cast.at("social.worker", cast.working(3), 16, 20)?.add_to_each(
            &[self.kayla.file, self.theo.file],
            "safety_plan",
            safety,
        )?;
        Ok(())
    }
}
