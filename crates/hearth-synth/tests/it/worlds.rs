//! Worlds as wholes: repeatable, believable, every service in use.

use std::collections::{BTreeMap, HashSet};

use hearth_record::identifier::{NhsNumber, Postcode, Upn};
use hearth_synth::{Authority, Family, World};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 21);

fn demo() -> (World, Vec<Family>) {
    let world = World::new(1, Authority::sefton(), TODAY, 400);
    let families = world.families().collect();
    (world, families)
}

#[test]
fn the_same_seed_makes_the_same_world_and_another_seed_another() {
    let first = format!("{:?}", World::new(7, Authority::knowsley(), TODAY, 60).families().collect::<Vec<_>>());
    let again = format!("{:?}", World::new(7, Authority::knowsley(), TODAY, 60).families().collect::<Vec<_>>());
    let other = format!("{:?}", World::new(8, Authority::knowsley(), TODAY, 60).families().collect::<Vec<_>>());
    assert!(first == again);
    assert!(first != other);
}

#[test]
fn a_family_is_the_same_whether_or_not_the_others_are_told() {
    let (world, families) = demo();
    assert_eq!(format!("{:?}", world.family(31)), format!("{:?}", families[31]));
}

#[test]
fn a_world_has_the_children_that_were_asked_for() {
    let (_, families) = demo();
    let children: usize = families.iter().map(|family| family.stories.len()).sum();
    assert!((400..408).contains(&children), "{children}");
}

#[test]
fn r1_and_r2_local_identifiers_are_letters_and_digits_and_never_given_twice() {
    let (_, families) = demo();
    let mut seen = HashSet::new();
    for child in families.iter().flat_map(|family| &family.people) {
        if let Some(id) = &child.la_child_id {
            assert!((1..=20).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric()));
            assert!(seen.insert(id.clone()));
        }
    }
}

#[test]
fn every_identifier_and_postcode_checks() {
    let (world, families) = demo();
    for family in &families {
        assert!(Postcode::parse(&family.home.postcode).is_ok(), "{}", family.home.postcode);
        for child in &family.people {
            assert!(child.upn.as_deref().is_none_or(|upn| Upn::parse(upn).is_ok()));
            assert!(child.nhs_number.as_deref().is_none_or(|number| NhsNumber::parse(number).is_ok()));
        }
    }
    let workers: HashSet<_> = world.staff().workers.iter().map(|worker| &worker.registration).collect();
    assert_eq!(workers.len(), world.staff().workers.len());
    assert!(workers.iter().all(|id| id.len() <= 12));
}

#[test]
fn a_demonstration_has_cases_at_every_stage() {
    let (_, families) = demo();
    let mut stages: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |stage, is: bool| *stages.entry(stage).or_default() += usize::from(is);
    for (child, story) in families.iter().flat_map(Family::children) {
        count("contact undecided", story.contacts.iter().any(|contact| contact.decided.is_none()));
        count("unborn", child.birth.born().is_none());
        count("came alone", child.came_alone);
        count("care leaver", story.leaver.as_ref().is_some_and(|leaver| leaver.to.is_none()));
        for episode in &story.episodes {
            count("no further action", episode.no_further_action);
            count("assessment open", episode.assessments.iter().any(|one| one.authorised.is_none()));
            count("enquiry open", episode.enquiries.iter().any(|one| one.ended.is_none()));
            count("in need", episode.in_need.iter().any(|plan| plan.ended.is_none()));
            count("protection", episode.protection.iter().any(|plan| plan.ended.is_none()));
            count("protection over", episode.protection.iter().any(|plan| plan.ended.is_some()));
            count("exploitation", episode.exploitation.iter().any(|plan| plan.ended.is_none()));
            count("closed", episode.closed.is_some());
        }
        for period in &story.periods {
            count("looked after", period.ended.is_none());
            count("short break", period.legal[0].code == "V3");
            count("missing", !period.missing.is_empty());
            count("adoption begun", period.adoption.is_some());
            count("went home", matches!(period.ended, Some((_, "E4A"))));
        }
    }
    assert!(stages.values().all(|cases| *cases > 0), "{stages:?}");
}

#[test]
fn most_conferences_are_in_time_and_few_are_late() {
    let world = World::new(3, Authority::sefton(), TODAY, 400);
    let (mut held, mut late) = (0, 0);
    for index in 0..2_000 {
        for (_, story) in world.family(index).children() {
            for enquiry in story.episodes.iter().flat_map(|episode| &episode.enquiries) {
                let Some(conference) = &enquiry.conference else { continue };
                held += 1;
                late += i32::from(conference.held > enquiry.conference_due);
            }
        }
    }
    let share = late * 100 / held;
    assert!((3..=14).contains(&share), "{late} of {held}");
}

#[test]
fn names_are_spread_as_names_are() {
    let world = World::new(5, Authority::sefton(), TODAY, 20_000);
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    for index in 0..4_000 {
        *names.entry(world.family(index).people[0].surname.clone()).or_default() += 1;
    }
    let commonest = names.values().max().unwrap();
    assert!(names.len() > 300, "{}", names.len());
    assert!((80..800).contains(commonest), "{commonest}");
}
