//! Who may answer for a person: themselves once they understand enough, or whoever holds parental responsibility.

use hearth_record::{
    File, Problems,
    ids::{PersonId, RecordId},
    people::Relationship,
    sets::{self, ConsentCapacity, ConsentGiver},
};
use jiff::civil::Date;

use super::{age_of, standing::holds};
use crate::{Desk, Failure, FileView, people};

/// Somebody who holds parental responsibility, as the file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The record that says so.
    pub relationship: RecordId,
    /// The name.
    pub name: String,
    /// What they are to the person, such as "Mother".
    pub relation: &'static str,
    /// By what they hold it, where the record says so.
    pub by: Option<&'static str>,
    /// Where the authority knows them.
    pub person: Option<PersonId>,
}

/// Those who hold parental responsibility for the person of a file today, as its relationships say. Three queries where any is known
/// here by a file of their own, none otherwise.
///
/// # Errors
/// What the store refuses.
pub async fn holders(desk: &Desk, view: &FileView) -> Result<Vec<Holder>, Failure> {
    let ties: Vec<(RecordId, Relationship)> =
        view.all::<Relationship>().into_iter().filter(|(id, _)| holds(&view.file, *id, view.today)).collect();
    let known: Vec<_> = ties.iter().filter_map(|(_, tie)| *tie.other.reveal()).collect();
    let named = people::named(desk, view, &known).await?;
    let name = |tie: &Relationship| {
        let there = tie.other.reveal().and_then(|person| named.iter().find(|named| named.person == person));
        let said = there.and_then(|named| named.name.clone());
        said.or_else(|| tie.other_name.reveal().as_ref().map(|name| name.0.clone()))
    };
    let holder = |(relationship, tie): &(RecordId, Relationship)| Holder {
        relationship: *relationship,
        name: name(tie).unwrap_or_else(|| "Person not shown".to_owned()),
        relation: tie.relationship_type.reveal().words(),
        by: tie.pr_basis.reveal().map(sets::ParentalResponsibilityBasis::words),
        person: *tie.other.reveal(),
    };
    Ok(ties.iter().map(holder).collect())
}

/// What is wrong with who answered, on a day: who decides follows from age and understanding, and a parent must stand in the file as one
/// who holds parental responsibility.
pub(super) fn may_answer(
    file: &File,
    giver: Option<ConsentGiver>,
    capacity: Option<ConsentCapacity>,
    judged: bool,
    relationship: Option<RecordId>,
    on: Date,
) -> Problems {
    let mut problems = Problems::none();
    let (Some(giver), Some(capacity)) = (giver, capacity) else {
        problems.add_if(giver.is_none(), "giver", "is needed: say who answered");
        problems.add_if(capacity.is_none(), "capacity", "is needed: say why they can decide it");
        return problems;
    };
    let age = age_of(file, on);
    let (of_age, adult) = (age.is_some_and(|age| age >= 16), age.is_none_or(|age| age >= 18));
    let able = capacity.code();
    match giver.code() {
        "HOLDER" => {
            problems.add_if(able != "RESPONSIBLE", "capacity", "must be that they decide for the child");
            let there = relationship.is_some_and(|tie| holds(file, tie, on));
            problems.add_if(
                !there,
                "relationship",
                "must be somebody whom this file shows as holding parental responsibility; record the relationship first",
            );
            problems.add_if(age.is_some_and(|age| age >= 18), "giver", "must be the person: they are 18 or over");
            problems.add_if(
                of_age && !judged,
                "capacity_because",
                "is needed: from 16 the young person decides; say why they cannot",
            );
        }
        "CHILD" => {
            problems.add_if(age.is_some_and(|age| age >= 18), "giver", "must be the person: they are 18 or over");
            let fits = if of_age { matches!(able, "PRESUMED" | "ASSESSED") } else { able == "UNDERSTANDS" };
            problems.add_if(!fits, "capacity", "does not fit the child’s age");
            problems.add_if(!of_age && !judged, "capacity_because", "is needed: say how it was judged");
        }
        _ => {
            problems.add_if(!adult, "giver", "must be the child or somebody with parental responsibility");
            problems.add_if(!matches!(able, "PRESUMED" | "ASSESSED"), "capacity", "must say that they can decide it");
        }
    }
    problems
}
