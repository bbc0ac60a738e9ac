//! The steps of a request on its way to a decision: proof of who asks, what they mean, more time.

use hearth_access::Action;
use hearth_record::{Problems, Record, class::Open, ids::RecordId, people::Relationship, rights::DataSubjectRequest};

use super::{Typed, change};
use crate::{Desk, Failure, FileView, act::Act, recording::Saved};

/// A step, with what is asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Proof of who asks was asked for: the time waits for it.
    AskProof,
    /// It was proved who asks.
    Proved,
    /// Whoever asks was asked what they mean: of an access request the time stands still until they say it.
    AskMeaning,
    /// They said it.
    Meant,
    /// They were told that it takes longer, and why.
    MoreTime,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 5] = [Self::AskProof, Self::Proved, Self::AskMeaning, Self::Meant, Self::MoreTime];

    /// The last part of its address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AskProof => "ask-proof",
            Self::Proved => "proved",
            Self::AskMeaning => "ask-meaning",
            Self::Meant => "meant",
            Self::MoreTime => "more-time",
        }
    }

    /// The step with this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// What is asked for it.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::AskProof => &["identity_asked_on"],
            Self::Proved => &["identity_how", "identity_proved_on", "relationship"],
            Self::AskMeaning => &["clarification_asked_on"],
            Self::Meant => &["clarified_on"],
            Self::MoreTime => &["extended_on", "extended_because"],
        }
    }

    /// What of it has to be said.
    pub const fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Proved => &["identity_how", "identity_proved_on"],
            _ => self.fields(),
        }
    }

    const fn entry(self) -> &'static str {
        match self {
            Self::AskProof => "request.ask_proof",
            Self::Proved => "request.proved",
            Self::AskMeaning => "request.ask_meaning",
            Self::Meant => "request.meant",
            Self::MoreTime => "request.more_time",
        }
    }
}

/// Takes a step with a request that is open. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing or cannot be, [`Failure::Wrong`] where it was answered already, and what access and the
/// store refuse.
pub async fn step(
    desk: &Desk,
    view: &FileView,
    record: RecordId,
    step: Step,
    posted: impl Fn(&str) -> String,
) -> Result<Saved, Failure> {
    let typed = Typed::of(step.fields(), posted);
    typed.lacks(step.needed()).or_ok(())?;
    Act::new(view.id, step.entry(), view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let relationships: Vec<RecordId> = amending.file().all::<Relationship>().map(|(id, _)| id).collect();
                change(desk, amending, record, |request| {
                    *request = typed.read::<DataSubjectRequest>(&request.to_fields(), desk.today())?;
                    let there = request.relationship.is_none_or(|tie| relationships.contains(&tie));
                    let mut problems = Problems::none();
                    problems.add_if(!there, "relationship", "must be a relationship of this file");
                    problems.or_ok(())?;
                    if step == Step::Proved {
                        request.identity_by = Open(Some(desk.subject().worker));
                    }
                    Ok(())
                })
            },
        )
        .await
}
