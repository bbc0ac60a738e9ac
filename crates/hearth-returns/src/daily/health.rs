//! `health_and_wellbeing`: the scores of the window.

use hearth_record::looked_after::Sdq;
use jiff::civil::Date;
use serde::Serialize;

use super::telling::{Telling, by_day};

#[derive(Serialize)]
pub(super) struct Health {
    sdq_assessments: Vec<Score>,
}

#[derive(Serialize)]
struct Score {
    date: Date,
    score: i64,
}

impl Telling<'_> {
    /// The questionnaires of the window that have a day and a score; why there is none is not asked for.
    pub(super) fn health(&self) -> Option<Health> {
        let scored = self.records.each::<Sdq>().filter_map(|(id, sdq)| {
            let day = self.window.seen(*sdq.completed).filter(|day| *day >= self.window.from)?;
            Some((day, id, Score { date: day, score: sdq.score.reveal().as_ref()?.0 }))
        });
        let sdq_assessments = by_day(scored.collect());
        (!sdq_assessments.is_empty()).then_some(Health { sdq_assessments })
    }
}
