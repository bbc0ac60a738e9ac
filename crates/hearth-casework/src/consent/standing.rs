//! How an agreement stands at a moment: what the gate asks before anything goes.

use hearth_record::{
    File, Record,
    ids::RecordId,
    people::Relationship,
    sets::{NoticeDataCategory, NoticeSharingReason},
    sharing::Consent,
};
use jiff::Timestamp;

use super::{age_of, newest};

/// How agreement to a share stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody was asked yet.
    NeverAsked,
    /// It was decided not to ask, with a reason.
    NotSought(RecordId),
    /// Somebody was asked and has not answered.
    Waiting(RecordId),
    /// They agreed, and it counts.
    Given {
        /// The agreement.
        record: RecordId,
        /// Whether a share relies on it.
        relied_on: bool,
    },
    /// They agreed, and it does not count; the text says why.
    NotValid(RecordId, &'static str),
    /// They refused.
    Refused {
        /// The refusal.
        record: RecordId,
        /// Whether a share relies on what they say.
        relied_on: bool,
    },
    /// They agreed once and took it back.
    Withdrawn {
        /// The agreement.
        record: RecordId,
        /// When they took it back.
        at: Timestamp,
        /// Whether a share relied on it.
        relied_on: bool,
    },
}

/// The bases that carry a share whatever the family says: a child at risk of harm, and what the law requires.
const WHATEVER_THEY_SAY: [&str; 3] = ["HARM", "LEGAL", "S16LA"];

impl Standing {
    /// Why a share on this basis must not go; nothing where what the family said does not stand in its way.
    ///
    /// A share that says that it goes by agreement needs one that counts. Where a refusal or a withdrawal was relied on, no ordinary basis
    /// takes its place afterwards: the family was told that it was theirs to decide.
    pub fn stops(&self, basis: &str) -> Option<String> {
        let by_agreement = basis == "CONSENT";
        let theirs_to_decide = !WHATEVER_THEY_SAY.contains(&basis);
        let said = match self {
            Self::Given { relied_on: true, .. } => return None,
            Self::Given { .. } if by_agreement => "they were asked as good practice and no share relies on it",
            Self::NotValid(_, why) if by_agreement => why,
            Self::NeverAsked if by_agreement => "nobody was asked yet",
            Self::NotSought(_) if by_agreement => "it was decided not to ask",
            Self::Waiting(_) if by_agreement => "they have not answered yet",
            Self::Refused { relied_on, .. } if by_agreement || (*relied_on && theirs_to_decide) => "they refused it",
            Self::Withdrawn { relied_on, .. } if by_agreement || (*relied_on && theirs_to_decide) => {
                "they withdrew their agreement"
            }
            _ => return None,
        };
        Some(format!(
            "is stopped: {said}; ask them again, or share where somebody may be at risk of significant harm or the law requires it"
        ))
    }

    /// Whether they agreed, and it counts.
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given { .. })
    }

    /// The record that says so.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Self::NeverAsked => None,
            Self::NotSought(record)
            | Self::Waiting(record)
            | Self::NotValid(record, _)
            | Self::Given { record, .. }
            | Self::Refused { record, .. }
            | Self::Withdrawn { record, .. } => Some(*record),
        }
    }

    /// How it stands, in words for a page.
    pub fn words(&self) -> &'static str {
        match self {
            Self::NeverAsked => "Not asked yet",
            Self::NotSought(_) => "Not asked, with a reason",
            Self::Waiting(_) => "Asked, no answer yet",
            Self::Given { .. } => "Agreed",
            Self::NotValid(..) => "Agreed, but it does not count",
            Self::Refused { .. } => "Refused",
            Self::Withdrawn { .. } => "Withdrawn",
        }
    }

    /// How far it is from an agreement that counts: of several, the greatest speaks.
    const fn weight(&self) -> u8 {
        match self {
            Self::Withdrawn { relied_on: true, .. } => 8,
            Self::Refused { relied_on: true, .. } => 7,
            Self::Withdrawn { .. } => 6,
            Self::Refused { .. } => 5,
            Self::NotValid(..) => 4,
            Self::NeverAsked => 3,
            Self::Waiting(_) => 2,
            Self::NotSought(_) => 1,
            Self::Given { .. } => 0,
        }
    }
}

/// How agreement to a share stands at a moment: with the recipient of this code, for this reason, of these categories. Of each category the
/// newest answer counts, and the one that is furthest from an agreement speaks for all; where no category is named, every answer is asked.
pub fn standing(
    file: &File,
    recipient: &str,
    reason: NoticeSharingReason,
    categories: &[NoticeDataCategory],
    at: Timestamp,
) -> Standing {
    let mut asked: Vec<(RecordId, Consent)> = file
        .all::<Consent>()
        .filter(|(_, consent)| consent.recipient.reveal().0 == recipient && *consent.purpose.reveal() == reason)
        .collect();
    asked.sort_by_key(|(record, consent)| newest(file, *record, *consent.asked_on));
    let covered: Vec<NoticeDataCategory> = if categories.is_empty() {
        let mut all: Vec<NoticeDataCategory> =
            asked.iter().flat_map(|(_, consent)| consent.categories.reveal().clone()).collect();
        all.dedup();
        all
    } else {
        categories.to_vec()
    };
    let latest = |category: &NoticeDataCategory| {
        let about = asked.iter().rev().find(|(_, consent)| consent.categories.reveal().contains(category));
        about.map_or(Standing::NeverAsked, |(record, consent)| of(file, *record, consent, at))
    };
    covered.iter().map(latest).max_by_key(Standing::weight).unwrap_or(Standing::NeverAsked)
}

/// How one answer stands at a moment.
pub(super) fn of(file: &File, record: RecordId, consent: &Consent, at: Timestamp) -> Standing {
    let relied_on = *consent.relied_on.reveal();
    if let Some(withdrawn) = consent.withdrawn_at.reveal().filter(|withdrawn| *withdrawn <= at) {
        return Standing::Withdrawn { record, at: withdrawn, relied_on };
    }
    match consent.answer.reveal().code() {
        "GIVEN" => why_not(file, consent, at)
            .map_or(Standing::Given { record, relied_on }, |why| Standing::NotValid(record, why)),
        "REFUSED" => Standing::Refused { record, relied_on },
        "NOT_SOUGHT" => Standing::NotSought(record),
        _ => Standing::Waiting(record),
    }
}

/// Why an agreement that was given does not count at a moment.
fn why_not(file: &File, consent: &Consent, at: Timestamp) -> Option<&'static str> {
    let today = hearth_calendar::london_date(at);
    if !consent.is_evidenced() {
        return Some("nothing bears the agreement out: add the signed form, or how it was given");
    }
    if *consent.informed.reveal() != Some(true) || *consent.explicit.reveal() != Some(true) {
        return Some("the agreement was not informed and explicit");
    }
    if consent.expires_on.reveal().is_some_and(|last| last < today) {
        return Some("the agreement has run out");
    }
    let by_holder = consent.giver.reveal().is_some_and(|giver| giver.code() == "HOLDER");
    if by_holder && age_of(file, today).is_some_and(|age| age >= 18) {
        return Some("a parent agreed, and the person is 18 now: ask them");
    }
    if by_holder && !consent.relationship.is_some_and(|tie| holds(file, tie, today)) {
        return Some("whoever agreed does not hold parental responsibility now");
    }
    None
}

/// Whether a record of the file says that somebody holds parental responsibility on a day.
pub(super) fn holds(file: &File, tie: RecordId, on: jiff::civil::Date) -> bool {
    let held = file.record(tie).filter(|held| held.schema.kind == Relationship::SCHEMA.kind && !held.withdrawn());
    held.and_then(|held| Relationship::from_fields(&held.current().fields).ok()).is_some_and(|tie| {
        *tie.parental_responsibility.reveal() == Some(true)
            && tie.started.is_none_or(|started| started <= on)
            && tie.ended.is_none_or(|ended| ended > on)
    })
}

/// How one answer in a file that somebody reads stands now, by itself.
pub fn standing_of(view: &crate::FileView, record: RecordId, consent: &Consent) -> Standing {
    of(&view.file, record, consent, view.opened_at)
}
