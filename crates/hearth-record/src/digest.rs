//! The digest of a file: what lists, retention, cohorts and statistics need of it, in one small sealed value.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    event::Event,
    file::{File, Held},
    find,
    ids::{PersonId, RecordId},
    keeping::Keeping,
    record::Flag,
    schema::{FindAs, Service},
};

/// Most postcodes and relatives that a digest names.
const MOST_POSTCODES: usize = 3;
const MOST_KIN: usize = 12;

/// A file in brief. Rewritten in the commit that changes the file; the store seals it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The name that the person goes by now.
    #[serde(rename = "n")]
    pub name: Name,
    /// Every other name that the file knows, each whole.
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    /// The date of birth, or the expected one where [`Flag::Unborn`] stands.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// Sex, where it is known: `F` or `M`.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<char>,
    /// The postcodes of the last few addresses, the newest first; never that of a protected one.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub postcodes: Vec<String>,
    /// Who the file says belongs to the person's family and household, as far as they are known here.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    pub kin: Vec<PersonId>,
    /// Who the file says is a brother or sister, whole, half or step, as far as they are known here.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<PersonId>,
    /// The local identifier.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub la_child_id: Option<String>,
    /// What stands over the whole file.
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// Every event with the record that made it, by date.
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<(Event, RecordId)>,
    /// Whether the file tells of sexual abuse or exploitation of a child, alleged or known ([`csa`](crate::csa)).
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub csa: bool,
    /// What retention asks of the file beside its events.
    #[serde(rename = "r", default, skip_serializing_if = "Keeping::is_plain")]
    pub keeping: Keeping,
    /// What the statutory returns would stumble over in the file, as the last save or the last night found it; none for a file that no
    /// return of the year is made from. [`Digest::of`] leaves it empty: the rules stand above this crate.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
}

/// What the rules of the statutory returns say of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quality {
    /// The collection year, named by the March in which it ends.
    #[serde(rename = "y")]
    pub year: i16,
    /// The returns in which the person counts, each by its code.
    #[serde(rename = "r")]
    pub counts_in: Vec<String>,
    /// What was found, in the order of the returns and their tables.
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<Fault>,
}

/// One finding of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The return, by its code.
    #[serde(rename = "r")]
    pub of: String,
    /// The code of the rule; empty where no row could be made at all.
    #[serde(rename = "c", default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// Whether it is an error; else it is a query.
    #[serde(rename = "e", default, skip_serializing_if = "std::ops::Not::not")]
    pub error: bool,
}

/// A name in two parts, as a list shows it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The given names.
    #[serde(rename = "g", default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// The family name.
    #[serde(rename = "f", default, skip_serializing_if = "String::is_empty")]
    pub family: String,
}

impl Name {
    /// Given and family name with a space between, or "Name not known".
    pub fn whole(&self) -> String {
        match (self.given.is_empty(), self.family.is_empty()) {
            (true, true) => "Name not known".to_owned(),
            (false, true) => self.given.clone(),
            (true, false) => self.family.clone(),
            (false, false) => format!("{} {}", self.given, self.family),
        }
    }
}

impl Digest {
    /// The digest of `file`.
    pub fn of(file: &File) -> Self {
        let mut digest = Self { csa: crate::csa::told_in(file), keeping: Keeping::of(file), ..Self::default() };
        for held in file.records().iter().filter(|held| !held.withdrawn()) {
            digest.take_names(held);
            digest.take_surroundings(held);
            for flag in (held.schema.flags)(&held.current().fields) {
                if !digest.flags.contains(&flag) {
                    digest.flags.push(flag);
                }
            }
            digest.events.extend(held.events().into_iter().map(|event| (event, held.id)));
        }
        // Records come in the order in which they began: the address that was written last is the likeliest to serve.
        digest.postcodes.reverse();
        let kept_back = find::kept_back(file);
        digest.postcodes.retain(|code| !kept_back.contains(&find::postcode(code)));
        digest.postcodes.truncate(MOST_POSTCODES);
        digest.flags.sort_unstable();
        digest.events.sort_unstable();
        digest
    }

    /// The name of the person comes from the one `person` record; names in other kinds are other names.
    fn take_names(&mut self, held: &Held) {
        let fields = &held.current().fields;
        let mut name = Name::default();
        for field in held.schema.fields {
            let Some(text) = fields.text(field.name) else { continue };
            match field.find {
                Some(FindAs::Given) => text.clone_into(&mut name.given),
                Some(FindAs::Family) => text.clone_into(&mut name.family),
                Some(FindAs::OtherName) => self.other_names.push(text.to_owned()),
                Some(FindAs::Born) if held.schema.once => self.born = text.parse().ok(),
                Some(FindAs::Expected) if held.schema.once => self.born = self.born.or(text.parse().ok()),
                Some(FindAs::Identifier) if held.schema.once && field.name == "la_child_id" => {
                    self.la_child_id = Some(text.to_owned());
                }
                _ => {}
            }
        }
        if held.schema.once && held.schema.kind == "person" {
            self.name = name;
        } else if name != Name::default() {
            self.other_names.push(name.whole());
        }
    }

    /// What tells a person from their brothers and sisters, and a family from others.
    fn take_surroundings(&mut self, held: &Held) {
        let fields = &held.current().fields;
        if held.schema.once && held.schema.kind == "person" {
            self.sex = fields.text("sex").and_then(|code| code.chars().next()).filter(|c| matches!(c, 'F' | 'M'));
        }
        let sibling = matches!(fields.text("relationship_type"), Some("SIBLING" | "HALF_SIBLING" | "STEP_SIBLING"));
        if sibling && held.schema.kind == "relationship" && self.siblings.len() < MOST_KIN {
            self.siblings.extend(fields.text("other").and_then(|id| id.parse::<PersonId>().ok()));
        }
        for field in held.schema.fields.iter().filter(|_| held.schema.service == Service::People) {
            let Some(text) = fields.text(field.name) else { continue };
            match field.find {
                Some(FindAs::Postcode) if !self.postcodes.iter().any(|known| known == text) => {
                    self.postcodes.push(text.to_owned());
                }
                Some(FindAs::Refers) if self.kin.len() < MOST_KIN => {
                    self.kin.extend(text.parse().ok().filter(|kin| !self.kin.contains(kin)));
                }
                _ => {}
            }
        }
    }

    /// Whether `flag` stands.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// Whether an adoption order was made: from that day nothing leads to this file from those of the birth family, and nobody is let
    /// in through them (Adoption and Children Act 2002 s.67: the child is the adopters’ and no one else’s).
    pub fn was_adopted(&self) -> bool {
        self.events.iter().any(|(event, _)| event.name.as_str() == "adoption.order_made")
    }

    /// The bytes to seal.
    ///
    /// # Panics
    /// Never: a digest is plain JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a digest is JSON")
    }

    /// The digest of opened bytes.
    ///
    /// # Errors
    /// When the bytes are not a digest of this build or an older one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
