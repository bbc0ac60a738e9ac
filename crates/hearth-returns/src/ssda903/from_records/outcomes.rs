//! `OC2`: what the year came to for a child who was looked after through all of it.

use hearth_calendar::age_on;
use hearth_record::looked_after::{AnnualOutcomes, HealthCheck, ImmunisationStatus, Offence, Sdq, SubstanceMisuse};
use jiff::civil::Date;

use super::{Told, is_short_break};
use crate::filling::Filling;

/// The age from which somebody can be guilty of an offence.
const AGE_OF_RESPONSIBILITY: u16 = 10;

impl Told<'_> {
    /// A dated record counts before what an earlier system gave for the year as a whole.
    pub(super) fn outcomes(&self, filling: &mut Filling) {
        let year = i64::from(self.year.number());
        let given = self.records.each::<AnnualOutcomes>().find(|(_, outcomes)| outcomes.year.0.0 == year);
        let given = given.filter(|(_, outcomes)| says_anything(outcomes));
        if given.is_none() && !self.through_the_year() {
            return;
        }
        filling.of(given.iter().map(|(of, _)| *of));
        let given = given.as_ref().map(|(_, outcomes)| outcomes);
        // That something was done is known from the record of it; that nothing was done, only where nothing else was said.
        let flag = |dated: Option<bool>, given: Option<bool>| match dated.filter(|done| *done).or(given).or(dated) {
            Some(true) => "1".to_owned(),
            Some(false) => "0".to_owned(),
            None => String::new(),
        };
        let sdq = self.records.all::<Sdq>().filter(|sdq| self.in_year(*sdq.completed)).max_by_key(|sdq| *sdq.completed);
        let score = sdq.as_ref().and_then(|sdq| sdq.score.reveal().as_ref().map(|score| score.0));
        let score = score.or_else(|| given.and_then(|g| g.sdq_score.reveal().as_ref().map(|score| score.0)));
        let why = sdq.as_ref().and_then(|sdq| *sdq.no_score_reason.reveal());
        let why = why.or_else(|| given.and_then(|g| *g.sdq_reason.reveal()));
        let misuse = self.records.all::<SubstanceMisuse>().find(|misuse| self.in_year(Some(*misuse.identified)));
        let of_misuse = |of: fn(&SubstanceMisuse) -> Option<bool>| misuse.as_ref().and_then(of);
        let cells = [
            ("SDQ_SCORE", score.map(|score| score.to_string()).unwrap_or_default()),
            ("SDQ_REASON", why.filter(|_| score.is_none()).map_or("", |why| why.code()).to_owned()),
            ("CONVICTED", flag(self.convicted(), given.and_then(|g| *g.convicted.reveal()))),
            ("HEALTH_CHECK", flag(self.surveillance(), given.and_then(|g| *g.health_check.reveal()))),
            ("IMMUNISATIONS", flag(self.immunised(), given.and_then(|g| *g.immunisations.reveal()))),
            ("TEETH_CHECK", flag(self.checked("DENTAL"), given.and_then(|g| *g.teeth_check.reveal()))),
            (
                "HEALTH_ASSESSMENT",
                flag(self.checked("HEALTH_ASSESSMENT"), given.and_then(|g| *g.health_assessment.reveal())),
            ),
            ("SUBSTANCE_MISUSE", flag(of_misuse(|_| Some(true)), given.and_then(|g| *g.substance_misuse.reveal()))),
            (
                "INTERVENTION_RECEIVED",
                flag(
                    of_misuse(|m| *m.intervention_received.reveal()),
                    given.and_then(|g| *g.intervention_received.reveal()),
                ),
            ),
            (
                "INTERVENTION_OFFERED",
                flag(
                    of_misuse(|m| *m.intervention_offered.reveal()),
                    given.and_then(|g| *g.intervention_offered.reveal()),
                ),
            ),
        ];
        self.row("OC2", &cells, filling);
    }

    /// Whether episodes without a break, short breaks apart, cover the whole year.
    fn through_the_year(&self) -> bool {
        let (Some(first), Some(last)) = (self.episodes.first(), self.episodes.last()) else { return false };
        let unbroken =
            self.episodes.windows(2).all(|pair| pair[0].dec == Some(pair[1].decom) && pair[1].rne.code() != "S");
        first.decom <= self.year.start()
            && self.year.seen(last.dec).is_none()
            && unbroken
            && !self.episodes.iter().any(is_short_break)
    }

    fn in_year(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.year.has(day))
    }

    fn age_at_the_end(&self) -> Option<u16> {
        age_on(self.born?, self.year.end())
    }

    /// A conviction in the year, of a child who could be convicted: at ten and over (Children and Young Persons Act 1933 s.50).
    fn convicted(&self) -> Option<bool> {
        let could = self.age_at_the_end().is_some_and(|age| age >= AGE_OF_RESPONSIBILITY);
        let decided = || self.records.all::<Offence>().any(|offence| self.in_year(*offence.decided));
        (could && decided()).then_some(true)
    }

    /// Whether a check was made in the year. That it was not is known of a child whose checks of that sort are recorded here; of others
    /// nobody has said anything.
    fn checked(&self, kind: &str) -> Option<bool> {
        let of_kind: Vec<HealthCheck> =
            self.records.all::<HealthCheck>().filter(|check| check.check_type.code() == kind).collect();
        let done = |check: &HealthCheck| check.status.code() == "Completed" && self.in_year(*check.on);
        let known = of_kind.iter().any(|check| check.on.is_none_or(|on| on <= self.year.end()));
        known.then(|| of_kind.iter().any(done))
    }

    /// Checks of development are collected of children under five.
    fn surveillance(&self) -> Option<bool> {
        self.checked("SURVEILLANCE").filter(|_| self.age_at_the_end().is_some_and(|age| age < 5))
    }

    fn immunised(&self) -> Option<bool> {
        let known = self.records.all::<ImmunisationStatus>().filter(|status| *status.as_at <= self.year.end());
        known.max_by_key(|status| *status.as_at).map(|status| *status.up_to_date.reveal())
    }
}

fn says_anything(given: &AnnualOutcomes) -> bool {
    let flags = [
        &given.convicted,
        &given.health_check,
        &given.immunisations,
        &given.teeth_check,
        &given.health_assessment,
        &given.substance_misuse,
        &given.intervention_received,
        &given.intervention_offered,
    ];
    given.sdq_score.reveal().is_some()
        || given.sdq_reason.reveal().is_some()
        || flags.iter().any(|flag| flag.reveal().is_some())
}
