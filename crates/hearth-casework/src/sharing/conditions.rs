//! What has to be so before somebody may be told: an agreement that holds, a register that names the purpose, a child who is where the
//! recipient's task is. All of it is read from the file and the council's settings, and nothing of it is remembered: it is asked again when
//! something goes.

use hearth_record::{
    File, FileType, Record,
    child_in_need::CinPlan,
    education::School,
    front_door::MashEnquiry,
    people::{Involvement, Relationship},
    protection::CpPlan,
    sharing::Shared,
};
use jiff::{Timestamp, civil::Date};

use crate::{
    Pack, consent,
    governance::registers::Registers,
    settings::{Agreement, AgreementKind, OnlyWhile, Purpose, Recipient, Sort},
    transfer,
};

/// The file and the settings that the conditions are read from.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    /// The council's settings.
    pub pack: &'a Pack,
    /// Its registers as they stand: purposes, agreements, laws.
    pub registers: &'a Registers,
    /// The file.
    pub file: &'a File,
    /// What it is for.
    pub file_type: FileType,
    /// The moment.
    pub now: Timestamp,
}

impl<'a> Ground<'a> {
    /// The day.
    pub fn today(&self) -> Date {
        hearth_calendar::london_date(self.now)
    }

    /// The agreement under which a recipient may be told for a purpose today.
    pub fn agreement(&self, recipient: &Recipient, purpose: &str) -> Option<&'a Agreement> {
        let today = self.today();
        self.registers.agreements.iter().find(|agreement| {
            agreement.holds_on(today)
                && agreement.recipients.contains(&recipient.code)
                && agreement.purposes.iter().any(|of| of == purpose)
        })
    }

    /// Why no agreement carries a share that needs one; nothing where one does, or none is needed.
    pub fn without_agreement(&self, recipient: &Recipient, purpose: &str) -> Option<String> {
        if !recipient.contract_needed || self.agreement(recipient, purpose).is_some() {
            return None;
        }
        let ended = self.registers.agreements.iter().filter(|of| of.recipients.contains(&recipient.code));
        let last = ended.filter_map(|agreement| agreement.until).max().filter(|until| *until < self.today());
        let why = last.map_or_else(
            || "there is no agreement with them that covers this".to_owned(),
            |until| {
                format!("the agreement with them ended on {}", hearth_calendar::in_words::date_without_weekday(until))
            },
        );
        Some(format!(
            "cannot be told: {why}. Ask the information asset owner to renew the agreement, or share on evidence of significant harm"
        ))
    }

    /// The purpose in the register, where it is in use: with the policy document that its condition asks for.
    ///
    /// # Errors
    /// Why it is not, in words.
    pub fn purpose(&self, code: &str) -> Result<&'a Purpose, String> {
        let missing =
            || format!("the register of lawful bases has no purpose `{code}`: ask the data protection officer");
        let purpose = self.registers.purposes.iter().find(|purpose| purpose.code == code).ok_or_else(missing)?;
        let today = self.today();
        if purpose.activated.is_none_or(|from| from > today) {
            return Err(format!(
                "the purpose “{}” is not in use yet: the data protection officer activates it",
                purpose.name
            ));
        }
        if purpose.needs_policy_document() && purpose.policy_document.is_none() {
            return Err(format!(
                "the purpose “{}” has no policy document, which its condition asks for: the data protection officer adds it",
                purpose.name
            ));
        }
        let basis = consent::processing_standing(self.file, purpose, self.now);
        if !basis.permits() {
            return Err(format!(
                "the purpose “{}” rests on consent, and none stands ({})",
                purpose.name,
                basis.words().to_lowercase()
            ));
        }
        Ok(purpose)
    }

    /// Why the file is not one of which this recipient may be told now.
    pub fn not_now(&self, recipient: &Recipient) -> Option<&'static str> {
        match recipient.only_while? {
            OnlyWhile::CinPlanOpen if self.has_cin_plan() => None,
            OnlyWhile::CinPlanOpen if self.has_cp_plan() => Some(
                "may be told only while a child in need plan is open, and this child has a protection plan now: decide with your manager \
                 whether their work goes on, and under which agreement",
            ),
            OnlyWhile::CinPlanOpen => {
                Some("may be told only while a child in need plan is open: none is open on this file")
            }
            OnlyWhile::SharedService if self.has_shared_service() => None,
            OnlyWhile::SharedService => Some(
                "may be told only where a service that both provide is on the case: record the health practitioner who is involved, or \
                 choose another recipient",
            ),
            OnlyWhile::MotherInOwnRecord if self.file_type == FileType::Adult => None,
            OnlyWhile::MotherInOwnRecord => Some(
                "may be told of a mother in her own record, and this is the record of somebody else: share from hers",
            ),
            OnlyWhile::PartyToProceedings => {
                Some("are told by a court bundle, which goes to listed parties only: make it there")
            }
        }
    }

    /// Whether a child in need plan is open.
    pub fn has_cin_plan(&self) -> bool {
        self.file.all::<CinPlan>().any(|(_, plan)| self.goes_on(*plan.ended))
    }

    /// Whether a child protection plan is open.
    pub fn has_cp_plan(&self) -> bool {
        self.file.all::<CpPlan>().any(|(_, plan)| self.goes_on(*plan.ended))
    }

    fn has_shared_service(&self) -> bool {
        self.file.all::<Involvement>().any(|(_, of)| of.role.code() == "HEALTH" && self.goes_on(*of.ended))
    }

    fn goes_on(&self, ended: Option<Date>) -> bool {
        ended.is_none_or(|ended| ended > self.today())
    }

    /// Whether the file says that a partner works with this child: it was asked at the front door, teaches or treats them, or was told
    /// before.
    pub fn is_on_network(&self, recipient: &Recipient) -> bool {
        let told_before = |(_, shared): (_, Shared)| {
            shared.was_told() && shared.recipient_code.as_ref().is_some_and(|code| code.0 == recipient.code)
        };
        let agencies = agencies_of(&recipient.kind);
        let asked = |(_, enquiry): (_, MashEnquiry)| agencies.contains(&enquiry.agency.code());
        let by_kind = match recipient.kind.as_str() {
            "EDU" => self.file.all::<School>().any(|(_, school)| self.goes_on(*school.ended)),
            "NHS" | "NWBH" => self.has_shared_service(),
            _ => false,
        };
        by_kind || self.file.all::<MashEnquiry>().any(asked) || self.file.all::<Shared>().any(told_before)
    }

    /// Why nothing may go to a recipient in another country; nothing where the transfer is approved and the person was told.
    pub fn not_abroad(&self, recipient: &Recipient) -> Option<String> {
        if !recipient.is_abroad() {
            return None;
        }
        transfer::permitted(self.file, &recipient.name, &recipient.country, self.now).err()
    }

    /// The relative whom a record of the file names.
    pub fn relative(&self, record: &str) -> Option<Relationship> {
        let held = self.file.record(record.parse().ok()?).filter(|held| !held.withdrawn())?;
        Relationship::from_fields(&held.current().fields).ok().filter(|_| held.schema.kind == Relationship::SCHEMA.kind)
    }
}

/// Whether partners are told under a protocol: those of whom the notices say so.
pub(crate) fn shows_protocol(recipient: &Recipient) -> bool {
    recipient.sort == Sort::Partner
}

/// Whether an agreement is a contract, or whatever else makes a service the council's own.
pub(crate) fn is_contract(agreement: &Agreement) -> bool {
    agreement.kind == AgreementKind::Contract
}

/// The agencies of the hub that are a kind of recipient.
fn agencies_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "POLICE" => &["POLICE"],
        "NHS" | "NWBH" => &["HEALTH"],
        "EDU" => &["EDUCATION"],
        "PROBATION" => &["PROBATION"],
        "YOT" => &["YOUTH_JUSTICE"],
        "DISTRICT" => &["HOUSING", "OTHER_AUTHORITY"],
        "VOL" => &["EARLY_HELP", "DOMESTIC_ABUSE", "SUBSTANCES"],
        "OTHERPUB" => &["OTHER_AUTHORITY", "OTHER"],
        "PARTNERS" => &[
            "POLICE",
            "HEALTH",
            "EDUCATION",
            "EARLY_HELP",
            "HOUSING",
            "PROBATION",
            "YOUTH_JUSTICE",
            "ADULT_CARE",
            "DOMESTIC_ABUSE",
            "SUBSTANCES",
            "OTHER_AUTHORITY",
            "OTHER",
        ],
        _ => &[],
    }
}
