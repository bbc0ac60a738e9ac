//! SSDA903 episodes: derived from the timelines of a child, and read back from a return.

use hearth_record::{
    class::{Open, Private},
    identifier::Postcode,
    looked_after::{
        LegalStatus, PeriodOfCare, Placement,
        care_episodes::{CareEpisode, Derivation, Place, derive, from_episodes, joined},
    },
    sets,
};
use jiff::{ToSpan, civil::Date, civil::date};
use proptest::prelude::*;

fn period(started: Date, ended: Option<(Date, &str)>) -> PeriodOfCare {
    PeriodOfCare {
        started: Open(started),
        ended: Open(ended.map(|(day, _)| day)),
        category_of_need: Open(sets::CategoryOfNeed::parse("N1").unwrap()),
        end_reason: Open(ended.map(|(_, reason)| sets::ReasonEpisodeCeased::parse(reason).unwrap())),
        home_postcode: Private::new(Postcode::parse("L20 3NJ").ok()),
        episode: Open(None),
        earlier_not_held: Open(None),
        circumstances: Private::new(None),
    }
}

fn status(code: &str, started: Date, ended: Option<Date>) -> LegalStatus {
    LegalStatus {
        status: Open(sets::LegalStatus::parse(code).unwrap()),
        started: Open(started),
        started_at: Open(None),
        ended: Open(ended),
        ended_at: Open(None),
        runs_to: Open(None),
        court: Private::new(None),
        case_number: Private::new(None),
    }
}

fn placement(code: &str, started: Date, ended: Option<Date>) -> Placement {
    let placement_type = sets::PlacementType::parse(code).unwrap();
    let provider = if placement_type.is_temporary() { None } else { sets::PlacementProvider::parse("PR1").ok() };
    Placement {
        started: Open(started),
        ended: Open(ended),
        placement_type: Open(placement_type),
        provider: Open(provider),
        urn: Private::new(None),
        postcode: Private::new(None),
        household: Private::new(None),
        carers: Private::new(Vec::new()),
        same_carer: Open(None),
        intended_to_18: Open(None),
        returns_to: Open(None),
        change_reason: Open(None),
        why_this_placement: Private::new(None),
    }
}

fn because(mut placement: Placement, reason: &str) -> Placement {
    placement.change_reason = Open(sets::ReasonPlacementChange::parse(reason).ok());
    placement
}

fn with_same_carer(mut placement: Placement) -> Placement {
    placement.same_carer = Open(Some(true));
    placement
}

fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// Dates and codes of the episodes: began, why, legal status, placement, ended, why.
fn rows(derivation: &Derivation) -> Vec<String> {
    derivation.episodes.iter().map(|episode| format!("{episode:?}")).collect()
}

#[test]
fn a_change_of_legal_status_alone_begins_an_episode_with_l() {
    let statuses = [status("V2", day(1, 5), Some(day(3, 1))), status("C1", day(3, 1), None)];
    let derived = derive(&[period(day(1, 5), None)], &statuses, &[placement("U6", day(1, 5), None)]);
    assert_eq!(rows(&derived), ["2026-01-05 S V2 U6 PR1 to 2026-03-01 X1", "2026-03-01 L C1 U6 PR1"]);
}

#[test]
fn a_move_to_other_carers_begins_an_episode_with_p_and_tells_why_the_child_moved() {
    let placements = [because(placement("U6", day(1, 5), Some(day(2, 1))), "CREQB"), placement("K2", day(2, 1), None)];
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &placements);
    assert_eq!(rows(&derived), ["2026-01-05 S C2 U6 PR1 to 2026-02-01 X1", "2026-02-01 P C2 K2 PR1"]);
    assert_eq!(derived.episodes[0].reason_place_change.map(sets::ReasonPlacementChange::code), Some("CREQB"));
    assert_eq!(derived.episodes[1].reason_place_change, None);
}

#[test]
fn a_placement_that_becomes_long_term_with_the_same_carers_begins_an_episode_with_t() {
    let placements = [placement("U6", day(1, 5), Some(day(2, 1))), with_same_carer(placement("U4", day(2, 1), None))];
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &placements);
    assert_eq!(rows(&derived)[1], "2026-02-01 T C2 U4 PR1");
}

#[test]
fn an_order_made_on_the_day_of_a_move_begins_one_episode_with_b_or_u() {
    let statuses = [status("C1", day(1, 5), Some(day(2, 1))), status("C2", day(2, 1), None)];
    let to_others = [placement("U6", day(1, 5), Some(day(2, 1))), placement("K2", day(2, 1), None)];
    let derived = derive(&[period(day(1, 5), None)], &statuses, &to_others);
    assert_eq!(rows(&derived)[1], "2026-02-01 B C2 K2 PR1");
    let stays = [placement("U6", day(1, 5), Some(day(2, 1))), with_same_carer(placement("U4", day(2, 1), None))];
    let derived = derive(&[period(day(1, 5), None)], &statuses, &stays);
    assert_eq!(rows(&derived)[1], "2026-02-01 U C2 U4 PR1");
}

#[test]
fn a_child_comes_back_from_hospital_to_the_same_placement_with_p() {
    let placements = [placement("U6", day(1, 5), None), placement("T1", day(2, 1), Some(day(2, 9)))];
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &placements);
    assert_eq!(
        rows(&derived),
        ["2026-01-05 S C2 U6 PR1 to 2026-02-01 X1", "2026-02-01 P C2 T1 - to 2026-02-09 X1", "2026-02-09 P C2 U6 PR1"]
    );
    assert!(derived.episodes[0].place == derived.episodes[2].place);
}

#[test]
fn a_reason_for_a_change_is_not_returned_around_a_temporary_placement() {
    let placements = [
        because(placement("U6", day(1, 5), Some(day(2, 1))), "OTHER"),
        because(placement("T4", day(2, 1), Some(day(2, 5))), "OTHER"),
        placement("U6", day(2, 5), None),
    ];
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &placements);
    assert!(derived.episodes.iter().all(|episode| episode.reason_place_change.is_none()));
}

#[test]
fn the_last_episode_ends_with_the_reason_of_the_period() {
    let end = day(6, 1);
    let derived = derive(
        &[period(day(1, 5), Some((end, "E4A")))],
        &[status("V2", day(1, 5), None)],
        &[placement("U6", day(1, 5), None)],
    );
    assert_eq!(rows(&derived), ["2026-01-05 S V2 U6 PR1 to 2026-06-01 E4A"]);
}

#[test]
fn an_interim_order_that_is_renewed_begins_no_episode() {
    let statuses = [status("C1", day(1, 5), Some(day(2, 1))), status("C1", day(2, 1), None)];
    let derived = derive(&[period(day(1, 5), None)], &statuses, &[placement("U6", day(1, 5), None)]);
    assert_eq!(rows(&derived), ["2026-01-05 S C1 U6 PR1"]);
}

#[test]
fn a_placement_order_beside_a_care_order_counts_while_it_stands() {
    let statuses = [status("C2", day(1, 5), None), status("E1", day(2, 1), Some(day(5, 1)))];
    let derived = derive(&[period(day(1, 5), None)], &statuses, &[placement("U6", day(1, 5), None)]);
    let statuses: Vec<_> = derived.episodes.iter().map(|episode| episode.legal_status.code()).collect();
    assert_eq!(statuses, ["C2", "E1", "C2"]);
}

#[test]
fn a_placement_of_some_hours_makes_no_episode() {
    let placements = [
        placement("U6", day(1, 5), Some(day(2, 1))),
        placement("K2", day(2, 1), Some(day(2, 1))),
        placement("U3", day(2, 1), None),
    ];
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &placements);
    assert_eq!(rows(&derived), ["2026-01-05 S C2 U6 PR1 to 2026-02-01 X1", "2026-02-01 P C2 U3 PR1"]);
}

#[test]
fn a_period_of_some_hours_makes_no_episode() {
    let derived = derive(
        &[period(day(1, 5), Some((day(1, 5), "E4B")))],
        &[status("L1", day(1, 5), Some(day(1, 5)))],
        &[placement("U6", day(1, 5), Some(day(1, 5)))],
    );
    assert_eq!(derived, Derivation::default());
}

#[test]
fn a_time_without_a_placement_is_told_as_a_gap() {
    let placements = [placement("U6", day(1, 5), Some(day(2, 1))), placement("K2", day(2, 11), None)];
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &placements);
    assert_eq!(derived.gaps.len(), 1);
    let gap = derived.gaps[0];
    assert_eq!((gap.from, gap.until), (day(2, 1), Some(day(2, 11))));
    assert!(gap.has_legal_status && !gap.has_placement);
}

#[test]
fn an_episode_printed_for_a_log_does_not_say_where_the_child_lives() {
    let mut place = placement("U6", day(1, 5), None);
    place.postcode = Private::new(Postcode::parse("PR8 1DA").ok());
    let derived = derive(&[period(day(1, 5), None)], &[status("C2", day(1, 5), None)], &[place]);
    let printed = format!("{derived:?}");
    assert!(!printed.contains("PR8") && !printed.contains("L20"), "{printed}");
}

// Reading back.

fn row(decom: Date, rne: &str, ls: &str, place: &str, end: Option<(Date, &str)>) -> CareEpisode {
    CareEpisode {
        decom,
        rne: sets::ReasonNewEpisode::parse(rne).unwrap(),
        legal_status: sets::LegalStatus::parse(ls).unwrap(),
        category_of_need: sets::CategoryOfNeed::parse("N1").unwrap(),
        place: Place::of(&placement(place, decom, None)),
        dec: end.map(|(day, _)| day),
        rec: end.map(|(_, reason)| sets::ReasonEpisodeCeased::parse(reason).unwrap()),
        reason_place_change: None,
        home_postcode: Private::new(Postcode::parse("L20 3NJ").ok()),
    }
}

fn rules(rows: &[CareEpisode]) -> Vec<(usize, &'static str, bool)> {
    let problems = from_episodes(rows).problems;
    problems.into_iter().map(|problem| (problem.row, problem.rule.unwrap_or("-"), problem.loaded)).collect()
}

#[test]
fn a_hospital_stay_is_read_back_as_one_placement_that_went_on() {
    let read = from_episodes(&[
        row(day(1, 5), "S", "C2", "U6", Some((day(2, 1), "X1"))),
        row(day(2, 1), "P", "C2", "T1", Some((day(2, 9), "X1"))),
        row(day(2, 9), "P", "C2", "U6", None),
    ]);
    assert_eq!(read.problems, []);
    let spans: Vec<_> = read.placements.iter().map(|p| (p.placement_type.code(), *p.started, *p.ended)).collect();
    assert_eq!(spans, [("U6", day(1, 5), None), ("T1", day(2, 1), Some(day(2, 9)))]);
}

#[test]
fn a_return_that_holds_only_later_episodes_does_not_invent_the_start_of_the_period() {
    let rows = [row(day(2, 1), "L", "C2", "U6", None)];
    let read = from_episodes(&rows);
    assert_eq!(read.problems, []);
    assert_eq!(read.periods[0].earlier_not_held.map(sets::ReasonNewEpisode::code), Some("L"));
    assert_eq!(derive(&read.periods, &read.legal_statuses, &read.placements).episodes, rows);
}

#[test]
fn an_episode_that_ends_before_it_begins_is_not_loaded() {
    let backwards = row(day(2, 1), "S", "C2", "U6", Some((day(1, 1), "E4A")));
    assert_eq!(rules(&[backwards]), [(0, "356", false)]);
}

#[test]
fn an_episode_of_less_than_a_day_is_not_loaded() {
    assert_eq!(rules(&[row(day(2, 1), "S", "L1", "U6", Some((day(2, 1), "E4B")))]), [(0, "355", false)]);
}

#[test]
fn two_episodes_at_one_time_are_not_both_loaded() {
    let first = row(day(1, 5), "S", "C2", "U6", Some((day(3, 1), "X1")));
    let overlapping = row(day(2, 1), "P", "C2", "K2", None);
    assert_eq!(rules(&[first, overlapping]), [(0, "388", true), (1, "501", false)]);
}

#[test]
fn an_episode_without_an_end_is_ended_by_the_next_and_told() {
    let rows = [row(day(1, 5), "S", "C2", "U6", None), row(day(2, 1), "P", "C2", "K2", None)];
    assert_eq!(rules(&rows), [(0, "142", true)]);
    assert_eq!(*from_episodes(&rows).placements[0].ended, Some(day(2, 1)));
}

#[test]
fn a_reason_that_does_not_match_what_changed_is_told() {
    let rows = [row(day(1, 5), "S", "C2", "U6", Some((day(2, 1), "X1"))), row(day(2, 1), "L", "C2", "K2", None)];
    assert_eq!(rules(&rows), [(1, "434", true)]);
}

#[test]
fn a_child_who_left_care_and_came_back_has_two_periods() {
    let rows = [row(day(1, 5), "S", "V2", "U6", Some((day(2, 1), "E4A"))), row(day(4, 1), "S", "C1", "U6", None)];
    let read = from_episodes(&rows);
    assert_eq!(read.problems, []);
    let periods: Vec<_> = read.periods.iter().map(|p| (*p.started, *p.ended)).collect();
    assert_eq!(periods, [(day(1, 5), Some(day(2, 1))), (day(4, 1), None)]);
}

#[test]
fn the_return_of_the_next_year_goes_on_with_the_open_episode() {
    let last_year = [row(day(1, 5), "S", "C2", "U6", None)];
    let this_year = [row(day(1, 5), "S", "C2", "U6", Some((day(5, 1), "X1"))), row(day(5, 1), "P", "C2", "K2", None)];
    assert_eq!(joined(&last_year, &this_year), this_year);
    assert_eq!(joined(&this_year, &last_year), this_year);
}

// Properties.

const STATUSES: &[&str] = &["V2", "C1", "C2", "E1", "J1"];
const USUAL: &[&str] = &["U6", "U4", "K2", "P1", "R3", "A4"];
const TEMPORARY: &[&str] = &["T0", "T1", "T2", "T3", "T4"];

/// One step of a child's way through care: days, what changes, to which code, whether a reason is given.
fn steps() -> impl Strategy<Value = Vec<(i32, u8, usize, bool)>> {
    prop::collection::vec((1..200_i32, 0..7_u8, 0..60_usize, any::<bool>()), 0..12)
}

fn another<'a>(codes: &[&'a str], now: &str, pick: usize) -> &'a str {
    let others: Vec<&str> = codes.iter().copied().filter(|code| *code != now).collect();
    others[pick % others.len()]
}

/// A period of care as a return without faults shows it, from `started`: returns the rows and the day of the end.
fn sound_period(started: Date, steps: &[(i32, u8, usize, bool)], ends: Option<i32>) -> (Vec<CareEpisode>, Date) {
    let (mut now, mut rne, mut ls, mut place) = (started, "S", "C1", "U6");
    let mut rows: Vec<CareEpisode> = Vec::new();
    let close = |rows: &mut Vec<CareEpisode>, from: Date, days: i32, rne: &str, ls: &str, place: &str| {
        let to = from.checked_add(days.days()).unwrap();
        rows.push(row(from, rne, ls, place, Some((to, "X1"))));
        to
    };
    for &(days, what, pick, reason) in steps {
        now = close(&mut rows, now, days, rne, ls, place);
        let last = rows.len() - 1;
        let usual = another(USUAL, place, pick);
        let order = another(STATUSES, ls, pick);
        (rne, ls, place) = match what {
            0 => ("L", order, place),
            1 => ("P", ls, usual),
            2 => ("T", ls, usual),
            3 => ("B", order, usual),
            4 => ("U", order, usual),
            _ => {
                let away = if what == 5 { "P" } else { "T" };
                now = close(&mut rows, now, 3, away, ls, TEMPORARY[pick % 5]);
                ("P", ls, place)
            }
        };
        if reason && (1..=4).contains(&what) {
            rows[last].reason_place_change = sets::ReasonPlacementChange::parse("CARPL").ok();
        }
    }
    let end = ends.map(|days| (now.checked_add(days.days()).unwrap(), "E4A"));
    rows.push(row(now, rne, ls, place, end));
    (rows, end.map_or(now, |(day, _)| day))
}

fn sound_rows() -> impl Strategy<Value = Vec<CareEpisode>> {
    let period = (steps(), 1..300_i32, 1..300_i32);
    (prop::collection::vec(period, 1..4), any::<bool>()).prop_map(|(periods, open)| {
        let (mut all, mut from) = (Vec::new(), date(2010, 6, 1));
        for (n, (steps, last, apart)) in periods.iter().enumerate() {
            let ends = (!open || n + 1 < periods.len()).then_some(*last);
            let (rows, end) = sound_period(from, steps, ends);
            all.extend(rows);
            from = end.checked_add(apart.days()).unwrap();
        }
        all
    })
}

/// Rows as careless hands leave them.
fn any_rows() -> impl Strategy<Value = Vec<CareEpisode>> {
    let one = (0..90_i32, prop::option::of(-3..60_i32), 0..6_usize, 0..3_usize, 0..8_usize, 0..4_usize, any::<bool>());
    prop::collection::vec(one, 0..9).prop_map(|given| {
        let make =
            |(start, length, rne, ls, place, rec, reason): (i32, Option<i32>, usize, usize, usize, usize, bool)| {
                let decom = date(2020, 1, 1).checked_add(start.days()).unwrap();
                let codes: Vec<&str> = USUAL.iter().chain(&TEMPORARY[..2]).copied().collect();
                let mut row = row(decom, ["S", "L", "P", "T", "B", "U"][rne], STATUSES[ls], codes[place], None);
                row.dec = length.map(|days| decom.checked_add(days.days()).unwrap());
                row.rec = ["X1", "X1", "E4A"].get(rec).map(|code| sets::ReasonEpisodeCeased::parse(code).unwrap());
                row.reason_place_change = reason.then(|| sets::ReasonPlacementChange::parse("OTHER").unwrap());
                row
            };
        given.into_iter().map(make).collect()
    })
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec((0..120_i32, prop::option::of(0..80_i32), 0..60_usize), 0..6)
}

/// A span of days from the start of the period: first day, length, which code.
type Span = (i32, Option<i32>, usize);
/// Legal statuses, placements, length of the period, whether each placement keeps the carers.
type Timelines = (Vec<Span>, Vec<Span>, Option<i32>, [bool; 6]);

fn timelines() -> impl Strategy<Value = Timelines> {
    (spans(), spans(), prop::option::of(0..200_i32), any::<[bool; 6]>())
}

/// Legal statuses and placements that begin with the period and then come and go, running over each other.
fn built((ls, places, length, same): Timelines) -> (PeriodOfCare, Vec<LegalStatus>, Vec<Placement>) {
    let from = date(2022, 9, 1);
    let on = |days: i32| from.checked_add(days.days()).unwrap();
    let ends = |start: i32, length: Option<i32>| length.map(|length| on(start + length));
    let mut statuses = vec![status("C2", from, None)];
    statuses.extend(ls.iter().map(|&(start, length, n)| status(STATUSES[n % 5], on(start), ends(start, length))));
    let mut placements = vec![placement("U6", from, None)];
    placements.extend(places.iter().zip(same).map(|(&(start, length, n), same)| {
        let code = if n % 3 == 0 { TEMPORARY[n % 5] } else { USUAL[n % 6] };
        let place = because(placement(code, on(start), ends(start, length)), "CARPL");
        if same { with_same_carer(place) } else { place }
    }));
    (period(from, length.map(|days| (on(days), "E8"))), statuses, placements)
}

proptest! {
    #[test]
    fn a_sound_return_is_read_and_derived_again_without_a_difference(rows in sound_rows()) {
        let read = from_episodes(&rows);
        prop_assert_eq!(&read.problems, &[]);
        let again = derive(&read.periods, &read.legal_statuses, &read.placements);
        prop_assert_eq!(again.episodes, rows);
        prop_assert_eq!(again.gaps, []);
    }

    #[test]
    fn whatever_is_read_without_a_problem_is_derived_again(rows in any_rows()) {
        let read = from_episodes(&rows);
        let mut in_order = rows.clone();
        in_order.sort_by_key(|row| row.decom);
        if read.problems.is_empty() {
            prop_assert_eq!(derive(&read.periods, &read.legal_statuses, &read.placements).episodes, in_order);
        }
    }

    #[test]
    fn every_row_that_is_left_out_is_told(rows in any_rows()) {
        let read = from_episodes(&rows);
        let left_out = read.problems.iter().filter(|problem| !problem.loaded).count();
        let starts: std::collections::BTreeSet<Date> = rows.iter().map(|row| row.decom).collect();
        prop_assert!(left_out <= rows.len());
        prop_assert!(rows.len() - left_out <= starts.len());
        prop_assert_eq!(read.periods.is_empty(), left_out == rows.len());
        let straight = |(started, ended): (Date, Option<Date>)| ended.is_none_or(|ended| started < ended);
        prop_assert!(read.placements.iter().all(|p| straight((*p.started, *p.ended))));
        prop_assert!(read.legal_statuses.iter().all(|s| straight((*s.started, *s.ended))));
    }

    #[test]
    fn episodes_tile_the_period(timelines in timelines()) {
        let (period, statuses, placements) = built(timelines);
        let derived = derive(std::slice::from_ref(&period), &statuses, &placements);
        prop_assert_eq!(&derived.gaps, &[]);
        let episodes = derived.episodes;
        if *period.ended == Some(*period.started) {
            prop_assert_eq!(episodes, []);
            return Ok(());
        }
        prop_assert_eq!(episodes[0].decom, *period.started);
        prop_assert_eq!(episodes.last().unwrap().dec, *period.ended);
        prop_assert!(episodes.windows(2).all(|pair| pair[0].dec == Some(pair[1].decom)));
        prop_assert!(episodes.iter().all(|episode| episode.dec.is_none_or(|dec| episode.decom < dec)));
        let (last, others) = episodes.split_last().unwrap();
        prop_assert!(others.iter().all(|episode| episode.rec.map(sets::ReasonEpisodeCeased::code) == Some("X1")));
        prop_assert_eq!(last.rec, *period.end_reason);
    }

    #[test]
    fn the_reason_of_an_episode_says_what_changed(timelines in timelines()) {
        let (period, statuses, placements) = built(timelines);
        let episodes = derive(&[period], &statuses, &placements).episodes;
        prop_assert!(episodes.first().is_none_or(|first| first.rne.code() == "S"));
        for pair in episodes.windows(2) {
            let legal = pair[0].legal_status != pair[1].legal_status;
            let placed = pair[0].place != pair[1].place;
            let expected: &[&str] = match (legal, placed) {
                (true, false) => &["L"],
                (false, true) => &["P", "T"],
                (true, true) => &["B", "U"],
                (false, false) => &[],
            };
            prop_assert!(expected.contains(&pair[1].rne.code()), "{pair:?}");
        }
    }

    #[test]
    fn what_was_derived_is_read_and_derived_again(timelines in timelines()) {
        let (period, statuses, placements) = built(timelines);
        let episodes = derive(&[period], &statuses, &placements).episodes;
        let read = from_episodes(&episodes);
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(derive(&read.periods, &read.legal_statuses, &read.placements).episodes, episodes);
    }
}
