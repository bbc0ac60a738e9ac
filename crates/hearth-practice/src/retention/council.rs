//! A council's schedule: its own years over the floors of the law.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rule::{Class, Rule, Rules};

/// What a council gives to retention, as its pack writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// Whether the council has supplied its schedule. Without one nothing is proposed for destruction.
    #[serde(default)]
    pub supplied: bool,
    /// Where it stands, in words.
    #[serde(default)]
    pub source: String,
    /// From which day it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The most years that the council's notice says; a statute that asks for more wins, and is flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u16>,
    /// The years of each rule, by its number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub years: BTreeMap<String, u16>,
}

/// A schedule that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSchedule {
    /// It names a rule that is not there, or one that no council sets.
    #[error("no rule of retention that a council sets is called `{given}`; there are {known}")]
    NoSuchRule {
        /// What it names.
        given: String,
        /// What there is.
        known: String,
    },
    /// It keeps a class shorter than the law allows: what it says, and what the law does.
    #[error("{0}: lowering the rule below the floor is refused")]
    BelowFloor(String),
}

/// What a rule comes to in a council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// How many years.
    pub years: u16,
    /// Whether a statute alone says so.
    pub floor: bool,
}

/// Where a schedule, the law and the council's notice do not agree. The longer one is kept to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The rule that it is about.
    pub rule: &'static Rule,
    /// What does not agree and which one is kept to.
    pub words: String,
}

/// How long a council keeps its files. Cloning is cheap.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Own")]
pub struct Schedule(pub(super) Arc<Set>);

#[derive(Debug)]
pub(super) struct Set {
    pub(super) rules: &'static Rules,
    pub(super) own: Own,
    /// For each rule, in their order.
    pub(super) stretches: Vec<Option<Stretch>>,
}

impl TryFrom<Own> for Schedule {
    type Error = BadSchedule;
    fn try_from(own: Own) -> Result<Self, BadSchedule> {
        Self::with(own)
    }
}

impl Default for Schedule {
    /// That of a council that has not supplied one.
    fn default() -> Self {
        Self::build(Own::default())
    }
}

impl Schedule {
    /// The schedule of a council.
    ///
    /// # Errors
    /// [`BadSchedule`] where it names an unknown rule, or keeps a class shorter than the law allows.
    pub fn with(own: Own) -> Result<Self, BadSchedule> {
        let rules = Rules::compiled_in();
        for (id, years) in &own.years {
            let rule = rules.rule(id).filter(|rule| rule.is_councils()).ok_or_else(|| BadSchedule::NoSuchRule {
                given: id.clone(),
                known: settable(rules).map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(", "),
            })?;
            above_the_floor(rules, rule, *years)?;
        }
        Ok(Self::build(own))
    }

    fn build(own: Own) -> Self {
        let rules = Rules::compiled_in();
        let stretch = |rule: &Rule| {
            let council = own.years.get(&rule.id).copied().filter(|_| own.supplied);
            match (council, rule.law) {
                (Some(years), law) => Some(Stretch { years: years.max(law.unwrap_or(0)), floor: false }),
                (None, Some(years)) => Some(Stretch { years, floor: true }),
                (None, None) => None,
            }
        };
        let stretches = rules.rules.iter().map(stretch).collect();
        Self(Arc::new(Set { rules, own, stretches }))
    }

    /// What the council gave.
    pub fn own(&self) -> &Own {
        &self.0.own
    }

    /// Whether the council has supplied it.
    pub fn is_supplied(&self) -> bool {
        self.0.own.supplied
    }

    /// What a rule comes to here; none where neither the council nor a statute says anything.
    pub fn stretch(&self, rule: &Rule) -> Option<Stretch> {
        let at = self.0.rules.rules.iter().position(|other| other.id == rule.id)?;
        self.0.stretches[at]
    }

    /// The classes for which the council has no rule of its own: their files are kept until it has.
    pub fn without_rule(&self) -> Vec<&'static Class> {
        self.0.rules.classes.iter().filter(|class| !self.has_rule(class)).collect()
    }

    /// Whether the council says how long a class is kept, or the class follows others.
    pub fn has_rule(&self, class: &Class) -> bool {
        self.0.rules.rules.iter().zip(&self.0.stretches).any(|(rule, stretch)| {
            rule.class == class.code && (rule.counts.children || stretch.is_some_and(|stretch| !stretch.floor))
        })
    }

    /// Where the notice's most years and the rules do not agree.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let Some(most) = self.0.own.most else { return Vec::new() };
        let found = self.0.rules.rules.iter().zip(&self.0.stretches).filter_map(|(rule, stretch)| {
            let stretch = stretch.as_ref().filter(|stretch| stretch.years > most)?;
            let by_law = rule.law.is_some_and(|law| law > most);
            let words = if by_law {
                format!(
                    "the council’s notice says up to {most} years; the law asks for {} years {} ({}): the law is kept to",
                    stretch.years, rule.words, rule.source
                )
            } else {
                format!("the council’s notice says up to {most} years, and its schedule {} years {}", stretch.years, rule.words)
            };
            Some(Contradiction { rule, words })
        });
        found.collect()
    }
}

fn settable(rules: &'static Rules) -> impl Iterator<Item = &'static Rule> {
    rules.rules.iter().filter(|rule| rule.is_councils())
}

/// The floor of a class counts from birth, death or the same event: years from a birthday are as many more from birth.
fn above_the_floor(rules: &'static Rules, rule: &Rule, years: u16) -> Result<(), BadSchedule> {
    for floor in rules.rules.iter().filter(|floor| floor.class == rule.class) {
        let Some(law) = floor.law else { continue };
        let before = match (rule.counts.birthday, floor.counts.birthday) {
            (Some(birthday), Some(of_law)) => birthday.saturating_sub(of_law),
            _ if floor.counts == rule.counts => 0,
            _ => continue,
        };
        let least = law.saturating_sub(before);
        if years < least {
            let class = rules.class(&rule.class).map_or("", |class| &class.name);
            return Err(BadSchedule::BelowFloor(format!(
                "{} ({class}) says {years} years {}, and the law asks for at least {law} {} ({}, {}), so {least} or more",
                rule.id, rule.words, floor.words, floor.id, floor.source
            )));
        }
    }
    Ok(())
}
