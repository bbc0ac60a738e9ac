//! List 8: children who are looked after.

use hearth_record::looked_after::{
    CarePlan, CareReview, HealthCheck, MissingEpisode, PeriodOfCare, Placement, ReturnInterview,
};
use hearth_record::recording::Visit;
use hearth_record::review::ReviewingOfficerContact;
use hearth_record::sets::YesNoNa;
use jiff::civil::Date;

use super::Cell;
use super::answers::{
    CEASED, LEGAL_STATUS, NEED, OUTSIDE, PERMANENCE, PLACEMENT, PROVIDER, answer, yes, yes_or_unknown,
};
use super::child::Told;
use crate::check::{authority, outside_england, same_authority};
use crate::window::Window;

type Cells = Vec<(&'static str, Cell)>;

impl Told<'_> {
    pub(super) fn looked_after(&mut self) {
        let window = self.window(8);
        let Some(period) = self.period().filter(|of| window.touches(Some(*of.started), *of.ended)) else { return };
        let ended = window.seen(*period.ended);
        let time = Window { from: *period.started, day: ended.unwrap_or(self.day) };
        let year = self.year();
        let why = ended.and(*period.end_reason).map(|why| answer(CEASED, why.code(), why.meaning()));
        let need = *period.category_of_need;
        let mut cells = vec![
            (
                "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
                yes(self.unaccompanied(year)).into(),
            ),
            ("Date Started to be Looked After", (*period.started).into()),
            ("Child's Category of Need", answer(NEED, need.code(), need.meaning()).into()),
            (
                "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
                yes(self.again(&period, year)).into(),
            ),
            ("Date Ceased to be Looked After", ended.into()),
            ("Reason Ceased to be Looked After", why.into()),
        ];
        cells.extend(self.legal_status(time));
        cells.extend(self.reviewed(time));
        cells.extend(self.checked());
        cells.extend(self.placed(time, year));
        cells.extend(self.missing(year));
        cells.extend(self.staff(None, None, time.day));
        self.row(8, cells);
    }

    /// Whether the child had been in care before in the last twelve months.
    fn again(&self, period: &PeriodOfCare, year: Window) -> bool {
        self.records
            .all::<PeriodOfCare>()
            .any(|other| *other.started < *period.started && year.touches(Some(*other.started), *other.ended))
    }

    fn legal_status(&self, time: Window) -> Cells {
        let statuses = self.legal_statuses();
        let last = statuses.iter().rev().find(|status| time.touches(Some(*status.started), *status.ended));
        let code = last.map(|of| answer(LEGAL_STATUS, of.status.code(), of.status.meaning()));
        vec![
            ("Start date of current legal status", last.map(|of| *of.started).into()),
            ("Child's Legal Status", code.into()),
        ]
    }

    fn reviewed(&self, time: Window) -> Cells {
        let last = |days: &mut dyn Iterator<Item = Date>| days.filter(|on| time.has(*on)).max();
        let review = last(&mut self.records.all::<CareReview>().filter_map(|review| *review.held));
        let visits =
            self.records.all::<Visit>().filter(|of| of.context.code() == "CLA" && *of.attempted_only != Some(true));
        let visit = last(&mut visits.map(|visit| *visit.visited_on));
        let met = self.records.all::<ReviewingOfficerContact>().filter(|met| *met.with_child == Some(true));
        let met = last(&mut met.map(|met| *met.on));
        let plans = self.records.all::<CarePlan>().filter(|plan| time.touches(Some(*plan.started), *plan.ended));
        let aim = plans.max_by_key(|plan| *plan.started).and_then(|plan| plan.permanence_plans.first().copied());
        vec![
            ("Date of Latest Statutory Review", review.into()),
            ("Date of Last Social Work Visit", visit.into()),
            (
                "What is the permanence plan for this child?",
                aim.map(|aim| answer(PERMANENCE, aim.code(), aim.meaning())).into(),
            ),
            ("Date of Last IRO Visit / Contact to the Child", met.into()),
        ]
    }

    fn checked(&self) -> Cells {
        let last = |kind: &str| {
            let done = self
                .records
                .all::<HealthCheck>()
                .filter(|check| check.check_type.code() == kind && check.status.code() == "Completed");
            done.filter_map(|check| *check.on).filter(|on| *on <= self.day).max()
        };
        vec![
            ("Date of Last Health Assessment", last("HEALTH_ASSESSMENT").into()),
            ("Date of Last Dental Check", last("DENTAL").into()),
        ]
    }

    fn placed(&self, time: Window, year: Window) -> Cells {
        let placements: Vec<Placement> =
            self.records.all::<Placement>().filter(|of| time.touches(Some(*of.started), *of.ended)).collect();
        let lived = placements.iter().filter(|of| !of.is_temporary() && year.touches(Some(*of.started), *of.ended));
        let number = u32::try_from(lived.count()).unwrap_or(u32::MAX);
        let mut cells = vec![("Number of Placements in the Last 12 months", number.into())];
        let Some(place) = placements.iter().max_by_key(|of| *of.started) else { return cells };
        let provider = place.provider.map(|of| answer(PROVIDER, of.code(), of.meaning()));
        cells.extend([
            ("Start Date of Most Recent Placement", (*place.started).into()),
            ("Placement Type", answer(PLACEMENT, place.placement_type.code(), place.placement_type.meaning()).into()),
            ("Placement Provider", provider.into()),
            ("Placement postcode", place.postcode.reveal().as_ref().map(ToString::to_string).into()),
            ("URN of Placement", place.urn.reveal().as_ref().map(ToString::to_string).into()),
        ]);
        cells.extend(self.lies(place));
        cells
    }

    /// In whose area a placement lies, as far as a directory of postcodes says.
    fn lies(&self, place: &Placement) -> Cells {
        let postcode = place.postcode.reveal().as_ref().map(ToString::to_string);
        let directory = self.of.postcodes.as_ref();
        let Some(there) = directory.zip(postcode.as_deref()).and_then(|(directory, code)| directory.find(code)) else {
            return Vec::new();
        };
        let ours = self.of.authority.as_deref().map(|ours| same_authority(ours, there.authority));
        let name = if outside_england(there.authority) {
            answer(OUTSIDE, &there.authority[..1], there.authority)
        } else {
            authority(there.authority).map_or_else(|| there.authority.to_owned(), |of| of.name.clone())
        };
        let inside = ours.map(|ours| if ours { "a) In" } else { "b) Out" });
        vec![("Placement Location", inside.into()), ("LA of Placement", name.into())]
    }

    fn missing(&self, year: Window) -> Cells {
        let gone =
            || self.records.each::<MissingEpisode>().filter(|(_, of)| year.touches(Some(*of.started), *of.ended));
        let number = |kind: &str| {
            let of_kind = gone().filter(|(_, of)| of.missing_type.code() == kind);
            u32::try_from(of_kind.count()).unwrap_or(u32::MAX)
        };
        let last = gone().filter(|(_, of)| of.missing_type.code() == "M").max_by_key(|(_, of)| *of.started);
        let interview = last.as_ref().and_then(|(of, _)| {
            self.records.all::<ReturnInterview>().find(|interview| *interview.missing_episode == *of)
        });
        let told = |said: Option<YesNoNa>| match said.map(YesNoNa::code) {
            Some("Y") => Some(true),
            Some("N") => Some(false),
            _ => None,
        };
        let offered = told(interview.as_ref().and_then(|of| *of.offered));
        let accepted = told(interview.as_ref().and_then(|of| *of.accepted));
        let asked = |answer: Option<bool>| Cell::from(last.as_ref().map(|_| yes_or_unknown(answer)));
        vec![
            (
                "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
                number("M").into(),
            ),
            (
                "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
                number("A").into(),
            ),
            ("Was the child offered a Return Interview after their last missing episode (Y/N)?", asked(offered)),
            ("Did the child accept a Return Interview after their last missing episode (Y/N)?", asked(accepted)),
        ]
    }
}
