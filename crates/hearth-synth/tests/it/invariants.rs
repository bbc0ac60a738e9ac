//! The invariants that the returns demand of a record, over many invented families.
//!
//! The numbers are those of the data model; R1 and R2 are in `worlds`, R20 to R24 in `returns`.

use hearth_calendar::{LeapDay, add_days, age_on, birthday, days_between};
use hearth_synth::story::{Episode, PeriodOfCare};
use hearth_synth::{Authority, Birth, Person, Sex, Story, World};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 21);

/// Every child of a small world and a large one, each of some hundred families.
fn each_child(seed: u64, mut check: impl FnMut(&Person, &Story)) {
    for children in [400, 20_000] {
        let world = World::new(seed, Authority::sefton(), TODAY, children);
        for index in 0..120 {
            let family = world.family(index);
            for (child, story) in family.children() {
                check(child, story);
            }
        }
    }
}

fn each_episode(seed: u64, mut check: impl FnMut(&Person, &Episode)) {
    each_child(seed, |child, story| story.episodes.iter().for_each(|episode| check(child, episode)));
}

fn each_period(seed: u64, mut check: impl FnMut(&Person, &PeriodOfCare)) {
    each_child(seed, |child, story| story.periods.iter().for_each(|period| check(child, period)));
}

/// Whether spans follow each other without overlap, and only the last is open.
fn in_turn(spans: &[(Date, Option<Date>)]) -> bool {
    spans.windows(2).all(|pair| pair[0].1.is_some_and(|ended| ended <= pair[1].0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn r3_a_child_is_born_or_expected_and_the_unborn_have_no_sex_and_no_disability(seed in any::<u64>()) {
        each_child(seed, |child, story| match child.birth {
            Birth::Born(born) => assert!(born <= TODAY && child.sex != Sex::Unknown),
            Birth::Expected(day) => {
                assert!(day > TODAY && days_between(TODAY, day) <= 280);
                assert!(child.sex == Sex::Unknown && child.disabilities.is_empty() && story.periods.is_empty());
            }
        });
    }

    #[test]
    fn r4_a_child_has_a_pupil_number_or_a_reason_for_none(seed in any::<u64>()) {
        each_child(seed, |child, _| {
            assert!(child.upn.is_some() != child.upn_unknown.is_some());
            let age = child.age_on(TODAY);
            assert!(child.upn_unknown != Some("UN1") || age.is_none_or(|age| age < 4));
        });
    }

    #[test]
    fn r5_episodes_do_not_overlap_and_nothing_is_dated_after_a_closure(seed in any::<u64>()) {
        each_child(seed, |child, story| {
            let further: Vec<&Episode> = story.episodes.iter().filter(|episode| !episode.no_further_action).collect();
            let spans: Vec<_> = further.iter().map(|episode| (episode.referred, episode.closed.map(|(on, _)| on))).collect();
            assert!(in_turn(&spans), "{spans:?}");
            for episode in further {
                assert!(episode.contact.on <= episode.referred && episode.referred <= TODAY);
                assert!(days_between(episode.referred, child.birth.day()) <= 280);
                let Some((closed, _)) = episode.closed else { continue };
                assert!(closed >= episode.referred);
                assert!(last_activity(episode) <= closed, "{episode:?}");
                let care = story.periods.iter().filter(|period| period.entered >= episode.referred && period.entered <= closed);
                assert!(care.into_iter().all(|period| period.ended.is_some_and(|(on, _)| on <= closed)));
            }
        });
    }

    #[test]
    fn r6_a_referral_with_no_further_action_has_no_activity_and_others_have_a_need(seed in any::<u64>()) {
        each_episode(seed, |_, episode| {
            assert_eq!(episode.need.is_none(), episode.no_further_action);
            let plans = episode.protection.len() + episode.in_need.len() + episode.exploitation.len();
            let activity = episode.assessments.len() + episode.enquiries.len() + plans;
            if episode.no_further_action {
                assert_eq!(activity, 0);
            }
            if matches!(episode.closed, Some((_, "RC8" | "RC9"))) {
                assert_eq!(plans, 0);
                assert!(!episode.assessments.is_empty());
            }
        });
    }

    #[test]
    fn r7_an_assessment_starts_after_the_referral_and_has_factors_when_authorised(seed in any::<u64>()) {
        each_episode(seed, |_, episode| {
            let spans: Vec<_> = episode.assessments.iter().map(|one| (one.started, one.authorised)).collect();
            assert!(in_turn(&spans));
            for assessment in &episode.assessments {
                assert!(assessment.started >= episode.referred);
                assert!(assessment.authorised.is_none_or(|on| on >= assessment.started));
                assert_eq!(assessment.factors.is_empty(), assessment.authorised.is_none());
                assert!(!assessment.factors.contains(&"21") || assessment.factors.len() == 1);
                let mut unique = assessment.factors.clone();
                unique.dedup();
                assert_eq!(unique, assessment.factors);
                assert!(episode.closed.is_none() || assessment.authorised.is_some());
            }
        });
    }

    #[test]
    fn r8_an_enquiry_ends_with_a_conference_or_without_need_of_one_and_never_at_a_weekend(seed in any::<u64>()) {
        each_episode(seed, |_, episode| {
            for enquiry in &episode.enquiries {
                assert!(enquiry.started >= episode.referred);
                match (&enquiry.conference, enquiry.conference_needed) {
                    (Some(conference), Some(true)) => {
                        assert!(conference.held >= enquiry.started);
                        assert!(conference.held.weekday().to_monday_zero_offset() < 5);
                        assert!(enquiry.conference_due.weekday().to_monday_zero_offset() < 5);
                    }
                    (None, Some(false)) => assert!(enquiry.ended.is_some()),
                    (None, None) => assert!(enquiry.ended.is_none() && episode.closed.is_none()),
                    other => panic!("{other:?}"),
                }
            }
        });
    }

    #[test]
    fn r10_a_protection_plan_starts_on_the_conference_and_is_reviewed_after_it(seed in any::<u64>()) {
        each_episode(seed, |child, episode| {
            let conferences: Vec<Date> =
                episode.enquiries.iter().filter_map(|enquiry| enquiry.conference.as_ref()).map(|one| one.held).collect();
            assert!(episode.protection.len() <= conferences.len());
            for plan in &episode.protection {
                assert!(conferences.contains(&plan.started));
                assert!(plan.ended.is_none_or(|ended| ended > plan.started));
                assert!(plan.reviews.iter().all(|review| review.held > plan.started));
                assert!(plan.reviews.iter().all(|review| plan.ended.is_none_or(|ended| review.held <= ended)));
                assert!(plan.visits.iter().all(|visit| !visit.seen || child.birth.day() <= visit.on));
            }
        });
    }

    #[test]
    fn r11_plans_in_need_and_of_protection_never_run_together(seed in any::<u64>()) {
        each_episode(seed, |_, episode| {
            let mut spans: Vec<_> = episode.protection.iter().map(|plan| (plan.started, plan.ended)).collect();
            spans.extend(episode.in_need.iter().map(|plan| (plan.started, plan.ended)));
            spans.sort_unstable();
            assert!(in_turn(&spans), "{spans:?}");
            assert!(episode.in_need.iter().all(|plan| plan.ended.is_none_or(|ended| ended > plan.started)));
        });
    }

    #[test]
    fn r12_nothing_happens_after_a_death(seed in any::<u64>()) {
        each_child(seed, |child, story| {
            let Some(died) = child.died else { return };
            assert!(story.episodes.iter().all(|episode| last_activity(episode) <= died));
            assert!(story.episodes.iter().all(|one| one.no_further_action || one.closed.is_some_and(|(on, _)| on <= died)));
            assert!(story.periods.iter().all(|period| period.ended.is_some_and(|(on, _)| on <= died)));
        });
    }

    #[test]
    fn r13_care_episodes_tile_the_period_and_last_a_day_at_least(seed in any::<u64>()) {
        each_period(seed, |_, period| {
            let episodes = period.episodes();
            assert_eq!((episodes[0].from, episodes[0].reason_new), (period.entered, "S"));
            for pair in episodes.windows(2) {
                assert_eq!(pair[0].ended, Some((pair[1].from, "X1")));
                assert!(pair[1].from > pair[0].from);
                assert_ne!(pair[1].reason_new, "S");
                let moved = pair[0].placement != pair[1].placement;
                assert!(pair[0].change_reason.is_none() || moved);
                let temporary = pair[0].placement.temporary() || pair[1].placement.temporary();
                assert_eq!(pair[0].change_reason.is_some(), moved && !temporary, "{pair:?}");
            }
            let last = episodes.last().unwrap();
            assert_eq!(last.ended, period.ended);
            assert!(period.ended.is_none_or(|(on, _)| on > last.from));
        });
    }

    #[test]
    fn r13_legal_statuses_and_placements_leave_no_gap(seed in any::<u64>()) {
        each_period(seed, |_, period| {
            let end = period.ended.map(|(on, _)| on);
            let law: Vec<_> = period.legal.iter().map(|legal| (legal.from, legal.to)).collect();
            let places: Vec<_> = period.placements.iter().map(|place| (place.from, place.to)).collect();
            for spans in [law, places] {
                assert_eq!(spans[0].0, period.entered);
                assert!(spans.windows(2).all(|pair| pair[0].1 == Some(pair[1].0)), "{spans:?}");
                assert_eq!(spans.last().unwrap().1, end);
            }
        });
    }

    #[test]
    fn r15_and_r16_provider_and_ofsted_number_go_with_the_placement(seed in any::<u64>()) {
        each_period(seed, |_, period| {
            for place in &period.placements {
                assert_eq!(place.provider.is_none(), place.temporary());
                assert_eq!(place.urn.is_some(), !place.temporary() && !matches!(place.kind, "P1" | "R1"));
                assert_eq!(place.provider == Some("PR0"), place.kind == "P1");
            }
        });
    }

    #[test]
    fn r17_a_temporary_placement_is_short_and_the_child_returns(seed in any::<u64>()) {
        each_period(seed, |_, period| {
            for (place, number) in period.placements.iter().zip(0..).filter(|(place, _)| place.temporary()) {
                let (before, after) = (&period.placements[number - 1], &period.placements[number + 1]);
                assert_eq!((before.kind, &before.postcode, &before.urn, before.carers), (after.kind, &after.postcode, &after.urn, after.carers));
                assert!(days_between(place.from, place.to.unwrap()) <= 42);
            }
        });
    }

    #[test]
    fn r18_ages_fit_the_placements_and_the_end(seed in any::<u64>()) {
        each_period(seed, |child, period| {
            let born = child.birth.born().unwrap();
            let eighteen = birthday(born, 18, LeapDay::Later);
            assert!(period.entered < eighteen && period.entered >= born);
            assert!(period.ended.is_none_or(|(on, _)| on <= eighteen));
            assert!(period.ended.is_some() || eighteen > TODAY);
            for place in &period.placements {
                let age = age_on(born, place.from).unwrap();
                assert!(place.kind != "K3" || age >= 16);
                assert!(place.kind != "S1" || age >= 4);
            }
            if matches!(period.ended, Some((_, "E17"))) {
                assert_eq!(period.ended.map(|(on, _)| on), Some(eighteen));
            }
        });
    }

    #[test]
    fn r19_short_breaks_keep_to_17_days_each_and_75_in_a_year(seed in any::<u64>()) {
        each_child(seed, |_, story| {
            let breaks: Vec<(Date, Date)> = story
                .periods
                .iter()
                .filter(|period| period.legal[0].code == "V3")
                .filter_map(|period| Some((period.entered, period.ended?.0)))
                .collect();
            assert!(breaks.iter().all(|(from, to)| days_between(*from, *to) <= 17));
            for (from, _) in &breaks {
                let year = breaks.iter().filter(|(day, _)| (*from..add_days(*from, 365)).contains(day));
                assert!(year.map(|(from, to)| days_between(*from, *to)).sum::<i32>() <= 75);
            }
        });
    }

    #[test]
    fn r22_times_missing_lie_inside_the_period_and_do_not_overlap(seed in any::<u64>()) {
        each_period(seed, |_, period| {
            let spans: Vec<_> = period.missing.iter().map(|missing| (missing.from, missing.to)).collect();
            assert!(in_turn(&spans));
            let end = period.ended.map_or(TODAY, |(on, _)| on);
            for missing in &period.missing {
                assert!(missing.from >= period.entered && missing.from <= end);
                assert!(missing.to.is_none_or(|to| to <= end && to >= missing.from));
                assert!(missing.to.is_some() || period.ended.is_none());
            }
        });
    }

    #[test]
    fn r25_the_way_to_adoption_runs_in_order(seed in any::<u64>()) {
        each_period(seed, |_, period| {
            let Some(case) = &period.adoption else { return };
            let order: Vec<Date> =
                [Some(period.entered), case.decided, case.placement_order, case.matched, case.placed, case.order].into_iter().flatten().collect();
            assert!(order.is_sorted(), "{case:?}");
            assert_eq!(case.order.is_some(), matches!(period.ended, Some((_, "E11" | "E12"))));
            if let Some(placed) = case.placed {
                assert!(period.placements.iter().any(|place| place.kind == "A6" && place.from == placed));
            }
        });
    }

    #[test]
    fn r26_a_worker_is_allocated_on_every_day_of_care(seed in any::<u64>()) {
        each_child(seed, |_, story| {
            for pair in story.allocations.windows(2) {
                let ended = pair[0].to.unwrap();
                assert!(ended <= pair[1].from && ended > pair[0].from || pair[1].reason == "FCONTA");
                assert!(ended == pair[1].from || pair[1].reason == "FCONTA");
            }
            for period in &story.periods {
                let end = period.ended.map_or(TODAY, |(on, _)| on);
                for day in [period.entered, end] {
                    assert!(story.allocations.iter().any(|one| one.from <= day && one.to.is_none_or(|to| to >= day)));
                }
            }
        });
    }

    #[test]
    fn nothing_is_dated_after_today(seed in any::<u64>()) {
        each_child(seed, |_, story| {
            assert!(story.episodes.iter().all(|episode| last_activity(episode) <= TODAY));
            for period in &story.periods {
                let reviews = period.reviews.iter().map(|review| review.held);
                let visits = period.visits.iter().map(|visit| visit.on);
                let health = period.health.iter().map(|check| check.on);
                let sdq = period.sdq.iter().map(|sdq| sdq.on);
                let end = period.ended.map_or(TODAY, |(on, _)| on);
                assert!(reviews.chain(visits).chain(health).chain(sdq).all(|on| on <= end && on >= period.entered));
            }
            assert!(story.leaver.iter().flat_map(|leaver| &leaver.contacts).all(|contact| contact.on <= TODAY));
        });
    }
}

fn last_activity(episode: &Episode) -> Date {
    let assessments = episode.assessments.iter().flat_map(|one| [Some(one.started), one.reviewed, one.authorised]);
    let enquiries = episode
        .enquiries
        .iter()
        .flat_map(|one| [Some(one.started), one.ended, one.conference.as_ref().map(|conference| conference.held)]);
    let protection = episode.protection.iter().flat_map(|plan| {
        let visits = plan.visits.iter().map(|visit| Some(visit.on));
        let reviews = plan.reviews.iter().map(|review| Some(review.held));
        let groups = plan.core_groups.iter().map(|day| Some(*day));
        visits.chain(reviews).chain(groups).chain([Some(plan.started), plan.ended])
    });
    let in_need = episode.in_need.iter().flat_map(|plan| {
        let visits = plan.visits.iter().map(|visit| Some(visit.on));
        let reviews = plan.reviews.iter().map(|day| Some(*day));
        visits.chain(reviews).chain([Some(plan.started), plan.ended])
    });
    let exploitation = episode
        .exploitation
        .iter()
        .flat_map(|plan| plan.reviews.iter().map(|day| Some(*day)).chain([Some(plan.started), plan.ended]));
    assessments
        .chain(enquiries)
        .chain(protection)
        .chain(in_need)
        .chain(exploitation)
        .flatten()
        .max()
        .unwrap_or(episode.referred)
}
