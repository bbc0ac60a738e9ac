//! Jaden, fifteen, under a care order: a third placement, a visit that is late, and a return from missing.

use jiff::civil::Date;

use super::Lewin;
use crate::{Failure, demo::dated::says};

impl Lewin<'_> {
    pub(super) fn jaden(&self) -> Result<(), Failure> {
        let moved = [self.entered(), self.cast.worked(self.cast.ago(1, 6, 0)), self.cast.days(63)];
        self.comes_into_care(self.jaden, None)?;
        self.under_an_order()?;
        self.three_homes(moved)?;
        self.seen(moved)?;
        self.health_and_school()?;
        let held = [
            self.cast.working_after(moved[0], 17),
            self.cast.worked(self.cast.ago(5, 0, 12)),
            self.cast.worked(self.cast.ago(4, 6, 20)),
            self.cast.worked(self.cast.ago(4, 1, 4)),
            self.cast.worked(self.cast.ago(3, 7, 12)),
            self.cast.worked(self.cast.ago(3, 1, 20)),
            self.cast.worked(self.cast.ago(2, 8, 2)),
            self.cast.worked(self.cast.ago(2, 2, 10)),
            self.cast.worked(self.cast.ago(1, 8, 16)),
            self.cast.worked(self.cast.ago(1, 2, 25)),
            self.cast.worked(self.cast.ago(0, 9, 8)),
            self.cast.worked(self.cast.ago(0, 3, 16)),
        ];
        self.reviews(self.jaden, &held, "PN1")?;
        self.exploitation()?;
        self.missing()?;
        self.in_court()?;
        self.this_autumn()
    }

    fn under_an_order(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let made = cast.worked(cast.ago(4, 10, 0));
        let desk = cast.at("social.worker", made, 15, 40)?;
        desk.amend(self.jaden.file, "legal_status", None, "Final hearing.", says! { ended: made })?;
        desk.add(
            self.jaden.file,
            "legal_status",
            says! { status: "C2", started: made, court: "Family Court at Liverpool" },
        )
        .map(drop)
    }

    fn three_homes(&self, [first, second, third]: [Date; 3]) -> Result<(), Failure> {
        let a = self.placed(
            self.jaden,
            first,
            "U6",
            "L22 8TD",
            "Carers who could take Jaden and Poppy together at the start.",
        )?;
        self.moved_on(self.jaden, a, second, "CREQO")?;
        let b = self.placed(self.jaden, second, "U6", "L31 5QB", "The first carers retired; near his school.")?;
        self.moved_on(self.jaden, b, third, "CREQB")?;
        let why = "The Fosseys asked for Jaden to move after he was brought home by the police twice. Asha and Colm Dunleavy \
                   know him from respite and live on the other side of town from the lads he owes money to.";
        self.placed(self.jaden, third, "U6", "PR8 4HN", why)?;
        let cast = self.cast;
        let desk = cast.at("social.worker", third, 17, 30)?;
        desk.add(
            self.jaden.file,
            "address",
            says! { address_type: "PLACEMENT", house: "31", street: "Sandpiper Close",
            town: "Southport", postcode: "PR8 4HN", started: third },
        )?;
        desk.add(
            self.jaden.file,
            "relationship",
            says! { other_name: "Asha Dunleavy", relationship_type: "FOSTER_CARER",
            source: "Placement plan", confirmed: "yes", started: third },
        )?;
        desk.add(
            self.jaden.file,
            "contact_detail",
            says! { contact_kind: "MOBILE", phone: "07700 900463", preferred: "yes",
            safe_to_use: "yes", how_to_use: "He answers texts after four. He does not answer withheld numbers." },
        )?;
        Ok(())
    }

    /// Visits: within a week of each move, then within six weeks; the last 58 days ago.
    fn seen(&self, [first, second, third]: [Date; 3]) -> Result<(), Failure> {
        let cast = self.cast;
        for (from, until) in [(first, second), (second, third)] {
            let mut day = cast.working_after(from, 3);
            let mut n = usize::from(from == second) * 5;
            while day < until {
                self.visited(day, n)?;
                n += 1;
                day = cast.worked(hearth_calendar::add_days(day, 38));
            }
        }
        let desk = cast.at("social.worker", cast.days(58), 18, 20)?;
        desk.add(self.jaden.file, "visit", says! { context: "CLA", visited_on: cast.days(58), child_seen: "yes",
            seen_alone: "yes", bedroom_seen: "yes", place: "Sandpiper Close", present: "Asha Dunleavy",
            voice: "\u{201c}It's all right. She does actual food. Colm lets me fix the bike in the kitchen.\u{201d} Then, on the \
                step: \u{201c}They know I've moved, though.\u{201d}",
            narrative: "First visit after the move. Room is his own, window on the back, bike parts on newspaper. He has \
                unpacked, which he never did at the Fosseys'. Asha has the school run and the number of the police link \
                officer. He would not say who \u{201c}they\u{201d} are.",
            worker: cast.worker("social.worker")? })?;
        Ok(())
    }

    fn visited(&self, day: Date, n: usize) -> Result<(), Failure> {
        let (voice, narrative) = VISITS[n % VISITS.len()];
        let cast = self.cast;
        let desk = cast.at("social.worker", day, 17, 45)?;
        desk.add(
            self.jaden.file,
            "visit",
            says! { context: "CLA", visited_on: day, child_seen: "yes",
            seen_alone: if n % 4 == 3 { "no" } else { "yes" }, bedroom_seen: "yes", voice: voice, narrative: narrative,
            worker: cast.worker("social.worker")? },
        )
        .map(drop)
    }

    fn health_and_school(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.jaden.file;
        for (n, day) in [
            cast.working_after(self.entered(), 15),
            cast.ago(4, 4, 20),
            cast.ago(3, 5, 16),
            cast.ago(2, 6, 3),
            cast.ago(1, 7, 12),
            cast.ago(0, 8, 9),
        ]
        .map(|day| cast.worked(day))
        .into_iter()
        .enumerate()
        {
            let desk = cast.at("social.worker", day, 16, 10)?;
            desk.add(
                file,
                "health_check",
                says! { check_type: "HEALTH_ASSESSMENT", on: day, status: "Completed",
                initial: if n == 0 { "yes" } else { "no" }, clinician: "Dr Bronagh Lisle" },
            )?;
        }
        for (years, months) in [(4, 11), (4, 2), (3, 4), (2, 7), (1, 9), (0, 11), (0, 2)] {
            let day = cast.worked(cast.ago(years, months, 11));
            let desk = cast.at("social.worker", day, 17, 0)?;
            desk.add(file, "health_check", says! { check_type: "DENTAL", on: day, status: "Completed" })?;
        }
        for (years, score) in [(5, 12), (4, 13), (3, 14), (2, 16), (1, 19)] {
            let day = cast.ago(years, 1, 0);
            let desk = cast.at("social.worker", day, 12, 30)?;
            desk.add(file, "sdq", says! { completed: day, score: score })?;
        }
        let mut day = cast.working_after(self.entered(), 7);
        while day < cast.days(20) {
            let desk = cast.at("social.worker", day, 15, 15)?;
            desk.add(
                file,
                "pep",
                says! { school: "Bulwark High School", started: day, held: day, status: "CURRENT",
                progress: "Reads well above his age. Design and technology is the lesson he is on time for." },
            )?;
            day = cast.worked(hearth_calendar::add_days(day, 92));
        }
        Ok(())
    }

    /// The plan against exploitation, by the adolescent service: medium in the summer, high now.
    fn exploitation(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.jaden.file;
        let began = cast.worked(cast.days(149));
        cast.at("social.worker", began, 9, 30)?.involve(file, "cas.worker", "CO_WORKER")?;
        let desk = cast.at("cas.worker", began, 14, 20)?;
        desk.read(file);
        desk.add(
            file,
            "exploitation_screening",
            says! { screened_on: began, exploitation_types: "CCE", risk_level: "MODERATE",
            findings: "A second phone, trainers nobody bought, and a debt he calls \u{201c}a misunderstanding\u{201d}.",
            source: "School, carers and Jaden", voice: "\u{201c}I run errands. Everybody runs errands.\u{201d}" },
        )?;
        let plan = desk
            .add(file, "mace_plan", says! { started: began, exploitation_types: "CCE,MISSING", risk_level: "MODERATE",
                context: "Collected from school by two men in a grey hatchback; trips by train on Fridays.",
                plan: "School rings at the first missed registration. Carers keep a diary of numbers and clothes. Police link \
                    officer knows the car.", team: cast.team("cas")?, worker: cast.worker("cas.worker")? })?;
        for (days, before, now, told) in [
            (
                121,
                "MODERATE",
                "MODERATE",
                "School: two lates, no absences. Carers: home by ten. Police: nothing on the car.",
            ),
            (
                93,
                "MODERATE",
                "MODERATE",
                "Jaden met the police link officer at the boxing gym and stayed for the session.",
            ),
            (
                65,
                "MODERATE",
                "MODERATE",
                "The Fosseys ask for a move. Everyone agrees that a move alone protects nobody.",
            ),
            (
                37,
                "MODERATE",
                "MODERATE",
                "Settled at the Dunleavys'. Grey hatchback seen once outside the new school gate.",
            ),
            (
                12,
                "MODERATE",
                "SIGNIFICANT",
                "Found in Preston with £340 and a train ticket he did not buy. He would not say \
                who met him. Police: the car belongs to a man on licence. Risk raised to high by all.",
            ),
        ] {
            let day = cast.worked(cast.days(days));
            let desk = cast.at("cas.worker", day, 16, 0)?;
            desk.add(
                file,
                "mace_meeting",
                says! { held_on: day, mace_plan: plan, risk_before: before, risk_level: now,
                information: told, next_on: cast.worked(hearth_calendar::add_days(day, 28)) },
            )?;
            if before != now {
                desk.correct(file, plan, "Raised at the meeting.", says! { risk_level: now });
            }
        }
        Ok(())
    }

    /// Twice before, and then the night he came back from four days ago.
    fn missing(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.jaden.file;
        for (days, where_to) in
            [(140, "Back at 07:00 on his own, wet through."), (71, "Found at a friend's in Seaforth.")]
        {
            let (left, back) = (cast.moment(cast.days(days), 21, 30), cast.moment(cast.days(days - 1), 7, 10));
            let desk = cast.at("edt.worker", cast.days(days), 23, 20)?;
            let gone = desk.add(
                file,
                "missing_episode",
                says! { missing_type: "M", started: cast.days(days), started_at: left,
                reported_by: "The carers", risk: "MEDIUM" },
            )?;
            let worker = cast.at("social.worker", cast.worked(cast.days(days - 2)), 17, 0)?;
            worker.correct(
                file,
                gone,
                "He is back.",
                says! { ended: cast.days(days - 1), ended_at: back,
                circumstances: where_to },
            );
            worker.add(
                file,
                "return_interview",
                says! { missing_episode: gone, offered: "Y", accepted: "Y",
                held: cast.days(days - 2), interviewer: "Missing from home service", independent: "yes",
                findings: "He went to see somebody about money and it took longer than he thought." },
            )?;
        }
        let (left, back) = (cast.hours(127), cast.hours(96));
        let day = hearth_calendar::london_date;
        let desk = cast.at_moment("edt.worker", cast.hours(124))?;
        let gone = desk.add(
            file,
            "missing_episode",
            says! { missing_type: "M", started: day(left), started_at: left,
            reported_by: "Asha Dunleavy", risk: "HIGH",
            circumstances: "Went out for chips and did not come back. Phone off. Last seen on the Southport train." },
        )?;
        let worker = cast.at_moment("social.worker", cast.hours(93))?;
        worker.read(file);
        worker.correct(file, gone, "He is back.", says! { ended: day(back), ended_at: back,
            circumstances: "Went out for chips and did not come back. Found by British Transport Police on a platform in Preston \
                and brought to the Dunleavys'. Hungry, no injuries, a graze on one hand." });
        worker.add(file, "return_interview", says! { missing_episode: gone, offered: "Y" })?;
        Ok(())
    }

    /// Notes and calls around the visit that did not happen.
    fn this_autumn(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.jaden.file;
        for (days, hour, kind, subject, body) in [
            (
                44,
                11,
                "CALL",
                "School",
                "Bulwark High: 91 per cent, on time all week. The head of year has seen him share his \
                dinner with a younger lad. Not a word about the men.",
            ),
            (30, 9, "MESSAGE", "From Jaden", "\u{201c}can u do thurs not weds boxing\u{201d}. Moved."),
            (
                20,
                15,
                "CALL",
                "Visit cancelled by the carer",
                "Asha rang: Colm in hospital overnight, nobody in, Jaden at a \
                friend's with her agreement. Rebooked for next week.",
            ),
            (
                13,
                16,
                "CALL",
                "Visit cancelled again",
                "Colm is home and contagious. Asha asks for another week. I said that I \
                have to see Jaden and will meet him at school instead. Training that day; not done yet.",
            ),
            (
                4,
                18,
                "CALL",
                "Asha Dunleavy",
                "He slept for fourteen hours and ate two dinners. He asked if I was cross. Return \
                interview offered for tomorrow; the worker from the missing service is off and will ring.",
            ),
            (
                2,
                12,
                "EMAIL",
                "Health assessment actions",
                "Glasses prescribed in March were lost. New ones ordered. The school \
                nurse will see the hand.",
            ),
        ] {
            let desk = cast.at("social.worker", cast.days(days), hour, 40)?;
            desk.add(
                file,
                "case_note",
                says! { occurred_at: cast.moment(cast.days(days), hour, 15), note_kind: kind,
                subject: subject, body: body },
            )?;
        }
        let summary = says! { written_on: cast.days(9), summary:
        "Jaden is 15 and has been looked after for five years under a care order. He lives with Asha and Colm Dunleavy, his \
         third home, since nine weeks. He is funny, fixes anything with wheels and turns up for boxing. He carries drugs \
         or money for older men and owes them; the risk was raised to high this month when he was found in Preston. What \
         works: Asha's kitchen, the gym, being told the truth. His brother was adopted and his sister Poppy lives with \
         their grandmother; he sees Poppy each month. Plan: stay with the Dunleavys to 18, exploitation plan every four \
         weeks, college place for mechanics. If it fails: the respite carers in Formby; not another town." };
        cast.at("social.worker", cast.days(9), 17, 30)?.add(file, "case_summary", summary)?;
        cast.at("cas.worker", cast.days(3), 10, 25)?.read(file);
        cast.at("iro", cast.days(2), 15, 5)?.read(file);
        Ok(())
    }
}

/// What he said, and what happened, on visits of quieter years.
const VISITS: &[(&str, &str)] = &[
    (
        "\u{201c}Can I have the top bunk for always or just for now?\u{201d}",
        "Settling. He has put his school photograph on the \
        windowsill, facing out. Ate with us and talked about wheels.",
    ),
    (
        "\u{201c}Tell Mum I got moved up in maths.\u{201d}",
        "School reports a good half term. He is sleeping through. Asked twice \
        when Alfie's birthday is; it is in the diary.",
    ),
    (
        "Said nothing for ten minutes, then asked what my car cost.",
        "Quiet after family time was cancelled. We took the back wheel \
        off his bike and put it on again.",
    ),
    (
        "\u{201c}I don't need you to come, but you can.\u{201d}",
        "Met at the skate park with the carer. New helmet. He has a friend \
        who came over and said hello, which is new.",
    ),
    (
        "\u{201c}Poppy cried when she went so I didn't.\u{201d}",
        "After the sibling day at their grandmother's. He packed her bag for \
        her. Carer noticed and said so to him.",
    ),
    (
        "\u{201c}My room's smaller but nobody comes in.\u{201d}",
        "Walked round the block. He talked about money for the first time: \
        who has it, how people get it.",
    ),
    (
        "Laughed at my shoes.",
        "Good mood. Grade 5 in design. We looked at the college's page for motor vehicle courses; under \
        sixteens can do a taster.",
    ),
    (
        "\u{201c}You always ask that.\u{201d}",
        "He had been asked for his phone at school and had two. Says that the other belongs to \
        a mate. Carers told; they had not known.",
    ),
];
