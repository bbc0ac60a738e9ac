//! The desk: the one door to files.
//!
//! A desk is a person at work: who they are, in which role, at what moment. Every read and every act goes through one. It
//! gathers the facts, asks the policies, loads what they permit and writes the entry of the audit, in that order; where any
//! of it fails, nothing is shown and nothing is done.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use hearth_access::{
    Action, Context, Decision, FileFacts, Permit, Purpose, Refusal, Subject, facts::Involvement, purpose::purpose_for,
    role::Group,
};
use hearth_practice::clocks::Clocks;
use hearth_record::{
    Author, Category, Digest, File, FileType, Written,
    ids::{AuthorityId, EntryId, FileId, PersonId, RecordId},
};
use hearth_store::{Actor, Change, Entry, FileRow, Outcome, StoreError};
use jiff::{Timestamp, civil::Date};

use crate::{Failure, FileView, Instance, Pack, access::suspected, facts, people::kept, write};

/// A person at work.
#[derive(Clone)]
pub struct Desk {
    instance: Arc<Instance>,
    subject: Subject,
    name: String,
    person: Option<PersonId>,
    now: Timestamp,
    stated: BTreeMap<FileId, Purpose>,
}

/// A file as it was loaded, to be asked what its family keeps back.
fn opened(view: &FileView) -> kept::Open<'_> {
    kept::Open { file: view.id, person: view.person, walled: view.facts.walled, records: &view.file }
}

/// The categories that close as sections of a file that is open.
const SECTIONS: &[Category] = &[Category::Medical, Category::Adopters];

impl Desk {
    /// The desk of `subject`, who is called `name`, at the moment `now`.
    ///
    /// For sign-in and for the demo's dated acts: everybody else gets their desk from a session.
    pub fn new(instance: Arc<Instance>, subject: Subject, name: String, now: Timestamp) -> Self {
        Self { instance, subject, name, person: None, now, stated: BTreeMap::new() }
    }

    /// The same desk with the purposes that its person has stated, each for one file, since they signed in.
    #[must_use]
    pub fn having_stated(self, stated: BTreeMap<FileId, Purpose>) -> Self {
        Self { stated, ..self }
    }

    /// The same desk, of somebody about whom a file is known here.
    #[must_use]
    pub fn being(self, person: Option<PersonId>) -> Self {
        Self { person, ..self }
    }

    /// The person of the file about whoever is at it, where one is known.
    pub(crate) const fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// Who is at it.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Their name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether they work behind the adoption wall. What is told by no file of its own, such as a count or a certificate, asks this.
    pub(crate) fn is_behind_the_wall(&self) -> bool {
        self.subject.role.is_in(Group::Adoption)
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Today in England.
    pub fn today(&self) -> Date {
        hearth_calendar::london_date(self.now)
    }

    /// The council.
    pub fn authority(&self) -> &AuthorityId {
        &self.subject.authority
    }

    /// The settings of the council.
    ///
    /// # Errors
    /// When the account's council has no pack in this build's configuration.
    pub fn pack(&self) -> Result<&Pack, Failure> {
        let missing = || Failure::Wrong(format!("no authority pack is loaded for {}", self.authority()));
        self.instance.pack(self.authority()).ok_or_else(missing)
    }

    /// The settings of the council, where it has any: for what a save comes to.
    pub(crate) fn council(&self) -> Option<&Pack> {
        self.instance.pack(self.authority())
    }

    /// The clocks of the council.
    pub fn clocks(&self) -> &Clocks {
        self.instance.clocks(self.authority())
    }

    /// The instance behind it.
    pub fn instance(&self) -> &Arc<Instance> {
        &self.instance
    }

    /// Opens a file: decides, loads, and writes the read to the audit before anything is shown.
    ///
    /// `purpose` is what the person gave when nothing in the records explained why they open it. `known_at` asks for the
    /// file as it was known then.
    ///
    /// # Errors
    /// [`Failure::Refused`] in words for the page; a file that is hidden is refused as one that does not exist. The denied
    /// read is in the audit too.
    pub async fn open(
        &self,
        file: FileId,
        purpose: Option<Purpose>,
        known_at: Option<Timestamp>,
    ) -> Result<FileView, Failure> {
        let (row, facts) = self.facts_of(file, Action::OpenFile).await?;
        let context = self.about(&facts, self.context(purpose));
        let permit = self.decided(Action::OpenFile, &facts, &context).await?;
        let closed = self.instance.policies.closed_sections(&self.subject, &facts, &context, SECTIONS);
        // What was read is written down before it is shown: both run at once, and both must succeed.
        let entry = self.entry("file.open", Some(&permit), Some(file), Outcome::Done);
        let (loaded, noted) = tokio::join!(self.instance.store.load(file, None), self.instance.store.note(vec![entry]));
        noted?;
        let closed = closed.into_iter().map(|(category, _)| category).collect();
        let mut view = self.viewed(row, facts, permit, closed, write::file_of(&loaded?)?);
        // A tie that the file itself suggests closes it before anything is shown. It costs nothing where there is none.
        if Box::pin(suspected(self, &view, purpose)).await? {
            let (_, facts) = self.facts_of(file, Action::OpenFile).await?;
            self.decided(Action::OpenFile, &facts, &self.context(purpose)).await?;
        }
        view.kept_in_family = kept::by_the_family(self, &[opened(&view)]).await?;
        Ok(view.looking_back(known_at))
    }

    /// The file of somebody who clears what is told of it, for putting those papers together: no page of the file is made of it, and what was
    /// looked at is noted by the caller. Four queries and a load.
    pub(crate) async fn for_papers(&self, file: FileId, action: Action) -> Result<FileView, Failure> {
        let (row, facts) = self.facts_of(file, action).await?;
        let context = self.about(&facts, self.context(None));
        let permit = self.decided(action, &facts, &context).await?;
        let closed = self.instance.policies.closed_sections(&self.subject, &facts, &context, SECTIONS);
        let closed = closed.into_iter().map(|(category, _)| category).collect();
        let loaded = write::file_of(&self.instance.store.load(file, None).await?)?;
        let mut view = self.viewed(row, facts, permit, closed, loaded);
        view.kept_in_family = kept::by_the_family(self, &[opened(&view)]).await?;
        Ok(view)
    }

    /// Those of these files that this person may open for what the records explain, loaded, in no order. Two queries and a load for
    /// each, and up to two more for what relatives protect. Nothing is written to the audit: the caller notes each file of which it shows something.
    pub(crate) async fn look_into(&self, files: &[FileId]) -> Result<Vec<FileView>, Failure> {
        let store = &self.instance.store;
        let (rows, work) = tokio::join!(store.files(files), store.work_of(files));
        let (rows, work) = (rows?, work?);
        let mut permitted = Vec::new();
        for row in rows {
            let facts = facts::of(&row, &work);
            let context = self.about(&facts, self.context(None));
            let decision = self.instance.policies.decide(&self.subject, Action::OpenFile, &facts, &context);
            if let Ok(permit) = decision.permit() {
                let closed = self.instance.policies.closed_sections(&self.subject, &facts, &context, SECTIONS);
                let closed = closed.into_iter().map(|(category, _)| category).collect();
                permitted.push((row, facts, permit, closed));
            }
        }
        let loads = futures_util::future::join_all(permitted.iter().map(|(row, ..)| store.load(row.file, None))).await;
        let mut views = Vec::new();
        for ((row, facts, permit, closed), loaded) in permitted.into_iter().zip(loads) {
            views.push(self.viewed(row, facts, permit, closed, write::file_of(&loaded?)?));
        }
        let kept = kept::by_the_family(self, &views.iter().map(opened).collect::<Vec<_>>()).await?;
        for view in &mut views {
            view.kept_in_family.clone_from(&kept);
        }
        Ok(views)
    }

    fn viewed(&self, row: FileRow, facts: FileFacts, permit: Permit, closed: Vec<Category>, file: File) -> FileView {
        let digest = Digest::of(&file);
        FileView {
            permit,
            desk: self.clone(),
            facts,
            file,
            closed,
            id: row.file,
            person: row.person,
            authority: row.authority,
            file_type: row.file_type,
            flags_now: digest.flags.clone(),
            digest,
            revealed: None,
            kept_in_family: BTreeSet::new(),
            withheld_now: HashMap::new(),
            known_at: None,
            opened_at: self.now,
            today: self.today(),
        }
    }

    /// Decides an act on the whole authority.
    pub(crate) async fn may(&self, action: Action) -> Result<Permit, Failure> {
        let decision = self.instance.policies.decide_at(&self.subject, action, self.authority(), &self.context(None));
        self.concluded(decision, action, None).await
    }

    /// Whether the policies would permit an act on the whole authority: for offering it on a page. Nothing is written to the
    /// audit, because nothing is done; the act itself asks again.
    pub fn may_at_all(&self, action: Action) -> bool {
        self.instance.policies.decide_at(&self.subject, action, self.authority(), &self.context(None)).is_permitted()
    }

    /// The facts of one file. A file that does not exist is refused in the words of one that is hidden.
    pub(crate) async fn facts_of(&self, file: FileId, action: Action) -> Result<(FileRow, FileFacts), Failure> {
        let store = &self.instance.store;
        let asked = [file];
        let (rows, work) = tokio::join!(store.files(&asked), store.work_of(&asked));
        if let Some(row) = rows?.pop() {
            let mut facts = facts::of(&row, &work?);
            // Brothers and sisters explain what nothing nearer does; looking for them costs three queries more.
            let asks = self.subject.role.is_in(Group::Practitioner) && purpose_for(&self.subject, &facts).is_none();
            if asks && !facts.walled && facts.file_type != FileType::Adoption {
                facts.sibling_involvements = self.work_with_siblings(&row).await?;
            }
            return Ok((row, facts));
        }
        // Whoever is refused must not tell from the delay whether a hidden file is there: the policies are asked all the same.
        let (person, walled) = (PersonId::from_bytes(file.as_bytes()), FileType::Adoption);
        let absent = FileFacts::new(file, person, self.authority().clone(), walled);
        let _ = self.instance.policies.decide(&self.subject, action, &absent, &self.context(None));
        self.deny(action, None).await?;
        Err(Refusal::no_such_file().into())
    }

    /// Who is involved with those whom this file names as brothers and sisters. What the other files say does not count: nobody
    /// opens a file by recording in another.
    async fn work_with_siblings(&self, row: &FileRow) -> Result<Vec<Involvement>, Failure> {
        let store = &self.instance.store;
        let Some((_, sealed)) = store.digests(&[row.file]).await?.pop() else { return Ok(Vec::new()) };
        let digest =
            Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(format!("digest of {}: {e}", row.file)))?;
        // Nobody comes through the birth family to somebody who was adopted since.
        if digest.siblings.is_empty() || digest.was_adopted() {
            return Ok(Vec::new());
        }
        let mut siblings = store.files_of_people(&digest.siblings).await?;
        siblings.retain(|sibling| !sibling.flags.walled && sibling.authority == row.authority);
        let work = store.work_of(&siblings.iter().map(|sibling| sibling.file).collect::<Vec<_>>()).await?;
        Ok(siblings.iter().flat_map(|sibling| facts::of(sibling, &work).involvements).collect())
    }

    /// What the policies say to `action` on the file of `facts`; a refusal is written to the audit.
    pub(crate) async fn decided(
        &self,
        action: Action,
        facts: &FileFacts,
        context: &Context,
    ) -> Result<Permit, Failure> {
        let decision = self.instance.policies.decide(&self.subject, action, facts, &self.about(facts, *context));
        self.concluded(decision, action, Some(facts.file)).await
    }

    async fn concluded(&self, decision: Decision, action: Action, file: Option<FileId>) -> Result<Permit, Failure> {
        match decision.permit() {
            Ok(permit) => Ok(permit),
            Err(refusal) => {
                self.deny(action, file).await?;
                Err(refusal.into())
            }
        }
    }

    /// Writes a refusal to the audit.
    pub(crate) async fn deny(&self, action: Action, file: Option<FileId>) -> Result<(), Failure> {
        let entry = self.entry(action.code(), None, file, Outcome::Denied);
        Ok(self.instance.store.note(vec![entry]).await?)
    }

    /// What is known of the asking.
    pub(crate) fn context(&self, purpose: Option<Purpose>) -> Context {
        let context = Context::at(self.now);
        match purpose {
            Some(purpose) => context.for_purpose(purpose),
            None => context,
        }
    }

    /// The context of an act on a file: the purpose stated for the file stands where the act gives none.
    pub(crate) fn about(&self, facts: &FileFacts, context: Context) -> Context {
        match (context.purpose, self.stated.get(&facts.file)) {
            (None, Some(stated)) => context.for_purpose(*stated),
            _ => context,
        }
    }

    /// An entry of the audit by this person, now.
    pub(crate) fn entry(
        &self,
        action: &'static str,
        permit: Option<&Permit>,
        file: Option<FileId>,
        outcome: Outcome,
    ) -> Entry {
        Entry {
            id: self.instance.draw(|random| EntryId::new(self.now, random)),
            at: self.now,
            actor: self.actor(),
            authority: self.authority().clone(),
            purpose: permit.and_then(Permit::purpose).map_or("", Purpose::code).to_owned(),
            action,
            file,
            record: None,
            outcome,
            count: 0,
            detail: None,
        }
    }

    /// This person, as the audit names them.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Person {
            account: self.subject.account,
            worker: Some(self.subject.worker),
            role: self.subject.role.code().to_owned(),
        }
    }

    /// This person as the author of a version.
    pub(crate) fn written(&self, because: Option<String>) -> Written {
        let by = Author::Worker { id: self.subject.worker, name: self.name.clone() };
        Written { by, because, set: None, withdrawn: false }
    }

    /// A change by this person, now.
    pub(crate) fn change(&self) -> Change {
        Change::new(self.authority().clone(), self.now)
    }

    pub(crate) fn new_record(&self) -> RecordId {
        self.instance.draw(|random| RecordId::new(self.now, random))
    }

    pub(crate) fn new_file(&self) -> (PersonId, FileId) {
        self.instance.draw(|random| (PersonId::new(self.now, random), FileId::new(self.now, random)))
    }
}
