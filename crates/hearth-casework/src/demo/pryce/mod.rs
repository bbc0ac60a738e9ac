//! Pryce, Southport, and others whose files have come to their end or nearly.
//!
//! Owen's and Megan's child in need plan was closed ten years and six weeks ago; the assessment was one for both, and one of
//! its factors is of the kind that is held. Lily Farrow's mother is being assessed before a birth. Callum Reid was in care for
//! a day. Ellis Tamworth's batch may be executed; Josie Maddock's file is due and stands in none.

mod callum;
mod helped;
mod keepsakes;

use hearth_record::ids::FileId;
use jiff::civil::Date;

use super::{
    dated::{Cast, says},
    door::{Places, adult, child},
    ends,
};
use crate::{Failure, front_door::Who};

/// Tells the story.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
    let closed = cast.worked(cast.ago(10, 0, 42));
    let owen = pryce(cast, closed).await?;
    callum::tell(cast).await?;
    let lily = helped::farrow(cast, closed).await?;
    let gone = helped::tamworth(cast).await?;
    helped::maddock(cast).await?;
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
    keepsakes::keepsakes(cast, files[0], plan_from).await?;
    kept_elsewhere(cast, files[0], closed)?;
    visited(cast, &files, plan_from, closed, &PRYCES)?;
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

/// What was seen at the Pryces'.
const PRYCES: Course<'static> = Course {
    seen: &[
        "Before school. Owen had made the toast; the support worker let him finish it and then did the rest.",
        "Rhian up and dressed. She talked about her father and laughed once. Megan showed me a tooth.",
        "Everyone on time all week. Rhian went to the group and will go again.",
        "A worse week; the anniversary. She rang the GP herself.",
        "Homework at the table. Rhian has an interview on Thursday.",
    ],
    progress: "Help in the mornings goes on. School is content.",
};

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

/// What was seen in a house that was getting better, visit for visit, and what the reviews of the plan said.
struct Course<'a> {
    seen: &'a [&'a str],
    progress: &'a str,
}

/// Visits every forty days, with a review at each third.
fn visited(cast: &Cast, files: &[FileId], from: Date, until: Date, course: &Course<'_>) -> Result<(), Failure> {
    let mut day = cast.working_after(from, 15);
    let mut n = 0;
    while day < until {
        let desk = cast.at("social.worker", day, 17, 15)?;
        desk.add_to_each(
            files,
            "visit",
            says! { context: "CIN", visited_on: day, child_seen: "yes",
            narrative: course.seen[n % course.seen.len()], worker: cast.worker("social.worker")? },
        )?;
        if n % 3 == 2 {
            desk.add_to_each(
                files,
                "cin_plan_review",
                says! { held_on: day, decision: "CONTINUE", progress: course.progress },
            )?;
        }
        n += 1;
        day = cast.worked(hearth_calendar::add_days(day, 40));
    }
    Ok(())
}

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
