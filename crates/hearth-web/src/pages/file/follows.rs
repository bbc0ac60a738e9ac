//! What follows from other records and stands beside one: the outcomes and actions of a plan, and the care episodes of a
//! period of care.

use hearth_record::{
    Held, Record,
    ids::RecordId,
    looked_after::{LegalStatus, PeriodOfCare, Placement, care_episodes},
    planning::{OutcomeReview, PlanAction, PlanOutcome},
    value::ValueType,
};
use jiff::civil::Date;

use super::Opened;
use crate::{
    frame, paths,
    view::{
        Link, Tag, Tone,
        record::{Cell, Follows},
    },
};

/// The tables that stand beside this record; most records have none.
pub fn of(opened: &Opened, held: &Held) -> Vec<Follows> {
    if held.schema.kind == PeriodOfCare::SCHEMA.kind {
        return episodes(opened, held.id).into_iter().collect();
    }
    let outcomes: Vec<(RecordId, PlanOutcome)> = opened
        .view
        .all::<PlanOutcome>()
        .into_iter()
        .filter(|(id, outcome)| *id == held.id || *outcome.plan == Some(held.id))
        .collect();
    let serves = |action: &PlanAction| {
        *action.plan == Some(held.id) || outcomes.iter().any(|(id, _)| *action.outcome == Some(*id))
    };
    let actions: Vec<(RecordId, PlanAction)> =
        opened.view.all::<PlanAction>().into_iter().filter(|(_, action)| serves(action)).collect();
    [outcome_table(opened, &outcomes), action_table(opened, &actions)].into_iter().flatten().collect()
}

/// How each outcome stood at the reviews, the earliest first. Of many reviews the latest are shown.
fn outcome_table(opened: &Opened, outcomes: &[(RecordId, PlanOutcome)]) -> Option<Follows> {
    const MOST: usize = 6;
    if outcomes.is_empty() {
        return None;
    }
    let of_these = |review: &OutcomeReview| outcomes.iter().any(|(id, _)| *review.outcome == *id);
    let reviews: Vec<OutcomeReview> =
        opened.view.all::<OutcomeReview>().into_iter().map(|(_, review)| review).filter(of_these).collect();
    let mut days: Vec<Date> = reviews.iter().map(|review| *review.reviewed_on).collect();
    days.sort_unstable();
    days.dedup();
    let days = days.split_off(days.len().saturating_sub(MOST));
    let mut heads = vec!["Outcome".to_owned()];
    heads.extend(days.iter().map(|day| frame::day(*day)));
    let row = |(id, outcome): &(RecordId, PlanOutcome)| {
        let words = outcome.outcome.reveal().0.clone();
        let mut cells = vec![Cell::Link(Link::new(words, paths::record(opened.view.id, *id)))];
        cells.extend(days.iter().map(|day| {
            let said = reviews.iter().find(|review| *review.outcome == *id && *review.reviewed_on == *day);
            said.map_or_else(|| Cell::Words("Not reviewed".to_owned()), |review| Cell::Tag(state(review)))
        }));
        cells
    };
    Some(Follows {
        title: "How the outcomes stand".to_owned(),
        heads,
        rows: outcomes.iter().map(row).collect(),
        note: days.is_empty().then(|| "No review has said yet how they stand.".to_owned()),
    })
}

fn state(review: &OutcomeReview) -> Tag {
    let state = review.state.reveal();
    let tone = match state.code() {
        "WORSE" => Tone::Needs,
        "SAME" => Tone::Standing,
        _ => Tone::Plain,
    };
    Tag::new(state.words(), tone)
}

fn action_table(opened: &Opened, actions: &[(RecordId, PlanAction)]) -> Option<Follows> {
    if actions.is_empty() {
        return None;
    }
    let today = opened.view.today;
    let row = |(id, action): &(RecordId, PlanAction)| {
        let who = action.who.reveal().as_ref().map(|who| who.0.clone());
        let who = who
            .or_else(|| action.worker.map(|worker| opened.called(ValueType::Worker, &worker.to_string())))
            .unwrap_or_default();
        let stands = match (*action.done_on, *action.due) {
            (Some(done), _) => Cell::Words(format!("Done {}", frame::day(done))),
            (None, Some(due)) if due < today => Cell::Tag(Tag::new(format!("Late: {}", frame::day(due)), Tone::Needs)),
            (None, Some(due)) => Cell::Words(format!("By {}", frame::day(due))),
            (None, None) => Cell::Words("No day set".to_owned()),
        };
        let words = action.action.reveal().0.clone();
        vec![Cell::Link(Link::new(words, paths::record(opened.view.id, *id))), Cell::Words(who), stands]
    };
    Some(Follows {
        title: "What is to be done".to_owned(),
        heads: ["Action", "Who", "When"].map(str::to_owned).to_vec(),
        rows: actions.iter().map(row).collect(),
        note: None,
    })
}

/// The care episodes of a period, as the SSDA903 takes them.
fn episodes(opened: &Opened, period: RecordId) -> Option<Follows> {
    let periods = opened.view.all::<PeriodOfCare>();
    let from = *periods.iter().find(|(id, _)| *id == period)?.1.started;
    let periods: Vec<PeriodOfCare> = periods.into_iter().map(|(_, period)| period).collect();
    let next = periods.iter().map(|period| *period.started).filter(|start| *start > from).min();
    let of_this = |day: Date| day >= from && next.is_none_or(|next| day < next);
    let statuses: Vec<LegalStatus> = opened.view.all::<LegalStatus>().into_iter().map(|(_, status)| status).collect();
    let placements: Vec<Placement> = opened.view.all::<Placement>().into_iter().map(|(_, place)| place).collect();
    let derived = care_episodes::derive(&periods, &statuses, &placements);
    let gaps = derived.gaps.iter().any(|gap| of_this(gap.from));
    let gap = "For part of this time no legal status or no placement is recorded, so it makes no episode.";
    Some(Follows {
        title: "Episodes that follow".to_owned(),
        heads: ["Began", "Why", "Legal status", "Placement", "Ended", "Why"].map(str::to_owned).to_vec(),
        rows: derived.episodes.iter().filter(|episode| of_this(episode.decom)).map(episode_row).collect(),
        note: gaps.then(|| gap.to_owned()),
    })
}

fn episode_row(episode: &care_episodes::CareEpisode) -> Vec<Cell> {
    let coded = |code: &str, meaning: &str| Cell::Words(format!("{code}: {meaning}"));
    let place = episode.place.placement_type;
    vec![
        Cell::Words(frame::day(episode.decom)),
        coded(episode.rne.code(), episode.rne.meaning()),
        coded(episode.legal_status.code(), episode.legal_status.meaning()),
        coded(place.code(), place.meaning()),
        Cell::Words(episode.dec.map(frame::day).unwrap_or_default()),
        episode.rec.map_or_else(|| Cell::Words(String::new()), |rec| coded(rec.code(), rec.meaning())),
    ]
}
