//! What each event means to retention, looked up by its place in the vocabulary: a million files are gone through with it.

use std::sync::LazyLock;

use hearth_record::{EventName, event::VOCABULARY};

use super::rule::Rules;

/// What one event means. Each word has a bit for each class, span or rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Interest {
    /// The classes that it puts a file into.
    pub(super) classes: u32,
    /// Of those, the ones that another event can outnumber.
    pub(super) counted: u32,
    /// The classes in which it outnumbers.
    pub(super) against: u32,
    /// What it opens.
    pub(super) opens: u32,
    /// Of what it closes, one.
    pub(super) closes: u32,
    /// Of what it ends, every one.
    pub(super) ends: u32,
    /// The rules that count from it.
    pub(super) counts: u32,
    /// Whether it closes a case.
    pub(super) closing: bool,
}

/// The table, with the two events that say when somebody was born and died.
pub(super) struct Interests {
    of: Vec<Interest>,
    pub(super) born: EventName,
    pub(super) died: EventName,
}

static COMPILED_IN: LazyLock<Interests> = LazyLock::new(|| Interests::of(Rules::compiled_in()));

impl Interests {
    pub(super) fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    pub(super) fn in_event(&self, name: EventName) -> Interest {
        self.of[name.place()]
    }

    fn of(rules: &Rules) -> Self {
        const BORN: EventName = EventName::at(hearth_record::event::position("person.born"));
        const DIED: EventName = EventName::at(hearth_record::event::position("person.died"));
        let mut of = vec![Interest::default(); VOCABULARY.len()];
        let mut mark = |names: &[EventName], how: &dyn Fn(&mut Interest)| {
            for name in names {
                how(&mut of[name.place()]);
            }
        };
        for (n, class) in rules.classes.iter().enumerate() {
            let bit = 1 << n;
            mark(&class.any, &|event| event.classes |= bit);
            if let Some(against) = class.more_often_than {
                mark(&class.any, &|event| event.counted |= bit);
                mark(&[against], &|event| event.against |= bit);
            }
        }
        for (n, span) in rules.spans.iter().enumerate() {
            let bit = 1 << n;
            mark(&span.opens, &|event| event.opens |= bit);
            mark(&span.closes, &|event| event.closes |= bit);
            mark(&span.ends_with, &|event| event.ends |= bit);
            if span.case {
                mark(&span.closes, &|event| event.closing = true);
            }
        }
        for (n, rule) in rules.rules.iter().enumerate() {
            mark(&rule.counts.last, &|event| event.counts |= 1 << n);
        }
        Self { of, born: BORN, died: DIED }
    }
}
