//! Families who were helped for a year, a long time ago, and have not been heard of since; but for one mother.

use hearth_record::ids::FileId;
use jiff::civil::Date;

use super::{Course, closes, referred, visited};
use crate::{
    Failure,
    demo::{
        dated::{Cast, Says, Somebody, says},
        door::{adult, child},
    },
    front_door::Who,
};

/// One child and their mother, helped with a child in need plan.
struct Helped<'a> {
    surname: &'a str,
    forename: &'a str,
    born: Date,
    sex: &'a str,
    mother: &'a str,
    mother_born: Date,
    home: Says<'a>,
    /// Who told the council, by the code of the source, from where, and in what words.
    told_by: (&'a str, &'a str),
    told: &'a str,
    /// The day of the contact, and that of the closing.
    days: (Date, Date),
    factors: &'a str,
    plan: &'a str,
    course: Course<'a>,
    closing: &'a str,
}

/// Writes what was done with a family, from the first telling to the closing: the file of the child, and the mother.
async fn helped(cast: &Cast, family: Helped<'_>) -> Result<(FileId, Somebody), Failure> {
    let Helped { surname, days: (day, closed), .. } = family;
    let born =
        says! { forename: family.forename, surname: surname, born: family.born, sex: family.sex, ethnicity: "WBRI" };
    let mother = says! { forename: family.mother, surname: surname, born: family.mother_born, sex: "F" };
    let people = vec![child(born, Some(family.home), Who::New)?, adult("MOTHER", mother, Who::New)?];
    let (source, from) = family.told_by;
    let places = referred(cast, day, surname, source, family.told, from, people).await?;
    cast.play().await?;
    let (file, planned) = (places[0].0, cast.working_after(day, 20));
    let desk = cast.at("social.worker", planned, 14, 0)?;
    let mother = desk.relative(file, family.mother).await?;
    desk.add(
        file,
        "assessment",
        says! { started: cast.working_after(day, 1), reviewed_on: cast.working_after(day, 10), authorised_on: planned,
        factors: family.factors, outcomes: "PROV_OF_SERVICES_FLAG", child_seen: "yes", seen_on: cast.working_after(day, 2) },
    )?;
    desk.add(file, "cin_plan", says! { started: planned, visit_within: 6, plan: family.plan })?;
    visited(cast, &[file], planned, closed, &family.course)?;
    closes(cast, &[file], closed, family.closing)?;
    Ok((file, mother))
}

/// Ellis Tamworth, fifteen, and his mother: nothing speaks against the end of their files.
pub(super) async fn tamworth(cast: &Cast) -> Result<Vec<FileId>, Failure> {
    let family = Helped {
        surname: "Tamworth",
        forename: "Ellis",
        born: cast.ago(15, 8, 11),
        sex: "M",
        mother: "Carys",
        mother_born: cast.ago(39, 2, 17),
        home: says! { address_type: "HOME", house: "8", street: "Fishponds Lane", town: "Southport", postcode: "PR8 5QD" },
        told_by: ("2A", "Kew Woods Nursery and Infants"),
        told: "Ellis comes in tired and hungry. Carys works nights and her mother, who helped, has moved away.",
        days: (cast.worked(cast.ago(11, 9, 4)), cast.worked(cast.ago(10, 6, 20))),
        factors: "20",
        plan: "Breakfast at school, and a sitter twice a week.",
        course: Course {
            seen: &[
                "After school. Ellis was asleep on the settee at half past three; Carys let him lie.",
                "The sitter was there. Ellis had eaten and read to me about sharks.",
                "Carys had come off a night shift and was up for him all the same. We talked about days.",
            ],
            progress: "The sitter goes on. School says that he is awake.",
        },
        closing: "Carys works days now and Ellis sleeps. Nothing more is needed.",
    };
    let (ellis, carys) = helped(cast, family).await?;
    Ok(vec![ellis, carys.file])
}

/// Josie Maddock, sixteen: her plan was closed ten years and a fortnight ago. Her file is due, and nobody has proposed it yet.
pub(super) async fn maddock(cast: &Cast) -> Result<(), Failure> {
    let family = Helped {
        surname: "Maddock",
        forename: "Josie",
        born: cast.ago(16, 7, 3),
        sex: "F",
        mother: "Hazel",
        mother_born: cast.ago(47, 1, 25),
        home: says! { address_type: "HOME", house: "26", street: "Lapwing Close", town: "Southport", postcode: "PR9 8EA" },
        told_by: ("2A", "Kew Woods Nursery and Infants"),
        told: "Josie has missed nine days. Hazel cannot manage the stairs since her operation, and Josie, who is five, takes her tea up.",
        days: (cast.worked(cast.ago(11, 3, 12)), cast.worked(cast.ago(10, 0, 16))),
        factors: "6B",
        plan: "Care at home for Hazel, a lift to school, and Thursdays at the young carers’ group.",
        course: Course {
            seen: &[
                "Josie opened the door in her uniform. The carer was upstairs with Hazel.",
                "Hazel in the kitchen on two sticks. Josie counted the steps for me.",
                "After Thursday group. Josie had beaten everybody at dominoes and told me so.",
            ],
            progress: "Care at home goes on. Josie has not missed a day.",
        },
        closing: "Hazel walks, and Josie’s afternoons are her own. Nothing more is needed.",
    };
    helped(cast, family).await.map(drop)
}

/// Lily Farrow, fourteen, closed as long ago as Owen; her mother Jess expects a child and is being assessed.
pub(super) async fn farrow(cast: &Cast, closed: Date) -> Result<FileId, Failure> {
    let family = Helped {
        surname: "Farrow",
        forename: "Lily",
        born: cast.ago(14, 2, 22),
        sex: "F",
        mother: "Jess",
        mother_born: cast.ago(31, 9, 1),
        home: FLAT,
        told_by: ("4", "Sefton housing options"),
        told: "Jess is 21 and on her own with Lily. She has lost the flat and is on her third sofa. Lily is well and clingy.",
        days: (cast.worked(cast.ago(10, 10, 8)), closed),
        factors: "20",
        plan: "A tenancy, a nursery place, and Jess's sister.",
        course: Course {
            seen: &[
                "At Jess's sister's. Lily sat on Jess's lap for the whole hour, and at the end on mine.",
                "Three mornings at nursery. Lily waves at the gate now and does not look back.",
                "The keys. Jess had washed the curtains before she had a rail for them.",
            ],
            progress: "Nursery goes on. Housing has a flat in view.",
        },
        closing: "A tenancy for a year, nursery full time. Jess asks for nothing more.",
    };
    let (lily, jess) = helped(cast, family).await?;
    expected(cast, jess).await?;
    Ok(lily)
}

/// Where Jess lives since.
const FLAT: Says<'static> =
    says! { address_type: "HOME", house: "17", street: "Marramgrass Drive", town: "Ainsdale", postcode: "PR8 3TB" };

/// Jess now: the midwife has asked for an assessment before the birth.
async fn expected(cast: &Cast, jess: Somebody) -> Result<(), Failure> {
    let day = cast.working(16);
    let people = vec![
        child(
            says! { forename: "Unborn", surname: "Farrow", expected: cast.days(-88), sex: "U" },
            Some(FLAT),
            Who::New,
        )?,
        adult(
            "MOTHER",
            says! { forename: "Jess", surname: "Farrow" },
            Who::Known(jess.file, vec!["same name and date of birth".to_owned()]),
        )?,
    ];
    let desk = cast.at("contact.officer", day, 11, 0)?;
    let contact = says! { received_at: cast.moment(day, 10, 40), source: "3D", referrer_organisation: "Community midwifery",
    told: "Jess has missed four appointments and told the clinic she does not want this baby to go the way Lily's start \
        did. She asked for help by name.", consent_known: "GIVEN", team: cast.team("mash")?,
    screened_by: cast.worker("contact.officer")? };
    let places = desk.receive("farrow-midwife", contact, people).await?;
    cast.at("mash.manager", day, 15, 0)?
        .decide(
            &places,
            "REFERRAL",
            "3",
            "A pre-birth assessment, at the mother's own asking. Earlier help with Lily worked.",
        )
        .await?;
    let file = places[0].0;
    let manager = cast.at("team.manager", day, 16, 0)?;
    manager.involve(file, "team.manager", "CW")?;
    let began = cast.at("team.manager", cast.working(15), 9, 30)?;
    began.add(
        file,
        "assessment",
        says! { started: cast.working(15), team: cast.team("locality_north")?,
        worker: cast.worker("team.manager")? },
    )?;
    let checked = cast.working(6);
    cast.at("team.manager", checked, 10, 0)?.amend(
        file,
        "assessment",
        None,
        "Looked at after ten days.",
        says! { reviewed_on: checked },
    )?;
    cast.at("team.manager", cast.working(12), 17, 0)?
        .add(file, "case_note", says! { occurred_at: cast.moment(cast.working(12), 15, 0), note_kind: "MEETING",
            subject: "With Jess and her sister", body: "Jess, her sister and Lily came to the office. Lily has made a list of \
                names. Jess says she knows what she needs: lifts to the clinic and somebody to ring on bad days." })
        .map(drop)
}
