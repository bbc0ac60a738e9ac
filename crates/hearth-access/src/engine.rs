//! The policy engine: the compiled-in policies, checked once, and one question put to them.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
};

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Effect, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy,
    PolicyId, PolicySet, Request, RestrictedExpression as Value, Schema, ValidationMode, Validator,
};

use crate::{
    AccessError, Action, Role,
    facts::{ConflictKind, FileFacts, InvolvementRole, Rights, Subject},
    role::Group,
};

const SCHEMA: &str = include_str!("../../../policies/schema.cedarschema");

const SOURCES: &[(&str, &str)] = &[
    ("relationship", include_str!("../../../policies/relationship.cedar")),
    ("front_door", include_str!("../../../policies/front_door.cedar")),
    ("break_glass", include_str!("../../../policies/break_glass.cedar")),
    ("conflict", include_str!("../../../policies/conflict.cedar")),
    ("restriction", include_str!("../../../policies/restriction.cedar")),
    ("adoption", include_str!("../../../policies/adoption.cedar")),
    ("health", include_str!("../../../policies/health.cedar")),
    ("governance", include_str!("../../../policies/governance.cedar")),
    ("disclosure", include_str!("../../../policies/disclosure.cedar")),
    ("council", include_str!("../../../policies/council.cedar")),
    ("returns", include_str!("../../../policies/returns.cedar")),
    ("partners", include_str!("../../../policies/partners.cedar")),
    ("administration", include_str!("../../../policies/administration.cedar")),
    ("sharing", include_str!("../../../policies/sharing.cedar")),
];

/// What a policy says to people, taken from its annotations.
pub(crate) struct Words {
    pub(crate) id: String,
    /// Which forbid speaks first when several refuse; the lowest does.
    pub(crate) rank: u8,
    pub(crate) hides_existence: bool,
    pub(crate) why: String,
    pub(crate) who_can: String,
    pub(crate) next_step: String,
    pub(crate) because: String,
}

/// What the policies answered.
pub(crate) enum Verdict<'a> {
    /// At least one policy permits and none forbids.
    Permitted(Vec<&'a Words>),
    /// These policies forbid, the one that speaks first in front; none when nothing permits.
    Refused(Vec<&'a Words>),
    /// The engine could not answer. It must be treated as a refusal.
    Failed(String),
}

/// What is asked beside who, what and on which file.
pub(crate) struct Asking {
    pub(crate) now_ms: i64,
    pub(crate) purpose: Option<&'static str>,
    pub(crate) glass: Option<(i64, bool)>,
    pub(crate) second: Option<(String, &'static str)>,
}

pub(crate) struct Engine {
    authorizer: Authorizer,
    schema: Schema,
    words: HashMap<PolicyId, Words>,
    types: Types,
    actions: BTreeMap<&'static str, Asked>,
    role_parents: BTreeMap<Role, HashSet<EntityUid>>,
}

/// One action, with what is needed to answer for it: a decision on the whole set costs several times as much, and a page takes many.
struct Asked {
    id: EntityUid,
    /// The action and what it is part of.
    entities: Entities,
    /// The policies whose scope can hold the action; no other has anything to say.
    policies: PolicySet,
}

struct Types {
    user: EntityTypeName,
    worker: EntityTypeName,
    team: EntityTypeName,
    authority: EntityTypeName,
    file: EntityTypeName,
}

impl Engine {
    pub(crate) fn load() -> Result<Self, AccessError> {
        Self::from_sources(SCHEMA, SOURCES)
    }

    pub(crate) fn from_sources(schema: &str, sources: &[(&str, &str)]) -> Result<Self, AccessError> {
        let (schema, _) = Schema::from_cedarschema_str(schema).map_err(|e| broken("the schema", &e))?;
        let (policies, words) = read_policies(sources)?;
        let checked = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !checked.validation_passed_without_warnings() {
            return Err(broken("strict validation", &checked));
        }
        let all = schema.action_entities().map_err(|e| broken("the actions", &e))?;
        let of = type_name("Action")?;
        let asked = |action: &Action| Ok((action.code(), Asked::of(uid(&of, action.code()), &all, &policies)?));
        Ok(Self {
            authorizer: Authorizer::new(),
            words,
            types: Types::new()?,
            actions: Action::ALL.iter().map(asked).collect::<Result<_, AccessError>>()?,
            role_parents: role_parents()?,
            schema,
        })
    }

    pub(crate) fn ask_of_file(
        &self,
        subject: &Subject,
        action: Action,
        facts: &FileFacts,
        asking: &Asking,
    ) -> Verdict<'_> {
        let answer = self.file_entity(facts).and_then(|file| {
            let file_id = file.uid();
            self.ask(subject, action, file_id, Some(file), asking)
        });
        answer.unwrap_or_else(Verdict::Failed)
    }

    pub(crate) fn ask_of_authority(
        &self,
        subject: &Subject,
        action: Action,
        authority: &str,
        asking: &Asking,
    ) -> Verdict<'_> {
        let authority = uid(&self.types.authority, authority);
        self.ask(subject, action, authority, None, asking).unwrap_or_else(Verdict::Failed)
    }

    fn ask(
        &self,
        subject: &Subject,
        action: Action,
        resource: EntityUid,
        file: Option<Entity>,
        asking: &Asking,
    ) -> Result<Verdict<'_>, String> {
        let user = self.user_entity(subject)?;
        let asked = self.actions.get(action.code()).ok_or("the action is not in the schema")?;
        let context = self.context(action, asking)?;
        let request = Request::new(user.uid(), asked.id.clone(), resource, context, Some(&self.schema))
            .map_err(|e| e.to_string())?;
        let entities =
            asked.entities.clone().add_entities(std::iter::once(user).chain(file), None).map_err(|e| e.to_string())?;
        let response = self.authorizer.is_authorized(&request, &asked.policies, &entities);
        // A policy that errs is skipped by the engine; a skipped forbid would open a door.
        if let Some(error) = response.diagnostics().errors().next() {
            return Err(error.to_string());
        }
        let mut spoke: Vec<&Words> = response.diagnostics().reason().filter_map(|id| self.words.get(id)).collect();
        spoke.sort_by(|a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
        Ok(match response.decision() {
            cedar_policy::Decision::Allow => Verdict::Permitted(spoke),
            cedar_policy::Decision::Deny => Verdict::Refused(spoke),
        })
    }

    fn user_entity(&self, subject: &Subject) -> Result<Entity, String> {
        let attributes = HashMap::from([
            ("worker".to_owned(), reference(&self.types.worker, subject.worker)),
            ("teams".to_owned(), Value::new_set(subject.teams.iter().map(|team| reference(&self.types.team, team)))),
            ("authority".to_owned(), reference(&self.types.authority, &subject.authority)),
            ("view_only".to_owned(), Value::new_bool(subject.rights == Rights::View)),
        ]);
        let parents = self.role_parents.get(&subject.role).ok_or("the role is not known to the engine")?.clone();
        Entity::new(uid(&self.types.user, subject.account), attributes, parents).map_err(|e| e.to_string())
    }

    fn file_entity(&self, facts: &FileFacts) -> Result<Entity, String> {
        let worker = |id| reference(&self.types.worker, id);
        let team = |id| reference(&self.types.team, id);
        let open_as = |role| facts.open_involvements().filter(move |i| i.role == role).filter_map(|i| i.worker);
        let conflicts = |kind| {
            facts.conflicts.iter().filter(move |c| c.kind == kind && !c.is_set_aside()).map(|c| worker(c.worker))
        };
        let attributes = HashMap::from([
            ("authority".to_owned(), reference(&self.types.authority, &facts.authority)),
            ("file_type".to_owned(), Value::new_string(facts.file_type.code().to_owned())),
            ("stage".to_owned(), Value::new_string(facts.stage.code().to_owned())),
            ("restricted".to_owned(), Value::new_bool(facts.restricted)),
            ("walled".to_owned(), Value::new_bool(facts.walled)),
            ("workers".to_owned(), Value::new_set(open_as(InvolvementRole::Holds).map(worker))),
            ("reviewers".to_owned(), Value::new_set(open_as(InvolvementRole::Reviews).map(worker))),
            ("teams".to_owned(), Value::new_set(facts.open_involvements().filter_map(|i| i.team).map(team))),
            (
                "sibling_workers".to_owned(),
                Value::new_set(
                    facts.sibling_involvements.iter().filter(|i| i.open).filter_map(|i| i.worker).map(worker),
                ),
            ),
            ("task_workers".to_owned(), Value::new_set(facts.tasks.iter().filter_map(|t| t.worker).map(worker))),
            ("task_teams".to_owned(), Value::new_set(facts.tasks.iter().filter_map(|t| t.team).map(team))),
            ("named".to_owned(), Value::new_set(facts.permits.iter().copied().map(worker))),
            ("declared".to_owned(), Value::new_set(conflicts(ConflictKind::Declared))),
            ("detected".to_owned(), Value::new_set(conflicts(ConflictKind::Detected))),
        ]);
        Entity::new(uid(&self.types.file, facts.file), attributes, HashSet::new()).map_err(|e| e.to_string())
    }

    fn context(&self, action: Action, asking: &Asking) -> Result<Context, String> {
        let mut pairs = vec![("now".to_owned(), Value::new_long(asking.now_ms))];
        if let Some(purpose) = asking.purpose {
            pairs.push(("purpose".to_owned(), Value::new_string(purpose.to_owned())));
        }
        if let Some((until, approved)) = asking.glass {
            let glass =
                [("until".to_owned(), Value::new_long(until)), ("approved".to_owned(), Value::new_bool(approved))];
            pairs.push(("glass".to_owned(), Value::new_record(glass).map_err(|e| e.to_string())?));
        }
        if let Some((worker, role)) = &asking.second {
            let second = [
                ("worker".to_owned(), reference(&self.types.worker, worker)),
                ("role".to_owned(), Value::new_string((*role).to_owned())),
            ];
            pairs.push(("second".to_owned(), Value::new_record(second).map_err(|e| e.to_string())?));
        }
        if let Some(category) = action.category() {
            pairs.push(("category".to_owned(), Value::new_string(category.code().to_owned())));
        }
        Context::from_pairs(pairs).map_err(|e| e.to_string())
    }

    #[cfg(test)]
    pub(crate) fn conforms(&self, subject: &Subject, facts: &FileFacts) -> Result<(), String> {
        let entities = [self.user_entity(subject)?, self.file_entity(facts)?];
        Entities::from_entities(entities, Some(&self.schema)).map(drop).map_err(|e| format!("{e:?}"))
    }

    #[cfg(test)]
    pub(crate) fn schema_actions(&self) -> HashSet<String> {
        let of_something = |a: &&EntityUid| {
            self.schema.principals_for_action(a).is_some_and(|mut principals| principals.next().is_some())
        };
        self.schema.actions().filter(of_something).map(|a| a.id().unescaped().to_owned()).collect()
    }
}

impl Asked {
    fn of(id: EntityUid, all: &Entities, policies: &PolicySet) -> Result<Self, AccessError> {
        let above: HashSet<&EntityUid> = all.ancestors(&id).into_iter().flatten().collect();
        let holds = |policy: &&Policy| match policy.action_constraint() {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(one) => one == id,
            ActionConstraint::In(some) => some.iter().any(|one| *one == id || above.contains(one)),
        };
        let own = PolicySet::from_policies(policies.policies().filter(holds).cloned());
        let entities = Entities::from_entities(all.get(&id).cloned(), None);
        Ok(Self {
            entities: entities.map_err(|e| broken(id.id().unescaped(), &e))?,
            policies: own.map_err(|e| broken(id.id().unescaped(), &e))?,
            id,
        })
    }
}

impl Types {
    fn new() -> Result<Self, AccessError> {
        Ok(Self {
            user: type_name("User")?,
            worker: type_name("Worker")?,
            team: type_name("Team")?,
            authority: type_name("Authority")?,
            file: type_name("File")?,
        })
    }
}

fn broken(what: &str, error: &impl ToString) -> AccessError {
    AccessError::Policies(format!("{what}: {}", error.to_string()))
}

fn type_name(name: &str) -> Result<EntityTypeName, AccessError> {
    name.parse().map_err(|e| broken(name, &e))
}

fn uid(of: &EntityTypeName, id: impl fmt::Display) -> EntityUid {
    EntityUid::from_type_name_and_id(of.clone(), EntityId::new(id.to_string()))
}

fn reference(of: &EntityTypeName, id: impl fmt::Display) -> Value {
    Value::new_entity_uid(uid(of, id))
}

fn role_parents() -> Result<BTreeMap<Role, HashSet<EntityUid>>, AccessError> {
    let (role_type, group_type) = (type_name("Role")?, type_name("Group")?);
    let parents = |role: Role| {
        let groups = role.groups().iter().map(|group: &Group| uid(&group_type, group.code()));
        std::iter::once(uid(&role_type, role.code())).chain(groups).collect()
    };
    Ok(Role::ALL.iter().map(|role| (*role, parents(*role))).collect())
}

fn read_policies(sources: &[(&str, &str)]) -> Result<(PolicySet, HashMap<PolicyId, Words>), AccessError> {
    let mut policies = PolicySet::new();
    let mut words = HashMap::new();
    for (name, source) in sources {
        let parsed: PolicySet = source.parse().map_err(|e| broken(name, &e))?;
        for policy in parsed.policies() {
            let spoken = read_words(policy).map_err(|e| AccessError::Policies(format!("{name}: {e}")))?;
            let id = PolicyId::new(&spoken.id);
            policies.add(policy.new_id(id.clone())).map_err(|e| broken(name, &e))?;
            words.insert(id, spoken);
        }
    }
    Ok((policies, words))
}

/// Every policy explains itself: a permit says because of what, a forbid says why, who can and what next.
fn read_words(policy: &Policy) -> Result<Words, String> {
    let text = |key: &str| policy.annotation(key).unwrap_or_default().to_owned();
    let words = Words {
        id: text("id"),
        rank: policy.annotation("rank").map_or(Ok(u8::MAX), str::parse).map_err(|_| "a rank is a number up to 255")?,
        hides_existence: policy.annotation("hides") == Some("existence"),
        why: text("why"),
        who_can: text("who"),
        next_step: text("next"),
        because: text("because"),
    };
    let explains = match policy.effect() {
        Effect::Permit => !words.because.is_empty(),
        Effect::Forbid if words.hides_existence => words.why.is_empty(),
        Effect::Forbid => ![&words.why, &words.who_can, &words.next_step].into_iter().any(String::is_empty),
    };
    if words.id.is_empty() {
        Err("a policy has no @id".to_owned())
    } else if explains {
        Ok(words)
    } else {
        Err(format!("policy `{}` does not explain itself", words.id))
    }
}
