//! What gives away where somebody is who must not be found: the protected address itself, and every item that names the place, the
//! school beside it or the telephone in it. Such an item goes out only when a second person agrees.

use std::collections::BTreeSet;

use hearth_record::{
    Digest, FieldSchema, File, Flag, Held, Record,
    education::School,
    find::{self, Term, TermKind},
    ids::{AuthorityId, FileId, PersonId},
    kept,
    people::{Address, ContactDetail},
};
use hearth_store::{FileRow, StoreError, load_some::KINDS};
use jiff::civil::Date;

use super::enclosed;
use crate::{Failure, FileView, Instance, people::named_in, write};

/// The most files of a family that are asked what they protect.
const CAP: u32 = 200;
/// The kinds that tell where somebody is.
const WHERE: [&str; KINDS] = ["address", "contact_detail", "school", "address", "address", "address"];

/// Whose file something goes out of.
pub(crate) struct Whose<'a> {
    /// The file.
    pub file: FileId,
    /// The person.
    pub person: PersonId,
    /// The council.
    pub authority: &'a AuthorityId,
    /// Whether it stands behind the adoption wall.
    pub walled: bool,
}

impl<'a> From<&'a FileRow> for Whose<'a> {
    fn from(row: &'a FileRow) -> Self {
        Self { file: row.file, person: row.person, authority: &row.authority, walled: row.flags.walled }
    }
}

impl<'a> From<&'a FileView> for Whose<'a> {
    fn from(view: &'a FileView) -> Self {
        Self { file: view.id, person: view.person, authority: &view.authority, walled: view.facts.walled }
    }
}

/// What must not be given away by what goes out of one file.
#[derive(Default)]
pub struct Taint {
    /// Folded words that name a protected place: a street, a house by its name, a school.
    phrases: BTreeSet<String>,
    /// Protected postcodes, without their spaces.
    postcodes: BTreeSet<String>,
    /// The last digits of telephones that stand in one.
    phones: BTreeSet<String>,
    /// The terms of protected places, as the files of a family compare them.
    places: BTreeSet<Term>,
    /// Whether the person of the file lives at one now.
    lives_there: bool,
    /// Whether the file stands behind the adoption wall: then every address of it is protected.
    walled: bool,
}

impl Taint {
    /// What a file and the files of its family protect: those whom it names, those who name its person, and those who name
    /// somebody whom it names too. Four queries at most; nothing crosses the adoption wall.
    ///
    /// # Errors
    /// What the store refuses. Then nothing may go out.
    pub(crate) async fn of(instance: &Instance, whose: &Whose<'_>, file: &File, today: Date) -> Result<Self, Failure> {
        let mut taint = Self { walled: whose.walled, ..Self::default() };
        taint.learn(file, today);
        taint.lives_there = lives_at_protected(file, today);
        for relative in relatives(instance, whose, file).await? {
            taint.learn(&relative, today);
        }
        // The child lives where a relative is protected, and the child's own file says the place without protecting it.
        taint.lives_there |= file.all::<Address>().any(|(id, address)| {
            let here = file.record(id).is_some_and(|held| taint.is_place(held));
            here && address.ended.is_none_or(|ended| ended > today)
        });
        if taint.lives_there {
            taint.learn_around(file, today);
        }
        Ok(taint)
    }

    /// Whether nothing is protected.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && !self.walled
    }

    /// Why an item gives away where somebody is; nothing where it does not. `text` is what it says.
    pub(crate) fn why(&self, held: &Held, field: &FieldSchema, text: &str) -> Option<&'static str> {
        if held.schema.kind == Address::SCHEMA.kind && Address::WHERE.contains(&field.name) && self.is_place(held) {
            return Some("it is a protected address");
        }
        if enclosed::is_document(held, field) && !self.is_empty() {
            return Some("nothing here can read it, and a place is protected: somebody has to look through it first");
        }
        self.names(text)
    }

    /// Why words give away where somebody is.
    pub(crate) fn names(&self, text: &str) -> Option<&'static str> {
        if self.is_empty() {
            return None;
        }
        let folded = format!(" {} ", find::words(text).join(" "));
        let solid: String = folded.chars().filter(|c| *c != ' ').collect();
        let says = |phrase: &String| folded.contains(&format!(" {phrase} "));
        let named = self.phrases.iter().any(says)
            || self.postcodes.iter().chain(&self.phones).any(|known| solid.contains(known.as_str()));
        named.then_some("it names a place that is protected, or a school or telephone by which somebody can be found")
    }

    fn is_place(&self, held: &Held) -> bool {
        self.walled || !held.withheld().is_empty() || kept::asked(held).iter().any(|term| self.places.contains(term))
    }

    /// Learns what a file protects.
    fn learn(&mut self, file: &File, today: Date) {
        let protected = |held: &&Held| {
            let address = held.schema.kind == Address::SCHEMA.kind && !held.withdrawn();
            address && (self.walled || !held.withheld().is_empty())
        };
        let places: Vec<&Held> = file.records().iter().filter(protected).collect();
        if places.is_empty() {
            return;
        }
        self.places.extend(kept::protected(file));
        for version in places.iter().flat_map(|held| held.versions()) {
            let text = |name: &str| version.fields.text(name).unwrap_or_default();
            self.postcodes.extend(squeezed(text("postcode")));
            for name in ["street", "building"] {
                self.phrases.extend(phrase(text(name)));
            }
            // A house by its name tells as much as a street; a number alone is no name.
            self.phrases.extend(phrase(text("house")).filter(|name| name.contains(' ')));
        }
        if lives_at_protected(file, today) {
            self.learn_around(file, today);
        }
    }

    /// Learns by what somebody can be found who lives at a protected place now: the school that they go to, the telephone of the home.
    fn learn_around(&mut self, file: &File, today: Date) {
        let goes_on = |ended: Option<Date>| ended.is_none_or(|ended| ended > today);
        for (_, school) in file.all::<School>().filter(|(_, school)| goes_on(*school.ended)) {
            self.phrases.extend(phrase(&school.name.reveal().0));
        }
        for (_, detail) in file.all::<ContactDetail>() {
            let at_home = detail.contact_kind.code() == "HOME" && goes_on(*detail.ended);
            if let Some(phone) = detail.phone.reveal().as_ref().filter(|_| at_home) {
                self.phones.insert(find::phone(phone.as_str()).text);
            }
        }
    }
}

fn lives_at_protected(file: &File, today: Date) -> bool {
    let lives = |(_, address): (_, Address)| {
        *address.protected == Some(true) && address.ended.is_none_or(|ended| ended > today)
    };
    file.all::<Address>().any(lives)
}

fn phrase(text: &str) -> Option<String> {
    let words = find::words(text).join(" ");
    (words.chars().count() >= 4).then_some(words)
}

fn squeezed(postcode: &str) -> Option<String> {
    let solid: String = find::words(postcode).concat();
    (solid.len() >= 5).then_some(solid)
}

/// The files of the family that protect anything, as far as they tell where somebody is.
async fn relatives(instance: &Instance, whose: &Whose<'_>, file: &File) -> Result<Vec<File>, Failure> {
    let named = named_in(file);
    let terms: Vec<Term> = named
        .iter()
        .chain([&whose.person])
        .map(|person: &PersonId| Term::new(TermKind::Refers, person.to_string()))
        .collect();
    let store = &instance.store;
    let (theirs, naming) =
        tokio::join!(store.files_of_people(&named), store.candidates(whose.authority, &terms, whose.walled, CAP));
    let mut files: BTreeSet<FileId> = naming?.found.into_iter().map(|found| found.file).collect();
    files.extend(theirs?.iter().filter(|other| other.flags.walled == whose.walled).map(|other| other.file));
    files.remove(&whose.file);
    let files: Vec<FileId> = files.into_iter().collect();
    let mut protecting = Vec::new();
    for (other, sealed) in store.digests(&files).await? {
        let digest =
            Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", other.file)))?;
        let beside = other.authority == *whose.authority && other.flags.walled == whose.walled;
        if beside && digest.has(Flag::ProtectedAddress) {
            protecting.push(other.file);
        }
    }
    if protecting.is_empty() {
        return Ok(Vec::new());
    }
    let loaded = store.load_kinds(&protecting, WHERE, None).await?;
    let mut relatives = Vec::new();
    for versions in loaded.values() {
        relatives.push(write::file_from(versions)?);
    }
    Ok(relatives)
}
