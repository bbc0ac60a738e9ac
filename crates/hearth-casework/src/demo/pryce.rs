//! Pryce, Southport, and two others whose files have come to their end or nearly.
//!
//! Owen's and Megan's child in need plan was closed ten years and six weeks ago; the assessment was one for both, and one of
//! its factors is of the kind that is held. Lily Farrow's mother is being assessed before a birth. Callum Reid was in care for
//! a day.

use hearth_record::{Record, ids::FileId, recording::Document};
use jiff::civil::Date;

use super::{
    dated::{AtWork, Cast, Somebody, says, typed},
    door::{Places, adult, child},
    ends,
};
use crate::{
    Failure,
    front_door::Who,
    recording::{Received, store_document},
};

/// Tells the story.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
    let closed = cast.worked(cast.ago(10, 0, 42));
    let owen = pryce(cast, closed).await?;
    callum(cast).await?;
    let lily = farrow(cast, closed).await?;
    let gone = tamworth(cast).await?;
    cast.play().await?;
    ends::tell(cast, ends::Files { owen, lily, gone }).await
}

/// Owen and Megan: one referral, one assessment, one plan, closed on one day.
async fn pryce(cast: &Cast, closed: Date) -> Result<FileId, Failure> {
    let day = cast.worked(cast.ago(11, 1, 20));
    let home =
        says! { address_type: "HOME", house: "41", street: "Weathervane Road", town: "Southport", postcode: "PR9 7GH" };
    let people = vec![
        child(
            says! { forename: "Owen", surname: "Pryce", born: cast.ago(17, 5, 9), sex: "M", ethnicity: "WBRI" },
            Some(home),
            Who::New,
        )?,
        child(
            says! { forename: "Megan", surname: "Pryce", born: cast.ago(16, 1, 2), sex: "F", ethnicity: "WBRI" },
            Some(home),
            Who::New,
        )?,
        adult("MOTHER", says! { forename: "Rhian", surname: "Pryce", born: cast.ago(43, 3, 3), sex: "F" }, Who::New)?,
    ];
    let told = "Owen and Megan are late most mornings and Megan came in with no socks in January. Mum says she has not been \
                right since the grandad died. She was in tears in the corridor and asked if somebody could come.";
    let places = referred(cast, day, "pryce-school", "2A", told, "Kew Woods Nursery and Infants", people).await?;
    let desk = cast.at("social.worker", cast.working_after(day, 2), 16, 0)?;
    for (file, _) in &places {
        desk.add(
            *file,
            "relationship",
            says! { other_name: "Gareth Pryce", relationship_type: "FATHER",
            parental_responsibility: "yes", pr_basis: "MARRIED", source: "Rhian Pryce", confirmed: "yes" },
        )?;
    }
    let authorised = cast.working_after(day, 38);
    let files: Vec<_> = places.iter().map(|(file, _)| *file).collect();
    let manager = cast.at("team.manager", authorised, 14, 30)?;
    for file in &files {
        desk.tell(*file);
    }
    manager
        .add_to_each(&files, "assessment", says! { started: cast.working_after(day, 1), reviewed_on: cast.working_after(day, 11),
            child_seen: "yes", seen_on: cast.working_after(day, 2), authorised_on: authorised,
            factors: "4B", outcomes: "PROV_OF_SERVICES_FLAG", team: cast.team("locality_north")?,
            worker: cast.worker("social.worker")?, authorised_by: cast.worker("team.manager")?,
            voice: "Owen: \u{201c}Mum's sad and I make the toast.\u{201d} Megan drew a man outside the fence and said that he had \
                shown her a picture on his phone.",
            analysis: "Rhian's low mood since her father's death has left the mornings to Owen. What Megan told was looked at \
                by the police at the time and went no further. With help in the house for some months this family can manage." })?;
    // The factors of an assessment are each child's own.
    manager.amend(files[1], "assessment", None, "What Megan told is hers.", says! { factors: "4B,19A" })?;
    let plan_from = cast.working_after(authorised, 3);
    let worker = cast.at("social.worker", plan_from, 15, 0)?;
    worker
        .add_to_each(&files, "cin_plan", says! { started: plan_from, visit_within: 6, team: cast.team("locality_north")?,
            worker: cast.worker("social.worker")?, needs: "Mornings that work, and Rhian well again.",
            plan: "Family support three mornings a week to Easter. Rhian: GP and the bereavement group. School: breakfast club." })?;
    cast.play().await?;
    keepsakes(cast, files[0], plan_from).await?;
    kept_elsewhere(cast, files[0], closed)?;
    visited(cast, &files, plan_from, closed)?;
    closes(
        cast,
        &files,
        closed,
        "Mornings have held for half a year and Rhian is back at work. School will ring if that changes.",
    )?;
    cast.play().await?;
    Ok(files[0])
}

/// What stands outside the system and belongs to Owen's file.
fn kept_elsewhere(cast: &Cast, file: FileId, closed: Date) -> Result<(), Failure> {
    let desk = cast.at("social.worker", closed, 11, 0)?;
    let paper = says! { medium: "PAPER", title: "Paper file, one box", location: "Records store, Ainsdale, shelf 14 C",
    barcode: "SC-0099 412", custodian: "Records store", moved_on: closed };
    let letters = says! { medium: "EMAIL", title: "Letters to and from the school",
    location: "locality.north@sefton.example, folder Pryce", custodian: "Locality team North", moved_on: closed };
    let folder = says! { medium: "SHAREPOINT", title: "Family support folder",
    location: "sharepoint.example/familysupport/0412", custodian: "Family support", moved_on: closed };
    desk.add(file, "external_record", paper)?;
    desk.add(file, "external_record", letters)?;
    desk.add(file, "external_record", folder)?;
    Ok(())
}

/// Ellis Tamworth, fifteen: helped for a year and closed a long time ago; nothing speaks against the end of the file.
async fn tamworth(cast: &Cast) -> Result<Vec<FileId>, Failure> {
    let day = cast.worked(cast.ago(11, 9, 4));
    let closed = cast.worked(cast.ago(10, 6, 20));
    let home =
        says! { address_type: "HOME", house: "8", street: "Fishponds Lane", town: "Southport", postcode: "PR8 5QD" };
    let people = vec![
        child(
            says! { forename: "Ellis", surname: "Tamworth", born: cast.ago(15, 8, 11), sex: "M", ethnicity: "WBRI" },
            Some(home),
            Who::New,
        )?,
        adult(
            "MOTHER",
            says! { forename: "Carys", surname: "Tamworth", born: cast.ago(39, 2, 17), sex: "F" },
            Who::New,
        )?,
    ];
    let told = "Ellis comes in tired and hungry. Carys works nights and her mother, who helped, has moved away.";
    let places = referred(cast, day, "tamworth-school", "2A", told, "Kew Woods Nursery and Infants", people).await?;
    let (ellis, from) = (places[0].0, cast.working_after(day, 20));
    cast.play().await?;
    let desk = cast.at("social.worker", from, 14, 0)?;
    let carys = desk.relative(ellis, "Carys").await?;
    desk.add(
        ellis,
        "assessment",
        says! { started: cast.working_after(day, 1), reviewed_on: cast.working_after(day, 10),
        authorised_on: from, factors: "20", outcomes: "PROV_OF_SERVICES_FLAG", child_seen: "yes",
        seen_on: cast.working_after(day, 2) },
    )?;
    desk.add(
        ellis,
        "cin_plan",
        says! { started: from, visit_within: 6, plan: "Breakfast at school, and a sitter twice a week." },
    )?;
    visited(cast, &[ellis], from, closed)?;
    closes(cast, &[ellis], closed, "Carys works days now and Ellis sleeps. Nothing more is needed.")?;
    Ok(vec![ellis, carys.file])
}

/// A contact that becomes a referral to the locality team in the north, and the social worker's case.
async fn referred(
    cast: &Cast,
    day: Date,
    form: &str,
    source: &str,
    told: &str,
    from: &str,
    people: Vec<crate::front_door::Told>,
) -> Result<Places, Failure> {
    let desk = cast.at("contact.officer", day, 9, 50)?;
    let contact = says! { received_at: cast.moment(day, 9, 20), source: source, told: told, referrer_organisation: from,
    consent_known: "GIVEN", team: cast.team("mash")?, screened_by: cast.worker("contact.officer")? };
    let places = desk.receive(form, contact, people).await?;
    cast.at("mash.manager", day, 14, 10)?
        .decide(&places, "REFERRAL", "3", "More than one service is needed and the parent asks for an assessment.")
        .await?;
    let manager = cast.at("team.manager", day, 15, 40)?;
    for (file, _) in &places {
        manager.read(*file);
        manager.involve(*file, "social.worker", "CW")?;
        let worker = cast.at("social.worker", cast.working_after(day, 2), 17, 0)?;
        worker.add(
            *file,
            "visit",
            says! { context: "ASSESSMENT", visited_on: cast.working_after(day, 2), child_seen: "yes",
            narrative: "First visit. Everyone was at home; we went through why I came and who will know.",
            worker: cast.worker("social.worker")? },
        )?;
    }
    Ok(places)
}

fn visited(cast: &Cast, files: &[FileId], from: Date, until: Date) -> Result<(), Failure> {
    let mut day = cast.working_after(from, 15);
    let mut n = 0;
    while day < until {
        let desk = cast.at("social.worker", day, 17, 15)?;
        desk.add_to_each(
            files,
            "visit",
            says! { context: "CIN", visited_on: day, child_seen: "yes",
            narrative: VISITS[n % VISITS.len()], worker: cast.worker("social.worker")? },
        )?;
        if n % 3 == 2 {
            desk.add_to_each(
                files,
                "cin_plan_review",
                says! { held_on: day, decision: "CONTINUE",
                progress: "Help in the mornings goes on. School is content." },
            )?;
        }
        n += 1;
        day = cast.worked(hearth_calendar::add_days(day, 40));
    }
    Ok(())
}

/// What was seen in a house that was getting better.
const VISITS: &[&str] = &[
    "Before school. Owen had made the toast; the support worker let him finish it and then did the rest.",
    "Rhian up and dressed. She talked about her father and laughed once. Megan showed me a tooth.",
    "Everyone on time all week. Rhian went to the group and will go again.",
    "A worse week; the anniversary. She rang the GP herself.",
    "Homework at the table. Rhian has an interview on Thursday.",
];

/// The plan ends, the case is closed, nobody is involved any more.
fn closes(cast: &Cast, files: &[FileId], closed: Date, why: &str) -> Result<(), Failure> {
    let desk = cast.at("social.worker", closed, 15, 30)?;
    for file in files {
        desk.amend(
            *file,
            "cin_plan",
            None,
            "The plan ended at the review.",
            says! { ended: closed, end_because: why },
        )?;
        desk.amend(
            *file,
            "social_care_episode",
            None,
            "Closed.",
            says! { closed_on: closed, closure_reason: "RC7",
            closing_summary: why },
        )?;
        desk.leave(*file, None, "The case was closed.");
    }
    Ok(())
}

/// What cannot be replaced in Owen's file: two photographs and a letter.
async fn keepsakes(cast: &Cast, file: FileId, day: Date) -> Result<(), Failure> {
    let desk = cast.at("social.worker", day, 16, 0)?;
    for (title, kind, bytes) in [
        ("Owen and his grandad on the pier", "PHOTOGRAPH", picture(0x2a)),
        ("First day at school", "PHOTOGRAPH", picture(0x91)),
        ("Letter from his grandad, for when he is older", "KEEPSAKE", LETTER.as_bytes().to_vec()),
    ] {
        keep(&desk, file, title, kind, day, bytes).await?;
    }
    Ok(())
}

async fn keep(
    desk: &AtWork<'_>,
    file: FileId,
    title: &str,
    kind: &str,
    day: Date,
    bytes: Vec<u8>,
) -> Result<(), Failure> {
    let says = says! { title: title, document_kind: kind, received_on: day, author: "Rhian Pryce" };
    let fields = typed(Document::SCHEMA, says)?;
    store_document(&desk.desk, file, Received { fields, bytes, purpose: None }).await.map(drop)
}

const LETTER: &str = "Dear Owen,\n\nIf you are reading this you are taller than me, which was never hard. Look after your sister \
and let her look after you. The bike is yours. Oil the chain.\n\nGrandad\n";

/// A picture of one grey, eight by eight: a photograph stands for itself in a demonstration.
fn picture(shade: u8) -> Vec<u8> {
    let mut png = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    chunk(&mut png, *b"IHDR", &[0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
    let rows: Vec<u8> = (0..8).flat_map(|_| [&[0][..], &[shade; 8]].concat()).collect();
    // One stored block of deflate, with the check sum of zlib behind it.
    let size = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend(size.to_le_bytes());
    data.extend((!size).to_le_bytes());
    data.extend(&rows);
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    data.extend(((b << 16) | a).to_be_bytes());
    chunk(&mut png, *b"IDAT", &data);
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let size = u32::try_from(data.len()).unwrap_or(u32::MAX);
    png.extend(size.to_be_bytes());
    let from = png.len();
    png.extend(name);
    png.extend(data);
    let crc = png[from..].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    png.extend((!crc).to_be_bytes());
}

/// Callum Reid, nineteen: one day in care when he was nine.
async fn callum(cast: &Cast) -> Result<(), Failure> {
    let day = cast.worked(cast.ago(10, 2, 3));
    let home =
        says! { address_type: "HOME", house: "3a", street: "Quayfield Street", town: "Southport", postcode: "PR8 1ND" };
    let born = says! { forename: "Callum", surname: "Reid", born: cast.ago(19, 6, 14), sex: "M", ethnicity: "WBRI" };
    let told = "Callum's dad was arrested at the match and there is nobody at home. He is at the station with us, eating crisps.";
    let places =
        referred(cast, day, "reid-police", "6", told, "Merseyside Police", vec![child(born, Some(home), Who::New)?])
            .await?;
    let file = places[0].0;
    let next = hearth_calendar::add_days(day, 1);
    let desk = cast.at("social.worker", next, 17, 30)?;
    desk.add(
        file,
        "period_of_care",
        says! { started: day, ended: next, category_of_need: "N4", end_reason: "E4A",
        home_postcode: "PR8 1ND", circumstances: "One night with carers while his aunt drove from Stoke." },
    )?;
    desk.add(file, "legal_status", says! { status: "V2", started: day, ended: next })?;
    desk.add(
        file,
        "placement",
        says! { started: day, ended: next, placement_type: "U6", provider: "PR1", postcode: "PR8 4HN" },
    )?;
    let closed = cast.working_after(day, 12);
    let last = cast.at("social.worker", closed, 11, 0)?;
    last.amend(
        file,
        "social_care_episode",
        None,
        "Closed.",
        says! { closed_on: closed, closure_reason: "RC8",
        closing_summary: "Callum lives with his aunt by his father's wish. No further need." },
    )?;
    last.leave(file, None, "The case was closed.");
    Ok(())
}

/// Lily Farrow, fourteen, closed as long ago as Owen; her mother Jess expects a child and is being assessed.
async fn farrow(cast: &Cast, closed: Date) -> Result<FileId, Failure> {
    let day = cast.worked(cast.ago(10, 10, 8));
    let home =
        says! { address_type: "HOME", house: "17", street: "Marramgrass Drive", town: "Ainsdale", postcode: "PR8 3TB" };
    let people = vec![
        child(
            says! { forename: "Lily", surname: "Farrow", born: cast.ago(14, 2, 22), sex: "F", ethnicity: "WBRI" },
            Some(home),
            Who::New,
        )?,
        adult("MOTHER", says! { forename: "Jess", surname: "Farrow", born: cast.ago(31, 9, 1), sex: "F" }, Who::New)?,
    ];
    let told =
        "Jess is 21 and on her own with Lily. She has lost the flat and is on her third sofa. Lily is well and clingy.";
    let places = referred(cast, day, "farrow-housing", "4", told, "Sefton housing options", people).await?;
    let (lily, from) = (places[0].0, cast.working_after(day, 20));
    let desk = cast.at("social.worker", from, 14, 0)?;
    cast.play().await?;
    let jess = desk.relative(lily, "Jess").await?;
    desk.add(
        lily,
        "assessment",
        says! { started: cast.working_after(day, 1), reviewed_on: cast.working_after(day, 10),
        authorised_on: from, factors: "20", outcomes: "PROV_OF_SERVICES_FLAG", child_seen: "yes",
        seen_on: cast.working_after(day, 2) },
    )?;
    desk.add(
        lily,
        "cin_plan",
        says! { started: from, visit_within: 6, plan: "A tenancy, a nursery place, and Jess's sister." },
    )?;
    visited(cast, &[lily], from, closed)?;
    closes(cast, &[lily], closed, "A tenancy for a year, nursery full time. Jess asks for nothing more.")?;
    expected(cast, jess).await?;
    Ok(lily)
}

/// Jess now: the midwife has asked for an assessment before the birth.
async fn expected(cast: &Cast, jess: Somebody) -> Result<(), Failure> {
    let day = cast.working(16);
    let home =
        says! { address_type: "HOME", house: "17", street: "Marramgrass Drive", town: "Ainsdale", postcode: "PR8 3TB" };
    let people = vec![
        child(
            says! { forename: "Unborn", surname: "Farrow", expected: cast.days(-88), sex: "U" },
            Some(home),
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
