//! Asha Dunleavy, Maghull, with whom Jaden lives: the file that the fostering service keeps of its carer.

use hearth_record::FileType;

use super::dated::{Cast, says};
use crate::Failure;

/// Tells the story: approved two years ago, visited every few weeks, reviewed once and due to be again.
pub(super) async fn tell(cast: &Cast) -> Result<(), Failure> {
    let began = cast.worked(cast.ago(2, 1, 0));
    let desk = cast.at("fostering.worker", began, 10, 0)?;
    let asha = desk
        .start(
            FileType::FosterCarer,
            says! { forename: "Asha", surname: "Dunleavy", born: cast.ago(47, 3, 9), sex: "F" },
        )
        .await?;
    desk.involve(asha.file, "fostering.worker", "SSW")?;
    desk.add(asha.file, "foster_household", says! {
        name: "Asha and Colm Dunleavy", approved_for: "LONG", children: "2", youngest: "8", oldest: "18",
        terms: "No child who cannot live with two dogs.", approved_on: began, worker: cast.worker("fostering.worker")?,
    })?;
    for (name, born) in [("Asha Dunleavy", cast.ago(47, 3, 9)), ("Colm Dunleavy", cast.ago(51, 8, 2))] {
        desk.add(asha.file, "foster_carer", says! { name: name, part: "CARER", born: born, started: began })?;
    }
    let reviewed = cast.worked(cast.ago(1, 0, 5));
    cast.at("fostering.worker", reviewed, 15, 0)?.add(
        asha.file,
        "foster_review",
        says! {
            held: reviewed, carers_view: "Glad of the support group.", outcome: "SUITABLE",
        },
    )?;
    for (days, carers, placement) in [
        (120, "Both rested after the summer. Colm is on earlies until October.", "No child is placed."),
        (
            70,
            "Ready for Jaden, and nervous. Asha has read his plan twice.",
            "Jaden comes in a week. His bike may stand in the kitchen.",
        ),
        (
            18,
            "Tired: two nights of waiting up. They want him to stay.",
            "He eats, he laughs, and he does not say where he goes. They ring us as agreed.",
        ),
    ] {
        let day = cast.worked(cast.days(days));
        cast.at("fostering.worker", day, 16, 30)?.add(
            asha.file,
            "foster_supervision",
            says! {
                visited_on: day, unannounced: if days == 120 { "yes" } else { "no" }, present: "Asha Dunleavy", carers: carers,
                placement: placement,
                worker: cast.worker("fostering.worker")?,
            },
        )?;
    }
    cast.play().await
}
