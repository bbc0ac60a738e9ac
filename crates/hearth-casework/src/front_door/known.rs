//! What is already known: of the child, of the family, and of whoever else lives there.

use std::collections::{BTreeMap, BTreeSet};

use hearth_access::Action;
use hearth_record::{
    Digest, Flag, Record, clear, find,
    front_door::{Contact, SocialCareEpisode},
    ids::{FileId, PersonId, RecordId, TeamId, WorkerId},
    people::{Address, Relationship},
};
use hearth_store::{FileRow, Outcome, StoreError, WorkRow};
use jiff::civil::Date;

use super::contact::Contacted;
use crate::{Desk, Failure, FileView, facts, people, write};

/// What is known of the people of a contact.
pub struct Known {
    /// Everybody of whom something may be known, the children of the contact first.
    pub people: Vec<PersonKnown>,
    /// How many more there are whose files this reader may not open.
    pub hidden: usize,
}

/// What is known of one person.
pub struct PersonKnown {
    /// Their file.
    pub file: FileId,
    /// Their name.
    pub name: String,
    /// Who they are here: "this child", "mother", "lives at L20 3NJ".
    pub relation: String,
    /// Their date of birth, or the expected one.
    pub born: Option<Date>,
    /// What stands over their file.
    pub flags: Vec<Flag>,
    /// Who holds their case now.
    pub open_to: Option<(Option<TeamId>, Option<WorkerId>)>,
    /// Their other contacts of the last twelve months, the latest first.
    pub contacts: Vec<(RecordId, Contact)>,
    /// Their social care episodes, the latest first.
    pub episodes: Vec<(RecordId, SocialCareEpisode)>,
}

/// The most files that one address leads to.
const AT_ONE_ADDRESS: u32 = 40;
/// The record type of an episode's work row.
const EPISODE: &str = "social_care_episode";

/// What is known of the people of a contact: its children, everybody whom the open file names, and whoever has a file with the same
/// postcode. Six queries, up to two more for what relatives protect, and an entry of the audit for each file that is looked into.
///
/// # Errors
/// What the store refuses.
pub async fn known(desk: &Desk, view: &FileView, contacted: &Contacted) -> Result<Known, Failure> {
    let Related { relations, by_postcode, at } = relations(desk, view, contacted).await?;
    let files: Vec<FileId> = relations.keys().copied().collect();
    let store = &desk.instance().store;
    let (digests, work) = tokio::join!(store.digests(&files), store.work_of(&files));
    let (digests, work) = (digests?, work?);
    let near = people::kept::near(desk, view.facts.walled, &at).await?;
    let (mut open, mut entries, mut hidden) = (Vec::new(), Vec::new(), 0);
    for (row, sealed) in digests {
        let digest =
            Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
        let kept = || at.iter().any(|postcode| near.keeps(&row, &digest, postcode));
        // Not even counted: that somebody stands under this postcode would tell where they are.
        if by_postcode.contains(&row.file) && (digest.has(Flag::ProtectedAddress) || kept()) {
            continue;
        }
        let file_facts = facts::of(&row, &work);
        let context = desk.about(&file_facts, desk.context(super::purpose(desk)));
        match desk.instance().policies.decide(desk.subject(), Action::OpenFile, &file_facts, &context).permit() {
            Ok(permit) => {
                entries.push(desk.entry("contact.history", Some(&permit), Some(row.file), Outcome::Done));
                open.push((row, digest));
            }
            Err(refusal) => hidden += usize::from(!refusal.existence_hidden),
        }
    }
    let permitted: Vec<FileId> = open.iter().map(|(row, _)| row.file).collect();
    let records = store.records_behind(&permitted, [clear::CONTACT, EPISODE]).await?;
    store.note(entries).await?;
    let mut people = Vec::new();
    for (row, digest) in open {
        people.push(one(&row, digest, &relations[&row.file], &work));
    }
    let since = hearth_calendar::add_months(desk.today(), -12);
    let this: Vec<RecordId> = contacted.members.iter().map(|member| member.record).collect();
    for (file, version) in &records {
        let version = write::read(version)?;
        let Some(person) = people.iter_mut().find(|person| person.file == *file) else { continue };
        if version.written.withdrawn || this.contains(&version.record) {
            continue;
        }
        if version.kind == EPISODE {
            person.episodes.extend(SocialCareEpisode::from_fields(&version.fields).ok().map(|e| (version.record, e)));
        } else if let Ok(contact) = Contact::from_fields(&version.fields)
            && hearth_calendar::london_date(*contact.received_at) >= since
        {
            person.contacts.push((version.record, contact));
        }
    }
    for person in &mut people {
        person.contacts.sort_by_key(|(_, contact)| std::cmp::Reverse(*contact.received_at));
        person.episodes.sort_by_key(|(_, episode)| std::cmp::Reverse(*episode.received_on));
    }
    let told = |person: &PersonKnown| contacted.members.iter().position(|member| member.file == person.file);
    people.sort_by_key(|person| (told(person).unwrap_or(usize::MAX), person.relation.clone(), person.born));
    Ok(Known { people, hidden })
}

fn one(row: &FileRow, digest: Digest, relation: &str, work: &[WorkRow]) -> PersonKnown {
    let holds = |line: &&WorkRow| line.file == row.file && line.kind == clear::INVOLVEMENT && line.state == clear::OPEN;
    PersonKnown {
        file: row.file,
        name: digest.name.whole(),
        relation: relation.to_owned(),
        born: digest.born,
        flags: digest.flags,
        open_to: work.iter().find(holds).map(|line| (line.team, line.worker)),
        contacts: Vec::new(),
        episodes: Vec::new(),
    }
}

/// The files to look into.
struct Related {
    /// Each with who it is.
    relations: BTreeMap<FileId, String>,
    /// Those to which the postcode alone leads.
    by_postcode: BTreeSet<FileId>,
    /// That postcode.
    at: Option<String>,
}

async fn relations(desk: &Desk, view: &FileView, contacted: &Contacted) -> Result<Related, Failure> {
    let store = &desk.instance().store;
    let (mut files, mut by_postcode) = (BTreeMap::new(), BTreeSet::new());
    let said = view.all::<Relationship>();
    let relatives: Vec<(PersonId, String)> = said
        .iter()
        .filter_map(|(_, said)| Some(((*said.other.reveal())?, said.relationship_type.reveal().words().to_lowercase())))
        .collect();
    let people: Vec<PersonId> = relatives.iter().map(|(person, _)| *person).collect();
    for row in store.files_of_people(&people).await? {
        let relation = relatives.iter().find(|(person, _)| *person == row.person);
        files.extend(relation.map(|(_, relation)| (row.file, relation.clone())));
    }
    let told = |id: RecordId| view.record(id).is_some_and(|held| !view.protects(held));
    let home = view.all::<Address>().into_iter().filter(|(id, address)| address.ended.is_none() && told(*id));
    let home = home.map(|(_, address)| address).max_by_key(Address::likeliest);
    let mut at = None;
    if let Some(postcode) = home.and_then(|address| address.postcode.reveal().as_ref().map(ToString::to_string)) {
        let term = find::postcode(&postcode);
        let found = store.candidates(desk.authority(), &[term], false, AT_ONE_ADDRESS).await?;
        for candidate in found.found {
            files.entry(candidate.file).or_insert_with(|| {
                by_postcode.insert(candidate.file);
                format!("lives or lived at {postcode}")
            });
        }
        at = Some(postcode);
    }
    for member in &contacted.members {
        files.insert(member.file, "child of this contact".to_owned());
        by_postcode.remove(&member.file);
    }
    Ok(Related { relations: files, by_postcode, at })
}
