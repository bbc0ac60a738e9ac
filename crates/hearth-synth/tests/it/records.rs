//! Stories as records: every version is one that the system would take.

use std::collections::{BTreeMap, HashSet};

use hearth_record::class::Private;
use hearth_record::looked_after::{LegalStatus, PeriodOfCare, Placement};
use hearth_record::{Digest, File, FileType};
use hearth_synth::records::{Detail, Member};
use hearth_synth::{Authority, Family, World};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 21);

fn world(seed: u64) -> (World, Vec<Family>) {
    let world = World::new(seed, Authority::sefton(), TODAY, 400);
    let families = world.families().collect();
    (world, families)
}

fn each_member(seed: u64, detail: Detail, mut check: impl FnMut(&World, &Family, usize, &Member)) {
    let (world, families) = world(seed);
    for family in &families {
        for (number, member) in family.members(&world, detail).iter().enumerate() {
            check(&world, family, number, member);
        }
    }
}

#[test]
fn every_version_reads_as_its_kind_and_can_be_true() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for detail in [Detail::Whole, Detail::Outline] {
        each_member(1, detail, |_, _, _, member| {
            for version in &member.versions {
                let schema = hearth_record::kind(&version.kind).unwrap();
                let problems = (schema.check)(&version.fields);
                assert!(problems.is_empty(), "{} {problems:?}", version.kind);
                assert!(schema.file.is_none_or(|file| file == member.file), "{}", version.kind);
                *kinds.entry(version.kind.clone()).or_default() += 1;
            }
        });
    }
    assert!(kinds.len() >= 38, "{kinds:?}");
}

#[test]
fn every_version_was_written_in_order_and_by_the_morning_of_today() {
    each_member(2, Detail::Whole, |world, _, _, member| {
        let mut last: BTreeMap<_, (u32, _)> = BTreeMap::new();
        for version in &member.versions {
            assert!(version.recorded_at <= world.now() + jiff::SignedDuration::from_secs(2));
            let (number, at) =
                last.insert(version.record, (version.number, version.recorded_at)).unwrap_or((0, jiff::Timestamp::MIN));
            assert_eq!(version.number, number + 1);
            assert!(version.recorded_at > at);
        }
    });
}

#[test]
fn care_episodes_derived_from_the_records_are_those_of_the_story() {
    let mut compared = 0;
    each_member(3, Detail::Outline, |_, family, number, member| {
        let Some(story) = family.stories.get(number) else { return };
        let file = File::of(member.versions.iter().cloned());
        let periods: Vec<PeriodOfCare> = file.all().map(|(_, record)| record).collect();
        let law: Vec<LegalStatus> = file.all().map(|(_, record)| record).collect();
        let places: Vec<Placement> = file.all().map(|(_, record)| record).collect();
        let derived = hearth_record::looked_after::care_episodes::derive(&periods, &law, &places);
        assert!(derived.gaps.is_empty());
        let ours: Vec<_> = story.periods.iter().flat_map(hearth_synth::story::PeriodOfCare::episodes).collect();
        assert_eq!(derived.episodes.len(), ours.len());
        for (theirs, ours) in derived.episodes.iter().zip(&ours) {
            assert_eq!((theirs.decom, theirs.rne.code()), (ours.from, ours.reason_new));
            assert_eq!(
                (theirs.legal_status.code(), theirs.place.placement_type.code()),
                (ours.legal.code, ours.placement.kind)
            );
            assert_eq!(theirs.dec.zip(theirs.rec.map(hearth_record::sets::ReasonEpisodeCeased::code)), ours.ended);
            assert_eq!(
                theirs.reason_place_change.map(hearth_record::sets::ReasonPlacementChange::code),
                ours.change_reason
            );
            compared += 1;
        }
    });
    assert!(compared > 100, "{compared}");
}

#[test]
fn a_file_has_one_person_with_the_name_of_the_story_and_its_flags() {
    each_member(4, Detail::Whole, |_, family, number, member| {
        let person = &family.people[number];
        let file = File::of(member.versions.iter().cloned());
        assert_eq!(file.unknown(), 0);
        let all: Vec<_> = file.all::<hearth_record::people::Person>().collect();
        assert_eq!(all.len(), 1);
        let surname = all[0].1.surname.reveal().as_ref().map(|line| line.0.clone());
        assert_eq!(surname.as_ref(), Some(&person.surname));
        let digest = Digest::of(&file);
        assert_eq!(digest.has(hearth_record::Flag::Unborn), person.birth.born().is_none());
    });
}

#[test]
fn files_read_as_known_before_show_what_was_open_then() {
    let mut open_before = 0;
    each_member(5, Detail::Whole, |world, _, _, member| {
        let file = File::of(member.versions.iter().cloned());
        let before =
            file.as_known_at(hearth_calendar::start_of_london_day(hearth_calendar::add_days(world.today(), -90)));
        let ended =
            |file: &File| file.events().iter().filter(|event| event.name.as_str() == "assessment.authorised").count();
        open_before += usize::from(ended(&before) < ended(&file));
    });
    assert!(open_before > 10, "{open_before}");
}

#[test]
fn adults_have_files_of_their_own_and_no_record_of_a_child_in_them() {
    each_member(6, Detail::Whole, |_, _, _, member| {
        if member.file == FileType::Adult {
            let kinds: HashSet<&str> = member.versions.iter().map(|version| version.kind.as_str()).collect();
            assert!(!kinds.contains("assessment") && !kinds.contains("cp_plan") && kinds.contains("person"));
        }
    });
}

#[test]
fn telling_less_of_a_story_does_not_change_the_story() {
    let (world, families) = world(7);
    for family in &families {
        let whole = family.members(&world, Detail::Whole);
        let outline = family.members(&world, Detail::Outline);
        for (whole, outline) in whole.iter().zip(&outline) {
            let people = |member: &Member| {
                let file = File::of(member.versions.iter().cloned());
                file.all::<hearth_record::people::Person>()
                    .map(|(_, person)| Private::into_inner(person.born))
                    .collect::<Vec<_>>()
            };
            assert_eq!(people(whole), people(outline));
            assert!(outline.versions.len() <= whole.versions.len());
        }
    }
}
