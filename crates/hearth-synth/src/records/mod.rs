//! Stories as records of the system: the versions that their writers would have left.

mod at_home;
mod draft;
mod front_door;
mod in_care;
mod people;
mod scribe;
mod words;

use hearth_record::file::FileType;
use hearth_record::ids::PersonId;
use hearth_record::version::Version;

use crate::family::Family;
use crate::people::person::Role;
use crate::world::World;
use scribe::Scribe;

/// How much is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything: visits, notes, meetings, and what was open before it was closed as a version of its
    /// own, so that a file can be read as it was known before.
    Whole,
    /// One version a record, without visits, meetings and notes: for worlds of a million people.
    Outline,
}

/// A person and the versions of their file.
#[derive(Clone)]
pub struct Member {
    /// The person.
    pub person: PersonId,
    /// The type of file.
    pub file: FileType,
    /// The versions, by the time they were written.
    pub versions: Vec<Version>,
}

impl Family {
    /// The file of each person of the family, children first.
    ///
    /// Every version was written between the family's first day and the morning of today.
    pub fn members(&self, world: &World, detail: Detail) -> Vec<Member> {
        let mut members = Vec::with_capacity(self.people.len());
        for (number, person) in self.people.iter().enumerate() {
            let story = self.stories.get(number);
            let mut scribe = Scribe::of(world, self, person, story, number, detail);
            scribe.identity();
            scribe.family_ties();
            if let Some(story) = story {
                scribe.allocations(story);
                scribe.contacts(story);
                for episode in &story.episodes {
                    scribe.episode(episode);
                }
                scribe.care(story);
            }
            let file = if person.role == Role::Child { FileType::Care } else { FileType::Adult };
            members.push(Member { person: person.id, file, versions: scribe.finish() });
        }
        members
    }
}
