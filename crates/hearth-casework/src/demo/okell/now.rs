//! What waits at the front door about this family.

use hearth_access::Purpose;

use super::Okell;
use crate::{
    Failure,
    demo::{dated::says, door::child},
    front_door::Who,
};

impl Okell<'_> {
    /// A neighbour who asked not to be named, and the police this morning.
    pub(super) async fn now(&self) -> Result<(), Failure> {
        self.neighbour().await?;
        self.this_morning().await?;
        let cast = self.cast;
        cast.at("social.worker", cast.days(1), 16, 35)?.read(self.kayla.file);
        cast.at("team.manager", cast.days(1), 17, 10)?.read(self.kayla.file);
        cast.play().await
    }

    /// Three working days ago: "Kayleigh Oakell", past its decision since the officer who would answer for the police is on leave.
    async fn neighbour(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let day = cast.working(3);
        let desk = cast.at("contact.officer", day, 14, 35)?;
        let (street, town) = ("Halyard Street", "Bootle");
        let people = vec![child(
            says! { forename: "Kayleigh", surname: "Oakell", preferred_name: "Kay", born: cast.ago(7, 5, 0), born_precision: "year", sex: "F" },
            Some(says! { address_type: "HOME", house: "14", street: street, town: town, postcode: "L20 6QX" }),
            Who::Known(
                self.kayla.file,
                [
                    "Kayleigh Oakell sounds like Kayla Okell",
                    "about the same age",
                    "lived at 14 Halyard Street until a month ago",
                    "has a brother of three",
                ]
                .map(str::to_owned)
                .to_vec(),
            ),
        )?];
        let contact = says! {
            received_at: cast.moment(day, 14, 10), source: "9",
            told: "I don't want my name put down. It's the little girl from number 14, Kayleigh Oakell I think, seven or so, \
                   and her baby brother. They've been gone a month and he's still there. He's been knocking on doors asking \
                   what school they go to now. On Saturday he told my lad he knows what town it is and he's going to fetch \
                   them. He was laughing. I heard it all through that wall for two years and I never rang. I'm ringing now. \
                   He mustn't know it was me.",
            keep_anonymous: "yes", referrer_name: "Beryl Ashby", referrer_relationship: "Neighbour",
            referrer_phone: "0151 496 0173", consent_known: "NOT_SOUGHT",
            consent_because: "Asking could tell Ryan Thirlby that somebody rang.",
            screened_by: cast.worker("contact.officer")?, team: cast.team("mash")?,
        };
        let places = desk.receive("okell-neighbour", contact, people).await?;
        let soon = cast.working(2);
        for (minute, agency, name, question, answer) in [
            (
                40,
                "POLICE",
                "Merseyside Police",
                "Any report about 14 Halyard Street or Ryan Thirlby in the last month?",
                None,
            ),
            (
                44,
                "EDUCATION",
                "Dockray Primary School",
                "Is a Kayleigh Oakell, about seven, known to you?",
                Some((
                    "Fran Ibbotson",
                    "AMBER",
                    "No Kayleigh. A Kayla Okell of that address left us four weeks ago; we may not say where to. A man rang \
                 twice asking for her new school. We told him nothing.",
                )),
            ),
            (
                48,
                "HEALTH",
                "Health visiting",
                "Do you know the household at 14 Halyard Street?",
                Some((
                    "Maddie Crane",
                    "AMBER",
                    "Okell and Thirlby. The mother and children have moved; their records went with them under restriction.",
                )),
            ),
            (52, "HOUSING", "Sefton housing options", "Who holds the tenancy of 14 Halyard Street now?", None),
        ] {
            let asked = cast
                .at("contact.officer", day, 14, minute)?
                .ask(
                    &places,
                    says! { agency: agency, agency_name: name, basis: "HARM", question: question, answer_by: soon,
                    minimum: "The name as told and the address; not who rang." },
                )
                .await?;
            if let Some((by, rating, words)) = answer {
                cast.at("contact.officer", soon, 10, minute)?.answered(&places, asked, by, rating, words).await?;
            }
        }
        let file = places[0].0;
        let note = says! { occurred_at: cast.moment(cast.working(1), 9, 30), note_kind: "CALL", subject: "Police check not back",
        body: "Rang the police desk. The officer who has our request is on leave until next week and nobody has picked it \
               up. Sent again to the duty sergeant. The decision is late because of this; told the manager." };
        let desk = cast.at("contact.officer", cast.working(1), 9, 40)?;
        desk.read_for(file, Purpose::FrontDoorCheck);
        desk.add_for(file, Some(Purpose::FrontDoorCheck), "case_note", note)?;
        Ok(())
    }

    /// This morning: the police, about last night; nobody has taken it yet.
    async fn this_morning(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let today = cast.today();
        let why = |what: &str| vec![what.to_owned(), "the police gave our reference".to_owned()];
        let people = vec![
            child(
                says! { forename: "Kayla", surname: "Okell" },
                None,
                Who::Known(self.kayla.file, why("same name and date of birth")),
            )?,
            child(
                says! { forename: "Theo", surname: "Okell-Thirlby" },
                None,
                Who::Known(self.theo.file, why("same name and date of birth")),
            )?,
        ];
        let contact = says! {
            received_at: cast.moment(today, 7, 40), source: "6", immediate_danger: "yes",
            told: "At 01:55 Dana Okell rang 999 from her sister's address in Litherland. She had gone there for the evening \
                   without the children. Ryan Thirlby had been waiting outside. He put his hands round her throat until she \
                   could not speak, and let go when the sister came out. Marks on the neck, voice hoarse, taken to hospital; \
                   the baby's heartbeat is normal. Ryan Thirlby has not been found. The children were at the refuge with the \
                   night worker and are there now. Non-fatal strangulation and breach of bail.",
            referrer_organisation: "Merseyside Police", referrer_name: "Sgt Lowri Beddoes", referrer_phone: "0151 496 0110",
            consent_known: "NOT_KNOWN", team: cast.team("mash")?,
        };
        let desk = cast.at("edt.worker", today, 7, 52)?;
        desk.receive("okell-last-night", contact, people).await.map(drop)
    }
}
