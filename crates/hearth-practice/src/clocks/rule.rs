//! Rules as data: what starts, stops and pauses a clock, how long it runs, and where that is written.

use std::{collections::BTreeMap, sync::LazyLock};

use hearth_record::EventName;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    fact::FactName,
    within::{Unit, Within},
};

/// The rules that are compiled in, read once.
static COMPILED_IN: LazyLock<Rules> = LazyLock::new(|| {
    Rules::from_toml(include_str!("../../../../rules/clocks.toml"))
        .expect("INVARIANT: the compiled-in rules are read by a test of this crate")
});

/// A rule of a clock. What is absent does not apply.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The number in the catalogue of clocks, such as `T05`. Pages never show it.
    pub id: String,
    /// What a work row calls the rule: its number, and from the second rule of a number on, which of them it is, such as
    /// `T36.2`.
    #[serde(skip)]
    pub key: String,
    /// What is due, in plain words.
    pub name: String,
    /// The service whose clock it is: the code of a service, or `rights` or `returns`.
    pub service: String,
    /// What a passed date means.
    #[serde(default)]
    pub weight: Weight,
    /// The rule in a sentence.
    pub words: String,
    /// How long.
    pub within: Option<Within>,
    /// The name under which a council gives its own amount; without `within` there is no clock where a council gives none.
    pub local: Option<String>,
    /// The fact by which a plan says a shorter time, in the unit of the rule.
    pub plan: Option<FactName>,
    /// For a younger child another time.
    pub younger: Option<Younger>,
    /// A longer time, once the person has been told.
    pub extended: Option<Extended>,
    /// Any of these starts it.
    #[serde(default)]
    pub starts: Vec<EventName>,
    /// It starts at birthdays instead of an event.
    pub birthdays: Option<Birthdays>,
    /// Which of the starts count since the span began.
    #[serde(default)]
    pub which: Which,
    /// Where several could have started it: the last on or before this event is the one that did.
    pub settled_by: Option<EventName>,
    /// What another start does while it runs.
    #[serde(default)]
    pub again: Again,
    /// Only the record that started it can stop it.
    #[serde(default)]
    pub own: bool,
    /// It starts only where all of these hold on the day.
    #[serde(default)]
    pub when: Vec<FactName>,
    /// It does not start where any of these holds on the day.
    #[serde(default)]
    pub unless: Vec<FactName>,
    /// It starts only before each of these.
    #[serde(default)]
    pub before: Vec<Mark>,
    /// It starts only after each of these.
    #[serde(default)]
    pub after: Vec<Mark>,
    /// The ages at which it can start.
    pub ages: Option<Ages>,
    /// It exists only once this has happened since the start.
    pub needs: Option<EventName>,
    /// Any of these stops it.
    #[serde(default)]
    pub stops: Vec<EventName>,
    /// What stops it counts only with this on the same day.
    pub with: Option<EventName>,
    /// Where this holds, `with` is not asked for.
    pub waived: Option<FactName>,
    /// What was done at most this long before the start counts too.
    pub beforehand: Option<Within>,
    /// Any of these ends it without what was due.
    #[serde(default)]
    pub ends_without: Vec<EventName>,
    /// Where this holds, `ends_without` does not end it.
    pub goes_on_with: Option<FactName>,
    /// The span outside which it neither starts nor runs. Where nothing is said of the span it counts as open.
    pub during: Option<String>,
    /// The same, and nothing said means that there is no clock.
    pub only_during: Option<String>,
    /// The span that must be over, such as being looked after for a clock of those who left.
    pub outside: Option<String>,
    /// Days between these do not count.
    pub pause: Option<Between>,
    /// Between these it has not begun: the second is the day from which it counts.
    pub waits: Option<Between>,
    /// A due date that is no working day goes to the next one.
    #[serde(default)]
    pub rolls: bool,
    /// When, on its due day, it is over.
    #[serde(default)]
    pub over: Over,
    /// The time allowed is that of all stays together in any stretch of this length: `starts` begins a stay, `stops` ends it.
    pub in_any: Option<Within>,
    /// It runs on after the person's death.
    #[serde(default)]
    pub survives: bool,
    /// Why no clock is computed from it, where none is.
    pub not_computed: Option<String>,
    /// Who has to stop it.
    #[serde(default)]
    pub whose: Whose,
    /// The edge rules that it follows.
    #[serde(default)]
    pub edges: Vec<String>,
    /// The law, guidance or page that says so.
    pub source: String,
    /// How well that is known.
    pub sure: Sure,
    /// The first day on which the rule holds; a start before it starts nothing.
    pub valid_from: Option<Date>,
    /// The last day on which it holds.
    pub valid_to: Option<Date>,
}

/// What a passed date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Something had to be done: it is late.
    #[default]
    Duty,
    /// Something had to be over.
    Limit,
    /// Somebody's right has run out; nobody is late.
    Right,
    /// A figure that is compared; no duty.
    Measure,
}

/// When, on its due day, a clock is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// With the day.
    #[default]
    WithTheDay,
    /// At the time that the working hours of the council give, where the moment of the start is known.
    ByWorkingHours,
}

/// Who has to stop a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Whoever holds the case.
    #[default]
    Allocated,
    /// The reviewing officer or chair.
    Reviewer,
    /// Whoever the record that started it names.
    Record,
}

/// How sure a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Sure {
    /// Read in the instrument, the schema or a government page.
    A,
    /// Read in councils' procedures, in validation rules or on pages of regulators and charities.
    B,
    /// Known, and not read at its source.
    C,
}

/// Which starts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Every one.
    #[default]
    Every,
    /// The first since the span began. Not known where the span was joined on its way.
    First,
    /// All but the first; where the span was joined on its way, the first too.
    Later,
}

/// What another start does while the clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// Nothing.
    #[default]
    Ignored,
    /// It begins anew; the one that ran is over.
    Restarts,
    /// Another clock runs beside it.
    Each,
}

/// A moment in a history against which a start is held: an event, or a time that has run, since another event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The event.
    pub event: Option<EventName>,
    /// The time that has run.
    pub time: Option<Within>,
    /// Since the last of these. None: since ever.
    #[serde(default)]
    pub since: Vec<EventName>,
}

/// The ages at which a clock can start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// From this birthday: an earlier start counts from it.
    pub from: Option<u16>,
    /// Before this birthday.
    pub to: Option<u16>,
}

/// A time for a younger child: it applies where it would be over before a birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Younger {
    /// The birthday.
    pub than: u16,
    /// The time.
    pub within: Within,
}

/// A longer time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extended {
    /// What makes it longer, if it happens before the time is over.
    pub by: Vec<EventName>,
    /// The whole time from the same start.
    pub within: Within,
    /// The rule that goes on in its place, where the longer time is a clock of its own.
    pub becomes: Option<String>,
}

/// Birthdays that start a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Birthdays {
    /// The first.
    pub from: u16,
    /// The last.
    pub to: u16,
    /// How long before the birthday it opens; the time allowed counts from the birthday all the same.
    pub opens: Option<Within>,
    /// How long a span must have gone on since an earlier birthday before the start.
    pub settled: Option<Settled>,
}

/// How long somebody must have been in a span, counted from a birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// How long.
    pub time: Within,
    /// Counted from this birthday at the earliest.
    pub since: u16,
}

/// Two events and what lies between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Between {
    /// The first.
    pub from: EventName,
    /// The second.
    pub until: EventName,
}

/// A time that events open and close, such as being looked after.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Any of these opens it.
    pub opens: Vec<EventName>,
    /// From these on it is known to be open; its beginning is not known.
    #[serde(default)]
    pub known: Vec<EventName>,
    /// Any of these closes it.
    pub closes: Vec<EventName>,
}

/// Every rule, and the spans that they name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// What ends every clock of a person that does not say otherwise.
    pub ends_all: Vec<EventName>,
    /// The spans by name.
    #[serde(rename = "span")]
    pub spans: BTreeMap<String, Span>,
    /// The rules, in the order of the catalogue.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// Rules that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rules of clocks cannot be used: {0}; correct rules/clocks.toml")]
pub struct BadRules(String);

impl Rules {
    /// The rules that are compiled in (`rules/clocks.toml`).
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// The rules that `text` writes.
    pub fn from_toml(text: &str) -> Result<Self, BadRules> {
        let mut rules: Self = toml::from_str(text).map_err(|e| BadRules(e.to_string()))?;
        let mut met: BTreeMap<String, usize> = BTreeMap::new();
        for rule in &mut rules.rules {
            let n = met.entry(rule.id.clone()).or_default();
            *n += 1;
            rule.key = if *n == 1 { rule.id.clone() } else { format!("{}.{n}", rule.id) };
        }
        for rule in &rules.rules {
            rules.check(rule).map_err(|why| BadRules(format!("{} ({}): {why}", rule.id, rule.name)))?;
        }
        Ok(rules)
    }

    fn check(&self, rule: &Rule) -> Result<(), &'static str> {
        let digits = rule.id.strip_prefix('T').unwrap_or_default();
        if !(2..=3).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err("its number is not T and two or three digits");
        }
        let spans = [&rule.during, &rule.only_during, &rule.outside];
        if spans.into_iter().flatten().any(|name| !self.spans.contains_key(name)) {
            return Err("it names a span that is not there");
        }
        if rule.which != Which::Every && rule.during.is_none() && rule.only_during.is_none() {
            return Err("which start it is can only be told within a span");
        }
        let becomes = rule.extended.as_ref().and_then(|extended| extended.becomes.as_deref());
        if becomes.is_some_and(|id| self.rules.iter().all(|other| other.id != id)) {
            return Err("it becomes a rule that is not there");
        }
        let starts = !rule.starts.is_empty() || rule.birthdays.is_some();
        let takes_over = self.rules.iter().filter_map(|other| other.extended.as_ref()?.becomes.as_deref());
        let follows = takes_over.into_iter().any(|id| id == rule.id);
        match (&rule.not_computed, starts || follows) {
            (Some(_), true) => return Err("it says that it is not computed, and what starts it"),
            (None, false) => return Err("nothing starts it, and it does not say why"),
            _ => {}
        }
        match (rule.in_any, rule.within) {
            (None, Some(Within { unit: Unit::Stay, .. })) => return Err("it counts stays, and not in what time"),
            (Some(_), within) if !rule.own || rule.again != Again::Each || within.is_none() => {
                return Err("only stays of which each has a record of its own can be added up");
            }
            // The stretch is longer than what is allowed in it, or the sum would never be reached.
            (Some(stretch), Some(within)) if within.days() >= stretch.days() => {
                return Err("all stays in a stretch of time are allowed more than the stretch");
            }
            _ => {}
        }
        if rule.not_computed.is_none() && rule.within.is_none() && rule.local.is_none() && rule.birthdays.is_none() {
            return Err("it says no time");
        }
        Ok(())
    }
}
