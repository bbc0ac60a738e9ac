use hearth_access::Action;
use hearth_record::{
    Digest, Fields, FileType, Flag, KindSchema, Problems, Record, Together, find,
    front_door::Contact,
    ids::{FileId, PersonId, RecordId, SetId},
    people::{Address, Person, Relationship},
};
use hearth_store::{Change, DraftKey, FileFlags, FileRow, NewFile, Outcome, StoreError};
use jiff::Timestamp;
use serde_json::Value as Json;

use super::each::InEach;
use crate::{
    Desk, Failure,
    write::{self, Amending},
};

/// A contact as it was taken, with everybody it names.
pub struct NewContact<'a> {
    /// What was told, by whom and when: the fields of a contact that are the same for each child.
    pub contact: Fields,
    /// Everybody who was named, children and adults.
    pub people: Vec<Told>,
    /// Whether the children are brothers and sisters.
    pub siblings: bool,
    /// A text that is drawn when the form is begun: the same form sent twice is one contact.
    pub form: &'a str,
    /// The draft that it makes good.
    pub draft: Option<&'a DraftKey>,
}

/// Somebody whom the contact names.
pub struct Told {
    /// Whether the contact is about them; adults of the household are named beside.
    pub child: bool,
    /// Who they are, as they were named: fields of a person.
    pub person: Fields,
    /// Where they live, as it was told: fields of an address.
    pub address: Option<Fields>,
    /// What an adult is to the children: a code of `relationship_type`.
    pub relationship: Option<String>,
    /// Who they turned out to be.
    pub who: Who,
    /// Whether the address that was told goes into the file of somebody who is known, as told and not confirmed. Into a file that
    /// begins with the contact it goes in any case.
    pub keep_address: bool,
}

/// Who somebody turned out to be.
pub enum Who {
    /// Somebody who has a file, and why it is thought so.
    Known(FileId, Vec<String>),
    /// Nobody who is known.
    New,
    /// It is not certain: the contact gets a file of its own, which can be joined with another later.
    Unsure,
}

/// Where a contact was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The file of the first child.
    pub file: FileId,
    /// The contact in it.
    pub record: RecordId,
}

/// What became of a contact that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It was written.
    Written(Received),
    /// The same form was sent before with the same words: this is what it wrote then.
    Before(Received),
    /// The same form was sent before with other words, such as after the way back: nothing is written, and whoever sent it says
    /// whether the first is to be corrected or this is another contact.
    Otherwise(Received),
}

impl Receipt {
    /// Where the contact of this form stands.
    pub const fn at(self) -> Received {
        match self {
            Self::Written(at) | Self::Before(at) | Self::Otherwise(at) => at,
        }
    }
}

/// Writes a contact into the file of each child whom it is about, and begins the files of those who have none, in one change.
///
/// Nothing but the name of a child is needed; what was not told can be added later. The same form sent again is one contact, however
/// often.
///
/// # Errors
/// [`Failure::Problems`] where a value cannot be true, [`Failure::Wrong`] where no child is named, one file was chosen twice or the
/// address of an adult is to be kept in a file that this person may not write to, and what access and the store refuse.
pub async fn receive(desk: &Desk, new: &NewContact<'_>) -> Result<Receipt, Failure> {
    checked(new)?;
    may_keep_addresses(desk, new).await?;
    let written_to = |told: &&Told| told.child || (told.keep_address && told.address.is_some());
    let known: Vec<FileId> = new.people.iter().filter(written_to).filter_map(Told::known).collect();
    let starts = new.people.iter().any(|told| told.known().is_none());
    if starts {
        desk.may(Action::StartFile).await?;
    }
    let adults = known_adults(desk, new).await?;
    let act = InEach {
        code: "contact.receive",
        action: Action::Record,
        purpose: super::purpose(desk),
        files: &known,
        draft: new.draft,
    };
    let written = act.run(desk, |loaded, change| Writing { desk, new }.all(loaded, &adults, change)).await;
    match written {
        Err(Failure::Store(StoreError::ImportKeyTaken { .. })) => written_before(desk, new).await,
        written => written.map(Receipt::Written),
    }
}

/// Whether the addresses of adults who are known may be written into their files: said before anything is written.
async fn may_keep_addresses(desk: &Desk, new: &NewContact<'_>) -> Result<(), Failure> {
    for told in new.people.iter().filter(|told| !told.child && told.keep_address && told.address.is_some()) {
        let Some(file) = told.known() else { continue };
        let (_, facts) = desk.facts_of(file, Action::Record).await?;
        let context = desk.about(&facts, desk.context(super::purpose(desk)));
        if !desk.instance().policies.decide(desk.subject(), Action::Record, &facts, &context).is_permitted() {
            return Err(Failure::Wrong(format!(
                "the address of {} cannot be written into a file that is closed to you: take the tick away and write it into what \
                 you were told",
                told.name()
            )));
        }
    }
    Ok(())
}

/// Where the contact of a form stands that was sent before.
///
/// # Errors
/// What the store refuses.
pub async fn sent_before(desk: &Desk, form: &str) -> Result<Option<Received>, Failure> {
    let found = desk.instance().store.imported(desk.authority(), Contact::SCHEMA.kind, &[form.to_owned()]).await?;
    Ok(found.into_iter().next().flatten().map(|(file, record, _)| Received { file, record }))
}

/// The files of the adults who were chosen as known, each decided: they are named in the files of the children.
async fn known_adults(desk: &Desk, new: &NewContact<'_>) -> Result<Vec<FileRow>, Failure> {
    let mut rows = Vec::new();
    for file in new.people.iter().filter(|told| !told.child).filter_map(Told::known) {
        let (row, facts) = desk.facts_of(file, Action::Find).await?;
        desk.decided(Action::Find, &facts, &desk.context(None)).await?;
        rows.push(row);
    }
    Ok(rows)
}

fn checked(new: &NewContact<'_>) -> Result<(), Failure> {
    (Contact::SCHEMA.check)(&new.contact).or_ok(())?;
    let mut files = Vec::new();
    for told in &new.people {
        (Person::SCHEMA.check)(&told.person).or_ok(())?;
        if let Some(address) = &told.address {
            (Address::SCHEMA.check)(address).or_ok(())?;
        }
        files.extend(told.known());
    }
    files.sort_unstable();
    if files.windows(2).any(|two| two[0] == two[1]) {
        return Err(Failure::Wrong("two people of the contact were said to be one person; choose again".to_owned()));
    }
    if !new.people.iter().any(|told| told.child && told.is_named()) {
        return Err(Problems::at("given", "is needed: name at least one child, as far as you know").into());
    }
    Ok(())
}

/// What the first sending of the same form wrote, and whether it says the same.
async fn written_before(desk: &Desk, new: &NewContact<'_>) -> Result<Receipt, Failure> {
    let absent = || Failure::Absent("the contact was not written");
    let at = sent_before(desk, new.form).await?.ok_or_else(absent)?;
    let there = write::file_of(&desk.instance().store.load(at.file, None).await?)?;
    let first = there.record(at.record).and_then(|held| held.versions().first()).ok_or_else(absent)?;
    let says = new.contact.clone().with("named_as", new.named_as());
    let says = (Contact::SCHEMA.rewrite)(&says).unwrap_or(says);
    // What the form does not ask, such as how it was found out who they are, is not compared.
    let asked = says.iter().map(|(name, _)| name).chain(Contact::OF_ALL.iter().copied()).chain(["immediate_danger"]);
    let mut asked = asked.collect::<Vec<_>>().into_iter();
    let same = asked.all(|name| first.fields.get(name) == says.get(name));
    if !same {
        return Ok(Receipt::Otherwise(at));
    }
    crate::recording::draft_done(desk, new.draft).await?;
    Ok(Receipt::Before(at))
}

/// Everybody as they were named, one a line.
pub fn named_as<'a>(people: impl IntoIterator<Item = &'a Told>) -> String {
    people.into_iter().map(Told::line).collect::<Vec<_>>().join("\n")
}

impl NewContact<'_> {
    fn named_as(&self) -> String {
        named_as(&self.people)
    }
}

impl Told {
    fn known(&self) -> Option<FileId> {
        if let Who::Known(file, _) = &self.who { Some(*file) } else { None }
    }

    fn is_named(&self) -> bool {
        ["forename", "surname", "preferred_name"].iter().any(|name| self.person.text(name).is_some())
    }

    /// Their name as it was told.
    fn name(&self) -> String {
        let parts = ["forename", "surname"].iter().filter_map(|name| self.person.text(name));
        parts.collect::<Vec<_>>().join(" ")
    }

    /// One line of whom the contact named, before anybody found out who they are. Where they live is not in it: it stands in the
    /// file of each of the others, and an address may have to be kept from them.
    fn line(&self) -> String {
        let born = |name: &str, words: &str| {
            let field = Person::SCHEMA.field(name)?;
            self.person.get(name).map(|json| format!("{words} {}", field.in_words(json)))
        };
        let what = if self.child {
            "child".to_owned()
        } else {
            let relation = Relationship::SCHEMA.field("relationship_type").zip(self.relationship.as_ref());
            relation
                .map_or("adult".to_owned(), |(field, code)| field.in_words(&Json::from(code.as_str())).to_lowercase())
        };
        let name = Some(self.name()).filter(|name| !name.is_empty()).unwrap_or_else(|| "Name not told".to_owned());
        let parts = [Some(name), Some(what), born("born", "born"), born("expected", "expected")];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Somebody of the contact with the person that they are from now on, and where their file stands among those loaded.
struct Somebody<'a> {
    told: &'a Told,
    person: PersonId,
    file: FileId,
    loaded: Option<usize>,
    /// The contact to be written into their file.
    contact: Option<RecordId>,
}

struct Writing<'a> {
    desk: &'a Desk,
    new: &'a NewContact<'a>,
}

impl Writing<'_> {
    fn all(
        &self,
        loaded: &mut [(FileRow, Amending)],
        adults: &[FileRow],
        change: &mut Change,
    ) -> Result<Received, Failure> {
        let people = self.people(loaded, adults)?;
        let set = self.set(&people);
        let first = people.iter().find_map(|one| Some(Received { file: one.file, record: one.contact? }));
        let first = first.ok_or(Failure::Absent("no child was named"))?;
        for (n, somebody) in people.iter().enumerate() {
            let contact = somebody.contact.map(|record| (record, self.contact(somebody.told)));
            // The first contact carries the mark of the form, so that the same form sent again meets it.
            let marked = somebody.contact == Some(first.record) && !self.new.form.is_empty();
            let mark = marked.then(|| self.new.form.to_owned());
            match somebody.loaded.and_then(|at| loaded.get_mut(at)) {
                Some((_, amending)) => {
                    if somebody.told.child {
                        self.relations(&people, n, amending);
                    }
                    self.told_address(somebody.told, amending);
                    self.add_contact(amending, contact, set.as_ref(), mark);
                }
                None if somebody.told.known().is_some() => {}
                None => {
                    let mut amending = Amending::new_file(somebody.file, false);
                    self.begin(somebody, &mut amending);
                    self.relations(&people, n, &mut amending);
                    self.add_contact(&mut amending, contact, set.as_ref(), mark);
                    change.entries.push(self.desk.entry("file.start", None, Some(somebody.file), Outcome::Done));
                    let file_type = if somebody.told.child { FileType::Care } else { FileType::Adult };
                    let flags = FileFlags::default();
                    amending.finish(
                        self.desk.council(),
                        change,
                        Some(NewFile { file: somebody.file, person: somebody.person, file_type, flags }),
                    );
                }
            }
        }
        Ok(first)
    }

    /// The contacts of several children know of each other.
    fn set(&self, people: &[Somebody<'_>]) -> Option<Together> {
        let records: Vec<(FileId, RecordId)> =
            people.iter().filter_map(|somebody| Some((somebody.file, somebody.contact?))).collect();
        let id = self.desk.instance().draw(|random| SetId::new(self.desk.now(), random));
        (records.len() > 1).then_some(Together { id, records })
    }

    fn people<'p>(&'p self, loaded: &[(FileRow, Amending)], adults: &[FileRow]) -> Result<Vec<Somebody<'p>>, Failure> {
        let one = |told: &'p Told| {
            let contact = told.child.then(|| self.desk.new_record());
            let Some(file) = told.known() else {
                let (person, file) = self.desk.new_file();
                return Ok(Somebody { told, person, file, loaded: None, contact });
            };
            let at = loaded.iter().position(|(row, _)| row.file == file);
            let row = at.map(|at| &loaded[at].0).or_else(|| adults.iter().find(|row| row.file == file));
            let person = row.map(|row| row.person).ok_or(Failure::Absent("one of the people chosen is not there"))?;
            Ok(Somebody { told, person, file, loaded: at, contact })
        };
        self.new.people.iter().map(one).collect()
    }

    /// The contact as it stands in the file of this child.
    fn contact(&self, told: &Told) -> Fields {
        let (identified, because) = match &told.who {
            Who::Known(_, why) => ("KNOWN", why.join("; ")),
            Who::New => ("NEW", String::new()),
            Who::Unsure => ("UNSURE", String::new()),
        };
        let mut fields = self.new.contact.clone();
        fields.set("named_as", Some(Json::from(self.new.named_as())));
        fields.set("identified", Some(Json::from(identified)));
        fields.set("identified_because", Some(Json::from(because)).filter(|text| text != ""));
        (Contact::SCHEMA.rewrite)(&fields).unwrap_or(fields)
    }

    fn add_contact(
        &self,
        amending: &mut Amending,
        contact: Option<(RecordId, Fields)>,
        set: Option<&Together>,
        mark: Option<String>,
    ) {
        let Some((record, fields)) = contact else { return };
        let mut written = self.desk.written(None);
        written.set = set.cloned();
        amending.add(record, Contact::SCHEMA, fields, written, self.desk.now(), mark);
    }

    fn begin(&self, somebody: &Somebody<'_>, amending: &mut Amending) {
        self.put(amending, Person::SCHEMA, somebody.told.person.clone());
        if let Some(address) = &somebody.told.address {
            self.put(amending, Address::SCHEMA, self.as_told(address));
        }
    }

    /// An address with who told it, and when.
    fn as_told(&self, address: &Fields) -> Fields {
        let received: Option<Timestamp> = self.new.contact.text("received_at").and_then(|at| at.parse().ok());
        let mut fields = address.clone().with("source", WHO_TOLD);
        fields.set("told_on", received.map(|at| hearth_calendar::london_date(at).to_string().into()));
        fields
    }

    /// The address that was told of somebody who is known, beside what their file says: not confirmed, and protected where any address
    /// of theirs is, because whoever told it may have told where they fled to.
    fn told_address(&self, told: &Told, amending: &mut Amending) {
        let Some(address) = told.address.as_ref().filter(|_| told.keep_address) else { return };
        let stands = |(_, there): (_, Address)| there.ended.is_none() && says_all(&there.to_fields(), address);
        if amending.file().all::<Address>().any(stands) {
            return;
        }
        let mut fields = self.as_told(address).with("confirmed", false);
        if Digest::of(amending.file()).has(Flag::ProtectedAddress) {
            fields.set("protected", Some(true.into()));
        }
        self.put(amending, Address::SCHEMA, fields);
    }

    /// Who the others are to the `n`th person, as far as it was told and the file does not know it.
    fn relations(&self, people: &[Somebody<'_>], n: usize, amending: &mut Amending) {
        let me = &people[n];
        for (m, other) in people.iter().enumerate() {
            let code = match (me.told.child, other.told.child) {
                _ if m == n => None,
                (true, true) => self.new.siblings.then_some("SIBLING"),
                (true, false) => other.told.relationship.as_deref(),
                (false, true) => me.told.relationship.as_deref().and_then(seen_from_the_other_side),
                (false, false) => None,
            };
            let said = |(_, there): (_, Relationship)| *there.other.reveal() == Some(other.person);
            let Some(code) = code.filter(|_| !amending.file().all::<Relationship>().any(said)) else { continue };
            let mut fields = Fields::new().with("other", other.person.to_string()).with("relationship_type", code);
            fields.set("source", Some(Json::from(WHO_TOLD)));
            self.put(amending, Relationship::SCHEMA, fields);
        }
    }

    fn put(&self, amending: &mut Amending, kind: &'static KindSchema, fields: Fields) {
        // In the order in which the kind itself writes them; what was checked reads.
        let fields = (kind.rewrite)(&fields).unwrap_or(fields);
        amending.add(self.desk.new_record(), kind, fields, self.desk.written(None), self.desk.now(), None);
    }
}

/// Who told: never by name, because they may not wish to be known.
const WHO_TOLD: &str = "the person who told us";

/// Whether an address says every part that another does.
fn says_all(there: &Fields, told: &Fields) -> bool {
    let words = |fields: &Fields, name: &str| fields.text(name).map(find::words).unwrap_or_default();
    Address::WHERE.iter().filter(|name| told.get(name).is_some()).all(|name| words(there, name) == words(told, name))
}

/// What a child is to somebody who is this to the child.
fn seen_from_the_other_side(code: &str) -> Option<&'static str> {
    Some(match code {
        "MOTHER" | "FATHER" | "SECOND_PARENT" | "ADOPTIVE_PARENT" => "CHILD",
        "STEP_PARENT" => "STEP_CHILD",
        "SIBLING" => "SIBLING",
        "HALF_SIBLING" => "HALF_SIBLING",
        "GRANDPARENT" => "GRANDCHILD",
        "AUNT_UNCLE" => "NIECE_NEPHEW",
        _ => return None,
    })
}
