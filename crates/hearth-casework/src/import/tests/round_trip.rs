//! Import, then derive: the same episodes.

use hearth_record::Record;
use hearth_record::looked_after::{LegalStatus, PeriodOfCare, Placement, care_episodes};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

use super::{of_kind, only_child, read_903};
use crate::import::ImportedChild;

const COLUMNS: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";

/// How one episode differs from the last: days, kind of change, new legal status, new placement, whether care ended between.
type Step = (i32, usize, usize, usize, bool);

/// The rows of a child who never had two things at once: periods that episodes tile.
fn rows(steps: &[Step]) -> Vec<String> {
    const STATUSES: [&str; 4] = ["C1", "C2", "V2", "E1"];
    const PLACES: [&str; 4] =
        ["U6,PR1,L21 1AA,SC000001", "K2,PR4,L22 1AA,SC000002", "R3,PR3,L23 1AA,1234567", "U6,PR1,L24 1AA,SC000001"];
    let mut day = date(2024, 5, 1);
    let (mut status, mut place, mut starts) = (0, 0, true);
    let mut rows = Vec::new();
    for (n, (days, change, to_status, to_place, leaves)) in steps.iter().enumerate() {
        let rne = if starts { "S" } else { ["L", "P", "T", "B", "U"][*change] };
        if matches!(rne, "L" | "B" | "U") {
            status = (status + 1 + to_status) % STATUSES.len();
        }
        if matches!(rne, "P" | "T" | "B" | "U") {
            place = (place + 1 + to_place) % PLACES.len();
        }
        let end = day.checked_add((*days).days()).expect("a day of this century");
        let next = steps.get(n + 1);
        let moves = next.is_some_and(|(_, change, ..)| *change > 0);
        let (dec, rec, reason) = match next {
            None => (String::new(), "", ""),
            Some(_) if *leaves => (end.strftime("%d/%m/%Y").to_string(), "E4A", ""),
            Some(_) => (end.strftime("%d/%m/%Y").to_string(), "X1", if moves { "OTHER" } else { "" }),
        };
        let mut parts = PLACES[place].split(',');
        let mut part = || parts.next().unwrap_or_default();
        let (kind, provider, postcode, urn) = (part(), part(), part(), part());
        rows.push(format!(
            "101,{},{rne},{},N1,{kind},{provider},{dec},{rec},{reason},L20 3NJ,{postcode},{urn}",
            day.strftime("%d/%m/%Y"),
            STATUSES[status],
        ));
        starts = *leaves;
        day = if *leaves { end.checked_add(30.days()).expect("a day of this century") } else { end };
    }
    rows
}

fn all<R: Record>(child: &ImportedChild) -> Vec<R> {
    let records = of_kind(child, R::SCHEMA.kind);
    records.iter().map(|record| R::from_fields(&record.fields).expect("a record of its kind")).collect()
}

/// The rows that the imported records come to.
fn derived(child: &ImportedChild) -> Vec<String> {
    let (periods, statuses, placements): (Vec<PeriodOfCare>, Vec<LegalStatus>, Vec<Placement>) =
        (all(child), all(child), all(child));
    let derivation = care_episodes::derive(&periods, &statuses, &placements);
    let one = |episode: &care_episodes::CareEpisode| {
        let day = |day: jiff::civil::Date| day.strftime("%d/%m/%Y").to_string();
        let text = |text: Option<String>| text.unwrap_or_default();
        format!(
            "101,{},{},{},{},{},{},{},{},{},{},{},{}",
            day(episode.decom),
            episode.rne.code(),
            episode.legal_status.code(),
            episode.category_of_need.code(),
            episode.place.placement_type.code(),
            episode.place.provider.map_or("", |provider| provider.code()),
            text(episode.dec.map(day)),
            episode.rec.map_or("", |rec| rec.code()),
            episode.reason_place_change.map_or("", |reason| reason.code()),
            text(episode.home_postcode.reveal().as_ref().map(ToString::to_string)),
            text(episode.place.postcode.reveal().as_ref().map(ToString::to_string)),
            text(episode.place.urn.reveal().as_ref().map(ToString::to_string)),
        )
    };
    derivation.episodes.iter().map(one).collect()
}

proptest! {
    #[test]
    fn episodes_that_tile_come_back_as_they_were(
        steps in proptest::collection::vec((1..200_i32, 0..5_usize, 0..2_usize, 0..2_usize, proptest::bool::weighted(0.2)), 1..12)
    ) {
        let rows = rows(&steps);
        let text = format!("{COLUMNS}\n{}\n", rows.join("\n"));
        let child = only_child(&read_903(&[("e.csv", &text)]), 2026);
        prop_assert!(child.rejects.is_empty(), "{:?}", child.rejects);
        prop_assert!(child.left_out.is_empty(), "{:?}", child.left_out);
        prop_assert_eq!(derived(&child), rows);
    }
}
