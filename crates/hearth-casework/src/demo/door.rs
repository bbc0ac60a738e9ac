//! Contacts of the stories, taken, checked and decided by the people of the front door.

use hearth_record::{
    Digest, Record,
    front_door::Contact,
    ids::{FileId, PersonId, RecordId},
    people::{Address, Person},
};
use hearth_store::StoreError;

use super::dated::{AtWork, Says, Somebody, typed};
use crate::{
    Failure,
    front_door::{self, Answer, Check, Decided, NewContact, Ruling, Told, Who},
};

/// Where a contact stands: in the file of each child whom it is about.
pub(super) type Places = Vec<(FileId, RecordId)>;

/// Somebody whom a contact names.
pub(super) fn child(says: Says<'_>, address: Option<Says<'_>>, who: Who) -> Result<Told, Failure> {
    told(true, says, address, who)
}

/// A grown-up whom a contact names: what they are to the children, by the codes of relationships.
pub(super) fn adult(relationship: &str, says: Says<'_>, who: Who) -> Result<Told, Failure> {
    Ok(Told { relationship: Some(relationship.to_owned()), ..told(false, says, None, who)? })
}

fn told(child: bool, says: Says<'_>, address: Option<Says<'_>>, who: Who) -> Result<Told, Failure> {
    let person = typed(Person::SCHEMA, says)?;
    let address = address.map(|says| typed(Address::SCHEMA, says)).transpose()?;
    Ok(Told { child, person, address, relationship: None, who, keep_address: false })
}

impl AtWork<'_> {
    /// Takes a contact; answers with the places in which it stands, in the order of the children.
    pub async fn receive(&self, form: &str, says: Says<'_>, people: Vec<Told>) -> Result<Places, Failure> {
        let contact = typed(Contact::SCHEMA, says)?;
        let new = NewContact { contact, people, siblings: false, form, draft: None };
        let first = front_door::receive(&self.desk, &new).await?.at();
        let view = self.opened(first.file).await?;
        let held = view.record(first.record).ok_or(Failure::Absent("there is no such contact in this file"))?;
        let set = held.versions()[0].written.set.clone();
        Ok(set.map_or_else(|| vec![(first.file, first.record)], |set| set.records))
    }

    /// Asks an agency about a contact.
    pub async fn ask(&self, places: &Places, says: Says<'_>) -> Result<RecordId, Failure> {
        let texts: Vec<(&str, String)> = says.iter().map(|(name, said)| (*name, said.to_string())).collect();
        let text = |name: &str| texts.iter().find(|(of, _)| *of == name).map(|(_, text)| text.as_str());
        Ok(front_door::ask(&self.desk, places, &Check { text: &text }).await?.record)
    }

    /// Writes down what an agency answered.
    pub async fn answered(
        &self,
        places: &Places,
        enquiry: RecordId,
        by: &str,
        rating: &str,
        words: &str,
    ) -> Result<(), Failure> {
        front_door::answer(&self.desk, places[0].0, enquiry, &Answer { words, rating, by }).await
    }

    /// Decides a contact alike for every child; `team` is the code of the team that takes a referral.
    pub async fn decide(
        &self,
        places: &Places,
        decision: &str,
        threshold: &str,
        rationale: &str,
    ) -> Result<(), Failure> {
        let files: Vec<FileId> = places.iter().map(|(file, _)| *file).collect();
        let teams = front_door::proposed_team(&self.desk, &files).await?;
        let rule = |((file, record), team): (&(FileId, RecordId), _)| Ruling {
            file: *file,
            record: *record,
            decision: decision.to_owned(),
            team,
            team_because: String::new(),
        };
        let rulings = places.iter().zip(teams).map(rule).collect();
        let decided = Decided { rulings, threshold: threshold.to_owned(), rationale: rationale.to_owned() };
        front_door::decide(&self.desk, &decided, None).await
    }

    /// Tells whoever told us what came of it.
    pub async fn fed_back(&self, places: &Places, words: &str) -> Result<(), Failure> {
        front_door::fed_back(&self.desk, places, &[], words).await
    }

    /// Whose file it is.
    pub async fn whose(&self, file: FileId) -> Result<Somebody, Failure> {
        let row = self.desk.instance().store.files(&[file]).await?.pop();
        let row = row.ok_or(Failure::Absent("there is no such file"))?;
        Ok(Somebody { person: row.person, file })
    }

    /// The file of the person of this first name among those whom a file names.
    pub async fn relative(&self, file: FileId, forename: &str) -> Result<Somebody, Failure> {
        let view = self.opened(file).await?;
        let ties = view.all::<hearth_record::people::Relationship>();
        let people: Vec<PersonId> = ties.into_iter().filter_map(|(_, tie)| *tie.other.reveal()).collect();
        let store = &self.desk.instance().store;
        let files: Vec<FileId> = store.files_of_people(&people).await?.iter().map(|row| row.file).collect();
        for (row, sealed) in store.digests(&files).await? {
            let digest = Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(e.to_string()))?;
            if digest.name.given == forename {
                return Ok(Somebody { person: row.person, file: row.file });
            }
        }
        Err(Failure::Wrong(format!("the stories look for {forename}, whom the file does not name")))
    }
}
