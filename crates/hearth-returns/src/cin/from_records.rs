//! The rows of the census that a child's records come to.
//!
//! Everything hangs on a time of need: from a referral to its closure. A record that names its episode hangs on that one; one that does not,
//! on the episode that was open when it began. What lies after 31 March has not happened for the census.

use std::collections::HashMap;

use hearth_calendar::{Calendar, london_date};
use hearth_record::assessment::Assessment;
use hearth_record::child_in_need::CinPlan;
use hearth_record::court::{FamilyMeeting, PreProceedings};
use hearth_record::front_door::SocialCareEpisode;
use hearth_record::ids::RecordId;
use hearth_record::people::{Disability, Person, PersonIdentifier};
use hearth_record::protection::{Conference, CpPlan, S47Enquiry, StrategyDiscussion};
use jiff::civil::Date;

use super::tables::CIN;
use crate::check::CollectionYear;
use crate::filling::{Filling, Records};
use crate::tables::Tables;

/// The census of one year, child by child.
pub struct FromRecords {
    filling: Filling,
    year: CollectionYear,
    /// Positions in the file, from 1: they join its tables and mean nothing beyond it.
    details: u32,
    assessments: u32,
    plans: u32,
    calendar: Calendar,
}

/// The pupil number that a child had before, as the dataset lists identifiers.
const FORMER_PUPIL_NUMBER: &str = "Former Unique Pupil Number";

/// Who sends the census, and with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The DfE number of the authority.
    pub authority: String,
    /// The version of this program.
    pub release: String,
    /// The moment of writing, `2027-05-04T09:30:00`.
    pub written: String,
}

/// One time of need, its number in the file and the days that the census sees of it.
struct Need {
    id: RecordId,
    number: String,
    from: Date,
    closed: Option<Date>,
}

/// The working days from the strategy discussion that began an enquiry within which its conference is held (Working Together).
const CONFERENCE_WITHIN: u32 = 15;

impl FromRecords {
    /// A census with its heading.
    pub fn new(year: CollectionYear, sender: &Sender) -> Self {
        let mut filling = Filling::new(&CIN);
        filling.row(
            "Header",
            &[
                ("Collection", "CIN"),
                ("Year", &year.number().to_string()),
                ("ReferenceDate", &year.end().to_string()),
                ("SourceLevel", "L"),
                ("LEA", &sender.authority),
                ("SoftwareCode", "Hearth"),
                ("Release", &sender.release),
                ("SerialNo", "001"),
                ("DateTime", &sender.written),
            ],
        );
        Self { filling, year, details: 0, assessments: 0, plans: 0, calendar: Calendar::england() }
    }

    /// Adds the rows of a child; none for a child who was not in need in the year. Says whether the child was.
    pub fn add(&mut self, records: &Records<'_>) -> bool {
        let Some((of, person)) = records.each::<Person>().next() else { return false };
        self.filling.of([of]);
        let episodes: Vec<(RecordId, SocialCareEpisode)> =
            records.each::<SocialCareEpisode>().filter(|(_, episode)| self.counts(episode)).collect();
        if episodes.is_empty() {
            return false;
        }
        let id = person.la_child_id.reveal().as_ref().map(|id| id.0.clone()).unwrap_or_default();
        self.child(&id, &person, records);
        let needs: Vec<Need> =
            episodes.iter().map(|(record, episode)| self.need(&id, *record, episode, records)).collect();
        self.assessments(&id, &needs, records);
        self.need_plans(&id, &needs, records);
        self.enquiries(&id, &needs, records);
        self.protection_plans(&id, &needs, records);
        self.pre_proceedings(&id, &needs, records);
        true
    }

    /// The whole census.
    pub fn finish(self) -> Tables {
        self.filling.finish()
    }

    /// Whether the census takes a time of need: open at some time in the year, and a referral without further action only where it was
    /// received in it.
    fn counts(&self, episode: &SocialCareEpisode) -> bool {
        let received = *episode.received_on;
        let open = received <= self.year.end() && episode.closed_on.is_none_or(|closed| closed >= self.year.start());
        open && (*episode.no_further_action != Some(true) || self.year.has(received))
    }

    fn child(&mut self, id: &str, person: &Person, records: &Records<'_>) {
        let upn = person.upn.reveal().as_ref().map(ToString::to_string);
        let unknown = person.upn_unknown.reveal().filter(|_| upn.is_none());
        let former =
            records.all::<PersonIdentifier>().filter(|held| held.identifier_type.code() == FORMER_PUPIL_NUMBER);
        let former = former.max_by_key(|held| (*held.valid_to, *held.valid_from)).map(|held| held.value.into_inner().0);
        // Who was born after the year was expected in it.
        let born = self.year.seen(*person.born.reveal());
        let expected = person.expected.reveal().or(*person.born.reveal()).filter(|_| born.is_none());
        let unborn = born.is_none() && expected.is_some();
        let year = u16::try_from(self.year.number()).unwrap_or(0);
        let sex = person.sex.reveal().and_then(|sex| {
            let code = sex.definition();
            hearth_record::code::set(code.set).in_year(code, year)
        });
        self.filling.row(
            "ChildIdentifiers",
            &[
                ("LAchildID", id),
                ("UPN", &upn.unwrap_or_default()),
                ("FormerUPN", &former.unwrap_or_default()),
                ("UPNunknown", unknown.map_or("", |why| why.code())),
                ("PersonBirthDate", &day(born)),
                ("ExpectedPersonBirthDate", &day(expected)),
                ("PersonDeathDate", &day(person.died.reveal().filter(|died| *died <= self.year.end()))),
                // Nobody's sex is recorded before the birth.
                ("Sex", if unborn { "U" } else { sex.map_or("", |code| &code.code) }),
            ],
        );
        let ethnicity = person.ethnicity.reveal().map_or("", |ethnicity| ethnicity.code());
        self.filling.row("ChildCharacteristics", &[("LAchildID", id), ("Ethnicity", ethnicity)]);
        for (of, disability) in records.each::<Disability>().filter(|_| !unborn) {
            let over = disability.ended.is_some_and(|ended| ended < self.year.start());
            let begun = disability.started.is_none_or(|started| started <= self.year.end());
            if begun && !over {
                let code = disability.disability.reveal().code();
                self.filling.of([of]).row("Disabilities", &[("LAchildID", id), ("Disability", code)]);
            }
        }
    }

    fn need(&mut self, id: &str, record: RecordId, episode: &SocialCareEpisode, records: &Records<'_>) -> Need {
        self.details += 1;
        let number = self.details.to_string();
        let closed = self.year.seen(*episode.closed_on);
        let transferred = records.each::<Conference>().find(|(_, conference)| {
            conference.conference_kind.code() == "TRANSFER_IN" && *conference.episode == Some(record)
        });
        let conference = transferred.as_ref().map(|(id, _)| *id);
        let transferred = transferred.and_then(|(_, conference)| self.year.seen(*conference.held_on));
        self.filling.of([record].into_iter().chain(conference)).row(
            "CINdetails",
            &[
                ("LAchildID", id),
                ("CINdetailsID", &number),
                ("CINreferralDate", &day(Some(*episode.received_on))),
                ("ReferralSource", episode.source.map_or("", |source| source.code())),
                ("PrimaryNeedCode", episode.primary_need.reveal().map_or("", |need| need.code())),
                ("CINclosureDate", &day(closed)),
                ("ReasonForClosure", closed.and(*episode.closure_reason).map_or("", |why| why.code())),
                ("DateOfInitialCPC", &day(transferred)),
                ("ReferralNFA", yes_no(Some(*episode.no_further_action == Some(true)))),
            ],
        );
        Need { id: record, number, from: *episode.received_on, closed }
    }

    fn assessments(&mut self, id: &str, needs: &[Need], records: &Records<'_>) {
        for (of_record, assessment) in records.each::<Assessment>() {
            let authorised = self.year.seen(*assessment.authorised_on);
            if !self.year.touches(Some(*assessment.started), *assessment.authorised_on) {
                continue;
            }
            let Some(need) = of(needs, *assessment.episode, *assessment.started) else { continue };
            self.assessments += 1;
            let number = self.assessments.to_string();
            // Factors are those of an assessment that is completed.
            let factors: Vec<&str> = match authorised {
                Some(_) => assessment.factors.reveal().iter().map(|factor| factor.code()).collect(),
                None => Vec::new(),
            };
            self.filling.of([of_record]).row(
                "Assessments",
                &[
                    ("LAchildID", id),
                    ("CINdetailsID", &need.number),
                    ("AssessmentID", &number),
                    ("AssessmentActualStartDate", &day(Some(*assessment.started))),
                    ("AssessmentInternalReviewDate", &day(*assessment.internal_review_due)),
                    ("AssessmentAuthorisationDate", &day(authorised)),
                    ("AssessmentFactors", &factors.join("|")),
                ],
            );
            for factor in factors {
                self.filling.row(
                    "AssessmentFactorsList",
                    &[
                        ("LAchildID", id),
                        ("CINdetailsID", &need.number),
                        ("AssessmentID", &number),
                        ("AssessmentFactor", factor),
                    ],
                );
            }
        }
    }

    fn need_plans(&mut self, id: &str, needs: &[Need], records: &Records<'_>) {
        let year = self.year;
        let in_year = |(_, plan): &(RecordId, CinPlan)| year.touches(Some(*plan.started), *plan.ended);
        for (record, plan) in records.each::<CinPlan>().filter(in_year) {
            let Some(need) = of(needs, *plan.episode, *plan.started) else { continue };
            let ended = day(self.year.seen(*plan.ended));
            self.filling.of([record]).row(
                "CINplanDates",
                &[
                    ("LAchildID", id),
                    ("CINdetailsID", &need.number),
                    ("CINPlanStartDate", &day(Some(*plan.started))),
                    ("CINPlanEndDate", &ended),
                ],
            );
        }
    }

    fn enquiries(&mut self, id: &str, needs: &[Need], records: &Records<'_>) {
        let conferences: Vec<(RecordId, Conference)> = records.each::<Conference>().collect();
        let discussions: Vec<(RecordId, StrategyDiscussion)> = records.each::<StrategyDiscussion>().collect();
        for (record, enquiry) in records.each::<S47Enquiry>() {
            let conference = conferences
                .iter()
                .find(|(_, c)| c.conference_kind.code() == "INITIAL" && *c.s47_enquiry == Some(record));
            let called = conference.map(|(id, _)| *id);
            let conference = conference.map(|(_, conference)| conference);
            let held = conference.and_then(|conference| *conference.held_on);
            // That no conference is needed ends it, on whatever day: it is of the year in which it began.
            let no_more = || (*enquiry.conference_required == Some(false)).then_some(*enquiry.started);
            if !self.year.touches(Some(*enquiry.started), held.or(*enquiry.ended).or_else(no_more)) {
                continue;
            }
            let Some(need) = of(needs, *enquiry.episode, *enquiry.started) else { continue };
            let begun = enquiry.strategy_discussion.and_then(|id| discussions.iter().find(|(held, _)| *held == id));
            let begun = begun.map_or(*enquiry.started, |(_, held)| london_date(*held.held_at));
            let target = self.calendar.add_working_days(begun, CONFERENCE_WITHIN).date;
            self.filling.of([record].into_iter().chain(called)).row(
                "Section47",
                &[
                    ("LAchildID", id),
                    ("CINdetailsID", &need.number),
                    ("S47ActualStartDate", &day(Some(*enquiry.started))),
                    ("InitialCPCtarget", &day(Some(target))),
                    ("DateOfInitialCPC", &day(self.year.seen(held))),
                    ("ICPCnotRequired", yes_no(enquiry.conference_required.map(|required| !required))),
                ],
            );
        }
    }

    fn protection_plans(&mut self, id: &str, needs: &[Need], records: &Records<'_>) {
        let mut numbers: HashMap<RecordId, (String, String)> = HashMap::new();
        for (record, plan) in records.each::<CpPlan>() {
            if !self.year.touches(Some(*plan.started), *plan.ended) {
                continue;
            }
            let Some(need) = of(needs, *plan.episode, *plan.started) else { continue };
            self.plans += 1;
            let number = self.plans.to_string();
            let latest = plan.latest_category.reveal().unwrap_or(*plan.initial_category.reveal());
            let before = plan.previous_plans.reveal().as_ref().map(|count| count.0.to_string());
            let ended = day(self.year.seen(*plan.ended));
            self.filling.of([record]).row(
                "ChildProtectionPlans",
                &[
                    ("LAchildID", id),
                    ("CINdetailsID", &need.number),
                    ("CPPID", &number),
                    ("CPPstartDate", &day(Some(*plan.started))),
                    ("CPPendDate", &ended),
                    ("InitialCategoryOfAbuse", plan.initial_category.reveal().code()),
                    ("LatestCategoryOfAbuse", latest.code()),
                    ("NumberOfPreviousCPP", &before.unwrap_or_default()),
                ],
            );
            numbers.insert(record, (need.number.clone(), number));
        }
        let reviews = records.each::<Conference>().filter(|(_, held)| held.conference_kind.code() == "REVIEW");
        for (record, review) in reviews {
            let plan = review.cp_plan.and_then(|plan| numbers.get(&plan));
            if let (Some((need, plan)), Some(held)) = (plan, self.year.seen(*review.held_on)) {
                self.filling.of([record]).row(
                    "Reviews",
                    &[("LAchildID", id), ("CINdetailsID", need), ("CPPID", plan), ("CPPreviewDate", &day(Some(held)))],
                );
            }
        }
    }

    fn pre_proceedings(&mut self, id: &str, needs: &[Need], records: &Records<'_>) {
        let meetings: Vec<FamilyMeeting> = records.all::<FamilyMeeting>().collect();
        let year = self.year;
        let in_year = |(_, pre): &(RecordId, PreProceedings)| year.touches(Some(*pre.decided_on), *pre.step_decided_on);
        for (record, pre) in records.each::<PreProceedings>().filter(in_year) {
            let Some(need) = of(needs, None, *pre.decided_on) else { continue };
            let reviews = pre.review_meetings.iter().filter(|held| self.year.seen(Some(**held)).is_some()).count();
            let offered = meetings.iter().any(|meeting| self.year.seen(*meeting.offered_on).is_some());
            let held = meetings.iter().any(|meeting| self.year.seen(*meeting.held_on).is_some());
            // The census knows one outcome: a step down; an application has its own date.
            let down = pre.outcome.reveal().is_some_and(|outcome| outcome.code() == "STEPDOWN");
            let decided = self.year.seen(*pre.step_decided_on);
            self.filling.of([record]).row(
                "PreProceedingsandFGDM",
                &[
                    ("LAchildID", id),
                    ("CINdetailsID", &need.number),
                    ("PPStartDate", &day(Some(*pre.decided_on))),
                    ("LBPSentDate", &day(self.year.seen(*pre.letter_on))),
                    ("FGDMMeetingOffer", yes_no(Some(offered))),
                    ("FGDMMeetingFac", yes_no(Some(held))),
                    ("InitialPPMeetingDate", &day(self.year.seen(*pre.first_meeting))),
                    ("ReviewMeetingsCount", &reviews.to_string()),
                    ("StepDecisionDate", &day(decided)),
                    ("PPOutcome", if down && decided.is_some() { "A" } else { "" }),
                    ("CourtAppDate", &day(self.year.seen(*pre.applied_on))),
                    ("LetterInitCPDate", &day(self.year.seen(*pre.issue_letter_on))),
                ],
            );
        }
    }
}

/// The time of need on which something hangs: the one that it names, or the one that was open on the day, the latest first.
fn of(needs: &[Need], named: Option<RecordId>, on: Date) -> Option<&Need> {
    let open = |need: &&Need| need.from <= on && need.closed.is_none_or(|closed| on <= closed);
    match named {
        Some(id) => needs.iter().find(|need| need.id == id),
        None => needs.iter().filter(open).max_by_key(|need| need.from),
    }
}

/// A day as the census writes it; blank for none.
fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn yes_no(yes: Option<bool>) -> &'static str {
    match yes {
        Some(true) => "true",
        Some(false) => "false",
        None => "",
    }
}
