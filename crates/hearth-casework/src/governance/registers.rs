//! The registers as they stand: what the council's settings hold, and what its officers added since.

use hearth_access::Action;
use hearth_record::{
    File, Service,
    governance::{AgreementMade, KeyChecked, PurposeAdded, StatuteAdded},
    ids::{AuthorityId, RecordId, WorkerId},
};
use hearth_store::Outcome;
use jiff::civil::Date;

use crate::{
    Desk, Failure, Instance,
    papers::Papers,
    settings::{Agreement, AgreementKind, Pack, Power, Purpose, Statute},
};

/// The papers that hold what was added to the registers.
pub(super) fn papers() -> Papers {
    Papers::register("processing")
}

/// The key of a recipient, as an officer checked it.
#[derive(Debug, Clone)]
pub struct CheckedKey {
    /// Whose it is, a code of the recipients.
    pub recipient: String,
    /// The `age` public key.
    pub key: String,
    /// What was read out.
    pub fingerprint: String,
    /// Who read it out.
    pub read_by: String,
    /// On which number.
    pub rung: String,
    /// On which day.
    pub on: Date,
    /// The officer who heard it.
    pub by: Option<WorkerId>,
}

/// The registers of a council.
#[derive(Debug, Clone)]
pub struct Registers {
    /// The laws, those of the settings first.
    pub statutes: Vec<Statute>,
    /// The purposes.
    pub purposes: Vec<Purpose>,
    /// The agreements, those that ended with them.
    pub agreements: Vec<Agreement>,
    /// The keys of recipients that are in use, the latest last.
    pub keys: Vec<CheckedKey>,
}

impl Registers {
    /// What the settings alone hold.
    pub fn of(pack: &Pack) -> Self {
        Self {
            statutes: pack.statutes.clone(),
            purposes: pack.purposes.clone(),
            agreements: pack.agreements.clone(),
            keys: Vec::new(),
        }
    }

    fn with(pack: &Pack, papers: &File) -> Self {
        let mut registers = Self::of(pack);
        registers.statutes.extend(papers.all::<StatuteAdded>().map(|(_, added)| statute(&added)));
        registers.purposes.extend(papers.all::<PurposeAdded>().map(|(_, added)| purpose(&added)));
        for (_, made) in papers.all::<AgreementMade>() {
            let made = agreement(&made);
            // One that was ended stands in the papers with its last day, in the place of the one in the settings.
            registers.agreements.retain(|held| held.code != made.code);
            registers.agreements.push(made);
        }
        registers.keys = papers
            .all::<KeyChecked>()
            .filter(|(_, key)| key.ended_on.is_none())
            .map(|(_, key)| checked(&key))
            .collect();
        registers
    }

    /// The key to which packages for a recipient are encrypted: the last that was checked, and none where none was.
    pub fn key(&self, recipient: &str) -> Option<&CheckedKey> {
        self.keys.iter().rfind(|key| key.recipient == recipient)
    }

    /// The laws that can be cited on a day.
    pub fn citable(&self, on: Date) -> impl Iterator<Item = &Statute> {
        self.statutes.iter().filter(move |statute| statute.from <= on)
    }

    /// The purposes that are in use on a day.
    pub fn in_use(&self, on: Date) -> impl Iterator<Item = &Purpose> {
        self.purposes.iter().filter(move |purpose| purpose.activated.is_some_and(|from| from <= on))
    }

    /// For which purposes the questions of a part of the record are asked.
    pub fn asking(&self, service: Service) -> impl Iterator<Item = &Purpose> {
        self.purposes.iter().filter(move |purpose| purpose.asks.iter().any(|code| code == service.code()))
    }

    /// What the council does, and by which laws: each function with the titles, in the order of the alphabet.
    pub fn functions(&self) -> Vec<(&str, Vec<&str>)> {
        let mut functions = std::collections::BTreeMap::<&str, Vec<&str>>::new();
        for statute in &self.statutes {
            for function in &statute.functions {
                functions.entry(function).or_default().push(&statute.title);
            }
        }
        functions.into_iter().collect()
    }
}

/// The registers of a council as they stand. Two queries and a load.
///
/// # Errors
/// [`Failure::Absent`] for a council without settings, and what the store refuses.
pub async fn live(instance: &Instance, authority: &AuthorityId) -> Result<Registers, Failure> {
    let pack = instance.pack(authority).ok_or(Failure::Absent("this council has no settings here"))?;
    let papers = papers().read(instance, authority).await?;
    Ok(Registers::with(pack, &papers))
}

/// The agreements that hold on a day: those of the settings and those that officers made, without what has ended. Two queries and a load.
///
/// # Errors
/// As [`live`].
pub async fn agreements(instance: &Instance, authority: &AuthorityId, on: Date) -> Result<Vec<Agreement>, Failure> {
    let registers = live(instance, authority).await?;
    Ok(registers.agreements.into_iter().filter(|agreement| agreement.holds_on(on)).collect())
}

/// The registers, for whoever reads them at a desk; the read is in the audit. Two queries, a load and an entry.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no register, and what the store refuses.
pub async fn read(desk: &Desk) -> Result<Registers, Failure> {
    let permit = desk.may(Action::ReadRegister).await?;
    let registers = live(desk.instance(), desk.authority()).await?;
    desk.instance().store.note(vec![desk.entry("register.read", Some(&permit), None, Outcome::Done)]).await?;
    Ok(registers)
}

/// The headings of [`purposes_csv`].
const HEADINGS: [&str; 9] =
    ["code", "purpose", "article_6", "article_9", "schedule_1", "laws", "policy_document", "safeguards", "in_use_from"];

/// The register of purposes as CSV: each with its bases and the laws that it rests on (UK GDPR Article 30). Every cell in quotes, and
/// nothing in it that a spreadsheet would take for a formula.
pub fn purposes_csv(registers: &Registers) -> String {
    let mut text = row(&HEADINGS.map(str::to_owned));
    for purpose in &registers.purposes {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        text.push_str(&row(&[
            purpose.code.clone(),
            purpose.name.clone(),
            purpose.article6.clone(),
            optional(&purpose.article9),
            optional(&purpose.schedule1),
            purpose.cited(&registers.statutes).join("; "),
            optional(&purpose.policy_document),
            optional(&purpose.safeguards),
            purpose.activated.map(|day| day.to_string()).unwrap_or_default(),
        ]));
    }
    text
}

/// What the council does, and by which laws, as CSV.
pub fn functions_csv(registers: &Registers) -> String {
    let mut text = row(&["function", "laws"].map(str::to_owned));
    for (function, laws) in registers.functions() {
        text.push_str(&row(&[function.to_owned(), laws.join("; ")]));
    }
    text
}

/// A line of CSV.
fn row(cells: &[String]) -> String {
    let cell = |text: &String| {
        let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}

/// The record in which an agreement stands that officers made or ended.
pub(super) fn made(papers: &File, code: &str) -> Option<RecordId> {
    papers.all::<AgreementMade>().find(|(_, made)| made.code.0.0 == code).map(|(id, _)| id)
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn statute(added: &StatuteAdded) -> Statute {
    Statute {
        code: added.code.0.0.clone(),
        title: added.title.reveal().0.clone(),
        from: *added.from,
        functions: lines(&added.functions.reveal().0),
        note: added.note.reveal().as_ref().map(|note| note.0.clone()),
    }
}

fn checked(key: &KeyChecked) -> CheckedKey {
    CheckedKey {
        recipient: key.recipient.0.0.clone(),
        key: key.key.reveal().0.clone(),
        fingerprint: key.fingerprint.reveal().0.clone(),
        read_by: key.read_by.reveal().0.clone(),
        rung: key.rung.reveal().0.clone(),
        on: *key.checked_on,
        by: *key.checked_by,
    }
}

/// A purpose as the register holds it.
pub(super) fn purpose(added: &PurposeAdded) -> Purpose {
    let optional = |text: &Option<hearth_record::value::Narrative>| text.as_ref().map(|text| text.0.clone());
    Purpose {
        code: added.code.0.0.clone(),
        name: added.name.reveal().0.clone(),
        for_children: None,
        asks: Vec::new(),
        article6: added.article6.code().to_owned(),
        article6_note: optional(added.article6_note.reveal()),
        article9: added.article9.map(|condition| condition.code().to_owned()),
        schedule1: added.schedule1.map(|paragraph| paragraph.0.to_string()),
        categories: added.categories.iter().map(|code| code.0.clone()).collect(),
        powers: added.powers.iter().map(|code| Power { statute: code.0.clone(), place: None }).collect(),
        policy_document: added.policy_document.reveal().as_ref().map(|title| title.0.clone()),
        safeguards: optional(added.safeguards.reveal()),
        activated: *added.activated,
    }
}

fn agreement(made: &AgreementMade) -> Agreement {
    let codes = |lines: &[hearth_record::value::Line<60>]| lines.iter().map(|code| code.0.clone()).collect();
    Agreement {
        code: made.code.0.0.clone(),
        name: made.name.reveal().0.clone(),
        recipients: codes(&made.recipients),
        // INVARIANT: the codes of the set are those of the kinds; a test holds them together.
        kind: AgreementKind::parse(made.sort.code()).unwrap_or(AgreementKind::Protocol),
        scope: made.scope.reveal().0.clone(),
        purposes: codes(&made.purposes),
        from: *made.from,
        until: *made.until,
        safeguards: made.safeguards.reveal().0.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_of_agreement_is_a_kind() {
        for code in hearth_record::code::set("agreement_sort").codes() {
            assert!(AgreementKind::parse(&code.code).is_some(), "{}", code.code);
        }
    }
}
