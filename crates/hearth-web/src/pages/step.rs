//! Records that wait for somebody: saying that they are done is a step of the work, and asks for no reason.

use hearth_record::{Fields, Held, KindSchema};

/// How a record that waits is taken on.
pub struct Step {
    kind: &'static str,
    /// The field that is filled in when it is done.
    pub done: &'static str,
    /// The fields that are filled in then, and are left out of the form that adds the record.
    pub later: &'static [&'static str],
    /// What the record says then, in place of a reason.
    pub word: &'static str,
    /// The field that says what it is about.
    pub tells: &'static str,
    /// Whether it is probably done on the day on which somebody says how it stands.
    pub today: bool,
    /// The heading of the form.
    pub heading: &'static str,
    /// The words on the button that leads to it.
    pub button: &'static str,
}

/// What stands in place of a reason where something new was filled in and the record waits on.
const SAVED: &str = "Noted how it stands";

const STEPS: &[Step] = &[
    Step {
        kind: "plan_action",
        done: "done_on",
        later: &["done_on", "result"],
        word: "Done",
        tells: "action",
        today: false,
        heading: "How does this action stand?",
        button: "Say how it stands",
    },
    Step {
        kind: "worry",
        done: "answered_on",
        later: &["decided", "answered_on"],
        word: "Answered",
        tells: "what",
        today: true,
        heading: "Answer this worry",
        button: "Answer this worry",
    },
];

/// The step of a kind of record, where records of it wait for somebody.
pub fn of_kind(kind: &KindSchema) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.kind == kind.kind)
}

/// The step that a record still waits for.
pub fn of(held: &Held) -> Option<&'static Step> {
    of_kind(held.schema).filter(|step| held.current().fields.get(step.done).is_none())
}

/// Whether a record was ever corrected: a version with a reason that is none of a step's words.
pub fn was_corrected(held: &Held) -> bool {
    let steps = of_kind(held.schema).map_or([None, None], |step| [Some(step.word), Some(SAVED)]);
    let reasons = held.versions().iter().filter_map(|version| version.written.because.as_deref());
    reasons.into_iter().any(|because| !steps.contains(&Some(because)))
}

impl Step {
    /// What stands in place of a reason once these values are saved.
    pub fn reason(&self, fields: &Fields) -> &'static str {
        if fields.get(self.done).is_some() { self.word } else { SAVED }
    }

    /// What the record that waits is about, in its own words.
    pub fn about(&self, held: &Held) -> String {
        held.current().fields.text(self.tells).unwrap_or_default().to_owned()
    }

    /// What is said to whoever has just saved how the record stands; none where it was corrected instead.
    pub fn said(&self, held: &Held) -> Option<String> {
        let because = held.current().written.because.as_deref()?;
        let word = [self.word, SAVED].into_iter().find(|word| *word == because)?;
        Some(format!("{}: {}", held.schema.title, word.to_lowercase()))
    }
}
