//! What else waits at the front door: six families, each at another point on the way to a decision.

use hearth_calendar::london_datetime;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, time},
};

use super::{
    dated::{Cast, Says, says},
    door::{adult, child},
};
use crate::{
    Failure,
    front_door::{Told, Who},
};

/// A child whom somebody told of, and their mother or father.
struct Family {
    children: &'static [(&'static str, &'static str, i32, i32, &'static str)],
    grown_up: (&'static str, &'static str),
    home: [&'static str; 4],
}

/// Tells the stories.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
    checked(cast).await?;
    fresh(cast).await
}

impl Family {
    fn people(&self, cast: &Cast) -> Result<Vec<Told>, Failure> {
        let [house, street, town, postcode] = self.home;
        let home = says! { address_type: "HOME", house: house, street: street, town: town, postcode: postcode };
        let mut people = Vec::new();
        for (forename, surname, years, months, sex) in self.children {
            let born = cast.ago(*years, *months, 13);
            let says = says! { forename: forename, surname: surname, born: born, sex: sex };
            people.push(child(says, Some(home), Who::New)?);
        }
        let (forename, surname) = self.grown_up;
        people.push(adult("MOTHER", says! { forename: forename, surname: surname }, Who::New)?);
        Ok(people)
    }

    async fn told(&self, cast: &Cast, form: &str, at: (Date, i8, i8), says: Says<'_>) -> Result<(), Failure> {
        let desk = cast.at("contact.officer", at.0, at.1, at.2)?;
        desk.receive(form, says, self.people(cast)?).await.map(drop)
    }
}

/// When the contact came whose decision is due in two hours: at this time of the working day before, and a little later. Where the
/// working day is nearly over it is due by its close; after that, and on a day that nobody works, tomorrow or on the next.
fn due_soon(cast: &Cast) -> Timestamp {
    let (now, soon) = (london_datetime(cast.now), london_datetime(cast.now + SignedDuration::from_mins(140)));
    let (opens, closes) = (time(9, 0, 0, 0), time(17, 0, 0, 0));
    let worked = cast.worked(now.date()) == now.date();
    let (day, at) = match soon.time() {
        _ if !worked => (cast.working(1), time(15, 50, 0, 0)),
        at if soon.date() == now.date() && at <= closes => (cast.working(1), at.max(opens)),
        _ if now.time() < time(16, 30, 0, 0) => (cast.working(1), closes),
        _ => (now.date(), time(15, 50, 0, 0)),
    };
    cast.moment(day, at.hour(), at.minute())
}

/// Everything is back, and it must be decided soon.
async fn checked(cast: &Cast) -> Result<(), Failure> {
    let came = due_soon(cast);
    let after = |minutes| (came + SignedDuration::from_mins(minutes)).min(cast.now);
    let ayla = Family {
        children: &[("Ayla", "Demir", 0, 1, "F")],
        grown_up: ("Selin", "Demir"),
        home: ["6", "Kittiwake Court", "Litherland", "L21 8RE"],
    };
    let contact = says! {
        received_at: came, source: "3B", team: cast.team("mash")?,
        told: "Ayla is six weeks old and has lost weight for the second week. Selin's own mother went home on Sunday and \
               since then she answers the door in her dressing gown and cannot say when the last feed was. Ayla is clean and \
               alert. Selin agreed that I ring you and said please don't take her.",
        referrer_name: "Maddie Crane", referrer_organisation: "Health visiting", referrer_phone: "0151 496 0158",
        consent_known: "GIVEN", screened_by: cast.worker("contact.officer")?,
    };
    let desk = cast.at_moment("contact.officer", after(15))?;
    let places = desk.receive("door-demir", contact, ayla.people(cast)?).await?;
    for (minute, agency, name, by, rating, words) in [
        (
            20,
            "HEALTH",
            "General practice",
            "Dr Imogen Rudd",
            "AMBER",
            "Seen today. Feeding plan made, weight again on Thursday. Mother scores high for low mood and wants help.",
        ),
        (
            24,
            "EARLY_HELP",
            "Family help",
            "Connor Baines",
            "GREEN",
            "A worker can start tomorrow and come daily for the first week.",
        ),
    ] {
        let asked = cast
            .at_moment("contact.officer", after(minute))?
            .ask(
                &places,
                says! { agency: agency, agency_name: name, basis: "CONSENT", answer_by: cast.today(),
                question: "What do you know, and what can you offer this week?" },
            )
            .await?;
        let desk = cast.at_moment("contact.officer", after(minute + 60))?;
        desk.answered(&places, asked, by, rating, words).await?;
    }
    Ok(())
}

/// This morning's, in the order in which they came.
async fn fresh(cast: &Cast) -> Result<(), Failure> {
    let (today, hub) = (cast.today(), cast.team("mash")?);
    let reuben = Family {
        children: &[("Reuben", "Castle", 13, 2, "M"), ("Edie", "Castle", 10, 7, "F")],
        grown_up: ("Joanne", "Castle"),
        home: ["52", "Brickfold Road", "Netherton", "L30 5QW"],
    };
    reuben.told(cast, "door-castle", (today, 8, 25), says! { received_at: cast.moment(today, 8, 10), source: "2A", team: hub,
        told: "Reuben has missed eleven days since half term. He told his form tutor that he gives his mum her tablets in the \
               morning and waits for the nurse. Edie's primary say the same: she comes in with the key round her neck.",
        referrer_name: "Owen Trask", referrer_organisation: "Gannet Academy", referrer_phone: "0151 496 0134",
        consent_known: "ASKED" }).await?;
    let nathaniel = Family {
        children: &[("Nathaniel", "Osei", 15, 10, "M")],
        grown_up: ("Abena", "Osei"),
        home: ["Flat 9", "Slipway Court", "Bootle", "L20 4ZD"],
    };
    nathaniel.told(cast, "door-osei", (today, 8, 40), says! { received_at: cast.moment(today, 8, 30), source: "4", team: hub,
        told: "Our caretaker found Nathaniel asleep in the bin store, third night. He says his stepdad has changed the locks and \
               his mum doesn't know. He is in our office now with a hot chocolate and does not want the police.",
        referrer_name: "Carys Holt", referrer_organisation: "Mariners Housing", referrer_phone: "0151 496 0181",
        immediate_danger: "no", consent_known: "NOT_KNOWN" }).await?;
    let freya = Family {
        children: &[("Freya", "Lomax", 4, 4, "F")],
        grown_up: ("Beth", "Lomax"),
        home: ["23", "Linnetfield Close", "Maghull", "L31 2AY"],
    };
    freya.told(cast, "door-lomax", (today, 8, 55), says! { received_at: cast.moment(today, 8, 45), source: "1A", team: hub,
        told: "I'm Freya's mum. She's four and she doesn't sleep and she bites, and my husband's working away. The paediatrician \
               said to ring you for short breaks. I don't know if you're the right people. I just want one night.",
        referrer_name: "Beth Lomax", referrer_phone: "07700 900641", consent_known: "GIVEN" }).await?;
    let tomasz = Family {
        children: &[("Tomasz", "Zielinski", 6, 1, "M")],
        grown_up: ("Magda", "Zielinska"),
        home: ["118", "Larkrise Road", "Waterloo", "L22 9SJ"],
    };
    tomasz.told(cast, "door-zielinski", (today, 9, 5), says! { received_at: cast.moment(today, 8, 55), source: "5C", team: hub,
        told: "Tomasz moved to your area on Friday with his mother. He has a child in need plan with us for neglect which was \
               going well. We ask you to take it over and can come to a meeting this week.",
        referrer_name: "Hugh Arkwright", referrer_organisation: "Children’s services, Marlby", consent_known: "GIVEN" }).await?;
    let isla = Family {
        children: &[("Isla", "Brennan", 2, 2, "F")],
        grown_up: ("Orla", "Brennan"),
        home: ["4", "Seaholly Avenue", "Formby", "L37 6TP"],
    };
    isla.told(cast, "door-brennan", (today, 9, 15), says! { received_at: cast.moment(today, 9, 10), source: "3A", team: hub,
        told: "Orla told me this morning that she has thought of driving off the coast road and that Isla would be in the car. She \
               has not done anything. She is waiting here with Isla and her sister, and has agreed to see the crisis team.",
        referrer_name: "Dr Imogen Rudd", referrer_organisation: "General practice", referrer_phone: "0151 496 0127",
        consent_known: "GIVEN" }).await
}
