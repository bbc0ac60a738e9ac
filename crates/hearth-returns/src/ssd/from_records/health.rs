//! Health, offences and missing episodes of looked-after children.

use hearth_record::looked_after::{
    HealthCheck, ImmunisationStatus, MissingEpisode, Offence, ReturnInterview, Sdq, SubstanceMisuse,
};

use super::Told;
use super::cells::Cells;

impl Told<'_> {
    pub(super) fn health(&mut self) {
        let window = self.of.window;
        for (of, check) in
            self.records.each::<HealthCheck>().filter(|(_, check)| check.on.is_none_or(|on| window.has(on)))
        {
            let row = Cells::of("ssd_cla_health")
                .shown("clah_health_check_id", Some(of))
                .text("clah_person_id", self.id.clone())
                .text("clah_health_check_type", check.check_type.meaning())
                .day("clah_health_check_date", *check.on)
                .text("clah_health_check_status", check.status.code());
            self.row(row);
        }
        // One row a person: how it stands.
        let latest =
            self.records.all::<ImmunisationStatus>().filter(|of| window.has(*of.as_at)).max_by_key(|of| *of.as_at);
        if let Some(status) = latest {
            let row = Cells::of("ssd_cla_immunisations")
                .text("clai_person_id", self.id.clone())
                .yes("clai_immunisations_status", Some(*status.up_to_date.reveal()))
                .day("clai_immunisations_status_date", Some(*status.as_at));
            self.row(row);
        }
        for (of, misuse) in self.records.each::<SubstanceMisuse>().filter(|(_, misuse)| window.has(*misuse.identified))
        {
            let substance = misuse.substance.reveal().as_ref().map(|name| name.0.clone());
            let row = Cells::of("ssd_cla_substance_misuse")
                .shown("clas_substance_misuse_id", Some(of))
                .text("clas_person_id", self.id.clone())
                .day("clas_substance_misuse_date", Some(*misuse.identified))
                .text("clas_substance_misused", substance.unwrap_or_default())
                .yes("clas_intervention_received", *misuse.intervention_received.reveal());
            self.row(row);
        }
        for (of, offence) in self.records.each::<Offence>().filter(|(_, offence)| window.has(*offence.on)) {
            let row = Cells::of("ssd_cla_convictions")
                .shown("clac_cla_conviction_id", Some(of))
                .text("clac_person_id", self.id.clone())
                .day("clac_cla_conviction_date", Some(*offence.on))
                .text("clac_cla_conviction_offence", self.words(offence.description.reveal().as_ref()));
            self.row(row);
        }
        for (of, sdq) in self.records.each::<Sdq>().filter(|(_, sdq)| sdq.completed.is_none_or(|on| window.has(on))) {
            let row = Cells::of("ssd_sdq_scores")
                .shown("csdq_table_id", Some(of))
                .text("csdq_person_id", self.id.clone())
                .day("csdq_sdq_completed_date", *sdq.completed)
                .text("csdq_sdq_reason", sdq.no_score_reason.reveal().map_or("", |why| why.code()))
                .shown("csdq_sdq_score", sdq.score.reveal().as_ref().map(|score| score.0));
            self.row(row);
        }
    }

    pub(super) fn missing(&mut self) {
        let interviews: Vec<ReturnInterview> = self.records.all().collect();
        for (of, missing) in self.records.each::<MissingEpisode>() {
            if !self.of.window.touches(Some(*missing.started), *missing.ended) {
                continue;
            }
            let after =
                interviews.iter().filter(|interview| *interview.missing_episode == of).max_by_key(|held| *held.held);
            let ended = self.of.window.seen(*missing.ended);
            let row = Cells::of("ssd_missing")
                .shown("miss_table_id", Some(of))
                .text("miss_person_id", self.id.clone())
                .moment("miss_missing_episode_start_date", *missing.started_at, Some(*missing.started))
                .text("miss_missing_episode_type", missing.missing_type.code())
                .moment("miss_missing_episode_end_date", ended.and(*missing.ended_at), ended)
                .text("miss_missing_rhi_offered", after.and_then(|of| *of.offered).map_or("", |said| said.code()))
                .text("miss_missing_rhi_accepted", after.and_then(|of| *of.accepted).map_or("", |said| said.code()));
            self.row(row);
        }
    }
}
