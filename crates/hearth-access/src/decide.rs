//! The decision: a [`Permit`] or a [`Refusal`] in plain words.
//!
//! A `Permit` is what the casework layer needs to load a file, and this module is the only place that makes one. A refusal
//! says why, who can and what to do next, because a worker who meets a closed door in front of a child at risk must not be
//! left standing there. Behind the adoption wall, and for another council's files, it says what it says of a file that does
//! not exist, letter for letter.

use hearth_record::{
    class::Category,
    ids::{AccountId, AuthorityId, FileId, WorkerId},
};
use jiff::Timestamp;

use crate::{
    AccessError, Action,
    engine::{Asking, Engine, Verdict, Words},
    facts::{FileFacts, Subject},
    purpose::{Purpose, purpose_for},
    role::{Group, Role},
};

/// The second person of an act that takes two: signed in with their own account, in the room or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Second {
    /// The human being. When it is the one who asks, the act is refused, whatever the accounts.
    pub worker: WorkerId,
    /// The role they act in.
    pub role: Role,
}

/// What is known of the asking beside who asks for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The moment of asking. Broken glass is whole again at its `until`.
    pub now: Timestamp,
    /// The purpose that was asked for and given; it wins over what the records explain.
    pub purpose: Option<Purpose>,
    /// The second person, when there is one.
    pub second: Option<Second>,
}

impl Context {
    /// Asked at `now`, alone, with no purpose stated.
    pub const fn at(now: Timestamp) -> Self {
        Self { now, purpose: None, second: None }
    }

    /// With a stated purpose.
    #[must_use]
    pub const fn for_purpose(self, purpose: Purpose) -> Self {
        Self { purpose: Some(purpose), ..self }
    }

    /// Together with a second person.
    #[must_use]
    pub const fn with_second(self, second: Second) -> Self {
        Self { second: Some(second), ..self }
    }
}

/// That an act may be done: by whom, on what, why. Only [`Policies`] makes one; it cannot be copied or stored.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    account: AccountId,
    worker: WorkerId,
    role: Role,
    action: Action,
    authority: AuthorityId,
    file: Option<FileId>,
    purpose: Option<Purpose>,
    because: Vec<String>,
    policies: Vec<String>,
    given_at: Timestamp,
}

impl Permit {
    /// The account that asked.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The human being behind it.
    pub const fn worker(&self) -> WorkerId {
        self.worker
    }

    /// The role they act in.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// What may be done.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// In which council.
    pub const fn authority(&self) -> &AuthorityId {
        &self.authority
    }

    /// On which file; none for an act on the whole authority.
    pub const fn file(&self) -> Option<FileId> {
        self.file
    }

    /// For what purpose. Every permit to open, record or print has one.
    pub const fn purpose(&self) -> Option<Purpose> {
        self.purpose
    }

    /// What connects them with the file, in words: "you are allocated to this person".
    pub fn because(&self) -> &[String] {
        &self.because
    }

    /// The policies that permitted, for the audit.
    pub fn policies(&self) -> &[String] {
        &self.policies
    }

    /// The moment of the decision. It holds for the request that asked, not longer.
    pub const fn given_at(&self) -> Timestamp {
        self.given_at
    }
}

/// That an act may not be done, in words for the one who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why, in plain words: no policy is named.
    pub why: String,
    /// Who can.
    pub who_can: String,
    /// What to do next.
    pub next_step: String,
    /// Whether the page, the count and the status must be those of a file that does not exist.
    pub existence_hidden: bool,
    /// The policies that refused, for the audit only: never shown, since they would tell what is hidden.
    pub policies: Vec<String>,
}

impl Refusal {
    /// The answer for a file that does not exist. Use this very refusal when a file is not found: what people see is then
    /// the same for an absent file and a hidden one.
    pub fn no_such_file() -> Self {
        Self {
            why: "there is no such file".to_owned(),
            who_can: "nobody".to_owned(),
            next_step: "check the address, or find the person by name and date of birth".to_owned(),
            existence_hidden: true,
            policies: Vec::new(),
        }
    }

    fn said_by(words: &Words) -> Self {
        if words.hides_existence {
            return Self::no_such_file();
        }
        Self {
            why: words.why.clone(),
            who_can: words.who_can.clone(),
            next_step: words.next_step.clone(),
            existence_hidden: false,
            policies: Vec::new(),
        }
    }

    fn nothing_permits(subject: &Subject, action: Action) -> Self {
        let connection = action.is_content() || action == Action::ListRow;
        let (why, who_can, next_step) = if connection && subject.role.is_in(Group::Practitioner) {
            (
                "nothing in the records connects you with this file in a way that allows this",
                "the worker who is allocated and their team",
                "ask the team that holds the file; if a child may be at risk now, break the glass with a reason",
            )
        } else {
            (
                "your role does not include this",
                "colleagues whose role does",
                "ask your team manager who does this in your council",
            )
        };
        Self {
            why: why.to_owned(),
            who_can: who_can.to_owned(),
            next_step: next_step.to_owned(),
            existence_hidden: false,
            policies: Vec::new(),
        }
    }

    fn failed(what: &str) -> Self {
        Self {
            why: "the access rules could not be applied, so nothing was opened".to_owned(),
            who_can: "nobody until this is repaired".to_owned(),
            next_step: "tell the people who run this system; the time is enough for them to find it".to_owned(),
            existence_hidden: false,
            policies: vec![format!("engine: {what}")],
        }
    }
}

/// What was decided.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub enum Decision {
    /// It may be done.
    Permit(Permit),
    /// It may not.
    Refuse(Refusal),
}

impl Decision {
    /// Whether it may be done.
    pub const fn is_permitted(&self) -> bool {
        matches!(self, Self::Permit(_))
    }

    /// The permit, or the refusal as an error for `?`.
    pub fn permit(self) -> Result<Permit, Refusal> {
        match self {
            Self::Permit(permit) => Ok(permit),
            Self::Refuse(refusal) => Err(refusal),
        }
    }
}

/// The policies, loaded and checked once at start-up.
pub struct Policies {
    engine: Engine,
}

impl Policies {
    /// Reads the compiled-in policies and validates them strictly against their schema.
    ///
    /// An error means that this build must not serve anyone.
    pub fn load() -> Result<Self, AccessError> {
        Engine::load().map(|engine| Self { engine })
    }

    /// Decides an act on a file. An act on the whole authority is refused here: it names the wrong object.
    pub fn decide(&self, subject: &Subject, action: Action, facts: &FileFacts, context: &Context) -> Decision {
        let glass = facts.glass_of(subject.worker, context.now);
        let purpose =
            context.purpose.or_else(|| purpose_for(subject, facts)).or_else(|| glass.map(|_| Purpose::BrokenGlass));
        let asking = Asking {
            glass: glass.map(|glass| (glass.until.as_millisecond(), glass.is_approved())),
            ..asking(context, purpose)
        };
        let verdict = self.engine.ask_of_file(subject, action, facts, &asking);
        let permit = Permit { file: Some(facts.file), ..blank(subject, action, &facts.authority, purpose, context) };
        conclude(verdict, permit, subject)
    }

    /// Decides an act on the whole authority. An act on a file is refused here.
    pub fn decide_at(&self, subject: &Subject, action: Action, authority: &AuthorityId, context: &Context) -> Decision {
        let verdict =
            self.engine.ask_of_authority(subject, action, authority.as_str(), &asking(context, context.purpose));
        conclude(verdict, blank(subject, action, authority, context.purpose, context), subject)
    }

    /// Which of these categories stay closed in a file that is open, each with the reason to show in its place.
    pub fn closed_sections(
        &self,
        subject: &Subject,
        facts: &FileFacts,
        context: &Context,
        categories: &[Category],
    ) -> Vec<(Category, Refusal)> {
        let closed = |category: Category| {
            let read = Action::ReadSection { category };
            self.decide(subject, read, facts, context).permit().err().map(|refusal| (category, refusal))
        };
        categories.iter().copied().filter_map(closed).collect()
    }
}

fn asking(context: &Context, purpose: Option<Purpose>) -> Asking {
    Asking {
        now_ms: context.now.as_millisecond(),
        purpose: purpose.map(Purpose::code),
        glass: None,
        second: context.second.map(|second| (second.worker.to_string(), second.role.code())),
    }
}

fn blank(
    subject: &Subject,
    action: Action,
    authority: &AuthorityId,
    purpose: Option<Purpose>,
    context: &Context,
) -> Permit {
    Permit {
        account: subject.account,
        worker: subject.worker,
        role: subject.role,
        action,
        authority: authority.clone(),
        file: None,
        purpose,
        because: Vec::new(),
        policies: Vec::new(),
        given_at: context.now,
    }
}

fn conclude(verdict: Verdict<'_>, permit: Permit, subject: &Subject) -> Decision {
    let ids = |words: &[&Words]| words.iter().map(|w| w.id.clone()).collect::<Vec<_>>();
    match verdict {
        Verdict::Permitted(words) => Decision::Permit(Permit {
            because: words.iter().map(|w| w.because.clone()).collect(),
            policies: ids(&words),
            ..permit
        }),
        Verdict::Refused(words) => {
            let said = words
                .first()
                .map_or_else(|| Refusal::nothing_permits(subject, permit.action), |first| Refusal::said_by(first));
            Decision::Refuse(Refusal { policies: ids(&words), ..said })
        }
        Verdict::Failed(what) => Decision::Refuse(Refusal::failed(&what)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

    #[test]
    fn when_the_engine_errs_the_file_stays_shut() {
        let schema = include_str!("../../../policies/schema.cedarschema");
        let open = r#"@id("open") @because("anyone") permit (principal, action, resource);"#;
        let errs = r#"@id("errs") @why("w") @who("w") @next("n") forbid (principal, action, resource)
            when { context.now + 9223372036854775807 < 0 };"#;
        let decide = |sources: &[(&str, &str)]| {
            let policies =
                Policies { engine: Engine::from_sources(schema, sources).expect("the test's policies are valid") };
            let sample = Sample::draw(&mut ChaCha8Rng::seed_from_u64(7));
            policies.decide(&sample.subject, Action::OpenFile, &sample.facts, &Context::at(sample.now))
        };
        assert!(decide(&[("open", open)]).is_permitted());
        let refusal =
            decide(&[("open", open), ("errs", errs)]).permit().expect_err("an erring forbid must not be skipped");
        assert!(refusal.policies[0].starts_with("engine: "), "{refusal:?}");
    }

    #[test]
    fn a_policy_that_names_an_unknown_attribute_is_not_loaded() {
        let schema = include_str!("../../../policies/schema.cedarschema");
        let wrong = r#"@id("wrong") @because("typing") permit (principal, action == Action::"open_file", resource)
            when { resource.wokers.contains(principal.worker) };"#;
        assert!(Engine::from_sources(schema, &[("wrong", wrong)]).is_err());
    }

    #[test]
    fn a_policy_that_does_not_explain_itself_is_not_loaded() {
        let schema = include_str!("../../../policies/schema.cedarschema");
        let mute = r#"@id("mute") forbid (principal, action, resource);"#;
        assert!(Engine::from_sources(schema, &[("mute", mute)]).is_err());
    }

    #[test]
    fn the_facts_given_to_the_engine_fit_its_schema() {
        let policies = Policies::load().expect("the compiled-in policies load");
        for seed in 0..200 {
            let sample = Sample::draw(&mut ChaCha8Rng::seed_from_u64(seed));
            policies.engine.conforms(&sample.subject, &sample.facts).expect("entities conform");
        }
    }

    #[test]
    fn the_schema_and_the_code_know_the_same_actions() {
        let policies = Policies::load().expect("the compiled-in policies load");
        let ours = Action::ALL.iter().map(|action| action.code().to_owned()).collect();
        assert_eq!(policies.engine.schema_actions(), ours);
    }
}
