//! Classes, open business and rules as data.

use std::sync::LazyLock;

use hearth_record::{EventName, FileType};
use serde::{Deserialize, Deserializer};

use crate::clocks::Sure;

/// The rules that are compiled in, read once.
static COMPILED_IN: LazyLock<Rules> = LazyLock::new(|| {
    Rules::from_toml(include_str!("../../../../rules/retention.toml"))
        .expect("INVARIANT: the compiled-in rules are read by a test of this crate")
});

/// Most classes, and most spans: each is a bit of a word.
const MOST: usize = 32;

/// Rules that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rules of retention cannot be read: {0}")]
pub struct BadRules(pub(super) String);

/// A class of files. Within one type of file a later class stands above an earlier one.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The code.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The types of file in which it can be.
    #[serde(deserialize_with = "file_types")]
    pub files: Vec<FileType>,
    /// Any of these events puts a file into it.
    #[serde(default)]
    pub any: Vec<EventName>,
    /// Only where they stand more often in the file than this one.
    pub more_often_than: Option<EventName>,
}

/// Business that is open for a while.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// What is open, in words that follow "blocked by".
    pub name: String,
    /// What opens it.
    pub opens: Vec<EventName>,
    /// What closes one.
    pub closes: Vec<EventName>,
    /// What ends every one.
    #[serde(default)]
    pub ends_with: Vec<EventName>,
    /// Whether several openings are one.
    #[serde(default)]
    pub single: bool,
    /// Whether it is the case itself, so that its end closes the case.
    #[serde(default)]
    pub case: bool,
}

/// From what a rule counts.
#[derive(Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// From this birthday; 0 is birth.
    pub birthday: Option<u16>,
    /// From death.
    #[serde(default)]
    pub death: bool,
    /// From the last of these.
    #[serde(default)]
    pub last: Vec<EventName>,
    /// From the closing of the case, where that is later.
    #[serde(default)]
    pub closing: bool,
    /// As long as the files of the children that name the adult.
    #[serde(default)]
    pub children: bool,
}

/// A rule: how long a class is kept.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The number in the catalogue, such as `K04`. Pages do not lead with it.
    pub id: String,
    /// The class that it keeps, by its code.
    pub class: String,
    /// From when it counts, in words.
    pub words: String,
    /// The years that a statute asks for at least.
    pub law: Option<u16>,
    /// From what it counts.
    pub counts: Counts,
    /// It does not hold for somebody who died before this age.
    pub not_if_died_under: Option<u16>,
    /// It holds only for somebody who died before this age.
    pub only_if_died_under: Option<u16>,
    /// Who says so.
    pub source: String,
    /// How sure that is.
    pub sure: Sure,
}

impl Rule {
    /// Whether a council sets its own years for it. It does not for a floor that stands beside its rule, as under the records of
    /// looked-after children, or where the file follows others.
    pub fn is_councils(&self) -> bool {
        self.not_if_died_under.is_none() && self.only_if_died_under.is_none() && !self.counts.children
    }
}

/// What is kept otherwise than a file: shown beside the schedule.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The number in the catalogue.
    pub id: String,
    /// What it is.
    pub name: String,
    /// How it is kept.
    pub words: String,
    /// Who says so.
    pub source: String,
    /// How sure that is.
    pub sure: Sure,
}

/// The catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The classes, the least first.
    #[serde(rename = "class")]
    pub classes: Vec<Class>,
    /// Open business.
    #[serde(rename = "span")]
    pub spans: Vec<Span>,
    /// The rules, by number.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// What stands beside them.
    pub beside: Vec<Beside>,
}

impl Rules {
    /// The rules that are compiled in (`rules/retention.toml`).
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// The rules that `text` writes.
    ///
    /// # Errors
    /// [`BadRules`] with what is wrong.
    pub fn from_toml(text: &str) -> Result<Self, BadRules> {
        let rules: Self = toml::from_str(text).map_err(|e| BadRules(e.to_string()))?;
        if rules.classes.len() > MOST || rules.spans.len() > MOST || rules.rules.len() > MOST {
            return Err(BadRules(format!("there are more than {MOST} classes, spans or rules")));
        }
        for rule in &rules.rules {
            if rules.class(&rule.class).is_none() {
                return Err(BadRules(format!("{} keeps the class `{}`, which is not there", rule.id, rule.class)));
            }
            if rule.counts == Counts::default() {
                return Err(BadRules(format!("{} counts from nothing", rule.id)));
            }
        }
        Ok(rules)
    }

    /// The class with this code.
    pub fn class(&self, code: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.code == code)
    }

    /// The rule with this number.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

fn file_types<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FileType>, D::Error> {
    let codes = Vec::<String>::deserialize(from)?;
    codes.iter().map(|code| code.parse().map_err(serde::de::Error::custom)).collect()
}
