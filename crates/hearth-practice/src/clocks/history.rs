//! What clocks are computed from: events in order of date, and what is known apart from them.

use hearth_record::{Event, EventName, event::VOCABULARY, ids::RecordId};
use jiff::civil::Date;

use super::{
    fact::{Fact, FactName},
    rule::Span,
};

/// Something that happened, and where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happening {
    /// What, and when.
    pub event: Event,
    /// The record that says so; none where the facts were given by hand.
    pub record: Option<RecordId>,
    /// Where the record was taken over from a return or another system: the day on which that was done. What had to be done
    /// before that day cannot be judged, because a return does not say what was done after it or beside it.
    pub taken_over: Option<Date>,
}

impl From<Event> for Happening {
    fn from(event: Event) -> Self {
        Self { event, record: None, taken_over: None }
    }
}

/// The events of one file in order of date, found by name without a search.
pub struct History {
    happened: Vec<Happening>,
    /// The places of all events, those of one name together and in order of date.
    places: Vec<u32>,
    /// Where the places of each name begin, by its place in the vocabulary.
    begins: Vec<u32>,
    facts: Vec<Fact>,
    pub(super) born: Option<Date>,
}

impl History {
    /// A history of these events, in whatever order they come, and these facts.
    pub fn of(happened: impl IntoIterator<Item = Happening>, facts: Vec<Fact>) -> Self {
        let mut happened: Vec<Happening> = happened.into_iter().collect();
        happened.sort_by_key(|happening| (happening.event, happening.record));
        let mut begins = vec![0_u32; VOCABULARY.len() + 1];
        for happening in &happened {
            begins[happening.event.name.place() + 1] += 1;
        }
        for name in 1..begins.len() {
            begins[name] += begins[name - 1];
        }
        let mut next = begins.clone();
        let mut places = vec![0; happened.len()];
        for (place, happening) in (0..).zip(&happened) {
            let slot = &mut next[happening.event.name.place()];
            places[*slot as usize] = place;
            *slot += 1;
        }
        let mut history = Self { happened, places, begins, facts, born: None };
        history.born =
            EventName::named("person.born").ok().and_then(|born| history.first_of(born)).map(|at| history.at(at).on);
        history
    }

    /// The happening at a place.
    pub fn happening(&self, place: usize) -> &Happening {
        &self.happened[place]
    }

    pub(super) fn at(&self, place: usize) -> &Event {
        &self.happened[place].event
    }

    /// The places of the events of one name, in order of date.
    pub(super) fn named(&self, name: EventName) -> &[u32] {
        let place = name.place();
        &self.places[self.begins[place] as usize..self.begins[place + 1] as usize]
    }

    pub(super) fn first_of(&self, name: EventName) -> Option<usize> {
        self.named(name).first().map(|place| *place as usize)
    }

    /// The places of events of any of these names, in order of date.
    pub(super) fn any_of(&self, names: &[EventName]) -> Vec<usize> {
        let mut places: Vec<usize> =
            names.iter().flat_map(|name| self.named(*name)).map(|place| *place as usize).collect();
        places.sort_unstable();
        places
    }

    /// The first event of any of these names on or after `day` that `fits`.
    pub(super) fn first_from(&self, names: &[EventName], day: Date, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let first = |name: &EventName| {
            let places = self.named(*name);
            let from = places.partition_point(|place| self.at(*place as usize).on < day);
            places[from..].iter().map(|place| *place as usize).find(|place| fits(*place))
        };
        names.iter().filter_map(first).min()
    }

    /// The last event of any of these names on or before `day`.
    pub(super) fn last_until(&self, names: &[EventName], day: Date) -> Option<usize> {
        let last = |name: &EventName| {
            let places = self.named(*name);
            let to = places.partition_point(|place| self.at(*place as usize).on <= day);
            places[..to].last().map(|place| *place as usize)
        };
        names.iter().filter_map(last).max()
    }

    /// Whether a fact holds on a day.
    pub(super) fn holds(&self, fact: FactName, day: Date) -> bool {
        self.facts.iter().any(|known| known.name == fact && known.covers(day))
    }

    /// The number that a fact gives on a day: the smallest where several do.
    pub(super) fn number(&self, fact: FactName, day: Date) -> Option<u16> {
        let known = self.facts.iter().filter(|known| known.name == fact && known.covers(day));
        known.filter_map(|known| known.number).min()
    }

    /// The course of a span, as far as it has come by `today`: an end that lies ahead has not happened.
    pub(super) fn course(&self, span: &Span, today: Date) -> Course {
        let of = |names: &[EventName], by: i32, known: bool| {
            self.any_of(names).into_iter().map(move |place| Turn { on: self.at(place).on, by, known, place })
        };
        let closes = of(&span.closes, -1, false).filter(|turn| turn.on <= today);
        let mut turns: Vec<Turn> = of(&span.opens, 1, false).chain(of(&span.known, 1, true)).chain(closes).collect();
        // What ends and begins again on one day goes on.
        turns.sort_by_key(|turn| (turn.on, -turn.by, turn.place));
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut open = 0;
        for turn in turns {
            open = (open + turn.by).max(0);
            let first = stretches.is_empty();
            match stretches.last_mut().filter(|last| last.closed.is_none()) {
                Some(last) if open == 0 => last.closed = Some(turn.place),
                Some(last) => last.known &= turn.known || last.since < turn.on,
                None if open > 0 => {
                    stretches.push(Stretch { since: turn.on, known: turn.known, closed: None, until: None });
                }
                // It ended, and nothing says when it began.
                None if first => {
                    stretches.push(Stretch { since: Date::MIN, known: true, closed: Some(turn.place), until: None });
                }
                // It ended twice.
                None => {}
            }
        }
        for stretch in &mut stretches {
            stretch.until = stretch.closed.map(|place| self.at(place).on);
        }
        Course(stretches)
    }
}

/// The stretches over which a span was open, the earliest first.
pub(super) struct Course(Vec<Stretch>);

/// One stretch: open from `since` to the day of the event `closed`, which is no longer of it.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    since: Date,
    known: bool,
    closed: Option<usize>,
    until: Option<Date>,
}

impl Course {
    /// How it stood at the end of a day.
    pub(super) fn on(&self, day: Date) -> Stood {
        let begun = self.0.partition_point(|stretch| stretch.since <= day);
        match begun.checked_sub(1).map(|last| &self.0[last]) {
            None => Stood::Never,
            Some(stretch) if stretch.until.is_some_and(|until| until <= day) => Stood::Closed,
            Some(stretch) => Stood::Open { since: stretch.since, known: stretch.known },
        }
    }

    /// Since when it is open on `day`, or, where it is not, from when it is open next.
    pub(super) fn open_from(&self, day: Date) -> Option<Date> {
        let open = |stretch: &&Stretch| stretch.until.is_none_or(|until| until > day);
        self.0.iter().find(open).map(|stretch| stretch.since)
    }

    /// The first event on or after `day` that closed it.
    pub(super) fn closes(&self, day: Date) -> Option<usize> {
        let over = |stretch: &&Stretch| stretch.until.is_some_and(|until| until >= day);
        self.0.iter().find(over).and_then(|stretch| stretch.closed)
    }
}

/// How a span stood on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stood {
    /// It had not begun, or nothing is said of it.
    Never,
    /// It was open.
    Open {
        /// Since when without a break.
        since: Date,
        /// It is only known from then; its true beginning lies before.
        known: bool,
    },
    /// It had ended.
    Closed,
}

#[derive(Debug, Clone, Copy)]
struct Turn {
    on: Date,
    by: i32,
    known: bool,
    place: usize,
}
