//! A day in care.

use super::referred;
use crate::{
    Failure,
    demo::{
        dated::{Cast, says},
        door::child,
    },
    front_door::Who,
};

/// Callum Reid, nineteen: one day in care when he was nine.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
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
