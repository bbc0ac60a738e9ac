//! The decision on a contact: always a manager's, with a reason, for each child.

use hearth_access::Action;
use hearth_record::{
    Fields, File, KindSchema, Record,
    front_door::{Contact, EarlyHelpEpisode, SocialCareEpisode},
    ids::{FileId, RecordId, TeamId},
    people::{Address, Involvement},
    value::ValueType,
};
use hearth_store::DraftKey;
use jiff::{Timestamp, civil::Date};
use serde_json::Value as Json;

use super::{
    change::{decided_already, undecided},
    each::InEach,
};
use crate::{
    Desk, Failure, Pack,
    write::{self, Amending},
};

/// What is decided for one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The file.
    pub file: FileId,
    /// The contact in it.
    pub record: RecordId,
    /// What it leads to: a code of `contact_decision`.
    pub decision: String,
    /// The team that a referral goes to.
    pub team: Option<TeamId>,
    /// Why another team than the one of the child's address.
    pub team_because: String,
}

/// A decision on a contact, for each child whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What is decided for each.
    pub rulings: Vec<Ruling>,
    /// The level of need: a code of `level_of_need`.
    pub threshold: String,
    /// Why.
    pub rationale: String,
}

/// What is missing or wrong in a decision: for which of the children, at what, in words for beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Which of the rulings, or none where it is all of them.
    pub of: Option<usize>,
    /// The field.
    pub field: &'static str,
    /// What is wrong.
    pub message: String,
}

impl Decided {
    /// What stands against it; nothing where it can be decided. `proposed` are the teams of the children's addresses.
    pub fn objections(&self, proposed: &[Option<TeamId>]) -> Vec<Objection> {
        let mut found = Vec::new();
        let mut object = |of, field, message: &str| found.push(Objection { of, field, message: message.to_owned() });
        for (n, ruling) in self.rulings.iter().enumerate() {
            let known = read("decision", &ruling.decision).is_some();
            if !known {
                object(Some(n), "decision", "is needed: choose what the contact leads to");
            }
            if !ruling.refers() {
                continue;
            }
            let proposed = proposed.get(n).copied().flatten();
            if ruling.team.is_none() {
                object(Some(n), "team", "is needed: choose the team that the referral goes to");
            } else if proposed.is_some() && ruling.team != proposed && ruling.team_because.trim().is_empty() {
                object(Some(n), "team_because", "is needed: another team works where the child lives");
            }
        }
        if read("threshold", &self.threshold).is_none() {
            object(None, "threshold", "is needed: choose the level that the evidence shows");
        }
        if self.rationale.trim().is_empty() {
            object(None, "rationale", "is needed: whoever reads this in ten years must understand it");
        }
        found
    }
}

impl Ruling {
    /// Whether it makes a referral.
    fn refers(&self) -> bool {
        matches!(self.decision.split('@').next(), Some("REFERRAL" | "STRATEGY"))
    }
}

/// The value of a field of a contact from its text.
fn read(name: &str, text: &str) -> Option<Json> {
    let of = Contact::SCHEMA.field(name).map_or(ValueType::Narrative, |field| field.value);
    of.canonical(text).ok().flatten()
}

/// The team in whose area each child lives, by the address that stands in their file today. Four queries for each child.
///
/// # Errors
/// What access and the store refuse.
pub async fn proposed_team(desk: &Desk, files: &[FileId]) -> Result<Vec<Option<TeamId>>, Failure> {
    let mut teams = Vec::with_capacity(files.len());
    for file in files {
        let (_, facts) = desk.facts_of(*file, Action::DecideContact).await?;
        desk.decided(Action::DecideContact, &facts, &desk.context(None)).await?;
        let held = write::file_of(&desk.instance().store.load(*file, None).await?)?;
        teams.push(proposed(desk.pack()?, &held, desk.today()));
    }
    Ok(teams)
}

fn proposed(pack: &Pack, file: &File, today: Date) -> Option<TeamId> {
    let mut addresses: Vec<Address> = file.all::<Address>().map(|(_, address)| address).collect();
    addresses.retain(|address| address.ended.is_none_or(|ended| ended >= today) && address.postcode.reveal().is_some());
    addresses.sort_by_key(|address| (address.address_type.code() != "HOME", std::cmp::Reverse(*address.started)));
    let postcode = addresses.first()?.postcode.reveal().as_ref()?.to_string();
    pack.team_for(&postcode).map(|team| pack.team_id(&team.code))
}

/// Decides a contact for each child whom it is about, in one act: the contact is closed with the reason, and what follows is
/// written beside it: a referral with the team that it goes to, or the beginning of family help. The clock of the decision stops.
///
/// # Errors
/// [`Failure::Wrong`] for what [`Decided::objections`] says, where it was decided before, or where a referral is open already; and
/// what access (only a manager of the front door decides) and the store refuse.
pub async fn decide(desk: &Desk, decided: &Decided, draft: Option<&DraftKey>) -> Result<(), Failure> {
    if decided.rulings.is_empty() {
        return Err(decided_already());
    }
    let files: Vec<FileId> = decided.rulings.iter().map(|ruling| ruling.file).collect();
    let act = InEach { code: "contact.decide", action: Action::DecideContact, purpose: None, files: &files, draft };
    let pack = desk.pack()?;
    act.run(desk, |loaded, _| {
        let proposed: Vec<Option<TeamId>> =
            loaded.iter().map(|(_, amending)| proposed(pack, amending.file(), desk.today())).collect();
        if let Some(objection) = decided.objections(&proposed).first() {
            return Err(Failure::Wrong(format!("{} {}", objection.field.replace('_', " "), objection.message)));
        }
        for ((_, amending), ruling) in loaded.iter_mut().zip(&decided.rulings) {
            Deciding { desk, decided, ruling }.write(amending)?;
        }
        Ok(())
    })
    .await
}

struct Deciding<'a> {
    desk: &'a Desk,
    decided: &'a Decided,
    ruling: &'a Ruling,
}

impl Deciding<'_> {
    fn write(&self, amending: &mut Amending) -> Result<(), Failure> {
        let (record, desk) = (self.ruling.record, self.desk);
        let held = amending.file().record(record).filter(|held| !held.withdrawn());
        let held = held.ok_or(Failure::Absent("there is no such contact in this file"))?;
        let mut fields = held.current().fields.clone();
        undecided(&fields)?;
        fields.set("decision", read("decision", &self.ruling.decision));
        fields.set("threshold", read("threshold", &self.decided.threshold));
        fields.set("rationale", read("rationale", &self.decided.rationale));
        fields.set("outcomes", Some(Json::from(outcomes(&self.ruling.decision).to_vec())));
        fields.set("decided_at", Some(self.now()));
        fields.set("decided_by", Some(self.me()));
        let fields = (Contact::SCHEMA.rewrite)(&fields)?;
        (Contact::SCHEMA.check)(&fields).or_ok(())?;
        let mut written = desk.written(None);
        written.set.clone_from(&held.current().written.set);
        let contact = Contact::from_fields(&fields)?;
        amending.correct(record, fields, written, desk.now());
        match self.ruling.decision.split('@').next() {
            Some("REFERRAL" | "STRATEGY") => self.refer(amending, &contact),
            Some("FAMILY_HELP") => self.help(amending),
            _ => Ok(()),
        }
    }

    /// The referral, with the day on which the contact came, and the team that takes it on.
    fn refer(&self, amending: &mut Amending, contact: &Contact) -> Result<(), Failure> {
        let open = |(_, episode): (_, SocialCareEpisode)| {
            episode.closed_on.is_none() && *episode.no_further_action != Some(true)
        };
        if amending.file().all::<SocialCareEpisode>().any(open) {
            let why = "a referral is open already for one of the children: choose “passed to the open case” for them";
            return Err(Failure::Wrong(why.to_owned()));
        }
        let strategy = self.ruling.decision.starts_with("STRATEGY");
        let outcome = if strategy { "STRATEGY_DISCUSSION_FLAG" } else { "SINGLE_ASSESSMENT_FLAG" };
        let received: Timestamp = *contact.received_at;
        let team = self.ruling.team.map(|team| Json::from(team.to_string()));
        let mut fields = Fields::new()
            .with("received_on", hearth_calendar::london_date(received).to_string())
            .with("received_at", received.to_string())
            .with("contact", self.ruling.record.to_string())
            .with("source", contact.source.code())
            .with("outcomes", vec![outcome])
            .with("no_further_action", false);
        fields.set("decided_at", Some(self.now()));
        fields.set("decided_by", Some(self.me()));
        fields.set("rationale", read("rationale", &self.decided.rationale));
        fields.set("team", team.clone());
        fields.set("team_because", read("rationale", &self.ruling.team_because));
        let episode = self.add(amending, SocialCareEpisode::SCHEMA, &fields)?;
        let there = |(_, involved): (_, Involvement)| involved.ended.is_none() && *involved.team == self.ruling.team;
        if amending.file().all::<Involvement>().any(there) {
            return Ok(());
        }
        // The team has it; who works with the child is allocated there.
        let mut fields = Fields::new()
            .with("role", "MANAGER")
            .with("started", self.desk.today().to_string())
            .with("episode", episode.to_string());
        fields.set("team", team);
        self.add(amending, Involvement::SCHEMA, &fields).map(drop)
    }

    fn help(&self, amending: &mut Amending) -> Result<(), Failure> {
        let mut fields =
            Fields::new().with("started", self.desk.today().to_string()).with("organisation", "Family help");
        fields.set("reason", read("rationale", &self.decided.rationale));
        self.add(amending, EarlyHelpEpisode::SCHEMA, &fields).map(drop)
    }

    fn add(&self, amending: &mut Amending, kind: &'static KindSchema, fields: &Fields) -> Result<RecordId, Failure> {
        let fields = (kind.rewrite)(fields)?;
        (kind.check)(&fields).or_ok(())?;
        let record = self.desk.new_record();
        amending.add(record, kind, fields, self.desk.written(None), self.desk.now(), None);
        Ok(record)
    }

    fn now(&self) -> Json {
        Json::from(self.desk.now().to_string())
    }

    fn me(&self) -> Json {
        Json::from(self.desk.subject().worker.to_string())
    }
}

/// What a decision is in the codes of the standard dataset.
fn outcomes(decision: &str) -> &'static [&'static str] {
    match decision.split('@').next().unwrap_or_default() {
        "ADVICE" => &["NFA_FLAG", "ADVICE_FLAG"],
        "REFERRAL" => &["NEW_REFERRAL_FLAG"],
        "STRATEGY" => &["NEW_REFERRAL_FLAG", "CP_ENQUIRY_FLAG"],
        "OPEN_CASE" => &["EXISTING_REFERRAL_FLAG"],
        "DUPLICATE" => &["NFA_FLAG"],
        _ => &["OTHER_OUTCOMES_EXIST_FLAG"],
    }
}
