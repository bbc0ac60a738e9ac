//! Okell and Thirlby, Bootle: Dana fled with Kayla and Theo and a child to be born; Ryan looks for them.
//!
//! A referral 22 working days ago, the strategy discussion 18, so the conference is three working days late. A neighbour's
//! contact waits past its decision, and the police have told of last night.

mod agreed;
mod now;
mod plan;
mod sharing;

use hearth_access::Purpose;
use hearth_record::{FileType, ids::FileId};

use super::{
    dated::{Cast, Somebody, says},
    door::{Places, adult, child},
};
use crate::{Failure, front_door::Who};

/// The family as the stories write about it.
pub(super) struct Okell<'a> {
    cast: &'a Cast,
    kayla: Somebody,
    theo: Somebody,
    unborn: Somebody,
    dana: Somebody,
}

/// Tells the story.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
    let (kayla, dana) = school(cast).await?;
    let theo = police(cast, kayla, dana).await?;
    let places = midwife(cast, kayla, theo, dana).await?;
    let unborn = cast.at("mash.manager", cast.working(22), 14, 50)?.whose(places[2].0).await?;
    let okell = Okell { cast, kayla, theo, unborn, dana };
    okell.allocated().await?;
    okell.plan()?;
    cast.play().await?;
    okell.agreed().await?;
    okell.now().await?;
    okell.referral().await
}

/// The house in Bootle that Dana left.
const HOUSE: (&str, &str, &str, &str) = ("14", "Halyard Street", "Bootle", "L20 6QX");

/// Fourteen months ago: school rings about Kayla, and there is advice.
async fn school(cast: &Cast) -> Result<(Somebody, Somebody), Failure> {
    let day = cast.worked(cast.ago(1, 2, 0));
    let desk = cast.at("contact.officer", day, 10, 5)?;
    let (house, street, town, postcode) = HOUSE;
    let people = vec![
        child(
            says! { forename: "Kayla", surname: "Okell", born: cast.ago(7, 5, 3), sex: "F", ethnicity: "WBRI" },
            Some(says! { address_type: "HOME", house: house, street: street, town: town, postcode: postcode }),
            Who::New,
        )?,
        adult("MOTHER", says! { forename: "Dana", surname: "Okell", born: cast.ago(29, 4, 11), sex: "F" }, Who::New)?,
    ];
    let contact = says! {
        received_at: cast.moment(day, 9, 40), source: "2A",
        told: "Kayla has come in without a coat twice this week and asked the breakfast club if she could take some \
               toast home for her mum. She told the assistant that Ryan shouts when the baby cries and that she puts \
               the telly up so Theo can't hear it. Mum used to chat at the gate; now Ryan drops Kayla off and stays \
               in the car. I have spoken with Mum on the phone. She says she is tired and that Kayla exaggerates.",
        referrer_name: "Fran Ibbotson", referrer_organisation: "Dockray Primary School",
        referrer_relationship: "Designated safeguarding lead", referrer_phone: "0151 496 0142",
        consent_known: "GIVEN", screened_by: cast.worker("contact.officer")?, team: cast.team("mash")?,
    };
    let places = desk.receive("okell-school", contact, people).await?;
    let kayla = desk.whose(places[0].0).await?;
    let dana = desk.relative(kayla.file, "Dana").await?;
    let manager = cast.at("mash.manager", day, 15, 20)?;
    manager
        .decide(
            &places,
            "ADVICE",
            "2",
            "School sees Kayla every day, has talked with Dana and will do so again without Ryan there. Nothing points \
             to harm to the children so far. Advice given about the domestic abuse helpline and the family hub. If Kayla \
             says more, or Dana is seen hurt, school rings again the same day.",
        )
        .await?;
    Ok((kayla, dana))
}

/// Seven months ago: the police were at the house.
async fn police(cast: &Cast, kayla: Somebody, dana: Somebody) -> Result<Somebody, Failure> {
    let day = cast.worked(cast.ago(0, 7, 6));
    let desk = cast.at("contact.officer", day, 8, 50)?;
    let (house, street, town, postcode) = HOUSE;
    let people = vec![
        child(
            says! { forename: "Kayla", surname: "Okell" },
            None,
            Who::Known(kayla.file, vec!["same name and date of birth".to_owned()]),
        )?,
        child(
            says! { forename: "Theo", surname: "Okell-Thirlby", born: cast.ago(3, 2, 9), sex: "M", ethnicity: "WBRI" },
            Some(says! { address_type: "HOME", house: house, street: street, town: town, postcode: postcode }),
            Who::New,
        )?,
        adult(
            "MOTHER",
            says! { forename: "Dana", surname: "Okell" },
            Who::Known(dana.file, vec!["mother of Kayla".to_owned()]),
        )?,
    ];
    let contact = says! {
        received_at: cast.moment(day, 7, 15), source: "6",
        told: "Officers attended at 23:50 after a call from a neighbour about a man shouting and something breaking. \
               Dana Okell met them at the door, holding Theo. A chair was in pieces in the kitchen. She said that it had \
               fallen. Ryan Thirlby was upstairs and said they had had words about money. Kayla was awake on the stairs \
               and did not speak to officers. No injuries seen. Dana did not wish to answer the risk questions.",
        referrer_organisation: "Merseyside Police", referrer_name: "PC Aidan Sorley", referrer_phone: "0151 496 0107",
        consent_known: "NOT_KNOWN", screened_by: cast.worker("contact.officer")?, team: cast.team("mash")?,
    };
    let places = desk.receive("okell-police", contact, people).await?;
    let asked = desk
        .ask(
            &places,
            says! { agency: "EDUCATION", agency_name: "Dockray Primary School", basis: "PUBLIC_TASK",
            question: "How has Kayla been since the summer, and has she said anything about home?" },
        )
        .await?;
    let later = cast.at("contact.officer", day, 11, 40)?;
    later
        .answered(&places, asked, "Fran Ibbotson", "AMBER",
            "Attendance 94 per cent. Kayla is quieter than last year and does not like being collected. She has not said \
             anything more about home. Dana came to the reading morning on her own and was cheerful.")
        .await?;
    let manager = cast.at("mash.manager", day, 14, 5)?;
    manager
        .decide(
            &places,
            "ADVICE",
            "2",
            "Second contact in seven months. Dana was rung alone at a time the school knew to be safe. She does not want \
             help now, and knows how to get it. The health visitor and school know and will see her alone. A third \
             contact about Ryan's behaviour is to be read together with these two.",
        )
        .await?;
    later.whose(places[1].0).await
}

/// Twenty-two working days ago: the midwife, and a referral the same day.
async fn midwife(cast: &Cast, kayla: Somebody, theo: Somebody, dana: Somebody) -> Result<Places, Failure> {
    let day = cast.working(22);
    let desk = cast.at("contact.officer", day, 10, 0)?;
    for file in [kayla.file, theo.file] {
        desk.read_for(file, Purpose::FrontDoorCheck);
    }
    let known = |somebody: Somebody| Who::Known(somebody.file, vec!["same name, date of birth and address".to_owned()]);
    let people = vec![
        child(says! { forename: "Kayla", surname: "Okell" }, None, known(kayla))?,
        child(says! { forename: "Theo", surname: "Okell-Thirlby" }, None, known(theo))?,
        child(says! { forename: "Unborn", surname: "Okell", expected: cast.days(-35), sex: "U" }, None, Who::New)?,
        adult("MOTHER", says! { forename: "Dana", surname: "Okell" }, known(dana))?,
    ];
    let contact = says! {
        received_at: cast.moment(day, 9, 40), source: "3D",
        told: "Dana came to clinic on her own for the first time. She is about 30 weeks. She has bruising on her left \
               upper arm in the shape of a grip. She told me that Ryan pushed her against the kitchen units on Saturday \
               with Theo in the room, and that Kayla got in between. She says he checks her phone. She wants to leave \
               today and does not want to go back for clothes. She is with me now and agrees to this call.",
        referrer_name: "Joy Abara", referrer_organisation: "Community midwifery", referrer_relationship: "Midwife",
        referrer_phone: "0151 496 0165", immediate_danger: "yes", consent_known: "GIVEN",
        screened_by: cast.worker("contact.officer")?, team: cast.team("mash")?,
    };
    let places = desk.receive("okell-midwife", contact, people).await?;
    checks(cast, &places).await?;
    refuge(cast, &places)?;
    let manager = cast.at("mash.manager", day, 14, 30)?;
    for (file, _) in &places {
        manager.read(*file);
    }
    cast.play().await?;
    manager
        .decide(
            &places,
            "STRATEGY",
            "4",
            "Third contact in fourteen months, each nearer to the children. Dana has been hurt while pregnant with Theo \
             in the room, and Kayla put herself between the adults. Ryan does not know that she has gone. Dana is safe \
             tonight and works with us; Ryan's next step is not known. Reasonable cause to suspect that all three \
             children are likely to suffer significant harm.",
        )
        .await?;
    cast.at("contact.officer", day, 15, 45)?
        .fed_back(
            &places,
            "Thank you for ringing while Dana was with you. A social worker will see the children this week. \
                            Please ring the same day if she misses an appointment.",
        )
        .await?;
    Ok(places)
}

/// What four agencies told on the day.
async fn checks(cast: &Cast, places: &Places) -> Result<(), Failure> {
    let day = cast.working(22);
    let question = "What do you know of the adults and of the children's safety in the last twelve months?";
    for (minute, agency, name, by, rating, words) in [
        (
            10,
            "POLICE",
            "Merseyside Police",
            "DS Carol Penhale",
            "RED",
            "Two call-outs to the address in a year, both for shouting. Ryan Thirlby has a caution for assault on a former \
             partner five years ago. No warning for weapons. An officer will take Dana's account today.",
        ),
        (
            12,
            "HEALTH",
            "Health visiting",
            "Maddie Crane",
            "AMBER",
            "Theo's two-year check was missed twice and done at the third time. Speech is behind. Dana was never seen \
             alone at home: Ryan stayed in the room.",
        ),
        (
            14,
            "EDUCATION",
            "Dockray Primary School",
            "Fran Ibbotson",
            "AMBER",
            "Kayla told her teacher on Monday that she sleeps in Theo's room now so that he isn't on his own.",
        ),
        (
            16,
            "DOMESTIC_ABUSE",
            "Shoreline",
            "Nell Forde",
            "RED",
            "Dana rang us eight days ago and put the phone down. We have a room in a refuge today for her and both children.",
        ),
    ] {
        let asked = cast
            .at("contact.officer", day, 10, minute)?
            .ask(places, says! { agency: agency, agency_name: name, basis: "HARM", question: question, answer_by: day })
            .await?;
        cast.at("contact.officer", day, 12, minute)?.answered(places, asked, by, rating, words).await?;
    }
    Ok(())
}

/// The same afternoon: where they sleep now, and from whom that is kept.
fn refuge(cast: &Cast, places: &Places) -> Result<(), Failure> {
    let day = cast.working(22);
    let desk = cast.at("contact.officer", day, 13, 30)?;
    let files: Vec<FileId> = places.iter().map(|(file, _)| *file).collect();
    for file in &files[..2] {
        desk.amend(*file, "address", None, "Dana and the children left this house today.", says! { ended: day })?;
    }
    let protected = says! {
        address_type: "HOME", building: "Shoreline refuge", house: "3", street: "Rowanmoor Lane", town: "Southport",
        postcode: "PR9 0QZ", started: day, protected: "yes",
        protected_because: "From Ryan Thirlby, his family and anyone who may tell him. Do not put this address or the town \
                            into a letter, an invitation or minutes. Post goes to the office.",
    };
    desk.add_to_each(&files, "address", protected).map(drop)
}

impl Okell<'_> {
    /// All three children.
    fn children(&self) -> [FileId; 3] {
        [self.kayla.file, self.theo.file, self.unborn.file]
    }

    /// The team manager allocates the case; Dana's and Ryan's files are begun or joined.
    async fn allocated(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let day = cast.working(22);
        let hub = cast.at("mash.manager", day, 15, 10)?;
        let (worker, name, team) =
            (cast.worker("social.worker")?, cast.name("social.worker")?, cast.team("locality_north")?);
        let involved = says! { worker: worker, worker_name: name, team: team, role: "OTHER", started: day };
        hub.add_for(self.dana.file, Some(Purpose::FrontDoorCheck), "involvement", involved)?;
        let manager = cast.at("team.manager", day, 16, 20)?;
        for file in self.children() {
            manager.read(file);
            manager.involve(file, "social.worker", "CW")?;
        }
        self.grown_ups().await?;
        self.ties()
    }

    /// Who the adults are.
    async fn grown_ups(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let desk = cast.at("social.worker", cast.working(20), 16, 30)?;
        let dana = self.dana.file;
        desk.add(
            dana,
            "contact_detail",
            says! { contact_kind: "MOBILE", phone: "07700 900214", preferred: "yes",
            safe_to_use: "yes", how_to_use: "New number. Text first, ring when she answers. Never leave a voicemail." },
        )?;
        desk.add(
            dana,
            "contact_detail",
            says! { contact_kind: "MOBILE", phone: "07700 900088", safe_to_use: "no",
            how_to_use: "Ryan reads this one. Do not use.", ended: cast.working(22) },
        )?;
        desk.add(dana, "address", says! { address_type: "HOME", building: "Shoreline refuge", house: "3",
            street: "Rowanmoor Lane", town: "Southport", postcode: "PR9 0QZ", started: cast.working(22), protected: "yes",
            protected_because: "From Ryan Thirlby, his family and anyone who may tell him." })?;
        let ryan = desk
            .start(FileType::Adult, says! { forename: "Ryan", surname: "Thirlby", born: cast.ago(33, 2, 20), sex: "M" })
            .await?;
        let (house, street, town, postcode) = HOUSE;
        desk.add(
            ryan.file,
            "address",
            says! { address_type: "HOME", house: house, street: street, town: town,
            postcode: postcode },
        )?;
        desk.add(
            ryan.file,
            "contact_detail",
            says! { contact_kind: "MOBILE", phone: "07700 900371", safe_to_use: "yes",
            how_to_use: "From the office number only. He is not told where Dana and the children are." },
        )?;
        let marcus = desk
            .start(FileType::Adult, says! { forename: "Marcus", surname: "Dade", born: cast.ago(31, 7, 2), sex: "M" })
            .await?;
        let said = "Dana, on the first visit";
        desk.add(
            self.kayla.file,
            "relationship",
            says! { other: marcus.person, other_name: "Marcus Dade",
            relationship_type: "FATHER", parental_responsibility: "no", source: said, confirmed: "no" },
        )?;
        desk.add(
            self.kayla.file,
            "relationship",
            says! { other: ryan.person, other_name: "Ryan Thirlby",
            relationship_type: "PARENTS_PARTNER", parental_responsibility: "no", no_contact: "yes",
            no_contact_because: "He assaulted Dana in front of the children and has been looking for them.",
            source: said, confirmed: "yes", ended: cast.working(22) },
        )?;
        for (file, responsible) in [(self.theo.file, "yes"), (self.unborn.file, "no")] {
            let says = says! { other: ryan.person, other_name: "Ryan Thirlby", relationship_type: "FATHER",
            parental_responsibility: responsible, no_contact: "yes",
            no_contact_because: "He assaulted Dana in front of the children and has been looking for them. No order yet.",
            source: "Birth certificate for Theo; Dana for the child to be born", confirmed: "yes" };
            desk.add(file, "relationship", says)?;
        }
        desk.add(self.theo.file, "case_note", says! { occurred_at: cast.moment(cast.working(20), 16, 10), note_kind: "CALL",
            subject: "Theo's birth certificate", body: "The registrar confirms that Ryan Thirlby signed the register, so \
            he has parental responsibility for Theo. He has none for Kayla. Dana told me that Marcus Dade, Kayla's father, \
            left before she was one; she thinks Leeds, and has no number. I will ask for an address check." })?;
        desk.add(
            ryan.file,
            "relationship",
            says! { other: self.theo.person, relationship_type: "CHILD",
            source: "Birth certificate", confirmed: "yes" },
        )?;
        desk.add(
            ryan.file,
            "relationship",
            says! { other: self.dana.person, other_name: "Dana Okell",
            relationship_type: "FORMER_PARTNER", source: said, ended: cast.working(22) },
        )?;
        desk.add(
            marcus.file,
            "relationship",
            says! { other: self.kayla.person, relationship_type: "CHILD", source: said },
        )?;
        desk.add(marcus.file, "case_note", says! { occurred_at: cast.moment(cast.working(15), 11, 0), note_kind: "CALL",
            subject: "Where is Marcus Dade?", body: "Leeds City Council has no record. The last address that Dana knew was \
            let again in the spring three years ago. Whereabouts not known; I will try the child maintenance service." })?;
        cast.at("social.worker", cast.working(15), 11, 30)?.leave(marcus.file, None, "Nothing more to be done here.");
        Ok(())
    }

    /// Brothers, sisters, grandmother and aunt, and who lives together now.
    fn ties(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let desk = cast.at("social.worker", cast.working(20), 17, 0)?;
        let all = [(&self.kayla, "Kayla Okell"), (&self.theo, "Theo Okell-Thirlby"), (&self.unborn, "Unborn Okell")];
        for (me, _) in all {
            let mine = me.file;
            desk.amend(
                mine,
                "relationship",
                Some(("other", self.dana.person.to_string())),
                "Asked on the first visit.",
                says! { parental_responsibility: "yes", pr_basis: "MOTHER", main_carer: "yes", next_of_kin: "yes",
                source: "Dana, on the first visit", confirmed: "yes" },
            )?;
            for (other, name) in all.iter().filter(|(other, _)| other.file != mine) {
                let whole = me.file != self.kayla.file && other.file != self.kayla.file;
                let tie = if whole { "SIBLING" } else { "HALF_SIBLING" };
                desk.add(
                    mine,
                    "relationship",
                    says! { other: other.person, other_name: name, relationship_type: tie,
                    source: "Dana, on the first visit", confirmed: "yes" },
                )?;
            }
            desk.add(
                mine,
                "relationship",
                says! { other_name: "Maureen Okell", relationship_type: "GRANDPARENT",
                other_born: cast.ago(54, 1, 4), source: "Dana, on the first visit" },
            )?;
            desk.add(
                mine,
                "relationship",
                says! { other_name: "Shelley Okell", relationship_type: "AUNT_UNCLE",
                other_born: cast.ago(26, 8, 17), source: "Dana, on the first visit" },
            )?;
        }
        for (me, others) in [(&self.kayla, [&self.theo, &self.dana]), (&self.theo, [&self.kayla, &self.dana])] {
            let members = format!("{},{}", others[0].person, others[1].person);
            desk.add(
                me.file,
                "household_membership",
                says! { family_id: "F-OKELL-1", household_kind: "HOUSEHOLD",
                members: members, started: cast.working(22) },
            )?;
        }
        Ok(())
    }
}
