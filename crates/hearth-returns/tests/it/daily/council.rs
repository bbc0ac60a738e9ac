//! Every child of an invented council.

use hearth_record::{File, FileType};
use hearth_returns::{
    Records,
    daily::{MOST, Payload, Window, batches, difference, payload},
};
use hearth_synth::{
    Authority, World,
    records::{Detail, Member},
};

use super::{TODAY, refusals};

fn told() -> Vec<Payload> {
    let world = World::new(7, Authority::sefton(), TODAY, 1_200);
    let children = world.families().flat_map(|family| family.members(&world, Detail::Whole));
    let children = children.filter(|member: &Member| member.file == FileType::Care);
    let told = children.filter_map(|child| {
        let file = File::of(child.versions);
        payload(&Records::of(&file), Window::on(TODAY)).ok().flatten()
    });
    told.collect()
}

#[test]
fn every_child_of_a_council_is_told_as_the_description_allows() {
    let told = told();
    assert!(told.len() > 200, "{} children", told.len());
    let texts: String = told.iter().map(Payload::text).collect();
    let groups = [
        "disabilities",
        "sdq_assessments",
        "care_worker_details",
        "child_and_family_assessments",
        "child_in_need_plans",
        "section_47_assessments",
        "child_protection_plans",
        "child_looked_after_placements",
        "start_reason",
        "end_reason",
        "care_leavers",
    ];
    for group in groups {
        assert!(texts.contains(group), "no child of the council has {group}");
    }
    for batch in batches(told, MOST) {
        assert_eq!(refusals(&batch.iter().collect::<Vec<_>>()), Vec::<String>::new());
    }
}

#[test]
fn what_one_child_has_is_taken_back_where_another_stands_in_its_place() {
    let told = told();
    for pair in told.windows(2).take(300) {
        let text = pair[0].text().replacen(pair[0].child(), pair[1].child(), 1);
        let before = Payload::read(&text).expect("a child");
        let steps = difference(Some(&before), None, Some(&pair[1]));
        for step in &steps {
            assert_eq!(refusals(&[step]), Vec::<String>::new());
        }
        assert!(steps.last().is_some_and(|last| last.child() == pair[1].child()));
    }
}
